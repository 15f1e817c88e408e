//! A program of fourteen weeks on a simulated GitHub, with an office where reports are posted, a public page, and a chat.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use monitor_testkit::github::http::{Fault, Github, When};
use monitor_testkit::github::world::{At, Subject, Visibility, World, at};
use monitor_testkit::hooks::Hook;

use crate::support::{Monitor, Run};

pub(crate) const PROGRAM: &str = "lantern-2026";
/// Where administrators and mentors read.
const OFFICE: &str = "lantern-works/office";
/// Where everybody reads.
const PAGE: &str = "lantern-works/page";
/// Longer than any test.
const NEVER: Fault = Fault::Slow(Duration::from_secs(600));

pub(crate) const ROSTER: &str = r#"id = "lantern-2026"
title = "Lantern"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-06-07
hours-per-week = 20
[[period]]
id = "midterm"
starts = 2026-03-02
ends = 2026-04-19
due = 2026-04-21T17:00:00Z
[[period]]
id = "final"
starts = 2026-04-20
ends = 2026-06-07
due = 2026-06-09T17:00:00Z
[[enrollment]]
login = "ada-lumen"
project = "Beam"
mentors = ["noor-blaze"]
organizations = ["lantern-works"]
[[enrollment]]
login = "grace-wick"
project = "Wick"
mentors = ["omar-dusk"]
organizations = ["lantern-works"]
[[enrollment]]
login = "otto-beam"
project = "Mirror"
mentors = ["omar-dusk", "noor-blaze"]
organizations = ["lantern-works"]
"#;

const POSTING: &str = r#"heartbeat-url-env = "BEAT_URL"
[[channel]]
name = "office"
github = "lantern-works/office#1"
audience = "private"
mention = true
[[channel]]
name = "page"
github = "lantern-works/page#1"
send = ["weekly"]
[[channel]]
name = "chat"
slack-url-env = "CHAT_URL"
audience = "private"
"#;

/// The program, its GitHub, and who listens.
pub(crate) struct Scene {
    pub(crate) monitor: Monitor,
    pub(crate) github: Github,
    pub(crate) chat: Hook,
    pub(crate) beats: Hook,
}

impl Scene {
    /// Before the first day.
    pub(crate) fn new() -> Self {
        let monitor = Monitor::new();
        monitor.write("config/programs/lantern.toml", ROSTER);
        monitor.write("config/posting.toml", POSTING);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let chat = runtime.block_on(Hook::slack());
        let beats = runtime.block_on(Hook::heartbeat());
        Self { monitor, github: Github::start_blocking(world()), chat, beats }
    }

    /// Lets time pass until an instant: every mentee opens a pull request on each Tuesday of the term that lies before it.
    pub(crate) fn until(&self, now: At) {
        self.github.world(|world| {
            let beam = world.repo_named("lantern-works", "beam").unwrap();
            let before = world.now();
            world.set_now(now);
            for week in 0..14 {
                let tuesday = at("2026-03-03T10:00:00Z") + TimeDelta::weeks(week);
                if before < tuesday && tuesday <= now {
                    for mentee in ["ada-lumen", "grace-wick", "otto-beam"] {
                        let who = world.account(mentee).unwrap();
                        let title = format!("Week {week} | <b>@everyone</b> =1+1");
                        world.pr(beam, who).opened(tuesday).titled(&title).commit(tuesday);
                    }
                }
            }
        });
    }

    /// `run weekly` to its end, with more arguments.
    pub(crate) fn run(&self, now: At, more: &[&str]) -> Run {
        self.until(now);
        let (now, uri) = (now.to_rfc3339(), self.github.uri());
        let environment = self.environment();
        let environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let arguments = [arguments(&now, &uri).to_vec(), more.to_vec()].concat();
        self.monitor.run_with::<&Path>(&arguments, &[], &environment)
    }

    /// `run weekly` that is killed at a point. Gives whether it came that far; else it ended by itself.
    pub(crate) fn killed(&self, now: At, point: Point) -> bool {
        self.until(now);
        self.github.clear_faults();
        let last = match point {
            Point::Request { nth, handled } => {
                let last = self.github.journal().requests() + nth;
                let fault = if handled { NEVER } else { NEVER.unhandled() };
                self.github.inject(When::Request(last), fault);
                Some(last)
            }
            Point::After(_) => None,
        };
        let (now, uri) = (now.to_rfc3339(), self.github.uri());
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        command.env_clear().envs(self.environment()).current_dir(self.monitor.path());
        command.args(arguments(&now, &uri)).stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = Guard(command.spawn().unwrap());
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < Duration::from_secs(120), "a run does not end");
            let is_there = match point {
                Point::Request { .. } => {
                    last.is_some_and(|last| self.github.journal().requests() >= last)
                }
                Point::After(length) => begun.elapsed() >= length,
            };
            let ended = running.0.try_wait().unwrap().is_some();
            if is_there && !ended {
                running.0.kill().unwrap();
                running.0.wait().unwrap();
            }
            if is_there || ended {
                self.github.clear_faults();
                return !ended;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// A command on the database at an instant, which must succeed.
    pub(crate) fn done(&self, now: At, line: &str) -> String {
        let now = now.to_rfc3339();
        let words: Vec<String> =
            line.split_whitespace().map(|word| word.replace('_', " ")).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.extend(["--now", &now]);
        let run = self.monitor.with(&words);
        assert_eq!(run.code, 0, "{line}: {}{}", run.stdout, run.stderr);
        run.stdout
    }

    /// What the monitor's account wrote in the office, part by part.
    pub(crate) fn office(&self) -> Vec<String> {
        self.comments(OFFICE)
    }

    /// What it wrote on the public page.
    pub(crate) fn page(&self) -> Vec<String> {
        self.comments(PAGE)
    }

    fn comments(&self, repo: &str) -> Vec<String> {
        self.github.world(|world| {
            let (owner, name) = repo.split_once('/').unwrap();
            let repo = world.repo_named(owner, name).unwrap();
            let issue = world[repo].issues[0];
            let own = world.comments_on(Subject::Issue(issue)).iter().map(|id| &world[*id]);
            let viewer = world.viewer();
            own.filter(|comment| comment.author == viewer)
                .map(|comment| comment.body.clone())
                .collect()
        })
    }

    /// What the chat took, as text.
    pub(crate) fn told(&self) -> Vec<String> {
        self.chat.taken().into_iter().map(|received| received.body).collect()
    }

    fn environment(&self) -> [(&'static str, String); 5] {
        let summary = self.monitor.path().join("summary.md");
        [
            ("SUMMARY_FILE", summary.display().to_string()),
            ("GITHUB_TOKEN", "ghp_fictional".to_owned()),
            ("MONITOR_PATIENCE_MS", "1".to_owned()),
            ("CHAT_URL", self.chat.uri()),
            ("BEAT_URL", self.beats.uri()),
        ]
    }
}

fn arguments<'a>(now: &'a str, uri: &'a str) -> [&'a str; 8] {
    ["run", "weekly", "--now", now, "--api-url", uri, "--at-once", "1"]
}

/// Where a run is killed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Point {
    /// While the n-th request to GitHub has no answer, whether GitHub has handled it or not.
    Request {
        /// Counted from one.
        nth: usize,
        handled: bool,
    },
    /// After so long.
    After(Duration),
}

/// A process that does not outlive its test.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The key in the marker of a comment.
pub(crate) fn key(comment: &str) -> &str {
    let marker = comment.lines().next().unwrap();
    let marker = marker.strip_prefix("<!-- mentorship-monitor ").unwrap();
    marker.split_once(' ').unwrap().0
}

fn world() -> World {
    let mut world = World::new(at("2026-02-01T00:00:00Z"));
    for person in ["ada-lumen", "grace-wick", "otto-beam", "omar-dusk"] {
        world.person(person);
    }
    let noor = world.person("noor-blaze").id();
    world.repo("lantern-works/beam");
    let office = world.repo(OFFICE).visibility(Visibility::PrivateSeen).id();
    world.issue(office, noor).titled("Reports");
    let page = world.repo(PAGE).id();
    world.issue(page, noor).titled("Reports");
    world
}
