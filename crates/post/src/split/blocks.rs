//! The blocks of a Markdown text, as far as they matter to where it is cut. Together they are the text.

/// A block with the blank lines after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind<'a>,
    /// Its first line, from 1.
    pub(super) line: usize,
}

/// How a block may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A heading: not at all, and it stays with what follows.
    Heading,
    /// A code fence, or the head of a table with its first row: not at all.
    Whole,
    /// A further row of a table: not at all; in a new part its head stands before it.
    Row {
        /// The two lines of the head.
        head: &'a str,
    },
    /// A paragraph or list item: between words.
    Words,
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut reader = Reader { text, lines, at: 0, byte: 0, head: None };
    let mut found: Vec<Block<'_>> = vec![];
    while reader.at < reader.lines.len() {
        let block = reader.block();
        // What belongs to a list item, by its indentation, stays with it: alone it would be code.
        match found.last_mut() {
            Some(item) if is_indented(block.text) && takes_more(item.kind) => {
                let start = reader.byte - block.text.len() - item.text.len();
                item.text = &text[start..reader.byte];
                // With code in it, an item can't be cut between words.
                item.kind = if block.kind == Kind::Words { item.kind } else { Kind::Whole };
            }
            _ => found.push(block),
        }
    }
    found
}

fn takes_more(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Words | Kind::Whole)
}

struct Reader<'a> {
    text: &'a str,
    lines: Vec<&'a str>,
    at: usize,
    byte: usize,
    /// The head of the table that is being read.
    head: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn block(&mut self) -> Block<'a> {
        let line = self.at;
        let first = self.lines[line];
        let (count, kind) = if let Some(fence) = Fence::opened_by(first) {
            (self.fenced(fence), Kind::Whole)
        } else if let Some(head) = self.head.filter(|_| is_row(first)) {
            (1, Kind::Row { head })
        } else if self.begins_table() {
            // Without a row the head stands alone.
            let row = usize::from(self.lines.get(line + 2).is_some_and(|l| is_row(l)));
            self.head = Some(
                &self.text
                    [self.byte..self.byte + self.lines[line].len() + self.lines[line + 1].len()],
            );
            (2 + row, Kind::Whole)
        } else if is_heading(first) {
            (1, Kind::Heading)
        } else {
            (self.words(), Kind::Words)
        };
        if !matches!(kind, Kind::Row { .. }) && !self.begins_table() {
            self.head = None;
        }
        let blank = self.lines[line + count..].iter().take_while(|l| l.trim().is_empty()).count();
        if blank > 0 {
            self.head = None;
        }
        let length = self.lines[line..line + count + blank].iter().map(|l| l.len()).sum::<usize>();
        let text = &self.text[self.byte..self.byte + length];
        self.at += count + blank;
        self.byte += length;
        Block { text, kind, line: line + 1 }
    }

    /// How many lines a fence has, to its end or that of the text.
    fn fenced(&self, fence: Fence) -> usize {
        let rest = &self.lines[self.at + 1..];
        rest.iter().position(|line| fence.is_closed_by(line)).map_or(rest.len() + 1, |n| n + 2)
    }

    /// How many lines a paragraph or list item has.
    fn words(&self) -> usize {
        let goes_on = |(i, line): &(usize, &&str)| {
            let begins = is_item(line) || is_heading(line) || Fence::opened_by(line).is_some();
            !line.trim().is_empty() && !begins && !is_table(&self.lines[self.at + 1 + i..])
        };
        1 + self.lines[self.at + 1..].iter().enumerate().take_while(goes_on).count()
    }

    fn begins_table(&self) -> bool {
        is_table(&self.lines[self.at..])
    }
}

/// Whether lines begin with the two of a table's head.
fn is_table(lines: &[&str]) -> bool {
    let [head, rule, ..] = lines else { return false };
    let is_rule = rule.contains('-') && rule.trim().chars().all(|c| "|-: ".contains(c));
    is_row(head) && is_row(rule) && is_rule
}

fn is_row(line: &str) -> bool {
    line.contains('|') && !is_item(line) && Fence::opened_by(line).is_none()
}

fn is_indented(text: &str) -> bool {
    text.starts_with("  ") || text.starts_with('\t')
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && line[level..].chars().next().is_none_or(char::is_whitespace)
}

/// Whether a line begins a list item, wherever it is indented to.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if (1..=9).contains(&digits) {
        line[digits..].strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    sign.is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
}

/// The beginning of fenced code.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    sign: char,
    length: usize,
}

impl Fence {
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = line.chars().take_while(|c| *c == sign).count();
        let is_span = sign == '`' && line[length..].contains('`');
        (length >= 3 && !is_span).then_some(Self { sign, length })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim();
        line.chars().all(|c| c == self.sign) && line.len() >= self.length
    }
}
