//! Writing to standard output and standard error. A reader that has gone away, as `head` does, is no error.

use std::io::{self, ErrorKind, Write};

use crate::exit::{Exit, Failure};

/// Writes a result to standard output.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
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
