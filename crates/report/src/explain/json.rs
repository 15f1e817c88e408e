//! An explanation as JSON, schema `mentorship-monitor/explain/1`.

use chrono_tz::Tz;
use monitor_analysis::explain::{About, Deed, Why};
use monitor_model::{Item, NodeId, When};
use serde::Serialize;

use super::{End, Explain, Point, about, zone};
use crate::RenderError;
use crate::dates::rfc3339;

#[derive(Serialize)]
struct ExplainJson<'a> {
    schema: &'static str,
    as_of: String,
    about: String,
    item: Option<ItemJson<'a>>,
    verdict: &'static str,
    says: &'static str,
    findings: Vec<FindingJson<'a>>,
    counts_for: &'a [String],
    what_would_make_it_count: &'a [String],
}

#[derive(Serialize)]
struct ItemJson<'a> {
    kind: &'static str,
    url: &'a str,
    node_id: Option<&'a str>,
    repository: String,
    title: Option<&'a str>,
}

impl<'a> ItemJson<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            kind: item.kind.as_str(),
            url: item.url.as_str(),
            node_id: item.node_id.as_ref().map(NodeId::as_str),
            repository: item.repo.to_string(),
            title: item.title.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct FindingJson<'a> {
    reason: &'static str,
    program: Option<&'a str>,
    mentees: &'a [String],
    says: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope_class: Option<&'static str>,
    #[serde(flatten)]
    deed: Option<DeedJson>,
}

#[derive(Serialize)]
struct DeedJson {
    act: &'static str,
    role: &'static str,
    /// The instant, where it is known.
    at: Option<String>,
    /// The window that the instant lies in, where only that is known.
    from: Option<String>,
    to: Option<String>,
    source: Option<&'static str>,
}

impl DeedJson {
    fn of(deed: &Deed, zone: Tz) -> Self {
        let (at, from, to) = match deed.when {
            When::At(at) => (Some(rfc3339(at, zone)), None, None),
            When::Within(window) => {
                (None, Some(rfc3339(window.from(), zone)), Some(rfc3339(window.to(), zone)))
            }
        };
        let (act, role) = (deed.act.as_str(), deed.role.as_str());
        Self { act, role, at, from, to, source: deed.source.map(|source| source.as_str()) }
    }
}

impl<'a> FindingJson<'a> {
    fn of(point: &'a Point<'_>) -> Self {
        let clue = point.clue;
        let of = clue.of.as_ref();
        let deed = match &clue.why {
            Why::Counts { deed, .. }
            | Why::OutsideWindow { deed, .. }
            | Why::NotYet { deed }
            | Why::Related { deed, .. } => Some(DeedJson::of(deed, zone(clue))),
            _ => None,
        };
        let (period, scope_class) = match &clue.why {
            Why::Counts { period, class, .. } => (Some(period.as_str()), Some(class.as_str())),
            Why::InPeriod { period, .. } => (Some(period.as_str()), None),
            _ => (None, None),
        };
        Self {
            reason: clue.why.reason().as_str(),
            program: of.map(|of| of.program.as_str()),
            mentees: of.map_or(&[][..], |of| &of.mentees),
            says: &point.says,
            period,
            scope_class,
            deed,
        }
    }
}

/// An explanation as JSON.
pub(super) fn render(explain: &Explain<'_>) -> Result<String, RenderError> {
    let (counts_for, would) = match &explain.end {
        End::Counts(lines) => (&lines[..], &[][..]),
        End::WouldCount(lines) => (&[][..], &lines[..]),
    };
    let json = ExplainJson {
        schema: "mentorship-monitor/explain/1",
        as_of: rfc3339(explain.as_of, Tz::UTC),
        about: about(explain.explanation),
        item: match &explain.explanation.about {
            About::Item(item) => Some(ItemJson::of(item)),
            About::Unknown(_) | About::Mentee(_) => None,
        },
        verdict: explain.explanation.verdict.as_str(),
        says: explain.verdict,
        findings: explain.points.iter().map(FindingJson::of).collect(),
        counts_for,
        what_would_make_it_count: would,
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}
