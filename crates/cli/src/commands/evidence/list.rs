//! `evidence list`: everything that was submitted, with its numbers and what mentors said of it.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use chrono::SecondsFormat;
use monitor_analysis::agreement::{Circle, fold};
use monitor_model::{EnrollmentKey, Evidence, Opinion, Program, Record};
use monitor_report::escape::plain;
use monitor_store::Records;
use serde::Serialize;

use crate::args::ListEvidence;
use crate::commands::show::find;
use crate::commands::{json, program, store_to_read};
use crate::exit::Failure;
use crate::settings::Settings;

#[derive(Serialize)]
struct Listed<'a> {
    schema: &'static str,
    program: &'a str,
    evidence: Vec<Piece>,
}

#[derive(Serialize)]
struct Piece {
    id: u64,
    mentee: String,
    period: String,
    kind: &'static str,
    url: String,
    hours: Option<u16>,
    note: Option<String>,
    done: Option<String>,
    by: String,
    role: &'static str,
    at: String,
    /// `submitted`, `confirmed` or `rejected`.
    state: &'static str,
    judged_by: Option<String>,
    sentence: Option<String>,
}

pub(super) fn act(arguments: &ListEvidence, settings: &Settings) -> Result<String, Failure> {
    let store = store_to_read(settings)?;
    let program = program(&store, &arguments.program, settings)?;
    let only = match &arguments.mentee {
        Some(mentee) => Some(find(&program, mentee)?.key.clone()),
        None => None,
    };
    let mut evidence = Vec::new();
    let read = |records: Records<'_>| {
        records.each(|record| {
            evidence.extend(pieces(&program, &record, only.as_ref()));
            ControlFlow::<()>::Continue(())
        })
    };
    let _ = store.records(&program.id, read)?.transpose()?;
    let listed =
        Listed { schema: "mentorship-monitor/evidence/1", program: program.id.as_str(), evidence };
    if arguments.json { json(&listed) } else { Ok(text(&listed)) }
}

fn pieces(program: &Program, record: &Record, only: Option<&EnrollmentKey>) -> Vec<Piece> {
    let of = &record.enrollment;
    if only.is_some_and(|only| *only != of.key) {
        return Vec::new();
    }
    let circle = Circle::of(&program.id, of, &record.former_mentors);
    let folded = fold(&circle, &record.ledger);
    let mut all: Vec<Evidence> = folded.periods.into_values().flat_map(|of| of.evidence).collect();
    all.sort_by_key(|evidence| evidence.id);
    all.into_iter().map(|evidence| piece(program, &of.key, evidence)).collect()
}

fn piece(program: &Program, of: &EnrollmentKey, evidence: Evidence) -> Piece {
    let zoned = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&program.zone);
    let state = match &evidence.opinion {
        None => "submitted",
        Some(Opinion { confirmed: true, .. }) => "confirmed",
        Some(_) => "rejected",
    };
    let (judged_by, sentence) =
        evidence.opinion.map(|opinion| (opinion.by.name, opinion.sentence)).unzip();
    Piece {
        id: evidence.id.0.0,
        mentee: of.to_string(),
        period: evidence.period.to_string(),
        kind: evidence.kind.as_str(),
        url: evidence.url.as_str().to_owned(),
        hours: evidence.hours,
        note: evidence.note,
        done: evidence.done.map(|at| zoned(at).date_naive().to_string()),
        by: evidence.by.name,
        role: evidence.by.role.as_str(),
        at: zoned(evidence.at).to_rfc3339_opts(SecondsFormat::Secs, true),
        state,
        judged_by,
        sentence,
    }
}

fn text(listed: &Listed<'_>) -> String {
    if listed.evidence.is_empty() {
        return "no evidence\n".to_owned();
    }
    let mut text = String::new();
    for piece in &listed.evidence {
        let Piece { id, mentee, period, kind, state, role, .. } = piece;
        let _ = writeln!(text, "{id}  {mentee}, {period}: {kind}, {state}");
        let _ = writeln!(text, "    {}", plain(&piece.url));
        let hours = piece.hours.map_or_else(String::new, |hours| format!(", {hours} h"));
        let done = piece.done.as_ref().map_or_else(String::new, |day| format!(", done on {day}"));
        let by = plain(&piece.by);
        let _ = writeln!(text, "    by {by} ({role}) at {}{hours}{done}", piece.at);
        for said in piece.note.iter() {
            let _ = writeln!(text, "    note: {}", plain(said));
        }
        if let (Some(by), Some(sentence)) = (&piece.judged_by, &piece.sentence) {
            let _ = writeln!(text, "    {state} by {}: {}", plain(by), plain(sentence));
        }
    }
    text
}
