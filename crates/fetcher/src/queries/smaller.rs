//! Smaller queries for the same, where GitHub could not bear the whole.

use crate::{Page, Query, Sizes};

/// Both halves of a batch of at least two.
fn halves<T: Clone>(of: &[T]) -> Option<[Vec<T>; 2]> {
    if of.len() < 2 {
        return None;
    }
    let (left, right) = of.split_at(of.len().div_ceil(2));
    Some([left.to_vec(), right.to_vec()])
}

/// Half a page, unless it has a single node already.
const fn half(page: u32) -> Option<u32> {
    if page > 1 { Some(page / 2) } else { None }
}

impl Query {
    /// What to ask instead where this was too much: first half as many things at a time, then one thing with half the page
    /// size. `None` where there is nothing smaller. Together the queries ask for the same things, in order.
    #[must_use]
    pub fn smaller(&self) -> Option<Vec<Self>> {
        if self.is_empty() {
            return None;
        }
        let batches = self.split();
        if batches.is_some() {
            return batches;
        }
        self.with_half_the_page().map(|query| vec![query])
    }

    /// Two queries of half the things each.
    fn split(&self) -> Option<Vec<Self>> {
        let two = |[left, right]: [Self; 2]| vec![left, right];
        match self {
            Self::Resolve(of) => halves(of).map(|both| two(both.map(Self::Resolve))),
            Self::Probe(of) => halves(of).map(|both| two(both.map(Self::Probe))),
            Self::CommitAuthors(of) => halves(of).map(|both| two(both.map(Self::CommitAuthors))),
            Self::Pages(of) => halves(of).map(|both| two(both.map(Self::Pages))),
            Self::SearchCounts(of) => halves(of).map(|both| two(both.map(Self::SearchCounts))),
            Self::Repositories(of) => halves(of).map(|both| two(both.map(Self::Repositories))),
            Self::Owners(of) => halves(of).map(|both| two(both.map(Self::Owners))),
            Self::Authored { of, since, sizes } => {
                let part = |of| Self::Authored { of, since: *since, sizes: *sizes };
                halves(of).map(|both| two(both.map(part)))
            }
            Self::Talk { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::Talk { of, page: *page })))
            }
            Self::Contributions { of, window, page } => {
                let part = |of| Self::Contributions { of, window: *window, page: *page };
                halves(of).map(|both| two(both.map(part)))
            }
            Self::PullDetails { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::PullDetails { of, page: *page })))
            }
            Self::ReviewsBy { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::ReviewsBy { of, page: *page })))
            }
            Self::ReviewComments { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::ReviewComments { of, page: *page })))
            }
            Self::Threads { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::Threads { of, page: *page })))
            }
            Self::History { of, window, page } => {
                let part = |of| Self::History { of, window: *window, page: *page };
                halves(of).map(|both| two(both.map(part)))
            }
            Self::RepoHistory { of, window, page } => {
                let part = |of| Self::RepoHistory { of, window: *window, page: *page };
                halves(of).map(|both| two(both.map(part)))
            }
            Self::RepoPulls { of, page } => {
                halves(of).map(|both| two(both.map(|of| Self::RepoPulls { of, page: *page })))
            }
            Self::SearchItems { .. } => None,
        }
    }

    /// The same with half the page size; `None` where the shape has no pages.
    fn with_half_the_page(&self) -> Option<Self> {
        let mut query = self.clone();
        match &mut query {
            Self::Authored { sizes, .. } => *sizes = half_of(*sizes)?,
            Self::Talk { page, .. }
            | Self::Contributions { page, .. }
            | Self::PullDetails { page, .. }
            | Self::ReviewsBy { page, .. }
            | Self::ReviewComments { page, .. }
            | Self::Threads { page, .. }
            | Self::History { page, .. }
            | Self::RepoHistory { page, .. }
            | Self::RepoPulls { page, .. }
            | Self::SearchItems { page, .. } => *page = half(*page)?,
            Self::Pages(of) => {
                let Page { size, .. } = of.first_mut()?;
                *size = half(*size)?;
            }
            Self::Resolve(_)
            | Self::Probe(_)
            | Self::CommitAuthors(_)
            | Self::SearchCounts(_)
            | Self::Repositories(_)
            | Self::Owners(_) => return None,
        }
        Some(query)
    }
}

/// Half of each size, one node at least; `None` where all have one already.
fn half_of(sizes: Sizes) -> Option<Sizes> {
    let Sizes { pulls, issues, comments } = sizes;
    if pulls.max(issues).max(comments) <= 1 {
        return None;
    }
    let half = |page: u32| (page / 2).max(1);
    Some(Sizes { pulls: half(pulls), issues: half(issues), comments: half(comments) })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{full, things};
    use super::*;
    use crate::Shape;
    use proptest::prelude::*;

    /// Halves until nothing is smaller; the last queries and how often the longest line was halved.
    fn to_the_end(query: Query) -> (Vec<Query>, usize) {
        let (mut open, mut steps) = (vec![query], 0);
        while open.iter().any(|query| query.smaller().is_some()) {
            steps += 1;
            let smaller = |query: Query| query.smaller().unwrap_or_else(|| vec![query]);
            open = open.into_iter().flat_map(smaller).collect();
        }
        (open, steps)
    }

    #[test]
    fn a_query_for_nothing_has_nothing_smaller() {
        for shape in Shape::ALL.iter().filter(|shape| **shape != Shape::SearchItems) {
            assert_eq!(full(*shape, 0).smaller(), None, "{shape}");
        }
    }

    #[test]
    fn at_one_thing_the_page_is_halved_down_to_one_node() {
        let mut query = full(Shape::PullDetails, 1);
        let mut pages = Vec::new();
        while let Some(smaller) = query.smaller() {
            assert_eq!(smaller.len(), 1);
            query = smaller[0].clone();
            if let Query::PullDetails { page, .. } = &query {
                pages.push(*page);
            }
        }
        assert_eq!(pages, [25, 12, 6, 3, 1]);
    }

    proptest! {
        #[test]
        fn halving_asks_for_the_same_things_in_order(shape in 0..Shape::ALL.len(), size in 1_usize..101) {
            let shape = Shape::ALL[shape];
            let size = size.min(shape.most());
            let query = full(shape, size);
            let asked = things(&query);
            if let Some(smaller) = query.smaller() {
                let parts: Vec<_> = smaller.iter().flat_map(things).collect();
                prop_assert_eq!(&parts, &asked);
                prop_assert!(smaller.iter().all(|part| part.shape() == shape && part.len() <= size.div_ceil(2)));
            }
            let (last, steps) = to_the_end(query);
            prop_assert_eq!(last.iter().flat_map(things).collect::<Vec<_>>(), asked);
            prop_assert!(last.iter().all(|part| part.len() == 1));
            prop_assert!(steps <= 14);
        }
    }
}
