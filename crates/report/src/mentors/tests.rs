//! What must hold for the mentors in every format.

use super::*;
use crate::fixture;
use monitor_model::Window;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// The final of somebody whose midterm is known.
fn last_period(midterm: &Assessment) -> Assessment {
    let program = fixture::program();
    let mut last = midterm.clone();
    last.period = program.periods[1].clone();
    last.elapsed = Window::new(last.period.window.from(), fixture::as_of()).ok();
    last.findings.clear();
    last.interaction.waiting.truncate(1);
    last.interaction.maybe_waiting = 7;
    last
}

#[test]
fn everybody_is_with_each_of_their_mentors_once() {
    let (program, mut all) = (fixture::program(), fixture::assessments());
    let last: Vec<_> = all.iter().map(last_period).collect();
    all.extend(last);
    let view = Mentors::new(&program, &all, fixture::as_of());
    let mentors: Vec<_> =
        view.mentors.iter().map(|m| (m.mentor.shown(), m.mentees.len())).collect();
    assert_eq!(mentors, [("prism-keeper", 7), ("Vesta Glow", 7), ("Prism | @Keeper", 1)]);
    assert!(view.mentors.iter().flat_map(|m| &m.mentees).all(|m| m.periods.len() == 2));
}

#[test]
fn what_waits_is_what_waits_now_and_said_once() {
    let (program, grace) = (fixture::program(), fixture::assessment("grace-wick"));
    let last = last_period(&grace);
    let still: Vec<_> = last.interaction.still_waiting().cloned().collect();
    for all in [[grace.clone(), last.clone()], [last, grace]] {
        let view = Mentors::new(&program, &all, fixture::as_of());
        let mentee = &view.mentors[0].mentees[0];
        let waiting: Vec<_> = mentee.waiting.iter().copied().cloned().collect();
        assert_eq!((waiting, mentee.maybe_waiting), (still.clone(), 7));
    }
}

#[test]
fn findings_for_others_are_not_for_the_mentor() {
    let (program, all) = (fixture::program(), fixture::assessments());
    let view = Mentors::new(&program, &all, fixture::as_of());
    let asked = view.mentors.iter().flat_map(|m| &m.mentees).flat_map(|m| &m.findings);
    let asked: Vec<_> = asked.map(|(_, finding)| finding.rule.0).collect();
    assert_eq!(asked, ["stalled", "stalled", "undeclared-repositories"]);
}

#[test]
fn one_mentor_is_found_in_any_case() {
    let (program, all) = (fixture::program(), fixture::assessments());
    let view = Mentors::new(&program, &all, fixture::as_of());
    for given in ["PRISM-keeper", "@prism-keeper", " vesta glow "] {
        assert_eq!(view.clone().only(given).unwrap().mentors.len(), 1, "{given}");
    }
    let unknown = view.only("grace-wick").unwrap_err();
    assert_eq!(unknown.to_string(), "`lantern-2026-spring` has no mentor `grace-wick`");
    assert_eq!(unknown.known, ["prism-keeper", "Vesta Glow", "Prism | @Keeper"]);
}

#[test]
fn what_is_not_known_is_no_zero() {
    let program = fixture::program();
    let cells = |key: &str| {
        let one = [fixture::assessment(key)];
        let view = Mentors::new(&program, &one, fixture::as_of());
        let csv = view.render(Format::Csv, Style::Plain).unwrap();
        let rows = csv.lines().skip(1).map(|line| line.split(',').skip(6).take(5).collect());
        let rows: Vec<Vec<String>> =
            rows.map(|row: Vec<&str>| row.into_iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1], [""; 5], "a mentor who is only a name");
        rows[0].clone()
    };
    assert_eq!(cells("grace-wick"), ["3", "0", "1", "0", "0"]);
    assert_eq!(cells("Ada-Lumen".to_lowercase().as_str()), ["", "1", "", "", ""]);
    assert_eq!(cells("noor-vigil"), ["0"; 5]);
    assert_eq!(cells("sol-tallow"), [""; 5]);
}

#[test]
fn what_is_not_known_is_null() {
    let program = fixture::program();
    let acts = |key: &str| {
        let one = [fixture::assessment(key)];
        let json =
            Mentors::new(&program, &one, fixture::as_of()).render(Format::Json, Style::Plain);
        let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
        [0, 1].map(|n| json["mentors"][n]["mentees"][0]["periods"][0]["acts"].clone())
    };
    use serde_json::{Value::Null, json};
    assert_eq!(acts("noor-vigil"), [json!({}), Null]);
    assert_eq!(acts("sol-tallow"), [Null, Null]);
    assert_eq!(acts("ada-lumen"), [json!({ "commented": 1 }), Null]);
}

#[test]
fn no_mentors_are_said_to_be_none() {
    let program = fixture::program();
    let view = Mentors::new(&program, &[], fixture::as_of());
    assert!(view.render(Format::Table, Style::Plain).unwrap().ends_with("\nNo mentors.\n"));
    assert!(view.render(Format::Html, Style::Plain).unwrap().contains("<p>No mentors.</p>"));
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_says_what_was_done_and_what_waits() {
    use calamine::{Data, Reader, Xlsx};
    let program = fixture::program();
    let of = ["noor-vigil", "ada-lumen"].map(fixture::assessment);
    let view = Mentors::new(&program, &of, fixture::as_of());
    let bytes = view.workbook().unwrap();
    assert_eq!(bytes, view.workbook().unwrap(), "the same input gives the same bytes");
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Mentors", "Waiting"]);
    let rows = csv::periods(&view).rows.len();
    assert_eq!(book.worksheet_range("Mentors").unwrap().height(), 1 + rows);
    let waiting = book.worksheet_range("Waiting").unwrap();
    let of_all: usize = view
        .mentors
        .iter()
        .flat_map(|m| &m.mentees)
        .map(|m| m.waiting.len() + m.findings.len())
        .sum();
    assert_eq!(waiting.height(), 1 + of_all);
    assert!(
        waiting
            .used_cells()
            .any(|(.., cell)| matches!(cell, Data::String(text) if text == "stalled"))
    );
}

proptest! {
    #[test]
    fn no_text_breaks_the_page(text in fixture::hostile()) {
        let tags = |text: &str| {
            let (program, mut all) = (fixture::program_titled(text), fixture::assessments());
            fixture::taint(&mut all, text, 3);
            let view = Mentors::new(&program, &all, fixture::as_of());
            let page = view.render(Format::Html, Style::Plain).unwrap();
            let body = page.split_once("<body").unwrap().1.to_owned();
            ["<h2", "</h2", "<h3", "</h3", "<li", "</li", "<script", "<img"].map(|tag| body.matches(tag).count())
        };
        prop_assert_eq!(tags(&text), tags("Joan Stray"));
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_steers(text in fixture::any_text(), n in any::<u32>()) {
        let (program, mut all) = (fixture::program_titled(&text), fixture::assessments());
        fixture::taint(&mut all, &text, n);
        let view = Mentors::new(&program, &all, fixture::as_of());
        for line in view.render(Format::Table, Style::Plain).unwrap().lines() {
            prop_assert!(line.width() <= 80, "{} {:?}", line.width(), line);
            prop_assert!(!line.contains(char::is_control));
        }
        let markdown = view.render(Format::Markdown, Style::Plain).unwrap();
        prop_assert!(markdown.split('@').skip(1).all(|after| after.starts_with(crate::escape::JOINER)), "{}", markdown);
        prop_assert!(!markdown.contains('<'));
        let json: serde_json::Value = serde_json::from_str(&view.render(Format::Json, Style::Plain).unwrap()).unwrap();
        prop_assert_eq!(json["mentors"].as_array().unwrap().len(), view.mentors.len());
    }
}
