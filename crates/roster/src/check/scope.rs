//! Where work is expected, and of what kind.

use monitor_model::{Login, LoginError, RepoName, Scope, WorkKind};

use super::logins::mended;
use crate::nearest::nearest;
use crate::problem::{Problems, quote, quote_all};
use crate::raw::{At, RawEnrollment};

/// The organisations, repositories and issues that can be used.
pub(super) fn of(raw: &RawEnrollment, work: &[WorkKind], problems: &mut Problems) -> Scope {
    let scope = Scope {
        organizations: once(&raw.organizations, "organisation", organization, problems),
        repositories: once(&raw.repositories, "repository", repository, problems),
        issues: once(&raw.issues, "issue", issue, problems),
    };
    let on_github = |kind: &WorkKind| matches!(kind, WorkKind::Code | WorkKind::Docs);
    let expected = work.is_empty() || work.iter().any(on_github);
    if expected && scope.organizations.is_empty() && scope.repositories.is_empty() {
        let hint = "name the project's organisations in `organizations`, or its repositories in `repositories`";
        let says = "the enrollment names no organisation and no repository, so that no work would be in scope";
        problems.problem(&raw.place, "", says, hint);
    }
    scope
}

/// The kinds of work that are known.
pub(super) fn work(raw: &RawEnrollment, problems: &mut Problems) -> Vec<WorkKind> {
    once(&raw.work, "kind of work", kind, problems)
}

/// Reads each text; what can't be read has been reported and is left out, what is repeated is kept once.
fn once<T: PartialEq>(
    given: &[At<String>],
    noun: &str,
    read: impl Fn(&At<String>, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> Vec<T> {
    let mut found = Vec::new();
    for text in given {
        let Some(value) = read(text, problems) else {
            continue;
        };
        if found.contains(&value) {
            let says = format!("the {noun} {} is named twice", quote(text.value.trim()));
            problems.notice(&text.place, &text.value, says, "remove one of the two");
        } else {
            found.push(value);
        }
    }
    found
}

fn organization(given: &At<String>, problems: &mut Problems) -> Option<Login> {
    let At { place, value } = given;
    match Login::read(value) {
        Ok((login, mends)) => {
            mended(place, "organisation", value, &login, &mends, problems);
            Some(login)
        }
        Err(LoginError::Empty) => {
            let hint = "write the organisation's GitHub name, or remove the empty entry";
            problems.problem(place, value, "an organisation is empty", hint);
            None
        }
        Err(why) => {
            let says = format!("{} is no organisation: {why}", quote(value));
            let hint = if RepoName::parse(&plain_repository(value)).is_ok() {
                "move the repository to `repositories`"
            } else {
                "copy the name from the address of the organisation on GitHub"
            };
            problems.problem(place, value, says, hint);
            None
        }
    }
}

fn repository(given: &At<String>, problems: &mut Problems) -> Option<RepoName> {
    let At { place, value } = given;
    if value.trim().is_empty() {
        let hint = "write it as `owner/name`, or remove the empty entry";
        problems.problem(place, value, "a repository is empty", hint);
        return None;
    }
    match RepoName::parse(&plain_repository(value)) {
        Ok(repo) => {
            if repo.to_string() != *value {
                let says = format!("{} was read as the repository `{repo}`", quote(value));
                problems.notice(place, value, says, format!("write `{repo}`"));
            }
            Some(repo)
        }
        Err(_) => {
            let hint = if Login::read(value).is_ok() {
                "write `owner/name`; a whole organisation belongs in `organizations`"
            } else {
                "write it as `owner/name`"
            };
            let says = format!("{} is no repository", quote(value));
            problems.problem(place, value, says, hint);
            None
        }
    }
}

/// The repository that a text names, if it names one.
pub(super) fn readable_repository(text: &str) -> Option<RepoName> {
    RepoName::parse(&plain_repository(text)).ok()
}

/// A repository without what has one safe meaning: blanks, the address of GitHub, `.git`, a trailing `/`.
fn plain_repository(text: &str) -> String {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let path = ["https://github.com/", "http://github.com/", "github.com/"]
        .iter()
        .find(|host| lower.starts_with(**host))
        .map_or(text, |host| &text[host.len()..]);
    let path = path.trim_end_matches('/');
    path.strip_suffix(".git").unwrap_or(path).to_owned()
}

fn issue(given: &At<String>, problems: &mut Problems) -> Option<String> {
    let url = given.value.trim();
    if !url.starts_with("https://") && !url.starts_with("http://") {
        let says = format!("{} is no address of an issue", quote(&given.value));
        let hint = "write the whole address, like `https://github.com/owner/name/issues/7`";
        problems.problem(&given.place, &given.value, says, hint);
        return None;
    }
    Some(url.to_owned())
}

fn kind(given: &At<String>, problems: &mut Problems) -> Option<WorkKind> {
    let word = given.value.trim().to_ascii_lowercase();
    let kind = word.parse().ok();
    if kind.is_none() {
        let known = || WorkKind::ALL.iter().map(|kind| kind.as_str());
        let hint = nearest(&word, known()).map_or_else(
            || format!("the kinds of work are {}", quote_all(known())),
            |kind| format!("did you mean `{kind}`?"),
        );
        let says = format!("{} is no kind of work", quote(&given.value));
        problems.problem(&given.place, &given.value, says, hint);
    }
    kind
}
