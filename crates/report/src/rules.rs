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
        let mut out = String::new();
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
fn prose(text: &str) -> String {
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
            let rule = RuleDoc { means: &means, does_not_mean: &means, ..fixture::RULES[0] };
            for rules in [vec![rule], vec![rule, fixture::RULES[1]]] {
                let text = Rules { rules }.render(Format::Table, Style::Plain).unwrap();
                prop_assert!(text.lines().all(|line| line.width() <= 80));
            }
        }
    }
}
