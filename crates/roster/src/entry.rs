//! The beginning of an enrollment, which the formats share: its number, its login, its project.

use monitor_model::Project;

use crate::Place;
use crate::fields::Fields;
use crate::node::{Node, Value};
use crate::problem::{Problems, quote};
use crate::raw::{At, RawEnrollment, RawLogin};

/// The beginning of an enrollment that every tree format shares: its number, its login, its fields. Whatever the node is,
/// the enrollment stays.
pub(crate) fn enrollment<'n>(
    file: &str,
    number: usize,
    node: &'n Node<'n>,
    login_key: &str,
    known: &[&str],
    problems: &mut Problems,
) -> (RawEnrollment, Option<Fields<'n>>) {
    let numbered = format!("enrollment {number}");
    // What is no table stands where a login should stand.
    let given = match &node.value {
        Value::Table(entries) => entries.iter().find(|entry| entry.key == login_key),
        _ => None,
    }
    .map_or(node, |entry| &entry.node);
    let login = match &given.value {
        Value::Text(text) => RawLogin::Text(text.clone().into_owned()),
        Value::Table(_) if std::ptr::eq(given, node) => RawLogin::Text(String::new()),
        _ => RawLogin::NoText(given.source.to_owned()),
    };
    let place = Place::new(file, Some(node.line), named(number, &login));
    let fields = Fields::of_node(place.clone(), node, known, problems);
    if let Some(fields) = &fields {
        // Says so where it is no text.
        fields.text(login_key, problems);
    }
    let login = At { place: Place::new(file, Some(given.line), numbered), value: login };
    (RawEnrollment::new(place, login), fields)
}

/// What an enrollment is called: its number, and its login where it has one.
pub(crate) fn named(number: usize, login: &RawLogin) -> String {
    match login {
        RawLogin::Text(text) if !text.trim().is_empty() => {
            format!("enrollment {number} ({})", quote(text.trim()))
        }
        _ => format!("enrollment {number}"),
    }
}

/// A project from its three texts.
pub(crate) fn project(
    title: Option<At<String>>,
    name: Option<At<String>>,
    url: Option<At<String>>,
) -> Project {
    let text = |field: Option<At<String>>| field.map(|at| at.value);
    Project { title: text(title).unwrap_or_default(), name: text(name), url: text(url) }
}
