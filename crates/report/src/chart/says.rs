//! The chart in words.

use monitor_model::Count;

use super::{Bar, Chart, ChartWeek, Kind};
use crate::dates::{instant, span};
use crate::escape::plain;
use crate::words::list;

/// What the chart is of.
pub(super) fn title(chart: &Chart) -> String {
    format!("What was seen of {}, week by week", plain(&chart.mentee))
}

/// The periods, then every week with its figures.
pub(super) fn all(chart: &Chart) -> String {
    let period = |of: &super::ChartPeriod| {
        let (window, due) = (span(&of.window, chart.zone), instant(of.due, chart.zone));
        format!("{}: {window}, evaluation due {due}.", of.id)
    };
    let week = |of: &ChartWeek| format!("{}: {}.", span(&of.window, chart.zone), figures(of));
    let said: Vec<String> =
        chart.periods.iter().map(period).chain(chart.weeks.iter().map(week)).collect();
    format!("{} An item counts in each week in which something was done on it.", said.join(" "))
}

/// What a bar says, with its kind.
pub(super) fn bar(kind: Kind, bar: Bar) -> String {
    match bar {
        Bar::Ahead => "not begun".to_owned(),
        Bar::Unseen => format!("{} not seen", kind.as_str()),
        Bar::AtLeast(0) => format!("{} seen in part, and none there", kind.as_str()),
        Bar::AtLeast(n) => format!("at least {n} {}", named(kind, n)),
        Bar::All(0) => format!("no {}", kind.as_str()),
        Bar::All(n) => format!("{n} {}", named(kind, n)),
    }
}

/// What a bar has above it; nothing where there is nothing to tell.
pub(super) fn above(bar: Bar) -> String {
    match bar {
        Bar::All(0) | Bar::Ahead => String::new(),
        bar => bar.count().as_ref().map(Count::to_string).unwrap_or_default(),
    }
}

fn figures(week: &ChartWeek) -> String {
    let bars = || Kind::ALL.into_iter().zip(week.bars);
    let of = |wanted: Bar| move |(_, bar): &(Kind, Bar)| *bar == wanted;
    if bars().all(|pair| of(Bar::Ahead)(&pair)) {
        return "not begun".to_owned();
    }
    let none = bars().filter(of(Bar::All(0)));
    if none.clone().count() == Kind::ALL.len() {
        return "everything public was seen, and there is nothing".to_owned();
    }
    if bars().all(|pair| of(Bar::Unseen)(&pair)) {
        return "not seen".to_owned();
    }
    list(bars().map(|(kind, one)| bar(kind, one)))
}

const fn named(kind: Kind, n: u32) -> &'static str {
    match (kind, n) {
        (Kind::PullRequests, 1) => "pull request",
        (Kind::Issues, 1) => "issue",
        (Kind::Reviews, 1) => "review",
        (Kind::Commits, 1) => "commit",
        (Kind::Talk, 1) => "comment or discussion",
        _ => kind.as_str(),
    }
}
