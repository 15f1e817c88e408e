//! The criteria by which an administrator may dispute a pass, each with a sentence that a mentor reads.

use std::collections::BTreeMap;

use monitor_model::PeriodId;
use serde::{Deserialize, Serialize};

/// The criteria of a program: id and sentence, by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Criteria(BTreeMap<String, String>);

impl Default for Criteria {
    fn default() -> Self {
        let criteria = [
            ("work-in-scope", "The work belongs to the project that the mentee was accepted for."),
            ("work-in-period", "The work was done within the period that is evaluated."),
            ("own-work", "The work is the mentee's own, or it is said which part of it is."),
            (
                "work-shown",
                "The work can be looked at, or a mentor confirms that they looked at it.",
            ),
            ("enough-work", "The work is about as much as the program's hours allow for."),
            (
                "goals-met",
                "What mentor and mentee planned for the period is done, or it is said why not.",
            ),
            ("evaluated-by-mentor", "The evaluation is by a mentor who worked with the mentee."),
        ];
        Self(criteria.map(|(id, says)| (id.to_owned(), says.to_owned())).into())
    }
}

impl Criteria {
    /// The ids, in alphabetical order.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// What a criterion says.
    #[must_use]
    pub fn says(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }

    /// Everything that is wrong, as sentences.
    pub(super) fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.0.is_empty() {
            found.push("`[criteria]` must name at least one criterion".to_owned());
        }
        for (id, says) in &self.0 {
            // A criterion is named on the command line, as a period is.
            if PeriodId::parse(id).is_err() {
                found.push(format!("`[criteria] {id}` must be a plain word like `work-in-scope`"));
            }
            if says.trim().is_empty() {
                found.push(format!("`[criteria] {id}` must say in a sentence what is asked for"));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_has_a_plain_id_and_a_sentence() {
        assert!(Criteria::default().problems().is_empty());
        let wrong = Criteria(BTreeMap::from([
            ("Work in scope".to_owned(), "It is.".to_owned()),
            ("empty".to_owned(), " ".to_owned()),
        ]));
        assert_eq!(
            wrong.problems(),
            [
                "`[criteria] Work in scope` must be a plain word like `work-in-scope`",
                "`[criteria] empty` must say in a sentence what is asked for",
            ]
        );
        let none = Criteria(BTreeMap::new());
        assert_eq!(none.problems(), ["`[criteria]` must name at least one criterion"]);
    }

    #[test]
    fn a_criterion_is_found_by_its_id() {
        let criteria = Criteria::default();
        assert!(
            criteria.ids().iter().all(|id| criteria.says(id).is_some_and(|s| s.ends_with('.')))
        );
        assert_eq!(criteria.says("anything"), None);
    }
}
