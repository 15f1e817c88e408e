//! A fictional program of any size, as the fetcher would have stored it: of each mentee a hundred acts in twelve weeks.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Account, AccountId, Act, Batch, ChangedFile, CommitDetail, Contribution, Coverage,
    CoverageStatement, Detail, Detailed, Enrollment, EnrollmentKey, Item, ItemKind, ItemUrl, Login,
    Mentee, Mentor, NodeId, Period, PeriodId, Person, Program, ProgramId, Project,
    PullRequestDetail, RepoName, Response, ReviewDetail, ReviewState, Role, Scope, Stream,
    ThreadDetail, When, Window,
};
use monitor_store::{Origin, Store};

/// When it begins: Monday, 2 March 2026.
pub(crate) const START: DateTime<Utc> = DateTime::from_timestamp(1_772_409_600, 0).unwrap();

/// How many acts each mentee has.
pub(crate) const ACTS: usize = 100;

/// What a mentee does, in this order and this often.
const DEEDS: [(Deed, u64); 6] = [
    (Deed::PullRequest, 15),
    (Deed::Merge, 8),
    (Deed::Issue, 5),
    (Deed::Review, 12),
    (Deed::Commit, 35),
    (Deed::Comment, 25),
];

#[derive(Clone, Copy)]
enum Deed {
    PullRequest,
    Merge,
    Issue,
    Review,
    Commit,
    Comment,
}

/// Writes a program with so many enrollments, and what they did.
pub(crate) fn write(store: &mut Store, enrollments: usize) -> ProgramId {
    let program = program(enrollments);
    let origin =
        Origin { format: "bench".into(), file: "roster".into(), sha256: "00".into(), at: START };
    store.import_roster(&program, &origin).unwrap();
    let mentees: Vec<u64> = (0..enrollments as u64).collect();
    for some in mentees.chunks(50) {
        let mut answer = Batch::default();
        some.iter().for_each(|&n| add(&mut answer, n));
        store.commit(&answer, &[], START + TimeDelta::weeks(12)).unwrap();
    }
    program.id
}

fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

fn mentee(n: u64) -> Login {
    login(&format!("ada-lumen-{n}"))
}

/// Two of a mentor's three mentees share both.
fn mentors(n: u64) -> [Login; 2] {
    [n / 3 * 2, n / 3 * 2 + 1].map(|mentor| login(&format!("grace-wick-{mentor}")))
}

fn organization(n: u64) -> String {
    format!("lantern-{}", n % 200)
}

fn program(enrollments: usize) -> Program {
    let term = Window::new(START, START + TimeDelta::weeks(12)).unwrap();
    let period = Period { id: PeriodId::parse("term").unwrap(), window: term, due: term.to() };
    let one = |n| {
        let mentee = Mentee::Login(mentee(n));
        Enrollment {
            key: EnrollmentKey::for_mentee(&mentee, |_| false),
            mentee,
            project: Project { title: "Brighter wicks".into(), ..Project::default() },
            mentors: mentors(n).map(Mentor::Login).to_vec(),
            scope: Scope { organizations: vec![login(&organization(n))], ..Scope::default() },
            work: vec![],
            own_windows: BTreeMap::new(),
            former_names: Vec::new(),
        }
    };
    Program {
        id: ProgramId::parse("lantern-2026").unwrap(),
        title: "Lantern 2026".into(),
        zone: chrono_tz::Tz::UTC,
        window: term,
        periods: vec![period],
        hours_per_week: Some(20),
        enrollments: (0..enrollments as u64).map(one).collect(),
    }
}

fn person(login: Login, id: u64) -> Person {
    let node = NodeId(format!("U_{id}").into());
    Person { login, name: None, account: Some(Account { id: AccountId(id), node }) }
}

/// What one mentee did, and what was seen of it, week by week.
fn add(answer: &mut Batch, n: u64) {
    answer.people.push(person(mentee(n), n + 1));
    let mentors = mentors(n);
    let ids = [n / 3 * 2, n / 3 * 2 + 1].map(|mentor| 1_000_000 + mentor);
    answer.people.extend(mentors.into_iter().zip(ids).map(|(login, id)| person(login, id)));
    for week in 0..12 {
        let from = START + TimeDelta::weeks(week);
        let window = Window::new(from, from + TimeDelta::weeks(1)).unwrap();
        let seen = |&stream| CoverageStatement {
            of: mentee(n),
            stream,
            window,
            coverage: Coverage::Complete,
        };
        answer.coverage.extend(Stream::ALL.iter().map(seen));
    }
    let mut act = 0;
    for (deed, times) in DEEDS {
        for k in 0..times {
            let at = START + TimeDelta::minutes((act * 7_919 + n * 31) as i64 % (12 * 7 * 24 * 60));
            do_one(answer, n, deed, k, at);
            act += 1;
        }
    }
}

fn do_one(answer: &mut Batch, n: u64, deed: Deed, k: u64, at: DateTime<Utc>) {
    let number = n * 100 + k;
    let (kind, act, role, path) = match deed {
        Deed::PullRequest => {
            (ItemKind::PullRequest, Act::Opened, Role::Author, format!("pull/{number}"))
        }
        Deed::Merge => (ItemKind::PullRequest, Act::Merged, Role::Author, format!("pull/{number}")),
        Deed::Issue => {
            (ItemKind::Issue, Act::Opened, Role::Author, format!("issues/{}", number + 50))
        }
        Deed::Review => {
            let path = format!("pull/{number}#pullrequestreview-{}", 9_000_000 + number);
            (ItemKind::Review, Act::Reviewed, Role::Reviewer, path)
        }
        Deed::Commit => {
            let hash = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            (
                ItemKind::Commit,
                Act::Authored,
                Role::Author,
                format!("commit/{hash:016x}{number:024x}"),
            )
        }
        Deed::Comment => {
            let path = format!("pull/{number}#issuecomment-{}", 8_000_000 + number);
            (ItemKind::Comment, Act::Commented, Role::Commenter, path)
        }
    };
    // Three repositories of the organisation, and one elsewhere.
    let repo = match k % 4 {
        3 => "quiet-harbor/bell".to_owned(),
        part => format!("{}/part-{part}", organization(n)),
    };
    let repo = RepoName::parse(&repo).unwrap();
    let url = |path: &str| ItemUrl::parse(&format!("https://github.com/{repo}/{path}")).unwrap();
    let titled = matches!(kind, ItemKind::PullRequest | ItemKind::Issue);
    let item = Item {
        kind,
        url: url(&path),
        node_id: Some(NodeId(format!("{}_kwDOA{number:08x}", kind.as_str()).into())),
        title: titled.then(|| format!("Trim the wick a little more, part {k}").into()),
        repo: repo.clone(),
    };
    if let Some(detail) = detail(deed, k, || url(&format!("pull/{}", n * 100 + k % 12))) {
        answer.details.push(Detailed { item: item.clone(), detail });
    }
    if matches!(deed, Deed::PullRequest | Deed::Issue) {
        let by = |which: usize, act, hours| Response {
            on: item.url.clone(),
            by: mentors(n)[which].clone(),
            act,
            at: at + TimeDelta::hours(hours),
        };
        answer.responses.push(by(0, Act::Reviewed, 20));
        answer.responses.extend(k.is_multiple_of(2).then(|| by(1, Act::Commented, 30)));
    }
    answer.contributions.push(Contribution { by: mentee(n), item, act, role, when: When::At(at) });
}

fn detail(deed: Deed, k: u64, whole: impl Fn() -> ItemUrl) -> Option<Detail> {
    let lines = u32::try_from(k * 13 % 400).unwrap();
    let file = |part: u32| ChangedFile {
        path: format!("crates/wick/src/part_{k}/file_{part}.rs").into(),
        additions: lines / 3,
        deletions: part,
    };
    match deed {
        Deed::PullRequest => Some(Detail::PullRequest(PullRequestDetail {
            additions: lines,
            deletions: 6,
            changed_files: 3,
            files: (1..=3).map(file).collect(),
            is_draft: false,
            responses_complete: true,
        })),
        Deed::Issue => Some(Detail::Thread(ThreadDetail { responses_complete: true })),
        Deed::Review => {
            let comments = lines % 5;
            Some(Detail::Review(ReviewDetail { state: ReviewState::Approved, comments }))
        }
        Deed::Commit if k.is_multiple_of(2) => {
            Some(Detail::Commit(CommitDetail { pull_request: whole() }))
        }
        Deed::Merge | Deed::Commit | Deed::Comment => None,
    }
}
