//! Copies of commits: a merge by rebase makes each commit of a pull request anew, with another object id. The author, the
//! second in which it was authored and the headline stay the same.

use monitor_model::RepoName;

use super::draft::Draft;
use crate::fact::{Commit, CommitPerson};
use crate::knowledge::Knowledge;
use crate::notes::CommitNote;

/// How much of an object id tells commits with the same headline and author apart.
const OID: usize = 12;

/// What a commit has in common with its copies, in short.
pub(super) fn same(commit: &Commit) -> String {
    let author = match commit.people.first() {
        Some(CommitPerson::Account { id, .. }) => id.0.to_string(),
        Some(CommitPerson::Unlinked | CommitPerson::Unasked) | None => "-".to_owned(),
    };
    let headline = hash(commit.headline.as_bytes());
    format!("{author} {} {headline:x}", commit.authored.timestamp())
}

/// Remembers an own commit of a pull request whose merge may have copied it.
pub(super) fn remember(draft: &mut Draft<'_>, note: &CommitNote) {
    for pull in &note.pulls {
        let own = draft.pull(pull.clone()).and_then(|pull| pull.own.as_mut());
        if let (Some(own), Some(same)) = (own, &note.same) {
            own.insert(same.clone(), note.oid.chars().take(OID).collect());
        }
    }
}

/// The pull request, by node id, of whose own commits one on a default branch is a copy. It is in the same repository.
pub(super) fn copied_in(known: &Knowledge, repo: &RepoName, commit: &CommitNote) -> Option<String> {
    let same = commit.same.as_ref().filter(|_| commit.on_default_branch)?;
    let here = repo.key();
    let is_here = |pull: &String| {
        let repo = known.pulls.get(pull).and_then(|note| known.repo_names.get(&note.repo));
        repo.is_some_and(|name| *name == here)
    };
    let mut originals = known.originals.get(same)?.iter().filter(|(pull, _)| is_here(pull));
    let (pull, _) = originals.clone().next()?;
    // After a merge the commits themselves are on the branch.
    let is_itself = originals.any(|(_, oid)| commit.oid.starts_with(oid));
    (!is_itself).then(|| pull.clone())
}

/// FNV-1a: the notes need one that is the same in every version.
fn hash(bytes: &[u8]) -> u64 {
    let begin = 0xcbf2_9ce4_8422_2325_u64;
    bytes.iter().fold(begin, |hash, b| (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::Note;
    use chrono::{DateTime, TimeDelta};
    use monitor_model::{AccountId, Item, ItemKind, ItemUrl, Login};

    const OID_OF_ORIGINAL: &str = "0123456789abcdef0123456789abcdef01234567";

    fn repo(name: &str) -> RepoName {
        RepoName::parse(name).unwrap()
    }

    /// On the default branch, with this object id.
    fn commit(oid: &str) -> Commit {
        let url = format!("https://github.com/lantern-works/beam/commit/{oid}");
        let (login, at) = (Login::parse("ada-lumen").unwrap(), DateTime::UNIX_EPOCH);
        Commit {
            item: Item {
                kind: ItemKind::Commit,
                url: ItemUrl::parse(&url).unwrap(),
                node_id: None,
                repo: repo("lantern-works/beam"),
                title: None,
            },
            oid: oid.into(),
            pull: None,
            on_default_branch: true,
            people: vec![CommitPerson::Account { id: AccountId(11), login, node: None }],
            headline: "Trim the wick".into(),
            authored: at,
            committed: at,
        }
    }

    /// One merged pull request with one commit.
    fn known() -> Knowledge {
        let own = format!("{{{:?}:{:?}}}", same(&commit(OID_OF_ORIGINAL)), &OID_OF_ORIGINAL[..OID]);
        let at = "2026-03-02T00:00:00Z";
        let note = format!(
            r#"{{"person":"U_11","created":"{at}","updated":"{at}","asked":null,"next":[],"merge_commit":null,"own":{own},
                "url":"https://github.com/lantern-works/beam/pull/1","repo":"R_1"}}"#
        );
        let mut known = Knowledge::default();
        known.apply(Note::read("pull PR_1", &note).unwrap().unwrap());
        known
    }

    fn copied(commit: &Commit, in_repo: &str) -> Option<String> {
        let note = CommitNote {
            url: commit.item.url.as_str().to_owned(),
            repo: in_repo.to_owned(),
            oid: commit.oid.to_string(),
            authored: commit.authored,
            on_default_branch: commit.on_default_branch,
            swept: false,
            asked: false,
            people: Vec::new(),
            named: None,
            same: Some(same(commit)),
            pulls: Vec::new(),
        };
        copied_in(&known(), &repo(in_repo), &note)
    }

    #[test]
    fn only_what_has_everything_in_common_is_a_copy() {
        let beam = "Lantern-Works/beam";
        let copy = commit("fedcba9876543210");
        assert_eq!(copied(&copy, beam).as_deref(), Some("PR_1"));
        assert_eq!(copied(&copy, "lantern-works/wick"), None, "in another repository");
        assert_eq!(copied(&commit(OID_OF_ORIGINAL), beam), None, "the commit itself");
        let later = copy.authored + TimeDelta::seconds(1);
        let account = |id| CommitPerson::Account {
            id: AccountId(id),
            login: Login::parse("ada-lumen").unwrap(),
            node: None,
        };
        for other in [
            Commit { authored: later, ..copy.clone() },
            Commit { headline: "Trim the wicks".into(), ..copy.clone() },
            Commit { people: vec![account(12)], ..copy.clone() },
            Commit { people: vec![CommitPerson::Unlinked], ..copy.clone() },
            Commit { on_default_branch: false, ..copy.clone() },
        ] {
            assert_eq!(copied(&other, beam), None, "{other:?}");
        }
    }
}
