//! Which events a program has.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{Assessment, Decided, Period, PeriodId, Program, Window};

use super::ics::instant;
use super::{CalendarEvent, Privacy, Span};
use crate::dates;
use crate::escape::plain;

/// How to call a program: its title, or its id where it has none.
pub(super) fn title(program: &Program) -> String {
    let title = plain(&program.title);
    if title.is_empty() { program.id.to_string() } else { title }
}

/// The events of a program: work and due instant of each of its periods; the same where enrollments have other dates, once for
/// each date; and, for those who run the program, the windows in which mentors are to answer disputes.
pub(super) fn of(
    program: &Program,
    assessments: &[Assessment],
    privacy: Privacy,
) -> Vec<CalendarEvent> {
    let mut events: Vec<Planned> = Vec::new();
    for period in &program.periods {
        events.push(Planned::shared(period.id.clone(), Kind::Work(period.window)));
        events.push(Planned::shared(period.id.clone(), Kind::Due(period.due)));
    }
    let mut own: BTreeMap<(PeriodId, Kind), Planned> = BTreeMap::new();
    for assessment in assessments {
        let (of, period) = (program.period(&assessment.period.id), &assessment.period);
        // Only a pass is ever questioned, so that the public would learn of one.
        let dispute = dispute(assessment).filter(|_| privacy == Privacy::Private);
        for (kind, known_since) in kinds(of, period).chain(dispute) {
            let planned = || Planned::shared(period.id.clone(), kind);
            let event = own.entry((period.id.clone(), kind)).or_insert_with(planned);
            event.mentees.insert(plain(&assessment.enrollment.mentee.shown()));
            event.keys.insert(assessment.enrollment.key.as_str());
            event.since(known_since);
        }
    }
    events.extend(own.into_values());
    let mut events: Vec<CalendarEvent> =
        events.into_iter().map(|event| event.finish(program, privacy)).collect();
    events.sort_by(|a, b| (starts(a.span), &a.uid).cmp(&(starts(b.span), &b.uid)));
    events
}

/// What an event is about, with what tells it from others of its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Work(Window),
    Due(DateTime<Utc>),
    Answer(DateTime<Utc>),
}

/// The dates of an assessment that are not the program's own.
fn kinds(
    of: Option<&Period>,
    period: &Period,
) -> impl Iterator<Item = (Kind, Option<DateTime<Utc>>)> {
    let window = of.is_none_or(|of| of.window != period.window);
    let due = of.is_none_or(|of| of.due != period.due);
    let window = window.then_some((Kind::Work(period.window), None));
    window.into_iter().chain(due.then_some((Kind::Due(period.due), None)))
}

/// The dispute that is open, and since when.
fn dispute(of: &Assessment) -> Option<(Kind, Option<DateTime<Utc>>)> {
    let decision = of.agreement.decision.as_ref()?;
    match decision.what {
        Decided::Disputed { answer_by, .. } => Some((Kind::Answer(answer_by), Some(decision.at))),
        Decided::Agreed | Decided::Resolved { .. } => None,
    }
}

/// An event that may still come to concern more mentees.
struct Planned<'a> {
    period: PeriodId,
    kind: Kind,
    /// Whom it concerns; nobody where it is the program's own.
    keys: BTreeSet<&'a str>,
    mentees: BTreeSet<String>,
    /// When the first and the last of them came to have it, where the ledger says so.
    since: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Planned<'_> {
    fn shared(period: PeriodId, kind: Kind) -> Self {
        Self { period, kind, keys: BTreeSet::new(), mentees: BTreeSet::new(), since: None }
    }

    fn since(&mut self, at: Option<DateTime<Utc>>) {
        let Some(at) = at else { return };
        let (first, last) = self.since.unwrap_or((at, at));
        self.since = Some((first.min(at), last.max(at)));
    }

    fn finish(self, program: &Program, privacy: Privacy) -> CalendarEvent {
        let what = match self.kind {
            Kind::Work(_) => "work",
            Kind::Due(_) => "evaluation due",
            Kind::Answer(_) => "answer to a question about a pass",
        };
        let whose = match self.keys.len() {
            0 => String::new(),
            1 => ", 1 mentee".to_owned(),
            n => format!(", {n} mentees"),
        };
        let names: Vec<String> = self.mentees.iter().cloned().collect();
        let named = privacy == Privacy::Private && !names.is_empty();
        CalendarEvent {
            uid: self.uid(program),
            summary: format!("{}: {}, {what}{whose}", title(program), self.period),
            description: named.then(|| format!("For {}.", names.join(", "))),
            span: self.span(program),
            known_since: self.since.map_or(DateTime::UNIX_EPOCH, |(_, last)| last),
        }
    }

    fn span(&self, program: &Program) -> Span {
        match self.kind {
            Kind::Work(window) => match dates::whole_days(&window, program.zone) {
                Some((first, end)) => Span::Days { first, end },
                None => Span::Times { from: window.from(), to: window.to() },
            },
            Kind::Due(at) => Span::At(at),
            Kind::Answer(by) => match self.since {
                Some((from, _)) if from < by => Span::Times { from, to: by },
                _ => Span::At(by),
            },
        }
    }

    /// The same for the same date, whoever has it.
    fn uid(&self, program: &Program) -> String {
        let of = format!("{}/{}", program.id, self.period);
        let end = match self.kind {
            Kind::Work(_) if self.keys.is_empty() => "work".to_owned(),
            Kind::Due(_) if self.keys.is_empty() => "due".to_owned(),
            Kind::Work(window) => {
                format!("work/{}-{}", instant(window.from()), instant(window.to()))
            }
            Kind::Due(due) => format!("due/{}", instant(due)),
            Kind::Answer(by) => format!("answer/{}", instant(by)),
        };
        format!("{of}/{end}@mentorship-monitor")
    }
}

/// When an event starts, to sort by.
fn starts(span: Span) -> DateTime<Utc> {
    match span {
        Span::Days { first, .. } => first.and_time(chrono::NaiveTime::MIN).and_utc(),
        Span::Times { from, .. } => from,
        Span::At(at) => at,
    }
}
