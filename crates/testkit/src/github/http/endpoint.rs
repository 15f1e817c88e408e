//! One request from arrival to answer: who asks, what it costs, which fault is due.

use serde_json::{Map, Value, json};
use wiremock::{Request, ResponseTemplate};

use super::faults::{Fault, SecondaryShape};
use super::journal::Entry;
use super::partial::{exhaust, forbid};
use super::reply::{Reply, bad_credentials, primary};
use super::rest;
use super::state::State;
use crate::github::graphql::{Answered, Asked, Question, RateFigures};
use crate::github::world::IdFormat;

pub(crate) fn respond(state: &mut State, request: &Request) -> ResponseTemplate {
    let number = state.journal.requests() + 1;
    state.change(number);
    let mut entry = describe(state, request, number);
    let fault = state.faults.take(&entry).or_else(|| overrun(state, &entry));
    entry.fault = fault.as_ref().map(Fault::name);
    let reply = match refuse(state, request) {
        Some(refusal) => refusal,
        None if entry.is_graphql() => graphql(state, request, &mut entry, fault.as_ref()),
        None => rest::answer(state, request, entry.arrived, fault.as_ref()),
    };
    let spoilt = match &fault {
        Some(fault) => limit_headers(state, entry.is_graphql(), reply.spoil(fault)),
        None => reply,
    };
    entry.status = spoilt.status;
    state.journal.push(entry);
    spoilt.late(state.limits.latency).into_template()
}

/// The secondary limit, where a client is too quick.
fn overrun(state: &State, entry: &Entry) -> Option<Fault> {
    let limits = &state.limits;
    let is_crowded = limits.most_at_once.is_some_and(|most| entry.under_way > most);
    let minute = std::time::Duration::from_secs(60);
    let is_hasty = limits
        .most_per_minute
        .is_some_and(|most| state.journal.recent(entry.arrived, minute) >= most);
    (is_crowded || is_hasty)
        .then_some(Fault::SecondaryLimit(SecondaryShape { status: 403, retry_after: Some(60) }))
}

fn describe(state: &State, request: &Request, number: usize) -> Entry {
    let query = request.url.query().map(|q| format!("?{q}")).unwrap_or_default();
    let path = format!("{}{query}", request.url.path());
    let question = if path.ends_with("/graphql") { question(request) } else { None };
    let question = question.unwrap_or_default();
    Entry {
        number,
        method: request.method.to_string(),
        path,
        name: operation_name(&question),
        batch: question.variables.values().filter_map(Value::as_array).map(Vec::len).sum(),
        query: question.query,
        variables: question.variables,
        points: 0,
        nodes: 0,
        under_way: state.gauge.now(),
        status: 0,
        fault: None,
        at: state.world.now(),
        arrived: state.started.elapsed(),
    }
}

/// The name after the word `query`, without parsing: the text may be wrong.
fn operation_name(question: &Question) -> String {
    if let Some(name) = &question.operation {
        return name.clone();
    }
    let after = question.query.trim_start().strip_prefix("query").unwrap_or_default().trim_start();
    after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn question(request: &Request) -> Option<Question> {
    let body: Value = serde_json::from_slice(&request.body).ok()?;
    let variables = match &body["variables"] {
        Value::Null => Map::new(),
        Value::Object(all) => all.clone(),
        _ => return None,
    };
    Some(Question {
        query: body["query"].as_str()?.to_owned(),
        variables,
        operation: body["operationName"].as_str().map(ToOwned::to_owned),
    })
}

/// What every request needs: a user agent and a token.
fn refuse(state: &State, request: &Request) -> Option<Reply> {
    if !request.headers.contains_key("user-agent") {
        let text = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.";
        return Some(Reply::text(403, text));
    }
    let given =
        request.headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let token = given
        .strip_prefix("Bearer ")
        .or_else(|| given.strip_prefix("bearer "))
        .or_else(|| given.strip_prefix("token "));
    let is_taken = match (&state.limits.token, token) {
        (_, None | Some("")) => false,
        (None, Some(_)) => true,
        (Some(wanted), Some(given)) => wanted == given,
    };
    (!is_taken).then(bad_credentials)
}

fn graphql(
    state: &mut State,
    request: &Request,
    entry: &mut Entry,
    fault: Option<&Fault>,
) -> Reply {
    let Some(question) = question(request) else {
        return Reply::json(400, &json!({"message": "Problems parsing JSON", "status": "400"}));
    };
    let asked = match Asked::new(&question, state.limits.cost) {
        Ok(asked) => asked,
        Err(refusal) => return limit_headers(state, true, Reply::json(200, &refusal)),
    };
    let (now, limit) = (state.world.now(), state.limits.points_per_hour);
    let price = asked.cost.points();
    entry.nodes = asked.cost.nodes;
    if fault.is_some_and(Fault::is_refusal) {
        return Reply::empty(200);
    }
    if !state.points.spend(now, limit, price) {
        let left = state.points.left(now, limit);
        return limit_headers(state, true, primary(state.limits.primary_shape, left));
    }
    entry.points = price;
    if state.limits.timeout_nodes.is_some_and(|most| asked.cost.nodes > most) {
        return limit_headers(state, true, Reply::empty(200).spoil(&Fault::BadGatewayPage));
    }
    let answered = run(state, request, &asked);
    let exhausted_at = state.limits.resource_nodes.filter(|most| asked.cost.nodes > *most);
    let reply = match (exhausted_at, fault) {
        (None, Some(Fault::Forbidden { path, saml })) => {
            let mut body = answered.into_value();
            forbid(&mut body, path, *saml);
            Reply::json(200, &body)
        }
        (Some(most), _) => {
            let mut body = answered.into_value();
            exhaust(&mut body, most, &asked);
            Reply::json(200, &body)
        }
        (None, _) => Reply::json_bytes(200, answered.to_bytes()),
    };
    limit_headers(state, true, reply)
}

fn run(state: &mut State, request: &Request, asked: &Asked) -> Answered {
    let now = state.world.now();
    let limit = state.limits.points_per_hour;
    let rate = RateFigures {
        cost: asked.cost.points(),
        nodes: asked.cost.nodes,
        limit,
        remaining: state.points.left(now, limit),
        used: state.points.used(),
        reset_at: state.points.reset_at(now),
    };
    let wants_next = request.headers.get("x-github-next-global-id").is_some_and(|v| v == "1");
    let ids = if wants_next { IdFormat::Next } else { IdFormat::Legacy };
    asked.run(&state.world, ids, rate)
}

/// Adds the headers of the limit, where the answer has not set them itself.
pub(crate) fn limit_headers(state: &mut State, is_graphql: bool, reply: Reply) -> Reply {
    let now = state.world.now();
    let (budget, limit, resource) = if is_graphql {
        (&mut state.points, state.limits.points_per_hour, "graphql")
    } else {
        (&mut state.rest, state.limits.requests_per_hour, "core")
    };
    let reset = budget.reset_at(now).timestamp();
    let left = budget.left(now, limit);
    reply
        .header("x-ratelimit-limit", limit)
        .default_header("x-ratelimit-remaining", left)
        .header("x-ratelimit-used", budget.used())
        .header("x-ratelimit-reset", reset)
        .header("x-ratelimit-resource", resource)
        .header("x-github-request-id", "0A1B:2C3D:4E5F")
}
