//! The roster files of the earlier tool: JSON with `term`, `startDate`, `endDate` (included), `cohort` and `weeks`. They have
//! no periods; these come from a [`Calendar`].

use chrono::{Days, NaiveDate};
use monitor_model::ProgramId;

use crate::entry::{enrollment, project};
use crate::fields::Fields;
use crate::node::{Node, parse_json, without_bom};
use crate::problem::{Problems, quote};
use crate::raw::{At, RawDays, RawEnrollment, RawProgram};
use crate::{Calendar, Place, Reading, check, days, split};

const PROGRAM: &[&str] = &["term", "startDate", "endDate", "cohort", "weeks"];
const ENROLLMENT: &[&str] = &["username", "mentors", "organizations", "project"];
const PROJECT: &[&str] = &["title", "ideaUrl", "platformUrl"];

/// Reads and checks a roster. `file` is only shown; `calendar` knows when the evaluations of a program are due.
#[must_use]
pub fn read<'c>(
    file: &str,
    text: &str,
    calendar: impl FnOnce(&ProgramId) -> Option<&'c Calendar>,
) -> Reading {
    let root = match parse_json(without_bom(text)) {
        Ok(root) => root,
        Err(error) => return Reading::unreadable(file, "JSON", [error]),
    };
    let mut problems = Problems::default();
    let place = Place::new(file, None, "");
    let Some(fields) = Fields::of_node(place, &root, PROGRAM, &mut problems) else {
        return Reading::new(None, problems);
    };
    let id = term(&fields, &mut problems);
    let known = id.as_ref().and_then(calendar);
    let none = Calendar::default();
    let raw = program(file, &fields, id, known.unwrap_or(&none), &mut problems);
    check::program(raw, problems)
}

fn program(
    file: &str,
    fields: &Fields<'_>,
    id: Option<ProgramId>,
    calendar: &Calendar,
    problems: &mut Problems,
) -> RawProgram {
    fields.require(&["term", "startDate", "endDate", "cohort"], problems);
    let enrollments = fields.items("cohort", problems).iter().zip(1..);
    let enrollments =
        enrollments.map(|(node, n)| one_enrollment(file, n, node, problems)).collect();
    let line = fields.node("startDate").map(|node| node.line);
    let days = RawDays {
        place: fields.place.on(line),
        first: fields.day("startDate", problems),
        last: fields.day("endDate", problems),
    };
    weeks(fields, &days, problems);
    RawProgram {
        place: fields.place.clone(),
        title: id.as_ref().map(ToString::to_string),
        id,
        zone: calendar.zone,
        periods: split::periods(&days, calendar, problems),
        seam_hint: split::seam_hint(&days),
        days,
        hours_per_week: None,
        enrollments,
    }
}

fn term(fields: &Fields<'_>, problems: &mut Problems) -> Option<ProgramId> {
    let term = fields.text("term", problems)?;
    match ProgramId::parse(&term.value) {
        Ok(id) => Some(id),
        Err(_) => {
            let says = format!("`term` is no id: {}", quote(&term.value));
            let hint = "write 1 to 64 of a-z, 0-9, `-`, `_` and `.`, a letter or digit first";
            problems.problem(&term.place, &term.value, says, hint);
            None
        }
    }
}

/// Holds the list of weeks against the dates, which are what counts.
fn weeks(fields: &Fields<'_>, term: &RawDays, problems: &mut Problems) {
    let given = fields.texts("weeks", problems);
    let (Some(first), Some(last)) = (term.first, term.last) else {
        return;
    };
    if fields.node("weeks").is_none() || first > last {
        return;
    }
    let due: Vec<NaiveDate> =
        split::monday(first).iter_weeks().take_while(|monday| *monday <= last).collect();
    let mut listed = Vec::new();
    for At { place, value } in given {
        match days::parse_day(&value) {
            Some(day) if due.contains(&day) => listed.push(day),
            _ => {
                let says = format!("the week {} is no week of the term", quote(&value));
                let hint = "the dates of the term count; correct them if the weeks are right";
                problems.notice(&place, &value, says, hint);
            }
        }
    }
    for monday in due.iter().filter(|monday| !listed.contains(monday)) {
        let says = format!(
            "the week {monday} to {} is not among the weeks of the term",
            *monday + Days::new(6)
        );
        let hint = "the dates of the term count; correct them if the weeks are right";
        problems.notice(&term.place.called("weeks"), &monday.to_string(), says, hint);
    }
}

fn one_enrollment(
    file: &str,
    number: usize,
    node: &Node<'_>,
    problems: &mut Problems,
) -> RawEnrollment {
    let (mut raw, fields) = enrollment(file, number, node, "username", ENROLLMENT, problems);
    let Some(fields) = fields else {
        return raw;
    };
    raw.mentors = fields.texts("mentors", problems);
    raw.organizations = fields.texts("organizations", problems);
    if let Some(node) = fields.node("project") {
        let place = fields.place.on(Some(node.line));
        if let Some(fields) = Fields::of_node(place, node, PROJECT, problems) {
            let title = fields.text("title", problems);
            let platform = fields.text("platformUrl", problems);
            let url = fields.text("ideaUrl", problems).or(platform);
            raw.project = project(title, None, url);
            raw.project.name = project_name(&raw.project.title).map(str::to_owned);
        }
    }
    raw
}

/// The project in a title of the form `CNCF - PROJECT: WORK`. Titles of another form don't name it reliably.
fn project_name(title: &str) -> Option<&str> {
    let (name, _) = title.trim_start().strip_prefix("CNCF - ")?.split_once(':')?;
    Some(name.trim()).filter(|name| !name.is_empty())
}
