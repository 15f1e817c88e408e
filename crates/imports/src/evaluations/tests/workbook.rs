//! Workbooks: a small one by hand, and any that somebody might have broken.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Form Responses 1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 1 is a date with a time.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

/// A workbook whose first sheet holds the given XML of rows.
pub(super) fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:A1"/><sheetData>{rows}</sheetData></worksheet>"#
    );
    archive(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [&[("_rels/.rels", ROOT.as_bytes())], parts].concat() {
        zip.start_file(name, stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A table of texts as rows of a sheet.
pub(super) fn rows_of(table: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\r', "&#13;");
        format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    let row =
        |cells: &Vec<String>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    table.iter().map(row).collect()
}

const HEADER: [&str; 5] = ["Timestamp", "Mentor", "Mentee", "Verdict", "Notes"];

fn header() -> Vec<String> {
    HEADER.map(str::to_owned).to_vec()
}

#[test]
fn a_sheet_is_read_with_its_times_and_never_with_its_formulas() {
    let rows = format!(
        "{}<row r=\"5\"><c r=\"A5\" s=\"1\"><v>46146.4270833333</v></c><c r=\"B5\" t=\"str\"><v>grace-wick</v></c>\
         <c r=\"C5\" t=\"str\"><f>CONCAT(\"ada\",\"-lumen\")</f><v>ada-lumen</v></c><c r=\"D5\" t=\"str\"><v>Pass</v></c>\
         <c r=\"E5\" t=\"str\"><v>=1+1</v></c></row>",
        rows_of(&[header()])
    );
    let read = reading(&workbook(&rows));
    assert_eq!(problems(&read), Vec::<String>::new());
    let row = &read.rows[0];
    assert_eq!((row.place.line, row.enrollment.as_str()), (5, "ada-lumen"));
    assert_eq!(row.at, at("2026-05-04T08:15:00Z"), "10:15 in Berlin");
    assert_eq!(row.note.as_deref(), Some("=1+1"));
}

#[test]
fn a_sheet_that_lies_about_its_size_is_no_trouble() {
    let far = "<row r=\"1048576\"><c r=\"B1048576\" t=\"str\"><v>x</v></c></row>";
    let read = reading(&workbook(&format!("{}{far}", rows_of(&[header()]))));
    assert_eq!(problems(&read)[0], "1048576: the row names no mentee");
    let wide = "<row r=\"2\"><c r=\"XFD2\" t=\"str\"><v>x</v></c></row>";
    let read = reading(&workbook(&format!("{}{wide}", rows_of(&[header()]))));
    assert_eq!(problems(&read), ["2: the row has more than 1000 columns"]);
}

/// Parts that a workbook may have, so that broken ones come near to whole ones.
fn rows() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("<row>".to_owned()),
        Just("</row>".to_owned()),
        "<row r=\"[0-9]{0,11}\">",
        "<c r=\"[A-Z]{0,4}[0-9]{0,10}\" (s=\"[0-9]{0,3}\" )?t=\"(s|str|n|b|e|d|inlineStr|x)\">",
        Just("</c>".to_owned()),
        "<v>[-0-9.e]{0,12}</v>",
        "<is><t>[a-z&;#<]{0,6}</t></is>",
        "<f t=\"shared\" si=\"[0-9]{0,4}\" ref=\"[A-C1-9:]{0,6}\">[A-Z1-9+]{0,5}</f>",
        "\\PC{0,5}",
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = reading(&[&b"PK\x03\x04"[..], &bytes].concat());
    }

    #[test]
    fn no_broken_archive_makes_it_panic(at in 0..2_000_usize, byte in any::<u8>(), end in 0..4_000_usize) {
        let mut bytes = workbook(&rows_of(&[header(), header()]));
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(end.max(4));
        let _ = reading(&bytes);
    }

    #[test]
    fn no_broken_sheet_makes_it_panic(rows in rows(), with_header in any::<bool>()) {
        let first = if with_header { rows_of(&[header()]) } else { String::new() };
        let _ = reading(&workbook(&format!("{first}{rows}")));
    }
}

/// The library computes with what a sheet says of its size, and panics in some builds.
#[test]
fn a_sheet_whose_size_is_nonsense_is_a_problem_or_read() {
    let sheet = "<worksheet><dimension ref=\"B2:A1\"/><sheetData/></worksheet>";
    let bytes = archive(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    assert_eq!(reading(&bytes).problems.len(), 1);
}
