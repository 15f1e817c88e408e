//! The reviews that one person submitted on a pull request: all of them, not one per pull request.

use monitor_model::{Login, NodeId};

use super::Written;
use super::at::Unreadable;
use super::items::repo_name;
use super::reading::{Reading, Whose};
use super::text::{Aliases, Fragment};
use crate::{Field, List};

pub(super) fn write(of: &[(NodeId, Login)], page: u32) -> Written {
    let mut aliases = Aliases::default();
    aliases.variable("page", "Int!", page);
    for (n, (pull, login)) in of.iter().enumerate() {
        aliases.variable(&format!("n{n}"), "ID!", pull.as_str());
        aliases.variable(&format!("l{n}"), "String!", login.as_str());
        aliases.field(&format!(
            "r{n}: node(id: $n{n}) {{ __typename id ... on PullRequest {{ repository {{ nameWithOwner }} \
             reviews(first: $page, author: $l{n}) {{ ...Reviews }} }} }}"
        ));
    }
    aliases.finish("ReviewsBy", &[Fragment::Reviews])
}

pub(super) fn read(of: &[(NodeId, Login)], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, (pull, login)) in of.iter().enumerate() {
        let by = Field::Login(login.clone());
        let whose = Whose::all(pull).by(&by);
        let at = to.data.field(&format!("r{n}"))?;
        if let Some(at) = to.object(at, whose.list(List::PullReviews), "PullRequest")? {
            to.reviews(&at.field("reviews")?, whose, &repo_name(&at)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::read;
    use super::super::samples::{
        full, list, list_with_more, login, node, pages, person, refusals, repo, review,
    };
    use crate::{Fact, Field, List, Shape, Who};
    use monitor_model::ReviewState;
    use serde_json::{Value, json};

    fn pull(n: usize, reviews: Value) -> Value {
        json!({"__typename": "PullRequest", "id": format!("PR_{n}"), "repository": repo(), "reviews": reviews})
    }

    #[test]
    fn all_reviews_of_a_person_but_the_pending_ones() {
        let bot = json!({"__typename": "Bot", "login": "lamplighter"});
        let reviews = [
            review(1, "COMMENTED", person(0)),
            review(2, "PENDING", person(0)),
            review(3, "APPROVED", json!(null)),
            review(4, "DISMISSED", bot),
        ];
        let data = json!({"r0": pull(0, list_with_more(9, &reviews, "c"))});
        let facts = read(&full(Shape::ReviewsBy, 1), &data, &[]).unwrap();
        let found = facts.iter().filter_map(|fact| match fact {
            Fact::Review(review) => Some((review.state, review.author.clone())),
            _ => None,
        });
        let found: Vec<_> = found.collect();
        assert!(matches!(found[0], (ReviewState::Commented, Who::Person { .. })));
        let others = [
            (ReviewState::Approved, Who::Ghost),
            (ReviewState::Dismissed, Who::Bot("lamplighter".into())),
        ];
        assert_eq!(found[1..], others);
        // The pending one is on the page, though it is no fact.
        assert_eq!(pages(&facts), [(List::PullReviews, 9, 4, Some("c"))]);
        let Some(Fact::Page(page)) = facts.last() else { panic!("{facts:?}") };
        assert_eq!(page.by, Some(Field::Login(login(0))));
    }

    #[test]
    fn a_pull_request_that_is_gone_and_one_that_is_refused() {
        let data = json!({"r0": null, "r1": null, "r2": pull(2, json!(null))});
        let errors = [error("FORBIDDEN", "r1"), error("INTERNAL", "r2.reviews")];
        let facts = read(&full(Shape::ReviewsBy, 3), &data, &errors).unwrap();
        assert_eq!(facts[0], Fact::Gone(node("PR", 0)));
        let by = |fact: &Fact| match fact {
            Fact::Refused { by, list, .. } => Some((by.clone(), *list)),
            _ => None,
        };
        let refused: Vec<_> = facts.iter().filter_map(by).collect();
        let whose = |n| (Some(Field::Login(login(n))), Some(List::PullReviews));
        assert_eq!(refused, [whose(1), whose(2)]);
        assert_eq!(refusals(&facts).len(), 2);
        assert!(pages(&facts).is_empty());
    }

    #[test]
    fn a_submitted_review_without_a_date_is_unreadable() {
        let mut undated = review(1, "APPROVED", person(0));
        undated["submittedAt"] = json!(null);
        let data = json!({"r0": pull(0, list(1, &[undated]))});
        let error = read(&full(Shape::ReviewsBy, 1), &data, &[]).unwrap_err();
        assert_eq!(error.path, "data.r0.reviews.nodes.0.submittedAt");
    }
}
