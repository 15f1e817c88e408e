//! A mentee on the page: a row of the table, and everything about them below it.

use monitor_model::Severity;

use super::agreed::{self, Agreement, standing};
use super::figure::{Figure, figure, seen, share};
use super::inside::{self, Covered, Group, Progress, Tallied};
use super::strip::{Strip, strip};
use super::{Said, concern, said};
use crate::dates::act_day;
use crate::escape::{is_web_address, plain};
use crate::progress;
use crate::record::Record;
use crate::review::{Concern, Review, Row};
use crate::words;

/// A mentee.
pub(crate) struct Card {
    pub(crate) anchor: String,
    pub(crate) mentee: String,
    pub(crate) profile: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) project: String,
    pub(crate) concern: (&'static str, &'static str),
    pub(crate) open: bool,
    pub(crate) strip: Strip,
    pub(crate) figures: Vec<Figure>,
    pub(crate) weeks: Figure,
    pub(crate) level: (String, String),
    pub(crate) last: String,
    pub(crate) seen: Figure,
    pub(crate) chips: Vec<(&'static str, &'static str)>,
    pub(crate) record: Option<&'static str>,
    pub(crate) about: Option<String>,
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) progress: Option<Progress>,
    pub(crate) standing: (&'static str, String),
    pub(crate) agreement: Option<Agreement>,
    pub(crate) findings: Vec<Said>,
    pub(crate) kinds: Vec<(&'static str, Vec<Figure>)>,
    pub(crate) coverage: Vec<Covered>,
    pub(crate) groups: Vec<Group>,
    pub(crate) tallies: Vec<Tallied>,
}

/// The mentee of a row.
pub(crate) fn card(index: usize, row: &Row<'_>, review: &Review<'_>) -> Card {
    let (assessment, zone) = (row.assessment, review.program.zone);
    let (enrollment, activity) = (&assessment.enrollment, &assessment.activity);
    Card {
        anchor: anchor(index, enrollment.key.as_str()),
        mentee: plain(words::mentee(enrollment)),
        profile: enrollment.mentee.login().map(|login| format!("https://github.com/{login}")),
        name: assessment.name.as_deref().map(plain),
        project: plain(words::project(enrollment)),
        concern: concern(row.concern),
        open: row.concern == Concern::Attention,
        strip: strip(&row.weeks, zone),
        figures: ["PRs", "Issues", "Reviews", "Commits"]
            .into_iter()
            .zip(words::KINDS)
            .map(|(what, kind)| figure(what, activity.total(kind), row.record))
            .collect(),
        weeks: share("Active", words::active_weeks(assessment), activity.weeks, row.record),
        level: (progress::level(assessment), progress::sentence(assessment)),
        last: activity
            .last
            .map_or_else(|| words::no_last(assessment).to_owned(), |when| act_day(when, zone)),
        seen: seen(row),
        chips: chips(row),
        record: record(row.record),
        about: enrollment.project.url.clone().filter(|url| is_web_address(url)),
        facts: inside::facts(row, review),
        progress: inside::progress(row),
        standing: standing(row),
        agreement: agreed::agreement(row, review),
        findings: row.remarks.iter().map(|r| said(r.finding, r.explained)).collect(),
        kinds: inside::kinds(row),
        coverage: inside::coverage(row, review),
        groups: inside::groups(row, review),
        tallies: inside::tallies(row, review),
    }
}

/// The row's own findings; where it has none, why it is worth a look.
fn chips(row: &Row<'_>) -> Vec<(&'static str, &'static str)> {
    let own = row.remarks.iter().filter(|remark| !remark.common);
    let mut chips: Vec<_> =
        own.map(|r| (super::class(r.finding.severity), r.finding.rule.0)).collect();
    if row.only_unseen() {
        chips.insert(0, (super::class(Severity::Notice), "nothing seen"));
    }
    chips
}

/// A name for the place of a mentee on the page.
pub(crate) fn anchor(index: usize, key: &str) -> String {
    let simple = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '~');
    if !key.is_empty() && key.chars().all(simple) {
        format!("mentee-{key}")
    } else {
        format!("row-{}", index + 1)
    }
}

const fn record(record: Record) -> Option<&'static str> {
    match record {
        Record::Present => None,
        Record::NotBegun => Some("The period has not begun for this mentee."),
        Record::Nothing => Some("Everything public was seen, and there is no contribution."),
        Record::Unseen => Some(
            "No contribution was seen, and something may exist. This is not the same as nothing done.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_key_that_is_no_name_gets_a_number() {
        assert_eq!(anchor(0, "ada-lumen~2"), "mentee-ada-lumen~2");
        assert_eq!(anchor(1, "a b"), "row-2");
        assert_eq!(anchor(2, ""), "row-3");
    }

    #[test]
    fn a_row_that_is_worth_a_look_says_why() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        let finding = fixture::assessment("sol-tallow").findings.remove(0);
        for assessment in &mut assessments {
            assessment.findings = vec![finding.clone()];
        }
        let review = fixture::review(&program, &assessments);
        for (n, row) in review.rows.iter().enumerate() {
            let expected: &[_] = match row.record {
                Record::Unseen => &[("notice", "nothing seen")],
                _ => &[],
            };
            assert_eq!(card(n, row, &review).chips, expected);
        }
    }

    #[test]
    fn before_the_period_there_are_no_figures() {
        let (program, ines) = (fixture::program(), [fixture::assessment("ines-ember")]);
        let review = fixture::review(&program, &ines);
        let card = card(0, &review.rows[0], &review);
        assert!(card.figures.iter().all(|figure| figure.shown == "–"));
        assert!(card.coverage.is_empty() && card.groups.is_empty());
        assert_eq!(card.record, Some("The period has not begun for this mentee."));
    }
}
