//! Text on a terminal: widths, cells, wrapping, colour. A width is the number of columns that a terminal gives to a text.

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use crate::Style;
use crate::escape::plain;

/// The width of every terminal output.
pub(crate) const WIDTH: usize = 80;

/// Where a cell keeps its text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Align {
    Left,
    Right,
}

/// The longest beginning of a text that fits into a width.
fn beginning(text: &str, width: usize) -> &str {
    if text.is_ascii() {
        return &text[..text.len().min(width)];
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fitting = ends.take_while(|&end| text[..end].width() <= width);
    &text[..fitting.last().unwrap_or(0)]
}

/// A text that takes at most a width; what was cut is marked by `…`.
pub(crate) fn fit(text: &str, width: usize) -> String {
    let text = plain(text);
    if text.width() <= width {
        return text;
    }
    let kept = beginning(&text, width.saturating_sub(1));
    format!("{}…", kept.trim_end())
}

/// A text that takes exactly a width.
pub(crate) fn cell(text: &str, width: usize, align: Align) -> String {
    let text = fit(text, width);
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    match align {
        Align::Left => text + &blanks,
        Align::Right => blanks + &text,
    }
}

/// Adds a text in lines of at most [`WIDTH`] columns, the first one after `head`, the others indented as deep as `head` is
/// wide. A word that is longer than a line is cut.
pub(crate) fn paragraph(out: &mut String, head: &str, text: &str) {
    let indent = " ".repeat(head.width());
    let room = WIDTH.saturating_sub(head.width()).max(2);
    for (n, line) in wrap(&plain(text), room).iter().enumerate() {
        let line = format!("{}{line}", if n == 0 { head } else { &indent });
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// A plain text in lines of at most a width, at least one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for mut word in words(text) {
        let longer = format!("{line} {word}");
        if !line.is_empty() && longer.width() <= width {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        while word.width() > width {
            let cut = match beginning(word, width) {
                "" => break,
                cut => cut,
            };
            lines.push(cut.to_owned());
            word = &word[cut.len()..];
        }
        word.clone_into(&mut line);
    }
    lines.push(line);
    lines
}

/// The words of a text; a `%` belongs to its number.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut from) = (vec![], 0);
    for (at, _) in text.match_indices(' ').filter(|(at, _)| !text[at + 1..].starts_with('%')) {
        words.push(&text[from..at]);
        from = at + 1;
    }
    words.push(&text[from..]);
    words
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    Heading,
    Attention,
    Notice,
    Quiet,
}

/// A text in colour, if asked.
pub(crate) fn paint(style: Style, paint: Paint, text: &str) -> String {
    let ansi = match (style, paint) {
        (Style::Plain, _) => return text.to_owned(),
        (Style::Colour, Paint::Heading) => Ansi::new().bold(),
        (Style::Colour, Paint::Attention) => {
            Ansi::new().bold().fg_color(Some(AnsiColor::Red.into()))
        }
        (Style::Colour, Paint::Notice) => Ansi::new().fg_color(Some(AnsiColor::Yellow.into())),
        (Style::Colour, Paint::Quiet) => Ansi::new().dimmed(),
    };
    format!("{ansi}{text}{ansi:#}")
}

/// Every line in colour, if asked, so that a pager which shows some lines shows them right.
pub(crate) fn paint_lines(style: Style, how: Paint, text: &str) -> String {
    let lines = text.lines().map(|line| paint(style, how, line) + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_has_its_width_in_columns() {
        assert_eq!(cell("ada", 5, Align::Left), "ada  ");
        assert_eq!(cell("7+", 5, Align::Right), "   7+");
        assert_eq!(cell("lighthouse", 5, Align::Left), "ligh…");
        assert_eq!(cell("日本語", 5, Align::Left), "日本…");
        assert_eq!(cell("日本語", 4, Align::Right), " 日…");
        assert_eq!(cell("two\nlines", 9, Align::Left), "two lines");
    }

    #[test]
    fn a_paragraph_hangs_below_its_head() {
        let mut out = String::new();
        paragraph(&mut out, "  ! ", &"word ".repeat(20));
        assert_eq!(out, format!("  ! {}\n    {}\n", ["word"; 15].join(" "), ["word"; 5].join(" ")));
        out.clear();
        paragraph(&mut out, "", &"x".repeat(100));
        assert_eq!(out, format!("{}\n{}\n", "x".repeat(80), "x".repeat(20)));
        out.clear();
        paragraph(&mut out, "a: ", "");
        assert_eq!(out, "a:\n");
    }

    #[test]
    fn a_percent_sign_stays_with_its_number() {
        let mut out = String::new();
        paragraph(&mut out, "", &format!("{} 100 % of it", "x".repeat(75)));
        assert_eq!(out, format!("{}\n100 % of it\n", "x".repeat(75)));
    }

    #[test]
    fn colour_only_adds_codes() {
        assert_eq!(paint(Style::Plain, Paint::Attention, "!"), "!");
        assert_eq!(paint(Style::Colour, Paint::Attention, "!"), "\u{1b}[1m\u{1b}[31m!\u{1b}[0m");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_place(text in "\\PC{0,120}|[a-z 日\u{1b}\n\u{200d}👩💻🏽é\u{301}\u{fe0f}]{0,200}", width in 1_usize..60) {
            prop_assert_eq!(cell(&text, width, Align::Left).width(), width);
            let mut out = String::new();
            paragraph(&mut out, "    - ", &text);
            for line in out.lines() {
                prop_assert!(line.width() <= WIDTH, "{:?}", line);
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-zé日 ]{0,200}") {
            let mut out = String::new();
            paragraph(&mut out, "", &text);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&out), letters(&text));
        }
    }
}
