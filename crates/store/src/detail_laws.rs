//! Laws about what is known of items beyond their heads, and about what others did on them.

use monitor_model::{
    Act, Batch, ChangedFile, CommitDetail, Contribution, Detail, Detailed, Item, ItemKind, ItemUrl,
    Login, PullRequestDetail, Record, Response, ReviewDetail, ReviewState, Role, ThreadDetail,
    When,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{day, known, login, named, opened, origin, program_id, repo, resolved, store};
use crate::{Noun, Outcome, Store};

fn url(rest: &str) -> ItemUrl {
    ItemUrl::parse(&format!("https://github.com/{rest}")).unwrap()
}

/// An item of Ada's at a URL, known by node id or not.
fn item(kind: ItemKind, path: &str, node: Option<&str>) -> Item {
    let url = url(path);
    let repo = url.repo().unwrap();
    Item { kind, url, node_id: node.map(Into::into), repo, title: None }
}

fn pull(lines: u32, files: &[(&str, u32)]) -> Detail {
    let file = |(path, additions): &(&str, u32)| ChangedFile {
        path: (*path).into(),
        additions: *additions,
        deletions: 1,
    };
    Detail::PullRequest(PullRequestDetail {
        additions: lines,
        deletions: 2,
        changed_files: 9,
        files: files.iter().map(file).collect(),
        is_draft: false,
        responses_complete: true,
    })
}

fn response(path: &str, by: &str, act: Act, on: i64) -> Response {
    Response { on: url(path), by: login(by), act, at: day(on) }
}

/// An answer about Ada in which she opened or authored the items.
fn answer(items: Vec<(Item, Option<Detail>)>, responses: Vec<Response>) -> Batch {
    let mut answer = named("ada-lumen", 4001);
    for (item, detail) in items {
        let done = |act, role| Contribution {
            act,
            role,
            ..opened("ada-lumen", item.clone(), When::At(day(1)))
        };
        answer.contributions.push(match item.kind {
            ItemKind::Review => done(Act::Reviewed, Role::Reviewer),
            ItemKind::Commit => done(Act::Authored, Role::Author),
            _ => done(Act::Opened, Role::Author),
        });
        answer.details.extend(detail.map(|detail| Detailed { item, detail }));
    }
    for response in &responses {
        let id = u64::from(response.by.key().bytes().next().unwrap());
        if response.by != login("ada-lumen") {
            answer.people.extend(named(response.by.as_str(), id).people);
        }
    }
    answer.responses = responses;
    answer
}

fn ada(store: &Store) -> Record {
    store.cohort(&program_id()).unwrap().unwrap().records.swap_remove(1)
}

fn by(record: &Record) -> Vec<(&str, Act)> {
    record.responses.iter().map(|r| (r.by.as_str(), r.act)).collect()
}

#[test]
fn every_detail_is_read_back() {
    let paths = ["oil-lab/press/pull/7", "oil-lab/press/issues/8"];
    let review = "oil-lab/press/pull/9#pullrequestreview-5";
    let given = [
        (
            item(ItemKind::PullRequest, paths[0], None),
            pull(12, &[("a b/c", 3), ("docs/ö\n.md", 0)]),
        ),
        (
            item(ItemKind::Issue, paths[1], None),
            Detail::Thread(ThreadDetail { responses_complete: false }),
        ),
        (
            item(ItemKind::Review, review, None),
            Detail::Review(ReviewDetail { state: ReviewState::ChangesRequested, comments: 4 }),
        ),
        (
            item(ItemKind::Commit, "oil-lab/press/commit/c0ffee", None),
            Detail::Commit(CommitDetail { pull_request: url("oil-lab/press/pull/7") }),
        ),
        (
            item(ItemKind::Commit, "oil-lab/press/commit/beef", None),
            Detail::Commit(CommitDetail { pull_request: url("lantern-works/wick/pull/70") }),
        ),
    ];
    let mut store = store();
    let items = given.iter().map(|(item, detail)| (item.clone(), Some(detail.clone())));
    let answer = answer(items.collect(), vec![]);
    store.commit(&answer, &[], day(2)).unwrap();
    let expected = given.into_iter().map(|(item, detail)| (item.url, detail)).collect();
    assert_eq!(ada(&store).details, expected);
    // As an import it is counted.
    let imported = store.import_activity(&[(answer, origin("again"))]).unwrap();
    let Outcome::Imported(changes) = &imported[0] else { panic!("{imported:?}") };
    assert_eq!(changes.of(Noun::Details).unchanged, 5);
}

#[test]
fn what_others_did_is_shown_under_the_name_that_the_roster_has() {
    let path = "oil-lab/press/pull/7";
    let own = || vec![(item(ItemKind::PullRequest, path, None), None)];
    let other = "glass/shade/pull/1";
    let mut store = store();
    let responses = vec![
        response(path, "grace-wick", Act::Reviewed, 3),
        response(path, "ada-lumen", Act::Commented, 3),
        response(path, "Mae-Ember", Act::Merged, 4),
        // On an item that is not hers.
        response(other, "grace-wick", Act::Reviewed, 3),
    ];
    store.commit(&answer(own(), responses), &[], day(5)).unwrap();
    assert_eq!(by(&ada(&store)), [("Grace-Wick", Act::Reviewed), ("Mae-Ember", Act::Merged)]);
    // Both have another login now. A mentor is called as in the roster, and nobody is there twice.
    let later = vec![
        response(path, "grace-beam", Act::Reviewed, 3),
        response(path, "mae-beam", Act::Merged, 4),
        response(path, "mae-beam", Act::Commented, 4),
    ];
    store.commit(&answer(own(), later), &[], day(6)).unwrap();
    let expected =
        [("Grace-Wick", Act::Reviewed), ("mae-beam", Act::Merged), ("mae-beam", Act::Commented)];
    assert_eq!(by(&ada(&store)), expected);
    // Somebody else takes Mae's login: she is shown under her last one.
    store.commit(&named("mae-beam", 5001), &[], day(7)).unwrap();
    assert_eq!(by(&ada(&store)), expected);
}

#[test]
fn what_was_said_by_a_login_that_turns_out_to_be_the_mentees_is_no_response() {
    let path = "oil-lab/press/pull/7";
    let mut store = store();
    let mut recorded = answer(vec![(item(ItemKind::PullRequest, path, None), None)], vec![]);
    recorded.people.clear();
    recorded.responses = vec![
        response(path, "ada-wick", Act::Commented, 3),
        response(path, "hedy-beam", Act::Commented, 3),
        response(path, "hedy-beam", Act::Merged, 4),
    ];
    store.import_activity(&[(recorded, origin("week-1"))]).unwrap();
    assert_eq!(by(&ada(&store)).len(), 3);
    store.commit(&resolved("ada-lumen", 4001, "ada-wick", 20), &[], day(20)).unwrap();
    let both = |by| [(by, Act::Merged), (by, Act::Commented)];
    assert_eq!(by(&ada(&store)), both("hedy-beam"));
    // And one that turns out to be the mentor's is hers, together with what was known of her.
    let hers = answer(vec![], vec![response(path, "hedy-glow", Act::Commented, 3)]);
    store.commit(&hers, &[], day(21)).unwrap();
    assert_eq!(by(&ada(&store)).len(), 3);
    let id = u64::from(b'h');
    store.commit(&resolved("hedy-beam", id, "hedy-glow", 22), &[], day(22)).unwrap();
    assert_eq!(by(&ada(&store)), both("hedy-glow"));
    assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/// The same pull request at two places, and a commit that says where it was merged.
const PLACES: [&str; 2] = ["oil-lab/press/pull/7", "lantern-works/press/pull/7"];

#[test]
fn what_is_known_of_an_item_moves_with_it() {
    for newer in [0, 1] {
        let mut store = store();
        let at = |place: usize, node| item(ItemKind::PullRequest, PLACES[place], node);
        let commit = || {
            let detail = CommitDetail { pull_request: url(PLACES[0]) };
            let commit = item(ItemKind::Commit, "oil-lab/press/commit/c0ffee", None);
            (commit, Some(Detail::Commit(detail)))
        };
        for place in [0, 1] {
            let lines = 10 + place as u32;
            let files = [["a", "b"][place], "c"].map(|path| (path, lines));
            let said = vec![
                response(PLACES[place], "grace-wick", Act::Reviewed, 3),
                response(PLACES[place], ["mae-ember", "noor-ray"][place], Act::Commented, 3),
            ];
            let items = vec![(at(place, None), Some(pull(lines, &files))), commit()];
            let on = if place == newer { 6 } else { 5 };
            store.commit(&answer(items, said), &[], day(on)).unwrap();
        }
        assert_eq!((ada(&store).details.len(), ada(&store).responses.len()), (3, 4));
        for place in [0, 1] {
            let items = vec![(at(place, Some("PR_7")), None)];
            store.commit(&answer(items, vec![]), &[], day(7)).unwrap();
        }
        let ada = ada(&store);
        let now = url(PLACES[1]);
        let lines = 10 + newer as u32;
        let files = [["a", "b"][newer], "c"].map(|path| (path, lines));
        assert_eq!(ada.details.get(&now), Some(&pull(lines, &files)));
        assert_eq!(ada.details.get(&url(PLACES[0])), None);
        let whole = Detail::Commit(CommitDetail { pull_request: now.clone() });
        assert_eq!(ada.details.get(&url("oil-lab/press/commit/c0ffee")), Some(&whole));
        assert!(ada.responses.iter().all(|response| response.on == now));
        assert_eq!(ada.responses.len(), 3, "{:?}", ada.responses);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM changed_file"), 2);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }
}

fn any_detail(kind: ItemKind) -> BoxedStrategy<Detail> {
    let path = || select(vec!["a", "b 1", "1 2 3 c", "ö"]);
    match kind {
        ItemKind::PullRequest => (0..4_u32, prop::collection::btree_map(path(), 0..3_u32, 0..3))
            .prop_map(|(n, files)| pull(n, &files.into_iter().collect::<Vec<_>>()))
            .boxed(),
        ItemKind::Commit => select(PLACES.to_vec())
            .prop_map(|at| Detail::Commit(CommitDetail { pull_request: url(at) }))
            .boxed(),
        _ => any::<bool>()
            .prop_map(|responses_complete| Detail::Thread(ThreadDetail { responses_complete }))
            .boxed(),
    }
}

/// A pull request at one of its places, an issue or a commit, each with its node id or not.
fn any_item() -> impl Strategy<Value = (Item, Option<Detail>)> {
    let items = vec![
        (ItemKind::PullRequest, PLACES[0], "PR_7"),
        (ItemKind::PullRequest, PLACES[1], "PR_7"),
        (ItemKind::Issue, "oil-lab/press/issues/8", "I_8"),
        (ItemKind::Commit, "oil-lab/press/commit/c0ffee", "C_1"),
    ];
    (select(items), any::<bool>()).prop_flat_map(|((kind, path, node), named)| {
        let item = item(kind, path, named.then_some(node));
        (Just(item), prop::option::weighted(0.8, any_detail(kind)))
    })
}

/// Grace has two logins, one after the other; by the first she is a mentor.
fn person() -> impl Strategy<Value = Login> {
    select(vec!["grace-wick", "grace-beam", "mae-ember", "ada-lumen"]).prop_map(login)
}

/// An answer with at most one detail of an item: of two in one answer the last stands, whatever they are of.
fn any_answer() -> impl Strategy<Value = Batch> {
    let on = select(vec![PLACES[0], PLACES[1], "oil-lab/press/issues/8"]);
    let act = select(vec![Act::Reviewed, Act::Commented, Act::Merged]);
    let said = (on, person(), act, 0..3_i64);
    (prop::collection::vec(any_item(), 0..4), prop::collection::vec(said, 0..4)).prop_map(
        |(mut items, said)| {
            let mut seen = Vec::new();
            items.retain(|(item, _)| {
                let new = !seen.contains(&item.kind);
                seen.push(item.kind);
                new
            });
            let said = said.into_iter();
            answer(
                items,
                said.map(|(on, by, act, at)| response(on, by.as_str(), act, at)).collect(),
            )
        },
    )
}

/// Answers with the days on which they came.
type Dated = Vec<(i64, Batch)>;

/// Answers of one instant each, and the same in another order with some of them again.
fn shuffled() -> impl Strategy<Value = (Dated, Dated)> {
    prop::collection::vec(any_answer(), 1..6).prop_flat_map(|answers| {
        let dated: Vec<_> = (100..).zip(answers).collect();
        let again = prop::collection::vec(select(dated.clone()), 0..3);
        let others = again.prop_map({
            let dated = dated.clone();
            move |again| [again, dated.clone()].concat()
        });
        (Just(dated), others.prop_shuffle())
    })
}

fn after(answers: &[(i64, Batch)]) -> Store {
    let mut store = store();
    for (on, answer) in answers {
        store.commit(answer, &[], day(*on)).unwrap();
        assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }
    store
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_and_repetition_do_not_matter((answers, others) in shuffled()) {
        prop_assert_eq!(known(&after(&answers)), known(&after(&others)));
    }

    #[test]
    fn what_was_said_last_of_an_item_stands(answers in prop::collection::vec(any_answer(), 1..5)) {
        let dated: Vec<_> = (100..).zip(answers).collect();
        let known = ada(&after(&dated));
        // The issue has one URL, so that a list is enough to know it by.
        let issue = url("oil-lab/press/issues/8");
        let mut said = dated.iter().flat_map(|(_, answer)| &answer.details);
        let last = said.rfind(|said| said.item.url == issue).map(|said| &said.detail);
        prop_assert_eq!(known.details.get(&issue), last);
        let opened = known.contributions.iter().any(|c| c.item.url == issue);
        let all = dated.iter().flat_map(|(_, answer)| &answer.responses);
        let mut by_others: Vec<_> = all
            .filter(|r| opened && r.on == issue && r.by != login("ada-lumen"))
            .map(|r| (r.by.key().starts_with("grace"), r.act, r.at))
            .collect();
        by_others.sort_unstable();
        by_others.dedup();
        let shown = known.responses.iter().filter(|r| r.on == issue);
        let mut shown: Vec<_> = shown.map(|r| (r.by.key().starts_with("grace"), r.act, r.at)).collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, by_others);
    }
}

#[test]
fn a_repository_is_called_as_it_was_spelled_and_not_as_in_a_url() {
    let mut store = store();
    let said = vec![response("oil-lab/press/pull/7", "grace-wick", Act::Reviewed, 3)];
    store.commit(&answer(vec![], said), &[], day(4)).unwrap();
    let mut own = item(ItemKind::PullRequest, "oil-lab/press/pull/7", None);
    own.repo = repo("Oil-Lab/Press");
    store.commit(&answer(vec![(own, None)], vec![]), &[], day(5)).unwrap();
    assert_eq!(ada(&store).contributions[0].item.repo.to_string(), "Oil-Lab/Press");
}
