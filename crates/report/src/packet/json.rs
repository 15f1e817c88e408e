//! The packet as JSON, schema `mentorship-monitor/packet/1`.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use monitor_model::Count;
use serde::Serialize;

use super::{Cover, Packet, Page, cover};
use crate::RenderError;
use crate::chart::{Bar, ChartWeek};
use crate::dates::rfc3339;
use crate::show::{Earned, What};
use crate::wire::{
    AgreementJson, AssessmentJson, EnrollmentJson, PeriodJson, ProgramJson, ProgressJson,
};

#[derive(Serialize)]
struct PacketJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    period: PeriodJson<'a>,
    as_of: String,
    /// The id of the snapshot that it was made from; `null` where it was made from the database.
    snapshot: Option<&'a str>,
    /// `null` where only one mentee was asked for.
    cover: Option<CoverJson<'a>>,
    notes: &'a [String],
    mentees: Vec<PageJson<'a>>,
}

#[derive(Serialize)]
struct CoverJson<'a> {
    mentees: usize,
    by_standing: BTreeMap<&'static str, usize>,
    /// How many wait for whom; `nobody` where it is settled.
    next: BTreeMap<&'static str, usize>,
    /// Of whom no contribution was seen, though something may exist: their keys.
    unseen: Vec<&'a str>,
    /// Of whom something was seen, but not everything.
    seen_in_part: Vec<&'a str>,
    says: Vec<String>,
}

#[derive(Serialize)]
struct PageJson<'a> {
    #[serde(flatten)]
    enrollment: EnrollmentJson<'a>,
    concern: &'static str,
    record: &'static str,
    earned_most: Vec<EarnedJson>,
    /// Of all periods of the program.
    weeks: Vec<WeekJson>,
    #[serde(flatten)]
    assessment: AssessmentJson<'a>,
}

#[derive(Serialize)]
struct EarnedJson {
    /// Exact, as a decimal number.
    points: String,
    earned_as: &'static str,
    /// The item's URL; the repository's name where commits were counted and not named.
    of: String,
}

/// A week. Counts are `null` before it begins.
#[derive(Serialize)]
struct WeekJson {
    from: String,
    to: String,
    pull_requests: Option<CountJson>,
    issues: Option<CountJson>,
    reviews: Option<CountJson>,
    commits: Option<CountJson>,
    comments_and_discussions: Option<CountJson>,
}

#[derive(Serialize)]
struct CountJson {
    seen: u32,
    complete: bool,
}

/// The packet as JSON.
pub(super) fn render(packet: &Packet<'_>) -> Result<String, RenderError> {
    let (review, zone) = (&packet.review, packet.review.program.zone);
    let json = PacketJson {
        schema: "mentorship-monitor/packet/1",
        program: ProgramJson::of(review.program),
        period: PeriodJson::of(review.period, zone),
        as_of: rfc3339(review.as_of, zone),
        snapshot: packet.snapshot,
        cover: packet.cover.as_ref().map(|of| CoverJson::of(packet, of)),
        notes: &review.notes,
        mentees: packet.pages().map(|page| PageJson::of(&page, zone)).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

impl<'a> CoverJson<'a> {
    fn of(packet: &'a Packet<'_>, cover: &Cover) -> Self {
        let keys = |places: &[usize]| {
            let rows = places.iter().filter_map(|&at| packet.review.rows.get(at));
            rows.map(|row| row.assessment.enrollment.key.as_str()).collect()
        };
        let next = cover.next.iter().map(|(of, n)| (of.map_or("nobody", |of| of.as_str()), *n));
        Self {
            mentees: packet.review.rows.len(),
            by_standing: cover.standings.iter().map(|(of, who)| (of.as_str(), who.len())).collect(),
            next: next.collect(),
            unseen: keys(&cover.unseen),
            seen_in_part: keys(&cover.partly),
            says: cover::seen(packet),
        }
    }
}

impl<'a> PageJson<'a> {
    fn of(page: &Page<'_, 'a>, zone: Tz) -> Self {
        let assessment = page.row.assessment;
        let weeks = page.chart.iter().flat_map(|chart| &chart.weeks);
        Self {
            enrollment: EnrollmentJson::of(&assessment.enrollment, assessment.name.as_deref()),
            concern: page.row.concern.as_str(),
            record: page.row.record.as_str(),
            earned_most: page.most.iter().map(EarnedJson::of).collect(),
            weeks: weeks.map(|week| WeekJson::of(week, zone)).collect(),
            assessment: AssessmentJson::of(
                assessment,
                ProgressJson::whole(assessment),
                AgreementJson::whole(assessment, zone),
                zone,
            ),
        }
    }
}

impl EarnedJson {
    fn of(earned: &Earned<'_>) -> Self {
        let of = match earned.what {
            What::Contribution(classed) => classed.contribution.item.url.to_string(),
            What::Tally(classed) => classed.tally.repo.to_string(),
        };
        let points = earned.line.earned.to_string();
        Self { points, earned_as: earned.line.earning.as_str(), of }
    }
}

impl WeekJson {
    fn of(week: &ChartWeek, zone: Tz) -> Self {
        let count = |bar: Bar| {
            let Count { seen, complete } = bar.count()?;
            Some(CountJson { seen, complete })
        };
        let [pull_requests, issues, reviews, commits, talk] = week.bars.map(count);
        Self {
            from: rfc3339(week.window.from(), zone),
            to: rfc3339(week.window.to(), zone),
            pull_requests,
            issues,
            reviews,
            commits,
            comments_and_discussions: talk,
        }
    }
}
