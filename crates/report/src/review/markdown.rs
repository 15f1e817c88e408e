//! The review as GitHub's Markdown. Foreign text can't break the table, mention anybody or bring HTML.

use std::fmt::Write as _;

use monitor_model::Count;

use super::turns::turns;
use super::{Concern, Review, Row, sentences};
use crate::agreement;
use crate::dates::act_day;
use crate::escape::{markdown, markdown_link};
use crate::progress::level;
use crate::record::Record;
use crate::words;

/// The heading of the column that only stands where somebody said something of the period.
const STANDING: &str = "standing";

/// The headings of the table and how their columns are aligned.
const COLUMNS: [(&str, &str); 12] = [
    ("mentee", ":--"),
    ("project", ":--"),
    ("PRs", "--:"),
    ("issues", "--:"),
    ("reviews", "--:"),
    ("commits", "--:"),
    ("active weeks", "--:"),
    ("record shows", ":--"),
    ("last contribution", ":--"),
    ("weeks seen", "--:"),
    ("findings", ":--"),
    (STANDING, ":--"),
];

/// The review as Markdown.
pub(super) fn render(review: &Review<'_>) -> String {
    let mut out = format!("# {}\n\n", markdown(&sentences::title(review)));
    let _ = writeln!(
        out,
        "{} {}\n",
        markdown(&sentences::period(review)),
        markdown(&sentences::clock(review))
    );
    let _ = writeln!(
        out,
        "**{}** {}",
        sentences::concerns(review),
        sentences::records(&review.summary)
    );
    let standings = sentences::standings(review);
    if !standings.is_empty() {
        let _ = writeln!(out, "{standings}");
    }
    let _ = writeln!(out, "{}", sentences::coverage(&review.summary));
    let straddling = sentences::straddling(&review.summary);
    if !straddling.is_empty() {
        let _ = writeln!(out, "{straddling}");
    }
    for (whose, who) in turns(review) {
        let _ = write!(out, "\n**{whose}:** {}\n", markdown(&who));
    }
    if !review.rows.is_empty() {
        table(&mut out, review);
        legend(&mut out, review);
    }
    findings(&mut out, review);
    for note in &review.notes {
        let _ = write!(out, "\n> Note: {}\n", markdown(note));
    }
    out
}

fn table(out: &mut String, review: &Review<'_>) {
    let shown = if review.has_agreement() { COLUMNS.len() } else { COLUMNS.len() - 1 };
    let headings = COLUMNS.map(|(heading, _)| heading.to_owned());
    let alignments = COLUMNS.map(|(_, alignment)| alignment.to_owned());
    let _ = write!(out, "\n{}{}", line(&headings[..shown]), line(&alignments[..shown]));
    for row in &review.rows {
        out.push_str(&line(&cells(review, row)[..shown]));
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn cells(review: &Review<'_>, row: &Row<'_>) -> [String; 12] {
    let assessment = row.assessment;
    let (activity, coverage) = (&assessment.activity, &assessment.coverage);
    let counts = words::KINDS.map(|kind| match row.record {
        Record::NotBegun => "–".to_owned(),
        _ => activity.total(kind).to_string(),
    });
    let [pull_requests, issues, reviews, commits] = counts;
    let weeks = |n: Count, of| match row.record {
        Record::NotBegun => "–".to_owned(),
        _ => format!("{n}/{of}"),
    };
    let last = activity.last.map_or_else(
        || words::no_last(assessment).to_owned(),
        |when| markdown(&act_day(when, review.program.zone)),
    );
    [
        mentee(row),
        markdown(words::project(&assessment.enrollment)),
        pull_requests,
        issues,
        reviews,
        commits,
        weeks(words::active_weeks(assessment), activity.weeks),
        level(assessment),
        last,
        weeks(Count { seen: coverage.weeks_seen, complete: true }, coverage.weeks),
        rules(row),
        markdown(&agreement::line(assessment, review.program.zone)),
    ]
}

/// The mentee with a link, or what stands in the roster.
pub(crate) fn mentee(row: &Row<'_>) -> String {
    let enrollment = &row.assessment.enrollment;
    enrollment.mentee.login().map_or_else(
        || format!("{} (no login)", markdown(words::mentee(enrollment))),
        |login| markdown_link(login.as_str(), &format!("https://github.com/{login}")),
    )
}

/// The ids of the row's own findings, the gravest in bold.
fn rules(row: &Row<'_>) -> String {
    let own = row.remarks.iter().filter(|remark| !remark.common);
    let ids = own.map(|remark| match remark.finding.severity {
        monitor_model::Severity::Attention => format!("**{}**", remark.finding.rule),
        _ => remark.finding.rule.to_string(),
    });
    let unseen = row.only_unseen().then(|| sentences::NOTHING_SEEN.to_owned());
    let ids: Vec<String> = ids.chain(unseen).collect();
    if ids.is_empty() { "–".to_owned() } else { ids.join(", ") }
}

fn legend(out: &mut String, review: &Review<'_>) {
    out.push('\n');
    let tallied = sentences::has_tallies(review).then_some(("commits", sentences::TALLIED));
    for (mark, means) in sentences::LEGEND[..3].iter().chain(&tallied) {
        let _ = writeln!(out, "- `{mark}`: {means}");
    }
    let _ = writeln!(out, "- record shows: {}", sentences::LEVEL);
}

/// What the rules say, in full.
fn findings(out: &mut String, review: &Review<'_>) {
    let said = |row: &&Row<'_>| {
        let own = row.remarks.iter().any(|remark| !remark.common);
        (own && row.concern != Concern::None) || sentences::own_dates(row, review).is_some()
    };
    if !review.common.is_empty() {
        out.push_str("\n## What most have\n\n");
    }
    for common in &review.common {
        let (who, finding) = (sentences::common(review, common), common.finding);
        let _ = writeln!(out, "- **{}** ({who}): {}", finding.rule, markdown(&finding.says));
    }
    if review.rows.iter().any(|row| said(&row)) {
        out.push_str("\n## Mentee by mentee\n");
    }
    for row in review.rows.iter().filter(said) {
        let _ = write!(out, "\n### {}\n\n", mentee(row));
        if let Some(own) = sentences::own_dates(row, review) {
            let _ = writeln!(out, "- {own}");
        }
        for remark in row.remarks.iter().filter(|remark| !remark.common) {
            let finding = remark.finding;
            let _ = writeln!(
                out,
                "- **{}** ({}): {} Next: {}.",
                finding.rule,
                words::severity(finding.severity),
                markdown(&finding.says),
                words::next(finding.actor)
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_table_holds_and_nobody_is_mentioned(text in fixture::any_text(), n in any::<u32>()) {
            let (program, mut assessments) = (fixture::program_titled(&text), fixture::assessments());
            fixture::taint(&mut assessments, &text, n);
            let said = n % 2 == 1;
            let mut review = fixture::review(&program, &assessments);
            review.notes = vec![text];
            let markdown = render(&review);
            let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
            prop_assert_eq!(rows.len(), 2 + review.rows.len());
            for row in rows {
                prop_assert_eq!(row.matches('|').count(), COLUMNS.len() + usize::from(said), "{}", row);
            }
            prop_assert!(markdown.split('@').skip(1).all(|after| after.starts_with(crate::escape::JOINER)));
            prop_assert!(!markdown.contains('<'));
        }
    }
}
