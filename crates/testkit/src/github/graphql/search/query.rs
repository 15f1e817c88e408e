//! The language of search: qualifiers, dates and ranges, `AND`, `OR`, `-` and brackets. Terms side by side are joined by `AND`.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, TimeDelta};

use crate::github::world::At;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expression {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Qualifier(String, String),
    Word(String),
}

impl Expression {
    pub(crate) fn parse(text: &str) -> Self {
        let tokens = tokens(text);
        let mut rest = tokens.as_slice();
        alternatives(&mut rest)
    }
}

/// Words, brackets, and qualifiers with their quoted values.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '(' | ')' if !is_quoted => {
                tokens.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                tokens.push(letter.to_string());
            }
            c if c.is_whitespace() && !is_quoted => {
                tokens.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            }
            c => word.push(c),
        }
    }
    tokens.extend((!word.is_empty()).then_some(word));
    tokens
}

fn alternatives(rest: &mut &[String]) -> Expression {
    let mut any = vec![conjunction(rest)];
    while rest.first().is_some_and(|t| t == "OR") {
        *rest = &rest[1..];
        any.push(conjunction(rest));
    }
    if any.len() == 1 { any.remove(0) } else { Expression::Any(any) }
}

fn conjunction(rest: &mut &[String]) -> Expression {
    let mut all = Vec::new();
    while let Some((token, after)) = rest.split_first() {
        match token.as_str() {
            "OR" | ")" => break,
            "AND" => *rest = after,
            "(" => {
                *rest = after;
                all.push(alternatives(rest));
                if rest.first().is_some_and(|t| t == ")") {
                    *rest = &rest[1..];
                }
            }
            "NOT" => {
                *rest = after;
                if let Some((next, after)) = rest.split_first() {
                    *rest = after;
                    all.push(Expression::Not(Box::new(term(next))));
                }
            }
            word => {
                *rest = after;
                all.push(term(word));
            }
        }
    }
    Expression::All(all)
}

fn term(text: &str) -> Expression {
    if let Some(inner) = text.strip_prefix('-') {
        return Expression::Not(Box::new(term(inner)));
    }
    match text.split_once(':') {
        Some((name, value)) => Expression::Qualifier(name.to_lowercase(), value.to_owned()),
        None => Expression::Word(text.to_lowercase()),
    }
}

/// The instants of a date qualifier: `2026-03-02`, `>=…`, `<…`, `a..b`, `a..*`. A day means all of it, both ends count.
pub(crate) fn range(text: &str) -> Option<RangeInclusive<At>> {
    let second = TimeDelta::seconds(1);
    if let Some((from, to)) = text.split_once("..") {
        let from = if from == "*" { At::MIN_UTC } else { *moment(from)?.start() };
        let to = if to == "*" { At::MAX_UTC } else { *moment(to)?.end() };
        return Some(from..=to);
    }
    let signs = [">=", "<=", ">", "<"];
    let signed = signs.iter().find_map(|s| Some((*s, text.strip_prefix(s)?)));
    let Some((sign, rest)) = signed else {
        return moment(text);
    };
    let moment = moment(rest)?;
    Some(match sign {
        ">=" => *moment.start()..=At::MAX_UTC,
        "<=" => At::MIN_UTC..=*moment.end(),
        ">" => *moment.end() + second..=At::MAX_UTC,
        _ => At::MIN_UTC..=*moment.start() - second,
    })
}

/// A day, or a second.
fn moment(text: &str) -> Option<RangeInclusive<At>> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        let start = day.and_hms_opt(0, 0, 0)?.and_utc();
        return Some(start..=start + TimeDelta::seconds(86_399));
    }
    let at = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    Some(at..=at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::world::at;

    fn q(name: &str, value: &str) -> Expression {
        Expression::Qualifier(name.to_owned(), value.to_owned())
    }

    #[test]
    fn terms_side_by_side_are_joined_and_brackets_group() {
        let parsed =
            Expression::parse(r#"(author:ada OR author:grace) is:pr -label:"good first issue""#);
        let authors = Expression::Any(vec![
            Expression::All(vec![q("author", "ada")]),
            Expression::All(vec![q("author", "grace")]),
        ]);
        let without = Expression::Not(Box::new(q("label", "good first issue")));
        assert_eq!(parsed, Expression::All(vec![authors, q("is", "pr"), without]));
    }

    #[test]
    fn days_are_whole_and_both_ends_count() {
        let first = at("2026-03-02T00:00:00Z");
        let last = at("2026-03-08T23:59:59Z");
        assert_eq!(range("2026-03-02..2026-03-08"), Some(first..=last));
        assert_eq!(range(">=2026-03-02"), Some(first..=At::MAX_UTC));
        assert_eq!(range(">2026-03-08"), Some(at("2026-03-09T00:00:00Z")..=At::MAX_UTC));
        assert_eq!(range("<2026-03-02"), Some(At::MIN_UTC..=at("2026-03-01T23:59:59Z")));
        assert_eq!(
            range("2026-03-02T10:00:00Z..*").map(|r| *r.start()),
            Some(at("2026-03-02T10:00:00Z"))
        );
        assert_eq!(range("yesterday"), None);
    }
}
