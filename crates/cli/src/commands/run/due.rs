//! What a channel is to be told by now of a program.

use monitor_analysis::reminders::reminders;
use monitor_model::ProgramId;
use monitor_store::Store;

use super::messages::{self, Draft};
use super::reports::Told;
use super::said::said;
use crate::commands::as_of;
use crate::commands::weekly::{Moment, moment};
use crate::exit::Failure;
use crate::posting::{Channel, What};
use crate::settings::Settings;

/// The messages of a program that a channel is to get by now; `unreported` is its week where that is still to be reported, or to be
/// made anew.
pub(super) fn due(
    program: &ProgramId,
    channel: &Channel,
    store: &Store,
    unreported: Option<&Told>,
    settings: &Settings,
) -> Result<Vec<Draft>, Failure> {
    let mut drafts = Vec::new();
    let since = store.reminded(&channel.name, program)?;
    if channel.wants(What::Weekly, program) {
        let weeks = store.weeks(program)?;
        let known = store.deliveries(&channel.name)?;
        let standing = messages::weeks_to_tell(program, &weeks, &known, since);
        let anew = unreported.map(|told| told.week);
        for week in standing.into_iter().filter(|of| Some(of.week) != anew) {
            let told = Told::of(program, week, &weeks, settings)?;
            drafts.push(messages::weekly(program, &told, channel).map_err(|error| said(&error))?);
        }
        if let Some(told) = unreported {
            drafts.push(messages::weekly(program, told, channel).map_err(|error| said(&error))?);
        }
    }
    if channel.wants(What::Reminders, program) {
        let now: Moment = moment(&as_of::source(None, settings)?, program)?;
        let policy = settings.standards()?.policy;
        let all = reminders(&now.program, &now.assessments, &policy, since, settings.now);
        for reminder in all.iter().filter(|of| messages::is_for(channel, of, &now.program)) {
            drafts.push(messages::reminder(&now, reminder, channel).map_err(|error| said(&error))?);
        }
    }
    Ok(drafts)
}
