//! A small calibration, and what must hold of every one.

use monitor_analysis::Standards;
use monitor_analysis::calibrate::{
    Calibration, Case, Outcome, Variant, Verdict, calibration, variants,
};
use monitor_model::{EnrollmentKey, Level, PeriodId, ProgramId, RuleId, Severity};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;

/// So many mentees, of whom every fifth is stalled, with the standards as they are, a day less of `stalled-days`, and a day more.
pub(crate) fn figures(mentees: u32, others_failed: u32) -> Calibration {
    let variants = variants(&Standards::default());
    let first: Vec<Variant> = variants.into_iter().take(3).collect();
    let stalled = (RuleId("stalled"), Severity::Notice);
    let unresolved = (RuleId("login-unresolved"), Severity::Attention);
    let hidden = (RuleId("hidden-activity"), Severity::Notice);
    let case = |n: u32| {
        let outcome = |every: u32| Outcome {
            level: (!n.is_multiple_of(7)).then(|| Level::ALL[n as usize % Level::ALL.len()]),
            suffices: n % 14 == 7,
            found: [
                (n.is_multiple_of(every), stalled),
                (n.is_multiple_of(3), hidden),
                (n.is_multiple_of(8), unresolved),
            ]
            .into_iter()
            .filter_map(|(found, what)| found.then_some(what))
            .collect(),
        };
        Case {
            program: ProgramId::parse("lantern-2026-spring").unwrap(),
            key: EnrollmentKey::from_text(&format!("ada-{n}")),
            period: PeriodId::parse("midterm").unwrap(),
            verdict: (n % 10 == 9).then_some(Verdict::Failed),
            weeks: 6,
            unseen: u32::from(n.is_multiple_of(4)),
            outcomes: vec![outcome(5), outcome(4), outcome(6)],
        }
    };
    let cases: Vec<Case> = (0..mentees).map(case).collect();
    calibration(&cases, &first, others_failed)
}

pub(crate) fn shown(figures: &Calibration, others_failed: u32, format: Format) -> String {
    let programs = [ProgramId::parse("lantern-2026-spring").unwrap()];
    let others_failed = Some(others_failed);
    let view = Calibrate { programs: &programs, figures, assume_complete: true, others_failed };
    view.render(format, Style::Plain).unwrap()
}

#[test]
fn of_nobody_there_is_no_number() {
    let none = figures(0, 0);
    for format in FORMATS {
        let text = shown(&none, 0, *format);
        assert!(!text.contains("NaN") && !text.contains(" inf"), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&shown(&none, 0, Format::Json)).unwrap();
    assert_eq!(json["attention"]["false_flags"]["rate"], serde_json::Value::Null);
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_terminal(mentees in 0_u32..700, failed in 0_u32..40) {
        let failed = failed.min(mentees / 2);
        let figures = figures(mentees, failed);
        for line in shown(&figures, failed, Format::Table).lines() {
            prop_assert!(line.width() <= 80, "{} {:?}", line.width(), line);
        }
        for row in shown(&figures, failed, Format::Markdown).lines().filter(|line| line.starts_with('|')) {
            prop_assert!(row.ends_with('|'));
        }
    }
}
