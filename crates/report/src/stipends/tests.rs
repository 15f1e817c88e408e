//! Tests of the stipends.

use super::*;
use crate::fixture;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// An id of the form that snapshots have.
const SNAPSHOT: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn made() -> Made<'static> {
    Made { snapshot: SNAPSHOT, at: fixture::as_of() }
}

fn stipends<'a>(program: &'a Program, assessments: &'a [Assessment]) -> Stipends<'a> {
    Stipends::new(program, &program.periods[0], assessments, made(), vec![])
}

/// Everybody paid, with a text wherever foreign text can stand.
fn tainted(text: &str) -> Vec<Assessment> {
    let mut all = fixture::agreed();
    fixture::taint(&mut all, text, 1);
    for assessment in &mut all {
        assessment.stand.standing = Standing::Agreed;
    }
    all
}

#[test]
fn everybody_is_paid_or_left_out_and_only_agreement_pays() {
    let (program, all) = (fixture::program(), fixture::agreed());
    let stipends = stipends(&program, &all);
    let left_out: usize = stipends.left_out.iter().map(|(_, n)| n).sum();
    assert_eq!(stipends.paid.len() + left_out, all.len());
    assert!(stipends.paid.iter().all(|p| p.assessment.stand.standing == Standing::Agreed));
    assert!(stipends.left_out.iter().all(|(of, _)| !of.is_payable()));
    assert!(!stipends.paid.is_empty() && left_out > 0);
}

#[test]
fn the_order_of_the_input_has_no_say() {
    let (program, mut all) = (fixture::program(), tainted("calm"));
    let shown = stipends(&program, &all).render(Format::Csv, Style::Plain).unwrap();
    all.reverse();
    assert_eq!(stipends(&program, &all).render(Format::Csv, Style::Plain).unwrap(), shown);
}

#[test]
fn who_is_left_out_is_said_wherever_there_is_room() {
    let (program, all) = (fixture::program(), fixture::assessments());
    let stipends = stipends(&program, &all);
    for format in [Format::Table, Format::Markdown] {
        let text = stipends.render(format, Style::Plain).unwrap();
        assert!(text.contains("Left out: 8 await evaluation."), "{text}");
    }
    assert_eq!(
        Stipends { left_out: vec![], ..stipends.clone() }.left_out_sentence(),
        "Nobody is left out."
    );
    assert!(stipends.render(Format::Html, Style::Plain).is_err());
}

#[test]
fn every_format_names_the_snapshot() {
    let (program, all) = (fixture::program(), fixture::agreed());
    let stipends = stipends(&program, &all);
    for format in FORMATS {
        let text = stipends.render(*format, Style::Plain).unwrap();
        assert!(text.contains(SNAPSHOT), "{format:?}: {text}");
    }
}

proptest! {
    #[test]
    fn foreign_text_is_text(text in fixture::any_text()) {
        let (program, all) = (fixture::program_titled(&text), tainted(&text));
        let mut stipends = stipends(&program, &all);
        stipends.notes = vec![text.clone()];
        for line in stipends.render(Format::Table, Style::Plain).unwrap().lines() {
            prop_assert!(line.width() <= 80 && !line.contains(char::is_control), "{:?}", line);
        }
        let markdown = stipends.render(Format::Markdown, Style::Plain).unwrap();
        let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(rows.len(), 2 + all.len());
        prop_assert!(rows.iter().all(|row| row.matches('|').count() == 7));
        prop_assert!(!markdown.contains('<'));
        let csv = stipends.render(Format::Csv, Style::Plain).unwrap();
        prop_assert_eq!(csv.lines().count(), 1 + all.len());
        for record in ::csv::Reader::from_reader(csv.as_bytes()).records() {
            let record = record.unwrap();
            prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
        let json = stipends.render(Format::Json, Style::Plain).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&json["notes"][0], &serde_json::json!(text));
    }
}

#[cfg(feature = "xlsx")]
mod workbook {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn the_second_sheet_says_who_is_left_out() {
        let (program, all) = (fixture::program(), fixture::agreed());
        let bytes = stipends(&program, &all).workbook().unwrap();
        assert_eq!(bytes, stipends(&program, &all).workbook().unwrap());
        let sheet = read(bytes).worksheet_range("Left out").unwrap();
        let cell = |at| sheet.get_value(at).map(ToString::to_string);
        assert_eq!(
            (cell((1, 0)), cell((1, 1))),
            (Some("awaiting-evaluation".into()), Some("2".into()))
        );
        let mut cells = sheet.used_cells();
        assert!(cells.any(|(_, _, cell)| cell.to_string().contains(SNAPSHOT)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_cell_is_text_and_none_a_formula(text in fixture::any_text()) {
            let (program, all) = (fixture::program_titled(&text), tainted(&format!("={text}")));
            let mut book = read(stipends(&program, &all).workbook().unwrap());
            for name in ["Stipends", "Left out"] {
                prop_assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none());
                let sheet = book.worksheet_range(name).unwrap();
                let mut cells = sheet.used_cells();
                prop_assert!(cells.all(|(_, _, cell)| matches!(cell, Data::String(text) if !text.contains(char::is_control))));
            }
            prop_assert_eq!(book.worksheet_range("Stipends").unwrap().height(), 1 + all.len());
        }
    }
}
