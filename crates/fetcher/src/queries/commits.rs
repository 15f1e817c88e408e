//! Commits in answers, and who made them: by account, by GitHub's own addresses, by `Co-authored-by` trailers.

use monitor_model::{AccountId, Item, ItemKind, ItemUrl, Login, NodeId, RepoName};

use super::at::{At, Unreadable};
use super::who::account_id;
use crate::{Commit, CommitPerson};

/// Where commits were seen.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Scheme and host.
    origin: String,
    /// The repository.
    repo: RepoName,
    /// The pull request; `None` on a default branch.
    pull: Option<NodeId>,
}

impl Place {
    /// In a repository with a URL on the same host; in a pull request or on the default branch.
    pub(super) fn new(
        url: &At<'_>,
        repo: RepoName,
        pull: Option<NodeId>,
    ) -> Result<Self, Unreadable> {
        let text = url.text()?;
        let host = text.split_once("://").and_then(|(scheme, rest)| {
            let host = rest.split('/').next().filter(|host| !host.is_empty())?;
            Some(format!("{scheme}://{host}"))
        });
        let origin = host.ok_or_else(|| url.wrong("a URL"))?;
        Ok(Self { origin, repo, pull })
    }
}

/// A commit.
pub(super) fn commit(at: &At<'_>, place: &Place) -> Result<Commit, Unreadable> {
    let oid = at.field("oid")?;
    let name: Box<str> = oid.text()?.into();
    let url = ItemUrl::parse(&format!("{}/{}/commit/{name}", place.origin, place.repo))
        .map_err(|_| oid.wrong("the id of a commit"))?;
    let message = at.field("message")?.text()?;
    Ok(Commit {
        item: Item {
            kind: ItemKind::Commit,
            url,
            node_id: Some(at.field("id")?.node()?),
            repo: place.repo.clone(),
            title: None,
        },
        oid: name,
        pull: place.pull.clone(),
        on_default_branch: place.pull.is_none(),
        people: people(&[at.field("author")?], message, false)?,
        headline: message.lines().next().unwrap_or_default().trim_end().into(),
        authored: at.field("authoredDate")?.instant()?,
        committed: at.field("committedDate")?.instant()?,
    })
}

/// The authors that GitHub names, then those of the trailers that are not among them, each once.
/// `all` says that GitHub named everybody: then trailers add only accounts.
pub(super) fn people(
    authors: &[At<'_>],
    message: &str,
    all: bool,
) -> Result<Vec<CommitPerson>, Unreadable> {
    let mut people = Vec::new();
    let mut addresses = Vec::new();
    for author in authors {
        let Some(author) = author.clone().present() else {
            people.push(CommitPerson::Unlinked);
            continue;
        };
        let address = match author.field("email")?.present() {
            Some(email) => email.text()?.to_ascii_lowercase(),
            None => String::new(),
        };
        let person = match author.field("user")?.present() {
            Some(user) => CommitPerson::Account {
                id: account_id(&user)?,
                login: user.field("login")?.login()?,
                node: Some(user.field("id")?.node()?),
            },
            None => by_address(&address).unwrap_or(CommitPerson::Unlinked),
        };
        add(&mut people, person);
        addresses.push(address);
    }
    for address in co_authors(message) {
        if addresses.contains(&address) {
            continue;
        }
        match by_address(&address) {
            Some(person) => add(&mut people, person),
            None if all => add(&mut people, CommitPerson::Unlinked),
            None => people.push(CommitPerson::Unasked),
        }
        addresses.push(address);
    }
    Ok(people)
}

/// Adds somebody, an account only once.
fn add(people: &mut Vec<CommitPerson>, person: CommitPerson) {
    let is_known = |known: &CommitPerson| match (known, &person) {
        (CommitPerson::Account { id: known, .. }, CommitPerson::Account { id: new, .. }) => {
            known == new
        }
        _ => false,
    };
    if !people.iter().any(is_known) {
        people.push(person);
    }
}

/// Whose address of GitHub's own it is: `ID+login@users.noreply.github.com`. A bot's is nobody's account.
fn by_address(address: &str) -> Option<CommitPerson> {
    let name = address.strip_suffix("@users.noreply.github.com")?;
    if name.ends_with("[bot]") {
        return Some(CommitPerson::Unlinked);
    }
    let (id, login) = name.split_once('+')?;
    let login = Login::parse(login).ok()?;
    Some(CommitPerson::Account { id: AccountId(id.parse().ok()?), login, node: None })
}

/// The addresses in `Co-authored-by` lines, in lower case. Anywhere in the message: a squash keeps those of its commits.
fn co_authors(message: &str) -> impl Iterator<Item = String> {
    const KEY: &str = "co-authored-by:";
    message.lines().filter_map(|line| {
        let key = line.get(..KEY.len())?;
        let rest = line.get(KEY.len()..)?;
        let (_, address) = rest.trim_end().strip_suffix('>')?.rsplit_once('<')?;
        let address = address.trim().to_ascii_lowercase();
        (key.eq_ignore_ascii_case(KEY) && !address.is_empty()).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// By an address of GitHub's own.
    fn account(id: u64, login: &str) -> CommitPerson {
        CommitPerson::Account { id: AccountId(id), login: Login::parse(login).unwrap(), node: None }
    }

    /// As GitHub names her.
    fn named_ada() -> CommitPerson {
        let login = Login::parse("ada-lumen").unwrap();
        CommitPerson::Account { id: AccountId(11), login, node: Some("U_11".into()) }
    }

    fn of(author: &Value, message: &str) -> Vec<CommitPerson> {
        people(&[At::root(author)], message, false).unwrap()
    }

    fn ada() -> Value {
        json!({"email": "ada@lumen.example", "user": {"id": "U_11", "databaseId": 11, "login": "ada-lumen"}})
    }

    #[test]
    fn the_author_is_first_then_those_of_the_trailers() {
        let message = "Trim the wick\n\n\
            Co-authored-by: Grace <22+grace-wick@users.noreply.github.com>\n\
            CO-AUTHORED-BY: Eve <Eve@Example.org>  ";
        let expected = vec![named_ada(), account(22, "grace-wick"), CommitPerson::Unasked];
        assert_eq!(of(&ada(), message), expected);
    }

    #[test]
    fn nobody_is_named_twice() {
        let message = "x\n\nCo-authored-by: Ada <ADA@lumen.example>\n\
            Co-authored-by: Ada <11+ada-lumen@users.noreply.github.com>\n\
            Co-authored-by: Eve <eve@example.org>\nCo-authored-by: Eve <eve@example.org>";
        assert_eq!(of(&ada(), message), [named_ada(), CommitPerson::Unasked]);
    }

    #[test]
    fn an_address_that_github_does_not_know_is_unlinked_unless_it_is_githubs_own() {
        let cases = [
            ("grace@home.example", CommitPerson::Unlinked),
            ("22+grace-wick@users.noreply.github.com", account(22, "grace-wick")),
            ("grace-wick@users.noreply.github.com", CommitPerson::Unlinked),
            ("33+lamplighter[bot]@users.noreply.github.com", CommitPerson::Unlinked),
            ("x+grace-wick@users.noreply.github.com", CommitPerson::Unlinked),
        ];
        for (email, expected) in cases {
            let author = json!({"email": email, "user": null});
            assert_eq!(of(&author, "x"), [expected], "{email}");
        }
        assert_eq!(of(&json!(null), "x"), [CommitPerson::Unlinked]);
        assert_eq!(of(&json!({"email": null, "user": null}), "x"), [CommitPerson::Unlinked]);
    }

    #[test]
    fn trailers_need_their_form() {
        for line in [
            "co-authored-by Eve <e@x.example>",
            " Co-authored-by: Eve <e@x.example>",
            "Co-authored-by: Eve",
            "Co-authored-by: Eve <>",
            "Ço-authored-by: <e@x.example>",
        ] {
            assert_eq!(co_authors(line).count(), 0, "{line}");
        }
    }

    #[test]
    fn where_github_named_everybody_nobody_is_left_to_ask() {
        let people = people(&[At::root(&ada())], "x\n\nCo-authored-by: Eve <e@x.example>", true);
        assert_eq!(people.unwrap(), [named_ada(), CommitPerson::Unlinked]);
    }

    #[test]
    fn the_url_has_the_host_of_its_repository() {
        let url = json!("https://ghe.lantern.example/lantern-works/beam/pull/7");
        let repo = RepoName::parse("Lantern-Works/beam").unwrap();
        let place = Place::new(&At::root(&url), repo, None).unwrap();
        let data = json!({
            "id": "C_1", "oid": "1a2b3c", "message": "x", "author": ada(),
            "authoredDate": "2026-06-01T00:00:00Z", "committedDate": "2026-06-02T00:00:00+02:00",
        });
        let commit = commit(&At::root(&data), &place).unwrap();
        let url = "https://ghe.lantern.example/lantern-works/beam/commit/1a2b3c";
        assert_eq!(commit.item.url.as_str(), url);
        assert_eq!(commit.committed.to_rfc3339(), "2026-06-01T22:00:00+00:00");
        assert!(commit.on_default_branch && commit.pull.is_none());
    }

    proptest! {
        #[test]
        fn any_message_is_read(message in ".{0,40}(\nco-authored-by:[ <>a+@.]{0,12}){0,3}") {
            let found = of(&ada(), &message);
            prop_assert_eq!(&found[0], &named_ada());
        }
    }
}
