//! Writes what sources say of people's activity: a batch at a time, each thing once, in any order.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use chrono::{DateTime, Utc};
use monitor_model::{
    Batch, CommitTally, Contribution, CoverageStatement, HiddenActivity, Login, Source,
    Unattributed, WitnessNote,
};
use rusqlite::{Connection, params};

use crate::accounts::Ids;
use crate::change::Change;
use crate::columns::{bounds, first, run, settle, text};
use crate::contributions::{self, Key};
use crate::error::Failure;
use crate::outcome::{Changes, Counts, Noun, Origin, Outcome, Subject};
use crate::{claims, identities, import_log, items, renames, seen, witness, write_details};

const TALLY: &str = "SELECT commits FROM commit_tally
     WHERE account_id = ?1 AND repository_id = ?2 AND window_from = ?3 AND window_to = ?4";

const PUT_TALLY: &str = "INSERT INTO commit_tally (account_id, repository_id, window_from, window_to, commits)
     VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (account_id, repository_id, window_from, window_to) DO UPDATE SET commits = excluded.commits";

const HIDDEN: &str =
    "SELECT why FROM hidden_activity WHERE account_id = ?1 AND window_from = ?2 AND window_to = ?3";

/// Totals of GitHub's since the same instant. What was recorded week by week stays.
const DROP_SHORTER: &str = "DELETE FROM hidden_activity
     WHERE account_id = ?1 AND window_from = ?2 AND window_to < ?3 AND window_to - window_from > 691200000000";

const PUT_HIDDEN: &str = "INSERT INTO hidden_activity (account_id, window_from, window_to, why)
     VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (account_id, window_from, window_to) DO UPDATE SET why = excluded.why";

const ADD_UNATTRIBUTED: &str = "INSERT INTO unattributed (program, window_from, window_to, file, line)
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (program, window_from, window_to, file, line) DO NOTHING";

/// What happens to a tally that is known otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tallies {
    /// This count is the later one.
    Replace,
    /// This count was taken before, and what stands came after it.
    Keep,
}

/// Takes the batches in the order given.
pub(crate) fn import(
    connection: &Connection,
    files: &[(Batch, Origin)],
) -> Result<Vec<Outcome>, Failure> {
    let mut ids = Ids::new(connection, Source::Recorded);
    let one = |(batch, origin): &(Batch, Origin)| import_one(&mut ids, batch, origin);
    files.iter().map(one).collect()
}

/// Takes what GitHub answered at an instant.
pub(crate) fn answer(
    connection: &Connection,
    batch: &Batch,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut ids = Ids::new(connection, Source::GitHub);
    write(&mut ids, batch, Tallies::Replace, at).map(drop)
}

/// A content that was imported before is taken again, since a better reader may find more in it; but its commit counts
/// replace nothing, and where it says nothing new it is not logged.
fn import_one(ids: &mut Ids<'_>, batch: &Batch, origin: &Origin) -> Result<Outcome, Failure> {
    let connection = ids.connection();
    let known: Option<DateTime<Utc>> = import_log::known(connection, Subject::Activity, origin)?;
    let tallies = if known.is_some() { Tallies::Keep } else { Tallies::Replace };
    let changes = write(ids, batch, tallies, origin.at)?;
    if let Some(at) = known
        && changes.total().nothing_new()
    {
        return Ok(Outcome::AlreadyImported { at });
    }
    let import = import_log::add(connection, Subject::Activity, origin)?;
    import_log::add_changes(connection, import, &changes)?;
    Ok(Outcome::Imported(changes))
}

/// Takes one batch that came at an instant.
fn write(
    ids: &mut Ids<'_>,
    batch: &Batch,
    tallies: Tallies,
    at: DateTime<Utc>,
) -> Result<Changes, Failure> {
    let connection = ids.connection();
    let accounts = put_claims(ids, batch, at)?;
    // Names come before what is said under them, and what is seen again after what was missed.
    for named in &batch.repositories {
        if renames::take(connection, named, at)? {
            ids.forget_repositories();
        }
    }
    for gone in &batch.vanished {
        items::vanish(connection, gone)?;
    }
    let last_tallies: Vec<(TallyKey, u32)> = latest(ids, &batch.tallies)?.into_iter().collect();
    let counts = [
        (Noun::Names, names(ids, batch)?),
        (Noun::Contributions, counted(&batch.contributions, |given| put_contribution(ids, given))?),
        (
            Noun::CommitCounts,
            counted(&last_tallies, |(key, given)| put_tally(connection, *key, *given, tallies))?,
        ),
        (Noun::Coverage, counted(&batch.coverage, |given| put_coverage(ids, given))?),
        (Noun::Hidden, counted(&batch.hidden, |given| put_hidden(ids, given))?),
        (Noun::Unattributed, counted(&batch.unattributed, |given| put_unattributed(ids, given))?),
        (Noun::Accounts, accounts),
        (Noun::Identities, counted(&batch.identities, |given| identities::put(connection, given))?),
        (Noun::Witness, counted(&batch.witness, |given| put_witness(ids, given))?),
        (
            Noun::Details,
            counted(&batch.details, |given| write_details::put_detail(ids, given, at))?,
        ),
        (
            Noun::Responses,
            counted(&batch.responses, |given| write_details::put_response(ids, given))?,
        ),
    ];
    // Last, for what a list has is among the contributions of the same answer.
    for listed in &batch.listed {
        let account = ids.account(&listed.of)?;
        items::vanish_unlisted(connection, account, listed)?;
    }
    let some = |(_, counts): &(Noun, Counts)| *counts != Counts::default();
    Ok(Changes(BTreeMap::from_iter(counts.into_iter().filter(some))))
}

/// Takes each listing and counts what they are of, each thing once and with the most that happened to it.
fn counted<'b, T: 'b, K: Eq + Hash>(
    listings: impl IntoIterator<Item = &'b T>,
    mut put: impl FnMut(&'b T) -> Result<(K, Change), Failure>,
) -> Result<Counts, Failure> {
    let mut changes: HashMap<K, Change> = HashMap::new();
    for listing in listings {
        let (key, change) = put(listing)?;
        let most = changes.entry(key).or_insert(change);
        *most = change.max(*most);
    }
    let mut counts = Counts::default();
    for change in changes.into_values() {
        match change {
            Change::Added => counts.added += 1,
            Change::Changed => counts.changed += 1,
            Change::None => counts.unchanged += 1,
        }
    }
    Ok(counts)
}

/// Takes what the batch says of accounts. It comes first: it decides whom every login in the batch means.
fn put_claims(ids: &mut Ids<'_>, batch: &Batch, at: DateTime<Utc>) -> Result<Counts, Failure> {
    let claims = claims::of(batch, at);
    let mut claimed = HashMap::new();
    let counts = counted(&claims, |claim| {
        let (account, change) = claims::take(ids.connection(), claim)?;
        claimed.insert(claim.login.clone(), account);
        Ok(((account, claim.login), change))
    })?;
    ids.begin(claimed);
    Ok(counts)
}

fn put_witness<'b>(
    ids: &mut Ids<'_>,
    given: &'b WitnessNote,
) -> Result<(witness::Key<'b>, Change), Failure> {
    let account = ids.account_at(&given.of, given.window.middle())?;
    witness::put(ids.connection(), account, given)
}

/// Names settle; who has none is an account all the same.
fn names(ids: &mut Ids<'_>, batch: &Batch) -> Result<Counts, Failure> {
    let mut named: Vec<(&Login, &str)> = Vec::new();
    for person in &batch.people {
        ids.account_of_name(&person.login)?;
        let name = settle(None, person.name.as_deref());
        named.extend(name.map(|name| (&person.login, name)));
    }
    counted(&named, |(login, name)| ids.settle_name(login, name))
}

type WindowKey = (i64, i64);

/// What identifies a tally: account, repository and window.
type TallyKey = (i64, i64, WindowKey);

/// Of the tallies of the same person, repository and window, the last one.
fn latest(ids: &mut Ids<'_>, tallies: &[CommitTally]) -> Result<HashMap<TallyKey, u32>, Failure> {
    let mut last = HashMap::new();
    for tally in tallies {
        let account = ids.account_at(&tally.by, tally.window.middle())?;
        let repository = ids.repository(&tally.repo)?;
        last.insert((account, repository, bounds(&tally.window)), tally.commits);
    }
    Ok(last)
}

fn put_tally(
    connection: &Connection,
    key: TallyKey,
    given: u32,
    tallies: Tallies,
) -> Result<(TallyKey, Change), Failure> {
    let (account, repository, (from, to)) = key;
    let place = params![account, repository, from, to];
    let known: Option<u32> = first(connection, TALLY, place, |row| Ok(row.get(0)?))?;
    let change = match known {
        Some(known) if known == given || tallies == Tallies::Keep => Change::None,
        Some(_) => Change::Changed,
        None => Change::Added,
    };
    if change != Change::None {
        let values = params![account, repository, from, to, given];
        run(connection, PUT_TALLY, values)?;
    }
    Ok((key, change))
}

fn put_coverage<'b>(
    ids: &mut Ids<'_>,
    given: &'b CoverageStatement,
) -> Result<((i64, &'b str, WindowKey), Change), Failure> {
    let account = ids.account_at(&given.of, given.window.middle())?;
    let (stream, window) = (given.stream.as_str(), bounds(&given.window));
    let change = seen::settle(ids.connection(), account, stream, window, &given.coverage)?;
    Ok(((account, stream, window), change))
}

fn put_hidden(
    ids: &mut Ids<'_>,
    given: &HiddenActivity,
) -> Result<((i64, WindowKey), Change), Failure> {
    let account = ids.account_at(&given.of, given.window.middle())?;
    let (from, to) = bounds(&given.window);
    let known =
        first(ids.connection(), HIDDEN, [account, from, to], |row| Ok(text(row, 0)?.to_owned()))?;
    let why = settle(known.as_deref(), Some(&given.why)).unwrap_or_default();
    if ids.source() == Source::GitHub {
        // The same total of a shorter time is part of this one.
        run(ids.connection(), DROP_SHORTER, params![account, from, to])?;
    }
    let change = match &known {
        Some(known) if known == why => Change::None,
        Some(_) => Change::Changed,
        None => Change::Added,
    };
    if change != Change::None {
        run(ids.connection(), PUT_HIDDEN, params![account, from, to, why])?;
    }
    Ok(((account, (from, to)), change))
}

/// Takes one listing of a contribution.
fn put_contribution(
    ids: &mut Ids<'_>,
    contribution: &Contribution,
) -> Result<(Key, Change), Failure> {
    let (item, item_is_new) = items::put(ids, &contribution.item)?;
    let key = Key {
        account: ids.account_at(&contribution.by, contribution.when.anchor())?,
        item,
        act: contribution.act,
        role: contribution.role,
    };
    let change = contributions::settle(ids.connection(), key, contribution.when, ids.source())?;
    match change {
        Change::None if item_is_new => Ok((key, Change::Changed)),
        change => Ok((key, change)),
    }
}

/// What identifies a nameless answer: program, window, file and row.
type AnswerKey<'b> = (&'b str, WindowKey, &'b str, u32);

fn put_unattributed<'b>(
    ids: &mut Ids<'_>,
    given: &'b Unattributed,
) -> Result<(AnswerKey<'b>, Change), Failure> {
    let (program, file) = (given.program.as_str(), given.file.as_str());
    let (from, to) = bounds(&given.window);
    let mut statement = ids.connection().prepare_cached(ADD_UNATTRIBUTED)?;
    let change = match statement.execute(params![program, from, to, file, given.row])? {
        0 => Change::None,
        _ => Change::Added,
    };
    Ok(((program, (from, to), file, given.row), change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{batch, days, known, login, origin, program_id, repo, store};
    use monitor_model::{Coverage, Stream};

    fn changes(outcome: &Outcome) -> Vec<(&'static str, u64, u64, u64)> {
        let Outcome::Imported(changes) = outcome else {
            panic!("nothing was imported");
        };
        let shown = |(noun, c): (Noun, Counts)| (noun.as_str(), c.added, c.changed, c.unchanged);
        changes.iter().map(shown).collect()
    }

    fn tallied(commits: u32) -> Batch {
        let tally = CommitTally {
            by: login("ada-lumen"),
            repo: repo("oil-lab/press"),
            window: days(0, 7),
            commits,
        };
        Batch { tallies: vec![tally], ..Batch::default() }
    }

    #[test]
    fn everything_of_a_batch_is_there_and_counted() {
        let mut store = store();
        // Listed twice is one thing.
        let mut twice = batch();
        twice.contributions.extend(batch().contributions);
        twice.coverage.extend(batch().coverage);
        let outcomes = store.import_activity(&[(twice, origin("week-1"))]).unwrap();
        let all_new = [
            ("contributions", 3, 0, 0),
            ("commit-counts", 1, 0, 0),
            ("coverage", 1, 0, 0),
            ("hidden", 1, 0, 0),
            ("unattributed", 1, 0, 0),
            ("names", 1, 0, 0),
        ];
        assert_eq!(changes(&outcomes[0]), all_new);

        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let given = batch();
        let (zoe, ada) = (&cohort.records[0], &cohort.records[1]);
        assert_eq!(ada.contributions, given.contributions[..2]);
        assert_eq!(zoe.contributions, given.contributions[2..]);
        assert_eq!(ada.tallies, given.tallies);
        let said = &given.coverage[0];
        assert_eq!(ada.coverage, [(said.stream, said.window, said.coverage.clone())]);
        assert_eq!((&zoe.hidden, ada.hidden.len()), (&given.hidden, 0));
        assert_eq!(cohort.unattributed, given.unattributed);
        assert_eq!((ada.name.as_deref(), &zoe.name), (Some("Ada Lumen"), &None));

        let log = store.imports().unwrap();
        assert_eq!(log[1].origin, origin("week-1"));
        assert_eq!(log[1].subject, Subject::Activity);
        assert_eq!(Outcome::Imported(log[1].changes.clone()), outcomes[0]);
    }

    #[test]
    fn the_same_file_again_is_known_and_not_logged() {
        let mut store = store();
        let file = [(batch(), origin("week-1"))];
        store.import_activity(&file).unwrap();
        let (before, log) = (known(&store), store.imports().unwrap());
        let twice = [file.clone(), file.clone()].concat();
        let again = Outcome::AlreadyImported { at: origin("").at };
        assert_eq!(store.import_activity(&twice).unwrap(), [again.clone(), again]);
        assert_eq!((known(&store), store.imports().unwrap()), (before, log));
    }

    #[test]
    fn the_same_content_under_another_hash_is_unchanged() {
        let mut store = store();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let before = known(&store);
        let outcomes = store.import_activity(&[(batch(), origin("other"))]).unwrap();
        let unchanged = [
            ("contributions", 0, 0, 3),
            ("commit-counts", 0, 0, 1),
            ("coverage", 0, 0, 1),
            ("hidden", 0, 0, 1),
            ("unattributed", 0, 0, 1),
            ("names", 0, 0, 1),
        ];
        assert_eq!(changes(&outcomes[0]), unchanged);
        assert_eq!(known(&store), before);
    }

    #[test]
    fn a_known_file_from_which_more_is_read_is_imported_again() {
        let mut store = store();
        let mut less = batch();
        less.contributions.pop();
        store.import_activity(&[(less, origin("week-1"))]).unwrap();
        let outcomes = store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        assert_eq!(changes(&outcomes[0])[0], ("contributions", 1, 0, 2));
        assert_eq!(store.imports().unwrap().len(), 3);
    }

    #[test]
    fn the_later_commit_count_stands_even_if_it_is_lower() {
        let mut store = store();
        let commits = |store: &crate::Store| {
            let cohort = store.cohort(&program_id()).unwrap().unwrap();
            cohort.records[1].tallies[0].commits
        };
        let first = [(tallied(9), origin("first"))];
        let second = [(tallied(4), origin("second"))];
        store.import_activity(&first).unwrap();
        let outcome = store.import_activity(&second).unwrap();
        assert_eq!(changes(&outcome[0]), [("commit-counts", 0, 1, 0)]);
        assert_eq!(commits(&store), 4);
        // The first file again is no later count.
        let known = Outcome::AlreadyImported { at: origin("").at };
        assert_eq!(store.import_activity(&first).unwrap(), [known]);
        assert_eq!(commits(&store), 4);
        // But where the second was the same file with new content, its old content is put back on purpose.
        let mut edited = origin("edited");
        edited.file = "first.json".into();
        store.import_activity(&[(tallied(5), edited)]).unwrap();
        store.import_activity(&first).unwrap();
        assert_eq!(commits(&store), 9);
    }

    #[test]
    fn a_batch_that_counts_twice_is_its_last_count() {
        let mut store = store();
        let mut both = tallied(3);
        both.tallies.extend(tallied(5).tallies);
        let first = store.import_activity(&[(both.clone(), origin("first"))]);
        assert_eq!(changes(&first.unwrap()[0]), [("commit-counts", 1, 0, 0)]);
        let again = store.import_activity(&[(both, origin("again"))]);
        assert_eq!(changes(&again.unwrap()[0]), [("commit-counts", 0, 0, 1)]);
    }

    #[test]
    fn every_spelling_of_a_batch_is_weighed() {
        let mut store = store();
        let mut both = tallied(3);
        both.tallies[0].repo = repo("Oil-Lab/press");
        both.tallies.extend(tallied(3).tallies);
        store.import_activity(&[(both, origin("both"))]).unwrap();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        assert_eq!(cohort.records[1].tallies[0].repo.to_string(), "Oil-Lab/press");
    }

    #[test]
    fn coverage_only_ever_gets_better() {
        let mut store = store();
        let given = |coverage| {
            let mut batch = batch();
            batch.coverage[0].coverage = coverage;
            batch
        };
        let mut take = |coverage: Coverage, content: &str| {
            store.import_activity(&[(given(coverage), origin(content))]).unwrap();
            let cohort = store.cohort(&program_id()).unwrap().unwrap();
            cohort.records[1].coverage.clone()
        };
        let is = |coverage: Coverage| vec![(Stream::Issues, days(0, 7), coverage)];
        let partial = Coverage::Partial("opened only".into());
        let none = Coverage::NotFetched("no answer".into());
        assert_eq!(take(none.clone(), "a"), is(none.clone()));
        assert_eq!(take(partial.clone(), "b"), is(partial.clone()));
        assert_eq!(take(none, "c"), is(partial.clone()));
        assert_eq!(take(Coverage::Complete, "d"), is(Coverage::Complete));
        assert_eq!(take(partial, "e"), is(Coverage::Complete));
    }

    #[test]
    fn people_outside_the_roster_are_kept_for_later() {
        let mut store = store();
        let mut given = batch();
        given.contributions[2].by = login("mae-ember");
        store.import_activity(&[(given, origin("week-1"))]).unwrap();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        assert!(cohort.records.iter().all(|record| record.contributions.len() != 1));
        let mut program = crate::fixture::program();
        program.enrollments[3].mentee = monitor_model::Mentee::Login(login("Mae-Ember"));
        store.import_roster(&program, &origin("mended")).unwrap();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        assert_eq!(cohort.records[3].contributions.len(), 1);
    }
}
