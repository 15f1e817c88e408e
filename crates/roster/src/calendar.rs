//! Term calendars: when the evaluations of a program are due, for rosters that don't say it themselves.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use monitor_model::{PeriodId, ProgramId};

use crate::fields::Fields;
use crate::native::zone;
use crate::node::{Node, parse_toml, without_bom};
use crate::problem::{Problems, quote};
use crate::{Place, Problem, Reading, TextError, days};

/// When the evaluations of a program are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The zone in which weeks begin; UTC unless something else is said, as recorded weeks are weeks in UTC.
    pub zone: Tz,
    /// The periods in order of time, each with the instant when its evaluation is due.
    pub periods: Vec<(PeriodId, DateTime<FixedOffset>)>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { zone: Tz::UTC, periods: Vec::new() }
    }
}

/// The calendars of a file, and everything that was noticed on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarReading {
    /// The calendars that could be read.
    pub calendars: BTreeMap<ProgramId, Calendar>,
    /// All problems, sorted by place.
    pub problems: Vec<Problem>,
}

/// Reads `config/calendars.toml`. `file` is only shown.
#[must_use]
pub fn read(file: &str, text: &str) -> CalendarReading {
    let root = match parse_toml(without_bom(text)) {
        Ok(root) => root,
        Err(errors) => {
            return CalendarReading {
                problems: Reading::unreadable(file, "TOML", errors).problems,
                ..CalendarReading::default()
            };
        }
    };
    let mut problems = Problems::default();
    let mut calendars = BTreeMap::new();
    let place = Place::new(file, None, "");
    if let Some(fields) = Fields::of_node(place, &root, &["calendar"], &mut problems) {
        for (node, n) in fields.items("calendar", &mut problems).iter().zip(1..) {
            let place = Place::new(file, Some(node.line), format!("calendar {n}"));
            if let Some((id, calendar)) = calendar(place.clone(), node, &mut problems)
                && calendars.insert(id.clone(), calendar).is_some()
            {
                let says = format!("the calendar of `{id}` was given before; this one counts");
                problems.problem(&place, id.as_str(), says, "remove one of the two");
            }
        }
    }
    CalendarReading { calendars, problems: problems.sorted() }
}

fn calendar(
    place: Place,
    node: &Node<'_>,
    problems: &mut Problems,
) -> Option<(ProgramId, Calendar)> {
    let known = ["program", "time-zone", "periods"];
    let fields = Fields::of_node(place, node, &known, problems)?;
    fields.require(&["program", "periods"], problems);
    let nodes = fields.items("periods", problems);
    let periods: Vec<_> =
        nodes.iter().filter_map(|node| period(&fields.place, node, problems)).collect();
    let calendar = Calendar { zone: zone(&fields, problems), periods };
    let program = fields.text("program", problems)?;
    match ProgramId::parse(&program.value) {
        // With a period missing, the others would get windows that nobody meant.
        Ok(id) => (calendar.periods.len() == nodes.len()).then_some((id, calendar)),
        Err(error) => {
            let hint = "write the program's id, which is the `term` of its roster";
            problems.problem(&program.place, &program.value, error.to_string(), hint);
            None
        }
    }
}

fn period(
    place: &Place,
    node: &Node<'_>,
    problems: &mut Problems,
) -> Option<(PeriodId, DateTime<FixedOffset>)> {
    let place = place.on(Some(node.line));
    let fields = Fields::of_node(place, node, &["id", "due"], problems)?;
    fields.require(&["id", "due"], problems);
    let due = fields.due("due", problems);
    let id = fields.text("id", problems)?;
    match PeriodId::parse(&id.value) {
        Ok(slug) => Some((slug, due?.value)),
        Err(error) => {
            let hint = "write an id like `midterm`";
            problems.problem(&id.place, &id.value, error.to_string(), hint);
            None
        }
    }
}

/// Reads an instant as RFC 3339 has it, or without the seconds: `2026-10-15T17:00-07:00`. The offset is required.
///
/// # Errors
/// [`TextError`] shows a text that would do.
pub fn parse_due(text: &str) -> Result<DateTime<FixedOffset>, TextError> {
    days::parse_due(text)
}

/// Reads a period as the command line has it: `midterm=2026-10-15T17:00-07:00`.
///
/// # Errors
/// [`TextError`] names the part that can't be read.
pub fn parse_period(text: &str) -> Result<(PeriodId, DateTime<FixedOffset>), TextError> {
    const HINT: &str = "write it like `midterm=2026-10-15T17:00-07:00`";
    let Some((id, due)) = text.split_once('=') else {
        return Err(TextError::new(
            format!("{} has no `=` between the period and its due instant", quote(text)),
            HINT,
        ));
    };
    let id = PeriodId::parse(id.trim())
        .map_err(|_| TextError::new(format!("{} is no id of a period", quote(id.trim())), HINT))?;
    Ok((id, days::parse_due(due)?))
}
