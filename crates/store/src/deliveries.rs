//! What channels were told, so that nobody is told the same twice.

use chrono::{DateTime, Utc};
use monitor_model::{ProgramId, named};
use rusqlite::{Connection, params};

use crate::columns::{each, first, instant, micros, parsed, run, text};
use crate::error::Failure;

const OF_CHANNEL: &str =
    "SELECT message, state, digest, places, at FROM delivery WHERE channel = ?1 ORDER BY message";

const PUT: &str = "INSERT INTO delivery (channel, message, state, digest, places, at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (channel, message) DO UPDATE
     SET state = excluded.state, digest = excluded.digest, places = excluded.places, at = excluded.at";

const DROP: &str = "DELETE FROM delivery WHERE channel = ?1 AND message = ?2 AND state = 'begun'";

const REMINDED: &str = "SELECT until FROM reminded WHERE channel = ?1 AND program = ?2";

const PUT_REMINDED: &str = "INSERT INTO reminded (channel, program, until) VALUES (?1, ?2, ?3)
     ON CONFLICT (channel, program) DO UPDATE SET until = max(until, excluded.until)";

named! {
    /// How far a message has come.
    DeliveryState {
        /// It was about to be sent, and no more is known.
        Begun = "begun",
        /// It was sent.
        Done = "done",
        /// It was sent, and no answer said whether it arrived. It is not sent again.
        Uncertain = "uncertain",
    }
}

/// A message to a channel. No name of anybody is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The channel, by the name that the configuration gives it.
    pub channel: String,
    /// The key of the message.
    pub message: String,
    /// How far it has come.
    pub state: DeliveryState,
    /// The SHA-256 of what was sent, in lower-case hexadecimal.
    pub digest: String,
    /// Where its parts stand, in their order; none where the channel has no places.
    pub places: Vec<String>,
    /// When that was.
    pub at: DateTime<Utc>,
}

/// Those of a channel, by their keys.
pub(crate) fn all(connection: &Connection, channel: &str) -> Result<Vec<Delivery>, Failure> {
    let mut deliveries = Vec::new();
    each(connection, OF_CHANNEL, [channel], |row| {
        deliveries.push(Delivery {
            channel: channel.to_owned(),
            message: text(row, 0)?.to_owned(),
            state: parsed(row, 1)?,
            digest: text(row, 2)?.to_owned(),
            places: text(row, 3)?.lines().map(str::to_owned).collect(),
            at: instant(row, 4)?,
        });
        Ok(())
    })?;
    Ok(deliveries)
}

/// Keeps a delivery, in place of what was known of it.
pub(crate) fn put(connection: &Connection, of: &Delivery) -> Result<(), Failure> {
    let Delivery { channel, message, state, digest, places, at } = of;
    let (state, places, at) = (state.as_str(), places.join("\n"), micros(*at));
    run(connection, PUT, params![channel, message, state, digest, places, at])
}

/// Takes back that a message was begun.
pub(crate) fn drop(connection: &Connection, channel: &str, message: &str) -> Result<(), Failure> {
    run(connection, DROP, params![channel, message])
}

/// Until when a channel was told everything that a program's calendar asks for.
pub(crate) fn reminded(
    connection: &Connection,
    channel: &str,
    program: &ProgramId,
) -> Result<Option<DateTime<Utc>>, Failure> {
    first(connection, REMINDED, [channel, program.as_str()], |row| instant(row, 0))
}

/// Keeps that it was; never an earlier instant than is known.
pub(crate) fn set_reminded(
    connection: &Connection,
    channel: &str,
    program: &ProgramId,
    until: DateTime<Utc>,
) -> Result<(), Failure> {
    run(connection, PUT_REMINDED, params![channel, program.as_str(), micros(until)])
}
