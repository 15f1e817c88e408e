//! Who is who: logins, renamed and vanished accounts, and what GitHub refuses.

use monitor_model::{Account, AccountId, Identity, IdentityNote, Login, Person};

use super::draft::Draft;
use crate::fact::Subject;
use crate::notes::{AccountNote, ReviewedNote};
use crate::query::{Field, List, Query};
use crate::walks::{AUTHORED, TALK};

pub(super) fn account(
    draft: &mut Draft<'_>,
    asked: Option<Login>,
    account: Account,
    login: Login,
    name: Option<String>,
) {
    let node = account.node.as_str().to_owned();
    draft.logins.insert(node.clone(), login.as_str().to_owned());
    draft.about(&node);
    // Of the account that was bound to a login, the roster's login is the one that people ask about.
    let roster = draft.scene.person(&node).map(|one| one.asked.clone());
    if let Some(about) = asked.clone().or(roster) {
        let what = Identity::Resolved(account.clone(), login.clone());
        draft.batch.identities.push(IdentityNote { login: about, at: draft.scene.id(), what });
    }
    if let Some(asked) = asked {
        let known = AccountNote { id: account.id.0, node, login: login.as_str().to_owned() };
        let note = draft.asked_for(&asked, Some(known));
        draft.accounts.insert(asked.key(), note);
    }
    draft.batch.people.push(Person { login, name, account: Some(account) });
}

pub(super) fn nobody(draft: &mut Draft<'_>, login: &Login) {
    let at = draft.scene.id();
    draft.accounts.insert(login.key(), draft.asked_for(login, None));
    draft.batch.identities.push(IdentityNote {
        login: login.clone(),
        at,
        what: Identity::NoSuchLogin,
    });
}

/// What can't be seen any more is not asked for again in this run; what is known of it stays, with a mark.
pub(super) fn gone(draft: &mut Draft<'_>, node: &str) {
    if let Some(one) = draft.scene.person(node) {
        let (login, what) = (one.asked.clone(), Identity::Gone(AccountId(one.id)));
        draft.batch.identities.push(IdentityNote { login, at: draft.scene.id(), what });
        for what in own_parts() {
            draft.fail(
                node,
                what,
                "the account can't be seen any more: deleted, suspended or hidden",
            );
        }
        return;
    }
    draft.about(node);
    draft.vanished(node);
    for (person, note) in draft.reviewers_of(node) {
        draft.about(&person);
        draft.put_reviewed(
            (person, node.to_owned()),
            ReviewedNote { done: Some(note.updated), next: None, ..note },
        );
    }
    let run = draft.scene.id();
    if let Some(pull) = draft.pull(node.to_owned()) {
        pull.detailed = Some(pull.updated);
        pull.asked = Some(run);
        pull.next.clear();
    } else if let Some(review) = draft.review(node.to_owned()) {
        review.commented = true;
        review.next = None;
    } else if let Some(thread) = draft.thread(node.to_owned()) {
        thread.known = Some(thread.updated);
    } else if draft.known.repo_names.contains_key(node) {
        for what in ["history", List::RepoPulls.as_str()] {
            draft.fail(node, what, "the repository can't be seen any more");
        }
        for (person, _) in draft.committers_of(node) {
            draft.fail(node, &person, "the repository can't be seen any more");
            draft.about(&person);
        }
    } else if let Some(commit) = draft.known.commits.get(node) {
        let commit = crate::notes::CommitNote { asked: true, ..commit.clone() };
        draft.commits.insert(node.to_owned(), commit);
    }
}

/// The parts of what is asked of a person by the person's own id.
fn own_parts() -> impl Iterator<Item = &'static str> {
    AUTHORED.iter().chain(&TALK).map(|list| list.as_str()).chain(["probe", "contributions"])
}

pub(super) fn refused(
    draft: &mut Draft<'_>,
    query: &Query,
    of: &Subject,
    by: Option<&Field>,
    list: Option<List>,
    why: &str,
) {
    let of = match of {
        Subject::Node(node) => node.as_str(),
        Subject::Login(login) => return draft.fail(&login.key(), "account", why),
        Subject::Repository(_) | Subject::Search(_) => return,
    };
    if let Some(person) = by.and_then(|by| person(draft, by)) {
        draft.fail(of, &person, why);
        draft.about(&person);
        return;
    }
    let part = match (list, query) {
        (Some(List::ReviewComments), _) | (None, Query::ReviewComments { .. }) => "comments",
        (Some(List::RepoHistory), _) | (None, Query::RepoHistory { .. }) => "history",
        (Some(list), _) => list.as_str(),
        (None, Query::RepoPulls { .. }) => List::RepoPulls.as_str(),
        (None, Query::Contributions { .. }) => "contributions",
        (None, Query::PullDetails { .. }) => "details",
        (None, Query::Threads { .. }) => "thread",
        (None, Query::CommitAuthors(_)) => "authors",
        (None, Query::Probe(_)) => "probe",
        (None, _) => {
            return own_parts().for_each(|part| draft.fail(of, part, why));
        }
    };
    draft.fail(of, part, why);
}

fn person(draft: &Draft<'_>, by: &Field) -> Option<String> {
    match by {
        Field::Node(node) => Some(node.as_str().to_owned()),
        Field::Login(login) => {
            let is_it = |(_, one): &(&String, &crate::knowledge::Someone)| one.login == *login;
            draft.scene.people.iter().find(is_it).map(|(node, _)| node.clone())
        }
    }
}
