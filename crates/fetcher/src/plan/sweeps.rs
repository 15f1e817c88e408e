//! Pull requests of the repositories in which the work is expected.

use chrono::TimeDelta;
use monitor_model::NodeId;

use super::{batches, by_key};
use crate::knowledge::{Knowledge, Scene};
use crate::query::{List, Page, Query, Shape};
use crate::sweeps::{stale, step};
use crate::walks::Step;

/// How many pull requests of a repository a few days have: a small page is a quick answer.
const SHORT: u32 = 25;

/// The first pages, of repositories that people are known to work in.
pub(super) fn begin(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = scene.sweep.iter().filter_map(|repo| match step(knowledge, scene, repo) {
        Step::Begin(since) => {
            Some((scene.id() - since <= TimeDelta::days(15), NodeId::from(repo.as_str())))
        }
        _ => None,
    });
    let mut queries = Vec::new();
    for (is_short, of) in by_key(open) {
        let (most, page) =
            if is_short { (usize::MAX, SHORT) } else { (10, Shape::RepoPulls.page()) };
        let size = knowledge.size(Shape::RepoPulls).min(most);
        queries.extend(batches(&of, size, |of| Query::RepoPulls { of, page }));
    }
    queries
}

/// Further pages.
pub(super) fn pages<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
) -> impl Iterator<Item = Page> + 'a {
    scene.sweep.iter().filter_map(move |repo| match step(knowledge, scene, repo) {
        Step::Page(next) => {
            let of = NodeId::from(repo.as_str());
            Some(super::lists::page(&of, None, List::RepoPulls, next, None))
        }
        _ => None,
    })
}

/// The pull requests of bots, and of accounts that are gone, whose commits may be somebody's.
pub(super) fn of_bots<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
) -> impl Iterator<Item = NodeId> + 'a {
    scene.sweep.iter().flat_map(|repo| stale(knowledge, scene, repo)).map(NodeId::from)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use monitor_model::{Login, Window};

    use super::*;
    use crate::job::{Job, OVERLAP, Wanted};
    use crate::notes::{
        AccountNote, CommittedNote, FailureNote, LookedNote, Note, PersonNote, RepoPullsNote,
        RunNote,
    };

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_772_409_600, 0).unwrap_or_default() + TimeDelta::days(n)
    }

    /// A repository to which somebody committed.
    fn committed(n: usize, owner: &str) -> Note {
        let note = CommittedNote {
            from: day(0),
            counted: 1,
            done: None,
            found: 0,
            next: None,
            name: format!("{owner}/beam-{n}"),
            swept: None,
            swept_found: 0,
        };
        Note::Committed("U_7".into(), format!("R_{n}"), note)
    }

    /// How far the repository was looked through by a run of the day before.
    fn looked(n: usize, from: i64, is_cut: bool) -> Note {
        let finished = Some(LookedNote { run: day(39), from: day(from), is_cut, left: 0 });
        let note = RepoPullsNote {
            run: day(39),
            since: day(from),
            next: None,
            seen: 1,
            bots: 0,
            left: 0,
            merges: Default::default(),
            finished,
        };
        Note::RepoPulls(format!("R_{n}"), note)
    }

    fn scene(knowledge: &mut Knowledge, notes: Vec<Note>) -> Scene {
        let login = Login::parse("ada-lumen").expect("a login");
        let account = AccountNote { id: 7, node: "U_7".into(), login: "ada-lumen".into() };
        let person = PersonNote { checked: day(39), account: Some(account), first: None };
        knowledge.apply(Note::Person(login.key(), person));
        notes.into_iter().for_each(|note| knowledge.apply(note));
        let window = Window::new(day(0), day(84)).expect("a window");
        let people = vec![Wanted { login, account: None, window }];
        let scope = ["lantern-works".to_owned()].into();
        let job = Job { people, now: day(40), full: false, scope };
        let run = RunNote { started: day(40), finished: false, full: false };
        Scene { somebody_new: false, ..Scene::of(&job, &run, knowledge) }
    }

    /// How many repositories each request asks for, and the size of its pages.
    fn asked(knowledge: &Knowledge, scene: &Scene) -> Vec<(usize, u32)> {
        let sizes = begin(knowledge, scene).into_iter().filter_map(|query| match query {
            Query::RepoPulls { of, page } => Some((of.len(), page)),
            _ => None,
        });
        sizes.collect()
    }

    #[test]
    fn the_first_time_ten_repositories_of_the_scope_are_asked_for_at_once() {
        let mut knowledge = Knowledge::default();
        let mut notes: Vec<Note> = (0..12).map(|n| committed(n, "lantern-works")).collect();
        notes.push(committed(99, "moth-circle"));
        let scene = scene(&mut knowledge, notes);
        assert_eq!(asked(&knowledge, &scene), [(10, 100), (2, 100)]);
    }

    #[test]
    fn later_all_are_asked_for_what_changed_since_and_one_that_failed_is_left() {
        let mut knowledge = Knowledge::default();
        let mut notes: Vec<Note> = (0..30).map(|n| committed(n, "lantern-works")).collect();
        notes.extend((0..30).map(|n| looked(n, if n == 1 { 20 } else { 0 }, n == 1)));
        // One is known from the middle of the window only, and not because there was too much.
        notes.push(looked(2, 20, false));
        let failed = FailureNote { run: day(40), why: "why".into(), refused: false };
        notes.push(Note::Failure("R_3".into(), List::RepoPulls.as_str().into(), failed));
        let scene = scene(&mut knowledge, notes);
        assert_eq!(asked(&knowledge, &scene), [(1, 100), (28, 25)]);
        assert_eq!(step(&knowledge, &scene, "R_0"), Step::Begin(day(39) - OVERLAP));
        assert_eq!(step(&knowledge, &scene, "R_1"), Step::Begin(day(39) - OVERLAP));
        assert_eq!(step(&knowledge, &scene, "R_2"), Step::Begin(day(0)));
        assert_eq!(step(&knowledge, &scene, "R_3"), Step::Failed("why".into()));
    }
}
