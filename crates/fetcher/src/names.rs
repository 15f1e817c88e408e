//! What people call the things that the notes know by node id.

use std::collections::BTreeMap;

use crate::knowledge::{Knowledge, Scene};

/// Names for failures.
pub(crate) struct Names<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) knowledge: &'a Knowledge,
}

impl Names<'_> {
    /// What failed, and why: `` `ada-lumen` issues, pulls: … ``, all parts of a thing that failed for one reason together. What
    /// belongs to one thing and one person names both.
    pub(crate) fn together<'n>(
        &self,
        failures: impl Iterator<Item = (&'n str, &'n str, &'n str)>,
    ) -> Vec<String> {
        let mut parts: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
        for (of, what, why) in failures {
            let what =
                self.person(what).map_or_else(|| what.to_owned(), |one| format!("of `{one}`"));
            parts.entry((self.thing(of), why)).or_default().push(what);
        }
        parts
            .into_iter()
            .map(|((of, why), what)| format!("{of} {}: {why}", what.join(", ")))
            .collect()
    }

    /// A thing by its login, URL or name; by its id where nothing better is known.
    fn thing(&self, of: &str) -> String {
        let knowledge = self.knowledge;
        if let Some(review) = knowledge.reviews.get(of) {
            return self.person(&review.person).map_or_else(
                || format!("review `{of}`"),
                |login| format!("a review by `{login}`"),
            );
        }
        let pull = || knowledge.pulls.get(of).map(|pull| pull.url.clone());
        let commit = || knowledge.commits.get(of).map(|commit| commit.url.clone());
        let repo = || knowledge.repo_names.get(of).cloned();
        let named = self.person(of).or_else(pull).or_else(commit).or_else(repo);
        format!("`{}`", named.as_deref().unwrap_or(of))
    }

    /// A person's login in the roster.
    fn person(&self, node: &str) -> Option<String> {
        self.scene.person(node).map(|one| one.asked.to_string())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use monitor_model::{Login, Window};

    use super::*;
    use crate::job::{Job, Wanted};
    use crate::notes::{AccountNote, Note, PersonNote, PullNote, ReviewNote, RunNote};

    #[test]
    fn a_failure_is_told_in_names_and_an_unknown_id_as_it_is() {
        let at = DateTime::from_timestamp(1_772_409_600, 0).unwrap_or_default();
        let window = Window::new(at - chrono::TimeDelta::days(9), at).expect("a window");
        let login = Login::parse("ada-lumen").expect("a login");
        let account = AccountNote { id: 7, node: "U_7".into(), login: "ada-lumen".into() };
        let pull = PullNote {
            person: "U_7".into(),
            created: at,
            updated: at,
            detailed: None,
            asked: None,
            next: vec![],
            url: "https://github.com/lantern-works/beam/pull/1".into(),
            repo: "R_1".into(),
            merge_commit: None,
            own: None,
            rest: None,
            refused: None,
            unlisted: false,
        };
        let review = ReviewNote {
            person: "U_7".into(),
            commented: false,
            next: None,
            seen: None,
            comments: None,
        };
        let mut knowledge = Knowledge::default();
        for note in [
            Note::Person(
                login.key(),
                PersonNote { checked: at, account: Some(account), first: None },
            ),
            Note::Pull("PR_1".into(), pull),
            Note::Review("PRR_1".into(), review),
        ] {
            knowledge.apply(note);
        }
        let people = vec![Wanted { login, account: None, window }];
        let job = Job { people, now: at, full: false, scope: Default::default() };
        let run = RunNote { started: at, finished: false, full: false };
        let scene = Scene::of(&job, &run, &knowledge);
        let names = Names { scene: &scene, knowledge: &knowledge };
        for (of, what, says) in [
            ("U_7", "issues", "`ada-lumen` issues: why"),
            ("PR_1", "U_7", "`https://github.com/lantern-works/beam/pull/1` of `ada-lumen`: why"),
            ("PRR_1", "comments", "a review by `ada-lumen` comments: why"),
            ("R_1", "history", "`lantern-works/beam` history: why"),
            ("C_9", "authors", "`C_9` authors: why"),
        ] {
            assert_eq!(names.together([(of, what, "why")].into_iter()), [says]);
        }
        let parts = [("U_7", "issues", "why"), ("U_7", "pulls", "why"), ("U_7", "talk", "other")];
        let told = names.together(parts.into_iter());
        assert_eq!(told, ["`ada-lumen` talk: other", "`ada-lumen` issues, pulls: why"]);
    }
}
