//! From facts to contributions and notes. Pure: the same answer folded twice gives the same, and the order of answers does
//! not matter for what is known in the end.

mod commits;
mod copies;
mod details;
mod draft;
mod identity;
mod items;
mod lists;
mod pulls;
mod repositories;
mod responses;
mod sweeps;
mod threads;
mod unsure;
mod witness;

use std::collections::BTreeSet;

use monitor_model::Batch;

use crate::fact::Fact;
use crate::knowledge::{Knowledge, Scene};
use crate::notes::Note;
use crate::query::Query;
use draft::Draft;

/// What an answer comes to.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// What the store is to take.
    pub(crate) batch: Batch,
    /// What the run is to remember.
    pub(crate) notes: Vec<Note>,
    /// The node ids of the people whom it is about.
    pub(crate) people: BTreeSet<String>,
}

/// Folds the facts of one answer.
pub(crate) fn fold(
    query: &Query,
    facts: Vec<Fact>,
    knowledge: &Knowledge,
    scene: &Scene,
) -> Folded {
    let mut draft = Draft::new(query, knowledge, scene);
    if let Query::RepoHistory { of, window, .. } = query {
        lists::begin_sweep(&mut draft, of, window.from());
    }
    // Pages close what their nodes belong to, so they come last; heads of pull requests come before what hangs on them.
    let (pages, mut rest): (Vec<Fact>, Vec<Fact>) =
        facts.into_iter().partition(|fact| matches!(fact, Fact::Page(_)));
    rest.sort_by_key(|fact| !matches!(fact, Fact::PullDetail(_)));
    for fact in rest.into_iter().chain(pages) {
        one(&mut draft, query, fact);
    }
    details::tell_pulls(&mut draft);
    draft.finish()
}

fn one(draft: &mut Draft<'_>, query: &Query, fact: Fact) {
    match fact {
        Fact::Account { asked, account, login, name } => {
            identity::account(draft, asked, account, login, name)
        }
        Fact::NoSuchLogin(login) => identity::nobody(draft, &login),
        Fact::Gone(node) => identity::gone(draft, node.as_str()),
        Fact::Refused { of, by, list, why } => {
            identity::refused(draft, query, &of, by.as_ref(), list, &why)
        }
        Fact::Pull(pull) => pulls::listed(draft, &pull),
        Fact::RepoPull(pull) => sweeps::pull(draft, &pull),
        Fact::PullDetail(detail) => pulls::detail(draft, &detail),
        Fact::Review(review) => pulls::review(draft, review),
        Fact::Reviewed { by, pull, pull_updated } => {
            pulls::reviewed(draft, &by, &pull, pull_updated)
        }
        Fact::Issue(issue) => items::issue(draft, issue),
        Fact::Comment(comment) => items::comment(draft, comment),
        Fact::Remark { on, by, at } => responses::remark(draft, &on, &by, at),
        Fact::Thread { of, said, is_all } => threads::thread(draft, &of, &said, is_all),
        Fact::Discussion(discussion) => items::discussion(draft, discussion),
        Fact::Commit(commit) => commits::commit(draft, query, &commit),
        Fact::CommitPeople { commit, people } => commits::people(draft, &commit, &people),
        Fact::Landed { pull, landing } => pulls::landed(draft, &pull, &landing),
        Fact::CommittedTo { by, repo, commits } => {
            commits::committed_to(draft, &by, &repo, commits)
        }
        Fact::Totals(totals) => lists::totals(draft, &totals),
        Fact::Newest { of, list, total, updated } => {
            lists::newest(draft, &of, list, total, updated)
        }
        Fact::IssuesEver { of, total } => {
            draft.issues_ever.insert(of.as_str().to_owned(), total);
        }
        Fact::Page(page) => lists::page(draft, &page),
        Fact::SearchCount { text, count } => witness::count(draft, &text, count),
        Fact::SearchItem { text, node, pull, .. } => {
            witness::item(draft, &text, &node, pull.as_deref());
        }
        Fact::SearchPage { text, next, .. } => {
            witness::page(draft, &text, next.map(|cursor| cursor.0));
        }
        // Answers to `check` and to the witness are read where they are asked.
        Fact::Repository { .. } | Fact::Owner { .. } => {}
    }
}
