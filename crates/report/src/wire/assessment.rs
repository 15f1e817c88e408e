//! What was done and what was seen in a period, as JSON.

use chrono_tz::Tz;
use monitor_model::{
    Assessment, ClassedContribution, ClassedTally, Count, Finding, ItemKind, ScopeClass,
    StreamCoverage, When,
};
use serde::Serialize;

use super::interaction::InteractionJson;
use super::{AgreementJson, PeriodJson, ProgressJson, WindowJson};
use crate::dates::rfc3339;

/// Everything of an assessment but its enrollment.
#[derive(Serialize)]
pub(crate) struct AssessmentJson<'a> {
    period: PeriodJson<'a>,
    /// The part of the window that has passed; `null` before it begins.
    elapsed: Option<WindowJson>,
    activity: ActivityJson,
    progress: ProgressJson,
    interaction: InteractionJson<'a>,
    agreement: AgreementJson<'a>,
    findings: Vec<FindingJson<'a>>,
    coverage: CoverageJson<'a>,
    contributions: Vec<ContributionJson<'a>>,
    commit_tallies: Vec<TallyJson>,
}

impl<'a> AssessmentJson<'a> {
    /// An assessment, with what each contribution earned where `progress` has it, and with what people submitted where `agreement`
    /// has it.
    pub(crate) fn of(
        assessment: &'a Assessment,
        progress: ProgressJson,
        agreement: AgreementJson<'a>,
        zone: Tz,
    ) -> Self {
        let contributions = assessment.contributions.iter();
        let tallies = assessment.tallies.iter();
        Self {
            period: PeriodJson::of(&assessment.period, zone),
            elapsed: assessment.elapsed.map(|window| WindowJson::of(&window, zone)),
            activity: ActivityJson::of(assessment, zone),
            progress,
            interaction: InteractionJson::of(&assessment.interaction, zone),
            agreement,
            findings: assessment.findings.iter().map(FindingJson::of).collect(),
            coverage: CoverageJson::of(assessment, zone),
            contributions: contributions.map(|c| ContributionJson::of(c, zone)).collect(),
            commit_tallies: tallies.map(|t| TallyJson::of(t, zone)).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct CountJson {
    seen: u32,
    complete: bool,
}

impl From<Count> for CountJson {
    fn from(count: Count) -> Self {
        Self { seen: count.seen, complete: count.complete }
    }
}

#[derive(Serialize)]
struct ActivityJson {
    pull_requests: CountJson,
    issues: CountJson,
    reviews: CountJson,
    commits: CountJson,
    by_kind_and_class: Vec<ClassJson>,
    active_weeks: u32,
    weeks: u32,
    unseen_weeks: u32,
    hidden_weeks: u32,
    longest_gap_weeks: u32,
    straddling: u32,
    last: Option<WhenJson>,
}

#[derive(Serialize)]
struct ClassJson {
    kind: &'static str,
    class: &'static str,
    #[serde(flatten)]
    count: CountJson,
}

impl ActivityJson {
    fn of(assessment: &Assessment, zone: Tz) -> Self {
        let activity = &assessment.activity;
        let class = |&(kind, class, count): &(ItemKind, ScopeClass, Count)| ClassJson {
            kind: kind.as_str(),
            class: class.as_str(),
            count: count.into(),
        };
        Self {
            pull_requests: activity.total(ItemKind::PullRequest).into(),
            issues: activity.total(ItemKind::Issue).into(),
            reviews: activity.total(ItemKind::Review).into(),
            commits: activity.total(ItemKind::Commit).into(),
            by_kind_and_class: activity.counts.iter().map(class).collect(),
            active_weeks: activity.active_weeks,
            weeks: activity.weeks,
            unseen_weeks: activity.unseen_weeks,
            hidden_weeks: activity.hidden_weeks,
            longest_gap_weeks: activity.longest_gap_weeks,
            straddling: activity.straddling,
            last: activity.last.map(|when| WhenJson::of(when, zone)),
        }
    }
}

/// A date is as precise as its source, and says so.
#[derive(Serialize)]
#[serde(tag = "precision", rename_all = "snake_case")]
enum WhenJson {
    Instant { at: String },
    Window { from: String, to: String },
}

impl WhenJson {
    fn of(when: When, zone: Tz) -> Self {
        match when {
            When::At(at) => Self::Instant { at: rfc3339(at, zone) },
            When::Within(window) => {
                Self::Window { from: rfc3339(window.from(), zone), to: rfc3339(window.to(), zone) }
            }
        }
    }
}

#[derive(Serialize)]
pub(crate) struct FindingJson<'a> {
    rule: &'static str,
    severity: &'static str,
    actor: &'static str,
    says: &'a str,
}

impl<'a> FindingJson<'a> {
    pub(crate) fn of(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule.0,
            severity: finding.severity.as_str(),
            actor: finding.actor.as_str(),
            says: &finding.says,
        }
    }
}

#[derive(Serialize)]
struct CoverageJson<'a> {
    complete: bool,
    weeks_seen: u32,
    weeks: u32,
    streams: Vec<StreamJson<'a>>,
}

#[derive(Serialize)]
struct StreamJson<'a> {
    stream: &'static str,
    complete: bool,
    slices: Vec<SliceJson<'a>>,
}

#[derive(Serialize)]
struct SliceJson<'a> {
    #[serde(flatten)]
    window: WindowJson,
    state: &'static str,
    reason: Option<&'a str>,
}

impl<'a> CoverageJson<'a> {
    fn of(assessment: &'a Assessment, zone: Tz) -> Self {
        let coverage = &assessment.coverage;
        let stream = |stream: &'a StreamCoverage| StreamJson {
            stream: stream.stream.as_str(),
            complete: stream.is_complete(),
            slices: stream
                .slices
                .iter()
                .map(|slice| SliceJson {
                    window: WindowJson::of(&slice.window, zone),
                    state: slice.coverage.state(),
                    reason: slice.coverage.reason(),
                })
                .collect(),
        };
        Self {
            complete: coverage.is_complete(),
            weeks_seen: coverage.weeks_seen,
            weeks: coverage.weeks,
            streams: coverage.streams.iter().map(stream).collect(),
        }
    }
}

#[derive(Serialize)]
struct ContributionJson<'a> {
    kind: &'static str,
    act: &'static str,
    role: &'static str,
    class: &'static str,
    url: &'a str,
    node_id: Option<&'a str>,
    repository: String,
    title: Option<&'a str>,
    when: WhenJson,
}

impl<'a> ContributionJson<'a> {
    fn of(classed: &'a ClassedContribution, zone: Tz) -> Self {
        let contribution = &classed.contribution;
        let item = &contribution.item;
        Self {
            kind: item.kind.as_str(),
            act: contribution.act.as_str(),
            role: contribution.role.as_str(),
            class: classed.class.as_str(),
            url: item.url.as_str(),
            node_id: item.node_id.as_ref().map(monitor_model::NodeId::as_str),
            repository: item.repo.to_string(),
            title: item.title.as_deref(),
            when: WhenJson::of(contribution.when, zone),
        }
    }
}

#[derive(Serialize)]
struct TallyJson {
    repository: String,
    class: &'static str,
    #[serde(flatten)]
    window: WindowJson,
    commits: u32,
}

impl TallyJson {
    fn of(classed: &ClassedTally, zone: Tz) -> Self {
        Self {
            repository: classed.tally.repo.to_string(),
            class: classed.class.as_str(),
            window: WindowJson::of(&classed.tally.window, zone),
            commits: classed.tally.commits,
        }
    }
}
