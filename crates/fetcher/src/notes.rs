//! The run's durable notes: what is done, how far, and as of which run. The store keeps them without understanding them, in
//! the same transaction as the contributions that they speak of. A killed run goes on from its notes.

mod commits;
mod items;
mod pulls;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub(crate) use commits::{CommitNote, CommittedNote, NamedNote, RepoNote};
pub(crate) use items::{ItemNote, PullRestNote, SeenReviewNote, ThreadNote};
pub(crate) use pulls::{LookedNote, RepoPullsNote};

/// A note as the store keeps it: its key, and its text or nothing to remove it.
pub type Mark = (String, Option<String>);

/// Which run a note is of: the instant at which the run began.
pub(crate) type RunId = DateTime<Utc>;

/// The run that is going on, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunNote {
    pub(crate) started: RunId,
    pub(crate) finished: bool,
    /// Whether the run walks everything again.
    pub(crate) full: bool,
}

/// Whom a login means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PersonNote {
    /// The run that asked last.
    pub(crate) checked: RunId,
    /// The account that has the login now; `None` where nobody has.
    pub(crate) account: Option<AccountNote>,
    /// The run that first found an account.
    #[serde(default)]
    pub(crate) first: Option<RunId>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AccountNote {
    pub(crate) id: u64,
    pub(crate) node: String,
    pub(crate) login: String,
}

/// In the place of an author's node id: no person is the author.
pub(crate) const NOBODY: &str = "";

/// What a list looked like when a run asked without walking it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProbeNote {
    pub(crate) run: Option<RunId>,
    /// By the list's name: the number of nodes and the newest update.
    pub(crate) lists: BTreeMap<String, (u32, Option<DateTime<Utc>>)>,
    /// The lists that had more nodes before: something vanished from them.
    #[serde(default)]
    pub(crate) shrunk: BTreeSet<String>,
}

/// How far a list was walked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WalkNote {
    /// The run that walks, or walked last.
    pub(crate) run: RunId,
    /// Where the walk may end: everything updated since.
    pub(crate) since: DateTime<Utc>,
    /// Where the next page begins; `None` when the walk is done.
    pub(crate) next: Option<String>,
    /// The newest update that the walk has seen.
    pub(crate) newest: Option<DateTime<Utc>>,
    /// How many nodes the list had at the first page.
    pub(crate) total: u32,
    /// How many issues the person ever opened, of a walk of issues: such a walk is of those since an instant.
    #[serde(default)]
    pub(crate) ever: Option<u32>,
    /// The nodes that the walk has seen, until it is done.
    #[serde(default)]
    pub(crate) seen: BTreeSet<String>,
    /// The last walk that came to its end without an error.
    pub(crate) finished: Option<Finished>,
}

/// A walk that came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Finished {
    pub(crate) run: RunId,
    /// Everything updated since is known.
    pub(crate) from: DateTime<Utc>,
    pub(crate) newest: Option<DateTime<Utc>>,
    pub(crate) total: u32,
    /// Whether what was said on each issue or discussion is noted, which earlier versions did not.
    #[serde(default)]
    pub(crate) with_threads: bool,
}

/// What GitHub counted as a person's contributions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ContributionsNote {
    pub(crate) run: RunId,
    pub(crate) from: DateTime<Utc>,
    /// Further reviewed pull requests to ask for.
    pub(crate) next: Option<String>,
    /// The start of the first window that was ever asked for, and the run that first asked.
    pub(crate) covered_from: DateTime<Utc>,
    pub(crate) first: RunId,
    pub(crate) pulls: u32,
    pub(crate) issues: u32,
    pub(crate) restricted: u32,
}

/// A pull request of somebody wanted, or one of nobody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PullNote {
    /// The node id of its author; [`NOBODY`] where that is a bot, or an account that is gone.
    pub(crate) person: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    /// The update as of which its details are known, and the run that asked for them. It was `detailed` while details had
    /// neither files nor the responses of others: where only that is noted, they are asked for once more.
    #[serde(rename = "detailed_with_files", default)]
    pub(crate) detailed: Option<DateTime<Utc>>,
    pub(crate) asked: Option<RunId>,
    /// Lists of it that have further pages: the list's name and the position.
    pub(crate) next: Vec<(String, String)>,
    /// Where it is, and the node id of its repository.
    pub(crate) url: String,
    pub(crate) repo: String,
    /// The commit that its merge made.
    pub(crate) merge_commit: Option<String>,
    /// Where its work landed with the same commits, or with copies of them: each of its commits by what a copy of it has in
    /// common with it, and the beginning of its own object id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own: Option<BTreeMap<String, String>>,
    /// The run in which a part of it was refused, so that the next one asks again.
    #[serde(default)]
    pub(crate) refused: Option<RunId>,
    /// What else is known of it, for as long as one of its lists has further pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rest: Option<PullRestNote>,
    /// Whether its author's list lacks it, though the search has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) unlisted: bool,
}

/// A pull request of somebody else that a person reviewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReviewedNote {
    /// The pull request's update when it was last said to be reviewed.
    pub(crate) updated: DateTime<Utc>,
    /// The update as of which the person's reviews of it are known.
    pub(crate) done: Option<DateTime<Utc>>,
    /// Where the next page of them begins.
    pub(crate) next: Option<String>,
}

/// A review by somebody wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReviewNote {
    pub(crate) person: String,
    /// Whether its comments are known. It was `commented` while they were not counted: such a note has them asked for again.
    #[serde(rename = "comments_counted", default)]
    pub(crate) commented: bool,
    pub(crate) next: Option<String>,
    /// What it came to, and how many comments it has.
    #[serde(default)]
    pub(crate) seen: Option<SeenReviewNote>,
    #[serde(default)]
    pub(crate) comments: Option<u32>,
}

/// What the search was asked about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WitnessNote {
    pub(crate) run: RunId,
    /// Whether its items need not be looked at any more.
    pub(crate) done: bool,
    pub(crate) next: Option<String>,
}

/// Something that could not be had in a run; the next run tries again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FailureNote {
    pub(crate) run: RunId,
    pub(crate) why: String,
    /// Whether it is GitHub's own word, which asking again does not change: refused, or gone.
    pub(crate) refused: bool,
}

/// Every kind of note, with what identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    Run(RunNote),
    Person(String, PersonNote),
    Probe(String, ProbeNote),
    Walk(String, String, WalkNote),
    Contributions(String, ContributionsNote),
    Pull(String, PullNote),
    Reviewed(String, String, ReviewedNote),
    Review(String, ReviewNote),
    Thread(String, ThreadNote),
    Committed(String, String, CommittedNote),
    Repo(String, RepoNote),
    RepoPulls(String, RepoPullsNote),
    Commit(String, CommitNote),
    Login(String, String),
    Witness(String, String, WitnessNote),
    Failure(String, String, FailureNote),
    Size(String, u32),
}

impl Note {
    /// The note as the store keeps it.
    pub(crate) fn mark(&self) -> Result<Mark, serde_json::Error> {
        let (key, value) = match self {
            Self::Run(note) => ("run".to_owned(), serde_json::to_string(note)?),
            Self::Person(login, note) => (key("person", [login]), serde_json::to_string(note)?),
            Self::Probe(node, note) => (key("probe", [node]), serde_json::to_string(note)?),
            Self::Walk(node, list, note) => {
                (key("walk", [node, list]), serde_json::to_string(note)?)
            }
            Self::Contributions(node, note) => {
                (key("contributions", [node]), serde_json::to_string(note)?)
            }
            Self::Pull(node, note) => (key("pull", [node]), serde_json::to_string(note)?),
            Self::Reviewed(person, pull, note) => {
                (key("reviewed", [person, pull]), serde_json::to_string(note)?)
            }
            Self::Review(node, note) => (key("review", [node]), serde_json::to_string(note)?),
            Self::Thread(node, note) => (key("thread", [node]), serde_json::to_string(note)?),
            Self::Committed(person, repo, note) => {
                (key("committed", [person, repo]), serde_json::to_string(note)?)
            }
            Self::Repo(node, note) => (key("repo", [node]), serde_json::to_string(note)?),
            Self::RepoPulls(node, note) => {
                (key("repo-pulls", [node]), serde_json::to_string(note)?)
            }
            Self::Commit(node, note) => (key("commit", [node]), serde_json::to_string(note)?),
            Self::Login(node, login) => (key("login", [node]), serde_json::to_string(login)?),
            Self::Witness(node, what, note) => {
                (key("witness", [node, what]), serde_json::to_string(note)?)
            }
            Self::Failure(node, what, note) => {
                (key("failure", [node, what]), serde_json::to_string(note)?)
            }
            Self::Size(shape, size) => (key("size", [shape]), serde_json::to_string(size)?),
        };
        Ok((key, Some(value)))
    }

    /// A note from what the store kept; `None` for a key of a kind that this version does not know.
    pub(crate) fn read(key: &str, value: &str) -> Result<Option<Self>, serde_json::Error> {
        let mut parts = key.split(' ');
        let kind = parts.next().unwrap_or_default();
        let one = parts.next().unwrap_or_default().to_owned();
        let two = parts.next().unwrap_or_default().to_owned();
        Ok(Some(match kind {
            "run" => Self::Run(serde_json::from_str(value)?),
            "person" => Self::Person(one, serde_json::from_str(value)?),
            "probe" => Self::Probe(one, serde_json::from_str(value)?),
            "walk" => Self::Walk(one, two, serde_json::from_str(value)?),
            "contributions" => Self::Contributions(one, serde_json::from_str(value)?),
            "pull" => Self::Pull(one, serde_json::from_str(value)?),
            "reviewed" => Self::Reviewed(one, two, serde_json::from_str(value)?),
            "review" => Self::Review(one, serde_json::from_str(value)?),
            "thread" => Self::Thread(one, serde_json::from_str(value)?),
            "committed" => Self::Committed(one, two, serde_json::from_str(value)?),
            "repo" => Self::Repo(one, serde_json::from_str(value)?),
            "repo-pulls" => Self::RepoPulls(one, serde_json::from_str(value)?),
            "commit" => Self::Commit(one, serde_json::from_str(value)?),
            "login" => Self::Login(one, serde_json::from_str(value)?),
            "witness" => Self::Witness(one, two, serde_json::from_str(value)?),
            "failure" => Self::Failure(one, two, serde_json::from_str(value)?),
            "size" => Self::Size(one, serde_json::from_str(value)?),
            _ => return Ok(None),
        }))
    }
}

/// A key: words separated by blanks, which no login, node id or list has.
fn key<const N: usize>(kind: &str, parts: [&String; N]) -> String {
    parts.iter().fold(kind.to_owned(), |key, part| key + " " + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_back_and_an_unknown_kind_is_left_alone() {
        let at = DateTime::from_timestamp(1_770_000_000, 0).unwrap_or_default();
        let walk = WalkNote {
            run: at,
            since: at,
            next: Some("c1".into()),
            newest: None,
            total: 3,
            ever: None,
            seen: BTreeSet::new(),
            finished: None,
        };
        let note = Note::Walk("U_1".into(), "pulls".into(), walk);
        let (key, value) = note.mark().expect("a note is text");
        assert_eq!(key, "walk U_1 pulls");
        let value = value.expect("a note has a value");
        assert_eq!(Note::read(&key, &value).expect("it reads back"), Some(note));
        let looked = LookedNote { run: at, from: at, is_cut: true, left: 2 };
        let looked = RepoPullsNote {
            run: at,
            since: at,
            next: None,
            seen: 2_000,
            bots: 240,
            left: 2,
            merges: BTreeSet::from(["abc".to_owned()]),
            finished: Some(looked),
        };
        let note = Note::RepoPulls("R_1".into(), looked);
        let (key, value) = note.mark().expect("a note is text");
        assert_eq!(key, "repo-pulls R_1");
        let value = value.expect("a note has a value");
        assert_eq!(Note::read(&key, &value).expect("it reads back"), Some(note));
        assert_eq!(Note::read("future U_1", "{}").expect("no error"), None);
        assert!(Note::read(&key, "{").is_err());
    }

    /// As the first version wrote them.
    const OLD: [(&str, &str); 4] = [
        (
            "pull PR_1",
            r#"{"person":"U_1","created":"2026-03-02T00:00:00Z","updated":"2026-03-03T00:00:00Z",
                "detailed":"2026-03-03T00:00:00Z","asked":"2026-03-04T00:00:00Z","next":[],
                "url":"https://github.com/lantern-works/beam/pull/1","repo":"R_1","merge_commit":null}"#,
        ),
        ("review PRR_1", r#"{"person":"U_1","commented":true,"next":null}"#),
        (
            "commit C_1",
            r#"{"url":"https://github.com/lantern-works/beam/commit/abc","repo":"lantern-works/beam","oid":"abc",
                "authored":"2026-03-02T00:00:00Z","on_default_branch":false,"swept":false,"asked":true,"people":[1]}"#,
        ),
        (
            "walk U_1 issues",
            r#"{"run":"2026-03-04T00:00:00Z","since":"2026-03-02T00:00:00Z","next":null,"newest":null,"total":3,
                "finished":{"run":"2026-03-04T00:00:00Z","from":"2026-03-02T00:00:00Z","newest":null,"total":3}}"#,
        ),
    ];

    #[test]
    fn notes_of_an_earlier_version_are_read_and_say_what_they_lack() {
        let read = |n: usize| Note::read(OLD[n].0, OLD[n].1).expect("it is read");
        assert!(
            matches!(read(0), Some(Note::Pull(_, note)) if note.detailed.is_none() && note.asked.is_some())
        );
        assert!(
            matches!(read(1), Some(Note::Review(_, note)) if !note.commented && note.seen.is_none())
        );
        assert!(
            matches!(read(2), Some(Note::Commit(_, note)) if note.asked && note.named.is_none())
        );
        let finished = |note: &WalkNote| note.finished.as_ref().is_some_and(|f| !f.with_threads);
        assert!(matches!(read(3), Some(Note::Walk(_, _, note)) if finished(&note)));
    }
}
