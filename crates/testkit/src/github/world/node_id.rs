//! Global node ids in both formats. The new format is what GitHub sends when the request has `X-Github-Next-Global-ID: 1`:
//! a prefix and, in base64, a MessagePack list of zero, the repository's number and the thing's number. The old format is the
//! type's name and the number. Clients must not look inside; the simulator does, so that no table of ids is needed.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::{
    AccountId, AccountKind, CommentId, CommitCommentId, CommitId, DiscussionCommentId,
    DiscussionId, Id, IssueId, PullId, RepoId, ReviewCommentId, ReviewId, World,
};

/// Anything that has a node id and can be asked for by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A person, bot or organisation.
    Account(AccountId),
    /// A repository.
    Repo(RepoId),
    /// A pull request.
    Pull(PullId),
    /// An issue.
    Issue(IssueId),
    /// A review.
    Review(ReviewId),
    /// A comment on a line of a pull request.
    ReviewComment(ReviewCommentId),
    /// A comment on an issue or a pull request.
    Comment(CommentId),
    /// A commit.
    Commit(CommitId),
    /// A comment on a commit.
    CommitComment(CommitCommentId),
    /// A discussion.
    Discussion(DiscussionId),
    /// A comment in a discussion.
    DiscussionComment(DiscussionCommentId),
}

/// The format of a node id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFormat {
    /// The present one.
    Next,
    /// The one before, which GitHub may still send to clients that do not ask for the new one.
    Legacy,
}

/// The number of the first repository; node ids of commits hold it too.
const FIRST_REPO: u64 = 650_000_000;

macro_rules! bases {
    ($($variant:ident = $base:expr, $prefix:literal, $legacy:literal;)*) => {
        /// The number of the first thing of this kind, its prefix and its old type name.
        const fn numbering(thing: Thing) -> (u64, &'static str, &'static str) {
            match thing { $(Thing::$variant(_) => ($base, $prefix, $legacy),)* }
        }

        /// The thing with this prefix or old type name and this number.
        fn numbered(world: &World, name: &str, number: u64) -> Option<Thing> {
            $(if name == $prefix || name == $legacy {
                return world.nth(number.checked_sub($base)?).map(Thing::$variant);
            })*
            None
        }
    };
}

bases! {
    Account = 9_100_000, "U", "User";
    Repo = FIRST_REPO, "R", "Repository";
    Pull = 1_700_000_000, "PR", "PullRequest";
    Issue = 1_800_000_000, "I", "Issue";
    Review = 1_500_000_000, "PRR", "PullRequestReview";
    ReviewComment = 1_400_000_000, "PRRC", "PullRequestReviewComment";
    Comment = 1_900_000_000, "IC", "IssueComment";
    Commit = 2_000_000_000, "C", "Commit";
    CommitComment = 90_000_000, "CC", "CommitComment";
    Discussion = 7_000_000, "D", "Discussion";
    DiscussionComment = 11_000_000, "DC", "DiscussionComment";
}

impl World {
    /// The number of a thing in GitHub's database: what REST calls `id` and GraphQL `databaseId`.
    #[must_use]
    pub fn database_id(&self, thing: impl Into<Thing>) -> u64 {
        let thing = thing.into();
        numbering(thing).0 + u64::from(position(thing))
    }

    /// The global node id of a thing, in the new format.
    #[must_use]
    pub fn node_id(&self, thing: impl Into<Thing>) -> String {
        self.node_id_as(thing.into(), IdFormat::Next)
    }

    pub(crate) fn node_id_as(&self, thing: Thing, format: IdFormat) -> String {
        let (prefix, name) = self.names(thing);
        let repo = self.home(thing).map(|r| self.database_id(r));
        if let (Thing::Commit(id), Some(repo)) = (thing, repo) {
            return commit_id(repo, &self.commits[id].oid, format);
        }
        let number = self.database_id(thing);
        match format {
            IdFormat::Next => next_format(prefix, repo, number),
            IdFormat::Legacy => STANDARD.encode(format!("0{}:{name}{number}", name.len())),
        }
    }

    /// The thing with this node id, in either format, whether or not it can be seen.
    #[must_use]
    pub fn by_node_id(&self, node_id: &str) -> Option<Thing> {
        let (name, number, oid) = decode(node_id)?;
        let thing = if name == "C" || name == "Commit" {
            let repo = self.nth(number.checked_sub(FIRST_REPO)?)?;
            Thing::Commit(self.commit_by_oid(repo, &oid?)?)
        } else {
            let name = if matches!(
                name.as_str(),
                "BOT" | "Bot" | "O" | "Organization" | "M" | "Mannequin"
            ) {
                "U".to_owned()
            } else {
                name
            };
            numbered(self, &name, number)?
        };
        let given = [IdFormat::Next, IdFormat::Legacy];
        given.iter().any(|f| self.node_id_as(thing, *f) == node_id).then_some(thing)
    }

    /// The prefix and old type name; accounts have one of each per kind.
    fn names(&self, thing: Thing) -> (&'static str, &'static str) {
        if let Thing::Account(id) = thing {
            return match self.accounts[id].kind {
                AccountKind::User => ("U", "User"),
                AccountKind::Bot => ("BOT", "Bot"),
                AccountKind::Organization => ("O", "Organization"),
                AccountKind::Mannequin => ("M", "Mannequin"),
            };
        }
        let (_, prefix, name) = numbering(thing);
        (prefix, name)
    }
}

fn position(thing: Thing) -> u32 {
    match thing {
        Thing::Account(id) => id.index(),
        Thing::Repo(id) => id.index(),
        Thing::Pull(id) => id.index(),
        Thing::Issue(id) => id.index(),
        Thing::Review(id) => id.index(),
        Thing::ReviewComment(id) => id.index(),
        Thing::Comment(id) => id.index(),
        Thing::Commit(id) => id.index(),
        Thing::CommitComment(id) => id.index(),
        Thing::Discussion(id) => id.index(),
        Thing::DiscussionComment(id) => id.index(),
    }
}

fn next_format(prefix: &str, repo: Option<u64>, number: u64) -> String {
    let mut packed = vec![if repo.is_some() { 0x93 } else { 0x92 }, 0];
    for n in repo.into_iter().chain([number]) {
        packed.push(0xCE);
        packed.extend(u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes());
    }
    format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(packed))
}

fn commit_id(repo: u64, oid: &str, format: IdFormat) -> String {
    match format {
        IdFormat::Legacy => STANDARD.encode(format!("06:Commit{repo}:{oid}")),
        IdFormat::Next => {
            let mut packed = vec![0x93, 0, 0xCE];
            packed.extend(u32::try_from(repo).unwrap_or(u32::MAX).to_be_bytes());
            packed.extend([0xDA, 0, 0x28]);
            packed.extend(oid.as_bytes());
            format!("C_{}", URL_SAFE_NO_PAD.encode(packed))
        }
    }
}

/// The name, number and, for a commit, hash in a node id; the number of a commit is its repository's.
fn decode(node_id: &str) -> Option<(String, u64, Option<String>)> {
    if let Some((prefix, packed)) = node_id.split_once('_') {
        let packed = URL_SAFE_NO_PAD.decode(packed).ok()?;
        let number = |at: usize| {
            Some(u64::from(u32::from_be_bytes(packed.get(at..at + 4)?.try_into().ok()?)))
        };
        return match packed.len() {
            7 => Some((prefix.to_owned(), number(3)?, None)),
            12 => Some((prefix.to_owned(), number(8)?, None)),
            50 => Some((
                prefix.to_owned(),
                number(3)?,
                Some(String::from_utf8(packed[10..].to_vec()).ok()?),
            )),
            _ => None,
        };
    }
    let text = String::from_utf8(STANDARD.decode(node_id).ok()?).ok()?;
    let (_, named) = text.split_once(':')?;
    let split = named.find(|c: char| c.is_ascii_digit())?;
    let (name, rest) = named.split_at(split);
    match rest.split_once(':') {
        Some((repo, oid)) => Some((name.to_owned(), repo.parse().ok()?, Some(oid.to_owned()))),
        None => Some((name.to_owned(), rest.parse().ok()?, None)),
    }
}

macro_rules! into_thing {
    ($($id:ty => $variant:ident),* $(,)?) => {
        $(impl From<$id> for Thing {
            fn from(id: $id) -> Self {
                Self::$variant(id)
            }
        })*
    };
}

into_thing! {
    AccountId => Account, RepoId => Repo, PullId => Pull, IssueId => Issue, ReviewId => Review,
    ReviewCommentId => ReviewComment, CommentId => Comment, CommitId => Commit, CommitCommentId => CommitComment,
    DiscussionId => Discussion, DiscussionCommentId => DiscussionComment,
}

/// Arenas found by the type of what is in them.
pub trait Held: Sized {
    /// The arena of this type.
    fn arena(world: &World) -> &super::Arena<Self>;
}

impl World {
    fn nth<T: Held>(&self, position: u64) -> Option<Id<T>> {
        T::arena(self).nth(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::world::at;

    #[test]
    fn both_formats_lead_back() {
        let mut world = World::new(at("2026-03-02T00:00:00Z"));
        let ada = world.person("ada-lumen").id();
        let beam = world.repo("lantern-works/beam").id();
        let bot = world.bot("dependabeam").id();
        let mut pull = world.pr(beam, ada);
        let commit = pull.commit_id(at("2026-03-02T01:00:00Z"));
        let pull = pull.id();
        let org = world.account("lantern-works").unwrap();
        for thing in
            [ada.into(), beam.into(), bot.into(), org.into(), commit.into(), Thing::Pull(pull)]
        {
            for format in [IdFormat::Next, IdFormat::Legacy] {
                let id = world.node_id_as(thing, format);
                assert_eq!(world.by_node_id(&id), Some(thing), "{id}");
            }
        }
        assert!(world.node_id(ada).starts_with("U_kgDO"), "{}", world.node_id(ada));
        assert!(world.node_id(pull).starts_with("PR_kwDO"), "{}", world.node_id(pull));
        assert!(world.node_id(org).starts_with("O_kgDO"), "{}", world.node_id(org));
        let legacy = world.node_id_as(Thing::Pull(pull), IdFormat::Legacy);
        assert!(legacy.starts_with("MDExOlB1bGxSZXF1ZXN0"), "{legacy}");
    }

    #[test]
    fn strangers_lead_nowhere() {
        let mut world = World::new(at("2026-03-02T00:00:00Z"));
        let ada = world.person("ada-lumen").id();
        let ada = world.node_id(ada);
        for id in
            ["", "U_", "U_!!", "PR_kgDO", "not an id", &ada.replace("U_", "O_"), &format!("{ada}A")]
        {
            assert_eq!(world.by_node_id(id), None, "{id}");
        }
    }
}
