//! Who takes part.

use super::names::{ELSEWHERE, FIRST, LAST, MENTORS, PROJECTS, REPOS, TOPICS};

/// A mentee of the roster.
pub(super) struct Mentee {
    /// As GitHub writes it.
    pub(super) login: String,
    /// As the roster writes it: the same, but sometimes in another case.
    pub(super) rostered: String,
    /// One in eight shows no name.
    pub(super) name: Option<String>,
    pub(super) mentors: Vec<String>,
    pub(super) organization: &'static str,
    pub(super) project: &'static str,
    pub(super) topic: &'static str,
    /// In the organisation that the roster names.
    pub(super) in_scope: Vec<String>,
    /// Own repositories and those of others.
    pub(super) out_of_scope: Vec<String>,
}

/// That many mentees, each with another login.
pub(super) fn people(count: usize) -> Vec<Mentee> {
    (0..count).map(mentee).collect()
}

fn mentee(index: usize) -> Mentee {
    // Steps through all pairs of names before the first one comes again, with a number.
    let first = FIRST[index % FIRST.len()];
    let last = LAST[(index / FIRST.len() + index) % LAST.len()];
    let again = index / (FIRST.len() * LAST.len());
    let number = if again == 0 { String::new() } else { format!("-{again}") };
    let name = format!("{first} {last}");
    let login = format!("{first}-{last}{number}").to_ascii_lowercase();
    let (organization, project) = PROJECTS[index % PROJECTS.len()];
    let in_scope = REPOS.iter().map(|repo| format!("{organization}/{repo}"));
    let own = [format!("{login}/notes")];
    let elsewhere = ELSEWHERE.iter().map(|&repo| repo.to_owned());
    Mentee {
        rostered: if index % 7 == 6 { login.to_ascii_uppercase() } else { login.clone() },
        name: (index % 8 != 5).then_some(name),
        mentors: mentors(index),
        organization,
        project,
        topic: TOPICS[index / PROJECTS.len() % TOPICS.len()],
        in_scope: in_scope.collect(),
        out_of_scope: own.into_iter().chain(elsewhere).collect(),
        login,
    }
}

/// Two mentors each; a mentor has at most three mentees.
fn mentors(index: usize) -> Vec<String> {
    let mentor = |number: usize| {
        let word = MENTORS[number % MENTORS.len()];
        format!("{word}-mentor-{}", number / MENTORS.len())
    };
    vec![mentor(index / 3 * 2), mentor(index / 3 * 2 + 1)]
}
