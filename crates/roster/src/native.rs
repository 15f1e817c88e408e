//! The native format: one TOML file per program, `config/programs/ID.toml`, with keys in kebab case. The commented example
//! beside it is the reference.

use chrono_tz::Tz;
use monitor_model::{PeriodId, ProgramId, SlugError};

use crate::entry::{enrollment, project};
use crate::fields::Fields;
use crate::nearest::nearest;
use crate::node::{Node, Value, parse_toml, without_bom};
use crate::problem::{Problems, quote};
use crate::raw::{At, RawDays, RawEnrollment, RawPeriod, RawProgram, SEAM_HINT};
use crate::{Place, Reading, check};

const PROGRAM: &[&str] =
    &["id", "title", "time-zone", "starts", "ends", "hours-per-week", "period", "enrollment"];
const PERIOD: &[&str] = &["id", "starts", "ends", "due"];
const OWN_WINDOW: &[&str] = &["starts", "ends"];
const ENROLLMENT: &[&str] = &[
    "login",
    "project",
    "title",
    "url",
    "mentors",
    "organizations",
    "repositories",
    "issues",
    "work",
    "own-windows",
];

/// Reads and checks a program. `file` is only shown.
#[must_use]
pub fn read(file: &str, text: &str) -> Reading {
    let root = match parse_toml(without_bom(text)) {
        Ok(root) => root,
        Err(errors) => return Reading::unreadable(file, "TOML", errors),
    };
    let mut problems = Problems::default();
    let place = Place::new(file, None, "");
    match Fields::of_node(place, &root, PROGRAM, &mut problems) {
        Some(fields) => check::program(program(file, &fields, &mut problems), problems),
        None => Reading::new(None, problems),
    }
}

fn program(file: &str, fields: &Fields<'_>, problems: &mut Problems) -> RawProgram {
    fields.require(&["id", "title", "time-zone", "starts", "ends"], problems);
    let enrollments = fields.items("enrollment", problems).iter().zip(1..);
    let enrollments =
        enrollments.map(|(node, n)| one_enrollment(file, n, node, problems)).collect();
    let periods = fields.items("period", problems).iter().zip(1..);
    let periods = periods.filter_map(|(node, n)| one_period(file, n, node, problems)).collect();
    RawProgram {
        place: fields.place.clone(),
        id: slug(fields, ProgramId::parse, problems),
        title: fields.text("title", problems).map(|title| title.value),
        zone: zone(fields, problems),
        days: days(fields, problems),
        hours_per_week: fields.count("hours-per-week", 80, problems),
        periods: Some(periods),
        seam_hint: SEAM_HINT.to_owned(),
        enrollments,
    }
}

fn days(fields: &Fields<'_>, problems: &mut Problems) -> RawDays {
    // The window stands where its first day stands.
    let line = fields.node("starts").map(|node| node.line);
    RawDays {
        place: fields.place.on(line.or(fields.place.line)),
        first: fields.day("starts", problems),
        last: fields.day("ends", problems),
    }
}

fn slug<T>(
    fields: &Fields<'_>,
    parse: impl Fn(&str) -> Result<T, SlugError>,
    problems: &mut Problems,
) -> Option<T> {
    let id = fields.text("id", problems)?;
    match parse(&id.value) {
        Ok(slug) => Some(slug),
        Err(_) => {
            let says = format!("{} is no id", quote(&id.value));
            let hint = "write 1 to 64 of a-z, 0-9, `-`, `_` and `.`, a letter or digit first";
            problems.problem(&id.place, &id.value, says, hint);
            None
        }
    }
}

/// The time zone. Where it isn't known, the roster is still read, in UTC.
pub(crate) fn zone(fields: &Fields<'_>, problems: &mut Problems) -> Tz {
    let Some(name) = fields.text("time-zone", problems) else {
        return Tz::UTC;
    };
    name.value.parse().unwrap_or_else(|_| {
        let says = format!(
            "the time zone {} is unknown; until it is corrected, days begin in UTC",
            quote(&name.value)
        );
        let known = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let hint = nearest(&name.value, known).map_or_else(
            || "write a zone like `Europe/Berlin` or `UTC`".to_owned(),
            |zone| format!("did you mean `{zone}`?"),
        );
        problems.problem(&name.place, &name.value, says, hint);
        Tz::UTC
    })
}

fn one_period(
    file: &str,
    number: usize,
    node: &Node<'_>,
    problems: &mut Problems,
) -> Option<RawPeriod> {
    let place = Place::new(file, Some(node.line), format!("period {number}"));
    let mut fields = Fields::of_node(place, node, PERIOD, problems)?;
    if let Some(id) = fields.node("id").and_then(Node::text) {
        fields.place.what = format!("period {}", quote(id));
    }
    fields.require(PERIOD, problems);
    Some(RawPeriod {
        id: slug(&fields, PeriodId::parse, problems),
        days: days(&fields, problems),
        due: fields.due("due", problems),
    })
}

fn one_enrollment(
    file: &str,
    number: usize,
    node: &Node<'_>,
    problems: &mut Problems,
) -> RawEnrollment {
    let (mut raw, fields) = enrollment(file, number, node, "login", ENROLLMENT, problems);
    let Some(fields) = fields else {
        return raw;
    };
    let mut text = |key| fields.text(key, problems);
    raw.project = project(text("title"), text("project"), text("url"));
    let mut texts = |key| -> Vec<At<String>> { fields.texts(key, problems) };
    raw.mentors = texts("mentors");
    raw.organizations = texts("organizations");
    raw.repositories = texts("repositories");
    raw.issues = texts("issues");
    raw.work = texts("work");
    raw.own_windows = own_windows(&fields, problems);
    raw
}

fn own_windows(fields: &Fields<'_>, problems: &mut Problems) -> Vec<(String, RawDays)> {
    let mut own = Vec::new();
    for entry in fields.table("own-windows", problems) {
        let place = fields.place.on(Some(entry.line));
        let Some(fields) = Fields::of_node(place, &entry.node, OWN_WINDOW, problems) else {
            continue;
        };
        if matches!(&entry.node.value, Value::Table(entries) if entries.is_empty()) {
            fields.require(OWN_WINDOW, problems);
        }
        own.push((entry.key.clone(), days(&fields, problems)));
    }
    own
}
