//! An item that is known: whose it is, when it was, and where it lies.

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Cohort, Contribution, ItemFact, ItemFacts, PeriodId, ProgramId, Record, ScopeClass,
    Source, When,
};

use super::clue::{Clue, Of};
use super::gaps;
use super::why::{Deed, Side, Why};
use crate::counting::had_begun;

/// Everything that bears on a known item.
pub(super) fn clues(facts: &ItemFacts, cohorts: &[Cohort], now: DateTime<Utc>) -> Vec<Clue> {
    let mut clues = Vec::new();
    for cohort in cohorts {
        for record in &cohort.records {
            let mine = record.contributions.iter().filter(|c| c.item.url == facts.item.url);
            let mut mine: Vec<&Contribution> = mine.collect();
            mine.sort_by_key(|c| (c.when.anchor(), c.act, c.role));
            if mine.is_empty() {
                continue;
            }
            let whys = of_record(&mine, facts, (cohort, record), cohorts, now);
            let of = Of::one(cohort, record);
            clues.extend(whys.into_iter().map(|why| Clue { of: Some(of.clone()), why }));
        }
    }
    if clues.is_empty() {
        clues.extend(facts.contributions.iter().map(|fact| stranger(fact, cohorts)));
    }
    // What counts comes first.
    clues.sort_by_key(|clue| clue.why.verdict().is_none());
    clues
}

fn of_record(
    mine: &[&Contribution],
    facts: &ItemFacts,
    of: (&Cohort, &Record),
    cohorts: &[Cohort],
    now: DateTime<Utc>,
) -> Vec<Why> {
    let record = of.1;
    let mut whys: Vec<Why> = Vec::new();
    let class = record.enrollment.class_of(&facts.item.repo);
    for act in mine {
        let deed = deed(act, source(act, record, facts));
        whys.push(place(deed, class, of, cohorts, now));
    }
    let acts = u32::try_from(mine.len()).unwrap_or(u32::MAX);
    let repos = vec![facts.item.repo.clone()];
    match class {
        ScopeClass::Project => {}
        ScopeClass::Undeclared => whys.push(Why::OutsideScope { repos, acts }),
        ScopeClass::Own => whys.push(Why::OwnRepository { repos, acts }),
    }
    let whens: Vec<When> =
        mine.iter().map(|act| act.when).filter(|when| matches!(when, When::Within(_))).collect();
    if !whens.is_empty() {
        whys.push(Why::Coarse { whens });
    }
    whys.extend(facts.vanished.map(|at| Why::Vanished { at }));
    if mine.iter().any(|act| act.act == Act::Landed) {
        whys.push(Why::Landed);
    } else if mine.iter().any(|act| act.act == Act::Closed && is_pull(facts)) {
        whys.push(Why::ClosedUnmerged);
    }
    let renamed = gaps::identity(record).into_iter();
    whys.extend(renamed.filter(|why| matches!(why, Why::Renamed { .. } | Why::AccountGone { .. })));
    whys
}

fn is_pull(facts: &ItemFacts) -> bool {
    facts.item.kind == monitor_model::ItemKind::PullRequest
}

pub(super) fn deed(act: &Contribution, source: Option<Source>) -> Deed {
    Deed { act: act.act, role: act.role, when: act.when, source }
}

fn source(act: &Contribution, record: &Record, facts: &ItemFacts) -> Option<Source> {
    let theirs = |fact: &&ItemFact| match (&fact.account, &record.account) {
        (Some(theirs), Some(ours)) => theirs.id == ours.id,
        _ => fact.by == act.by,
    };
    let same = |fact: &&ItemFact| {
        (fact.act, fact.role, fact.when) == (act.act, act.role, act.when) && theirs(fact)
    };
    facts.contributions.iter().find(same).map(|fact| fact.source)
}

/// Whether an act counts, and if not, where it lies.
fn place(
    deed: Deed,
    class: ScopeClass,
    of: (&Cohort, &Record),
    cohorts: &[Cohort],
    now: DateTime<Utc>,
) -> Why {
    let (cohort, record) = of;
    if !had_begun(&deed.when, now) {
        return Why::NotYet { deed };
    }
    let anchor = deed.when.anchor();
    let periods = gaps::periods(cohort, record, now);
    match periods.iter().find(|period| period.window.contains(anchor)) {
        Some(period) => Why::Counts { deed, period: period.id.clone(), class },
        None => {
            let whole = gaps::whole(&periods, cohort);
            let side = match anchor {
                at if at < whole.from() => Side::Before(whole.from()),
                at if at >= whole.to() => Side::After(whole.to()),
                _ => Side::Between,
            };
            let elsewhere = elsewhere(anchor, &cohort.program.id, cohorts);
            Why::OutsideWindow { deed, side, elsewhere }
        }
    }
}

/// The periods of other programs that hold an instant.
fn elsewhere(at: DateTime<Utc>, not: &ProgramId, cohorts: &[Cohort]) -> Vec<(ProgramId, PeriodId)> {
    let programs = cohorts.iter().map(|cohort| &cohort.program).filter(|p| p.id != *not);
    let holding = programs.flat_map(|program| {
        let periods = program.periods.iter().filter(|period| period.window.contains(at));
        periods.map(|period| (program.id.clone(), period.id.clone()))
    });
    holding.collect()
}

/// Somebody's act who is no mentee: perhaps one who has a mentee's login now.
fn stranger(fact: &ItemFact, cohorts: &[Cohort]) -> Clue {
    let theirs = fact.account.as_ref().map(|account| account.id);
    for cohort in cohorts {
        let with_login =
            cohort.records.iter().find(|r| r.enrollment.mentee.login() == Some(&fact.by));
        if let (Some(record), Some(theirs)) = (with_login, theirs) {
            let ours = record.account.as_ref().map(|account| account.id);
            let why = Why::LoginReassigned { login: fact.by.clone(), theirs, ours };
            return Clue { of: Some(Of::one(cohort, record)), why };
        }
    }
    Clue { of: None, why: Why::OtherAccount { login: fact.by.clone(), account: theirs } }
}
