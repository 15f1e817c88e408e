//! What the search counts and finds, held against what is known.

use monitor_model::{NodeId, Witness, WitnessNote as Said};

use super::draft::Draft;
use super::pulls;
use crate::fact::Pull;
use crate::knowledge::Someone;
use crate::notes::{ReviewedNote, WitnessNote};
use crate::witness::{Question, about, compare};

pub(super) fn count(draft: &mut Draft<'_>, text: &str, theirs: u32) {
    let Some((one, question)) = about(draft.scene, text) else { return };
    let ours = crate::count(question.known(one, draft.known));
    let verdict = compare(theirs, ours);
    let done = verdict.is_some();
    if let Some(verdict) = verdict {
        say(draft, one, question, verdict);
    }
    remember(draft, one, question, done, None);
}

pub(super) fn item(draft: &mut Draft<'_>, text: &str, node: &NodeId, pull: Option<&Pull>) {
    let Some((one, question)) = about(draft.scene, text) else { return };
    if question.knows(one, draft.known, node.as_str()) {
        return;
    }
    let url = pull.map(|pull| pull.item.url.as_str().to_owned());
    say(draft, one, question, Witness::Missing { node: node.clone(), url });
    if let (Question::Opened, Some(pull)) = (question, pull) {
        pulls::unlisted(draft, pull);
    }
    // A review that GitHub does not count as a contribution can still be asked for.
    if question == Question::Reviewed {
        let key = (one.node.as_str().to_owned(), node.as_str().to_owned());
        draft.put_reviewed(key, ReviewedNote { updated: draft.scene.id(), done: None, next: None });
    }
}

pub(super) fn page(draft: &mut Draft<'_>, text: &str, next: Option<String>) {
    let Some((one, question)) = about(draft.scene, text) else { return };
    remember(draft, one, question, next.is_none(), next);
}

fn say(draft: &mut Draft<'_>, one: &Someone, question: Question, verdict: Witness) {
    let at = draft.scene.id();
    let source = question.source().to_owned();
    draft.batch.witness.push(Said {
        of: one.login.clone(),
        source,
        window: one.window,
        at,
        verdict,
    });
}

fn remember(
    draft: &mut Draft<'_>,
    one: &Someone,
    question: Question,
    done: bool,
    next: Option<String>,
) {
    let key = (one.node.as_str().to_owned(), question.key().to_owned());
    draft.witnessed.insert(key, WitnessNote { run: draft.scene.id(), done, next });
}
