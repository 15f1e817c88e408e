//! Accounts, and what changed since the last run.

use monitor_model::{Login, NodeId};

use super::batches;
use crate::knowledge::{Knowledge, Scene};
use crate::query::{Query, Shape};
use crate::walks::{AUTHORED, Step, TALK, step};

/// Every login is resolved anew in every run: it may mean somebody else by now.
pub(super) fn resolve(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = |login: &&Login| {
        let failed = knowledge.failure(&login.key(), "account", scene.id()).is_some();
        let checked =
            knowledge.people.get(&login.key()).is_some_and(|note| note.checked == scene.id());
        !failed && !checked
    };
    let logins: Vec<Login> =
        scene.wanted.iter().map(|wanted| &wanted.login).filter(open).cloned().collect();
    batches(&logins, knowledge.size(Shape::Resolve), Query::Resolve).collect()
}

/// People with a list that was walked before are asked for what changed.
pub(super) fn probe(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let lists = || AUTHORED.iter().chain(&TALK);
    let open: Vec<NodeId> = scene
        .people
        .values()
        .filter(|one| knowledge.failure(one.node.as_str(), "probe", scene.id()).is_none())
        .filter(|one| lists().any(|&list| step(knowledge, scene, one, list) == Step::Probe))
        .map(|one| one.node.clone())
        .collect();
    batches(&open, knowledge.size(Shape::Probe), Query::Probe).collect()
}
