//! `evidence list`: everything that was submitted, with its numbers and what mentors said of it.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use chrono::{DateTime, SecondsFormat, Utc};
use monitor_analysis::agreement::{Circle, fold};
use monitor_model::{EnrollmentKey, Evidence, Look, Opinion, Program, Record};
use monitor_report::LookJson;
use monitor_report::escape::plain;
use monitor_report::looks::sentences;
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
    evidence: Vec<Looked<'a>>,
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
    #[serde(skip)]
    look: Option<Look>,
}

/// A piece as JSON, with what looks at it came to; `null` where nobody looked.
#[derive(Serialize)]
struct Looked<'a> {
    #[serde(flatten)]
    piece: &'a Piece,
    look: Option<LookJson<'a>>,
}

impl<'a> Looked<'a> {
    fn of(piece: &'a Piece, program: &Program) -> Self {
        Self { piece, look: piece.look.as_ref().map(|look| LookJson::of(look, program.zone)) }
    }
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
            evidence.extend(pieces(&program, &record, only.as_ref(), settings.now));
            ControlFlow::<()>::Continue(())
        })
    };
    let _ = store.records(&program.id, read)?.transpose()?;
    if arguments.json { listed(&program, &evidence) } else { Ok(text(&program, &evidence)) }
}

fn listed(program: &Program, evidence: &[Piece]) -> Result<String, Failure> {
    json(&Listed {
        schema: "mentorship-monitor/evidence/1",
        program: program.id.as_str(),
        evidence: evidence.iter().map(|piece| Looked::of(piece, program)).collect(),
    })
}

fn pieces(
    program: &Program,
    record: &Record,
    only: Option<&EnrollmentKey>,
    now: DateTime<Utc>,
) -> Vec<Piece> {
    let of = &record.enrollment;
    if only.is_some_and(|only| *only != of.key) {
        return Vec::new();
    }
    let circle = Circle::of(&program.id, of, &record.former_mentors);
    let folded = fold(&circle, &record.ledger);
    let mut all: Vec<Evidence> = folded.periods.into_values().flat_map(|of| of.evidence).collect();
    all.sort_by_key(|evidence| evidence.id);
    let look = |id| record.looks.iter().find(|look| look.of == id)?.as_known(now);
    let pieces = all.into_iter();
    pieces.map(|e| Piece { look: look(e.id), ..piece(program, &of.key, e) }).collect()
}

fn piece(program: &Program, of: &EnrollmentKey, evidence: Evidence) -> Piece {
    let zoned = |at: DateTime<Utc>| at.with_timezone(&program.zone);
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
        look: None,
    }
}

fn text(program: &Program, evidence: &[Piece]) -> String {
    if evidence.is_empty() {
        return "no evidence\n".to_owned();
    }
    let mut text = String::new();
    for piece in evidence {
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
        for (what, says) in piece.look.iter().flat_map(|look| sentences(look, program.zone)) {
            let _ = writeln!(text, "    {what}: {}", plain(&says));
        }
    }
    text
}
