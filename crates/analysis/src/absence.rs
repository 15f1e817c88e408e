//! Why a week is missing. An answer that names nobody is somebody's: where as many mentees lack the week as answers name
//! nobody, it is theirs by elimination; otherwise each of them may be meant, and both numbers are said.

use monitor_model::{Cohort, Coverage, Record, Stream, Window};

/// What is said of a time that no source speaks of.
pub const NO_RECORD: &str = "no record of this time";

/// What nameless answers say of each record, in the order of [`Cohort::records`]: more statements for [`monitor_model::cover`].
#[must_use]
pub fn explain(cohort: &Cohort) -> Vec<Vec<(Stream, Window, Coverage)>> {
    let mut more = vec![Vec::new(); cohort.records.len()];
    let mut windows: Vec<Window> = cohort
        .unattributed
        .iter()
        .map(|answer| answer.window)
        .collect();
    windows.sort_unstable();
    windows.dedup();
    for window in windows {
        let lacking: Vec<usize> = (0..cohort.records.len())
            .filter(|&i| lacks(&cohort.records[i], &window))
            .collect();
        let reason = Coverage::NotFetched(reason(cohort, &window, lacking.len()));
        for index in lacking {
            more[index].extend(
                Stream::ALL
                    .iter()
                    .map(|&stream| (stream, window, reason.clone())),
            );
        }
    }
    more
}

fn lacks(record: &Record, window: &Window) -> bool {
    !record
        .coverage
        .iter()
        .any(|(_, known, _)| known.intersect(window).is_some())
}

fn reason(cohort: &Cohort, window: &Window, lacking: usize) -> String {
    let places: Vec<&str> = cohort
        .unattributed
        .iter()
        .filter(|answer| answer.window == *window)
        .map(|answer| answer.place.as_str())
        .collect();
    let answers = places.len();
    let places = places.join(", ");
    if answers == lacking {
        format!(
            "GitHub knew no such login when it was asked; the answer names nobody ({places}) and is this mentee's by elimination"
        )
    } else {
        format!(
            "no record of this time; {answers} of its answers name nobody ({places}), and {lacking} mentees have none"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture;
    use monitor_model::Unattributed;

    fn nameless(row: u32) -> Unattributed {
        let program = fixture::program().id;
        Unattributed {
            program,
            window: fixture::week(1),
            place: format!("term.json: row {row}"),
        }
    }

    #[test]
    fn a_nameless_answer_is_the_only_absent_mentees() {
        let mut cohort = fixture::cohort(["ada", "grace", "linus"]);
        cohort.records[0].coverage = fixture::complete(fixture::week(1));
        cohort.records[1].coverage = fixture::complete(fixture::week(1));
        cohort.unattributed = vec![nameless(7)];
        let more = explain(&cohort);
        assert!(more[0].is_empty() && more[1].is_empty());
        assert_eq!(more[2].len(), Stream::ALL.len());
        assert!(more[2][0].2.reason().unwrap().contains("by elimination"));
    }

    #[test]
    fn with_more_absent_mentees_than_answers_it_is_nobodys_for_sure() {
        let mut cohort = fixture::cohort(["ada", "grace"]);
        cohort.unattributed = vec![nameless(7)];
        for statements in explain(&cohort) {
            let reason = statements[0].2.reason().unwrap();
            assert!(
                reason.contains(
                    "1 of its answers name nobody (term.json: row 7), and 2 mentees have none"
                ),
                "{reason}"
            );
        }
    }
}
