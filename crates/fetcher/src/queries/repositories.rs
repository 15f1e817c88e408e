//! What repositories are called now. GitHub follows renames and transfers by itself.

use monitor_model::RepoName;

use super::Written;
use super::at::Unreadable;
use super::items::repo_head;
use super::reading::Reading;
use super::text::{Aliases, Fragment};
use crate::{Fact, Subject};

pub(super) fn write(names: &[RepoName]) -> Written {
    let mut aliases = Aliases::default();
    for (n, name) in names.iter().enumerate() {
        aliases.variable(&format!("o{n}"), "String!", name.owner().as_str());
        aliases.variable(&format!("n{n}"), "String!", name.name());
        aliases.field(&format!("r{n}: repository(owner: $o{n}, name: $n{n}) {{ ...Repo }}"));
    }
    aliases.finish("Repositories", &[Fragment::Repo])
}

pub(super) fn read(names: &[RepoName], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, name) in names.iter().enumerate() {
        let at = to.data.field(&format!("r{n}"))?;
        let missing = Fact::Repository { asked: name.clone(), found: None };
        if let Some(at) = to.or_absent(at, Subject::Repository(name.clone()), missing) {
            let found = Some(repo_head(&at)?);
            to.facts.push(Fact::Repository { asked: name.clone(), found });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{full, refusals, repo};
    use super::super::{read, write};
    use super::*;
    use crate::{RepoHead, Shape};
    use serde_json::json;

    #[test]
    fn a_repository_is_found_under_its_name_of_today_missing_or_refused() {
        let data = json!({"r0": repo(), "r1": null, "r2": null});
        let errors = [error("NOT_FOUND", "r1"), error("FORBIDDEN", "r2")];
        let facts = read(&full(Shape::Repositories, 3), &data, &errors).unwrap();
        let name = |text| RepoName::parse(text).unwrap();
        let head = RepoHead {
            node: "R_0".into(),
            name: name("lantern-works/beam"),
            is_fork: false,
            is_private: false,
        };
        let asked = name("lantern-works/beam-0");
        assert_eq!(facts[0], Fact::Repository { asked, found: Some(head) });
        let asked = name("lantern-works/beam-1");
        assert_eq!(facts[1], Fact::Repository { asked, found: None });
        assert_eq!(refusals(&facts)[0].2, "FORBIDDEN: so it is");
    }

    #[test]
    fn a_name_that_is_none_makes_the_answer_unreadable() {
        let data =
            json!({"r0": {"id": "R_0", "nameWithOwner": "x", "isFork": false, "isPrivate": false}});
        let error = read(&full(Shape::Repositories, 1), &data, &[]).unwrap_err();
        assert_eq!(error.path, "data.r0.nameWithOwner");
        assert_eq!(error.expected, "a repository's name, `owner/name`");
    }

    #[test]
    fn owner_and_name_are_variables() {
        let written = write(&full(Shape::Repositories, 1));
        assert_eq!(written.variables, json!({"o0": "lantern-works", "n0": "beam-0"}));
    }
}
