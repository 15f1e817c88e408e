//! TOML as a tree.

use chrono::{DateTime, FixedOffset, NaiveDate};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::{Entry, Lines, Node, Value};

/// The whole document as a table, or every syntax error with its line.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Vec<(Option<u32>, String)>> {
    let lines = Lines::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let value = Value::Table(entries(table.get_ref(), text, &lines));
        return Ok(Node { line: 1, source: text, value });
    }
    let line = |error: &toml::de::Error| error.span().map(|span| lines.line(span.start));
    let mut found: Vec<_> =
        errors.iter().map(|error| (line(error), error.message().to_owned())).collect();
    found.sort();
    // One slip often upsets the rest of its line too.
    found.dedup_by_key(|(line, _)| *line);
    Err(found)
}

fn entries<'t>(table: &DeTable<'t>, text: &'t str, lines: &Lines) -> Vec<Entry<'t>> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().clone().into_owned(),
            line: lines.line(key.span().start),
            node: node(value, text, lines),
        })
        .collect();
    entries.sort_by_key(|entry| entry.line);
    entries
}

fn node<'t>(value: &Spanned<DeValue<'t>>, text: &'t str, lines: &Lines) -> Node<'t> {
    let span = value.span();
    let line = lines.line(span.start);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("a very large number"), Value::Integer),
        DeValue::Datetime(datetime) => moment(datetime),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|item| node(item, text, lines)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(table, text, lines)),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Boolean(_) => Value::Other("true or false"),
    };
    Node { line, source: text.get(span).unwrap_or(""), value }
}

fn moment(datetime: &Datetime) -> Value<'static> {
    match (datetime.date, datetime.time, datetime.offset) {
        (Some(date), None, _) => {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
                .map_or(Value::Other("a date that doesn't exist"), Value::Day)
        }
        (Some(_), Some(_), Some(_)) => instant(datetime)
            .map_or(Value::Other("a date and time that doesn't exist"), Value::Instant),
        (Some(_), Some(_), None) => Value::Other("a date and time without an offset"),
        (None, ..) => Value::Other("a time of day"),
    }
}

/// TOML may leave the seconds out, RFC 3339 may not.
fn instant(datetime: &Datetime) -> Option<DateTime<FixedOffset>> {
    let mut whole = *datetime;
    if let Some(time) = &mut whole.time {
        time.second.get_or_insert(0);
    }
    DateTime::parse_from_rfc3339(&whole.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn top(text: &str) -> Vec<(String, u32, &'static str)> {
        let Value::Table(entries) = parse(text).unwrap().value else { unreachable!() };
        entries.into_iter().map(|e| (e.key, e.node.line, e.node.kind())).collect()
    }

    #[test]
    fn knows_kinds_and_lines() {
        let text = "b = 2026-03-02\na = \"x\"\n\nc = 2026-03-02T17:00:00+02:00\nd = 2026-03-02T17:00:00\ne = 0x10\nf = 1.5\ng = [\n1]\nh = 2026-03-02T17:00Z\n";
        let expected = [
            ("b", 1, "a date"),
            ("a", 2, "a text"),
            ("c", 4, "a date with time and offset"),
            ("d", 5, "a date and time without an offset"),
            ("e", 6, "a whole number"),
            ("f", 7, "a fraction"),
            ("g", 8, "a list"),
            ("h", 10, "a date with time and offset"),
        ];
        let found = top(text);
        let found: Vec<_> = found.iter().map(|(k, l, v)| (k.as_str(), *l, *v)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_table_of_a_list_stands_where_its_header_stands() {
        let root = parse("x = 1\n\n[[p]]\na = 1\n\n# note\n[[p]]\na = 2\n[p.q]\nb = 1\n").unwrap();
        let Value::Table(entries) = root.value else { unreachable!() };
        let Value::List(list) = &entries[1].node.value else { unreachable!() };
        assert_eq!(list.iter().map(|n| n.line).collect::<Vec<_>>(), [3, 7]);
    }

    #[test]
    fn every_line_with_a_syntax_error_is_named_once() {
        let errors = parse("a = \nb = 1\nb = 2\n").unwrap_err();
        assert_eq!(errors.iter().map(|e| e.0).collect::<Vec<_>>(), [Some(1), Some(3)]);
    }
}
