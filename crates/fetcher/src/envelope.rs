//! An answer of GitHub's GraphQL: partial data and every error are kept, none hides the other.

use std::fmt;

use serde_json::{Map, Value};

use crate::rate::RateLimit;

/// A GraphQL answer. Where `errors` is not empty, `data` may still hold good parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The data, unless there is none at all.
    pub data: Option<Value>,
    /// What went wrong, each with the place in `data` that it concerns.
    pub errors: Vec<GraphqlError>,
    /// What the answer says about the quota.
    pub rate: RateLimit,
}

/// One error of a GraphQL answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphqlError {
    /// GitHub's `type`, such as `NOT_FOUND`.
    pub kind: Option<String>,
    /// GitHub's `code`, such as `graphql_rate_limit`.
    pub code: Option<String>,
    /// What it says to people.
    pub message: String,
    /// Where in the data; empty where it concerns the whole answer.
    pub path: Vec<PathPart>,
    /// What else is said, such as `saml_failure`.
    pub extensions: Map<String, Value>,
}

/// A step of a path into the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// A field or its alias.
    Field(String),
    /// A place in a list, from 0.
    Index(usize),
}

impl Answer {
    /// Reads a body; `headers` is what the headers said about the quota. Unknown fields are passed over.
    ///
    /// # Errors
    /// If the body is no JSON object.
    pub fn parse(body: &[u8], headers: RateLimit) -> Result<Self, serde_json::Error> {
        let mut wire: Map<String, Value> = serde_json::from_slice(body)?;
        let data = wire.remove("data").filter(|data| !data.is_null());
        let mut errors: Vec<GraphqlError> = match wire.remove("errors") {
            Some(Value::Array(errors)) => errors.into_iter().map(GraphqlError::read).collect(),
            None | Some(Value::Null) => vec![],
            Some(other) => vec![GraphqlError::read(other)],
        };
        // A gateway may answer in REST's shape: `{"message": …}`.
        if data.is_none() && errors.is_empty() && wire.contains_key("message") {
            errors.push(GraphqlError::read(Value::Object(wire)));
        }
        let rate = headers.with_body(data.as_ref());
        Ok(Self { data, errors, rate })
    }
}

impl GraphqlError {
    /// Whether an organisation's single sign-on keeps the token out.
    #[must_use]
    pub fn is_single_sign_on(&self) -> bool {
        self.extensions.get("saml_failure").and_then(Value::as_bool).unwrap_or(false)
    }

    fn read(value: Value) -> Self {
        let mut wire = match value {
            Value::Object(wire) => wire,
            other => return Self { message: text(other).unwrap_or_default(), ..Self::default() },
        };
        let path = match wire.remove("path") {
            Some(Value::Array(parts)) => parts.into_iter().filter_map(PathPart::read).collect(),
            _ => vec![],
        };
        let extensions = match wire.remove("extensions") {
            Some(Value::Object(extensions)) => extensions,
            _ => Map::new(),
        };
        Self {
            kind: wire.remove("type").and_then(text),
            code: wire.remove("code").and_then(text),
            message: wire.remove("message").and_then(text).unwrap_or_default(),
            path,
            extensions,
        }
    }
}

impl PathPart {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::String(field) => Some(Self::Field(field)),
            other => other.as_u64().and_then(|n| n.try_into().ok()).map(Self::Index),
        }
    }
}

impl fmt::Display for GraphqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = &self.kind {
            write!(f, "{kind}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// A text as it stands, anything else as JSON, nothing for null.
fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn parse(body: &Value) -> Answer {
        Answer::parse(body.to_string().as_bytes(), RateLimit::default()).unwrap()
    }

    #[test]
    fn partial_data_and_its_errors_are_both_kept() {
        let answer = parse(&json!({
            "data": {"u0": {"login": "ada-lumen"}, "u3": null, "rateLimit": {"cost": 1, "remaining": 4999}},
            "errors": [
                {"type": "NOT_FOUND", "path": ["u3"], "locations": [{"line": 1, "column": 2}],
                 "message": "Could not resolve to a User with the login of 'grace-wick'."},
                {"type": "FORBIDDEN", "path": ["u0", "pullRequests", "nodes", 4, "repository"],
                 "extensions": {"saml_failure": true}, "message": "Resource protected by organization SAML enforcement."},
            ],
            "extensions": {"warnings": []},
        }));
        assert_eq!(answer.data.as_ref().unwrap()["u0"]["login"], "ada-lumen");
        assert_eq!((answer.rate.cost, answer.rate.remaining), (Some(1), Some(4999)));
        assert_eq!(answer.errors[0].kind.as_deref(), Some("NOT_FOUND"));
        assert_eq!(answer.errors[0].path, [PathPart::Field("u3".to_owned())]);
        assert!(!answer.errors[0].is_single_sign_on());
        assert_eq!(answer.errors[1].path[3], PathPart::Index(4));
        assert!(answer.errors[1].is_single_sign_on());
        assert_eq!(
            answer.errors[1].to_string(),
            "FORBIDDEN: Resource protected by organization SAML enforcement."
        );
    }

    #[test]
    fn both_shapes_of_a_spent_quota_are_read() {
        let old = parse(
            &json!({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}),
        );
        assert_eq!((old.data, old.errors[0].kind.as_deref()), (None, Some("RATE_LIMITED")));
        let new = parse(
            &json!({"errors": [{"type": "RATE_LIMIT", "code": "graphql_rate_limit", "message": "m"}]}),
        );
        assert_eq!(new.errors[0].code.as_deref(), Some("graphql_rate_limit"));
    }

    #[test]
    fn odd_shapes_lose_nothing() {
        let rest =
            parse(&json!({"message": "You have exceeded a secondary rate limit", "status": "403"}));
        assert_eq!(rest.errors[0].message, "You have exceeded a secondary rate limit");
        let one =
            parse(&json!({"data": null, "errors": {"message": "m", "code": 7, "path": "u1"}}));
        assert_eq!(
            (one.errors[0].message.as_str(), one.errors[0].code.as_deref()),
            ("m", Some("7"))
        );
        let texts = parse(&json!({"errors": ["just text", null, {}]}));
        assert_eq!((texts.errors.len(), texts.errors[0].message.as_str()), (3, "just text"));
        assert_eq!(parse(&json!({"data": null, "errors": null})), Answer::default());
    }

    #[test]
    fn what_is_no_object_is_no_answer() {
        for body in ["", "[]", "null", "<html>", "{\"data\": {"] {
            assert!(Answer::parse(body.as_bytes(), RateLimit::default()).is_err(), "{body}");
        }
    }

    proptest! {
        /// No error is lost, whatever it looks like.
        #[test]
        fn every_error_is_kept(errors in prop::collection::vec(prop_oneof![
            any::<String>().prop_map(|m| json!({"message": m, "path": ["a", 1]})),
            any::<Option<bool>>().prop_map(|b| json!(b)),
            any::<i64>().prop_map(|n| json!({"type": n, "path": [n, null], "extensions": n})),
        ], 0..6)) {
            let answer = parse(&json!({"data": {"x": 1}, "errors": errors}));
            prop_assert_eq!(answer.errors.len(), errors.len());
            prop_assert_eq!(answer.data, Some(json!({"x": 1})));
        }
    }
}
