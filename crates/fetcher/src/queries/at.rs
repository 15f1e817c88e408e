//! A place in an answer, which knows its path: what can't be read is named exactly.

use std::fmt;

use chrono::{DateTime, Utc};
use monitor_model::{ItemUrl, Login, NodeId, RepoName};
use serde_json::Value;

/// The longest excerpt of an answer in a message, in characters.
const EXCERPT: usize = 120;

/// An answer that is not what the query asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "GitHub's answer has something unexpected at `{path}`: expected {expected}, found `{excerpt}`"
)]
pub struct Unreadable {
    /// Where, from `data` downwards: `data.nodes.3.author`.
    pub path: String,
    /// What was expected there, as a phrase.
    pub expected: String,
    /// What is there, cut short.
    pub excerpt: String,
}

/// One step down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// To a field.
    Field(&'a str),
    /// To an entry of a list.
    Entry(usize),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => f.write_str(name),
            Self::Entry(index) => write!(f, "{index}"),
        }
    }
}

/// A value in an answer and where it is.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    value: &'a Value,
    path: Vec<Step<'a>>,
}

impl<'a> At<'a> {
    /// The whole answer.
    pub(super) const fn root(data: &'a Value) -> Self {
        Self { value: data, path: Vec::new() }
    }

    /// The steps that lead here.
    pub(super) fn path(&self) -> &[Step<'a>] {
        &self.path
    }

    /// That this is not what was expected.
    pub(super) fn wrong(&self, expected: &str) -> Unreadable {
        let mut path = String::from("data");
        for step in &self.path {
            path.push('.');
            path.push_str(&step.to_string());
        }
        let body = self.value.to_string();
        let mut excerpt: String = body.chars().take(EXCERPT).collect();
        if excerpt.len() < body.len() {
            excerpt.push('…');
        }
        Unreadable { path, expected: expected.to_owned(), excerpt }
    }

    /// A field that was asked for; its value may be null.
    pub(super) fn field(&self, name: &str) -> Result<Self, Unreadable> {
        let object = self.value.as_object().ok_or_else(|| self.wrong("an object"))?;
        let (name, value) = object
            .get_key_value(name)
            .ok_or_else(|| self.wrong(&format!("an object with `{name}`")))?;
        let mut path = self.path.clone();
        path.push(Step::Field(name));
        Ok(Self { value, path })
    }

    /// This, unless it is null.
    pub(super) fn present(self) -> Option<Self> {
        (!self.value.is_null()).then_some(self)
    }

    /// Whether it is null.
    pub(super) fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// The entries of a list.
    pub(super) fn entries(&self) -> Result<Vec<Self>, Unreadable> {
        let entries = self.value.as_array().ok_or_else(|| self.wrong("a list"))?;
        let entry = |(index, value)| {
            let mut path = self.path.clone();
            path.push(Step::Entry(index));
            Self { value, path }
        };
        Ok(entries.iter().enumerate().map(entry).collect())
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'a str, Unreadable> {
        self.value.as_str().ok_or_else(|| self.wrong("a text"))
    }

    /// A count of things.
    pub(super) fn count(&self) -> Result<u32, Unreadable> {
        let count = self.value.as_u64().and_then(|n| u32::try_from(n).ok());
        count.ok_or_else(|| self.wrong("a count"))
    }

    /// A number that identifies something.
    pub(super) fn number(&self) -> Result<u64, Unreadable> {
        self.value.as_u64().ok_or_else(|| self.wrong("a number"))
    }

    /// Yes or no.
    pub(super) fn flag(&self) -> Result<bool, Unreadable> {
        self.value.as_bool().ok_or_else(|| self.wrong("true or false"))
    }

    /// An instant.
    pub(super) fn instant(&self) -> Result<DateTime<Utc>, Unreadable> {
        let instant = self.value.as_str().and_then(|t| DateTime::parse_from_rfc3339(t).ok());
        Ok(instant.ok_or_else(|| self.wrong("an instant"))?.with_timezone(&Utc))
    }

    /// An instant or null.
    pub(super) fn instant_if_any(self) -> Result<Option<DateTime<Utc>>, Unreadable> {
        self.present().map(|at| at.instant()).transpose()
    }

    /// A node id.
    pub(super) fn node(&self) -> Result<NodeId, Unreadable> {
        match self.value.as_str() {
            Some(text) if !text.is_empty() => Ok(NodeId::from(text)),
            _ => Err(self.wrong("a node id")),
        }
    }

    /// A login.
    pub(super) fn login(&self) -> Result<Login, Unreadable> {
        let login = self.value.as_str().and_then(|text| Login::parse(text).ok());
        login.ok_or_else(|| self.wrong("a login"))
    }

    /// The full name of a repository.
    pub(super) fn repo_name(&self) -> Result<RepoName, Unreadable> {
        let name = self.value.as_str().and_then(|text| RepoName::parse(text).ok());
        name.ok_or_else(|| self.wrong("a repository's name, `owner/name`"))
    }

    /// The URL of an item.
    pub(super) fn item_url(&self) -> Result<ItemUrl, Unreadable> {
        let url = self.value.as_str().and_then(|text| ItemUrl::parse(text).ok());
        url.ok_or_else(|| self.wrong("the URL of an item"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_unreadable_is_named_with_its_path_and_an_excerpt() {
        let data = json!({"nodes": [{"id": "U_1"}, {"id": 7, "repository": {"nameWithOwner": "no name"}}]});
        let second = At::root(&data).field("nodes").unwrap().entries().unwrap().remove(1);
        assert_eq!(
            second.field("id").unwrap().node().unwrap_err().to_string(),
            "GitHub's answer has something unexpected at `data.nodes.1.id`: expected a node id, found `7`"
        );
        let name = second.field("repository").unwrap().field("nameWithOwner").unwrap();
        let error = name.repo_name().unwrap_err();
        assert_eq!(error.path, "data.nodes.1.repository.nameWithOwner");
        assert_eq!(error.excerpt, "\"no name\"");
    }

    #[test]
    fn a_field_that_is_missing_is_not_a_field_that_is_null() {
        let data = json!({"author": null});
        let at = At::root(&data);
        assert!(at.field("author").unwrap().present().is_none());
        assert_eq!(at.field("login").unwrap_err().expected, "an object with `login`");
    }

    #[test]
    fn an_excerpt_is_short_and_never_cuts_a_character() {
        let data = Value::String("ö".repeat(500));
        let excerpt = At::root(&data).wrong("a count").excerpt;
        assert_eq!(excerpt.chars().count(), EXCERPT + 1);
        assert!(excerpt.ends_with('…'));
    }

    #[test]
    fn a_count_is_never_negative_fractional_or_huge() {
        for wrong in [json!(-1), json!(1.5), json!("1"), json!(null), json!(5_000_000_000_u64)] {
            assert!(At::root(&wrong).count().is_err(), "{wrong}");
        }
        assert_eq!(At::root(&json!(0)).count(), Ok(0));
    }
}
