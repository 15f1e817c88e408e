//! Gathering what one person did.

use std::ops::Range;

use super::{Act, Fact, Kind, Role};
use crate::github::world::{
    AccountId, At, Closer, EventKind, IssueId, PullId, PullState, Thing, World,
};

/// Collects the facts of a person in a window.
pub(super) struct Facts<'w> {
    pub(super) world: &'w World,
    pub(super) who: AccountId,
    pub(super) window: &'w Range<At>,
    pub(super) all: Vec<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, at: At, kind: Kind, act: Act, role: Role, thing: impl Into<Thing>) {
        if !self.window.contains(&at) {
            return;
        }
        let thing = thing.into();
        let repo = self.world.home(thing).map(|r| self.world.full_name(r)).unwrap_or_default();
        self.all.push(Fact {
            at,
            kind,
            act,
            role,
            thing,
            node_id: self.world.node_id(thing),
            url: self.world.url(thing),
            repo,
            account: self.world.database_id(self.who),
            commit: None,
        });
    }

    pub(super) fn pulls(&mut self) {
        for id in &self.world.accounts[self.who].wrote.pulls {
            let pull = &self.world.pulls[*id];
            self.add(pull.created_at, Kind::PullRequest, Act::Opened, Role::Author, *id);
            match (&pull.state, pull.landed) {
                (PullState::Open, _) => {}
                (PullState::Merged { at, .. }, _) => {
                    self.add(*at, Kind::PullRequest, Act::Merged, Role::Author, *id)
                }
                (PullState::Closed { .. }, Some((_, at))) => {
                    self.add(at, Kind::PullRequest, Act::Landed, Role::Author, *id);
                }
                (PullState::Closed { at, .. }, None) => {
                    self.add(*at, Kind::PullRequest, Act::Closed, Role::Author, *id);
                }
            }
        }
        for id in &self.world.accounts[self.who].wrote.merged {
            if let Some(at) = self.world.pulls[*id].merged_at() {
                self.add(at, Kind::PullRequest, Act::Merged, Role::Merger, *id);
            }
        }
    }

    pub(super) fn issues(&mut self) {
        for id in &self.world.accounts[self.who].wrote.issues {
            let issue = &self.world.issues[*id];
            self.add(issue.created_at, Kind::Issue, Act::Opened, Role::Author, *id);
            if let Some(at) = issue.closed_at() {
                self.add(at, Kind::Issue, Act::Closed, Role::Author, *id);
            }
        }
        for pull in &self.world.accounts[self.who].wrote.pulls {
            for id in &self.world.pulls[*pull].closes {
                if let Some(at) = self.closed_by(*id, *pull) {
                    self.add(at, Kind::Issue, Act::Closed, Role::Closer, *id);
                }
            }
        }
    }

    /// When a pull request closed an issue, if that was the last closing and it is still closed.
    fn closed_by(&self, issue: IssueId, pull: PullId) -> Option<At> {
        let issue = &self.world.issues[issue];
        let closings = issue.events.iter().rev().filter_map(|e| match e.kind {
            EventKind::Closed(by) => Some((e.at, by)),
            _ => None,
        });
        let (at, by) = closings.take(1).last()?;
        (issue.closed_at().is_some() && by == Some(Closer::Pull(pull))).then_some(at)
    }

    pub(super) fn talk(&mut self) {
        let world = self.world;
        let wrote = &world.accounts[self.who].wrote;
        for id in &wrote.reviews {
            let review = &world.reviews[*id];
            let own = world.pulls[review.pull].author == self.who;
            let role = if own { Role::Author } else { Role::Reviewer };
            if let Some(at) = review.submitted_at {
                self.add(at, Kind::Review, Act::Reviewed, role, *id);
            }
        }
        for id in &wrote.comments {
            self.add(
                world.comments[*id].created_at,
                Kind::Comment,
                Act::Commented,
                Role::Commenter,
                *id,
            );
        }
        for id in &wrote.review_comments {
            self.add(
                world.review_comments[*id].created_at,
                Kind::Comment,
                Act::Commented,
                Role::Commenter,
                *id,
            );
        }
        for id in &wrote.commit_comments {
            self.add(
                world.commit_comments[*id].created_at,
                Kind::Comment,
                Act::Commented,
                Role::Commenter,
                *id,
            );
        }
        for id in &wrote.discussions {
            self.add(
                world.discussions[*id].created_at,
                Kind::Discussion,
                Act::Opened,
                Role::Author,
                *id,
            );
        }
        for id in &wrote.discussion_comments {
            self.add(
                world.discussion_comments[*id].created_at,
                Kind::Comment,
                Act::Commented,
                Role::Commenter,
                *id,
            );
        }
    }

    pub(super) fn commits(&mut self) {
        let world = self.world;
        for (id, role) in world.commits_of(self.who) {
            let before = self.all.len();
            self.add(world.commits[id].authored_at, Kind::Commit, Act::Committed, role, id);
            if let Some(fact) = self.all.get_mut(before) {
                fact.commit = Some(world.commit_place(id));
            }
        }
    }
}
