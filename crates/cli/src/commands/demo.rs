//! `demo`: a fictional term, from a simulated GitHub to a review, through the same code as any other. The simulation is only
//! there in builds with the cargo feature `demo`; nothing that is shipped has it.

#[cfg(feature = "demo")]
mod play;
#[cfg(feature = "demo")]
mod story;

use crate::args::Demo;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

#[cfg(feature = "demo")]
pub(super) fn run(arguments: &Demo, settings: &Settings) -> Result<Exit, Failure> {
    play::run(&arguments.out, settings)
}

#[cfg(not(feature = "demo"))]
pub(super) fn run(arguments: &Demo, _: &Settings) -> Result<Exit, Failure> {
    Err(Failure::input(
        format!(
            "this build has no simulated GitHub, so there is no demo to write to `{}`",
            arguments.out.display()
        ),
        "in the sources, run `cargo run --features demo -- demo`",
    ))
}
