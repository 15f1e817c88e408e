//! What holds of reminders over any calendars, answers and times at which runs come.

use monitor_model::{PeriodId, Verdict};
use proptest::prelude::*;

use super::*;
use crate::agenda::fixture::{Scene, hour, scene};

/// Runs at ascending hours, the first of which knows of a run before everything.
fn runs() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::btree_set(-400..2_800_i64, 1..9).prop_map(|hours| hours.into_iter().collect())
}

/// What a run says, and the assessments that it says it of.
struct Run {
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    assessments: Vec<Assessment>,
    said: Vec<Reminder>,
}

fn play(scene: &Scene, runs: &[i64]) -> Vec<Run> {
    let program = scene.cohort().program;
    let before = std::iter::once(-10_000).chain(runs.iter().copied());
    let run = |(before, now): (i64, &i64)| {
        let (since, now) = (hour(before), hour(*now));
        let assessments = scene.assessments(now);
        let said = reminders(&program, &assessments, &Policy::default(), Some(since), now);
        Run { since, now, assessments, said }
    };
    before.zip(runs).map(run).collect()
}

/// Who is named in a reminder, by anybody.
fn named(reminder: &Reminder) -> BTreeSet<&EnrollmentKey> {
    reminder.to.iter().flat_map(|to| &to.mentees).collect()
}

/// Whether an evaluation is still asked for, told from the verdicts alone.
fn is_open(of: &Assessment, all: &[Assessment]) -> bool {
    let same = |other: &&Assessment| other.enrollment.key == of.enrollment.key;
    let withdrawn = |other: &Assessment| other.agreement.verdict() == Some(Verdict::Withdraw);
    let failed = |other: &Assessment| {
        other.agreement.verdict() == Some(Verdict::Fail)
            && (other.period.id.as_str(), of.period.id.as_str()) == ("midterm", "final")
            && of.agreement.evaluation.is_none()
    };
    let dated = of.agreement.evaluation.as_ref().is_none_or(|evaluation| {
        evaluation.verdict == Verdict::Extend
            && of.agreement.calendar.is_some_and(|own| own.entry > evaluation.entry)
    });
    dated && !all.iter().filter(same).any(|other| withdrawn(other) || failed(other))
}

/// The stages of an evaluation by hours from its due instant.
const HOURS: [(&str, i64); 7] = [
    ("two-weeks", -336),
    ("two-days", -48),
    ("due", 0),
    ("late-1", 24),
    ("late-8", 192),
    ("late-15", 360),
    ("late-22", 528),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_said_twice(scene in scene(), runs in runs()) {
        let runs = play(&scene, &runs);
        let said: Vec<&Reminder> = runs.iter().flat_map(|run| &run.said).collect();
        let ids: BTreeSet<&str> = said.iter().map(|reminder| reminder.id.as_str()).collect();
        prop_assert_eq!(ids.len(), said.len());
    }

    #[test]
    fn each_stage_of_an_open_evaluation_is_said_once_if_a_run_comes_before_the_next(scene in scene(), runs in runs()) {
        let runs = play(&scene, &runs);
        for run in &runs {
            for of in &run.assessments {
                for (n, (stage, hours)) in HOURS.iter().enumerate() {
                    let at = of.period.due + TimeDelta::hours(*hours);
                    let next = HOURS.get(n + 1).map(|(_, hours)| of.period.due + TimeDelta::hours(*hours));
                    // This is the first run after the stage, and it comes before the next stage.
                    let is_first = run.since < at && at <= run.now && next.is_none_or(|next| run.now < next);
                    let suffix = format!("/{}/{stage}", of.period.due.to_rfc3339_opts(SecondsFormat::AutoSi, true));
                    let mut those = run.said.iter().filter(|r| r.period == of.period.id && r.id.ends_with(&suffix));
                    let is_named = those.any(|reminder| named(reminder).contains(&of.enrollment.key));
                    prop_assert_eq!(is_named, is_first && is_open(of, &run.assessments), "{} {}", stage, run.now);
                }
            }
        }
    }

    #[test]
    fn nobody_is_named_after_the_answer(scene in scene(), runs in runs()) {
        for run in play(&scene, &runs) {
            for reminder in &run.said {
                for key in named(reminder) {
                    let its = |of: &&Assessment| of.enrollment.key == *key && of.period.id == reminder.period;
                    let of = run.assessments.iter().find(its).unwrap();
                    match reminder.stage {
                        Stage::AnswerTwoDays | Stage::AnswerOver => prop_assert!(of.agreement.decision.is_some()),
                        _ => prop_assert!(is_open(of, &run.assessments)),
                    }
                }
            }
        }
    }

    #[test]
    fn an_answer_is_asked_of_mentors_in_time_and_of_administrators_after_it(scene in scene(), runs in runs()) {
        for run in play(&scene, &runs) {
            for reminder in &run.said {
                let to_mentors = reminder.to.iter().all(|to| to.who != Addressee::Administrator);
                prop_assert_eq!(to_mentors, reminder.stage != Stage::AnswerOver);
                prop_assert!(run.since < reminder.at && reminder.at <= run.now);
            }
        }
    }

    #[test]
    fn the_same_run_again_and_another_order_say_the_same(scene in scene(), runs in runs(), cut in 0..8_usize) {
        let program = scene.cohort().program;
        for mut run in play(&scene, &runs) {
            let many = run.assessments.len();
            run.assessments.rotate_left(cut % many);
            run.assessments.reverse();
            let again = reminders(&program, &run.assessments, &Policy::default(), Some(run.since), run.now);
            prop_assert_eq!(&again, &run.said);
        }
    }

    #[test]
    fn no_id_has_a_person_in_it(scene in scene(), runs in runs()) {
        for reminder in play(&scene, &runs).iter().flat_map(|run| &run.said) {
            let parts: Vec<&str> = reminder.id.split('/').collect();
            prop_assert_eq!(parts[0], "lantern-2026");
            prop_assert!(PeriodId::parse(parts[1]).is_ok() && parts[1] == reminder.period.as_str());
            prop_assert!(DateTime::parse_from_rfc3339(parts[2]).is_ok());
            let stage = reminder.stage.to_string();
            prop_assert_eq!(&parts[3..], &[stage.as_str()]);
        }
    }
}
