//! A run: waves of requests until nothing is left to ask, each answer kept before the next one counts.

use std::collections::{BTreeSet, VecDeque};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use monitor_model::{
    Account, AccountId, Batch, Coverage, CoverageStatement, Login, Person, Stream,
};

use crate::fact::Fact;
use crate::failed::failed;
use crate::fold::fold;
use crate::job::{Job, Wanted};
use crate::knowledge::{Knowledge, Scene, Someone};
use crate::memory::Memory;
use crate::names::Names;
use crate::notes::{Note, RunNote};
use crate::outcome::{Ask, Ended, Progress, Reply, Stop, Watch, Witnessed};
use crate::plan::plan;
use crate::query::{Query, Shape};
use crate::streams::{self, statements};
use crate::sweeps::are_learned;

/// A run that can't go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E: std::error::Error + 'static> {
    /// The store can't keep an answer.
    #[error(transparent)]
    Memory(E),
    /// A note can't be read or written.
    #[error("a note of an earlier run can't be read: {0}")]
    Notes(#[from] serde_json::Error),
}

/// Runs a job to its end, with so many requests at once. A run that did not finish is finished first; where it began long ago
/// or was not as full as wanted, the one that is asked for follows.
///
/// # Errors
/// [`RunError`] where the store fails; what was kept before stays.
pub async fn collect<A: Ask, M: Memory>(
    job: &Job,
    ask: &A,
    memory: &mut M,
    at_once: usize,
    watch: &dyn Watch,
) -> Result<Ended, RunError<M::Error>> {
    let knowledge = Knowledge::load(&memory.notes().map_err(RunError::Memory)?)?;
    let (run, follows) = knowledge.runs_for(job);
    let mut running = Running {
        job,
        memory,
        knowledge,
        run,
        progress: Progress::default(),
        witness: Witnessed::default(),
        too_much: BTreeSet::new(),
        answered: Vec::new(),
        answered_before: 0,
        watch,
    };
    let mut stopped = running.until_end(ask, at_once.max(1)).await?;
    if let (None, Some(run)) = (&stopped, follows) {
        running.next(run);
        stopped = running.until_end(ask, at_once.max(1)).await?;
    }
    Ok(running.ended(stopped))
}

struct Running<'a, M> {
    job: &'a Job,
    memory: &'a mut M,
    knowledge: Knowledge,
    run: RunNote,
    progress: Progress,
    witness: Witnessed,
    /// The shapes of which a request was too much in this run.
    too_much: BTreeSet<Shape>,
    /// The queries of the last two waves that were answered.
    answered: Vec<Query>,
    answered_before: usize,
    watch: &'a dyn Watch,
}

impl<M: Memory> Running<'_, M> {
    fn scene(&self) -> Scene {
        let scene = Scene::of(self.job, &self.run, &self.knowledge);
        Scene { is_learned: are_learned(&self.knowledge, &scene), ..scene }
    }

    /// The run, unless it must stop.
    async fn until_end<A: Ask>(
        &mut self,
        ask: &A,
        at_once: usize,
    ) -> Result<Option<Stop>, RunError<M::Error>> {
        let again = self.knowledge.forget_failures_of(&self.run)?;
        self.memory.commit(&Batch::default(), &again).map_err(RunError::Memory)?;
        self.keep(Batch::default(), vec![Note::Run(self.run.clone())])?;
        let stopped = self.waves(ask, at_once).await?;
        if stopped.is_none() {
            self.finish()?;
        }
        Ok(stopped)
    }

    /// Goes over to another run, in which nothing was asked yet.
    fn next(&mut self, run: RunNote) {
        self.run = run;
        self.witness = Witnessed::default();
        self.too_much.clear();
        self.answered.clear();
        self.answered_before = 0;
    }

    async fn waves<A: Ask>(
        &mut self,
        ask: &A,
        at_once: usize,
    ) -> Result<Option<Stop>, RunError<M::Error>> {
        loop {
            let scene = self.scene();
            self.progress.people = crate::count(scene.people.len());
            self.progress.done = self.done(&scene);
            let wave = plan(&self.knowledge, &scene);
            if wave.is_empty() {
                return Ok(None);
            }
            // Only the latest waves are held, so that a long run does not grow.
            self.answered.drain(..self.answered_before);
            self.answered_before = self.answered.len();
            if let Some(stop) = self.wave(wave, &scene, ask, at_once).await? {
                return Ok(Some(stop));
            }
        }
    }

    /// Of how many people everything is known.
    fn done(&self, scene: &Scene) -> u32 {
        let known = |one: &&Someone| {
            Stream::ALL
                .iter()
                .all(|&stream| streams::of(&self.knowledge, scene, one, stream).is_complete())
        };
        crate::count(scene.people.values().filter(known).count())
    }

    /// Asks a wave. On a stop nothing more is sent, and what is under way is still kept.
    async fn wave<A: Ask>(
        &mut self,
        wave: Vec<Query>,
        scene: &Scene,
        ask: &A,
        at_once: usize,
    ) -> Result<Option<Stop>, RunError<M::Error>> {
        let mut queue: VecDeque<(Query, u32)> = wave.into_iter().map(|query| (query, 1)).collect();
        let mut under_way = FuturesUnordered::new();
        let mut stopped = None;
        loop {
            while stopped.is_none() && under_way.len() < at_once {
                let Some((query, attempt)) = queue.pop_front() else { break };
                if self.answered.contains(&query) {
                    // Whatever GitHub says to it, asking once more would not end.
                    self.give_up(&query, "GitHub answered, and left it open", scene)?;
                    continue;
                }
                under_way.push(ask.ask(query, attempt));
            }
            let Some((query, reply)) = under_way.next().await else { return Ok(stopped) };
            self.progress.waiting = crate::count(queue.len() + under_way.len());
            match reply {
                Reply::Facts(facts) => {
                    self.take(&query, facts, scene)?;
                    self.answered.push(query);
                }
                Reply::Failed(why) => self.give_up(&query, &why, scene)?,
                Reply::Stop(stop) => stopped = Some(stop),
                Reply::Smaller { parts, attempt } => {
                    self.remember_size(&query, &parts)?;
                    parts.into_iter().rev().for_each(|part| queue.push_front((part, attempt)));
                }
            }
        }
    }

    fn take(
        &mut self,
        query: &Query,
        facts: Vec<Fact>,
        scene: &Scene,
    ) -> Result<(), RunError<M::Error>> {
        let folded = fold(query, facts, &self.knowledge, scene);
        self.progress.answers += 1;
        let mut batch = folded.batch;
        batch.witness.iter().for_each(|note| self.witness.add(&note.verdict));
        let marks = self.knowledge.take(folded.notes)?;
        for one in folded.people.iter().filter_map(|node| scene.person(node)) {
            batch.people.extend(self.known_as(one));
            batch.coverage.extend(statements(&self.knowledge, scene, one));
        }
        self.memory.commit(&batch, &marks).map_err(RunError::Memory)?;
        self.watch.seen(self.progress);
        Ok(())
    }

    /// The account behind the login of now, so that the store knows whose the contributions are.
    fn known_as(&self, one: &Someone) -> Option<Person> {
        let login = Login::parse(self.knowledge.logins.get(one.node.as_str())?).ok()?;
        let account = Account { id: AccountId(one.id), node: one.node.clone() };
        Some(Person { login, name: None, account: Some(account) })
    }

    fn give_up(
        &mut self,
        query: &Query,
        why: &str,
        scene: &Scene,
    ) -> Result<(), RunError<M::Error>> {
        self.keep(Batch::default(), failed(query, why, scene))
    }

    /// What GitHub could not bear once is not asked for again.
    fn remember_size(&mut self, query: &Query, parts: &[Query]) -> Result<(), RunError<M::Error>> {
        self.too_much.insert(query.shape());
        let size = parts.iter().map(Query::len).max().unwrap_or(1);
        if size >= query.len() {
            return Ok(());
        }
        self.keep(
            Batch::default(),
            vec![Note::Size(query.shape().as_str().to_owned(), crate::count(size))],
        )
    }

    fn keep(&mut self, batch: Batch, notes: Vec<Note>) -> Result<(), RunError<M::Error>> {
        let marks = self.knowledge.take(notes)?;
        self.memory.commit(&batch, &marks).map_err(RunError::Memory)
    }

    /// Says of everybody what is known, and that the run is over.
    fn finish(&mut self) -> Result<(), RunError<M::Error>> {
        let scene = self.scene();
        let mut batch = Batch::default();
        for one in scene.people.values() {
            batch.coverage.extend(statements(&self.knowledge, &scene, one));
        }
        for wanted in self
            .job
            .people
            .iter()
            .filter(|wanted| !scene.people.values().any(|one| one.asked == wanted.login))
        {
            batch.coverage.extend(unseen(wanted, &scene, &self.knowledge));
        }
        self.run.finished = true;
        let mut notes = self.larger();
        notes.push(Note::Run(self.run.clone()));
        self.keep(batch, notes)
    }

    /// What went well for a whole run may be asked for in larger requests again: twice as large, up to the first size.
    fn larger(&self) -> Vec<Note> {
        let learned = |shape: &&Shape| self.knowledge.sizes.contains_key(shape.as_str());
        let well = Shape::ALL.iter().filter(learned).filter(|shape| !self.too_much.contains(shape));
        let doubled = |shape: &Shape| (2 * self.knowledge.size(*shape)).min(shape.most());
        well.map(|shape| Note::Size(shape.as_str().to_owned(), crate::count(doubled(shape))))
            .collect()
    }

    fn ended(self, stopped: Option<Stop>) -> Ended {
        let run = self.run.started;
        let names = Names { scene: &self.scene(), knowledge: &self.knowledge };
        let failures = self.knowledge.failures.iter().filter(|(_, note)| note.run == run);
        let failures =
            names.together(failures.map(|((of, what), note)| (&**of, &**what, &*note.why)));
        Ended { started: run, stopped, failures, progress: self.progress, witness: self.witness }
    }
}

/// What is said of somebody whose account is not known: nothing was seen, and why.
fn unseen(wanted: &Wanted, scene: &Scene, knowledge: &Knowledge) -> Vec<CoverageStatement> {
    let Some(window) = wanted.window.before(scene.id()) else { return Vec::new() };
    let failure = knowledge.failure(&wanted.login.key(), "account", scene.id());
    let why =
        failure.unwrap_or("GitHub knows no such login: renamed, deleted, suspended or misspelled");
    let statement = |&stream: &Stream| CoverageStatement {
        of: wanted.login.clone(),
        stream,
        window,
        coverage: Coverage::Blocked(why.to_owned()),
    };
    Stream::ALL.iter().map(statement).collect()
}

#[cfg(test)]
mod tests;
