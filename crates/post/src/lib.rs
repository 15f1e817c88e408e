//! The channels through which finished texts reach people. No other crate writes to the outside.
//!
//! In reading order: what is sent ([`Message`], its [`MessageKey`] and the [`Audience`](monitor_model::Audience) that may read it), how a text is cut into
//! parts that GitHub takes ([`split`]), where it goes ([`Target`]) and where it stands afterwards ([`Place`], [`Outcome`]); then the
//! channels: issues and comments on GitHub ([`Issues`]), a webhook as Slack has it ([`Webhook`]), and a sign of life ([`Heartbeat`]).
//!
//! A channel knows nothing of the others, so one that fails keeps none of the others from working:
//!
//! ```no_run
//! # use monitor_post::{Issues, Message, Target, Webhook};
//! # async fn run(issues: Issues, webhook: Webhook, target: Target, message: Message, sections: Vec<String>) {
//! let on_github = issues.upsert(&target, &message, &[]).await.err();
//! let in_the_chat = webhook.send(&message.title, &sections).await.err();
//! for error in on_github.into_iter().chain(in_the_chat) {
//!     eprintln!("{error}"); // a sentence and a hint, and never a secret
//! }
//! # }
//! ```

mod desk;
mod error;
mod heartbeat;
mod http;
mod issues;
mod key;
mod marker;
mod message;
mod place;
mod plan;
mod refusal;
mod secret;
mod split;
mod target;
mod upsert;
mod webhook;
mod wire;

pub use desk::Manners;
pub use error::PostError;
pub use heartbeat::{Beat, Heard, Heartbeat};
pub use issues::Issues;
pub use key::{KeyError, MessageKey};
pub use message::{LONGEST_PART, LONGEST_TEXT, LONGEST_TITLE, Message};
pub use place::{Outcome, Place, Visibility};
pub use secret::{SecretUrl, SecretUrlError};
pub use split::{Unsplittable, split};
pub use target::{Target, TargetError};
pub use webhook::Webhook;
