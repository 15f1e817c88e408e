//! The mentorship monitor: arguments, settings, commands. All reading of files, clock and environment is here.

mod args;
mod exit;

mod files;
mod output;
mod posting;
mod progress;
mod salt;
mod settings;

mod commands;

use std::process::ExitCode;

use clap::Parser;

use args::Arguments;
use settings::Settings;

fn main() -> ExitCode {
    // clap prints its own errors with a hint, and exits with code 2, which is ours for wrong usage.
    let arguments = Arguments::parse();
    let run = Settings::read(arguments.global)
        .and_then(|settings| commands::run(arguments.command, &settings));
    run.unwrap_or_else(|failure| output::failure(&failure)).into()
}
