//! `export contributions`: one row per contribution, so that anyone can check us against GitHub.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;

use monitor_model::{ProgramId, Record};
use monitor_store::Store;

use crate::args::ExportFormat;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

use row::Row;

mod row;

pub(super) fn run(
    program: &ProgramId,
    format: ExportFormat,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let store = Store::open_existing(&settings.db)?;
    super::known(&store, program, settings)?;
    let out = BufWriter::new(io::stdout().lock());
    let ended = match format {
        ExportFormat::Jsonl => jsonl(&store, program, out)?,
        ExportFormat::Csv => csv(&store, program, out)?,
    };
    match ended {
        // A reader that has gone away, as `head` does, is no error.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::machine(
            format!("can't write to standard output: {error}"),
            "check where the output goes",
        )),
        _ => Ok(Exit::Done),
    }
}

fn jsonl(
    store: &Store,
    program: &ProgramId,
    mut out: impl Write,
) -> Result<io::Result<()>, Failure> {
    let ended = rows(store, program, |row| {
        let written = serde_json::to_writer(&mut out, row).map_err(io::Error::from);
        written.and_then(|()| out.write_all(b"\n"))
    })?;
    Ok(ended.and_then(|()| out.flush()))
}

fn csv(store: &Store, program: &ProgramId, out: impl Write) -> Result<io::Result<()>, Failure> {
    let mut out = csv::Writer::from_writer(out);
    let write = |row: &Row<'_>| out.serialize(row.for_spreadsheets()).map_err(io::Error::from);
    let ended = rows(store, program, write)?;
    Ok(ended.and_then(|()| out.flush()))
}

/// Hands on every row until one can't be written: what people did on GitHub, then what was done to files of evidence.
fn rows(
    store: &Store,
    program: &ProgramId,
    mut write: impl FnMut(&Row<'_>) -> io::Result<()>,
) -> Result<io::Result<()>, Failure> {
    let ended = store.export(program, |row| flow(write(&Row::of(program, &row))))?;
    if let Some(ControlFlow::Break(error)) = ended {
        return Ok(Err(error));
    }
    let designs = store.records(program, |records| {
        records.head().records.iter().try_for_each(|record| designs(program, record, &mut write))
    })?;
    Ok(designs.unwrap_or(Ok(())))
}

/// What was done to the files that the evidence of a mentee names.
fn designs(
    program: &ProgramId,
    record: &Record,
    write: &mut impl FnMut(&Row<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for seen in record.looks.iter().filter_map(|look| look.design.as_ref()) {
        let url = row::url(record, seen.what.of);
        for act in seen.what.activity() {
            write(&Row::of_design(program, record, (seen.what.of, url), act))?;
        }
    }
    Ok(())
}

fn flow(written: io::Result<()>) -> ControlFlow<io::Error> {
    match written {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}
