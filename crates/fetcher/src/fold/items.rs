//! Issues, comments and discussions.

use monitor_model::{Act, Role};

use super::draft::Draft;
use super::threads;
use crate::fact::{Author, Comment, CommentOn, Discussion, Issue};
use crate::knowledge::Someone;
use crate::query::{List, ThreadKind};

pub(super) fn issue(draft: &mut Draft<'_>, issue: Issue) {
    let Some(one) = draft.someone(&issue.author) else { return };
    draft.listed(one.node.as_str(), List::Issues, &issue.item, issue.updated);
    let thread = (ThreadKind::Issue, &issue.item);
    threads::opened(draft, &one.node, thread, issue.created, issue.updated);
    draft.contribute(&one.login, issue.item, Act::Opened, Role::Author, issue.created);
}

pub(super) fn comment(draft: &mut Draft<'_>, comment: Comment) {
    let Some(one) = author(draft, &comment.author) else { return };
    if comment.on == CommentOn::Conversation {
        draft.listed(one.node.as_str(), List::IssueComments, &comment.item, comment.updated);
    }
    draft.contribute(&one.login, comment.item, Act::Commented, Role::Commenter, comment.created);
}

pub(super) fn discussion(draft: &mut Draft<'_>, discussion: Discussion) {
    let Some(one) = author(draft, &discussion.author) else { return };
    draft.listed(one.node.as_str(), List::Discussions, &discussion.item, discussion.updated);
    let thread = (ThreadKind::Discussion, &discussion.item);
    threads::opened(draft, &one.node, thread, discussion.created, discussion.updated);
    draft.contribute(&one.login, discussion.item, Act::Opened, Role::Author, discussion.created);
}

fn author(draft: &mut Draft<'_>, author: &Author) -> Option<Someone> {
    match author {
        Author::Named(who) => draft.someone(who),
        Author::Owner(node) => draft.wanted(node.as_str()),
    }
}
