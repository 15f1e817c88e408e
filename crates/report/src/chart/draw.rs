//! The chart as SVG: what stands where. `templates/chart.svg` writes and escapes it.

use askama::Template;

use super::scale::{BAR, LEFT, Px, RIGHT, ROW, Scale, TOP, WIDTH, hatching, height, top};
use super::{Bar, Chart, Kind, says};
use crate::RenderError;
use crate::dates::{day, span};

/// About how wide a letter is: of the labels, and of the numbers above the bars.
const LETTER: i64 = 52;
const DIGIT: i64 = 46;

#[derive(Template)]
#[template(path = "chart.svg")]
struct Picture {
    nth: usize,
    title: String,
    says: String,
    width: Px,
    height: Px,
    /// Where the rows begin and end, from top to bottom.
    from: Px,
    rows_height: Px,
    bottom: Px,
    bands: Vec<Band>,
    dues: Vec<Label>,
    rows: Vec<Row>,
    days: Vec<Label>,
    legend: Px,
}

/// A period behind the weeks.
struct Band {
    x: Px,
    width: Px,
    label: String,
}

/// A line from top to bottom, and its label, which ends at the line or begins there.
struct Label {
    x: Px,
    text: String,
    anchor: &'static str,
}

/// The bars of a kind.
struct Row {
    heading: &'static str,
    heading_y: Px,
    top: u32,
    top_y: Px,
    base: Px,
    base_label: Px,
    marks: Vec<Mark>,
}

/// What is drawn of a week.
struct Mark {
    form: &'static str,
    x: Px,
    y: Px,
    width: Px,
    height: Px,
    middle: Px,
    /// The number above the bar, where it has room.
    above: String,
    above_y: Px,
    /// The lines of what was not seen.
    hatching: String,
    title: String,
}

/// The chart as SVG.
pub(super) fn svg(chart: &Chart, nth: usize) -> Result<String, RenderError> {
    let scale = Scale::of(chart);
    let bottom = TOP + ROW * i64::try_from(Kind::ALL.len()).unwrap_or_default();
    let picture = Picture {
        nth,
        title: says::title(chart),
        says: says::all(chart),
        width: WIDTH,
        height: Px(bottom + 590),
        from: Px(TOP),
        rows_height: Px(bottom - TOP),
        bottom: Px(bottom),
        bands: bands(chart, &scale),
        dues: dues(chart, &scale),
        rows: Kind::ALL.into_iter().map(|kind| row(chart, kind, &scale)).collect(),
        days: days(chart, &scale),
        legend: Px(bottom + 210),
    };
    Ok(picture.render()?)
}

fn bands(chart: &Chart, scale: &Scale) -> Vec<Band> {
    let band = |period: &super::ChartPeriod| {
        let (from, to) = (scale.x(period.window.from()), scale.x(period.window.to()));
        Band { x: Px(from), width: Px(to - from), label: cut(period.id.as_str(), to - from) }
    };
    chart.periods.iter().map(band).collect()
}

/// A text in the room there is.
fn cut(text: &str, room: i64) -> String {
    let letters = usize::try_from(room / LETTER).unwrap_or_default();
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    if kept.is_empty() { kept } else { kept + "…" }
}

/// Due instants; one that has no room for its label beside the one before has a line alone.
fn dues(chart: &Chart, scale: &Scale) -> Vec<Label> {
    let mut taken = i64::MIN;
    let due = |period: &super::ChartPeriod| {
        let x = scale.x(period.due);
        let mut text = format!("due {}", &day(period.due, chart.zone)[5..]);
        let length = i64::try_from(text.len()).unwrap_or_default() * LETTER;
        let (anchor, from, to) = match x - length >= LEFT {
            true => ("end", x - length, x),
            false => ("start", x, x + length),
        };
        if from < taken {
            text.clear();
        } else {
            taken = to + LETTER;
        }
        Label { x: Px(x), text, anchor }
    };
    chart.periods.iter().map(due).collect()
}

/// The first day of as many weeks as have room for it.
fn days(chart: &Chart, scale: &Scale) -> Vec<Label> {
    let mut taken = i64::MIN;
    let mut labels = Vec::new();
    for week in &chart.weeks {
        let x = scale.x(week.window.from());
        let end = x + 6 * LETTER;
        if x >= taken && end <= RIGHT {
            let text = day(week.window.from(), chart.zone)[5..].to_owned();
            labels.push(Label { x: Px(x), text, anchor: "start" });
            taken = end + LETTER;
        }
    }
    labels
}

fn row(chart: &Chart, kind: Kind, scale: &Scale) -> Row {
    let from = TOP + ROW * (kind as i64);
    let base = from + ROW - 20;
    let top = top(chart, kind);
    Row {
        heading: kind.as_str(),
        heading_y: Px(from + 110),
        top,
        top_y: Px(base - BAR + 35),
        base: Px(base),
        base_label: Px(base + 5),
        marks: chart.weeks.iter().map(|week| mark(chart, week, kind, base, top, scale)).collect(),
    }
}

fn mark(
    chart: &Chart,
    week: &super::ChartWeek,
    kind: Kind,
    base: i64,
    top: u32,
    scale: &Scale,
) -> Mark {
    let bar = week.bars[kind as usize];
    let (from, to) = (scale.x(week.window.from()), scale.x(week.window.to()));
    let gap = if to - from > 40 { 10 } else { 0 };
    let (x, width) = (from + gap, to - from - 2 * gap);
    let (form, high) = match bar {
        Bar::Ahead => ("ahead", 0),
        Bar::Unseen => ("unseen", BAR),
        Bar::AtLeast(_) => ("partly", height(bar, top)),
        Bar::All(_) => ("all", height(bar, top)),
    };
    let above = says::above(bar);
    let room = i64::try_from(above.len()).unwrap_or_default() * DIGIT <= to - from;
    let hatched = form == "unseen";
    Mark {
        form,
        x: Px(x),
        y: Px(base - high),
        width: Px(width),
        height: Px(high),
        middle: Px(from + (to - from) / 2),
        above: if room && !hatched { above } else { String::new() },
        above_y: Px(base - high - 25),
        hatching: if hatched { hatching(x, base - high, width, high) } else { String::new() },
        title: format!("{}: {}", span(&week.window, chart.zone), says::bar(kind, bar)),
    }
}
