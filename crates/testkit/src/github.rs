//! A simulated GitHub for tests: a [`World`](world::World) of people, repositories and what they did there, served over HTTP
//! and answered by GitHub's own types.
//!
//! ```
//! use monitor_testkit::github::http::{Fault, Github, When};
//! use monitor_testkit::github::world::{Verdict, World, at};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let mut world = World::new(at("2026-03-20T00:00:00Z"));
//! let ada = world.person("ada-lumen").id();
//! let grace = world.person("grace-wick").id();
//! let beam = world.repo("lantern-works/beam").id();
//! world
//!     .pr(beam, ada)
//!     .opened(at("2026-03-02T09:00:00Z"))
//!     .commit(at("2026-03-02T08:00:00Z"))
//!     .reviewed(grace, at("2026-03-03T09:00:00Z"), Verdict::Approved)
//!     .squash_merged_by(grace, at("2026-03-04T09:00:00Z"));
//!
//! let github = Github::start(world).await;
//! github.inject(When::Request(2), Fault::BadGatewayPage);
//! github.before(3, move |world| world.rename_login(ada, "ada-beacon"));
//! // … let a client loose on `github.uri()`, and then:
//! let journal = github.journal();
//! assert_eq!((journal.requests(), journal.points()), (0, 0));
//! let march = at("2026-03-01T00:00:00Z")..at("2026-04-01T00:00:00Z");
//! let truth = github.world(|world| world.visible_contributions(ada, march));
//! assert_eq!(truth.len(), 4); // opened, merged, the commit of the branch, and its squash
//! # }
//! ```
//!
//! [`worlds`] has whole terms ready. Where nobody knows what GitHub does, [`world::Quirks`] and [`graphql::CostRules`] say what
//! this one does.

pub mod graphql;
pub mod http;
pub mod world;
pub mod worlds;
