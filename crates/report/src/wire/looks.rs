//! What looks at evidence came to, as JSON.

use chrono_tz::Tz;
use monitor_model::{Coverage, DesignActivity, DesignRecord, Look, Reach, Seen};
use serde::Serialize;

use super::WindowJson;
use crate::dates::rfc3339;

/// What looks at a piece of evidence came to. Each part is `null` where nobody looked.
#[derive(Serialize)]
pub struct LookJson<'a> {
    link: Option<ReachJson>,
    figma: Option<DesignJson<'a>>,
}

impl<'a> LookJson<'a> {
    /// What was found, with times in a zone.
    #[must_use]
    pub fn of(look: &'a Look, zone: Tz) -> Self {
        Self {
            link: look.reach.as_ref().map(|seen| ReachJson::of(seen, zone)),
            figma: look.design.as_ref().map(|seen| DesignJson::of(seen, zone)),
        }
    }
}

/// The same of a piece of evidence that is named by its entry in the ledger.
#[derive(Serialize)]
pub(crate) struct LookedJson<'a> {
    entry: u64,
    #[serde(flatten)]
    look: LookJson<'a>,
}

impl<'a> LookedJson<'a> {
    pub(crate) fn of(look: &'a Look, zone: Tz) -> Self {
        Self { entry: look.of.0.0, look: LookJson::of(look, zone) }
    }
}

#[derive(Serialize)]
struct ReachJson {
    at: String,
    result: &'static str,
    says: String,
}

impl ReachJson {
    fn of(seen: &Seen<Reach>, zone: Tz) -> Self {
        let (at, says) = (rfc3339(seen.at, zone), seen.what.to_string());
        Self { at, result: seen.what.as_str(), says }
    }
}

#[derive(Serialize)]
struct DesignJson<'a> {
    at: String,
    /// What was asked for.
    window: WindowJson,
    versions: SeenJson<'a>,
    comments: SeenJson<'a>,
    acts: Vec<ActJson<'a>>,
}

impl<'a> DesignJson<'a> {
    fn of(seen: &'a Seen<DesignRecord>, zone: Tz) -> Self {
        let record = &seen.what;
        Self {
            at: rfc3339(seen.at, zone),
            window: WindowJson::of(&record.window, zone),
            versions: SeenJson::of(&record.versions),
            comments: SeenJson::of(&record.comments),
            acts: record.activity().iter().map(|act| ActJson::of(act, zone)).collect(),
        }
    }
}

#[derive(Serialize)]
struct SeenJson<'a> {
    state: &'static str,
    reason: Option<&'a str>,
}

impl<'a> SeenJson<'a> {
    fn of(coverage: &'a Coverage) -> Self {
        Self { state: coverage.state(), reason: coverage.reason() }
    }
}

/// An act on a file. Whose account it is, only a mentor can say.
#[derive(Serialize)]
struct ActJson<'a> {
    kind: &'static str,
    act: &'static str,
    at: String,
    /// What Figma calls the account; `null` where it names nobody.
    account: Option<&'a str>,
    /// The name that the account shows there.
    name: Option<&'a str>,
    label: Option<&'a str>,
}

impl<'a> ActJson<'a> {
    fn of(act: &'a DesignActivity, zone: Tz) -> Self {
        let who = act.who.as_ref();
        Self {
            kind: "design",
            act: act.what.as_str(),
            at: rfc3339(act.at, zone),
            account: who.map(|who| who.id.as_str()),
            name: who.map(|who| who.handle.as_str()),
            label: act.label.as_deref(),
        }
    }
}
