//! A fictional program and what its people did, for the tests of this crate.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Account, AccountId, Act, Batch, Cohort, CommitTally, Contribution, Coverage, CoverageStatement,
    Enrollment, EnrollmentKey, HiddenActivity, Identity, IdentityNote, Item, Login, LoginError,
    Mentee, Mentor, Period, PeriodId, Person, Program, ProgramId, Project, RepoName, Role, Scope,
    Stream, Unattributed, When, Window, WorkKind,
};

use crate::{Origin, Store};

pub(crate) fn day(n: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_406_000, 0).unwrap() + TimeDelta::days(n)
}

pub(crate) fn days(from: i64, to: i64) -> Window {
    Window::new(day(from), day(to)).unwrap()
}

pub(crate) fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

pub(crate) fn repo(text: &str) -> RepoName {
    RepoName::parse(text).unwrap()
}

/// An origin whose content is told by a word.
pub(crate) fn origin(content: &str) -> Origin {
    Origin {
        format: "test".into(),
        file: format!("{content}.json"),
        sha256: content.into(),
        at: day(0),
    }
}

pub(crate) fn program_id() -> ProgramId {
    ProgramId::parse("lantern-2026").unwrap()
}

fn enrollment(mentee: Mentee) -> Enrollment {
    Enrollment {
        key: EnrollmentKey::for_mentee(&mentee, |_| false),
        mentee,
        project: Project::default(),
        mentors: vec![],
        scope: Scope::default(),
        work: vec![],
        own_windows: BTreeMap::new(),
        former_names: Vec::new(),
    }
}

/// An enrollment of which everything is said.
fn ada() -> Enrollment {
    let midterm = PeriodId::parse("midterm").unwrap();
    Enrollment {
        project: Project {
            title: "Brighter wicks: \"trim & glow\"".into(),
            name: Some("wick".into()),
            url: Some("https://lantern.example/1".into()),
        },
        mentors: vec![
            Mentor::Login(login("Grace-Wick")),
            Mentor::Name("Mary Somerlight".into()),
            Mentor::Login(login("hedy-glow")),
        ],
        scope: Scope {
            organizations: vec![login("Lantern-Works"), login("oil-lab")],
            repositories: vec![repo("glass/Shade"), repo("ada-lumen/notes")],
            issues: vec!["https://github.com/Lantern-Works/wick/issues/1".into()],
        },
        work: vec![WorkKind::Docs, WorkKind::Code],
        own_windows: BTreeMap::from([(midterm, days(7, 50))]),
        ..enrollment(Mentee::Login(login("Ada-Lumen")))
    }
}

/// A program with every kind of enrollment.
pub(crate) fn program() -> Program {
    let unresolved = |given: &str, why| Mentee::Unresolved { given: given.into(), why };
    let period = |id, window: Window| Period {
        id: PeriodId::parse(id).unwrap(),
        window,
        due: window.to() + TimeDelta::milliseconds(86_399_999),
    };
    Program {
        id: program_id(),
        title: "Lantern 2026".into(),
        zone: chrono_tz::Tz::America__Los_Angeles,
        window: days(0, 84),
        periods: vec![period("midterm", days(0, 42)), period("final", days(42, 84))],
        hours_per_week: Some(20),
        enrollments: vec![
            enrollment(Mentee::Login(login("zoe-flare"))),
            ada(),
            enrollment(unresolved("", LoginError::Empty)),
            enrollment(unresolved("mae ember", LoginError::Character(' '))),
        ],
    }
}

pub(crate) fn opened(by: &str, item: Item, when: When) -> Contribution {
    Contribution { by: login(by), item, act: Act::Opened, role: Role::Author, when }
}

/// A batch with something of every kind; nothing in it is there twice.
pub(crate) fn batch() -> Batch {
    let wick = || repo("Lantern-Works/wick");
    Batch {
        people: vec![Person {
            login: login("ada-lumen"),
            name: Some("Ada Lumen".into()),
            account: None,
        }],
        contributions: vec![
            opened("ada-lumen", Item::pull_request(wick(), 7), When::At(day(3))),
            opened("ada-lumen", Item::issue(wick(), 8), When::Within(days(0, 7))),
            opened("zoe-flare", Item::issue(wick(), 9), When::Within(days(7, 14))),
        ],
        tallies: vec![CommitTally {
            by: login("ada-lumen"),
            repo: wick(),
            window: days(0, 7),
            commits: 5,
        }],
        coverage: vec![CoverageStatement {
            of: login("ada-lumen"),
            stream: Stream::Issues,
            window: days(0, 7),
            coverage: Coverage::Partial("opened only".into()),
        }],
        hidden: vec![HiddenActivity {
            of: login("zoe-flare"),
            window: days(0, 7),
            why: "counted and not itemised".into(),
        }],
        unattributed: vec![Unattributed {
            program: program_id(),
            window: days(0, 7),
            file: "week-1.json".into(),
            row: 4,
        }],
        identities: vec![],
        witness: vec![],
        repositories: vec![],
        vanished: vec![],
        listed: vec![],
        details: vec![],
        responses: vec![],
    }
}

pub(crate) fn account(id: u64) -> Account {
    Account { id: AccountId(id), node: format!("U_{id}").as_str().into() }
}

/// An answer that names an account by its login.
pub(crate) fn named(by: &str, id: u64) -> Batch {
    let person = Person { login: login(by), name: None, account: Some(account(id)) };
    Batch { people: vec![person], ..Batch::default() }
}

/// An answer to the question whose login `asked` is: that of an account that has the login `now` on a day.
pub(crate) fn resolved(asked: &str, id: u64, now: &str, on: i64) -> Batch {
    noted(asked, on, Identity::Resolved(account(id), login(now)))
}

pub(crate) fn noted(asked: &str, on: i64, what: Identity) -> Batch {
    let note = IdentityNote { login: login(asked), at: day(on), what };
    Batch { identities: vec![note], ..Batch::default() }
}

/// A store in memory that has the program.
pub(crate) fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.import_roster(&program(), &origin("roster")).unwrap();
    store
}

/// What a store knows of the program, every spelling included, in an order of its own.
pub(crate) fn known(store: &Store) -> String {
    let mut cohort: Cohort = store.cohort(&program_id()).unwrap().unwrap();
    for record in &mut cohort.records {
        record.contributions.sort_by_key(|c| format!("{c:?}"));
        record.tallies.sort_by_key(|tally| format!("{tally:?}"));
    }
    format!("{cohort:?}")
}
