//! `completions` and `man`: what the shell and the manual need, made from the arguments themselves.

use clap::CommandFactory;

use crate::args::Arguments;
use crate::exit::{Exit, Failure};
use crate::output;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "mentorship-monitor", &mut script);
    print(&script)
}

/// The page of the program, and those of all its commands after it.
pub(super) fn pages() -> Result<Exit, Failure> {
    let mut whole = Arguments::command();
    // Only now do the commands have the names and the options that they share.
    whole.build();
    let mut pages = Vec::new();
    let mut waiting = vec![whole];
    while let Some(command) = waiting.pop() {
        let below =
            command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help");
        // The first one is taken from the end.
        let mut below: Vec<_> = below.cloned().collect();
        below.reverse();
        waiting.extend(below);
        clap_mangen::Man::new(command).render(&mut pages).map_err(|error| {
            Failure::machine(format!("the manual can't be made: {error}"), "try --help instead")
        })?;
    }
    print(&pages)
}

fn print(bytes: &[u8]) -> Result<Exit, Failure> {
    output::result(&String::from_utf8_lossy(bytes))?;
    Ok(Exit::Done)
}
