//! What looks at evidence came to, in words. Handles are what people call themselves in a design tool: nobody here says that one is
//! the mentee, and nothing is counted from what was done there.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Assessment, DesignAct, DesignActivity, DesignRecord, Designer, EvidenceId, Look,
};

use crate::dates::{day, instant, span};
use crate::words::{counted, list, plural};

/// What was found, as pairs of what was looked at and a sentence without the evidence's URL. The sentences hold foreign text.
#[must_use]
pub fn sentences(look: &Look, zone: Tz) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    if let Some(seen) = &look.reach {
        let looked = format!("{} (looked on {})", seen.what, instant(seen.at, zone));
        said.push(("link", looked));
    }
    if let Some(seen) = &look.design {
        let record = &seen.what;
        let window = span(&record.window, zone);
        let read = format!("read on {} for {window}: {}", instant(seen.at, zone), seen_of(record));
        said.push(("Figma", read));
        said.extend(who_did_what(record, zone).into_iter().map(|text| ("Figma", text)));
    }
    said
}

/// How much was seen.
fn seen_of(record: &DesignRecord) -> String {
    let parts = format!("versions {}; comments {}", record.versions, record.comments);
    match (record.activity().is_empty(), record.coverage().is_complete()) {
        (false, _) => parts,
        (true, true) => format!("{parts}; nobody did anything there"),
        (true, false) => format!("{parts}; nothing was seen, and something may exist"),
    }
}

/// Each account with what it did on which days.
fn who_did_what(record: &DesignRecord, zone: Tz) -> Vec<String> {
    let mut said = Vec::new();
    for (who, acts) in record.by_designer() {
        let of = |wanted: DesignAct| {
            let those = acts.iter().filter(|act| act.what == wanted);
            let mut days: Vec<String> = those.clone().map(|act| day(act.at, zone)).collect();
            days.dedup();
            let (n, days) = (those.count() as u64, list(days));
            (n > 0).then(|| format!("{} on {days}", done(wanted, n)))
        };
        let did: Vec<String> = DesignAct::ALL.iter().filter_map(|what| of(*what)).collect();
        said.push(format!("{}: {}", called(who), did.join("; ")));
    }
    said
}

/// Who did it, as the tool calls them.
fn called(who: Option<&Designer>) -> String {
    let Some(who) = who else { return "nobody is named".to_owned() };
    let id = who.id.trim();
    match who.handle.trim() {
        "" => format!("account {id} of Figma, which shows no name"),
        handle => format!("“{handle}”, as Figma calls account {id}"),
    }
}

fn done(what: DesignAct, n: u64) -> String {
    match what {
        DesignAct::VersionSaved => format!("{} saved", counted(n, "version")),
        DesignAct::Commented => format!("{} written", counted(n, "comment")),
    }
}

/// Acts of one kind that one account did to a file on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignDay<'a> {
    /// The evidence that names the file.
    pub of: EvidenceId,
    /// The day, in the program's zone.
    pub day: NaiveDate,
    /// What was done.
    pub what: DesignAct,
    /// By whom, as the tool calls them; `None` where it names nobody.
    pub who: Option<&'a Designer>,
    /// The acts, in the order of time. Never empty.
    pub acts: Vec<&'a DesignActivity>,
}

impl<'a> DesignDay<'a> {
    /// Everything that was done to the files of a period's evidence, day by day.
    pub(crate) fn all(assessment: &'a Assessment, zone: Tz) -> Vec<Self> {
        let mut days: BTreeMap<_, Vec<&'a DesignActivity>> = BTreeMap::new();
        for look in &assessment.looks {
            for act in look.design.iter().flat_map(|seen| seen.what.activity()) {
                let day = act.at.with_timezone(&zone).date_naive();
                days.entry((day, look.of, act.who.as_ref(), act.what)).or_default().push(act);
            }
        }
        let one = |((day, of, who, what), acts)| Self { of, day, what, who, acts };
        days.into_iter().map(one).collect()
    }

    /// When the first of the acts was.
    pub(crate) fn at(&self) -> Option<DateTime<Utc>> {
        self.acts.first().map(|act| act.at)
    }

    /// What was done by whom, with the names of the versions. It holds foreign text.
    pub(crate) fn headline(&self) -> String {
        let labels: Vec<&str> = self.acts.iter().filter_map(|act| act.label.as_deref()).collect();
        let named = match labels.as_slice() {
            [] => String::new(),
            labels => format!(" ({})", list(labels)),
        };
        let n = self.acts.len() as u64;
        format!("design, {}{named}: {}", done(self.what, n), called(self.who))
    }

    /// When that was, where it is known from, and what it counts for.
    pub(crate) fn about(&self) -> String {
        let it = plural(self.acts.len() as u64, "it", "they");
        let earns = plural(self.acts.len() as u64, "earns", "earn");
        format!("{}, from Figma, evidence {}; {it} {earns} no points", self.day, self.of)
    }
}

#[cfg(test)]
mod tests {
    use monitor_model::{Coverage, EntryId, Reach, Seen};

    use super::*;
    use crate::fixture;

    fn read(versions: Coverage, acts: Vec<DesignActivity>) -> String {
        let of = EvidenceId(EntryId(7));
        let record = DesignRecord::new(of, fixture::midterm(), acts, versions, Coverage::Complete);
        let design = Some(Seen { at: fixture::as_of(), what: record });
        let look = Look { of, reach: None, design };
        let said = sentences(&look, fixture::ZONE);
        said.into_iter().map(|(what, text)| format!("{what}: {text}\n")).collect()
    }

    #[test]
    fn nothing_is_only_said_where_everything_was_seen() {
        let missing = || Coverage::Partial("older ones are hidden".to_owned());
        assert!(read(Coverage::Complete, vec![]).contains("nobody did anything there"));
        assert!(read(missing(), vec![]).contains("something may exist"));
        let said = read(missing(), fixture::design().what.activity().to_vec());
        assert!(said.contains("older ones are hidden") && !said.contains("may exist"), "{said}");
    }

    #[test]
    fn every_act_stands_in_one_day_of_one_account() {
        let [mut noor] = fixture::noor_agreed();
        let days = DesignDay::all(&noor, fixture::ZONE);
        let acts: usize = days.iter().map(|day| day.acts.len()).sum();
        let design = noor.looks.iter().find_map(|look| look.design.as_ref()).unwrap();
        assert_eq!(acts, design.what.activity().len());
        assert!(days.iter().all(|day| day.acts.iter().all(|act| act.who.as_ref() == day.who)));
        assert!(days.is_sorted_by_key(|day| day.day));
        noor.looks.clear();
        assert_eq!(DesignDay::all(&noor, fixture::ZONE), []);
    }

    #[test]
    fn a_result_is_said_with_its_day() {
        let of = EvidenceId(EntryId(7));
        let reach = Some(Seen { at: fixture::as_of(), what: Reach::NotThere { status: 404 } });
        let said = sentences(&Look { of, reach, design: None }, fixture::ZONE);
        assert_eq!(said.len(), 1);
        assert!(
            said[0].1.starts_with("the host says that nothing is there (status 404) (looked on")
        );
    }
}
