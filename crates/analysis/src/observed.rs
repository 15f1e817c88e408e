//! What was seen of a period, stream by stream, and week by week.

use monitor_model::{Coverage, PeriodCoverage, Stream, StreamCoverage, Window, cover};

use crate::absence::NO_RECORD;

/// What was seen of a window, which may not have begun.
#[must_use]
pub fn observed(
    elapsed: Option<Window>,
    weeks: &[Window],
    statements: &[(Stream, Window, Coverage)],
) -> PeriodCoverage {
    let streams: Vec<StreamCoverage> = Stream::ALL
        .iter()
        .map(|&stream| StreamCoverage { stream, slices: slices(elapsed, stream, statements) })
        .collect();
    let seen = weeks.iter().filter(|week| saw(&streams, week)).count();
    PeriodCoverage { weeks_seen: whole(seen), weeks: whole(weeks.len()), streams }
}

fn slices(
    elapsed: Option<Window>,
    stream: Stream,
    statements: &[(Stream, Window, Coverage)],
) -> Vec<monitor_model::CoverageSlice> {
    let of_stream = statements
        .iter()
        .filter(|(s, ..)| *s == stream)
        .map(|(_, window, coverage)| (window, coverage));
    elapsed.map_or_else(Vec::new, |window| cover(window, of_stream, NO_RECORD))
}

/// Whether any stream saw anything of a week, judged at its middle: recorded weeks are cut in UTC and overlap the
/// program's neighbouring weeks by some hours.
#[must_use]
pub fn saw(streams: &[StreamCoverage], week: &Window) -> bool {
    let mut slices = streams.iter().flat_map(|stream| &stream.slices);
    slices.any(|slice| slice.coverage.saw_anything() && slice.window.contains(week.middle()))
}

/// A number of things as `u32`; more than four thousand million count as that.
pub(crate) fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture;

    #[test]
    fn weeks_that_no_stream_saw_are_not_seen() {
        let whole = Window::new(fixture::week(0).from(), fixture::week(2).to()).unwrap();
        let weeks = [fixture::week(0), fixture::week(1), fixture::week(2)];
        let mut statements = fixture::complete(fixture::week(0));
        statements.push((
            Stream::Issues,
            fixture::week(1),
            Coverage::NotFetched("asked in vain".into()),
        ));
        let coverage = observed(Some(whole), &weeks, &statements);
        assert_eq!((coverage.weeks_seen, coverage.weeks), (1, 3));
        assert!(!coverage.is_complete());
        let issues = coverage.of(Stream::Issues).unwrap();
        let reasons: Vec<_> = issues.slices.iter().map(|s| s.coverage.reason()).collect();
        assert_eq!(reasons, [None, Some("asked in vain"), Some(NO_RECORD)]);
    }

    #[test]
    fn a_recorded_week_does_not_reach_into_the_programs_next_week() {
        let zone = chrono_tz::Tz::Europe__Berlin;
        let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let weeks = Window::of_days(day(2), day(15), zone).unwrap().weeks(zone);
        let coverage = observed(
            Some(Window::new(weeks[0].from(), weeks[1].to()).unwrap()),
            &weeks,
            &fixture::complete(fixture::week(0)),
        );
        assert_eq!((coverage.weeks_seen, coverage.weeks), (1, 2));
    }

    #[test]
    fn before_it_begins_nothing_is_complete() {
        let coverage = observed(None, &[], &[]);
        assert!(!coverage.is_complete());
        assert_eq!(coverage.streams.len(), Stream::ALL.len());
    }
}
