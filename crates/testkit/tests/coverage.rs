//! Every field of every type in the trimmed schema is resolved, with a value that fits its type.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use std::collections::BTreeSet;

use apollo_compiler::ast::FieldDefinition;
use apollo_compiler::schema::ExtendedType;
use monitor_testkit::github::graphql::{Question, execute, schema};
use monitor_testkit::github::world::{AccountKind, Signature, Verdict, World, at};
use serde_json::{Map, Value};

/// A world in which every kind of thing and of event is at least once.
fn full_world() -> World {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let t = at("2026-03-02T09:00:00Z");
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let bot = world.bot("lantern-bot").id();
    let double = world.person("old-friend").id();
    world.accounts[double].kind = AccountKind::Mannequin;
    let beam = world.repo("lantern-works/beam").id();
    world.repo("ada-lumen/notes").created(t);
    let issue = world
        .issue(beam, ada)
        .opened(t)
        .labeled("soon", grace, t)
        .assigned(ada, t)
        .commented(ada, t)
        .id();
    world.edit_issue(issue).not_planned(grace, t).reopened(grace, t);
    let pull = world
        .pr(beam, ada)
        .opened(t)
        .draft()
        .closes(issue)
        .commit(t)
        .commit_by(Signature::new("somebody", "x@laptop.example"), t)
        .labeled("soon", grace, t)
        .assigned(ada, t)
        .back_to_draft(t)
        .ready(t)
        .closed(grace, t)
        .reopened(grace, t)
        .commented(bot, t)
        .reviewed_with(grace, t, Verdict::Approved, 1)
        .merged_by(grace, t)
        .id();
    world.pr(beam, ada).opened(t).commit(t).landed_by_commit(grace, t);
    let line = world.review_comments.ids().next().unwrap();
    world.reply(line, ada, t);
    let talk = world.discussion(beam, ada).opened(t).answered(ada, t).id();
    let comment = world.discussion_comments.ids().next().unwrap();
    world.discuss(talk, grace, t, Some(comment));
    let commit = world[pull].commits[0];
    world.comment_on_commit(commit, ada, t);
    world.commit(beam, ada).dated(t);
    world
}

/// How to get at an object of each type that has no node id of its own: from which object, and through what.
const WAYS: &[(&str, &str, &str)] = &[
    ("Ref", "Repository", "defaultBranchRef { ... on Ref { FIELDS } }"),
    ("GitActor", "Commit", "author { FIELDS }"),
    ("PullRequestCommit", "PullRequest", "commits(first: 1) { nodes { FIELDS } }"),
    ("PullRequestChangedFile", "PullRequest", "files(first: 1) { nodes { FIELDS } }"),
    ("PullRequestReviewThread", "PullRequest", "reviewThreads(first: 1) { nodes { FIELDS } }"),
    ("Label", "PullRequest", "labels(first: 1) { nodes { FIELDS } }"),
    ("DiscussionCategory", "Discussion", "category { FIELDS }"),
    ("ContributionsCollection", "User", "contributionsCollection { FIELDS }"),
    ("ContributionCalendar", "User", "contributionsCollection { contributionCalendar { FIELDS } }"),
    (
        "ContributionCalendarWeek",
        "User",
        "contributionsCollection { contributionCalendar { weeks { FIELDS } } }",
    ),
    (
        "ContributionCalendarDay",
        "User",
        "contributionsCollection { contributionCalendar { weeks { contributionDays { FIELDS } } } }",
    ),
    (
        "CommitContributionsByRepository",
        "User",
        "contributionsCollection { commitContributionsByRepository { FIELDS } }",
    ),
    (
        "IssueContributionsByRepository",
        "User",
        "contributionsCollection { issueContributionsByRepository { FIELDS } }",
    ),
    (
        "PullRequestContributionsByRepository",
        "User",
        "contributionsCollection { pullRequestContributionsByRepository { FIELDS } }",
    ),
    (
        "PullRequestReviewContributionsByRepository",
        "Reviewer",
        "contributionsCollection { pullRequestReviewContributionsByRepository { FIELDS } }",
    ),
    (
        "CreatedCommitContribution",
        "User",
        "contributionsCollection { commitContributionsByRepository { contributions(first: 1) { nodes { FIELDS } } } }",
    ),
    (
        "CreatedIssueContribution",
        "User",
        "contributionsCollection { issueContributions(first: 1) { nodes { FIELDS } } }",
    ),
    (
        "CreatedPullRequestContribution",
        "User",
        "contributionsCollection { pullRequestContributions(first: 1) { nodes { FIELDS } } }",
    ),
    (
        "CreatedPullRequestReviewContribution",
        "Reviewer",
        "contributionsCollection { pullRequestReviewContributions(first: 1) { nodes { FIELDS } } }",
    ),
    (
        "CreatedRepositoryContribution",
        "User",
        "contributionsCollection { repositoryContributions(first: 1) { nodes { FIELDS } } }",
    ),
    (
        "CrossReferencedEvent",
        "Issue",
        "timelineItems(first: 50) { nodes { ... on CrossReferencedEvent { FIELDS } } }",
    ),
];

fn start(world: &World, type_name: &str) -> Option<String> {
    let pull = world.pulls.ids().next()?;
    Some(match type_name {
        "User" => world.node_id(world.account("ada-lumen")?),
        "Reviewer" => world.node_id(world.account("grace-wick")?),
        "Bot" => world.node_id(world.account("lantern-bot")?),
        "Mannequin" => world.node_id(world.account("old-friend")?),
        "Organization" => world.node_id(world.account("lantern-works")?),
        "Repository" => world.node_id(world.repo_named("lantern-works", "beam")?),
        "PullRequest" => world.node_id(pull),
        "Issue" => world.node_id(world.issues.ids().next()?),
        "PullRequestReview" => world.node_id(world.reviews.ids().next()?),
        "PullRequestReviewComment" => world.node_id(world.review_comments.ids().next()?),
        "IssueComment" => world.node_id(world.comments.ids().next()?),
        "Commit" => world.node_id(world[pull].commits[0]),
        "CommitComment" => world.node_id(world.commit_comments.ids().next()?),
        "Discussion" => world.node_id(world.discussions.ids().next()?),
        "DiscussionComment" => world.node_id(world.discussion_comments.ids().next()?),
        _ => return None,
    })
}

fn on_node(world: &World, start_type: &str, inside: &str) -> String {
    let id = start(world, start_type).unwrap();
    let type_name = if start_type == "Reviewer" { "User" } else { start_type };
    format!("{{ node(id: \"{id}\") {{ ... on {type_name} {{ {inside} }} }} }}")
}

/// A query in which all fields of a type are asked for.
fn query(world: &World, type_name: &str, fields: &str) -> String {
    if type_name == "Query" {
        return format!("{{ {fields} }}");
    }
    if type_name == "RateLimit" {
        return format!("{{ rateLimit {{ {fields} }} }}");
    }
    if let Some((_, from, way)) = WAYS.iter().find(|(t, _, _)| *t == type_name) {
        return on_node(world, from, &way.replace("FIELDS", fields));
    }
    if start(world, type_name).is_some() {
        return on_node(world, type_name, fields);
    }
    assert!(type_name.ends_with("Event"), "no way leads to {type_name}");
    let all =
        format!("timelineItems(first: 50) {{ nodes {{ ... on {type_name} {{ {fields} }} }} }}");
    let pulls = format!("pullRequests(first: 5) {{ nodes {{ {all} }} }}");
    on_node(world, "User", &pulls)
}

/// One field with the arguments that it needs, and a little of what it leads to.
fn selection(field: &FieldDefinition) -> String {
    let mut arguments: Vec<String> = field
        .arguments
        .iter()
        .filter(|a| a.ty.is_non_null())
        .map(|a| {
            let value = match a.name.as_str() {
                "number" => "2".to_owned(),
                "login" if field.name == "organization" => "\"lantern-works\"".to_owned(),
                "login" => "\"ada-lumen\"".to_owned(),
                "owner" => "\"lantern-works\"".to_owned(),
                "name" => "\"beam\"".to_owned(),
                "url" => "\"https://github.com/lantern-works/beam/pull/2\"".to_owned(),
                "qualifiedName" => "\"refs/heads/main\"".to_owned(),
                "refPrefix" => "\"refs/heads/\"".to_owned(),
                "query" => "\"is:pr\"".to_owned(),
                "type" => "ISSUE".to_owned(),
                "id" => "\"U_kgDOAIra4A\"".to_owned(),
                "ids" => "[\"U_kgDOAIra4A\"]".to_owned(),
                other => panic!("{}({other})", field.name),
            };
            format!("{}: {value}", a.name)
        })
        .collect();
    if field.name == "issue" && !arguments.is_empty() {
        arguments = vec!["number: 1".to_owned()];
    }
    if field.name == "discussion" && !arguments.is_empty() {
        arguments = vec!["number: 4".to_owned()];
    }
    let target = schema().types.get(field.ty.inner_named_type()).unwrap();
    let is_connection = target.name().ends_with("Connection");
    if is_connection {
        arguments.push("first: 3".to_owned());
    }
    let arguments =
        if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let inside = match target {
        ExtendedType::Scalar(_) | ExtendedType::Enum(_) => "",
        ExtendedType::Object(object) if is_connection => {
            let total = object.fields.keys().find(|k| k.ends_with("Count")).unwrap();
            &format!(
                "{{ {total} nodes {{ __typename }} edges {{ cursor node {{ __typename }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}"
            )
        }
        _ => "{ __typename }",
    };
    format!("{}{arguments} {inside}", field.name)
}

#[test]
fn every_field_is_resolved() {
    let world = full_world();
    let mut tried = BTreeSet::new();
    for (name, definition) in &schema().types {
        let ExtendedType::Object(object) = definition else {
            continue;
        };
        let is_plumbing =
            name.ends_with("Connection") || name.ends_with("Edge") || name == "PageInfo";
        if definition.is_built_in() || is_plumbing {
            continue;
        }
        let all: Vec<String> = object.fields.values().map(|f| selection(f)).collect();
        let query = query(&world, name, &all.join(" "));
        let answer = execute(
            &world,
            &Question { query: query.clone(), variables: Map::new(), operation: None },
        );
        assert_eq!(answer.get("errors"), None, "{name}: {query}");
        assert!(
            is_reached(&answer["data"], object.fields.keys().next_back().unwrap()),
            "{name} was not reached: {answer}"
        );
        tried.insert(name.to_string());
    }
    assert!(tried.len() >= 45, "{}", tried.len());
}

/// Whether an object with this field is somewhere in the answer.
fn is_reached(value: &Value, field: &str) -> bool {
    match value {
        Value::Object(fields) => {
            fields.contains_key(field) || fields.values().any(|v| is_reached(v, field))
        }
        Value::Array(all) => all.iter().any(|v| is_reached(v, field)),
        _ => false,
    }
}
