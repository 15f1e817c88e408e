//! Texts made plain, so that what people write in forms can be compared, and the known texts that are most like another.

use std::collections::BTreeSet;

/// Texts longer than this, in bytes, are no slips of the pen.
const LONGEST: usize = 80;

/// How many similar texts a hint names.
const NAMED: usize = 3;

/// The words of a text in lower case, one space apart; apostrophes vanish, so that `mentee's` and `mentees` are one word.
pub(super) fn words(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '`' | '´'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without case, blanks and punctuation; one that is nothing but signs, like `✅`, as it is.
pub(super) fn letters(text: &str) -> String {
    let plain = words(text).replace(' ', "");
    if plain.is_empty() { text.trim().to_owned() } else { plain }
}

/// The name in a text as words: an address of e-mail beside it is left out, and `Lumen, Ada` is `Ada Lumen`.
pub(super) fn name(text: &str) -> String {
    let apart = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']');
    let parts = text.split(apart).filter(|part| !part.is_empty() && !is_address(part));
    let bare = parts.collect::<Vec<_>>().join(" ");
    match bare.split_once(',') {
        Some((family, given)) if !given.contains(',') => words(&format!("{given} {family}")),
        _ => words(&bare),
    }
}

/// Whether a word is an address of e-mail. `@ada` is a login.
pub(super) fn is_address(word: &str) -> bool {
    word.find('@').is_some_and(|at| at > 0)
}

/// The known texts that are most like one, at most three, the most similar first.
pub(super) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let plain = letters(text);
    if plain.is_empty() || plain.len() > LONGEST {
        return Vec::new();
    }
    let inside: BTreeSet<String> = text.split_whitespace().map(letters).collect();
    let length = plain.chars().count();
    let bearable = length.div_ceil(3);
    let mut rated: Vec<(usize, &str)> = Vec::new();
    for candidate in known {
        let other = letters(candidate);
        let far = if inside.contains(&other) {
            1
        } else if other.chars().count().abs_diff(length) > bearable {
            continue;
        } else {
            strsim::osa_distance(&plain, &other)
        };
        if far <= bearable {
            rated.push((far, candidate));
        }
    }
    rated.sort_unstable();
    rated.dedup();
    rated.into_iter().take(NAMED).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// A text in backticks, safe to print: cut after 80 characters, and what a terminal would obey or hide escaped.
pub(super) fn quote(text: &str) -> String {
    let mut shown = String::from("`");
    for c in text.chars().take(LONGEST) {
        if matches!(c, '\'' | '"' | '\\') {
            shown.push(c);
        } else {
            shown.extend(c.escape_debug());
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown.push('`');
    shown
}

/// Several texts in backticks, separated by commas.
pub(super) fn quote_all<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| quote(text.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_their_words() {
        let cases = [
            ("  Mentee's\nGitHub  username? ", "mentees github username"),
            ("ÄRA — Öl", "ära öl"),
            ("?!", ""),
        ];
        for (given, plain) in cases {
            assert_eq!(words(given), plain, "{given:?}");
        }
        assert_eq!(letters("The mentee should continue."), "thementeeshouldcontinue");
        assert_eq!(letters(" ✅ "), "✅");
    }

    #[test]
    fn a_name_has_no_address_and_one_order() {
        for given in
            ["Ada Lumen", "ada  lumen <ada@lumen.example>", "Lumen, Ada", "(ada@x.y) Ada Lumen"]
        {
            assert_eq!(name(given), "ada lumen", "{given:?}");
        }
        assert_eq!(name("ada@lumen.example"), "");
    }

    #[test]
    fn what_is_similar_is_named_and_nothing_else() {
        let known = ["pass", "passed", "fail", "extend"];
        assert_eq!(nearest("Pas", known), ["pass"]);
        assert_eq!(nearest("passt", known), ["pass", "passed"]);
        assert_eq!(nearest("I would fail", known), ["fail"]);
        assert!(nearest("purple", known).is_empty());
        assert!(nearest(&"p".repeat(9_000), known).is_empty());
    }
}
