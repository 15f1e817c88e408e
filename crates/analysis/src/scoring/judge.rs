//! What is expected of a period, and what can be said of the level that was reached.

use chrono::TimeDelta;
use monitor_model::{Activity, Judgement, Level, Points, Window};

use super::config::Scoring;
use crate::policy::Policy;

/// What is expected of the elapsed weeks, at the program's hours per week: in proportion to their days, a begun day from its
/// twelfth hour on, so that a change of the clocks makes no difference.
#[must_use]
pub fn expected(weeks: &[Window], hours: Option<u8>, scoring: &Scoring, policy: &Policy) -> Points {
    let days = days(weeks);
    let usual = u64::from(scoring.expectation.hours_per_week);
    let weekly = Points::whole(u32::from(scoring.expectation.points_per_week)).ten_thousandths();
    let hours = hours.map_or(usual, u64::from);
    let percent = u64::from(policy.expectation_percent);
    // A scoring with problems is never asked; dividing by nothing would still be worse than no expectation.
    let expected = (weekly * days * hours * percent).checked_div(7 * 100 * usual);
    Points::from_ten_thousandths(expected.unwrap_or(0))
}

/// How many days of weeks count for what is expected: seven of each but the last, which may be cut.
#[must_use]
pub fn days(weeks: &[Window]) -> u64 {
    let Some((last, whole)) = weeks.split_last() else {
        return 0;
    };
    let rounded = last.length() + TimeDelta::hours(12);
    7 * whole.len() as u64 + u64::try_from(rounded.num_days()).unwrap_or(0).min(7)
}

/// What can be said of the level: it is only known where everything was seen, and a lack of work is never concluded from what
/// was not seen.
#[must_use]
pub fn judgement(
    points: Points,
    expected: Points,
    activity: &Activity,
    is_complete: bool,
    scoring: &Scoring,
    policy: &Policy,
) -> Judgement {
    if expected == Points::ZERO {
        return Judgement::Unknown;
    }
    let by_points = by_points(points, expected, scoring);
    let level =
        if enough_weeks(by_points, activity, policy) { by_points } else { lower(by_points) };
    match (is_complete, level) {
        (true, level) => Judgement::Level(level),
        (false, Level::Steady | Level::Strong) => Judgement::AtLeast(level),
        (false, Level::None | Level::Low) => Judgement::Unknown,
    }
}

/// In the first week of a period nobody has had the time for much, so a low level is not said before it is over.
#[must_use]
pub fn not_too_early(judgement: Judgement, weeks: &[Window]) -> Judgement {
    match judgement {
        Judgement::Level(Level::None | Level::Low) if days(weeks) < 7 => Judgement::Unknown,
        judgement => judgement,
    }
}

/// The level by points alone.
#[must_use]
pub fn by_points(points: Points, expected: Points, scoring: &Scoring) -> Level {
    let reaches = |percent: u16| {
        let needed = expected.ten_thousandths().saturating_mul(u64::from(percent));
        points.ten_thousandths().saturating_mul(100) >= needed
    };
    match () {
        () if points == Points::ZERO => Level::None,
        () if reaches(scoring.level_percent.strong) => Level::Strong,
        () if reaches(scoring.level_percent.steady) => Level::Steady,
        () => Level::Low,
    }
}

/// Whether there is work in as many weeks as the policy asks of a level.
#[must_use]
pub fn enough_weeks(level: Level, activity: &Activity, policy: &Policy) -> bool {
    let percent = match level {
        Level::None | Level::Low => return true,
        Level::Steady => policy.steady_weeks_percent,
        Level::Strong => policy.strong_weeks_percent,
    };
    let needed = u64::from(activity.weeks) * u64::from(percent);
    u64::from(activity.active_weeks) * 100 >= needed
}

const fn lower(level: Level) -> Level {
    match level {
        Level::Strong => Level::Steady,
        Level::Steady => Level::Low,
        Level::Low | Level::None => level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use monitor_model::Judgement::{AtLeast, Level as Is, Unknown};
    use proptest::prelude::*;

    fn activity(active_weeks: u32, weeks: u32) -> Activity {
        Activity {
            counts: vec![],
            active_weeks,
            weeks,
            unseen_weeks: 0,
            longest_gap_weeks: 0,
            last: None,
            straddling: 0,
            hidden_weeks: 0,
        }
    }

    fn judged(points: u32, active_weeks: u32, is_complete: bool) -> Judgement {
        let (points, expected) = (Points::whole(points), Points::whole(100));
        let activity = activity(active_weeks, 10);
        let (scoring, policy) = (Scoring::default(), Policy::default());
        judgement(points, expected, &activity, is_complete, &scoring, &policy)
    }

    #[test]
    fn levels_by_points_weeks_and_what_was_seen() {
        use Level::{Low, None, Steady, Strong};
        let table = [
            (0, 0, Is(None), Unknown),
            (1, 10, Is(Low), Unknown),
            (49, 10, Is(Low), Unknown),
            (50, 10, Is(Steady), AtLeast(Steady)),
            (50, 4, Is(Steady), AtLeast(Steady)),
            (50, 3, Is(Low), Unknown),
            (124, 10, Is(Steady), AtLeast(Steady)),
            (125, 6, Is(Strong), AtLeast(Strong)),
            (125, 5, Is(Steady), AtLeast(Steady)),
            (9_999, 1, Is(Steady), AtLeast(Steady)),
        ];
        for (points, weeks, seen, unseen) in table {
            assert_eq!(judged(points, weeks, true), seen, "{points} points in {weeks} weeks");
            assert_eq!(judged(points, weeks, false), unseen, "{points} points in {weeks} weeks");
        }
    }

    #[test]
    fn where_nothing_is_expected_nothing_is_judged() {
        let (scoring, policy) = (Scoring::default(), Policy::default());
        let one = Points::whole(1);
        let judged = judgement(one, Points::ZERO, &activity(1, 1), true, &scoring, &policy);
        assert_eq!(judged, Unknown);
    }

    #[test]
    fn the_expectation_goes_with_days_hours_and_kind_of_work() {
        let (scoring, mut policy) = (Scoring::default(), Policy::default());
        let of = |weeks: &[Window], hours, policy: &Policy| {
            expected(weeks, hours, &scoring, policy).to_string()
        };
        let weeks = [week(0), week(1), week(2)];
        assert_eq!(of(&weeks, None, &policy), "45");
        assert_eq!(of(&weeks, Some(20), &policy), "45");
        assert_eq!(of(&weeks, Some(40), &policy), "90");
        assert_eq!(of(&[], Some(40), &policy), "0");
        let begun = Window::new(day(7), day(8) + TimeDelta::hours(11)).unwrap();
        assert_eq!(of(&[week(0), begun], Some(7), &policy), "6", "8 days of 7 hours a week");
        policy.expectation_percent = 50;
        assert_eq!(of(&weeks, None, &policy), "22.5");
    }

    #[test]
    fn a_change_of_the_clocks_is_no_work() {
        let zone = chrono_tz::Tz::Europe__Berlin;
        let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let across = Window::of_days(day(3, 23), day(4, 5), zone).unwrap();
        let (scoring, policy) = (Scoring::default(), Policy::default());
        assert_eq!(expected(&across.weeks(zone), None, &scoring, &policy), Points::whole(30));
    }

    proptest! {
        #[test]
        fn the_unseen_is_never_judged_and_at_least_is_earned(points in 0..300_u32, weeks in 0..11_u32) {
            match judged(points, weeks, false) {
                Is(level) => prop_assert!(false, "{level} without coverage"),
                AtLeast(Level::Strong) => prop_assert!(points >= 125),
                AtLeast(level) => prop_assert!(level == Level::Steady && points >= 50),
                Unknown => {}
            }
        }

        #[test]
        fn more_points_are_never_a_lower_level(a in 0..300_u32, b in 0..300_u32, weeks in 0..11_u32) {
            let (less, more) = (judged(a.min(b), weeks, true), judged(a.max(b), weeks, true));
            prop_assert!(less.reached() <= more.reached());
        }
    }
}
