//! What a run is to collect: which people, and for which window each.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{Account, Login, Window};

/// How far before the last run's start an incremental run looks again: clocks and GitHub's own lists lag.
pub(crate) const OVERLAP: TimeDelta = TimeDelta::hours(48);

/// How far back an incremental run asks again for what GitHub counts as contributions: commits land late.
pub(crate) const TRAILING: TimeDelta = TimeDelta::days(28);

/// For how long a run that did not finish is still the one that is asked for. What happened since is left to the next one.
pub(crate) const ONE_RUN: TimeDelta = TimeDelta::days(1);

/// What a run is to collect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Whom, each login once.
    pub people: Vec<Wanted>,
    /// When the run was asked for. What happens later is left to the next run.
    pub now: DateTime<Utc>,
    /// Whether to walk everything again, as if for the first time.
    pub full: bool,
    /// Whose repositories, and which single ones, the work is expected in, as keys in lower case. Their default branches are
    /// read whole: a person who only ever is a co-author has no list of such commits.
    pub scope: BTreeSet<String>,
}

/// Whose activity is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The roster's login.
    pub login: Login,
    /// The account that the login meant when it was first resolved.
    pub account: Option<Account>,
    /// From when to when; over all programs that the person is in.
    pub window: Window,
}
