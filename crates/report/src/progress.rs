//! Progress in words that every format shares. The score speaks of the public record and never of the person: a low record is
//! not little work, and what was not seen is never said to be nothing.

use monitor_model::{Assessment, Earning, Judgement, Level, Points, Progress};

use crate::interaction;
use crate::words::{active_weeks, counted, plural};

/// What can be said of the level, in a narrow place: `steady`, `steady+` for at least that, `?` where it is not known.
pub(crate) fn mark(assessment: &Assessment) -> String {
    match (assessment.elapsed, assessment.progress.judgement) {
        (None, _) => "–".to_owned(),
        (_, Judgement::Level(level)) => level.to_string(),
        (_, Judgement::AtLeast(level)) => format!("{level}+"),
        (_, Judgement::Unknown) => "?".to_owned(),
    }
}

/// What can be said of the level, in full words.
pub(crate) fn level(assessment: &Assessment) -> String {
    match (assessment.elapsed, assessment.progress.judgement) {
        (None, _) => "–".to_owned(),
        (_, Judgement::Level(level)) => level.to_string(),
        (_, Judgement::AtLeast(level)) => format!("at least {level}"),
        (_, Judgement::Unknown) => "not known".to_owned(),
    }
}

/// How sure the level is, as a stable name.
pub(crate) const fn certainty(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Level(_) => "exact",
        Judgement::AtLeast(_) => "at-least",
        Judgement::Unknown => "not-known",
    }
}

/// What can be said of the level as a sentence, and why it can't where it can't.
pub(crate) fn sentence(assessment: &Assessment) -> String {
    let progress = &assessment.progress;
    let points = points(assessment);
    let said = match progress.judgement {
        Judgement::Level(Level::None) => {
            format!("The public record shows nothing that earns points: {points}.")
        }
        Judgement::Level(level) => format!("What the public record shows is {level}: {points}."),
        Judgement::AtLeast(level) => format!(
            "What the public record shows is at least {level}: {points}. Some of it was not seen, and what was seen suffices for \
             that."
        ),
        Judgement::Unknown if progress.expected == Points::ZERO => {
            "The level is not known: nothing is expected yet, for the period has hardly begun."
                .to_owned()
        }
        Judgement::Unknown if assessment.activity.hidden_weeks > 0 => {
            format!("The level is not known: {points}.")
        }
        Judgement::Unknown if assessment.coverage.is_complete() => {
            format!("The level is not known yet, for the first week is not over: {points}.")
        }
        Judgement::Unknown => format!(
            "The level is not known: {points}. Some of the public record was not seen, and what was not seen is not the same as \
             nothing done."
        ),
    };
    match assessment.activity.hidden_weeks {
        0 => said,
        n => format!(
            "{said} GitHub counts activity in up to {} that it does not name, which is not the same as nothing done.",
            counted(n.into(), "week")
        ),
    }
}

/// `66.5 of 120 points, 55 %`, and the weeks where they lower the level; which are only the least where not everything was seen.
fn points(assessment: &Assessment) -> String {
    let Progress { points, expected, .. } = &assessment.progress;
    let seen = if assessment.coverage.is_complete() { "" } else { "at least " };
    if *points == Points::ZERO && !seen.is_empty() {
        return "nothing that earns points was seen".to_owned();
    }
    let share = points.percent_of(*expected).map(|percent| format!(", {seen}{percent} %"));
    let activity = &assessment.activity;
    let weeks = format!("{} of {}", activity.active_weeks, counted(activity.weeks.into(), "week"));
    let lowered = if assessment.progress.lowered_by_weeks {
        format!(", and work in {seen}{weeks}, which makes the level one lower")
    } else {
        String::new()
    };
    format!("{seen}{points} of {expected} points{}{lowered}", share.unwrap_or_default())
}

/// The plain facts beside the score: what, and the words.
pub(crate) fn facts(assessment: &Assessment) -> [(&'static str, String); 4] {
    let of = &assessment.interaction;
    [
        ("active weeks", weeks(assessment)),
        ("longest gap", gap(assessment)),
        ("merged or landed", merged(assessment)),
        ("first response", interaction::first_response(of.first_response, of.complete)),
    ]
}

fn weeks(assessment: &Assessment) -> String {
    let (active, of) = (active_weeks(assessment), assessment.activity.weeks);
    match (active.seen, active.complete) {
        (0, false) => "not known".to_owned(),
        (n, false) => format!("at least {n} of {of}"),
        (n, true) => format!("{n} of {of}"),
    }
}

fn gap(assessment: &Assessment) -> String {
    let weeks = assessment.progress.facts.longest_gap_weeks;
    let all = assessment.coverage.is_complete();
    match (weeks, all) {
        (0, true) => "none".to_owned(),
        (0, false) => "none in what was seen".to_owned(),
        (n, true) => counted(n.into(), "week"),
        (n, false) => format!("at most {} in what was seen", counted(n.into(), "week")),
    }
}

fn merged(assessment: &Assessment) -> String {
    let share = assessment.progress.facts.merged;
    let opened = counted(share.opened.into(), "pull request");
    match (share.opened, share.complete) {
        (0, true) => "no pull request was opened".to_owned(),
        (0, false) => "not known of any pull request".to_owned(),
        (_, true) => format!("{} of {opened}", share.merged),
        (n, false) => {
            let were = plural(n.into(), "was", "were");
            format!("at least {} of {opened} that {were} seen", share.merged)
        }
    }
}

/// What something earned as.
pub(crate) const fn earning(earning: Earning) -> &'static str {
    match earning {
        Earning::PullRequestOpened => "pull request opened",
        Earning::PullRequestMerged => "pull request merged or landed",
        Earning::MergedForOthers => "merge for somebody else",
        Earning::IssueOpened => "issue opened",
        Earning::IssueResolved => "issue closed by own work",
        Earning::ReviewApproval => "review that only approves",
        Earning::ReviewComments => "review with comments",
        Earning::ReviewChanges => "review that asks for changes",
        Earning::ReviewUnknown => "review",
        Earning::OwnReview => "answer to reviewers",
        Earning::Comment => "comment",
        Earning::Discussion => "discussion opened",
        Earning::Commit => "commit",
        Earning::CoAuthoredCommit => "commit as co-author",
        Earning::CountedCommit => "commit counted, not named",
        Earning::Nothing => "own item closed",
    }
}

/// How many decimals points have.
pub(crate) fn decimals(points: Points) -> usize {
    points.to_string().split_once('.').map_or(0, |(_, rest)| rest.len())
}

/// Points with so many decimals, so that those of several stand below each other; more where they are not exact otherwise.
pub(crate) fn aligned(points: Points, decimals: usize) -> String {
    let mut text = points.to_string();
    let have = self::decimals(points);
    if have == 0 && decimals > 0 {
        text.push('.');
    }
    text.push_str(&"0".repeat(decimals.saturating_sub(have)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    #[test]
    fn a_level_speaks_of_the_record_and_says_what_it_does_not_know() {
        let mut of = fixture::assessment("grace-wick");
        (of.progress.points, of.progress.expected) = (Points::whole(30), Points::whole(100));
        let mut said = |judgement| {
            of.progress.judgement = judgement;
            (mark(&of), level(&of), sentence(&of))
        };
        let end = "30 of 100 points, 30 %.";
        let (mark, level, sentence) = said(Judgement::Level(Level::Low));
        assert_eq!((mark.as_str(), level.as_str()), ("low", "low"));
        assert_eq!(sentence, format!("What the public record shows is low: {end}"));
        let (mark, level, _) = said(Judgement::AtLeast(Level::Steady));
        assert_eq!((mark.as_str(), level.as_str()), ("steady+", "at least steady"));
        let (mark, level, _) = said(Judgement::Unknown);
        assert_eq!((mark.as_str(), level.as_str()), ("?", "not known"));
        let (.., sentence) = said(Judgement::Level(Level::None));
        assert!(sentence.starts_with("The public record shows nothing that earns"), "{sentence}");
        (of.progress.lowered_by_weeks, of.activity.active_weeks) = (true, 1);
        of.progress.judgement = Judgement::Level(Level::Low);
        let end = "points, 30 %, and work in 1 of 5 weeks, which makes the level one lower.";
        assert!(super::sentence(&of).ends_with(end), "{}", super::sentence(&of));
        of.activity.hidden_weeks = 2;
        let said = super::sentence(&of);
        assert!(said.contains("activity in up to 2 weeks that it does not name, which"), "{said}");
        of.elapsed = None;
        assert_eq!(super::level(&of), "–");
    }

    #[test]
    fn what_was_not_seen_is_no_fact() {
        let facts = |key| facts(&fixture::assessment(key)).map(|(_, said)| said);
        let unseen = facts("sol-tallow");
        let said = sentence(&fixture::assessment("sol-tallow"));
        assert!(
            said.starts_with("The level is not known: nothing that earns points was seen. Some")
        );
        assert_eq!(unseen[0], "not known");
        assert_eq!(unseen[2], "not known of any pull request");
        let none = facts("noor-vigil");
        assert_eq!((none[0].as_str(), none[2].as_str()), ("0 of 5", "no pull request was opened"));
    }

    proptest! {
        #[test]
        fn aligned_points_are_the_same_points(n in 0..10_000_000_u64, wanted in 0..5_usize) {
            let points = Points::from_ten_thousandths(n);
            let text = aligned(points, wanted);
            prop_assert_eq!(text.split_once('.').map_or(0, |(_, rest)| rest.len()), wanted.max(decimals(points)));
            let back: f64 = text.parse().unwrap();
            let exact = points.to_string().parse::<f64>().unwrap();
            prop_assert!((back - exact).abs() < f64::EPSILON);
        }
    }
}
