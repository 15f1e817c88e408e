//! Everything that is known of one mentee, and what of it counts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{
    Cohort, EnrollmentKey, Identity, Login, Period, Record, RepoName, ScopeClass, Stream, When,
};

use super::clue::{Clue, Of};
use super::gaps;
use super::why::Why;
use crate::counting;

/// The enrollments of one mentee: by key, by the roster's login, else by the login that the account has now.
pub(super) fn find<'a>(text: &str, cohorts: &'a [Cohort]) -> Vec<(&'a Cohort, &'a Record)> {
    let key = EnrollmentKey::from_text(text.trim());
    let login = Login::read(text).ok().map(|(login, _)| login);
    let all = || {
        cohorts.iter().flat_map(|cohort| cohort.records.iter().map(move |record| (cohort, record)))
    };
    let named: Vec<_> = all()
        .filter(|(_, record)| {
            let enrollment = &record.enrollment;
            enrollment.key == key
                || (login.is_some() && enrollment.mentee.login() == login.as_ref())
                || enrollment.former_names.iter().any(|name| name == key.as_str())
        })
        .collect();
    if !named.is_empty() {
        return named;
    }
    let now_called = |record: &Record| {
        record.identity.iter().any(|note| match &note.what {
            Identity::Resolved(account, now) => {
                Some(now) == login.as_ref() && Some(account) == record.account.as_ref()
            }
            _ => false,
        })
    };
    all().filter(|(_, record)| now_called(record)).collect()
}

/// Everything that bears on a mentee.
pub(super) fn clues(meant: &[(&Cohort, &Record)], now: DateTime<Utc>) -> Vec<Clue> {
    let mut clues = Vec::new();
    for (cohort, record) in meant {
        let of = Of::one(cohort, record);
        let whys = of_enrollment(cohort, record, now);
        clues.extend(whys.into_iter().map(|why| Clue { of: Some(of.clone()), why }));
    }
    clues
}

fn of_enrollment(cohort: &Cohort, record: &Record, now: DateTime<Utc>) -> Vec<Why> {
    let periods = gaps::periods(cohort, record, now);
    let mut whys: Vec<Why> = periods.iter().map(|period| in_period(period, record, now)).collect();
    whys.extend(gaps::identity(record));
    whys.extend(outside_periods(&periods, record, now));
    whys.extend(outside_scope(record, now));
    let whens = counting::contributions(record, now).map(|c| c.when);
    let whens: Vec<When> = whens.filter(|when| matches!(when, When::Within(_))).collect();
    if !whens.is_empty() {
        whys.push(Why::Coarse { whens });
    }
    if record.enrollment.mentee.login().is_some() {
        let index = cohort.records.iter().position(|r| r.enrollment.key == record.enrollment.key);
        let seen = index.map(|index| gaps::coverage(cohort, index, Stream::ALL, now));
        whys.extend(seen.unwrap_or_default());
    }
    whys.extend(gaps::hidden(record, &gaps::whole(&periods, cohort)));
    whys.extend(gaps::witness(record));
    whys
}

fn in_period(period: &Period, record: &Record, now: DateTime<Utc>) -> Why {
    let inside = |at| period.window.contains(at);
    let class_of = |repo: &RepoName| record.enrollment.class_of(repo);
    let acts = counting::contributions(record, now)
        .filter(|c| inside(c.when.anchor()))
        .map(|c| (class_of(&c.item.repo), 1));
    let commits = counting::tallies(record, now)
        .filter(|tally| inside(tally.window.middle()))
        .map(|tally| (class_of(&tally.repo), tally.commits));
    let mut figures: BTreeMap<ScopeClass, u32> =
        ScopeClass::ALL.iter().map(|class| (*class, 0)).collect();
    for (class, n) in acts.chain(commits) {
        let sum = figures.entry(class).or_default();
        *sum = sum.saturating_add(n);
    }
    Why::InPeriod {
        period: period.id.clone(),
        window: period.window,
        figures: figures.into_iter().collect(),
        begun: period.window.from() <= now,
    }
}

fn outside_periods(periods: &[Period], record: &Record, now: DateTime<Utc>) -> Option<Why> {
    let (mut before, mut between, mut after) = (0_u32, 0_u32, 0_u32);
    let begin = periods.iter().map(|period| period.window.from()).min()?;
    let end = periods.iter().map(|period| period.window.to()).max()?;
    for act in counting::contributions(record, now) {
        let at = act.when.anchor();
        if periods.iter().any(|period| period.window.contains(at)) {
            continue;
        }
        let side = match at {
            at if at < begin => &mut before,
            at if at >= end => &mut after,
            _ => &mut between,
        };
        *side = side.saturating_add(1);
    }
    ((before, between, after) != (0, 0, 0)).then_some(Why::OutsidePeriods {
        before,
        between,
        after,
    })
}

/// Work outside the scope, by the owner of the repositories.
fn outside_scope(record: &Record, now: DateTime<Utc>) -> Vec<Why> {
    let mut by_owner: BTreeMap<(ScopeClass, Login), (Vec<RepoName>, u32)> = BTreeMap::new();
    for act in counting::contributions(record, now) {
        let repo = &act.item.repo;
        let class = record.enrollment.class_of(repo);
        if class == ScopeClass::Project {
            continue;
        }
        let (repos, acts) = by_owner.entry((class, repo.owner().clone())).or_default();
        if !repos.contains(repo) {
            repos.push(repo.clone());
        }
        *acts = acts.saturating_add(1);
    }
    let why = |((class, _), (mut repos, acts)): ((ScopeClass, Login), (Vec<RepoName>, u32))| {
        repos.sort();
        match class {
            ScopeClass::Own => Why::OwnRepository { repos, acts },
            _ => Why::OutsideScope { repos, acts },
        }
    };
    by_owner.into_iter().map(why).collect()
}
