//! One message on its way to GitHub: compare what stands there, and write what differs.

mod finding;

use monitor_fetcher::RestAnswer;
use monitor_model::RepoName;
use serde_json::json;

use crate::desk::Desk;
use crate::error::PostError;
use crate::marker::same;
use crate::message::Message;
use crate::place::{Outcome, Place};
use crate::plan::{Found, parts, plan};
use crate::wire::{self, Text};

/// One message on its way.
pub(crate) struct Upsert<'a> {
    desk: &'a Desk,
    viewer: &'a str,
    message: &'a Message,
    texts: Vec<String>,
    known: &'a [Place],
}

/// A conversation that comments belong to.
struct Thread<'a> {
    repo: &'a RepoName,
    issue: u64,
}

impl Thread<'_> {
    fn at(&self) -> String {
        format!("{}#{}", self.repo, self.issue)
    }

    fn comments(&self) -> String {
        format!("/repos/{}/issues/{}/comments", self.repo, self.issue)
    }
}

impl<'a> Upsert<'a> {
    pub(crate) fn new(
        desk: &'a Desk,
        viewer: &'a str,
        message: &'a Message,
        known: &'a [Place],
    ) -> Self {
        Self { desk, viewer, message, texts: message.texts(), known }
    }

    /// Each part as a comment on an issue.
    pub(crate) async fn on_issue(
        &self,
        repo: &RepoName,
        issue: u64,
    ) -> Result<Vec<Outcome>, PostError> {
        let thread = Thread { repo, issue };
        let found = self.comments(&thread, 1).await?;
        self.write(&thread, None, found).await
    }

    /// The first part as an issue, the others as comments on it.
    pub(crate) async fn issue_of_its_own(
        &self,
        repo: &RepoName,
        labels: &[String],
    ) -> Result<Vec<Outcome>, PostError> {
        let Some(issue) = self.issue(repo).await? else {
            let made = self.create_issue(repo, labels).await?;
            let thread = Thread { repo, issue: made.place.issue };
            return self.write(&thread, Some(First::Made(made)), vec![]).await;
        };
        let thread = Thread { repo, issue: issue.text.place.issue };
        // It is changed before a comment is added and after one is emptied, so it knows of every comment that counts.
        let has_comments = parts(std::slice::from_ref(&issue), self.texts.len()) > 1;
        let comments = if has_comments { self.comments(&thread, 2).await? } else { vec![] };
        self.write(&thread, Some(First::Found(issue.text)), comments).await
    }

    /// Writes what differs: first what is too much, then the parts in order.
    async fn write(
        &self,
        thread: &Thread<'_>,
        first: Option<First>,
        comments: Vec<Found>,
    ) -> Result<Vec<Outcome>, PostError> {
        let from = if first.is_some() { 2 } else { 1 };
        let plan = plan(comments, from, self.texts.len());
        let mut emptied = vec![];
        for (text, blank) in plan.surplus {
            emptied.push(self.write_comment(thread, text, &blank).await?);
        }
        let mut outcomes = match first {
            None => vec![],
            Some(First::Made(made)) => vec![Outcome::Created(made.place)],
            Some(First::Found(issue)) => vec![self.write_issue(thread, issue).await?],
        };
        for (i, kept) in plan.kept.into_iter().enumerate() {
            let (part, Some(wanted)) = (from + i, self.texts.get(from + i - 1)) else { continue };
            outcomes.push(match kept {
                Some(text) => self.write_comment(thread, text, wanted).await?,
                None => self.create_comment(thread, part, wanted).await?,
            });
        }
        outcomes.extend(emptied);
        Ok(outcomes)
    }

    async fn write_comment(
        &self,
        thread: &Thread<'_>,
        text: Text,
        wanted: &str,
    ) -> Result<Outcome, PostError> {
        let Some(id) = text.place.comment.filter(|_| !same(&text.body, wanted)) else {
            return Ok(Outcome::Unchanged(text.place));
        };
        let path = format!("/repos/{}/issues/comments/{id}", thread.repo);
        let read = |answer: &RestAnswer| wire::comment(thread.repo, thread.issue, &answer.body);
        let changed = self.desk.change(&thread.at(), &path, &json!({"body": wanted}), read).await?;
        Ok(Outcome::Updated(changed.place))
    }

    async fn create_comment(
        &self,
        thread: &Thread<'_>,
        part: usize,
        wanted: &str,
    ) -> Result<Outcome, PostError> {
        let read = |answer: &RestAnswer| wire::comment(thread.repo, thread.issue, &answer.body);
        let find = || async move {
            let found = self.listed_comments(thread).await?;
            Ok(found.into_iter().find(|f| f.marker.part == part).map(|f| f.text))
        };
        let body = json!({"body": wanted});
        let made = self.desk.create(&thread.at(), &thread.comments(), &body, read, find).await?;
        Ok(Outcome::Created(made.place))
    }

    async fn write_issue(&self, thread: &Thread<'_>, issue: Text) -> Result<Outcome, PostError> {
        let (Some(wanted), title) = (self.texts.first(), &self.message.title) else {
            return Err(PostError::Empty);
        };
        if same(&issue.body, wanted) && issue.title == *title {
            return Ok(Outcome::Unchanged(issue.place));
        }
        let path = format!("/repos/{}/issues/{}", thread.repo, thread.issue);
        let read = |answer: &RestAnswer| wire::issue(thread.repo, &answer.body);
        let body = json!({"title": title, "body": wanted});
        let changed = self.desk.change(&thread.at(), &path, &body, read).await?;
        Ok(Outcome::Updated(changed.place))
    }

    async fn create_issue(&self, repo: &RepoName, labels: &[String]) -> Result<Text, PostError> {
        let read = |answer: &RestAnswer| wire::issue(repo, &answer.body);
        let find = || async move { Ok(self.listed_issue(repo).await?.map(|f| f.text)) };
        let body =
            json!({"title": self.message.title, "body": self.texts.first(), "labels": labels});
        let path = format!("/repos/{repo}/issues");
        self.desk.create(&repo.to_string(), &path, &body, read, find).await
    }
}

/// The first part, where it is an issue.
enum First {
    /// It was just made.
    Made(Text),
    /// It stood there.
    Found(Text),
}
