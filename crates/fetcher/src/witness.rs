//! The witness: GitHub's search as a second source, by another way than people's own lists. It is asked about everybody whose
//! lists changed in this run. A person whom it does not find may have a private profile: then it is no witness, and says
//! nothing about what the person did.

use monitor_model::Witness;

use crate::knowledge::{Knowledge, Scene, Someone};
use crate::notes::WitnessNote;
use crate::query::{Cursor, Query, Shape};
use crate::walks::AUTHORED;

/// What the search is asked about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Pull requests that the person opened in the window.
    Opened,
    /// Other people's pull requests that the person reviewed and that changed in the window.
    Reviewed,
}

impl Question {
    pub(crate) const ALL: [Self; 2] = [Self::Opened, Self::Reviewed];

    /// The name of this second source.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Self::Opened => "search: pull requests by author",
            Self::Reviewed => "search: pull requests by reviewer",
        }
    }

    /// The name in notes, which have no blanks.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Opened => "search-opened",
            Self::Reviewed => "search-reviewed",
        }
    }

    /// The search. Ends of ranges are included, so the last second inside is the end.
    pub(crate) fn text(self, one: &Someone) -> String {
        let shown = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let (from, to) =
            (shown(one.window.from()), shown(one.window.to() - chrono::TimeDelta::seconds(1)));
        match self {
            Self::Opened => format!("author:{} is:pr created:{from}..{to}", one.login),
            Self::Reviewed => {
                format!("reviewed-by:{0} -author:{0} is:pr updated:>={from}", one.login)
            }
        }
    }

    /// How many of them the run knows by another way than the search.
    pub(crate) fn known(self, one: &Someone, knowledge: &Knowledge) -> usize {
        self.ids(one, knowledge).count()
    }

    /// Whether the run knows one of them by another way than the search.
    pub(crate) fn knows(self, one: &Someone, knowledge: &Knowledge, node: &str) -> bool {
        self.ids(one, knowledge).any(|known| known == node)
    }

    fn ids<'k>(
        self,
        one: &Someone,
        knowledge: &'k Knowledge,
    ) -> Box<dyn Iterator<Item = &'k str> + 'k> {
        let (person, window) = (one.node.as_str().to_owned(), one.window);
        match self {
            Self::Opened => {
                let pulls =
                    knowledge.pulls_of.get(&person).into_iter().flatten().map(String::as_str);
                Box::new(pulls.filter(move |node| {
                    let pull = knowledge.pulls.get(*node);
                    pull.is_some_and(|pull| window.contains(pull.created) && !pull.unlisted)
                }))
            }
            Self::Reviewed => {
                let from = (person.clone(), String::new())..;
                let mine = knowledge.reviewed.range(from).take_while({
                    let person = person.clone();
                    move |((reviewer, _), _)| *reviewer == person
                });
                let others = move |pull: &str| {
                    knowledge.pulls.get(pull).is_none_or(|note| note.person != person)
                };
                Box::new(
                    mine.filter(move |((_, pull), note)| {
                        note.updated >= window.from() && others(pull)
                    })
                    .map(|((_, pull), _)| pull.as_str()),
                )
            }
        }
    }
}

/// What a count says, beside what is known. Where the search has more, its items are to be looked at.
pub(crate) fn compare(theirs: u32, ours: u32) -> Option<Witness> {
    match theirs.cmp(&ours) {
        std::cmp::Ordering::Equal => Some(Witness::Agrees),
        std::cmp::Ordering::Greater => None,
        std::cmp::Ordering::Less if theirs == 0 => Some(Witness::NotPossible(
            "the search finds nothing of this person, whose items are known: the profile may be private".to_owned(),
        )),
        std::cmp::Ordering::Less => Some(Witness::CountDiffers { theirs, ours }),
    }
}

/// The counts that are still to be asked for.
pub(crate) fn counts(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let changed = |one: &&Someone| {
        let walked =
            |list| knowledge.walk(&one.node, list).is_some_and(|walk| walk.run == scene.id());
        AUTHORED.iter().any(|&list| walked(list))
    };
    let texts: Vec<String> = scene
        .people
        .values()
        .filter(changed)
        .flat_map(|one| Question::ALL.map(|question| (one, question)))
        .filter(|(one, question)| note(knowledge, scene, one, *question).is_none())
        .filter(|(one, question)| {
            knowledge.failure(one.node.as_str(), question.key(), scene.id()).is_none()
        })
        .map(|(one, question)| question.text(one))
        .collect();
    texts
        .chunks(knowledge.size(Shape::SearchCounts))
        .map(|chunk| Query::SearchCounts(chunk.to_vec()))
        .collect()
}

/// The items that are still to be asked for: where the search counts more than is known.
pub(crate) fn items(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = |one: &Someone, question: Question| {
        let note = note(knowledge, scene, one, question).filter(|note| !note.done)?;
        knowledge.failure(one.node.as_str(), question.key(), scene.id()).is_none().then(|| {
            Query::SearchItems {
                text: question.text(one),
                page: Shape::SearchItems.page(),
                after: note.next.clone().map(Cursor),
            }
        })
    };
    scene
        .people
        .values()
        .flat_map(|one| Question::ALL.map(|question| open(one, question)))
        .flatten()
        .collect()
}

fn note<'k>(
    knowledge: &'k Knowledge,
    scene: &Scene,
    one: &Someone,
    question: Question,
) -> Option<&'k WitnessNote> {
    let key = (one.node.as_str().to_owned(), question.key().to_owned());
    knowledge.witnessed.get(&key).filter(|note| note.run == scene.id())
}

/// Whom a search is about, and what it asks.
pub(crate) fn about<'s>(scene: &'s Scene, text: &str) -> Option<(&'s Someone, Question)> {
    let asked = |one: &'s Someone| Question::ALL.map(|question| (one, question));
    scene.people.values().flat_map(asked).find(|(one, question)| question.text(one) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_of_somebody_known_is_no_zero() {
        assert_eq!(compare(3, 3), Some(Witness::Agrees));
        assert_eq!(compare(0, 0), Some(Witness::Agrees));
        assert!(matches!(compare(0, 3), Some(Witness::NotPossible(_))));
        assert_eq!(compare(2, 3), Some(Witness::CountDiffers { theirs: 2, ours: 3 }));
        assert_eq!(compare(4, 3), None);
    }
}
