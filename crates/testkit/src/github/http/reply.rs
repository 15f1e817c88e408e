//! Answers: the bodies of faults, the headers of limits, and the notes to the wire.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::faults::{Fault, PrimaryShape, SecondaryShape};
use super::wire::WIRE_HEADER;

const SECONDARY: &str = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you \
                         reach out to GitHub Support for help, please include the request ID 0A1B:2C3D.";
const WRONG: &str = "Something went wrong while executing your query. This may be the result of a timeout, or it could be a \
                     GitHub bug. Please include `0A1B:2C3D:4E5F` when reporting this issue.";
const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad \
                           Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
const TIMEOUT: &str = "<html>\n<head><title>504 Gateway Time-out</title></head>\n<body>We couldn't respond to your request \
                       in time. Sorry about that.</body>\n</html>\n";

/// An answer before it goes out.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    body: Vec<u8>,
    content_type: &'static str,
    headers: Vec<(&'static str, String)>,
    delay: Duration,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::json_bytes(status, body.to_string().into_bytes())
    }

    pub(crate) fn json_bytes(status: u16, body: Vec<u8>) -> Self {
        Self {
            status,
            body,
            content_type: "application/json; charset=utf-8",
            headers: Vec::new(),
            delay: Duration::ZERO,
        }
    }

    fn page(status: u16, body: &str) -> Self {
        Self {
            body: body.as_bytes().to_vec(),
            content_type: "text/html",
            ..Self::json(status, &Value::Null)
        }
    }

    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self { content_type: "text/plain", ..Self::page(status, body) }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { body: Vec::new(), ..Self::json(status, &Value::Null) }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_string()));
        self
    }

    /// Sets a header that is not there yet.
    pub(crate) fn default_header(self, name: &'static str, value: impl ToString) -> Self {
        if self.headers.iter().any(|(known, _)| *known == name) {
            self
        } else {
            self.header(name, value)
        }
    }

    pub(crate) fn late(mut self, by: Duration) -> Self {
        self.delay += by;
        self
    }

    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn into_template(self) -> ResponseTemplate {
        let mut template = ResponseTemplate::new(self.status);
        for (name, value) in &self.headers {
            template = template.insert_header(*name, value.as_str());
        }
        if !self.body.is_empty() {
            template = template.set_body_raw(self.body, self.content_type);
        }
        if self.delay.is_zero() { template } else { template.set_delay(self.delay) }
    }

    /// What a fault makes of the answer; faults that need no answer replace it.
    pub(crate) fn spoil(self, fault: &Fault) -> Self {
        match fault {
            Fault::PrimaryLimit { shape, remaining } => primary(*shape, *remaining),
            Fault::RestPrimaryLimit { status } => {
                let body = json!({"message": "API rate limit exceeded for user ID 9100000.", "status": status.to_string()});
                Self::json(*status, &body).header("x-ratelimit-remaining", 0)
            }
            Fault::SecondaryLimit(shape) => secondary(*shape),
            Fault::BadGatewayPage => Self::page(502, BAD_GATEWAY),
            Fault::GatewayTimeout => Self::page(504, TIMEOUT),
            Fault::SomethingWentWrong { status } => {
                Self::json(*status, &json!({"data": null, "errors": [{"message": WRONG}]}))
            }
            Fault::ResourceLimits => Self::json(200, &resource_limits()),
            Fault::UnknownForbidden => Self::json(
                403,
                &json!({"message": "Resource not accessible by personal access token", "status": "403"}),
            ),
            Fault::BadCredentials => bad_credentials(),
            Fault::HalfJson => {
                let half = self.body.len() / 2;
                Self { body: self.body[..half].to_vec(), ..self }
            }
            Fault::CutBody { after } => self.header(WIRE_HEADER, format!("cut {after}")),
            Fault::Closed => self.header(WIRE_HEADER, "close"),
            Fault::Reset => self.header(WIRE_HEADER, "reset"),
            Fault::Slow(by) => self.late(*by),
            Fault::Forbidden { .. } => self,
            Fault::Unhandled(inner) => self.spoil(inner),
        }
    }
}

pub(crate) fn bad_credentials() -> Reply {
    Reply::json(401, &json!({"message": "Bad credentials", "status": "401"}))
}

pub(crate) fn primary(shape: PrimaryShape, remaining: u64) -> Reply {
    let error = match shape {
        PrimaryShape::RateLimited => {
            json!({"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 9100000."})
        }
        PrimaryShape::RateLimit => json!({
            "type": "RATE_LIMIT",
            "code": "graphql_rate_limit",
            "message": "API rate limit already exceeded for user ID 9100000.",
        }),
    };
    Reply::json(200, &json!({"errors": [error]})).header("x-ratelimit-remaining", remaining)
}

fn secondary(shape: SecondaryShape) -> Reply {
    let reply = if shape.status == 200 {
        Reply::json(200, &json!({"errors": [{"message": SECONDARY}]}))
    } else {
        let help = "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api";
        Reply::json(shape.status, &json!({"documentation_url": help, "message": SECONDARY}))
    };
    match shape.retry_after {
        Some(seconds) => reply.header("retry-after", seconds),
        None => reply,
    }
}

/// A refusal in the words of REST.
pub(crate) fn refused(status: u16, message: &str) -> Reply {
    Reply::json(status, &json!({"message": message, "status": status.to_string()}))
}

/// What GitHub says to those who write too fast.
pub(crate) fn blocked_from_writing() -> Reply {
    let message = "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your \
                   request again later. If you reach out to GitHub Support for help, please include the request ID 0A1B:2C3D.";
    refused(403, message).header("retry-after", 60)
}

fn resource_limits() -> Value {
    json!({
        "data": {"nodes": null},
        "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "path": ["nodes"], "message": RESOURCE_LIMITS}],
    })
}

/// What GitHub says of a query that is too much for it.
pub(crate) const RESOURCE_LIMITS: &str = "Resource limits for this query exceeded.";
