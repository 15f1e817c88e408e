//! A line of a document: words of ours, and foreign text that is marked.

use monitor_model::Login;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words of this program.
    Words(String),
    /// The same, that stand out.
    Strong(String),
    /// A command, a key, a stable name. It may be foreign.
    Code(String),
    /// What somebody else wrote: a title, a name, a note.
    Foreign(String),
    /// What somebody else wrote, and where it leads; where that is no web address, the text alone.
    Link {
        /// What is read.
        text: String,
        /// Where it leads.
        url: String,
    },
    /// Somebody who is called upon. Where that is allowed, GitHub notifies them.
    Mention(Login),
}

impl Line {
    /// A line without anything, to add to.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A line of foreign prose, of which parts between backticks are code. Where one of the backticks is alone, none of them means
    /// anything.
    #[must_use]
    pub fn prose(text: &str) -> Self {
        let parts: Vec<&str> = text.split('`').collect();
        if parts.len().is_multiple_of(2) {
            return Self::new().foreign(text);
        }
        let spans = parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty());
        let span = |(n, part): (usize, &str)| match n % 2 {
            0 => Span::Foreign(part.to_owned()),
            _ => Span::Code(part.to_owned()),
        };
        Self(spans.map(span).collect())
    }

    /// Adds words of this program.
    #[must_use]
    pub fn words(self, words: impl Into<String>) -> Self {
        self.with(Span::Words(words.into()))
    }

    /// Adds words of this program that stand out.
    #[must_use]
    pub fn strong(self, words: impl Into<String>) -> Self {
        self.with(Span::Strong(words.into()))
    }

    /// Adds a command, a key or a stable name.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        self.with(Span::Code(code.into()))
    }

    /// Adds what somebody else wrote.
    #[must_use]
    pub fn foreign(self, text: impl Into<String>) -> Self {
        self.with(Span::Foreign(text.into()))
    }

    /// Adds what somebody else wrote, and where it leads.
    #[must_use]
    pub fn link(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.with(Span::Link { text: text.into(), url: url.into() })
    }

    /// Adds somebody who is called upon.
    #[must_use]
    pub fn mention(self, login: Login) -> Self {
        self.with(Span::Mention(login))
    }

    /// Adds another line behind this one.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The parts, from first to last.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    fn with(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }
}

/// Words of this program, which are part of its code.
impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Self::new().words(words)
    }
}
