//! `ledger`: what everybody did, as it stands in the chain; and whether it is as it was written.

use std::fmt::Write as _;

use chrono::SecondsFormat;
use monitor_model::{Entry, ProgramId};
use monitor_report::escape::plain;
use monitor_store::{LedgerHead, LedgerProof, verify_export};
use serde::Serialize;

use super::acts::said;
use super::{counted, json, known, store_to_read};
use crate::args::Ledger;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;
use crate::{files, output};

#[derive(Serialize)]
struct Listed {
    schema: &'static str,
    entries: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: u64,
    at: String,
    by: String,
    role: &'static str,
    deed: &'static str,
    says: String,
    program: String,
    mentee: String,
    period: Option<String>,
    reason: Option<String>,
    standing_before: Option<&'static str>,
    standing_after: Option<&'static str>,
    inputs: Option<String>,
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id.0,
            at: entry.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            by: entry.by.name,
            role: entry.by.role.as_str(),
            deed: entry.deed.as_str(),
            says: said(&entry.deed),
            program: entry.program.to_string(),
            mentee: entry.about.to_string(),
            period: entry.deed.period().map(ToString::to_string),
            reason: entry.reason,
            standing_before: entry.standing.map(|(before, _)| before.as_str()),
            standing_after: entry.standing.map(|(_, after)| after.as_str()),
            inputs: entry.inputs,
        }
    }
}

pub(super) fn run(arguments: &Ledger, settings: &Settings) -> Result<Exit, Failure> {
    match arguments {
        Ledger::List { program, json } => list(program.as_ref(), *json, settings),
        Ledger::Verify { head, export } => {
            let head = head.as_deref().map(remembered).transpose()?;
            let proof = match export {
                Some(path) => verify_export(&files::read(path)?.text, head.as_ref()),
                None => store_to_read(settings)?.verify_ledger(head.as_ref())?,
            };
            verified(&proof)
        }
        Ledger::Export => {
            let lines = store_to_read(settings)?.export_ledger()?;
            output::result(&lines.into_iter().map(|line| line + "\n").collect::<String>())?;
            Ok(Exit::Done)
        }
    }
}

fn list(program: Option<&ProgramId>, as_json: bool, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    if let Some(program) = program {
        known(&store, program, settings)?;
    }
    let entries = store.ledger(program)?.into_iter().map(Row::from).collect();
    let listed = Listed { schema: "mentorship-monitor/ledger/1", entries };
    output::result(&if as_json { json(&listed)? } else { text(&listed) })?;
    Ok(Exit::Done)
}

fn text(listed: &Listed) -> String {
    if listed.entries.is_empty() {
        return "no entries\n".to_owned();
    }
    let mut text = String::new();
    for row in &listed.entries {
        let by = if row.by.is_empty() { "(forgotten)".to_owned() } else { plain(&row.by) };
        let Row { id, at, role, says, program, mentee, .. } = row;
        let _ = writeln!(text, "{id}  {at}  {by} ({role}) {says} of {mentee} in {program}");
        if let (Some(before), Some(after)) = (row.standing_before, row.standing_after) {
            // Enough of the fingerprint to compare; `--json` has all of it.
            let on = row.inputs.as_deref().and_then(|inputs| inputs.get(..12));
            let on = on.map(|inputs| format!(", on inputs {inputs}")).unwrap_or_default();
            let _ = writeln!(text, "    standing: {before} -> {after}{on}");
        }
        if let Some(reason) = &row.reason {
            let _ = writeln!(text, "    because: {}", plain(reason));
        }
    }
    text
}

fn verified(proof: &LedgerProof) -> Result<Exit, Failure> {
    match proof {
        LedgerProof::Sound(head) => {
            let entries = usize::try_from(head.entries).unwrap_or(usize::MAX);
            let entries = counted(entries, "entry").replace("entrys", "entries");
            output::result(&format!(
                "the ledger is as it was written: {entries}\nhead: {}:{}\n",
                head.entries, head.hash
            ))?;
            Ok(Exit::Done)
        }
        LedgerProof::Broken(broken) => {
            output::result(&format!("{broken}\n"))?;
            Ok(Exit::Attention)
        }
    }
}

/// A head as `ledger verify` prints it.
fn remembered(text: &str) -> Result<LedgerHead, Failure> {
    let parts = text.trim().split_once(':');
    let head = parts.and_then(|(entries, hash)| {
        let hash = hash.to_ascii_lowercase();
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(LedgerHead { entries: entries.parse().ok()?, hash: is_hash.then_some(hash)? })
    });
    head.ok_or_else(|| {
        Failure::input(
            format!("--head `{}` is no head of a ledger", plain(text)),
            "`mentorship-monitor ledger verify` prints it: a number, a colon and 64 digits",
        )
    })
}
