//! Brings messages to a channel: laid out for it, sent, and remembered, so that nobody is told the same twice.
//!
//! GitHub is asked what stands there before anything is written, so a message that was sent and not remembered is found again. A
//! webhook can't be asked: a message that was begun and of which no more is known is never sent again, and that is said.

use std::io::Write as _;

use chrono::Utc;
use monitor_fetcher::{Endpoint, Pace, Token};
use monitor_post::{
    Issues, Manners, Message, Outcome, Place, PostError, SecretUrl, Target, Webhook,
};
use monitor_store::{Delivery, DeliveryState, Store, Trouble};
use tokio::runtime::Runtime;

use super::lay::Laid;
use super::messages::Draft;
use super::said::said;
use super::troubles::DOUBT;
use crate::args::Connection;
use crate::commands::connection;
use crate::exit::Failure;
use crate::posting::{Channel, Way};
use crate::settings::Settings;

/// The most bytes that the summary of a step may come to with what is there; GitHub Actions takes 1 MiB, or nothing of it.
const SUMMARY: usize = 900_000;

/// A channel that can be written to.
pub(super) struct Courier<'r> {
    channel: &'r Channel,
    runtime: &'r Runtime,
    way: Open,
}

enum Open {
    GitHub(Box<Issues>, Target),
    Slack(Webhook),
    /// `None` where no file was named: then nobody reads it.
    Summary(Option<String>),
}

/// What is to be done about a message, given what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing: the channel has got it, or nobody may know whether it has.
    Nothing,
    /// To say that nobody knows whether it arrived.
    Doubt,
    /// To send it, or what is new in it.
    Send,
}

impl Next {
    /// Of a message with this digest to a channel of this kind.
    pub(super) fn of(way: &Way, known: Option<&Delivery>, digest: &str) -> Self {
        match (way, known.map(|of| of.state)) {
            (Way::Summary(_), _) | (_, None) => Self::Send,
            (Way::GitHub(_), Some(DeliveryState::Done)) => match known {
                Some(of) if of.digest == digest => Self::Nothing,
                _ => Self::Send,
            },
            (Way::GitHub(_), Some(_)) => Self::Send,
            (Way::Slack(_), Some(DeliveryState::Begun)) => Self::Doubt,
            // What a chat was told stays as it was, also where a report was made anew.
            (Way::Slack(_), Some(_)) => Self::Nothing,
        }
    }
}

/// Why a message was not brought.
pub(super) struct Unbrought {
    pub(super) failure: Failure,
    /// Whether others to the same channel may fare better now.
    pub(super) others_may: bool,
}

impl<E: Into<Failure>> From<E> for Unbrought {
    fn from(error: E) -> Self {
        Self { failure: error.into(), others_may: false }
    }
}

impl<'r> Courier<'r> {
    /// Opens a channel; nothing is sent yet.
    pub(super) fn open(
        channel: &'r Channel,
        runtime: &'r Runtime,
        github: &Connection,
        allow_public: bool,
        settings: &Settings,
    ) -> Result<Self, Failure> {
        let manners = Manners::in_seconds_of(settings.second);
        let clock = || Box::new(Utc::now) as Box<dyn Fn() -> _ + Send + Sync>;
        let way = match &channel.way {
            Way::GitHub(target) => {
                let _inside = runtime.enter();
                let endpoint = Endpoint::parse(&github.api_url).map_err(|error| said(&error))?;
                let token = token(github)?;
                let client = monitor_fetcher::Client::new(&endpoint, &token, Pace::default());
                let client = client.map_err(|error| said(&error))?;
                let issues = Issues::new(client, manners, clock());
                let issues = if allow_public { issues.allow_public() } else { issues };
                Open::GitHub(Box::new(issues), target.clone())
            }
            Way::Slack(name) => {
                let Some(url) = secret(name) else {
                    return Err(Failure::input(
                        format!("channel `{}`: the variable `{name}` is not set", channel.name),
                        "set it to the address of the webhook, or take the channel out of `posting.toml`",
                    ));
                };
                let url = SecretUrl::parse(&url).map_err(|error| said(&error))?;
                Open::Slack(Webhook::new(url, manners, clock()).map_err(|error| said(&error))?)
            }
            Way::Summary(name) => Open::Summary(secret(name)),
        };
        Ok(Self { channel, runtime, way })
    }

    /// Sends a message, unless the channel has got it.
    pub(super) fn bring(
        &self,
        draft: &Draft,
        store: &mut Store,
        settings: &Settings,
    ) -> Result<(), Unbrought> {
        let laid = Laid::of(draft, &self.channel.way)
            .map_err(|failure| Unbrought { failure, others_may: true })?;
        let digest = laid.digest();
        let deliveries = store.deliveries(&self.channel.name)?;
        let known = deliveries.into_iter().find(|of| of.message == draft.key.as_str());
        let delivery = |state, places| Delivery {
            channel: self.channel.name.clone(),
            message: draft.key.to_string(),
            state,
            digest: digest.clone(),
            places,
            at: settings.now,
        };
        match (Next::of(&self.channel.way, known.as_ref(), &digest), &self.way) {
            (Next::Nothing, _) => return Ok(()),
            (Next::Doubt, _) => {
                self.doubt(draft, store, settings)?;
                return Ok(store.put_delivery(&delivery(DeliveryState::Uncertain, vec![]))?);
            }
            (Next::Send, Open::Summary(path)) => return Ok(summary(path.as_deref(), &laid)?),
            (Next::Send, _) => {}
        }
        let places = known.map(|of| of.places).unwrap_or_default();
        store.put_delivery(&delivery(DeliveryState::Begun, places.clone()))?;
        let sent = self.send(draft, &laid, &places);
        match sent {
            Ok(outcomes) if outcomes.contains(&Outcome::Uncertain) => {
                self.doubt(draft, store, settings)?;
                Ok(store.put_delivery(&delivery(DeliveryState::Uncertain, vec![]))?)
            }
            Ok(outcomes) => {
                let places = outcomes.iter().filter_map(Outcome::place).map(written).collect();
                store.put_delivery(&delivery(DeliveryState::Done, places))?;
                settings.note(&format!("`{}` got {}", self.channel.name, draft.key));
                Ok(())
            }
            Err(error) => {
                // What did not arrive may be sent again.
                if matches!(self.way, Open::Slack(_)) && !matches!(error, PostError::Partly { .. })
                {
                    store.drop_delivery(&self.channel.name, draft.key.as_str())?;
                }
                Err(Unbrought { failure: said(&error), others_may: !error.is_of_channel() })
            }
        }
    }

    /// Says that nobody knows whether a message arrived. It is noted before the delivery is, so that a run that dies in between
    /// leaves it to be said by the next.
    fn doubt(&self, draft: &Draft, store: &mut Store, settings: &Settings) -> Result<(), Failure> {
        let says = format!(
            "whether `{}` got `{}` is not known, for the answer was lost; it is not sent again",
            self.channel.name, draft.key
        );
        settings.note(&says);
        let step = format!("{}{}/{}", DOUBT, self.channel.name, draft.key);
        store.put_trouble(&Trouble { step, says, since: settings.now })?;
        Ok(())
    }

    fn send(
        &self,
        draft: &Draft,
        laid: &Laid,
        places: &[String],
    ) -> Result<Vec<Outcome>, PostError> {
        match &self.way {
            Open::GitHub(issues, target) => {
                let message = Message {
                    key: draft.key.clone(),
                    title: laid.title.clone(),
                    parts: laid.parts.clone(),
                    audience: draft.audience,
                };
                let known: Vec<Place> = places.iter().filter_map(|text| read(text)).collect();
                self.runtime.block_on(issues.upsert(target, &message, &known))
            }
            Open::Slack(webhook) => self.runtime.block_on(webhook.send(&laid.title, &laid.parts)),
            Open::Summary(_) => Ok(Vec::new()),
        }
    }
}

/// Adds to the file that GitHub Actions shows as the page of a run.
fn summary(path: Option<&str>, laid: &Laid) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let there = std::fs::metadata(path).map_or(0, |file| file.len());
    let room = SUMMARY.saturating_sub(usize::try_from(there).unwrap_or(SUMMARY));
    let mut text = String::new();
    for part in &laid.parts {
        if text.len() + part.len() > room {
            text.push_str("\n\nThere is more; see the reports.\n");
            break;
        }
        text.push_str(part.trim_end());
        text.push_str("\n\n");
    }
    let write = || {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(text.as_bytes())
    };
    write().map_err(|error: std::io::Error| {
        Failure::machine(
            format!("can't write the summary: {error}"),
            "check the file that the variable names",
        )
    })
}

/// The token that writes: of its own, so that the one that collects needs no right to write; else the same.
fn token(github: &Connection) -> Result<Token, Failure> {
    match secret("MENTORSHIP_MONITOR_POST_TOKEN") {
        Some(text) => Token::new(text.trim()).map_err(|error| said(&error)),
        None => connection::token(github),
    }
}

/// What a variable holds; nothing where it is not set or empty.
pub(super) fn secret(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.trim().is_empty())
}

/// A place as it is remembered.
fn written(place: &Place) -> String {
    let comment = place.comment.map(|id| id.to_string()).unwrap_or_default();
    format!("{} {} {comment} {}", place.repo, place.issue, place.url)
}

/// A place that was remembered; what can't be read is searched for.
fn read(text: &str) -> Option<Place> {
    let mut words = text.splitn(4, ' ');
    let (repo, issue) = (words.next()?, words.next()?);
    let (comment, url) = (words.next()?, words.next()?);
    Some(Place {
        repo: monitor_model::RepoName::parse(repo).ok()?,
        issue: issue.parse().ok()?,
        comment: if comment.is_empty() { None } else { Some(comment.parse().ok()?) },
        url: url.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back() {
        let repo = monitor_model::RepoName::parse("lantern-works/admin").unwrap();
        for comment in [None, Some(41)] {
            let url = "https://github.com/lantern-works/admin/issues/7#issuecomment-41".to_owned();
            let place = Place { repo: repo.clone(), issue: 7, comment, url };
            assert_eq!(read(&written(&place)), Some(place));
        }
        assert_eq!(read("nonsense"), None);
    }
}
