//! From the text of a query to the JSON of its answer.

use std::cell::RefCell;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::executable::{Operation, Selection};
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::resolvers::{Execution, ObjectValue, ResolvedValue};
use apollo_compiler::response::{ExecutionResponse, JsonMap};
use apollo_compiler::validation::Valid;
use serde_json::{Map, Value, json};

use super::cost::{Cost, CostRules, cost};
use super::exec::{Exec, What};
use super::refusal::{Refusal, number_in};
use super::schema::schema;
use crate::github::world::{At, IdFormat, World};

/// What a client sends.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The text of the query.
    pub query: String,
    /// The variables.
    pub variables: Map<String, Value>,
    /// The operation, where the text has several.
    pub operation: Option<String>,
}

/// The figures of the rate limit that an answer tells.
#[derive(Clone, Copy, Debug)]
pub struct RateFigures {
    /// The price of this query in points.
    pub cost: u64,
    /// The most nodes that it can return.
    pub nodes: u64,
    /// Points per hour.
    pub limit: u64,
    /// Points left.
    pub remaining: u64,
    /// Points spent.
    pub used: u64,
    /// When the hour is over.
    pub reset_at: At,
}

/// A question that GitHub would take: valid, with all variables, and within the node limit.
#[derive(Debug)]
pub struct Asked {
    document: Valid<ExecutableDocument>,
    variables: Valid<JsonMap>,
    operation: Option<String>,
    /// Its price.
    pub cost: Cost,
    /// The name of the operation, or nothing.
    pub name: String,
    /// Whether only the price is wanted.
    pub is_dry_run: bool,
}

/// The body of an answer.
pub type Outcome = Value;

/// An answer before it is written: what was found, in the library's own form, and the errors as GitHub writes them.
#[derive(Clone, Debug)]
pub struct Answered {
    data: Option<JsonMap>,
    errors: Vec<Value>,
}

impl Answered {
    /// The body as text.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let data = serde_json::to_string(&self.data).unwrap_or_else(|_| "null".to_owned());
        let errors = if self.errors.is_empty() {
            String::new()
        } else {
            format!(",\"errors\":{}", json!(self.errors))
        };
        format!("{{\"data\":{data}{errors}}}").into_bytes()
    }

    /// The body as JSON that can be changed.
    #[must_use]
    pub fn into_value(self) -> Outcome {
        let data = serde_json::to_value(self.data).unwrap_or(Value::Null);
        let mut body = Map::from_iter([("data".to_owned(), data)]);
        if !self.errors.is_empty() {
            body.insert("errors".to_owned(), Value::Array(self.errors));
        }
        Value::Object(body)
    }
}

impl Asked {
    /// Takes a question, or answers with the body that refuses it. GitHub sends that with status 200.
    ///
    /// # Errors
    /// The body of the refusal.
    pub fn new(question: &Question, rules: CostRules) -> Result<Self, Outcome> {
        let parsed =
            ExecutableDocument::parse_and_validate(schema(), &question.query, "query.graphql");
        let document = parsed.map_err(|wrong| {
            let errors: Vec<_> = wrong.errors.iter().map(|e| json!(e.to_json())).collect();
            json!({"errors": errors})
        })?;
        let operation = document.operations.get(question.operation.as_deref());
        let operation = operation.map_err(|e| sentence(&e.message().to_string()))?.clone();
        let raw = serde_json::from_value(Value::Object(question.variables.clone()));
        let raw: JsonMap = raw.map_err(|e| sentence(&e.to_string()))?;
        let variables = coerce_variable_values(schema(), &operation, &raw);
        let variables = variables.map_err(|e| sentence(&e.message().to_string()))?;
        let cost = cost(&document, &operation, &variables, rules);
        let cost = cost
            .map_err(|refusal| json!({"errors": [refusal.to_json(&Value::Null, &Value::Null)]}))?;
        Ok(Self {
            cost,
            name: operation.name.as_ref().map(ToString::to_string).unwrap_or_default(),
            is_dry_run: is_dry_run(&operation, &variables),
            operation: question.operation.clone(),
            document,
            variables,
        })
    }

    /// Answers it.
    #[must_use]
    pub fn run(&self, world: &World, ids: IdFormat, rate: RateFigures) -> Answered {
        let exec = Exec { world, ids, rate, refusals: RefCell::new(Vec::new()) };
        let ResolvedValue::Object(root) = exec.object(What::Root) else {
            return Answered { data: None, errors: Vec::new() };
        };
        match self.execute(&*root) {
            Ok(response) => self.body(response, &exec.refusals.borrow()),
            Err(message) => Answered { data: None, errors: vec![json!({"message": message})] },
        }
    }

    fn execute(&self, root: &dyn ObjectValue) -> Result<ExecutionResponse, String> {
        let execution = Execution::new(schema(), &self.document)
            .coerced_variable_values(&self.variables)
            .operation_name(self.operation.as_deref());
        let run = execution.and_then(|e| e.execute_sync(root));
        run.map_err(|e| e.message().to_string())
    }

    /// The answer with each refusal in its place; of a dry run only the price.
    fn body(&self, response: ExecutionResponse, refusals: &[Refusal]) -> Answered {
        let ExecutionResponse { mut data, mut errors } = response;
        if self.is_dry_run {
            errors.clear();
            if let Some(fields) = &mut data {
                fields.retain(|_, value| {
                    value
                        .as_object()
                        .is_some_and(|o| o.contains_key("cost") || o.contains_key("nodeCount"))
                });
            }
        }
        Answered { data, errors: errors.iter().map(|e| write_error(&json!(e), refusals)).collect() }
    }

    /// How many node ids the variables name in all: the size of a batch.
    #[must_use]
    pub fn batch(&self) -> usize {
        let lists = self.variables.iter().filter_map(|(_, v)| v.as_array());
        lists.map(Vec::len).sum()
    }
}

/// Answers a question without a server in between, as if no limit had been touched.
#[must_use]
pub fn execute(world: &World, question: &Question) -> Outcome {
    match Asked::new(question, CostRules::default()) {
        Err(refused) => refused,
        Ok(asked) => {
            let rate = RateFigures {
                cost: asked.cost.points(),
                nodes: asked.cost.nodes,
                limit: 5_000,
                remaining: 5_000 - asked.cost.points(),
                used: asked.cost.points(),
                reset_at: world.now() + chrono::TimeDelta::hours(1),
            };
            asked.run(world, IdFormat::Next, rate).into_value()
        }
    }
}

fn write_error(error: &Value, refusals: &[Refusal]) -> Value {
    let message = error["message"].as_str().unwrap_or_default();
    match number_in(message).and_then(|n| refusals.get(n)) {
        Some(refusal) => refusal.to_json(&error["path"], &error["locations"]),
        None => error.clone(),
    }
}

fn sentence(message: &str) -> Outcome {
    json!({"errors": [{"message": message}]})
}

fn is_dry_run(operation: &Operation, variables: &JsonMap) -> bool {
    operation.selection_set.selections.iter().any(|selection| {
        let Selection::Field(field) = selection else {
            return false;
        };
        let dry = field.specified_argument_by_name("dryRun");
        field.name == "rateLimit"
            && dry.is_some_and(|value| match value.as_variable() {
                Some(name) => variables.get(name.as_str()).and_then(|v| v.as_bool()) == Some(true),
                None => value.to_bool() == Some(true),
            })
    })
}
