//! What became of mentees in each period, for a spreadsheet.

use monitor_analysis::Outcomes;
use monitor_model::Count;

use super::{Statistics, known};
use crate::sheet::Sheet;

/// What became of mentees, with the key of each column. Whether everybody is counted stands beside it, save of those who are open.
const OUTCOMES: [(&str, fn(&Outcomes) -> Count); 4] = [
    ("passed", |of| of.passed),
    ("failed", |of| of.failed),
    ("withdrawn", |of| of.withdrawn),
    ("extended", |of| of.extended),
];

/// One row per program and period. What is not known is an empty cell and no zero.
pub(super) fn outcomes(statistics: &Statistics) -> Sheet {
    let mut headings = vec!["program".to_owned(), "period".to_owned()];
    headings
        .extend(OUTCOMES.iter().flat_map(|(key, _)| [(*key).into(), format!("{key}_complete")]));
    headings.push("open".to_owned());
    let cell = |count: Count| known(count).map(|n| n.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    for program in &statistics.rows {
        for of in &program.outcomes {
            let mut row = vec![program.program.clone(), of.period.to_string()];
            let counts = OUTCOMES.iter().map(|(_, count)| count(of));
            row.extend(counts.flat_map(|count| [cell(count), count.complete.to_string()]));
            row.push(cell(of.open));
            rows.push(row);
        }
    }
    Sheet { name: "Outcomes", headings, rows }
}
