//! The cover of a packet for a terminal. The pages are for a browser, a printer or a spreadsheet.

use super::{Cover, Packet, cover};
use crate::Style;
use crate::layout::{Paint, paint_lines, paragraph};
use crate::review::sentences;
use crate::{agreement, words};

/// The cover as text; where only one mentee was asked for, where they stand.
pub(super) fn render(packet: &Packet<'_>, style: Style) -> String {
    let mut title = String::new();
    paragraph(&mut title, "", sentences::name(&packet.review));
    paragraph(&mut title, "", &cover::eyebrow(packet));
    let mut out = paint_lines(style, Paint::Heading, &title);
    for (what, text) in cover::facts(packet) {
        paragraph(&mut out, &format!("{what}: "), &text);
    }
    out.push('\n');
    match &packet.cover {
        Some(all) => everybody(&mut out, packet, all),
        None => pages(&mut out, packet),
    }
    out.push('\n');
    for text in packet.review.notes.iter() {
        paragraph(&mut out, "Note: ", text);
    }
    paragraph(
        &mut out,
        "",
        "The pages come with `--format html`, which prints, `markdown`, `json`, `csv` or `xlsx`.",
    );
    out
}

fn everybody(out: &mut String, packet: &Packet<'_>, all: &Cover) {
    paragraph(out, "", &format!("{}.", cover::mentees(packet)));
    for (standing, who) in &all.standings {
        let names = words::list(cover::called(packet, who));
        paragraph(out, &format!("  {}: ", agreement::many(who.len(), *standing)), &names);
    }
    out.push_str("\nWho acts next\n");
    for (of, n) in &all.next {
        paragraph(out, "  ", &format!("{n}: {}", cover::next(*of)));
    }
    out.push_str("\nWhat was not seen\n");
    for text in cover::seen(packet) {
        paragraph(out, "  ", &text);
    }
    for (what, who) in [("nothing seen of", &all.unseen), ("only a part seen of", &all.partly)] {
        if !who.is_empty() {
            paragraph(out, &format!("  {what}: "), &words::list(cover::called(packet, who)));
        }
    }
}

fn pages(out: &mut String, packet: &Packet<'_>) {
    for row in &packet.review.rows {
        let of = row.assessment;
        let head = format!(
            "{}: {}",
            words::mentee(&of.enrollment),
            agreement::line(of, packet.review.program.zone)
        );
        paragraph(out, "", &head);
        paragraph(out, "  ", of.stand.says);
    }
}
