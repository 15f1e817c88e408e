//! The stages of reminders, and when each of them is.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use crate::policy::Policy;

/// Which reminder of a date it is. The names are those of the days in the policy that is shipped, and stay the same where a
/// program has other days, so that nobody is reminded twice because a threshold was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The first one, `reminder-first-days` before an evaluation is due.
    TwoWeeks,
    /// The second one, `reminder-second-days` before an evaluation is due.
    TwoDays,
    /// When an evaluation is due.
    Due,
    /// So many days after an evaluation was due.
    Late(u16),
    /// `reminder-second-days` before a mentor's answer to a dispute is due.
    AnswerTwoDays,
    /// When the time for an answer is over, and an administrator is to resolve the dispute.
    AnswerOver,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoWeeks => f.pad("two-weeks"),
            Self::TwoDays => f.pad("two-days"),
            Self::Due => f.pad("due"),
            Self::Late(days) => f.pad(&format!("late-{days}")),
            Self::AnswerTwoDays => f.pad("answer-two-days"),
            Self::AnswerOver => f.pad("answer-over"),
        }
    }
}

/// How many days after an evaluation was due it is late: the day after, since people send it in the evening where they live.
const FIRST_LATE_DAY: u16 = 1;

/// The stages of an evaluation that is due at an instant, with their own instants, by time. A day has 24 hours.
pub(super) fn of_due(due: DateTime<Utc>, policy: &Policy) -> Vec<(Stage, DateTime<Utc>)> {
    let before = [
        (Stage::TwoWeeks, earlier(due, policy.reminder_first_days)),
        (Stage::TwoDays, earlier(due, policy.reminder_second_days)),
        (Stage::Due, Some(due)),
    ];
    let every = usize::from(policy.reminder_late_days.max(1));
    let late = (FIRST_LATE_DAY..=policy.reminder_until_days).step_by(every);
    let late = late
        .map(|days| (Stage::Late(days), due.checked_add_signed(TimeDelta::days(i64::from(days)))));
    before.into_iter().chain(late).filter_map(|(stage, at)| Some((stage, at?))).collect()
}

/// The stages of an answer that is due at an instant, with their own instants, by time.
pub(super) fn of_answer(answer_by: DateTime<Utc>, policy: &Policy) -> Vec<(Stage, DateTime<Utc>)> {
    let before = earlier(answer_by, policy.reminder_second_days);
    let before = before.map(|at| (Stage::AnswerTwoDays, at));
    before.into_iter().chain([(Stage::AnswerOver, answer_by)]).collect()
}

fn earlier(than: DateTime<Utc>, days: u16) -> Option<DateTime<Utc>> {
    than.checked_sub_signed(TimeDelta::days(i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::day;

    fn shown(stages: Vec<(Stage, DateTime<Utc>)>) -> Vec<String> {
        let of =
            |(stage, at): (Stage, DateTime<Utc>)| format!("{stage} {}", (at - day(0)).num_days());
        stages.into_iter().map(of).collect()
    }

    #[test]
    fn an_evaluation_has_stages_before_and_after_it_is_due() {
        assert_eq!(
            shown(of_due(day(22), &Policy::default())),
            [
                "two-weeks 8",
                "two-days 20",
                "due 22",
                "late-1 23",
                "late-8 30",
                "late-15 37",
                "late-22 44"
            ]
        );
        assert_eq!(
            shown(of_answer(day(30), &Policy::default())),
            ["answer-two-days 28", "answer-over 30"]
        );
        let daily = Policy { reminder_late_days: 1, reminder_until_days: 3, ..Policy::default() };
        assert_eq!(
            shown(of_due(day(22), &daily))[2..],
            ["due 22", "late-1 23", "late-2 24", "late-3 25"]
        );
        let never = Policy { reminder_until_days: 0, ..Policy::default() };
        assert_eq!(shown(of_due(day(22), &never)).len(), 3);
    }

    #[test]
    fn stages_beyond_the_end_of_time_are_left_out() {
        assert_eq!(of_due(DateTime::<Utc>::MIN_UTC, &Policy::default())[0].0, Stage::Due);
        assert_eq!(of_due(DateTime::<Utc>::MAX_UTC, &Policy::default()).len(), 3);
    }
}
