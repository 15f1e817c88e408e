//! The words that forms offer as verdicts, and what each means.

use std::collections::BTreeMap;

use monitor_model::Verdict;

use super::fold::{letters, nearest, quote, quote_all};
use super::problem::Fault;

/// What is understood without any configuration.
const COMMON: &[(Verdict, &[&str])] = &[
    (
        Verdict::Pass,
        &[
            "pass",
            "passed",
            "passes",
            "passing",
            "yes",
            "continue",
            "the mentee should continue",
            "the mentee passes",
            "satisfactory",
            "successful",
        ],
    ),
    (
        Verdict::Fail,
        &[
            "fail",
            "failed",
            "fails",
            "failing",
            "no",
            "the mentee should not continue",
            "the mentee fails",
            "unsatisfactory",
            "unsuccessful",
        ],
    ),
    (Verdict::Extend, &["extend", "extended", "extension", "needs more time", "more time"]),
    (
        Verdict::Withdraw,
        &["withdraw", "withdrawn", "withdrew", "dropped out", "the mentee has left"],
    ),
];

/// Words with their verdicts; case, blanks and punctuation are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(BTreeMap<String, (String, Verdict)>);

impl Default for Words {
    /// The common English words of forms.
    fn default() -> Self {
        let mut words = Self::none();
        for (verdict, list) in COMMON {
            for word in *list {
                words.0.insert(letters(word), ((*word).to_owned(), *verdict));
            }
        }
        words
    }
}

impl Words {
    pub(super) const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a word.
    ///
    /// # Errors
    /// The verdict that the word has already, where that is another one; `None` where the word is empty.
    pub(super) fn add(&mut self, word: &str, verdict: Verdict) -> Result<(), Option<Verdict>> {
        let key = letters(word);
        if key.is_empty() {
            return Err(None);
        }
        match self.0.get(&key) {
            Some((_, other)) if *other != verdict => Err(Some(*other)),
            _ => {
                self.0.insert(key, (word.trim().to_owned(), verdict));
                Ok(())
            }
        }
    }

    /// These words, and those of the others that these don't know.
    pub(super) fn over(&self, others: &Self) -> Self {
        let mut all = others.0.clone();
        all.extend(self.0.clone());
        Self(all)
    }

    /// What a word means.
    pub(super) fn read(&self, text: &str) -> Result<Verdict, Fault> {
        if text.trim().is_empty() {
            let hint = "ask the mentor for the verdict, or remove the row";
            return Err(Fault::new("", "the verdict is missing", hint));
        }
        if let Some((_, verdict)) = self.0.get(&letters(text)) {
            return Ok(*verdict);
        }
        let near = nearest(text, self.0.values().map(|(word, _)| word.as_str()));
        let add = "add the word to `[verdicts]` of config/evaluations.toml";
        let hint = if near.is_empty() {
            let plain = quote_all(Verdict::ALL.iter().map(|v| v.as_str()));
            format!("{add}, or write one of {plain}")
        } else {
            format!("{add}, or write what is meant; similar words are {}", quote_all(&near))
        };
        let says = format!("{} is no known verdict", quote(text));
        Err(Fault::new(text, says, hint).among(near))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_blanks_and_punctuation_do_not_count() {
        let words = Words::default();
        let cases = [
            (" PASS ", Verdict::Pass),
            ("Yes!", Verdict::Pass),
            ("The mentee should continue.", Verdict::Pass),
            ("No", Verdict::Fail),
            ("the mentee should NOT continue", Verdict::Fail),
            ("ex-tend", Verdict::Extend),
            ("Withdrawn", Verdict::Withdraw),
        ];
        for (text, verdict) in cases {
            assert_eq!(words.read(text), Ok(verdict), "{text:?}");
        }
    }

    #[test]
    fn an_unknown_word_names_the_nearest() {
        let words = Words::default();
        let fault = words.read("Pased").unwrap_err();
        assert_eq!(fault.says, "`Pased` is no known verdict");
        assert_eq!(fault.candidates[0], "passed");
        let fault = words.read("purple and green").unwrap_err();
        assert!(fault.candidates.is_empty());
        assert!(fault.hint.ends_with("write one of `pass`, `fail`, `extend`, `withdraw`"));
        assert_eq!(words.read("\n").unwrap_err().says, "the verdict is missing");
        for text in ["pass or fail", "not pass", "no pass", "=pass()+1"] {
            assert!(words.read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_form_may_turn_a_word_round_and_no_list_may() {
        let mut own = Words::none();
        assert_eq!(own.add("Yes", Verdict::Fail), Ok(()));
        assert_eq!(own.add("yes!", Verdict::Fail), Ok(()));
        assert_eq!(own.add("YES", Verdict::Pass), Err(Some(Verdict::Fail)));
        assert_eq!(own.add(" ", Verdict::Pass), Err(None));
        let all = own.over(&Words::default());
        assert_eq!(all.read("yes"), Ok(Verdict::Fail));
        assert_eq!(all.read("pass"), Ok(Verdict::Pass));
    }

    #[test]
    fn every_verdict_is_a_word_for_itself() {
        for verdict in Verdict::ALL {
            assert_eq!(Words::default().read(verdict.as_str()), Ok(*verdict));
        }
    }
}
