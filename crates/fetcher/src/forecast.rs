//! What a run will cost, before anything is sent. What the notes decide is counted; what depends on answers is estimated from
//! the loads of real terms.

use std::fmt;

use crate::job::{Job, Wanted};
use crate::knowledge::{Knowledge, Scene};
use crate::notes::RunNote;
use crate::query::Shape;

/// Loads per mentee and week, as recorded in nine terms with 425 mentees.
mod load {
    /// Pull requests opened.
    pub(super) const PULLS: f64 = 1.67;
    /// Pull requests that a first run sees for each one opened: older ones that changed inside the window too.
    pub(super) const TOUCHED_AT_FIRST: f64 = 1.3;
    /// Pull requests that change in a week for each one opened in it.
    pub(super) const TOUCHED_WEEKLY: f64 = 2.5;
    /// Issues opened.
    pub(super) const ISSUES: f64 = 0.55;
    /// Pull requests of other people that were reviewed.
    pub(super) const REVIEWED: f64 = 0.64;
    /// Repositories per mentee whose default branch gets commits.
    pub(super) const REPOSITORIES: f64 = 3.0;
    /// Mentees with a list longer than its first page.
    pub(super) const LONG_LISTS: f64 = 0.15;
}

/// What a run will cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// One row per shape of query, in the order in which they are sent.
    pub rows: Vec<ForecastRow>,
}

/// What one shape of query will cost.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRow {
    /// The shape.
    pub shape: Shape,
    /// What it is for.
    pub stream: &'static str,
    /// How many requests, and as many points: every request of the plan costs one.
    pub requests: u32,
    /// Whether it is estimated.
    pub estimated: bool,
}

/// What a run of a job will cost, given the notes of earlier runs.
///
/// # Errors
/// Where a note can't be read.
pub fn forecast(job: &Job, notes: &[(String, String)]) -> Result<Forecast, serde_json::Error> {
    let knowledge = Knowledge::load(notes)?;
    let (run, follows) = knowledge.runs_for(job);
    let mut forecast = of_run(job, &knowledge, &run, None);
    if let Some(next) = follows {
        let more = of_run(job, &knowledge, &next, Some(&run));
        for (row, more) in forecast.rows.iter_mut().zip(more.rows) {
            row.requests += more.requests;
        }
    }
    Ok(forecast)
}

/// What one run will cost, where another one is finished before it.
fn of_run(job: &Job, knowledge: &Knowledge, run: &RunNote, before: Option<&RunNote>) -> Forecast {
    let scene = Scene::of(job, run, knowledge);
    let seen = |wanted: &Wanted| {
        let one = scene.people.values().find(|one| one.asked == wanted.login);
        let noted = one.and_then(|one| knowledge.contributions.get(one.node.as_str()));
        let before = before.filter(|before| wanted.window.before(before.started).is_some());
        before.map(|before| before.started).or(noted.map(|note| note.run))
    };
    let weeks = |days: i64| days as f64 / 7.0;
    let (mut warm, mut cold, mut warm_weeks, mut cold_weeks) = (0.0, 0.0, 0.0, 0.0);
    for wanted in &job.people {
        let Some(window) = wanted.window.before(run.started) else { continue };
        if let Some(last) = seen(wanted).filter(|_| !run.full) {
            warm += 1.0;
            warm_weeks += weeks((run.started - last).num_days().max(1));
        } else {
            cold += 1.0;
            cold_weeks += weeks(window.length().num_days());
        }
    }
    rows(knowledge, job.people.len(), (warm, cold), warm_weeks, cold_weeks)
}

fn rows(
    knowledge: &Knowledge,
    asked: usize,
    (warm, cold): (f64, f64),
    warm_weeks: f64,
    cold_weeks: f64,
) -> Forecast {
    let all = warm + cold;
    let weeks = warm_weeks + cold_weeks;
    let touched =
        load::PULLS * (warm_weeks * load::TOUCHED_WEEKLY + cold_weeks * load::TOUCHED_AT_FIRST);
    let reviewed = weeks * load::REVIEWED;
    let row = |shape: Shape, stream, things: f64, estimated| ForecastRow {
        shape,
        stream,
        requests: (things / knowledge.size(shape) as f64).ceil() as u32,
        estimated,
    };
    let known = [
        row(Shape::Resolve, "who has the logins", asked as f64, false),
        row(Shape::Probe, "what changed since the last run", warm, false),
        row(Shape::Contributions, "reviews and repositories", all, false),
    ];
    let estimated = [
        row(Shape::Authored, "pull requests, issues, comments", all, true),
        row(Shape::Talk, "discussions, comments on commits", all, true),
        row(Shape::Pages, "further pages", all * load::LONG_LISTS, true),
        row(Shape::PullDetails, "details of pull requests, commits", touched, true),
        row(Shape::ReviewsBy, "reviews", reviewed, true),
        row(Shape::ReviewComments, "comments in reviews", reviewed, true),
        row(Shape::Threads, "what was said on issues", weeks * load::ISSUES, true),
        row(Shape::RepoPulls, "pull requests of repositories", all * load::REPOSITORIES, true),
        row(Shape::History, "commits on default branches", all * load::REPOSITORIES, true),
    ];
    Forecast { rows: known.into_iter().chain(estimated).collect() }
}

impl fmt::Display for Forecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<36} {:>9} {:>7}", "", "requests", "points")?;
        for row in &self.rows {
            let about = if row.estimated { "about" } else { "" };
            writeln!(f, "{:<36} {:>9} {:>7} {about}", row.stream, row.requests, row.requests)?;
        }
        let total: u32 = self.rows.iter().map(|row| row.requests).sum();
        writeln!(f, "{:<36} {:>9} {:>7} about", "together", total, total)?;
        writeln!(
            f,
            "\nA row with `about` is estimated from real terms; the rest is counted. Nothing was sent."
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use chrono::{TimeDelta, Utc};
    use monitor_model::{Login, Window};

    #[test]
    fn a_first_run_of_a_term_is_about_what_the_plan_says() {
        let now = chrono::DateTime::<Utc>::from_timestamp(1_780_000_000, 0).unwrap_or_default();
        let person = |n: u32| Wanted {
            login: Login::parse(&format!("mentee-{n}")).expect("a login"),
            account: None,
            window: Window::new(now - TimeDelta::weeks(12), now).expect("a window"),
        };
        let job = Job {
            people: (0..100).map(person).collect(),
            now,
            full: false,
            scope: BTreeSet::default(),
        };
        let forecast = forecast(&job, &[]).expect("no notes");
        let total: u32 = forecast.rows.iter().map(|row| row.requests).sum();
        assert!((100..=250).contains(&total), "{forecast}");
        assert_eq!(forecast.rows[0].requests, 1);
        assert!(forecast.to_string().contains("Nothing was sent."));
    }
}
