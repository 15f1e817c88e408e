//! Reading rosters from files: what `check`, `import roster` and the demo share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use monitor_model::ProgramId;
use monitor_roster::calendar::CalendarReading;
use monitor_roster::{Calendar, ColumnMap, Level, Place, Problem, Reading};
use monitor_store::ProgramHead;

use crate::args::{RosterFormat, RosterReading};
use crate::exit::{Exit, Failure};
use crate::files::{self, TextFile};
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
        name(self.format)
    }
}

const fn name(format: RosterFormat) -> &'static str {
    match format {
        RosterFormat::Toml => "toml",
        RosterFormat::Legacy => "legacy",
        RosterFormat::Csv => "csv",
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
    let mut formats = Vec::new();
    let mut problems = Vec::new();
    for path in &listed {
        match how.format.map_or_else(|| by_ending(path), Ok) {
            Ok(format) => formats.push(format),
            Err(failure) => problems.extend(failure.problems),
        }
    }
    if problems.is_empty() {
        problems = of_no_use(how, &formats);
    }
    let mut rosters = Vec::new();
    if problems.is_empty() {
        for (path, format) in listed.iter().zip(formats) {
            match one(path, format, how, settings) {
                Ok(roster) => rosters.push(roster),
                Err(failure) => problems.extend(failure.problems),
            }
        }
    }
    if problems.is_empty() { Ok(rosters) } else { Err(Failure { exit: Exit::Input, problems }) }
}

/// Options that none of the formats looks at: somebody expects of them what they will not do.
fn of_no_use(how: &RosterReading, formats: &[RosterFormat]) -> Vec<crate::exit::Problem> {
    let options = [
        ("--period", !how.period.is_empty(), RosterFormat::Legacy),
        ("--time-zone", how.time_zone.is_some(), RosterFormat::Legacy),
        ("--map", how.map.is_some(), RosterFormat::Csv),
        ("--frame", how.frame.is_some(), RosterFormat::Csv),
    ];
    let idle = options.into_iter().filter(|(_, given, of)| *given && !formats.contains(of));
    let mut names: Vec<&str> = formats.iter().map(|format| name(*format)).collect();
    names.dedup();
    idle.map(|(option, _, of)| crate::exit::Problem {
        says: format!(
            "{option} is only for rosters of the format {}, these are {}",
            name(of),
            names.join(", ")
        ),
        hint: Some(format!("leave {option} out, or say --format {}", name(of))),
    })
    .collect()
}

/// Where two files give the same program: of both, only the later one would count.
pub(super) fn twice(rosters: &[Roster]) -> Vec<Problem> {
    let mut first: BTreeMap<&ProgramId, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for Roster { file, reading, .. } in rosters {
        let Some(program) = &reading.program else {
            continue;
        };
        if let Some(other) = first.get(&program.id) {
            problems.push(Problem {
                place: Place::new(&file.shown, None, ""),
                level: Level::Problem,
                input: program.id.to_string(),
                says: format!("the program `{}` is in `{other}` too", program.id),
                hint: "give each program an id of its own, or leave one of the two files out"
                    .to_owned(),
            });
        } else {
            first.insert(&program.id, &file.shown);
        }
    }
    problems
}

fn one(
    path: &Path,
    format: RosterFormat,
    how: &RosterReading,
    settings: &Settings,
) -> Result<Roster, Failure> {
    let file = files::read(path)?;
    settings.trace(|| format!("read {} as {}", file.described(), name(format)));
    let reading = match format {
        RosterFormat::Toml => monitor_roster::native::read(&file.shown, &file.text),
        RosterFormat::Csv => csv(&file, how, settings)?,
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

fn csv(file: &TextFile, how: &RosterReading, settings: &Settings) -> Result<Reading, Failure> {
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
    settings.trace(|| format!("read {} as its frame", around.described()));
    let frame = monitor_roster::native::read(&around.shown, &around.text);
    Ok(monitor_roster::csv::read_within(&file.shown, &file.text, &map, frame))
}

/// The periods of a legacy roster come from the command line, or from `calendars.toml` in the config folder.
fn legacy(file: &TextFile, how: &RosterReading, settings: &Settings) -> Result<Reading, Failure> {
    if !how.period.is_empty() {
        let calendar = typed(how)?;
        return Ok(monitor_roster::legacy::read(&file.shown, &file.text, |_| Some(&calendar)));
    }
    let CalendarReading { calendars, problems } = read_calendars(settings)?;
    let mut reading = monitor_roster::legacy::read(&file.shown, &file.text, |id| calendars.get(id));
    // A calendar that can't be read may be the one that this roster lacks.
    reading.problems.extend(problems);
    reading.problems.sort();
    Ok(reading)
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

/// `calendars.toml` in the config folder with everything that is wrong with it; none where there is no such file.
pub(super) fn read_calendars(settings: &Settings) -> Result<CalendarReading, Failure> {
    let path = settings.config.join("calendars.toml");
    let shown = path.display().to_string();
    let Some(text) = files::read_if_present(&path)? else {
        settings.trace(|| format!("no `{shown}`"));
        return Ok(CalendarReading::default());
    };
    settings.trace(|| format!("read `{shown}`"));
    Ok(monitor_roster::calendar::read(&shown, &text))
}

/// Notes that a roster is no longer what was imported: the file that was read then, or where it is gone, the program's roster
/// in the config folder.
pub(super) fn note_if_stale(head: &ProgramHead, settings: &Settings) {
    let imported = PathBuf::from(&head.roster.file);
    let usual = settings.programs().join(format!("{}.toml", head.id));
    // That it can't be read is no reason not to show what was imported.
    let found = [imported, usual].iter().find_map(|path| files::read(path).ok());
    if let Some(file) = found.filter(|file| file.sha256 != head.roster.sha256) {
        settings.note(&format!(
            "note: `{}` is not what was imported at {}\n  hint: `mentorship-monitor import roster {}` reads it again",
            file.shown,
            head.roster.at.format("%Y-%m-%dT%H:%MZ"),
            file.shown
        ));
    }
}
