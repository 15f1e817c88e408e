//! How mentors and mentee met on the mentee's own items: from what others did on them to an [`Interaction`].
//!
//! Presence is said of whatever is known; absence only where it is known that nothing is missing. So nobody waits, and no mentor
//! is silent, because nobody looked.

mod own;
mod responses;

mod first_response;
mod mentors;
mod waiting;

use chrono::{DateTime, Utc};
use monitor_model::{
    ClassedContribution, Count, Interaction, PeriodCoverage, Record, ScopeClass, Stream, Window,
};

use crate::observed::whole;
use own::Own;
use responses::Responses;

/// The streams in which a mentee's own items are found.
const OWN: [Stream; 3] = [Stream::PullRequests, Stream::Issues, Stream::Discussions];

/// The streams in which a mentee's answers are found.
const ANSWERS: [Stream; 2] = [Stream::Comments, Stream::Reviews];

/// How mentors and mentee met in the elapsed part of a period, from what the store knows and what is counted in the period.
pub(crate) fn interaction(
    record: &Record,
    elapsed: Option<Window>,
    coverage: &PeriodCoverage,
    contributions: &[ClassedContribution],
    now: DateTime<Utc>,
) -> Interaction {
    let heard = heard(record, now);
    let responses = Responses::of(record, now);
    let own = own::items(record, now);
    let inside: Vec<&Own<'_>> =
        own.iter().filter(|own| elapsed.is_some_and(|elapsed| own.is_in(&elapsed))).collect();
    let complete = seen(coverage, &OWN) && inside.iter().all(|own| own.responses_complete);
    let answers = mentors::answers(record, contributions, &own, &responses);
    let waiting = elapsed
        .and_then(|elapsed| Some(waiting::waiting(&own, &responses, &elapsed, heard?)))
        .unwrap_or_default();
    let maybe = |elapsed| waiting::maybe_waiting(&own, &responses, &elapsed, &waiting);
    let maybe_waiting = elapsed.map_or(0, maybe);
    Interaction {
        as_of: heard.unwrap_or(now),
        complete,
        own: elapsed.and_then(|elapsed| own::to_act_on(&inside, &elapsed)),
        mentors: mentors::acts(record, &responses, elapsed),
        answers: Count { seen: whole(answers), complete: complete && seen(coverage, &ANSWERS) },
        first_response: elapsed
            .and_then(|elapsed| first_response::first_response(&own, &responses, &elapsed)),
        waiting,
        maybe_waiting,
    }
}

/// Until when it is known what others did: up to the last time for which the mentee's pull requests are completely known. A source
/// that knows only a part of them, as recorded weeks do, says nothing of what others did since.
fn heard(record: &Record, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let asked = record
        .coverage
        .iter()
        .filter(|(stream, _, coverage)| *stream == Stream::PullRequests && coverage.is_complete());
    let until = asked.filter(|(_, window, _)| window.from() < now).map(|(_, w, _)| w.to().min(now));
    until.max()
}

/// Whether each of some streams is complete.
fn seen(coverage: &PeriodCoverage, streams: &[Stream]) -> bool {
    let complete = |&stream: &Stream| coverage.of(stream).is_some_and(|of| of.is_complete());
    streams.iter().all(complete)
}

/// Whether somebody else is to look at work that lies there: a mentee's own repository is for nobody else to answer for.
fn is_shared(class: ScopeClass) -> bool {
    class != ScopeClass::Own
}

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests;
