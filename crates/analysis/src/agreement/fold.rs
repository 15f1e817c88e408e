//! The ledger as a state: what all entries about one enrollment come to.

use std::collections::BTreeMap;

use monitor_model::{
    Decided, Decision, Deed, Entry, EntryId, Evaluation, Evidence, EvidenceId, Opinion,
    OwnCalendar, PeriodAgreement, PeriodId, Verdict,
};

use super::circle::Circle;
use super::lawful;
use super::refusal::Refusal;

/// What all entries about one enrollment come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// By period, where anything was said of it.
    pub periods: BTreeMap<PeriodId, PeriodAgreement>,
    /// Entries that don't count, by number, with the reason: nobody may do that, it refers to nothing, or it was overtaken by
    /// another verdict.
    pub without_effect: Vec<WithoutEffect>,
    /// Whether the mentee's personal data were erased.
    pub forgotten: bool,
}

/// An entry that doesn't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutEffect {
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub why: Refusal,
}

impl Agreement {
    /// What was said of one period.
    #[must_use]
    pub fn of(&self, period: &PeriodId) -> PeriodAgreement {
        self.periods.get(period).cloned().unwrap_or_default()
    }

    /// A piece of evidence, of whichever period.
    #[must_use]
    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        self.periods.values().flat_map(|of| &of.evidence).find(|evidence| evidence.id == id)
    }
}

/// What entries come to, in the order of their numbers. What may not count has no effect and is listed.
#[must_use]
pub fn fold<'e>(circle: &Circle, entries: impl IntoIterator<Item = &'e Entry>) -> Agreement {
    let mut ordered: Vec<&Entry> = entries.into_iter().collect();
    ordered.sort_by_key(|entry| entry.id);
    // Who did what is gone where somebody was forgotten; the role was checked with the name when the entry was made.
    let is_forget = |entry: &&Entry| matches!(entry.deed, Deed::Forget);
    let erased =
        ordered.iter().filter(|e| is_forget(e)).any(|e| may_count(circle, e, false).is_ok());
    let mut agreement = Agreement::default();
    for entry in ordered {
        let counts =
            may_count(circle, entry, erased).and_then(|()| lawful::fits(&agreement, &entry.deed));
        match counts {
            Ok(()) => apply(&mut agreement, entry),
            Err(why) => agreement.without_effect.push(WithoutEffect { entry: entry.id, why }),
        }
    }
    agreement.without_effect.sort_by_key(|without| without.entry);
    agreement
}

/// Whether the doer may have done this, and to this enrollment.
fn may_count(circle: &Circle, entry: &Entry, erased: bool) -> Result<(), Refusal> {
    if entry.about != circle.about || entry.program != circle.program {
        let (given, about) = (entry.about.clone(), circle.about.clone());
        return Err(Refusal::OtherEnrollment { given, about });
    }
    if erased && entry.by.name.is_empty() {
        circle.role_suits(&entry.by, &entry.deed)
    } else {
        circle.may_have(&entry.by, &entry.deed)
    }
}

fn apply(agreement: &mut Agreement, entry: &Entry) {
    match &entry.deed {
        Deed::Evaluate { period, verdict } => {
            let of = agreement.periods.entry(period.clone()).or_default();
            let voided = evaluate(of, entry, period, *verdict);
            agreement.without_effect.extend(voided);
        }
        Deed::AddEvidence { period, .. } => {
            let of = agreement.periods.entry(period.clone()).or_default();
            of.evidence.extend(evidence(entry));
        }
        Deed::Confirm(id) => opine(agreement, *id, Some(opinion(entry, true))),
        Deed::Reject(id) => opine(agreement, *id, Some(opinion(entry, false))),
        Deed::Revoke(id) => opine(agreement, *id, None),
        Deed::Agree { period, on } => decide(agreement, entry, period, *on, Decided::Agreed),
        Deed::Dispute { period, on, criterion, answer_by } => {
            let what = Decided::Disputed { criterion: criterion.clone(), answer_by: *answer_by };
            decide(agreement, entry, period, *on, what);
        }
        Deed::Resolve { period, on } => {
            let verdict = agreement.of(period).decision.map_or(*on, |dispute| dispute.on);
            decide(agreement, entry, period, verdict, Decided::Resolved { dispute: *on });
        }
        Deed::Extend { period, window, due } => {
            let of = agreement.periods.entry(period.clone()).or_default();
            of.calendar = Some(OwnCalendar { entry: entry.id, window: *window, due: *due });
        }
        Deed::Forget => agreement.forgotten = true,
    }
}

/// Takes a verdict; a decision on a different one is void from then on.
fn evaluate(
    of: &mut PeriodAgreement,
    entry: &Entry,
    period: &PeriodId,
    verdict: Verdict,
) -> Option<WithoutEffect> {
    let same = of.evaluation.take().filter(|before| before.verdict == verdict);
    let voided = if same.is_none() { of.decision.take() } else { None };
    let (earlier, note) = same.map_or_else(Default::default, |before| {
        let earlier = before.earlier.into_iter().chain([before.entry]).collect();
        (earlier, before.note)
    });
    of.evaluation = Some(Evaluation {
        entry: entry.id,
        earlier,
        period: period.clone(),
        verdict,
        by: entry.by.clone(),
        note: entry.reason.clone().or(note),
        at: entry.at,
    });
    voided.map(|decision| WithoutEffect {
        entry: decision.entry,
        why: Refusal::VerdictReplaced { on: decision.on, holds: entry.id },
    })
}

fn evidence(entry: &Entry) -> Option<Evidence> {
    let Deed::AddEvidence { period, kind, url, hours, done } = &entry.deed else {
        return None;
    };
    Some(Evidence {
        id: EvidenceId(entry.id),
        period: period.clone(),
        kind: *kind,
        url: url.clone(),
        hours: *hours,
        note: entry.reason.clone(),
        done: *done,
        by: entry.by.clone(),
        at: entry.at,
        opinion: None,
    })
}

fn opinion(entry: &Entry, confirmed: bool) -> Opinion {
    let sentence = entry.reason.clone().unwrap_or_default();
    Opinion { confirmed, by: entry.by.clone(), sentence, at: entry.at }
}

fn opine(agreement: &mut Agreement, id: EvidenceId, opinion: Option<Opinion>) {
    let mut all = agreement.periods.values_mut().flat_map(|of| &mut of.evidence);
    if let Some(evidence) = all.find(|evidence| evidence.id == id) {
        evidence.opinion = opinion;
    }
}

fn decide(agreement: &mut Agreement, entry: &Entry, period: &PeriodId, on: EntryId, what: Decided) {
    let (by, reason) = (entry.by.clone(), entry.reason.clone());
    let decision = Decision { entry: entry.id, on, what, by, reason, at: entry.at };
    agreement.periods.entry(period.clone()).or_default().decision = Some(decision);
}
