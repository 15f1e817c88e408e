//! GitHub's issues and comments as REST writes them.

use monitor_fetcher::RestAnswer;
use monitor_model::RepoName;
use serde_json::Value;

use crate::place::{Place, Visibility};

/// An issue, or a comment on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) place: Place,
    /// The login of who wrote it; empty where the account is gone.
    pub(crate) author: String,
    /// The title; empty for a comment.
    pub(crate) title: String,
    pub(crate) body: String,
}

/// A comment on an issue.
pub(crate) fn comment(repo: &RepoName, issue: u64, json: &Value) -> Option<Text> {
    text(repo, issue, Some(json["id"].as_u64()?), json)
}

/// An issue; `None` for a pull request, which lists of issues hold, too.
pub(crate) fn issue(repo: &RepoName, json: &Value) -> Option<Text> {
    let is_pull = json.get("pull_request").is_some();
    text(repo, json["number"].as_u64()?, None, json).filter(|_| !is_pull)
}

fn text(repo: &RepoName, issue: u64, comment: Option<u64>, json: &Value) -> Option<Text> {
    let field = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let url = json["html_url"].as_str()?.to_owned();
    Some(Text {
        place: Place { repo: repo.clone(), issue, comment, url },
        author: json["user"]["login"].as_str().unwrap_or_default().to_owned(),
        title: field("title"),
        body: field("body"),
    })
}

/// One page of a list, and where it goes on; what on it can't be read is passed over.
pub(crate) fn page(
    answer: &RestAnswer,
    read: impl Fn(&Value) -> Option<Text>,
) -> Option<(Vec<Text>, Option<String>)> {
    let texts = answer.body.as_array()?.iter().filter_map(read).collect();
    Some((texts, answer.next.clone()))
}

/// Who can see a repository. One that is open to a whole company is not private to a program.
pub(crate) fn visibility(answer: &RestAnswer) -> Option<Visibility> {
    let private = answer.body["private"].as_bool()?;
    Some(match (private, answer.body["visibility"].as_str()) {
        (false, None | Some("public")) => Visibility::Public,
        (true, None | Some("private")) => Visibility::Private,
        _ => Visibility::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn visibility_is_only_said_where_it_is_sure() {
        for (body, wanted) in [
            (json!({"private": true}), Some(Visibility::Private)),
            (json!({"private": true, "visibility": "private"}), Some(Visibility::Private)),
            (json!({"private": true, "visibility": "internal"}), Some(Visibility::Unknown)),
            (json!({"private": false, "visibility": "public"}), Some(Visibility::Public)),
            (json!({"private": false, "visibility": "private"}), Some(Visibility::Unknown)),
            (json!({"private": "yes"}), None),
            (json!([]), None),
        ] {
            let answer = RestAnswer { status: 200, body, next: None, rate: Default::default() };
            assert_eq!(visibility(&answer), wanted, "{answer:?}");
        }
    }

    #[test]
    fn a_pull_request_is_no_issue_and_a_ghost_has_no_name() {
        let repo = RepoName::parse("lantern-works/beam").unwrap();
        let mut json =
            json!({"number": 7, "html_url": "u", "title": "t", "body": null, "user": null});
        let read = issue(&repo, &json).unwrap();
        assert_eq!((read.place.issue, &*read.author, &*read.body), (7, "", ""));
        json["pull_request"] = json!({});
        assert_eq!(issue(&repo, &json), None);
    }
}
