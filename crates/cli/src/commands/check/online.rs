//! What GitHub says of the names in rosters: asked in a few requests, compared in `monitor-roster`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use monitor_fetcher::{Ask, Budget, Fact, GitHub, Patience, Query, Reply, Stop, Subject};
use monitor_model::{AccountId, Cohort, Identity, Login, NodeId};
use monitor_roster::{Answers, Found, Handle, Known, Problem, asked, compare};
use monitor_store::{Store, StoreError};

use crate::args::Connection;
use crate::commands::connection;
use crate::exit::{self, Exit, Failure};
use crate::settings::Settings;

/// How many names one request asks for.
const NAMES: usize = 100;
/// How many accounts one request asks for by their ids.
const ACCOUNTS: usize = 50;

/// What is wrong with the names, and how many were asked for.
pub(super) fn problems(
    handles: &[Handle],
    way: &Connection,
    settings: &Settings,
) -> Result<(Vec<Problem>, usize), Failure> {
    let memory = Memory::read(settings)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Failure::machine(format!("can't start: {error}"), "the machine may be out of resources")
    })?;
    let (answers, names) = runtime.block_on(look_up(handles, way, &memory, settings))?;
    Ok((compare(handles, &answers, &memory.known), names))
}

/// What GitHub says of the names, and how many were asked for.
async fn look_up(
    handles: &[Handle],
    way: &Connection,
    memory: &Memory,
    settings: &Settings,
) -> Result<(Answers, usize), Failure> {
    let (people, owners, repositories) = asked(handles);
    let names = people.len() + owners.len() + repositories.len();
    let budget = Budget { floor: way.floor, wait: false };
    let client = connection::client(way)?;
    let github = GitHub::new(client, Patience::default(), budget, Box::new(Utc::now));
    let mut answers = Answers::default();
    ask(&github, batches(people, NAMES, Query::Resolve), &mut answers).await?;
    let owners = unresolved(&answers).chain(owners).collect();
    let mut queries = batches(owners, NAMES, Query::Owners);
    queries.extend(batches(repositories, NAMES, Query::Repositories));
    queries.extend(batches(memory.lost(&answers), ACCOUNTS, Query::Probe));
    ask(&github, queries, &mut answers).await?;
    settings.trace(|| format!("{names} names in {} requests", github.requests()));
    Ok((answers, names))
}

/// People who were not found; they may be organisations.
fn unresolved(answers: &Answers) -> impl Iterator<Item = Login> {
    answers.people.iter().filter(|(_, found)| **found == Found::No).map(|(login, _)| login.clone())
}

fn batches<T>(names: BTreeSet<T>, size: usize, query: impl Fn(Vec<T>) -> Query) -> Vec<Query> {
    let mut batches = Vec::new();
    let mut names = names.into_iter().peekable();
    while names.peek().is_some() {
        batches.push(query(names.by_ref().take(size).collect()));
    }
    batches
}

/// Asks one query after the other; there are only a few.
async fn ask(github: &impl Ask, queries: Vec<Query>, answers: &mut Answers) -> Result<(), Failure> {
    let mut waiting: Vec<(Query, u32)> = queries.into_iter().map(|query| (query, 1)).collect();
    while let Some((query, attempt)) = waiting.pop() {
        match github.ask(query, attempt).await {
            (_, Reply::Facts(facts)) => facts.into_iter().for_each(|fact| take(fact, answers)),
            (_, Reply::Smaller { parts, attempt }) => {
                waiting.extend(parts.into_iter().map(|part| (part, attempt)));
            }
            (query, Reply::Failed(why)) => failed(query, &why, answers),
            (_, Reply::Stop(stop)) => return Err(stopped(&stop)),
        }
    }
    Ok(())
}

fn take(fact: Fact, answers: &mut Answers) {
    match fact {
        Fact::Account { asked: Some(asked), account, .. } => {
            answers.people.insert(asked, Found::Yes(account.id));
        }
        Fact::Account { asked: None, account, login, .. } => {
            answers.logins.insert(account.id, login);
        }
        Fact::NoSuchLogin(login) => {
            answers.people.insert(login, Found::No);
        }
        Fact::Owner { asked, found } => {
            answers.owners.insert(asked, found.map_or(Found::No, |_| Found::Yes(())));
        }
        Fact::Repository { asked, found } => {
            let now = found.map_or(Found::No, |head| Found::Yes(head.name));
            answers.repositories.insert(asked, now);
        }
        Fact::Refused { of: Subject::Login(login), why, .. } => {
            refuse(&mut answers.people, login.clone(), &why);
            refuse(&mut answers.owners, login, &why);
        }
        Fact::Refused { of: Subject::Repository(name), why, .. } => {
            refuse(&mut answers.repositories, name, &why);
        }
        _ => {}
    }
}

/// What could not be asked at all.
fn failed(query: Query, why: &str, answers: &mut Answers) {
    match query {
        Query::Resolve(of) => {
            of.into_iter().for_each(|login| refuse(&mut answers.people, login, why));
        }
        Query::Owners(of) => {
            of.into_iter().for_each(|login| refuse(&mut answers.owners, login, why));
        }
        Query::Repositories(of) => {
            of.into_iter().for_each(|name| refuse(&mut answers.repositories, name, why));
        }
        // Without the account's login of now, the last one that the database saw is named.
        _ => {}
    }
}

/// An answer that there is stands.
fn refuse<K: Ord, T>(answers: &mut BTreeMap<K, Found<T>>, name: K, why: &str) {
    answers.entry(name).or_insert_with(|| Found::Refused(why.to_owned()));
}

/// What the database knows of the accounts behind logins.
#[derive(Default)]
struct Memory {
    known: Known,
    nodes: BTreeMap<AccountId, NodeId>,
}

impl Memory {
    /// A database that is not there knows nothing.
    fn read(settings: &Settings) -> Result<Self, Failure> {
        let mut memory = Self::default();
        let store = match Store::open_existing(&settings.db) {
            Err(StoreError::Missing { .. }) => return Ok(memory),
            opened => opened?,
        };
        for head in store.programs()? {
            if let Some(cohort) = store.cohort(&head.id)? {
                memory.take(&cohort);
            }
        }
        Ok(memory)
    }

    fn take(&mut self, cohort: &Cohort) {
        for record in &cohort.records {
            let (Some(account), Some(login)) = (&record.account, record.enrollment.mentee.login())
            else {
                continue;
            };
            self.known.accounts.insert(login.clone(), account.id);
            self.nodes.insert(account.id, account.node.clone());
            // Oldest first, so that the latest stands.
            for note in &record.identity {
                if let Identity::Resolved(seen, now) = &note.what
                    && seen.id == account.id
                {
                    self.known.logins.insert(account.id, now.clone());
                }
            }
        }
    }

    /// The accounts whose login leads elsewhere, or nowhere, now.
    fn lost(&self, answers: &Answers) -> BTreeSet<NodeId> {
        let leads_to = |login, account| answers.people.get(login) == Some(&Found::Yes(account));
        let asked = self.known.accounts.iter().filter(|(login, account)| {
            answers.people.contains_key(*login) && !leads_to(*login, **account)
        });
        asked.filter_map(|(_, account)| self.nodes.get(account).cloned()).collect()
    }
}

fn stopped(stop: &Stop) -> Failure {
    let text = stop.to_string();
    match stop {
        Stop::Quota { .. } => Failure {
            exit: Exit::Quota,
            problems: vec![exit::Problem {
                says: format!("the names were not checked on GitHub: {text}"),
                hint: Some(
                    "ask again then; a smaller --floor leaves less of it for people".to_owned(),
                ),
            }],
        },
        Stop::Refused(_) => {
            let usual = "with --offline only the files are looked at";
            let (says, hint) = text.split_once("\nhint: ").unwrap_or((&text, usual));
            Failure::machine(format!("the names were not checked on GitHub: {says}"), hint)
        }
    }
}
