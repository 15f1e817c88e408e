//! `sync`: everything that the mentees did, from GitHub into the database.

use std::time::Duration;

use chrono::{DateTime, Utc};
use monitor_fetcher::{
    Budget, Ended, GitHub, Job, Patience, Progress, Stop, Token, Watch, Witnessed, collect,
};
use monitor_model::ProgramId;
use monitor_store::{Continued, Store, WhyContinued};

use self::job::{job, job_of};

use super::connection;
use super::import_roster::continued;
use super::memory::StoreMemory;
use crate::args::{Connection, Sync};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::progress::Bar;
use crate::settings::{Notes, Settings};

mod job;

pub(super) fn run(arguments: &Sync, settings: &Settings) -> Result<Exit, Failure> {
    let mut store = Store::open_existing(&settings.db)?;
    let job = job(&store, arguments, settings)?;
    if arguments.forecast {
        let forecast = monitor_fetcher::forecast(&job, &store.marks("")?).map_err(broken_notes)?;
        output::result(&forecast.to_string())?;
        return Ok(Exit::Done);
    }
    let token = connection::token(&arguments.connection)?;
    Ok(walk(&job, &mut store, arguments, &token, settings, &output::result)?.0)
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
    Ok(walk(&job(store, arguments, settings)?, store, arguments, token, settings, say)?.0)
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
    let token = connection::token(connection)?;
    let (exit, as_of) = walk(&job, store, &arguments, &token, settings, &say)?;
    // Where it ended what an earlier run had begun, nothing is known yet of the time since then.
    if as_of < settings.now && matches!(exit, Exit::Done | Exit::NotObserved) {
        return Ok(walk(&job, store, &arguments, &token, settings, &say)?.0);
    }
    Ok(exit)
}

/// Takes what came of a run.
type Say<'a> = &'a dyn Fn(&str) -> Result<(), Failure>;

/// One run; gives how it ended, and as of which instant it collected.
fn walk(
    job: &Job,
    store: &mut Store,
    arguments: &Sync,
    token: &Token,
    settings: &Settings,
    say: Say<'_>,
) -> Result<(Exit, DateTime<Utc>), Failure> {
    let holder = format!("process {}", std::process::id());
    let lock = store.lock("sync", &holder, settings.now)?;
    let before = store.continuations()?;
    let (ended, requests, points) = fetch(job, store, arguments, token, settings)?;
    drop(lock);
    for (program, former, now) in store.continuations()?.difference(&before).cloned() {
        let one = Continued { former, now, why: WhyContinued::SameAccount };
        settings.note(&format!("{program}: {}", continued(&one).trim()));
    }
    Ok((report(&ended, requests, points, job, settings, say)?, ended.started))
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
    use super::quoted;

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
