//! The own windows of an enrollment: they must name periods of the program, and together with its other periods must not
//! count work twice.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use monitor_model::{PeriodId, Window};

use super::seams::{self, Stretch};
use super::windows::{Spell, Stint, days};
use crate::nearest::nearest;
use crate::problem::{Problems, quote, quote_all};
use crate::raw::{RawDays, RawEnrollment};

/// The own windows that can be used.
pub(super) fn of(
    raw: &RawEnrollment,
    spells: &[Spell],
    zone: Tz,
    problems: &mut Problems,
) -> BTreeMap<PeriodId, Window> {
    let mut own: BTreeMap<&PeriodId, Stint> = BTreeMap::new();
    for (name, given) in &raw.own_windows {
        let Some(spell) = spells.iter().find(|s| s.period.id.as_str() == name) else {
            unknown(name, given, spells, problems);
            continue;
        };
        // Where only one end is given, the other is that of the period.
        let whole = RawDays {
            place: given.place.clone(),
            first: given.first.or(Some(spell.stint.first)),
            last: given.last.or(Some(spell.stint.last)),
        };
        if let Some(stint) = days(&whole, zone, problems) {
            due_after_end(spell, &stint, given, problems);
            own.insert(&spell.period.id, stint);
        }
    }
    if !own.is_empty() {
        against_each_other(raw, spells, &own, problems);
    }
    own.into_iter().map(|(id, stint)| (id.clone(), stint.window)).collect()
}

fn unknown(name: &str, given: &RawDays, spells: &[Spell], problems: &mut Problems) {
    // Without any usable period there is nothing to hold it against, and that has been said.
    if spells.is_empty() {
        return;
    }
    let ids = || spells.iter().map(|spell| spell.period.id.as_str());
    let hint = nearest(name, ids()).map_or_else(
        || format!("the periods are {}", quote_all(ids())),
        |id| format!("did you mean `{id}`?"),
    );
    let says =
        format!("own dates are given for {}, which is no period of the program", quote(name));
    problems.problem(&given.place, name, says, hint);
}

fn due_after_end(spell: &Spell, own: &Stint, given: &RawDays, problems: &mut Problems) {
    let period = &spell.period;
    if period.due < own.window.to() && spell.stint.last < own.last {
        let says = format!(
            "the evaluation of `{}` is due before this enrollment's own window ends with {}",
            period.id, own.last
        );
        let hint = "evaluate it later, or let the own window end earlier";
        problems.notice(&given.place, &own.last.to_string(), says, hint);
    }
}

fn against_each_other(
    raw: &RawEnrollment,
    spells: &[Spell],
    own: &BTreeMap<&PeriodId, Stint>,
    problems: &mut Problems,
) {
    let stretch = |spell: &Spell| {
        let stint = own.get(&spell.period.id).unwrap_or(&spell.stint);
        Stretch { name: spell.period.id.to_string(), first: stint.first, last: stint.last }
    };
    let mut stretches: Vec<_> = spells.iter().map(stretch).collect();
    stretches.sort_by_key(|stretch| stretch.first);
    for seam in seams::between(&stretches) {
        let says = format!("with its own dates, {}", seam.says);
        if seam.overlap {
            let hint = "give the other period own dates too, so that they don't overlap";
            problems.problem(&raw.place, "", says, hint);
        } else {
            // A pause is possible; an oversight is more likely.
            let hint = "give the other period own dates too, unless the mentee pauses";
            problems.notice(&raw.place, "", says, hint);
        }
    }
}
