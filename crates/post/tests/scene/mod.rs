//! A simulated GitHub with one issue to write to, and the channel that writes.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::time::Duration;

use monitor_fetcher::{Bounds, Client, Endpoint, Pace, Token};
use monitor_model::Audience;
use monitor_post::{Issues, Manners, Message, MessageKey, Outcome, Place, Target};
use monitor_testkit::github::http::Github;
use monitor_testkit::github::world::{At, RepoId, Subject, Visibility, World, at};

pub(crate) const SECRET: &str = "ghp_lanternLantern0123456789";
pub(crate) const NOW: &str = "2026-04-13T09:00:00Z";
const FAST: Pace = Pace { per_second: 10_000, burst: 10_000, concurrency: 8 };

/// A repository with one issue of somebody else's.
pub(crate) struct Scene {
    pub(crate) github: Github,
    pub(crate) repo: RepoId,
}

impl Scene {
    pub(crate) async fn start() -> Self {
        Self::with(|_, _| ()).await
    }

    /// The same after some changes.
    pub(crate) async fn with(change: impl FnOnce(&mut World, RepoId)) -> Self {
        let mut world = World::new(at(NOW));
        let ada = world.person("ada-lumen").id();
        let repo = world.repo("lantern-works/office").visibility(Visibility::PrivateSeen).id();
        world.issue(repo, ada).titled("Reports");
        change(&mut world, repo);
        Self { github: Github::start(world).await, repo }
    }

    pub(crate) fn issues(&self) -> Issues {
        self.paced(Manners::in_seconds_of(Duration::from_millis(1)))
    }

    pub(crate) fn paced(&self, manners: Manners) -> Issues {
        Issues::new(self.client(), manners, Box::new(now))
    }

    pub(crate) fn client(&self) -> Client {
        let endpoint = Endpoint::parse(&self.github.uri()).unwrap();
        let bounds = Bounds { answer: Duration::from_millis(400), ..Bounds::default() };
        Client::bounded(&endpoint, &Token::new(SECRET).unwrap(), FAST, bounds).unwrap()
    }

    /// Everything that the channel's account wrote in the repository: each issue's text and each comment.
    pub(crate) fn written(&self) -> Vec<String> {
        self.github.world(|world| {
            let viewer = world.viewer();
            let mut found = vec![];
            for id in world[self.repo].issues.clone() {
                let issue = &world[id];
                found.extend((issue.author == viewer).then(|| issue.body.clone()));
                let comments = world.comments_on(Subject::Issue(id)).iter().map(|c| &world[*c]);
                let own = comments.filter(|c| c.author == viewer);
                found.extend(own.map(|c| c.body.clone()));
            }
            found
        })
    }

    pub(crate) fn writes(&self) -> usize {
        self.github.journal().writes().len()
    }
}

pub(crate) fn now() -> At {
    at(NOW)
}

pub(crate) fn on_issue() -> Target {
    "lantern-works/office#1".parse().unwrap()
}

pub(crate) fn as_issue() -> Target {
    "lantern-works/office".parse().unwrap()
}

pub(crate) fn message(parts: &[&str]) -> Message {
    Message {
        key: MessageKey::parse("weekly/lantern-2026-spring/2026-W15").unwrap(),
        title: "Lantern Mentorship, week 15".to_owned(),
        parts: parts.iter().map(|&part| part.to_owned()).collect(),
        audience: Audience::Private,
    }
}

/// The parts as they stand on GitHub.
pub(crate) fn marked(parts: &[&str]) -> Vec<String> {
    let of = parts.len();
    let key = "weekly/lantern-2026-spring/2026-W15";
    let text = |(i, part)| format!("<!-- mentorship-monitor {key} {}/{of} -->\n{part}", i + 1);
    parts.iter().enumerate().map(text).collect()
}

pub(crate) fn places(outcomes: &[Outcome]) -> Vec<Place> {
    outcomes.iter().filter_map(|outcome| outcome.place().cloned()).collect()
}
