//! Laws of a run, over a GitHub that answers every query with next to nothing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{AccountId, NodeId, Window};
use proptest::prelude::*;

use super::*;
use crate::fact::{ListPage, Totals};
use crate::notes::Mark;
use crate::query::{Cursor, Field, List};
use crate::walks::{AUTHORED, TALK};

/// A memory that lasts as long as the test.
#[derive(Clone, Default)]
struct Kept {
    marks: BTreeMap<String, String>,
    coverage: Vec<CoverageStatement>,
    commits: usize,
}

impl Memory for Kept {
    type Error = Infallible;

    fn notes(&mut self) -> Result<Vec<(String, String)>, Infallible> {
        Ok(self.marks.clone().into_iter().collect())
    }

    fn commit(&mut self, batch: &Batch, marks: &[Mark]) -> Result<(), Infallible> {
        for (key, value) in marks {
            match value {
                Some(value) => drop(self.marks.insert(key.clone(), value.clone())),
                None => drop(self.marks.remove(key)),
            }
        }
        self.coverage.extend(batch.coverage.clone());
        self.commits += 1;
        Ok(())
    }
}

/// A GitHub in which everybody has an account and long lists of nothing. It stops a run before a query, or fails one.
struct Quiet {
    asked: RefCell<Vec<Query>>,
    stop_at: Option<usize>,
    fail: Option<fn(&Query) -> bool>,
    pages: u32,
    count: Cell<usize>,
}

impl Quiet {
    fn new() -> Self {
        Self { asked: RefCell::default(), stop_at: None, fail: None, pages: 2, count: Cell::new(0) }
    }
}

fn node(login: &Login) -> NodeId {
    NodeId::from(format!("U_{login}").as_str())
}

fn account(asked: Option<Login>, node: &NodeId) -> Fact {
    let login = Login::parse(node.as_str().trim_start_matches("U_")).expect("a login");
    let id = login.as_str().bytes().fold(7_u64, |id, byte| id * 31 + u64::from(byte));
    Fact::Account {
        asked,
        account: Account { id: AccountId(id), node: node.clone() },
        login,
        name: None,
    }
}

fn page(of: &NodeId, by: Option<Field>, list: List, left: u32) -> Fact {
    let next = (left > 0).then(|| Cursor(left.to_string()));
    Fact::Page(ListPage { of: of.clone(), by, list, total: 0, nodes: 0, next, reached: None })
}

fn facts(query: &Query, pages: u32) -> Vec<Fact> {
    let lists = |of: &[NodeId], lists: &[List]| {
        of.iter().flat_map(|of| lists.iter().map(|&list| page(of, None, list, pages))).collect()
    };
    match query {
        Query::Resolve(logins) => {
            logins.iter().map(|l| account(Some(l.clone()), &node(l))).collect()
        }
        Query::Probe(of) => {
            let newest =
                |of: &NodeId, list| Fact::Newest { of: of.clone(), list, total: 0, updated: None };
            of.iter()
                .flat_map(|of| AUTHORED.iter().chain(&TALK).map(move |&list| newest(of, list)))
                .collect()
        }
        Query::Authored { of, .. } => lists(of, &AUTHORED),
        Query::Talk { of, .. } => lists(of, &TALK),
        Query::Contributions { of, window, .. } => {
            let totals = |of: &NodeId| Totals {
                of: of.clone(),
                window: *window,
                pulls: 0,
                issues: 0,
                reviews: 0,
                commits: 0,
                repositories: 0,
                restricted: 0,
                has_any: false,
            };
            of.iter()
                .flat_map(|of| {
                    [Fact::Totals(totals(of)), page(of, None, List::ReviewedPulls, pages)]
                })
                .collect()
        }
        Query::Pages(pages) => {
            let left = |page: &crate::query::Page| page.after.0.parse::<u32>().unwrap_or(1) - 1;
            pages.iter().map(|p| page(&p.of, p.by.clone(), p.list, left(p))).collect()
        }
        Query::SearchCounts(texts) => {
            texts.iter().map(|text| Fact::SearchCount { text: text.clone(), count: 0 }).collect()
        }
        _ => Vec::new(),
    }
}

impl Ask for Quiet {
    async fn ask(&self, query: Query, _attempt: u32) -> (Query, Reply) {
        let k = self.count.get();
        self.count.set(k + 1);
        if self.stop_at == Some(k) {
            return (query, Reply::Stop(Stop::Quota { resume_at: DateTime::UNIX_EPOCH }));
        }
        if self.fail.is_some_and(|fails| fails(&query)) {
            return (query, Reply::Failed("it was cut off".to_owned()));
        }
        self.asked.borrow_mut().push(query.clone());
        let facts = facts(&query, self.pages);
        (query, Reply::Facts(facts))
    }
}

struct Nobody;

impl Watch for Nobody {
    fn seen(&self, _: Progress) {}
}

fn day(n: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_409_600, 0).unwrap_or_default() + TimeDelta::days(n)
}

fn job(people: usize, now: i64) -> Job {
    let wanted = |n: usize| Wanted {
        login: Login::parse(&format!("ada-{n}")).expect("a login"),
        account: None,
        window: Window::new(day(0), day(84)).expect("a window"),
    };
    Job {
        people: (0..people).map(wanted).collect(),
        now: day(now),
        full: false,
        scope: Default::default(),
    }
}

fn run(job: &Job, quiet: &Quiet, memory: &mut Kept, at_once: usize) -> Ended {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime
        .block_on(collect(job, quiet, memory, at_once, &Nobody))
        .expect("the memory keeps everything")
}

/// The best that was said of each person and stream at the end.
fn states(memory: &Kept) -> BTreeMap<(String, Stream), Coverage> {
    let mut best = BTreeMap::new();
    for said in &memory.coverage {
        let known =
            best.entry((said.of.key(), said.stream)).or_insert_with(|| said.coverage.clone());
        *known = known.clone().max(said.coverage.clone());
    }
    best
}

#[test]
fn a_run_asks_for_everything_once_and_says_that_it_is_complete() {
    let (quiet, mut memory) = (Quiet::new(), Kept::default());
    let ended = run(&job(30, 40), &quiet, &mut memory, 4);
    assert_eq!((ended.stopped, ended.failures.len()), (None, 0));
    assert_eq!(states(&memory).len(), 30 * Stream::ALL.len());
    assert!(states(&memory).values().all(Coverage::is_complete));
    let asked = quiet.asked.borrow();
    for (n, query) in asked.iter().enumerate() {
        assert!(!asked[..n].contains(query), "asked twice: {query:?}");
    }
}

#[test]
fn a_second_run_only_probes() {
    let mut memory = Kept::default();
    run(&job(30, 40), &Quiet::new(), &mut memory, 4);
    let quiet = Quiet::new();
    run(&job(30, 41), &quiet, &mut memory, 4);
    let asked = quiet.asked.borrow();
    let walks =
        asked.iter().filter(|query| matches!(query, Query::Authored { .. } | Query::Talk { .. }));
    assert_eq!(walks.count(), 0, "{asked:?}");
    assert!(asked.iter().any(|query| matches!(query, Query::Probe(_))));
}

/// A run of 30 people on a day that is stopped at a request.
fn stopped(on: i64, at: usize) -> (Kept, Quiet) {
    let (mut memory, mut quiet) = (Kept::default(), Quiet::new());
    quiet.stop_at = Some(at);
    assert!(run(&job(30, on), &quiet, &mut memory, 1).stopped.is_some());
    (memory, quiet)
}

fn asked(quiet: &Quiet, is: fn(&Query) -> bool) -> usize {
    quiet.asked.borrow().iter().filter(|query| is(query)).map(Query::len).sum()
}

#[test]
fn a_run_that_stopped_long_ago_is_ended_and_a_new_one_follows() {
    let (mut memory, first) = stopped(10, 3);
    let second = Quiet::new();
    let ended = run(&job(30, 40), &second, &mut memory, 1);
    assert_eq!((ended.started, ended.stopped), (day(40), None));
    let until = |said: &CoverageStatement| said.window.to();
    assert_eq!(memory.coverage.iter().map(until).max(), Some(day(40)));
    let walked = |quiet| asked(quiet, |query| matches!(query, Query::Authored { .. }));
    assert_eq!(walked(&first) + walked(&second), 30, "what was answered is not asked for again");
    assert_eq!(asked(&second, |query| matches!(query, Query::Probe(_))), 30, "the new run probes");
}

#[test]
fn within_a_day_it_stays_one_run() {
    let (mut memory, _) = stopped(40, 3);
    assert_eq!(run(&job(30, 41), &Quiet::new(), &mut memory, 1).started, day(40));
}

#[test]
fn a_full_run_is_not_swallowed_by_one_that_stopped() {
    let (mut memory, _) = stopped(40, 3);
    let full = Job { now: day(40) + TimeDelta::hours(1), full: true, ..job(30, 40) };
    let mut quiet = Quiet::new();
    let ended = run(&full, &quiet, &mut memory, 1);
    assert_eq!(ended.started, full.now);
    assert!(asked(&quiet, |query| matches!(query, Query::Authored { .. })) >= 30, "everything");
    // A full run that stopped is the one that is asked for.
    let later = |hours| Job { now: full.now + TimeDelta::hours(hours), ..full.clone() };
    quiet.stop_at = Some(quiet.count.get() + 3);
    assert!(run(&later(1), &quiet, &mut memory, 1).stopped.is_some());
    assert_eq!(run(&later(2), &Quiet::new(), &mut memory, 1).started, later(1).now);
}

#[test]
fn a_forecast_is_of_both_runs() {
    let (memory, _) = stopped(10, 3);
    let notes: Vec<_> = memory.marks.into_iter().collect();
    let requests = |now| -> u32 {
        let forecast = crate::forecast(&job(30, now), &notes).expect("notes");
        forecast.rows.iter().filter(|row| !row.estimated).map(|row| row.requests).sum()
    };
    // Who has the logins, what changed, reviews and repositories: the new run asks all of it of everybody.
    assert!(requests(40) >= requests(11) + 3, "{} {}", requests(40), requests(11));
}

#[test]
fn what_fails_for_one_person_is_named_there_and_nowhere_else() {
    let mut quiet = Quiet::new();
    quiet.fail = Some(|query| match query {
        Query::Pages(pages) => {
            pages.iter().any(|page| page.of.as_str() == "U_ada-1" && page.list == List::Issues)
        }
        _ => false,
    });
    let mut memory = Kept::default();
    // One page a request, so that just this one fails.
    memory.marks.insert("size pages".to_owned(), "1".to_owned());
    let ended = run(&job(3, 40), &quiet, &mut memory, 2);
    assert_eq!(ended.failures, ["`ada-1` issues: it was cut off"]);
    let incomplete: Vec<_> =
        states(&memory).into_iter().filter(|(_, coverage)| !coverage.is_complete()).collect();
    assert_eq!(incomplete.len(), 1, "{incomplete:?}");
    let ((login, stream), coverage) = &incomplete[0];
    assert_eq!((login.as_str(), *stream), ("ada-1", Stream::Issues));
    assert!(coverage.reason().is_some_and(|why| why.contains("it was cut off")));
    // The next run tries again.
    run(&job(3, 41), &Quiet::new(), &mut memory, 2);
    assert!(states(&memory).values().all(Coverage::is_complete));
}

#[test]
fn a_size_that_was_learned_grows_again_after_a_run_that_went_well() {
    let mut memory = Kept::default();
    memory.marks.insert("size authored".to_owned(), "6".to_owned());
    run(&job(30, 40), &Quiet::new(), &mut memory, 4);
    assert_eq!(memory.marks["size authored"], "12");
    run(&job(30, 41), &Quiet::new(), &mut memory, 4);
    assert_eq!(memory.marks["size authored"], "20", "never more than at first");
}

#[test]
fn before_a_window_begins_nobody_is_asked_about() {
    let (quiet, mut memory) = (Quiet::new(), Kept::default());
    run(&job(3, -1), &quiet, &mut memory, 2);
    assert!(quiet.asked.borrow().iter().all(|query| matches!(query, Query::Resolve(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_run_that_is_stopped_anywhere_goes_on_without_repeating(stop in 0..40_usize, people in 1..45_usize, at_once in 1..6_usize) {
        let (whole, mut undisturbed) = (Quiet::new(), Kept::default());
        run(&job(people, 40), &whole, &mut undisturbed, at_once);
        let mut memory = Kept::default();
        let mut first = Quiet::new();
        first.stop_at = Some(stop);
        let ended = run(&job(people, 40), &first, &mut memory, at_once);
        let second = Quiet::new();
        if ended.stopped.is_some() {
            run(&job(people, 41), &second, &mut memory, at_once);
        }
        prop_assert_eq!(states(&memory), states(&undisturbed));
        let things = |quiet: &Quiet| quiet.asked.borrow().iter().map(Query::len).sum::<usize>();
        prop_assert_eq!(things(&first) + things(&second), things(&whole), "nothing is asked for again");
    }
}
