//! The marker: the first line of every part, which people don't see and by which the part is found again.

use crate::key::MessageKey;

const OPEN: &str = "<!-- mentorship-monitor ";
const CLOSE: &str = " -->";

/// Which part of which message a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) key: MessageKey,
    /// From 1; past `of` where the message became shorter.
    pub(crate) part: usize,
    pub(crate) of: usize,
}

impl Marker {
    /// A text with this marker in front.
    pub(crate) fn above(&self, text: &str) -> String {
        format!("{OPEN}{} {}/{}{CLOSE}\n{text}", self.key, self.part, self.of)
    }

    /// The marker of a text.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let inner = text.lines().next()?.strip_prefix(OPEN)?.trim_end().strip_suffix(CLOSE)?;
        let (key, place) = inner.split_once(' ')?;
        let (part, of) = place.split_once('/')?;
        let number = |text: &str| text.parse().ok().filter(|n: &usize| *n > 0);
        Some(Self { key: MessageKey::parse(key).ok()?, part: number(part)?, of: number(of)? })
    }
}

/// Whether two texts are the same to people: GitHub may keep other line ends and drop blanks at the end.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
    lines(a) == lines(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_first_line_counts() {
        let wrong = [
            "",
            "text",
            "text\n<!-- mentorship-monitor weekly/a 1/1 -->",
            "> <!-- mentorship-monitor weekly/a 1/1 -->",
            "<!-- mentorship-monitor weekly/a 0/1 -->",
            "<!-- mentorship-monitor weekly/a 1/0 -->",
            "<!-- mentorship-monitor weekly/a -->",
            "<!-- mentorship-monitor a b 1/1 -->",
            "<!-- mentorship-monitor weekly/a 1/1 --> and more",
        ];
        for text in wrong {
            assert_eq!(Marker::of(text), None, "{text:?}");
        }
        assert!(Marker::of("<!-- mentorship-monitor weekly/a 1/1 -->\r\ntext").is_some());
    }

    #[test]
    fn line_ends_and_blanks_at_the_end_make_no_difference() {
        assert!(same("a\r\nb \n", "a\nb"));
        assert!(!same("a\nb", "a\n\nb"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(key in "[a-z0-9/._]{1,40}", part in 1usize.., of in 1usize.., text: String) {
            let marker = Marker { key: MessageKey::parse(&key).unwrap(), part, of };
            let written = marker.above(&text);
            prop_assert_eq!(Marker::of(&written), Some(marker));
            prop_assert!(written.ends_with(&text));
        }
    }
}
