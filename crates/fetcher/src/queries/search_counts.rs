//! The number of results of searches.

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::Aliases;
use crate::{Fact, Subject};

pub(super) fn write(texts: &[String]) -> Written {
    let mut aliases = Aliases::default();
    for (n, text) in texts.iter().enumerate() {
        aliases.variable(&format!("q{n}"), "String!", text.as_str());
        aliases
            .field(&format!("s{n}: search(query: $q{n}, type: ISSUE, first: 1) {{ issueCount }}"));
    }
    aliases.finish("SearchCounts", &[])
}

pub(super) fn read(texts: &[String], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, text) in texts.iter().enumerate() {
        let at = to.data.field(&format!("s{n}"))?;
        // A search always has a number of results, so nothing at all is no answer.
        let subject = Subject::Search(text.clone());
        let why = "GitHub gave no result and no reason".to_owned();
        let missing = Fact::Refused { of: subject.clone(), by: None, list: None, why };
        if let Some(at) = to.or_absent(at, subject, missing) {
            let count = at.field("issueCount")?.count()?;
            to.facts.push(Fact::SearchCount { text: text.clone(), count });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{full, refusals};
    use super::super::{read, write};
    use crate::{Fact, Query, Shape};
    use serde_json::json;

    #[test]
    fn a_count_is_a_count_and_no_answer_is_never_zero() {
        let data = json!({"s0": {"issueCount": 0}, "s1": null, "s2": null});
        let errors = [error("RATE_LIMITED", "s1")];
        let facts = read(&full(Shape::SearchCounts, 3), &data, &errors).unwrap();
        let text = "author:ada-lumen-0".to_owned();
        assert_eq!(facts[0], Fact::SearchCount { text, count: 0 });
        let why: Vec<_> = refusals(&facts).into_iter().map(|(_, _, why)| why).collect();
        assert_eq!(why, ["RATE_LIMITED: so it is", "GitHub gave no result and no reason"]);
    }

    #[test]
    fn the_searches_are_variables() {
        let written = write(&Query::SearchCounts(vec!["author:\"ada\"".to_owned()]));
        assert!(!written.text.contains("ada"));
        assert_eq!(written.variables["q0"], "author:\"ada\"");
    }
}
