//! What GitHub says of a login: which account is behind it, and what became of that account.

use chrono::{DateTime, Utc};

use crate::{Account, AccountId, Login};

/// What GitHub said when it was asked about a login, or about the account that a login stood for before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNote {
    /// The login that was asked about, as the roster has it.
    pub login: Login,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// What GitHub said.
    pub what: Identity,
}

/// What GitHub knows of a login.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// The account, and its login now. That is another login where the account was renamed.
    Resolved(Account, Login),
    /// Nobody has this login.
    NoSuchLogin,
    /// The account that the login stood for is gone or may not be seen.
    Gone(AccountId),
}
