//! What all acts share: the facts before somebody acts, the proposal, and the entry with the standing before and after.

use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use monitor_analysis::agreement::{
    Agreement, Case, Circle, Refusal, Shown, Wish, fold, periods_of, propose, shown,
};
use monitor_analysis::{Assessor, Policy, Standards, inputs};
use monitor_model::{
    Assessment, Cohort, Doer, EnrollmentKey, EntryId, NewEntry, Period, PeriodId, Program,
    ProgramId, Record, Stand,
};
use monitor_store::{Records, Store};

use super::{look_up, unknown};
use crate::exit::Failure;
use crate::files;
use crate::salt::salt;
use crate::settings::Settings;

mod dates;
mod who;
mod words;

pub(super) use dates::{day, instant};
pub(super) use who::{doer, doer_of};
pub(super) use words::{said, told};

/// A program and the end of its ledger, as whoever acts has them before them.
pub(super) struct Desk<'s> {
    /// The program.
    pub(super) program: Program,
    last: Option<EntryId>,
    assessor: Assessor<'s>,
    standards: &'s Standards,
    now: DateTime<Utc>,
}

/// Everything about one mentee and period before somebody acts.
pub(super) struct Scene {
    /// What is known of the mentee.
    pub(super) record: Record,
    /// What that comes to.
    pub(super) assessment: Assessment,
    agreement: Agreement,
    circle: Circle,
    periods: Vec<Period>,
    policy: Policy,
}

/// What somebody wants to do.
pub(super) struct Intent<'a> {
    /// Who.
    pub(super) by: &'a Doer,
    /// What.
    pub(super) wish: Wish,
    /// Why.
    pub(super) reason: Option<&'a str>,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// An act that the ledger may take.
pub(super) struct Act {
    /// What is appended.
    pub(super) entry: NewEntry,
    /// Where the period stands without it and with it; `None` for an act about no period.
    pub(super) stands: Option<(Stand, Stand)>,
}

/// Whose period an act is about.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// The program.
    pub(super) program: &'a ProgramId,
    /// The enrollment.
    pub(super) key: &'a EnrollmentKey,
    /// The period.
    pub(super) period: &'a PeriodId,
}

/// Does one act from the facts to the ledger, and gives what is to be said of it. What is wanted may depend on the facts.
pub(super) fn perform(
    store: &mut Store,
    about: About<'_>,
    by: &Doer,
    reason: Option<&str>,
    settings: &Settings,
    wish: impl FnOnce(&Desk<'_>, &Scene) -> Result<Wish, Failure>,
) -> Result<String, Failure> {
    let standards = settings.standards()?;
    let (desk, scene) = one(store, about, &standards, settings)?;
    let wish = wish(&desk, &scene)?;
    let acts = [desk.propose(&scene, Intent { by, wish, reason, at: settings.now }, 0)?];
    let ids = desk.append(store, &acts)?;
    Ok(ids.into_iter().zip(&acts).map(|(id, act)| told(id, act)).collect())
}

/// The act that somebody wants, and the last entry of the ledger that they have seen.
pub(super) fn prepare(
    store: &Store,
    about: About<'_>,
    by: &Doer,
    reason: Option<&str>,
    settings: &Settings,
    wish: Wish,
) -> Result<(Option<EntryId>, Act), Failure> {
    let standards = settings.standards()?;
    let (desk, scene) = one(store, about, &standards, settings)?;
    let act = desk.propose(&scene, Intent { by, wish, reason, at: settings.now }, 0)?;
    Ok((desk.last, act))
}

/// What lies before whoever acts on one mentee's period.
fn one<'s>(
    store: &Store,
    about: About<'_>,
    standards: &'s Standards,
    settings: &Settings,
) -> Result<(Desk<'s>, Scene), Failure> {
    let About { program, key, period } = about;
    let (desk, scenes) = some(store, program, period, standards, settings, |of| of == key)?;
    let hint = "run the same command again";
    let gone = || Failure::input(format!("`{key}` was taken from the roster just now"), hint);
    scenes.into_iter().next().map(|scene| (desk, scene)).ok_or_else(gone)
}

/// The same of every mentee that is wanted, in the roster's order.
pub(super) fn some<'s>(
    store: &Store,
    program: &ProgramId,
    period: &PeriodId,
    standards: &'s Standards,
    settings: &Settings,
    wanted: impl Fn(&EnrollmentKey) -> bool,
) -> Result<(Desk<'s>, Vec<Scene>), Failure> {
    let heads = look_up(store, program, settings)?;
    // Before the facts: what is appended in between shows as a ledger that has moved.
    let last = last(store)?;
    let read = |records: Records<'_>| -> Result<_, Failure> {
        let Cohort { program, .. } = records.head();
        let program = program.clone();
        let assessor = Assessor::new(records.head(), period, standards, settings.now)?;
        let desk = Desk { program, last, assessor, standards, now: settings.now };
        let mut scenes = Vec::new();
        let _: ControlFlow<()> = records.each(|record| {
            if wanted(&record.enrollment.key) {
                scenes.push(desk.scene(record));
            }
            ControlFlow::Continue(())
        })?;
        scenes.iter().try_for_each(|scene| desk.is_after(scene))?;
        Ok((desk, scenes))
    };
    store.records(program, read)?.unwrap_or_else(|| Err(unknown(&heads, program, settings)))
}

/// The last entry of the ledger.
fn last(store: &Store) -> Result<Option<EntryId>, Failure> {
    let entries = store.ledger_head()?.entries;
    Ok((entries > 0).then_some(EntryId(entries)))
}

impl Desk<'_> {
    fn scene(&self, record: Record) -> Scene {
        let enrollment = &record.enrollment;
        let circle = Circle::of(&self.program.id, enrollment, &record.former_mentors);
        let agreement = fold(&circle, &record.ledger);
        let periods = periods_of(&self.program, enrollment, &agreement);
        let policy = self.standards.policy.of(&self.program.id, &enrollment.work);
        let assessment = self.assessor.assess(&record);
        Scene { record, assessment, agreement, circle, periods, policy }
    }

    /// Nobody acts before something that was done already: what they would have had before them is not known any more.
    fn is_after(&self, scene: &Scene) -> Result<(), Failure> {
        match scene.record.ledger.iter().find(|entry| entry.at > self.now) {
            None => Ok(()),
            Some(later) => Err(Failure::input(
                format!(
                    "entry {} of the ledger is of {}, after the clock",
                    later.id,
                    self.shown(later.at)
                ),
                "see to the clock of this machine, or to `--now`",
            )),
        }
    }

    /// An instant in the program's zone.
    pub(super) fn shown(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.program.zone).format("%Y-%m-%d %H:%M %:z").to_string()
    }

    /// The act that somebody wants, if they may; `before` acts of others are appended together with it, in front of it.
    pub(super) fn propose(
        &self,
        scene: &Scene,
        intent: Intent<'_>,
        before: usize,
    ) -> Result<Act, Refusal> {
        let Intent { by, wish, reason, at } = intent;
        let case = Case {
            agreement: &scene.agreement,
            circle: &scene.circle,
            periods: &scene.periods,
            shown: scene.shown(),
            policy: &scene.policy,
            now: self.now,
        };
        let of_period = !matches!(wish, Wish::Forget);
        let deed = propose(&case, by, wish, reason)?;
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        let mut entry = NewEntry {
            at,
            by: by.clone(),
            program: self.program.id.clone(),
            about: scene.record.enrollment.key.clone(),
            deed,
            reason,
            standing: None,
            inputs: None,
        };
        if !of_period {
            return Ok(Act { entry, stands: None });
        }
        let stands = (scene.assessment.stand, self.stand_after(scene, &entry, before));
        entry.standing = Some((stands.0.standing, stands.1.standing));
        let facts = inputs(&scene.assessment.period, &scene.record, self.standards);
        entry.inputs = Some(files::sha256(facts.as_bytes()));
        Ok(Act { entry, stands: Some(stands) })
    }

    fn stand_after(&self, scene: &Scene, entry: &NewEntry, before: usize) -> Stand {
        let next = self.last.map_or(0, |last| last.0) + before as u64 + 1;
        let mut record = scene.record.clone();
        record.ledger.push(entry.clone().numbered(EntryId(next)));
        self.assessor.assess(&record).stand
    }

    /// Appends acts, all of them or none.
    pub(super) fn append(&self, store: &mut Store, acts: &[Act]) -> Result<Vec<EntryId>, Failure> {
        let salted = |act: &Act| Ok((act.entry.clone(), salt()?));
        let entries = acts.iter().map(salted).collect::<Result<Vec<_>, Failure>>()?;
        Ok(store.append(self.last, &entries)?)
    }
}

impl Scene {
    /// What the record shows of the period.
    pub(super) fn shown(&self) -> Shown {
        shown(self.assessment.progress.judgement, &self.assessment.coverage)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::input(&refusal, refusal.hint())
    }
}
