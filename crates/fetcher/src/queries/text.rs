//! How texts are put together: fragments from files, aliases with variables. No value is ever pasted into a text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use monitor_model::{NodeId, Window};
use serde_json::{Map, Value};

use super::Written;

/// What every text asks beside its own.
const RATE_LIMIT: &str = "  rateLimit { cost nodeCount limit remaining used resetAt }\n";

/// The fragments that texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fragment {
    Commit,
    CommitComments,
    DiscussionComments,
    DiscussionReplies,
    Discussions,
    Events,
    History,
    IssueComments,
    Issues,
    Person,
    Pull,
    PullCommits,
    Pulls,
    Replies,
    Repo,
    RepoPulls,
    ReviewComments,
    ReviewedPulls,
    Reviews,
    Who,
}

/// A file of the fragments folder.
macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../queries/fragments/", $name, ".graphql"))
    };
}

impl Fragment {
    /// Its text.
    const fn text(self) -> &'static str {
        match self {
            Self::Commit => file!("commit"),
            Self::CommitComments => file!("commit_comments"),
            Self::DiscussionComments => file!("discussion_comments"),
            Self::DiscussionReplies => file!("discussion_replies"),
            Self::Discussions => file!("discussions"),
            Self::Events => file!("events"),
            Self::History => file!("history"),
            Self::IssueComments => file!("issue_comments"),
            Self::Issues => file!("issues"),
            Self::Person => file!("person"),
            Self::Pull => file!("pull"),
            Self::PullCommits => file!("pull_commits"),
            Self::Pulls => file!("pulls"),
            Self::Replies => file!("replies"),
            Self::Repo => file!("repo"),
            Self::RepoPulls => file!("repo_pulls"),
            Self::ReviewComments => file!("review_comments"),
            Self::ReviewedPulls => file!("reviewed_pulls"),
            Self::Reviews => file!("reviews"),
            Self::Who => file!("who"),
        }
    }

    /// The fragments that it uses itself.
    const fn uses(self) -> &'static [Self] {
        match self {
            Self::Pull => &[Self::Who, Self::Repo],
            Self::Pulls | Self::RepoPulls => &[Self::Pull],
            Self::History | Self::PullCommits => &[Self::Commit],
            Self::Events
            | Self::Issues
            | Self::IssueComments
            | Self::Replies
            | Self::DiscussionReplies
            | Self::Reviews
            | Self::ReviewComments => &[Self::Who],
            _ => &[],
        }
    }
}

/// An operation with the fragments that it uses, each once.
pub(super) fn document(operation: &str, fragments: &[Fragment]) -> String {
    let mut open = fragments.to_vec();
    let mut used = BTreeSet::new();
    while let Some(fragment) = open.pop() {
        if used.insert(fragment) {
            open.extend(fragment.uses());
        }
    }
    used.iter().fold(operation.to_owned(), |text, fragment| text + fragment.text())
}

/// An operation that asks the same of several things, under the names `u0`, `u1`, …
#[derive(Debug, Default)]
pub(super) struct Aliases {
    declared: Vec<String>,
    variables: Map<String, Value>,
    fields: String,
}

impl Aliases {
    /// Declares a variable.
    pub(super) fn variable(&mut self, name: &str, kind: &str, value: impl Into<Value>) {
        self.declared.push(format!("${name}: {kind}"));
        self.variables.insert(name.to_owned(), value.into());
    }

    /// Adds a field with its alias.
    pub(super) fn field(&mut self, text: &str) {
        // Writing to a text never fails.
        let _ = writeln!(self.fields, "  {text}");
    }

    /// The whole, under the operation's name.
    pub(super) fn finish(self, name: &str, fragments: &[Fragment]) -> Written {
        let declared = if self.declared.is_empty() {
            String::new()
        } else {
            format!("({})", self.declared.join(", "))
        };
        let operation = format!("query {name}{declared} {{\n{}{RATE_LIMIT}}}\n", self.fields);
        Written { text: document(&operation, fragments), variables: self.variables.into() }
    }
}

/// Node ids as a variable.
pub(super) fn ids(of: &[NodeId]) -> Value {
    of.iter().map(NodeId::as_str).collect()
}

/// An instant as GitHub takes it, in whole seconds.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The first second of a window.
pub(super) fn first(window: &Window) -> String {
    instant(window.from())
}

/// The last second of a window: GitHub's ends are included, ours are not.
pub(super) fn last(window: &Window) -> String {
    instant((window.to() - TimeDelta::nanoseconds(1)).max(window.from()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_a_second_before_the_next_begins() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let window = Window::new(at("2026-06-01T00:00:00Z"), at("2026-09-01T00:00:00Z")).unwrap();
        assert_eq!(first(&window), "2026-06-01T00:00:00Z");
        assert_eq!(last(&window), "2026-08-31T23:59:59Z");
        let odd = Window::new(at("2026-06-01T00:00:00.2Z"), at("2026-06-01T00:00:00.7Z")).unwrap();
        assert_eq!((first(&odd), last(&odd)), (first(&window), first(&window)));
    }

    #[test]
    fn a_fragment_comes_once_with_all_that_it_uses() {
        let text = document("", &[Fragment::Pulls, Fragment::Reviews]);
        for name in ["Pulls", "Pull", "Who", "Repo", "Reviews"] {
            assert_eq!(text.matches(&format!("fragment {name} on")).count(), 1, "{name}");
        }
        assert!(!text.contains("fragment Issues"));
    }

    #[test]
    fn values_are_variables_and_never_in_the_text() {
        let mut aliases = Aliases::default();
        aliases.variable("l0", "String!", "ada\") { id } x: user(login: \"grace");
        aliases.field("u0: user(login: $l0) { id }");
        let written = aliases.finish("Resolve", &[]);
        assert_eq!(
            written.text,
            "query Resolve($l0: String!) {\n  u0: user(login: $l0) { id }\n  \
             rateLimit { cost nodeCount limit remaining used resetAt }\n}\n"
        );
        assert_eq!(written.variables["l0"], "ada\") { id } x: user(login: \"grace");
    }
}
