//! What every view says of one assessment: what its record holds, and its findings with what they mean.

use monitor_model::{Assessment, Finding};

use crate::RuleDoc;

/// What the record of an assessment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Record {
    /// The period has not begun for this mentee.
    NotBegun,
    /// At least one contribution.
    Present,
    /// Everything public was seen, and there is nothing.
    Nothing,
    /// No contribution was seen, and something may exist.
    Unseen,
}

impl Record {
    /// The stable name of the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Present => "present",
            Self::Nothing => "nothing",
            Self::Unseen => "unseen",
        }
    }

    pub(crate) fn of(assessment: &Assessment) -> Self {
        let named = assessment.contributions.len();
        let counted = assessment.tallies.len();
        if assessment.elapsed.is_none() {
            Self::NotBegun
        } else if named > 0 || counted > 0 || assessment.activity.all().seen > 0 {
            Self::Present
        } else if assessment.coverage.is_complete() && assessment.activity.hidden_weeks == 0 {
            Self::Nothing
        } else {
            Self::Unseen
        }
    }
}

/// A finding of an assessment.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Whether most mentees have the very same one.
    pub common: bool,
    /// What its rule means, where that is known.
    pub explained: Option<RuleDoc<'a>>,
}

impl<'a> Remark<'a> {
    /// Every finding of an assessment, none of them explained or common.
    pub(crate) fn all(assessment: &'a Assessment) -> Vec<Self> {
        let remark = |finding| Self { finding, common: false, explained: None };
        assessment.findings.iter().map(remark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn only_complete_coverage_says_that_there_is_nothing() {
        let record = |key| Record::of(&fixture::assessment(key));
        assert_eq!(record("grace-wick"), Record::Present);
        assert_eq!(record("noor-vigil"), Record::Nothing);
        assert_eq!(record("sol-tallow"), Record::Unseen);
        assert_eq!(record("ines-ember"), Record::NotBegun);
        let mut hidden = fixture::assessment("noor-vigil");
        hidden.activity.hidden_weeks = 1;
        assert_eq!(Record::of(&hidden), Record::Unseen, "something is there that nobody can name");
    }
}
