//! Commits. They name people by e-mail address; GitHub looks the account up each time it is asked.

use super::{At, CommitCommentId, CommitId, PullId, RepoId};

/// A name and an address, as git writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

impl Signature {
    /// A name and an address.
    #[must_use]
    pub fn new(name: &str, email: &str) -> Self {
        Self { name: name.to_owned(), email: email.to_owned() }
    }

    /// GitHub itself, which commits what is merged in the browser.
    #[must_use]
    pub fn web_flow() -> Self {
        Self::new("GitHub", "noreply@github.com")
    }
}

/// A commit.
#[derive(Clone, Debug)]
pub struct Commit {
    /// In which repository it can be looked at.
    pub repo: RepoId,
    /// The hash, forty hex digits.
    pub oid: String,
    /// Who wrote it.
    pub author: Signature,
    /// Who committed it.
    pub committer: Signature,
    /// The people in its `Co-authored-by` trailers.
    pub co_authors: Vec<Signature>,
    /// The message with its trailers.
    pub message: String,
    /// When it was written.
    pub authored_at: At,
    /// When it was committed: merging by rebase or squash makes a new date, a true merge does not.
    pub committed_at: At,
    /// Added lines.
    pub additions: u32,
    /// Removed lines.
    pub deletions: u32,
    /// Whether it is on the default branch of its repository.
    pub on_default: bool,
    /// The pull requests that hold it.
    pub pulls: Vec<PullId>,
    /// The pull request that this commit is the squash of.
    pub squash_of: Option<PullId>,
    /// The commit of a pull request that this one is the copy of, made by a merge by rebase.
    pub copy_of: Option<CommitId>,
    /// Whether the commit is GitHub's own merge of a branch.
    pub is_merge: bool,
    /// Comments on it.
    pub comments: Vec<CommitCommentId>,
}

impl Commit {
    /// The author and then the co-authors.
    pub fn authors(&self) -> impl Iterator<Item = &Signature> {
        std::iter::once(&self.author).chain(&self.co_authors)
    }

    /// The first line of the message.
    #[must_use]
    pub fn headline(&self) -> &str {
        self.message.lines().next().unwrap_or_default()
    }
}

/// The hash of the n-th commit of a world: no real hash, but as many digits and as well mixed.
pub(crate) fn oid(n: u64) -> String {
    let mut text = String::with_capacity(40);
    for part in 0..3_u64 {
        let mut z = (n * 3 + part + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        text.push_str(&format!("{:016x}", z ^ (z >> 31)));
    }
    text.truncate(40);
    text
}
