//! How a row is written.

use chrono::{DateTime, Utc};
use monitor_model::{Item, ItemUrl, ProgramId, RepoName, Window};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::fault::{Fault, FaultKind};
use super::fields::{self, Named};
use super::row::{Answer, Row, Said, Seen, Share};

/// The blanks of JSON.
pub(super) const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The row at the start of a text, and how long it is.
pub(super) fn first(text: &str) -> Result<(Row, usize), Fault> {
    let (row, length) = leading::<WireRow>(text)?;
    Ok((row.read()?, length))
}

/// How long the JSON value at the start of a text is.
pub(super) fn skip(text: &str) -> Result<usize, Fault> {
    leading::<IgnoredAny>(text).map(|(_, length)| length)
}

/// The row of a line, and the id of the task that asked for it.
pub(super) fn line(text: &str) -> Result<(String, Row), Fault> {
    let line: WireLine = serde_json::from_str(text).map_err(Fault::from)?;
    Ok((line.task_id, line.result.read()?))
}

fn leading<T: DeserializeOwned>(text: &str) -> Result<(T, usize), Fault> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    match values.next() {
        Some(Ok(value)) => Ok((value, values.byte_offset())),
        Some(Err(error)) => Err(error.into()),
        None => Err(Fault { line: 1, says: "nothing is left".to_owned(), kind: FaultKind::CutOff }),
    }
}

// The format. Only what may truly be absent is optional: a missing list must never be read as an empty one.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with `taskId` and `result`")]
struct WireLine {
    task_id: String,
    result: WireRow,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with `mentee`, `term` and `weekOf`")]
struct WireRow {
    // Naming the function makes the field required: `null` is an answer, a missing field is none.
    #[serde(deserialize_with = "Option::deserialize")]
    mentee: Option<WireMentee>,
    #[serde(deserialize_with = "fields::program")]
    term: ProgramId,
    #[serde(deserialize_with = "fields::week")]
    week_of: Window,
}

#[derive(Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a mentee with `login` and `contributionsCollection`"
)]
struct WireMentee {
    #[serde(deserialize_with = "fields::login")]
    login: Named,
    name: Option<String>,
    contributions_collection: WireWeek,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a contributions collection")]
struct WireWeek {
    #[serde(deserialize_with = "fields::instant")]
    started_at: DateTime<Utc>,
    #[serde(deserialize_with = "fields::instant")]
    ended_at: DateTime<Utc>,
    has_any_contributions: bool,
    total_commit_contributions: u32,
    total_issue_contributions: u32,
    total_pull_request_contributions: u32,
    total_pull_request_review_contributions: u32,
    commit_contributions_by_repository: Vec<Group<Tally>>,
    issue_contributions_by_repository: Vec<Group<List<IssueNode>>>,
    pull_request_contributions_by_repository: Vec<Group<List<PullRequestNode>>>,
    pull_request_review_contributions_by_repository: Vec<Group<List<ReviewNode>>>,
}

#[derive(Deserialize)]
struct Group<C> {
    repository: WireRepo,
    contributions: C,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRepo {
    #[serde(deserialize_with = "fields::repo")]
    name_with_owner: RepoName,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tally {
    total_count: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List<N> {
    total_count: u32,
    /// GitHub writes `null` for a node that the asker may not see.
    nodes: Vec<Option<N>>,
}

#[derive(Deserialize)]
struct IssueNode {
    issue: Numbered,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PullRequestNode {
    pull_request: Numbered,
}

#[derive(Deserialize)]
struct Numbered {
    number: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReviewNode {
    pull_request_review: WireReview,
}

#[derive(Deserialize)]
struct WireReview {
    #[serde(deserialize_with = "fields::url")]
    url: ItemUrl,
}

impl WireRow {
    fn read(self) -> Result<Row, Fault> {
        if let Some(mentee) = &self.mentee {
            mentee.contributions_collection.spans(self.week_of)?;
        }
        Ok(Row {
            program: self.term,
            week: self.week_of,
            answer: self.mentee.map(WireMentee::read),
        })
    }
}

impl WireMentee {
    fn read(self) -> Answer {
        let week = self.contributions_collection;
        let mut items = Vec::new();
        let seen = Seen {
            pull_requests: list(
                week.total_pull_request_contributions,
                week.pull_request_contributions_by_repository,
                &mut items,
                |repo, node| Item::pull_request(repo, node.pull_request.number),
            ),
            issues: list(
                week.total_issue_contributions,
                week.issue_contributions_by_repository,
                &mut items,
                |repo, node| Item::issue(repo, node.issue.number),
            ),
            reviews: list(
                week.total_pull_request_review_contributions,
                week.pull_request_review_contributions_by_repository,
                &mut items,
                |repo, node| Item::review(repo, node.pull_request_review.url),
            ),
            commits: Share::of(
                week.total_commit_contributions,
                &week.commit_contributions_by_repository,
                |group| group.contributions.total_count,
            ),
        };
        Answer {
            who: self.login,
            name: self.name,
            said: Said {
                any: week.has_any_contributions,
                items,
                commits: commits(week.commit_contributions_by_repository),
                seen,
            },
        }
    }
}

impl WireWeek {
    fn spans(&self, week: Window) -> Result<(), Fault> {
        if (self.started_at, self.ended_at) == (week.from(), week.to()) {
            return Ok(());
        }
        let time = "%Y-%m-%dT%H:%M:%SZ";
        Err(Fault {
            line: 1,
            says: format!(
                "the row is of the week `{}`, but its answer spans `{}` to `{}`",
                week.from().format("%Y-%m-%d"),
                self.started_at.format(time),
                self.ended_at.format(time),
            ),
            kind: FaultKind::Wrong,
        })
    }
}

impl Share {
    /// Compares GitHub's own total with what the groups count; what they count is taken as listed.
    fn of<C>(total: u32, groups: &[C], count: impl Fn(&C) -> u32) -> Self {
        let counted = groups.iter().map(count).fold(0, u32::saturating_add);
        Self { total: total.max(counted), listed: counted }
    }
}

/// Names the items of a list, and says how many of how many those are.
fn list<N>(
    total: u32,
    groups: Vec<Group<List<N>>>,
    items: &mut Vec<Item>,
    item: impl Fn(RepoName, N) -> Item,
) -> Share {
    let counted = Share::of(total, &groups, |group| group.contributions.total_count);
    let before = items.len();
    for group in groups {
        let repo = group.repository.name_with_owner;
        let nodes = group.contributions.nodes.into_iter().flatten();
        items.extend(nodes.map(|node| item(repo.clone(), node)));
    }
    let listed = u32::try_from(items.len() - before).unwrap_or(u32::MAX);
    Share { total: counted.total.max(listed), listed }
}

/// Commits by repository; a repository that stands there twice counts once, with the sum.
fn commits(groups: Vec<Group<Tally>>) -> Vec<(RepoName, u32)> {
    let mut tallies: Vec<(RepoName, u32)> = Vec::with_capacity(groups.len());
    for Group { repository, contributions } in groups {
        let repo = repository.name_with_owner;
        match tallies.iter_mut().find(|(known, _)| *known == repo) {
            Some((_, sum)) => *sum = sum.saturating_add(contributions.total_count),
            None if contributions.total_count > 0 => {
                tallies.push((repo, contributions.total_count))
            }
            None => {}
        }
    }
    tallies
}
