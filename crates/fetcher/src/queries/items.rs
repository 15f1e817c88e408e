//! Items in answers: pull requests, issues, comments, discussions, reviews.

use monitor_model::{Item, ItemKind, NodeId, RepoName, ReviewState};

use super::at::{At, Unreadable};
use super::who::who;
use crate::{
    Author, Comment, CommentOn, Discussion, Issue, Merge, Pull, RepoHead, RepoPull, Review,
};

/// GitHub's state of what its author has not submitted yet.
const PENDING: &str = "PENDING";

/// The name in a `repository` field.
pub(super) fn repo_name(at: &At<'_>) -> Result<RepoName, Unreadable> {
    at.field("repository")?.field("nameWithOwner")?.repo_name()
}

/// A repository.
pub(super) fn repo_head(at: &At<'_>) -> Result<RepoHead, Unreadable> {
    Ok(RepoHead {
        node: at.field("id")?.node()?,
        name: at.field("nameWithOwner")?.repo_name()?,
        is_fork: at.field("isFork")?.flag()?,
        is_private: at.field("isPrivate")?.flag()?,
    })
}

/// What identifies an item that has no title.
fn item(at: &At<'_>, kind: ItemKind, repo: RepoName) -> Result<Item, Unreadable> {
    let url = at.field("url")?.item_url()?;
    Ok(Item { kind, url, node_id: Some(at.field("id")?.node()?), repo, title: None })
}

/// What identifies an item that has a title.
fn titled(at: &At<'_>, kind: ItemKind, repo: RepoName) -> Result<Item, Unreadable> {
    let title = Some(at.field("title")?.text()?.into());
    Ok(Item { title, ..item(at, kind, repo)? })
}

/// A pull request's head.
pub(super) fn pull(at: &At<'_>) -> Result<Pull, Unreadable> {
    let repo = repo_head(&at.field("repository")?)?;
    Ok(Pull {
        item: titled(at, ItemKind::PullRequest, repo.name.clone())?,
        repo,
        author: who(at.field("author")?)?,
        created: at.field("createdAt")?.instant()?,
        updated: at.field("updatedAt")?.instant()?,
        merged: at.field("mergedAt")?.instant_if_any()?,
        closed: at.field("closedAt")?.instant_if_any()?,
    })
}

/// The commit of a merge, where it repeats the pull request's own commits: a merge, or a squash, which GitHub entitles with
/// the pull request's number. After a rebase it is the last of the commits themselves.
pub(super) fn merge(commit: &At<'_>, pull: &Pull) -> Result<Option<Merge>, Unreadable> {
    let message = commit.field("message")?.text()?;
    let headline = message.lines().next().unwrap_or_default().trim_end();
    let number = pull.item.url.as_str().rsplit('/').next().unwrap_or_default();
    let is_squash = headline.ends_with(&format!("(#{number})"));
    if !is_squash && !headline.starts_with(&format!("Merge pull request #{number} ")) {
        return Ok(None);
    }
    Ok(Some(Merge { commit: commit.field("oid")?.text()?.into(), is_squash }))
}

/// A pull request among a repository's.
pub(super) fn repo_pull(at: &At<'_>, of: &NodeId) -> Result<RepoPull, Unreadable> {
    let pull = pull(at)?;
    let by = at.field("mergedBy")?;
    let merged_by = if pull.merged.is_some() { Some(who(by)?) } else { None };
    let commit = at.field("mergeCommit")?.present().filter(|_| pull.merged.is_some());
    let merge = commit.map(|commit| merge(&commit, &pull)).transpose()?.flatten();
    Ok(RepoPull { of: of.clone(), pull, merged_by, merge })
}

/// What identifies an issue.
pub(super) fn issue_item(at: &At<'_>) -> Result<Item, Unreadable> {
    titled(at, ItemKind::Issue, repo_name(at)?)
}

/// An issue.
pub(super) fn issue(at: &At<'_>) -> Result<Issue, Unreadable> {
    Ok(Issue {
        item: issue_item(at)?,
        author: who(at.field("author")?)?,
        created: at.field("createdAt")?.instant()?,
        updated: at.field("updatedAt")?.instant()?,
        closed: at.field("closedAt")?.instant_if_any()?,
    })
}

/// A comment in a repository.
pub(super) fn comment(
    at: &At<'_>,
    on: CommentOn,
    repo: RepoName,
    author: Author,
) -> Result<Comment, Unreadable> {
    Ok(Comment {
        item: item(at, ItemKind::Comment, repo)?,
        on,
        author,
        created: at.field("createdAt")?.instant()?,
        updated: at.field("updatedAt")?.instant()?,
    })
}

/// A comment of a review, unless it is pending.
pub(super) fn review_comment(at: &At<'_>, repo: &RepoName) -> Result<Option<Comment>, Unreadable> {
    if at.field("state")?.text()? == PENDING {
        return Ok(None);
    }
    let author = who(at.field("author")?)?;
    comment(at, CommentOn::Review, repo.clone(), Author::Named(author)).map(Some)
}

/// A discussion.
pub(super) fn discussion(at: &At<'_>, author: Author) -> Result<Discussion, Unreadable> {
    Ok(Discussion {
        item: titled(at, ItemKind::Discussion, repo_name(at)?)?,
        author,
        created: at.field("createdAt")?.instant()?,
        updated: at.field("updatedAt")?.instant()?,
    })
}

/// A review of a pull request in a repository, unless it is pending.
pub(super) fn review(
    at: &At<'_>,
    pull: &NodeId,
    repo: &RepoName,
) -> Result<Option<Review>, Unreadable> {
    let state = match at.field("state")?.text()? {
        PENDING => return Ok(None),
        "APPROVED" => ReviewState::Approved,
        "CHANGES_REQUESTED" => ReviewState::ChangesRequested,
        "COMMENTED" => ReviewState::Commented,
        "DISMISSED" => ReviewState::Dismissed,
        _ => return Err(at.field("state")?.wrong("the state of a review")),
    };
    Ok(Some(Review {
        item: item(at, ItemKind::Review, repo.clone())?,
        pull: pull.clone(),
        author: who(at.field("author")?)?,
        state,
        submitted: at.field("submittedAt")?.instant()?,
    }))
}
