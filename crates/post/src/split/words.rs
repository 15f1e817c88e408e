//! The words of a paragraph, cut so that nothing that belongs together is torn: links, code, escapes and what stands in `<…>`.

/// Pieces of a text, each with the blanks after it. Together they are the text.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
            if may_begin(&text[at - blanks..at], &text[at..]) {
                found.push(&text[start..at]);
                start = at;
            }
        } else {
            at += atom(rest);
        }
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Whether a part may begin here. In the middle of a line, a sign or a number would come to mean a list, a heading or a quote.
fn may_begin(blanks: &str, rest: &str) -> bool {
    let starts_line = blanks.contains('\n') || rest.is_empty();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && rest[digits..].starts_with(['.', ')']);
    let is_sign = rest.starts_with(['-', '+', '*'])
        && rest[1..].chars().next().is_none_or(char::is_whitespace);
    let is_rule = ["---", "***", "___", "```", "~~~"].iter().any(|rule| rest.starts_with(rule));
    starts_line || !(is_number || is_sign || is_rule || rest.starts_with(['#', '>', '|', '<']))
}

/// How many bytes at the start of a text, which does not begin with a blank, stay together.
fn atom(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let end = match first {
        '\\' => text.chars().nth(1).map(|next| 1 + next.len_utf8()),
        '`' | '~' => run(text, first),
        '[' => link(text),
        '<' if text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)) => {
            text.find('>').map(|end| end + 1)
        }
        _ => None,
    };
    end.unwrap_or(first.len_utf8())
}

/// Code between two runs of the same length; without the second one, the run itself.
fn run(text: &str, sign: char) -> Option<usize> {
    let length = text.bytes().take_while(|b| *b == sign as u8).count();
    let mut at = length;
    while let Some(next) = text[at..].find(sign) {
        let start = at + next;
        let other = text[start..].bytes().take_while(|b| *b == sign as u8).count();
        at = start + other;
        if other == length && (sign == '`' || length > 2) {
            return Some(at);
        }
    }
    Some(length)
}

/// A link from its `[` to the end of its target.
fn link(text: &str) -> Option<usize> {
    let end = closed(text, '[', ']')?;
    let rest = &text[end..];
    let target = match rest.chars().next() {
        Some('(') => closed(rest, '(', ')'),
        Some('[') => closed(rest, '[', ']'),
        _ => None,
    };
    Some(end + target.unwrap_or(0))
}

/// Where the bracket that a text begins with is closed, past it.
fn closed(text: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(c) = text[at..].chars().next() {
        at += match c {
            '\\' => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '`' => run(&text[at..], c).unwrap_or(1),
            c => c.len_utf8(),
        };
        depth = if c == open { depth + 1 } else { depth - usize::from(c == close) };
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
