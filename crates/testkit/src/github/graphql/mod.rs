//! Executing GraphQL on a [`World`](crate::github::world::World): apollo-compiler checks a query against GitHub's own types and walks
//! it; the objects here answer one field at a time.

mod answer;
mod call;
mod cost;
mod exec;
mod object;
mod paging;
mod refusal;
mod schema;
mod search;

pub use answer::{Answered, Asked, Outcome, Question, RateFigures, execute};
pub use cost::{Cost, CostRules};
pub use schema::schema;
pub(crate) use search::subjects as search_subjects;
