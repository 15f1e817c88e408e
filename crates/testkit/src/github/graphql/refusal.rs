//! Errors inside an answer. The library has room for a message only, and GitHub's errors also have a `type` and more, so a
//! resolver hands the library a number and the real error is put in its place afterwards.

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Value, json};

/// An error of GitHub's.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// GitHub's `type`, such as `NOT_FOUND`.
    pub(crate) kind: Option<&'static str>,
    /// The sentence.
    pub(crate) message: String,
    /// The error's `extensions`, if it has any.
    pub(crate) extensions: Option<Value>,
}

impl Refusal {
    pub(crate) fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind: Some(kind), message: message.into(), extensions: None }
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new("NOT_FOUND", message)
    }

    /// What an organisation with single sign-on says to a token that has none.
    pub(crate) fn single_sign_on() -> Self {
        Self {
            kind: Some("FORBIDDEN"),
            message: "Resource protected by organization SAML enforcement. You must grant your Personal Access \
                      Token access to this organization."
                .to_owned(),
            extensions: Some(json!({"saml_failure": true})),
        }
    }

    /// The error as GitHub writes it, where the library says it happened.
    pub(crate) fn to_json(&self, path: &Value, locations: &Value) -> Value {
        let mut error = serde_json::Map::new();
        if let Some(kind) = self.kind {
            error.insert("type".to_owned(), json!(kind));
        }
        if !path.is_null() {
            error.insert("path".to_owned(), path.clone());
        }
        if let Some(extensions) = &self.extensions {
            error.insert("extensions".to_owned(), extensions.clone());
        }
        if !locations.is_null() {
            error.insert("locations".to_owned(), locations.clone());
        }
        error.insert("message".to_owned(), json!(self.message));
        Value::Object(error)
    }
}

/// The error for a field, by number.
pub(crate) fn marker(number: usize) -> FieldError {
    FieldError { message: format!("#{number}") }
}

/// An object that is refused. It claims a type that does not exist, upon which the library makes it null, with an error and the
/// path; it has no other way to do so for one element of a list.
pub(crate) struct RefusedObject(String);

impl RefusedObject {
    pub(crate) fn new(number: usize) -> Self {
        Self(format!("#{number}"))
    }
}

impl ObjectValue for RefusedObject {
    fn type_name(&self) -> &str {
        &self.0
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        Err(self.unknown_field_error(info))
    }
}

/// The number in an error of the library's that stands for a refusal.
pub(crate) fn number_in(message: &str) -> Option<usize> {
    let said_by_resolver = message.strip_prefix("resolver error: #");
    let refused_object = message.strip_prefix("resolver returned an object of type #");
    let rest = said_by_resolver.or(refused_object)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}
