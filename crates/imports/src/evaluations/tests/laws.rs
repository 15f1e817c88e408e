//! Laws that hold for every file.

use proptest::prelude::*;

use super::workbook::{rows_of, workbook};
use super::*;

const HEADER: [&str; 5] = ["Timestamp", "Mentor", "Mentee", "Verdict", "Notes"];

/// Rows of a form, most of them sound, with notes of every kind of character that upsets readers.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let mentee = prop::sample::select(vec![
        "ada-lumen",
        "@bela-flint",
        "CYRA-EMBER ",
        "Work of ada-lumen",
        "nobody",
        "",
    ]);
    let mentor = prop::sample::select(vec!["grace-wick", "otto-prism", "Otto-Prism/", ""]);
    let verdict = prop::sample::select(vec!["Pass", "no!", "EXTEND", "with-draw", "perhaps", ""]);
    let time = (1..29_u32, 0..24_u32).prop_map(|(d, h)| format!("2026-05-{d:02} {h}:00:00"));
    let time = prop_oneof![9 => time, 1 => Just("3/4/2026 1:00".to_owned())];
    let note = "[=+@;,\t\"'\r\n ✅Äz-]{0,12}";
    let row = (time, mentor, mentee, verdict, note);
    let row = row.prop_map(|(t, a, b, c, n)| vec![t, a.to_owned(), b.to_owned(), c.to_owned(), n]);
    prop::collection::vec(row, 0..8)
}

fn with_header(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    [vec![HEADER.map(str::to_owned).to_vec()], rows.to_vec()].concat()
}

fn text(table: &[Vec<String>], delimiter: u8, style: ::csv::QuoteStyle) -> String {
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    for row in table {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn plain(table: &[Vec<String>]) -> String {
    text(table, b',', ::csv::QuoteStyle::Necessary)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

/// What a reading says, without the lines, in an order of its own.
fn said(reading: &Reading) -> (Vec<String>, Vec<String>) {
    let row = |row: &EvaluationRow| {
        let EvaluationRow { place: _, enrollment, verdict, note, mentor, at } = row;
        format!("{enrollment} {verdict} {note:?} {mentor:?} {at}")
    };
    let mut rows: Vec<_> = reading.rows.iter().map(row).collect();
    // Which of two lines is named first depends on their order, and so does which of three differing ones is named at all.
    let says = |p: &EvaluationProblem| match p.says.split_once(" about ") {
        Some((_, rest)) if p.says.starts_with("lines ") => rest.to_owned(),
        _ => format!("{} {:?}", p.says, p.candidates),
    };
    let mut problems: Vec<_> = reading.problems.iter().map(says).collect();
    rows.sort();
    problems.sort();
    (rows, problems)
}

proptest! {
    #[test]
    fn the_encoding_changes_nothing(rows in rows()) {
        let text = plain(&with_header(&rows));
        let expected = reading(text.as_bytes());
        prop_assert_eq!(&reading(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), &expected);
        prop_assert_eq!(&reading(&utf16(&text, u16::to_le_bytes)), &expected);
        prop_assert_eq!(&reading(&utf16(&text, u16::to_be_bytes)), &expected);
    }

    #[test]
    fn delimiter_and_quotes_change_nothing(rows in rows()) {
        let table = with_header(&rows);
        let expected = reading(plain(&table).as_bytes());
        for delimiter in *b",;\t" {
            for style in [::csv::QuoteStyle::Necessary, ::csv::QuoteStyle::Always] {
                prop_assert_eq!(&reading(text(&table, delimiter, style).as_bytes()), &expected);
            }
        }
    }

    #[test]
    fn a_sheet_says_what_the_text_says(rows in rows()) {
        let table = with_header(&rows);
        prop_assert_eq!(said(&reading(&workbook(&rows_of(&table)))), said(&reading(plain(&table).as_bytes())));
    }

    #[test]
    fn the_order_of_rows_changes_nothing((rows, mixed) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        let of = |rows: &[Vec<String>]| said(&reading(plain(&with_header(rows)).as_bytes()));
        prop_assert_eq!(of(&rows), of(&mixed));
    }

    #[test]
    fn blank_rows_and_repetition_change_nothing(rows in rows(), at in any::<prop::sample::Index>()) {
        let of = |rows: &[Vec<String>]| said(&reading(plain(&with_header(rows)).as_bytes()));
        let mut more = rows.clone();
        more.insert(at.index(rows.len() + 1), vec![String::new(), " ".into(), String::new(), String::new(), "\n".into()]);
        prop_assert_eq!(of(&rows), of(&more));
        let twice = [rows.clone(), rows.clone()].concat();
        prop_assert_eq!(of(&rows).0, of(&twice).0);
    }

    #[test]
    fn every_row_is_accounted_for(rows in rows()) {
        let read = reading(plain(&with_header(&rows)).as_bytes());
        let mentees: std::collections::BTreeSet<_> = read.rows.iter().map(|row| &row.enrollment).collect();
        prop_assert_eq!(mentees.len(), read.rows.len(), "one row per mentee");
        if read.problems.is_empty() {
            let left_aside = notices(&read).iter().filter(|says| says.contains("left aside")).count();
            prop_assert_eq!(read.rows.len() + left_aside, rows.len());
        }
        prop_assert!(read.problems.iter().all(|p| p.place.line > 1 && !p.says.is_empty() && !p.hint.is_empty()));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), mark in 0..4_usize) {
        let mark: &[u8] = [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"][mark];
        let _ = reading(&[mark, &bytes].concat());
        let _ = reading(&[mark, b"Mentee,Verdict,Mentor,Time\n", &bytes].concat());
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\"\r\n,;\ta-z0-9/: =\\PC]{0,120}") {
        let _ = reading(format!("Mentee,Verdict,Mentor,Time\n{text}").as_bytes());
        let _ = Form::parse(&text);
        let _ = Settings::from_toml("e.toml", &text);
    }
}
