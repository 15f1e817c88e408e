//! Why something was not sent: one sentence, and what to do.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use monitor_model::RepoName;

use crate::place::Visibility;

/// Why something was not sent. What is shown of it holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostError {
    /// A text for few would have been put where more can read it.
    Exposed {
        /// The repository.
        repo: RepoName,
        /// Who can see it; never [`Visibility::Private`].
        visibility: Visibility,
    },
    /// A message without a part.
    Empty,
    /// A title that is empty, too long, or more than a line.
    Title {
        /// Its length.
        characters: usize,
    },
    /// A text that the channel does not take.
    TooLong {
        /// Which part or section, from 1.
        part: usize,
        /// Its length, with everything that is added to it.
        characters: usize,
        /// How long it may be.
        most: usize,
    },
    /// GitHub does not accept the token.
    BadToken,
    /// The token may not write there.
    Forbidden {
        /// Where, such as `owner/repo#7`.
        at: String,
        /// What GitHub says; foreign text.
        said: String,
    },
    /// There is no such place, or the token can't see it.
    NotFound {
        /// Where.
        at: String,
    },
    /// The repository has no issues.
    Disabled {
        /// Where.
        at: String,
    },
    /// The conversation is locked.
    Locked {
        /// Where.
        at: String,
    },
    /// The repository is archived.
    Archived {
        /// Where.
        at: String,
    },
    /// The repository has another name now. It is not followed: who owns it now may be somebody else.
    Moved {
        /// Where.
        at: String,
    },
    /// The channel does not take the text.
    Refused {
        /// Where.
        at: String,
        /// What it says; foreign text.
        said: String,
    },
    /// The limits of the channel allow nothing more for now.
    Limited {
        /// When to come again.
        again_at: DateTime<Utc>,
    },
    /// There was no answer, however often it was asked. What was sent before stays, and is found again.
    NoAnswer {
        /// Where.
        at: String,
        /// What happened last; foreign text.
        said: String,
    },
    /// There is no connection; nothing was sent.
    Unreachable {
        /// To what.
        at: String,
    },
    /// The webhook does not exist any more, or never did.
    NoHook,
    /// Of several messages for the webhook only the first ones were sent.
    Partly {
        /// How many arrived, as far as known.
        sent: usize,
        /// Of how many.
        of: usize,
        /// Why no more.
        cause: Box<PostError>,
    },
    /// This machine can't speak TLS.
    Setup,
}

impl PostError {
    /// Whether every other message to the same channel would fail as well now, for it is not the text that is at fault.
    #[must_use]
    pub fn is_of_channel(&self) -> bool {
        match self {
            Self::Empty
            | Self::Title { .. }
            | Self::TooLong { .. }
            | Self::Refused { .. }
            | Self::Exposed { .. } => false,
            Self::Partly { cause, .. } => cause.is_of_channel(),
            Self::BadToken
            | Self::Forbidden { .. }
            | Self::NotFound { .. }
            | Self::Disabled { .. }
            | Self::Locked { .. }
            | Self::Archived { .. }
            | Self::Moved { .. }
            | Self::Limited { .. }
            | Self::NoAnswer { .. }
            | Self::Unreachable { .. }
            | Self::NoHook
            | Self::Setup => true,
        }
    }

    /// The sentence, without the hint.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Exposed { repo, visibility } => {
                format!("a text for few was not sent to `{repo}`, {}", seen_by(*visibility))
            }
            Self::Empty => "the message has no text".to_owned(),
            Self::Title { characters } => {
                format!("the title has {characters} characters, or more than one line")
            }
            Self::TooLong { part, characters, most } => {
                format!("part {part} has {characters} characters, and at most {most} are taken")
            }
            Self::BadToken => "GitHub does not accept the token".to_owned(),
            Self::Forbidden { at, said } => {
                format!("the token may not write to `{at}`: {said}")
            }
            Self::NotFound { at } => format!("`{at}` does not exist, or the token can't see it"),
            Self::Disabled { at } => {
                format!("`{at}` was deleted, or its repository has issues turned off")
            }
            Self::Locked { at } => format!("`{at}` is locked"),
            Self::Archived { at } => {
                format!("the repository of `{at}` is archived, so nobody can write to it")
            }
            Self::Moved { at } => format!("`{at}` has another address now"),
            Self::Refused { at, said } => format!("{at} does not take the text: {said}"),
            Self::Limited { again_at } => format!(
                "nothing more can be sent before {}",
                again_at.to_rfc3339_opts(SecondsFormat::Secs, true)
            ),
            Self::NoAnswer { at, said } => format!("no answer from {at}: {said}"),
            Self::Unreachable { at } => format!("there is no connection to {at}"),
            Self::NoHook => "the webhook does not exist".to_owned(),
            Self::Partly { sent, of, cause } => {
                format!("{sent} of {of} messages were sent: {}", cause.says())
            }
            Self::Setup => "no secure connection can be prepared".to_owned(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        let fixed = match self {
            Self::Exposed { .. } => {
                "send it to a private repository, or send the report for everybody"
            }
            Self::Empty => "nothing was sent; there is nothing to do",
            Self::Title { .. } => "a title is one line of 1 to 256 characters",
            Self::TooLong { .. } => "cut the text into more parts",
            Self::BadToken => "it may have expired; set a new one",
            Self::Forbidden { .. } | Self::NotFound { .. } => {
                "the least that a fine-grained token needs is this repository with `Issues: read and write`; in GitHub Actions, \
                 `permissions: issues: write`"
            }
            Self::Disabled { .. } => {
                "turn issues on in the settings of the repository, or name another target"
            }
            Self::Locked { .. } => {
                "unlock the conversation, or use a token with write access to the repository; `Issues: read and write` is not enough"
            }
            Self::Archived { .. } => "name another target",
            Self::Moved { .. } => "write the present name, if it is still the right place",
            Self::Refused { .. } => {
                "nothing was changed there; this is worth a report, with the sentence above"
            }
            Self::Limited { .. } => "run it again then",
            Self::NoAnswer { .. } => {
                "run it again later; what was sent is found again and not sent twice"
            }
            Self::Unreachable { .. } => {
                "nothing was sent; is the address right, and is the network there?"
            }
            Self::NoHook => "make a new one, and set its address",
            Self::Partly { of, sent, cause } => {
                return format!(
                    "the last {} did not arrive; what arrived stays. {}",
                    of - sent,
                    cause.hint()
                );
            }
            Self::Setup => "are the certificates of this system installed (`ca-certificates`)?",
        };
        fixed.to_owned()
    }
}

fn seen_by(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "which everybody can see",
        Visibility::Private | Visibility::Unknown => "of which it is not known that it is private",
    }
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhint: {}", self.says(), self.hint())
    }
}

impl std::error::Error for PostError {}
