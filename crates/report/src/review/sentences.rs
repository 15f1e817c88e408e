//! The sentences of a review, the same in every format.

use super::{Common, Review, Summary};
use crate::dates::{instant, span};
use crate::words::counted;

/// What the marks mean.
pub(super) const LEGEND: [(&str, &str); 7] = [
    ("3", "that is all: everything public was seen"),
    ("3+", "at least 3 were seen, more may exist"),
    ("?", "nothing was seen, and something may exist; never read it as none"),
    ("weeks", "weeks with a contribution, of the weeks so far"),
    ("seen", "weeks of which anything was seen, of the weeks so far"),
    ("wk", "the source names the week from this day on, not the day"),
    ("by", "the source names a span of days of which this is the last"),
];

/// The program's title and id.
pub(super) fn title(review: &Review<'_>) -> String {
    let (title, id) = (review.program.title.trim(), &review.program.id);
    if title.is_empty() { id.to_string() } else { format!("{title} ({id})") }
}

/// The program's title, or its id.
pub(super) fn name<'r>(review: &Review<'r>) -> &'r str {
    match review.program.title.trim() {
        "" => review.program.id.as_str(),
        title => title,
    }
}

/// Which period, its window, and in which zone times are printed.
pub(super) fn period(review: &Review<'_>) -> String {
    format!("Period `{}`: {}", review.period.id, window(review))
}

/// The window of the period, and in which zone times are printed.
pub(super) fn window(review: &Review<'_>) -> String {
    let zone = review.program.zone;
    format!("{}, {zone}.", span(&review.period.window, zone))
}

/// When evaluations are due, and when this was seen.
pub(super) fn clock(review: &Review<'_>) -> String {
    let zone = review.program.zone;
    let tense = if review.as_of < review.period.due { "are" } else { "were" };
    format!(
        "Evaluations {tense} due {}. As of {}.",
        instant(review.period.due, zone),
        instant(review.as_of, zone)
    )
}

/// How many rows need what.
pub(super) fn concerns(s: &Summary) -> String {
    if s.mentees == 0 {
        return "No mentees.".to_owned();
    }
    let need = plural(s.attention, "needs", "need");
    let (are, neither) = (plural(s.notice, "is", "are"), plural(s.rest, "is", "are"));
    format!(
        "{}: {} {need} attention, {} {are} worth a look, {} {neither} neither.",
        counted(s.mentees as u64, "mentee"),
        s.attention,
        s.notice,
        s.rest,
    )
}

/// What the records hold; only what occurs.
pub(super) fn records(s: &Summary) -> String {
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
        let have = plural(s.unresolved, "has", "have");
        text.push_str(&format!(" {} {have} no usable login.", s.unresolved));
    }
    text
}

/// How much was seen.
pub(super) fn coverage(s: &Summary) -> String {
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

/// How many mentees have a finding that most have.
pub(super) fn common(review: &Review<'_>, common: &Common<'_>) -> String {
    if common.mentees == review.rows.len() {
        "every mentee".to_owned()
    } else {
        format!("{} of {} mentees", common.mentees, review.rows.len())
    }
}

fn plural<'t>(n: usize, one: &'t str, many: &'t str) -> &'t str {
    if n == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_many_need_what() {
        let summary =
            Summary { mentees: 6, attention: 1, notice: 2, rest: 3, ..Summary::default() };
        assert_eq!(
            concerns(&summary),
            "6 mentees: 1 needs attention, 2 are worth a look, 3 are neither."
        );
        assert_eq!(concerns(&Summary::default()), "No mentees.");
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
