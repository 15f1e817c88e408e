//! The agreement in words, the same in every format: where it stands, and what people said, submitted and decided.

use chrono_tz::Tz;
use monitor_model::{
    Assessment, Decided, Decision, Doer, Evaluation, Evidence, Opinion, PeriodAgreement, Stand,
    Standing, Verdict,
};

use crate::dates::{day, instant};
use crate::words;

/// A standing in words.
pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::AwaitingEvaluation => "awaiting evaluation",
        Standing::Overdue => "overdue",
        Standing::Agreed => "agreed",
        Standing::NeedsExplanation => "needs explanation",
        Standing::AwaitingAdministrator => "awaiting the administrator",
        Standing::Disputed => "disputed",
        Standing::Failed => "failed",
        Standing::Extended => "extended",
        Standing::CannotAssess => "can't be assessed",
        Standing::Withdrawn => "withdrawn",
    }
}

/// How many have a standing: `2 need explanation`.
pub(crate) fn many(n: usize, of: Standing) -> String {
    let verb = match of {
        Standing::AwaitingEvaluation | Standing::AwaitingAdministrator => {
            words::plural(n as u64, "awaits", "await")
        }
        Standing::NeedsExplanation => words::plural(n as u64, "needs", "need"),
        _ => return format!("{n} {}", standing(of)),
    };
    let what = standing(of).split_once(' ').map_or("", |(_, what)| what);
    format!("{n} {verb} {what}")
}

/// A standing and who is to act next: `needs explanation; next: the mentor`.
pub(crate) fn stands(stand: &Stand) -> String {
    format!("{}{}", standing(stand.standing), then(stand))
}

/// Who is to act next; `None` where it is settled or the standing says it.
pub(crate) fn next(stand: &Stand) -> Option<&'static str> {
    let said = stand.standing == Standing::AwaitingAdministrator;
    stand.next.filter(|_| !said).map(words::next)
}

/// Who is to act next, after a standing; empty where that is said already.
fn then(stand: &Stand) -> String {
    next(stand).map(|next| format!("; next: {next}")).unwrap_or_default()
}

/// Whether anybody said anything of a period.
pub(crate) const fn is_said(of: &PeriodAgreement) -> bool {
    of.evaluation.is_some() || !of.evidence.is_empty() || of.calendar.is_some()
}

/// Whether there is more to say of a period than that it is not evaluated yet: anybody said anything of it, or nothing is waited for.
pub(crate) const fn is_told(of: &Assessment) -> bool {
    is_said(&of.agreement) || matches!(of.stand.standing, Standing::Failed | Standing::Withdrawn)
}

/// Who did something: the name, or the role where the name was erased.
pub(crate) fn doer(of: &Doer) -> String {
    if of.name.trim().is_empty() {
        format!("{} (name erased)", words::next(of.role))
    } else {
        of.name.clone()
    }
}

/// Where the agreement on a period stands, in the words of a line: `needs explanation: passed by prism-keeper on 2026-04-08; next:
/// the mentor`.
pub(crate) fn line(assessment: &Assessment, zone: Tz) -> String {
    let stand = &assessment.stand;
    let Some(evaluation) = &assessment.agreement.evaluation else {
        return match stand.standing {
            Standing::Failed => "failed in an earlier period".to_owned(),
            _ => stands(stand),
        };
    };
    let by = said_by(evaluation, &day(evaluation.at, zone));
    match stand.standing {
        Standing::Failed => by,
        of => format!("{}: {by}{}", standing(of), then(stand)),
    }
}

/// A verdict with who gave it and when.
pub(crate) fn verdict(of: &Evaluation, zone: Tz) -> String {
    said_by(of, &instant(of.at, zone))
}

fn said_by(of: &Evaluation, at: &str) -> String {
    let verdict = match of.verdict {
        Verdict::Pass => "passed by",
        Verdict::Fail => "failed by",
        Verdict::Extend => "more time asked for by",
        Verdict::Withdraw => "has left, according to",
    };
    format!("{verdict} {} on {at}", doer(&of.by))
}

/// A piece of evidence without its URL.
pub(crate) fn evidence(of: &Evidence, zone: Tz) -> String {
    let mut text = format!("{} (entry {})", of.kind, of.id);
    if let Some(hours) = of.hours {
        text.push_str(&format!(", {}", words::counted(hours.into(), "hour")));
    }
    if let Some(done) = of.done {
        text.push_str(&format!(", done {}", day(done, zone)));
    }
    let role = if of.by.name.trim().is_empty() {
        String::new()
    } else {
        format!(" ({})", words::next(of.by.role))
    };
    text.push_str(&format!(", from {}{role} on {}", doer(&of.by), day(of.at, zone)));
    text
}

/// What a mentor says of evidence.
pub(crate) fn opinion(of: Option<&Opinion>, zone: Tz) -> String {
    let Some(opinion) = of else {
        return "no mentor has said whether it shows the work".to_owned();
    };
    let what = if opinion.confirmed { "confirmed" } else { "rejected" };
    let sentence = opinion.sentence.trim();
    let sentence = if sentence.is_empty() { String::new() } else { format!(": {sentence}") };
    format!("{what} by {} on {}{sentence}", doer(&opinion.by), day(opinion.at, zone))
}

/// What an administrator decided, with the reason.
pub(crate) fn decision(of: &Decision, zone: Tz) -> String {
    let what = match &of.what {
        Decided::Agreed => "agreed".to_owned(),
        Decided::Disputed { criterion, .. } => format!("disputed for `{criterion}`"),
        Decided::Resolved { .. } => "the dispute is settled".to_owned(),
    };
    let reason = of.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
    let answer = match &of.what {
        Decided::Disputed { answer_by, .. } => {
            format!(" (answer by {})", instant(*answer_by, zone))
        }
        _ => String::new(),
    };
    format!("{what}, says {} on {}{answer}{reason}", doer(&of.by), instant(of.at, zone))
}

/// The evidence of a period in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) submitted: usize,
    pub(crate) confirmed: usize,
    pub(crate) rejected: usize,
    /// Of which no mentor says anything.
    pub(crate) unanswered: usize,
}

impl Tally {
    pub(crate) fn of(evidence: &[Evidence]) -> Self {
        let said = |wanted: Option<bool>| {
            let said = evidence.iter().map(|e| e.opinion.as_ref().map(|opinion| opinion.confirmed));
            said.filter(|said| *said == wanted).count()
        };
        Self {
            submitted: evidence.len(),
            confirmed: said(Some(true)),
            rejected: said(Some(false)),
            unanswered: said(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use monitor_model::Actor;

    #[test]
    fn every_standing_has_words_for_one_and_for_many() {
        for &of in Standing::ALL {
            let (one, many) = (many(1, of), many(2, of));
            assert!(one.starts_with("1 ") && many.starts_with("2 "), "{one} {many}");
            let stable = of.as_str().split('-').next().unwrap();
            assert!(standing(of).starts_with(stable) || of == Standing::CannotAssess, "{of}");
        }
        assert_eq!(many(1, Standing::NeedsExplanation), "1 needs explanation");
        assert_eq!(many(2, Standing::AwaitingAdministrator), "2 await the administrator");
        assert_eq!(many(3, Standing::Agreed), "3 agreed");
    }

    #[test]
    fn who_is_not_waited_for_is_told_apart_from_who_is_not_evaluated_yet() {
        let mut of = fixture::assessments().remove(0);
        of.stand.next = None;
        for (standing, told, line) in [
            (Standing::AwaitingEvaluation, false, "awaiting evaluation"),
            (Standing::Failed, true, "failed in an earlier period"),
            (Standing::Withdrawn, true, "withdrawn"),
        ] {
            of.stand.standing = standing;
            assert_eq!((is_told(&of), super::line(&of, fixture::ZONE).as_str()), (told, line));
        }
    }

    #[test]
    fn an_erased_name_leaves_the_role() {
        let erased = Doer { role: Actor::Mentor, name: String::new() };
        assert_eq!(doer(&erased), "the mentor (name erased)");
    }

    #[test]
    fn every_piece_of_evidence_is_counted_once() {
        for assessment in fixture::agreed() {
            let Tally { submitted, confirmed, rejected, unanswered } =
                Tally::of(&assessment.agreement.evidence);
            assert_eq!(submitted, confirmed + rejected + unanswered);
            assert_eq!(submitted, assessment.agreement.evidence.len());
        }
    }
}
