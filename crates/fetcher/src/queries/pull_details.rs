//! Files, reviews, commits, comments, ending events and closed issues of pull requests.

use std::collections::HashSet;

use monitor_model::{ChangedFile, NodeId};
use serde_json::json;

use super::Written;
use super::at::{At, Unreadable};
use super::commits::Place;
use super::items::{issue_item, merge, pull};
use super::landing::{Closed, Event, landing};
use super::reading::{NO_REASON, Reading, Whose};
use super::text::{Fragment, document, ids};
use super::who::who;
use crate::{Fact, Landing, Pull, PullDetail};

pub(super) fn write(of: &[NodeId], page: u32) -> Written {
    let operation = include_str!("../../queries/pull_details.graphql");
    let fragments = [Fragment::Pull, Fragment::Reviews, Fragment::PullCommits, Fragment::Events];
    let files = page.saturating_mul(2).min(100);
    Written {
        text: document(operation, &fragments),
        variables: json!({ "ids": ids(of), "page": page, "files": files }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "PullRequest", |to, id, at| {
        let pull = pull(at)?;
        let place = Place::new(&at.field("url")?, pull.repo.name.clone(), Some(id.clone()))?;
        to.reviews(&at.field("reviews")?, Whose::all(id), &pull.repo.name)?;
        to.pull_commits(&at.field("commits")?, id, &place)?;
        let events = to.events(&at.field("timelineItems")?, id)?;
        if let Some(why) = damage(to, at)? {
            to.facts.push(Whose::all(id).refused(why));
            return Ok(());
        }
        let detail = detail(to, at, pull, id, &events)?;
        to.facts.push(Fact::PullDetail(detail));
        Ok(())
    })
}

/// The reason of an error in a field that may be empty: there, nothing would be mistaken for nobody or none.
fn damage<'a>(to: &Reading<'a>, at: &At<'a>) -> Result<Option<String>, Unreadable> {
    for name in ["author", "mergedBy", "mergeCommit", "labels"] {
        if let Some(why) = to.errors.within(&at.field(name)?) {
            return Ok(Some(why));
        }
    }
    Ok(None)
}

/// What only the detail says.
fn detail<'a>(
    to: &mut Reading<'a>,
    at: &At<'a>,
    pull: Pull,
    id: &NodeId,
    events: &[Event],
) -> Result<PullDetail, Unreadable> {
    let merge_commit = at.field("mergeCommit")?.present();
    let merged_by = at.field("mergedBy")?;
    let is_merged = pull.merged.is_some();
    let (closes, closes_total) = closes(to, at, id)?;
    Ok(PullDetail {
        merged_by: if is_merged { Some(who(merged_by)?) } else { None },
        merge_commit: match merge_commit {
            Some(commit) if is_merged => merge(&commit, &pull)?.map(|merge| merge.commit),
            _ => None,
        },
        landed: landed(to, at, &pull, id, events)?,
        lines: (at.field("additions")?.count()?, at.field("deletions")?.count()?),
        changed_files: at.field("changedFiles")?.count()?,
        files: files(to, at)?,
        is_draft: at.field("isDraft")?.flag()?,
        closes,
        closes_total,
        pull,
    })
}

/// The files, as far as GitHub shows them: where the list is cut or refused, they are fewer than it counts, which says so.
fn files<'a>(to: &Reading<'a>, at: &At<'a>) -> Result<Vec<ChangedFile>, Unreadable> {
    let list = at.field("files")?.present().map(|list| list.field("nodes")).transpose()?;
    let entries = match list.and_then(At::present) {
        Some(nodes) => nodes.entries()?,
        None => Vec::new(),
    };
    let seen = entries.iter().filter(|at| !at.is_null() && to.errors.within(at).is_none());
    seen.map(|at| {
        Ok(ChangedFile {
            path: at.field("path")?.text()?.into(),
            additions: at.field("additions")?.count()?,
            deletions: at.field("deletions")?.count()?,
        })
    })
    .collect()
}

/// The issues that the pull request closes; one that may not be seen makes the pull request refused in part.
fn closes<'a>(
    to: &mut Reading<'a>,
    at: &At<'a>,
    id: &NodeId,
) -> Result<(Vec<monitor_model::Item>, u32), Unreadable> {
    let at = at.field("closingIssuesReferences")?;
    let mut why = to.errors.within(&at);
    let mut items = Vec::new();
    let mut total = 0;
    match at.clone().present() {
        None => {
            why.get_or_insert_with(|| NO_REASON.to_owned());
        }
        Some(at) => {
            total = at.field("totalCount")?.count()?;
            for entry in at.field("nodes")?.entries()? {
                if entry.is_null() {
                    why.get_or_insert_with(|| NO_REASON.to_owned());
                } else if to.errors.within(&entry).is_none() {
                    items.push(issue_item(&entry)?);
                }
            }
        }
    }
    to.facts.extend(why.map(|why| Whose::all(id).refused(format!("issues that it closes: {why}"))));
    Ok((items, total))
}

/// How it landed, if it was closed without a merge and landed all the same.
fn landed<'a>(
    to: &Reading<'a>,
    at: &At<'a>,
    pull: &Pull,
    id: &NodeId,
    events: &[Event],
) -> Result<Option<Landing>, Unreadable> {
    let state = at.field("state")?.text()?;
    let (Some(closed), None, "CLOSED") = (pull.closed, pull.merged, state) else {
        return Ok(None);
    };
    let labels = match at.field("labels")?.present() {
        Some(labels) => labels.field("nodes")?.entries()?,
        None => Vec::new(),
    };
    let labels = labels.into_iter().filter_map(At::present);
    let own: HashSet<&str> = to.facts.iter().filter_map(|fact| own_commit(fact, id)).collect();
    let closed = Closed {
        at: closed,
        title: at.field("title")?.text()?,
        labels: labels.map(|label| label.field("name")?.text()).collect::<Result<_, _>>()?,
        own,
    };
    Ok(landing(&closed, events))
}

/// The object id of a commit of the pull request.
fn own_commit<'f>(fact: &'f Fact, id: &NodeId) -> Option<&'f str> {
    match fact {
        Fact::Commit(commit) if commit.pull.as_ref() == Some(id) => Some(&commit.oid),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{
        at, commit, full, list, list_with_more, node, pages, person, pull, refusals, review,
    };
    use super::super::{read, write};
    use crate::{Fact, List, PullDetail, Query, Shape, Who};
    use serde_json::{Value, json};

    fn file(path: &str, additions: u32, deletions: u32) -> Value {
        json!({"path": path, "additions": additions, "deletions": deletions})
    }

    /// A pull request with one of everything, closed without a merge.
    fn closed(n: usize) -> Value {
        let mut thing = pull(n);
        let remark = json!({
            "__typename": "IssueComment", "createdAt": "2026-06-04T08:00:00Z", "author": person(6),
        });
        let event = json!({
            "__typename": "ReferencedEvent", "createdAt": "2026-06-07T08:00:00Z", "commit": {"oid": "abc"},
            "isCrossRepository": false, "isDirectReference": true,
        });
        let mut issue = pull(3);
        issue["url"] = json!("https://github.com/lantern-works/beam/issues/3");
        let fields = json!({
            "__typename": "PullRequest", "state": "CLOSED", "closedAt": "2026-06-08T08:00:00Z",
            "isDraft": false, "additions": 10, "deletions": 4, "changedFiles": 2,
            "files": {"nodes": [file("src/wick.rs", 8, 4), file("docs/wick.md", 2, 0)]}, "mergedBy": null, "mergeCommit": null,
            "labels": {"nodes": [{"name": "bug"}]}, "closingIssuesReferences": list(1, &[issue]),
            "reviews": list_with_more(60, &[review(1, "APPROVED", person(5))], "r"),
            "commits": list_with_more(70, &[json!({"commit": commit("abc", "see #1")})], "c"),
            "timelineItems": list_with_more(30, &[remark, event], "e"),
        });
        for (name, value) in fields.as_object().unwrap() {
            thing[name] = value.clone();
        }
        thing
    }

    fn details(facts: &[Fact]) -> Vec<&PullDetail> {
        let details = facts.iter().filter_map(|fact| match fact {
            Fact::PullDetail(detail) => Some(detail),
            _ => None,
        });
        details.collect()
    }

    fn one(pull: Value) -> Vec<Fact> {
        read(&full(Shape::PullDetails, 1), &json!({"nodes": [pull]}), &[]).unwrap()
    }

    #[test]
    fn the_detail_and_its_lists() {
        let facts = one(closed(0));
        let detail = details(&facts)[0];
        assert_eq!((detail.lines, detail.changed_files), ((10, 4), 2));
        let files: Vec<_> =
            detail.files.iter().map(|f| (f.path.as_ref(), f.additions, f.deletions)).collect();
        assert_eq!(files, [("src/wick.rs", 8, 4), ("docs/wick.md", 2, 0)]);
        assert!(!detail.is_draft);
        assert_eq!((&detail.merged_by, &detail.merge_commit), (&None, &None));
        assert_eq!(detail.closes_total, 1);
        let closes = "https://github.com/lantern-works/beam/issues/3";
        assert_eq!(detail.closes[0].url.as_str(), closes);
        let expected = [
            (List::PullReviews, 60, 1, Some("r")),
            (List::PullCommits, 70, 1, Some("c")),
            (List::PullEvents, 30, 2, Some("e")),
        ];
        assert_eq!(pages(&facts), expected);
        let Fact::Review(review) = &facts[0] else { panic!("{facts:?}") };
        assert_eq!(review.pull, node("PR", 0));
        let commit = facts.iter().find_map(|fact| match fact {
            Fact::Commit(commit) => Some(commit),
            _ => None,
        });
        assert_eq!(commit.unwrap().pull, Some(node("PR", 0)));
        assert!(!commit.unwrap().on_default_branch);
    }

    #[test]
    fn its_own_commits_say_nothing_about_landing_and_others_do() {
        assert_eq!(details(&one(closed(0)))[0].landed, None);
        let mut other = closed(0);
        other["timelineItems"]["nodes"][1]["commit"]["oid"] = json!("fedcba98");
        let facts = one(other.clone());
        let landed = details(&facts)[0].landed.as_ref().unwrap();
        assert_eq!(landed.because, "commit fedcba9 refers to it");
        // What is open or merged did not land some other way.
        for (state, merged) in [("OPEN", json!(null)), ("MERGED", json!("2026-06-08T08:00:00Z"))] {
            other["state"] = json!(state);
            other["mergedAt"] = merged;
            assert_eq!(details(&one(other.clone()))[0].landed, None, "{state}");
        }
    }

    #[test]
    fn a_merge_names_who_and_which_commit() {
        let mut merged = closed(0);
        merged["state"] = json!("MERGED");
        merged["mergedAt"] = json!("2026-06-08T08:00:00Z");
        let number = details(&one(merged.clone()))[0]
            .pull
            .item
            .url
            .as_str()
            .rsplit('/')
            .next()
            .map(str::to_owned)
            .unwrap();
        for (message, repeats) in [
            (format!("Trim the wick (#{number})\n\nCo-authored-by: nobody"), true),
            (format!("Merge pull request #{number} from ada-lumen/wick"), true),
            ("Trim the wick".to_owned(), false),
            (format!("Trim the wick\n\n(#{number})"), false),
        ] {
            merged["mergeCommit"] = json!({"oid": "fed", "message": message});
            let facts = one(merged.clone());
            assert_eq!(details(&facts)[0].merged_by, Some(Who::Ghost));
            assert_eq!(details(&facts)[0].merge_commit.is_some(), repeats, "{message}");
        }
        merged["mergedBy"] = json!({"__typename": "Bot", "login": "lamplighter"});
        let facts = one(merged);
        assert_eq!(details(&facts)[0].merged_by, Some(Who::Bot("lamplighter".into())));
    }

    #[test]
    fn an_error_never_turns_a_person_into_a_ghost() {
        for name in ["author", "mergedBy", "mergeCommit", "labels"] {
            let mut damaged = closed(0);
            damaged[name] = json!(null);
            let errors = [error("FORBIDDEN", &format!("nodes.0.{name}"))];
            let data = json!({"nodes": [damaged, closed(1)]});
            let facts = read(&full(Shape::PullDetails, 2), &data, &errors).unwrap();
            assert_eq!(refusals(&facts).len(), 1, "{name}");
            let details: Vec<_> =
                details(&facts).iter().map(|d| d.pull.item.node_id.clone()).collect();
            assert_eq!(details, [Some(node("PR", 1))], "{name}");
            assert_eq!(pages(&facts).len(), 6, "{name}");
        }
    }

    #[test]
    fn refused_lists_and_hidden_issues_are_told() {
        let mut damaged = closed(0);
        damaged["reviews"] = json!(null);
        damaged["closingIssuesReferences"] = list(2, &[json!(null)]);
        let errors = [error("FORBIDDEN", "nodes.0.reviews")];
        let data = json!({"nodes": [damaged]});
        let facts = read(&full(Shape::PullDetails, 1), &data, &errors).unwrap();
        let refused = refusals(&facts);
        assert_eq!((refused[0].1, refused[0].2), (Some(List::PullReviews), "FORBIDDEN: so it is"));
        assert!(refused[1].2.starts_with("issues that it closes: "));
        assert_eq!(details(&facts)[0].closes_total, 2);
    }

    #[test]
    fn files_that_are_not_shown_are_fewer_than_are_counted_and_refuse_nothing() {
        for (files, left) in [
            (json!(null), 0),
            (json!({"nodes": null}), 0),
            (json!({"nodes": [null, file("src/wick.rs", 8, 4)]}), 1),
        ] {
            let mut cut = closed(0);
            cut["files"] = files;
            let data = json!({"nodes": [cut]});
            let errors = [error("INTERNAL", "nodes.0.files.nodes.0")];
            let facts = read(&full(Shape::PullDetails, 1), &data, &errors).unwrap();
            assert_eq!(
                (details(&facts)[0].files.len(), details(&facts)[0].changed_files),
                (left, 2)
            );
            assert!(refusals(&facts).is_empty());
        }
    }

    #[test]
    fn a_draft_says_so() {
        let mut draft = closed(0);
        draft["isDraft"] = json!(true);
        assert!(details(&one(draft))[0].is_draft);
    }

    #[test]
    fn everybodys_comments_are_among_the_events_and_a_refused_one_refuses_the_list() {
        let remark = |facts: &[Fact]| {
            let remarks = facts.iter().filter_map(|fact| match fact {
                Fact::Remark { on, by, at } => Some((on.clone(), by.clone(), *at)),
                _ => None,
            });
            remarks.collect::<Vec<_>>()
        };
        let facts = one(closed(0));
        let found = remark(&facts);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].0, found[0].2), (&node("PR", 0), at("2026-06-04T08:00:00Z")));
        assert!(
            matches!(&found[0].1, Who::Person { login, .. } if login.as_str() == "ada-lumen-6")
        );
        let mut damaged = closed(0);
        damaged["timelineItems"]["nodes"][0]["author"] = json!(null);
        let errors = [error("FORBIDDEN", "nodes.0.timelineItems.nodes.0.author")];
        let data = json!({"nodes": [damaged]});
        let facts = read(&full(Shape::PullDetails, 1), &data, &errors).unwrap();
        assert!(remark(&facts).is_empty(), "an error never turns a person into a ghost");
        assert_eq!(refusals(&facts)[0].1, Some(List::PullEvents));
        let mut lost = closed(0);
        lost["timelineItems"] = json!(null);
        assert_eq!(refusals(&one(lost))[0].1, Some(List::PullEvents));
    }

    #[test]
    fn files_have_larger_pages() {
        let variables = write(&full(Shape::PullDetails, 1)).variables;
        assert_eq!(variables, json!({"ids": ["PR_0"], "page": 50, "files": 100}));
        let small = write(&Query::PullDetails { of: vec![], page: 3 }).variables;
        assert_eq!(small, json!({"ids": [], "page": 3, "files": 6}));
    }
}
