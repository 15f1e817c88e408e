//! What a person is recognised by, in texts that the store does not understand.

use std::collections::HashSet;

/// Logins and names, node ids, and URLs.
#[derive(Default)]
pub(crate) struct Needles {
    /// Logins and names in lower case; they are looked for as whole words.
    words: Vec<String>,
    /// Node ids and URLs, as they are.
    exact: HashSet<String>,
}

impl Needles {
    /// Adds a login or a name. An empty one is nobody's.
    pub(crate) fn word(&mut self, word: &str) {
        let word = word.trim().to_lowercase();
        if !word.is_empty() && !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    /// Adds a node id or a URL.
    pub(crate) fn exact(&mut self, text: &str) {
        self.exact.insert(text.to_owned());
    }

    /// The word that a text names somebody by.
    pub(crate) fn named_in(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        self.words.iter().map(String::as_str).find(|word| holds(&text, word))
    }

    /// Whether a key or value of the fetcher's notes, or any such text, speaks of the person. Node ids and URLs are looked for between
    /// quotes, slashes of keys, blanks and commas.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let between = |c: char| c.is_whitespace() || matches!(c, '"' | ',' | '[' | ']' | '{' | '}');
        let parts = || text.split(between);
        let node = |part: &str| part.split(['/', ':', '#', '?']).any(|p| self.exact.contains(p));
        parts().any(|part| self.exact.contains(part) || node(part)) || self.named_in(text).is_some()
    }
}

/// Whether a word stands in a text by itself: no letter, digit or hyphen before or after it.
fn holds(text: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_ids_and_urls_exact() {
        let mut needles = Needles::default();
        needles.word("Ada-Lumen");
        needles.word("Ada Lumen");
        needles.word(" ");
        needles.exact("U_ada");
        needles.exact("https://github.com/oil-lab/press/pull/7");
        assert_eq!(needles.words.len(), 2);
        for text in [
            "ada-lumen",
            "person/ADA-LUMEN",
            "{\"login\":\"Ada-Lumen\"}",
            "asked by ada lumen.",
            "https://github.com/Ada-Lumen/wick",
            "walk/U_ada/issues",
            "{\"a\":[\"U_ada\"]}",
            "{\"url\":\"https://github.com/oil-lab/press/pull/7\"}",
        ] {
            assert!(needles.are_in(text), "{text}");
        }
        for text in [
            "",
            "ada-lumen2",
            "x-ada-lumen",
            "ada",
            "U_adam",
            "u_ada",
            "{\"url\":\"https://github.com/oil-lab/press/pull/77\"}",
        ] {
            assert!(!needles.are_in(text), "{text}");
        }
        assert_eq!(needles.named_in("for Ada-Lumen, who asked"), Some("ada-lumen"));
    }
}
