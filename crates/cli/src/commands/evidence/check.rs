//! `evidence check`: looks at what was submitted, one piece after the other. A look decides nothing, and whatever comes of it is
//! recorded.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use monitor_analysis::agreement::{as_known, period_of};
use monitor_evidence::{Checker, Figma, FigmaApi, FigmaFile, FigmaToken, SetupError};
use monitor_model::{
    EnrollmentKey, EvidenceId, EvidenceUrl, Look, PeriodId, Program, Record, Seen, Window,
};
use monitor_report::escape::plain;
use monitor_report::looks::sentences;
use monitor_store::{Records, Store};

use crate::args::{CheckEvidence, Looking};
use crate::commands::connection::said;
use crate::commands::show::find;
use crate::commands::{program, store_to_read};
use crate::exit::Failure;
use crate::settings::Settings;

/// A piece of evidence, and what Figma is asked about where it is a file there.
pub(super) struct Piece {
    pub(super) mentee: EnrollmentKey,
    pub(super) period: PeriodId,
    pub(super) id: EvidenceId,
    pub(super) url: EvidenceUrl,
    /// The part of the period's window that has passed; `None` before it begins.
    window: Option<Window>,
}

pub(super) fn act(arguments: &CheckEvidence, settings: &Settings) -> Result<String, Failure> {
    let mut store = store_to_read(settings)?;
    let program = program(&store, &arguments.program, settings)?;
    let of = arguments.mentee.as_ref().map(|text| find(&program, text)).transpose()?;
    let mut pieces = pieces(&store, &program, settings.now)?;
    pieces.retain(|piece| {
        of.is_none_or(|of| of.key == piece.mentee)
            && arguments.id.is_none_or(|id| id == piece.id.0.0)
    });
    match arguments.id {
        Some(id) if pieces.is_empty() => Err(Failure::input(
            format!("there is no evidence {id}"),
            "`mentorship-monitor evidence list PROGRAM` shows the numbers",
        )),
        _ => look_at(&mut store, &program, &pieces, &arguments.looking, settings),
    }
}

/// Everything that was submitted, in the roster's order.
pub(super) fn pieces(
    store: &Store,
    program: &Program,
    now: DateTime<Utc>,
) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    let read = |records: Records<'_>| {
        records.each(|record| {
            pieces.extend(of_record(program, &record, now));
            ControlFlow::<()>::Continue(())
        })
    };
    let _ = store.records(&program.id, read)?.transpose()?;
    Ok(pieces)
}

fn of_record(program: &Program, record: &Record, now: DateTime<Utc>) -> Vec<Piece> {
    let of = &record.enrollment;
    let mut pieces = Vec::new();
    for (id, agreement) in as_known(&program.id, record, now).periods {
        let own = program.period(&id).map(|period| period_of(period, of, &agreement));
        let window = own.and_then(|period| period.window.before(now));
        let piece = |(id, url): (EvidenceId, EvidenceUrl), period: &PeriodId| Piece {
            mentee: of.key.clone(),
            period: period.clone(),
            id,
            url,
            window,
        };
        pieces.extend(agreement.evidence.into_iter().map(|e| piece((e.id, e.url), &id)));
    }
    pieces.sort_by_key(|piece| piece.id);
    pieces
}

/// Looks at pieces, keeps what came of each at once, and gives what is to be said of it.
pub(super) fn look_at(
    store: &mut Store,
    program: &Program,
    pieces: &[Piece],
    looking: &Looking,
    settings: &Settings,
) -> Result<String, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Failure::machine(format!("can't start: {error}"), "the machine may be out of resources")
    })?;
    let any_file = pieces.iter().any(|piece| FigmaFile::of(&piece.url).is_some());
    let _inside = runtime.enter();
    let eyes = Eyes::open(looking, any_file)?;
    if any_file && eyes.figma.is_none() {
        settings.note(
            "note: files in Figma were not read, for there is no token: set FIGMA_TOKEN to one that reads file versions and comments",
        );
    }
    let mut told = String::new();
    for piece in pieces {
        let Some(look) = runtime.block_on(eyes.look(piece, settings.now)) else { continue };
        let kept = store.put_look(&look)?;
        told += &text(piece, &look, kept, program);
    }
    Ok(if told.is_empty() { "nothing was looked at\n".to_owned() } else { told })
}

fn text(piece: &Piece, look: &Look, kept: bool, program: &Program) -> String {
    let mut text = format!("{}  {}, {}\n", piece.id, piece.mentee, piece.period);
    for (what, says) in sentences(look, program.zone) {
        let _ = writeln!(text, "    {what}: {}", plain(&says));
    }
    if !kept {
        text.push_str("    not kept: the evidence was erased meanwhile\n");
    }
    text
}

/// What looks.
struct Eyes {
    checker: Option<Checker>,
    figma: Option<Figma>,
}

impl Eyes {
    /// Prepares what is wanted. Without a token, Figma is not asked.
    fn open(looking: &Looking, any_file: bool) -> Result<Self, Failure> {
        let checker = (!looking.figma_only).then(Checker::new).transpose().map_err(no_tls)?;
        let figma = if any_file { figma(looking)? } else { None };
        Ok(Self { checker, figma })
    }

    /// `None` where there is nothing to look with.
    async fn look(&self, piece: &Piece, now: DateTime<Utc>) -> Option<Look> {
        let mut look = Look::none(piece.id);
        if let Some(checker) = &self.checker {
            look.reach = Some(Seen { at: now, what: checker.check(&piece.url).await });
        }
        let file = FigmaFile::of(&piece.url);
        if let (Some(figma), Some(file), Some(window)) = (&self.figma, file, piece.window) {
            let what = figma.read(piece.id, &file, window).await;
            look.design = Some(Seen { at: now, what });
        }
        (look.reach.is_some() || look.design.is_some()).then_some(look)
    }
}

/// The way to Figma, where there is a token; an empty one is none.
fn figma(looking: &Looking) -> Result<Option<Figma>, Failure> {
    let api = FigmaApi::parse(&looking.figma_url).map_err(|error| said(&error.to_string()))?;
    let token = std::env::var("FIGMA_TOKEN").ok().filter(|token| !token.trim().is_empty());
    let token = token.as_deref().map(FigmaToken::new).transpose();
    let token = token.map_err(|error| said(&error.to_string()))?;
    token.map(|token| Figma::new(api, token)).transpose().map_err(no_tls)
}

fn no_tls(error: SetupError) -> Failure {
    let text = error.to_string();
    let (says, hint) = text.split_once("\nhint: ").unwrap_or((&text, ""));
    Failure::machine(says, hint)
}
