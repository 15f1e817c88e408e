//! What must hold of changes: they name those who differ and nobody else.

use monitor_model::{Judgement, Level, Standing};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::fixture;

fn side(snapshot: Option<&str>) -> Side {
    Side { snapshot: snapshot.map(str::to_owned), as_of: fixture::as_of() }
}

fn text(before: &[Assessment], after: &[Assessment], format: Format) -> String {
    let program = fixture::program();
    let of = (&program, &program.periods[0]);
    let before = (side(Some("0123456789abcdef")), before);
    Changes::new(of, before, (side(None), after), false).render(format, Style::Plain).unwrap()
}

/// One way in which an assessment can become another.
fn alter(assessment: &mut Assessment, how: u8) {
    match how {
        0 => assessment.stand.standing = Standing::Withdrawn,
        1 => assessment.progress.judgement = Judgement::AtLeast(Level::Strong),
        2 => {
            let mut more = fixture::assessment("sol-tallow").findings.remove(0);
            more.rule = monitor_model::RuleId("another-rule");
            assessment.findings.push(more);
        }
        // No change that anybody is told of.
        _ => assessment.findings.iter_mut().for_each(|finding| finding.says.push_str(" So.")),
    }
}

proptest! {
    #[test]
    fn exactly_those_who_differ_are_named(how in prop::collection::vec(0..5_u8, 8)) {
        let before = fixture::assessments();
        let mut after = before.clone();
        for (assessment, how) in after.iter_mut().zip(&how) {
            alter(assessment, *how);
        }
        let program = fixture::program();
        let of = (&program, &program.periods[0]);
        let view = Changes::new(of, (side(None), &before), (side(None), &after), false);
        let named: Vec<_> = view.changed.iter().map(|changed| changed.key).collect();
        // Before the period begins there is no level.
        let differs = |of: &Assessment, how| how < 3 && (how != 1 || of.elapsed.is_some());
        let all = after.iter().zip(&how).filter(|(of, how)| differs(of, **how));
        let wanted: Vec<_> = all.map(|(assessment, _)| &assessment.enrollment.key).collect();
        prop_assert_eq!(named, wanted);
        prop_assert_eq!(view.same + view.changed.len(), before.len());
        for line in view.render(Format::Table, Style::Plain).unwrap().lines() {
            prop_assert!(line.width() <= 80, "{}", line);
        }
    }
}

#[test]
fn what_differs_is_said_in_words_and_in_json() {
    let mut before = vec![fixture::assessment("grace-wick"), fixture::assessment("sol-tallow")];
    let mut after = before.clone();
    alter(&mut after[0], 0);
    alter(&mut after[0], 1);
    alter(&mut before[0], 2);
    after.remove(1);
    after.push(fixture::assessment("ada-lumen"));
    insta::assert_snapshot!("changes.txt", text(&before, &after, Format::Table));
    insta::assert_snapshot!("changes.json", text(&before, &after, Format::Json));
    let same = text(&before, &before, Format::Table);
    assert!(same.ends_with("\nNobody's standing, level or findings differ.\n"), "{same}");
    let program = fixture::program();
    let of = (&program, &program.periods[0]);
    let view = Changes::new(of, (side(None), &before), (side(None), &after), true);
    assert!(view.render(Format::Table, Style::Plain).unwrap().contains("other thresholds"));
    assert!(view.render(Format::Csv, Style::Plain).is_err());
}
