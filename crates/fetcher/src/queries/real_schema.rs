//! Every text against GitHub's own schema: it is valid, its variables fit, it costs what we say, and an answer of the right
//! types can be read. The schema is GitHub's and not part of this repository: `GITHUB_SCHEMA` says where it is.

use apollo_compiler::executable::{Field, SelectionSet};
use apollo_compiler::resolvers::{Execution, FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::schema::{ExtendedType, Type};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde_json::Value;

use super::samples::{full, page};
use super::{Written, read, write};
use crate::{Fact, List, Query, Shape};

/// An object of some type; each of its fields has a value of the field's type.
struct Invented {
    kind: String,
    id: String,
}

/// The type of the node that an id names in the samples.
fn kind_of(id: &str) -> &'static str {
    match id.split('_').next() {
        Some("PR") => "PullRequest",
        Some("PRR") => "PullRequestReview",
        Some("C") => "Commit",
        Some("I") => "Issue",
        Some("D") => "Discussion",
        Some("R") => "Repository",
        _ => "User",
    }
}

/// One of the types that a field of this type may have.
fn concrete(kind: &str) -> &str {
    match kind {
        "Actor" => "User",
        "GitObject" | "Closer" => "Commit",
        "RepositoryOwner" => "Organization",
        "PullRequestTimelineItems" => "ReferencedEvent",
        "SearchResultItem" => "PullRequest",
        kind => kind,
    }
}

/// A value of a scalar or enum type.
fn leaf(field: &str, kind: &str, id: &str) -> JsonValue {
    match (field, kind) {
        ("id", _) => id.into(),
        ("login", _) => "ada-lumen".into(),
        ("nameWithOwner", _) => "lantern-works/beam".into(),
        (_, "URI") => "https://github.com/lantern-works/beam/pull/1".into(),
        (_, "Int") => 1.into(),
        (_, "Boolean") => false.into(),
        (_, "DateTime" | "GitTimestamp") => "2026-06-01T00:00:00Z".into(),
        (_, "PullRequestState") => "CLOSED".into(),
        (_, "PullRequestReviewState") => "APPROVED".into(),
        (_, "PullRequestReviewCommentState") => "SUBMITTED".into(),
        _ => "1a2b3c".into(),
    }
}

impl ObjectValue for Invented {
    fn type_name(&self) -> &str {
        &self.kind
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let object = |kind: &str, id: &str| {
            let kind = if kind == "Node" { kind_of(id) } else { concrete(kind) };
            ResolvedValue::object(Self { kind: kind.to_owned(), id: id.to_owned() })
        };
        let kind = info.field_definition().ty.inner_named_type().as_str();
        let id = |name: &str| info.arguments().get(name).and_then(|id| id.as_str());
        if let Some(ids) = info.arguments().get("ids").and_then(|ids| ids.as_array()) {
            let nodes: Vec<_> =
                ids.iter().filter_map(|id| id.as_str()).map(|id| object(kind, id)).collect();
            return Ok(ResolvedValue::list(nodes));
        }
        let value = match info.schema().types.get(kind) {
            Some(ExtendedType::Scalar(_) | ExtendedType::Enum(_)) => {
                ResolvedValue::leaf(leaf(info.field_name(), kind, &self.id))
            }
            _ => object(kind, id("id").unwrap_or("X_1")),
        };
        Ok(match &info.field_definition().ty {
            Type::List(_) | Type::NonNullList(_) => ResolvedValue::list([value]),
            _ => value,
        })
    }
}

/// How often connections are asked for, by GitHub's documented rule.
fn connections(
    document: &ExecutableDocument,
    set: &SelectionSet,
    variables: &Value,
    times: u64,
) -> u64 {
    let inside = |field: &Field| {
        let number = |name: &str| {
            let value = &field.arguments.iter().find(|a| a.name == name)?.value;
            let variable = value.as_variable().map(|name| &variables[name.as_str()]);
            let given =
                variable.and_then(|v| v.as_u64().or(v.as_array().map(|ids| ids.len() as u64)));
            given.or_else(|| value.to_i32().and_then(|n| u64::try_from(n).ok()))
        };
        let is_connection = field.ty().inner_named_type().ends_with("Connection");
        let size = ["first", "last", "ids"].into_iter().find_map(number).unwrap_or(1);
        let inner = connections(document, &field.selection_set, variables, times * size);
        u64::from(is_connection) * times + inner
    };
    // The same connection is never selected twice in our texts, so that fragments can just be added.
    set.selections
        .iter()
        .map(|selection| match selection {
            apollo_compiler::executable::Selection::Field(field) => inside(field),
            apollo_compiler::executable::Selection::InlineFragment(inline) => {
                connections(document, &inline.selection_set, variables, times)
            }
            apollo_compiler::executable::Selection::FragmentSpread(spread) => {
                let fragment = &document.fragments[&spread.fragment_name];
                connections(document, &fragment.selection_set, variables, times)
            }
        })
        .sum()
}

/// The schema.
fn schema() -> Valid<Schema> {
    let path = std::env::var("GITHUB_SCHEMA").expect("GITHUB_SCHEMA names GitHub's schema");
    let text = std::fs::read_to_string(path).unwrap();
    Schema::parse_and_validate(text, "schema.graphql").unwrap()
}

/// Every query that is tried: each shape with one, two and the most things, and each list's further page alone.
fn queries() -> Vec<Query> {
    let sized = |shape: &Shape| [1, 2, shape.most()].map(|size| full(*shape, size));
    let pages = List::ALL.iter().flat_map(|&list| {
        let mut bare = page(list, 0);
        (bare.by, bare.since, bare.window) = (None, None, None);
        [Query::Pages(vec![page(list, 0)]), Query::Pages(vec![bare.clone(), bare])]
    });
    Shape::ALL.iter().flat_map(sized).chain(pages).collect()
}

#[test]
#[ignore = "needs GitHub's schema; .ci/run runs it where it is"]
fn every_text_is_valid_costs_what_we_say_and_has_an_answer_that_can_be_read() {
    let schema = schema();
    for query in queries() {
        let Written { text, variables } = write(&query);
        let document =
            ExecutableDocument::parse_and_validate(&schema, text.as_str(), "query.graphql")
                .unwrap_or_else(|error| panic!("{text}\n{error}"));
        let operation = document.operations.get(None).unwrap();
        let asked = connections(&document, &operation.selection_set, &variables, 1);
        // The list of repositories is none with pages; its inner connection counts once.
        assert_eq!(u64::from(query.cost()), ((asked + 50) / 100).max(1), "{asked}: {query:?}");

        let variables: JsonMap = serde_json::from_value(variables).unwrap();
        let root = Invented { kind: "Query".into(), id: String::new() };
        let execution = Execution::new(&schema, &document).raw_variable_values(&variables);
        let response =
            execution.execute_sync(&root).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        assert!(response.errors.is_empty(), "{:?}\n{text}", response.errors);
        let data = serde_json::to_value(&response.data).unwrap();
        assert_eq!(data["rateLimit"]["nodeCount"], 1, "{text}");
        let facts = read(&query, &data, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert!(facts.len() >= query.len(), "{facts:?}");
        let unseen = |fact: &Fact| matches!(fact, Fact::Gone(_) | Fact::Refused { .. });
        assert!(!facts.iter().any(unseen), "{facts:?}");
    }
}
