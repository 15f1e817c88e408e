//! The demo's term, week by week: a dozen fictional mentees, one for each case that makes a review hard to read, and
//! one for each thing that a rule points at.

mod patterns;

use chrono::TimeDelta;

use crate::github::world::{AccountId, At, PullId, RepoId, Verdict, Visibility, World, at};
use patterns::Patterns;

/// How many weeks have passed when the monitor looks for the first time.
const WEEKS_BEFORE: i64 = 4;
/// How many weeks the period has.
const WEEKS: i64 = 6;

/// What changes are about, in turn.
const TITLES: [&str; 9] = [
    "Dim the beam at dusk",
    "Say which wick is meant",
    "Do not blink twice",
    "Trim before lighting",
    "Keep the mirror's angle",
    "Read the shade from the settings",
    "Warm up slowly",
    "Name the socket in errors",
    "Test a lamp without oil",
];

/// The people and places of the term. `fixtures/demo/lantern-2026-spring.toml` is its roster; `mo-shimmer` in it is nobody here.
#[derive(Clone, Copy, Debug)]
pub struct Lantern {
    ada: AccountId,
    bo: AccountId,
    cleo: AccountId,
    dov: AccountId,
    elif: AccountId,
    gia: AccountId,
    hugo: AccountId,
    ines: AccountId,
    jun: AccountId,
    grace: AccountId,
    omar: AccountId,
    pia: AccountId,
    tavi: AccountId,
    beam: RepoId,
    mirror: RepoId,
    wick: RepoId,
    handbook: RepoId,
    own_handbook: RepoId,
    vault: RepoId,
    gallery: RepoId,
    lens: RepoId,
    patterns: Patterns,
}

impl Lantern {
    /// The first four weeks, and the evening on which they end.
    #[must_use]
    pub fn begin() -> (Self, World) {
        let mut world = World::new(at("2025-09-01T08:00:00Z"));
        let lantern = Self::cast(&mut world);
        world.set_now(Self::first_look());
        (0..WEEKS_BEFORE).for_each(|week| lantern.week(&mut world, week));
        (lantern, world)
    }

    /// When the monitor looks for the first time: the evening of the fourth Sunday.
    #[must_use]
    pub fn first_look() -> At {
        at("2026-03-29T18:00:00Z")
    }

    /// When it looks again: at noon of the evaluation day.
    #[must_use]
    pub fn second_look() -> At {
        at("2026-04-14T10:00:00Z")
    }

    /// Lets the rest of the period pass. It begins with `ines-ray` taking another login, to which the old one does not lead.
    pub fn go_on(&self, world: &mut World) {
        world.set_now(Self::first_look() + TimeDelta::hours(12));
        world.rename_login(self.ines, "ines-solar");
        self.patterns.change(world);
        world.set_now(Self::second_look());
        (WEEKS_BEFORE..WEEKS).for_each(|week| self.week(world, week));
    }

    fn cast(world: &mut World) -> Self {
        let mut person = |login: &str, name: &str| world.person(login).named(name).id();
        let (grace, omar) = (person("grace-wick", "Grace Wick"), person("omar-dusk", "Omar Dusk"));
        let (pia, noor) = (person("pia-noct", "Pia Noct"), person("noor-blaze", "Noor Blaze"));
        let tavi = person("tavi-north", "Tavi North");
        // He designs where GitHub does not see it: the account is there, and empty.
        person("finn-halo", "Finn Halo");
        let ada = person("ada-lumen", "Ada Lumen");
        let bo = person("bo-candela", "Bo Candela");
        let cleo = person("cleo-flux", "Cleo Flux");
        let dov = person("dov-photon", "Dov Photon");
        let elif = person("elif-spectra", "Elif Spectra");
        let gia = person("gia-prism", "Gia Prism");
        let hugo = person("hugo-lux", "Hugo Lux");
        let ines = person("ines-ray", "Ines Ray");
        let jun = person("jun-ember", "Jun Ember");
        world.accounts[elif].shares_private_counts = true;
        for mentor in [grace, omar, pia, noor] {
            world.org("lantern-works").member(mentor);
        }
        world.org("optics-commons").member(tavi);
        world.org("gated-gallery").requires_sso().member(omar);
        let handbook = world.repo("lantern-works/handbook").id();
        Self {
            beam: world.repo("lantern-works/beam").id(),
            mirror: world.repo("lantern-works/mirror").id(),
            wick: world.repo("lantern-works/wick").id(),
            handbook,
            own_handbook: world.fork(handbook, jun),
            vault: world.repo("lantern-works/vault").visibility(Visibility::PrivateHidden).id(),
            gallery: world.repo("gated-gallery/exhibit").id(),
            lens: world.repo("optics-commons/lens").id(),
            ada,
            bo,
            cleo,
            dov,
            elif,
            gia,
            hugo,
            ines,
            jun,
            grace,
            omar,
            pia,
            tavi,
            patterns: Patterns::cast(world),
        }
    }

    fn week(&self, world: &mut World, week: i64) {
        let monday = at("2026-03-02T09:00:00Z") + TimeDelta::weeks(week);
        let day = |n: i64| monday + TimeDelta::days(n);
        self.steady(world, week, monday);
        self.reviews(world, monday);
        if week >= 2 {
            squashed(world, (self.mirror, self.cleo), self.omar, day(1));
        }
        merged(world, (self.lens, self.dov), self.tavi, day(0));
        merged(world, (self.lens, self.dov), self.tavi, day(2));
        merged(world, (self.vault, self.elif), self.grace, day(1));
        if week < 2 {
            merged(world, (self.beam, self.gia), self.grace, day(0));
        }
        match week {
            0 => merged(world, (self.beam, self.gia), self.grace, day(2)),
            // The last thing that she did still waits for somebody's first word.
            1 => _ = proposed(world, (self.beam, self.gia), day(3)),
            _ => {}
        }
        merged(world, (self.mirror, self.hugo), self.omar, day(1));
        merged(world, (self.gallery, self.hugo), self.omar, day(3));
        squashed(world, (self.wick, self.ines), self.pia, day(2));
        self.documents(world, week, monday);
        self.patterns.week(world, week);
    }

    /// Two pull requests a week that are looked at twice and squashed, and now and then a look at somebody else's.
    fn steady(&self, world: &mut World, week: i64, monday: At) {
        squashed(world, (self.beam, self.ada), self.grace, monday);
        let reported = monday + TimeDelta::days(1);
        let issue = world.issue(self.beam, self.ada).opened(reported).id();
        let pull =
            squashed(world, (self.beam, self.ada), self.grace, reported + TimeDelta::days(1));
        world.edit_issue(issue).commented(self.grace, reported + TimeDelta::hours(2));
        world.comment(pull, self.grace, reported + TimeDelta::hours(28));
        world.comment(pull, self.ada, reported + TimeDelta::hours(30));
        if week % 2 == 1 {
            let foreign = proposed(world, (self.beam, self.omar), monday);
            let later = monday + TimeDelta::hours(7);
            world.review(foreign, self.ada, later, Verdict::Approved);
        }
    }

    /// Three reviews a week of the maintainers' work, with words on lines.
    fn reviews(&self, world: &mut World, monday: At) {
        for n in 0..3 {
            let opened = monday + TimeDelta::days(n);
            let author = if n == 1 { self.omar } else { self.grace };
            let pull = proposed(world, (self.beam, author), opened);
            let (first, second) = (opened + TimeDelta::hours(4), opened + TimeDelta::hours(26));
            world
                .edit_pr(pull)
                .reviewed_with(self.bo, first, Verdict::ChangesRequested, 1)
                .commit(first + TimeDelta::hours(3))
                .reviewed(self.bo, second, Verdict::Approved)
                .merged_by(author, second + TimeDelta::hours(1));
        }
    }

    /// A page of the handbook, what is missing in it, and drafts in the own fork.
    fn documents(&self, world: &mut World, week: i64, monday: At) {
        let day = |n: i64| monday + TimeDelta::days(n);
        let page = squashed(world, (self.handbook, self.jun), self.pia, day(2));
        world.edit_pr(page).files(&[("docs/lamps.md", 90, 12), ("docs/lamps.svg", 340, 0)]);
        for n in 0..2 {
            let found = world.issue(self.handbook, self.jun).opened(day(n));
            found.commented(self.pia, day(n) + TimeDelta::hours(5));
        }
        if week % 2 == 0 {
            let draft = world.pr_from_branch(self.own_handbook, self.jun).opened(day(3));
            draft.titled("Draft a chapter on oil").commit(day(3)).merged_by(self.jun, day(4));
            let asked = world.discussion(self.handbook, self.pia).opened(day(0));
            asked.answered(self.jun, day(1));
        }
    }
}

/// A pull request with one commit in a repository, by somebody.
fn proposed(world: &mut World, (repo, who): (RepoId, AccountId), opened: At) -> PullId {
    let title = TITLES[world.pulls.len() % TITLES.len()];
    world.pr(repo, who).opened(opened).titled(title).commit(opened - TimeDelta::minutes(40)).id()
}

/// One that is approved and merged as it is, two days later.
fn merged(world: &mut World, whose: (RepoId, AccountId), keeper: AccountId, opened: At) {
    let pull = proposed(world, whose, opened);
    let looked = opened + TimeDelta::hours(20);
    world
        .edit_pr(pull)
        .reviewed(keeper, looked, Verdict::Approved)
        .merged_by(keeper, looked + TimeDelta::hours(6));
}

/// One that is changed after a review and then squashed.
fn squashed(
    world: &mut World,
    whose: (RepoId, AccountId),
    keeper: AccountId,
    opened: At,
) -> PullId {
    let pull = proposed(world, whose, opened);
    let looked = opened + TimeDelta::hours(5);
    world
        .edit_pr(pull)
        .reviewed_with(keeper, looked, Verdict::ChangesRequested, 1)
        .commit(looked + TimeDelta::hours(18))
        .reviewed(keeper, looked + TimeDelta::hours(24), Verdict::Approved)
        .squash_merged_by(keeper, looked + TimeDelta::hours(25));
    pull
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::world::Act;

    fn done(world: &World, login: &str) -> usize {
        let window = at("2026-03-01T23:00:00Z")..at("2026-04-12T22:00:00Z");
        let who = world.account(login).unwrap();
        world.visible_contributions(who, window).len()
    }

    #[test]
    fn nothing_is_dated_after_the_look_that_sees_it() {
        let (lantern, mut world) = Lantern::begin();
        let latest = |world: &World| {
            world.pulls.ids().map(|id| world[id].updated_at).max().unwrap_or_default()
        };
        assert!(latest(&world) < Lantern::first_look());
        lantern.go_on(&mut world);
        assert!(Lantern::first_look() < latest(&world) && latest(&world) < Lantern::second_look());
    }

    #[test]
    fn one_waits_for_a_first_word_and_one_mentor_is_silent() {
        let (lantern, mut world) = Lantern::begin();
        lantern.go_on(&mut world);
        let since = at("2026-03-01T23:00:00Z");
        let last = *world[lantern.gia].wrote.pulls.last().unwrap();
        assert!(world[last].closed_at().is_none());
        let to_gia = world.responses_to(lantern.gia, since);
        assert!(!to_gia.is_empty() && to_gia.iter().all(|one| one.on != world.url(last)));
        // In the roster Omar mentors Dov, to whom only Tavi ever says anything.
        let to_dov = world.responses_to(lantern.dov, since);
        assert!(!to_dov.is_empty() && to_dov.iter().all(|one| one.by == "tavi-north"));
        let to_ada = world.responses_to(lantern.ada, since);
        for act in [Act::Reviewed, Act::Commented, Act::Merged] {
            assert!(to_ada.iter().any(|one| one.act == act), "{act:?}");
        }
    }

    #[test]
    fn everybody_is_a_case() {
        let (lantern, mut world) = Lantern::begin();
        let before = done(&world, "ines-ray");
        lantern.go_on(&mut world);
        assert!(world.account("ines-ray").is_none() && world.account("mo-shimmer").is_none());
        assert!(done(&world, "ines-solar") > before);
        assert_eq!((done(&world, "finn-halo"), done(&world, "elif-spectra")), (0, 0));
        let window = at("2026-03-01T23:00:00Z")..at("2026-04-12T22:00:00Z");
        for hidden in [lantern.elif, lantern.hugo] {
            assert!(!world.hidden_contributions(hidden, window.clone()).is_empty());
        }
    }
}
