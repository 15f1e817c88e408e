//! What is to be known beyond contributions: details of items, and what others did on a person's items.

use super::Act;
use crate::github::world::{
    AccountId, AccountKind, At, ChangedFile, CommitId, DiscussionId, IssueId, PullId, PullState,
    Subject, Thing, Verdict, World,
};

/// What somebody did on another person's item. Bots and accounts that are gone do not respond.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Response {
    /// The address of the item.
    pub on: String,
    /// The login of who did it.
    pub by: String,
    /// That account's number in GitHub's database.
    pub account: u64,
    /// What was done: reviewed, commented, merged or committed.
    pub act: Act,
    /// When; a commit: when it was written.
    pub at: At,
}

/// What is known of an item beyond its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The address of the item.
    pub url: String,
    /// What is known.
    pub of: DetailOf,
}

/// What is known of an item of some kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailOf {
    /// Of a pull request.
    Pull {
        /// Its files, by path.
        files: Vec<ChangedFile>,
        /// Whether it is a draft.
        draft: bool,
    },
    /// Of an issue or discussion: that its comments can be seen.
    Thread,
    /// Of a review.
    Review {
        /// What it came to.
        verdict: Verdict,
        /// How many comments on lines it has.
        comments: usize,
    },
    /// Of a commit, once for each of the person's own pull requests that hold it.
    Commit {
        /// The address of the pull request.
        pull: String,
    },
}

impl World {
    /// What others did on everything that a person opened, that changed since an instant and that can be seen; sorted.
    #[must_use]
    pub fn responses_to(&self, who: AccountId, since: At) -> Vec<Response> {
        let wrote = &self.accounts[who].wrote;
        let mut all = Vec::new();
        for id in self.open_to_see(&wrote.pulls, since, |id| self.pulls[id].updated_at) {
            self.on_pull(id, &mut all);
        }
        for id in self.open_to_see(&wrote.issues, since, |id| self.issues[id].updated_at) {
            self.on_thread(id.into(), Subject::Issue(id), &mut all);
        }
        for id in self.open_to_see(&wrote.discussions, since, |id| self.discussions[id].updated_at)
        {
            for comment in &self.discussions[id].comments {
                let said = &self.discussion_comments[*comment];
                if self.sees(*comment) {
                    self.respond(id.into(), said.author, Act::Commented, said.created_at, &mut all);
                }
            }
        }
        all.retain(|response| response.account != self.database_id(who));
        all.sort();
        all.dedup();
        all
    }

    fn on_pull(&self, id: PullId, all: &mut Vec<Response>) {
        let pull = &self.pulls[id];
        self.on_thread(id.into(), Subject::Pull(id), all);
        for review in pull.reviews.iter().filter(|review| self.sees(**review)) {
            let review = &self.reviews[*review];
            if let Some(at) = review.submitted_at {
                self.respond(id.into(), review.author, Act::Reviewed, at, all);
            }
        }
        if let PullState::Merged { at, by, .. } = pull.state {
            self.respond(id.into(), by, Act::Merged, at, all);
        }
        for commit in &pull.commits {
            let commit = &self.commits[*commit];
            let people = commit.authors().filter_map(|person| self.signer(&person.email));
            for who in people.filter(|_| commit.authored_at >= pull.created_at) {
                self.respond(id.into(), who, Act::Committed, commit.authored_at, all);
            }
        }
    }

    fn on_thread(&self, thing: Thing, subject: Subject, all: &mut Vec<Response>) {
        let comments = match subject {
            Subject::Pull(id) => &self.pulls[id].comments,
            Subject::Issue(id) => &self.issues[id].comments,
        };
        for comment in comments.iter().filter(|comment| self.sees(**comment)) {
            let said = &self.comments[*comment];
            self.respond(thing, said.author, Act::Commented, said.created_at, all);
        }
    }

    fn respond(&self, on: Thing, by: AccountId, act: Act, at: At, all: &mut Vec<Response>) {
        let is_person = self.accounts[by].kind == AccountKind::User && self.sees_account(by);
        if is_person {
            all.push(Response {
                on: self.url(on),
                by: self.accounts[by].login.clone(),
                account: self.database_id(by),
                act,
                at,
            });
        }
    }

    /// What is known of what a person opened, reviewed and committed, where it changed since an instant and can be seen.
    #[must_use]
    pub fn details_of(&self, who: AccountId, since: At) -> Vec<Detail> {
        let wrote = &self.accounts[who].wrote;
        let detail = |thing: Thing, of| Detail { url: self.url(thing), of };
        let mut all = Vec::new();
        for id in self.open_to_see(&wrote.pulls, since, |id| self.pulls[id].updated_at) {
            let pull = &self.pulls[id];
            let of = DetailOf::Pull { files: pull.files.clone(), draft: pull.draft };
            all.push(detail(id.into(), of));
            for commit in pull.commits.iter().filter(|commit| self.is_by(**commit, who)) {
                all.push(detail((*commit).into(), DetailOf::Commit { pull: self.url(id) }));
            }
        }
        let issues: Vec<IssueId> =
            self.open_to_see(&wrote.issues, since, |id| self.issues[id].updated_at).collect();
        let talks: Vec<DiscussionId> = self
            .open_to_see(&wrote.discussions, since, |id| self.discussions[id].updated_at)
            .collect();
        let threads = issues.into_iter().map(Thing::from).chain(talks.into_iter().map(Thing::from));
        all.extend(threads.map(|thing| detail(thing, DetailOf::Thread)));
        let reviews = self.open_to_see(&wrote.reviews, since, |id| self.reviews[id].created_at);
        for id in reviews {
            let review = &self.reviews[id];
            let comments = review.comments.iter().filter(|comment| self.sees(**comment)).count();
            let of = DetailOf::Review { verdict: review.verdict, comments };
            all.push(detail(id.into(), of));
        }
        all
    }

    fn is_by(&self, commit: CommitId, who: AccountId) -> bool {
        self.commits[commit].authors().any(|person| self.signer(&person.email) == Some(who))
    }

    /// Of a person's things, those that changed since and that can be seen.
    fn open_to_see<T: Copy + Into<Thing>>(
        &self,
        things: &[T],
        since: At,
        changed: impl Fn(T) -> At,
    ) -> impl Iterator<Item = T> {
        things.iter().copied().filter(move |id| {
            changed(*id) >= since && self.sees(*id) && !self.needs_sso((*id).into())
        })
    }
}
