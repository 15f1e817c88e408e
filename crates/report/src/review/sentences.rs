//! The sentences of a review, the same in every format.

use monitor_model::Standing;

use super::{Common, Review, Row, Summary};
use crate::agreement;
use crate::dates::{instant, span};
use crate::words::{counted, plural};

/// What the marks mean.
pub(crate) const LEGEND: [(&str, &str); 9] = [
    ("3", "that is all: everything public was seen"),
    ("3+", "at least 3 were seen, more may exist"),
    ("?", "nothing was seen, and something may exist; never read it as none"),
    ("weeks", "weeks with a contribution, of the weeks so far"),
    ("level", LEVEL),
    ("last", "month and day of the last contribution"),
    ("seen", "weeks of which anything was seen, of the weeks so far"),
    ("wk", "the source names the week from this day on, not the day"),
    ("by", "the source names a span of days of which this is the last"),
];

/// What the level means.
pub(crate) const LEVEL: &str = "how much of what is expected so far the public record shows: none, low, steady or strong; of work that \
    it can't show it says nothing";

/// What is said of a row that has no finding of its own, and of which nothing was seen.
pub(crate) const NOTHING_SEEN: &str = "no contribution seen, and something may exist";

/// What is said where some have been evaluated.
pub(crate) const UNSAID: &str =
    "a mentee without a line about a standing is not evaluated yet; only `agreed` is paid";

/// What must be known of commits that were counted without being named.
pub(crate) const TALLIED: &str =
    "3+ of commits counted by the week may hold those of a Monday twice";

/// Whether any row has commits that were counted without being named.
pub(crate) fn has_tallies(review: &Review<'_>) -> bool {
    review.rows.iter().any(|row| !row.assessment.tallies.is_empty())
}

/// The program's title and id.
pub(crate) fn title(review: &Review<'_>) -> String {
    let (title, id) = (review.program.title.trim(), &review.program.id);
    if title.is_empty() { id.to_string() } else { format!("{title} ({id})") }
}

/// The program's title, or its id.
pub(crate) fn name<'r>(review: &Review<'r>) -> &'r str {
    match review.program.title.trim() {
        "" => review.program.id.as_str(),
        title => title,
    }
}

/// Which period, its window, and in which zone times are printed.
pub(crate) fn period(review: &Review<'_>) -> String {
    format!("Period `{}`: {}", review.period.id, window(review))
}

/// The window of the period, and in which zone times are printed.
pub(crate) fn window(review: &Review<'_>) -> String {
    let zone = review.program.zone;
    format!("{}, {zone}.", span(&review.period.window, zone))
}

/// When evaluations are due, and when this was seen.
pub(crate) fn clock(review: &Review<'_>) -> String {
    let zone = review.program.zone;
    let tense = if review.as_of < review.period.due { "are" } else { "were" };
    format!(
        "Evaluations {tense} due {}. As of {}.",
        instant(review.period.due, zone),
        instant(review.as_of, zone)
    )
}

/// How many rows need what. A row that shares what most have is not one of which there is nothing to say.
pub(crate) fn concerns(review: &Review<'_>) -> String {
    let s = &review.summary;
    if s.mentees == 0 {
        return "No mentees.".to_owned();
    }
    let need = plural(s.attention as u64, "needs", "need");
    let mut said = vec![
        format!("{} {need} attention", s.attention),
        format!("{} {} worth a look", s.notice, plural(s.notice as u64, "is", "are")),
    ];
    if s.shared > 0 {
        let share = plural(s.shared as u64, "shares", "share");
        let what = plural(review.common.len() as u64, "finding", "findings");
        said.push(format!("{} {share} only the {what} below", s.shared));
    }
    let neither = s.rest.saturating_sub(s.shared);
    if neither > 0 || s.shared == 0 {
        said.push(format!("{neither} {} neither", plural(neither as u64, "is", "are")));
    }
    format!("{}: {}.", counted(s.mentees as u64, "mentee"), said.join(", "))
}

/// What the records hold; only what occurs.
pub(crate) fn records(s: &Summary) -> String {
    let parts = [
        (s.present, "with contributions"),
        (s.nothing, "seen completely, without any"),
        (s.unseen, "with nothing seen, which is not nothing done"),
        (s.not_begun, "whose period has not begun"),
    ];
    let mut said: Vec<String> = Vec::new();
    for (n, what) in parts.into_iter().filter(|(n, _)| *n > 0) {
        said.push(format!("{n} {what}"));
    }
    if said.is_empty() {
        return String::new();
    }
    let mut text = format!("{}.", said.join("; "));
    if s.unresolved > 0 {
        let have = plural(s.unresolved as u64, "has", "have");
        text.push_str(&format!(" {} {have} no usable login.", s.unresolved));
    }
    text
}

/// How many have which standing, only what occurs; empty before anybody said anything.
pub(crate) fn standings(review: &Review<'_>) -> String {
    if !review.has_agreement() {
        return String::new();
    }
    let counts = Standing::ALL.iter().map(|&of| (review.having(of), of)).filter(|(n, _)| *n > 0);
    let said: Vec<String> = counts.map(|(n, of)| agreement::many(n, of)).collect();
    format!("Standing: {}.", said.join(", "))
}

/// The dates of a row where they are not those of the period.
pub(super) fn own_dates(row: &Row<'_>, review: &Review<'_>) -> Option<String> {
    let (own, period, zone) = (&row.assessment.period, review.period, review.program.zone);
    if (own.window, own.due) == (period.window, period.due) {
        return None;
    }
    let window = span(&own.window, zone);
    Some(if own.due == period.due {
        format!("own window: {window}")
    } else {
        format!("own window: {window}, evaluation due {}", instant(own.due, zone))
    })
}

/// How much was seen.
pub(crate) fn coverage(s: &Summary) -> String {
    if s.weeks == 0 {
        return "Coverage: no week has begun.".to_owned();
    }
    format!(
        "Coverage: {} of {} seen; complete for {} of {}.",
        s.weeks_seen,
        counted(s.weeks, "mentee-week"),
        s.complete,
        counted(s.mentees as u64, "mentee"),
    )
}

/// How many contributions may belong to the period before or after; empty where none may.
pub(crate) fn straddling(s: &Summary) -> String {
    if s.straddling == 0 {
        return String::new();
    }
    format!(
        "{} {} dated so coarsely that the period before or after may be meant.",
        counted(s.straddling, "contribution"),
        plural(s.straddling, "is", "are"),
    )
}

/// How many mentees have a finding that most have.
pub(crate) fn common(review: &Review<'_>, common: &Common<'_>) -> String {
    if common.mentees == review.rows.len() {
        "every mentee".to_owned()
    } else {
        format!("{} of {} mentees", common.mentees, review.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn says_how_many_need_what() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let mut review = fixture::review(&program, &assessments);
        let mut said = |summary, findings: usize| {
            review.summary = summary;
            let common = super::super::Common {
                finding: &assessments[1].findings[0],
                mentees: 4,
                explained: None,
            };
            review.common = vec![common; findings];
            concerns(&review)
        };
        let summary =
            Summary { mentees: 6, attention: 1, notice: 2, rest: 3, ..Summary::default() };
        let start = "6 mentees: 1 needs attention, 2 are worth a look, ";
        assert_eq!(said(summary, 0), format!("{start}3 are neither."));
        let shared = |n| Summary { shared: n, ..summary };
        assert_eq!(said(shared(3), 1), format!("{start}3 share only the finding below."));
        assert_eq!(
            said(shared(1), 2),
            format!("{start}1 shares only the findings below, 2 are neither.")
        );
        assert_eq!(said(Summary::default(), 0), "No mentees.");
    }

    #[test]
    fn standings_are_silent_until_somebody_says_something_and_then_count_everybody_once() {
        let program = fixture::program();
        let (before, after) = (fixture::assessments(), fixture::agreed());
        assert_eq!(standings(&fixture::review(&program, &before)), "");
        let review = fixture::review(&program, &after);
        let counts = Standing::ALL.iter().map(|&of| review.having(of));
        assert_eq!(counts.sum::<usize>(), review.rows.len());
        let said = standings(&review);
        assert!(said.starts_with("Standing: 2 await evaluation, 1 agreed, 1 needs"), "{said}");
    }

    #[test]
    fn what_may_belong_to_another_period_is_said_once() {
        let said = |n| straddling(&Summary { straddling: n, ..Summary::default() });
        assert_eq!(said(0), "");
        let end = "dated so coarsely that the period before or after may be meant.";
        assert_eq!(said(1), format!("1 contribution is {end}"));
        assert_eq!(said(7), format!("7 contributions are {end}"));
    }

    #[test]
    fn nothing_seen_is_told_from_nothing_done() {
        let summary = Summary {
            mentees: 3,
            present: 1,
            nothing: 1,
            unseen: 1,
            unresolved: 1,
            ..Summary::default()
        };
        assert_eq!(
            records(&summary),
            "1 with contributions; 1 seen completely, without any; 1 with nothing seen, which is not nothing done. \
             1 has no usable login."
        );
        assert_eq!(records(&Summary::default()), "");
    }

    #[test]
    fn before_the_first_week_there_is_no_coverage() {
        assert_eq!(
            coverage(&Summary { mentees: 2, ..Summary::default() }),
            "Coverage: no week has begun."
        );
        let summary =
            Summary { mentees: 2, complete: 1, weeks: 10, weeks_seen: 7, ..Summary::default() };
        assert_eq!(
            coverage(&summary),
            "Coverage: 7 of 10 mentee-weeks seen; complete for 1 of 2 mentees."
        );
    }
}
