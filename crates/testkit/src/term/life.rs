//! What the mentees did, week by week, and what of it was recorded.

use std::collections::HashSet;

use super::Truth;
use super::people::Mentee;
use crate::rng::Rng;

/// Means per mentee and week, in hundredths, of new items and of commits.
const PULL_REQUESTS: u64 = 167;
const ISSUES: u64 = 55;
const REVIEWS: u64 = 64;
const COMMITS: u64 = 470;

/// Shares, of 100 000.
const IN_SCOPE: u64 = 55_000;
const AT_THE_EDGE: u64 = 12_000;
const IDLE: u64 = 20_000;
const HIDDEN_WHEN_IDLE: u64 = 33_000;
const ABSENT: u64 = 6_000;
const UNRESOLVED: u64 = 800;
const FETCHED_TWICE: u64 = 5_000;

/// One mentee's weeks.
pub(super) type Life = Vec<Week>;

/// One week of one mentee.
pub(super) struct Week {
    pub(super) fate: Fate,
    /// Everything that a complete answer lists, with what the edge of the week before brings.
    pub(super) items: Vec<Item>,
    pub(super) commits: Vec<(String, usize)>,
    /// Whether GitHub reports activity, itemised or not.
    pub(super) any: bool,
}

/// What became of the question for a week.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was answered.
    Answered,
    /// It was answered too early, and again later.
    AnsweredTwice,
    /// It was asked under a login that GitHub did not know.
    Unresolved,
    /// It was never asked.
    Absent,
}

/// Something that a mentee did.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) repo: String,
    /// Of the pull request or issue; no two share one.
    pub(super) number: usize,
    /// Whether it was done on the day that both this week and the next one list.
    at_the_edge: bool,
}

/// The kinds of items that the old tool recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    PullRequest,
    Issue,
    Review,
}

impl Week {
    pub(super) fn is_answered(&self) -> bool {
        matches!(self.fate, Fate::Answered | Fate::AnsweredTwice)
    }

    fn shows_nothing(&self) -> bool {
        self.items.is_empty() && self.commits.is_empty()
    }
}

/// Every mentee's weeks.
pub(super) fn lives(people: &[Mentee], weeks: usize, rng: &mut Rng) -> Vec<Life> {
    let mut number = 100;
    let one = |(index, mentee)| live(index, mentee, weeks, &mut number, rng);
    people.iter().enumerate().map(one).collect()
}

fn live(index: usize, mentee: &Mentee, weeks: usize, number: &mut usize, rng: &mut Rng) -> Life {
    // A quiet, a steady and a busy kind of mentee, in percent of the means.
    let level = rng.pick(&[25, 100, 175]).copied().unwrap_or(100);
    let mut life = Life::new();
    let mut from_the_edge: Vec<Item> = Vec::new();
    for week in 0..weeks {
        // The first mentee rests in these two weeks, so that every term has a hidden one.
        let forced = index == 0 && (week == 2 || week == 3);
        let idle = rng.chance(IDLE) || forced;
        let level = if idle { 0 } else { level };
        let new = items(mentee, level, number, rng);
        let carried = from_the_edge.into_iter();
        from_the_edge = new.iter().filter(|item| item.at_the_edge).cloned().collect();
        let mut week_of_life = Week {
            fate: fate(index, week, rng),
            items: carried.chain(new).collect(),
            commits: commits(mentee, level, rng),
            any: true,
        };
        if week_of_life.shows_nothing() {
            week_of_life.any = rng.chance(HIDDEN_WHEN_IDLE) || forced;
        }
        life.push(week_of_life);
    }
    life
}

fn fate(mentee: usize, week: usize, rng: &mut Rng) -> Fate {
    let drawn = [
        (Fate::Absent, rng.chance(ABSENT)),
        (Fate::Unresolved, rng.chance(UNRESOLVED)),
        (Fate::AnsweredTwice, rng.chance(FETCHED_TWICE)),
    ];
    match (mentee, week) {
        (0, 3) => Fate::Answered,
        (1, 1) => Fate::Unresolved,
        (1, 3) => Fate::AnsweredTwice,
        (2, 2) => Fate::Absent,
        _ => drawn.iter().find(|(_, drawn)| *drawn).map_or(Fate::Answered, |(fate, _)| *fate),
    }
}

fn items(mentee: &Mentee, level: u64, number: &mut usize, rng: &mut Rng) -> Vec<Item> {
    let mut items = Vec::new();
    let means =
        [(Kind::PullRequest, PULL_REQUESTS), (Kind::Issue, ISSUES), (Kind::Review, REVIEWS)];
    for (kind, mean) in means {
        for _ in 0..rng.about(in_an_active_week(mean, level)) {
            *number += 1;
            items.push(Item {
                kind,
                repo: repo(mentee, rng),
                number: *number,
                at_the_edge: rng.chance(AT_THE_EDGE),
            });
        }
    }
    items
}

fn commits(mentee: &Mentee, level: u64, rng: &mut Rng) -> Vec<(String, usize)> {
    let all = rng.about(in_an_active_week(COMMITS, level));
    let (first, second) = (repo(mentee, rng), repo(mentee, rng));
    if first == second {
        return [(first, all)].into_iter().filter(|(_, n)| *n > 0).collect();
    }
    let split = [(first, all - all / 3), (second, all / 3)];
    split.into_iter().filter(|(_, n)| *n > 0).collect()
}

/// Raises a mean by what the idle weeks lack.
const fn in_an_active_week(mean: u64, level: u64) -> u64 {
    mean * level * 1_000 / (100_000 - IDLE)
}

fn repo(mentee: &Mentee, rng: &mut Rng) -> String {
    let list = if rng.chance(IN_SCOPE) { &mentee.in_scope } else { &mentee.out_of_scope };
    rng.pick(list).cloned().unwrap_or_default()
}

/// What a correct reader of the recording finds.
pub(super) fn truth(people: &[Mentee], lives: &[Life]) -> Truth {
    let mut truth = Truth {
        mentees: people.len(),
        mentors: distinct(people.iter().flat_map(|mentee| &mentee.mentors)),
        projects: distinct(people.iter().map(|mentee| mentee.project)),
        ..Truth::default()
    };
    for (mentee, life) in people.iter().zip(lives) {
        let mut listed = HashSet::new();
        for week in life {
            truth.null_rows += usize::from(week.fate == Fate::Unresolved);
            if !week.is_answered() {
                continue;
            }
            truth.mentee_weeks += 1;
            truth.hidden_weeks += usize::from(week.any && week.shows_nothing());
            truth.commits += week.commits.iter().map(|(_, count)| count).sum::<usize>();
            for item in week.items.iter().filter(|item| listed.insert(item.number)) {
                truth.count(mentee, item);
            }
        }
    }
    truth
}

impl Truth {
    fn count(&mut self, mentee: &Mentee, item: &Item) {
        match item.kind {
            Kind::PullRequest => {
                self.pull_requests += 1;
                self.pull_requests_in_scope += usize::from(mentee.in_scope.contains(&item.repo));
            }
            Kind::Issue => self.issues += 1,
            Kind::Review => self.reviews += 1,
        }
    }
}

fn distinct<T: Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> usize {
    all.collect::<HashSet<_>>().len()
}
