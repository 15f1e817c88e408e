//! The tables of a calibration, cell by cell; formats only lay them out.

use monitor_analysis::calibrate::{Calibration, Flag, Interval, Share, Shift};
use monitor_model::Severity;

use super::sentences::{LEGEND, STEPS, attention, count, levels, still};
use crate::words;

/// A table, with what is said below it.
pub(super) struct Table {
    /// The title.
    pub(super) title: &'static str,
    /// The columns: heading and width on a terminal.
    pub(super) columns: &'static [(&'static str, usize)],
    /// The rows, each with how much it asks of people.
    pub(super) rows: Vec<(Severity, Vec<String>)>,
    /// What is said below it.
    pub(super) below: Vec<String>,
}

/// Every table.
pub(super) fn tables(of: &Calibration) -> [Table; 3] {
    [of_levels(of), of_findings(of), of_steps(of)]
}

fn of_levels(of: &Calibration) -> Table {
    let row = |row: &monitor_analysis::calibrate::LevelRow| {
        let level = row.level.map_or("not known", monitor_model::Level::as_str);
        let cells = [row.passed.of.to_string(), count(row.passed), count(row.failed)];
        (Severity::Info, std::iter::once(level.to_owned()).chain(cells).collect())
    };
    Table {
        title: "Levels",
        columns: &[("level", 26), ("periods", 10), ("passed", 10), ("failed", 10)],
        rows: of.levels.iter().map(row).collect(),
        below: levels(of).into_iter().collect(),
    }
}

fn of_findings(of: &Calibration) -> Table {
    let row = |name: String, severity, flag: &Flag| {
        let cells = [
            flag.flagged().to_string(),
            count(flag.passed),
            with_chance(flag.passed),
            with_chance(flag.of_passed),
        ];
        (severity, std::iter::once(name).chain(cells).collect())
    };
    let findings = of.findings.iter().map(|finding| {
        let name = format!("{} {}", words::sign(finding.severity), finding.rule);
        row(name, finding.severity, &finding.flag)
    });
    let any = row("! any that needs attention".to_owned(), Severity::Attention, &of.attention);
    Table {
        title: "Findings",
        columns: &[
            ("finding", 26),
            ("periods", 8),
            ("passed", 8),
            ("false flags", 19),
            ("of all passed", 19),
        ],
        rows: findings.chain([any]).collect(),
        below: vec![attention(of), LEGEND.to_owned()],
    }
}

fn of_steps(of: &Calibration) -> Table {
    let row = |shift: &Shift| {
        let moved = shift.moved;
        let both = |of: fn(&Flag) -> Share| {
            format!("{}→{}", percent(of(&shift.before)), percent(of(&shift.after)))
        };
        let cells = vec![
            moved.knob.key.to_owned(),
            format!("{}→{}", moved.from, moved.to),
            format!("+{} -{}", shift.more, shift.fewer),
            shift.levels.to_string(),
            both(|flag| flag.passed),
            both(|flag| flag.of_passed),
        ];
        (Severity::Info, cells)
    };
    Table {
        title: "One step",
        columns: &[
            ("number", 27),
            ("step", 8),
            ("findings", 10),
            ("levels", 7),
            ("false, %", 15),
            ("of passed, %", 13),
        ],
        rows: of.shifts.iter().filter(|shift| shift.changes()).map(row).collect(),
        below: still(of).into_iter().chain([STEPS.to_owned()]).collect(),
    }
}

/// A share in whole percent, or its range; a dash of nobody.
fn percent(share: Share) -> String {
    share.rate().map_or_else(|| "–".to_owned(), whole)
}

/// The same with where chance may have put it.
fn with_chance(share: Share) -> String {
    let chance = share.interval().map(|interval| format!(" % ({})", whole(interval)));
    percent(share) + &chance.unwrap_or_default()
}

/// Percents, rounded; one where both ends are the same.
fn whole(interval: Interval) -> String {
    let shown = |share: f64| format!("{:.0}", share * 100.0);
    let (low, high) = (shown(interval.low), shown(interval.high));
    if low == high { low } else { format!("{low}–{high}") }
}
