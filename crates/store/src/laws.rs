//! Laws that hold for whatever is imported: order and repetition don't matter, and nothing is lost or invented.

use std::collections::BTreeMap;

use monitor_model::{
    Act, Batch, ChangedFile, CommitTally, Contribution, Coverage, CoverageStatement, Detail,
    Detailed, HiddenActivity, Item, ItemKind, ItemUrl, Login, Person, PullRequestDetail, RepoName,
    Response, Role, Stream, ThreadDetail, Unattributed, When, Window,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{day, days, known, login, origin, program, program_id, repo, store};
use crate::{Noun, Outcome, Store};

/// Two mentees of the program in two spellings, and somebody who is in no roster.
fn person() -> impl Strategy<Value = Login> {
    select(vec!["ada-lumen", "ADA-lumen", "zoe-flare", "Zoe-Flare", "nobody"]).prop_map(login)
}

fn repository() -> impl Strategy<Value = RepoName> {
    select(vec!["lantern-works/wick", "Lantern-Works/Wick", "oil-lab/press"]).prop_map(repo)
}

fn window() -> impl Strategy<Value = Window> {
    (0..3_i64, 1..3_i64).prop_map(|(from, length)| days(from * 7, (from + length) * 7))
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![(0..20_i64).prop_map(|n| When::At(day(n))), window().prop_map(When::Within)]
}

/// One of six items. The first three have a node id that a source may leave out, and the first two URLs are one item,
/// which shows only where the node id is said.
fn item(node_ids: bool) -> impl Strategy<Value = Item> {
    (0..6_usize, any::<bool>(), repository(), 0..3_usize).prop_map(
        move |(n, says_node, repo, title)| {
            let path = ["lantern-works/wick", "oil-lab/press"][n % 2];
            let mut shown = repo;
            if !path.eq_ignore_ascii_case(&shown.to_string()) {
                shown = self::repo(path);
            }
            let (kind, part) =
                [(ItemKind::PullRequest, "pull"), (ItemKind::Issue, "issues")][n / 2 % 2];
            Item {
                kind,
                url: ItemUrl::parse(&format!("https://github.com/{path}/{part}/{}", n / 2))
                    .unwrap(),
                node_id: (node_ids && says_node && n < 3).then(|| ["N0", "N0", "N1"][n].into()),
                repo: shown,
                title: [None, Some("Trim"), Some("Glow")][title].map(Into::into),
            }
        },
    )
}

fn contribution(node_ids: bool) -> impl Strategy<Value = Contribution> {
    (person(), item(node_ids), any::<bool>(), when()).prop_map(|(by, item, opened, when)| {
        let (act, role) =
            if opened { (Act::Opened, Role::Author) } else { (Act::Reviewed, Role::Reviewer) };
        Contribution { by, item, act, role, when }
    })
}

fn statement() -> impl Strategy<Value = CoverageStatement> {
    let why = || select(vec!["a", "b"]).prop_map(str::to_owned);
    let coverage = prop_oneof![
        Just(Coverage::Complete),
        why().prop_map(Coverage::Partial),
        why().prop_map(Coverage::Blocked),
        why().prop_map(Coverage::NotFetched)
    ];
    let stream = select(vec![Stream::Issues, Stream::Reviews]);
    (person(), stream, window(), coverage).prop_map(|(of, stream, window, coverage)| {
        CoverageStatement { of, stream, window, coverage }
    })
}

/// What is known of an item goes by its number: of what was seen at one instant the last stands, see the laws of details.
fn detailed(node_ids: bool) -> impl Strategy<Value = Detailed> {
    item(node_ids).prop_map(|item| {
        let number: u32 = item.url.as_str().rsplit('/').next().unwrap().parse().unwrap();
        let (even, responses_complete) = (number.is_multiple_of(2), number.is_multiple_of(3));
        let file = |path: &str| ChangedFile { path: path.into(), additions: 1, deletions: number };
        let detail = match item.kind {
            ItemKind::PullRequest => Detail::PullRequest(PullRequestDetail {
                additions: 7,
                deletions: 0,
                changed_files: 2,
                files: if even { vec![file("a b/1 2 3 c"), file("d\ne")] } else { vec![] },
                is_draft: even,
                responses_complete,
            }),
            _ => Detail::Thread(ThreadDetail { responses_complete }),
        };
        Detailed { item, detail }
    })
}

fn response(node_ids: bool) -> impl Strategy<Value = Response> {
    let by = select(vec!["Grace-Wick", "hedy-glow", "ada-lumen", "nobody", "Nobody"]);
    let act = select(vec![Act::Reviewed, Act::Commented]);
    (item(node_ids), by, act, 0..3_i64).prop_map(|(item, by, act, on)| Response {
        on: item.url,
        by: login(by),
        act,
        at: day(on),
    })
}

/// Any batch, but commit counts agree with each other: for those the order matters, see below.
pub(crate) fn batch(node_ids: bool) -> impl Strategy<Value = Batch> {
    let name = select(vec![None, Some("Ada"), Some(" "), Some("Zoe")]);
    let tally = (person(), repository(), window()).prop_map(|(by, repo, window)| CommitTally {
        by,
        commits: u32::try_from(window.length().num_days()).unwrap(),
        repo,
        window,
    });
    let hidden = (person(), window(), select(vec!["private", "restricted"]));
    let answer = (window(), select(vec!["row 1", "row 2"]));
    (
        prop::collection::vec((person(), name), 0..3),
        prop::collection::vec(contribution(node_ids), 0..8),
        prop::collection::vec(tally, 0..3),
        prop::collection::vec(statement(), 0..4),
        prop::collection::vec(hidden, 0..3),
        prop::collection::vec(answer, 0..3),
        prop::collection::vec(detailed(node_ids), 0..3),
        prop::collection::vec(response(node_ids), 0..4),
    )
        .prop_map(
            |(people, contributions, tallies, coverage, hidden, answers, details, responses)| {
                Batch {
                    details,
                    responses,
                    people: people
                        .into_iter()
                        .map(|(login, name)| Person {
                            login,
                            name: name.map(str::to_owned),
                            account: None,
                        })
                        .collect(),
                    contributions,
                    tallies,
                    coverage,
                    hidden: hidden
                        .into_iter()
                        .map(|(of, window, why)| HiddenActivity { of, window, why: why.into() })
                        .collect(),
                    unattributed: answers
                        .into_iter()
                        .map(|(window, place)| Unattributed {
                            program: program_id(),
                            window,
                            file: place.into(),
                            row: 1,
                        })
                        .collect(),
                    ..Batch::default()
                }
            },
        )
}

/// A store into which these went one by one, each as a file of its own.
fn after(batches: &[Batch]) -> Store {
    let mut store = store();
    for (n, batch) in batches.iter().enumerate() {
        let file = [(batch.clone(), origin(&format!("batch-{n}")))];
        store.import_activity(&file).unwrap();
    }
    store
}

fn backwards(batch: &Batch) -> Batch {
    let mut batch = batch.clone();
    batch.people.reverse();
    batch.contributions.reverse();
    batch.tallies.reverse();
    batch.coverage.reverse();
    batch.hidden.reverse();
    batch.unattributed.reverse();
    batch.details.reverse();
    batch.responses.reverse();
    batch
}

/// Batches, and the same in another order with some of them again.
fn shuffled() -> impl Strategy<Value = (Vec<Batch>, Vec<Batch>)> {
    prop::collection::vec(batch(true), 1..5).prop_flat_map(|batches| {
        let again = prop::collection::vec(select(batches.clone()), 0..3);
        let other = again.prop_map({
            let batches = batches.clone();
            move |again| [again, batches.clone()].concat()
        });
        (Just(batches), other.prop_shuffle())
    })
}

/// What the batches say of one mentee's contributions, worked out without a database.
fn expected(batches: &[Batch], by: &Login) -> BTreeMap<(String, Act, Role), When> {
    let mut expected = BTreeMap::new();
    let said = batches.iter().flat_map(|batch| &batch.contributions);
    for c in said.filter(|c| c.by == *by) {
        let date = expected.entry((c.item.url.to_string(), c.act, c.role)).or_insert(c.when);
        *date = date.merge(c.when);
    }
    expected
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn order_and_repetition_do_not_matter((batches, others) in shuffled()) {
        let others: Vec<Batch> = others.iter().map(backwards).collect();
        prop_assert_eq!(known(&after(&batches)), known(&after(&others)));
    }

    #[test]
    fn one_command_or_many_come_to_the_same(batches in prop::collection::vec(batch(true), 1..4)) {
        let mut at_once = store();
        let files: Vec<_> = batches.iter().enumerate().map(|(n, b)| (b.clone(), origin(&format!("{n}")))).collect();
        at_once.import_activity(&files).unwrap();
        prop_assert_eq!(known(&at_once), known(&after(&batches)));
    }

    #[test]
    fn the_roster_may_come_last(batches in prop::collection::vec(batch(true), 1..3)) {
        let mut late = Store::in_memory().unwrap();
        for (n, batch) in batches.iter().enumerate() {
            late.import_activity(&[(batch.clone(), origin(&format!("{n}")))]).unwrap();
        }
        late.import_roster(&program(), &origin("roster")).unwrap();
        prop_assert_eq!(known(&late), known(&after(&batches)));
    }

    #[test]
    fn the_same_again_under_another_name_is_unchanged(batches in prop::collection::vec(batch(true), 1..4)) {
        let mut store = after(&batches);
        let before = known(&store);
        for batch in &batches {
            let outcomes = store.import_activity(&[(batch.clone(), origin("renamed"))]).unwrap();
            if let Outcome::Imported(changes) = &outcomes[0] {
                prop_assert!(changes.total().nothing_new(), "{:?}", changes);
            }
        }
        prop_assert_eq!(known(&store), before);
    }

    #[test]
    fn nothing_is_lost_and_nothing_invented(batches in prop::collection::vec(batch(false), 1..4)) {
        let store = after(&batches);
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        for record in cohort.records {
            let by = record.enrollment.mentee.login().cloned();
            let expected = by.map(|by| expected(&batches, &by)).unwrap_or_default();
            prop_assert_eq!(record.contributions.len(), expected.len());
            let found: BTreeMap<_, _> = record.contributions.iter()
                .map(|c| ((c.item.url.to_string(), c.act, c.role), c.when))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn of_two_commit_counts_the_later_stands(counts in prop::collection::vec((0..2_i64, 1..9_u32), 1..8), cut in 0..8_usize) {
        let tallies: Vec<CommitTally> = counts.iter().map(|&(week, commits)| CommitTally {
            by: login("ada-lumen"), repo: repo("oil-lab/press"), window: days(week * 7, week * 7 + 7), commits,
        }).collect();
        // However they are spread over files.
        let (first, second) = tallies.split_at(cut.min(tallies.len()));
        let batch = |tallies: &[CommitTally]| Batch { tallies: tallies.to_vec(), ..Batch::default() };
        let store = after(&[batch(first), batch(second)]);
        let last: BTreeMap<_, _> = tallies.iter().map(|t| (t.window, t.commits)).collect();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let found: BTreeMap<_, _> = cohort.records[1].tallies.iter().map(|t| (t.window, t.commits)).collect();
        prop_assert_eq!(found, last);
        let imports = store.imports().unwrap();
        prop_assert!(imports.iter().all(|i| i.changes.of(Noun::CommitCounts).added <= 2));
    }

    #[test]
    fn a_dry_run_says_the_same_and_writes_nothing(first in batch(true), second in batch(true)) {
        let mut store = after(&[first]);
        let (before, log) = (known(&store), store.imports().unwrap());
        let file = [(second, origin("second"))];
        let said = store.import_activity_dry_run(&file).unwrap();
        prop_assert_eq!(known(&store), before);
        prop_assert_eq!(store.imports().unwrap(), log);
        prop_assert_eq!(store.import_activity(&file).unwrap(), said);
    }
}
