//! From pages of versions to a history: when to ask for the next page, and how complete what was seen is.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use monitor_model::{Coverage, DesignActivity, Window};

use super::answer::Page;
use super::trouble::Trouble;

/// How many pages are read; with 50 versions on each, that is more than a year of work.
const PAGES: usize = 100;

/// The versions that were seen so far.
pub(crate) struct History {
    window: Window,
    pub(crate) versions: Vec<DesignActivity>,
    asked: BTreeSet<String>,
    pages: usize,
}

/// What to do after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask for the page with this query.
    Ask(String),
    /// The history is at its end, or nothing older can matter.
    Over(Coverage),
}

impl History {
    pub(crate) fn new(window: Window) -> Self {
        Self { window, versions: Vec::new(), asked: BTreeSet::new(), pages: 0 }
    }

    /// Takes a page. Figma gives the newest versions first; once a page in that order ends before the window, older pages can't
    /// matter.
    pub(crate) fn take(&mut self, page: Page) -> Next {
        self.pages += 1;
        let times: Vec<DateTime<Utc>> = page.versions.iter().map(|version| version.at).collect();
        let is_behind = times.last().is_some_and(|last| *last < self.window.from());
        let newest_first = times.is_sorted_by(|newer, older| newer >= older);
        self.versions.extend(page.versions);
        if is_behind && newest_first {
            return Next::Over(Coverage::Complete);
        }
        match page.next {
            None => Next::Over(self.at_the_end()),
            Some(query) if self.asked.contains(&query) => {
                Next::Over(Coverage::Partial("Figma's pages lead in a circle".to_owned()))
            }
            Some(_) if self.pages >= PAGES => Next::Over(Coverage::Partial(format!(
                "the file has more versions than the {PAGES} pages that are read"
            ))),
            Some(query) => {
                self.asked.insert(query.clone());
                Next::Ask(query)
            }
        }
    }

    /// The coverage where it could not go on.
    pub(crate) fn broken_off(&self, trouble: Trouble) -> Coverage {
        trouble.coverage(self.pages > 0)
    }

    /// The coverage at the end of the list. Some plans of Figma show only the last 30 days, and the list does not say where it was
    /// cut, so the start of the window was only seen if something older was.
    fn at_the_end(&self) -> Coverage {
        let oldest = self.versions.iter().map(|version| version.at).min();
        match oldest {
            Some(oldest) if oldest < self.window.from() => Coverage::Complete,
            Some(oldest) => Coverage::Partial(format!(
                "the oldest version that Figma lists is of {}; some plans hide what is older than 30 days",
                oldest.format("%Y-%m-%d")
            )),
            None => Coverage::Partial("Figma lists no version".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use monitor_model::DesignAct;
    use proptest::prelude::*;

    fn instant(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_760_054_400, 0).unwrap() + TimeDelta::days(day)
    }

    fn page(days: &[i64], next: Option<&str>) -> Page {
        let versions = days.iter().map(|day| DesignActivity {
            at: instant(*day),
            what: DesignAct::VersionSaved,
            who: None,
            label: None,
        });
        Page { versions: versions.collect(), next: next.map(str::to_owned) }
    }

    fn history() -> History {
        History::new(Window::new(instant(10), instant(20)).unwrap())
    }

    #[test]
    fn older_pages_are_asked_for_only_until_the_window_is_behind() {
        let mut history = history();
        assert_eq!(history.take(page(&[25, 15], Some("a"))), Next::Ask("a".into()));
        // The first instant of the window belongs to it; there may be more of it on the next page.
        assert_eq!(history.take(page(&[12, 10], Some("b"))), Next::Ask("b".into()));
        assert_eq!(history.take(page(&[9], Some("c"))), Next::Over(Coverage::Complete));
        assert_eq!(history.versions.len(), 5);
    }

    #[test]
    fn a_page_in_another_order_proves_nothing() {
        assert_eq!(history().take(page(&[5, 15, 9], Some("a"))), Next::Ask("a".into()));
    }

    #[test]
    fn a_list_that_ends_inside_the_window_may_have_been_cut() {
        for (days, state) in [
            (&[15, 9][..], "complete"),
            (&[15, 10], "partial"),
            (&[25], "partial"),
            (&[], "partial"),
        ] {
            let Next::Over(coverage) = history().take(page(days, None)) else { panic!("{days:?}") };
            assert_eq!(coverage.state(), state, "{days:?}");
        }
    }

    #[test]
    fn circles_and_endless_lists_end() {
        let mut circle = history();
        assert_eq!(circle.take(page(&[15], Some("a"))), Next::Ask("a".into()));
        assert_eq!(circle.take(page(&[14], Some("b"))), Next::Ask("b".into()));
        let Next::Over(coverage) = circle.take(page(&[13], Some("a"))) else { panic!("goes on") };
        assert_eq!(coverage.state(), "partial");
        let mut endless = history();
        let end =
            (0..).find_map(|n| match endless.take(page(&[15], Some(&format!("before={n}")))) {
                Next::Over(coverage) => Some((n + 1, coverage.state())),
                Next::Ask(_) => None,
            });
        assert_eq!(end, Some((PAGES, "partial")));
    }

    #[test]
    fn what_was_seen_before_it_broke_off_counts() {
        let mut history = history();
        assert_eq!(history.broken_off(Trouble::NotThere).state(), "blocked");
        assert_eq!(history.broken_off(Trouble::TimedOut).state(), "not-fetched");
        history.take(page(&[15], Some("a")));
        assert_eq!(history.broken_off(Trouble::NotThere).state(), "partial");
    }

    proptest! {
        /// However versions lie on pages, what is called complete holds every version of the window.
        #[test]
        fn complete_means_complete(
            mut days in prop::collection::vec(0..30_i64, 1..20), size in 1..6_usize,
        ) {
            days.sort_unstable_by(|a, b| b.cmp(a));
            let pages: Vec<_> = days.chunks(size).collect();
            let mut history = history();
            let mut coverage = None;
            for (n, days) in pages.iter().enumerate() {
                let next = format!("before={n}");
                let next = (n + 1 < pages.len()).then_some(next.as_str());
                if let Next::Over(end) = history.take(page(days, next)) {
                    coverage = Some(end);
                    break;
                }
            }
            let window = history.window;
            let seen = history.versions.iter().filter(|v| window.contains(v.at)).count();
            let there = days.iter().filter(|day| window.contains(instant(**day))).count();
            prop_assert_eq!(seen, there);
            prop_assert_eq!(coverage.unwrap().is_complete(), days.iter().any(|day| *day < 10));
        }
    }
}
