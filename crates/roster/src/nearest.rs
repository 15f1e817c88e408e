//! The known word that is most like a given one, for hints.

/// Words longer than this are no slips of the pen.
const LONGEST: usize = 64;

/// The candidate that needs the fewest changes, if these are few for the length of the word.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| -> Vec<char> {
        text.to_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect()
    };
    if word.len() > LONGEST {
        return None;
    }
    let word = plain(word);
    let bearable = word.len().div_ceil(3);
    let rated =
        candidates.into_iter().map(|candidate| (distance(&word, &plain(candidate)), candidate));
    rated
        .filter(|(changes, _)| *changes <= bearable)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be put in, taken out or replaced (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["mentors", "organizations", "own-windows", "url"];
        let cases = [
            ("mentor", Some("mentors")),
            ("Organisations", Some("organizations")),
            ("own_windows", Some("own-windows")),
            ("ulr", None),
            ("uri", Some("url")),
            ("stipend", None),
            ("", None),
        ];
        for (word, found) in cases {
            assert_eq!(nearest(word, known), found, "{word}");
        }
        assert_eq!(nearest(&"m".repeat(5000), known), None);
    }
}
