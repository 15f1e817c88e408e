//! JSON as a tree. The parser keeps each value's own text, which tells where it stands.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Lines, Node, Value};

/// Deeper than any roster; what lies below is not looked at.
const DEEPEST: usize = 8;

/// The whole document, or the syntax error with its line.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, (Option<u32>, String)> {
    let lines = Lines::of(text);
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| described(&error, 1))?;
    node(raw, text, &lines, 0)
}

fn node<'t>(
    raw: &'t RawValue,
    text: &'t str,
    lines: &Lines,
    depth: usize,
) -> Result<Node<'t>, (Option<u32>, String)> {
    let source = raw.get();
    // The raw value is a part of the text, so the distance of the two is its offset.
    let offset = (source.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let line = lines.line(offset);
    let wrong = |error: serde_json::Error| described(&error, line);
    let below = |raw| node(raw, text, lines, depth + 1);
    let value = match source.as_bytes().first() {
        Some(b'{' | b'[') if depth >= DEEPEST => Value::Other("data nested too deeply"),
        Some(b'{') => {
            let pairs = serde_json::from_str::<Object<'_>>(source).map_err(wrong)?.0;
            Value::Table(entries(pairs, below)?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(source).map_err(wrong)?;
            Value::List(items.into_iter().map(below).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str::<String>(source).map_err(wrong)?.into()),
        Some(b't' | b'f') => Value::Other("true or false"),
        Some(b'n') => Value::Other("null"),
        _ => serde_json::from_str(source).map_or(Value::Other("a fraction"), Value::Integer),
    };
    Ok(Node { line, source, value })
}

/// The entries of an object. One that is `null` has the safe meaning of one that isn't there.
fn entries<'t>(
    pairs: Vec<(String, &'t RawValue)>,
    below: impl Fn(&'t RawValue) -> Result<Node<'t>, (Option<u32>, String)>,
) -> Result<Vec<Entry<'t>>, (Option<u32>, String)> {
    let there = pairs.into_iter().filter(|(_, raw)| raw.get() != "null");
    let entry = |(key, raw)| {
        let node = below(raw)?;
        Ok(Entry { key, line: node.line, node })
    };
    there.map(entry).collect()
}

/// The parser's message and line; the line is counted from that of the part that was parsed.
fn described(error: &serde_json::Error, first_line: u32) -> (Option<u32>, String) {
    let line =
        u32::try_from(error.line()).unwrap_or(u32::MAX).saturating_add(first_line - 1).max(1);
    if error.is_eof() {
        return (Some(line), "the text ends in the middle".to_owned());
    }
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(says, _)| says);
    (Some(line), message.to_owned())
}

/// An object's pairs, in their order; a key that occurs twice is an error, as it is in TOML.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut pairs: Vec<(String, &'de RawValue)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, _>()? {
            if pairs.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format!("the key `{key}` occurs twice")));
            }
            pairs.push((key, value));
        }
        Ok(Object(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_kinds_and_lines() {
        let text =
            "{\n \"a\": \"x\\u00e4\",\n \"b\": [1,\n 2.5, true, null],\n \"c\": {\"d\": null}\n}";
        let Value::Table(entries) = parse(text).unwrap().value else { unreachable!() };
        assert_eq!(entries[0].node.text(), Some("xä"));
        assert_eq!(entries[0].node.line, 2);
        let Value::List(list) = &entries[1].node.value else { unreachable!() };
        let kinds: Vec<_> = list.iter().map(|n| (n.line, n.kind())).collect();
        assert_eq!(
            kinds,
            [(3, "a whole number"), (4, "a fraction"), (4, "true or false"), (4, "null")]
        );
        assert!(matches!(&entries[2].node.value, Value::Table(t) if t.is_empty()));
    }

    #[test]
    fn errors_name_the_line_of_the_whole_text() {
        let cases = [
            ("", 1, "the text ends in the middle"),
            ("{\n\"a\": [1,\n", 2, "the text ends in the middle"),
            ("{\n\"a\": x}", 2, "expected value"),
            ("{\n\"a\": {\n\"b\": 1,\n\"b\": 2}}", 4, "the key `b` occurs twice"),
        ];
        for (text, line, says) in cases {
            let (at, message) = parse(text).unwrap_err();
            assert_eq!(message, says, "{text:?}");
            assert!(at.unwrap() >= line, "{text:?}: {at:?}");
        }
    }

    #[test]
    fn depth_is_no_danger() {
        let text = "[".repeat(50_000) + &"]".repeat(50_000);
        assert!(parse(&text).is_ok());
    }
}
