//! From the assessments of a mentee's periods to the weeks of the chart.

use monitor_analysis::count_items;
use monitor_model::{Assessment, Coverage, ItemKind, Program, Stream, When, Window};

use super::{Bar, Chart, ChartPeriod, ChartWeek, Kind};
use crate::weeks::{Part, parts, seen};
use crate::words;

impl Chart {
    /// The chart of one mentee from the assessments of their periods, in any order; `None` where there is none. Where own windows
    /// overlap, a day belongs to the earlier period, so that nothing is shown twice.
    #[must_use]
    pub fn of(program: &Program, assessments: &[Assessment]) -> Option<Self> {
        let mut periods: Vec<&Assessment> = assessments.iter().collect();
        periods.sort_by_key(|of| of.period.window);
        let mentee = words::mentee(&periods.first()?.enrollment).to_owned();
        let mut weeks: Vec<ChartWeek> = Vec::new();
        for assessment in &periods {
            let shown = weeks.last().map(|week| week.window.to());
            for part in parts(assessment, program.zone) {
                let from = shown.map_or(part.whole.from(), |to| to.max(part.whole.from()));
                if let Ok(window) = Window::new(from, part.whole.to()) {
                    weeks.push(week(assessment, &part, window));
                }
            }
        }
        let period = |of: &&Assessment| ChartPeriod {
            id: of.period.id.clone(),
            window: of.period.window,
            due: of.period.due,
        };
        let periods = periods.iter().map(period).collect();
        Some(Self { mentee, zone: program.zone, weeks, periods })
    }
}

/// What of a week is shown in a window that lies in it.
fn week(assessment: &Assessment, part: &Part, window: Window) -> ChartWeek {
    let holds = |when: When| part.holds(when) && window.from() <= when.anchor();
    let bar = |kind: Kind| {
        let Some(elapsed) = part.elapsed else { return Bar::Ahead };
        let acts = assessment.contributions.iter().map(|classed| &classed.contribution);
        let of_kind = acts.filter(|act| kind_of(act.item.kind) == kind && holds(act.when));
        let named = u32::try_from(count_items(of_kind)).unwrap_or(u32::MAX);
        let tallies = assessment.tallies.iter().map(|classed| &classed.tally);
        let counted = tallies.filter(|t| kind == Kind::Commits && holds(When::Within(t.window)));
        let n = counted.fold(named, |sum, tally| sum.saturating_add(tally.commits));
        let streams = || {
            let all =
                assessment.coverage.streams.iter().filter(|s| streams(kind).contains(&s.stream));
            all.map(|stream| seen(stream, &elapsed))
        };
        let complete = |seen: Option<&Coverage>| seen.is_some_and(Coverage::is_complete);
        let anything = |seen: Option<&Coverage>| seen.is_some_and(Coverage::saw_anything);
        if streams().next().is_some() && streams().all(complete) {
            Bar::All(n)
        } else if n > 0 || streams().any(anything) {
            Bar::AtLeast(n)
        } else {
            Bar::Unseen
        }
    };
    ChartWeek { window, bars: Kind::ALL.map(bar) }
}

const fn kind_of(item: ItemKind) -> Kind {
    match item {
        ItemKind::PullRequest => Kind::PullRequests,
        ItemKind::Issue => Kind::Issues,
        ItemKind::Review => Kind::Reviews,
        ItemKind::Commit => Kind::Commits,
        ItemKind::Comment | ItemKind::Discussion => Kind::Talk,
    }
}

const fn streams(kind: Kind) -> &'static [Stream] {
    match kind {
        Kind::PullRequests => &[Stream::PullRequests],
        Kind::Issues => &[Stream::Issues],
        Kind::Reviews => &[Stream::Reviews],
        Kind::Commits => &[Stream::Commits],
        Kind::Talk => &[Stream::Comments, Stream::Discussions],
    }
}
