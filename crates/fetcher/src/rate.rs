//! How much of the quota is left, as an answer's headers and its body say.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use serde_json::Value;

/// What an answer says about the quota. Nothing is guessed: what an answer leaves out is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// Points of one hour.
    pub limit: Option<u32>,
    /// Points that are left. The lower one, where header and body disagree.
    pub remaining: Option<u32>,
    /// Points that are spent.
    pub used: Option<u32>,
    /// When the quota is whole again.
    pub reset_at: Option<DateTime<Utc>>,
    /// Which quota: `graphql`, `core`, `search`.
    pub resource: Option<String>,
    /// How long GitHub asks to be left alone.
    pub retry_after: Option<RetryAfter>,
    /// Points that this request cost.
    pub cost: Option<u32>,
    /// Nodes that this request could have returned at most.
    pub node_count: Option<u32>,
}

/// A wait that GitHub asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// This long.
    For(Duration),
    /// Until then.
    At(DateTime<Utc>),
}

impl RateLimit {
    /// What the headers say. A header that can't be read counts as absent.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let number = |name| text(name).and_then(|value| value.trim().parse().ok());
        Self {
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            used: number("x-ratelimit-used"),
            reset_at: text("x-ratelimit-reset").and_then(epoch),
            resource: text("x-ratelimit-resource").map(str::to_owned),
            retry_after: text("retry-after").and_then(RetryAfter::parse),
            cost: None,
            node_count: None,
        }
    }

    /// Adds what `data.rateLimit` of the body says. Requests run side by side, so the lower `remaining` is the later one.
    #[must_use]
    pub fn with_body(mut self, data: Option<&Value>) -> Self {
        let Some(body) = data.and_then(|data| data.get("rateLimit")) else {
            return self;
        };
        let number = |name| body.get(name).and_then(Value::as_u64).and_then(|n| n.try_into().ok());
        let lower = |a: Option<u32>, b: Option<u32>| a.into_iter().chain(b).min();
        self.limit = number("limit").or(self.limit);
        self.remaining = lower(self.remaining, number("remaining"));
        self.used = self.used.max(number("used"));
        let reset = body.get("resetAt").and_then(Value::as_str);
        let reset = reset.and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        self.reset_at = reset.map(|at| at.to_utc()).or(self.reset_at);
        self.cost = number("cost");
        self.node_count = number("nodeCount");
        self
    }
}

impl RetryAfter {
    /// Seconds or a date, as HTTP allows both.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Self::For(Duration::from_secs(seconds)));
        }
        DateTime::parse_from_rfc2822(text).ok().map(|at| Self::At(at.to_utc()))
    }
}

fn epoch(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(text.trim().parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderName;
    use proptest::prelude::*;
    use serde_json::json;

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&str, &str)| {
            (name.parse::<HeaderName>().unwrap(), value.parse().unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn headers_are_read() {
        let rate = RateLimit::from_headers(&headers(&[
            ("X-RateLimit-Limit", "5000"),
            ("X-RateLimit-Remaining", "4987"),
            ("X-RateLimit-Used", "13"),
            ("X-RateLimit-Reset", "1767225600"),
            ("X-RateLimit-Resource", "graphql"),
        ]));
        let expected = RateLimit {
            limit: Some(5000),
            remaining: Some(4987),
            used: Some(13),
            reset_at: Some(at("2026-01-01T00:00:00Z")),
            resource: Some("graphql".to_owned()),
            ..RateLimit::default()
        };
        assert_eq!(rate, expected);
    }

    #[test]
    fn a_wait_is_in_seconds_or_a_date() {
        let read = |text| RateLimit::from_headers(&headers(&[("retry-after", text)])).retry_after;
        assert_eq!(read("60"), Some(RetryAfter::For(Duration::from_secs(60))));
        assert_eq!(read("0"), Some(RetryAfter::For(Duration::ZERO)));
        let date = at("2026-01-01T00:02:03Z");
        assert_eq!(read("Thu, 01 Jan 2026 00:02:03 GMT"), Some(RetryAfter::At(date)));
        for text in ["soon", "-1", "1.5", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_body_adds_cost_and_the_lower_rest_counts() {
        let body = json!({"rateLimit": {"cost": 3, "nodeCount": 2500, "limit": 5000, "remaining": 4980,
            "used": 20, "resetAt": "2026-01-01T00:00:00Z", "later": true}});
        let header = RateLimit::from_headers(&headers(&[("x-ratelimit-remaining", "4975")]));
        let both = header.clone().with_body(Some(&body));
        assert_eq!((both.cost, both.node_count), (Some(3), Some(2500)));
        assert_eq!((both.remaining, both.used), (Some(4975), Some(20)));
        assert_eq!(both.reset_at, Some(at("2026-01-01T00:00:00Z")));
        assert_eq!(RateLimit::default().with_body(Some(&body)).remaining, Some(4980));
        assert_eq!(
            header.clone().with_body(Some(&json!({"rateLimit": null}))).remaining,
            Some(4975)
        );
        assert_eq!(header.clone().with_body(None), header);
    }

    proptest! {
        #[test]
        fn any_header_is_taken_or_left(name in prop::sample::select(vec!["x-ratelimit-remaining",
            "x-ratelimit-reset", "x-ratelimit-limit", "retry-after"]), value in "[ -~]{0,24}|[0-9]{1,24}") {
            let rate = RateLimit::from_headers(&headers(&[(name, &value)]));
            if let Some(left) = rate.remaining {
                prop_assert_eq!(left, value.trim().parse::<u32>().unwrap());
            }
        }
    }
}
