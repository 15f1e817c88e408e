//! `backup`: the database, copied as it is at one instant, into a file that only this user may read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use monitor_store::{Backup, LedgerProof, back_up};

use super::counted;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(file: &Path, settings: &Settings) -> Result<Exit, Failure> {
    not_there_yet(file)?;
    let part = Part::new(file)?;
    let backup = back_up(&settings.db, &part.path)?;
    part.sync()?;
    // Whoever made the file in the meantime keeps it.
    not_there_yet(file)?;
    part.becomes(file)?;
    output::result(&text(file, &backup, settings))?;
    Ok(match backup.ledger {
        Some(LedgerProof::Broken(_)) => Exit::Attention,
        Some(LedgerProof::Sound(_)) | None => Exit::Done,
    })
}

fn text(file: &Path, backup: &Backup, settings: &Settings) -> String {
    let (db, file) = (settings.db.display(), file.display());
    let said = format!("`{file}` is a whole copy of `{db}`\n");
    match &backup.ledger {
        Some(LedgerProof::Sound(head)) => {
            let entries = usize::try_from(head.entries).unwrap_or(usize::MAX);
            let entries = counted(entries, "entry").replace("entrys", "entries");
            let hash = &head.hash;
            format!(
                "{said}its ledger is as it was written: {entries}\nhead: {}:{hash}\n",
                head.entries
            )
        }
        Some(LedgerProof::Broken(broken)) => format!("{said}its ledger is not: {broken}\n"),
        None => format!(
            "{said}it has the older format {}, and nobody has looked through its ledger\n",
            backup.format
        ),
    }
}

fn not_there_yet(file: &Path) -> Result<(), Failure> {
    match file.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed("look for", file, &error)),
        Ok(_) => Err(Failure::input(
            format!("`{}` is there already, and a backup is never overwritten", file.display()),
            "give a name that is free, such as one with today's date",
        )),
    }
}

/// A copy under a name that nobody takes for a backup, until it is one. It is gone with this.
struct Part {
    path: PathBuf,
}

impl Part {
    fn new(file: &Path) -> Result<Self, Failure> {
        let mut path = file.as_os_str().to_owned();
        path.push(".part");
        let path = PathBuf::from(path);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(_) => Ok(Self { path }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::input(
                format!(
                    "`{}` is there: a backup is being written, or one was cut off",
                    path.display()
                ),
                "wait until it is done; if nothing is writing it, delete it",
            )),
            Err(error) => Err(failed("make", &path, &error)),
        }
    }

    /// Waits until it is on the disk.
    fn sync(&self) -> Result<(), Failure> {
        let done = OpenOptions::new().write(true).open(&self.path).and_then(|file| file.sync_all());
        done.map_err(|error| failed("write", &self.path, &error))
    }

    fn becomes(self, file: &Path) -> Result<(), Failure> {
        fs::rename(&self.path, file).map_err(|error| failed("make", file, &error))?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        // The name, too. Not every system can do this to a folder, and then there is nothing to be done.
        let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::machine(
        format!("can't {what} `{}`: {error}", path.display()),
        "see that its folder is there, may be written, and has room",
    )
}
