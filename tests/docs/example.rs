//! The mentee of the worked example in `docs/scoring.md`: six weeks in which work earned, earned less, and earned nothing.

use chrono::{DateTime, Utc};
use monitor_model::{
    Account, AccountId, Act, Batch, ChangedFile, CommitDetail, Contribution, Coverage,
    CoverageStatement, Detail, Detailed, Item, ItemKind, ItemUrl, Login, Person, PullRequestDetail,
    Response, ReviewDetail, ReviewState, Role, Stream, When, Window,
};

/// The roster of the example.
pub(crate) const ROSTER: &str = r#"id = "lantern"
title = "Lantern Mentorship"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-04-12
hours-per-week = 20
[[period]]
id = "term"
starts = 2026-03-02
ends = 2026-04-12
due = 2026-04-14T17:00:00Z
[[enrollment]]
login = "ada-lumen"
title = "Dimmable beams"
mentors = ["grace-wick"]
organizations = ["lantern-works"]
"#;

/// After the term.
pub(crate) const NOW: &str = "2026-04-13T12:00:00Z";

pub(crate) fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

/// Noon of a day of the term's year.
fn noon(day: &str) -> DateTime<Utc> {
    format!("2026-{day}T12:00:00Z").parse().unwrap()
}

fn url(path: &str) -> ItemUrl {
    ItemUrl::parse(&format!("https://github.com/{path}")).unwrap()
}

fn item(path: &str) -> Item {
    let kind = match path {
        path if path.contains("#pullrequestreview") => ItemKind::Review,
        path if path.contains("/pull/") => ItemKind::PullRequest,
        path if path.contains("/issues/") => ItemKind::Issue,
        _ => ItemKind::Commit,
    };
    let url = url(path);
    let repo = url.repo().unwrap();
    Item { kind, url, node_id: None, repo, title: None }
}

fn ada() -> Login {
    Login::parse("ada-lumen").unwrap()
}

fn did(path: &str, act: Act, role: Role, day: &str) -> Contribution {
    Contribution { by: ada(), item: item(path), act, role, when: When::At(noon(day)) }
}

/// A pull request with the lines of its files.
fn pull(path: &str, files: &[(&str, u32)]) -> Detailed {
    let file = |&(path, additions): &(&str, u32)| ChangedFile {
        path: path.into(),
        additions,
        deletions: additions / 4,
    };
    let files: Vec<ChangedFile> = files.iter().map(file).collect();
    let detail = Detail::PullRequest(PullRequestDetail {
        additions: files.iter().map(|file| file.additions).sum(),
        deletions: files.iter().map(|file| file.deletions).sum(),
        changed_files: u32::try_from(files.len()).unwrap(),
        files,
        is_draft: false,
        responses_complete: true,
    });
    Detailed { item: item(path), detail }
}

const LENS: &str = "lantern-works/beam/pull/12";
const COMMIT: &str = "lantern-works/beam/commit/5eed0a1";
const REVIEW: &str = "lantern-works/beam/pull/9#pullrequestreview-1";
const TOOL: &str = "wick-tools/trim/pull/3";
const BUMP: &str = "lantern-works/beam/pull/30";

/// Everything that is known of the mentee.
pub(crate) fn batch() -> Batch {
    use Role::Author;
    let grace = Login::parse("grace-wick").unwrap();
    let person = |login: &Login, id| {
        let account = Account { id: AccountId(id), node: format!("U_{id}").as_str().into() };
        Person { login: login.clone(), name: None, account: Some(account) }
    };
    let term = Window::new(midnight("03-02"), midnight("04-13")).unwrap();
    let inside = Detail::Commit(CommitDetail { pull_request: url(LENS) });
    let review = Detail::Review(ReviewDetail { state: ReviewState::ChangesRequested, comments: 2 });
    let seen = |&stream: &Stream| CoverageStatement {
        of: ada(),
        stream,
        window: term,
        coverage: Coverage::Complete,
    };
    let answer =
        |on: &str, act, day| Response { on: url(on), by: grace.clone(), act, at: noon(day) };
    let mut contributions = vec![
        did(LENS, Act::Opened, Author, "03-04"),
        did(COMMIT, Act::Authored, Author, "03-03"),
        did(LENS, Act::Merged, Author, "03-10"),
        did(REVIEW, Act::Reviewed, Role::Reviewer, "03-11"),
        did(TOOL, Act::Opened, Author, "03-23"),
        did("lantern-works/beam/issues/21", Act::Opened, Author, "03-25"),
        did(BUMP, Act::Opened, Author, "04-07"),
    ];
    contributions.extend((16..=20).map(|day| {
        did(
            &format!("lantern-works/wick/commit/ca11ed{day}"),
            Act::Authored,
            Author,
            &format!("03-{day}"),
        )
    }));
    Batch {
        people: vec![person(&ada(), 1), person(&grace, 2)],
        contributions,
        coverage: Stream::ALL.iter().map(seen).collect(),
        details: vec![
            pull(LENS, &[("src/lens.rs", 24), ("docs/lens.md", 7)]),
            pull(BUMP, &[("Cargo.lock", 900), ("src/lib.rs", 3)]),
            Detailed { item: item(COMMIT), detail: inside },
            Detailed { item: item(REVIEW), detail: review },
        ],
        responses: vec![
            answer(LENS, Act::Reviewed, "03-06"),
            answer(BUMP, Act::Commented, "04-08"),
        ],
        ..Batch::default()
    }
}

fn midnight(day: &str) -> DateTime<Utc> {
    format!("2026-{day}T00:00:00Z").parse().unwrap()
}
