//! Why a week is missing. An answer that names nobody is somebody's: where as many mentees lack the week as answers name
//! nobody, it is theirs by elimination; otherwise each of them may be meant, and both numbers are said.
//!
//! Elimination needs to know everybody who may be meant. It is silent where a mentee has no usable login, for nobody knows
//! what was asked for in their place, and where the roster has changed, for the answer may be about somebody who was in it then.

use std::collections::BTreeMap;

use monitor_model::{Cohort, Coverage, Record, Stream, Unattributed, Window};

/// What is said of a time that no source speaks of.
pub const NO_RECORD: &str = "no record of this time";

/// What nameless answers say of each record, in the order of [`Cohort::records`]: more statements for [`monitor_model::cover`].
#[must_use]
pub fn explain(cohort: &Cohort) -> Vec<Vec<(Stream, Window, Coverage)>> {
    let mut more = vec![Vec::new(); cohort.records.len()];
    let mut windows: Vec<Window> = cohort.unattributed.iter().map(|answer| answer.window).collect();
    windows.sort_unstable();
    windows.dedup();
    for window in windows {
        let lacking: Vec<usize> =
            (0..cohort.records.len()).filter(|&i| lacks(&cohort.records[i], &window)).collect();
        let reason = Coverage::NotFetched(reason(cohort, &window, lacking.len()));
        for index in lacking {
            more[index].extend(Stream::ALL.iter().map(|&stream| (stream, window, reason.clone())));
        }
    }
    more
}

fn lacks(record: &Record, window: &Window) -> bool {
    !record.coverage.iter().any(|(_, known, _)| known.intersect(window).is_some())
}

fn reason(cohort: &Cohort, window: &Window, lacking: usize) -> String {
    let answers = of_one_file(cohort, window);
    let places: Vec<String> =
        answers.iter().map(|answer| format!("{}: row {}", answer.file, answer.row)).collect();
    let (answers, places) = (answers.len(), places.join(", "));
    let all_known = cohort.removed == 0
        && cohort.records.iter().all(|record| record.enrollment.mentee.login().is_some());
    if answers == lacking && all_known {
        format!(
            "GitHub knew no such login when it was asked; the answer names nobody ({places}) and is this mentee's by elimination"
        )
    } else {
        format!(
            "no record of this time; {answers} of its answers {} nobody ({places}), and {lacking} {} none",
            if answers == 1 { "names" } else { "name" },
            if lacking == 1 { "mentee has" } else { "mentees have" },
        )
    }
}

/// The nameless answers of the file that has most of them: another file of the same week may be the same answers again.
fn of_one_file<'a>(cohort: &'a Cohort, window: &Window) -> Vec<&'a Unattributed> {
    let mut by_file: BTreeMap<&str, Vec<&Unattributed>> = BTreeMap::new();
    for answer in cohort.unattributed.iter().filter(|answer| answer.window == *window) {
        by_file.entry(&answer.file).or_default().push(answer);
    }
    // The first of the longest, so that a copy of a file under a later name changes nothing.
    by_file.into_values().rev().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture;
    use monitor_model::{LoginError, Mentee};

    fn nameless(row: u32) -> Unattributed {
        let program = fixture::program().id;
        Unattributed { program, window: fixture::week(1), file: "term.json".into(), row }
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
                    "1 of its answers names nobody (term.json: row 7), and 2 mentees have none"
                ),
                "{reason}"
            );
        }
    }

    #[test]
    fn who_may_be_meant_must_be_known_for_an_elimination() {
        let mut cohort = fixture::cohort(["ada", "grace"]);
        cohort.records[0].coverage = fixture::complete(fixture::week(1));
        cohort.unattributed = vec![nameless(7)];
        let reason = |cohort: &Cohort| {
            let more = explain(cohort);
            more[1][0].2.reason().unwrap().to_owned()
        };
        assert!(reason(&cohort).contains("by elimination"));
        let careful = "1 of its answers names nobody (term.json: row 7), and 1 mentee has none";
        let mut changed = cohort.clone();
        changed.removed = 1;
        assert!(reason(&changed).ends_with(careful), "{}", reason(&changed));
        let mut unresolved = cohort;
        unresolved.records[0].enrollment.mentee =
            Mentee::Unresolved { given: "a b".into(), why: LoginError::Several };
        assert!(reason(&unresolved).ends_with(careful), "{}", reason(&unresolved));
    }

    #[test]
    fn a_copy_of_a_file_is_not_another_answer() {
        let mut cohort = fixture::cohort(["ada", "grace"]);
        cohort.records[0].coverage = fixture::complete(fixture::week(1));
        cohort.unattributed = vec![nameless(7)];
        let once = explain(&cohort);
        cohort.unattributed.push(Unattributed { file: "term2.json".into(), ..nameless(7) });
        assert_eq!(once, explain(&cohort));
    }
}
