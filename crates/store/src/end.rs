//! How a transaction ends, and what it waits for.

/// How a transaction that went well ends.
#[derive(Clone, Copy)]
pub(crate) enum End {
    /// What was written is on the disk.
    Commit,
    /// What was written will be on the disk at the next commit that waits for it, or before.
    CommitSoon,
    RollBack,
}

impl End {
    /// SQLite's setting for it. With a write-ahead log, which every file has, `normal` syncs the log before its pages go into
    /// the database, and not at every commit: a commit may be lost when the power fails, but never in part, never before an
    /// earlier one, and the file stays sound.
    pub(crate) const fn synchronous(self) -> &'static str {
        match self {
            Self::Commit | Self::RollBack => "full",
            Self::CommitSoon => "normal",
        }
    }
}
