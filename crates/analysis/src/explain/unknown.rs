//! An item that is not known: who may have done it, what was seen of them, and what else is known there.

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, Contribution, Record, RepoName, ScopeClass, Witness};

use super::asked::Asked;
use super::clue::{Clue, Of};
use super::gaps;
use super::known::deed;
use super::why::Why;

/// How many other acts on the same item are named.
const RELATED: usize = 5;

/// Everything that bears on an item that is not known.
pub(super) fn clues(asked: &Asked, cohorts: &[Cohort], now: DateTime<Utc>) -> Vec<Clue> {
    let mut clues = related(asked, cohorts, now);
    let candidates = candidates(asked.repo().as_ref(), cohorts);
    for (cohort, index) in &candidates {
        if let Some(record) = cohort.records.get(*index) {
            let of = Of::one(cohort, record);
            let whys = of_candidate(asked, cohort, *index, now);
            clues.extend(whys.into_iter().map(|why| Clue { of: Some(of.clone()), why }));
        }
    }
    let nobody = |why| Clue { of: None, why };
    if candidates.is_empty() {
        clues.push(nobody(Why::NoMentees));
    }
    if let Some(repo) = asked.repo() {
        let all = || cohorts.iter().flat_map(|cohort| &cohort.records);
        let in_scope = all().any(|r| r.enrollment.scope.contains(&repo));
        if !all().any(|record| worked_in(record, &repo)) {
            clues.push(nobody(Why::RepositoryUnknown { repo, in_scope }));
        }
    }
    clues.extend(asked.streams().first().map(|stream| nobody(Why::Author { stream: *stream })));
    clues
}

/// Those who may have done it: those whose scope names the repository, else those who worked there, else everybody.
fn candidates<'a>(repo: Option<&RepoName>, cohorts: &'a [Cohort]) -> Vec<(&'a Cohort, usize)> {
    let those = |wanted: &dyn Fn(&Record) -> bool| -> Vec<(&'a Cohort, usize)> {
        let of = |cohort: &'a Cohort| {
            let records = cohort.records.iter().enumerate();
            records.filter(|(_, r)| wanted(r)).map(|(i, _)| (cohort, i)).collect::<Vec<_>>()
        };
        cohorts.iter().flat_map(of).collect()
    };
    let likely = repo.map_or_else(Vec::new, |repo| {
        let near = |class| move |r: &Record| r.enrollment.class_of(repo) == class;
        let mut likely = those(&near(ScopeClass::Own));
        if likely.is_empty() {
            likely = those(&near(ScopeClass::Project));
        }
        if likely.is_empty() {
            likely = those(&|record| worked_in(record, repo));
        }
        likely
    });
    if likely.is_empty() { those(&|_| true) } else { likely }
}

fn worked_in(record: &Record, repo: &RepoName) -> bool {
    record.contributions.iter().any(|c| c.item.repo == *repo)
        || record.tallies.iter().any(|tally| tally.repo == *repo)
}

fn of_candidate(asked: &Asked, cohort: &Cohort, index: usize, now: DateTime<Utc>) -> Vec<Why> {
    let Some(record) = cohort.records.get(index) else { return Vec::new() };
    let mut whys: Vec<Why> = gaps::witness(record)
        .into_iter()
        .filter(|why| matches!(why, Why::Witness(note) if shows(&note.verdict, asked)))
        .collect();
    whys.extend(gaps::identity(record));
    if record.enrollment.mentee.login().is_none() {
        return whys;
    }
    whys.extend(gaps::coverage(cohort, index, &asked.streams(), now));
    let window = gaps::whole(&gaps::periods(cohort, record, now), cohort);
    whys.extend(gaps::hidden(record, &window));
    if let Some(repo) =
        asked.repo().filter(|_| asked.streams().contains(&monitor_model::Stream::Commits))
    {
        let counted = record.tallies.iter().filter(|tally| tally.repo == repo);
        let commits = counted.fold(0_u32, |sum, tally| sum.saturating_add(tally.commits));
        if commits > 0 {
            whys.push(Why::Tallied { repo, commits });
        }
    }
    whys
}

fn shows(verdict: &Witness, asked: &Asked) -> bool {
    let Witness::Missing { url: Some(url), .. } = verdict else { return false };
    Asked::parse(url).is_some_and(|shown| shown.urls.iter().any(|url| asked.urls.contains(url)))
}

/// What mentees did on the item, where that is known under URLs of its own: reviews and comments.
fn related(asked: &Asked, cohorts: &[Cohort], now: DateTime<Utc>) -> Vec<Clue> {
    let bases: Vec<String> = asked
        .urls
        .iter()
        .map(|url| url.as_str().split('#').next().unwrap_or_default().to_owned())
        .collect();
    let is_on = |c: &&Contribution| {
        let base = c.item.url.as_str().split('#').next().unwrap_or_default();
        bases.iter().any(|asked| asked == base)
    };
    let mut clues = Vec::new();
    for cohort in cohorts {
        for record in &cohort.records {
            let periods = gaps::periods(cohort, record, now);
            let on_it = record.contributions.iter().filter(is_on).take(RELATED);
            clues.extend(on_it.map(|c| {
                let counts = periods.iter().any(|p| p.window.contains(c.when.anchor()));
                let why = Why::Related { url: c.item.url.clone(), deed: deed(c, None), counts };
                Clue { of: Some(Of::one(cohort, record)), why }
            }));
        }
    }
    clues
}
