//! What the owner of the token can see, and which repository a thing is in.

use super::{AccountId, AccountState, CommitId, RepoId, Subject, Thing, Verdict, World};

impl World {
    /// Whether an account can be seen.
    #[must_use]
    pub fn sees_account(&self, who: AccountId) -> bool {
        self.accounts[who].is_active()
    }

    /// Whether a repository can be seen.
    #[must_use]
    pub fn sees_repo(&self, repo: RepoId) -> bool {
        self.repos[repo].is_seen() && self.sees_account(self.repos[repo].owner)
    }

    /// Whether a thing can be seen: its repository can, and nobody who wrote it or what it hangs on is flagged.
    #[must_use]
    pub fn sees(&self, thing: impl Into<Thing>) -> bool {
        match thing.into() {
            Thing::Account(id) => self.sees_account(id),
            Thing::Repo(id) => self.sees_repo(id),
            Thing::Pull(id) => {
                self.sees_repo(self.pulls[id].repo) && self.stands(self.pulls[id].author)
            }
            Thing::Issue(id) => {
                self.sees_repo(self.issues[id].repo) && self.stands(self.issues[id].author)
            }
            Thing::Review(id) => {
                let review = &self.reviews[id];
                review.verdict != Verdict::Pending
                    && self.stands(review.author)
                    && self.sees(review.pull)
            }
            Thing::ReviewComment(id) => {
                self.stands(self.review_comments[id].author)
                    && self.sees(self.review_comments[id].review)
            }
            Thing::Comment(id) => {
                self.stands(self.comments[id].author) && self.sees_subject(self.comments[id].on)
            }
            Thing::Commit(id) => self.sees_commit(id),
            Thing::CommitComment(id) => {
                self.stands(self.commit_comments[id].author)
                    && self.sees_commit(self.commit_comments[id].on)
            }
            Thing::Discussion(id) => {
                self.sees_repo(self.discussions[id].repo)
                    && self.stands(self.discussions[id].author)
            }
            Thing::DiscussionComment(id) => {
                let comment = &self.discussion_comments[id];
                self.stands(comment.author) && self.sees(comment.on)
            }
        }
    }

    /// Whether a pull request or an issue can be seen.
    #[must_use]
    pub fn sees_subject(&self, subject: Subject) -> bool {
        match subject {
            Subject::Pull(id) => self.sees(id),
            Subject::Issue(id) => self.sees(id),
        }
    }

    /// The author to show: nobody where the account was deleted.
    #[must_use]
    pub fn shown(&self, who: AccountId) -> Option<AccountId> {
        self.sees_account(who).then_some(who)
    }

    /// The repository that a thing is in; accounts are in none.
    #[must_use]
    pub fn home(&self, thing: Thing) -> Option<RepoId> {
        Some(match thing {
            Thing::Account(_) | Thing::Repo(_) => return None,
            Thing::Pull(id) => self.pulls[id].repo,
            Thing::Issue(id) => self.issues[id].repo,
            Thing::Review(id) => self.pulls[self.reviews[id].pull].repo,
            Thing::ReviewComment(id) => {
                return self.home(Thing::Review(self.review_comments[id].review));
            }
            Thing::Comment(id) => self.repo_of(self.comments[id].on),
            Thing::Commit(id) => self.commits[id].repo,
            Thing::CommitComment(id) => self.commits[self.commit_comments[id].on].repo,
            Thing::Discussion(id) => self.discussions[id].repo,
            Thing::DiscussionComment(id) => self.discussions[self.discussion_comments[id].on].repo,
        })
    }

    /// Whether the owner of a thing's repository refuses tokens without single sign-on.
    #[must_use]
    pub fn needs_sso(&self, thing: Thing) -> bool {
        let repo = match thing {
            Thing::Repo(id) => Some(id),
            other => self.home(other),
        };
        repo.is_some_and(|r| self.accounts[self.repos[r].owner].requires_sso)
    }

    /// Whether the commits of a signature can be told to be a person's: the person whose linked address it is.
    #[must_use]
    pub fn signer(&self, email: &str) -> Option<AccountId> {
        self.account_by_email(email).filter(|who| self.sees_account(*who))
    }

    /// A commit is seen with its repository; who signed it does not matter.
    fn sees_commit(&self, id: CommitId) -> bool {
        self.sees_repo(self.commits[id].repo)
    }

    /// Whether what an account wrote is still there.
    fn stands(&self, who: AccountId) -> bool {
        self.accounts[who].state != AccountState::Hidden
    }
}
