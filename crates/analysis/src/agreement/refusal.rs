//! Why a deed is refused, or an entry of the ledger has no effect: one sentence each, and what to do instead.

use chrono::{DateTime, Utc};
use monitor_model::{Actor, EnrollmentKey, EntryId, EvidenceId, PeriodId, Verdict};

/// Why a deed is refused, or an entry of the ledger has no effect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The entry is about somebody else.
    #[error("entry is about `{given}`, not about `{about}`")]
    OtherEnrollment {
        /// Whom the entry is about.
        given: EnrollmentKey,
        /// Whose agreement it is.
        about: EnrollmentKey,
    },
    /// The role may not do this at all.
    #[error("`{deed}` is not for the role `{role}`")]
    Role {
        /// The role.
        role: Actor,
        /// What was wanted.
        deed: &'static str,
        /// Roles that may.
        needs: &'static [Actor],
    },
    /// A mentor, but not of this enrollment.
    #[error("`{name}` is no mentor of `{about}`, so `{deed}` is not for them")]
    NoMentor {
        /// Who.
        name: String,
        /// What was wanted.
        deed: &'static str,
        /// Which enrollment.
        about: EnrollmentKey,
        /// Its mentors.
        mentors: Vec<String>,
    },
    /// A mentee, but another one.
    #[error("`{name}` is not the mentee of `{about}`")]
    OtherMentee {
        /// Who.
        name: String,
        /// Which enrollment.
        about: EnrollmentKey,
    },
    /// The personal data were erased.
    #[error("this enrollment's mentee was forgotten, so nothing can be added")]
    Forgotten,
    /// The program has no such period.
    #[error("there is no period `{period}`")]
    NoPeriod {
        /// What was given.
        period: PeriodId,
        /// The periods that there are.
        known: Vec<PeriodId>,
    },
    /// The same verdict holds already, and no new reason was given.
    #[error("`{period}` is evaluated as `{verdict}` already")]
    SameVerdict {
        /// The period.
        period: PeriodId,
        /// The verdict that holds.
        verdict: Verdict,
    },
    /// There is no verdict to decide on.
    #[error("no mentor has evaluated `{period}`, so there is nothing to {deed}")]
    NoVerdict {
        /// The period.
        period: PeriodId,
        /// What was wanted.
        deed: &'static str,
    },
    /// The verdict that holds is no pass.
    #[error("`{period}` is evaluated as `{verdict}`; only a pass can be decided on by `{deed}`")]
    NoPass {
        /// The period.
        period: PeriodId,
        /// The verdict that holds.
        verdict: Verdict,
        /// What was wanted.
        deed: &'static str,
    },
    /// The decision is about a verdict that does not hold.
    #[error("entry {on} is not the verdict that holds; entry {holds} is")]
    VerdictReplaced {
        /// The entry that was decided on.
        on: EntryId,
        /// The entry with the verdict that holds.
        holds: EntryId,
    },
    /// The administrator has agreed before.
    #[error("entry {entry} agrees with the pass already")]
    AgreedAlready {
        /// The entry that agrees.
        entry: EntryId,
    },
    /// It is disputed, and stays so until it is resolved.
    #[error("entry {entry} disputes the pass, and that is not resolved")]
    DisputedAlready {
        /// The entry that disputes.
        entry: EntryId,
    },
    /// There is no dispute to resolve.
    #[error("nobody disputes the pass of `{period}`, so there is nothing to resolve")]
    NoDispute {
        /// The period.
        period: PeriodId,
    },
    /// The policy has no such criterion.
    #[error("`{given}` is no criterion of the policy")]
    NoCriterion {
        /// What was given.
        given: String,
        /// The criteria that there are.
        known: Vec<String>,
    },
    /// A reason is missing.
    #[error("`{deed}` needs a reason, in a sentence")]
    NoReason {
        /// What was wanted.
        deed: &'static str,
        /// Why it needs one.
        because: &'static str,
    },
    /// There is no such evidence.
    #[error("entry {0} adds no evidence of this enrollment")]
    NoEvidence(EvidenceId),
    /// The same is said of the evidence already.
    #[error("evidence {id} is {} already", if *.confirmed { "confirmed" } else { "rejected" })]
    SameOpinion {
        /// Which evidence.
        id: EvidenceId,
        /// What is said of it.
        confirmed: bool,
    },
    /// No mentor has said anything of the evidence.
    #[error("no mentor has said anything of evidence {0}, so there is nothing to take back")]
    NoOpinion(EvidenceId),
    /// The same URL is there already.
    #[error("evidence {0} of the same period has the same URL")]
    SameEvidence(EvidenceId),
    /// The work lies outside every period.
    #[error("`{done}` lies in no period of this enrollment")]
    OutsideEveryPeriod {
        /// When the work was done.
        done: DateTime<Utc>,
    },
    /// It has not happened yet.
    #[error("`{given}` has not come yet")]
    NotYet {
        /// What was given.
        given: DateTime<Utc>,
    },
    /// The period is evaluated, and not as one that needs more time.
    #[error("`{period}` is evaluated as `{verdict}`, so its dates stay as they are")]
    NoExtension {
        /// The period.
        period: PeriodId,
        /// The verdict that holds.
        verdict: Verdict,
    },
    /// The evaluation would be due before the work is done, or has been.
    #[error("an evaluation that is due at `{due}` comes too early")]
    DueTooEarly {
        /// What was given.
        due: DateTime<Utc>,
        /// The earliest instant that would do.
        earliest: DateTime<Utc>,
    },
}

impl Refusal {
    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::OtherEnrollment { .. } | Self::OtherMentee { .. } => {
                "check for which mentee this was meant".to_owned()
            }
            Self::Role { needs, .. } => format!("ask the {}", list(needs, " or the ")),
            Self::NoMentor { mentors, .. } if mentors.is_empty() => {
                "the roster names no mentor; add one and import it again".to_owned()
            }
            Self::NoMentor { mentors, .. } => {
                format!("the roster names {}; correct it where that is wrong", quoted(mentors))
            }
            Self::Forgotten => "import a roster that names the mentee to begin anew".to_owned(),
            Self::NoPeriod { known, .. } => format!("the periods are {}", quoted(known)),
            Self::SameVerdict { .. } => "give a reason if there is more to say".to_owned(),
            Self::NoVerdict { .. } => "ask a mentor to evaluate the period first".to_owned(),
            Self::NoPass { verdict, .. } => of_verdict(*verdict).to_owned(),
            Self::VerdictReplaced { .. } => {
                "look at the verdict that holds, and decide on it".to_owned()
            }
            Self::AgreedAlready { .. } => "nothing has to be done".to_owned(),
            Self::DisputedAlready { .. } => "`resolve` accepts the pass after all".to_owned(),
            Self::NoDispute { .. } => "`agree` accepts a pass that nobody disputes".to_owned(),
            Self::NoCriterion { known, .. } => format!("the criteria are {}", quoted(known)),
            Self::NoReason { because, .. } => (*because).to_owned(),
            Self::NoEvidence(_) => "`show` lists the evidence with its numbers".to_owned(),
            Self::SameOpinion { .. } => "a mentor may take it back, or say the opposite".to_owned(),
            Self::NoOpinion(_) => "a mentor may confirm or reject it".to_owned(),
            Self::SameEvidence(id) => format!("a mentor may confirm or reject evidence {id}"),
            Self::OutsideEveryPeriod { .. } => {
                "check the date, or leave it out where the work took longer".to_owned()
            }
            Self::NotYet { .. } => "give the day on which the work was done".to_owned(),
            Self::NoExtension { .. } => {
                "a mentor who wants to give more time evaluates the period as `extend` first"
                    .to_owned()
            }
            Self::DueTooEarly { earliest, .. } => {
                format!(
                    "it must not be before the window's end, nor in the past: `{earliest}` or later"
                )
            }
        }
    }
}

const fn of_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fail => "a mentor's fail stands; only a mentor of the enrollment can change it",
        Verdict::Extend => "give the period its new dates with `extend`",
        Verdict::Withdraw => "who has left needs no decision; a mentor can change the verdict",
        Verdict::Pass => "decide on the pass",
    }
}

fn list(all: &[Actor], between: &str) -> String {
    all.iter().map(|actor| actor.as_str()).collect::<Vec<_>>().join(between)
}

fn quoted<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")
}
