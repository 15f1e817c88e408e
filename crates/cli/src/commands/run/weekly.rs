//! `run weekly`: rosters, collection, reports, messages; each step on its own, so that one that fails stops no other.
//!
//! What is done is noted in the database as it is done. A run that dies is followed by one that goes on: what was collected stays,
//! a week has one snapshot, and who was told is not told again.

use std::path::Path;

use monitor_analysis::reminders::first_since;
use monitor_model::{CalendarWeek, PeriodId, ProgramId};
use monitor_post::Beat;
use monitor_store::{ReportedWeek, Store, Trouble};
use tokio::runtime::Runtime;

use super::deliver::Courier;
use super::due::due;
use super::heart::Heart;
use super::log::Log;
use super::rehearsal;
use super::reports::{self, Told};
use super::troubles::{DOUBT, sentence};
use crate::args::{ImportRoster, RosterReading, RunWeekly};
use crate::commands::weekly::running;
use crate::commands::{as_of, import_roster, sync};
use crate::exit::{Exit, Failure};
use crate::posting::{Channel, Posting};
use crate::settings::Settings;
use crate::{files, output};

pub(super) fn run(arguments: &RunWeekly, settings: &Settings) -> Result<Exit, Failure> {
    let (posting, problems) =
        settings.read_config("posting.toml", "channels are", Posting::problems)?;
    if let Some(failure) = Failure::problems(&problems) {
        return Err(failure);
    }
    settings.standards()?;
    if arguments.dry_run {
        return rehearsal::run(arguments, &posting, settings);
    }
    let runtime = runtime()?;
    let mut store = Store::open(&settings.db)?;
    let holder = format!("process {}", std::process::id());
    let _lock = store.lock("weekly", &holder, settings.now)?;
    let heart = Heart::of(&posting, settings);
    heart.beat(&runtime, Beat::Start, settings);
    private_folder(&arguments.out)?;
    let log = Log::new(&arguments.out, settings);
    let mut run = Run { arguments, settings, runtime: &runtime, store, log, failed: false };
    let ended = run.steps(&posting.channels());
    let well = matches!(ended, Ok(Exit::Done | Exit::NotObserved));
    heart.beat(&runtime, if well { Beat::Success } else { Beat::Failure }, settings);
    ended
}

fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        Failure::machine(format!("can't start: {error}"), "the machine may be out of resources")
    })
}

/// Makes the folder of reports where there is none, for nobody else to look into: verdicts stand in them. Who made it before
/// has said who may.
fn private_folder(folder: &Path) -> Result<(), Failure> {
    let mut make = std::fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder).map_err(|error| {
        Failure::machine(
            format!("can't make the folder `{}`: {error}", folder.display()),
            "check who may write there, or give another with `--out`",
        )
    })
}

/// A run under way.
struct Run<'r> {
    arguments: &'r RunWeekly,
    settings: &'r Settings,
    runtime: &'r Runtime,
    store: Store,
    log: Log,
    /// Whether a step failed.
    failed: bool,
}

impl Run<'_> {
    fn steps(&mut self, channels: &[Channel]) -> Result<Exit, Failure> {
        self.step("check", Self::rosters)?;
        let programs = self.programs()?;
        if programs.is_empty() {
            self.settings.note("no program is running, so there is nothing to report");
            return Ok(self.exit(Exit::Done));
        }
        let collected = self.step("sync", |run| run.collect(&programs))?;
        let stopped = collected == Some(Exit::Quota);
        if stopped {
            // The report waits for the rest; who is to be reminded is known without it.
            self.log.add("sync", false, "stopped at GitHub's quota; the same command goes on")?;
        }
        self.end_what_is_gone(&programs, channels)?;
        for program in programs.iter().filter(|_| !stopped) {
            let settled = collected.is_some();
            self.step(&format!("report/{program}"), |run| run.report(program, settled))?;
        }
        for channel in channels {
            self.step(&format!("post/{}", channel.name), |run| run.tell(channel, &programs))?;
        }
        Ok(if stopped { Exit::Quota } else { self.exit(collected.unwrap_or(Exit::Failed)) })
    }

    /// Forgets what failed in steps that are no more: of channels that were taken out, and of programs that have ended.
    fn end_what_is_gone(
        &mut self,
        programs: &[ProgramId],
        channels: &[Channel],
    ) -> Result<(), Failure> {
        let all = self.arguments.programs.is_empty();
        for Trouble { step, .. } in self.store.troubles()? {
            let gone = match step.split_once('/') {
                Some(("post", name)) => channels.iter().all(|of| of.name != name),
                Some(("report", id)) => all && programs.iter().all(|of| of.as_str() != id),
                _ => false,
            };
            if gone {
                self.store.end_trouble(&step)?;
            }
        }
        Ok(())
    }

    const fn exit(&self, collected: Exit) -> Exit {
        if self.failed { Exit::Failed } else { collected }
    }

    /// Does a step. One that fails is noted, named in the next report, and tried again by the next run.
    fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        match work(self) {
            Ok(done) => {
                self.store.end_trouble(name)?;
                self.log.add(name, true, "")?;
                Ok(Some(done))
            }
            Err(failure) => {
                self.failed = true;
                output::note(&format!("step `{name}` failed\n{failure}"));
                let says: Vec<&str> = failure.problems.iter().map(|of| of.says.as_str()).collect();
                let says = says.join("; ").split_whitespace().collect::<Vec<_>>().join(" ");
                let trouble =
                    Trouble { step: name.to_owned(), says: says.clone(), since: self.settings.now };
                self.store.put_trouble(&trouble)?;
                self.log.add(name, false, &says)?;
                Ok(None)
            }
        }
    }

    /// Checks the rosters of the config folder and imports them. Where there are none, those in the database stand.
    fn rosters(&mut self) -> Result<(), Failure> {
        if files::list(&self.settings.programs(), "toml")?.is_empty() {
            return Ok(());
        }
        let all = ImportRoster {
            files: vec![],
            reading: RosterReading {
                format: None,
                period: vec![],
                time_zone: None,
                map: None,
                frame: None,
            },
            continues: vec![],
            enrol_again: vec![],
            dry_run: false,
        };
        match import_roster::run(&all, self.settings)? {
            Exit::Attention => Err(Failure::input(
                "a roster has a problem, or something in it that only people can decide",
                "`mentorship-monitor check --offline` and `import roster` name it",
            )),
            _ => Ok(()),
        }
    }

    fn programs(&self) -> Result<Vec<ProgramId>, Failure> {
        match &self.arguments.programs[..] {
            [] => running(&self.store, self.settings),
            given => Ok(given.to_vec()),
        }
    }

    fn collect(&mut self, programs: &[ProgramId]) -> Result<Exit, Failure> {
        let RunWeekly { connection, wait, .. } = self.arguments;
        sync::collect_all(programs, connection, *wait, &mut self.store, self.settings)
    }

    /// Freezes a program for its week, where that is not done, and writes the reports.
    fn report(&mut self, program: &ProgramId, settled: bool) -> Result<(), Failure> {
        let declared = super::super::program(&self.store, program, self.settings)?;
        let week = CalendarWeek::of(self.settings.now, declared.zone);
        let begun = declared.periods.iter().rev().find(|of| of.window.from() <= self.settings.now);
        let Some(period) = begun.or(declared.periods.first()) else { return Ok(()) };
        let kept = self.keep((program, &period.id), week, settled)?;
        let weeks = self.store.weeks(program)?;
        let told = Told::of(program, &kept, &weeks, self.settings)?;
        reports::write(program, &told, &self.arguments.out, self.settings)
    }

    fn keep(
        &mut self,
        (program, period): (&ProgramId, &PeriodId),
        week: CalendarWeek,
        settled: bool,
    ) -> Result<ReportedWeek, Failure> {
        let troubles = self.store.troubles()?;
        let says: Vec<String> = troubles.iter().map(sentence).collect();
        let standards = as_of::written(&self.settings.standards()?)?;
        let now = self.settings.now;
        let kept =
            self.store.keep_week((program, period), week, now, &standards, (settled, &says))?;
        let Some(kept) = kept else {
            return Err(Failure::input(
                format!("there is no program `{program}`"),
                "`mentorship-monitor import roster` brings it",
            ));
        };
        // What was only to be said has been said, once a report says it that is not made anew.
        for doubt in troubles.iter().filter(|of| of.step.starts_with(DOUBT)) {
            if kept.settled && kept.troubles.contains(&sentence(doubt)) {
                self.store.end_trouble(&doubt.step)?;
            }
        }
        Ok(kept)
    }

    /// Tells a channel what is due of all programs. A message that can't be sent keeps no other back, unless it is the channel
    /// that is at fault.
    fn tell(&mut self, channel: &Channel, programs: &[ProgramId]) -> Result<(), Failure> {
        let programs: Vec<_> = programs.iter().filter(|of| channel.is_for(of)).collect();
        let settings = self.settings;
        for program in &programs {
            // From the first try on, whether it succeeds or not.
            if self.store.reminded(&channel.name, program)?.is_none() {
                let first = first_since(settings.now);
                self.store.set_reminded(&channel.name, program, first)?;
            }
        }
        let allow_public = settings.standards()?.policy.publish_verdicts;
        let github = &self.arguments.connection;
        let courier = Courier::open(channel, self.runtime, github, allow_public, settings)?;
        let mut problems = Vec::new();
        for program in programs {
            let before = problems.len();
            for draft in due(program, channel, &self.store, None, settings)? {
                let Err(unbrought) = courier.bring(&draft, &mut self.store, settings) else {
                    continue;
                };
                problems.extend(unbrought.failure.problems);
                if !unbrought.others_may {
                    return Err(Failure { exit: Exit::Failed, problems });
                }
            }
            if problems.len() == before {
                self.store.set_reminded(&channel.name, program, settings.now)?;
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        Err(Failure { exit: Exit::Failed, problems })
    }
}
