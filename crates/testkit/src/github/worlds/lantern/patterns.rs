//! Mentees of the demo's term whose work has a pattern that a rule speaks of.

use chrono::TimeDelta;

use super::{merged, proposed, squashed};
use crate::github::world::{AccountId, At, RepoId, World, at};

/// The last week of the period.
const LAST_WEEK: i64 = 5;

/// The people, and where they work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patterns {
    nils: AccountId,
    orla: AccountId,
    petra: AccountId,
    quin: AccountId,
    rhea: AccountId,
    socket: RepoId,
}

impl Patterns {
    pub(super) fn cast(world: &mut World) -> Self {
        let mut person = |login: &str, name: &str| world.person(login).named(name).id();
        let nils = person("nils-quartz", "Nils Quartz");
        let orla = person("orla-mote", "Orla Mote");
        let petra = person("petra-vane", "Petra Vane");
        let quin = person("quin-haze", "Quin Haze");
        let rhea = person("rhea-dawn", "Rhea Dawn");
        world.org("lantern-works").member(rhea);
        let socket = world.repo("lantern-works/socket").id();
        Self { nils, orla, petra, quin, rhea, socket }
    }

    /// What happens between the two looks, before anything else: an account is flagged, and GitHub shows it no more.
    pub(super) fn change(&self, world: &mut World) {
        world.flag(self.petra);
    }

    pub(super) fn week(&self, world: &mut World, week: i64) {
        let monday = at("2026-03-02T09:00:00Z") + TimeDelta::weeks(week);
        let day = |n: i64| monday + TimeDelta::days(n);
        if week == LAST_WEEK {
            self.burst(world, day(2));
        }
        self.crumb(world, day(1));
        merged(world, (self.socket, self.petra), self.rhea, day(0));
        squashed(world, (self.socket, self.quin), self.rhea, day(1));
        if week == LAST_WEEK {
            // GitHub's lists sometimes lack what its search has.
            let lost = proposed(world, (self.socket, self.quin), day(3));
            world.edit_pr(lost).unlisted();
        }
    }

    /// Everything in the last days before the evaluation.
    fn burst(&self, world: &mut World, from: At) {
        for n in 0..4 {
            let opened = from + TimeDelta::days(n);
            let pull = proposed(world, (self.socket, self.nils), opened);
            world.edit_pr(pull).commented(self.rhea, opened + TimeDelta::hours(3));
        }
    }

    /// A line a week.
    fn crumb(&self, world: &mut World, opened: At) {
        let pull = squashed(world, (self.socket, self.orla), self.rhea, opened);
        world.edit_pr(pull).files(&[("README.md", 1, 1)]);
    }
}
