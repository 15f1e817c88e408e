//! Making and changing accounts.

use super::{Account, AccountId, AccountKind, AccountState, At, CommitId, Visibility, World};

/// An account that is being described.
#[derive(Debug)]
pub struct PersonHandle<'w> {
    world: &'w mut World,
    id: AccountId,
}

impl World {
    /// The person with this login; made, with one linked e-mail address, where there is none.
    pub fn person(&mut self, login: &str) -> PersonHandle<'_> {
        let id = self.account_of_kind(login, AccountKind::User);
        PersonHandle { world: self, id }
    }

    /// The bot with this login (without `[bot]`); made where there is none.
    pub fn bot(&mut self, login: &str) -> PersonHandle<'_> {
        let id = self.account_of_kind(login, AccountKind::Bot);
        PersonHandle { world: self, id }
    }

    /// The organisation with this login; made where there is none.
    pub fn org(&mut self, login: &str) -> PersonHandle<'_> {
        let id = self.account_of_kind(login, AccountKind::Organization);
        PersonHandle { world: self, id }
    }

    /// The account that has this login now.
    #[must_use]
    pub fn account(&self, login: &str) -> Option<AccountId> {
        self.logins.get(&login.to_lowercase()).copied()
    }

    /// The person whose address this is.
    #[must_use]
    pub fn account_by_email(&self, email: &str) -> Option<AccountId> {
        self.emails.get(&email.to_lowercase()).copied()
    }

    /// The commits of an address, as author or as co-author, in the order in which they were made.
    #[must_use]
    pub fn commits_by_email(&self, email: &str) -> &[CommitId] {
        self.commits_by_email.get(&email.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Gives an account another login. The old one is free at once.
    pub fn rename_login(&mut self, who: AccountId, login: &str) {
        let now = self.now;
        let old = std::mem::replace(&mut self.accounts[who].login, login.to_owned());
        self.logins.remove(&old.to_lowercase());
        self.emails.remove(&plain_noreply(&old));
        self.logins.insert(login.to_lowercase(), who);
        self.emails.insert(plain_noreply(login), who);
        for repo in self.accounts[who].repos.clone() {
            let was = format!("{old}/{}", self.repos[repo].name);
            self.repo_names.insert(was.to_lowercase(), repo);
            self.repo_names.insert(self.full_name(repo).to_lowercase(), repo);
            self.repos[repo].past_names.push(was);
        }
        let account = &mut self.accounts[who];
        account.past_logins.push(old);
        account.updated_at = now;
    }

    /// Renames an account and lets somebody else take the login that it had. Answers with the newcomer.
    pub fn reassign_login(&mut self, who: AccountId, new_login: &str) -> AccountId {
        let old = self.accounts[who].login.clone();
        self.rename_login(who, new_login);
        self.person(&old).id()
    }

    /// Deletes an account: its repositories go, what it wrote elsewhere stays without an author, its commits are unlinked.
    pub fn delete_account(&mut self, who: AccountId) {
        self.logins.retain(|_, id| *id != who);
        self.emails.retain(|_, id| *id != who);
        for repo in self.accounts[who].repos.clone() {
            self.repos[repo].visibility = Visibility::Deleted;
        }
        self.accounts[who].state = AccountState::Deleted;
    }

    /// Flags or suspends an account: it and what it wrote are not seen until [`World::restore`].
    pub fn flag(&mut self, who: AccountId) {
        self.accounts[who].state = AccountState::Hidden;
    }

    /// Makes a profile private: search finds nothing of this person any more.
    pub fn make_profile_private(&mut self, who: AccountId) {
        self.accounts[who].private_profile = true;
    }

    /// Takes a flag back.
    pub fn restore(&mut self, who: AccountId) {
        self.accounts[who].state = AccountState::Active;
    }

    fn account_of_kind(&mut self, login: &str, kind: AccountKind) -> AccountId {
        if let Some(id) = self.account(login) {
            return id;
        }
        let now = self.now;
        let id = self.accounts.add(|_| Account::new(kind, login, now));
        self.logins.insert(login.to_lowercase(), id);
        if kind != AccountKind::Organization {
            let number = self.database_id(id);
            self.link_email(id, &format!("{}@mail.example", login.to_lowercase()));
            self.link_email(id, &format!("{number}+{login}@users.noreply.github.com"));
            self.emails.insert(plain_noreply(login), id);
        }
        id
    }

    /// Links an address to an account, and with it all commits that name it.
    pub fn link_email(&mut self, who: AccountId, email: &str) {
        self.emails.insert(email.to_lowercase(), who);
        self.accounts[who].emails.push(email.to_owned());
    }
}

/// The address of GitHub's old noreply kind, which belongs to whoever has the login.
fn plain_noreply(login: &str) -> String {
    format!("{}@users.noreply.github.com", login.to_lowercase())
}

impl PersonHandle<'_> {
    /// Sets the display name.
    pub fn named(self, name: &str) -> Self {
        self.world.accounts[self.id].name = Some(name.to_owned());
        self
    }

    /// Sets when the account was made.
    pub fn joined(self, at: At) -> Self {
        self.world.accounts[self.id].created_at = at;
        self
    }

    /// Links another address; commits are made with the first.
    pub fn email(self, email: &str) -> Self {
        self.world.link_email(self.id, email);
        self
    }

    /// Makes the profile private: search finds nothing of this person.
    pub fn private_profile(self) -> Self {
        self.world.accounts[self.id].private_profile = true;
        self
    }

    /// Shows how much was done in private repositories.
    pub fn shares_private_counts(self) -> Self {
        self.world.accounts[self.id].shares_private_counts = true;
        self
    }

    /// Makes an organisation refuse tokens without single sign-on.
    pub fn requires_sso(self) -> Self {
        self.world.accounts[self.id].requires_sso = true;
        self
    }

    /// Adds a member to an organisation.
    pub fn member(self, who: AccountId) -> Self {
        self.world.accounts[self.id].members.push(who);
        self
    }

    /// The account's number.
    #[must_use]
    pub const fn id(self) -> AccountId {
        self.id
    }
}
