//! What opens below a mentee on the page: the enrollment, the figures by place, the coverage, and every contribution.

use monitor_model::{ClassedContribution, Count, ItemKind, Mentor, ScopeClass};

use super::figure::{Figure, figure};
use crate::dates::{act, span};
use crate::escape::{is_web_address, plain};
use crate::progress;
use crate::review::{Review, Row};
use crate::words;

/// What the public record shows, and the plain facts beside it.
pub(crate) struct Progress {
    pub(crate) says: String,
    pub(crate) facts: Vec<(&'static str, String)>,
}

/// Streams of the same coverage.
pub(crate) struct Covered {
    pub(crate) streams: String,
    pub(crate) slices: Vec<(String, &'static str, String)>,
}

/// Contributions of a kind.
pub(crate) struct Group {
    pub(crate) what: &'static str,
    pub(crate) count: String,
    pub(crate) acts: Vec<Act>,
}

/// A contribution.
pub(crate) struct Act {
    pub(crate) url: Option<String>,
    pub(crate) text: String,
    pub(crate) about: String,
}

/// Commits counted but not named.
pub(crate) struct Tallied {
    pub(crate) what: String,
    pub(crate) about: String,
}

pub(crate) fn facts(row: &Row<'_>, review: &Review<'_>) -> Vec<(&'static str, String)> {
    let (assessment, zone) = (row.assessment, review.program.zone);
    let (enrollment, activity) = (&assessment.enrollment, &assessment.activity);
    let mut facts = vec![("Project", enrollment.project.title.clone())];
    if let Some(why) = words::not_a_login(enrollment) {
        facts.push(("Login", format!("none: {why}")));
    }
    facts.push(("Mentors", words::list(enrollment.mentors.iter().map(Mentor::shown))));
    facts.push(("Scope", words::scope(enrollment)));
    if assessment.period.window != review.period.window {
        facts.push(("Own window", span(&assessment.period.window, zone)));
    }
    let mut weeks = |what, n: u32| {
        if n > 0 {
            facts.push((what, words::counted(n.into(), "week")));
        }
    };
    weeks("Not seen", activity.unseen_weeks);
    weeks("Hidden activity", activity.hidden_weeks);
    let gap = if assessment.coverage.is_complete() { "Longest gap" } else { "Nothing found" };
    weeks(gap, activity.longest_gap_weeks);
    if activity.straddling > 0 {
        let n = words::counted(activity.straddling.into(), "contribution");
        facts.push(("Coarsely dated", format!("{n}; the period before or after may be meant")));
    }
    facts.retain(|(_, text)| !text.trim().is_empty());
    facts.into_iter().map(|(what, text)| (what, plain(&text))).collect()
}

pub(crate) fn progress(row: &Row<'_>) -> Option<Progress> {
    row.assessment.elapsed?;
    let facts = progress::facts(row.assessment);
    Some(Progress { says: progress::sentence(row.assessment), facts: facts.to_vec() })
}

pub(crate) fn kinds(row: &Row<'_>) -> Vec<(&'static str, Vec<Figure>)> {
    let activity = &row.assessment.activity;
    let of = |kind: ItemKind, class: ScopeClass| {
        let count = activity.counts.iter().find(|(k, c, _)| (*k, *c) == (kind, class));
        count.map_or(Count { seen: 0, complete: false }, |(.., count)| *count)
    };
    let line = |kind| {
        let classes = ScopeClass::ALL
            .iter()
            .map(|&class| figure(words::class(class), of(kind, class), row.record));
        let all = figure("all", activity.total(kind), row.record);
        (words::kinds(kind), classes.chain([all]).collect())
    };
    words::KINDS.into_iter().map(line).collect()
}

pub(crate) fn coverage(row: &Row<'_>, review: &Review<'_>) -> Vec<Covered> {
    let groups = crate::coverage::groups(row.assessment);
    let covered = groups.iter().filter(|group| !group.slices.is_empty()).map(|group| Covered {
        streams: words::list(group.streams.iter().map(|stream| stream.as_str())),
        slices: group
            .slices
            .iter()
            .map(|slice| {
                let window = span(&slice.window, review.program.zone);
                (window, slice.coverage.state(), plain(slice.coverage.reason().unwrap_or_default()))
            })
            .collect(),
    });
    covered.collect()
}

pub(crate) fn groups(row: &Row<'_>, review: &Review<'_>) -> Vec<Group> {
    let of = |kind| {
        let acts = row.assessment.contributions.iter();
        acts.filter(move |c| c.contribution.item.kind == kind).map(|c| shown(c, review))
    };
    let group = |&kind: &ItemKind| Group {
        what: words::kinds(kind),
        count: row.assessment.activity.total(kind).to_string(),
        acts: of(kind).collect(),
    };
    let groups = ItemKind::ALL.iter().map(group);
    groups.filter(|group| !group.acts.is_empty()).collect()
}

fn shown(classed: &ClassedContribution, review: &Review<'_>) -> Act {
    let contribution = &classed.contribution;
    let item = &contribution.item;
    let when = act(contribution.when, review.program.zone);
    let class = words::class(classed.class);
    let reference = words::reference(item);
    let title = item.title.as_deref().map(plain).filter(|title| !title.is_empty());
    let about = match title {
        Some(_) => format!("{reference}, {when}, {class}"),
        None => format!("{when}, {class}"),
    };
    Act {
        url: Some(item.url.to_string()).filter(|url| is_web_address(url)),
        text: title.unwrap_or(reference),
        about,
    }
}

pub(crate) fn tallies(row: &Row<'_>, review: &Review<'_>) -> Vec<Tallied> {
    let tallied = row.assessment.tallies.iter().map(|classed| Tallied {
        what: format!(
            "{} in {}",
            words::counted(classed.tally.commits.into(), "commit"),
            classed.tally.repo
        ),
        about: format!(
            "{}, {}",
            act(monitor_model::When::Within(classed.tally.window), review.program.zone),
            words::class(classed.class)
        ),
    });
    tallied.collect()
}
