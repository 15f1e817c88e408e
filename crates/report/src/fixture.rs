//! A small fictional program with every case that a report must get right, for the tests of this crate.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Act, Activity, Actor, Assessment, ClassedContribution, ClassedTally, CommitTally, Contribution,
    Count, Coverage, CoverageSlice, Enrollment, EnrollmentKey, Finding, Item, ItemKind, ItemUrl,
    Login, LoginError, Mentee, Mentor, Period, PeriodAgreement, PeriodCoverage, PeriodId, Program,
    ProgramId, Progress, Project, RepoName, Role, RuleId, Scope, ScopeClass, Severity, Stand,
    Standing, Stream, StreamCoverage, When, Window,
};
use proptest::prelude::*;

use monitor_analysis::scoring::{self, Work};
use monitor_analysis::{Outcomes, Policy, ProgramStatistics, Scoring};

use crate::{Review, RuleDoc, Statistics};

mod agreement;
mod interaction;
mod worked;

pub(crate) use agreement::{agree, agreed, design, entries, noor_agreed, uncounted};
pub(crate) use worked::{details, worked};

pub(crate) const ZONE: Tz = Tz::America__Los_Angeles;

/// The keys in the order of the review, with what sets them apart.
pub(crate) const ORDER: [&str; 8] = [
    "Attention noor-vigil",
    "Attention unnamed~1",
    "Notice ada-lumen",
    "Notice hal-umbra",
    "Notice mallory-lantern-keeper-of-the-far-north",
    "Notice sol-tallow",
    "None grace-wick",
    "None ines-ember",
];

pub(crate) const RULES: [RuleDoc<'static>; 3] = [
    RuleDoc {
        id: RuleId("stalled"),
        severity: Severity::Attention,
        actor: Actor::Mentor,
        means: "Everything public was seen, and there is no contribution for at least `stalled-days` days.",
        does_not_mean: "That the mentee did not work: design, research and private repositories leave no public trace.",
        cleared_by: "A contribution, or a mentor who says what the mentee worked on.",
    },
    RuleDoc {
        id: RuleId("not-observed"),
        severity: Severity::Notice,
        actor: Actor::Operator,
        means: "Some of what this mentee did in public may be missing from the record.",
        does_not_mean: "That the mentee did little. A record that is not complete proves presence, never absence.",
        cleared_by: "Complete coverage of every stream for the whole period.",
    },
    RuleDoc {
        id: RuleId("hidden-activity"),
        severity: Severity::Notice,
        actor: Actor::Mentee,
        means: "GitHub counts activity that it does not name.",
        does_not_mean: "That something is being hidden on purpose.",
        cleared_by: "The mentee, who may show it.",
    },
];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn days(from: (u32, u32), to: (u32, u32)) -> Window {
    Window::of_days(day(from.0, from.1), day(to.0, to.1), ZONE).unwrap()
}

pub(crate) fn as_of() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-04-06T09:00:00-07:00").unwrap().to_utc()
}

/// A week of the midterm, counted from 1.
fn week(n: usize) -> Window {
    midterm().weeks(ZONE)[n - 1]
}

pub(crate) fn midterm() -> Window {
    days((3, 2), (4, 5))
}

pub(crate) fn program() -> Program {
    program_titled("Lantern Works mentorship, spring 2026")
}

pub(crate) fn program_titled(title: &str) -> Program {
    let period = |id, window, due| Period {
        id: PeriodId::parse(id).unwrap(),
        window,
        due: DateTime::parse_from_rfc3339(due).unwrap().to_utc(),
    };
    Program {
        id: ProgramId::parse("lantern-2026-spring").unwrap(),
        title: title.to_owned(),
        zone: ZONE,
        window: days((3, 2), (5, 10)),
        periods: vec![
            period("midterm", midterm(), "2026-04-10T17:00:00-07:00"),
            period("final", days((4, 6), (5, 10)), "2026-05-15T17:00:00-07:00"),
        ],
        hours_per_week: Some(20),
        enrollments: vec![],
    }
}

pub(crate) fn review<'a>(program: &'a Program, assessments: &'a [Assessment]) -> Review<'a> {
    let notes = vec!["2 enrollments were removed from the roster; they are not shown.".to_owned()];
    Review::new(program, &program.periods[0], assessments, as_of(), notes).explained(&RULES)
}

pub(crate) fn assessment(key: &str) -> Assessment {
    let mut all = assessments().into_iter();
    all.find(|a| a.enrollment.key.as_str() == key).unwrap()
}

/// Everybody, in the order of the roster.
pub(crate) fn assessments() -> Vec<Assessment> {
    vec![grace(), noor(), ada(), sol(), unnamed(), hal(), ines(), mallory()]
}

/// Complete and active.
fn grace() -> Assessment {
    let mut acts: Vec<_> = (1..=5)
        .map(|n| {
            let at = When::At(week(n as usize).middle());
            pull_request(
                "lantern-works/beam",
                n,
                at,
                Some("Keep the beam steady while the lens turns"),
            )
        })
        .collect();
    acts.push(act(
        ItemKind::Issue,
        "https://github.com/lantern-works/beam/issues/90",
        When::At(week(2).middle()),
    ));
    acts.push(act(
        ItemKind::Review,
        "https://github.com/lantern-works/beam/pull/88#pullrequestreview-4",
        When::At(week(4).middle()),
    ));
    let mut of = enrolled("grace-wick", "Beam");
    of.scope.issues = vec!["https://github.com/lantern-works/beam/issues/1".to_owned()];
    build(of, Some("Grace Wick"), &[(1..=5, Coverage::Complete)], None, acts, vec![], vec![])
}

/// Complete, and there is nothing.
fn noor() -> Assessment {
    build(
        enrolled("noor-vigil", "Wick"),
        None,
        &[(1..=5, Coverage::Complete)],
        None,
        vec![],
        vec![],
        vec![stalled()],
    )
}

pub(crate) fn stalled() -> Finding {
    let says = "No contribution for 35 days before the end of the period: none since the period began on 2026-03-02.";
    finding("stalled", Severity::Attention, Actor::Mentor, says)
}

/// Two weeks with activity, one partly seen with nothing, two not seen.
fn ada() -> Assessment {
    let partial = || Coverage::Partial("opened in the week only; no comments".to_owned());
    let absent = || Coverage::NotFetched("no record of this time".to_owned());
    let seen = [(1..=2, partial()), (3..=3, absent()), (4..=4, partial()), (5..=5, absent())];
    let says = "Nothing was seen of 2 weeks, from 2026-03-16, 2026-03-30. Not complete: pull-requests, issues, reviews, \
                commits: opened in the week only; no comments; comments, discussions: not recorded.";
    let acts = vec![
        pull_request("lantern-works/beam", 12, When::Within(week(1)), None),
        pull_request("Ada-Lumen/notes", 3, When::Within(week(4)), None),
    ];
    let findings = vec![finding("not-observed", Severity::Notice, Actor::Operator, says)];
    build(
        enrolled("Ada-Lumen", "Beam"),
        Some("Ada Lumen"),
        &seen,
        Some("not recorded"),
        acts,
        vec![(4, week(1))],
        findings,
    )
}

/// A login, and nothing seen.
fn sol() -> Assessment {
    let says = "Nothing was seen of this period: no record of this time.";
    let findings = vec![finding("not-observed", Severity::Notice, Actor::Operator, says)];
    let absent = Coverage::NotFetched("no record of this time".to_owned());
    build(enrolled("sol-tallow", "Lens"), None, &[(1..=5, absent)], None, vec![], vec![], findings)
}

/// No login at all.
fn unnamed() -> Assessment {
    let mut of = enrolled("nobody", "Lens");
    of.mentee = Mentee::Unresolved { given: " ".to_owned(), why: LoginError::Empty };
    of.key = EnrollmentKey::from_text("unnamed~1");
    let says = "The roster has no usable login: the login is empty.";
    let findings =
        vec![finding("login-unresolved", Severity::Attention, Actor::Administrator, says)];
    let absent = Coverage::NotFetched("nobody can be looked up".to_owned());
    build(of, None, &[(1..=5, absent)], None, vec![], vec![], findings)
}

/// Seen in part, with activity that GitHub does not name.
fn hal() -> Assessment {
    let partial = Coverage::Partial("opened in the week only; no comments".to_owned());
    let findings = vec![
        finding(
            "hidden-activity",
            Severity::Notice,
            Actor::Mentee,
            "GitHub counts activity in 2 weeks that it does not name.",
        ),
        finding(
            "mentor-load",
            Severity::Info,
            Actor::Administrator,
            "prism-keeper has 5 mentees, more than 3.",
        ),
    ];
    let mut hal = build(
        enrolled("hal-umbra", "Wick"),
        None,
        &[(1..=5, partial)],
        None,
        vec![],
        vec![],
        findings,
    );
    hal.activity.hidden_weeks = 2;
    hal
}

/// An own window that has not begun.
fn ines() -> Assessment {
    let mut of = enrolled("ines-ember", "Lens");
    let window = days((4, 13), (5, 17));
    of.own_windows = BTreeMap::from([(PeriodId::parse("midterm").unwrap(), window)]);
    let mut ines = build(of, None, &[], None, vec![], vec![], vec![]);
    ines.period.window = window;
    ines.elapsed = None;
    ines.progress = Progress::unknown();
    ines.coverage.weeks = 0;
    ines.activity.weeks = 0;
    ines.activity.unseen_weeks = 0;
    ines
}

/// Text that means harm, and text that is only wide.
fn mallory() -> Assessment {
    let mut of = enrolled("mallory-lantern-keeper-of-the-far-north", "x");
    of.project = Project {
        title: "=cmd()|' /C calc'!A0 | <script>alert(1)</script> @everyone\n[x](javascript:alert(2)) \u{202e}desrever 🏮灯台".to_owned(),
        name: None,
        url: Some("javascript:alert(3)".to_owned()),
    };
    of.mentors = vec![Mentor::Name("Prism | @Keeper".to_owned())];
    let long = "Replace the wick of the lighthouse by something that burns longer and smells less "
        .repeat(3);
    let titles = [
        "<img src=x onerror=alert(4)> | a cell | @team fixes #7",
        &long[..200],
        "🏮 灯台の光を強くする 👩‍💻 \u{202e}gnp.exe",
    ];
    let acts = titles.iter().zip(1..).map(|(title, n)| {
        pull_request("elsewhere/tools", n, When::At(week(n as usize).middle()), Some(title))
    });
    let says = "3 pull requests lie in `elsewhere/tools` | <b>not</b> in scope, says @everyone.";
    let findings = vec![finding("undeclared-repositories", Severity::Notice, Actor::Mentor, says)];
    build(of, Some("=1+1"), &[(1..=5, Coverage::Complete)], None, acts.collect(), vec![], findings)
}

fn finding(rule: &'static str, severity: Severity, actor: Actor, says: &str) -> Finding {
    Finding { rule: RuleId(rule), severity, actor, says: says.to_owned() }
}

fn enrolled(login: &str, project: &str) -> Enrollment {
    let mentee = Mentee::Login(Login::parse(login).unwrap());
    Enrollment {
        key: EnrollmentKey::for_mentee(&mentee, |_| false),
        mentee,
        project: Project {
            title: format!("{project}: a light that carries further"),
            name: Some(project.to_owned()),
            url: Some("https://lantern-works.example/projects".to_owned()),
        },
        mentors: vec![Mentor::read("prism-keeper"), Mentor::Name("Vesta Glow".to_owned())],
        scope: Scope {
            organizations: vec![Login::parse("lantern-works").unwrap()],
            repositories: vec![],
            issues: vec![],
        },
        work: vec![],
        own_windows: BTreeMap::new(),
        former_names: Vec::new(),
    }
}

fn pull_request(repo: &str, number: u64, when: When, title: Option<&str>) -> Contribution {
    let mut item = Item::pull_request(RepoName::parse(repo).unwrap(), number);
    item.title = title.map(Into::into);
    Contribution {
        by: Login::parse("somebody").unwrap(),
        item,
        act: Act::Opened,
        role: Role::Author,
        when,
    }
}

fn act(kind: ItemKind, url: &str, when: When) -> Contribution {
    let mut contribution = pull_request("lantern-works/beam", 1, when, None);
    contribution.item.kind = kind;
    contribution.item.url = ItemUrl::parse(url).unwrap();
    if kind == ItemKind::Review {
        (contribution.act, contribution.role) = (Act::Reviewed, Role::Reviewer);
    }
    contribution
}

type Seen = (std::ops::RangeInclusive<usize>, Coverage);

/// Puts an assessment together. `silent` is why comments and discussions were never fetched, where they were not.
fn build(
    enrollment: Enrollment,
    name: Option<&str>,
    seen: &[Seen],
    silent: Option<&str>,
    acts: Vec<Contribution>,
    commits: Vec<(u32, Window)>,
    findings: Vec<Finding>,
) -> Assessment {
    let contributions: Vec<ClassedContribution> = acts
        .into_iter()
        .map(|contribution| ClassedContribution {
            class: enrollment.class_of(&contribution.item.repo),
            contribution,
        })
        .collect();
    let repo = RepoName::parse("lantern-works/beam").unwrap();
    let by = Login::parse("somebody").unwrap();
    let tallies: Vec<ClassedTally> = commits
        .into_iter()
        .map(|(commits, window)| ClassedTally {
            class: ScopeClass::Project,
            tally: CommitTally { by: by.clone(), repo: repo.clone(), window, commits },
        })
        .collect();
    let coverage = coverage(seen, silent);
    let activity = activity(&coverage, seen, &contributions, &tallies);
    let work = Work {
        contributions: &contributions,
        tallies: &tallies,
        weeks: &midterm().weeks(ZONE),
        details: &BTreeMap::new(),
    };
    let (scoring, policy) = (Scoring::default(), Policy::default());
    Assessment {
        progress: scoring::progress(&work, &activity, &coverage, Some(20), &scoring, &policy),
        interaction: interaction::of(&enrollment, &contributions, coverage.is_complete()),
        activity,
        enrollment,
        name: name.map(str::to_owned),
        period: program().periods.remove(0),
        elapsed: Some(midterm()),
        coverage,
        contributions,
        tallies,
        agreement: PeriodAgreement::default(),
        looks: Vec::new(),
        stand: Stand {
            standing: Standing::AwaitingEvaluation,
            next: Some(Actor::Mentor),
            says: "The period is not evaluated yet, and there is time; a mentor is to evaluate it.",
        },
        findings,
    }
}

fn coverage(seen: &[Seen], silent: Option<&str>) -> PeriodCoverage {
    let slice = |(weeks, coverage): &Seen| CoverageSlice {
        window: Window::new(week(*weeks.start()).from(), week(*weeks.end()).to()).unwrap(),
        coverage: coverage.clone(),
    };
    let slices: Vec<_> = seen.iter().map(slice).collect();
    let stream = |&stream: &Stream| {
        let unseen = silent.filter(|_| matches!(stream, Stream::Comments | Stream::Discussions));
        let slices = unseen.map_or_else(
            || slices.clone(),
            |why| {
                vec![CoverageSlice {
                    window: midterm(),
                    coverage: Coverage::NotFetched(why.to_owned()),
                }]
            },
        );
        StreamCoverage { stream, slices }
    };
    let weeks =
        seen.iter().filter(|(_, c)| c.saw_anything()).map(|(weeks, _)| weeks.clone().count());
    PeriodCoverage {
        streams: Stream::ALL.iter().map(stream).collect(),
        weeks_seen: weeks.sum::<usize>() as u32,
        weeks: 5,
    }
}

fn activity(
    coverage: &PeriodCoverage,
    seen: &[Seen],
    acts: &[ClassedContribution],
    tallies: &[ClassedTally],
) -> Activity {
    let dates: Vec<When> = acts
        .iter()
        .map(|c| c.contribution.when)
        .chain(tallies.iter().map(|t| When::Within(t.tally.window)))
        .collect();
    let active = |n: &usize| dates.iter().any(|when| week(*n).contains(when.anchor()));
    let unseen = |n: &usize| !seen.iter().any(|(weeks, c)| weeks.contains(n) && c.saw_anything());
    let counts = ItemKind::ALL
        .iter()
        .zip(Stream::ALL_KINDS)
        .flat_map(|(&kind, stream)| ScopeClass::ALL.iter().map(move |&class| (kind, class, stream)))
        .map(|(kind, class, stream)| {
            let named = acts
                .iter()
                .filter(|c| c.contribution.item.kind == kind && c.class == class)
                .count() as u32;
            let counted: u32 = tallies
                .iter()
                .filter(|t| kind == ItemKind::Commit && t.class == class)
                .map(|t| t.tally.commits)
                .sum();
            let complete = coverage.of(stream).is_some_and(StreamCoverage::is_complete);
            (kind, class, Count { seen: named + counted, complete })
        });
    Activity {
        counts: counts.collect(),
        active_weeks: (1..=5).filter(active).count() as u32,
        weeks: 5,
        unseen_weeks: (1..=5).filter(|n| !active(n) && unseen(n)).count() as u32,
        longest_gap_weeks: (1..=5).filter(|n| !active(n) && !unseen(n)).count() as u32,
        last: dates.iter().copied().max_by_key(When::anchor),
        straddling: 0,
        hidden_weeks: 0,
    }
}

/// The streams in the order of the kinds that they bring.
trait AllKinds {
    const ALL_KINDS: [Stream; 6];
}

impl AllKinds for Stream {
    const ALL_KINDS: [Stream; 6] = [
        Stream::PullRequests,
        Stream::Issues,
        Stream::Reviews,
        Stream::Commits,
        Stream::Comments,
        Stream::Discussions,
    ];
}

pub(crate) fn statistics() -> Statistics {
    let partly = |seen| Count { seen, complete: false };
    let all = |seen| Count { seen, complete: true };
    let names = |what: &str, n: u32| (0..n).map(|n| format!("{what}-{n}")).collect();
    let outcomes =
        |period: &str, [passed, failed, withdrawn, extended]: [Count; 4], open| Outcomes {
            period: PeriodId::parse(period).unwrap(),
            passed,
            failed,
            withdrawn,
            extended,
            open,
        };
    let row = |program: &str, mentees, mentors, projects: Option<u32>| ProgramStatistics {
        program: program.to_owned(),
        title: String::new(),
        first_day: day(3, 2),
        mentees,
        mentors: names("mentor", mentors),
        projects: projects.map(|n| names("project", n)),
        outcomes: vec![
            outcomes("midterm", [all(6), all(1), all(1), all(2)], all(0)),
            outcomes("final", [partly(3), partly(1), partly(1), partly(0)], all(3)),
        ],
        pull_requests: partly(87),
        pull_requests_in_scope: partly(61),
        issues: partly(14),
        reviews: partly(9),
        commits: partly(402),
        weeks_present: 88,
        weeks_due: 96,
        hidden_weeks: partly(5),
    };
    let autumn = ProgramStatistics {
        first_day: NaiveDate::from_ymd_opt(2025, 9, 1).unwrap(),
        outcomes: vec![outcomes("final", [partly(0); 4], partly(0))],
        issues: partly(0),
        reviews: Count { seen: 0, complete: true },
        ..row("lantern-2025-autumn", 9, 7, None)
    };
    Statistics { as_of: as_of(), rows: vec![row("lantern-2026-spring", 8, 6, Some(4)), autumn] }
}

/// Any text, with what is likely to break something.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "|",
        "\\|",
        "<script>",
        "</style>",
        "@everyone",
        "=cmd()",
        "+1",
        "-1",
        "\n",
        "\r\n",
        "\t",
        "\u{1b}[31m",
        "\u{202e}",
        "灯台",
        "🏮",
        "👩‍💻",
        "e\u{301}",
        "`",
        "](",
        "&lt;",
        "\"",
        "'",
        ",",
        "https://x.example",
        "word ",
        " ",
        "ﷺ",
        "\u{2028}",
        "a-very-long-word-that-has-no-blank-in-it-and-goes-on-and-on-and-on-until-it-is-longer-than-the-line-of-a-terminal",
    ]);
    prop_oneof![
        prop::collection::vec(nasty, 0..12).prop_map(|parts| parts.concat()),
        "\\PC{0,60}",
        any::<String>(),
    ]
}

/// Puts a text wherever foreign text can stand, and a number into the counts.
pub(crate) fn taint(assessments: &mut [Assessment], text: &str, n: u32) {
    for assessment in assessments {
        assessment.name = Some(text.to_owned());
        let enrollment = &mut assessment.enrollment;
        enrollment.project = Project {
            title: text.to_owned(),
            name: Some(text.to_owned()),
            url: Some(text.to_owned()),
        };
        enrollment.mentors.push(Mentor::Name(text.to_owned()));
        enrollment.scope.issues.push(text.to_owned());
        if let Mentee::Unresolved { given, .. } = &mut enrollment.mentee {
            text.clone_into(given);
            enrollment.key = EnrollmentKey::from_text(text);
        }
        for finding in &mut assessment.findings {
            text.clone_into(&mut finding.says);
        }
        for slice in assessment.coverage.streams.iter_mut().flat_map(|s| &mut s.slices) {
            if let Coverage::Partial(why) | Coverage::NotFetched(why) = &mut slice.coverage {
                text.clone_into(why);
            }
        }
        for contribution in assessment.contributions.iter_mut().map(|c| &mut c.contribution) {
            contribution.item.title = Some(text.into());
            if let Ok(url) = ItemUrl::parse(&format!("{}#x{text}", contribution.item.url)) {
                contribution.item.url = url;
            }
        }
        for (.., count) in &mut assessment.activity.counts {
            count.seen = n;
        }
        interaction::taint(&mut assessment.interaction, text, n);
        // Also the case that nobody said anything must hold.
        if n % 2 == 1 {
            agreement::taint(assessment, text);
        }
    }
}

/// Text that means to break a format.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        "[\\x00-\\x7f\u{202a}-\u{202e}\u{2028}]{0,60}",
        "(<script>|</bdi>|@everyone|<!channel>|<@U1>|\\||\\n|```|`|\\]\\(https://x\\)|&|=1\\+1|#1|\\*|_|~){0,12}",
    ]
}
