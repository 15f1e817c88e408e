//! Contributions: dated acts by one person on one item.

use crate::named;
use crate::{Item, Login, RepoName, When, Window};

named! {
    /// What was done to the item.
    Act {
        /// A pull request, issue or discussion was opened.
        Opened = "opened",
        /// A review was submitted.
        Reviewed = "reviewed",
        /// A pull request was merged.
        Merged = "merged",
        /// A pull request or issue was closed; for a pull request, without a merge.
        Closed = "closed",
        /// A pull request was closed without a merge, and its work landed all the same.
        Landed = "landed",
        /// A commit was authored.
        Authored = "authored",
        /// A comment was written.
        Commented = "commented",
    }
}

named! {
    /// In which role the person acted.
    Role {
        /// The person's own item.
        Author = "author",
        /// Somebody else's pull request was reviewed.
        Reviewer = "reviewer",
        /// Somebody else's commit names the person in a `Co-authored-by` trailer.
        CoAuthor = "co-author",
        /// The person wrote the comment.
        Commenter = "commenter",
        /// The person merged somebody else's pull request.
        Merger = "merger",
        /// The merge of the person's pull request closed the issue.
        Closer = "closer",
    }
}

named! {
    /// Where a contribution is known from, from the weaker to the better source.
    Source {
        /// From a file that an earlier tool recorded.
        Recorded = "recorded",
        /// From GitHub itself.
        GitHub = "github",
    }
}

named! {
    /// Whether work lies where the program expects it.
    ScopeClass {
        /// In an organisation or repository of the enrollment's scope.
        Project = "project",
        /// In a repository of somebody else that the scope does not name.
        Undeclared = "undeclared",
        /// In a repository of the mentee's own account: an own project or a fork.
        Own = "own",
    }
}

/// One dated act by one person on one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Who acted, under the login that the source names.
    pub by: Login,
    /// On what.
    pub item: Item,
    /// What was done.
    pub act: Act,
    /// In which role.
    pub role: Role,
    /// When, as precisely as the source says.
    pub when: When,
}

/// A number of commits that a source counted without naming them. Counts of the same person, repository and window replace
/// each other: the later one saw more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitTally {
    /// Who committed.
    pub by: Login,
    /// Where.
    pub repo: RepoName,
    /// The window that was counted.
    pub window: Window,
    /// How many commits, at least one.
    pub commits: u32,
}
