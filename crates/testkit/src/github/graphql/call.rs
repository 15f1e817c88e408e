//! One field that is being asked for: its arguments, and the ways to answer it.

use apollo_compiler::resolvers::{FieldError, ResolveInfo, ResolvedValue};
use apollo_compiler::response::JsonValue;
use chrono::{DateTime, SecondsFormat};

use super::exec::{Answer, Exec, What};
use super::refusal::{Refusal, marker};
use crate::github::world::{AccountId, At, Thing, World};

/// One field that is being asked for.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) exec: &'a Exec<'a>,
    pub(crate) info: &'a ResolveInfo<'a>,
}

impl<'a> Call<'a> {
    pub(crate) const fn world(self) -> &'a World {
        self.exec.world
    }

    pub(crate) fn field(self) -> &'a str {
        self.info.field_name()
    }

    pub(crate) fn argument(self, name: &str) -> Option<&'a JsonValue> {
        self.info.arguments().get(name).filter(|v| !v.is_null())
    }

    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        self.argument(name)?.as_str()
    }

    pub(crate) fn flag(self, name: &str) -> bool {
        self.argument(name).and_then(JsonValue::as_bool).unwrap_or(false)
    }

    pub(crate) fn number(self, name: &str) -> Option<i64> {
        self.argument(name)?.as_i64()
    }

    /// The strings of a list argument; `None` where it was not given or is empty.
    pub(crate) fn texts(self, name: &str) -> Option<Vec<&'a str>> {
        let list: Vec<_> =
            self.argument(name)?.as_array()?.iter().filter_map(JsonValue::as_str).collect();
        (!list.is_empty()).then_some(list)
    }

    /// An instant in an argument, or in a field of an input object: `since`, `filterBy.since`.
    pub(crate) fn time(self, path: &str) -> Result<Option<At>, FieldError> {
        let (name, inner) = path.split_once('.').map_or((path, None), |(n, i)| (n, Some(i)));
        let value = match (self.argument(name), inner) {
            (Some(value), Some(inner)) => {
                value.as_object().and_then(|o| o.get(inner)).filter(|v| !v.is_null())
            }
            (value, _) => value,
        };
        let Some(value) = value else { return Ok(None) };
        let parsed = value.as_str().and_then(|t| DateTime::parse_from_rfc3339(t).ok());
        parsed.map(|t| Some(t.to_utc())).ok_or_else(|| {
            let message = format!("Could not coerce value {value} to DateTime");
            self.refuse(Refusal { kind: None, message, extensions: None })
        })
    }

    /// An error for this field.
    pub(crate) fn refuse(self, refusal: Refusal) -> FieldError {
        marker(self.exec.note(refusal))
    }

    pub(crate) fn object(self, what: impl Into<What>) -> Answer<'a> {
        Ok(self.exec.object(what.into()))
    }

    pub(crate) fn maybe(self, what: Option<impl Into<What>>) -> Answer<'a> {
        what.map_or_else(|| Ok(ResolvedValue::null()), |w| self.object(w))
    }

    pub(crate) fn list(self, all: impl IntoIterator<Item = What>) -> Answer<'a> {
        let objects: Vec<_> = all.into_iter().map(|w| self.exec.object(w)).collect();
        Ok(ResolvedValue::list(objects))
    }

    /// Whoever did something: null where the account is gone.
    pub(crate) fn actor(self, who: AccountId) -> Answer<'a> {
        self.maybe(self.world().shown(who))
    }

    pub(crate) fn id(self, thing: impl Into<Thing>) -> Answer<'a> {
        leaf(self.world().node_id_as(thing.into(), self.exec.ids))
    }

    /// A field that this object does not know: the schema has it and the simulator does not.
    pub(crate) fn unknown(self, type_name: &str) -> Answer<'a> {
        Err(FieldError {
            message: format!("the simulator cannot resolve `{type_name}.{}`", self.field()),
        })
    }
}

pub(crate) fn leaf<'a>(value: impl Into<JsonValue>) -> Answer<'a> {
    Ok(ResolvedValue::leaf(value))
}

/// An instant as GitHub writes it.
pub(crate) fn stamp(at: At) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub(crate) fn time<'a>(at: At) -> Answer<'a> {
    leaf(stamp(at))
}

pub(crate) fn maybe_time<'a>(at: Option<At>) -> Answer<'a> {
    leaf(at.map(stamp))
}
