//! From what somebody wants to do to a deed that the ledger takes, or a refusal.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Deed, Doer, EntryId, EvidenceId, EvidenceKind, EvidenceUrl, Period, PeriodId, Verdict, Window,
};

use super::axes::Shown;
use super::circle::Circle;
use super::fold::Agreement;
use super::lawful;
use super::refusal::Refusal;
use crate::policy::Policy;

/// What somebody wants to do. Which verdict or dispute it is about follows from the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Evaluate a period.
    Evaluate {
        /// The period.
        period: PeriodId,
        /// The verdict.
        verdict: Verdict,
    },
    /// Submit evidence.
    AddEvidence {
        /// For which period.
        period: PeriodId,
        /// What it is.
        kind: EvidenceKind,
        /// Where it can be looked at.
        url: EvidenceUrl,
        /// How many hours it took.
        hours: Option<u16>,
        /// When the work was done.
        done: Option<DateTime<Utc>>,
    },
    /// Confirm evidence.
    Confirm(EvidenceId),
    /// Reject evidence.
    Reject(EvidenceId),
    /// Take back what was said of evidence.
    Revoke(EvidenceId),
    /// Agree with the pass of a period.
    Agree {
        /// The period.
        period: PeriodId,
    },
    /// Dispute the pass of a period.
    Dispute {
        /// The period.
        period: PeriodId,
        /// The criterion of the policy that is not met.
        criterion: String,
    },
    /// Accept the pass that was disputed.
    Resolve {
        /// The period.
        period: PeriodId,
    },
    /// Give the enrollment dates of its own.
    Extend {
        /// The period.
        period: PeriodId,
        /// Its new window.
        window: Window,
        /// When its evaluation is due.
        due: DateTime<Utc>,
    },
    /// Erase the mentee's personal data.
    Forget,
}

/// What a wish is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What the ledger comes to.
    pub agreement: &'a Agreement,
    /// The people around the enrollment.
    pub circle: &'a Circle,
    /// Every period, with the dates that hold for the enrollment.
    pub periods: &'a [Period],
    /// What the record shows of the period that the wish is about.
    pub shown: Shown,
    /// The policy, with its criteria and the days for an answer.
    pub policy: &'a Policy,
    /// When this happens.
    pub now: DateTime<Utc>,
}

/// The deed that somebody may put into the ledger, together with the reason that they gave.
///
/// # Errors
/// [`Refusal`], the first that applies: the role, then the period, then what fits the state, then what the policy asks for.
pub fn propose(
    case: &Case<'_>,
    by: &Doer,
    wish: Wish,
    reason: Option<&str>,
) -> Result<Deed, Refusal> {
    let deed = case.deed(wish);
    case.circle.may_now(by, &deed)?;
    case.know(deed.period())?;
    // What there is nothing to refer to has the number 0, which no entry has; so this asks for the verdict, too.
    lawful::fits(case.agreement, &deed)?;
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    case.serves(&deed, reason)?;
    Ok(deed)
}

impl Case<'_> {
    /// The deed of a wish, with the entries that it refers to.
    fn deed(&self, wish: Wish) -> Deed {
        let none = EntryId(0);
        let verdict = |period: &PeriodId| {
            self.agreement.of(period).evaluation.map_or(none, |evaluation| evaluation.entry)
        };
        let decision = |period: &PeriodId| {
            self.agreement.of(period).decision.map_or(none, |decision| decision.entry)
        };
        match wish {
            Wish::Evaluate { period, verdict } => Deed::Evaluate { period, verdict },
            Wish::AddEvidence { period, kind, url, hours, done } => {
                Deed::AddEvidence { period, kind, url, hours, done }
            }
            Wish::Confirm(id) => Deed::Confirm(id),
            Wish::Reject(id) => Deed::Reject(id),
            Wish::Revoke(id) => Deed::Revoke(id),
            Wish::Agree { period } => Deed::Agree { on: verdict(&period), period },
            Wish::Dispute { period, criterion } => {
                let days = i64::from(self.policy.response_window_days);
                let answer_by = self.now + TimeDelta::days(days);
                Deed::Dispute { on: verdict(&period), period, criterion, answer_by }
            }
            Wish::Resolve { period } => Deed::Resolve { on: decision(&period), period },
            Wish::Extend { period, window, due } => Deed::Extend { period, window, due },
            Wish::Forget => Deed::Forget,
        }
    }

    fn know(&self, period: Option<&PeriodId>) -> Result<(), Refusal> {
        match period {
            Some(period) if !self.periods.iter().any(|known| known.id == *period) => {
                let known = self.periods.iter().map(|period| period.id.clone()).collect();
                Err(Refusal::NoPeriod { period: period.clone(), known })
            }
            _ => Ok(()),
        }
    }

    /// Whether a deed that fits the state also says something, and what the policy asks for.
    fn serves(&self, deed: &Deed, reason: Option<&str>) -> Result<(), Refusal> {
        match deed {
            Deed::Evaluate { period, verdict } => self.is_news(period, *verdict, reason),
            Deed::AddEvidence { period, url, done, .. } => self.is_evidence(period, url, *done),
            Deed::Confirm(_) | Deed::Reject(_) => {
                needed(reason, deed, "say in a sentence what the evidence shows, or does not show")
            }
            Deed::Agree { period, .. } => self.is_accounted_for(period, deed, reason),
            Deed::Dispute { criterion, .. } => self.is_criterion(criterion).and_then(|()| {
                needed(reason, deed, "say what is missing, so that the mentor can answer")
            }),
            Deed::Resolve { .. } => needed(reason, deed, "say what settled the question"),
            Deed::Extend { due, .. } if *due <= self.now => {
                Err(Refusal::DueTooEarly { due: *due, earliest: self.now })
            }
            Deed::Revoke(_) | Deed::Extend { .. } | Deed::Forget => Ok(()),
        }
    }

    /// The same verdict again says something where it comes with words of its own.
    fn is_news(
        &self,
        period: &PeriodId,
        now: Verdict,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        match self.agreement.of(period).evaluation {
            Some(before)
                if before.verdict == now
                    && reason.is_none_or(|said| Some(said) == before.note.as_deref()) =>
            {
                Err(Refusal::SameVerdict { period: period.clone(), verdict: now })
            }
            _ => Ok(()),
        }
    }

    fn is_evidence(
        &self,
        period: &PeriodId,
        url: &EvidenceUrl,
        done: Option<DateTime<Utc>>,
    ) -> Result<(), Refusal> {
        if let Some(same) = self.agreement.of(period).evidence.iter().find(|e| e.url == *url) {
            return Err(Refusal::SameEvidence(same.id));
        }
        match done {
            Some(given) if given > self.now => Err(Refusal::NotYet { given }),
            Some(done) if !self.periods.iter().any(|period| period.window.contains(done)) => {
                Err(Refusal::OutsideEveryPeriod { done })
            }
            _ => Ok(()),
        }
    }

    /// Whoever agrees with a pass that neither the record nor a mentor accounts for says why.
    fn is_accounted_for(
        &self,
        period: &PeriodId,
        deed: &Deed,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        if self.shown == Shown::Sufficient || self.agreement.of(period).is_explained() {
            return Ok(());
        }
        needed(
            reason,
            deed,
            "neither the record nor confirmed evidence shows the work; say why you agree",
        )
    }

    fn is_criterion(&self, given: &str) -> Result<(), Refusal> {
        let known = self.policy.criteria.ids();
        if known.iter().any(|id| id == given) {
            return Ok(());
        }
        Err(Refusal::NoCriterion { given: given.to_owned(), known })
    }
}

fn needed(reason: Option<&str>, deed: &Deed, because: &'static str) -> Result<(), Refusal> {
    reason.map(|_| ()).ok_or(Refusal::NoReason { deed: deed.as_str(), because })
}
