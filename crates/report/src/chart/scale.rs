//! Where things stand in the chart, in tenths of a pixel, so that the same chart is the same text on every machine.

use std::fmt;

use chrono::{DateTime, Utc};

use super::{Bar, Chart, Kind};

/// A length in the picture, in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Px(pub(super) i64);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        match (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, tenth) => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// How wide the picture is.
pub(super) const WIDTH: Px = Px(3_600);
/// Where the weeks begin and end.
pub(super) const LEFT: i64 = 200;
pub(super) const RIGHT: i64 = 3_580;
/// Where the first row begins.
pub(super) const TOP: i64 = 270;
/// How high a row is, with its heading, and the highest bar in it.
pub(super) const ROW: i64 = 460;
pub(super) const BAR: i64 = 220;
/// The least that a row's highest bar may stand for, so that one pull request is not as high as a dozen.
const LEAST_SCALE: u32 = 4;

/// From time to place.
pub(super) struct Scale {
    from: i64,
    length: i64,
}

impl Scale {
    /// The scale on which all weeks, windows and due instants of a chart have their place.
    pub(super) fn of(chart: &Chart) -> Self {
        let starts = chart.weeks.iter().map(|week| week.window.from());
        let starts = starts.chain(chart.periods.iter().map(|period| period.window.from()));
        let ends = chart.weeks.iter().map(|week| week.window.to());
        let ends = ends.chain(chart.periods.iter().flat_map(|of| [of.window.to(), of.due]));
        let from = starts.min().map_or(0, |at| at.timestamp());
        let to = ends.max().map_or(0, |at| at.timestamp());
        Self { from, length: (to - from).max(1) }
    }

    /// Where an instant stands.
    pub(super) fn x(&self, at: DateTime<Utc>) -> i64 {
        let along = i128::from(at.timestamp() - self.from) * i128::from(RIGHT - LEFT);
        LEFT + i64::try_from(along / i128::from(self.length)).unwrap_or_default()
    }
}

/// What the highest bar of a row stands for.
pub(super) fn top(chart: &Chart, kind: Kind) -> u32 {
    let highest = chart.weeks.iter().map(|week| week.bars[kind as usize].seen()).max();
    highest.unwrap_or(0).max(LEAST_SCALE)
}

/// How high a bar is: its share of the highest, to the nearest tenth of a pixel.
pub(super) fn height(bar: Bar, top: u32) -> i64 {
    let (seen, top) = (i64::from(bar.seen()), i64::from(top.max(1)));
    (2 * seen * BAR + top) / (2 * top)
}

/// The lines of a hatching, as the path of an SVG.
pub(super) fn hatching(x: i64, y: i64, width: i64, height: i64) -> String {
    const APART: i64 = 50;
    let mut path = String::new();
    let mut at = APART / 2;
    while at < width + height {
        let (from, to) = ((at - height).max(0), at.min(width));
        let point = |along: i64| format!("{} {}", Px(x + along), Px(y + at - along));
        path.push_str(&format!("M{}L{}", point(from), point(to)));
        at += APART;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_length_is_written_exactly() {
        let cases = [(0, "0"), (7, "0.7"), (10, "1"), (-15, "-1.5"), (3_600, "360")];
        for (tenths, text) in cases {
            assert_eq!(Px(tenths).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn a_bar_is_as_high_as_its_share(seen: u32, more: u32) {
            let top = seen.saturating_add(more).max(1);
            let exact = f64::from(seen) / f64::from(top) * BAR as f64;
            for bar in [Bar::All(seen), Bar::AtLeast(seen)] {
                prop_assert!((height(bar, top) as f64 - exact).abs() <= 0.5 + 1e-6);
            }
            prop_assert_eq!(height(Bar::Unseen, top), 0);
        }

        #[test]
        fn the_hatching_stays_inside(width in 1..5_000_i64, high in 1..500_i64) {
            let path = hatching(0, 0, width, high);
            let numbers = path.split(['M', 'L', ' ']).filter(|text| !text.is_empty());
            let numbers: Vec<f64> = numbers.map(|text| text.parse().unwrap()).collect();
            for point in numbers.chunks(2) {
                prop_assert!(point[0] >= 0.0 && point[0] * 10.0 <= width as f64);
                prop_assert!(point[1] >= 0.0 && point[1] * 10.0 <= high as f64);
            }
        }
    }
}
