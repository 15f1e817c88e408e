//! Pull requests whose details are out of date.

use crate::knowledge::{Knowledge, Scene, Someone};

/// The pull requests of a person whose details are older than they are, or were refused in part by an earlier run. Somebody who is new may be a co-author in anybody's
/// pull request, so then all of them are asked for again.
pub(crate) fn stale_pulls<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
    one: &'a Someone,
) -> impl Iterator<Item = &'a str> {
    let of = knowledge.pulls_of.get(one.node.as_str()).into_iter().flatten();
    of.map(String::as_str).filter(move |node| {
        let stale = knowledge.pulls.get(*node).is_some_and(|pull| {
            let older = pull.detailed.is_none_or(|known| known < pull.updated);
            let refused = pull.refused.is_some_and(|run| run != scene.id());
            let anew = scene.somebody_new && pull.asked != Some(scene.id());
            pull.updated >= one.window.from() && (older || refused || anew)
        });
        stale && knowledge.failure(node, "details", scene.id()).is_none()
    })
}
