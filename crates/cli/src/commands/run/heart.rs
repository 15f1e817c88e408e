//! The sign of life of a run, for whoever watches that runs take place. Nothing depends on whether it is heard.

use monitor_post::{Beat, Heard, Heartbeat, SecretUrl};
use tokio::runtime::Runtime;

use crate::posting::Posting;
use crate::settings::Settings;

/// What beats, where an address was given.
pub(super) struct Heart {
    beat: Option<Heartbeat>,
}

impl Heart {
    /// The one that the configuration names. Where it can't beat, nothing else waits for it, and a note says why.
    pub(super) fn of(posting: &Posting, settings: &Settings) -> Self {
        let Some(name) = &posting.heartbeat_url_env else { return Self { beat: None } };
        let Some(url) = super::deliver::secret(name) else {
            settings.note(&format!("no sign of life is given: the variable `{name}` is not set"));
            return Self { beat: None };
        };
        let opened = SecretUrl::parse(&url)
            .map_err(|error| error.to_string())
            .and_then(|url| Heartbeat::new(url).map_err(|error| error.to_string()));
        match opened {
            Ok(beat) => Self { beat: Some(beat) },
            Err(error) => {
                settings.note(&format!("no sign of life is given: `{name}`: {error}"));
                Self { beat: None }
            }
        }
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
