//! What was seen becomes an assessment, and rules turn it into findings. Total functions: no I/O, and `now` is an argument.
//!
//! [`assess`] is the way in, and [`Assessor`] where not everybody is to be in memory at once. The parts, in the order in which they
//! are called: [`absence`] says why something is missing, [`observed`] what was seen of the period, [`activity`] what was done,
//! [`scoring`] what it earned, `interaction` how mentors and mentee met, [`agreement`] what people said and decided, and [`rules`]
//! what follows from it. [`explain`] says of one item or mentee why it is, or is not, counted. [`calibrate`] holds what the rules
//! and levels say against known verdicts, [`changes`] says what differs between two assessments, [`news`] what is new in a program
//! between two moments, [`agenda`] which dates matter and what they still ask of whom, [`reminders`] whom to tell now of what they
//! have not answered, [`context`] where progress lies among that of earlier programs.

pub mod absence;
pub mod activity;
pub mod agreement;
pub mod explain;
pub mod observed;
pub mod policy;
pub mod rules;
pub mod scoring;
pub mod standards;
pub mod statistics;

mod counting;

mod interaction;

mod assess;

mod inputs;

pub mod agenda;
pub mod calibrate;
pub mod changes;
pub mod context;
pub mod news;
pub mod reminders;

pub use assess::{Assessor, UnknownPeriod, assess, assess_one};
pub use counting::items as count_items;
pub use inputs::inputs;
pub use policy::Policy;
pub use rules::{REGISTRY, Rule};
pub use scoring::Scoring;
pub use standards::Standards;
pub use statistics::{Outcomes, ProgramStatistics, Totals, statistics};
