//! Cutting a Markdown text into parts that a channel takes, where a reader would cut it too.

mod blocks;
mod words;

use blocks::{Block, Kind};

/// Cuts a Markdown text into parts of at most `limit` characters.
///
/// A cut is before a heading, a paragraph, a list item or a row of a table; a paragraph or item that is too long by itself is cut
/// between words. It is never inside a code fence, a link, a code span or an escape, and a heading is never left alone. The parts
/// together are the text, but for the head of a table, which is repeated where the table goes on.
///
/// # Errors
/// If something that can't be cut is longer than the limit.
pub fn split(markdown: &str, limit: usize) -> Result<Vec<String>, Unsplittable> {
    let mut parts = Parts { done: vec![], open: String::new(), length: 0, tail: 0, limit };
    for block in blocks::blocks(markdown) {
        parts.add(&block)?;
    }
    if !parts.open.is_empty() {
        parts.done.push(parts.open);
    }
    Ok(parts.done)
}

/// Something that can't be cut is longer than a part may be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "what begins on line {line} can't be cut and is longer than {limit} characters\nhint: shorten it; code, links and rows of tables stay whole"
)]
pub struct Unsplittable {
    /// The line, from 1.
    pub line: usize,
    /// How long it may be, in characters.
    pub limit: usize,
}

/// Parts that are being filled.
struct Parts {
    done: Vec<String>,
    open: String,
    /// How many characters the open part has.
    length: usize,
    /// How many bytes at the end of the open part are headings, which go along with what follows.
    tail: usize,
    limit: usize,
}

impl Parts {
    fn add(&mut self, block: &Block<'_>) -> Result<(), Unsplittable> {
        if !self.fits(block.text) {
            self.cut();
            if let Kind::Row { head } = block.kind {
                self.append(head);
            }
        }
        if self.fits(block.text) {
            self.push(block);
            return Ok(());
        }
        // A heading before something that fills a part alone stands alone after all.
        if self.tail > 0 && matches!(block.kind, Kind::Heading | Kind::Whole) {
            self.tail = 0;
            self.cut();
            if self.fits(block.text) {
                self.push(block);
                return Ok(());
            }
        }
        let stuck = Unsplittable { line: block.line, limit: self.limit };
        if !matches!(block.kind, Kind::Words) {
            return Err(stuck);
        }
        self.tail = 0;
        for piece in words::pieces(block.text) {
            if !self.fits(piece) {
                self.cut();
            }
            if !self.fits(piece) {
                return Err(stuck);
            }
            self.append(piece);
        }
        Ok(())
    }

    fn append(&mut self, text: &str) {
        self.open.push_str(text);
        self.length += text.chars().count();
    }

    fn push(&mut self, block: &Block<'_>) {
        self.append(block.text);
        let is_heading = matches!(block.kind, Kind::Heading);
        self.tail = if is_heading { self.tail + block.text.len() } else { 0 };
    }

    fn fits(&self, more: &str) -> bool {
        self.length + more.chars().count() <= self.limit
    }

    /// Ends the open part, but for the headings at its end.
    fn cut(&mut self) {
        let headings = self.open.split_off(self.open.len() - self.tail);
        self.length = headings.chars().count();
        let done = std::mem::replace(&mut self.open, headings);
        if !done.is_empty() {
            self.done.push(done);
        }
    }
}

#[cfg(test)]
mod tests;
