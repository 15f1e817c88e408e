//! What GitHub says of the names in rosters: pure, from answers to problems.

use std::collections::{BTreeMap, BTreeSet};

use monitor_model::{AccountId, Login, RepoName};

use crate::handle::{Handle, Named};
use crate::nearest::nearest;
use crate::{Level, Problem};

/// What came of asking for one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// GitHub knows it.
    Yes(T),
    /// GitHub knows nothing of this name, or shows nothing of it.
    No,
    /// GitHub did not say, for this reason.
    Refused(String),
}

/// What GitHub answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The people's accounts behind logins.
    pub people: BTreeMap<Login, Found<AccountId>>,
    /// Whether a login is an organisation's or a user's.
    pub owners: BTreeMap<Login, Found<()>>,
    /// What repositories are called now.
    pub repositories: BTreeMap<RepoName, Found<RepoName>>,
    /// The login that a known account has now.
    pub logins: BTreeMap<AccountId, Login>,
}

/// What the database knows already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The accounts that logins of rosters stand for.
    pub accounts: BTreeMap<Login, AccountId>,
    /// The login that each account was seen with last.
    pub logins: BTreeMap<AccountId, Login>,
}

/// The names that are to be asked for, each once: people, owners, repositories.
#[must_use]
pub fn asked<'h>(
    handles: impl IntoIterator<Item = &'h Handle>,
) -> (BTreeSet<Login>, BTreeSet<Login>, BTreeSet<RepoName>) {
    let mut asked = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for handle in handles {
        match &handle.named {
            Named::Mentee(login) | Named::Mentor(login) => asked.0.insert(login.clone()),
            Named::Organization(login) => asked.1.insert(login.clone()),
            Named::Repository(name) => asked.2.insert(name.clone()),
        };
    }
    asked
}

/// What is wrong with the names, each said once, where it stands first.
#[must_use]
pub fn compare(handles: &[Handle], answers: &Answers, known: &Known) -> Vec<Problem> {
    let mut places: BTreeMap<&Named, Vec<&Handle>> = BTreeMap::new();
    for handle in handles {
        places.entry(&handle.named).or_default().push(handle);
    }
    let look = Look { answers, known };
    let problem = |(named, handles): (&Named, Vec<&Handle>)| {
        let first = handles.first()?;
        let (level, says, hint) = look.wrong_with(named)?;
        let says = match handles.len() {
            1 => says,
            2 => format!("{says} (here and in 1 more place)"),
            n => format!("{says} (here and in {} more places)", n - 1),
        };
        Some(Problem { place: first.place.clone(), level, input: shown(named), says, hint })
    };
    let mut problems: Vec<Problem> = places.into_iter().filter_map(problem).collect();
    problems.sort();
    problems
}

fn shown(named: &Named) -> String {
    match named {
        Named::Mentee(login) | Named::Mentor(login) | Named::Organization(login) => {
            login.to_string()
        }
        Named::Repository(name) => name.to_string(),
    }
}

/// How grave it is, what is wrong, and what to do.
type Wrong = (Level, String, String);

struct Look<'a> {
    answers: &'a Answers,
    known: &'a Known,
}

impl Look<'_> {
    fn wrong_with(&self, named: &Named) -> Option<Wrong> {
        match named {
            Named::Mentee(login) => self.person(login, "mentee"),
            Named::Mentor(login) => self.person(login, "mentor"),
            Named::Organization(login) => self.owner(login),
            Named::Repository(name) => self.repository(name),
        }
    }

    fn person(&self, login: &Login, who: &str) -> Option<Wrong> {
        let before = self.known.accounts.get(login);
        match self.answers.people.get(login)? {
            Found::Refused(why) => Some(refused(login.as_str(), why)),
            Found::Yes(account) => {
                let before = before.filter(|before| *before != account)?;
                let says = format!(
                    "the login `{login}` belongs to another account now: {account}, and not {before} as before"
                );
                Some((Level::Problem, says, self.new_login(*before, login, who)))
            }
            Found::No => {
                if let Some(now) = before.and_then(|before| self.login_of(*before, login)) {
                    let says = format!("the account of `{login}` is called `{now}` now");
                    return Some((Level::Problem, says, format!("write `{now}`")));
                }
                Some(self.nobody(login, who))
            }
        }
    }

    fn nobody(&self, login: &Login, who: &str) -> Wrong {
        if matches!(self.answers.owners.get(login), Some(Found::Yes(()))) {
            let says = format!("`{login}` is an organisation and no person");
            let hint = format!(
                "write the {who}'s own login; organisations whose work counts belong in `organizations`"
            );
            return (Level::Problem, says, hint);
        }
        let says = format!("GitHub knows nobody called `{login}`");
        let hint = self.nearest_person(login).map_or_else(
            || format!("copy the login from the address of the {who}'s GitHub profile"),
            |near| format!("did you mean `{near}`?"),
        );
        (Level::Problem, says, hint)
    }

    /// The login of an account, as GitHub says or was seen to say, where it is another one.
    fn login_of(&self, account: AccountId, before: &Login) -> Option<&Login> {
        let now = self.answers.logins.get(&account).or_else(|| self.known.logins.get(&account));
        now.filter(|now| *now != before)
    }

    fn new_login(&self, account: AccountId, before: &Login, who: &str) -> String {
        self.login_of(account, before).map_or_else(
            || format!("ask the {who} for the login that they have now"),
            |now| format!("write `{now}`, the login of that account now"),
        )
    }

    /// Somebody who exists, in a roster or in the database, with a login like this.
    fn nearest_person(&self, login: &Login) -> Option<&str> {
        let in_rosters = found(&self.answers.people);
        let known = self.known.logins.values();
        nearest(login.as_str(), in_rosters.chain(known).map(Login::as_str))
    }

    fn owner(&self, login: &Login) -> Option<Wrong> {
        match self.answers.owners.get(login)? {
            Found::Yes(()) => None,
            Found::Refused(why) => Some(refused(login.as_str(), why)),
            Found::No => {
                let says = format!("GitHub knows no organisation and no user `{login}`");
                let of_repositories = found(&self.answers.repositories).map(RepoName::owner);
                let candidates = found(&self.answers.owners).chain(of_repositories);
                let near = nearest(login.as_str(), candidates.map(Login::as_str));
                let hint = near.map_or_else(
                    || "copy the name from the address of the organisation on GitHub".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                Some((Level::Problem, says, hint))
            }
        }
    }

    fn repository(&self, name: &RepoName) -> Option<Wrong> {
        match self.answers.repositories.get(name)? {
            Found::Yes(now) if now == name => None,
            Found::Yes(now) => {
                let what =
                    if now.owner() == name.owner() { "was renamed and is" } else { "moved and is" };
                let says = format!("the repository `{name}` {what} `{now}` now");
                Some((Level::Problem, says, format!("write `{now}`; the old name is not in scope")))
            }
            Found::Refused(why) => Some(refused(&name.to_string(), why)),
            Found::No => {
                let says = format!("GitHub shows no repository `{name}`");
                let others: Vec<String> =
                    found(&self.answers.repositories).map(ToString::to_string).collect();
                let hint = nearest(&name.to_string(), others.iter().map(String::as_str))
                    .map_or_else(
                        || "check the name; if it is private, its work can't be seen".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                Some((Level::Problem, says, hint))
            }
        }
    }
}

/// The names that GitHub knows.
fn found<K, T>(answers: &BTreeMap<K, Found<T>>) -> impl Iterator<Item = &K> {
    answers.iter().filter(|(_, found)| matches!(found, Found::Yes(_))).map(|(name, _)| name)
}

fn refused(name: &str, why: &str) -> Wrong {
    let hint =
        "check what the token may see; an organisation with single sign-on must be allowed for it";
    (Level::Notice, format!("`{name}` could not be checked: {why}"), hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn login(text: &str) -> Login {
        Login::parse(text).unwrap()
    }

    fn repo(text: &str) -> RepoName {
        RepoName::parse(text).unwrap()
    }

    fn handle(line: u32, named: Named) -> Handle {
        Handle { place: Place::new("a.toml", Some(line), ""), named }
    }

    fn answers() -> Answers {
        Answers {
            people: BTreeMap::from([
                (login("ada-lumen"), Found::Yes(AccountId(1))),
                (login("ada-lumem"), Found::No),
                (login("somebody-quite-else"), Found::No),
                (login("lantern-works"), Found::No),
                (login("old-beam"), Found::No),
                (login("taken"), Found::Yes(AccountId(9))),
                (login("hidden"), Found::Refused("FORBIDDEN: so it is".into())),
            ]),
            owners: BTreeMap::from([
                (login("lantern-works"), Found::Yes(())),
                (login("lantern-work"), Found::No),
                (login("nothing-like-it"), Found::No),
            ]),
            repositories: BTreeMap::from([
                (repo("lantern-works/beam"), Found::Yes(repo("Lantern-Works/Beam"))),
                (repo("lantern-works/baem"), Found::No),
                (repo("lantern-works/wick"), Found::Yes(repo("lantern-works/candle"))),
                (repo("lantern-works/lens"), Found::Yes(repo("prism-lab/lens"))),
                (repo("nowhere/x"), Found::No),
            ]),
            logins: BTreeMap::from([(AccountId(3), login("new-beam"))]),
        }
    }

    fn known() -> Known {
        Known {
            accounts: BTreeMap::from([
                (login("old-beam"), AccountId(3)),
                (login("taken"), AccountId(4)),
                (login("ada-lumen"), AccountId(1)),
            ]),
            logins: BTreeMap::from([(AccountId(4), login("taken-real"))]),
        }
    }

    /// What is said of one name: sentence and hint.
    fn said(named: Named) -> Option<(String, String)> {
        let found = compare(&[handle(1, named)], &answers(), &known());
        found.into_iter().next().map(|problem| (problem.says, problem.hint))
    }

    #[test]
    fn every_kind_of_wrong_name_is_told_with_what_to_do() {
        use Named::{Mentee, Mentor, Organization, Repository};
        let cases = [
            (
                Mentee(login("ada-lumem")),
                "GitHub knows nobody called `ada-lumem`",
                "did you mean `ada-lumen`?",
            ),
            (
                Mentor(login("somebody-quite-else")),
                "GitHub knows nobody called `somebody-quite-else`",
                "copy the login from the address of the mentor's GitHub profile",
            ),
            (
                Mentor(login("lantern-works")),
                "`lantern-works` is an organisation and no person",
                "write the mentor's own login; organisations whose work counts belong in `organizations`",
            ),
            (
                Mentee(login("old-beam")),
                "the account of `old-beam` is called `new-beam` now",
                "write `new-beam`",
            ),
            (
                Mentee(login("taken")),
                "the login `taken` belongs to another account now: 9, and not 4 as before",
                "write `taken-real`, the login of that account now",
            ),
            (
                Organization(login("lantern-work")),
                "GitHub knows no organisation and no user `lantern-work`",
                "did you mean `lantern-works`?",
            ),
            (
                Organization(login("nothing-like-it")),
                "GitHub knows no organisation and no user `nothing-like-it`",
                "copy the name from the address of the organisation on GitHub",
            ),
            (
                Repository(repo("lantern-works/baem")),
                "GitHub shows no repository `lantern-works/baem`",
                "did you mean `lantern-works/beam`?",
            ),
            (
                Repository(repo("nowhere/x")),
                "GitHub shows no repository `nowhere/x`",
                "check the name; if it is private, its work can't be seen",
            ),
            (
                Repository(repo("lantern-works/wick")),
                "the repository `lantern-works/wick` was renamed and is `lantern-works/candle` now",
                "write `lantern-works/candle`; the old name is not in scope",
            ),
            (
                Repository(repo("lantern-works/lens")),
                "the repository `lantern-works/lens` moved and is `prism-lab/lens` now",
                "write `prism-lab/lens`; the old name is not in scope",
            ),
        ];
        for (named, says, hint) in cases {
            assert_eq!(said(named), Some((says.to_owned(), hint.to_owned())));
        }
    }

    #[test]
    fn what_is_as_it_should_be_is_not_mentioned() {
        assert_eq!(said(Named::Mentee(login("Ada-Lumen"))), None);
        assert_eq!(said(Named::Organization(login("lantern-works"))), None);
        assert_eq!(said(Named::Repository(repo("lantern-works/beam"))), None);
        assert_eq!(said(Named::Mentee(login("never-asked"))), None);
    }

    #[test]
    fn what_is_refused_is_a_notice_and_no_problem() {
        let found = compare(&[handle(1, Named::Mentee(login("hidden")))], &answers(), &known());
        assert_eq!(found[0].level, Level::Notice);
        assert_eq!(found[0].says, "`hidden` could not be checked: FORBIDDEN: so it is");
    }

    #[test]
    fn a_name_that_stands_in_many_places_is_told_once_where_it_stands_first() {
        let of = |line| handle(line, Named::Organization(login("lantern-work")));
        let found = compare(&[of(7), of(9), of(12)], &answers(), &known());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.line, Some(7));
        assert!(found[0].says.ends_with("(here and in 2 more places)"), "{}", found[0].says);
    }

    #[test]
    fn every_name_is_asked_for_once() {
        let of = |line| handle(line, Named::Mentor(login("grace-wick")));
        let handles = [of(1), of(2), handle(3, Named::Repository(repo("a/b")))];
        let (people, owners, repositories) = asked(&handles);
        assert_eq!((people.len(), owners.len(), repositories.len()), (1, 0, 1));
    }
}
