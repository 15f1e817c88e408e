//! The reasons that an explanation is made of.

use chrono::{DateTime, Utc};
use monitor_model::{
    AccountId, Act, CoverageSlice, ItemUrl, Login, LoginError, PeriodId, ProgramId, RepoName, Role,
    ScopeClass, Source, Stream, When, Window, WitnessNote,
};

use super::Verdict;

/// What somebody did, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub act: Act,
    /// In which role.
    pub role: Role,
    /// When.
    pub when: When,
    /// Where it is known from.
    pub source: Option<Source>,
}

/// On which side of the periods something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before the first one begins, at this instant.
    Before(DateTime<Utc>),
    /// After the last one ended, at this instant.
    After(DateTime<Utc>),
    /// Between two of them.
    Between,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// An act counts for a period.
    Counts {
        /// What was done.
        deed: Deed,
        /// For which period.
        period: PeriodId,
        /// Where it lies.
        class: ScopeClass,
    },
    /// An act lies in no period of the enrollment; these programs' periods would hold it.
    OutsideWindow {
        /// What was done.
        deed: Deed,
        /// On which side.
        side: Side,
        /// Periods of other programs that hold it.
        elsewhere: Vec<(ProgramId, PeriodId)>,
    },
    /// An act lies after the instant as of which was asked.
    NotYet {
        /// What was done.
        deed: Deed,
    },
    /// Work in repositories of somebody else that the scope does not name.
    OutsideScope {
        /// The repositories, of one owner.
        repos: Vec<RepoName>,
        /// How many acts.
        acts: u32,
    },
    /// Work in repositories of the mentee's own that the scope does not name.
    OwnRepository {
        /// The repositories.
        repos: Vec<RepoName>,
        /// How many acts.
        acts: u32,
    },
    /// Acts that are known to a day, a week or a longer time only.
    Coarse {
        /// The dates.
        whens: Vec<When>,
    },
    /// It was asked for, and GitHub does not show it any more. What is known of it stays, and counts as before.
    Vanished {
        /// When it was asked for first without being shown.
        at: DateTime<Utc>,
    },
    /// It was closed without a merge, and its work landed all the same.
    Landed,
    /// It was closed without a merge.
    ClosedUnmerged,
    /// It is a commit that a merge, squash or rebase made of a pull request's own work, which is looked at by itself.
    Repeats {
        /// The pull request.
        pull_request: ItemUrl,
        /// Whether anything that a mentee did on it counts for a period.
        counts: bool,
    },
    /// It is somebody's who is no mentee.
    OtherAccount {
        /// The login.
        login: Login,
        /// The account, where GitHub was asked.
        account: Option<AccountId>,
    },
    /// It is somebody else's, and whose is not to be said.
    NotTheirs,
    /// The mentee's login is another account's now.
    LoginReassigned {
        /// The login.
        login: Login,
        /// The account that has it now.
        theirs: AccountId,
        /// The mentee's account.
        ours: Option<AccountId>,
    },
    /// The mentee's account has another login now. It is still followed.
    Renamed {
        /// The roster's login.
        was: Login,
        /// The login of now.
        now: Login,
    },
    /// GitHub knew nobody of this login.
    NoSuchLogin {
        /// The login.
        login: Login,
        /// When it was asked.
        at: DateTime<Utc>,
    },
    /// The account can't be seen any more.
    AccountGone {
        /// When it was asked.
        at: DateTime<Utc>,
    },
    /// The roster has no usable login.
    Unresolved {
        /// What stands in the roster.
        given: String,
        /// Why it is no login.
        why: LoginError,
    },
    /// Streams of which not everything was seen, and of which parts.
    NotSeen {
        /// The streams.
        streams: Vec<Stream>,
        /// The parts that are not complete.
        slices: Vec<CoverageSlice>,
    },
    /// Streams of which everything public was seen, and it was not there.
    AllSeen {
        /// The streams.
        streams: Vec<Stream>,
        /// The window that was seen.
        window: Window,
    },
    /// The first period has not begun.
    NotBegun {
        /// When it begins.
        from: DateTime<Utc>,
    },
    /// A second source shows what is not in the database, or counts otherwise.
    Witness(WitnessNote),
    /// GitHub counts activity that it does not name.
    Hidden {
        /// What GitHub says of it.
        why: String,
        /// When, in order of time.
        windows: Vec<Window>,
    },
    /// Commits of the mentee in a repository, counted and not named.
    Tallied {
        /// The repository.
        repo: RepoName,
        /// How many commits.
        commits: u32,
    },
    /// Nothing that a mentee did in the repository is known.
    RepositoryUnknown {
        /// The repository.
        repo: RepoName,
        /// Whether the scope of any enrollment names it.
        in_scope: bool,
    },
    /// How GitHub tells whose an item of this stream is.
    Author {
        /// The stream.
        stream: Stream,
    },
    /// Something else that the mentee did on it.
    Related {
        /// Where it is.
        url: ItemUrl,
        /// What was done.
        deed: Deed,
        /// Whether it counts for a period.
        counts: bool,
    },
    /// Nobody is enrolled anywhere.
    NoMentees,
    /// What a mentee did in a period, in figures by scope class.
    InPeriod {
        /// The period.
        period: PeriodId,
        /// The enrollment's window of it.
        window: Window,
        /// Acts and counted commits by scope class.
        figures: Vec<(ScopeClass, u32)>,
        /// Whether the window has begun.
        begun: bool,
    },
    /// What a mentee did outside every period.
    OutsidePeriods {
        /// Acts before the first one.
        before: u32,
        /// Acts between two of them.
        between: u32,
        /// Acts after the last one.
        after: u32,
    },
}

impl Why {
    /// What the reason alone says of the whole, if it says that something counts.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Counts { class: ScopeClass::Project, .. } => Some(Verdict::Counts),
            Self::Counts { .. } => Some(Verdict::OutsideScope),
            Self::InPeriod { figures, .. } => {
                let mut some = figures.iter().filter(|(_, n)| *n > 0).map(|(class, _)| *class);
                let first = some.next()?;
                let in_project =
                    first == ScopeClass::Project || some.any(|class| class == ScopeClass::Project);
                Some(if in_project { Verdict::Counts } else { Verdict::OutsideScope })
            }
            _ => None,
        }
    }
}
