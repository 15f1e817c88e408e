//! The lists of people, pull requests, reviews and repositories, first pages and further ones alike.

use monitor_model::{NodeId, RepoName};

use super::at::{At, Unreadable};
use super::commits::{Place, commit};
use super::items;
use super::landing::{Event, event};
use super::reading::{Reading, Whose};
use super::who::who;
use crate::{Author, CommentOn, Fact, List};

impl<'a> Reading<'a> {
    /// One of the lists of a person's own things, from a field of the same answer.
    pub(super) fn own_list(
        &mut self,
        at: &At<'a>,
        of: &NodeId,
        list: List,
    ) -> Result<(), Unreadable> {
        self.list(at, Whose::all(of), list, |reading, at| match list {
            List::Pulls => {
                let pull = items::pull(at)?;
                let updated = pull.updated;
                reading.facts.push(Fact::Pull(pull));
                Ok(Some(updated))
            }
            List::Issues => {
                let issue = items::issue(at)?;
                let updated = issue.updated;
                reading.facts.push(Fact::Issue(issue));
                Ok(Some(updated))
            }
            List::IssueComments => {
                let (repo, author) = (items::repo_name(at)?, who(at.field("author")?)?);
                let comment =
                    items::comment(at, CommentOn::Conversation, repo, Author::Named(author))?;
                let updated = comment.updated;
                reading.facts.push(Fact::Comment(comment));
                Ok(Some(updated))
            }
            List::Discussions => {
                let discussion = items::discussion(at, Author::Owner(of.clone()))?;
                let updated = discussion.updated;
                reading.facts.push(Fact::Discussion(discussion));
                Ok(Some(updated))
            }
            List::CommitComments => {
                let comment = items::comment(
                    at,
                    CommentOn::Commit,
                    items::repo_name(at)?,
                    Author::Owner(of.clone()),
                )?;
                reading.facts.push(Fact::Comment(comment));
                Ok(None)
            }
            _ => Err(at.wrong("an entry of one of a person's own lists")),
        })
    }

    /// A person's comments on discussions. One whose discussion is gone has no place and makes the list refused.
    pub(super) fn discussion_comments(
        &mut self,
        at: &At<'a>,
        of: &NodeId,
    ) -> Result<(), Unreadable> {
        let mut lost = false;
        self.list(at, Whose::all(of), List::DiscussionComments, |reading, at| {
            let Some(discussion) = at.field("discussion")?.present() else {
                lost = true;
                return Ok(None);
            };
            let repo = items::repo_name(&discussion)?;
            let comment =
                items::comment(at, CommentOn::Discussion, repo, Author::Owner(of.clone()))?;
            reading.facts.push(Fact::Comment(comment));
            Ok(None)
        })?;
        if lost {
            let whose = Whose::all(of).list(List::DiscussionComments);
            self.facts.push(whose.refused("GitHub hides the discussion of a comment".to_owned()));
        }
        Ok(())
    }

    /// The pull requests that a person reviewed.
    pub(super) fn reviewed_pulls(&mut self, at: &At<'a>, of: &NodeId) -> Result<(), Unreadable> {
        self.list(at, Whose::all(of), List::ReviewedPulls, |reading, at| {
            let pull = at.field("pullRequest")?;
            reading.facts.push(Fact::Reviewed {
                by: of.clone(),
                pull: pull.field("id")?.node()?,
                pull_updated: pull.field("updatedAt")?.instant()?,
            });
            Ok(None)
        })
    }

    /// The reviews of a pull request, all or one person's.
    pub(super) fn reviews(
        &mut self,
        at: &At<'a>,
        whose: Whose<'_>,
        repo: &RepoName,
    ) -> Result<(), Unreadable> {
        self.list(at, whose, List::PullReviews, |reading, at| {
            reading.facts.extend(items::review(at, whose.of, repo)?.map(Fact::Review));
            Ok(None)
        })
    }

    /// The comments of a review.
    pub(super) fn review_comments(
        &mut self,
        at: &At<'a>,
        of: &NodeId,
        repo: &RepoName,
    ) -> Result<(), Unreadable> {
        self.list(at, Whose::all(of), List::ReviewComments, |reading, at| {
            reading.facts.extend(items::review_comment(at, repo)?.map(Fact::Comment));
            Ok(None)
        })
    }

    /// The pull requests of a repository.
    pub(super) fn repo_pulls(&mut self, at: &At<'a>, of: &NodeId) -> Result<(), Unreadable> {
        self.list(at, Whose::all(of), List::RepoPulls, |reading, at| {
            let pull = items::repo_pull(at, of)?;
            let updated = pull.pull.updated;
            reading.facts.push(Fact::RepoPull(Box::new(pull)));
            Ok(Some(updated))
        })
    }

    /// The commits of a pull request.
    pub(super) fn pull_commits(
        &mut self,
        at: &At<'a>,
        of: &NodeId,
        place: &Place,
    ) -> Result<(), Unreadable> {
        self.list(at, Whose::all(of), List::PullCommits, |reading, at| {
            reading.facts.push(Fact::Commit(commit(&at.field("commit")?, place)?));
            Ok(None)
        })
    }

    /// The events of a pull request, and the comments of its conversation, which are facts.
    pub(super) fn events(&mut self, at: &At<'a>, of: &NodeId) -> Result<Vec<Event>, Unreadable> {
        let mut events = Vec::new();
        self.list(at, Whose::all(of), List::PullEvents, |reading, at| {
            if at.field("__typename")?.text()? == "IssueComment" {
                let (by, at) = (who(at.field("author")?)?, at.field("createdAt")?.instant()?);
                reading.facts.push(Fact::Remark { on: of.clone(), by, at });
            } else {
                events.extend(event(at)?);
            }
            Ok(None)
        })?;
        Ok(events)
    }

    /// The commits on a repository's default branch, all or one person's. An empty repository has no such branch.
    pub(super) fn history(
        &mut self,
        at: &At<'a>,
        whose: Whose<'_>,
        list: List,
    ) -> Result<(), Unreadable> {
        let place = Place::new(&at.field("url")?, at.field("nameWithOwner")?.repo_name()?, None)?;
        let branch = at.field("defaultBranchRef")?;
        if branch.is_null() {
            return self.nothing_or_refused(&branch, whose, list);
        }
        let target = branch.field("target")?;
        if target.is_null() {
            // The commit itself is missing: this is no empty list.
            return self.list(&target, whose, list, |_, _| Ok(None));
        }
        let kind = target.field("__typename")?.text()?;
        if kind != "Commit" {
            let why = format!("the default branch ends in a {kind}, not a commit");
            self.facts.push(whose.list(list).refused(why));
            return Ok(());
        }
        self.list(&target.field("history")?, whose, list, |reading, at| {
            reading.facts.push(Fact::Commit(commit(at, &place)?));
            Ok(None)
        })
    }
}
