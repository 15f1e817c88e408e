//! Laws of the packet, in every format.

use super::*;
use crate::escape::JOINER;
use crate::fixture;
use monitor_model::{Assessment, Program};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// The charts of the midterm alone.
pub(crate) fn charts(program: &Program, all: &[Assessment]) -> BTreeMap<EnrollmentKey, Chart> {
    let chart = |of: &Assessment| {
        let key = of.enrollment.key.clone();
        Some((key, Chart::of(program, std::slice::from_ref(of))?))
    };
    all.iter().filter_map(chart).collect()
}

fn rendered(all: &[Assessment], format: Format) -> String {
    let (program, charts) = (fixture::program(), charts(&fixture::program(), all));
    let packet = Packet::new(fixture::review(&program, all), &charts);
    packet.render(format, Style::Plain).unwrap()
}

#[test]
fn the_cover_counts_everybody_once() {
    let (program, all) = (fixture::program(), fixture::agreed());
    let charts = BTreeMap::new();
    let packet = Packet::new(fixture::review(&program, &all), &charts);
    let cover = packet.cover.as_ref().unwrap();
    let mut places: Vec<usize> =
        cover.standings.iter().flat_map(|(_, who)| who.iter().copied()).collect();
    places.sort_unstable();
    assert_eq!(places, (0..all.len()).collect::<Vec<_>>());
    assert_eq!(cover.next.iter().map(|(_, n)| n).sum::<usize>(), all.len());
    let called = |places: &[usize]| -> Vec<String> {
        places
            .iter()
            .map(|&at| packet.review.rows[at].assessment.enrollment.key.to_string())
            .collect()
    };
    assert_eq!(called(&cover.unseen), ["unnamed~1", "hal-umbra", "sol-tallow"]);
    assert_eq!(called(&cover.partly), ["ada-lumen"]);
}

#[test]
fn a_page_has_what_earned_most_the_most_first() {
    let (program, all) = (fixture::program(), [fixture::worked()]);
    let charts = charts(&program, &all);
    let packet = Packet::new(fixture::review(&program, &all), &charts);
    let page = packet.pages().next().unwrap();
    let points: Vec<_> = page.most.iter().map(|earned| earned.line.earned).collect();
    assert_eq!(points.len(), MOST);
    assert!(points.windows(2).all(|two| two[0] >= two[1]));
    let lines = &all[0].progress.lines;
    assert_eq!(points[0], lines.iter().map(|line| line.earned).max().unwrap());
}

#[test]
fn one_mentee_alone_has_no_cover() {
    let (program, all) = (fixture::program(), fixture::agreed());
    let charts = charts(&program, &all);
    let key = &all[0].enrollment.key;
    let packet = Packet::new(fixture::review(&program, &all), &charts).only(key);
    for format in Format::ALL {
        let text = packet.render(*format, Style::Plain).unwrap();
        assert!(text.contains("grace-wick") && !text.contains("noor-vigil"), "{format}: {text}");
    }
}

#[test]
fn the_order_of_the_input_has_no_say() {
    let mut all = fixture::agreed();
    for format in Format::ALL {
        let shown = rendered(&all, *format);
        all.reverse();
        assert_eq!(rendered(&all, *format), shown);
    }
}

#[test]
fn every_mentee_has_a_page_that_the_cover_leads_to() {
    let page = rendered(&fixture::agreed(), Format::Html);
    assert_eq!(page.matches("<article ").count(), fixture::ORDER.len());
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "no two things have the same id");
}

#[test]
fn the_page_needs_nothing_but_itself() {
    // The last one's titles mean harm, and would be taken for it.
    let page = rendered(&fixture::agreed()[..7], Format::Html);
    for forbidden in ["<script", "<link", "<img", "@import", "url(", "src=", " style="] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let addresses = page.matches("http").count();
    let links = page.matches("href=\"http").count() + page.matches("http-equiv").count();
    assert_eq!(addresses, links, "every address is a link that a person follows");
}

/// Everything of everybody with a text wherever foreign text can stand.
fn tainted(text: &str, n: u32) -> (Program, Vec<Assessment>) {
    let (program, mut all) = (fixture::program_titled(text), fixture::assessments());
    all.push(fixture::worked());
    fixture::taint(&mut all, text, n);
    (program, all)
}

fn render_tainted(text: &str, n: u32, format: Format) -> String {
    let (program, all) = tainted(text, n);
    let mut charts = charts(&program, &all);
    for chart in charts.values_mut() {
        chart.mentee = text.to_owned();
    }
    let mut packet = Packet::new(fixture::review(&program, &all), &charts).of_snapshot(Some("1f"));
    packet.review.notes = vec![text.to_owned()];
    packet.render(format, Style::Plain).unwrap()
}

fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).map(|tag| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '/');
        &tag[..end.unwrap_or(tag.len())]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn foreign_text_is_text_on_the_page(text in fixture::any_text(), n in 0..4_u32) {
        let text = format!("<script>{text}</script>");
        let (page, calm) = (render_tainted(&text, n, Format::Html), render_tainted("calm", n, Format::Html));
        let known: std::collections::BTreeSet<&str> = tags(&calm).chain(["code", "/code"]).collect();
        for tag in tags(&page) {
            prop_assert!(known.contains(tag), "{}", tag);
        }
        let mut targets = page.split("href=\"").skip(1);
        prop_assert!(targets.all(|href| href.starts_with("http") || href.starts_with('#')));
    }

    #[test]
    fn foreign_text_breaks_no_table_and_mentions_nobody(text in fixture::any_text(), n in 0..4_u32) {
        let markdown = render_tainted(&text, n, Format::Markdown);
        prop_assert!(markdown.split('@').skip(1).all(|after| after.starts_with(JOINER)), "{}", markdown);
        prop_assert!(!markdown.contains('<'));
        let calm = render_tainted("calm", n, Format::Markdown);
        let shape = |text: &str| -> Vec<usize> {
            let rows = text.lines().filter(|line| line.starts_with('|'));
            rows.map(|row| row.matches('|').count()).collect()
        };
        prop_assert_eq!(shape(&markdown), shape(&calm));
        for line in render_tainted(&text, n, Format::Table).lines() {
            prop_assert!(line.width() <= 80 && !line.contains(char::is_control), "{:?}", line);
        }
    }

    #[test]
    fn foreign_text_is_no_formula_and_stays_itself_for_machines(text in fixture::any_text(), n in 0..4_u32) {
        let csv = render_tainted(&text, n, Format::Csv);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let width = reader.headers().unwrap().len();
        for record in reader.records() {
            let record = record.unwrap();
            prop_assert_eq!(record.len(), width);
            prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
        let json: serde_json::Value = serde_json::from_str(&render_tainted(&text, n, Format::Json)).unwrap();
        prop_assert_eq!(&json["notes"][0], &serde_json::json!(text));
    }
}

#[cfg(feature = "xlsx")]
mod workbook {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn every_cell_is_text_and_none_a_formula(text in fixture::any_text(), n in 0..4_u32) {
            let (program, all) = tainted(&format!("={text}"), n);
            let charts = charts(&program, &all);
            let packet = Packet::new(fixture::review(&program, &all), &charts);
            let bytes = packet.workbook().unwrap();
            prop_assert_eq!(&bytes, &packet.workbook().unwrap());
            let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
            for (name, rows) in [("Mentees", all.len()), ("Weeks", charts.values().map(|c| c.weeks.len()).sum())] {
                prop_assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none());
                let sheet = book.worksheet_range(name).unwrap();
                prop_assert_eq!(sheet.height(), 1 + rows);
                prop_assert!(sheet.used_cells().all(|(.., cell)| matches!(cell, Data::String(_))));
            }
        }
    }
}
