//! What to do about each error.

use crate::error::StoreError;

impl StoreError {
    /// What to do about it, as one sentence.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => {
                "`mentorship-monitor import roster FILE` makes it, and `--db FILE` names another"
            }
            Self::Foreign { .. } => {
                "name another file with `--db FILE`; this one was left as it is"
            }
            Self::Newer { .. } => {
                "install the newest version of this program; the file was left as it is"
            }
            Self::Busy { .. } => "wait until it is done, then run the same command again",
            Self::Locked { .. } => {
                "wait until it is done, or end that process; then run the same command again"
            }
            Self::Full { .. } => {
                "make room, then run the same command again; nothing was written halfway"
            }
            Self::ReadOnly { .. } => {
                "allow this user to write the file and its folder, or name another with `--db FILE`"
            }
            Self::CannotOpen { .. } => {
                "see that the folder exists and may be written, or name another file with `--db FILE`"
            }
            Self::Damaged { .. } => {
                "restore the file from a backup, or import everything into a new one with `--db FILE`"
            }
            Self::Twice { .. } => "give each a name of its own in the roster, then import it again",
            Self::LedgerMoved { .. } => {
                "look at what was added with `mentorship-monitor ledger list`, then run the same command again"
            }
            Self::NoEnrollment { .. } => {
                "`mentorship-monitor review PROGRAM` lists the enrollments"
            }
            Self::NoContinuation { .. } => {
                "write `OLD=NEW`: the key that the roster no longer has, and the one that it has instead"
            }
            Self::WasForgotten { .. } => {
                "take them out of the roster; `--enrol-again LOGIN` is for who came back on purpose"
            }
            Self::ForgetsNothing => "use `mentorship-monitor forget`, which erases and says so",
            Self::NamesForgotten { .. } => "give a reason without a name, such as `asked for it`",
            Self::NoSnapshot { .. } => {
                "`mentorship-monitor snapshot list` shows those that there are"
            }
            Self::SnapshotAmbiguous { .. } => "give more of the id",
            Self::SnapshotErased { .. } => {
                "freeze anew with `mentorship-monitor snapshot freeze`; what is known of the others is there"
            }
            Self::NoSnapshotText { .. } => {
                "give a file that `mentorship-monitor snapshot export` wrote, unchanged"
            }
            Self::Sqlite { .. } => {
                "run the same command again; if it stays, report it with this sentence"
            }
        }
    }
}
