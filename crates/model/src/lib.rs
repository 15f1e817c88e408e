//! The nouns of the mentorship monitor, as types that can't be wrong. No I/O, no clock.
//!
//! In reading order: who and what ([`Login`], [`RepoName`], [`Item`]), when ([`Window`], [`When`]), the roster
//! ([`Program`], [`Enrollment`]), what was seen ([`Contribution`], [`Coverage`], [`Batch`]), what the store knows of a
//! program ([`Cohort`]), and what the analysis makes of it ([`Assessment`], [`Finding`]).

mod named;

mod account;
mod login;
mod repo;

mod item;

mod week;
mod window;

mod id;
mod program;

mod enrollment;

mod contribution;
mod coverage;
mod detail;

mod identity;
mod witness;

mod batch;
mod cohort;
mod item_facts;

mod count;
mod interaction;

mod standing;

mod audience;
mod doer;

mod evaluation;
mod evidence;

mod ledger;

mod agreement;

mod design;
mod reach;

mod look;

mod assessment;
mod finding;
mod points;
mod progress;

pub use account::{Account, AccountId, NodeId};
pub use agreement::{Decided, Decision, OwnCalendar, PeriodAgreement};
pub use assessment::{
    Activity, Assessment, ClassedContribution, ClassedTally, PeriodCoverage, StreamCoverage,
};
pub use audience::Audience;
pub use batch::{Batch, Listed, NamedRepository, OwnList, Person, Unattributed, Vanished};
pub use cohort::{Cohort, Record};
pub use contribution::{Act, CommitTally, Contribution, Role, ScopeClass, Source};
pub use count::Count;
pub use coverage::{Coverage, CoverageSlice, CoverageStatement, HiddenActivity, Stream, cover};
pub use design::{DesignAct, DesignActivity, DesignRecord, Designer};
pub use detail::{
    ChangedFile, CommitDetail, Detail, Detailed, PullRequestDetail, Response, ReviewDetail,
    ReviewState, ThreadDetail,
};
pub use doer::{Doer, EntryId};
pub use enrollment::{Enrollment, EnrollmentKey, Mentee, Mentor, Project, Scope, WorkKind};
pub use evaluation::{Evaluation, Verdict};
pub use evidence::{
    Evidence, EvidenceId, EvidenceKind, EvidenceUrl, EvidenceUrlError, Opinion, WhyNoUrl,
};
pub use finding::{Actor, Finding, RuleId, Severity};
pub use id::{PeriodId, ProgramId, SlugError};
pub use identity::{Identity, IdentityNote};
pub use interaction::{Acts, FirstResponse, Interaction, MentorActs, OwnItems, Waiting};
pub use item::{Item, ItemKind, ItemUrl, ItemUrlError};
pub use item_facts::{ItemFact, ItemFacts};
pub use ledger::{Deed, Entry, NewEntry};
pub use login::{Login, LoginError, Mend};
pub use look::{Look, Seen};
pub use named::UnknownName;
pub use points::Points;
pub use program::{Period, Program};
pub use progress::{
    Earner, Earning, Judgement, Level, MergedShare, Progress, ProgressFacts, ProgressLine, Size,
    SizeBasis, Withheld,
};
pub use reach::{Reach, WhyNoConnection, WhyRefused};
pub use repo::{RepoName, RepoNameError};
pub use standing::{Stand, Standing};
pub use week::{CalendarWeek, NoCalendarWeek};
pub use window::{When, Window, WindowError, midnight};
pub use witness::{Witness, WitnessNote};
