//! How mentors and mentee met, in words that every format shares. What can't be seen is never said to be nothing.

use chrono::TimeDelta;
use chrono_tz::Tz;
use monitor_model::{Act, Acts, FirstResponse, Interaction, MentorActs, Waiting};

use crate::dates::day;
use crate::words::{self, counted, plural};

/// The acts of mentors in the order in which they are shown.
pub(crate) const ACTS: [Act; 5] =
    [Act::Reviewed, Act::Commented, Act::Merged, Act::Closed, Act::Authored];

/// What is said beside what mentors did, so that nobody takes it for all that they did.
pub(crate) const NOTE: &str = "This is what mentors did on their mentees' pull requests, issues and discussions, where everybody can see \
    it. What they do by chat, by call, in person or elsewhere is mentoring, too, and can't be seen here.";

/// What an act comes to as a thing that can be counted.
pub(crate) const fn noun(act: Act) -> &'static str {
    match act {
        Act::Opened => "opening",
        Act::Reviewed => "review",
        Act::Merged => "merge",
        Act::Closed => "closing",
        Act::Landed => "landing",
        Act::Authored => "commit",
        Act::Commented => "comment",
    }
}

/// What a mentor did, who is one of those of the interaction.
pub(crate) fn mentor(of: &MentorActs, within: &Interaction, zone: Tz) -> String {
    match (&of.acts, of.login(), within.complete) {
        (Some(acts), _, true) => some(acts, zone),
        (Some(acts), _, false) => format!("{}; more may exist", some(acts, zone)),
        (None, Some(_), true) if within.own.is_none() => {
            "there was nothing of the mentee's to act on".to_owned()
        }
        (None, None, _) => "known by name only, so nothing can be seen".to_owned(),
        (None, Some(_), true) => "nothing on the mentee's items that everybody can see".to_owned(),
        (None, Some(_), false) => "nothing was seen, and something may exist".to_owned(),
    }
}

fn some(acts: &Acts, zone: Tz) -> String {
    let count = |act: &Act| Some(counted((*acts.counts.get(act)?).into(), noun(*act)));
    let counts = words::list(ACTS.iter().filter_map(count));
    let (first, last) = (day(acts.first, zone), day(acts.last, zone));
    if first == last {
        format!("{counts}; on {first}")
    } else {
        format!("{counts}; from {first} to {last}")
    }
}

/// What is said of mentors and mentee together: what, and the sentence.
pub(crate) fn together(interaction: &Interaction) -> Vec<(&'static str, String)> {
    vec![
        ("answers of the mentee", words::count(interaction.answers)),
        ("first response", first_response(interaction.first_response, interaction.complete)),
    ]
}

/// How long pull requests waited for a first response.
pub(crate) fn first_response(first: Option<FirstResponse>, complete: bool) -> String {
    let Some(first) = first else {
        let why = if complete {
            "no pull request to tell it by"
        } else {
            "not known of any pull request"
        };
        return why.to_owned();
    };
    let over = counted(first.answered.into(), "pull request");
    let median = first.median.map(|median| format!("median {} over {over}", length(median)));
    let none = match first.unanswered {
        0 => None,
        n => Some(format!(
            "{} {} none",
            counted(n.into(), "pull request"),
            plural(n.into(), "has", "have")
        )),
    };
    median.into_iter().chain(none).collect::<Vec<_>>().join("; ")
}

/// A length of time, no more precise than it matters.
fn length(time: TimeDelta) -> String {
    let unit = |n: i64, noun| counted(n.max(0).unsigned_abs(), noun);
    match (time.num_days(), time.num_hours()) {
        (0, 0) => unit(time.num_minutes(), "minute"),
        (0, hours) => unit(hours, "hour"),
        (days, hours) if hours % 24 == 0 => unit(days, "day"),
        (days, hours) => format!("{} {}", unit(days, "day"), unit(hours % 24, "hour")),
    }
}

/// Since when a pull request waits, and what it is; its reference stands before it.
pub(crate) fn wait(waiting: &Waiting, zone: Tz) -> String {
    let since = day(waiting.since, zone);
    let over = if waiting.still { "" } else { ", but no longer" };
    let title = waiting.item.title.as_deref().map(|title| format!(": {title}"));
    format!("since {since}{over}{}", title.unwrap_or_default())
}

/// What is said of pull requests that may wait, if there are any.
pub(crate) fn maybe(pull_requests: u32) -> Option<String> {
    let n = u64::from(pull_requests);
    let wait = plural(n, "waits", "wait");
    (n > 0).then(|| {
        let they = counted(n, "open pull request");
        format!("not known of {they} whether {} {wait}", plural(n, "it", "they"))
    })
}

/// What is said of waiting beside the pull requests that do: of those that may, or that there is none.
pub(crate) fn rest(interaction: &Interaction) -> Option<String> {
    let none = interaction.waiting.is_empty() && interaction.complete;
    maybe(interaction.maybe_waiting).or_else(|| none.then(|| "no pull request".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_model::{Login, Mentor};

    const ZONE: Tz = crate::fixture::ZONE;

    #[test]
    fn nothing_seen_is_only_nothing_where_everything_was_seen() {
        let hedy = Mentor::Login(Login::parse("hedy").unwrap());
        let none = MentorActs { mentor: hedy, acts: None };
        let name = MentorActs { mentor: Mentor::Name("Joan Glow".into()), acts: None };
        let mut within = crate::fixture::assessment("grace-wick").interaction;
        assert!(mentor(&none, &within, ZONE).starts_with("nothing on the mentee's items"));
        within.own = None;
        assert!(mentor(&none, &within, ZONE).starts_with("there was nothing"));
        assert!(mentor(&name, &within, ZONE).contains("by name only"));
        within.complete = false;
        assert!(mentor(&none, &within, ZONE).contains("something may exist"));
        assert!(mentor(&name, &within, ZONE).contains("by name only"));
    }

    #[test]
    fn a_length_has_the_units_that_matter() {
        let said = |minutes| length(TimeDelta::minutes(minutes));
        let cases = [
            (0, "0 minutes"),
            (1, "1 minute"),
            (61, "1 hour"),
            (24 * 60, "1 day"),
            (50 * 60 + 5, "2 days 2 hours"),
        ];
        for (minutes, words) in cases {
            assert_eq!(said(minutes), words);
        }
    }

    #[test]
    fn a_median_says_what_it_rests_on() {
        let first = |median, answered, unanswered| {
            first_response(Some(FirstResponse { median, answered, unanswered }), true)
        };
        let day = Some(TimeDelta::days(1));
        assert_eq!(first(day, 1, 0), "median 1 day over 1 pull request");
        assert_eq!(
            first(day, 3, 2),
            "median 1 day over 3 pull requests; 2 pull requests have none"
        );
        assert_eq!(first(None, 0, 1), "1 pull request has none");
        assert_eq!(first_response(None, false), "not known of any pull request");
        assert_eq!(first_response(None, true), "no pull request to tell it by");
    }

    #[test]
    fn what_may_wait_is_said() {
        assert_eq!(maybe(0), None);
        assert_eq!(maybe(1).unwrap(), "not known of 1 open pull request whether it waits");
        assert_eq!(maybe(2).unwrap(), "not known of 2 open pull requests whether they wait");
    }
}
