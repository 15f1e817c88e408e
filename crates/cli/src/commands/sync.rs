//! `sync`: everything that the mentees did, from GitHub into the database.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use monitor_analysis::agreement;
use monitor_fetcher::{
    Budget, Ended, GitHub, Job, Patience, Progress, Stop, Token, Wanted, Watch, Witnessed, collect,
};
use monitor_model::{Cohort, Login, ProgramId, RepoName, Window, midnight};
use monitor_store::Store;

use super::connection;
use super::memory::StoreMemory;
use crate::args::{Connection, Sync};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::progress::Bar;
use crate::settings::{Notes, Settings};

pub(super) fn run(arguments: &Sync, settings: &Settings) -> Result<Exit, Failure> {
    let mut store = Store::open_existing(&settings.db)?;
    let job = job(&store, arguments, settings)?;
    if arguments.forecast {
        let forecast = monitor_fetcher::forecast(&job, &store.marks("")?).map_err(broken_notes)?;
        output::result(&forecast.to_string())?;
        return Ok(Exit::Done);
    }
    walk(
        &job,
        &mut store,
        arguments,
        &connection::token(&arguments.connection)?,
        settings,
        &output::result,
    )
}

/// The whole of it with a token, for all whom the arguments mean; what came of it is said to `say`.
#[cfg(feature = "demo")]
pub(super) fn run_with(
    store: &mut Store,
    arguments: &Sync,
    token: &Token,
    settings: &Settings,
    say: Say<'_>,
) -> Result<Exit, Failure> {
    walk(&job(store, arguments, settings)?, store, arguments, token, settings, say)
}

/// Collects everything of some programs, as a part of a longer run; what came of it is said as notes.
pub(super) fn collect_all(
    programs: &[ProgramId],
    connection: &Connection,
    wait: bool,
    store: &mut Store,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let arguments = Sync {
        program: None,
        mentee: None,
        since: None,
        forecast: false,
        full: false,
        wait,
        connection: connection.clone(),
    };
    let job = job_of(programs, store, &arguments, settings)?;
    let say = |text: &str| {
        settings.note(text.trim_end());
        Ok(())
    };
    walk(&job, store, &arguments, &connection::token(connection)?, settings, &say)
}

/// Takes what came of a run.
type Say<'a> = &'a dyn Fn(&str) -> Result<(), Failure>;

fn walk(
    job: &Job,
    store: &mut Store,
    arguments: &Sync,
    token: &Token,
    settings: &Settings,
    say: Say<'_>,
) -> Result<Exit, Failure> {
    let holder = format!("process {}", std::process::id());
    let lock = store.lock("sync", &holder, settings.now)?;
    let (ended, requests, points) = fetch(job, store, arguments, token, settings)?;
    drop(lock);
    report(&ended, requests, points, job, settings, say)
}

/// What is wanted: every resolved mentee of the programs, each for the windows of all of them.
fn job(store: &Store, arguments: &Sync, settings: &Settings) -> Result<Job, Failure> {
    let ids: Vec<ProgramId> = match &arguments.program {
        Some(id) => vec![id.clone()],
        None => store.programs()?.into_iter().map(|head| head.id).collect(),
    };
    job_of(&ids, store, arguments, settings)
}

/// The same of these programs.
fn job_of(
    ids: &[ProgramId],
    store: &Store,
    arguments: &Sync,
    settings: &Settings,
) -> Result<Job, Failure> {
    let mut people: BTreeMap<String, Wanted> = BTreeMap::new();
    let mut scope = BTreeSet::new();
    for id in ids {
        let cohort = super::cohort(store, id, settings)?;
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

fn fetch(
    job: &Job,
    store: &mut Store,
    arguments: &Sync,
    token: &Token,
    settings: &Settings,
) -> Result<(Ended, u64, u64), Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
            Failure::machine(format!("can't start: {error}"), "the machine may be out of resources")
        })?;
    runtime.block_on(async {
        let client = connection::client_with(&arguments.connection, token)?;
        let budget = Budget { floor: arguments.connection.floor, wait: arguments.wait };
        let clock = Box::new(Utc::now);
        let github = GitHub::new(client, patience(settings.second), budget, clock);
        let bar = Bar::new(settings.notes == Notes::None);
        let watch = Seen { bar: &bar, github: &github };
        let mut memory = StoreMemory { store, at: settings.now };
        let ended =
            collect(job, &github, &mut memory, usize::from(arguments.connection.at_once), &watch)
                .await;
        bar.end();
        let ended = ended.map_err(|error| match error {
            monitor_fetcher::RunError::Memory(error) => Failure::from(error),
            monitor_fetcher::RunError::Notes(error) => broken_notes(error),
        })?;
        Ok((ended, github.requests(), github.points()))
    })
}

/// The usual patience, in seconds of this length.
fn patience(second: Duration) -> Patience {
    let usual = Patience::default();
    let scaled = |wait: Duration| wait.mul_f64(second.as_secs_f64());
    Patience {
        attempts: usual.attempts,
        first: scaled(usual.first),
        longest: scaled(usual.longest),
        split: scaled(usual.split),
        limited: scaled(usual.limited),
        longest_limited: scaled(usual.longest_limited),
        longest_told: scaled(usual.longest_told),
    }
}

struct Seen<'a> {
    bar: &'a Bar,
    github: &'a GitHub,
}

impl Watch for Seen<'_> {
    fn seen(&self, progress: Progress) {
        self.bar.show(progress, self.github.requests(), self.github.remaining());
    }
}

fn broken_notes(error: serde_json::Error) -> Failure {
    Failure::machine(
        format!("the notes of an earlier run can't be read: {error}"),
        "restore the database from a backup, or `sync --full` walks everything again",
    )
}

fn report(
    ended: &Ended,
    requests: u64,
    points: u64,
    job: &Job,
    settings: &Settings,
    say: Say<'_>,
) -> Result<Exit, Failure> {
    say(&format!(
        "{} people, as of {}: {requests} requests, {points} points\n",
        job.people.len(),
        shown(ended.started)
    ))?;
    say(&witness(ended.witness))?;
    for failure in &ended.failures {
        settings.note(&format!("not observed: {failure}"));
    }
    match &ended.stopped {
        Some(stop @ Stop::Quota { .. }) => {
            settings.note(&format!(
                "stopped: {stop}\n  hint: `{}` goes on where this one stopped",
                command()
            ));
            Ok(Exit::Quota)
        }
        Some(Stop::Refused(why)) => {
            let (says, hint) = why
                .split_once("\nhint: ")
                .unwrap_or((why, "the same command goes on where this one stopped"));
            Err(Failure::machine(says, hint))
        }
        None if ended.failures.is_empty() => Ok(Exit::Done),
        None => Ok(Exit::NotObserved),
    }
}

/// What the search said, the second source beside people's own lists.
fn witness(said: Witnessed) -> String {
    let Witnessed { agrees, missing, differs, not_possible } = said;
    let questions = agrees + differs + not_possible;
    if questions + missing == 0 {
        return String::new();
    }
    format!(
        "search as a witness: agrees in {agrees} of {questions} questions, counts fewer in {differs}, \
         can't be asked in {not_possible}; {missing} items that the lists had not\n"
    )
}

/// The command that was run, which goes on where it stopped. A token is never an argument.
fn command() -> String {
    let arguments: Vec<String> = std::env::args().skip(1).map(quoted).collect();
    format!("mentorship-monitor {}", arguments.join(" "))
}

/// An argument as a shell takes it for one.
fn quoted(argument: String) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+@~,".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) && !argument.starts_with('~') {
        argument
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

fn shown(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
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

    #[test]
    fn a_shell_takes_the_command_as_it_was_given() {
        for (given, shown) in [
            ("--now", "--now"),
            ("2026-05-26T12:00:00Z", "2026-05-26T12:00:00Z"),
            ("unnamed~1", "unnamed~1"),
            ("~/m.db", "'~/m.db'"),
            ("a b/m.db", "'a b/m.db'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(given.to_owned()), shown);
        }
    }
}
