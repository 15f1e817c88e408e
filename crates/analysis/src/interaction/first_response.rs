//! How long pull requests waited for a first response.

use chrono::TimeDelta;
use monitor_model::{FirstResponse, ItemKind, When, Window};

use super::is_shared;
use super::own::Own;
use super::responses::Responses;
use crate::observed::whole;

/// How long the pull requests that were opened in a window waited. It rests on those that were opened at a known instant and of
/// which every response is known, for otherwise the first known response may not be the first.
pub(super) fn first_response(
    own: &[Own<'_>],
    responses: &Responses<'_>,
    window: &Window,
) -> Option<FirstResponse> {
    let (mut waits, mut unanswered) = (Vec::new(), 0);
    for own in own.iter().filter(|own| is_known(own)) {
        let Some(When::At(opened)) = own.opened.filter(|when| window.contains(when.anchor()))
        else {
            continue;
        };
        match responses.first(&own.item.url, opened) {
            Some(at) => waits.push(at - opened),
            // Nobody is to respond to a draft, though many do.
            None if own.is_draft => {}
            None => unanswered += 1,
        }
    }
    waits.sort_unstable();
    let answered = whole(waits.len());
    (answered + unanswered > 0).then(|| FirstResponse {
        median: median(&waits),
        answered,
        unanswered,
    })
}

fn is_known(own: &Own<'_>) -> bool {
    own.item.kind == ItemKind::PullRequest && is_shared(own.class) && own.responses_complete
}

/// The median of what is sorted; of an even number the mean of the two in the middle.
fn median(sorted: &[TimeDelta]) -> Option<TimeDelta> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some((lower + upper) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        let of = |hours: &[i64]| {
            let sorted: Vec<_> = hours.iter().map(|&h| TimeDelta::hours(h)).collect();
            median(&sorted).map(|median| median.num_hours())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[5]), Some(5));
        assert_eq!(of(&[1, 5]), Some(3));
        assert_eq!(of(&[1, 2, 90]), Some(2));
        assert_eq!(of(&[1, 2, 4, 90]), Some(3));
    }
}
