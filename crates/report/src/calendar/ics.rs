//! A calendar as an iCalendar file: RFC 5545, of which dates and texts are all that is needed.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Calendar, CalendarEvent, Span};
use crate::escape::plain;

/// What made the file, as the standard wants it said.
const MADE_BY: &str = "-//mentorship-monitor//calendar//EN";

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

pub(super) fn render(calendar: &Calendar) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, &format!("PRODID:{MADE_BY}"));
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", text(&calendar.title)));
    for of in &calendar.events {
        event(&mut out, of);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, of: &CalendarEvent) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", text(&of.uid)));
    line(out, &format!("DTSTAMP:{}", instant(of.known_since)));
    match of.span {
        Span::Days { first, end } => {
            line(out, &format!("DTSTART;VALUE=DATE:{}", day(first)));
            line(out, &format!("DTEND;VALUE=DATE:{}", day(end)));
        }
        Span::Times { from, to } => {
            line(out, &format!("DTSTART:{}", instant(from)));
            line(out, &format!("DTEND:{}", instant(to)));
        }
        Span::At(at) => line(out, &format!("DTSTART:{}", instant(at))),
    }
    line(out, &format!("SUMMARY:{}", text(&of.summary)));
    if let Some(description) = &of.description {
        line(out, &format!("DESCRIPTION:{}", text(description)));
        line(out, "CLASS:PRIVATE");
    }
    // Nobody is busy for six weeks because a period lasts so long.
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text as a value: one line without controls, and a backslash before what parts values.
fn text(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    for c in plain(given).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Appends a line, folded: what follows after 75 octets stands on the next line behind a space. No character is cut in two.
fn line(out: &mut String, content: &str) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(content: &str) -> Vec<usize> {
        let mut out = String::new();
        line(&mut out, content);
        assert_eq!(out.replace("\r\n ", ""), format!("{content}\r\n"));
        out.split_terminator("\r\n").map(str::len).collect()
    }

    #[test]
    fn a_line_has_75_octets_and_no_character_is_cut() {
        for (length, lines) in
            [(75, vec![75]), (76, vec![75, 2]), (149, vec![75, 75]), (150, vec![75, 75, 2])]
        {
            assert_eq!(folded(&"a".repeat(length)), lines);
        }
        assert_eq!(folded(&"灯".repeat(50)), [75, 73, 4], "three octets each");
        assert_eq!(folded(&" ".repeat(80)), [75, 6]);
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(text("a, b; c\\n\r\nEND:VEVENT"), "a\\, b\\; c\\\\n END:VEVENT");
    }
}
