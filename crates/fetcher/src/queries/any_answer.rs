//! Answers that GitHub should never give: whatever comes, reading ends in facts or in an error, never in a panic.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::errors::tests::error;
use super::read;
use super::samples::{comment, commit, full, list, person, pull, repo, review};
use crate::{Query, Shape};

/// Any JSON, with the names and values that readers look for.
fn any_json() -> impl Strategy<Value = Value> {
    let words = ["User", "PullRequest", "Commit", "CLOSED", "2026-06-01T00:00:00Z", "U_0", "ö"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
    ];
    let names = ["nodes", "id", "__typename", "search", "u0", "p0", "totalCount", "pageInfo", "x"];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let entry = (prop::sample::select(names.to_vec()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            prop::collection::vec(entry, 0..6)
                .prop_map(|entries| entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

/// One object that has every field that any reader asks of any kind of thing.
fn everything(kind: &str, id: &str) -> Value {
    let mut thing = pull(0);
    let lists = [
        ("pullRequests", vec![pull(0)]),
        ("issues", vec![pull(1)]),
        ("allIssues", vec![]),
        ("issueComments", vec![comment(1)]),
        ("repositoryDiscussions", vec![pull(2)]),
        ("repositoryDiscussionComments", vec![comment(2)]),
        ("commitComments", vec![comment(3)]),
        ("reviews", vec![review(1, "APPROVED", person(1)), review(2, "PENDING", person(1))]),
        ("commits", vec![json!({"commit": commit("abc", "x\n\nCo-authored-by: <e@x.example>")})]),
        ("comments", vec![comment(4)]),
        (
            "timelineItems",
            vec![
                json!({"__typename": "IssueComment", "createdAt": "2026-06-01T00:00:00Z", "author": person(2)}),
                json!({"__typename": "ClosedEvent", "closer": null}),
            ],
        ),
        ("closingIssuesReferences", vec![pull(3)]),
        ("files", vec![json!({"path": "src/wick.rs", "additions": 1, "deletions": 1})]),
        ("labels", vec![json!({"name": "Merged"})]),
        ("authors", vec![json!({"email": "e@x.example", "user": null})]),
    ];
    for (name, nodes) in lists {
        thing[name] = list(1, &nodes);
    }
    let history = list(1, &[commit("def", "x")]);
    let fields = json!({
        "__typename": kind, "id": id, "databaseId": 1, "login": "ada-lumen-0", "name": null, "state": "CLOSED",
        "additions": 1, "deletions": 1, "changedFiles": 1, "isDraft": true, "pullRequest": {"id": "PR_0"},
        "submittedAt": "2026-06-05T08:00:00Z", "createdAt": "2026-06-01T00:00:00Z", "mergedBy": null, "mergeCommit": null, "message": "x",
        "closedAt": "2026-06-01T00:00:00Z", "nameWithOwner": "lantern-works/beam", "isFork": false,
        "isPrivate": false, "issueCount": 1,
        "defaultBranchRef": {"target": {"__typename": "Commit", "history": history}},
        "contributionsCollection": {
            "totalPullRequestContributions": 1, "totalIssueContributions": 1, "totalCommitContributions": 1,
            "totalPullRequestReviewContributions": 1, "totalRepositoriesWithContributedCommits": 1,
            "restrictedContributionsCount": 0, "hasAnyContributions": true,
            "pullRequestReviewContributions": list(1, &[json!({"pullRequest": pull(0)})]),
            "commitContributionsByRepository": [{"repository": repo(), "contributions": {"totalCount": 1}}],
        },
    });
    for (name, value) in fields.as_object().unwrap() {
        thing[name] = value.clone();
    }
    thing
}

/// A sound answer to a query for one thing.
fn sound(query: &Query) -> Value {
    let (kind, id) = match query.shape() {
        Shape::PullDetails | Shape::ReviewsBy => ("PullRequest", "PR_0"),
        Shape::ReviewComments => ("PullRequestReview", "PRR_0"),
        Shape::Threads => ("Issue", "I_0"),
        Shape::CommitAuthors => ("Commit", "C_0"),
        Shape::History | Shape::RepoHistory | Shape::RepoPulls => ("Repository", "R_0"),
        _ => ("User", "U_0"),
    };
    let mut thing = everything(kind, id);
    if kind == "PullRequestReview" {
        thing["state"] = json!("APPROVED");
    }
    let mut data = json!({"nodes": [thing.clone()]});
    for alias in ["u0", "o0", "r0", "h0", "p0", "s0", "t0"] {
        data[alias] = thing.clone();
    }
    let mut found = pull(0);
    found["__typename"] = json!("PullRequest");
    data["search"] = list(1, &[found]);
    data["search"]["issueCount"] = json!(1);
    data
}

/// Every place in a value, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(entries) => {
            for (n, entry) in entries.iter().enumerate() {
                places(entry, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn a_sound_answer_is_read_for_every_shape() {
    for shape in Shape::ALL {
        let query = full(*shape, 1);
        let facts = read(&query, &sound(&query), &[]).unwrap_or_else(|e| panic!("{shape}: {e}"));
        assert!(!facts.is_empty(), "{shape}");
    }
}

#[test]
fn no_data_at_all_is_an_error_and_not_an_empty_answer() {
    for shape in Shape::ALL {
        let query = full(*shape, 1);
        for data in [json!(null), json!({}), json!([]), json!({"nodes": []})] {
            let error = read(&query, &data, &[error("INTERNAL", "")]).unwrap_err();
            assert!(error.path.starts_with("data"), "{shape}: {error}");
        }
    }
}

proptest! {
    #[test]
    fn any_answer_to_any_query_ends_in_facts_or_an_error(
        shape in 0..Shape::ALL.len(), size in 0_usize..4, data in any_json(), path in "[a-z0-9.]{0,12}",
    ) {
        let _ = read(&full(Shape::ALL[shape], size), &data, &[error("FORBIDDEN", &path)]);
    }

    #[test]
    fn a_sound_answer_with_one_wrong_place_ends_in_facts_or_an_error(
        shape in 0..Shape::ALL.len(), place in any::<prop::sample::Index>(), wrong in any_json(), refused in any::<bool>(),
    ) {
        let query = full(Shape::ALL[shape], 1);
        let mut data = sound(&query);
        let mut found = Vec::new();
        places(&data, "", &mut found);
        let place = place.get(&found);
        *data.pointer_mut(place).unwrap() = wrong;
        let errors: Vec<_> = refused.then(|| error("FORBIDDEN", &place.replace('/', "."))).into_iter().collect();
        let _ = read(&query, &data, &errors);
    }
}
