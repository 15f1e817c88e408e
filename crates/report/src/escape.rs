//! Escaping of foreign text: what comes from GitHub and rosters must not steer a terminal, break a table, mention anybody,
//! or run in a spreadsheet. HTML is escaped by its templates.

/// Stands for a character that would have steered the terminal or the direction of the text.
const REPLACEMENT: char = '\u{FFFD}';

/// Keeps what follows apart from what stands before it, without a width: GitHub no longer takes `@ada` for a mention.
pub(crate) const JOINER: char = '\u{2060}';

/// One line of plain text: blanks and line breaks as one space each run, controls and direction marks as `U+FFFD`, characters
/// that nobody can see removed.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() || turns_direction(c) => out.push(REPLACEMENT),
            c if is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a character changes the direction of the text around it.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character takes no room and shapes none of its neighbours.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Text inside GitHub's Markdown, also inside a table: no markup, no HTML, no cell border, and nothing that GitHub turns into
/// a mention, a reference or a link.
#[must_use]
pub fn markdown(text: &str) -> String {
    markdown_part(&plain(text))
}

/// The same for a part of plain text, with the blanks around it.
pub(crate) fn markdown_part(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let digit_next = next.is_some_and(|n| n.is_ascii_digit());
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A backslash would do as well, but not every reader of tables agrees on what stands before it.
            '|' => out.push_str("&#124;"),
            '@' => out.extend(['@', JOINER]),
            '#' if digit_next => out.extend(['#', JOINER]),
            '-' if digit_next && ends_with_word(&out, "gh") => out.extend(['-', JOINER]),
            ':' if next == Some('/') => out.push_str("\\:"),
            '.' if ends_with_word(&out, "www") => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text ends with a word, in any case.
fn ends_with_word(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// A link in Markdown; where the target is no web address, the text alone.
#[must_use]
pub fn markdown_link(text: &str, url: &str) -> String {
    let text = markdown(text);
    if !is_web_address(url) {
        return text;
    }
    let mut target = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '&' => target.push_str("&amp;"),
            c if c.is_ascii_alphanumeric() || "-._~:/?#=%,+;!".contains(c) => target.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    target.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    format!("[{text}]({target})")
}

/// Whether a link may lead there: `https://…` or `http://…`, and nothing that runs.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let starts = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://")
}

/// Text for a chat that reads Slack's `mrkdwn`: nothing in it is a link, a mention, a command or a mark. What has no escape there
/// gets a character without a width behind it, or looks alike.
#[must_use]
pub fn slack(text: &str) -> String {
    let text = plain(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let binds = rest.peek().is_some_and(|next| !next.is_whitespace());
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' | '#' | '*' | '_' | '~' => out.extend([c, JOINER]),
            '`' => out.push('\''),
            // Slack makes links and pictures of what looks like one by itself.
            ':' | '.' if binds => out.extend([c, JOINER]),
            c => out.push(c),
        }
    }
    out
}

/// The longest text of a link in a chat, in characters: a link can't be cut, and has to fit with others.
const LONGEST_LINK: usize = 300;

/// A link for a chat that reads Slack's `mrkdwn`; where the target is no web address, the text alone.
#[must_use]
pub fn slack_link(text: &str, url: &str) -> String {
    let text: String = plain(text).chars().take(LONGEST_LINK).collect();
    let text = slack(&text).replace('|', "¦");
    if !is_web_address(url) || url.contains(char::is_whitespace) {
        return text;
    }
    let target: String = url
        .chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '|' => "%7C".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("<{target}|{text}>")
}

/// The signs with which a formula begins. The wide forms are formulas to spreadsheets in East Asian locales, and the small ones
/// are the same signs to whatever folds widths.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// A cell of a spreadsheet: one line, and a `'` before anything that a spreadsheet would take for a formula. Where the comma is
/// the decimal sign, spreadsheets part cells at `;` instead, so what follows one is treated as a cell, too.
#[must_use]
pub fn csv(text: &str) -> String {
    let cells: Vec<String> = plain(text).split(';').map(harmless).collect();
    cells.join(";")
}

/// A cell, or what some spreadsheets take for one, with a `'` in front where it would run. Quotes and blanks before a sign are
/// taken away by some, and what was a text comes to be a formula.
fn harmless(cell: &str) -> String {
    let start = cell.trim_start_matches(|c: char| c == '"' || c.is_whitespace());
    if start.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_one_line_that_steers_nothing() {
        let cases = [
            ("  two\n\twords ", "two words"),
            ("\u{1b}[31mred\u{7}", "\u{FFFD}[31mred\u{FFFD}"),
            ("abc\u{202E}cba", "abc\u{FFFD}cba"),
            ("in\u{200B}vis\u{FEFF}ible", "invisible"),
            ("日本 👩‍💻", "日本 👩‍💻"),
            ("\u{2028}", ""),
        ];
        for (given, shown) in cases {
            assert_eq!(plain(given), shown, "{given:?}");
        }
    }

    #[test]
    fn markdown_has_no_markup_left() {
        let cases = [
            ("a|b", "a&#124;b"),
            (r"a\|b", r"a\\&#124;b"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("@everyone", "@\u{2060}everyone"),
            ("fix #12, GH-7", "fix #\u{2060}12, GH-\u{2060}7"),
            ("[x](https://evil.example)", r"\[x\](https\://evil.example)"),
            ("www.evil.example", r"www\.evil.example"),
            ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
            ("ada-lumen, 3.5 + 4", "ada-lumen, 3.5 + 4"),
        ];
        for (given, shown) in cases {
            assert_eq!(markdown(given), shown);
        }
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        assert_eq!(
            markdown_link("a|b", "https://x.example/a b(c)|d"),
            "[a&#124;b](https://x.example/a%20b%28c%29%7Cd)"
        );
        assert_eq!(markdown_link("run", "javascript:alert(1)"), "run");
        assert!(is_web_address("HTTPS://x.example") && !is_web_address(" https://x.example"));
    }

    #[test]
    fn a_formula_is_a_text() {
        let blanks = [
            "", " ", "\t", "\r", "\n", "\r\n\t", "\u{a0}", "\u{3000}", "\u{FEFF}", "\u{200B}", "\"",
        ];
        for blank in blanks {
            for sign in FORMULA {
                let given = format!("{blank}{sign}cmd()");
                assert!(csv(&given).starts_with('\''), "{given:?}");
            }
        }
        for text in ["ada", "1-2", "a=b", "ada@lumen", "'=1", "a; b", ";", "\"ada\"", ""] {
            assert_eq!(csv(text), text, "nothing runs here");
        }
    }

    #[test]
    fn a_formula_behind_a_semicolon_is_a_text() {
        assert_eq!(csv("ada;=cmd()"), "ada;'=cmd()");
        assert_eq!(csv("ada; \"=cmd()\";-1"), "ada;' \"=cmd()\";'-1");
        assert_eq!(csv("=1;a"), "'=1;a");
    }

    proptest! {
        #[test]
        fn escaping_holds_for_any_text(text in "\\PC{0,40}|[\\x00-\\x7f\u{202a}-\u{202e}＝]{0,40}|[;=+@\" \t\r＝﹣a-]{0,12}") {
            let markdown = markdown(&text);
            prop_assert!(!markdown.contains(['|', '<', '>', '\n']));
            prop_assert!(markdown.split('@').skip(1).all(|after| after.starts_with(JOINER)));
            let cell = csv(&text);
            prop_assert!(!cell.contains(['\t', '\r', '\n']));
            for part in cell.split(';') {
                prop_assert!(!part.trim_start_matches([' ', '"']).starts_with(FORMULA), "{cell:?}");
            }
            prop_assert!(!plain(&text).contains(|c: char| c.is_control() || turns_direction(c)));
            prop_assert_eq!(plain(&plain(&text)), plain(&text));
        }
    }
}
