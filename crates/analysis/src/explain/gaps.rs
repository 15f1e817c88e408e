//! What bears on everything of a mentee: who it is, what was seen, and what can't be.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{
    Cohort, Coverage, CoverageSlice, Identity, IdentityNote, Mentee, Period, Record, Stream,
    Window, Witness,
};

use super::why::Why;
use crate::absence;
use crate::agreement;
use crate::observed::observed;

/// What is wrong with the login or the account.
pub(super) fn identity(record: &Record) -> Vec<Why> {
    let login = match &record.enrollment.mentee {
        Mentee::Login(login) => login,
        Mentee::Unresolved { given, why } => {
            return vec![Why::Unresolved { given: given.clone(), why: *why }];
        }
    };
    let ours = record.account.as_ref().map(|account| account.id);
    let of_account = |note: &&IdentityNote| match &note.what {
        Identity::Resolved(account, _) => Some(account.id) == ours,
        Identity::Gone(id) => Some(*id) == ours,
        Identity::NoSuchLogin => false,
    };
    let of_login =
        |note: &&IdentityNote| note.login == *login && !matches!(note.what, Identity::Gone(_));
    // Oldest first, so that the last one stands.
    let account = record.identity.iter().rfind(of_account);
    let named = record.identity.iter().rfind(of_login);
    let mut whys = Vec::new();
    match account.map(|note| (note, &note.what)) {
        Some((note, Identity::Gone(_))) => whys.push(Why::AccountGone { at: note.at }),
        Some((_, Identity::Resolved(_, now))) if now != login => {
            whys.push(Why::Renamed { was: login.clone(), now: now.clone() });
        }
        _ => {}
    }
    match named.map(|note| (note, &note.what)) {
        Some((_, Identity::Resolved(theirs, now))) if Some(theirs.id) != ours && now == login => {
            whys.push(Why::LoginReassigned { login: login.clone(), theirs: theirs.id, ours });
        }
        Some((note, Identity::NoSuchLogin)) if ours.is_none() => {
            whys.push(Why::NoSuchLogin { login: login.clone(), at: note.at });
        }
        _ => {}
    }
    whys
}

/// The periods of an enrollment with its own dates, in order of time.
pub(super) fn periods(cohort: &Cohort, record: &Record, now: DateTime<Utc>) -> Vec<Period> {
    let mut periods = agreement::periods_as_known(&cohort.program, record, now);
    periods.sort_by_key(|period| period.window);
    periods
}

/// The window from the first period's begin to the last one's end.
pub(super) fn whole(periods: &[Period], cohort: &Cohort) -> Window {
    let first = periods.iter().map(|period| period.window.from()).min();
    let last = periods.iter().map(|period| period.window.to()).max();
    let whole = first.zip(last).and_then(|(from, to)| Window::new(from, to).ok());
    whole.unwrap_or(cohort.program.window)
}

/// What was seen of some streams of a record (by its place in the cohort) in all of its periods until now.
pub(super) fn coverage(
    cohort: &Cohort,
    index: usize,
    streams: &[Stream],
    now: DateTime<Utc>,
) -> Vec<Why> {
    let Some(record) = cohort.records.get(index) else { return Vec::new() };
    let window = whole(&periods(cohort, record, now), cohort);
    let Some(elapsed) = window.before(now) else {
        return vec![Why::NotBegun { from: window.from() }];
    };
    let more = absence::explain(cohort).into_iter().nth(index).unwrap_or_default();
    let statements: Vec<(Stream, Window, Coverage)> =
        record.coverage.iter().cloned().chain(more).collect();
    let seen = observed(Some(elapsed), &[], &statements);
    let mut gaps: Vec<(Vec<Stream>, Vec<CoverageSlice>)> = Vec::new();
    let mut complete = Vec::new();
    for stream in streams {
        let slices = seen.of(*stream).map_or(&[][..], |seen| &seen.slices);
        let lacking: Vec<CoverageSlice> =
            slices.iter().filter(|slice| !slice.coverage.is_complete()).cloned().collect();
        if lacking.is_empty() {
            complete.push(*stream);
        } else if let Some((known, _)) = gaps.iter_mut().find(|(_, known)| *known == lacking) {
            known.push(*stream);
        } else {
            gaps.push((vec![*stream], lacking));
        }
    }
    let mut whys: Vec<Why> =
        gaps.into_iter().map(|(streams, slices)| Why::NotSeen { streams, slices }).collect();
    if !complete.is_empty() {
        whys.push(Why::AllSeen { streams: complete, window: elapsed });
    }
    whys
}

/// What GitHub counts and does not name, within the window.
pub(super) fn hidden(record: &Record, window: &Window) -> Vec<Why> {
    let mut by_reason: BTreeMap<&str, Vec<Window>> = BTreeMap::new();
    for hidden in record.hidden.iter().filter(|h| h.window.intersect(window).is_some()) {
        by_reason.entry(&hidden.why).or_default().push(hidden.window);
    }
    let why = |(why, mut windows): (&str, Vec<Window>)| {
        windows.sort_unstable();
        Why::Hidden { why: why.to_owned(), windows }
    };
    by_reason.into_iter().map(why).collect()
}

/// What second sources say otherwise.
pub(super) fn witness(record: &Record) -> Vec<Why> {
    let otherwise = record.witness.iter().filter(|note| note.verdict != Witness::Agrees);
    otherwise.cloned().map(Why::Witness).collect()
}
