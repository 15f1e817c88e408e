//! Issues and discussions of people, and what others said on them.

use chrono::{DateTime, Utc};
use monitor_model::{Act, Detail, Item, ItemKind, NodeId, ThreadDetail};

use super::draft::Draft;
use super::responses::{Own, by_who};
use crate::fact::Who;
use crate::notes::{ItemNote, ThreadNote};
use crate::query::ThreadKind;

/// Notes an issue or discussion that a person opened. On what never changed nobody said anything.
pub(super) fn opened(
    draft: &mut Draft<'_>,
    person: &NodeId,
    (kind, item): (ThreadKind, &Item),
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
) {
    let Some(node) = item.node_id.as_ref().map(NodeId::as_str) else { return };
    let before = draft.thread(node.to_owned()).cloned();
    let is_untouched = updated <= created;
    let known = if is_untouched { Some(updated) } else { before.as_ref().and_then(|b| b.known) };
    if is_untouched && before.is_none_or(|before| before.known.is_none()) {
        tell(draft, item.clone(), true);
    }
    let note = ThreadNote {
        person: person.as_str().to_owned(),
        kind: kind.as_str().to_owned(),
        item: ItemNote::of(item),
        updated,
        known,
    };
    if draft.known.threads.get(node) == Some(&note) {
        draft.threads.remove(node);
    } else {
        draft.threads.insert(node.to_owned(), note);
    }
}

/// What was said on one.
pub(super) fn thread(
    draft: &mut Draft<'_>,
    of: &NodeId,
    said: &[(Who, DateTime<Utc>)],
    is_all: bool,
) {
    let Some(note) = draft.thread(of.as_str().to_owned()) else { return };
    note.known = Some(note.updated);
    let note = note.clone();
    let kind = match note.kind.parse() {
        Ok(ThreadKind::Issue) => ItemKind::Issue,
        Ok(ThreadKind::Discussion) => ItemKind::Discussion,
        Err(_) => return,
    };
    let Some(item) = note.item.item(kind, of.as_str()) else { return };
    let Some(author) = draft.scene.person(&note.person).map(|one| one.id) else { return };
    let own = Own { url: item.url.clone(), author, created: DateTime::UNIX_EPOCH };
    for (who, at) in said {
        by_who(draft, &own, who, Act::Commented, *at);
    }
    tell(draft, item, is_all);
}

fn tell(draft: &mut Draft<'_>, item: Item, responses_complete: bool) {
    draft.detail(item, Detail::Thread(ThreadDetail { responses_complete }));
}
