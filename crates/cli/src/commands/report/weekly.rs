//! `report weekly`: what changed since the report before, who is to act on what, dates, and what was not observed.

use monitor_model::{Audience, ProgramId};
use monitor_report::{Format, Weekly};

use crate::args;
use crate::commands::as_of::{self, Source};
use crate::commands::{book, store_to_read, style, weekly};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Weekly, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    let programs = programs(arguments, &source)?;
    if let [program] = &programs[..] {
        return one(program, arguments, &source, settings);
    }
    let format = match arguments.output.wanted() {
        Some(format @ (Format::Table | Format::Markdown)) => format,
        _ => {
            return Err(Failure::input(
                "several programs can't be written in one file of that format",
                "give one program, or `--format markdown`",
            ));
        }
    };
    if programs.is_empty() {
        settings.note("no program is running: none has begun, or the last evaluation was due more than four weeks ago");
    }
    for (n, program) in programs.iter().enumerate() {
        let text = with(program, arguments, &source, settings, |view| {
            Ok(view.render(format, style(settings))?)
        })?;
        output::result(&if n == 0 { text } else { format!("\n\n{text}") })?;
    }
    Ok(Exit::Done)
}

fn programs(arguments: &args::Weekly, source: &Source) -> Result<Vec<ProgramId>, Failure> {
    match (&arguments.programs[..], &source.head) {
        ([], Some(head)) => Ok(vec![head.program.clone()]),
        ([], None) => weekly::running(&source.store, &source.settings),
        (given, _) => Ok(given.to_vec()),
    }
}

fn one(
    program: &ProgramId,
    arguments: &args::Weekly,
    source: &Source,
    settings: &Settings,
) -> Result<Exit, Failure> {
    with(program, arguments, source, settings, |view| {
        book::write(view, &arguments.output, settings)
    })?;
    Ok(Exit::Done)
}

/// Makes the report of a program and hands it on.
fn with<T>(
    program: &ProgramId,
    arguments: &args::Weekly,
    source: &Source,
    settings: &Settings,
    take: impl FnOnce(&Weekly<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let now = weekly::moment(source, program)?;
    let before = match &arguments.since {
        Some(id) => weekly::moment(&as_of::source(Some(id), settings)?, program)?,
        None => weekly::before(program, &now, source, settings)?,
    };
    if before.side.as_of >= now.side.as_of {
        return Err(Failure::input(
            format!(
                "the report would tell from {} to {}, which is no time at all",
                before.side.as_of.to_rfc3339(),
                now.side.as_of.to_rfc3339()
            ),
            "give an earlier snapshot with `--since`, or a later one with `--as-of`",
        ));
    }
    let audience = if arguments.public { Audience::Public } else { Audience::Private };
    let troubles = store_to_read(settings)?.troubles()?;
    let troubles = troubles.iter().map(|of| format!("{}: {}", of.step, of.says)).collect();
    let view = Weekly::new(
        &now.program,
        (before.side, &before.assessments),
        (now.side, &now.assessments),
        audience,
    );
    take(&view.with_troubles(if source.head.is_none() { troubles } else { Vec::new() }))
}
