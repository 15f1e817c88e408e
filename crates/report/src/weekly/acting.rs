//! Who is to act on what: where an agreement waits for somebody, and what needs attention. Whoever is to act stands above what is theirs,
//! and a mentee once below them.
//!
//! A period that is evaluated later asks nothing of a mentor yet; its date stands among the dates.

use monitor_analysis::agenda::{Asks, Occasion};
use monitor_model::{Actor, Assessment, EnrollmentKey, Mentor, PeriodId, Severity, Standing};

use super::Weekly;
use crate::agreement;
use crate::document::{Block, Line};
use crate::words::{self, counted};

/// What is asked of whom for a mentee, in one or several periods.
struct Task<'a> {
    whom: Whom<'a>,
    of: &'a Assessment,
    periods: Vec<&'a PeriodId>,
    what: Line,
}

/// Who is to act: a mentor of those who are named, or somebody who needs no name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom<'a> {
    Mentors(&'a [Mentor]),
    Other(Actor),
}

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    if !view.is_private() {
        return Vec::new();
    }
    let mut rest = tasks(view);
    rest.sort_by_key(|task| task.whom.order());
    let mut blocks = Vec::new();
    while let Some(whom) = rest.first().map(|task| task.whom) {
        let (theirs, others) = rest.into_iter().partition(|task| task.whom == whom);
        rest = others;
        blocks.extend(group(whom, joined(theirs)));
    }
    blocks
}

/// Who, and below it a point for each mentee.
fn group(whom: Whom<'_>, tasks: Vec<Task<'_>>) -> Vec<Block> {
    let mut mentees: Vec<&EnrollmentKey> =
        tasks.iter().map(|task| &task.of.enrollment.key).collect();
    mentees.sort_unstable();
    mentees.dedup();
    let count = counted(mentees.len() as u64, "mentee");
    let heading = whom.line().words(format!(" ({count})"));
    vec![Block::Subheading(heading), Block::List(tasks.into_iter().map(Task::point).collect())]
}

/// What is asked of everybody, actor by actor.
fn tasks<'a>(view: &Weekly<'a>) -> Vec<Task<'a>> {
    let mut tasks: Vec<Task<'a>> = Vec::new();
    for actor in Actor::ALL {
        for of in view.assessments {
            let whom = match actor {
                Actor::Mentor if !of.enrollment.mentors.is_empty() => {
                    Whom::Mentors(&of.enrollment.mentors)
                }
                actor => Whom::Other(*actor),
            };
            let asked = stands(view, of, *actor).into_iter().chain(findings(of, *actor));
            tasks.extend(asked.map(|what| Task { whom, of, periods: vec![&of.period.id], what }));
        }
    }
    tasks
}

/// The same with what is said of several periods said once, and all that concerns the same periods of a mentee in one.
fn joined(tasks: Vec<Task<'_>>) -> Vec<Task<'_>> {
    let mut once: Vec<Task<'_>> = Vec::new();
    for task in tasks {
        match once.iter_mut().find(|known| known.is_of(&task) && known.what == task.what) {
            Some(known) => known.periods.extend(task.periods),
            None => once.push(task),
        }
    }
    let mut all: Vec<Task<'_>> = Vec::new();
    for task in once {
        match all.iter_mut().find(|known| known.is_of(&task) && known.periods == task.periods) {
            Some(known) => {
                let before = std::mem::take(&mut known.what);
                known.what = before.words(" ").then(task.what);
            }
            None => all.push(task),
        }
    }
    all
}

impl Task<'_> {
    fn is_of(&self, other: &Self) -> bool {
        self.of.enrollment.key == other.of.enrollment.key
    }

    fn point(self) -> Line {
        let line = Line::new().foreign(words::mentee(&self.of.enrollment));
        let line =
            self.periods.iter().fold(line, |line, period| line.words(", ").code(period.as_str()));
        line.words(": ").then(self.what)
    }
}

impl Whom<'_> {
    /// Those who run the program first, then mentors by name, then the others.
    fn order(self) -> (usize, String) {
        let place = |of: Actor| Actor::ALL.iter().position(|actor| *actor == of);
        let (actor, name) = match self {
            Self::Mentors(all) => {
                let names: Vec<&str> = all.iter().map(Mentor::shown).collect();
                (Actor::Mentor, names.join(", ").to_lowercase())
            }
            Self::Other(actor) => (actor, String::new()),
        };
        (place(actor).unwrap_or(usize::MAX), name)
    }

    fn line(self) -> Line {
        match self {
            Self::Mentors(all) => mentors(all),
            Self::Other(actor) => Line::from(match actor {
                Actor::Administrator => "The administrator",
                Actor::Mentor => "The mentor, whom the roster does not name",
                Actor::Mentee => "The mentee",
                Actor::Operator => "Whoever collects the data",
            }),
        }
    }
}

/// What the agreement on a period asks of somebody now.
fn stands(view: &Weekly<'_>, of: &Assessment, actor: Actor) -> Option<Line> {
    let stand = &of.stand;
    let begun = of.elapsed.is_some();
    // What waits for its date is no task yet, and what can't be assessed has a finding that says more.
    let waits = matches!(
        stand.standing,
        Standing::AwaitingEvaluation | Standing::CannotAssess | Standing::Extended
    );
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
    let standing = agreement::standing(stand.standing);
    asked.then(|| Line::new().strong(standing).words(". ").words(stand.says))
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
            let line = Line::new().code(finding.rule.0).words(". ");
            line.then(Line::prose(&finding.says))
        })
        .collect()
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
