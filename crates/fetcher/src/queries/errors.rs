//! GitHub's errors, found by the place in the answer that they are about.

use super::at::{At, Step};

/// GitHub's type of the error for what does not exist.
const NOT_FOUND: &str = "NOT_FOUND";

/// An error that came with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorAt {
    /// GitHub's type: `NOT_FOUND`, `FORBIDDEN`, …
    pub kind: Option<String>,
    /// What GitHub says.
    pub message: String,
    /// The place in the answer, list positions as decimal numbers; empty where it is about the whole.
    pub path: Vec<String>,
}

impl ErrorAt {
    /// Type and message as one phrase.
    fn reason(&self) -> String {
        match &self.kind {
            Some(kind) => format!("{kind}: {}", self.message),
            None => self.message.clone(),
        }
    }
}

/// Why something is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Absence {
    /// GitHub knows no such thing.
    Missing,
    /// GitHub refuses to say; its reason.
    Refused(String),
}

/// All errors of an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Errors<'a>(pub(super) &'a [ErrorAt]);

impl Errors<'_> {
    /// Why nothing is at a place. An error above, at or below it may have emptied it; only one at the very place that says
    /// "not found", or none at all, means that there is no such thing.
    pub(super) fn absence(self, at: &At<'_>) -> Absence {
        let other = self.0.iter().find(|error| {
            let touches = starts_with(&error.path, at.path()) || is_above(&error.path, at.path());
            let says_missing =
                error.kind.as_deref() == Some(NOT_FOUND) && error.path.len() == at.path().len();
            touches && !says_missing
        });
        other.map_or(Absence::Missing, |error| Absence::Refused(error.reason()))
    }

    /// The reason of the first error at a place or below it.
    pub(super) fn within(self, at: &At<'_>) -> Option<String> {
        self.0.iter().find(|error| starts_with(&error.path, at.path())).map(ErrorAt::reason)
    }
}

/// Whether a path begins with these steps.
fn starts_with(path: &[String], steps: &[Step<'_>]) -> bool {
    path.len() >= steps.len() && agree(path, steps)
}

/// Whether a path ends before these steps do, and agrees with them as far as it goes.
fn is_above(path: &[String], steps: &[Step<'_>]) -> bool {
    path.len() < steps.len() && agree(path, steps)
}

/// Whether a path and steps agree as far as the shorter one goes.
fn agree(path: &[String], steps: &[Step<'_>]) -> bool {
    path.iter().zip(steps).all(|(name, step)| match step {
        Step::Field(field) => name == field,
        Step::Entry(index) => *name == index.to_string(),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::json;

    /// An error at a dotted path.
    pub(in super::super) fn error(kind: &str, path: &str) -> ErrorAt {
        let path = path.split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect();
        ErrorAt { kind: Some(kind.to_owned()), message: "so it is".to_owned(), path }
    }

    #[test]
    fn only_not_found_at_the_place_itself_or_no_error_means_missing() {
        let data = json!({"nodes": [null, null]});
        let at = At::root(&data).field("nodes").unwrap().entries().unwrap().remove(1);
        let refused = |kind: &str| Absence::Refused(format!("{kind}: so it is"));
        let cases = [
            (error("NOT_FOUND", "nodes.1"), Absence::Missing),
            (error("FORBIDDEN", "nodes.0"), Absence::Missing),
            (error("FORBIDDEN", "nodes.11"), Absence::Missing),
            (error("FORBIDDEN", "nodes.1"), refused("FORBIDDEN")),
            (
                error("RESOURCE_LIMITS_EXCEEDED", "nodes.1.issues"),
                refused("RESOURCE_LIMITS_EXCEEDED"),
            ),
            (error("NOT_FOUND", "nodes.1.issues"), refused("NOT_FOUND")),
            (error("FORBIDDEN", "nodes"), refused("FORBIDDEN")),
            (error("INTERNAL", ""), refused("INTERNAL")),
        ];
        for (given, expected) in cases {
            assert_eq!(Errors(std::slice::from_ref(&given)).absence(&at), expected, "{given:?}");
        }
        assert_eq!(Errors(&[]).absence(&at), Absence::Missing);
    }

    #[test]
    fn a_refusal_beside_not_found_is_a_refusal() {
        let data = json!({"u0": null});
        let at = At::root(&data).field("u0").unwrap();
        let errors = [error("NOT_FOUND", "u0"), error("FORBIDDEN", "u0")];
        assert!(matches!(Errors(&errors).absence(&at), Absence::Refused(_)));
    }

    #[test]
    fn an_error_above_is_not_within() {
        let data = json!({"nodes": [1]});
        let at = At::root(&data).field("nodes").unwrap().entries().unwrap().remove(0);
        assert!(Errors(&[error("FORBIDDEN", "nodes")]).within(&at).is_none());
        assert!(Errors(&[error("FORBIDDEN", "nodes.0.author")]).within(&at).is_some());
    }
}
