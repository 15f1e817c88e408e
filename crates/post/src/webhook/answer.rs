//! What the answer of a webhook means. Nothing that it says is repeated but Slack's own words for what is wrong: an answer may hold
//! the secret address.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::RETRY_AFTER;

use crate::error::PostError;

/// How sentences call it.
pub(super) const HERE: &str = "the webhook";

/// How much of an answer is read, in bytes.
const LONGEST: usize = 200;

/// Slack's words for a webhook that is gone.
const GONE: [&str; 5] =
    ["no_service", "no_service_id", "no_team", "invalid_token", "team_disabled"];

/// Slack's words for what is wrong with a message or its channel.
const WRONG: [&str; 10] = [
    "invalid_payload",
    "invalid_blocks",
    "msg_too_long",
    "no_text",
    "user_not_found",
    "channel_not_found",
    "channel_is_archived",
    "action_prohibited",
    "posting_to_general_channel_denied",
    "too_many_attachments",
];

/// What an answer means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It arrived.
    Taken,
    /// Nobody knows.
    Lost,
    /// It did not arrive, and may be sent again after this long.
    Later(Option<Duration>),
    /// Nobody was there to take it.
    NotThere,
    /// It did not arrive, and would not another time.
    Refused(PostError),
}

impl Answer {
    pub(super) async fn of(outcome: reqwest::Result<Response>) -> Self {
        match outcome {
            Ok(response) => Self::read(response).await,
            Err(error) if error.is_connect() => Self::NotThere,
            Err(_) => Self::Lost,
        }
    }

    async fn read(mut response: Response) -> Self {
        let status = response.status().as_u16();
        let told = response.headers().get(RETRY_AFTER).and_then(|told| told.to_str().ok());
        let told = told.and_then(|told| told.trim().parse().ok()).map(Duration::from_secs);
        let mut body = vec![];
        while let (true, Ok(Some(chunk))) = (body.len() < LONGEST, response.chunk().await) {
            body.extend_from_slice(&chunk);
        }
        Self::judge(status, told, String::from_utf8_lossy(&body).trim())
    }

    fn judge(status: u16, told: Option<Duration>, body: &str) -> Self {
        match status {
            200..=299 => Self::Taken,
            429 => Self::Later(told),
            408 | 500.. => Self::Lost,
            404 | 410 if !WRONG.contains(&body) => Self::Refused(PostError::NoHook),
            _ if GONE.contains(&body) => Self::Refused(PostError::NoHook),
            _ => {
                let word = WRONG.iter().find(|word| **word == body);
                let said = word.map_or_else(|| format!("status {status}"), |w| format!("`{w}`"));
                Self::Refused(PostError::Refused { at: HERE.to_owned(), said })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_answer_is_told_by_its_status_and_slack_s_words() {
        let refused = |said: &str| {
            Answer::Refused(PostError::Refused { at: HERE.to_owned(), said: said.to_owned() })
        };
        let gone = || Answer::Refused(PostError::NoHook);
        for (status, body, wanted) in [
            (200, "ok", Answer::Taken),
            (204, "", Answer::Taken),
            (400, "invalid_blocks", refused("`invalid_blocks`")),
            (403, "invalid_token", gone()),
            (403, "secret", refused("status 403")),
            (404, "no_service", gone()),
            (404, "channel_not_found", refused("`channel_not_found`")),
            (410, "channel_is_archived", refused("`channel_is_archived`")),
            (410, "", gone()),
            (302, "", refused("status 302")),
            (500, "rollup_error", Answer::Lost),
            (408, "", Answer::Lost),
            (429, "", Answer::Later(None)),
        ] {
            assert_eq!(Answer::judge(status, None, body), wanted, "{status} {body}");
        }
    }

    proptest! {
        #[test]
        fn what_it_says_is_never_repeated(status in 100u16..600, secret in "[A-Z0-9]{10}") {
            let shown = format!("{:?}", Answer::judge(status, None, &secret));
            prop_assert!(!shown.contains(&secret));
        }
    }
}
