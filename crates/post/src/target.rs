//! Where on GitHub a message goes.

use std::fmt;
use std::str::FromStr;

use monitor_model::RepoName;

/// Where on GitHub a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Onto an issue or pull request that exists: each part is a comment.
    Issue {
        /// The repository.
        repo: RepoName,
        /// The number in it, from 1.
        number: u64,
    },
    /// Into an issue of its own: the first part is the issue's text, each further one a comment.
    IssuePerMessage {
        /// The repository.
        repo: RepoName,
        /// What the issue is labelled with when it is opened. Later changes of people are respected.
        labels: Vec<String>,
    },
}

impl Target {
    /// The repository.
    #[must_use]
    pub const fn repo(&self) -> &RepoName {
        match self {
            Self::Issue { repo, .. } | Self::IssuePerMessage { repo, .. } => repo,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issue { repo, number } => write!(f, "{repo}#{number}"),
            Self::IssuePerMessage { repo, .. } => write!(f, "{repo}"),
        }
    }
}

impl FromStr for Target {
    type Err = TargetError;

    /// Reads `owner/repo#7` or `owner/repo`, the latter without labels.
    fn from_str(text: &str) -> Result<Self, TargetError> {
        let wrong = || TargetError { given: text.to_owned() };
        let (repo, number) = match text.split_once('#') {
            Some((repo, number)) => (repo, Some(number)),
            None => (text, None),
        };
        let repo = RepoName::parse(repo).map_err(|_| wrong())?;
        let Some(number) = number else {
            return Ok(Self::IssuePerMessage { repo, labels: Vec::new() });
        };
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        let number = number.parse().ok().filter(|n| digits && *n > 0).ok_or_else(wrong)?;
        Ok(Self::Issue { repo, number })
    }
}

/// A text that names no place on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` names no place on GitHub\nhint: write `owner/repo#7` for comments on an issue, or `owner/repo` for issues of their own"
)]
pub struct TargetError {
    /// What was given.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_it_is_shown() {
        for text in ["lantern-works/beam#7", "lantern-works/beam"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        for bad in ["", "beam", "a/b/c", "a/b#", "a/b#0", "a/b#x", "a/b#+7", "a/b#-1", "a/b#7#8"] {
            let error = bad.parse::<Target>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{bad}` names no place")), "{error}");
        }
    }
}
