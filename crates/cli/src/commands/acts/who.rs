//! Who acts: it is said, never guessed from the machine.

use monitor_model::{Actor, Doer, Enrollment, Mentor};

use crate::args::Doing;
use crate::exit::Failure;

/// Who acts in a role.
pub(in crate::commands) fn doer(doing: &Doing, role: Actor) -> Result<Doer, Failure> {
    let given = doing.actor.as_deref().unwrap_or_default().trim();
    let name = given.strip_prefix('@').unwrap_or(given);
    if name.is_empty() {
        return Err(Failure::input(
            "nobody is said to do this, and the ledger keeps who does what",
            "say who you are with `--as NAME`, or once for all in the environment as `MONITOR_ACTOR`",
        ));
    }
    Ok(Doer { role, name: name.to_owned() })
}

/// Who acts in the role that the roster gives them for an enrollment, unless it is said.
pub(in crate::commands) fn doer_of(
    doing: &Doing,
    role: Option<Actor>,
    enrollment: &Enrollment,
) -> Result<Doer, Failure> {
    let by = doer(doing, role.unwrap_or(Actor::Mentee))?;
    if role.is_some() {
        return Ok(by);
    }
    let key = by.name.to_lowercase();
    if key == enrollment.mentee.shown().to_lowercase() || key == enrollment.key.as_str() {
        return Ok(by);
    }
    if enrollment.mentors.iter().map(Mentor::key).any(|mentor| mentor == key) {
        return Ok(Doer { role: Actor::Mentor, ..by });
    }
    Err(Failure::input(
        format!(
            "`{}` is neither the mentee `{}` nor one of their mentors",
            by.name, enrollment.key
        ),
        "an administrator says `--role administrator`",
    ))
}
