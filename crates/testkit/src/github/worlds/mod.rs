//! Ready-made worlds: a whole term of mentees with ordinary work and every hard case.

mod cases;
mod lantern;
mod rng;
mod routine;

use std::ops::Range;

use chrono::TimeDelta;

use crate::github::world::{AccountId, At, RepoId, World, at};
pub use cases::Case;
pub use lantern::Lantern;
use rng::Rng;

const FIRST_NAMES: [&str; 20] = [
    "ada", "grace", "mira", "otto", "juno", "pia", "rafi", "sol", "tess", "uma", "vito", "wren",
    "xeno", "yara", "zeno", "bela", "cleo", "dara", "emil", "faye",
];
const LAST_NAMES: [&str; 5] = ["lumen", "wick", "beam", "glow", "spark"];
const PROJECTS: [&str; 5] =
    ["lantern-works", "candle-guild", "prism-lab", "halo-forge", "ember-yard"];
const REPOS: [&str; 6] = ["beam", "wick", "mirror", "lens", "socket", "shade"];
const ELSEWHERE: [&str; 3] = ["sundial-society/dial", "sundial-society/gnomon", "moth-circle/wing"];

/// A mentee as the roster knows the person.
#[derive(Clone, Debug)]
pub struct Mentee {
    /// The login in the roster, which need not be right.
    pub roster_login: String,
    /// The account that is meant; `None` where there never was one.
    pub account: Option<AccountId>,
    /// Which hard case it is.
    pub case: Option<Case>,
}

/// A world with a term in it.
#[derive(Debug)]
pub struct Term {
    /// Everything.
    pub world: World,
    /// The half-open window of the term.
    pub window: Range<At>,
    /// The mentees, in the order of the roster.
    pub mentees: Vec<Mentee>,
    /// The organisations in which the work is expected.
    pub organizations: Vec<String>,
    /// Their repositories.
    pub repos: Vec<RepoId>,
    rng: Rng,
    places: Places,
}

/// Where work is done, and by whom it is looked after.
#[derive(Clone, Debug)]
struct Places {
    /// In the project's organisations.
    project: Vec<RepoId>,
    /// In other organisations.
    elsewhere: Vec<RepoId>,
    /// Members of all organisations.
    maintainers: Vec<AccountId>,
}

/// A term of twelve weeks with a hundred mentees: ordinary ones, and one for each [`Case`]. The same seed gives the same world.
#[must_use]
pub fn hundred_mentees(seed: u64) -> Term {
    let mut term = Term::new(seed, 100, Case::ALL.len());
    cases::play(&mut term);
    term
}

/// A term of twelve weeks with so many ordinary mentees and no hard cases.
#[must_use]
pub fn ordinary_mentees(seed: u64, count: usize) -> Term {
    Term::new(seed, count, 0)
}

impl Term {
    fn new(seed: u64, count: usize, special: usize) -> Self {
        let window = at("2026-03-02T00:00:00Z")..at("2026-05-25T00:00:00Z");
        let mut world = World::new(window.start - TimeDelta::days(400));
        let places = found(&mut world);
        let mentees: Vec<Mentee> = (0..count).map(|n| enrol(&mut world, n)).collect();
        world.set_now(window.end + TimeDelta::hours(30));
        let mut term = Self {
            rng: Rng::new(seed),
            repos: places.project.clone(),
            organizations: PROJECTS.iter().map(|p| (*p).to_owned()).collect(),
            world,
            window,
            mentees,
            places,
        };
        for n in special..count {
            let prs = routine::how_many(&mut term.rng);
            term.work(n, term.window.clone(), prs);
        }
        term
    }

    /// Lets a week pass in which the ordinary mentees go on working and old pull requests are looked at again.
    pub fn pass_a_week(&mut self) {
        let start = self.world.now();
        let week = start..start + TimeDelta::days(7);
        self.world.set_now(week.end);
        for n in 0..self.mentees.len() {
            if self.mentees[n].case.is_none() {
                let prs = self.rng.below(4);
                self.work(n, week.clone(), prs);
                routine::look_again(
                    &mut self.world,
                    &mut self.rng,
                    self.mentees[n].account,
                    &self.places,
                    week.clone(),
                );
            }
        }
    }

    /// The mentee who is a case.
    #[must_use]
    pub fn case(&self, case: Case) -> Option<&Mentee> {
        self.mentees.iter().find(|m| m.case == Some(case))
    }

    /// The mentees' accounts.
    pub fn accounts(&self) -> impl Iterator<Item = AccountId> {
        self.mentees.iter().filter_map(|m| m.account)
    }

    fn work(&mut self, mentee: usize, window: Range<At>, prs: usize) {
        if let Some(who) = self.mentees[mentee].account {
            routine::work(&mut self.world, &mut self.rng, who, &self.places, window, prs);
        }
    }
}

/// Makes the organisations, their repositories and their maintainers.
fn found(world: &mut World) -> Places {
    let maintainers: Vec<AccountId> = (1..=6)
        .map(|n| world.person(&format!("keeper-{n}")).named(&format!("Keeper {n}")).id())
        .collect();
    for org in PROJECTS.iter().chain(&["sundial-society", "moth-circle"]) {
        for who in &maintainers {
            world.org(org).member(*who);
        }
    }
    let names = PROJECTS.iter().flat_map(|p| REPOS.iter().map(move |r| format!("{p}/{r}")));
    let project = names.map(|name| world.repo(&name).id()).collect();
    let elsewhere = ELSEWHERE.iter().map(|name| world.repo(name).id()).collect();
    Places { project, elsewhere, maintainers }
}

fn enrol(world: &mut World, n: usize) -> Mentee {
    let login = login(n);
    let account = world.person(&login).named(&login.replace('-', " ")).id();
    Mentee { roster_login: login, account: Some(account), case: None }
}

/// `ada-lumen`, `grace-lumen`, …, and from the hundredth on with a number.
fn login(n: usize) -> String {
    let first = FIRST_NAMES[n % FIRST_NAMES.len()];
    let last = LAST_NAMES[n / FIRST_NAMES.len() % LAST_NAMES.len()];
    let round = n / (FIRST_NAMES.len() * LAST_NAMES.len());
    if round == 0 { format!("{first}-{last}") } else { format!("{first}-{last}-{round}") }
}
