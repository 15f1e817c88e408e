//! What is sent: a finished text in parts, under a key by which it is found again.

use monitor_model::Audience;

use crate::error::PostError;
use crate::key::MessageKey;
use crate::marker::Marker;

/// How long a text on GitHub may be, in characters, its marker included.
pub const LONGEST_TEXT: usize = 65_536;
/// How long a part may be, in characters, so that every marker fits beside it.
pub const LONGEST_PART: usize = LONGEST_TEXT - 300;
/// How long a title may be, in characters.
pub const LONGEST_TITLE: usize = 256;

/// A finished text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// By what it is found again.
    pub key: MessageKey,
    /// Its title, where it becomes an issue; one line of 1 to [`LONGEST_TITLE`] characters.
    pub title: String,
    /// The text as Markdown, in parts of at most [`LONGEST_PART`] characters; at least one.
    pub parts: Vec<String>,
    /// For whom it was made.
    pub audience: Audience,
}

impl Message {
    /// The parts as they stand on GitHub, each with its marker.
    pub(crate) fn texts(&self) -> Vec<String> {
        let of = self.parts.len();
        let text = |(i, part): (usize, &String)| {
            let marker = Marker { key: self.key.clone(), part: i + 1, of };
            marker.above(part)
        };
        self.parts.iter().enumerate().map(text).collect()
    }

    /// What makes it impossible to send, found before anything is sent.
    pub(crate) fn check(&self, with_title: bool) -> Result<(), PostError> {
        if self.parts.is_empty() {
            return Err(PostError::Empty);
        }
        let title = self.title.chars().count();
        let bad_title = title == 0 || title > LONGEST_TITLE || self.title.contains(['\n', '\r']);
        if with_title && bad_title {
            return Err(PostError::Title { characters: title });
        }
        for (i, text) in self.texts().iter().enumerate() {
            let characters = text.chars().count();
            if characters > LONGEST_TEXT {
                return Err(PostError::TooLong { part: i + 1, characters, most: LONGEST_TEXT });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(parts: &[String]) -> Message {
        Message {
            key: MessageKey::parse("weekly/lantern-2026-spring/2026-W15").unwrap(),
            title: "The week".to_owned(),
            parts: parts.to_vec(),
            audience: Audience::Public,
        }
    }

    #[test]
    fn a_text_is_counted_in_characters_with_its_marker() {
        let long = MessageKey::parse(&"k".repeat(200)).unwrap();
        let mut fits = message(&vec!["é".repeat(LONGEST_PART); 9]);
        fits.key = long;
        assert_eq!(fits.check(true), Ok(()));
        let marker = message(&[String::new()]).texts()[0].chars().count();
        let room = LONGEST_TEXT - marker;
        assert_eq!(message(&["é".repeat(room)]).check(true), Ok(()));
        let error = message(&["é".repeat(room + 1)]).check(true).unwrap_err();
        let most = LONGEST_TEXT;
        assert_eq!(error, PostError::TooLong { part: 1, characters: most + 1, most });
    }

    #[test]
    fn nothing_and_no_title_are_refused() {
        assert_eq!(message(&[]).check(false), Err(PostError::Empty));
        for title in ["", "two\nlines", &"t".repeat(LONGEST_TITLE + 1)] {
            let bad = Message { title: title.to_owned(), ..message(&["text".to_owned()]) };
            assert!(matches!(bad.check(true), Err(PostError::Title { .. })), "{title:?}");
            assert_eq!(bad.check(false), Ok(()), "a comment has no title");
        }
    }
}
