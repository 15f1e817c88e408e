//! Every sentence and every remedy, the end of an explanation, and its layout.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use monitor_analysis::explain::{Asked, Deed, Side, Why};
use monitor_model::{
    AccountId, Act, Coverage, CoverageSlice, Item, Login, LoginError, PeriodId, ProgramId,
    RepoName, Role, ScopeClass, Source, Stream, When, Window, Witness, WitnessNote,
};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::fixture;

fn day(n: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 0, 0, 0).unwrap() + TimeDelta::days(n)
}

fn days(from: i64, to: i64) -> Window {
    Window::new(day(from), day(to)).unwrap()
}

fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

fn repo(text: &str) -> RepoName {
    RepoName::parse(text).unwrap()
}

fn opened(when: When) -> Deed {
    Deed { act: Act::Opened, role: Role::Author, when, source: Some(Source::Recorded) }
}

fn period(text: &str) -> PeriodId {
    PeriodId::parse(text).unwrap()
}

fn clue(why: Why) -> Clue {
    let program = ProgramId::parse("lantern-2026").unwrap();
    Clue { of: Some(Of { program, zone: Tz::UTC, mentees: vec!["ada-lumen".into()] }), why }
}

fn slice(from: i64, to: i64, coverage: Coverage) -> CoverageSlice {
    CoverageSlice { window: days(from, to), coverage }
}

fn note(verdict: Witness) -> Why {
    let (of, source) = (login("ada-lumen"), "search".to_owned());
    Why::Witness(WitnessNote { of, source, window: days(0, 7), at: day(8), verdict })
}

fn not_seen(coverage: Coverage) -> Why {
    Why::NotSeen {
        streams: vec![Stream::Issues, Stream::Reviews],
        slices: vec![slice(0, 7, coverage)],
    }
}

fn repeats(counts: bool) -> Why {
    Why::Repeats { pull_request: Item::pull_request(repo("lantern-works/beam"), 1).url, counts }
}

/// One of every reason.
fn every_reason() -> Vec<Why> {
    let deed = opened(When::At(day(4)));
    let account = Some(AccountId(9));
    vec![
        Why::Counts { deed: deed.clone(), period: period("midterm"), class: ScopeClass::Project },
        Why::OutsideWindow {
            deed: deed.clone(),
            side: Side::Before(day(9)),
            elsewhere: vec![(ProgramId::parse("lantern-2025").unwrap(), period("final"))],
        },
        Why::OutsideWindow { deed: deed.clone(), side: Side::After(day(2)), elsewhere: vec![] },
        Why::OutsideWindow { deed: deed.clone(), side: Side::Between, elsewhere: vec![] },
        Why::NotYet { deed: deed.clone() },
        Why::OutsideScope { repos: vec![repo("moth-circle/wing")], acts: 1 },
        Why::OutsideScope {
            repos: ["a", "b", "c", "d"].map(|n| repo(&format!("moth-circle/{n}"))).to_vec(),
            acts: 7,
        },
        Why::OwnRepository { repos: vec![repo("ada-lumen/notes")], acts: 2 },
        Why::Coarse { whens: vec![When::Within(days(0, 7))] },
        Why::Coarse { whens: vec![When::Within(days(0, 7)); 3] },
        Why::Vanished { at: day(8) },
        Why::Landed,
        Why::ClosedUnmerged,
        repeats(true),
        repeats(false),
        Why::OtherAccount { login: login("lovelace"), account },
        Why::NotTheirs,
        Why::LoginReassigned {
            login: login("ada-lumen"),
            theirs: AccountId(9),
            ours: Some(AccountId(1)),
        },
        Why::Renamed { was: login("ada-lumen"), now: login("ada-anew") },
        Why::NoSuchLogin { login: login("ada-lumen"), at: day(8) },
        Why::AccountGone { at: day(8) },
        Why::Unresolved { given: "ada, grace".into(), why: LoginError::Several },
        Why::Unresolved { given: " ".into(), why: LoginError::Empty },
        not_seen(Coverage::NotFetched("no record of this time".into())),
        not_seen(Coverage::Blocked("FORBIDDEN: single sign-on".into())),
        not_seen(Coverage::Partial("opened only".into())),
        Why::AllSeen { streams: vec![Stream::Commits], window: days(0, 7) },
        Why::NotBegun { from: day(9) },
        note(Witness::Missing { node: "PR_7".into(), url: None }),
        note(Witness::CountDiffers { theirs: 9, ours: 7 }),
        note(Witness::NotPossible("the profile is private".into())),
        Why::Hidden {
            why: "GitHub counts 3 private contributions".into(),
            windows: vec![days(0, 7); 4],
        },
        Why::Tallied { repo: repo("lantern-works/beam"), commits: 3 },
        Why::RepositoryUnknown { repo: repo("lantern-works/beam"), in_scope: true },
        Why::RepositoryUnknown { repo: repo("moth-circle/wing"), in_scope: false },
        Why::Author { stream: Stream::Commits },
        Why::Author { stream: Stream::PullRequests },
        Why::Author { stream: Stream::Comments },
        Why::Related {
            url: Item::pull_request(repo("lantern-works/beam"), 7).url,
            deed,
            counts: true,
        },
        Why::NoMentees,
        Why::InPeriod {
            period: period("midterm"),
            window: days(0, 42),
            figures: vec![(ScopeClass::Project, 7), (ScopeClass::Own, 0)],
            begun: true,
        },
        Why::InPeriod {
            period: period("midterm"),
            window: days(0, 42),
            figures: vec![],
            begun: true,
        },
        Why::InPeriod {
            period: period("final"),
            window: days(42, 84),
            figures: vec![],
            begun: false,
        },
        Why::OutsidePeriods { before: 1, between: 0, after: 2 },
    ]
}

#[test]
fn every_reason_has_one_sentence_and_most_have_a_remedy() {
    let mut text = String::new();
    for why in every_reason() {
        let says = sentences::says(&why, Tz::UTC);
        let remedy = remedies::remedy(&clue(why.clone()), true).unwrap_or_else(|| "-".to_owned());
        text.push_str(&format!("{}: {says}\n    {remedy}\n", why.reason()));
        assert!(!says.is_empty() && !says.contains('\n'), "{why:?}");
    }
    insta::assert_snapshot!("explain_reasons.txt", text);
}

#[test]
fn no_reason_is_left_out_above() {
    let mut seen: Vec<_> = every_reason().iter().map(Why::reason).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, monitor_analysis::explain::Reason::ALL);
}

fn explanation(about: About, verdict: Verdict, whys: Vec<Why>) -> Explanation {
    Explanation { about, verdict, clues: whys.into_iter().map(clue).collect() }
}

fn pull() -> About {
    let title = Some("Tidy the lens".into());
    About::Item(Item { title, ..Item::pull_request(repo("lantern-works/beam"), 7) })
}

fn counted() -> Explanation {
    let deed = opened(When::At(day(4)));
    let counts =
        Why::Counts { deed: deed.clone(), period: period("midterm"), class: ScopeClass::Project };
    let outside = Why::OutsideWindow { deed, side: Side::Before(day(9)), elsewhere: vec![] };
    explanation(pull(), Verdict::Counts, vec![counts, outside])
}

#[test]
fn what_counts_ends_with_where_it_counts() {
    let explanation = counted();
    let explain = Explain::new(&explanation, day(20));
    let where_ =
        "ada-lumen in lantern-2026, period `midterm`: opened, author, project (source: recorded).";
    assert_eq!(explain.end, End::Counts(vec![where_.to_owned()]));
    insta::assert_snapshot!("explain.txt", explain.render(Format::Table, Style::Plain).unwrap());
    insta::assert_snapshot!("explain.json", explain.render(Format::Json, Style::Plain).unwrap());
}

#[test]
fn what_does_not_count_ends_with_what_would_help_and_says_it_once() {
    let asked = Asked::parse("lantern-works/beam#7").unwrap();
    let missing = || not_seen(Coverage::NotFetched("no record of this time".into()));
    let whys = vec![missing(), missing(), Why::Author { stream: Stream::PullRequests }];
    let explanation = explanation(About::Unknown(asked), Verdict::Unknown, whys);
    let explain = Explain::new(&explanation, day(20));
    let End::WouldCount(would) = &explain.end else { panic!("{:?}", explain.end) };
    assert_eq!(would.len(), 2);
    assert_eq!(
        would[0],
        "`mentorship-monitor sync lantern-2026 --mentee ada-lumen` fetches what is missing."
    );
    insta::assert_snapshot!(
        "explain_unknown.txt",
        explain.render(Format::Table, Style::Plain).unwrap()
    );
}

#[test]
fn there_is_always_an_end() {
    let explanation = explanation(pull(), Verdict::NotCounted, vec![Why::ClosedUnmerged]);
    let end = Explain::new(&explanation, day(20)).end;
    assert_eq!(end, End::WouldCount(vec![remedies::NOTHING_TO_DO.to_owned()]));
}

#[test]
fn where_several_mentees_are_meant_the_whole_program_is_fetched() {
    let missing = || not_seen(Coverage::NotFetched("no record of this time".into()));
    let mut explanation = explanation(pull(), Verdict::Unknown, vec![missing(), missing()]);
    explanation.clues[1].of.as_mut().unwrap().mentees = vec!["grace-wick".into()];
    let End::WouldCount(would) = Explain::new(&explanation, day(20)).end else { panic!() };
    assert_eq!(would, ["`mentorship-monitor sync lantern-2026` fetches what is missing."]);
}

#[test]
fn of_many_mentees_the_first_are_named() {
    let mut clue = clue(Why::Landed);
    let of = clue.of.as_mut().unwrap();
    of.mentees = (1..=7).map(|n| format!("m{n}")).collect();
    assert_eq!(whose(of), "m1, m2, m3, m4, m5 and 2 more in lantern-2026");
}

#[test]
fn hours_between_zones_are_not_told_but_the_last_hours_are() {
    let window = |from: DateTime<Utc>, to| Window::new(from, to).unwrap();
    let (sliver, hours) = (TimeDelta::hours(1), TimeDelta::hours(3));
    let absent = || Coverage::NotFetched("no record".into());
    let slices = vec![
        CoverageSlice { window: window(day(0), day(0) + sliver), coverage: absent() },
        CoverageSlice { window: window(day(1), day(9)), coverage: absent() },
        CoverageSlice { window: window(day(9), day(9) + hours), coverage: absent() },
    ];
    let says = sentences::says(&Why::NotSeen { streams: vec![Stream::Issues], slices }, Tz::UTC);
    assert_eq!(
        says,
        "Not everything was seen in issues: 2026-03-03 to 2026-03-10 (not fetched: no record); 2026-03-11 00:00 +00:00 to 2026-03-11 03:00 +00:00 (not fetched: no record)."
    );
}

#[test]
fn the_instant_of_asking_is_in_the_zone_of_the_programs_where_they_share_one() {
    let mut explanation = counted();
    let as_of = |explanation: &Explanation| {
        let text = Explain::new(explanation, day(20)).render(Format::Table, Style::Plain).unwrap();
        text.lines().find(|line| line.starts_with("As of")).unwrap().to_owned()
    };
    explanation.clues[0].of.as_mut().unwrap().zone = Tz::Asia__Kolkata;
    assert!(as_of(&explanation).contains("+00:00"), "two zones");
    explanation.clues[1].of.as_mut().unwrap().zone = Tz::Asia__Kolkata;
    assert!(as_of(&explanation).contains("+05:30"), "one zone");
    explanation.clues.iter_mut().for_each(|clue| clue.of = None);
    assert!(as_of(&explanation).contains("+00:00"), "no program");
}

#[test]
fn an_explanation_is_no_page_and_no_spreadsheet() {
    let explanation = counted();
    let error = Explain::new(&explanation, day(20)).render(Format::Html, Style::Plain).unwrap_err();
    assert!(error.to_string().contains("use one of table, json"), "{error}");
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_terminal(text in fixture::any_text()) {
        let whys = vec![
            Why::Unresolved { given: text.clone(), why: LoginError::Several },
            not_seen(Coverage::Blocked(text.clone())),
            Why::Hidden { why: text.clone(), windows: vec![] },
        ];
        let mut explanation = explanation(About::Mentee(text.clone()), Verdict::Unknown, whys);
        explanation.clues[0].of.as_mut().unwrap().mentees = vec![text];
        for line in Explain::new(&explanation, day(20)).render(Format::Table, Style::Plain).unwrap().lines() {
            prop_assert!(line.width() <= 80, "{} {:?}", line.width(), line);
            prop_assert!(!line.contains(char::is_control));
        }
    }
}
