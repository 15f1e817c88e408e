//! What queries cost, by GitHub's documented rule.

use crate::{Query, ThreadKind};

impl Query {
    /// The price in points: each connection is asked for once per thing that it is asked of; a hundred of these are a point,
    /// to the nearest whole, and one point at least. Ids count as documented for pages; `…ByRepository` lists, which are no
    /// connections, don't multiply.
    #[must_use]
    pub fn cost(&self) -> u32 {
        let connections = match self {
            Self::Threads { of, page } => of.iter().map(|(_, kind)| inside(*kind, *page)).sum(),
            _ => self.len().saturating_mul(self.connections()),
        };
        let points = connections.saturating_add(50) / 100;
        u32::try_from(points.max(1)).unwrap_or(u32::MAX)
    }

    /// How many connections each thing is asked for.
    const fn connections(&self) -> usize {
        match self {
            Self::Resolve(_) | Self::Repositories(_) | Self::Owners(_) => 0,
            Self::ReviewsBy { .. }
            | Self::ReviewComments { .. }
            | Self::Threads { .. }
            | Self::CommitAuthors(_)
            | Self::History { .. }
            | Self::RepoHistory { .. }
            | Self::RepoPulls { .. }
            | Self::Pages(_)
            | Self::SearchCounts(_)
            | Self::SearchItems { .. } => 1,
            Self::Contributions { .. } => 2,
            Self::Authored { .. } | Self::Talk { .. } => 3,
            Self::PullDetails { .. } | Self::Probe(_) => 6,
        }
    }
}

/// How many connections an issue or a discussion is asked for: each comment of a discussion has answers.
fn inside(kind: ThreadKind, page: u32) -> usize {
    match kind {
        ThreadKind::Issue => 1,
        ThreadKind::Discussion => 1 + kind.page(page) as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::full;
    use crate::Shape;

    #[test]
    fn every_query_of_the_plan_costs_one_point_and_a_probe_of_fifty_people_three() {
        for shape in Shape::ALL {
            let expected = if *shape == Shape::Probe { 3 } else { 1 };
            assert_eq!(full(*shape, shape.most()).cost(), expected, "{shape}");
        }
    }

    #[test]
    fn the_price_is_rounded_to_the_nearest_point_and_never_nothing() {
        for (people, points) in [(0, 1), (1, 1), (24, 1), (25, 2), (41, 2), (42, 3)] {
            assert_eq!(full(Shape::Probe, people).cost(), points, "{people} people");
        }
        assert_eq!(full(Shape::PullDetails, 24).cost(), 1);
        assert_eq!(full(Shape::PullDetails, 25).cost(), 2);
    }
}
