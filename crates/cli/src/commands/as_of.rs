//! What a command reads: the database as it is, or as a snapshot holds it.

use monitor_analysis::Standards;
use monitor_model::{PeriodId, ProgramId};
use monitor_store::{SnapshotHead, Store};

use super::store_to_read;
use crate::exit::Failure;
use crate::settings::Settings;

/// A store to read from, and the settings to read it with.
pub(super) struct Source {
    pub(super) store: Store,
    pub(super) settings: Settings,
    /// Which snapshot it is; `None` for the database as it is.
    pub(super) head: Option<SnapshotHead>,
}

/// The database as it is, or as the snapshot holds it that is asked for.
pub(super) fn source(as_of: Option<&str>, settings: &Settings) -> Result<Source, Failure> {
    let store = store_to_read(settings)?;
    let Some(id) = as_of else {
        return Ok(Source { store, settings: settings.clone(), head: None });
    };
    let frozen = store.as_of(id)?;
    let settings = settings.as_of(frozen.head.at, read(&frozen.standards)?);
    settings.trace(|| {
        let head = &frozen.head;
        format!("as of {}, from the snapshot `{}`", head.at.to_rfc3339(), head.id)
    });
    Ok(Source { store: frozen.store, settings, head: Some(frozen.head) })
}

impl Source {
    /// The program and the period: those of the snapshot where they are not given.
    pub(super) fn which<'a>(
        &'a self,
        program: Option<&'a ProgramId>,
        period: Option<&'a PeriodId>,
    ) -> Result<(&'a ProgramId, &'a PeriodId), Failure> {
        let head = self.head.as_ref();
        let program = program.or(head.map(|head| &head.program));
        let period = period.or(head.map(|head| &head.period));
        let (Some(program), Some(period)) = (program, period) else {
            return Err(Failure::input("no program or no period", "give both, or `--as-of ID`"));
        };
        self.expect(program)?;
        Ok((program, period))
    }

    /// Refuses a program that the snapshot is not of.
    pub(super) fn expect(&self, program: &ProgramId) -> Result<(), Failure> {
        match &self.head {
            Some(head) if head.program != *program => Err(Failure::input(
                format!(
                    "the snapshot `{}` is of the program `{}`, and not of `{program}`",
                    head.short(),
                    head.program
                ),
                "`mentorship-monitor snapshot list` shows which snapshot is of what",
            )),
            _ => Ok(()),
        }
    }
}

/// What work is measured by, as it is kept in a snapshot: with every number, also those that are the default.
pub(super) fn written(standards: &Standards) -> Result<String, Failure> {
    serde_json::to_string(standards).map_err(|error| {
        Failure::machine(error, "this is a mistake of the program; please report it")
    })
}

fn read(standards: &str) -> Result<Standards, Failure> {
    serde_json::from_str(standards).map_err(|error| {
        Failure::machine(
            format!("this version can't read what work was measured by: {error}"),
            "use the version of this program that made the snapshot",
        )
    })
}

#[cfg(test)]
mod tests {
    use monitor_analysis::{Policy, Scoring};

    use super::*;

    #[test]
    fn what_work_is_measured_by_comes_back_as_it_was_and_says_every_number() {
        let policy = "stalled-days = 3\n[criteria]\nown-work = \"It is.\"\n[work.docs]\nexpectation-percent = 80\n\
            [program.lantern]\nstalled-days = 9\n";
        let policy: Policy = toml::from_str(policy).unwrap();
        let scoring: Scoring = toml::from_str("[points]\ncomment = 7\n").unwrap();
        for standards in [Standards::default(), Standards { policy, scoring }] {
            let text = written(&standards).unwrap();
            assert_eq!(read(&text).unwrap(), standards);
            for key in ["late-burst-days", "merged-for-others", "criteria", "level-percent"] {
                assert!(text.contains(&format!("\"{key}\":")), "{text}");
            }
        }
        assert!(read("{}").is_err());
    }
}
