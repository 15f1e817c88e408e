//! The notes that an answer changes, on top of those that are known.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Batch, Contribution, Detail, Detailed, Item, Login, Person, Response, Role, Vanished, When,
};

use super::Folded;
use super::unsure::unsure;
use crate::fact::Who;
use crate::knowledge::{Knowledge, Scene, Someone};
use crate::notes::{
    AccountNote, CommitNote, CommittedNote, ContributionsNote, FailureNote, Note, PersonNote,
    ProbeNote, PullNote, RepoNote, RepoPullsNote, ReviewNote, ReviewedNote, ThreadNote, WalkNote,
    WitnessNote,
};
use crate::query::{List, Query};

/// A pair of ids.
type Pair = (String, String);

/// The notes that an answer changes, on top of those that are known, and what the store is to take.
pub(super) struct Draft<'a> {
    pub(super) known: &'a Knowledge,
    pub(super) scene: &'a Scene,
    pub(super) asked: &'a Query,
    pub(super) batch: Batch,
    people: BTreeSet<String>,
    /// The newest update of each list in this answer.
    pub(super) newest: BTreeMap<(String, List), DateTime<Utc>>,
    /// The nodes of each list in this answer.
    pub(super) seen: BTreeMap<(String, List), BTreeSet<String>>,
    /// How many issues people ever opened, as this answer says.
    pub(super) issues_ever: BTreeMap<String, u32>,
    pub(super) accounts: BTreeMap<String, PersonNote>,
    pub(super) probes: BTreeMap<String, ProbeNote>,
    pub(super) walks: BTreeMap<Pair, WalkNote>,
    contributions: BTreeMap<String, ContributionsNote>,
    pulls: BTreeMap<String, PullNote>,
    reviewed: BTreeMap<Pair, ReviewedNote>,
    reviews: BTreeMap<String, ReviewNote>,
    pub(super) threads: BTreeMap<String, ThreadNote>,
    committed: BTreeMap<Pair, CommittedNote>,
    pub(super) repos: BTreeMap<String, RepoNote>,
    pub(super) repo_pulls: BTreeMap<String, RepoPullsNote>,
    pub(super) commits: BTreeMap<String, CommitNote>,
    pub(super) logins: BTreeMap<String, String>,
    pub(super) witnessed: BTreeMap<Pair, WitnessNote>,
    pub(super) failures: BTreeMap<Pair, FailureNote>,
    /// What others did, each once, and who they are, by account.
    pub(super) responses: BTreeSet<Response>,
    pub(super) responders: BTreeMap<u64, Person>,
    /// The pull requests of which this answer says how much is known.
    pub(super) told: BTreeSet<String>,
    /// What repositories are called in this answer, by node id.
    pub(super) named: BTreeMap<String, String>,
    /// Whose pull requests are not all known, so that a squash can't be told from a commit.
    pub(super) unsure: BTreeSet<String>,
}

/// The draft's own copy of a note, made from what is known.
macro_rules! own_copy {
    ($($(#[$meta:meta])* $name:ident($key:ty) -> $field:ident: $note:ty,)+) => {
        $($(#[$meta])*
        pub(super) fn $name(&mut self, key: $key) -> Option<&mut $note> {
            if !self.$field.contains_key(&key) {
                let known = self.known.$field.get(&key)?.clone();
                self.$field.insert(key.clone(), known);
            }
            self.$field.get_mut(&key)
        })+
    };
}

impl<'a> Draft<'a> {
    pub(super) fn new(asked: &'a Query, known: &'a Knowledge, scene: &'a Scene) -> Self {
        Self {
            known,
            scene,
            asked,
            batch: Batch::default(),
            people: BTreeSet::new(),
            newest: BTreeMap::new(),
            seen: BTreeMap::new(),
            issues_ever: BTreeMap::new(),
            accounts: BTreeMap::new(),
            probes: BTreeMap::new(),
            walks: BTreeMap::new(),
            contributions: BTreeMap::new(),
            pulls: BTreeMap::new(),
            reviewed: BTreeMap::new(),
            reviews: BTreeMap::new(),
            threads: BTreeMap::new(),
            committed: BTreeMap::new(),
            repos: BTreeMap::new(),
            repo_pulls: BTreeMap::new(),
            commits: BTreeMap::new(),
            logins: BTreeMap::new(),
            witnessed: BTreeMap::new(),
            failures: BTreeMap::new(),
            named: BTreeMap::new(),
            responses: BTreeSet::new(),
            responders: BTreeMap::new(),
            told: BTreeSet::new(),
            unsure: unsure(asked, known, scene),
        }
    }

    own_copy! {
        /// What GitHub counted as a person's contributions.
        contributions(String) -> contributions: ContributionsNote,
        /// A pull request.
        pull(String) -> pulls: PullNote,
        /// A person's reviews of a pull request.
        reviewed(Pair) -> reviewed: ReviewedNote,
        /// A review.
        review(String) -> reviews: ReviewNote,
        /// An issue or a discussion.
        thread(String) -> threads: ThreadNote,
        /// A person's commits in a repository.
        committed(Pair) -> committed: CommittedNote,
    }

    pub(super) fn put_contributions(&mut self, person: String, note: ContributionsNote) {
        self.contributions.insert(person, note);
    }

    pub(super) fn put_pull(&mut self, node: String, note: PullNote) {
        self.pulls.insert(node, note);
    }

    pub(super) fn put_reviewed(&mut self, key: Pair, note: ReviewedNote) {
        self.reviewed.insert(key, note);
    }

    pub(super) fn put_review(&mut self, node: String, note: ReviewNote) {
        self.reviews.insert(node, note);
    }

    pub(super) fn put_committed(&mut self, key: Pair, note: CommittedNote) {
        self.committed.insert(key, note);
    }

    /// The pairs of person and repository with a note, by the repository.
    pub(super) fn committers_of(&self, repo: &str) -> Vec<Pair> {
        let pairs = self.known.committed.keys().chain(self.committed.keys());
        pairs
            .filter(|(_, known)| known == repo)
            .cloned()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Who reviewed a pull request, as far as there is a note.
    pub(super) fn reviewers_of(&self, pull: &str) -> Vec<(String, ReviewedNote)> {
        let notes = self.known.reviewed.iter().filter(|((_, known), _)| known == pull);
        notes.map(|((person, _), note)| (person.clone(), note.clone())).collect()
    }

    /// The repositories of a person with a note, by the repository's name.
    pub(super) fn committed_by_name(&self, person: &str, name: &str) -> Vec<Pair> {
        let begin = || (person.to_owned(), String::new())..;
        let theirs = |(key, _): &(&Pair, &CommittedNote)| key.0 == person;
        let known = self.known.committed.range(begin()).take_while(theirs);
        let notes = known.chain(self.committed.range(begin()).take_while(theirs));
        notes
            .filter(|(_, note)| note.name == name)
            .map(|(key, _)| key.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Whether a repository's pull requests may be known in the next run only, so that a squash of one can't be told.
    pub(super) fn is_unsure_of(&self, repo: &str) -> bool {
        self.known.failed_for_now(repo, List::RepoPulls.as_str(), self.scene.id())
    }

    /// The same by the repository's name, in lower case.
    pub(super) fn is_unsure_of_name(&self, name: &str) -> bool {
        let is_it = |repo: &String| self.known.repo_names.get(repo).is_some_and(|it| it == name);
        self.known.failures.keys().any(|(of, _)| is_it(of) && self.is_unsure_of(of))
    }

    /// Marks an item that GitHub does not show any more.
    pub(super) fn vanished(&mut self, node: &str) {
        self.batch.vanished.push(Vanished { node: node.into(), at: self.scene.id() });
    }

    /// Notes what GitHub says of a login.
    pub(super) fn asked_for(&self, login: &Login, account: Option<AccountNote>) -> PersonNote {
        let run = self.scene.id();
        let first = self.known.people.get(&login.key()).and_then(|note| note.first);
        let first = first.or_else(|| account.as_ref().map(|_| run));
        PersonNote { checked: run, account, first }
    }

    /// Notes that something can't be had in this run.
    pub(super) fn fail(&mut self, of: &str, what: &str, why: &str) {
        let note = FailureNote { run: self.scene.id(), why: why.to_owned(), refused: true };
        self.failures.insert((of.to_owned(), what.to_owned()), note);
        self.about(of);
    }

    /// Notes that the answer is about somebody, by the person's node id or by something of the person's.
    pub(super) fn about(&mut self, node: &str) {
        if self.scene.person(node).is_some() {
            self.people.insert(node.to_owned());
        } else if let Some(pull) = self.pull(node.to_owned()) {
            let person = pull.person.clone();
            self.people.insert(person);
        } else if let Some(review) = self.review(node.to_owned()) {
            let person = review.person.clone();
            self.people.insert(person);
        }
    }

    /// Whoever is wanted in this run, under the login of now.
    pub(super) fn someone(&mut self, who: &Who) -> Option<Someone> {
        match who {
            Who::Person { node, .. } => self.wanted(node.as_str()),
            Who::Bot(_) | Who::Ghost => None,
        }
    }

    /// Whoever is wanted in this run, by node id, under the login of now.
    pub(super) fn wanted(&mut self, node: &str) -> Option<Someone> {
        let one = self.scene.person(node)?.clone();
        self.people.insert(node.to_owned());
        let now = self.logins.get(node).and_then(|login| Login::parse(login).ok());
        Some(Someone { login: now.unwrap_or(one.login), ..one })
    }

    /// Takes a contribution by somebody wanted.
    pub(super) fn contribute(
        &mut self,
        by: &Login,
        item: Item,
        act: Act,
        role: Role,
        at: DateTime<Utc>,
    ) {
        self.batch.contributions.push(Contribution {
            by: by.clone(),
            item,
            act,
            role,
            when: When::At(at),
        });
    }

    /// Takes what is known of an item beyond its head.
    pub(super) fn detail(&mut self, item: Item, detail: Detail) {
        self.batch.details.push(Detailed { item, detail });
    }

    /// Remembers what a list shows, and the newest update of it.
    pub(super) fn listed(&mut self, of: &str, list: List, item: &Item, at: DateTime<Utc>) {
        let newest = self.newest.entry((of.to_owned(), list)).or_insert(at);
        *newest = at.max(*newest);
        let seen = self.seen.entry((of.to_owned(), list)).or_default();
        seen.extend(item.node_id.as_ref().map(|node| node.as_str().to_owned()));
    }

    pub(super) fn finish(mut self) -> Folded {
        self.batch.people.extend(self.responders.into_values());
        self.batch.responses.extend(self.responses);
        let mut notes = Vec::new();
        notes.extend(self.accounts.into_iter().map(|(key, note)| Note::Person(key, note)));
        notes.extend(self.probes.into_iter().map(|(key, note)| Note::Probe(key, note)));
        notes.extend(
            self.walks.into_iter().map(|((node, list), note)| Note::Walk(node, list, note)),
        );
        notes.extend(
            self.contributions.into_iter().map(|(key, note)| Note::Contributions(key, note)),
        );
        notes.extend(self.pulls.into_iter().map(|(key, note)| Note::Pull(key, note)));
        notes.extend(self.reviewed.into_iter().map(|((a, b), note)| Note::Reviewed(a, b, note)));
        notes.extend(self.reviews.into_iter().map(|(key, note)| Note::Review(key, note)));
        notes.extend(self.threads.into_iter().map(|(key, note)| Note::Thread(key, note)));
        notes.extend(self.committed.into_iter().map(|((a, b), note)| Note::Committed(a, b, note)));
        notes.extend(self.repos.into_iter().map(|(key, note)| Note::Repo(key, note)));
        notes.extend(self.repo_pulls.into_iter().map(|(key, note)| Note::RepoPulls(key, note)));
        notes.extend(self.commits.into_iter().map(|(key, note)| Note::Commit(key, note)));
        notes.extend(self.logins.into_iter().map(|(key, note)| Note::Login(key, note)));
        notes.extend(self.witnessed.into_iter().map(|((a, b), note)| Note::Witness(a, b, note)));
        notes.extend(self.failures.into_iter().map(|((a, b), note)| Note::Failure(a, b, note)));
        Folded { batch: self.batch, notes, people: self.people }
    }
}
