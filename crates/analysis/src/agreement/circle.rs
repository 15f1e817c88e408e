//! Who may do what: the people around one enrollment, and the roles that each deed needs.

use std::collections::BTreeSet;

use monitor_model::{Actor, Deed, Doer, Enrollment, EnrollmentKey, Mentor, ProgramId};

use super::refusal::Refusal;

/// The people around one enrollment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// The program.
    pub program: ProgramId,
    /// The enrollment.
    pub about: EnrollmentKey,
    /// What the mentee is called, or was in an earlier roster.
    mentee: BTreeSet<String>,
    mentors: BTreeSet<String>,
    former: BTreeSet<String>,
}

impl Circle {
    /// The people around an enrollment; `former` mentored it in an earlier roster, and what they did then still counts.
    #[must_use]
    pub fn of(program: &ProgramId, enrollment: &Enrollment, former: &[Mentor]) -> Self {
        let mentee = [enrollment.mentee.shown().to_lowercase(), enrollment.key.to_string()];
        let mentee = mentee.into_iter();
        Self {
            program: program.clone(),
            about: enrollment.key.clone(),
            mentee: mentee.chain(enrollment.former_names.iter().cloned()).collect(),
            mentors: enrollment.mentors.iter().map(Mentor::key).collect(),
            former: former.iter().map(Mentor::key).collect(),
        }
    }

    /// Whether somebody may do this now.
    pub(super) fn may_now(&self, by: &Doer, deed: &Deed) -> Result<(), Refusal> {
        self.role_suits(by, deed)?;
        match by.role {
            Actor::Mentor if !self.mentors.contains(&key(by)) => Err(self.no_mentor(by, deed)),
            _ => self.may_have(by, deed),
        }
    }

    /// Whether somebody may have done this, now or when others mentored.
    pub(super) fn may_have(&self, by: &Doer, deed: &Deed) -> Result<(), Refusal> {
        self.role_suits(by, deed)?;
        let key = key(by);
        match by.role {
            Actor::Mentor if !self.mentors.contains(&key) && !self.former.contains(&key) => {
                Err(self.no_mentor(by, deed))
            }
            Actor::Mentee if !self.mentee.contains(&key) => {
                Err(Refusal::OtherMentee { name: by.name.clone(), about: self.about.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Whether somebody whose name was erased may have done this: the role is all that is left.
    pub(super) fn role_suits(&self, by: &Doer, deed: &Deed) -> Result<(), Refusal> {
        let needs = needs(deed);
        if needs.contains(&by.role) {
            Ok(())
        } else {
            Err(Refusal::Role { role: by.role, deed: deed.as_str(), needs })
        }
    }

    fn no_mentor(&self, by: &Doer, deed: &Deed) -> Refusal {
        Refusal::NoMentor {
            name: by.name.clone(),
            deed: deed.as_str(),
            about: self.about.clone(),
            mentors: self.mentors.iter().cloned().collect(),
        }
    }
}

/// The form in which people are compared: lower case, without blanks around it.
fn key(by: &Doer) -> String {
    by.name.trim().to_lowercase()
}

/// The roles of which a deed needs one.
const fn needs(deed: &Deed) -> &'static [Actor] {
    match deed {
        Deed::Evaluate { .. } | Deed::Confirm(_) | Deed::Reject(_) | Deed::Revoke(_) => {
            &[Actor::Mentor]
        }
        Deed::AddEvidence { .. } => &[Actor::Mentee, Actor::Mentor, Actor::Administrator],
        Deed::Agree { .. }
        | Deed::Dispute { .. }
        | Deed::Resolve { .. }
        | Deed::Extend { .. }
        | Deed::Forget => &[Actor::Administrator],
    }
}
