//! Whose work on default branches can't be told from a squash yet.

use std::collections::BTreeSet;

use crate::knowledge::{Knowledge, Scene, Someone};
use crate::query::{List, Query};
use crate::streams::pulls_are_known;

/// Whose pull requests are not all known, for answers with commits of default branches.
pub(super) fn unsure(asked: &Query, known: &Knowledge, scene: &Scene) -> BTreeSet<String> {
    let branches = match asked {
        Query::RepoHistory { .. } | Query::History { .. } | Query::CommitAuthors(_) => true,
        Query::Pages(pages) => {
            pages.iter().any(|page| matches!(page.list, List::RepoHistory | List::History))
        }
        _ => false,
    };
    let open = |one: &&Someone| branches && !pulls_are_known(known, scene, one);
    scene.people.values().filter(open).map(|one| one.node.as_str().to_owned()).collect()
}
