//! The rules as documentation: what a finding means, what it does not mean, who acts, and what clears it.

use std::fmt::Write as _;

use monitor_model::{Actor, RuleId, Severity};
use serde::Serialize;

use crate::escape::{markdown_part, plain};
use crate::layout::{Align, Paint, cell, paint, paragraph};
use crate::{Format, RenderError, Style, words};

/// What is to be known of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleDoc<'a> {
    /// The stable id.
    pub id: RuleId,
    /// How much a finding asks.
    pub severity: Severity,
    /// Who is to act.
    pub actor: Actor,
    /// What a finding means.
    pub means: &'a str,
    /// What a finding does not mean.
    pub does_not_mean: &'a str,
    /// What makes it go away.
    pub cleared_by: &'a str,
}

impl RuleDoc<'static> {
    /// The documentation of a rule of the registry.
    #[must_use]
    pub const fn of(rule: &monitor_analysis::Rule) -> Self {
        Self {
            id: rule.id,
            severity: rule.severity,
            actor: rule.actor,
            means: rule.means,
            does_not_mean: rule.does_not_mean,
            cleared_by: rule.cleared_by,
        }
    }
}

/// Some rules, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules<'a> {
    /// The rules.
    pub rules: Vec<RuleDoc<'a>>,
}

/// The formats of the rules.
const FORMATS: &[Format] = &[Format::Table, Format::Markdown, Format::Json];

impl<'a> Rules<'a> {
    /// Every rule of a registry.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = RuleDoc<'a>>) -> Self {
        Self { rules: rules.into_iter().collect() }
    }

    /// The one rule with this id.
    ///
    /// # Errors
    /// [`UnknownRule`] where there is none.
    pub fn only(&self, id: &str) -> Result<Self, UnknownRule> {
        let rule = self.rules.iter().find(|rule| rule.id.0 == id);
        let rules = rule.map(|rule| vec![*rule]).ok_or_else(|| UnknownRule {
            given: id.to_owned(),
            known: words::list(self.rules.iter().map(|rule| rule.id.0)),
        })?;
        Ok(Self { rules })
    }

    /// The rules as text; a single rule in full.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for HTML and CSV.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(self.text(style)),
            Format::Markdown => Ok(self.markdown()),
            Format::Json => self.json(),
            Format::Html | Format::Csv => {
                Err(RenderError::NoSuchFormat { view: "the list of rules", format, known: FORMATS })
            }
        }
    }

    fn text(&self, style: Style) -> String {
        let mut out = String::new();
        for (n, rule) in self.rules.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            let id = format!("{} ", cell(rule.id.0, 26, Align::Left));
            let _ = write!(out, "{}", paint(style, Paint::Heading, &id));
            let _ = writeln!(
                out,
                "{}; next: {}",
                words::severity(rule.severity),
                words::next(rule.actor)
            );
            if self.rules.len() > 1 {
                paragraph(&mut out, "  ", rule.means);
            } else {
                for (what, text) in explanation(rule) {
                    paragraph(&mut out, &format!("  {what:<15} "), text);
                }
            }
        }
        if self.rules.len() > 1 {
            out.push('\n');
            paragraph(
                &mut out,
                "",
                "`rules ID` says what a finding does not mean, and what clears it.",
            );
        }
        out
    }

    fn markdown(&self) -> String {
        let mut out = if self.rules.len() > 1 { self.overview() } else { String::new() };
        for (n, rule) in self.rules.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            let _ = write!(out, "## `{}`\n\n", rule.id);
            let _ = write!(
                out,
                "{}; next: {}.\n\n",
                capital(words::severity(rule.severity)),
                words::next(rule.actor)
            );
            for (what, text) in explanation(rule) {
                let _ = writeln!(out, "- **{}**: {}", capital(what), prose(text));
            }
        }
        out
    }

    /// The rules in a table, each with a link to what follows.
    fn overview(&self) -> String {
        let mut out = "# Rules\n\nWhat the rules find, in the order in which findings are shown. A finding says what the record \
            shows; it fails nobody. This page is what `mentorship-monitor rules --format markdown` prints.\n\n\
            | rule | asks | next | means |\n| :-- | :-- | :-- | :-- |\n"
            .to_owned();
        for rule in &self.rules {
            let (asks, next) = (words::severity(rule.severity), words::next(rule.actor));
            let _ = writeln!(
                out,
                "| [`{0}`](#{0}) | {asks} | {next} | {1} |",
                rule.id,
                prose(rule.means)
            );
        }
        out.push('\n');
        out
    }

    fn json(&self) -> Result<String, RenderError> {
        let rules = self.rules.iter().map(|rule| RuleJson {
            id: rule.id.0,
            severity: rule.severity.as_str(),
            actor: rule.actor.as_str(),
            means: rule.means,
            does_not_mean: rule.does_not_mean,
            cleared_by: rule.cleared_by,
        });
        let json = RulesJson { schema: "mentorship-monitor/rules/1", rules: rules.collect() };
        Ok(serde_json::to_string_pretty(&json)? + "\n")
    }
}

/// What a rule says of itself, with headings.
pub(crate) const fn explanation<'a>(rule: &RuleDoc<'a>) -> [(&'static str, &'a str); 3] {
    [("means", rule.means), ("does not mean", rule.does_not_mean), ("cleared by", rule.cleared_by)]
}

/// Our own sentences in Markdown: code stays code.
pub(crate) fn prose(text: &str) -> String {
    let text = plain(text);
    let part = |(n, part): (usize, &str)| match n % 2 {
        0 => markdown_part(part),
        _ => part.to_owned(),
    };
    let parts: Vec<String> = text.split('`').enumerate().map(part).collect();
    parts.join("`")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An id that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no rule\nhint: use one of {known}")]
pub struct UnknownRule {
    /// What was given.
    pub given: String,
    /// Every id that would do, separated by commas.
    pub known: String,
}

#[derive(Serialize)]
struct RulesJson<'a> {
    schema: &'static str,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    id: &'static str,
    severity: &'static str,
    actor: &'static str,
    means: &'a str,
    does_not_mean: &'a str,
    cleared_by: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn an_unknown_id_says_which_there_are() {
        let rules = Rules::new(fixture::RULES);
        assert_eq!(rules.only("stalled").unwrap().rules.len(), 1);
        let error = rules.only("stale").unwrap_err().to_string();
        assert!(error.starts_with("`stale` is no rule\nhint: use one of "), "{error}");
        assert!(error.contains("stalled"), "{error}");
    }

    #[test]
    fn one_rule_says_more_than_the_list() {
        let rules = Rules::new(fixture::RULES);
        let one = rules.only("stalled").unwrap();
        let text = |rules: &Rules<'_>| rules.render(Format::Table, Style::Plain).unwrap();
        assert!(text(&one).contains("does not mean"));
        assert!(!text(&rules).contains("  does not mean "));
        assert!(one.render(Format::Csv, Style::Plain).is_err());
    }

    #[test]
    fn code_in_our_sentences_stays_code() {
        assert_eq!(prose("at least `stalled-days` and_more"), r"at least `stalled-days` and\_more");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(means in fixture::any_text()) {
            let plain = means.replace('`', "'");
            let rule = RuleDoc { means: &means, does_not_mean: &means, ..fixture::RULES[0] };
            for rules in [vec![rule], vec![rule, fixture::RULES[1]]] {
                let several = rules.len() > 1;
                let rules = Rules { rules };
                let text = rules.render(Format::Table, Style::Plain).unwrap();
                prop_assert!(text.lines().all(|line| line.width() <= 80));
                // What stands between backticks is our own and has no border of a cell.
                let rules = Rules { rules: rules.rules.iter().map(|rule| RuleDoc { means: &plain, ..*rule }).collect() };
                let markdown = rules.render(Format::Markdown, Style::Plain).unwrap();
                let rows = markdown.lines().filter(|line| line.starts_with('|'));
                prop_assert_eq!(rows.clone().count(), if several { 2 + rules.rules.len() } else { 0 });
                for row in rows {
                    prop_assert_eq!(row.matches('|').count(), 5, "{}", row);
                }
            }
        }
    }
}
