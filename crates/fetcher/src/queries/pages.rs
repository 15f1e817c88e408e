//! Further pages of any lists, many in one request.

use super::Written;
use super::at::{At, Unreadable};
use super::commits::Place;
use super::items::repo_name;
use super::landing::by_closing;
use super::reading::{Reading, Whose};
use super::text::{Aliases, Fragment, first, instant, last};
use crate::{Fact, Field, List, Page};

/// What a connection is asked with, beside its page.
const BY_UPDATE: &str = "orderBy: {field: UPDATED_AT, direction: DESC}";

pub(super) fn write(pages: &[Page]) -> Written {
    let mut aliases = Aliases::default();
    let mut fragments = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        aliases.variable(&format!("n{n}"), "ID!", page.of.as_str());
        aliases.variable(&format!("k{n}"), "Int!", page.size);
        aliases.variable(&format!("a{n}"), "String!", page.after.0.as_str());
        let arguments = arguments(&mut aliases, n, page);
        let (kind, fragment, body) = body(page, n, &arguments);
        aliases.field(&format!(
            "p{n}: node(id: $n{n}) {{ __typename id ... on {kind} {{ {body} }} }}"
        ));
        fragments.push(fragment);
    }
    aliases.finish("Pages", &fragments)
}

/// The arguments of a page's connection.
fn arguments(aliases: &mut Aliases, n: usize, page: &Page) -> String {
    let mut arguments = if page.list.is_from_end() {
        vec![format!("last: $k{n}, before: $a{n}")]
    } else {
        vec![format!("first: $k{n}, after: $a{n}")]
    };
    match (page.list, &page.by) {
        (
            List::Pulls | List::Issues | List::IssueComments | List::Discussions | List::RepoPulls,
            _,
        ) => arguments.push(BY_UPDATE.to_owned()),
        (List::PullReviews, Some(Field::Login(login))) => {
            aliases.variable(&format!("b{n}"), "String!", login.as_str());
            arguments.push(format!("author: $b{n}"));
        }
        (List::History, Some(Field::Node(author))) => {
            aliases.variable(&format!("b{n}"), "ID!", author.as_str());
            arguments.push(format!("author: {{id: $b{n}}}"));
        }
        (List::PullEvents, _) => {
            arguments.push("itemTypes: [CLOSED_EVENT, ISSUE_COMMENT, REFERENCED_EVENT]".to_owned());
        }
        _ => {}
    }
    if let (List::Issues, Some(since)) = (page.list, page.since) {
        aliases.variable(&format!("s{n}"), "DateTime!", instant(since));
        arguments.push(format!("filterBy: {{since: $s{n}}}"));
    }
    if let (List::History | List::RepoHistory, Some(window)) = (page.list, &page.window) {
        aliases.variable(&format!("f{n}"), "GitTimestamp!", first(window));
        aliases.variable(&format!("t{n}"), "GitTimestamp!", last(window));
        arguments.push(format!("since: $f{n}, until: $t{n}"));
    }
    if let (List::ReviewedPulls, Some(window)) = (page.list, &page.window) {
        aliases.variable(&format!("f{n}"), "DateTime!", first(window));
        aliases.variable(&format!("t{n}"), "DateTime!", last(window));
    }
    arguments.join(", ")
}

/// On which kind of node the list is, its fragment, and what is asked there.
fn body(page: &Page, n: usize, arguments: &str) -> (&'static str, Fragment, String) {
    let plain = |kind, name: &str, fragment: Fragment| {
        (kind, fragment, format!("{name}({arguments}) {{ ...{fragment:?} }}"))
    };
    let in_repo = |kind, name: &str, fragment: Fragment| {
        let (_, _, list) = plain(kind, name, fragment);
        (kind, fragment, format!("url repository {{ nameWithOwner }} {list}"))
    };
    match page.list {
        List::Pulls => plain("User", "pullRequests", Fragment::Pulls),
        List::Issues => plain("User", "issues", Fragment::Issues),
        List::IssueComments => plain("User", "issueComments", Fragment::IssueComments),
        List::Discussions => plain("User", "repositoryDiscussions", Fragment::Discussions),
        List::DiscussionComments => {
            plain("User", "repositoryDiscussionComments", Fragment::DiscussionComments)
        }
        List::CommitComments => plain("User", "commitComments", Fragment::CommitComments),
        List::ReviewedPulls => {
            let name = "pullRequestReviewContributions";
            let (kind, fragment, list) = plain("User", name, Fragment::ReviewedPulls);
            let span = page.window.map_or(String::new(), |_| format!("(from: $f{n}, to: $t{n})"));
            (kind, fragment, format!("contributionsCollection{span} {{ {list} }}"))
        }
        List::PullReviews => in_repo("PullRequest", "reviews", Fragment::Reviews),
        List::PullCommits => in_repo("PullRequest", "commits", Fragment::PullCommits),
        List::ReviewComments => in_repo("PullRequestReview", "comments", Fragment::ReviewComments),
        List::PullEvents => {
            let (kind, fragment, list) = plain("PullRequest", "timelineItems", Fragment::Events);
            (kind, fragment, format!("state mergedAt {list}"))
        }
        List::History | List::RepoHistory => {
            let (_, fragment, list) = plain("Repository", "history", Fragment::History);
            let branch = format!("target {{ __typename ... on Commit {{ {list} }} }}");
            let body = format!("url nameWithOwner defaultBranchRef {{ {branch} }}");
            ("Repository", fragment, body)
        }
        List::RepoPulls => plain("Repository", "pullRequests", Fragment::RepoPulls),
    }
}

pub(super) fn read(pages: &[Page], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, page) in pages.iter().enumerate() {
        let whose = Whose { of: &page.of, by: page.by.as_ref(), list: None };
        let at = to.data.field(&format!("p{n}"))?;
        if let Some(at) = to.object(at, whose.list(page.list), kind(page.list))? {
            read_page(page, whose, &at, to)?;
        }
    }
    Ok(())
}

/// On which kind of node a list is.
const fn kind(list: List) -> &'static str {
    match list {
        List::Pulls
        | List::Issues
        | List::IssueComments
        | List::Discussions
        | List::DiscussionComments
        | List::CommitComments
        | List::ReviewedPulls => "User",
        List::PullReviews | List::PullCommits | List::PullEvents => "PullRequest",
        List::ReviewComments => "PullRequestReview",
        List::History | List::RepoHistory | List::RepoPulls => "Repository",
    }
}

/// One page.
fn read_page<'a>(
    page: &Page,
    whose: Whose<'_>,
    at: &At<'a>,
    to: &mut Reading<'a>,
) -> Result<(), Unreadable> {
    let (of, list) = (&page.of, page.list);
    match list {
        List::Pulls => to.own_list(&at.field("pullRequests")?, of, list),
        List::Issues => to.own_list(&at.field("issues")?, of, list),
        List::IssueComments => to.own_list(&at.field("issueComments")?, of, list),
        List::Discussions => to.own_list(&at.field("repositoryDiscussions")?, of, list),
        List::DiscussionComments => {
            to.discussion_comments(&at.field("repositoryDiscussionComments")?, of)
        }
        List::CommitComments => to.own_list(&at.field("commitComments")?, of, list),
        List::ReviewedPulls => {
            let at = at.field("contributionsCollection")?;
            to.reviewed_pulls(&at.field("pullRequestReviewContributions")?, of)
        }
        List::PullReviews => to.reviews(&at.field("reviews")?, whose, &repo_name(at)?),
        List::PullCommits => {
            let place = Place::new(&at.field("url")?, repo_name(at)?, Some(of.clone()))?;
            to.pull_commits(&at.field("commits")?, of, &place)
        }
        List::ReviewComments => to.review_comments(&at.field("comments")?, of, &repo_name(at)?),
        List::PullEvents => events(at, page, to),
        List::History | List::RepoHistory => to.history(at, whose, list),
        List::RepoPulls => to.repo_pulls(&at.field("pullRequests")?, of),
    }
}

/// Earlier events. They show a landing only by a commit that closed: the pull request's own commits are not at hand here.
fn events<'a>(at: &At<'a>, page: &Page, to: &mut Reading<'a>) -> Result<(), Unreadable> {
    let events = to.events(&at.field("timelineItems")?, &page.of)?;
    let is_closed = at.field("state")?.text()? == "CLOSED";
    if is_closed && at.field("mergedAt")?.is_null() {
        let landed = |landing| Fact::Landed { pull: page.of.clone(), landing };
        to.facts.extend(by_closing(&events).map(landed));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{
        comment, commit, full, list_with_more, node, page, pages as found, pull, refusals, repo,
    };
    use super::super::{read, write};
    use crate::{Fact, List, Query, Shape};
    use serde_json::{Value, json};

    fn closed_pull(n: usize, merged: Value) -> Value {
        let event = json!({
            "__typename": "ClosedEvent", "createdAt": "2026-06-07T08:00:00Z",
            "closer": {"__typename": "Commit", "oid": "fedcba98"},
        });
        json!({
            "__typename": "PullRequest", "id": format!("PR_{n}"), "state": "CLOSED", "mergedAt": merged,
            "url": "https://github.com/lantern-works/beam/pull/1", "repository": repo(),
            "timelineItems": list_with_more(30, &[event], "e"),
        })
    }

    #[test]
    fn lists_of_all_kinds_in_one_answer() {
        let query = Query::Pages(vec![
            page(List::Pulls, 0),
            page(List::CommitComments, 1),
            page(List::PullCommits, 2),
            page(List::ReviewedPulls, 3),
        ]);
        let user = |n: usize| json!({"__typename": "User", "id": format!("U_{n}")});
        let mut answers = [user(0), user(1), closed_pull(2, json!(null)), user(3)];
        answers[0]["pullRequests"] = list_with_more(51, &[pull(1)], "a");
        answers[1]["commitComments"] = list_with_more(52, &[comment(1)], "b");
        answers[2]["commits"] = list_with_more(53, &[json!({"commit": commit("abc", "x")})], "c");
        let reviewed = list_with_more(54, &[json!({"pullRequest": pull(4)})], "d");
        answers[3]["contributionsCollection"] = json!({"pullRequestReviewContributions": reviewed});
        let [p0, p1, p2, p3] = answers;
        let facts = read(&query, &json!({"p0": p0, "p1": p1, "p2": p2, "p3": p3}), &[]).unwrap();
        let expected = [
            (List::Pulls, 51, 1, Some("a")),
            (List::CommitComments, 52, 1, Some("b")),
            (List::PullCommits, 53, 1, Some("c")),
            (List::ReviewedPulls, 54, 1, Some("d")),
        ];
        assert_eq!(found(&facts), expected);
        assert_eq!(facts.len(), 8);
    }

    #[test]
    fn earlier_events_show_that_a_closed_pull_request_landed_by_a_commit() {
        let query = Query::Pages(vec![page(List::PullEvents, 0), page(List::PullEvents, 1)]);
        let merged = json!("2026-06-08T08:00:00Z");
        let data = json!({"p0": closed_pull(0, json!(null)), "p1": closed_pull(1, merged)});
        let facts = read(&query, &data, &[]).unwrap();
        let landed = facts.iter().filter_map(|fact| match fact {
            Fact::Landed { pull, landing } => Some((pull.to_string(), landing.because.as_str())),
            _ => None,
        });
        assert_eq!(landed.collect::<Vec<_>>(), [("PR_0".to_owned(), "closed by commit fedcba9")]);
    }

    #[test]
    fn a_page_of_something_gone_and_one_that_is_refused() {
        let query = Query::Pages(vec![page(List::Pulls, 0), page(List::History, 1)]);
        let errors = [error("FORBIDDEN", "p1")];
        let facts = read(&query, &json!({"p0": null, "p1": null}), &errors).unwrap();
        assert_eq!(facts[0], Fact::Gone(node("U", 0)));
        assert_eq!(refusals(&facts)[0].1, Some(List::History));
    }

    #[test]
    fn a_page_goes_on_where_the_last_one_ended_and_with_the_same_filter() {
        let query = Query::Pages(vec![
            page(List::Issues, 0),
            page(List::DiscussionComments, 1),
            page(List::History, 2),
            page(List::PullReviews, 3),
        ]);
        let written = write(&query);
        for part in [
            "issues(first: $k0, after: $a0, orderBy: {field: UPDATED_AT, direction: DESC}, filterBy: {since: $s0})",
            "repositoryDiscussionComments(last: $k1, before: $a1)",
            "history(first: $k2, after: $a2, author: {id: $b2}, since: $f2, until: $t2)",
            "reviews(first: $k3, after: $a3, author: $b3)",
        ] {
            assert!(written.text.contains(part), "{part}\n{}", written.text);
        }
        assert_eq!(written.variables["k0"], 50);
        assert_eq!(written.variables["a1"], "after 1");
        assert_eq!(written.variables["t2"], "2026-08-23T23:59:59Z");
        assert_eq!(written.variables["b3"], "ada-lumen-3");
    }

    #[test]
    fn no_cursor_or_login_is_in_the_text() {
        let text = write(&full(Shape::Pages, 20)).text;
        for value in ["after 1", "ada-lumen", "U_", "2026"] {
            assert!(!text.contains(value), "{value}");
        }
    }
}
