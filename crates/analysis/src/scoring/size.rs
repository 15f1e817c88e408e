//! How large a pull request is: the changed lines that a person wrote, by doublings.

use monitor_model::{Detail, PullRequestDetail, Size, SizeBasis};

use super::config::SizeCurve;
use super::files::FileClass;

/// What a number of changed lines makes, in percent: more for every doubling, up to the curve's most.
#[must_use]
pub fn percent(lines: u32, curve: &SizeCurve) -> u16 {
    let doublings = u16::try_from(lines.saturating_add(1).ilog2()).unwrap_or(u16::MAX);
    curve.least.saturating_add(curve.step.saturating_mul(doublings)).min(curve.most)
}

/// The size of a pull request of which this is known.
#[must_use]
pub fn of_pull_request(detail: Option<&Detail>, curve: &SizeCurve) -> Size {
    let Some(Detail::PullRequest(detail)) = detail else {
        return unknown(curve);
    };
    let Written { lines, all } = written(detail);
    match (lines, all) {
        (lines, true) => Size { percent: percent(lines, curve), basis: SizeBasis::Lines(lines) },
        (0, false) => unknown(curve),
        // What can't be counted would be the middle by itself; it is not less for standing beside what can.
        (lines, false) => Size {
            percent: percent(lines, curve).max(curve.middle),
            basis: SizeBasis::AtLeast(lines),
        },
    }
}

/// A size of which nothing is known is the middle.
fn unknown(curve: &SizeCurve) -> Size {
    Size { percent: curve.middle, basis: SizeBasis::Unknown }
}

/// The changed lines that a person wrote.
struct Written {
    lines: u32,
    /// Whether they are all there is.
    all: bool,
}

fn written(detail: &PullRequestDetail) -> Written {
    let mut lines = 0_u32;
    // GitHub's list may be cut, and an answer without a list still counts lines.
    let listed = u32::try_from(detail.files.len()).unwrap_or(u32::MAX);
    let nothing_hidden = listed > 0 || (detail.additions == 0 && detail.deletions == 0);
    let mut all = listed >= detail.changed_files && nothing_hidden;
    for file in &detail.files {
        match FileClass::of(&file.path) {
            FileClass::Asset => all = false,
            // A changed line is one removed and one added; a file that was only moved has neither.
            class if class.is_written() => {
                lines = lines.saturating_add(file.additions.max(file.deletions));
            }
            _ => {}
        }
    }
    Written { lines, all }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_model::ChangedFile;
    use proptest::prelude::*;

    fn size(files: &[(&str, u32, u32)], changed_files: u32) -> (u16, SizeBasis) {
        let changed = |&(path, additions, deletions): &(&str, u32, u32)| ChangedFile {
            path: path.into(),
            additions,
            deletions,
        };
        let detail = Detail::PullRequest(PullRequestDetail {
            additions: 7,
            deletions: 7,
            changed_files,
            files: files.iter().map(changed).collect(),
            is_draft: false,
            responses_complete: true,
        });
        let size = of_pull_request(Some(&detail), &SizeCurve::default());
        (size.percent, size.basis)
    }

    #[test]
    fn only_lines_that_a_person_wrote_count() {
        use SizeBasis::{AtLeast, Lines, Unknown};
        assert_eq!(size(&[("src/lib.rs", 0, 0)], 1), (40, Lines(0)), "a move");
        assert_eq!(
            size(&[("src/lib.rs", 15, 15)], 1),
            (100, Lines(15)),
            "changed, not written twice"
        );
        assert_eq!(size(&[("src/lib.rs", 0, 255)], 1), (160, Lines(255)), "removing is work");
        let bump = [("Cargo.lock", 900, 800), ("vendor/a/lib.c", 9_000, 0), ("a.pb.go", 100, 9)];
        assert_eq!(size(&bump, 3), (40, Lines(0)));
        assert_eq!(size(&[bump[0], ("docs/a.md", 3, 0), ("a.yml", 4, 0)], 3), (85, Lines(7)));
        assert_eq!(size(&[("lamp.svg", 2_000, 0)], 1), (100, Unknown));
        assert_eq!(size(&[("lamp.svg", 2_000, 0), ("a.rs", 3, 0)], 2), (100, AtLeast(3)));
        assert_eq!(size(&[("a.rs", 1_023, 0)], 400), (190, AtLeast(1_023)), "a list that was cut");
        assert_eq!(size(&[("a.rs", 1, 0)], 400), (100, AtLeast(1)));
        assert_eq!(size(&[], 4), (100, Unknown), "lines, but no list");
        assert_eq!(size(&[], 0), (100, Unknown), "lines in no file contradict themselves");
    }

    #[test]
    fn what_is_not_known_is_the_middle_and_what_is_empty_the_least() {
        let curve = SizeCurve::default();
        assert_eq!(of_pull_request(None, &curve), unknown(&curve));
        let empty = Detail::PullRequest(PullRequestDetail {
            additions: 0,
            deletions: 0,
            changed_files: 0,
            files: vec![],
            is_draft: true,
            responses_complete: false,
        });
        let size = of_pull_request(Some(&empty), &curve);
        assert_eq!((size.percent, size.basis), (40, SizeBasis::Lines(0)));
    }

    proptest! {
        #[test]
        fn more_lines_are_never_a_smaller_size(a: u32, b: u32, least in 0..1000_u16, step in 0..100_u16, most in 1..1000_u16) {
            let curve = SizeCurve { least: least.min(most), step, middle: most, most };
            prop_assert!(percent(a.min(b), &curve) <= percent(a.max(b), &curve));
            prop_assert!(percent(a, &curve) <= most && percent(0, &curve) == curve.least);
        }

        #[test]
        fn another_changed_file_is_never_a_smaller_size(
            files in prop::collection::vec((prop::sample::select(vec!["a.rs", "b.svg", "Cargo.lock", "c.md"]), 0..3000_u32, 0..3000_u32), 1..6),
            cut in 0..2_u32,
        ) {
            let all = u32::try_from(files.len()).unwrap();
            let (more, fewer) = (size(&files, all + cut), size(&files[1..], all - 1 + cut));
            // Without any file the two differ in whether the size is known at all.
            prop_assume!(files.len() > 1);
            prop_assert!(more.0 >= fewer.0, "{more:?} {fewer:?}");
        }
    }
}
