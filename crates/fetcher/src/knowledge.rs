//! What the run knows: its notes, ordered for the questions that the plan asks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{ItemUrl, Login, NodeId, Window};

use crate::job::{Job, ONE_RUN, Wanted};
use crate::notes::{
    CommitNote, CommittedNote, ContributionsNote, FailureNote, Mark, NOBODY, Note, PersonNote,
    ProbeNote, PullNote, RepoNote, RepoPullsNote, ReviewNote, ReviewedNote, RunId, RunNote,
    ThreadNote, WalkNote, WitnessNote,
};
use crate::query::{List, Shape};

/// All notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Knowledge {
    pub(crate) run: Option<RunNote>,
    pub(crate) people: BTreeMap<String, PersonNote>,
    pub(crate) probes: BTreeMap<String, ProbeNote>,
    pub(crate) walks: BTreeMap<(String, String), WalkNote>,
    pub(crate) contributions: BTreeMap<String, ContributionsNote>,
    pub(crate) pulls: BTreeMap<String, PullNote>,
    pub(crate) reviewed: BTreeMap<(String, String), ReviewedNote>,
    pub(crate) reviews: BTreeMap<String, ReviewNote>,
    pub(crate) threads: BTreeMap<String, ThreadNote>,
    pub(crate) committed: BTreeMap<(String, String), CommittedNote>,
    pub(crate) repos: BTreeMap<String, RepoNote>,
    pub(crate) repo_pulls: BTreeMap<String, RepoPullsNote>,
    pub(crate) commits: BTreeMap<String, CommitNote>,
    /// The login of each account now, by node id.
    pub(crate) logins: BTreeMap<String, String>,
    pub(crate) failures: BTreeMap<(String, String), FailureNote>,
    pub(crate) witnessed: BTreeMap<(String, String), WitnessNote>,
    pub(crate) sizes: BTreeMap<String, u32>,
    /// The pull requests of each person, and the reviews of each.
    pub(crate) pulls_of: BTreeMap<String, BTreeSet<String>>,
    pub(crate) reviews_of: BTreeMap<String, BTreeSet<String>>,
    /// The pull requests of nobody's that are not known with their details, or not wholly, by repository.
    pub(crate) unread: BTreeMap<String, BTreeSet<String>>,
    /// Commits that a merge made: not work of their own.
    pub(crate) merge_commits: BTreeSet<String>,
    /// The own commits of pull requests that may have been copied when they landed: by what a copy has in common with its
    /// original, the pull requests and the beginning of the original's object id.
    pub(crate) originals: BTreeMap<String, BTreeMap<String, String>>,
    /// The names of the repositories in which people work, by node id, in lower case.
    pub(crate) repo_names: BTreeMap<String, String>,
}

impl Knowledge {
    /// What a store kept. Notes of a kind that this version does not know are left alone.
    pub(crate) fn load(marks: &[(String, String)]) -> Result<Self, serde_json::Error> {
        let mut knowledge = Self::default();
        for (key, value) in marks {
            if let Some(note) = Note::read(key, value)? {
                knowledge.apply(note);
            }
        }
        Ok(knowledge)
    }

    /// Takes a note in.
    pub(crate) fn apply(&mut self, note: Note) {
        match note {
            Note::Run(note) => self.run = Some(note),
            Note::Person(login, note) => drop(self.people.insert(login, note)),
            Note::Probe(node, note) => drop(self.probes.insert(node, note)),
            Note::Walk(node, list, note) => drop(self.walks.insert((node, list), note)),
            Note::Contributions(node, note) => drop(self.contributions.insert(node, note)),
            Note::Pull(node, note) => self.pull(node, note),
            Note::Reviewed(person, pull, note) => drop(self.reviewed.insert((person, pull), note)),
            Note::Review(node, note) => {
                self.reviews_of.entry(note.person.clone()).or_default().insert(node.clone());
                self.reviews.insert(node, note);
            }
            Note::Thread(node, note) => drop(self.threads.insert(node, note)),
            Note::Committed(person, repo, note) => {
                self.repo_names.insert(repo.clone(), note.name.clone());
                self.committed.insert((person, repo), note);
            }
            Note::Repo(node, note) => drop(self.repos.insert(node, note)),
            Note::RepoPulls(node, note) => {
                self.merge_commits.extend(note.merges.iter().cloned());
                self.repo_pulls.insert(node, note);
            }
            Note::Commit(node, note) => drop(self.commits.insert(node, note)),
            Note::Login(node, login) => drop(self.logins.insert(node, login)),
            Note::Witness(node, what, note) => drop(self.witnessed.insert((node, what), note)),
            Note::Failure(node, what, note) => drop(self.failures.insert((node, what), note)),
            Note::Size(shape, size) => drop(self.sizes.insert(shape, size)),
        }
    }

    fn pull(&mut self, node: String, note: PullNote) {
        if note.person == NOBODY {
            let unread = self.unread.entry(note.repo.clone()).or_default();
            let is_read = note.detailed.is_some_and(|known| known >= note.updated)
                && note.next.is_empty()
                && note.refused.is_none();
            if is_read {
                unread.remove(&node)
            } else {
                unread.insert(node.clone())
            };
        } else {
            self.unread.entry(note.repo.clone()).or_default().remove(&node);
            self.pulls_of.entry(note.person.clone()).or_default().insert(node.clone());
        }
        self.merge_commits.extend(note.merge_commit.clone());
        for (same, oid) in note.own.iter().flatten() {
            self.originals.entry(same.clone()).or_default().insert(node.clone(), oid.clone());
        }
        if let Some(name) = ItemUrl::parse(&note.url).ok().and_then(|url| url.repo().ok()) {
            self.repo_names.insert(note.repo.clone(), name.key());
        }
        self.pulls.insert(node, note);
    }

    /// Takes notes in, and gives them as the store is to keep them.
    pub(crate) fn take(&mut self, notes: Vec<Note>) -> Result<Vec<Mark>, serde_json::Error> {
        let marks = notes.iter().map(Note::mark).collect();
        for note in notes {
            self.apply(note);
        }
        marks
    }

    /// Which runs a job is: the one that did not finish, or a new one; and the one that follows, where the first does not
    /// answer the job: it began too long ago, or only looked for what changed when everything is wanted.
    pub(crate) fn runs_for(&self, job: &Job) -> (RunNote, Option<RunNote>) {
        let new = RunNote { started: job.now, finished: false, full: job.full };
        match &self.run {
            Some(run) if !run.finished => {
                let is_old = job.now - run.started > ONE_RUN;
                let follows = is_old || (job.full && !run.full && job.now > run.started);
                (run.clone(), follows.then_some(new))
            }
            _ => (new, None),
        }
    }

    /// A run that came to its end and is asked for once more, as of the same instant, tries again what failed in it. Gives
    /// what the store is to forget.
    pub(crate) fn forget_failures_of(
        &mut self,
        run: &RunNote,
    ) -> Result<Vec<Mark>, serde_json::Error> {
        let before = self.run.as_ref();
        if before.is_none_or(|before| !before.finished || before.started != run.started) {
            return Ok(Vec::new());
        }
        let failed = self.failures.iter().filter(|(_, note)| note.run == run.started);
        let marks = failed.map(|((of, what), note)| {
            Note::Failure(of.clone(), what.clone(), note.clone()).mark().map(|(key, _)| (key, None))
        });
        let marks = marks.collect();
        self.failures.retain(|_, note| note.run != run.started);
        marks
    }

    /// Whether somebody's work was looked for before a run began, also where GitHub refused some of it.
    fn knew(&self, one: &Someone, run: RunId) -> bool {
        let asked = self.people.get(&one.asked.key()).and_then(|note| note.first);
        let counted = self.contributions.get(one.node.as_str()).map(|note| note.first);
        asked.into_iter().chain(counted).any(|first| first < run)
    }

    /// How many things a request of a shape may ask for, as learned.
    pub(crate) fn size(&self, shape: Shape) -> usize {
        let learned = self.sizes.get(shape.as_str()).map_or(shape.most(), |&size| size as usize);
        learned.clamp(1, shape.most())
    }

    /// Why something could not be had in this run.
    pub(crate) fn failure(&self, of: &str, what: &str, run: RunId) -> Option<&str> {
        let note = self.failures.get(&(of.to_owned(), what.to_owned()))?;
        (note.run == run).then_some(note.why.as_str())
    }

    /// Whether something could not be had in this run, and may be had in the next.
    pub(crate) fn failed_for_now(&self, of: &str, what: &str, run: RunId) -> bool {
        let note = self.failures.get(&(of.to_owned(), what.to_owned()));
        note.is_some_and(|note| note.run == run && !note.refused)
    }

    /// How far a list was walked.
    pub(crate) fn walk(&self, node: &NodeId, list: List) -> Option<&WalkNote> {
        self.walks.get(&(node.as_str().to_owned(), list.as_str().to_owned()))
    }
}

/// Somebody wanted whose account is known, in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Someone {
    /// The roster's login.
    pub(crate) asked: Login,
    pub(crate) id: u64,
    pub(crate) node: NodeId,
    /// The login as far as known.
    pub(crate) login: Login,
    /// From the start of the wanted window to the start of the run.
    pub(crate) window: Window,
}

/// A run, and everybody in it whose account is known and whose window has begun, by node id.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) run: RunNote,
    pub(crate) wanted: Vec<Wanted>,
    pub(crate) people: BTreeMap<String, Someone>,
    pub(crate) by_id: BTreeMap<u64, String>,
    /// The repositories whose default branches are read whole, by node id.
    pub(crate) sweep: Vec<String>,
    /// Whether `sweep` is all of them: they are learned from what people did there.
    pub(crate) is_learned: bool,
    /// The start of the earliest window of all.
    pub(crate) earliest: DateTime<Utc>,
    /// Whether there is somebody in whose name nothing was looked for before this run.
    pub(crate) somebody_new: bool,
}

impl Scene {
    /// The scene of a run, as far as logins are resolved.
    pub(crate) fn of(job: &Job, run: &RunNote, knowledge: &Knowledge) -> Self {
        let someone = |wanted: &Wanted| someone(wanted, run, knowledge);
        let people: BTreeMap<String, Someone> = job
            .people
            .iter()
            .filter_map(someone)
            .map(|one| (one.node.as_str().to_owned(), one))
            .collect();
        let by_id = people.iter().map(|(node, one)| (one.id, node.clone())).collect();
        let in_scope = |name: &str| {
            job.scope.contains(name)
                || name.split_once('/').is_some_and(|(owner, _)| job.scope.contains(owner))
        };
        let names = knowledge.repo_names.iter().filter(|(_, name)| in_scope(name));
        let sweep = names.map(|(node, _)| node.clone()).collect();
        let earliest = people.values().map(|one| one.window.from()).min().unwrap_or(run.started);
        let somebody_new = !people.values().all(|one| knowledge.knew(one, run.started));
        Self {
            run: run.clone(),
            somebody_new,
            wanted: job.people.clone(),
            people,
            by_id,
            sweep,
            is_learned: false,
            earliest,
        }
    }

    /// Which run it is.
    pub(crate) const fn id(&self) -> RunId {
        self.run.started
    }

    /// The person with a node id.
    pub(crate) fn person(&self, node: &str) -> Option<&Someone> {
        self.people.get(node)
    }
}

/// The account that was bound at first goes before whoever has the login now.
fn someone(wanted: &Wanted, run: &RunNote, knowledge: &Knowledge) -> Option<Someone> {
    let note = knowledge.people.get(&wanted.login.key());
    let now = note.and_then(|note| note.account.as_ref());
    let window = wanted.window.before(run.started)?;
    let bound = wanted.account.as_ref();
    let (id, node) = match (bound, now) {
        (Some(bound), _) => (bound.id.0, bound.node.clone()),
        (None, Some(now)) => (now.id, NodeId::from(now.node.as_str())),
        (None, None) => return None,
    };
    let login = knowledge.logins.get(node.as_str()).and_then(|login| Login::parse(login).ok());
    Some(Someone {
        asked: wanted.login.clone(),
        id,
        node,
        login: login.unwrap_or_else(|| wanted.login.clone()),
        window,
    })
}

/// The later of two instants, where one may be missing.
pub(crate) fn later(a: Option<DateTime<Utc>>, b: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    a.max(b)
}
