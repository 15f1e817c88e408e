//! Receivers for tests: a webhook as Slack has it, and one for signs of life. They record what comes, and do what they are told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::github::http::wire::{WIRE_HEADER, Wire};

/// The part of the address that nobody may see.
pub const SECRET: &str = "B0LANTERN0SECRET";

/// A request that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// `GET` or `POST`.
    pub method: String,
    /// The path.
    pub path: String,
    /// The body.
    pub body: String,
}

/// What a receiver does with one request.
#[derive(Clone, Debug)]
pub enum Turn {
    /// It answers as it should.
    Answer,
    /// It answers with this status and body, and takes nothing.
    Refuse(u16, String),
    /// It asks to come again after so many seconds, and takes nothing.
    Later(u64),
    /// It takes what came, and answers late.
    Slow(Duration),
    /// It takes what came, and the connection is closed before the answer.
    Lose,
}

/// What is received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Slack,
    Beats,
}

#[derive(Debug, Default)]
struct State {
    taken: Vec<Received>,
    requests: usize,
    turns: VecDeque<Turn>,
}

/// A running receiver. It stops when it is dropped.
#[derive(Debug)]
pub struct Hook {
    state: Arc<Mutex<State>>,
    wire: Wire,
    _server: MockServer,
}

impl Hook {
    /// A webhook that takes what Slack takes.
    pub async fn slack() -> Self {
        Self::start(Kind::Slack).await
    }

    /// A receiver of signs of life.
    pub async fn heartbeat() -> Self {
        Self::start(Kind::Beats).await
    }

    async fn start(kind: Kind) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let server = MockServer::builder().disable_request_recording().start().await;
        let shared = Arc::clone(&state);
        let respond = move |request: &Request| respond(&mut lock(&shared), kind, request);
        Mock::given(any()).respond_with(respond).mount(&server).await;
        let wire = Wire::start(*server.address(), Arc::default());
        Self { state, wire, _server: server }
    }

    /// Its address, with a secret in it.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("http://{}/services/T0/{SECRET}", self.wire.address())
    }

    /// What it shall do with the next requests; after them it answers as it should.
    pub fn will(&self, turns: impl IntoIterator<Item = Turn>) {
        lock(&self.state).turns.extend(turns);
    }

    /// What it took.
    #[must_use]
    pub fn taken(&self) -> Vec<Received> {
        lock(&self.state).taken.clone()
    }

    /// How many requests came, also those that it did not take.
    #[must_use]
    pub fn requests(&self) -> usize {
        lock(&self.state).requests
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn respond(state: &mut State, kind: Kind, request: &Request) -> ResponseTemplate {
    state.requests += 1;
    let turn = state.turns.pop_front().unwrap_or(Turn::Answer);
    let text = |status, text: &str| ResponseTemplate::new(status).set_body_string(text);
    match &turn {
        Turn::Refuse(status, body) => return text(*status, body),
        Turn::Later(seconds) => {
            return text(429, "rate_limited").insert_header("retry-after", seconds.to_string());
        }
        Turn::Answer | Turn::Slow(_) | Turn::Lose => {}
    }
    if kind == Kind::Slack
        && let Err(word) = slack_takes(&request.body)
    {
        return text(400, word);
    }
    state.taken.push(Received {
        method: request.method.to_string(),
        path: request.url.path().to_owned(),
        body: String::from_utf8_lossy(&request.body).into_owned(),
    });
    match turn {
        Turn::Slow(by) => text(200, "ok").set_delay(by),
        Turn::Lose => text(200, "ok").insert_header(WIRE_HEADER, "close"),
        _ => text(200, "ok"),
    }
}

/// Slack's limits, and its words for what breaks them.
fn slack_takes(body: &[u8]) -> Result<(), &'static str> {
    let body: Value = serde_json::from_slice(body).map_err(|_| "invalid_payload")?;
    let none = vec![];
    let blocks = body["blocks"].as_array().unwrap_or(&none);
    let text = body["text"].as_str().unwrap_or_default();
    if text.is_empty() && blocks.is_empty() {
        return Err("no_text");
    }
    let mut length = text.chars().count();
    for block in blocks {
        let section = block["text"]["text"].as_str().ok_or("invalid_blocks")?.chars().count();
        if block["type"] != "section" || !(1..=3_000).contains(&section) {
            return Err("invalid_blocks");
        }
        length += section;
    }
    match (blocks.len() > 50, length > 40_000) {
        (true, _) => Err("invalid_blocks"),
        (_, true) => Err("msg_too_long"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn slack_says_what_is_wrong() {
        let section =
            |text: &str| json!({"type": "section", "text": {"type": "mrkdwn", "text": text}});
        let takes = |body: Value| slack_takes(body.to_string().as_bytes());
        assert_eq!(takes(json!({"text": "t", "blocks": [section("a")]})), Ok(()));
        assert_eq!(slack_takes(b"{"), Err("invalid_payload"));
        assert_eq!(takes(json!({})), Err("no_text"));
        assert_eq!(takes(json!({"text": "t", "blocks": [section("")]})), Err("invalid_blocks"));
        assert_eq!(
            takes(json!({"text": "t", "blocks": [section(&"a".repeat(3_001))]})),
            Err("invalid_blocks")
        );
        assert_eq!(
            takes(json!({"text": "t", "blocks": vec![section("a"); 51]})),
            Err("invalid_blocks")
        );
        assert_eq!(
            takes(json!({"text": "t", "blocks": vec![section(&"a".repeat(3_000)); 14]})),
            Err("msg_too_long")
        );
    }
}
