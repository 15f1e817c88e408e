//! A small world with a few hard things, its roster, and a monitor that collects it from the simulated GitHub.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use chrono::TimeDelta;
use monitor_testkit::github::http::{Entry, Github};
use monitor_testkit::github::world::{AccountId, At, Verdict, World, at};
use serde_json::Value;

use crate::support::{Monitor, Run};

pub(crate) const PROGRAM: &str = "lantern-2026";
/// After the term's end; also the clock of every review.
pub(crate) const NOW: &str = "2026-05-26T12:00:00Z";
/// The mentees, as the roster has them.
pub(crate) const MENTEES: [&str; 3] = ["ada-lumen", "grace-wick", "otto-beam"];

const ROSTER: &str = r#"id = "lantern-2026"
title = "Lantern"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-05-24
[[period]]
id = "term"
starts = 2026-03-02
ends = 2026-05-24
due = 2026-05-26T17:00:00Z
"#;

/// A monitor with the roster of the small world, and the simulated GitHub that serves it.
pub(crate) struct Scene {
    pub(crate) monitor: Monitor,
    pub(crate) github: Github,
}

impl Scene {
    /// The small world, untouched.
    pub(crate) fn new() -> Self {
        Self::of(world(), &MENTEES)
    }

    /// Any world with these mentees.
    pub(crate) fn of(world: World, mentees: &[&str]) -> Self {
        let scene = Self { monitor: Monitor::new(), github: Github::start_blocking(world) };
        scene.enrol(mentees);
        scene
    }

    /// Puts these people into the roster, and nobody else.
    pub(crate) fn enrol(&self, mentees: &[&str]) {
        let enrol = |login: &&str| {
            format!(
                "[[enrollment]]\nlogin = {login:?}\ntitle = \"Work\"\nmentors = [\"noor-blaze\"]\n\
                 organizations = [\"lantern-works\"]\n"
            )
        };
        let enrollments: String = mentees.iter().map(enrol).collect();
        self.monitor.write("roster.toml", &(ROSTER.to_owned() + &enrollments));
        let imported = self.monitor.with(&["import", "roster", "roster.toml"]);
        assert_eq!(imported.code, 0, "{}", imported.stderr);
    }

    /// One run of `sync`; unless more is said, one request at a time, so that the n-th request is the same in every run.
    pub(crate) fn sync(&self, more: &[&str]) -> Run {
        let uri = self.github.uri();
        let arguments = arguments(&uri, more);
        self.monitor.run_with::<&Path>(&arguments, &[], &ENVIRONMENT)
    }

    /// The same, still running.
    pub(crate) fn start(&self, more: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        command.env_clear().envs(ENVIRONMENT).current_dir(self.monitor.path());
        command
            .args(arguments(&self.github.uri(), more))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Running(Some(command.spawn().unwrap()))
    }

    /// Everything that the store holds, as anyone would look at it: the exported rows in order, and the review.
    pub(crate) fn kept(&self) -> Kept {
        let run = self.monitor.with(&["export", "contributions", PROGRAM, "--format", "jsonl"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let mut rows: Vec<String> = run.stdout.lines().map(ToOwned::to_owned).collect();
        rows.sort_unstable();
        let run =
            self.monitor.with(&["review", PROGRAM, "--period", "term", "--json", "--now", NOW]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        Kept { rows, review: serde_json::from_str(&run.stdout).unwrap() }
    }
}

/// A token that is nobody's, and no time to lose.
const ENVIRONMENT: [(&str, &str); 2] =
    [("GITHUB_TOKEN", "ghp_fictional"), ("MONITOR_PATIENCE_MS", "1")];

fn arguments<'a>(uri: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["sync", PROGRAM, "--api-url", uri];
    for (name, usual) in [("--now", NOW), ("--at-once", "1")] {
        if !more.contains(&name) {
            arguments.extend([name, usual]);
        }
    }
    arguments.extend(more);
    arguments
}

/// A run of `sync` that was started here and is killed here, if it does not end by itself.
pub(crate) struct Running(Option<Child>);

impl Running {
    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        if let Some(mut child) = self.0.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Whether it has come to its end.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.as_mut().is_none_or(|child| child.try_wait().unwrap().is_some())
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Run {
        let output = self.0.take().unwrap().wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// What a store holds.
#[derive(Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) rows: Vec<String>,
    pub(crate) review: Value,
}

impl Kept {
    /// What the review says of somebody.
    pub(crate) fn of(&self, login: &str) -> &Value {
        let mentees = self.review["mentees"].as_array().unwrap();
        mentees.iter().find(|row| row["login"] == login).unwrap()
    }

    /// Fails where a stream is said to be complete and is not: "complete" is true at every moment, also in a run that was
    /// killed.
    pub(crate) fn must_be_honest(&self, calm: &Self, why: &str) {
        for login in MENTEES {
            for stream in self.complete_streams(login) {
                let (mine, all) = (self.stream(login, &stream), calm.stream(login, &stream));
                let missing: Vec<_> = all.iter().filter(|row| !mine.contains(row)).collect();
                assert!(
                    missing.is_empty(),
                    "{why}: {stream} of {login} are called complete and lack {missing:#?}"
                );
            }
        }
    }

    /// Whether somebody's stream is said to be complete.
    pub(crate) fn is_complete(&self, login: &str, stream: &str) -> bool {
        self.complete_streams(login).iter().any(|complete| complete == stream)
    }

    /// Why somebody's stream is not complete.
    pub(crate) fn reasons(&self, login: &str, stream: &str) -> String {
        let streams = self.of(login)["coverage"]["streams"].as_array().unwrap();
        let slices = streams
            .iter()
            .filter(|one| one["stream"] == stream)
            .filter_map(|one| one["slices"].as_array());
        let reasons = slices.flatten().filter_map(|slice| slice["reason"].as_str());
        reasons.collect::<Vec<_>>().join("; ")
    }

    fn complete_streams(&self, login: &str) -> Vec<String> {
        let streams = self.of(login)["coverage"]["streams"].as_array().unwrap();
        let complete = streams.iter().filter(|stream| stream["complete"] == true);
        complete.map(|stream| stream["stream"].as_str().unwrap().to_owned()).collect()
    }

    /// The rows of somebody's stream that lie in the term.
    fn stream(&self, login: &str, stream: &str) -> Vec<&String> {
        let is_in = |row: &&String| {
            let row: Value = serde_json::from_str(row).unwrap();
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            let own = match text("kind").as_str() {
                "comment" if text("url").contains("discussioncomment") => "discussions".to_owned(),
                kind => format!("{kind}s"),
            };
            text("login") == login
                && own == stream
                && ("2026-03-02".."2026-05-25").contains(&text("at").as_str())
        };
        self.rows.iter().filter(is_in).collect()
    }

    /// Fails with the first differences, if there are any.
    pub(crate) fn must_be(&self, other: &Self, why: &str) {
        let differ = |a: &Self, b: &Self| -> Vec<String> {
            a.rows.iter().filter(|row| !b.rows.contains(row)).take(3).cloned().collect()
        };
        let (more, less) = (differ(self, other), differ(other, self));
        assert!(self.rows == other.rows, "{why}: rows too many {more:#?}, missing {less:#?}");
        for login in MENTEES {
            assert_eq!(self.of(login), other.of(login), "{why}: the review of {login}");
        }
        assert_eq!(self.review, other.review, "{why}");
    }
}

/// What a request asks for: its operation, and the ids and positions among its variables.
pub(crate) fn things(entry: &Entry) -> Vec<String> {
    let mut texts = Vec::new();
    for (name, value) in &entry.variables {
        match value {
            // Windows are shared by a whole request and say nothing about what is asked for.
            Value::String(text) if text.parse::<At>().is_ok() => {}
            Value::String(text) => texts.push(format!(
                "{} {} {text}",
                entry.name,
                name.trim_end_matches(char::is_numeric)
            )),
            Value::Array(all) => {
                texts.extend(
                    all.iter()
                        .filter_map(Value::as_str)
                        .map(|text| format!("{} {text}", entry.name)),
                );
            }
            _ => {}
        }
    }
    texts
}

/// An hour of a day of the term, counted from nought.
fn day(n: i64) -> At {
    at("2026-03-02T10:00:00Z") + TimeDelta::days(n)
}

/// Three mentees, and one of each thing that is fetched in a way of its own.
pub(crate) fn world() -> World {
    let mut world = World::new(at("2025-03-02T00:00:00Z"));
    let noor = world.person("noor-blaze").id();
    let [ada, grace, otto] = MENTEES.map(|login| world.person(login).id());
    world.set_now(at("2026-05-26T06:00:00Z"));
    pulls(&mut world, ada, grace, noor);
    commits(&mut world, [ada, grace, otto], noor);
    talk(&mut world, ada, otto, noor);
    world
}

/// Pull requests that end in every way, and a review with comments on lines.
fn pulls(world: &mut World, ada: AccountId, grace: AccountId, noor: AccountId) {
    let beam = world.repo("lantern-works/beam").id();
    let merged = world.pr(beam, ada).opened(day(3)).commit(day(2)).commit_with(day(3), &[grace]);
    let merged =
        merged.reviewed_with(noor, day(4), Verdict::ChangesRequested, 1).commented(ada, day(5));
    merged.squash_merged_by(noor, day(6));
    world.pr(beam, ada).opened(day(-30)).commit(day(-31)).merged_by(noor, day(8));
    world.pr(beam, grace).opened(day(9)).commit(day(9)).landed_by_commit(noor, day(12));
    world.pr(beam, grace).opened(day(20)).commit(day(20)).closed(noor, day(21));
    let theirs = world.pr(beam, noor).opened(day(30)).commit(day(30)).id();
    let review = world.review(theirs, ada, day(31), Verdict::Commented);
    let line = world.review_comment(review, day(31), None);
    world.reply(line, grace, day(32));
    let pilot = world.bot("lamp-pilot").id();
    let steered = world.pr_from_branch(beam, pilot).opened(day(33)).commit_of(grace, day(33));
    steered.squash_merged_by(ada, day(34));
}

/// Commits straight on default branches, one with co-authors, one landed long after it was written.
fn commits(world: &mut World, [ada, grace, otto]: [AccountId; 3], noor: AccountId) {
    let wick = world.repo("lantern-works/wick").collaborator(grace).id();
    world.commit(wick, grace).authored(day(5)).committed(day(50));
    world.commit(wick, noor).dated(day(40)).co_author(otto).co_author(ada);
    let dial = world.repo("sundial-society/dial").collaborator(otto).collaborator(grace).id();
    world.commit(dial, grace).dated(day(42));
    world.commit(dial, otto).dated(day(41));
}

/// More issues than a page holds, comments on three kinds of things, and a discussion.
fn talk(world: &mut World, ada: AccountId, otto: AccountId, noor: AccountId) {
    let mirror = world.repo("lantern-works/mirror").id();
    for n in 0..55 {
        world.issue(mirror, otto).opened(day(1) + TimeDelta::hours(n * 30));
    }
    let issue = world.issue(mirror, noor).opened(day(11)).id();
    world.comment(issue, ada, day(12));
    let commit = world.commit(mirror, noor).dated(day(13)).id();
    world.comment_on_commit(commit, otto, day(14));
    world.discussion(mirror, noor).opened(day(15)).commented(ada, day(16));
}
