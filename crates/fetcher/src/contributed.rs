//! What GitHub counts as contributions: the way to pull requests that a person reviewed and repositories committed to, which
//! no list of the person's own has.

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};
use monitor_model::{Window, midnight};

use crate::job::TRAILING;
use crate::knowledge::{Knowledge, Scene, Someone};

/// From when on a person's contributions are to be asked for; `None` where they are known, or failed, in this run.
pub(crate) fn begin(knowledge: &Knowledge, scene: &Scene, one: &Someone) -> Option<DateTime<Utc>> {
    if knowledge.failure(one.node.as_str(), "contributions", scene.id()).is_some() {
        return None;
    }
    match knowledge.contributions.get(one.node.as_str()) {
        Some(note) if note.run == scene.id() => None,
        Some(note) if note.covered_from <= one.window.from() && !scene.run.full => {
            Some(from(scene, one, note.run))
        }
        _ => Some(one.window.from().max(year_before(scene.id()))),
    }
}

/// The position and window of the next page of reviewed pull requests.
pub(crate) fn page(
    knowledge: &Knowledge,
    scene: &Scene,
    one: &Someone,
) -> Option<(String, Window)> {
    let note =
        knowledge.contributions.get(one.node.as_str()).filter(|note| note.run == scene.id())?;
    let open = knowledge.failure(one.node.as_str(), "reviewed-pulls", scene.id()).is_none();
    let next = note.next.clone().filter(|_| open)?;
    Some((next, Window::new(note.from, scene.id()).ok()?))
}

/// The whole window again as long as it is short: its counts can be compared with those of the last run, and what has the
/// same count needs no further question. Queries over more than half a year are too heavy for GitHub.
fn from(scene: &Scene, one: &Someone, last: DateTime<Utc>) -> DateTime<Utc> {
    let short = scene.id() - one.window.from() <= TimeDelta::days(182);
    if short { one.window.from() } else { trailing(scene, last) }
}

/// Some weeks before the last run, from a Monday on: within a week the window stays the same, and so do its counts.
fn trailing(scene: &Scene, last: DateTime<Utc>) -> DateTime<Utc> {
    let day = (last.min(scene.id()) - TRAILING).date_naive();
    midnight(day - Days::new(u64::from(day.weekday().num_days_from_monday())), chrono_tz::Tz::UTC)
}

/// GitHub takes windows of at most a year.
fn year_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(364)
}
