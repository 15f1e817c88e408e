//! What others said on people's issues and discussions.

use monitor_model::NodeId;

use super::batches;
use crate::knowledge::{Knowledge, Scene};
use crate::query::{Query, Shape, ThreadKind};

/// Issues and discussions that changed since it was asked what was said on them.
pub(super) fn changed(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = knowledge.threads.iter().filter(|(node, note)| {
        let wanted =
            scene.person(&note.person).is_some_and(|one| note.updated >= one.window.from());
        let stale = note.known.is_none_or(|known| known < note.updated);
        wanted && stale && knowledge.failure(node, "thread", scene.id()).is_none()
    });
    let threads: Vec<(NodeId, ThreadKind)> = open
        .filter_map(|(node, note)| Some((node.as_str().into(), note.kind.parse().ok()?)))
        .collect();
    batches(&threads, knowledge.size(Shape::Threads), |of| Query::Threads {
        of,
        page: Shape::Threads.page(),
    })
    .collect()
}
