//! What is to be collected: of whom, and from when to when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use monitor_analysis::agreement;
use monitor_fetcher::{Job, Wanted};
use monitor_model::{Cohort, Login, ProgramId, RepoName, Window, midnight};
use monitor_store::Store;

use crate::args::Sync;
use crate::exit::Failure;
use crate::settings::Settings;

/// What is wanted: every resolved mentee of the programs, each for the windows of all of them.
pub(super) fn job(store: &Store, arguments: &Sync, settings: &Settings) -> Result<Job, Failure> {
    let ids: Vec<ProgramId> = match &arguments.program {
        Some(id) => vec![id.clone()],
        None => store.programs()?.into_iter().map(|head| head.id).collect(),
    };
    job_of(&ids, store, arguments, settings)
}

/// The same of these programs.
pub(super) fn job_of(
    ids: &[ProgramId],
    store: &Store,
    arguments: &Sync,
    settings: &Settings,
) -> Result<Job, Failure> {
    let mut people: BTreeMap<String, Wanted> = BTreeMap::new();
    let mut scope = BTreeSet::new();
    for id in ids {
        let cohort = super::super::cohort(store, id, settings)?;
        for enrollment in &cohort.program.enrollments {
            scope.extend(enrollment.scope.organizations.iter().map(Login::key));
            scope.extend(enrollment.scope.repositories.iter().map(RepoName::key));
        }
        let since = arguments.since.as_deref().map(|text| since(text, &cohort)).transpose()?;
        for wanted in wanted(&cohort, arguments.mentee.as_ref(), since, settings.now) {
            let known = people.entry(wanted.login.key()).or_insert_with(|| wanted.clone());
            known.window = spanning(&known.window, &wanted.window);
        }
    }
    if people.is_empty() {
        return Err(nobody(arguments));
    }
    Ok(Job {
        people: people.into_values().collect(),
        now: settings.now,
        full: arguments.full,
        scope,
    })
}

/// Why there is nobody to fetch.
fn nobody(arguments: &Sync) -> Failure {
    let hint = "`mentorship-monitor check --offline` shows what is wrong with a roster";
    match (&arguments.mentee, &arguments.since) {
        (_, Some(since)) => Failure::input(
            format!("there is nobody to fetch since `{since}`: every window had ended"),
            "leave `--since` out, or give an earlier day",
        ),
        (Some(login), None) => Failure::input(format!("no program has a mentee `{login}`"), hint),
        (None, None) => Failure::input(
            "there is nobody to fetch: no program has a mentee with a usable login",
            hint,
        ),
    }
}

/// The instant that `--since` gives: a day begins at midnight in the program's zone.
fn since(text: &str, cohort: &Cohort) -> Result<DateTime<Utc>, Failure> {
    let day = text.parse::<NaiveDate>().map(|day| midnight(day, cohort.program.zone));
    let instant =
        || monitor_roster::calendar::parse_due(text).map(|at| at.with_timezone(&Utc)).ok();
    day.ok().or_else(instant).ok_or_else(|| {
        Failure::input(
            format!("--since `{text}` is neither a day nor an instant"),
            "write it like 2026-04-14 or 2026-04-14T17:00+02:00",
        )
    })
}

fn wanted<'a>(
    cohort: &'a Cohort,
    only: Option<&'a Login>,
    since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> impl Iterator<Item = Wanted> + 'a {
    let records = cohort
        .records
        .iter()
        .filter_map(|record| Some((record, record.enrollment.mentee.login()?)));
    records.filter(move |(_, login)| only.is_none_or(|only| only == *login)).filter_map(
        move |(record, login)| {
            let own = agreement::own_windows(&cohort.program.id, record, now);
            let whole = own.values().fold(cohort.program.window, |all, own| spanning(&all, own));
            let from = since.map_or(whole.from(), |since| since.max(whole.from()));
            let window = Window::new(from, whole.to()).ok()?;
            Some(Wanted { login: login.clone(), account: record.account.clone(), window })
        },
    )
}

/// The smallest window that holds both.
fn spanning(a: &Window, b: &Window) -> Window {
    Window::new(a.from().min(b.from()), a.to().max(b.to())).unwrap_or(*a)
}

#[cfg(test)]
mod tests {
    use monitor_model::{Actor, Deed, Doer, EnrollmentKey, NewEntry, PeriodId, Verdict};
    use monitor_store::{Origin, Salt};

    use super::*;

    const ROSTER: &str = r#"
        id = "spring"
        title = "Lantern"
        time-zone = "UTC"
        starts = 2026-03-02
        ends = 2026-04-12
        [[period]]
        id = "midterm"
        starts = 2026-03-02
        ends = 2026-04-12
        due = 2026-04-14T17:00:00Z
        [[enrollment]]
        login = "ada-lumen"
        project = "Beam"
        mentors = ["grace-wick"]
        organizations = ["lantern-works"]
    "#;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// What is collected of ada.
    fn collected(store: &Store) -> Window {
        let id = ProgramId::parse("spring").unwrap();
        let cohort = store.cohort(&id).unwrap().unwrap();
        let now = at("2026-04-13T12:00:00Z");
        wanted(&cohort, None, None, now).next().unwrap().window
    }

    fn append(store: &mut Store, role: Actor, name: &str, deed: Deed) {
        let entry = NewEntry {
            at: at("2026-04-13T11:00:00Z"),
            by: Doer { role, name: name.into() },
            program: ProgramId::parse("spring").unwrap(),
            about: EnrollmentKey::from_text("ada-lumen"),
            deed,
            reason: None,
            standing: None,
            inputs: None,
        };
        let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
        store.append(last, &[(entry, Salt([7; 32]))]).unwrap();
    }

    #[test]
    fn more_is_collected_for_an_extension_that_counts_and_for_no_other() {
        let program = monitor_roster::native::read("spring.toml", ROSTER).program.unwrap();
        let (file, sha256) = ("spring.toml".to_owned(), String::new());
        let origin = Origin { format: "toml".into(), file, sha256, at: at("2026-03-01T00:00:00Z") };
        let mut store = Store::in_memory().unwrap();
        store.import_roster(&program, &origin).unwrap();
        let period = PeriodId::parse("midterm").unwrap();
        let longer = Window::new(program.window.from(), at("2026-04-27T00:00:00Z")).unwrap();
        let extend = |due| Deed::Extend { period: period.clone(), window: longer, due: at(due) };
        let usual = collected(&store);
        append(&mut store, Actor::Mentor, "grace-wick", extend("2026-04-28T17:00:00Z"));
        assert_eq!(collected(&store), usual, "a mentor gives no time");
        append(&mut store, Actor::Administrator, "ines-ray", extend("2026-04-20T17:00:00Z"));
        assert_eq!(collected(&store), usual, "it would be due before it ends");
        let pass = Deed::Evaluate { period: period.clone(), verdict: Verdict::Pass };
        append(&mut store, Actor::Mentor, "grace-wick", pass);
        append(&mut store, Actor::Administrator, "ines-ray", extend("2026-04-28T17:00:00Z"));
        assert_eq!(collected(&store), usual, "nobody asked for time");
        let asked = Deed::Evaluate { period: period.clone(), verdict: Verdict::Extend };
        append(&mut store, Actor::Mentor, "grace-wick", asked);
        append(&mut store, Actor::Administrator, "ines-ray", extend("2026-04-28T17:00:00Z"));
        assert_eq!(collected(&store).to(), longer.to());
    }
}
