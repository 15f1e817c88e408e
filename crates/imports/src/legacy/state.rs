//! The `state.json` of a run: which login each task asked for.

use std::collections::HashMap;

use monitor_model::{ProgramId, Window};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::fault::Fault;
use super::fields;

/// The tasks of a run.
pub(super) struct Tasks {
    answered: HashMap<String, Asked>,
    /// Tasks that got no answer, because they failed or the run ended.
    pub(super) open: usize,
}

/// What a task asked for.
pub(super) struct Asked {
    /// The login as the roster had it, mended in no way.
    pub(super) login: String,
    pub(super) program: ProgramId,
    pub(super) week: Window,
    found: bool,
}

impl Tasks {
    /// Reads a `state.json`.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let state: WireState = serde_json::from_str(text)?;
        let asked = |(id, entry): (String, WireEntry)| {
            let task = entry.task;
            let asked = Asked {
                login: task.username,
                program: task.term,
                week: task.week_of,
                found: false,
            };
            (id, asked)
        };
        Ok(Self {
            answered: state.resolved.into_iter().map(asked).collect(),
            open: state.unresolved.len() + state.errored.len(),
        })
    }

    /// What a task asked for; its answer is then known to be there.
    pub(super) fn find(&mut self, id: &str) -> Option<&Asked> {
        let asked = self.answered.get_mut(id)?;
        asked.found = true;
        Some(asked)
    }

    /// How many tasks were answered, and their answer was not found.
    pub(super) fn missing(&self) -> usize {
        self.answered.values().filter(|asked| !asked.found).count()
    }
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `resolved`")]
struct WireState {
    resolved: HashMap<String, WireEntry>,
    #[serde(default)]
    unresolved: HashMap<String, IgnoredAny>,
    #[serde(default)]
    errored: HashMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct WireEntry {
    task: WireTask,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireTask {
    username: String,
    #[serde(deserialize_with = "fields::program")]
    term: ProgramId,
    #[serde(deserialize_with = "fields::week")]
    week_of: Window,
}
