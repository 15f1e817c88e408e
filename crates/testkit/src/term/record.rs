//! The recorded activity of a term, as an archive and as the output of a run.

use std::fmt::Write as _;

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::life::{Fate, Item, Kind, Life, Week};
use super::people::Mentee;
use super::{RecordedTerm, Term};

/// The same rows as JSON lines, with the state that names the login of every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRun {
    /// JSON lines, one row each.
    pub output: String,
    /// The `state.json` beside them.
    pub state: String,
}

/// What a row was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    login: String,
    term: String,
    week: NaiveDate,
}

impl RecordedTerm {
    /// The same rows as the output of one run.
    #[must_use]
    pub fn as_run(&self) -> RecordedRun {
        let mut output = String::with_capacity(self.activity_json.len());
        let mut resolved = serde_json::Map::new();
        let rows = self.activity_json.lines().filter(|line| line.starts_with('{'));
        for (index, (row, asked)) in rows.zip(&self.asked).enumerate() {
            let id = format!("task-{index:06}");
            let row = row.trim_end_matches(',');
            output.push_str(&format!("{{\"taskId\":\"{id}\",\"result\":{row}}}\n"));
            resolved.insert(id.clone(), json!({ "task": task(&id, asked) }));
        }
        let state = json!({ "unresolved": {}, "resolved": resolved, "errored": {} });
        RecordedRun { output, state: state.to_string() }
    }
}

fn task(id: &str, asked: &Asked) -> Value {
    json!({
        "id": id,
        "username": asked.login,
        "term": asked.term,
        "weekOf": asked.week.to_string(),
        "since": midnight(asked.week),
        "until": midnight(asked.week + TimeDelta::weeks(1)),
    })
}

/// All rows in the order of fetching: week by week, and what was fetched again after the rest of its week.
pub(super) fn activity(term: &Term, people: &[Mentee], lives: &[Life]) -> (String, Vec<Asked>) {
    let mut rows = Rows { term, text: "[".to_owned(), asked: Vec::new() };
    for number in 0..term.weeks {
        let of_this_week = || {
            let weeks = lives.iter().map(|life| &life[number]);
            people.iter().zip(weeks)
        };
        for (mentee, week) in of_this_week() {
            match week.fate {
                Fate::Absent => {}
                Fate::Unresolved => {
                    // A blank after the login is what keeps GitHub from knowing it.
                    rows.push(format!("{} ", mentee.rostered), number, &Value::Null);
                }
                Fate::Answered => rows.push_answer(mentee, number, week),
                Fate::AnsweredTwice => rows.push_answer(mentee, number, &too_early(week)),
            }
        }
        for (mentee, week) in of_this_week().filter(|(_, week)| week.fate == Fate::AnsweredTwice) {
            rows.push_answer(mentee, number, week);
        }
    }
    rows.text.push_str("\n]\n");
    (rows.text, rows.asked)
}

/// A week as it stood before it was over: the last item is missing, and so are the commits of the second repository.
fn too_early(week: &Week) -> Week {
    let items = week.items.len().saturating_sub(1);
    Week {
        fate: week.fate,
        items: week.items.iter().take(items).cloned().collect(),
        commits: week.commits.iter().take(1).cloned().collect(),
        any: week.any,
    }
}

/// Rows as they are written, one per line.
struct Rows<'a> {
    term: &'a Term,
    text: String,
    asked: Vec<Asked>,
}

impl Rows<'_> {
    fn push_answer(&mut self, mentee: &Mentee, number: usize, week: &Week) {
        let from = self.term.monday(number);
        let answer = json!({
            "login": mentee.login,
            "name": mentee.name,
            "contributionsCollection": collection(from, week),
        });
        self.push(mentee.rostered.clone(), number, &answer);
    }

    fn push(&mut self, login: String, number: usize, mentee: &Value) {
        let week = self.term.monday(number);
        let term = self.term.id.clone();
        let comma = if self.asked.is_empty() { "" } else { "," };
        let row = json!({ "mentee": mentee, "term": term, "weekOf": week.to_string() });
        // Writing to a string can't fail.
        let _ = write!(self.text, "{comma}\n{row}");
        self.asked.push(Asked { login, term, week });
    }
}

fn collection(from: NaiveDate, week: &Week) -> Value {
    let pull_requests = groups(&week.items, Kind::PullRequest);
    let issues = groups(&week.items, Kind::Issue);
    let reviews = groups(&week.items, Kind::Review);
    let total = |kind| week.items.iter().filter(|item| item.kind == kind).count();
    json!({
        "startedAt": midnight(from),
        "endedAt": midnight(from + TimeDelta::weeks(1)),
        "hasAnyContributions": week.any,
        "totalCommitContributions": week.commits.iter().map(|(_, count)| count).sum::<usize>(),
        "totalIssueContributions": total(Kind::Issue),
        "totalPullRequestContributions": total(Kind::PullRequest),
        "totalPullRequestReviewContributions": total(Kind::Review),
        "totalRepositoriesWithContributedCommits": week.commits.len(),
        "totalRepositoriesWithContributedIssues": issues.len(),
        "commitContributionsByRepository": commits(week),
        "issueContributionsByRepository": issues,
        "pullRequestContributionsByRepository": pull_requests,
        "pullRequestReviewContributionsByRepository": reviews,
    })
}

fn commits(week: &Week) -> Vec<Value> {
    let group = |(repo, count): &(String, usize)| {
        json!({
            "repository": repository(repo),
            "url": format!("https://github.com/{repo}/commits"),
            "contributions": { "totalCount": count },
        })
    };
    week.commits.iter().map(group).collect()
}

fn groups(items: &[Item], kind: Kind) -> Vec<Value> {
    let items: Vec<&Item> = items.iter().filter(|item| item.kind == kind).collect();
    let mut repos: Vec<&str> = items.iter().map(|item| item.repo.as_str()).collect();
    repos.sort_unstable();
    repos.dedup();
    let group = |repo: &str| {
        let of_repo = items.iter().filter(|item| item.repo == repo);
        let nodes: Vec<Value> = of_repo.map(|item| node(item)).collect();
        json!({
            "repository": repository(repo),
            "contributions": { "totalCount": nodes.len(), "nodes": nodes },
        })
    };
    repos.into_iter().map(group).collect()
}

fn node(item: &Item) -> Value {
    let (repo, number) = (&item.repo, item.number);
    match item.kind {
        Kind::PullRequest => json!({ "pullRequest": { "number": number } }),
        Kind::Issue => json!({ "issue": { "number": number } }),
        Kind::Review => {
            let url = format!("https://github.com/{repo}/pull/{number}#pullrequestreview-{number}");
            json!({ "pullRequestReview": { "url": url, "pullRequest": { "number": number } } })
        }
    }
}

fn repository(name: &str) -> Value {
    let owner = name.split('/').next().unwrap_or(name);
    json!({
        "owner": { "login": owner },
        "nameWithOwner": name,
        "url": format!("https://github.com/{name}"),
    })
}

fn midnight(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}
