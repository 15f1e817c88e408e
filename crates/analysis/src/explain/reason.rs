//! The stable names of reasons.

use monitor_model::named;

use super::why::Why;

named! {
    /// The stable name of a reason.
    Reason {
        /// An act counts for a period.
        Counts = "counts",
        /// Outside every period of the enrollment.
        OutsideWindow = "outside-window",
        /// Later than the instant as of which was asked.
        NotYet = "not-yet",
        /// In a repository that the scope does not name.
        OutsideScope = "outside-scope",
        /// In a repository of the mentee's own.
        OwnRepository = "own-repository",
        /// Dated no better than to a day or a week.
        CoarseDate = "coarse-date",
        /// Not shown by GitHub any more.
        Vanished = "vanished",
        /// Landed without a merge.
        Landed = "landed",
        /// Closed without a merge.
        ClosedUnmerged = "closed-unmerged",
        /// A commit that repeats a pull request.
        Repeats = "repeats",
        /// Somebody's who is no mentee.
        OtherAccount = "other-account",
        /// Somebody else's than the mentee's who asks.
        NotTheirs = "not-theirs",
        /// The login belongs to somebody else now.
        LoginReassigned = "login-reassigned",
        /// The account has another login.
        Renamed = "renamed",
        /// Nobody has the login.
        NoSuchLogin = "no-such-login",
        /// The account can't be seen.
        AccountGone = "account-gone",
        /// The roster has no usable login.
        LoginUnresolved = "login-unresolved",
        /// Not everything was fetched, or GitHub does not show it.
        NotSeen = "not-seen",
        /// Everything was seen, and it was not there.
        AllSeen = "all-seen",
        /// The program has not begun.
        NotBegun = "not-begun",
        /// A second source shows otherwise.
        Witness = "witness",
        /// Private, or counted and not named.
        Hidden = "hidden",
        /// Commits that are counted and not named.
        Tallied = "tallied",
        /// Nothing is known of the repository.
        RepositoryUnknown = "repository-unknown",
        /// How GitHub tells whose it is.
        Author = "author",
        /// Something else on the same item.
        Related = "related",
        /// No roster was read.
        NoMentees = "no-mentees",
        /// A period in figures.
        InPeriod = "in-period",
        /// Outside every period, in figures.
        OutsidePeriods = "outside-periods",
    }
}

impl Why {
    /// The stable name.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Counts { .. } => Reason::Counts,
            Self::OutsideWindow { .. } => Reason::OutsideWindow,
            Self::NotYet { .. } => Reason::NotYet,
            Self::OutsideScope { .. } => Reason::OutsideScope,
            Self::OwnRepository { .. } => Reason::OwnRepository,
            Self::Coarse { .. } => Reason::CoarseDate,
            Self::Vanished { .. } => Reason::Vanished,
            Self::Landed => Reason::Landed,
            Self::ClosedUnmerged => Reason::ClosedUnmerged,
            Self::Repeats { .. } => Reason::Repeats,
            Self::OtherAccount { .. } => Reason::OtherAccount,
            Self::NotTheirs => Reason::NotTheirs,
            Self::LoginReassigned { .. } => Reason::LoginReassigned,
            Self::Renamed { .. } => Reason::Renamed,
            Self::NoSuchLogin { .. } => Reason::NoSuchLogin,
            Self::AccountGone { .. } => Reason::AccountGone,
            Self::Unresolved { .. } => Reason::LoginUnresolved,
            Self::NotSeen { .. } => Reason::NotSeen,
            Self::AllSeen { .. } => Reason::AllSeen,
            Self::NotBegun { .. } => Reason::NotBegun,
            Self::Witness(_) => Reason::Witness,
            Self::Hidden { .. } => Reason::Hidden,
            Self::Tallied { .. } => Reason::Tallied,
            Self::RepositoryUnknown { .. } => Reason::RepositoryUnknown,
            Self::Author { .. } => Reason::Author,
            Self::Related { .. } => Reason::Related,
            Self::NoMentees => Reason::NoMentees,
            Self::InPeriod { .. } => Reason::InPeriod,
            Self::OutsidePeriods { .. } => Reason::OutsidePeriods,
        }
    }
}
