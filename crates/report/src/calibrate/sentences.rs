//! What is said of a calibration in every format.

use monitor_analysis::calibrate::{Calibration, Share};

use super::Calibrate;
use crate::words::{counted, list, plural};

/// What coverage that was assumed means for the figures.
pub(super) const ASSUMED: &str = "Coverage is assumed to be complete; weeks without a record count as weeks without work, so the \
    levels below are lower bounds, and findings that speak of absence may be too many.";

/// What the columns mean.
pub(super) const LEGEND: &str = "A false flag is a flag on somebody who passed; in brackets is where chance may have put the share: \
    Wilson's score interval at 95 %. A range is what unknown verdicts leave open. A rule that asks people to look is not wrong \
    because somebody passed: a false flag costs a look, and these figures say how many looks.";

/// What the table of single steps means.
pub(super) const STEPS: &str = "Each number alone, one step down and one up, also where a kind of work or a program has its own. \
    The shares are those of what the number decides: of its rule's findings, or of levels below steady.";

/// A number, or the range in which it lies.
pub(super) fn count(share: Share) -> String {
    if share.least == share.most {
        share.least.to_string()
    } else {
        format!("{}–{}", share.least, share.most)
    }
}

/// What the figures rest on.
pub(super) fn about(view: &Calibrate<'_>) -> Vec<String> {
    let of = view.figures;
    let mut said = vec![cases(of)];
    if let Some(n @ 1..) = view.others_failed {
        said.push(format!(
            "{n} of those whose verdict is not public failed, and nobody knows who, so the figures are ranges."
        ));
    }
    if view.assume_complete {
        said.push(ASSUMED.to_owned());
    }
    let (weeks, without) = (of.weeks, of.unseen_weeks);
    said.push(format!("{without} of {} have no record.", counted(weeks.into(), "mentee-week")));
    said
}

fn cases(of: &Calibration) -> String {
    let (cases, passed) = (of.cases, of.passed);
    format!(
        "{} of {}: {} passed, {} failed.",
        counted(cases.into(), "period"),
        counted(of.mentees.into(), "mentee"),
        count(passed),
        cases - passed.most
    )
}

/// The programs by their ids.
pub(super) fn programs(view: &Calibrate<'_>) -> String {
    list(view.programs.iter().map(monitor_model::ProgramId::as_str))
}

/// What is said below the levels.
pub(super) fn levels(of: &Calibration) -> Option<String> {
    (of.at_least_steady > 0).then(|| {
        let n = of.at_least_steady;
        let are = plural(n.into(), "is", "are");
        format!("Of those not known, {n} {are} at least steady.")
    })
}

/// What is said below the findings.
pub(super) fn attention(of: &Calibration) -> String {
    format!(
        "{} of {} have a finding that needs attention in some period.",
        of.attention_mentees,
        counted(of.mentees.into(), "mentee")
    )
}

/// Which numbers change nothing when they are moved.
pub(super) fn still(of: &Calibration) -> Option<String> {
    let changes = |key: &str| of.shifts.iter().any(|s| s.moved.knob.key == key && s.changes());
    let mut keys: Vec<&str> = of.shifts.iter().map(|shift| shift.moved.knob.key).collect();
    keys.dedup();
    keys.retain(|key| !changes(key));
    let named = list(keys.iter().map(|key| format!("`{key}`")));
    (!keys.is_empty()).then(|| format!("One step of these changes nothing here: {named}."))
}
