//! What a query costs, by GitHub's documented rule: each connection is asked for once per element of the connections around
//! it; the sum of these, divided by a hundred and rounded, is the price in points, and one at least. The nodes that the query
//! may return are the sizes of the pages, multiplied likewise.

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::Value;
use apollo_compiler::executable::{Directive, Field, Operation, Selection, SelectionSet};
use apollo_compiler::response::{JsonMap, JsonValue};

use super::refusal::Refusal;

/// Where the documents leave the rule open, how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostRules {
    /// `nodes(ids:)` counts like a connection with that many elements around what is inside.
    pub ids_multiply: bool,
    /// A list with `maxRepositories` counts like a connection with that many elements around what is inside.
    pub lists_multiply: bool,
    /// The most nodes that a query may ask for.
    pub node_limit: u64,
}

impl Default for CostRules {
    fn default() -> Self {
        Self { ids_multiply: true, lists_multiply: false, node_limit: 500_000 }
    }
}

/// The price of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// How often a connection is asked for.
    pub requests: u64,
    /// The most nodes that can be in the answer.
    pub nodes: u64,
}

impl Cost {
    /// The price in points.
    #[must_use]
    pub const fn points(self) -> u64 {
        let rounded = (self.requests + 50) / 100;
        if rounded == 0 { 1 } else { rounded }
    }
}

pub(crate) fn cost(
    document: &ExecutableDocument,
    operation: &Operation,
    variables: &JsonMap,
    rules: CostRules,
) -> Result<Cost, Refusal> {
    let mut count = Counter { document, variables, rules, cost: Cost::default() };
    count.selections(&[&operation.selection_set], 1)?;
    Ok(count.cost)
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    variables: &'a JsonMap,
    rules: CostRules,
    cost: Cost,
}

impl<'a> Counter<'a> {
    /// Counts what is selected of one object, `times` over. A field that several fragments select counts once.
    fn selections(&mut self, sets: &[&'a SelectionSet], times: u64) -> Result<(), Refusal> {
        let mut groups: Vec<(String, Vec<&'a Field>)> = Vec::new();
        for set in sets {
            self.collect(set, &mut groups);
        }
        for (_, fields) in groups {
            self.field(&fields, times)?;
        }
        Ok(())
    }

    fn collect(&self, set: &'a SelectionSet, groups: &mut Vec<(String, Vec<&'a Field>)>) {
        for selection in &set.selections {
            if self.is_skipped(selection) {
                continue;
            }
            match selection {
                Selection::Field(field) => {
                    let arguments: Vec<_> =
                        field.arguments.iter().map(|a| format!("{}:{}", a.name, a.value)).collect();
                    let key =
                        format!("{}:{}({})", field.response_key(), field.name, arguments.join(","));
                    match groups.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, fields)) => fields.push(field),
                        None => groups.push((key, vec![field])),
                    }
                }
                Selection::InlineFragment(inline) => self.collect(&inline.selection_set, groups),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name) {
                        self.collect(&fragment.selection_set, groups);
                    }
                }
            }
        }
    }

    fn field(&mut self, fields: &[&'a Field], times: u64) -> Result<(), Refusal> {
        let Some(field) = fields.first() else {
            return Ok(());
        };
        let inside: Vec<_> = fields.iter().map(|f| &f.selection_set).collect();
        let inner_times = if field.ty().inner_named_type().ends_with("Connection") {
            let size =
                self.number(field, "first").or_else(|| self.number(field, "last")).unwrap_or(0);
            self.cost.requests += times;
            self.cost.nodes += times * size;
            self.check(field)?;
            times * size
        } else {
            times * self.elements(field)
        };
        self.selections(&inside, inner_times)
    }

    /// How many elements a field that is no connection stands for.
    fn elements(&self, field: &Field) -> u64 {
        if self.rules.ids_multiply
            && let Some(ids) = self.ids(field)
        {
            return ids;
        }
        if self.rules.lists_multiply
            && field.definition.argument_by_name("maxRepositories").is_some()
        {
            return self.number(field, "maxRepositories").unwrap_or(25);
        }
        1
    }

    fn check(&self, field: &Field) -> Result<(), Refusal> {
        if self.cost.nodes <= self.rules.node_limit {
            return Ok(());
        }
        Err(Refusal::new(
            "MAX_NODE_LIMIT_EXCEEDED",
            format!(
                "By the time this query traverses to the {} connection, it is requesting up to {} possible nodes which \
                 exceeds the maximum limit of {}.",
                field.name,
                thousands(self.cost.nodes),
                thousands(self.rules.node_limit),
            ),
        ))
    }

    fn number(&self, field: &Field, name: &str) -> Option<u64> {
        match field.specified_argument_by_name(name)?.as_ref() {
            Value::Int(n) => n.as_str().parse().ok(),
            Value::Variable(name) => self.variables.get(name.as_str())?.as_u64(),
            _ => None,
        }
    }

    fn ids(&self, field: &Field) -> Option<u64> {
        match field.specified_argument_by_name("ids")?.as_ref() {
            Value::List(list) => Some(list.len() as u64),
            Value::Variable(name) => {
                let list = self.variables.get(name.as_str()).and_then(JsonValue::as_array);
                list.map(|l| l.len() as u64)
            }
            _ => None,
        }
    }

    fn is_skipped(&self, selection: &Selection) -> bool {
        let condition = |name: &str| {
            let directive: &Directive = selection.directives().get(name)?;
            match directive.specified_argument_by_name("if")?.as_ref() {
                Value::Boolean(b) => Some(*b),
                Value::Variable(v) => self.variables.get(v.as_str())?.as_bool(),
                _ => None,
            }
        };
        condition("skip") == Some(true) || condition("include") == Some(false)
    }
}

/// A number as GitHub writes it in a sentence: `1,020`.
fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
