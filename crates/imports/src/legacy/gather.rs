//! Unites the rows of one file into a batch: one contribution per act, one statement per mentee, week and stream.

use std::collections::{HashMap, HashSet};

use monitor_model::{
    Act, Batch, Contribution, Item, ItemKind, ItemUrl, Login, Mend, Person, ProgramId, Role,
    Unattributed, When, Window,
};

use super::coverage;
use super::row::{Answer, Place, Row};
use super::week::{self, Week};
use crate::{ImportNotice, Reading, RowCounts};

/// What the rows so far say.
pub(super) struct Gather<'a> {
    file: &'a str,
    batch: Batch,
    counts: RowCounts,
    notices: Vec<ImportNotice>,
    /// Index into the batch's people.
    people: HashMap<Login, usize>,
    /// Index into the batch's contributions, by index of the person.
    acts: HashMap<(usize, Act, ItemUrl), usize>,
    /// What each row that lists an act says of its date, with the index into the batch's contributions.
    listed: Vec<(usize, Window)>,
    /// By index of the person.
    weeks: HashMap<(usize, Window), Week>,
    /// Weeks that were asked for under a login that GitHub did not know, and how it was asked.
    unknown: HashMap<(Login, Window), String>,
    /// Spellings that were mended, so that each is told once.
    mended: HashSet<String>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self {
            file,
            batch: Batch::default(),
            counts: RowCounts::default(),
            notices: Vec::new(),
            people: HashMap::new(),
            acts: HashMap::new(),
            listed: Vec::new(),
            weeks: HashMap::new(),
            unknown: HashMap::new(),
            mended: HashSet::new(),
        }
    }

    /// Takes a row. `asked` is the login that was asked for, where it is known.
    pub(super) fn add(&mut self, place: Place, row: Row, asked: Option<&str>) {
        self.counts.rows += 1;
        match row.answer {
            Some(answer) => self.answer(place, row.week, answer),
            None => self.nobody(place, row, asked),
        }
    }

    /// Says something that stops nothing.
    pub(super) fn notice(&mut self, line: usize, says: String) {
        self.notices.push(ImportNotice { file: self.file.to_owned(), line, says });
    }

    fn answer(&mut self, place: Place, week: Window, answer: Answer) {
        self.counts.rows_with_mentee += 1;
        if let Some((given, mends)) = answer.who.mended {
            self.tell_mended(place, given, &answer.who.login, &mends);
        }
        let person = self.person(answer.who.login, answer.name);
        let known = self.weeks.entry((person, week)).or_default();
        for item in known.take(answer.said) {
            self.act(person, week, item);
        }
    }

    fn tell_mended(&mut self, place: Place, given: String, login: &Login, mends: &[Mend]) {
        let mends: Vec<_> = mends.iter().map(ToString::to_string).collect();
        let says = format!("took `{given}` as `{login}`: {}", mends.join(", "));
        if self.mended.insert(given) {
            self.notice(place.line, says);
        }
    }

    /// The index of a person. A name that a later row lacks is kept.
    fn person(&mut self, login: Login, name: Option<String>) -> usize {
        let people = &mut self.batch.people;
        let index = *self.people.entry(login).or_insert_with_key(|login| {
            people.push(Person { login: login.clone(), name: None, account: None });
            people.len() - 1
        });
        if name.is_some() {
            people[index].name = name;
        }
        index
    }

    fn act(&mut self, person: usize, week: Window, item: Item) {
        let known = week::listed(week);
        let (act, role) = act(item.kind);
        let key = (person, act, item.url.clone());
        let by = &self.batch.people[person].login;
        let acts = &mut self.batch.contributions;
        let index = *self.acts.entry(key).or_insert_with(|| {
            let when = When::Within(known);
            acts.push(Contribution { by: by.clone(), item, act, role, when });
            acts.len() - 1
        });
        self.listed.push((index, known));
    }

    fn nobody(&mut self, place: Place, row: Row, asked: Option<&str>) {
        self.counts.null_rows += 1;
        let mended = asked.map(|asked| (asked, Login::read(asked)));
        let says = match mended {
            Some((asked, Ok((login, _)))) => self.unknown(login, row.week, asked),
            Some((asked, Err(_))) => {
                let says = format!("was asked for as `{asked}`, which is no login");
                self.unattributed(place, row.program, row.week, &says)
            }
            None => {
                let says = "names nobody, and nothing beside it says who was asked for";
                self.unattributed(place, row.program, row.week, says)
            }
        };
        let week = row.week.from().format("%Y-%m-%d");
        self.notice(place.line, format!("row {}, week {week}: {says}", place.row));
    }

    fn unknown(&mut self, login: Login, week: Window, asked: &str) -> String {
        self.counts.null_rows_named += 1;
        let why = format!("asked for as `{asked}` and GitHub knew no such login");
        let says = format!("{why}; kept as not fetched for `{login}`");
        // Of several wrong spellings one is enough; the smallest, so that the order of rows doesn't matter.
        let known = self.unknown.entry((login, week)).or_insert_with(|| why.clone());
        if why < *known {
            *known = why;
        }
        says
    }

    fn unattributed(
        &mut self,
        place: Place,
        program: ProgramId,
        window: Window,
        why: &str,
    ) -> String {
        self.batch.unattributed.push(Unattributed {
            program,
            window,
            file: self.file.to_owned(),
            row: u32::try_from(place.row).unwrap_or(u32::MAX),
        });
        format!("{why}; kept as unattributed")
    }

    /// All rows together.
    pub(super) fn finish(mut self) -> Reading {
        self.counts.mentee_weeks = self.weeks.len();
        // Only now, for the order of the rows has no say.
        self.listed.sort_unstable();
        for listed in self.listed.chunk_by(|(one, _), (other, _)| one == other) {
            if let Some(known) = week::dated(listed.iter().map(|(_, known)| *known)) {
                self.batch.contributions[listed[0].0].when = When::Within(known);
            }
        }
        // A login that was misspelled once and answered otherwise was answered.
        let people = &self.people;
        let weeks = &self.weeks;
        self.unknown.retain(|(login, week), _| {
            !people.get(login).is_some_and(|&person| weeks.contains_key(&(person, *week)))
        });
        let mut weeks: Vec<_> = self.weeks.into_iter().collect();
        weeks.sort_unstable_by_key(|&((person, window), _)| (window, person));
        for ((person, window), week) in weeks {
            let by = self.batch.people[person].login.clone();
            week.finish(&by, window, &mut self.batch);
        }
        let mut unknown: Vec<_> = self.unknown.into_iter().collect();
        unknown.sort_unstable();
        for ((login, window), why) in unknown {
            let statements = coverage::unknown(&login, window, &why);
            self.batch.coverage.extend(statements);
        }
        Reading { batch: self.batch, rows: self.counts, notices: self.notices }
    }
}

/// What was done to an item of the lists, and in which role.
const fn act(kind: ItemKind) -> (Act, Role) {
    match kind {
        ItemKind::Review => (Act::Reviewed, Role::Reviewer),
        _ => (Act::Opened, Role::Author),
    }
}
