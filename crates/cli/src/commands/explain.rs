//! `explain`: why an item, or a mentee's work, is or is not counted.

use monitor_analysis::explain::{self, Asked, Explanation};
use monitor_model::{Cohort, EnrollmentKey, ItemFacts, ProgramId};
use monitor_report::{Explain, Format};
use monitor_store::Store;

use super::{as_of, cohort, style};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Explain, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    arguments.program.iter().try_for_each(|program| source.expect(program))?;
    let (store, settings) = (&source.store, &source.settings);
    let cohorts = cohorts(store, arguments.program.as_ref(), settings)?;
    let explanation = match Asked::parse(&arguments.what) {
        Some(asked) => {
            let facts = facts(store, &asked)?;
            explain::item(&asked, facts.as_ref(), &cohorts, settings.now)
        }
        None => mentee(&arguments.what, &cohorts, settings)?,
    };
    let explain = Explain::new(&explanation, settings.now);
    output::result(&explain.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}

/// What `explain` says of an item to the mentee who claims it, without other mentees; `None` where the text names none.
pub(super) fn of_item(
    store: &Store,
    text: &str,
    (program, key): (&ProgramId, &EnrollmentKey),
    settings: &Settings,
) -> Result<Option<String>, Failure> {
    let Some(asked) = Asked::parse(text) else {
        return Ok(None);
    };
    let facts = facts(store, &asked)?;
    // A drawing or document has an address of the same form, and nothing to do with GitHub.
    let on_github = asked.urls.iter().any(|url| url.as_str().starts_with("https://github.com/"));
    if facts.is_none() && !on_github {
        return Ok(None);
    }
    let cohort = cohort(store, program, settings)?;
    let explanation = explain::item_for(key, &asked, facts.as_ref(), &cohort, settings.now);
    let said = explanation.map(|explanation| {
        Explain::new(&explanation, settings.now).render(Format::Table, style(settings))
    });
    Ok(said.transpose()?)
}

fn cohorts(
    store: &Store,
    only: Option<&ProgramId>,
    settings: &Settings,
) -> Result<Vec<Cohort>, Failure> {
    let ids: Vec<ProgramId> = match only {
        Some(id) => vec![id.clone()],
        None => store.programs()?.into_iter().map(|head| head.id).collect(),
    };
    ids.iter().map(|id| cohort(store, id, settings)).collect()
}

/// What is known of the first of the URLs that is known.
fn facts(store: &Store, asked: &Asked) -> Result<Option<ItemFacts>, Failure> {
    for url in &asked.urls {
        if let Some(facts) = store.item(url)? {
            return Ok(Some(facts));
        }
    }
    Ok(None)
}

fn mentee(text: &str, cohorts: &[Cohort], settings: &Settings) -> Result<Explanation, Failure> {
    let enrollments = || cohorts.iter().flat_map(|cohort| &cohort.program.enrollments);
    explain::mentee(text, cohorts, settings.now).ok_or_else(|| {
        let keys = enrollments().map(|enrollment| enrollment.key.as_str());
        let near = monitor_roster::nearest(text.trim(), keys)
            .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        Failure::input(
            format!("`{text}` names no item, and no mentee in `{}`", settings.db.display()),
            format!("{near}give a URL on GitHub, `owner/repo#7`, or a mentee's login"),
        )
    })
}
