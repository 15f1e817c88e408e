//! Who is to act on what: where an agreement waits for somebody, and what needs attention.
//!
//! A period that is evaluated later asks nothing of a mentor yet; its date stands among the dates.

use monitor_analysis::agenda::{Asks, Occasion};
use monitor_model::{Actor, Assessment, Mentor, Severity, Standing};

use super::Weekly;
use crate::agreement;
use crate::document::{Block, Line};
use crate::words;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    if !view.is_private() {
        return Vec::new();
    }
    let mut points = Vec::new();
    for actor in Actor::ALL {
        for assessment in view.assessments {
            points.extend(stands(view, assessment, *actor));
            points.extend(findings(assessment, *actor));
        }
    }
    Block::list(points).into_iter().collect()
}

/// What the agreement on a period asks of somebody now.
fn stands(view: &Weekly<'_>, of: &Assessment, actor: Actor) -> Option<Line> {
    let stand = &of.stand;
    let begun = of.elapsed.is_some();
    // What waits for its date is no task yet, and what can't be assessed has a finding that says more.
    let waits = matches!(stand.standing, Standing::AwaitingEvaluation | Standing::CannotAssess);
    let is_near = || {
        let due = view.dates.iter().filter(|date| date.what == Occasion::Due);
        let mut due = due
            .filter(|date| date.period == of.period.id && date.at <= view.now() + super::AHEAD / 3);
        due.any(|date| {
            let mut asked = date.mentees.iter();
            asked.any(|one| one.key == of.enrollment.key && one.asks == Asks::Of(actor))
        })
    };
    let asked = stand.next == Some(actor) && begun && (!waits || is_near());
    asked.then(|| {
        who(of, actor)
            .words(format!(": {}. ", agreement::standing(stand.standing)))
            .words(stand.says)
    })
}

/// The findings that need attention.
fn findings(of: &Assessment, actor: Actor) -> Vec<Line> {
    let asked = of
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Attention && finding.actor == actor);
    // Where the agreement asks for the same, it has said so.
    let asked = asked
        .filter(|finding| !matches!(finding.rule.0, "evaluation-missing" | "evaluation-overdue"));
    asked
        .map(|finding| {
            let line = who(of, actor).words(": ").code(finding.rule.0).words(". ");
            line.then(Line::prose(&finding.says))
        })
        .collect()
}

/// Who is meant, and for whom.
fn who(of: &Assessment, actor: Actor) -> Line {
    let line = match actor {
        Actor::Mentor if !of.enrollment.mentors.is_empty() => mentors(&of.enrollment.mentors),
        actor => Line::new().strong(words::next(actor)),
    };
    line.words(" for ")
        .foreign(words::mentee(&of.enrollment))
        .words(", ")
        .code(of.period.id.as_str())
}

/// The mentors, called upon.
fn mentors(all: &[Mentor]) -> Line {
    all.iter().enumerate().fold(Line::new(), |line, (n, mentor)| {
        let line = if n == 0 { line } else { line.words(", ") };
        match mentor {
            Mentor::Login(login) => line.mention(login.clone()),
            Mentor::Name(name) => line.foreign(name.as_str()),
        }
    })
}
