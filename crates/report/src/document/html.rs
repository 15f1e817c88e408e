//! A document as one page: no script, nothing fetched, light and dark, and fit for paper.

use askama::Template;

use super::{Block, Document, Line, Span, Table};
use crate::RenderError;
use crate::escape::{is_web_address, plain};

#[derive(Template)]
#[template(path = "document.html")]
struct Page<'a> {
    eyebrow: &'static str,
    title: String,
    about: Vec<Vec<Shown>>,
    blocks: Vec<Laid<'a>>,
}

/// A block as the template takes it.
enum Laid<'a> {
    Heading(Vec<Shown>),
    Subheading(Vec<Shown>),
    Paragraph(Vec<Shown>),
    List(Vec<Vec<Shown>>),
    Table { columns: &'a [(&'static str, bool)], class: &'static str, rows: Vec<Vec<Vec<Shown>>> },
    Picture { caption: Vec<Shown>, svg: &'a str },
}

/// A part of a line: how it stands, its text, and where it leads.
struct Shown {
    how: How,
    text: String,
    url: String,
}

enum How {
    Words,
    Strong,
    Code,
    Foreign,
    Link,
}

pub(super) fn render(of: &Document) -> Result<String, RenderError> {
    let page = Page {
        eyebrow: "Mentorship monitor",
        title: plain(&shown(&of.title).into_iter().map(|part| part.text).collect::<String>()),
        about: of.about.iter().map(shown).collect(),
        blocks: of.blocks.iter().map(laid).collect(),
    };
    Ok(page.render()?)
}

fn laid(block: &Block) -> Laid<'_> {
    match block {
        Block::Heading(line) => Laid::Heading(shown(line)),
        Block::Subheading(line) => Laid::Subheading(shown(line)),
        Block::Paragraph(line) => Laid::Paragraph(shown(line)),
        Block::List(points) => Laid::List(points.iter().map(shown).collect()),
        Block::Table(table) => Laid::Table {
            columns: &table.columns,
            class: class(table),
            rows: table.rows.iter().map(|row| row.iter().map(shown).collect()).collect(),
        },
        Block::Picture(picture) => {
            Laid::Picture { caption: shown(&picture.caption), svg: &picture.svg }
        }
    }
}

/// How a table gives way to a narrow window: `short` headings of figures stand beside each other on a phone, those of a `wide` table
/// are turned where they would not fit.
fn class(of: &Table) -> &'static str {
    let mut figures = of.columns.iter().filter(|(_, figure)| *figure);
    if of.columns.len() > 10 {
        " wide"
    } else if figures.all(|(heading, _)| heading.len() <= 5) {
        " short"
    } else {
        ""
    }
}

fn shown(line: &Line) -> Vec<Shown> {
    let part =
        |how, text: &str, url: &str| Shown { how, text: harmless(text), url: url.to_owned() };
    let spans = line.spans().iter();
    spans
        .map(|span| match span {
            Span::Words(text) => part(How::Words, text, ""),
            Span::Strong(text) => part(How::Strong, text, ""),
            Span::Code(text) => part(How::Code, text, ""),
            Span::Foreign(text) => part(How::Foreign, text, ""),
            Span::Link { text, url } if is_web_address(url) => part(How::Link, text, url),
            Span::Link { text, .. } => part(How::Foreign, text, ""),
            Span::Mention(login) => part(How::Foreign, login.as_str(), ""),
        })
        .collect()
}

/// One line of text that turns no direction, with the blanks around it.
fn harmless(text: &str) -> String {
    let inside = plain(text);
    let blank = |is: bool| if is { " " } else { "" };
    if inside.is_empty() {
        return blank(!text.is_empty()).to_owned();
    }
    let before = blank(text.starts_with(char::is_whitespace));
    format!("{before}{inside}{}", blank(text.ends_with(char::is_whitespace)))
}
