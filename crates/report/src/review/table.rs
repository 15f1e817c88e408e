//! The review for a terminal: 80 columns, and the same without colour.

use std::fmt::Write as _;

use monitor_model::{ItemKind, Severity};
use unicode_width::UnicodeWidthStr;

use super::turns::turns;
use super::{Concern, Review, Row, sentences};
use crate::Style;
use crate::agreement;
use crate::dates::act_short;
use crate::escape::plain;
use crate::layout::{Align, Paint, WIDTH, cell, paint, paint_lines, paragraph};
use crate::progress::mark;
use crate::record::Record;
use crate::words;

/// What the mentee and the project share: the 80 columns without the others and the blanks between.
const NAMES: usize = 26;

/// The columns after mentee and project: heading and width.
const COLUMNS: [(&str, usize); 8] = [
    ("PRs", 4),
    ("iss", 4),
    ("rev", 4),
    ("com", 5),
    ("weeks", 6),
    ("level", 7),
    ("last", 8),
    ("seen", 5),
];

/// The review as text.
pub(super) fn render(review: &Review<'_>, style: Style) -> String {
    let mut out = String::new();
    head(&mut out, review, style);
    if !review.rows.is_empty() {
        rows(&mut out, review, style);
    }
    out.push('\n');
    let turns = turns(review);
    for (whose, who) in &turns {
        paragraph(&mut out, "", &format!("{whose}: {who}"));
    }
    if !turns.is_empty() {
        out.push('\n');
    }
    for sentence in [
        sentences::concerns(review),
        sentences::standings(review),
        sentences::records(&review.summary),
        sentences::coverage(&review.summary),
        sentences::straddling(&review.summary),
    ] {
        if !sentence.is_empty() {
            paragraph(&mut out, "", &sentence);
        }
    }
    for note in &review.notes {
        paragraph(&mut out, "Note: ", note);
    }
    common(&mut out, review, style);
    if !review.rows.is_empty() {
        out.push('\n');
        legend(&mut out, review, style);
    }
    out
}

fn head(out: &mut String, review: &Review<'_>, style: Style) {
    let mut title = String::new();
    paragraph(&mut title, "", &sentences::title(review));
    out.push_str(&paint_lines(style, Paint::Heading, &title));
    paragraph(out, "", &sentences::period(review));
    paragraph(out, "", &sentences::clock(review));
}

fn rows(out: &mut String, review: &Review<'_>, style: Style) {
    let widest = review.rows.iter().map(|row| words::mentee(&row.assessment.enrollment).width());
    let mentee = widest.max().unwrap_or(0).clamp(10, 17);
    let headings = COLUMNS.map(|(heading, _)| heading.to_owned());
    let heading = line(" ", ("mentee", "project"), mentee, &headings);
    let _ = write!(out, "\n{}\n", paint(style, Paint::Heading, &heading));
    let _ = writeln!(out, "{}", paint(style, Paint::Quiet, &"─".repeat(WIDTH)));
    let mut before = None;
    for row in &review.rows {
        // A blank line where the concern changes, so that the groups are seen without reading.
        if before.replace(row.concern).is_some_and(|before| before != row.concern) {
            out.push('\n');
        }
        let enrollment = &row.assessment.enrollment;
        let names = (words::mentee(enrollment), words::project(enrollment));
        let text = line(sign(row), names, mentee, &figures(row, review));
        out.push_str(&match row.concern {
            Concern::Attention => paint(style, Paint::Attention, &text),
            Concern::Notice | Concern::None => text,
        });
        out.push('\n');
        details(out, review, row, mentee, style);
    }
}

/// One line of the table.
fn line(sign: &str, names: (&str, &str), mentee: usize, figures: &[String; 8]) -> String {
    let mut text = format!(
        "{sign} {} {}",
        cell(names.0, mentee, Align::Left),
        cell(names.1, NAMES - mentee, Align::Left)
    );
    for (figure, (_, width)) in figures.iter().zip(COLUMNS) {
        let _ = write!(text, " {}", cell(figure, width, Align::Right));
    }
    text.trim_end().to_owned()
}

fn sign(row: &Row<'_>) -> &'static str {
    match row.concern {
        Concern::Attention => words::sign(Severity::Attention),
        Concern::Notice => words::sign(Severity::Notice),
        Concern::None if row.shares_only() => "=",
        Concern::None => " ",
    }
}

fn figures(row: &Row<'_>, review: &Review<'_>) -> [String; 8] {
    if row.record == Record::NotBegun {
        return COLUMNS.map(|_| "–".to_owned());
    }
    let assessment = row.assessment;
    let (activity, coverage) = (&assessment.activity, &assessment.coverage);
    let count = |kind, width| words::narrow(activity.total(kind), width);
    let last = activity.last.map_or_else(
        || words::no_last(assessment).to_owned(),
        |when| act_short(when, review.program.zone),
    );
    [
        count(ItemKind::PullRequest, 4),
        count(ItemKind::Issue, 4),
        count(ItemKind::Review, 4),
        count(ItemKind::Commit, 5),
        format!("{}/{}", words::active_weeks(assessment), activity.weeks),
        mark(assessment),
        last,
        format!("{}/{}", coverage.weeks_seen, coverage.weeks),
    ]
}

/// What doesn't fit into the line of a mentee, below it.
fn details(out: &mut String, review: &Review<'_>, row: &Row<'_>, mentee: usize, style: Style) {
    let enrollment = &row.assessment.enrollment;
    let name = plain(words::mentee(enrollment));
    if name.width() > mentee {
        paragraph(out, "    ", &name);
    }
    if let Some(key) = words::other_key(enrollment) {
        paragraph(out, "    ", &format!("key: {key}"));
    }
    if let Some(own) = sentences::own_dates(row, review) {
        paragraph(out, "    ", &own);
    }
    if row.has_agreement() {
        paragraph(out, "    ", &agreement::line(row.assessment, review.program.zone));
    }
    let own = || row.remarks.iter().filter(|r| !r.common).map(|r| r.finding);
    for finding in own().filter(|f| f.severity == Severity::Attention) {
        let says =
            format!("{}: {} Next: {}.", finding.rule, finding.says, words::next(finding.actor));
        let mut text = String::new();
        paragraph(&mut text, "    ! ", &says);
        out.push_str(&paint_lines(style, Paint::Attention, &text));
    }
    let notices = own().filter(|f| f.severity == Severity::Notice).map(|f| f.rule.0);
    let mut notices = notices.collect::<Vec<_>>().join(", ");
    if row.only_unseen() {
        // What most have is said below; that it leaves nothing of this row is said here.
        notices.push_str(sentences::NOTHING_SEEN);
    }
    if !notices.is_empty() {
        let mut text = String::new();
        paragraph(&mut text, "    - ", &notices);
        out.push_str(&paint_lines(style, Paint::Notice, &text));
    }
}

/// What most mentees have in common.
fn common(out: &mut String, review: &Review<'_>, style: Style) {
    for common in &review.common {
        let finding = common.finding;
        let mut text = String::new();
        let who = sentences::common(review, common);
        paragraph(&mut text, "= ", &format!("{who}: {}: {}", finding.rule, finding.says));
        out.push('\n');
        out.push_str(&paint_lines(style, Paint::Notice, &text));
    }
}

fn legend(out: &mut String, review: &Review<'_>, style: Style) {
    let mut text = String::new();
    let tallied = sentences::has_tallies(review).then_some(("com", sentences::TALLIED));
    let (counts, others) = sentences::LEGEND.split_at(3);
    for (mark, means) in counts.iter().chain(&tallied).chain(others) {
        paragraph(&mut text, &format!("{mark:<5} "), means);
    }
    if review.has_agreement() {
        paragraph(&mut text, "", sentences::UNSAID);
    }
    paragraph(&mut text, "", "! needs attention, - worth a look, = only what most have");
    out.push_str(&paint_lines(style, Paint::Quiet, &text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    #[test]
    fn the_figures_leave_room_for_the_names() {
        let figures: usize = COLUMNS.iter().map(|(_, width)| 1 + width).sum();
        assert_eq!("! ".len() + NAMES + 1 + figures, WIDTH);
    }

    #[test]
    fn a_key_that_is_not_the_login_stands_below_it() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        assessments[0].enrollment.key = monitor_model::EnrollmentKey::from_text("grace-wick~2");
        let table = render(&fixture::review(&program, &assessments), Style::Plain);
        assert_eq!(table.matches("    key: ").count(), 1, "{table}");
        assert!(table.contains("    key: grace-wick~2\n"), "{table}");
    }

    #[test]
    fn colour_changes_no_letter() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let review = fixture::review(&program, &assessments);
        let (plain, colour) = (render(&review, Style::Plain), render(&review, Style::Colour));
        assert!(!plain.contains('\u{1b}') && colour.contains('\u{1b}'));
        let mut stripped = String::new();
        for part in colour.split('\u{1b}') {
            stripped.push_str(
                part.split_once('m')
                    .filter(|(code, _)| code.starts_with('['))
                    .map_or(part, |(_, rest)| rest),
            );
        }
        assert_eq!(stripped, plain);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(text in fixture::any_text(), n in any::<u32>()) {
            let (program, mut assessments) = (fixture::program_titled(&text), fixture::assessments());
            fixture::taint(&mut assessments, &text, n);
            let mut review = fixture::review(&program, &assessments);
            review.notes = vec![text];
            for line in render(&review, Style::Plain).lines() {
                prop_assert!(line.width() <= WIDTH, "{} {:?}", line.width(), line);
                prop_assert!(!line.contains(char::is_control));
            }
        }
    }
}
