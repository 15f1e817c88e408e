//! What each week of a period shows, for bars and strips. Weeks are judged as the analysis judges them: an act by its anchor,
//! coverage at the middle of the week.

use chrono_tz::Tz;
use monitor_model::{Assessment, Coverage, StreamCoverage, When, Window};

/// A week of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// The whole week, also where it is running.
    pub window: Window,
    /// What it shows.
    pub state: WeekState,
}

/// What a week shows. Only [`WeekState::Nothing`] says that nothing was done in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WeekState {
    /// At least one contribution.
    Active {
        /// Pull requests, issues, reviews and whatever else has a URL.
        items: u32,
        /// Commits that were counted without being named.
        commits: u32,
    },
    /// Everything public was seen, and there is nothing.
    Nothing,
    /// A part was seen, and there is nothing in it.
    NothingFound,
    /// Nothing was looked at.
    Unseen,
    /// The week has not begun.
    Ahead,
}

impl WeekState {
    /// What it says, as a sentence without its stop.
    #[must_use]
    pub fn says(self) -> String {
        use crate::words::counted;
        match self {
            Self::Active { items, commits: 0 } => counted(items.into(), "contribution"),
            Self::Active { items: 0, commits } => counted(commits.into(), "commit"),
            Self::Active { items, commits } => format!(
                "{} and {}",
                counted(items.into(), "contribution"),
                counted(commits.into(), "commit")
            ),
            Self::Nothing => "everything public was seen, and there is nothing".to_owned(),
            Self::NothingFound => "nothing found in the part that was seen".to_owned(),
            Self::Unseen => "not seen".to_owned(),
            Self::Ahead => "not begun".to_owned(),
        }
    }
}

/// The weeks of an assessment's period.
pub(crate) fn weeks(assessment: &Assessment, zone: Tz) -> Vec<Week> {
    let week = |part: &Part| Week {
        window: part.whole,
        state: part.elapsed.map_or(WeekState::Ahead, |week| state(assessment, &week, part)),
    };
    parts(assessment, zone).iter().map(week).collect()
}

/// A week of a period, and how much of it has passed.
pub(crate) struct Part {
    /// The whole week.
    pub(crate) whole: Window,
    /// What of it has passed; `None` before it begins.
    pub(crate) elapsed: Option<Window>,
    /// Whether it is the latest that has begun.
    latest: bool,
}

impl Part {
    /// Whether an act counts in the week. What is only known to lie in the running week may have its anchor after now.
    pub(crate) fn holds(&self, when: When) -> bool {
        let at = when.anchor();
        self.elapsed.is_some_and(|week| week.contains(at) || (self.latest && at >= week.to()))
    }
}

/// The weeks of a period in order of time.
pub(crate) fn parts(assessment: &Assessment, zone: Tz) -> Vec<Part> {
    let elapsed = assessment.elapsed.map_or_else(Vec::new, |e| e.weeks(zone));
    let whole = assessment.period.window.weeks(zone);
    let part = |(index, whole)| Part {
        whole,
        elapsed: elapsed.get(index).copied(),
        latest: index + 1 == elapsed.len(),
    };
    whole.into_iter().enumerate().map(part).collect()
}

/// What was seen of a stream in a week: what holds at its middle.
pub(crate) fn seen<'a>(stream: &'a StreamCoverage, week: &Window) -> Option<&'a Coverage> {
    let mut slices = stream.slices.iter();
    slices.find(|slice| slice.window.contains(week.middle())).map(|slice| &slice.coverage)
}

fn state(assessment: &Assessment, week: &Window, part: &Part) -> WeekState {
    let acts = assessment.contributions.iter();
    let items = acts.filter(|c| part.holds(c.contribution.when)).count();
    let tallies = assessment.tallies.iter();
    let commits = tallies
        .filter(|t| part.holds(When::Within(t.tally.window)))
        .fold(0_u32, |sum, t| sum.saturating_add(t.tally.commits));
    let streams = &assessment.coverage.streams;
    let is = |stream, wanted: fn(&Coverage) -> bool| seen(stream, week).is_some_and(wanted);
    if items > 0 || commits > 0 {
        let items = u32::try_from(items).unwrap_or(u32::MAX);
        WeekState::Active { items, commits }
    } else if !streams.is_empty() && streams.iter().all(|s| is(s, Coverage::is_complete)) {
        WeekState::Nothing
    } else if streams.iter().any(|s| is(s, Coverage::saw_anything)) {
        WeekState::NothingFound
    } else {
        WeekState::Unseen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn signs(key: &str) -> String {
        let assessment = fixture::assessment(key);
        let signs = weeks(&assessment, fixture::ZONE).into_iter().map(|week| match week.state {
            WeekState::Active { .. } => 'A',
            WeekState::Nothing => '0',
            WeekState::NothingFound => '-',
            WeekState::Unseen => '?',
            WeekState::Ahead => '.',
        });
        signs.collect()
    }

    #[test]
    fn an_unseen_week_is_not_an_idle_one() {
        assert_eq!(signs("grace-wick"), "AAAAA");
        assert_eq!(signs("noor-vigil"), "00000");
        assert_eq!(signs("ada-lumen"), "A-?A?");
        assert_eq!(signs("unnamed~1"), "?????");
        assert_eq!(signs("ines-ember"), ".....");
    }

    #[test]
    fn agrees_with_the_figures() {
        for assessment in fixture::assessments() {
            let weeks = weeks(&assessment, fixture::ZONE);
            let count = |wanted: fn(&WeekState) -> bool| {
                u32::try_from(weeks.iter().filter(|w| wanted(&w.state)).count()).unwrap()
            };
            let of = assessment.enrollment.key.as_str();
            assert_eq!(
                (
                    count(|s| matches!(s, WeekState::Active { .. })),
                    count(|s| *s == WeekState::Unseen)
                ),
                (assessment.activity.active_weeks, assessment.activity.unseen_weeks),
                "{of}"
            );
        }
    }

    #[test]
    fn a_week_says_what_was_seen() {
        let active = |items, commits| WeekState::Active { items, commits }.says();
        assert_eq!(active(1, 0), "1 contribution");
        assert_eq!(active(0, 7), "7 commits");
        assert_eq!(active(2, 1), "2 contributions and 1 commit");
    }
}
