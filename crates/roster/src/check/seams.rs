//! Where windows that should follow each other overlap or leave days between them.

use chrono::{Days, NaiveDate};

/// A named stretch of days, both ends included.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) name: String,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// A fault between two stretches, or between one and the edge of the whole. The index is that of the later stretch, or of
/// the one at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    pub(super) index: usize,
    pub(super) overlap: bool,
    pub(super) says: String,
}

/// The faults between stretches sorted by their first day.
pub(super) fn between(stretches: &[Stretch]) -> Vec<Seam> {
    let mut seams = Vec::new();
    let mut furthest = 0;
    for index in 1..stretches.len() {
        let (before, after) = (&stretches[furthest], &stretches[index]);
        if after.first <= before.last {
            let days = span(after.first, before.last.min(after.last));
            let says = format!(
                "`{}` and `{}` overlap ({days}); work on these days would count twice",
                before.name, after.name
            );
            seams.push(Seam { index, overlap: true, says });
        } else if before.last + Days::new(1) < after.first {
            let days = span(before.last + Days::new(1), after.first - Days::new(1));
            let says = format!(
                "between `{}` and `{}` lies a gap ({days}); work on these days would count nowhere",
                before.name, after.name
            );
            seams.push(Seam { index, overlap: false, says });
        }
        if after.last >= before.last {
            furthest = index;
        }
    }
    seams
}

/// The faults at the edges of the whole, where the stretches begin or end before or after it.
pub(super) fn at_edges(stretches: &[Stretch], whole: (NaiveDate, NaiveDate)) -> Vec<Seam> {
    let (first, last) = whole;
    let start = (0..stretches.len()).min_by_key(|&i| stretches[i].first);
    let end = (0..stretches.len()).max_by_key(|&i| stretches[i].last);
    let (Some(start), Some(end)) = (start, end) else {
        return Vec::new();
    };
    let (a, z) = (&stretches[start], &stretches[end]);
    let one_day = Days::new(1);
    let mut found = Vec::new();
    let mut seam = |index, says| {
        found.push(Seam { index, overlap: false, says });
    };
    if first < a.first {
        let days = span(first, a.first - one_day);
        seam(
            start,
            format!(
                "the program starts before `{}` does ({days}); work on these days would count nowhere",
                a.name
            ),
        );
    } else if a.first < first {
        let days = span(a.first, first - one_day);
        seam(start, format!("`{}` starts before the program does ({days})", a.name));
    }
    if z.last < last {
        let days = span(z.last + one_day, last);
        seam(
            end,
            format!(
                "the program goes on after `{}` ends ({days}); work on these days would count nowhere",
                z.name
            ),
        );
    } else if last < z.last {
        let days = span(last + one_day, z.last);
        seam(end, format!("`{}` goes on after the program ends ({days})", z.name));
    }
    found
}

/// Days as people write them.
fn span(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + Days::new(n.into())
    }

    fn stretch(name: &str, first: u32, last: u32) -> Stretch {
        Stretch { name: name.into(), first: day(first), last: day(last) }
    }

    fn says(seams: &[Seam]) -> Vec<&str> {
        seams.iter().map(|seam| seam.says.as_str()).collect()
    }

    #[test]
    fn names_the_days_of_an_overlap_and_of_a_gap() {
        let seams = between(&[stretch("a", 0, 5), stretch("b", 5, 9), stretch("c", 12, 20)]);
        assert_eq!(
            says(&seams),
            [
                "`a` and `b` overlap (2026-03-06); work on these days would count twice",
                "between `b` and `c` lies a gap (2026-03-11 to 2026-03-12); work on these days would count nowhere",
            ]
        );
    }

    #[test]
    fn a_stretch_inside_another_hides_no_gap() {
        let seams = between(&[stretch("a", 0, 9), stretch("b", 2, 3), stretch("c", 10, 12)]);
        assert_eq!(seams.len(), 1, "{seams:?}");
        assert!(seams[0].overlap);
    }

    #[test]
    fn sees_both_edges_from_both_sides() {
        let whole = (day(2), day(9));
        assert_eq!(at_edges(&[stretch("a", 2, 9)], whole), []);
        let inside = at_edges(&[stretch("a", 4, 8)], whole);
        assert_eq!(
            says(&inside),
            [
                "the program starts before `a` does (2026-03-03 to 2026-03-04); work on these days would count nowhere",
                "the program goes on after `a` ends (2026-03-10); work on these days would count nowhere",
            ]
        );
        let outside = at_edges(&[stretch("a", 1, 10)], whole);
        assert_eq!(
            says(&outside),
            [
                "`a` starts before the program does (2026-03-02)",
                "`a` goes on after the program ends (2026-03-11)",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_fault_means_that_every_day_counts_exactly_once(cuts in prop::collection::vec((0..20_u32, 0..6_u32), 1..5)) {
            let mut stretches: Vec<_> = cuts.iter().map(|&(first, n)| stretch("x", first, first + n)).collect();
            stretches.sort_by_key(|s| s.first);
            let whole = (day(0), day(19));
            let sound = between(&stretches).is_empty() && at_edges(&stretches, whole).is_empty();
            let once = (0..30).all(|n| {
                let hits = stretches.iter().filter(|s| s.first <= day(n) && day(n) <= s.last).count();
                hits == usize::from(n < 20)
            });
            prop_assert_eq!(sound, once);
        }
    }
}
