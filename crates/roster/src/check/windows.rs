//! The work window and the periods.

use chrono::{NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use monitor_model::{Period, PeriodId, Window};

use super::seams::{self, Stretch};
use crate::Place;
use crate::days::plausible;
use crate::problem::Problems;
use crate::raw::{RawDays, RawPeriod, RawProgram};

/// Days that make a window.
#[derive(Clone, Debug)]
pub(super) struct Stint {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) window: Window,
}

/// A period with the days it was made of.
#[derive(Clone, Debug)]
pub(super) struct Spell {
    place: Place,
    pub(super) stint: Stint,
    pub(super) period: Period,
}

impl Spell {
    fn stretch(&self) -> Stretch {
        Stretch { name: self.period.id.to_string(), first: self.stint.first, last: self.stint.last }
    }
}

/// Two days as a window, unless they run backwards or are too far off to compute with.
pub(super) fn days(raw: &RawDays, zone: Tz, problems: &mut Problems) -> Option<Stint> {
    let (first, last) = (raw.first?, raw.last?);
    if let Some(day) = [first, last].into_iter().find(|day| !plausible(*day)) {
        let says = format!("the day {day} can't be meant");
        problems.problem(&raw.place, &day.to_string(), says, "correct the year");
        return None;
    }
    match Window::of_days(first, last, zone) {
        Ok(window) => Some(Stint { first, last, window }),
        Err(_) => {
            let says =
                format!("the window runs backwards: it starts on {first} and ends on {last}");
            let hint = "exchange the two days, or correct one of them";
            problems.problem(&raw.place, &format!("{first} to {last}"), says, hint);
            None
        }
    }
}

/// The usable periods in order of time. They are held against each other and the work window only where all are usable,
/// so that one slip isn't reported twice.
pub(super) fn periods(
    raw: &RawProgram,
    work: Option<&Stint>,
    problems: &mut Problems,
) -> Vec<Spell> {
    let Some(given) = &raw.periods else {
        return Vec::new();
    };
    if given.is_empty() {
        let hint = "add at least one period with its window and its due instant";
        problems.problem(&raw.place, "", "the program has no period", hint);
    }
    let mut spells: Vec<Spell> = Vec::new();
    for period in given {
        if let Some(spell) = spell(period, raw.zone, &spells, problems) {
            if let Some(due) = &period.due {
                due_after_end(&spell, &due.place, raw.zone, problems);
            }
            spells.push(spell);
        }
    }
    spells.sort_by_key(|spell| spell.stint.first);
    if spells.len() == given.len() {
        tile(&spells, work, &raw.seam_hint, problems);
    }
    spells
}

fn spell(raw: &RawPeriod, zone: Tz, earlier: &[Spell], problems: &mut Problems) -> Option<Spell> {
    let stint = days(&raw.days, zone, problems);
    let id = raw.id.clone()?;
    if let Some(first) = earlier.iter().find(|spell| spell.period.id == id) {
        report_twice(&id, &raw.days.place, &first.place, problems);
        return None;
    }
    Some(Spell {
        place: raw.days.place.clone(),
        period: Period {
            id,
            window: stint.as_ref()?.window,
            due: raw.due.as_ref()?.value.to_utc(),
        },
        stint: stint?,
    })
}

fn report_twice(id: &PeriodId, place: &Place, first: &Place, problems: &mut Problems) {
    let before = first.line.map_or_else(String::new, |line| format!(" on line {line}"));
    let says = format!("the period `{id}` was given before{before}; this one is left out");
    let hint = "give each period an id of its own";
    problems.problem(place, id.as_str(), says, hint);
}

fn due_after_end(spell: &Spell, place: &Place, zone: Tz, problems: &mut Problems) {
    let Period { id, window, due } = &spell.period;
    if *due < window.to() {
        let due = due.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true);
        let last = spell.stint.last;
        let says =
            format!("the evaluation of `{id}` is due at {due}, before its window ends with {last}");
        let hint = "let it be due after the last day, or let the window end earlier";
        problems.problem(place, &due, says, hint);
    }
}

fn tile(spells: &[Spell], work: Option<&Stint>, hint: &str, problems: &mut Problems) {
    let stretches: Vec<_> = spells.iter().map(Spell::stretch).collect();
    let mut found = seams::between(&stretches);
    if let Some(work) = work {
        found.extend(seams::at_edges(&stretches, (work.first, work.last)));
    }
    for seam in found {
        problems.problem(&spells[seam.index].place, "", seam.says, hint);
    }
}
