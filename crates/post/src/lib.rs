//! The channels through which finished texts reach people. No other crate writes to the outside.
//!
//! In reading order: what is sent ([`Message`], its [`MessageKey`] and the [`Audience`] that may read it), how a text is cut into
//! parts that GitHub takes (`split`), where it goes ([`Target`]) and where it stands afterwards ([`Place`], [`Outcome`]); then the
//! channels: issues and comments on GitHub (`Issues`), a webhook as Slack has it (`Webhook`), and a sign of life (`Heartbeat`).

mod error;
mod key;
mod marker;
mod message;
mod place;
mod secret;
mod target;

pub use error::PostError;
pub use key::{KeyError, MessageKey};
pub use message::{Audience, LONGEST_PART, LONGEST_TEXT, LONGEST_TITLE, Message};
pub use place::{Outcome, Place, Visibility};
pub use secret::{SecretUrl, SecretUrlError};
pub use target::{Target, TargetError};
