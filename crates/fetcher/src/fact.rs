//! What an answer shows, free of GitHub's wire format. Facts are folded into contributions, coverage and further queries.

mod items;

use chrono::{DateTime, Utc};
use monitor_model::{Account, AccountId, Login, NodeId, RepoName, Window};

use crate::query::{Cursor, Field, List};

pub use items::{
    Comment, CommentOn, Commit, CommitPerson, Discussion, Issue, Landing, Merge, Pull, PullDetail,
    RepoHead, RepoPull, Review,
};

/// What an answer shows, one thing at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An account, asked for by login or by id.
    Account {
        /// The login that was asked for, if it was.
        asked: Option<Login>,
        /// The account.
        account: Account,
        /// Its login now.
        login: Login,
        /// Its display name.
        name: Option<String>,
    },
    /// Nobody has this login: never had, was renamed, deleted or suspended.
    NoSuchLogin(Login),
    /// Nothing has this node id any more, or it may not be seen.
    Gone(NodeId),
    /// Something was refused: what, and GitHub's reason. A refused list leaves its stream incomplete.
    Refused {
        /// Of what.
        of: Subject,
        /// For lists of one person's things in something else, that person.
        by: Option<Field>,
        /// Which list, where only that was refused, wholly or in part.
        list: Option<List>,
        /// GitHub's reason: the error's type and message.
        why: String,
    },
    /// A pull request of somebody's.
    Pull(Pull),
    /// An issue.
    Issue(Issue),
    /// A comment.
    Comment(Comment),
    /// Somebody commented in the conversation of a pull request.
    Remark {
        /// The pull request.
        on: NodeId,
        /// Who.
        by: Who,
        /// When.
        at: DateTime<Utc>,
    },
    /// What was said on an issue or a discussion.
    Thread {
        /// The issue or discussion.
        of: NodeId,
        /// Who said something, and when.
        said: Vec<(Who, DateTime<Utc>)>,
        /// Whether that is all.
        is_all: bool,
    },
    /// A discussion.
    Discussion(Discussion),
    /// A review.
    Review(Review),
    /// A commit.
    Commit(Commit),
    /// The parts of a pull request that its head lacks.
    PullDetail(PullDetail),
    /// A pull request among a repository's, whoever opened it.
    RepoPull(Box<RepoPull>),
    /// A further page of a closed pull request's events shows that its work landed.
    Landed {
        /// The pull request.
        pull: NodeId,
        /// How.
        landing: Landing,
    },
    /// All authors and co-authors of a commit, the author first.
    CommitPeople {
        /// The commit.
        commit: NodeId,
        /// Who.
        people: Vec<CommitPerson>,
    },
    /// A page of a list came to its end.
    Page(ListPage),
    /// The newest update of a list.
    Newest {
        /// Whose.
        of: NodeId,
        /// Which list.
        list: List,
        /// How many it has.
        total: u32,
        /// The newest update; `None` where the list is empty or has no order.
        updated: Option<DateTime<Utc>>,
    },
    /// How many issues a person ever opened, of those that can be seen.
    IssuesEver {
        /// Who.
        of: NodeId,
        /// How many.
        total: u32,
    },
    /// What GitHub counts as contributions.
    Totals(Totals),
    /// A pull request that the person reviewed in the window: at least one review, not how many.
    Reviewed {
        /// Who.
        by: NodeId,
        /// Which pull request.
        pull: NodeId,
        /// When the pull request was updated last.
        pull_updated: DateTime<Utc>,
    },
    /// A repository to whose default branch the person committed in the window.
    CommittedTo {
        /// Who.
        by: NodeId,
        /// Where.
        repo: RepoHead,
        /// How many commits GitHub counts.
        commits: u32,
    },
    /// The number of results of a search.
    SearchCount {
        /// The search.
        text: String,
        /// How many; 0 also where GitHub does not let this person be searched.
        count: u32,
    },
    /// An item that a search found.
    SearchItem {
        /// The search.
        text: String,
        /// The item's node id.
        node: NodeId,
        /// Who wrote it.
        author: Who,
        /// Its head, where it is a pull request.
        pull: Option<Box<Pull>>,
    },
    /// A page of a search came to its end.
    SearchPage {
        /// The search.
        text: String,
        /// How many results it has; GitHub shows the first 1,000.
        total: u32,
        /// How many this page had, also those that could not be seen.
        nodes: u32,
        /// Where the next page begins; `None` at the end.
        next: Option<Cursor>,
    },
    /// What a repository that was asked for by name is called now.
    Repository {
        /// The name that was asked for.
        asked: RepoName,
        /// The repository; `None` where there is none, or none that may be seen.
        found: Option<RepoHead>,
    },
    /// Whether a login that was asked for as an owner exists, and how it is written.
    Owner {
        /// The login that was asked for.
        asked: Login,
        /// As GitHub writes it, with the node id; `None` where nobody has it.
        found: Option<(Login, NodeId)>,
    },
}

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A person, pull request, review, commit or repository, by node id.
    Node(NodeId),
    /// A person or owner, by login.
    Login(Login),
    /// A repository, by name.
    Repository(RepoName),
    /// A search, by its text.
    Search(String),
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Person {
        /// The node id.
        node: NodeId,
        /// The numeric id.
        id: AccountId,
        /// The login at the time of the answer.
        login: Login,
    },
    /// No person's account: a bot, an organisation, or a stand-in for somebody of another system; by its name.
    Bot(String),
    /// Nobody any more: the account is gone.
    Ghost,
}

/// Who wrote something that was found in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The answer names the author.
    Named(Who),
    /// The list is this person's own, and the answer does not repeat it.
    Owner(NodeId),
}

/// The end of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// Whose list.
    pub of: NodeId,
    /// For lists of one person's things in something else, that person.
    pub by: Option<Field>,
    /// Which list.
    pub list: List,
    /// How many the whole list has; of [`List::Issues`] and the histories, how many since the instant or in the window.
    pub total: u32,
    /// How many nodes this page had, also those that could not be seen.
    pub nodes: u32,
    /// Where the next page begins; `None` at the end of the list.
    pub next: Option<Cursor>,
    /// The oldest date on the page by which the list is ordered; `None` where the list has no order or the page is empty.
    pub reached: Option<DateTime<Utc>>,
}

/// What GitHub counts as contributions of a person in a window. Its days are days of GitHub's, so it is a witness only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Who.
    pub of: NodeId,
    /// The window that was asked for.
    pub window: Window,
    /// Pull requests opened.
    pub pulls: u32,
    /// Issues opened.
    pub issues: u32,
    /// Pull requests reviewed.
    pub reviews: u32,
    /// Commits on default branches.
    pub commits: u32,
    /// Repositories committed to; where it is more than [`Fact::CommittedTo`] names, GitHub cut the list at 100.
    pub repositories: u32,
    /// Private contributions, where the person shows their number.
    pub restricted: u32,
    /// Whether there is any contribution at all.
    pub has_any: bool,
}
