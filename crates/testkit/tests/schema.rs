//! The trimmed schema says nothing that GitHub's own does not say.

use apollo_compiler::Schema;
use apollo_compiler::schema::ExtendedType;
use monitor_testkit::github::graphql::schema;

/// Where GitHub's whole schema is, which is too big and not ours to be kept here.
const WHOLE: &str = "GITHUB_SCHEMA";

#[test]
fn the_trimmed_schema_is_small_and_plain() {
    let text = include_str!("../../../fixtures/github-schema.graphql");
    assert!(text.len() < 40_000, "{} bytes", text.len());
    assert!(!text.contains('"'), "names and types only");
    assert!(schema().types.contains_key("ContributionsCollection"));
}

#[test]
#[ignore = "needs GitHub's whole schema; .ci/run runs it where that is"]
fn every_type_field_and_argument_is_githubs() {
    let path =
        std::env::var(WHOLE).unwrap_or_else(|_| panic!("{WHOLE} says where GitHub's schema is"));
    let whole = Schema::parse(std::fs::read_to_string(&path).unwrap(), &path).unwrap();
    let mut compared = 0;
    for (name, ours) in &schema().types {
        if ours.is_built_in() {
            continue;
        }
        let theirs = whole.types.get(name).unwrap_or_else(|| panic!("GitHub has no type {name}"));
        compared += compare(name, ours, theirs);
    }
    assert!(compared > 500, "{compared} fields");
}

/// Demands that ours is a part of theirs, and answers how many fields were compared.
fn compare(name: &str, ours: &ExtendedType, theirs: &ExtendedType) -> usize {
    match (ours, theirs) {
        (ExtendedType::Scalar(_), ExtendedType::Scalar(_)) => 0,
        (ExtendedType::Enum(ours), ExtendedType::Enum(theirs)) => {
            let mut values: (Vec<_>, Vec<_>) =
                (ours.values.keys().collect(), theirs.values.keys().collect());
            values.0.sort();
            values.1.sort();
            assert_eq!(values.0, values.1, "{name}");
            0
        }
        (ExtendedType::Union(ours), ExtendedType::Union(theirs)) => {
            assert!(ours.members.iter().all(|m| theirs.members.contains(m)), "{name}");
            0
        }
        (ExtendedType::InputObject(ours), ExtendedType::InputObject(theirs)) => {
            assert_eq!(ours.fields.len(), theirs.fields.len(), "{name}");
            for (field, definition) in &ours.fields {
                assert_eq!(definition.ty, theirs.fields[field].ty, "{name}.{field}");
            }
            ours.fields.len()
        }
        (ExtendedType::Object(ours), ExtendedType::Object(theirs)) => {
            assert!(
                ours.implements_interfaces.iter().all(|i| theirs.implements_interfaces.contains(i)),
                "{name}"
            );
            ours.fields
                .iter()
                .map(|(field, ours)| same_field(name, ours, &theirs.fields[field]))
                .count()
        }
        (ExtendedType::Interface(ours), ExtendedType::Interface(theirs)) => ours
            .fields
            .iter()
            .map(|(field, ours)| same_field(name, ours, &theirs.fields[field]))
            .count(),
        _ => panic!("{name} is of another kind at GitHub"),
    }
}

fn same_field(
    name: &str,
    ours: &apollo_compiler::ast::FieldDefinition,
    theirs: &apollo_compiler::ast::FieldDefinition,
) {
    let field = &ours.name;
    assert_eq!(ours.ty, theirs.ty, "{name}.{field}");
    let arguments = |of: &apollo_compiler::ast::FieldDefinition| {
        let one = |a: &apollo_compiler::Node<apollo_compiler::ast::InputValueDefinition>| {
            (a.name.to_string(), a.ty.to_string(), a.default_value.as_ref().map(|v| v.to_string()))
        };
        let mut all: Vec<_> = of.arguments.iter().map(one).collect();
        all.sort();
        all
    };
    assert_eq!(arguments(ours), arguments(theirs), "{name}.{field}");
}
