//! What others did on people's items. Bots and ghosts give no responses, nor does an item's own author.

use chrono::{DateTime, Utc};
use monitor_model::{Account, AccountId, Act, ItemUrl, Login, NodeId, Person, Response};

use super::draft::Draft;
use crate::fact::{CommitPerson, PullDetail, Review, Who};
use crate::notes::NamedNote;

/// An item to which others respond.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) url: ItemUrl,
    /// The account of its author.
    pub(super) author: u64,
    pub(super) created: DateTime<Utc>,
}

/// A pull request of somebody wanted, if its details are known: without them nothing is said of its responses.
fn pull(draft: &mut Draft<'_>, node: &str) -> Option<Own> {
    let note = draft.pull(node.to_owned())?;
    note.detailed?;
    let (person, created) = (note.person.clone(), note.created);
    let url = ItemUrl::parse(&note.url).ok()?;
    Some(Own { url, author: draft.scene.person(&person)?.id, created })
}

/// Somebody commented in the conversation of a pull request.
pub(super) fn remark(draft: &mut Draft<'_>, on: &NodeId, by: &Who, at: DateTime<Utc>) {
    if let Some(own) = pull(draft, on.as_str()) {
        by_who(draft, &own, by, Act::Commented, at);
    }
}

pub(super) fn reviewed(draft: &mut Draft<'_>, review: &Review) {
    if let Some(own) = pull(draft, review.pull.as_str()) {
        by_who(draft, &own, &review.author, Act::Reviewed, review.submitted);
    }
}

pub(super) fn merged(draft: &mut Draft<'_>, detail: &PullDetail) {
    let Some(node) = detail.pull.item.node_id.as_ref() else { return };
    let (Some(merger), Some(at)) = (&detail.merged_by, detail.pull.merged) else { return };
    if let Some(own) = pull(draft, node.as_str()) {
        by_who(draft, &own, merger, Act::Merged, at);
    }
}

/// The people of a commit of a pull request. What was written before the pull request was opened responds to nothing.
pub(super) fn committed(
    draft: &mut Draft<'_>,
    node: &str,
    people: &[NamedNote],
    at: DateTime<Utc>,
) {
    let Some(own) = pull(draft, node).filter(|own| own.created <= at) else { return };
    for person in people {
        let Ok(login) = Login::parse(&person.login) else { continue };
        let node = person.node.as_deref().map(NodeId::from);
        take(draft, &own, (AccountId(person.id), login, node), Act::Authored, at);
    }
}

/// The accounts among the people of a commit.
pub(super) fn named(people: &[CommitPerson]) -> Vec<NamedNote> {
    let account = |person: &CommitPerson| match person {
        CommitPerson::Account { id, login, node } => Some(NamedNote {
            id: id.0,
            login: login.as_str().to_owned(),
            node: node.as_ref().map(|node| node.as_str().to_owned()),
        }),
        CommitPerson::Unlinked | CommitPerson::Unasked => None,
    };
    people.iter().filter_map(account).collect()
}

/// Takes a response, if a person gave it.
pub(super) fn by_who(draft: &mut Draft<'_>, own: &Own, who: &Who, act: Act, at: DateTime<Utc>) {
    if let Who::Person { node, id, login } = who {
        take(draft, own, (*id, login.clone(), Some(node.clone())), act, at);
    }
}

fn take(
    draft: &mut Draft<'_>,
    own: &Own,
    (id, login, node): (AccountId, Login, Option<NodeId>),
    act: Act,
    at: DateTime<Utc>,
) {
    if id.0 == own.author {
        return;
    }
    // An address alone may tell a login that was changed since; of people who are wanted the login of now is known.
    let wanted = draft.scene.by_id.get(&id.0).and_then(|node| draft.scene.person(node));
    let by = wanted.filter(|_| node.is_none()).map_or(login, |one| one.login.clone());
    draft.responses.insert(Response { on: own.url.clone(), by: by.clone(), act, at });
    let account = node.map(|node| Account { id, node });
    let known = draft.responders.get(&id.0).is_some_and(|known| known.account.is_some());
    if !known {
        draft.responders.insert(id.0, Person { login: by, name: None, account });
    }
}
