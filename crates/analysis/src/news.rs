//! What is new in a program between two moments: of each mentee, what was done since, what was found out later, and what changed in
//! standing, level and findings.
//!
//! Between the moments means `(since, until]`, by the instant of the act itself. What was done before and is only seen now counts as
//! found later, so that the news of all weeks together hold every act once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Assessment, ClassedContribution, Contribution, Count, EnrollmentKey, ItemKind, ItemUrl,
    Role, Stream, Window,
};

use crate::activity::stream_of;
use crate::changes::{Changed, changes};
use crate::counting::items;
use crate::observed::whole;

/// A program as it was assessed at a moment: every period of every enrollment, in any order.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The assessments.
    pub assessments: &'a [Assessment],
}

/// What is new about one enrollment.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The latest period of the enrollment that has begun by now, else its first one.
    pub current: &'a Assessment,
    /// What was done between the moments, by kind, in the order of [`ItemKind::ALL`]; each item once.
    pub done: Vec<(ItemKind, Count)>,
    /// Whether there was any part of the enrollment's own time between the moments.
    pub in_time: bool,
    /// What was done before and is only known now, by time.
    pub late: Vec<&'a ClassedContribution>,
    /// What was known before and is not any more: it lies outside by new dates, or its item was found to be another's.
    pub lost: usize,
    /// What changed, by period.
    pub changed: Vec<Changed<'a>>,
}

impl News<'_> {
    /// Whether nothing was done, found or changed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        let done = self.done.iter().any(|(_, count)| count.seen > 0);
        !done && self.late.is_empty() && self.lost == 0 && self.changed.is_empty()
    }

    /// How many items of all kinds something was done on.
    #[must_use]
    pub fn all(&self) -> Count {
        self.done.iter().fold(Count { seen: 0, complete: self.in_time }, |sum, (_, count)| Count {
            seen: sum.seen.saturating_add(count.seen),
            complete: sum.complete && count.complete,
        })
    }
}

/// What is new of everybody who is enrolled at the later moment, by key. Without an earlier moment everything up to now is new
/// since `since`, and nothing is found later or changed.
#[must_use]
pub fn news<'a>(
    before: Option<Moment<'a>>,
    since: DateTime<Utc>,
    after: Moment<'a>,
) -> Vec<News<'a>> {
    let keys: BTreeSet<&EnrollmentKey> =
        after.assessments.iter().map(|one| &one.enrollment.key).collect();
    let changed = before.map_or_else(Vec::new, |before| all_changes(before, after));
    let of = |key| one(key, before, since, after, &changed);
    keys.into_iter().filter_map(of).collect()
}

fn one<'a>(
    key: &EnrollmentKey,
    before: Option<Moment<'a>>,
    since: DateTime<Utc>,
    after: Moment<'a>,
    changed: &[Changed<'a>],
) -> Option<News<'a>> {
    let of = |moment: Moment<'a>| {
        moment.assessments.iter().filter(|one| one.enrollment.key == *key).collect::<Vec<_>>()
    };
    let now = of(after);
    let current = current(&now, after.at)?;
    let then = before.map(of).unwrap_or_default();
    let known: BTreeSet<Deed<'_>> = then.iter().flat_map(|one| deeds(one)).collect();
    let seen: BTreeSet<Deed<'_>> = now.iter().flat_map(|one| deeds(one)).collect();
    // Of somebody who was not enrolled then, nothing could be known.
    let late = now.iter().flat_map(|one| &one.contributions).filter(|act| {
        !then.is_empty() && act.contribution.when.anchor() <= since && !known.contains(&deed(act))
    });
    let mut late: Vec<&ClassedContribution> = late.collect();
    late.sort_by_key(|act| (act.contribution.when.anchor(), act.contribution.item.url.as_str()));
    let spans: Vec<(&Assessment, Window)> =
        now.iter().filter_map(|of| Some((*of, between(of, since, after.at)?))).collect();
    Some(News {
        current,
        done: ItemKind::ALL.iter().map(|&kind| (kind, done(&now, &spans, kind, since))).collect(),
        in_time: !spans.is_empty(),
        late,
        lost: known.difference(&seen).count(),
        changed: changed.iter().filter(|one| one.key == key).cloned().collect(),
    })
}

/// What changed of everybody, period by period.
fn all_changes<'a>(before: Moment<'a>, after: Moment<'a>) -> Vec<Changed<'a>> {
    let periods: BTreeSet<_> = after.assessments.iter().map(|one| &one.period.id).collect();
    let mut all = Vec::new();
    for period in periods {
        let of = |moment: Moment<'a>| {
            moment.assessments.iter().filter(|one| one.period.id == *period).collect::<Vec<_>>()
        };
        all.extend(changes(of(before), of(after)));
    }
    all
}

/// The latest period that has begun, else the first one.
fn current<'a>(of: &[&'a Assessment], at: DateTime<Utc>) -> Option<&'a Assessment> {
    let begin = |one: &&&Assessment| one.period.window.from();
    let begun = of.iter().filter(|one| one.period.window.from() <= at).max_by_key(begin);
    begun.or_else(|| of.iter().min_by_key(begin)).copied()
}

/// The part of a period that has passed between two instants.
fn between(of: &Assessment, since: DateTime<Utc>, until: DateTime<Utc>) -> Option<Window> {
    of.elapsed?.intersect(&Window::new(since, until).ok()?)
}

/// How many items of a kind something was done on, and whether that is all.
fn done(
    all: &[&Assessment],
    spans: &[(&Assessment, Window)],
    kind: ItemKind,
    since: DateTime<Utc>,
) -> Count {
    let acts = all.iter().flat_map(|of| &of.contributions).map(|act| &act.contribution);
    let new = acts.filter(|act| act.item.kind == kind && act.when.anchor() > since);
    let tallied = all.iter().flat_map(|of| &of.tallies).map(|of| &of.tally);
    let tallied = tallied.filter(|of| kind == ItemKind::Commit && of.window.middle() > since);
    let counted = tallied.fold(0_u32, |sum, of| sum.saturating_add(of.commits));
    let complete =
        !spans.is_empty() && spans.iter().all(|(of, span)| saw(of, stream_of(kind), span));
    Count { seen: whole(items(new)).saturating_add(counted), complete }
}

/// Whether all of a stream was seen in a part of a period.
fn saw(of: &Assessment, stream: Stream, span: &Window) -> bool {
    of.coverage.of(stream).is_some_and(|seen| {
        let mut inside = seen.slices.iter().filter(|slice| slice.window.intersect(span).is_some());
        !seen.slices.is_empty() && inside.all(|slice| slice.coverage.is_complete())
    })
}

/// What makes an act the same one at both moments.
type Deed<'a> = (&'a ItemUrl, Act, Role, DateTime<Utc>);

fn deeds(of: &Assessment) -> impl Iterator<Item = Deed<'_>> {
    of.contributions.iter().map(deed)
}

fn deed(of: &ClassedContribution) -> Deed<'_> {
    let Contribution { item, act, role, when, .. } = &of.contribution;
    (&item.url, *act, *role, when.anchor())
}

#[cfg(test)]
mod tests;
