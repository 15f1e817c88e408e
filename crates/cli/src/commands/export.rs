//! `export contributions`: one row per contribution, so that anyone can check us against GitHub.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use monitor_model::{NodeId, ProgramId, When};
use monitor_store::{ExportRow, Store};
use serde::Serialize;

use crate::args::ExportFormat;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

/// One contribution as it is exported. Keys and columns have the same names and order.
#[derive(Serialize)]
struct Row<'a> {
    program: &'a str,
    mentee: &'a str,
    login: &'a str,
    account_id: Option<u64>,
    account_node_id: Option<&'a str>,
    kind: &'static str,
    act: &'static str,
    role: &'static str,
    scope_class: &'static str,
    repository: String,
    url: &'a str,
    node_id: Option<&'a str>,
    /// The instant, where it is known.
    at: Option<String>,
    /// The window that the instant lies in, where only that is known.
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    source: &'static str,
    /// When GitHub was asked for the item and did not show it any more.
    vanished: Option<String>,
}

impl<'a> Row<'a> {
    fn of(program: &'a ProgramId, row: &'a ExportRow<'a>) -> Self {
        let (at, from, to, precision) = match row.fact.when {
            When::At(at) => (Some(shown(at)), None, None, "instant"),
            When::Within(window) => {
                (None, Some(shown(window.from())), Some(shown(window.to())), "window")
            }
        };
        let account = row.fact.account.as_ref();
        Self {
            program: program.as_str(),
            mentee: row.enrollment.key.as_str(),
            login: row.fact.by.as_str(),
            account_id: account.map(|account| account.id.0),
            account_node_id: account.map(|account| account.node.as_str()),
            kind: row.item.kind.as_str(),
            act: row.fact.act.as_str(),
            role: row.fact.role.as_str(),
            scope_class: row.enrollment.class_of(&row.item.repo).as_str(),
            repository: row.item.repo.to_string(),
            url: row.item.url.as_str(),
            node_id: row.item.node_id.as_ref().map(NodeId::as_str),
            at,
            from,
            to,
            precision,
            source: row.fact.source.as_str(),
            vanished: row.vanished.map(shown),
        }
    }
}

fn shown(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

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
    let ended = store.export(program, |row| {
        let written =
            serde_json::to_writer(&mut out, &Row::of(program, &row)).map_err(io::Error::from);
        flow(written.and_then(|()| out.write_all(b"\n")))
    })?;
    Ok(result(ended).and_then(|()| out.flush()))
}

fn csv(store: &Store, program: &ProgramId, out: impl Write) -> Result<io::Result<()>, Failure> {
    let mut out = csv::Writer::from_writer(out);
    let ended = store.export(program, |row| {
        flow(out.serialize(Row::of(program, &row)).map_err(io::Error::from))
    })?;
    Ok(result(ended).and_then(|()| out.flush()))
}

fn flow(written: io::Result<()>) -> ControlFlow<io::Error> {
    match written {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}

fn result(ended: Option<ControlFlow<io::Error>>) -> io::Result<()> {
    match ended {
        Some(ControlFlow::Break(error)) => Err(error),
        _ => Ok(()),
    }
}
