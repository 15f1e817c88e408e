//! The weeks of a mentee as a small picture. The forms differ, not only the colours: a bar, a line, a dashed line, a question
//! mark in a dashed box, a dot.

use chrono_tz::Tz;

use crate::dates::span;
use crate::{Week, WeekState};

/// How wide a week is drawn, with the gap after it.
const STEP: usize = 14;

/// The weeks of a mentee.
pub(crate) struct Strip {
    pub(crate) width: usize,
    pub(crate) label: String,
    pub(crate) marks: Vec<Mark>,
}

/// A week: where it stands and in which form.
pub(crate) struct Mark {
    pub(crate) x: usize,
    pub(crate) form: &'static str,
    pub(crate) title: String,
}

/// The weeks of a mentee as a picture.
pub(crate) fn strip(weeks: &[Week], zone: Tz) -> Strip {
    let mark = |(n, week): (usize, &Week)| Mark {
        x: n * STEP,
        form: form(week.state),
        title: format!("{}: {}", span(&week.window, zone), week.state.says()),
    };
    Strip {
        width: (weeks.len() * STEP).max(STEP),
        label: label(weeks),
        marks: weeks.iter().enumerate().map(mark).collect(),
    }
}

/// A week for the legend.
pub(crate) fn sample(state: WeekState) -> Mark {
    Mark { x: 0, form: form(state), title: String::new() }
}

const fn form(state: WeekState) -> &'static str {
    match state {
        WeekState::Active { .. } => "active",
        WeekState::Nothing => "nothing",
        WeekState::NothingFound => "found-nothing",
        WeekState::Unseen => "unseen",
        WeekState::Ahead => "ahead",
    }
}

/// The picture in words, for who can't see it.
fn label(weeks: &[Week]) -> String {
    let count = |wanted: &str| weeks.iter().filter(|week| form(week.state) == wanted).count();
    let parts = [
        (count("active"), "active"),
        (count("nothing"), "seen completely with nothing"),
        (count("found-nothing"), "partly seen with nothing found"),
        (count("unseen"), "not seen"),
        (count("ahead"), "not begun"),
    ];
    let said = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    format!("weeks: {}", said.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture, weeks::weeks};

    #[test]
    fn the_picture_has_words_and_every_week_a_form() {
        let ada = weeks(&fixture::assessment("ada-lumen"), fixture::ZONE);
        let strip = strip(&ada, fixture::ZONE);
        assert_eq!(strip.label, "weeks: 2 active, 1 partly seen with nothing found, 2 not seen");
        let forms: Vec<_> = strip.marks.iter().map(|mark| mark.form).collect();
        assert_eq!(forms, ["active", "found-nothing", "unseen", "active", "unseen"]);
        assert_eq!(strip.marks[2].title, "2026-03-16 to 2026-03-22: not seen");
        assert_eq!(strip.width, 5 * STEP);
    }
}
