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

pub(super) fn page() -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(|error| {
        Failure::machine(format!("the manual page can't be made: {error}"), "try --help instead")
    })?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Exit, Failure> {
    output::result(&String::from_utf8_lossy(bytes))?;
    Ok(Exit::Done)
}
