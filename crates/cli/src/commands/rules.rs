//! `rules`: what the rules find, what a finding means, and what it does not mean.

use monitor_report::Rules;

use super::{rule_docs, style};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Rules, settings: &Settings) -> Result<Exit, Failure> {
    let mut rules = Rules::new(rule_docs());
    if let Some(id) = &arguments.id {
        let known: Vec<&str> = monitor_analysis::REGISTRY.iter().map(|rule| rule.id.0).collect();
        let hint = format!("the rules are {}", known.join(", "));
        rules =
            rules.only(id).map_err(|_| Failure::input(format!("there is no rule `{id}`"), hint))?;
    }
    output::result(&rules.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}
