//! A document: headings, sentences, lists, tables and pictures, of which every foreign part is marked as such. Whoever makes one
//! can't forget to escape, for it is the format that does it, part by part.
//!
//! It is for reports that are read in many places, a terminal, GitHub, a page, a chat. Rows for machines are no document.

mod html;
mod line;
mod markdown;
mod slack;
mod text;

pub use line::{Line, Span};
pub use slack::SECTION;

use crate::{RenderError, Style};

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is, in a line.
    pub title: Line,
    /// What it is about, in what state it was seen; lines below the title.
    pub about: Vec<Line>,
    /// The rest, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows.
    Heading(Line),
    /// The heading of a part of what follows.
    Subheading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// Points, each in a line.
    List(Vec<Line>),
    /// Rows of cells.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// Rows of cells; each has one cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns: a heading, and whether it is a figure, which stands to the right.
    pub columns: Vec<(&'static str, bool)>,
    /// The rows.
    pub rows: Vec<Vec<Line>>,
}

/// A picture, which a page shows and other formats leave out: what it says must stand in words, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What is written below it.
    pub caption: Line,
    /// The picture as SVG, with its title and description. It is ours, with foreign text in it escaped.
    pub svg: String,
}

/// Whether naming somebody by login may notify them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mentions {
    /// A login is a word like any other.
    Never,
    /// Where a document says [`Span::Mention`], GitHub notifies who is meant.
    Notify,
}

impl Document {
    /// The document as text for a terminal, in lines of at most 80 columns.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        text::render(self, style)
    }

    /// The document as GitHub's Markdown.
    #[must_use]
    pub fn markdown(&self, mentions: Mentions) -> String {
        markdown::render(self, mentions)
    }

    /// The document as one page that needs nothing else: no script, nothing fetched.
    ///
    /// # Errors
    /// [`RenderError::Html`] where the template fails.
    pub fn html(&self) -> Result<String, RenderError> {
        html::render(self)
    }

    /// The document for a chat that reads Slack's `mrkdwn`, in sections of at most [`SECTION`] characters.
    #[must_use]
    pub fn slack(&self) -> Vec<String> {
        slack::render(self)
    }

    /// The title as one line of plain text.
    #[must_use]
    pub fn title_text(&self) -> String {
        text::line(&self.title)
    }

    /// Adds a heading, and below it what there is; nothing at all where there is nothing.
    pub fn section(&mut self, heading: impl Into<Line>, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.blocks.push(Block::Heading(heading.into()));
            self.blocks.extend(blocks);
        }
    }
}

impl Block {
    /// A list; `None` where it has no points.
    #[must_use]
    pub fn list(points: Vec<Line>) -> Option<Self> {
        (!points.is_empty()).then_some(Self::List(points))
    }

    /// A table; `None` where it has no rows.
    #[must_use]
    pub fn table(columns: Vec<(&'static str, bool)>, rows: Vec<Vec<Line>>) -> Option<Self> {
        (!rows.is_empty()).then_some(Self::Table(Table { columns, rows }))
    }
}

#[cfg(test)]
mod tests;
