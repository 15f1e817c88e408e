//! Where a person can look at a thing.

use super::{Subject, Thing, World};

impl World {
    /// The address of a thing's page.
    #[must_use]
    pub fn url(&self, thing: impl Into<Thing>) -> String {
        format!("https://github.com{}", self.path(thing.into()))
    }

    /// The path of a thing's page.
    #[must_use]
    pub fn path(&self, thing: Thing) -> String {
        let number = self.database_id(thing);
        match thing {
            Thing::Account(id) => format!("/{}", self.accounts[id].login),
            Thing::Repo(id) => format!("/{}", self.full_name(id)),
            Thing::Pull(id) => {
                format!("{}/pull/{}", self.path(self.pulls[id].repo.into()), self.pulls[id].number)
            }
            Thing::Issue(id) => format!(
                "{}/issues/{}",
                self.path(self.issues[id].repo.into()),
                self.issues[id].number
            ),
            Thing::Review(id) => {
                format!("{}#pullrequestreview-{number}", self.path(self.reviews[id].pull.into()))
            }
            Thing::ReviewComment(id) => {
                let pull = self.reviews[self.review_comments[id].review].pull;
                format!("{}#discussion_r{number}", self.path(pull.into()))
            }
            Thing::Comment(id) => {
                format!("{}#issuecomment-{number}", self.subject_path(self.comments[id].on))
            }
            Thing::Commit(id) => {
                format!(
                    "{}/commit/{}",
                    self.path(self.commits[id].repo.into()),
                    self.commits[id].oid
                )
            }
            Thing::CommitComment(id) => {
                format!("{}#commitcomment-{number}", self.path(self.commit_comments[id].on.into()))
            }
            Thing::Discussion(id) => {
                let discussion = &self.discussions[id];
                format!("{}/discussions/{}", self.path(discussion.repo.into()), discussion.number)
            }
            Thing::DiscussionComment(id) => {
                let on = self.discussion_comments[id].on;
                format!("{}#discussioncomment-{number}", self.path(on.into()))
            }
        }
    }

    fn subject_path(&self, subject: Subject) -> String {
        match subject {
            Subject::Pull(id) => self.path(id.into()),
            Subject::Issue(id) => self.path(id.into()),
        }
    }
}
