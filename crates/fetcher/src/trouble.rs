//! What an outcome means: fine, a limit, an overload, a broken connection, or something that no repetition will mend.

use std::time::Duration;

use crate::envelope::{Answer, GraphqlError};
use crate::failure::{Failure, FailureKind};

/// What an outcome means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Good, or good in parts: errors with a place are for the decoders.
    None,
    /// The same request would fail again, a smaller one may not.
    TooHeavy,
    /// GitHub gave up on the request, and charges for that.
    Overload,
    /// The answer got lost on the way.
    Broken,
    /// There was no sensible counterpart; the size of the request does not matter.
    Unreachable,
    /// Too much was asked.
    Limited(Limit),
    /// No repetition helps.
    Final(Reason),
}

/// Which of GitHub's limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The points of an hour.
    Primary,
    /// Too fast, too many at once, or too much computing time.
    Secondary,
}

/// Why a request is given up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The token is not accepted.
    #[error(
        "GitHub does not accept the token\nhint: it may have expired; set a new one as `GITHUB_TOKEN`, or log in with `gh auth login`"
    )]
    BadToken,
    /// The token may not do this.
    #[error(
        "GitHub refuses the request: {0}\nhint: the token needs to read public data, and no organisation may keep it out"
    )]
    Forbidden(String),
    /// There is no API at this address.
    #[error(
        "GitHub's API is not at this address\nhint: `--api-url` is `https://api.github.com`, or `https://HOST/api/v3` for a GitHub Enterprise Server"
    )]
    NotFound,
    /// The address leads elsewhere; a token is not carried along.
    #[error(
        "the address of GitHub's API leads elsewhere (status {0})\nhint: give the address that it leads to as `--api-url`"
    )]
    Moved(u16),
    /// GitHub can't make sense of the request.
    #[error(
        "GitHub can't answer the request: {0}\nhint: this server may be older than the request"
    )]
    Refused(String),
    /// Too heavy even for one thing at a time.
    #[error(
        "GitHub can't answer even the smallest request of this kind within its limits\nhint: its part is not observed"
    )]
    TooHeavy,
    /// It failed too often.
    #[error("{last}, {attempts} times\nhint: try again later; what was fetched is kept")]
    Exhausted {
        /// How often it was tried.
        attempts: u32,
        /// What happened last.
        last: String,
    },
    /// The limit still holds after many waits.
    #[error(
        "GitHub's limit still holds after {0} waits\nhint: try again in an hour; what was fetched is kept"
    )]
    Limited(u32),
    /// GitHub asks for a longer wait than a run should sit through.
    #[error("GitHub asks to wait {} s\nhint: try again then; what was fetched is kept", .0.as_secs())]
    WaitTooLong(Duration),
}

impl Reason {
    /// Whether a later run can simply go on.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::Limited(_) | Self::WaitTooLong(_))
    }
}

/// Says what an outcome means. Every outcome means something.
pub(crate) fn diagnose(outcome: Result<&Answer, &Failure>) -> Trouble {
    match outcome {
        Ok(answer) => of_answer(answer),
        Err(failure) => of_failure(failure),
    }
}

fn of_answer(answer: &Answer) -> Trouble {
    let any = |test: fn(&GraphqlError) -> bool| answer.errors.iter().any(test);
    if any(|e| is_secondary(&e.message)) {
        Trouble::Limited(Limit::Secondary)
    } else if any(is_primary) {
        Trouble::Limited(Limit::Primary)
    } else if any(is_too_heavy) {
        Trouble::TooHeavy
    } else if any(is_overload) {
        Trouble::Overload
    } else if any(|e| e.message.eq_ignore_ascii_case("bad credentials")) {
        Trouble::Final(Reason::BadToken)
    } else {
        // An error without a place may concern anything in the data, so none of it can be trusted.
        let placeless = answer.errors.iter().find(|e| answer.data.is_none() || e.path.is_empty());
        match placeless {
            Some(error) => Trouble::Final(Reason::Refused(error.to_string())),
            None if answer.data.is_none() => Trouble::Broken,
            None => Trouble::None,
        }
    }
}

fn of_failure(failure: &Failure) -> Trouble {
    match failure.kind {
        FailureKind::Status(status) => of_status(status, failure),
        FailureKind::TooLarge => Trouble::TooHeavy,
        FailureKind::Timeout | FailureKind::Reset | FailureKind::Cut => Trouble::Broken,
        FailureKind::Connect | FailureKind::Html | FailureKind::NotJson => Trouble::Unreachable,
    }
}

fn of_status(status: u16, failure: &Failure) -> Trouble {
    let said = &failure.message;
    let rate = &failure.rate;
    match status {
        403 | 429 if is_secondary(said) => Trouble::Limited(Limit::Secondary),
        403 | 429 if is_spent(said) || rate.remaining == Some(0) => {
            Trouble::Limited(Limit::Primary)
        }
        429 => Trouble::Limited(Limit::Secondary),
        403 | 503 if rate.retry_after.is_some() => Trouble::Limited(Limit::Secondary),
        403 => Trouble::Final(Reason::Forbidden(said.clone())),
        401 => Trouble::Final(Reason::BadToken),
        404 | 410 => Trouble::Final(Reason::NotFound),
        300..=399 => Trouble::Final(Reason::Moved(status)),
        502 | 504 => Trouble::Overload,
        408 | 500 => Trouble::Broken,
        501.. => Trouble::Unreachable,
        _ => Trouble::Final(Reason::Refused(failure.to_string())),
    }
}

fn contains(text: &str, parts: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    parts.iter().any(|part| text.contains(part))
}

/// Older servers speak of abuse.
fn is_secondary(message: &str) -> bool {
    contains(message, &["secondary rate limit", "abuse detection"])
}

fn is_spent(message: &str) -> bool {
    contains(message, &["api rate limit exceeded", "api rate limit already exceeded"])
}

/// Recorded in two shapes; the points that are left need not be 0.
fn is_primary(error: &GraphqlError) -> bool {
    matches!(error.kind.as_deref(), Some("RATE_LIMITED" | "RATE_LIMIT"))
        || error.code.as_deref() == Some("graphql_rate_limit")
        || is_spent(&error.message)
}

fn is_too_heavy(error: &GraphqlError) -> bool {
    matches!(error.kind.as_deref(), Some("RESOURCE_LIMITS_EXCEEDED" | "MAX_NODE_LIMIT_EXCEEDED"))
        || contains(&error.message, &["resource limits for this query exceeded"])
}

fn is_overload(error: &GraphqlError) -> bool {
    let texts =
        ["something went wrong while executing", "couldn't respond to your request in time"];
    matches!(error.kind.as_deref(), Some("INTERNAL" | "SERVICE_UNAVAILABLE"))
        || contains(&error.message, &texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::{RateLimit, RetryAfter};

    fn of_body(body: &str) -> Trouble {
        diagnose(Ok(&Answer::parse(body.as_bytes(), RateLimit::default()).unwrap()))
    }

    fn of(status: u16, message: &str, rate: RateLimit) -> Trouble {
        diagnose(Err(&Failure::new(FailureKind::Status(status), message).with_rate(rate)))
    }

    /// Bodies that came with status 200.
    #[test]
    fn recorded_answers() {
        use Limit::{Primary, Secondary};
        for (body, expected) in [
            (r#"{"data":{"u0":{"id":"U_1"}}}"#, Trouble::None),
            (
                r#"{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded for user ID 7."}]}"#,
                Trouble::Limited(Primary),
            ),
            (
                r#"{"errors":[{"type":"RATE_LIMIT","code":"graphql_rate_limit","message":"API rate limit already exceeded for user ID 7."}]}"#,
                Trouble::Limited(Primary),
            ),
            (
                r#"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}"#,
                Trouble::Limited(Secondary),
            ),
            (
                r#"{"errors":[{"type":"RATE_LIMITED","message":"You have exceeded a secondary rate limit."}]}"#,
                Trouble::Limited(Secondary),
            ),
            (
                r#"{"data":null,"errors":[{"message":"Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `0:1:2` when reporting this issue."}]}"#,
                Trouble::Overload,
            ),
            (
                r#"{"data":{"u0":{"id":"U_1"},"u1":null},"errors":[{"path":["u1"],"message":"Something went wrong while executing your query."}]}"#,
                Trouble::Overload,
            ),
            (
                r#"{"data":{"user":null},"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","path":["user"],"message":"Resource limits for this query exceeded."}]}"#,
                Trouble::TooHeavy,
            ),
            (
                r#"{"data":null,"errors":[{"type":"MAX_NODE_LIMIT_EXCEEDED","message":"This query requests up to 510,000 possible nodes."}]}"#,
                Trouble::TooHeavy,
            ),
            (
                r#"{"data":{"u0":{"id":"U_1"},"u3":null},"errors":[{"type":"NOT_FOUND","path":["u3"],"message":"Could not resolve to a User."}]}"#,
                Trouble::None,
            ),
            (
                r#"{"data":{"u0":{"id":"U_1"}},"errors":[{"type":"FORBIDDEN","path":["u0","pullRequests","nodes",0],"extensions":{"saml_failure":true},"message":"Resource protected by organization SAML enforcement."}]}"#,
                Trouble::None,
            ),
            (r#"{"data":null,"errors":[]}"#, Trouble::Broken),
            ("{}", Trouble::Broken),
            (r#"{"message":"Bad credentials"}"#, Trouble::Final(Reason::BadToken)),
            (
                r#"{"errors":[{"path":["query","user"],"code":"undefinedField","message":"Field 'x' doesn't exist"}]}"#,
                Trouble::Final(Reason::Refused("Field 'x' doesn't exist".to_owned())),
            ),
            (
                r#"{"data":{"u0":{"id":"U_1"}},"errors":[{"type":"NEW","message":"unheard of"}]}"#,
                Trouble::Final(Reason::Refused("NEW: unheard of".to_owned())),
            ),
        ] {
            assert_eq!(of_body(body), expected, "{body}");
        }
    }

    #[test]
    fn recorded_statuses() {
        let rate = RateLimit::default;
        let spent = || RateLimit { remaining: Some(0), ..rate() };
        let told =
            || RateLimit { retry_after: Some(RetryAfter::For(Duration::from_secs(5))), ..rate() };
        let secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        let four_left = RateLimit { remaining: Some(4), ..rate() };
        for (status, message, rate, expected) in [
            (
                403,
                "API rate limit exceeded for user ID 7.",
                four_left,
                Trouble::Limited(Limit::Primary),
            ),
            (403, "", spent(), Trouble::Limited(Limit::Primary)),
            (429, "", spent(), Trouble::Limited(Limit::Primary)),
            (
                403,
                secondary,
                RateLimit { remaining: Some(5000), ..rate() },
                Trouble::Limited(Limit::Secondary),
            ),
            (403, secondary, spent(), Trouble::Limited(Limit::Secondary)),
            (429, "", rate(), Trouble::Limited(Limit::Secondary)),
            (403, "", told(), Trouble::Limited(Limit::Secondary)),
            (
                403,
                "You have triggered an abuse detection mechanism.",
                rate(),
                Trouble::Limited(Limit::Secondary),
            ),
            (503, "", told(), Trouble::Limited(Limit::Secondary)),
            (
                403,
                "Resource not accessible",
                rate(),
                Trouble::Final(Reason::Forbidden("Resource not accessible".into())),
            ),
            (401, "Bad credentials", rate(), Trouble::Final(Reason::BadToken)),
            (404, "Not Found", rate(), Trouble::Final(Reason::NotFound)),
            (301, "", rate(), Trouble::Final(Reason::Moved(301))),
            (502, "a web page", rate(), Trouble::Overload),
            (504, "We couldn't respond to your request in time.", rate(), Trouble::Overload),
            (500, "", rate(), Trouble::Broken),
            (503, "", rate(), Trouble::Unreachable),
            (
                400,
                "Problems parsing JSON",
                rate(),
                Trouble::Final(Reason::Refused(
                    "GitHub answered with status 400: Problems parsing JSON".to_owned(),
                )),
            ),
        ] {
            assert_eq!(of(status, message, rate), expected, "{status} {message}");
        }
    }

    #[test]
    fn every_reason_says_what_to_do() {
        let reasons = [
            Reason::BadToken,
            Reason::Forbidden("no".to_owned()),
            Reason::NotFound,
            Reason::Moved(302),
            Reason::Refused("no".to_owned()),
            Reason::TooHeavy,
            Reason::Exhausted { attempts: 8, last: "no answer in time".to_owned() },
            Reason::Limited(8),
            Reason::WaitTooLong(Duration::from_secs(7200)),
        ];
        for reason in reasons {
            assert_eq!(reason.to_string().matches("\nhint: ").count(), 1, "{reason}");
        }
    }
}
