//! What a refusal of GitHub's means for somebody who wants to write.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_fetcher::{Failure, FailureKind, RateLimit, Reason, RetryAfter};

use crate::error::PostError;

/// Why nothing was written at a place, seen from `now`.
pub(crate) fn refusal(
    at: &str,
    failure: &Failure,
    reason: &Reason,
    now: DateTime<Utc>,
) -> PostError {
    let at = at.to_owned();
    match reason {
        Reason::BadToken => PostError::BadToken,
        Reason::Forbidden(said) if says(said, "is locked") => PostError::Locked { at },
        Reason::Forbidden(said) if says(said, "archived") => PostError::Archived { at },
        Reason::Forbidden(said) => PostError::Forbidden { at, said: said.clone() },
        Reason::NotFound if failure.kind == FailureKind::Status(410) => PostError::Disabled { at },
        Reason::NotFound => PostError::NotFound { at },
        Reason::Moved(_) => PostError::Moved { at },
        Reason::Refused(_) => PostError::Refused { at, said: failure.message.clone() },
        Reason::TooHeavy | Reason::Exhausted { .. } => {
            PostError::NoAnswer { at, said: failure.to_string() }
        }
        Reason::Limited(_) | Reason::WaitTooLong(_) => {
            PostError::Limited { again_at: again_at(&failure.rate, now) }
        }
    }
}

fn says(said: &str, what: &str) -> bool {
    said.to_ascii_lowercase().contains(what)
}

/// When GitHub says that the limit ends; in a minute, where it does not say.
fn again_at(rate: &RateLimit, now: DateTime<Utc>) -> DateTime<Utc> {
    let told = match rate.retry_after {
        Some(RetryAfter::For(wait)) => TimeDelta::from_std(wait).ok().map(|wait| now + wait),
        Some(RetryAfter::At(at)) => Some(at),
        None => rate.reset_at.filter(|_| rate.remaining == Some(0)),
    };
    told.unwrap_or(now + TimeDelta::minutes(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_fetcher::{Patience, Verdict};
    use std::time::Duration;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_776_000_000, 0).unwrap()
    }

    /// What becomes of a failure at the last attempt.
    fn last(failure: &Failure) -> PostError {
        let patience = Patience { attempts: 1, ..Patience::default() };
        let Verdict::GiveUp(reason) = patience.judge(Err(failure), 1, 1, 0) else { panic!() };
        refusal("lantern-works/beam#7", failure, &reason, now())
    }

    #[test]
    fn every_refusal_has_a_sentence_and_a_hint() {
        let at = || "lantern-works/beam#7".to_owned();
        let forbidden = "Resource not accessible by personal access token";
        let cases = [
            (401, "Bad credentials", PostError::BadToken),
            (403, forbidden, PostError::Forbidden { at: at(), said: forbidden.to_owned() }),
            (
                403,
                "Unable to create comment because issue is locked.",
                PostError::Locked { at: at() },
            ),
            (403, "Repository was archived so is read-only.", PostError::Archived { at: at() }),
            (404, "Not Found", PostError::NotFound { at: at() }),
            (410, "Issues are disabled for this repo", PostError::Disabled { at: at() }),
            (301, "Moved Permanently", PostError::Moved { at: at() }),
            (422, "odd", PostError::Refused { at: at(), said: "odd".to_owned() }),
            (
                502,
                "x",
                PostError::NoAnswer {
                    at: at(),
                    said: "GitHub answered with status 502: x".to_owned(),
                },
            ),
        ];
        for (status, message, wanted) in cases {
            let error = last(&Failure::new(FailureKind::Status(status), message));
            assert_eq!(error, wanted, "{status}");
            let shown = error.to_string();
            assert_eq!(shown, format!("{}\nhint: {}", error.says(), error.hint()));
        }
        assert!(PostError::NotFound { at: at() }.hint().contains("`Issues: read and write`"));
    }

    #[test]
    fn a_limit_says_when_to_come_again() {
        let limited = |rate| {
            last(&Failure::new(FailureKind::Status(403), "secondary rate limit").with_rate(rate))
        };
        let told = Some(RetryAfter::For(Duration::from_secs(90)));
        let until = now() + TimeDelta::hours(1);
        let cases = [
            (
                RateLimit { retry_after: told, ..RateLimit::default() },
                now() + TimeDelta::seconds(90),
            ),
            (
                RateLimit { remaining: Some(0), reset_at: Some(until), ..RateLimit::default() },
                until,
            ),
            (
                RateLimit { remaining: Some(9), reset_at: Some(until), ..RateLimit::default() },
                now() + TimeDelta::minutes(1),
            ),
        ];
        for (rate, again_at) in cases {
            assert_eq!(limited(rate), PostError::Limited { again_at });
        }
    }
}
