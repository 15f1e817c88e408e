//! The five axes that a standing rests on, each a closed list, and how they are read from the facts.

use chrono::{DateTime, Utc};
use monitor_model::{
    Actor, Decided, Decision, Evidence, Judgement, Level, Period, PeriodAgreement, PeriodCoverage,
    Verdict, named,
};

use super::over::Over;

named! {
    /// What a mentor said of the period, or of another one after which it is not waited for.
    Said {
        /// Nothing yet.
        Nothing = "no evaluation",
        /// The work is sufficient.
        Pass = "pass",
        /// It is not.
        Fail = "fail",
        /// More time is needed; or it was given before anything was said.
        Extend = "extend",
        /// The mentee has left.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// What the record shows.
    Shown {
        /// Steady work or more, whatever else may be missing.
        Sufficient = "sufficient",
        /// Less than steady work, and everything was seen.
        Low = "low",
        /// No work, and everything was seen.
        None = "none",
        /// Something may be missing, and what was seen does not suffice.
        NotObserved = "not observed",
    }
}

named! {
    /// What became of the evidence; where there are several pieces, the one that says most.
    Explained {
        /// Nobody submitted any.
        No = "no evidence",
        /// No mentor has looked at it.
        Submitted = "submitted",
        /// A mentor confirmed it.
        Confirmed = "confirmed",
        /// A mentor rejected it.
        Rejected = "rejected",
    }
}

named! {
    /// What an administrator decided.
    Ruled {
        /// Nothing.
        Nothing = "no decision",
        /// To agree with the pass; or, where more time was asked for, to give it its dates.
        Agreed = "agreed",
        /// To dispute the pass.
        Disputed = "disputed",
        /// To accept the pass that they disputed.
        Resolved = "resolved",
    }
}

named! {
    /// Whether what is waited for is late: the evaluation; or, where a pass is disputed, the mentor's answer.
    Timing {
        /// There is still time.
        BeforeDue = "before due",
        /// There is none; or the answer has come, so that nobody needs to wait for it.
        PastDue = "past due",
    }
}

/// Everything that a standing rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Axes {
    /// What a mentor said.
    pub said: Said,
    /// What the record shows.
    pub shown: Shown,
    /// What became of the evidence.
    pub explained: Explained,
    /// What an administrator decided.
    pub ruled: Ruled,
    /// Whether what is waited for is late.
    pub timing: Timing,
}

impl Axes {
    /// The same where nothing is waited for in the period any more, so that a verdict on another one holds here, too. One that a
    /// mentor gave on this period stands.
    #[must_use]
    pub(crate) const fn after(self, over: Option<Over>) -> Self {
        match (self.said, over) {
            (Said::Nothing | Said::Extend, Some(Over::Left)) => {
                Self { said: Said::Withdrawn, ..self }
            }
            (Said::Nothing | Said::Extend, Some(Over::Failed)) => Self { said: Said::Fail, ..self },
            _ => self,
        }
    }
}

/// Reads the axes from the facts, as of `now`; the period has the dates that hold for the enrollment.
#[must_use]
pub fn axes(of: &PeriodAgreement, shown: Shown, period: &Period, now: DateTime<Utc>) -> Axes {
    Axes {
        said: said(of),
        shown,
        explained: explained(&of.evidence),
        ruled: ruled(of),
        timing: timing(of, period, now),
    }
}

/// What the record shows: little and nothing are only said where everything was seen.
#[must_use]
pub fn shown(judgement: Judgement, coverage: &PeriodCoverage) -> Shown {
    match judgement.reached() {
        Some(Level::Steady | Level::Strong) => Shown::Sufficient,
        Some(Level::Low) if coverage.is_complete() => Shown::Low,
        Some(Level::None) if coverage.is_complete() => Shown::None,
        _ => Shown::NotObserved,
    }
}

fn said(of: &PeriodAgreement) -> Said {
    match of.verdict() {
        None if of.calendar.is_some() => Said::Extend,
        None => Said::Nothing,
        Some(Verdict::Pass) => Said::Pass,
        Some(Verdict::Fail) => Said::Fail,
        Some(Verdict::Extend) => Said::Extend,
        Some(Verdict::Withdraw) => Said::Withdrawn,
    }
}

fn explained(evidence: &[Evidence]) -> Explained {
    let opinion = |evidence: &Evidence| match &evidence.opinion {
        Some(opinion) if opinion.confirmed => Explained::Confirmed,
        Some(_) => Explained::Rejected,
        None => Explained::Submitted,
    };
    let weight = |explained: &Explained| match explained {
        Explained::No => 0,
        Explained::Rejected => 1,
        Explained::Submitted => 2,
        Explained::Confirmed => 3,
    };
    evidence.iter().map(opinion).max_by_key(weight).unwrap_or(Explained::No)
}

fn ruled(of: &PeriodAgreement) -> Ruled {
    if said(of) == Said::Extend {
        return if has_dates(of) { Ruled::Agreed } else { Ruled::Nothing };
    }
    match of.decision.as_ref().map(|decision| &decision.what) {
        None => Ruled::Nothing,
        Some(Decided::Agreed) => Ruled::Agreed,
        Some(Decided::Disputed { .. }) => Ruled::Disputed,
        Some(Decided::Resolved { .. }) => Ruled::Resolved,
    }
}

/// Whether dates were given after a mentor asked for more time for the last time.
fn has_dates(of: &PeriodAgreement) -> bool {
    let asked = of.evaluation.as_ref().map(|evaluation| evaluation.entry);
    of.calendar.is_some_and(|own| asked.is_none_or(|asked| own.entry > asked))
}

fn timing(of: &PeriodAgreement, period: &Period, now: DateTime<Utc>) -> Timing {
    let is_late = match &of.decision {
        Some(dispute @ Decision { what: Decided::Disputed { answer_by, .. }, .. }) => {
            now >= *answer_by || is_answered(of, dispute)
        }
        _ => now >= period.due,
    };
    if is_late { Timing::PastDue } else { Timing::BeforeDue }
}

/// Whether a mentor has said anything since a dispute: of the period, or of evidence for it.
pub(crate) fn is_answered(of: &PeriodAgreement, dispute: &Decision) -> bool {
    let of_period = of.evaluation.iter().map(|evaluation| evaluation.at);
    let of_evidence = of.evidence.iter().filter_map(|e| e.opinion.as_ref()).map(|o| o.at);
    let own = of.evidence.iter().filter(|e| e.by.role == Actor::Mentor).map(|e| e.at);
    of_period.chain(of_evidence).chain(own).any(|at| at > dispute.at)
}
