//! Every reason, from the facts that it needs. Weeks 0 to 2 are the midterm, 3 to 5 the final.

use chrono::{DateTime, Utc};
use monitor_model::{
    Account, AccountId, Act, Cohort, Contribution, Coverage, HiddenActivity, Identity,
    IdentityNote, Item, ItemFact, ItemFacts, ItemUrl, LoginError, Mentee, PeriodId, ProgramId,
    RepoName, Role, Source, Stream, When, Window, Witness, WitnessNote,
};

use super::*;
use crate::assess::fixture::*;

const BEAM: &str = "lantern-works/beam";

fn account(id: u64) -> Account {
    Account { id: AccountId(id), node: format!("U_{id}").as_str().into() }
}

/// What the store says of an item that these acts are on.
fn facts(acts: &[Contribution], source: Source, account: Option<Account>) -> ItemFacts {
    let fact = |act: &Contribution| ItemFact {
        by: act.by.clone(),
        account: account.clone(),
        act: act.act,
        role: act.role,
        when: act.when,
        source,
    };
    ItemFacts {
        item: acts[0].item.clone(),
        vanished: None,
        part_of: None,
        contributions: acts.iter().map(fact).collect(),
    }
}

fn act(repo: &str, act: Act, when: When) -> Contribution {
    Contribution { act, ..pull_request("ada", repo, 7, when) }
}

/// Ada did these things to pull request 7, and the explanation of it, asked at the end of the term.
fn explained(acts: Vec<Contribution>) -> Explanation {
    explained_at(acts, |_| {}, day(100))
}

fn explained_at(
    acts: Vec<Contribution>,
    change: impl FnOnce(&mut Vec<Cohort>),
    now: DateTime<Utc>,
) -> Explanation {
    let facts = facts(&acts, Source::GitHub, None);
    let mut cohorts = vec![cohort(["ada", "grace"])];
    cohorts[0].records[0].contributions = acts;
    change(&mut cohorts);
    let asked = Asked { urls: vec![facts.item.url.clone()] };
    item(&asked, Some(&facts), &cohorts, now)
}

fn reasons(explanation: &Explanation) -> Vec<&'static str> {
    explanation.clues.iter().map(|clue| clue.why.reason().as_str()).collect()
}

/// The verdict with the reasons.
fn told(explanation: &Explanation) -> (&'static str, Vec<&'static str>) {
    (explanation.verdict.as_str(), reasons(explanation))
}

fn at(n: u64) -> When {
    When::At(day(n))
}

#[test]
fn a_known_item_counts_or_not_by_date_and_place() {
    let opened = |when| act(BEAM, Act::Opened, when);
    let elsewhere = |repo| act(repo, Act::Opened, at(5));
    let cases = [
        ("in the midterm", vec![opened(at(5))], ("counts", vec!["counts"])),
        (
            "before, merged inside",
            vec![
                opened(When::At(day(0) - chrono::TimeDelta::seconds(1))),
                act(BEAM, Act::Merged, at(1)),
            ],
            ("counts", vec!["counts", "outside-window"]),
        ),
        (
            "before",
            vec![opened(When::At(day(0) - chrono::TimeDelta::days(3)))],
            ("not-counted", vec!["outside-window"]),
        ),
        ("after", vec![opened(at(60))], ("not-counted", vec!["outside-window"])),
        ("to come", vec![opened(at(200))], ("not-counted", vec!["not-yet"])),
        (
            "outside the scope",
            vec![elsewhere("moth-circle/wing")],
            ("outside-scope", vec!["counts", "outside-scope"]),
        ),
        (
            "in a repository of her own",
            vec![elsewhere("ada/notes")],
            ("outside-scope", vec!["counts", "own-repository"]),
        ),
        (
            "known to the week",
            vec![opened(When::Within(week(2)))],
            ("counts", vec!["counts", "coarse-date"]),
        ),
        (
            "landed",
            vec![opened(at(5)), act(BEAM, Act::Landed, at(6))],
            ("counts", vec!["counts", "counts", "landed"]),
        ),
        (
            "closed",
            vec![opened(at(5)), act(BEAM, Act::Closed, at(6))],
            ("counts", vec!["counts", "counts", "closed-unmerged"]),
        ),
    ];
    for (name, acts, expected) in cases {
        assert_eq!(told(&explained(acts)), expected, "{name}");
    }
}

#[test]
fn what_vanished_counts_as_before_and_says_so() {
    let acts = vec![act(BEAM, Act::Opened, at(5))];
    let counts = told(&explained(acts.clone()));
    let mut cohort = cohort(["ada"]);
    cohort.records[0].contributions = acts.clone();
    let gone = ItemFacts { vanished: Some(day(9)), ..facts(&acts, Source::GitHub, None) };
    let asked = Asked { urls: vec![gone.item.url.clone()] };
    let (verdict, reasons) =
        told(&item(&asked, Some(&gone), std::slice::from_ref(&cohort), day(100)));
    assert_eq!(verdict, counts.0);
    assert_eq!(reasons, [counts.1, vec!["vanished"]].concat());
}

#[test]
fn what_counts_says_where_and_from_which_source() {
    let explanation = explained(vec![act(BEAM, Act::Opened, at(22))]);
    let Clue { of: Some(of), why: Why::Counts { deed, period, class } } = &explanation.clues[0]
    else {
        panic!("{explanation:?}")
    };
    assert_eq!(
        (of.program.as_str(), of.mentees.as_slice()),
        ("lantern-2026", &["ada".to_owned()][..])
    );
    assert_eq!((period.as_str(), class.as_str()), ("final", "project"));
    assert_eq!(
        (deed.act, deed.role, deed.source),
        (Act::Opened, Role::Author, Some(Source::GitHub))
    );
    assert_eq!(explanation.about, About::Item(act(BEAM, Act::Opened, at(22)).item));
}

#[test]
fn outside_the_window_says_on_which_side_and_which_program_holds_it() {
    let earlier = |cohorts: &mut Vec<Cohort>| {
        let mut other = cohort(["hedy"]);
        other.program.id = ProgramId::parse("lantern-2025").unwrap();
        for period in &mut other.program.periods {
            let back = chrono::TimeDelta::days(42);
            period.window =
                Window::new(period.window.from() - back, period.window.to() - back).unwrap();
        }
        cohorts.push(other);
    };
    let before = When::At(day(0) - chrono::TimeDelta::days(3));
    let explanation = explained_at(vec![act(BEAM, Act::Opened, before)], earlier, day(100));
    let Why::OutsideWindow { side, elsewhere, .. } = &explanation.clues[0].why else {
        panic!("{explanation:?}")
    };
    assert_eq!(*side, Side::Before(day(0)));
    let held = [(ProgramId::parse("lantern-2025").unwrap(), PeriodId::parse("final").unwrap())];
    assert_eq!(elsewhere.as_slice(), &held);
}

#[test]
fn an_own_window_holds_what_the_programs_does_not() {
    let extended = |cohorts: &mut Vec<Cohort>| {
        let own = Window::new(day(28), day(70)).unwrap();
        let final_ = PeriodId::parse("final").unwrap();
        cohorts[0].records[0].enrollment.own_windows.insert(final_, own);
    };
    let late = explained_at(vec![act(BEAM, Act::Opened, at(60))], extended, day(100));
    assert_eq!(late.verdict, Verdict::Counts);
    let between = explained_at(vec![act(BEAM, Act::Opened, at(23))], extended, day(100));
    assert!(matches!(between.clues[0].why, Why::OutsideWindow { side: Side::Between, .. }));
}

#[test]
fn an_item_of_somebody_else_is_told_apart_from_a_login_that_went_to_another() {
    let acts = [act(BEAM, Act::Opened, at(5))];
    let asked = Asked { urls: vec![acts[0].item.url.clone()] };
    let explain = |facts: &ItemFacts| {
        let mut cohorts = vec![cohort(["ada"])];
        cohorts[0].records[0].account = Some(account(1));
        item(&asked, Some(facts), &cohorts, day(100))
    };
    let mut strangers = facts(&acts, Source::GitHub, Some(account(9)));
    let reassigned = explain(&strangers);
    assert_eq!(told(&reassigned), ("not-counted", vec!["login-reassigned"]));
    assert_eq!(
        reassigned.clues[0].why,
        Why::LoginReassigned {
            login: login("ada"),
            theirs: AccountId(9),
            ours: Some(AccountId(1))
        }
    );
    strangers.contributions[0].by = login("lovelace");
    let other = explain(&strangers);
    assert_eq!(told(&other), ("not-counted", vec!["other-account"]));
    let nothing_on_it = ItemFacts { contributions: vec![], ..strangers };
    assert_eq!(explain(&nothing_on_it).verdict, Verdict::Unknown);
}

#[test]
fn a_commit_that_repeats_a_pull_request_is_known_by_that() {
    let pull = act(BEAM, Act::Opened, at(5));
    let squash = Asked::parse("https://github.com/lantern-works/beam/commit/abc").unwrap();
    let facts = ItemFacts {
        item: Item { url: squash.urls[0].clone(), ..pull.item.clone() },
        vanished: None,
        part_of: Some(pull.item.url.clone()),
        contributions: vec![],
    };
    let explained = |contributions| {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].contributions = contributions;
        item(&squash, Some(&facts), &[cohort], day(100))
    };
    let late = act(BEAM, Act::Opened, at(60));
    for (acts, of, expected) in
        [(vec![pull.clone()], true, true), (vec![late], true, false), (vec![], false, false)]
    {
        let explained = explained(acts);
        assert_eq!(told(&explained), ("not-counted", vec!["repeats"]));
        let Clue { of: whose, why: Why::Repeats { pull_request, counts } } = &explained.clues[0]
        else {
            panic!("{explained:?}")
        };
        assert_eq!((pull_request, *counts), (&pull.item.url, expected));
        assert_eq!(whose.is_some(), of);
    }
}

/// The explanation of an address that is not known, of one mentee with a scope.
fn unknown(url: &str, change: impl FnOnce(&mut Cohort)) -> Explanation {
    let mut one = cohort(["ada"]);
    change(&mut one);
    item(&Asked::parse(url).unwrap(), None, &[one], day(100))
}

fn whole_term_seen(cohort: &mut Cohort) {
    cohort.records[0].coverage = complete(whole_term());
}

#[test]
fn an_unknown_item_says_what_was_not_seen() {
    let none = unknown("https://github.com/lantern-works/beam/pull/7", |_| {});
    assert_eq!(told(&none), ("unknown", vec!["not-seen", "repository-unknown", "author"]));
    let Why::NotSeen { streams, slices } = &none.clues[0].why else { panic!("{none:?}") };
    assert_eq!(streams.as_slice(), &[Stream::PullRequests]);
    assert_eq!(slices[0].coverage.reason(), Some("no record of this time"));

    let seen = unknown("https://github.com/lantern-works/beam/commit/abc", whole_term_seen);
    assert_eq!(told(&seen), ("unknown", vec!["all-seen", "repository-unknown", "author"]));

    let blocked =
        unknown("https://github.com/lantern-works/beam/pull/7#issuecomment-1", |cohort| {
            whole_term_seen(cohort);
            for (stream, _, coverage) in &mut cohort.records[0].coverage {
                if *stream == Stream::Comments {
                    *coverage = Coverage::Blocked("single sign-on".into());
                }
            }
        });
    let Why::NotSeen { slices, .. } = &blocked.clues[0].why else { panic!("{blocked:?}") };
    assert_eq!(slices[0].coverage, Coverage::Blocked("single sign-on".into()));
}

#[test]
fn an_unknown_item_says_what_else_bears_on_it() {
    let pull = "https://github.com/lantern-works/beam/pull/7";
    let with = |change: &dyn Fn(&mut Cohort)| {
        let explanation = unknown(pull, |cohort| {
            whole_term_seen(cohort);
            change(cohort);
        });
        explanation.clues[0].why.reason().as_str()
    };
    let note = |what| IdentityNote { login: login("ada"), at: day(50), what };
    assert_eq!(
        with(&|c| c.records[0].identity = vec![note(Identity::NoSuchLogin)]),
        "no-such-login"
    );
    assert_eq!(
        with(&|c| {
            c.records[0].account = Some(account(1));
            c.records[0].identity = vec![note(Identity::Gone(AccountId(1)))];
        }),
        "account-gone"
    );
    assert_eq!(
        with(&|c| {
            c.records[0].account = Some(account(1));
            c.records[0].identity = vec![note(Identity::Resolved(account(1), login("ada-anew")))];
        }),
        "renamed"
    );
    assert_eq!(
        with(&|c| {
            c.records[0].account = Some(account(1));
            c.records[0].identity = vec![note(Identity::Resolved(account(2), login("ada")))];
        }),
        "login-reassigned"
    );
    assert_eq!(
        with(&|c| {
            let given = "ada, grace".to_owned();
            c.records[0].enrollment.mentee = Mentee::Unresolved { given, why: LoginError::Several };
        }),
        "login-unresolved"
    );
    let missing = |url: &str| WitnessNote {
        of: login("ada"),
        source: "search".into(),
        window: whole_term(),
        at: day(50),
        verdict: Witness::Missing { node: "PR_7".into(), url: Some(url.into()) },
    };
    assert_eq!(with(&|c| c.records[0].witness = vec![missing(pull)]), "witness");
    let other = "https://github.com/lantern-works/beam/pull/8";
    assert_eq!(with(&|c| c.records[0].witness = vec![missing(other)]), "all-seen");
    let review = ItemUrl::parse(&format!("{pull}#pullrequestreview-1")).unwrap();
    let reviewed = Contribution {
        item: Item::review(RepoName::parse(BEAM).unwrap(), review),
        act: Act::Reviewed,
        role: Role::Reviewer,
        ..act(BEAM, Act::Reviewed, at(5))
    };
    assert_eq!(with(&|c| c.records[0].contributions = vec![reviewed.clone()]), "related");
}

#[test]
fn hidden_and_counted_work_may_hold_an_unknown_commit() {
    let why = "GitHub counts 3 private contributions";
    let explanation = unknown("https://github.com/lantern-works/beam/commit/abc", |cohort| {
        let record = &mut cohort.records[0];
        let hidden = |n| HiddenActivity { of: login("ada"), window: week(n), why: why.into() };
        record.hidden = vec![hidden(2), hidden(1), hidden(90)];
        record.tallies = vec![tally("ada", BEAM, week(1), 3), tally("ada", "a/b", week(1), 9)];
    });
    assert_eq!(reasons(&explanation), ["not-seen", "hidden", "tallied", "author"]);
    assert_eq!(
        explanation.clues[1].why,
        Why::Hidden { why: why.into(), windows: vec![week(1), week(2)] }
    );
    let repo = RepoName::parse(BEAM).unwrap();
    assert_eq!(explanation.clues[2].why, Why::Tallied { repo, commits: 3 });
}

#[test]
fn who_may_have_done_it_is_said_once_for_all_of_whom_the_same_is_known() {
    let mut all = cohort(["ada", "grace", "hedy"]);
    all.records[2].enrollment.scope.organizations = vec![login("prism-lab")];
    let asked =
        |text: &str| item(&Asked::parse(text).unwrap(), None, std::slice::from_ref(&all), day(100));
    let of = |explanation: &Explanation| explanation.clues[0].of.clone().unwrap().mentees;
    assert_eq!(of(&asked("lantern-works/beam#7")), ["ada", "grace"]);
    assert_eq!(of(&asked("prism-lab/lens#7")), ["hedy"]);
    assert_eq!(of(&asked("grace/notes#7")), ["grace"]);
    let nobodys = asked("moth-circle/wing#7");
    assert_eq!(of(&nobodys), ["ada", "grace", "hedy"]);
    let repo = RepoName::parse("moth-circle/wing").unwrap();
    let unknown = Why::RepositoryUnknown { repo, in_scope: false };
    assert!(nobodys.clues.iter().any(|clue| clue.why == unknown));
}

#[test]
fn before_a_program_and_without_one_nothing_can_be_seen() {
    let asked = Asked::parse("lantern-works/beam#7").unwrap();
    let early = item(&asked, None, &[cohort(["ada"])], day(0) - chrono::TimeDelta::days(1));
    assert_eq!(reasons(&early)[0], "not-begun");
    let empty = item(&asked, None, &[], day(100));
    assert_eq!(told(&empty), ("unknown", vec!["no-mentees", "repository-unknown", "author"]));
}

#[test]
fn a_mentee_is_found_by_key_by_login_and_by_the_login_of_now() {
    let mut one = cohort(["ada"]);
    one.records[0].account = Some(account(1));
    let what = Identity::Resolved(account(1), login("ada-anew"));
    one.records[0].identity = vec![IdentityNote { login: login("ada"), at: day(50), what }];
    let cohorts = [one];
    for text in ["ada", " @Ada/ ", "https://github.com/ada", "ADA-anew"] {
        let found = mentee(text, &cohorts, day(100));
        assert_eq!(found.unwrap().about, About::Mentee("ada".into()), "{text}");
    }
    assert_eq!(mentee("grace", &cohorts, day(100)), None);
}

#[test]
fn a_mentee_is_explained_period_by_period_and_gap_by_gap() {
    let mut one = cohort(["ada"]);
    let record = &mut one.records[0];
    record.contributions = vec![
        act(BEAM, Act::Opened, at(5)),
        pull_request("ada", "moth-circle/wing", 1, at(6)),
        pull_request("ada", "moth-circle/dust", 1, at(6)),
        pull_request("ada", "ada/notes", 1, at(60)),
        pull_request("ada", BEAM, 9, When::Within(week(4))),
    ];
    record.tallies = vec![tally("ada", BEAM, week(1), 3)];
    record.coverage = complete(Window::new(day(0), day(21)).unwrap());
    record.coverage.retain(|(stream, ..)| *stream != Stream::Commits);
    let explanation = mentee("ada", &[one], day(100)).unwrap();
    assert_eq!(
        told(&explanation),
        (
            "counts",
            vec![
                "in-period",
                "in-period",
                "outside-periods",
                "outside-scope",
                "own-repository",
                "coarse-date",
                "not-seen",
                "not-seen",
            ]
        )
    );
    let Why::InPeriod { figures, .. } = &explanation.clues[0].why else { panic!() };
    let figures: Vec<_> = figures.iter().map(|(class, n)| (class.as_str(), *n)).collect();
    assert_eq!(figures, [("project", 4), ("undeclared", 2), ("own", 0)]);
    assert_eq!(explanation.clues[2].why, Why::OutsidePeriods { before: 0, between: 0, after: 1 });
    let Why::OutsideScope { repos, acts } = &explanation.clues[3].why else { panic!() };
    assert_eq!((repos.len(), *acts), (2, 2), "one owner, two repositories");
}

#[test]
fn a_mentee_of_whom_nothing_is_known_is_not_said_to_have_done_nothing() {
    let nothing = mentee("ada", &[cohort(["ada"])], day(100)).unwrap();
    assert_eq!(told(&nothing), ("unknown", vec!["in-period", "in-period", "not-seen"]));
    let mut outside = cohort(["ada"]);
    outside.records[0].contributions = vec![pull_request("ada", "a/b", 1, at(5))];
    assert_eq!(mentee("ada", &[outside], day(100)).unwrap().verdict, Verdict::OutsideScope);
    let mut late = cohort(["ada"]);
    late.records[0].contributions = vec![act(BEAM, Act::Opened, at(60))];
    assert_eq!(mentee("ada", &[late], day(100)).unwrap().verdict, Verdict::NotCounted);
}
