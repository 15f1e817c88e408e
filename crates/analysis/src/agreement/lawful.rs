//! What fits the state: the rules that hold both when a deed is proposed and when the ledger is read.

use monitor_model::{Decided, Deed, EntryId, EvidenceId, PeriodAgreement, PeriodId, Verdict};

use super::fold::Agreement;
use super::refusal::Refusal;

/// Whether a deed fits what was said before it. Who may do it is asked elsewhere.
pub(super) fn fits(agreement: &Agreement, deed: &Deed) -> Result<(), Refusal> {
    if agreement.forgotten {
        return Err(Refusal::Forgotten);
    }
    match deed {
        Deed::Evaluate { .. } | Deed::AddEvidence { .. } | Deed::Forget => Ok(()),
        Deed::Confirm(id) => opinion(agreement, *id, true),
        Deed::Reject(id) => opinion(agreement, *id, false),
        Deed::Revoke(id) => revoke(agreement, *id),
        Deed::Agree { period, on } => agree(&agreement.of(period), period, *on),
        Deed::Dispute { period, on, .. } => dispute(&agreement.of(period), period, *on),
        Deed::Resolve { period, on } => resolve(&agreement.of(period), period, *on),
        Deed::Extend { period, window, due } => {
            if *due < window.to() {
                return Err(Refusal::DueTooEarly { due: *due, earliest: window.to() });
            }
            match agreement.of(period).verdict() {
                None | Some(Verdict::Extend) => Ok(()),
                Some(verdict) => Err(Refusal::NoExtension { period: period.clone(), verdict }),
            }
        }
    }
}

fn opinion(agreement: &Agreement, id: EvidenceId, confirmed: bool) -> Result<(), Refusal> {
    let evidence = agreement.evidence(id).ok_or(Refusal::NoEvidence(id))?;
    match &evidence.opinion {
        Some(opinion) if opinion.confirmed == confirmed => {
            Err(Refusal::SameOpinion { id, confirmed })
        }
        _ => Ok(()),
    }
}

fn revoke(agreement: &Agreement, id: EvidenceId) -> Result<(), Refusal> {
    let evidence = agreement.evidence(id).ok_or(Refusal::NoEvidence(id))?;
    evidence.opinion.as_ref().map(|_| ()).ok_or(Refusal::NoOpinion(id))
}

fn agree(of: &PeriodAgreement, period: &PeriodId, on: EntryId) -> Result<(), Refusal> {
    pass(of, period, "agree")?;
    holds(of, on)?;
    match &of.decision {
        None => Ok(()),
        Some(decision) => match decision.what {
            Decided::Agreed | Decided::Resolved { .. } => {
                Err(Refusal::AgreedAlready { entry: decision.entry })
            }
            Decided::Disputed { .. } => Err(Refusal::DisputedAlready { entry: decision.entry }),
        },
    }
}

fn dispute(of: &PeriodAgreement, period: &PeriodId, on: EntryId) -> Result<(), Refusal> {
    pass(of, period, "dispute")?;
    holds(of, on)?;
    match &of.decision {
        Some(decision) if matches!(decision.what, Decided::Disputed { .. }) => {
            Err(Refusal::DisputedAlready { entry: decision.entry })
        }
        _ => Ok(()),
    }
}

fn resolve(of: &PeriodAgreement, period: &PeriodId, on: EntryId) -> Result<(), Refusal> {
    pass(of, period, "resolve")?;
    match &of.decision {
        Some(decision)
            if decision.entry == on && matches!(decision.what, Decided::Disputed { .. }) =>
        {
            Ok(())
        }
        _ => Err(Refusal::NoDispute { period: period.clone() }),
    }
}

/// Only a pass is decided on.
fn pass(of: &PeriodAgreement, period: &PeriodId, deed: &'static str) -> Result<(), Refusal> {
    match of.verdict() {
        Some(Verdict::Pass) => Ok(()),
        Some(verdict) => Err(Refusal::NoPass { period: period.clone(), verdict, deed }),
        None => Err(Refusal::NoVerdict { period: period.clone(), deed }),
    }
}

/// A decision on a verdict that was replaced by a different one is void.
fn holds(of: &PeriodAgreement, on: EntryId) -> Result<(), Refusal> {
    match &of.evaluation {
        Some(evaluation) if !evaluation.is_given_by(on) => {
            Err(Refusal::VerdictReplaced { on, holds: evaluation.entry })
        }
        _ => Ok(()),
    }
}
