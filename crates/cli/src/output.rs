//! Writing to standard output and standard error. A reader that has gone away, as `head` does, is no error.

#[cfg(feature = "xlsx")]
use std::io::IsTerminal;
use std::io::{self, ErrorKind, Write};

use crate::exit::{Exit, Failure};

/// Writes a result to standard output.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    written(text.as_bytes())
}

/// Writes a file that is no text to standard output, which a terminal could not show.
#[cfg(feature = "xlsx")]
pub(crate) fn file(bytes: &[u8]) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return Err(Failure::input(
            "a workbook is no text for a terminal",
            "send it into a file, like `… > FILE.xlsx`",
        ));
    }
    written(bytes)
}

fn written(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::machine(
            format!("can't write to standard output: {error}"),
            "check where the output goes",
        )),
        _ => Ok(()),
    }
}

/// Writes a note for people to standard error. Where that is closed there is nobody to tell.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Writes why a run failed to standard error.
pub(crate) fn failure(failure: &Failure) -> Exit {
    let _ = write!(io::stderr().lock(), "{failure}");
    failure.exit
}
