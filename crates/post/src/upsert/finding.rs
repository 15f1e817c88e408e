//! Finding the parts of a message that stand on GitHub already: at the places that the caller remembers, or else by their markers
//! in complete lists.

use monitor_fetcher::RestAnswer;
use monitor_model::RepoName;

use super::{Thread, Upsert};
use crate::error::PostError;
use crate::place::Place;
use crate::plan::{Found, ours, parts};
use crate::wire::{self, Text};

impl Upsert<'_> {
    /// The comments of this message on an issue, of the parts from `first` on.
    pub(super) async fn comments(
        &self,
        thread: &Thread<'_>,
        first: usize,
    ) -> Result<Vec<Found>, PostError> {
        let found = self.remembered_comments(thread).await?;
        let has = |part| found.iter().any(|f| f.marker.part == part);
        if (first..=parts(&found, self.texts.len())).all(has) {
            return Ok(found);
        }
        self.listed_comments(thread).await
    }

    /// The issue of this message.
    pub(super) async fn issue(&self, repo: &RepoName) -> Result<Option<Found>, PostError> {
        let read = |answer: &RestAnswer| wire::issue(repo, &answer.body);
        for place in self.known.iter().filter(|p| p.repo == *repo && p.comment.is_none()) {
            let path = format!("/repos/{repo}/issues/{}", place.issue);
            let issue = self.remembered(place, &path, read).await?;
            let first = issue.into_iter().find(|found| found.marker.part == 1);
            if first.is_some() {
                return Ok(first);
            }
        }
        self.listed_issue(repo).await
    }

    async fn remembered_comments(&self, thread: &Thread<'_>) -> Result<Vec<Found>, PostError> {
        let read = |answer: &RestAnswer| wire::comment(thread.repo, thread.issue, &answer.body);
        let mut found = vec![];
        let here = |place: &&Place| place.repo == *thread.repo && place.issue == thread.issue;
        for place in self.known.iter().filter(here) {
            if let Some(id) = place.comment {
                let path = format!("/repos/{}/issues/comments/{id}", thread.repo);
                found.extend(self.remembered(place, &path, read).await?);
            }
        }
        Ok(found)
    }

    /// What stands at a remembered place, if it still is ours.
    async fn remembered(
        &self,
        place: &Place,
        path: &str,
        read: impl Fn(&RestAnswer) -> Option<Text>,
    ) -> Result<Vec<Found>, PostError> {
        let at = format!("{}#{}", place.repo, place.issue);
        match self.desk.read(&at, path, read).await {
            Ok(text) => Ok(self.ours(vec![text])),
            // Somebody deleted it, or moved the issue elsewhere.
            Err(
                PostError::NotFound { .. } | PostError::Disabled { .. } | PostError::Moved { .. },
            ) => Ok(vec![]),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn listed_comments(
        &self,
        thread: &Thread<'_>,
    ) -> Result<Vec<Found>, PostError> {
        let path = format!("{}?per_page=100", thread.comments());
        let read = |json: &_| wire::comment(thread.repo, thread.issue, json);
        Ok(self.ours(self.listed(&thread.at(), path, read).await?))
    }

    /// The oldest issue of this message.
    pub(super) async fn listed_issue(&self, repo: &RepoName) -> Result<Option<Found>, PostError> {
        // The brackets of `github-actions[bot]` are no characters of a URL.
        let viewer = self.viewer.replace('[', "%5B").replace(']', "%5D");
        let path = format!("/repos/{repo}/issues?creator={viewer}&state=all&per_page=100");
        let texts = self.listed(&repo.to_string(), path, |json| wire::issue(repo, json)).await?;
        let first = self.ours(texts).into_iter().filter(|found| found.marker.part == 1);
        Ok(first.min_by_key(|found| found.text.place.issue))
    }

    /// All pages of a list.
    async fn listed(
        &self,
        at: &str,
        path: String,
        read: impl Fn(&serde_json::Value) -> Option<Text>,
    ) -> Result<Vec<Text>, PostError> {
        let (mut all, mut next) = (vec![], Some(path));
        while let Some(path) = next {
            let (texts, more) =
                self.desk.read(at, &path, |answer| wire::page(answer, &read)).await?;
            all.extend(texts);
            // A list that leads to itself has been read.
            next = more.filter(|more| *more != path);
        }
        Ok(all)
    }

    fn ours(&self, texts: Vec<Text>) -> Vec<Found> {
        ours(texts, &self.message.key, self.viewer)
    }
}
