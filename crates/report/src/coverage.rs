//! The coverage of a period in few words: streams of the same coverage together.

use monitor_model::{Assessment, CoverageSlice, Stream};

/// Streams of the same coverage.
#[derive(Clone, Debug)]
pub struct CoverageGroup<'a> {
    /// Which streams.
    pub streams: Vec<Stream>,
    /// The elapsed window in parts; empty before it begins.
    pub slices: &'a [CoverageSlice],
}

/// The streams of the same coverage together, in the order of the first of each.
pub(crate) fn groups(assessment: &Assessment) -> Vec<CoverageGroup<'_>> {
    let mut groups: Vec<CoverageGroup<'_>> = Vec::new();
    for stream in &assessment.coverage.streams {
        match groups.iter_mut().find(|group| group.slices == stream.slices) {
            Some(group) => group.streams.push(stream.stream),
            None => {
                groups.push(CoverageGroup { streams: vec![stream.stream], slices: &stream.slices })
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn streams_of_the_same_coverage_stand_together() {
        let assessment = fixture::assessment("ada-lumen");
        let mixed = groups(&assessment);
        assert_eq!(mixed.len(), 2);
        assert_eq!(mixed.iter().map(|g| g.streams.len()).sum::<usize>(), Stream::ALL.len());
        let complete = fixture::assessment("grace-wick");
        assert_eq!(groups(&complete).len(), 1);
    }
}
