//! `snapshot`: what was assessed, kept so that it can be shown again, on another machine too.

use std::fmt::Write as _;
use std::path::Path;

use monitor_model::{PeriodId, ProgramId};
use monitor_report::{Changes, Format, RenderError, Side};
use monitor_store::{SnapshotHead, Store, StoreError};
use serde::Serialize;

use super::as_of::{self, Source};
use super::{review, store_to_read, store_to_write, style, unknown};
use crate::args::{Output, Snapshot};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;
use crate::{files, output};

/// The formats of the list.
const FORMATS: &[Format] = &[Format::Table, Format::Json];

pub(super) fn run(arguments: &Snapshot, settings: &Settings) -> Result<Exit, Failure> {
    match arguments {
        Snapshot::Freeze { program, period } => freeze(program, period, settings)?,
        Snapshot::List { output } => list(output, settings)?,
        Snapshot::Diff { id, other, output } => diff(id, other.as_deref(), output, settings)?,
        Snapshot::Export { id } => output::result(&store_to_read(settings)?.snapshot(id)?)?,
        Snapshot::Import { file } => import(file, settings)?,
    }
    Ok(Exit::Done)
}

fn freeze(program: &ProgramId, period: &PeriodId, settings: &Settings) -> Result<(), Failure> {
    output::result(&format!("{}\n", frozen(program, period, settings)?.id))
}

/// Freezes a period, and says so.
pub(super) fn frozen(
    program: &ProgramId,
    period: &PeriodId,
    settings: &Settings,
) -> Result<SnapshotHead, Failure> {
    let mut store = Store::open_existing(&settings.db).map_err(not_kept)?;
    // What can't be assessed is not worth keeping, and the error says what there is instead.
    let (_, assessments) = review::assess(&store, program, period, settings)?;
    let standards = as_of::written(&settings.standards()?)?;
    let frozen = store.freeze(program, period, settings.now, &standards).map_err(not_kept)?;
    let Some(head) = frozen else { return Err(unknown(&store.programs()?, program, settings)) };
    settings.note(&format!(
        "froze `{program}`, {period}, {}; see it again with `mentorship-monitor review --as-of {}`",
        super::counted(assessments.len(), "mentee"),
        head.short()
    ));
    Ok(head)
}

/// Why nothing was frozen. Where the database can't be written to, what was frozen before still helps.
fn not_kept(error: StoreError) -> Failure {
    match error {
        StoreError::ReadOnly { .. } | StoreError::Busy { .. } | StoreError::Full { .. } => {
            let hint = "a snapshot that is there already is shown with `--as-of ID`";
            Failure::machine(
                format!("no snapshot can be kept: {error}"),
                format!("{}; {hint}", error.hint()),
            )
        }
        _ => error.into(),
    }
}

#[derive(Serialize)]
struct ListJson<'a> {
    schema: &'static str,
    snapshots: Vec<HeadJson<'a>>,
}

#[derive(Serialize)]
struct HeadJson<'a> {
    id: &'a str,
    program: &'a str,
    period: &'a str,
    as_of: String,
    /// Whether all but this was erased because somebody in it was forgotten.
    erased: bool,
}

fn list(wanted: &Output, settings: &Settings) -> Result<(), Failure> {
    let heads = store_to_read(settings)?.snapshots()?;
    let text = match wanted.wanted() {
        Format::Table => table(&heads),
        Format::Json => json(&heads)?,
        format => {
            return Err(
                RenderError::NoSuchFormat { view: "snapshots", format, known: FORMATS }.into()
            );
        }
    };
    output::result(&text)
}

fn at(head: &SnapshotHead) -> String {
    head.at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn table(heads: &[SnapshotHead]) -> String {
    if heads.is_empty() {
        return "No snapshots.\n".to_owned();
    }
    heads.iter().fold(String::new(), |mut out, head| {
        let erased =
            if head.erased { "\n              erased: somebody in it was forgotten" } else { "" };
        let (id, at) = (head.short(), at(head));
        let _ = writeln!(out, "{id}  {at}  {}  {}{erased}", head.program, head.period);
        out
    })
}

fn one(head: &SnapshotHead) -> HeadJson<'_> {
    let SnapshotHead { id, program, period, erased, .. } = head;
    let (program, period) = (program.as_str(), period.as_str());
    HeadJson { id, program, period, as_of: at(head), erased: *erased }
}

fn json(heads: &[SnapshotHead]) -> Result<String, Failure> {
    let schema = "mentorship-monitor/snapshots/1";
    let list = ListJson { schema, snapshots: heads.iter().map(one).collect() };
    let text = serde_json::to_string_pretty(&list).map_err(RenderError::from)?;
    Ok(text + "\n")
}

fn diff(
    id: &str,
    other: Option<&str>,
    wanted: &Output,
    settings: &Settings,
) -> Result<(), Failure> {
    let (before, after) = (as_of::source(Some(id), settings)?, as_of::source(other, settings)?);
    let Some(head) = &before.head else { return Err(Failure::input("no snapshot", "give its id")) };
    after.expect(&head.program)?;
    let assess = |of: &Source| review::assess(&of.store, &head.program, &head.period, &of.settings);
    let (old, new) = (assess(&before)?, assess(&after)?);
    let Some(period) = old.0.program.period(&head.period) else {
        return Err(Failure::input(
            format!("there is no period `{}`", head.period),
            "see the roster",
        ));
    };
    let differ = before.settings.standards()? != after.settings.standards()?;
    let changes = Changes::new(
        (&old.0.program, period),
        (side(&before), &old.1),
        (side(&after), &new.1),
        differ,
    );
    output::result(&changes.render(wanted.wanted(), style(settings))?)
}

fn side(of: &Source) -> Side {
    Side { snapshot: of.head.as_ref().map(|head| head.id.clone()), as_of: of.settings.now }
}

fn import(file: &Path, settings: &Settings) -> Result<(), Failure> {
    let file = files::read(file)?;
    let mut store = store_to_write(settings, false)?;
    let head = store.take_snapshot(file.text.trim_end())?;
    settings.note(&format!(
        "took a snapshot of `{}`, {}, as of {}",
        head.program,
        head.period,
        at(&head)
    ));
    output::result(&format!("{}\n", head.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_written_to_is_said_with_what_helps() {
        let path = Path::new("monitor.db").to_owned();
        let failure = not_kept(StoreError::ReadOnly { path: path.clone() }).to_string();
        let says = "no snapshot can be kept: `monitor.db` can only be read, not written";
        assert!(failure.contains(says) && failure.contains("hint: "), "{failure}");
        assert!(failure.contains("`--as-of ID`"), "{failure}");
        let failure = not_kept(StoreError::Missing { path }).to_string();
        assert!(!failure.contains("--as-of"), "{failure}");
    }
}
