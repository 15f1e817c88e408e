//! Runs the binary as a user would: in a folder of its own, with a scrubbed environment and a fixed clock.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(dead_code, reason = "every test file uses its own part")]

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// The clock of every run that does not give its own.
pub(crate) const NOW: &str = "2026-06-01T12:00Z";

/// The monitor, in a folder of its own.
pub(crate) struct Monitor {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Monitor {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The folder in which it runs.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs it with arguments and files.
    pub(crate) fn run<P: AsRef<Path>>(&self, arguments: &[&str], files: &[P]) -> Run {
        self.run_with(arguments, files, &[])
    }

    /// Runs it with arguments, files and an environment.
    pub(crate) fn run_with<P: AsRef<Path>>(
        &self,
        arguments: &[&str],
        files: &[P],
        environment: &[(&str, &str)],
    ) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        command.env_clear().envs(environment.iter().copied());
        command.current_dir(self.path()).args(arguments);
        command.args(files.iter().map(|file| file.as_ref().as_os_str()));
        if !arguments.contains(&"--now") && arguments.first() != Some(&"demo") {
            command.args(["--now", NOW]);
        }
        let output = command.output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it with arguments alone.
    pub(crate) fn with(&self, arguments: &[&str]) -> Run {
        self.run::<&Path>(arguments, &[])
    }

    /// Runs it with arguments alone; it must succeed. Gives what was printed, which may be no text.
    pub(crate) fn with_bytes(&self, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        let command = command.env_clear().current_dir(self.path()).args(arguments);
        command.args(["--now", NOW]).assert().success().get_output().stdout.clone()
    }

    /// The review of a period as JSON.
    pub(crate) fn review(&self, program: &str, period: &str) -> String {
        let run = self.with(&["review", program, "--period", period, "--json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    }
}
