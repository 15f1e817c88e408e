//! Answers of which a part is missing.

use serde_json::{Value, json};

use super::faults::Step;
use super::reply::RESOURCE_LIMITS;
use crate::github::graphql::Asked;

/// Leaves out what comes after the budget of nodes is used up: the later elements of a list of ids, or the later aliases.
pub(crate) fn exhaust(body: &mut Value, most: u64, asked: &Asked) {
    let Some(data) = body.get_mut("data").and_then(Value::as_object_mut) else {
        return;
    };
    let mut paths: Vec<Value> = Vec::new();
    let names: Vec<String> = data.keys().filter(|k| *k != "rateLimit").cloned().collect();
    let parts = asked.batch().max(names.len()).max(1) as u64;
    let kept = usize::try_from(most * parts / asked.cost.nodes.max(1)).unwrap_or(usize::MAX);
    for (place, name) in names.iter().enumerate() {
        let value = &mut data[name];
        match value.as_array_mut() {
            Some(elements) => {
                for (i, element) in elements.iter_mut().enumerate().skip(kept) {
                    *element = Value::Null;
                    paths.push(json!([name, i]));
                }
            }
            None if place >= kept => {
                *value = Value::Null;
                paths.push(json!([name]));
            }
            None => {}
        }
    }
    for path in paths {
        add_error(
            body,
            json!({"type": "RESOURCE_LIMITS_EXCEEDED", "path": path, "message": RESOURCE_LIMITS}),
        );
    }
}

/// Makes what is at a path null, with an error; a connection cannot be null, so its owner is.
pub(crate) fn forbid(body: &mut Value, path: &[Step], saml: bool) {
    let pointer = |steps: &[Step]| {
        let mut text = "/data".to_owned();
        for step in steps {
            text.push('/');
            match step {
                Step::Field(name) => text.push_str(name),
                Step::Index(i) => text.push_str(&i.to_string()),
            }
        }
        text
    };
    let is_connection = body
        .pointer(&pointer(path))
        .is_some_and(|v| v.get("pageInfo").is_some() || v.get("totalCount").is_some());
    let nulled = if is_connection { &path[..path.len() - 1] } else { path };
    let Some(place) = body.pointer_mut(&pointer(nulled)) else {
        return;
    };
    *place = Value::Null;
    let steps: Vec<Value> = path
        .iter()
        .map(|s| match s {
            Step::Field(name) => json!(name),
            Step::Index(i) => json!(i),
        })
        .collect();
    let error = if saml {
        json!({
            "type": "FORBIDDEN", "path": steps, "extensions": {"saml_failure": true},
            "message": "Resource protected by organization SAML enforcement. You must grant your Personal Access Token \
                        access to this organization.",
        })
    } else {
        json!({"type": "FORBIDDEN", "path": steps, "message": "Resource not accessible by personal access token"})
    };
    add_error(body, error);
}

fn add_error(body: &mut Value, error: Value) {
    if let Some(body) = body.as_object_mut() {
        let errors = body.entry("errors").or_insert_with(|| json!([]));
        if let Some(errors) = errors.as_array_mut() {
            errors.push(error);
        }
    }
}
