//! Issues and comments on GitHub, made once and kept up to date.

use monitor_fetcher::{Client, Clock};
use monitor_model::{Audience, RepoName};

use crate::desk::{Desk, Manners};
use crate::error::PostError;
use crate::message::Message;
use crate::place::{Outcome, Place, Visibility};
use crate::target::Target;
use crate::upsert::Upsert;
use crate::wire;

/// GitHub's issues and comments as a channel.
///
/// One of these writes one thing after the other. Two that write the same message at the same time, on two machines, may both
/// make it; the next run then keeps the older one and empties the other.
#[derive(Debug)]
pub struct Issues {
    desk: Desk,
    allow_public: bool,
}

impl Issues {
    /// The channel through a client. The clock is only asked how long a wait still is.
    #[must_use]
    pub fn new(client: Client, manners: Manners, clock: Clock) -> Self {
        Self { desk: Desk::new(client, manners, clock), allow_public: false }
    }

    /// Sends texts for few also where everybody can read them.
    #[must_use]
    pub fn allow_public(self) -> Self {
        Self { allow_public: true, ..self }
    }

    /// Makes a message stand at its target: what is missing is made, what differs is changed, what is the same is left alone.
    ///
    /// `known` are places that an earlier run returned for this message; without them the message is searched for. The outcomes
    /// are those of the parts, in order, and then those of places that stand for no part any more, which now say so.
    ///
    /// Dropped or failed halfway, it is simply called again.
    ///
    /// # Errors
    /// If the message can't be sent as it is, if it is for few and the repository is not known to be private, or if GitHub
    /// refuses it or gives no answer. Nothing is sent before the first two are known.
    pub async fn upsert(
        &self,
        target: &Target,
        message: &Message,
        known: &[Place],
    ) -> Result<Vec<Outcome>, PostError> {
        message.check(matches!(target, Target::IssuePerMessage { .. }))?;
        self.guard(target.repo(), message.audience).await?;
        let viewer = self.desk.viewer().await?;
        let upsert = Upsert::new(&self.desk, viewer, message, known);
        match target {
            Target::Issue { repo, number } => upsert.on_issue(repo, *number).await,
            Target::IssuePerMessage { repo, labels } => upsert.issue_of_its_own(repo, labels).await,
        }
    }

    /// Who can see a repository.
    ///
    /// # Errors
    /// If GitHub refuses to answer, or gives no answer. A repository that can't be seen is [`Visibility::Unknown`].
    pub async fn visibility(&self, repo: &RepoName) -> Result<Visibility, PostError> {
        let path = format!("/repos/{repo}");
        match self.desk.read(&repo.to_string(), &path, wire::visibility).await {
            Err(PostError::NotFound { .. }) => Ok(Visibility::Unknown),
            seen => seen,
        }
    }

    /// Keeps texts for few away from where more can read them.
    async fn guard(&self, repo: &RepoName, audience: Audience) -> Result<(), PostError> {
        if audience == Audience::Public || self.allow_public {
            return Ok(());
        }
        match self.visibility(repo).await? {
            Visibility::Private => Ok(()),
            visibility => Err(PostError::Exposed { repo: repo.clone(), visibility }),
        }
    }
}
