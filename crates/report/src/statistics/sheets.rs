//! What became of mentees in each period, for a spreadsheet.

use monitor_analysis::Outcomes;
use monitor_model::Count;

use super::{Statistics, known};
use crate::sheet::Sheet;

/// A column: its key, and the count.
type Column = (&'static str, fn(&Outcomes) -> Count);

/// What became of mentees, with the key of each column. Whether everybody is counted stands beside it, save of those who are open.
const OUTCOMES: [Column; 4] = [
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

#[cfg(test)]
mod tests {
    use crate::fixture;
    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn a_workbook_has_a_row_per_program_and_one_per_period(text in fixture::any_text()) {
            let mut statistics = fixture::statistics();
            statistics.rows[0].program = format!("={text}");
            let bytes = statistics.workbook().unwrap();
            prop_assert_eq!(&bytes, &statistics.workbook().unwrap());
            let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
            prop_assert_eq!(book.sheet_names(), ["Programs", "Outcomes"]);
            for (name, rows) in [("Programs", 2), ("Outcomes", 3)] {
                prop_assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none());
                let sheet = book.worksheet_range(name).unwrap();
                prop_assert_eq!(sheet.height(), 1 + rows);
                prop_assert!(sheet.used_cells().all(|(.., cell)| matches!(cell, Data::String(_))));
            }
            // Of the older program nothing was seen, which is no zero.
            let outcomes = book.worksheet_range("Outcomes").unwrap();
            let cell = |at| outcomes.get_value(at).map(ToString::to_string).unwrap_or_default();
            prop_assert_eq!((cell((3, 2)), cell((3, 3))), (String::new(), "false".to_owned()));
            prop_assert_eq!((cell((1, 2)), cell((1, 3))), ("6".to_owned(), "true".to_owned()));
        }
    }
}
