//! The agreement on a period as JSON.

use chrono_tz::Tz;
use monitor_model::{Assessment, Decided, Decision, Doer, Evidence, Look, Opinion, OwnCalendar};
use serde::Serialize;

use super::{LookJson, WindowJson};
use crate::agreement::Tally;
use crate::dates::rfc3339;

#[derive(Serialize)]
pub(crate) struct AgreementJson<'a> {
    standing: &'static str,
    /// Who is to act next; `null` where it is settled.
    next: Option<&'static str>,
    says: &'static str,
    verdict: Option<&'static str>,
    by: Option<DoerJson<'a>>,
    at: Option<String>,
    evidence: EvidenceCountsJson,
    decision: Option<DecisionJson<'a>>,
    calendar: Option<CalendarJson>,
    /// The mentor's words and every piece of evidence, where one mentee is shown.
    #[serde(flatten)]
    whole: Option<WholeJson<'a>>,
}

impl<'a> AgreementJson<'a> {
    /// The agreement with the evidence as figures.
    pub(crate) fn of(assessment: &'a Assessment, zone: Tz) -> Self {
        let (stand, said) = (&assessment.stand, &assessment.agreement);
        let evaluation = said.evaluation.as_ref();
        Self {
            standing: stand.standing.as_str(),
            next: stand.next.map(monitor_model::Actor::as_str),
            says: stand.says,
            verdict: evaluation.map(|of| of.verdict.as_str()),
            by: evaluation.map(|of| DoerJson::of(&of.by)),
            at: evaluation.map(|of| rfc3339(of.at, zone)),
            evidence: EvidenceCountsJson::of(&said.evidence),
            decision: said.decision.as_ref().map(|of| DecisionJson::of(of, zone)),
            calendar: said.calendar.as_ref().map(|of| CalendarJson::of(of, zone)),
            whole: None,
        }
    }

    /// The same with everything that was said and submitted.
    pub(crate) fn whole(assessment: &'a Assessment, zone: Tz) -> Self {
        let whole = WholeJson::of(assessment, zone);
        Self { whole: Some(whole), ..Self::of(assessment, zone) }
    }
}

#[derive(Serialize)]
struct WholeJson<'a> {
    entry: Option<u64>,
    note: Option<&'a str>,
    pieces: Vec<EvidenceJson<'a>>,
}

impl<'a> WholeJson<'a> {
    fn of(assessment: &'a Assessment, zone: Tz) -> Self {
        let said = &assessment.agreement;
        let piece = |of: &'a Evidence| EvidenceJson::of(of, assessment.look(of.id), zone);
        let evaluation = said.evaluation.as_ref();
        Self {
            entry: evaluation.map(|of| of.entry.0),
            note: evaluation.and_then(|of| of.note.as_deref()),
            pieces: said.evidence.iter().map(piece).collect(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct DoerJson<'a> {
    role: &'static str,
    /// Empty where it was erased.
    name: &'a str,
}

impl<'a> DoerJson<'a> {
    pub(crate) fn of(doer: &'a Doer) -> Self {
        Self { role: doer.role.as_str(), name: &doer.name }
    }
}

#[derive(Serialize)]
struct EvidenceCountsJson {
    submitted: usize,
    confirmed: usize,
    rejected: usize,
    unanswered: usize,
}

impl EvidenceCountsJson {
    fn of(evidence: &[Evidence]) -> Self {
        let Tally { submitted, confirmed, rejected, unanswered } = Tally::of(evidence);
        Self { submitted, confirmed, rejected, unanswered }
    }
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    entry: u64,
    kind: &'static str,
    url: &'a str,
    hours: Option<u16>,
    done: Option<String>,
    note: Option<&'a str>,
    by: DoerJson<'a>,
    at: String,
    /// `null` before a mentor said anything, or after they took it back.
    opinion: Option<OpinionJson<'a>>,
    /// `null` where nobody looked.
    look: Option<LookJson<'a>>,
}

impl<'a> EvidenceJson<'a> {
    fn of(evidence: &'a Evidence, look: Option<&'a Look>, zone: Tz) -> Self {
        Self {
            entry: evidence.id.0.0,
            kind: evidence.kind.as_str(),
            url: evidence.url.as_str(),
            hours: evidence.hours,
            done: evidence.done.map(|done| rfc3339(done, zone)),
            note: evidence.note.as_deref(),
            by: DoerJson::of(&evidence.by),
            at: rfc3339(evidence.at, zone),
            opinion: evidence.opinion.as_ref().map(|of| OpinionJson::of(of, zone)),
            look: look.map(|look| LookJson::of(look, zone)),
        }
    }
}

#[derive(Serialize)]
struct OpinionJson<'a> {
    confirmed: bool,
    by: DoerJson<'a>,
    at: String,
    sentence: &'a str,
}

impl<'a> OpinionJson<'a> {
    fn of(opinion: &'a Opinion, zone: Tz) -> Self {
        Self {
            confirmed: opinion.confirmed,
            by: DoerJson::of(&opinion.by),
            at: rfc3339(opinion.at, zone),
            sentence: &opinion.sentence,
        }
    }
}

#[derive(Serialize)]
struct DecisionJson<'a> {
    what: &'static str,
    by: DoerJson<'a>,
    at: String,
    reason: Option<&'a str>,
    /// The criterion of a dispute; `null` for other decisions.
    criterion: Option<&'a str>,
    answer_by: Option<String>,
    entry: u64,
    /// The entry with the verdict that it is about.
    on: u64,
}

impl<'a> DecisionJson<'a> {
    fn of(decision: &'a Decision, zone: Tz) -> Self {
        let (what, criterion, answer_by) = match &decision.what {
            Decided::Agreed => ("agreed", None, None),
            Decided::Disputed { criterion, answer_by } => {
                ("disputed", Some(criterion.as_str()), Some(rfc3339(*answer_by, zone)))
            }
            Decided::Resolved { .. } => ("resolved", None, None),
        };
        Self {
            what,
            by: DoerJson::of(&decision.by),
            at: rfc3339(decision.at, zone),
            reason: decision.reason.as_deref(),
            criterion,
            answer_by,
            entry: decision.entry.0,
            on: decision.on.0,
        }
    }
}

/// Dates that an administrator gave this enrollment.
#[derive(Serialize)]
struct CalendarJson {
    entry: u64,
    window: WindowJson,
    due: String,
}

impl CalendarJson {
    fn of(calendar: &OwnCalendar, zone: Tz) -> Self {
        Self {
            entry: calendar.entry.0,
            window: WindowJson::of(&calendar.window, zone),
            due: rfc3339(calendar.due, zone),
        }
    }
}
