//! `report calendar`: the dates of programs, as a calendar to subscribe to.

use monitor_model::{Assessment, Program};
use monitor_report::{Calendar, Privacy};

use crate::args;
use crate::commands::{assess_all, cohort, store_to_read};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Calendar, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let ids = match &arguments.programs[..] {
        [] => store.programs()?.into_iter().map(|head| head.id).collect(),
        given => given.to_vec(),
    };
    if ids.is_empty() {
        // A calendar without an event is none.
        return Err(Failure::input(
            format!("there is no program in `{}`", settings.db.display()),
            "`mentorship-monitor import roster FILE` brings one",
        ));
    }
    let mut all: Vec<(Program, Vec<Assessment>)> = Vec::new();
    for id in &ids {
        let cohort = cohort(&store, id, settings)?;
        let assessments = assess_all(&cohort, settings)?;
        all.push((cohort.program, assessments));
    }
    let programs: Vec<(&Program, &[Assessment])> =
        all.iter().map(|(program, of)| (program, &of[..])).collect();
    let privacy = if arguments.private { Privacy::Private } else { Privacy::Public };
    output::result(&Calendar::new(&programs, privacy).render())?;
    Ok(Exit::Done)
}
