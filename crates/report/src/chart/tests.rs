//! Laws of the chart, and what it shows of the fictional mentees.

use super::*;
use crate::fixture;
use chrono::TimeDelta;
use proptest::prelude::*;

fn chart(key: &str) -> Chart {
    Chart::of(&fixture::program(), &[fixture::assessment(key)]).unwrap()
}

/// The bars of a kind as signs.
fn row(key: &str, kind: Kind) -> Vec<String> {
    let shown = |week: &ChartWeek| match week.bars[kind as usize].count() {
        Some(count) => count.to_string(),
        None => ".".to_owned(),
    };
    chart(key).weeks.iter().map(shown).collect()
}

#[test]
fn what_was_not_seen_is_no_zero() {
    assert_eq!(row("grace-wick", Kind::PullRequests), ["1"; 5]);
    assert_eq!(row("grace-wick", Kind::Issues), ["0", "1", "0", "0", "0"]);
    assert_eq!(row("ada-lumen", Kind::PullRequests), ["1+", "?", "?", "1+", "?"]);
    assert_eq!(row("ada-lumen", Kind::Commits), ["4+", "?", "?", "?", "?"]);
    assert_eq!(row("ada-lumen", Kind::Talk), ["?"; 5]);
    assert_eq!(row("ines-ember", Kind::Talk), ["."; 5]);
    let ada = chart("ada-lumen");
    let bars = |kind: Kind| ada.weeks.iter().map(move |week| week.bars[kind as usize]);
    assert_eq!(bars(Kind::Talk).collect::<Vec<_>>(), [Bar::Unseen; 5]);
    assert_eq!(bars(Kind::Issues).nth(1), Some(Bar::AtLeast(0)), "seen in part is not unseen");
}

#[test]
fn the_picture_tells_apart_what_was_not_seen_what_is_partly_seen_and_nothing() {
    let forms = |key: &str| {
        let svg = chart(key).svg(1).unwrap();
        let (rows, _legend) = svg.split_once("c-legend").unwrap();
        ["c-unseen", "c-partly", "c-all", "c-bar"].map(|form| rows.matches(form).count())
    };
    assert_eq!(forms("noor-vigil"), [0, 0, 25, 0]);
    assert_eq!(forms("sol-tallow"), [25, 0, 0, 0]);
    assert_eq!(forms("ines-ember"), [0; 4]);
    let [unseen, partly, all, bars] = forms("ada-lumen");
    assert_eq!((unseen + partly, all, bars), (25, 0, 3));
    insta::assert_snapshot!("chart.svg", chart("ada-lumen").svg(1).unwrap());
}

#[test]
fn the_words_have_every_figure() {
    let said = chart("ada-lumen").says();
    assert!(said.starts_with("midterm: 2026-03-02 to 2026-04-05, evaluation due 2026-04-10"));
    assert!(
        said.contains("2026-03-02 to 2026-03-08: at least 1 pull request, issues seen in part")
    );
    assert!(said.contains("at least 4 commits, comments and discussions not seen."), "{said}");
    assert!(said.contains("2026-03-16 to 2026-03-22: not seen."), "{said}");
    let nothing = "2026-03-02 to 2026-03-08: everything public was seen, and there is nothing.";
    assert!(chart("noor-vigil").says().contains(nothing));
}

#[test]
fn where_own_windows_overlap_nothing_is_shown_twice() {
    let (program, grace) = (fixture::program(), fixture::assessment("grace-wick"));
    let mut later = grace.clone();
    later.period.id = program.periods[1].id.clone();
    let back = grace.period.window.from() + TimeDelta::days(10);
    later.period.window = Window::new(back, program.periods[1].window.to()).unwrap();
    later.elapsed = Window::new(back, fixture::as_of()).ok();
    let alone = Chart::of(&program, std::slice::from_ref(&grace)).unwrap();
    let both = Chart::of(&program, &[later, grace]).unwrap();
    assert!(both.weeks.len() > alone.weeks.len());
    assert!(both.weeks.windows(2).all(|two| two[0].window.to() <= two[1].window.from()));
    let sum = |chart: &Chart| chart.weeks.iter().map(|week| week.bars[0].seen()).sum::<u32>();
    assert_eq!(sum(&both), sum(&alone));
}

fn bar() -> impl Strategy<Value = Bar> {
    prop_oneof![
        (0..300_u32).prop_map(Bar::All),
        (0..300_u32).prop_map(Bar::AtLeast),
        Just(Bar::Unseen),
        Just(Bar::Ahead),
        any::<u32>().prop_map(Bar::All),
    ]
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let weeks = prop::collection::vec(prop::array::uniform5(bar()), 0..60);
    (weeks, fixture::any_text(), -90..200_i64).prop_map(|(bars, mentee, due)| {
        let start = fixture::program().window.from();
        let week = |(n, bars)| {
            let from = start + TimeDelta::weeks(n);
            let window = Window::new(from, from + TimeDelta::weeks(1)).unwrap();
            ChartWeek { window, bars }
        };
        let mut periods: Vec<ChartPeriod> = fixture::program()
            .periods
            .into_iter()
            .map(|of| ChartPeriod { id: of.id, window: of.window, due: of.due })
            .collect();
        periods[0].due += TimeDelta::days(due);
        Chart { mentee, zone: fixture::ZONE, weeks: (0..).zip(bars).map(week).collect(), periods }
    })
}

/// The numbers of an attribute of everything that is drawn as something.
fn attribute<'s>(svg: &'s str, what: &'s str, name: &'s str) -> impl Iterator<Item = f64> + 's {
    svg.split(what).skip(1).map(move |rest| {
        let (_, value) = rest.split_once(&format!(" {name}=\"")).unwrap();
        value.split('"').next().unwrap().parse().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bars_are_as_high_as_their_counts_and_inside_the_picture(chart in any_chart()) {
        let svg = chart.svg(1).unwrap();
        let (rows, _legend) = svg.split_once("c-legend").unwrap();
        let heights: Vec<f64> = attribute(rows, "class=\"c-bar\"", "height").collect();
        let mut drawn = heights.iter();
        for kind in Kind::ALL {
            let counts = chart.weeks.iter().map(|week| week.bars[kind as usize].seen());
            let top = f64::from(scale::top(&chart, kind));
            let exact = |count: u32| f64::from(count) / top * 22.0;
            let (mut high, mut sum, mut bars) = (0.0, 0.0, 0.0);
            for count in counts.filter(|&count| exact(count) >= 0.05) {
                let height = drawn.next().unwrap();
                prop_assert!((height - exact(count)).abs() <= 0.0501, "{count}: {height}");
                (high, sum, bars) = (high + height, sum + exact(count), bars + 1.0);
            }
            prop_assert!((high - sum).abs() <= 0.0501 * bars + 1e-6, "the bars sum to the counts");
        }
        prop_assert!(drawn.next().is_none());
        for x in attribute(rows, "class=\"c-bar\"", "x") {
            prop_assert!((0.0..=360.0).contains(&x), "{x}");
        }
    }

    #[test]
    fn any_text_is_text_and_ids_never_collide(chart in any_chart()) {
        let (one, two) = (chart.svg(1).unwrap(), chart.svg(2).unwrap());
        prop_assert_eq!(&one, &chart.svg(1).unwrap());
        let ids = |svg: &str| -> Vec<String> {
            svg.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        prop_assert_eq!(ids(&one), ["chart-1-title", "chart-1-desc"]);
        prop_assert!(ids(&two).iter().all(|id| !ids(&one).contains(id)));
        let known = ["svg", "/svg", "title", "/title", "desc", "/desc", "rect", "text", "/text", "path", "g", "/g"];
        for tag in one.split('<').skip(1) {
            let end = tag.find([' ', '>', '/']).filter(|&end| end > 0).unwrap_or_else(|| tag.find('>').unwrap());
            prop_assert!(known.contains(&&tag[..end]), "{tag}");
        }
    }
}
