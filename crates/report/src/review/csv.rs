//! The review for a spreadsheet: one line per mentee. A number stands in one column and whether it is all in the next; where
//! nothing was seen and something may exist, the number is empty and not zero.

use chrono_tz::Tz;
use monitor_model::{Assessment, Decided, Decision, Look, Points, Progress};

#[cfg(feature = "xlsx")]
use super::sentences;
use super::{Review, Row};
use crate::RenderError;
use crate::agreement::Tally;
use crate::dates::{act, rfc3339, span};
use crate::progress::certainty;
use crate::sheet::Sheet;
use crate::words;

/// What must be known of cells that are empty.
#[cfg(feature = "xlsx")]
const UNSEEN: &str = "A count is all there is only where the column after it says true. Where nothing was seen and something \
    may exist, the cell is empty; never read it as none.";

const HEADINGS: [&str; 45] = [
    "program",
    "period",
    "key",
    "login",
    "name",
    "project",
    "mentors",
    "window",
    "due",
    "as_of",
    "concern",
    "record",
    "pull_requests",
    "pull_requests_complete",
    "issues",
    "issues_complete",
    "reviews",
    "reviews_complete",
    "commits",
    "commits_complete",
    "active_weeks",
    "active_weeks_complete",
    "weeks",
    "weeks_seen",
    "hidden_weeks",
    "straddling",
    "last_contribution",
    "findings",
    "points",
    "points_complete",
    "expected",
    "percent",
    "level",
    "level_certainty",
    "standing",
    "next",
    "verdict",
    "verdict_by",
    "verdict_at",
    "evidence",
    "evidence_confirmed",
    "decision",
    "decision_by",
    "decision_at",
    "looks",
];

/// The review as CSV.
pub(super) fn render(review: &Review<'_>) -> Result<String, RenderError> {
    sheet(review).csv()
}

/// The review as a workbook: the mentees on the first sheet, what else the reader must know on the second.
#[cfg(feature = "xlsx")]
pub(super) fn workbook(review: &Review<'_>) -> Result<Vec<u8>, RenderError> {
    crate::sheet::workbook(&[sheet(review), notes(review)], review.as_of)
}

/// One line per mentee.
pub(crate) fn sheet(review: &Review<'_>) -> Sheet {
    let rows = review.rows.iter().map(|row| cells(review, row)).collect();
    Sheet { name: "Mentees", headings: HEADINGS.map(String::from).to_vec(), rows }
}

/// What holds for all of them.
#[cfg(feature = "xlsx")]
pub(crate) fn notes(review: &Review<'_>) -> Sheet {
    let says = [
        sentences::title(review),
        sentences::period(review),
        sentences::clock(review),
        sentences::concerns(review),
        sentences::standings(review),
        sentences::records(&review.summary),
        sentences::coverage(&review.summary),
        sentences::straddling(&review.summary),
        UNSEEN.to_owned(),
    ];
    let says = says.into_iter().chain(review.notes.iter().cloned());
    let rows = says.filter(|text| !text.is_empty()).map(|text| vec![text]).collect();
    Sheet { name: "Notes", headings: vec!["note".to_owned()], rows }
}

fn cells(review: &Review<'_>, row: &Row<'_>) -> Vec<String> {
    let (assessment, zone) = (row.assessment, review.program.zone);
    let (enrollment, activity) = (&assessment.enrollment, &assessment.activity);
    let login = enrollment.mentee.login().map(ToString::to_string);
    let mentors = words::list(enrollment.mentors.iter().map(monitor_model::Mentor::shown));
    let mut cells = vec![
        review.program.id.to_string(),
        assessment.period.id.to_string(),
        enrollment.key.to_string(),
        login.unwrap_or_default(),
        assessment.name.clone().unwrap_or_default(),
        enrollment.project.title.clone(),
        mentors,
        span(&assessment.period.window, zone),
        rfc3339(assessment.period.due, zone),
        rfc3339(review.as_of, zone),
        row.concern.as_str().to_owned(),
        row.record.as_str().to_owned(),
    ];
    let counts = words::KINDS.map(|kind| activity.total(kind));
    for count in counts.into_iter().chain([words::active_weeks(assessment)]) {
        let unseen = count.seen == 0 && !count.complete;
        cells.push(if unseen { String::new() } else { count.seen.to_string() });
        cells.push(count.complete.to_string());
    }
    let weeks = [activity.weeks, assessment.coverage.weeks_seen, activity.hidden_weeks];
    cells.extend(weeks.into_iter().chain([activity.straddling]).map(|n| n.to_string()));
    cells.push(activity.last.map(|when| act(when, zone)).unwrap_or_default());
    let rules: Vec<&str> = assessment.findings.iter().map(|f| f.rule.0).collect();
    cells.push(rules.join(", "));
    cells.extend(progress(assessment));
    cells.extend(agreement(assessment, zone));
    cells.push(looks(assessment, zone));
    cells
}

/// Points, what is expected, and the level; empty where they are not known.
fn progress(assessment: &Assessment) -> [String; 6] {
    let Progress { points, expected, judgement, .. } = &assessment.progress;
    let complete = assessment.coverage.is_complete();
    let begun = assessment.elapsed.is_some();
    let percent = points.percent_of(*expected).map(|percent| percent.to_string());
    let unseen = *points == Points::ZERO && !complete;
    let known = |text: String| if begun && !unseen { text } else { String::new() };
    [
        known(points.to_string()),
        complete.to_string(),
        if begun { expected.to_string() } else { String::new() },
        known(percent.unwrap_or_default()),
        judgement.reached().map_or_else(String::new, |level| level.to_string()),
        certainty(*judgement).to_owned(),
    ]
}

/// Where the agreement stands and what it rests on; empty where nobody said anything.
fn agreement(assessment: &Assessment, zone: Tz) -> [String; 10] {
    let (stand, said) = (&assessment.stand, &assessment.agreement);
    let (evaluation, decision) = (said.evaluation.as_ref(), said.decision.as_ref());
    let tally = Tally::of(&said.evidence);
    let decided = |of: &Decision| match of.what {
        Decided::Agreed => "agreed",
        Decided::Disputed { .. } => "disputed",
        Decided::Resolved { .. } => "resolved",
    };
    [
        stand.standing.to_string(),
        stand.next.map(|actor| actor.to_string()).unwrap_or_default(),
        evaluation.map(|of| of.verdict.to_string()).unwrap_or_default(),
        evaluation.map(|of| of.by.name.clone()).unwrap_or_default(),
        evaluation.map(|of| rfc3339(of.at, zone)).unwrap_or_default(),
        tally.submitted.to_string(),
        tally.confirmed.to_string(),
        decision.map(|of| decided(of).to_owned()).unwrap_or_default(),
        decision.map(|of| of.by.name.clone()).unwrap_or_default(),
        decision.map(|of| rfc3339(of.at, zone)).unwrap_or_default(),
    ]
}

/// What looks at evidence found, each sentence with the entry of the evidence; empty where nobody looked.
fn looks(assessment: &Assessment, zone: Tz) -> String {
    let of = |look: &Look| {
        let said = crate::looks::sentences(look, zone).into_iter();
        let id = look.of;
        said.map(move |(what, text)| format!("{id} {what}: {text}")).collect::<Vec<_>>()
    };
    assessment.looks.iter().flat_map(of).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn what_was_not_seen_is_no_zero() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let text = render(&fixture::review(&program, &assessments)).unwrap();
        let rows = read(&text);
        let pull_requests = |key: &str| {
            let row = rows.iter().find(|row| row[2] == key).unwrap();
            (row[12].clone(), row[13].clone())
        };
        let cell = |n: &str, complete: &str| (n.to_owned(), complete.to_owned());
        assert_eq!(pull_requests("noor-vigil"), cell("0", "true"));
        assert_eq!(pull_requests("sol-tallow"), cell("", "false"));
        assert_eq!(pull_requests("ada-lumen"), cell("2", "false"));
    }

    #[test]
    fn a_level_is_only_said_with_its_certainty_and_a_number_of_nothing_seen_is_empty() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let rows = read(&render(&fixture::review(&program, &assessments)).unwrap());
        let of = |key: &str| rows.iter().find(|row| row[2] == key).unwrap()[28..34].to_vec();
        assert_eq!(rows[0], HEADINGS);
        assert_eq!(of("grace-wick"), ["59", "true", "75", "78", "steady", "exact"]);
        assert_eq!(of("noor-vigil"), ["0", "true", "75", "0", "none", "exact"]);
        assert_eq!(of("ada-lumen"), ["20", "false", "75", "26", "", "not-known"]);
        assert_eq!(of("sol-tallow"), ["", "false", "75", "", "", "not-known"]);
        assert_eq!(of("ines-ember"), ["", "false", "", "", "", "not-known"]);
    }

    #[cfg(feature = "xlsx")]
    #[test]
    fn the_workbook_has_every_mentee_and_what_an_empty_cell_means() {
        use calamine::Reader;
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let bytes = fixture::review(&program, &assessments).workbook().unwrap();
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let mentees = book.worksheet_range("Mentees").unwrap();
        assert_eq!(mentees.get_size(), (1 + assessments.len(), HEADINGS.len()));
        let notes = book.worksheet_range("Notes").unwrap();
        let notes: Vec<String> = notes.used_cells().map(|(.., cell)| cell.to_string()).collect();
        assert!(notes.iter().any(|note| note == UNSEEN), "{notes:?}");
        assert!(notes.iter().any(|note| note.starts_with("2 enrollments were removed")));
    }

    #[test]
    fn what_may_belong_to_another_period_has_a_column() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        assessments[0].activity.straddling = 3;
        let rows = read(&render(&fixture::review(&program, &assessments)).unwrap());
        let column = rows[0].iter().position(|heading| heading == "straddling").unwrap();
        let key = assessments[0].enrollment.key.as_str();
        for row in &rows[1..] {
            assert_eq!(row[column], if row[2] == key { "3" } else { "0" });
        }
    }

    #[test]
    fn what_looks_found_has_a_column() {
        let (program, assessments) = (fixture::program(), fixture::noor_agreed());
        let rows = read(&render(&fixture::review(&program, &assessments)).unwrap());
        let column = rows[0].iter().position(|heading| heading == "looks").unwrap();
        let said = &rows[1][column];
        let id = assessments[0].looks[0].of;
        assert!(said.starts_with(&format!("{id} link: the host wants a sign-in")), "{said}");
        assert!(said.contains(&format!(" · {id} Figma: read on ")), "{said}");
        let (program, before) = (fixture::program(), fixture::assessments());
        let rows = read(&render(&fixture::review(&program, &before)).unwrap());
        assert!(rows[1..].iter().all(|row| row[column].is_empty()));
    }

    proptest! {
        #[test]
        fn every_line_has_every_cell_and_none_is_a_formula(text in fixture::any_text(), n in any::<u32>()) {
            let (program, mut assessments) = (fixture::program(), fixture::assessments());
            fixture::taint(&mut assessments, &text, n);
            let text = render(&fixture::review(&program, &assessments)).unwrap();
            prop_assert_eq!(text.lines().count(), 1 + assessments.len());
            for row in read(&text) {
                prop_assert_eq!(row.len(), HEADINGS.len());
                prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
            }
        }
    }
}
