//! How mentors and mentee met, as JSON.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use monitor_model::{FirstResponse, Interaction, Mentor, MentorActs, OwnItems, Waiting};
use serde::Serialize;

use super::assessment::CountJson;
use crate::dates::rfc3339;

#[derive(Serialize)]
pub(crate) struct InteractionJson<'a> {
    as_of: String,
    /// Whether everything that others did is known; otherwise what is missing here may exist.
    complete: bool,
    own_items: Option<OwnJson>,
    mentors: Vec<ActsJson<'a>>,
    answers: CountJson,
    /// `null` where nothing is known of it.
    first_response: Option<FirstJson>,
    waiting: Vec<WaitingJson<'a>>,
    maybe_waiting: u32,
}

impl<'a> InteractionJson<'a> {
    pub(crate) fn of(of: &'a Interaction, zone: Tz) -> Self {
        Self {
            as_of: rfc3339(of.as_of, zone),
            complete: of.complete,
            own_items: of.own.map(|own| OwnJson::of(own, zone)),
            mentors: of
                .mentors
                .iter()
                .map(|mentor| ActsJson::of(mentor, of.complete, zone))
                .collect(),
            answers: of.answers.into(),
            first_response: of.first_response.map(FirstJson::of),
            waiting: of.waiting.iter().map(|waiting| WaitingJson::of(waiting, zone)).collect(),
            maybe_waiting: of.maybe_waiting,
        }
    }
}

#[derive(Serialize)]
struct OwnJson {
    count: u32,
    since: String,
}

impl OwnJson {
    fn of(own: OwnItems, zone: Tz) -> Self {
        Self { count: own.count, since: rfc3339(own.since, zone) }
    }
}

/// What one mentor did.
#[derive(Serialize)]
pub(crate) struct ActsJson<'a> {
    login: Option<&'a str>,
    name: Option<&'a str>,
    /// How many of each act that was seen; `null` where none was and some may exist.
    acts: Option<BTreeMap<&'static str, u32>>,
    first: Option<String>,
    last: Option<String>,
}

impl<'a> ActsJson<'a> {
    pub(crate) fn of(of: &'a MentorActs, complete: bool, zone: Tz) -> Self {
        let (login, name) = match &of.mentor {
            Mentor::Login(login) => (Some(login.as_str()), None),
            Mentor::Name(name) => (None, Some(name.as_str())),
        };
        let known = of.acts.is_some() || (login.is_some() && complete);
        let counts = of.acts.iter().flat_map(|acts| &acts.counts);
        let counts = counts.map(|(act, count)| (act.as_str(), *count)).collect();
        Self {
            login,
            name,
            acts: known.then_some(counts),
            first: of.acts.as_ref().map(|acts| rfc3339(acts.first, zone)),
            last: of.acts.as_ref().map(|acts| rfc3339(acts.last, zone)),
        }
    }
}

#[derive(Serialize)]
struct FirstJson {
    median_seconds: Option<i64>,
    answered: u32,
    unanswered: u32,
}

impl FirstJson {
    fn of(first: FirstResponse) -> Self {
        let FirstResponse { median, answered, unanswered } = first;
        Self { median_seconds: median.map(|m| m.num_seconds()), answered, unanswered }
    }
}

/// A pull request that waits.
#[derive(Serialize)]
pub(crate) struct WaitingJson<'a> {
    reference: String,
    url: &'a str,
    title: Option<&'a str>,
    class: &'static str,
    since: String,
    still: bool,
}

impl<'a> WaitingJson<'a> {
    pub(crate) fn of(of: &'a Waiting, zone: Tz) -> Self {
        Self {
            reference: of.item.reference(),
            url: of.item.url.as_str(),
            title: of.item.title.as_deref(),
            class: of.class.as_str(),
            since: rfc3339(of.since, zone),
            still: of.still,
        }
    }
}
