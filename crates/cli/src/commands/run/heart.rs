//! The sign of life of a run, for whoever watches that runs take place. Nothing depends on whether it is heard.

use monitor_post::{Beat, Heard, Heartbeat, SecretUrl};
use tokio::runtime::Runtime;

use crate::exit::Failure;
use crate::posting::Posting;
use crate::settings::Settings;

/// What beats, where an address was given.
pub(super) struct Heart {
    beat: Option<Heartbeat>,
}

impl Heart {
    /// The one that the configuration names. A variable that is not set is a heart that does not beat, with a note.
    pub(super) fn of(posting: &Posting, settings: &Settings) -> Result<Self, Failure> {
        let Some(name) = &posting.heartbeat_url_env else { return Ok(Self { beat: None }) };
        let Some(url) = super::deliver::secret(name) else {
            settings.note(&format!("no sign of life is given: the variable `{name}` is not set"));
            return Ok(Self { beat: None });
        };
        let url = SecretUrl::parse(&url).map_err(|error| super::deliver::said(&error))?;
        let beat = Heartbeat::new(url).map_err(|error| super::deliver::said(&error))?;
        Ok(Self { beat: Some(beat) })
    }

    /// Beats once.
    pub(super) fn beat(&self, runtime: &Runtime, how: Beat, settings: &Settings) {
        let Some(beat) = &self.beat else { return };
        match runtime.block_on(beat.send(how)) {
            Heard::Yes => {}
            Heard::Refused(status) => {
                settings.note(&format!("the sign of life was refused with status {status}"));
            }
            Heard::No => settings.note("the sign of life was not heard"),
        }
    }
}
