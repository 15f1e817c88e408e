//! The output of a run: JSON lines, each a row and the task that asked for it, with the state of the run beside it.

use super::fault::{Fault, FaultKind, report};
use super::gather::Gather;
use super::row::{Place, Row};
use super::state::{Asked, Tasks};
use super::wire::{self, BLANKS};
use crate::problem::Problems;

/// Reads a text whose first character, blanks aside, is `{`.
pub(super) fn read(
    file: &str,
    text: &str,
    state: Option<(&str, &str)>,
    gather: &mut Gather<'_>,
    problems: &mut Problems,
) {
    let mut tasks = state.and_then(|(state, text)| read_state(state, text, problems));
    let mut row = 0;
    for (index, text) in text.lines().enumerate() {
        if text.trim_matches(BLANKS).is_empty() {
            continue;
        }
        row += 1;
        let place = Place { line: index + 1, row };
        let outcome = wire::line(text).and_then(|(task, row)| {
            let asked = tasks.as_mut().and_then(|tasks| tasks.find(&task));
            check(&row, asked)?;
            gather.add(place, row, asked.map(|asked| asked.login.as_str()));
            Ok(())
        });
        if let Err(fault) = outcome {
            report(file, place, &fault, problems);
        }
    }
    if let (Some((state, _)), Some(tasks)) = (state, tasks) {
        tell_missing(state, &tasks, row, gather);
    }
}

fn read_state(file: &str, text: &str, problems: &mut Problems) -> Option<Tasks> {
    let read = Tasks::read(text);
    if let Err(fault) = &read {
        let hint = match fault.kind {
            FaultKind::Wrong => "give the `state.json` of the same run, or move it away",
            _ => "the file was cut off or damaged; copy it again, or move it away",
        };
        problems.add(file, fault.line, fault.says.clone(), hint);
    }
    read.ok()
}

/// The task must have asked for what the row answers, else the state is of another run.
fn check(row: &Row, asked: Option<&Asked>) -> Result<(), Fault> {
    let Some(asked) = asked.filter(|a| a.week != row.week || a.program != row.program) else {
        return Ok(());
    };
    let day = |window: monitor_model::Window| window.from().format("%Y-%m-%d");
    Err(Fault {
        line: 1,
        says: format!(
            "the row is of `{}` in the week `{}`, but its task asked for `{}` in the week `{}`",
            row.program,
            day(row.week),
            asked.program,
            day(asked.week),
        ),
        kind: FaultKind::Wrong,
    })
}

fn tell_missing(state: &str, tasks: &Tasks, rows: usize, gather: &mut Gather<'_>) {
    let missing = tasks.missing();
    if missing > 0 {
        gather.notice(
            rows,
            format!(
                "{missing} answers that `{state}` speaks of are not here: another output of the run has them, or this one was cut off"
            ),
        );
    }
    if tasks.open > 0 {
        gather.notice(rows, format!("`{state}` says that {} questions got no answer", tasks.open));
    }
}
