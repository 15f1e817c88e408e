//! What an assessment rests on, as one text: whoever keeps its hash can say later whether two people had the same facts before
//! them.

use monitor_model::{Look, Period, Record};

use crate::standards::Standards;

/// The version of the text; it changes with whatever changes the text of the same facts.
const VERSION: &str = "mentorship-monitor/inputs/2";

/// The inputs of the assessment of a record for a period: dates, scope, standards, and every fact of its own line. The order in
/// which facts were learnt changes nothing.
///
/// Whom it is about stands in no line, so that somebody with little activity can't be found by guessing names until a hash
/// fits; neither do words of the ledger, of which the numbers of the entries are enough, for they are chained. The instant of the
/// assessment is not an input in this sense: the same facts are the same tomorrow.
#[must_use]
pub fn inputs(period: &Period, record: &Record, standards: &Standards) -> String {
    let of = &record.enrollment;
    let mut facts = vec![
        format!("scope {:?}", of.scope),
        format!("work {:?}", of.work),
        format!("own windows {:?}", of.own_windows),
    ];
    facts.extend(record.contributions.iter().map(|c| {
        format!("contribution {} {} {} {} {:?}", c.item.kind, c.item.url, c.act, c.role, c.when)
    }));
    facts.extend(
        record.tallies.iter().map(|t| format!("tally {} {:?} {}", t.repo, t.window, t.commits)),
    );
    facts.extend(record.coverage.iter().map(|seen| format!("coverage {seen:?}")));
    facts.extend(record.hidden.iter().map(|h| format!("hidden {:?} {:?}", h.window, h.why)));
    facts.extend(record.details.iter().map(|(url, detail)| format!("detail {url} {detail:?}")));
    facts.extend(
        record.responses.iter().map(|r| format!("response {} {} {} {:?}", r.on, r.by, r.act, r.at)),
    );
    facts.extend(record.ledger.iter().map(|entry| format!("entry {}", entry.id)));
    facts.extend(record.looks.iter().flat_map(looked));
    facts.sort_unstable();
    facts.dedup();
    let head = [VERSION.to_owned(), format!("{period:?}"), format!("{standards:?}")];
    head.into_iter().chain(facts).map(|line| line + "\n").collect()
}

/// What looks at a piece of evidence found, without when somebody looked and without the names of accounts.
fn looked(look: &Look) -> Vec<String> {
    let of = look.of;
    let reach = look.reach.iter().map(|seen| format!("link {of} {:?}", seen.what));
    let designs = look.design.iter().map(|seen| &seen.what).flat_map(|record| {
        let (window, versions, comments) = (&record.window, &record.versions, &record.comments);
        let acts = record.activity().iter().enumerate();
        let acts = acts.map(move |(n, act)| format!("design {of} {n} {} {:?}", act.what, act.at));
        acts.chain([format!("designs {of} {window:?} {versions:?} {comments:?}")])
    });
    reach.chain(designs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::fixture::look;
    use crate::assess::fixture::{cohort, complete, day, pull_request, tally, week, whole_term};
    use monitor_model::{Reach, Seen, When};
    use proptest::prelude::*;

    fn record() -> (Period, Record) {
        let cohort = cohort(["ada-lumen"]);
        let period = cohort.program.periods[0].clone();
        let mut record = cohort.records[0].clone();
        record.coverage = complete(whole_term());
        record.contributions = (1..6)
            .map(|n| pull_request("ada-lumen", "lantern-works/beam", n, When::At(day(n))))
            .collect();
        record.tallies = vec![tally("ada-lumen", "lantern-works/beam", week(1), 3)];
        (period, record)
    }

    proptest! {
        #[test]
        fn the_order_of_facts_changes_nothing(
            order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
            cut in 0..8_usize,
        ) {
            let (period, record) = record();
            let mut other = record.clone();
            other.contributions = order.iter().map(|&n| record.contributions[n].clone()).collect();
            let many = other.coverage.len();
            other.coverage.rotate_left(cut % many);
            let standards = Standards::default();
            prop_assert_eq!(
                inputs(&period, &record, &standards),
                inputs(&period, &other, &standards.clone())
            );
        }
    }

    #[test]
    fn what_looks_found_counts_and_not_when_or_under_which_name() {
        let (period, mut record) = record();
        let text = |record: &Record| inputs(&period, record, &Standards::default());
        let before = text(&record);
        record.looks = vec![look(7, "ada-lumen", 20)];
        let after = text(&record);
        assert!(after != before && !after.contains("ada-lumen"), "{after}");
        record.looks = vec![look(7, "somebody", 30)];
        assert_eq!(text(&record), after);
        record.looks[0].reach = Some(Seen { at: day(30), what: Reach::TimedOut });
        assert_ne!(text(&record), after);
        record.looks = vec![Look { design: None, ..look(7, "somebody", 30) }];
        assert_ne!(text(&record), after);
    }

    #[test]
    fn every_fact_counts_and_nobody_is_named() {
        let (period, record) = record();
        let standards = Standards::default();
        let text = inputs(&period, &record, &standards);
        assert!(!text.contains("ada-lumen"), "{text}");
        type Change = fn(&mut Period, &mut Record, &mut Standards);
        let changes: [Change; 6] = [
            |_, record, _| drop(record.contributions.pop()),
            |_, record, _| record.tallies[0].commits += 1,
            |_, record, _| drop(record.coverage.pop()),
            |_, record, _| record.enrollment.scope.organizations.clear(),
            |period, _, _| period.due = day(60),
            |_, _, standards| standards.policy.response_window_days += 1,
        ];
        for (n, change) in changes.into_iter().enumerate() {
            let (mut period, mut record, mut standards) =
                (period.clone(), record.clone(), standards.clone());
            change(&mut period, &mut record, &mut standards);
            assert_ne!(inputs(&period, &record, &standards), text, "change {n}");
        }
    }
}
