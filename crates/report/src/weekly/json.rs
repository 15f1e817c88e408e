//! The report as JSON, schema `mentorship-monitor/weekly/1`.

use std::collections::BTreeMap;

use monitor_analysis::agenda::Date;
use monitor_analysis::changes::Changed;
use monitor_analysis::news::News;
use monitor_model::{Actor, ItemKind};
use serde::Serialize;

use super::{Weekly, totals};
use crate::RenderError;
use crate::changes::{ChangedJson, SideJson, changed_json};
use crate::dates::rfc3339;
use crate::wire::ProgramJson;

#[derive(Serialize)]
struct WeeklyJson<'a> {
    schema: &'static str,
    audience: &'static str,
    program: ProgramJson<'a>,
    since: SideJson<'a>,
    until: SideJson<'a>,
    troubles: &'a [String],
    totals: BTreeMap<&'static str, CountJson>,
    mentees: Vec<MenteeJson<'a>>,
    gone: Vec<&'a str>,
    dates: Vec<DateJson<'a>>,
}

#[derive(Serialize)]
struct CountJson {
    seen: u32,
    complete: bool,
}

#[derive(Serialize)]
struct MenteeJson<'a> {
    key: &'a str,
    period: &'a str,
    /// Whether any of the mentee's own time lies between the two moments.
    in_time: bool,
    done: BTreeMap<&'static str, CountJson>,
    found_later: Vec<&'a str>,
    no_longer: usize,
    /// Not for the public.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<StandingJson>,
    /// Not for the public.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Vec<PeriodChangedJson<'a>>>,
}

#[derive(Serialize)]
struct StandingJson {
    standing: &'static str,
    next: Option<&'static str>,
    says: &'static str,
}

#[derive(Serialize)]
struct PeriodChangedJson<'a> {
    period: &'a str,
    #[serde(flatten)]
    changed: ChangedJson<'a>,
}

#[derive(Serialize)]
struct DateJson<'a> {
    at: String,
    period: &'a str,
    what: &'static str,
    own: bool,
    mentees: usize,
    /// Not for the public: who failed or left is settled before others are.
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<usize>,
}

pub(super) fn render(view: &Weekly<'_>) -> Result<String, RenderError> {
    let zone = view.program.zone;
    let kinds = ItemKind::ALL.iter();
    let json = WeeklyJson {
        schema: "mentorship-monitor/weekly/1",
        audience: view.audience.as_str(),
        program: ProgramJson::of(view.program),
        since: SideJson::of(&view.since, zone),
        until: SideJson::of(&view.until, zone),
        troubles: if view.is_private() { &view.troubles } else { &[] },
        totals: kinds.map(|kind| (kind.as_str(), count(totals::total(view, *kind)))).collect(),
        mentees: view.news.iter().map(|news| mentee(view, news)).collect(),
        gone: view.gone.iter().map(|key| key.as_str()).collect(),
        dates: view
            .dates
            .iter()
            .filter(|date| view.may_know(date))
            .map(|of| date(view, of))
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

fn count(of: monitor_model::Count) -> CountJson {
    CountJson { seen: of.seen, complete: of.complete }
}

fn mentee<'a>(view: &Weekly<'_>, news: &'a News<'_>) -> MenteeJson<'a> {
    let (of, stand) = (news.current, &news.current.stand);
    let standing = StandingJson {
        standing: stand.standing.as_str(),
        next: stand.next.map(Actor::as_str),
        says: stand.says,
    };
    let changed = || news.changed.iter().filter_map(period).collect();
    MenteeJson {
        key: of.enrollment.key.as_str(),
        period: of.period.id.as_str(),
        in_time: news.in_time,
        done: news.done.iter().map(|(kind, of)| (kind.as_str(), count(*of))).collect(),
        found_later: news.late.iter().map(|act| act.contribution.item.url.as_str()).collect(),
        no_longer: news.lost,
        standing: view.is_private().then_some(standing),
        changed: view.is_private().then(changed),
    }
}

fn period<'a>(changed: &'a Changed<'_>) -> Option<PeriodChangedJson<'a>> {
    let period = changed.after.or(changed.before)?.period.id.as_str();
    Some(PeriodChangedJson { period, changed: changed_json(changed) })
}

fn date<'a>(view: &Weekly<'_>, of: &'a Date) -> DateJson<'a> {
    DateJson {
        at: rfc3339(of.at, view.program.zone),
        period: of.period.as_str(),
        what: of.what.as_str(),
        own: of.own,
        mentees: of.mentees.len(),
        settled: view
            .is_private()
            .then(|| of.mentees.iter().filter(|mentee| mentee.asks.is_settled()).count()),
    }
}
