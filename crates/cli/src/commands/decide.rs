//! `decide`: what an administrator says of a mentor's verdict.

use chrono::Days;
use chrono_tz::Tz;
use monitor_analysis::agreement::Wish;
use monitor_model::{Actor, Window, midnight};

use super::acts::{About, Scene, day, doer, instant, perform};
use super::show::find;
use super::{program, store_to_read};
use crate::args::{self, Decide, Doing, Whose};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

mod all_clear;

/// What the administrator typed, whatever they decide.
struct Typed<'a> {
    whose: Whose,
    doing: &'a Doing,
    because: Option<&'a str>,
}

pub(super) fn run(arguments: &Decide, settings: &Settings) -> Result<Exit, Failure> {
    output::result(&act(arguments, settings)?)?;
    Ok(Exit::Done)
}

/// Decides, and gives what is to be said of it.
pub(super) fn act(arguments: &Decide, settings: &Settings) -> Result<String, Failure> {
    if let Decide::Agree(arguments) = arguments
        && arguments.all_clear
    {
        return all_clear::act(arguments, settings);
    }
    let typed = typed(arguments);
    let by = doer(typed.doing, Actor::Administrator)?;
    let mut store = store_to_read(settings)?;
    let Whose { program: id, mentee, period } = &typed.whose;
    let program = program(&store, id, settings)?;
    let about = About { program: id, key: &find(&program, mentee)?.key, period };
    perform(&mut store, about, &by, typed.because, settings, |desk, scene| {
        let period = period.clone();
        Ok(match arguments {
            Decide::Agree(_) => Wish::Agree { period },
            Decide::Dispute(of) => Wish::Dispute { period, criterion: of.criterion.clone() },
            Decide::Resolve(_) => Wish::Resolve { period },
            Decide::Extend(of) => extension(of, scene, desk.program.zone)?,
        })
    })
}

fn typed(arguments: &Decide) -> Typed<'_> {
    let (whose, doing, because) = match arguments {
        Decide::Agree(of) => {
            let mentee = of.mentee.clone().unwrap_or_default();
            let whose = Whose { program: of.program.clone(), mentee, period: of.period.clone() };
            (whose, &of.doing, &of.because)
        }
        Decide::Dispute(it) => (it.whose.clone(), &it.doing, &it.because),
        Decide::Resolve(it) => (it.whose.clone(), &it.doing, &it.because),
        Decide::Extend(it) => (it.whose.clone(), &it.doing, &it.because),
    };
    Typed { whose, doing, because: because.as_deref() }
}

/// The window keeps its first day and gets a new last one.
fn extension(of: &args::Extend, scene: &Scene, zone: Tz) -> Result<Wish, Failure> {
    let day = day(&of.until, "--until")?;
    let period = &scene.assessment.period;
    let from = period.window.from();
    let Ok(window) = Window::new(from, midnight(day + Days::new(1), zone)) else {
        let first = from.with_timezone(&zone).date_naive();
        return Err(Failure::input(
            format!("--until `{}` is before the period begins", of.until),
            format!("it begins on {first}"),
        ));
    };
    Ok(Wish::Extend { period: period.id.clone(), window, due: instant(&of.due, "--due")? })
}
