//! What each mentor did on the mentee's own items, and how often the mentee answered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Acts, ClassedContribution, ItemUrl, Login, Mentor, MentorActs, Record, Response, Window,
};

use super::own::{Own, earliest};
use super::responses::Responses;

/// What each mentor of the enrollment did in a window, in the roster's order; a mentor who is listed twice is one.
pub(super) fn acts(
    record: &Record,
    responses: &Responses<'_>,
    window: Option<Window>,
) -> Vec<MentorActs> {
    let mut seen = BTreeSet::new();
    let once = record.enrollment.mentors.iter().filter(|mentor| seen.insert(mentor.key()));
    let inside: Vec<&Response> =
        responses.all().filter(|r| window.is_some_and(|window| window.contains(r.at))).collect();
    let of = |mentor: &Mentor| MentorActs {
        mentor: mentor.clone(),
        acts: match mentor {
            Mentor::Login(login) => together(inside.iter().copied().filter(|r| r.by == *login)),
            Mentor::Name(_) => None,
        },
    };
    once.map(of).collect()
}

/// Some acts together; `None` where there are none.
fn together<'a>(responses: impl Iterator<Item = &'a Response>) -> Option<Acts> {
    let (mut counts, mut times) = (BTreeMap::<Act, u32>::new(), BTreeSet::new());
    for response in responses {
        *counts.entry(response.act).or_default() += 1;
        times.insert(response.at);
    }
    Some(Acts { counts, first: *times.first()?, last: *times.last()? })
}

/// How many of the mentee's comments and reviews on own items came after a mentor had acted on the item.
pub(super) fn answers(
    record: &Record,
    contributions: &[ClassedContribution],
    own: &[Own<'_>],
    responses: &Responses<'_>,
) -> usize {
    let logins: BTreeSet<&Login> = record
        .enrollment
        .mentors
        .iter()
        .filter_map(|mentor| match mentor {
            Mentor::Login(login) => Some(login),
            Mentor::Name(_) => None,
        })
        .collect();
    let first_act = |item: &ItemUrl| -> Option<DateTime<Utc>> {
        responses.on(item).find(|r| logins.contains(&r.by)).map(|r| r.at)
    };
    let begun: BTreeMap<&ItemUrl, DateTime<Utc>> =
        own.iter().filter_map(|own| Some((&own.item.url, first_act(&own.item.url)?))).collect();
    let said = contributions.iter().map(|classed| &classed.contribution);
    let talk = said.filter(|said| matches!(said.act, Act::Commented | Act::Reviewed));
    // A comment that is dated to a week only is an answer where the mentor had acted before that week.
    let answers = |on: &ItemUrl, at| begun.get(on).is_some_and(|first| *first < at);
    talk.filter(|said| answers(&said.item.url.parent(), earliest(said.when))).count()
}
