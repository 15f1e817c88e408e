//! What a date still asks of people.

use chrono::{DateTime, Utc};
use monitor_model::{Actor, Assessment, Decided, Verdict};

use super::Occasion;
use crate::agreement;

/// What a date still asks of people about one mentee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing: the day has come, the verdict is there, or the mentee has left or failed before.
    Nothing,
    /// Nothing of those to whom the date was set, who have answered; somebody else is to go on.
    Answered(Actor),
    /// Somebody is to act.
    Of(Actor),
    /// To wait for the day.
    Waiting,
}

impl Asks {
    /// Whether whoever was to act by the date has acted, or nobody had to.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Nothing | Self::Answered(_))
    }

    /// Who is to act next.
    #[must_use]
    pub const fn next(self) -> Option<Actor> {
        match self {
            Self::Nothing | Self::Waiting => None,
            Self::Answered(actor) | Self::Of(actor) => Some(actor),
        }
    }
}

/// A dispute that is not resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dispute {
    /// When it was raised.
    pub(crate) since: DateTime<Utc>,
    /// By when a mentor is to answer.
    pub(crate) answer_by: DateTime<Utc>,
    /// Whether a mentor has answered.
    pub(crate) answered: bool,
}

/// What a date of an assessment still asks; `over` says that nothing is waited for in its period, since the mentee has left or
/// failed before.
pub(super) fn asks(of: &Assessment, what: Occasion, over: bool, now: DateTime<Utc>) -> Asks {
    let comes = |at: DateTime<Utc>| if at <= now { Asks::Nothing } else { Asks::Waiting };
    match what {
        Occasion::Begins | Occasion::Ends if over => Asks::Nothing,
        Occasion::Begins => comes(of.period.window.from()),
        Occasion::Ends => comes(of.period.window.to()),
        Occasion::Due => evaluation(of, over),
        Occasion::Answer => answer(of, over, now),
    }
}

/// What the due instant of an assessment still asks. A mentor who asked for more time has answered; once there is a new date, an
/// evaluation is asked for again.
pub(crate) fn evaluation(of: &Assessment, over: bool) -> Asks {
    match of.agreement.verdict() {
        _ if over => Asks::Nothing,
        Some(Verdict::Pass | Verdict::Fail | Verdict::Withdraw) => Asks::Nothing,
        Some(Verdict::Extend) => match of.stand.next {
            Some(Actor::Mentor) => Asks::Of(Actor::Mentor),
            next => Asks::Answered(next.unwrap_or(Actor::Administrator)),
        },
        None => Asks::Of(Actor::Mentor),
    }
}

/// What the end of the window for an answer still asks: of a mentor until it is there, and then, or when the window is over, of an
/// administrator.
pub(crate) fn answer(of: &Assessment, over: bool, now: DateTime<Utc>) -> Asks {
    match open_dispute(of) {
        None => Asks::Nothing,
        Some(_) if over => Asks::Nothing,
        Some(dispute) if dispute.answered => Asks::Answered(Actor::Administrator),
        Some(dispute) if dispute.answer_by <= now => Asks::Of(Actor::Administrator),
        Some(_) => Asks::Of(Actor::Mentor),
    }
}

/// The dispute that is open.
pub(crate) fn open_dispute(of: &Assessment) -> Option<Dispute> {
    let decision = of.agreement.decision.as_ref()?;
    let Decided::Disputed { answer_by, .. } = decision.what else {
        return None;
    };
    let answered = agreement::is_answered(&of.agreement, decision);
    Some(Dispute { since: decision.at, answer_by, answered })
}

#[cfg(test)]
mod tests {
    use super::super::{Date, agenda};
    use super::*;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::{cohort, day, midterm};

    fn date(
        ledger_of_ada: Vec<(monitor_model::Doer, monitor_model::Deed)>,
        what: Occasion,
    ) -> Date {
        let mut cohort = cohort(["ada", "grace"]);
        cohort.records[0].ledger = ledger(ledger_of_ada);
        let found = agenda(&cohort.program, &midterm(&cohort, day(23)), day(23));
        let of_ada = |date: &Date| date.mentees.iter().any(|of| of.key.as_str() == "ada");
        found.into_iter().find(|date| date.what == what && of_ada(date)).unwrap()
    }

    #[test]
    fn a_due_date_asks_for_a_verdict_until_there_is_one() {
        use Verdict::{Extend, Fail, Pass, Withdraw};
        for (said, due, asks, own) in [
            (vec![], day(22), Asks::Of(Actor::Mentor), false),
            (vec![evaluate(Pass)], day(22), Asks::Nothing, false),
            (vec![evaluate(Fail)], day(22), Asks::Nothing, false),
            (vec![evaluate(Withdraw)], day(22), Asks::Nothing, false),
            (vec![evaluate(Extend)], day(22), Asks::Answered(Actor::Administrator), false),
            (vec![evaluate(Extend), extend()], day(29), Asks::Of(Actor::Mentor), true),
            (vec![extend()], day(29), Asks::Of(Actor::Mentor), true),
            (vec![extend(), evaluate(Pass)], day(29), Asks::Nothing, true),
        ] {
            let date = date(said.clone(), Occasion::Due);
            let ada = date.mentees.iter().find(|of| of.key.as_str() == "ada").unwrap();
            assert_eq!((date.at, ada.asks, date.own), (due, asks, own), "{said:?}");
            assert_eq!(date.mentees.len(), if own { 1 } else { 2 }, "{said:?}");
        }
    }

    #[test]
    fn an_answer_is_asked_of_the_mentor_and_then_of_the_administrator() {
        let said = vec![evaluate(Verdict::Pass), dispute(1)];
        let at = |now, said: &Vec<_>| {
            let mut cohort = cohort(["ada"]);
            cohort.records[0].ledger = ledger(said.clone());
            let assessment = midterm(&cohort, now).swap_remove(0);
            answer(&assessment, false, now)
        };
        assert_eq!(at(day(29), &said), Asks::Of(Actor::Mentor));
        assert_eq!(at(day(30), &said), Asks::Of(Actor::Administrator));
        let answered = [said.clone(), vec![submit(hedy(), 1, None)]].concat();
        assert_eq!(at(day(29), &answered), Asks::Answered(Actor::Administrator));
        let resolved = [said.clone(), vec![resolve(2)]].concat();
        assert_eq!(at(day(29), &resolved), Asks::Nothing);
        assert_eq!(date(said, Occasion::Answer).at, day(30));
    }
}
