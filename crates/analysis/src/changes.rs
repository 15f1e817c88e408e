//! What differs between two assessments of a period: of whom, and in what.

use monitor_model::{Assessment, EnrollmentKey, Finding, Judgement};

/// Somebody whose standing, level or findings differ, or who is in one of the two only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed<'a> {
    /// Who.
    pub key: &'a EnrollmentKey,
    /// The assessment before; `None` where they were not in it.
    pub before: Option<&'a Assessment>,
    /// The assessment after; `None` where they are not in it.
    pub after: Option<&'a Assessment>,
}

impl<'a> Changed<'a> {
    /// Whether the standing differs. Somebody who is in one of the two only has no other standing.
    #[must_use]
    pub fn standing(&self) -> bool {
        self.differ(|assessment| assessment.stand.standing)
    }

    /// Whether what can be said of the level differs.
    #[must_use]
    pub fn level(&self) -> bool {
        self.differ(level)
    }

    /// The findings that are no more.
    #[must_use]
    pub fn gone(&self) -> Vec<&'a Finding> {
        only_in(self.before, self.after)
    }

    /// The findings that were not there before.
    #[must_use]
    pub fn appeared(&self) -> Vec<&'a Finding> {
        only_in(self.after, self.before)
    }

    fn differ<T: PartialEq>(&self, of: impl Fn(&Assessment) -> T) -> bool {
        matches!((self.before, self.after), (Some(before), Some(after)) if of(before) != of(after))
    }

    fn is_none(&self) -> bool {
        let both = self.before.is_some() && self.after.is_some();
        let findings = self.gone().len() + self.appeared().len();
        both && !self.standing() && !self.level() && findings == 0
    }
}

/// Of everybody who differs; in the order of the assessments before, then those who are new. Both are of one period of one program.
/// A finding is known by its rule: that it says another number of days is no change.
#[must_use]
pub fn changes<'a>(
    before: impl IntoIterator<Item = &'a Assessment>,
    after: impl IntoIterator<Item = &'a Assessment>,
) -> Vec<Changed<'a>> {
    let before: Vec<&Assessment> = before.into_iter().collect();
    let after: Vec<&Assessment> = after.into_iter().collect();
    let known = before.iter().map(|one| Changed {
        key: &one.enrollment.key,
        before: Some(one),
        after: of(&after, &one.enrollment.key),
    });
    let new = after.iter().filter(|one| of(&before, &one.enrollment.key).is_none());
    let new = new.map(|one| Changed { key: &one.enrollment.key, before: None, after: Some(one) });
    known.chain(new).filter(|changed| !changed.is_none()).collect()
}

fn of<'a>(assessments: &[&'a Assessment], key: &EnrollmentKey) -> Option<&'a Assessment> {
    assessments.iter().find(|assessment| assessment.enrollment.key == *key).copied()
}

/// Before the period begins there is no level at all.
fn level(assessment: &Assessment) -> Option<Judgement> {
    assessment.elapsed.map(|_| assessment.progress.judgement)
}

/// The findings of the one whose rules say nothing of the other. Of somebody who is in one of the two only there are none.
fn only_in<'a>(one: Option<&'a Assessment>, other: Option<&'a Assessment>) -> Vec<&'a Finding> {
    let (Some(one), Some(other)) = (one, other) else { return Vec::new() };
    let in_other = |finding: &&Finding| other.findings.iter().any(|f| f.rule == finding.rule);
    one.findings.iter().filter(|finding| !in_other(finding)).collect()
}
