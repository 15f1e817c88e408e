//! Pull requests whose details are out of date.

use crate::knowledge::{Knowledge, Scene, Someone};

/// The pull requests of a person whose details are older than they are. Somebody who is new may be a co-author in anybody's
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
            let anew = scene.somebody_new && pull.asked != Some(scene.id());
            pull.updated >= one.window.from() && (older || anew)
        });
        stale && knowledge.failure(node, "details", scene.id()).is_none()
    })
}
