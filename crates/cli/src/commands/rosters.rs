//! Reading rosters from files: what `check`, `import roster` and the demo share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use monitor_model::ProgramId;
use monitor_roster::{Calendar, ColumnMap, Frame, Problem, Reading};
use monitor_store::Store;

use crate::args::{RosterFormat, RosterReading};
use crate::exit::Failure;
use crate::files::{self, TextFile};
use crate::output;
use crate::settings::Settings;

/// A roster file and what was read from it.
pub(super) struct Roster {
    /// The file.
    pub(super) file: TextFile,
    /// Its format.
    pub(super) format: RosterFormat,
    /// What was read.
    pub(super) reading: Reading,
}

impl Roster {
    /// The stable name of the format, for the log of imports.
    pub(super) const fn format_name(&self) -> &'static str {
        match self.format {
            RosterFormat::Toml => "toml",
            RosterFormat::Legacy => "legacy",
            RosterFormat::Csv => "csv",
        }
    }
}

/// Reads the rosters that are named, or all of `programs/` in the config folder.
pub(super) fn read(
    given: &[PathBuf],
    how: &RosterReading,
    settings: &Settings,
) -> Result<Vec<Roster>, Failure> {
    let listed =
        if given.is_empty() { files::list(&settings.programs(), "toml")? } else { given.to_vec() };
    if listed.is_empty() {
        let folder = settings.programs();
        return Err(Failure::input(
            format!("there is no roster in `{}`", folder.display()),
            "name a file, or copy `config/programs/example.toml` of the sources there",
        ));
    }
    listed.iter().map(|path| one(path, how, settings)).collect()
}

fn one(path: &Path, how: &RosterReading, settings: &Settings) -> Result<Roster, Failure> {
    let file = files::read(path)?;
    let format = how.format.map_or_else(|| by_ending(path), Ok)?;
    let reading = match format {
        RosterFormat::Toml => monitor_roster::native::read(&file.shown, &file.text),
        RosterFormat::Csv => csv(&file, how)?,
        RosterFormat::Legacy => legacy(&file, how, settings)?,
    };
    Ok(Roster { file, format, reading })
}

fn by_ending(path: &Path) -> Result<RosterFormat, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") => Ok(RosterFormat::Toml),
        Some("json") => Ok(RosterFormat::Legacy),
        Some("csv") => Ok(RosterFormat::Csv),
        _ => Err(Failure::input(
            format!("the format of `{}` can't be told from its ending", path.display()),
            "say it with --format toml, --format legacy or --format csv",
        )),
    }
}

fn csv(file: &TextFile, how: &RosterReading) -> Result<Reading, Failure> {
    let (Some(map), Some(frame)) = (&how.map, &how.frame) else {
        return Err(Failure::input(
            format!(
                "`{}` says neither which column holds what nor when the program runs",
                file.shown
            ),
            "give --map \"login=GitHub user,mentors=Mentors\" and --frame FILE, a TOML roster without enrollments",
        ));
    };
    let map = ColumnMap::parse(map)
        .map_err(|error| Failure::input(format!("--map: {}", error.says), error.hint))?;
    let around = files::read(frame)?;
    let reading = monitor_roster::native::read(&around.shown, &around.text);
    let hint = "the frame needs id, title, dates and periods, as in `config/programs/example.toml` of the sources";
    let program = reading.program.ok_or_else(|| {
        Failure::problems(&reading.problems)
            .unwrap_or_else(|| Failure::input("the frame can't be read", hint))
    })?;
    Ok(monitor_roster::csv::read(&file.shown, &file.text, &map, &Frame::of_program(&program)))
}

/// The periods of a legacy roster come from the command line, or from `calendars.toml` in the config folder.
fn legacy(file: &TextFile, how: &RosterReading, settings: &Settings) -> Result<Reading, Failure> {
    if !how.period.is_empty() {
        let calendar = typed(how)?;
        return Ok(monitor_roster::legacy::read(&file.shown, &file.text, |_| Some(&calendar)));
    }
    let calendars = configured(settings)?;
    Ok(monitor_roster::legacy::read(&file.shown, &file.text, |id| calendars.get(id)))
}

fn typed(how: &RosterReading) -> Result<Calendar, Failure> {
    let mut calendar = Calendar::default();
    for text in &how.period {
        let period = monitor_roster::calendar::parse_period(text);
        calendar
            .periods
            .push(period.map_err(|error| {
                Failure::input(format!("--period: {}", error.says), error.hint)
            })?);
    }
    if let Some(zone) = &how.time_zone {
        calendar.zone = zone.parse().map_err(|_| {
            Failure::input(
                format!("--time-zone `{zone}` is no time zone"),
                "write it like Europe/Berlin, America/Los_Angeles or UTC",
            )
        })?;
    }
    Ok(calendar)
}

/// The calendars of `calendars.toml` in the config folder; none where there is no such file.
fn configured(settings: &Settings) -> Result<BTreeMap<ProgramId, Calendar>, Failure> {
    let path = settings.config.join("calendars.toml");
    let Some(text) = files::read_if_present(&path)? else {
        return Ok(BTreeMap::new());
    };
    let reading = monitor_roster::calendar::read(&path.display().to_string(), &text);
    Failure::problems(&reading.problems).map_or(Ok(reading.calendars), Err)
}

/// Notes that a roster in the config folder is not what was imported.
pub(super) fn warn_if_stale(
    store: &Store,
    id: &ProgramId,
    settings: &Settings,
) -> Result<(), Failure> {
    let path = settings.programs().join(format!("{id}.toml"));
    if settings.quiet || !path.exists() {
        return Ok(());
    }
    let file = files::read(&path)?;
    let imported = store.programs()?.into_iter().find(|head| &head.id == id);
    if imported.is_some_and(|head| head.roster.sha256 != file.sha256) {
        output::note(&format!(
            "note: `{}` is not what was imported\n  hint: `mentorship-monitor import roster` reads it again",
            file.shown
        ));
    }
    Ok(())
}

impl Failure {
    /// A failure that lists problems of rosters; `None` where there are none.
    pub(super) fn problems(problems: &[Problem]) -> Option<Self> {
        let listed = problems.iter().map(|problem| crate::exit::Problem {
            says: format!("{}: {}", problem.place, problem.says),
            hint: Some(problem.hint.clone()),
        });
        (!problems.is_empty())
            .then(|| Self { exit: crate::exit::Exit::Input, problems: listed.collect() })
    }
}
