//! Which messages a channel is to get, and what they say. Whether it has got them already is not asked here.

use chrono::{DateTime, Utc};
use monitor_analysis::reminders::{Reminder, Stage};
use monitor_model::{Audience, Program, ProgramId};
use monitor_post::{KeyError, MessageKey};
use monitor_report::Reminding;
use monitor_report::document::{Document, Mentions};
use monitor_store::{Delivery, DeliveryState, ReportedWeek};

use super::reports::Told;
use crate::commands::weekly::Moment;
use crate::posting::Channel;

/// The most weeks that are caught up.
const CATCH_UP: usize = 4;

/// A message before it is laid out for its channel.
pub(super) struct Draft {
    pub(super) key: MessageKey,
    pub(super) document: Document,
    pub(super) mentions: Mentions,
    pub(super) audience: Audience,
}

/// The key of the report of a week.
fn weekly_key(program: &ProgramId, week: impl std::fmt::Display) -> Result<MessageKey, KeyError> {
    key(&format!("weekly/{program}/{week}"))
}

/// A key of ids, which may hold two `-` in a row, as no key may. Ids have no capitals, so two of them stay two.
fn key(text: &str) -> Result<MessageKey, KeyError> {
    MessageKey::parse(&text.replace("--", "-D").replace(':', "."))
}

/// The weeks that a channel is to be told: the latest always, since it may have been made anew, and earlier ones that the channel
/// has not got, from the first that it got on, or that was made after it was first tried. A new channel begins with the latest.
pub(super) fn weeks_to_tell<'w>(
    program: &ProgramId,
    weeks: &'w [ReportedWeek],
    known: &[Delivery],
    since: Option<DateTime<Utc>>,
) -> Vec<&'w ReportedWeek> {
    let Some(latest) = weeks.last() else { return Vec::new() };
    let of = |week: &ReportedWeek| {
        let key = weekly_key(program, week.week).ok()?;
        known.iter().find(|delivery| delivery.message == key.as_str())
    };
    let got = weeks.iter().find(|week| of(week).is_some());
    let tried = || weeks.iter().find(|week| since.is_some_and(|since| since <= week.at));
    let first = got.or_else(tried).map_or(latest.week, |week| week.week);
    let is_open = |week: &&ReportedWeek| {
        week.week == latest.week || of(week).is_none_or(|of| of.state == DeliveryState::Begun)
    };
    let from = weeks.len().saturating_sub(CATCH_UP);
    weeks[from..].iter().filter(|week| week.week >= first).filter(is_open).collect()
}

/// The report of a week as a message.
pub(super) fn weekly(
    program: &ProgramId,
    told: &Told,
    channel: &Channel,
) -> Result<Draft, KeyError> {
    Ok(Draft {
        key: weekly_key(program, told.week)?,
        document: told.report(channel.audience).document(),
        // A report is read by those who want to; nobody is called upon each week.
        mentions: Mentions::Never,
        audience: channel.audience,
    })
}

/// Whether a channel is told of a reminder: the public is not told of disputes, nor of dates of somebody's own.
pub(super) fn is_for(channel: &Channel, reminder: &Reminder, program: &Program) -> bool {
    let dispute = matches!(reminder.stage, Stage::AnswerTwoDays | Stage::AnswerOver);
    let own = program.period(&reminder.period).is_none_or(|period| period.due != reminder.date);
    channel.audience == Audience::Private || !(dispute || own)
}

/// A reminder as a message.
pub(super) fn reminder(
    now: &Moment,
    reminder: &Reminder,
    channel: &Channel,
) -> Result<Draft, KeyError> {
    let reminding = Reminding {
        program: &now.program,
        assessments: &now.assessments,
        reminder,
        now: now.side.as_of,
    };
    Ok(Draft {
        key: key(&format!("reminder/{}", reminder.id))?,
        document: reminding.document(),
        mentions: if channel.mention { Mentions::Notify } else { Mentions::Never },
        // It says who is asked, and nothing of what anybody said.
        audience: channel.audience,
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use chrono_tz::Tz;
    use monitor_model::CalendarWeek;
    use proptest::prelude::*;

    use super::*;

    fn program() -> ProgramId {
        ProgramId::parse("lantern-2026").unwrap()
    }

    fn weeks(n: i64) -> Vec<ReportedWeek> {
        let monday = DateTime::<Utc>::from_timestamp(1_772_409_600, 0).unwrap();
        let week = |n| {
            let at = monday + TimeDelta::weeks(n);
            let (week, snapshot) = (CalendarWeek::of(at, Tz::UTC), n.to_string());
            ReportedWeek { week, at, snapshot, settled: true, troubles: vec![] }
        };
        (0..n).map(week).collect()
    }

    fn delivery(of: &ReportedWeek, state: DeliveryState) -> Delivery {
        let message = weekly_key(&program(), of.week).unwrap().to_string();
        let (channel, digest) = ("admins".to_owned(), String::new());
        Delivery { channel, message, state, digest, places: vec![], at: of.at }
    }

    fn told(weeks: &[ReportedWeek], known: &[Delivery]) -> Vec<String> {
        let told = weeks_to_tell(&program(), weeks, known, None);
        told.into_iter().map(|week| week.snapshot.clone()).collect()
    }

    #[test]
    fn a_new_channel_begins_with_the_latest_week_and_one_that_failed_catches_up() {
        let weeks = weeks(6);
        assert_eq!(told(&[], &[]), [""; 0]);
        assert_eq!(told(&weeks, &[]), ["5"]);
        let done = |n: usize| delivery(&weeks[n], DeliveryState::Done);
        assert_eq!(told(&weeks, &[done(3)]), ["4", "5"]);
        assert_eq!(told(&weeks, &[done(0)]), ["2", "3", "4", "5"], "no more than four");
        assert_eq!(told(&weeks, &[done(3), done(4), done(5)]), ["5"], "it may be made anew");
        let begun = delivery(&weeks[4], DeliveryState::Begun);
        let lost = delivery(&weeks[4], DeliveryState::Uncertain);
        assert_eq!(told(&weeks, &[done(3), begun]), ["4", "5"]);
        assert_eq!(told(&weeks, &[done(3), lost]), ["5"]);
    }

    #[test]
    fn a_channel_that_was_never_reached_gets_what_was_made_since_the_first_try() {
        let weeks = weeks(4);
        let since = Some(weeks[2].at - TimeDelta::hours(24));
        let told = weeks_to_tell(&program(), &weeks, &[], since);
        assert_eq!(told, [&weeks[2], &weeks[3]]);
        let late = Some(weeks[3].at + TimeDelta::hours(1));
        assert_eq!(weeks_to_tell(&program(), &weeks, &[], late), [&weeks[3]]);
    }

    #[test]
    fn every_id_has_a_key_and_no_two_have_the_same() {
        let key = |id: &str| weekly_key(&ProgramId::parse(id).unwrap(), "2026-W15").unwrap();
        let ids = ["a-b", "a--b", "a---b", "a----b", "a-d-b", "a-", "a--"];
        let keys: std::collections::BTreeSet<_> = ids.map(key).into();
        assert_eq!(keys.len(), ids.len());
        assert_eq!(key("lantern-2026").as_str(), "weekly/lantern-2026/2026-W15");
    }

    proptest! {
        #[test]
        fn every_week_is_told_once_where_runs_fail_less_than_four_weeks_long(fails in prop::collection::vec(any::<bool>(), 1..20)) {
            let mut known: Vec<Delivery> = Vec::new();
            let mut in_a_row = 0;
            for (n, fails) in fails.iter().enumerate() {
                let weeks = weeks(n as i64 + 1);
                in_a_row = if *fails { in_a_row + 1 } else { 0 };
                if *fails && in_a_row < CATCH_UP { continue; }
                for week in weeks_to_tell(&program(), &weeks, &known, None) {
                    let done = delivery(week, DeliveryState::Done);
                    if !known.contains(&done) {
                        known.push(done);
                    }
                }
                in_a_row = 0;
                let first = known.iter().map(|d| d.at).min().unwrap();
                let due = weeks.iter().filter(|week| week.at >= first).count();
                prop_assert_eq!(known.len(), due);
            }
        }
    }
}
