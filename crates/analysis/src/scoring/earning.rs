//! What a contribution earns points as.

use monitor_model::{
    Act, Contribution, Detail, Earning, ItemKind, ReviewDetail, ReviewState, Role,
};

/// What a contribution earns as, given what is known of its item.
#[must_use]
pub fn of(contribution: &Contribution, detail: Option<&Detail>) -> Earning {
    let Contribution { act, role, item, .. } = contribution;
    match (act, item.kind) {
        (Act::Opened, ItemKind::PullRequest) => Earning::PullRequestOpened,
        (Act::Opened, ItemKind::Issue) => Earning::IssueOpened,
        (Act::Opened, ItemKind::Discussion) => Earning::Discussion,
        (Act::Merged, _) if *role == Role::Merger => Earning::MergedForOthers,
        (Act::Merged | Act::Landed, _) => Earning::PullRequestMerged,
        (Act::Closed, _) if *role == Role::Closer => Earning::IssueResolved,
        (Act::Reviewed, _) if *role == Role::Author => Earning::OwnReview,
        (Act::Reviewed, _) => review(detail),
        (Act::Commented, _) => Earning::Comment,
        (Act::Authored, _) if *role == Role::CoAuthor => Earning::CoAuthoredCommit,
        (Act::Authored, _) => Earning::Commit,
        // One's own item closed is an end and no work; and no other kind of item is opened.
        (Act::Closed | Act::Opened, _) => Earning::Nothing,
    }
}

/// What a review of somebody else's pull request earns as: by its substance.
fn review(detail: Option<&Detail>) -> Earning {
    let Some(Detail::Review(ReviewDetail { state, comments })) = detail else {
        return Earning::ReviewUnknown;
    };
    match (state, comments) {
        (ReviewState::ChangesRequested, 1..) => Earning::ReviewChanges,
        (ReviewState::Approved, 0) => Earning::ReviewApproval,
        // What it was before somebody took it back is not known.
        (ReviewState::Dismissed, 0) => Earning::ReviewUnknown,
        // Without comments on lines it has a text, or GitHub would not have taken it.
        _ => Earning::ReviewComments,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use monitor_model::{Item, ItemUrl, When};

    #[test]
    fn acts_earn_by_kind_and_role() {
        use {Act::*, Earning as E, ItemKind as K, Role as R};
        let table = [
            (Opened, R::Author, K::PullRequest, E::PullRequestOpened),
            (Merged, R::Author, K::PullRequest, E::PullRequestMerged),
            (Landed, R::Author, K::PullRequest, E::PullRequestMerged),
            (Closed, R::Author, K::PullRequest, E::Nothing),
            (Merged, R::Merger, K::PullRequest, E::MergedForOthers),
            (Opened, R::Author, K::Issue, E::IssueOpened),
            (Closed, R::Closer, K::Issue, E::IssueResolved),
            (Closed, R::Author, K::Issue, E::Nothing),
            (Reviewed, R::Reviewer, K::Review, E::ReviewUnknown),
            (Reviewed, R::Author, K::Review, E::OwnReview),
            (Commented, R::Commenter, K::Comment, E::Comment),
            (Commented, R::Commenter, K::Discussion, E::Comment),
            (Opened, R::Author, K::Discussion, E::Discussion),
            (Authored, R::Author, K::Commit, E::Commit),
            (Authored, R::CoAuthor, K::Commit, E::CoAuthoredCommit),
        ];
        for (act, role, kind, earning) in table {
            let opened = pull_request("ada", "lantern-works/beam", 1, When::At(day(1)));
            let item = Item { kind, ..opened.item.clone() };
            let contribution = Contribution { act, role, item, ..opened };
            assert_eq!(of(&contribution, None), earning, "{act} {role} {kind}");
        }
    }

    #[test]
    fn reviews_earn_by_substance() {
        use {Earning as E, ReviewState::*};
        let table = [
            (Approved, 0, E::ReviewApproval),
            (Approved, 1, E::ReviewComments),
            (Commented, 0, E::ReviewComments),
            (Commented, 5, E::ReviewComments),
            (ChangesRequested, 0, E::ReviewComments),
            (ChangesRequested, 1, E::ReviewChanges),
            (Dismissed, 0, E::ReviewUnknown),
            (Dismissed, 2, E::ReviewComments),
        ];
        for (state, comments, earning) in table {
            let detail = Detail::Review(ReviewDetail { state, comments });
            assert_eq!(review(Some(&detail)), earning, "{state} {comments}");
        }
        let url = ItemUrl::parse("https://github.com/lantern-works/beam/pull/1").unwrap();
        let other = Detail::Commit(monitor_model::CommitDetail { pull_request: url });
        assert_eq!(review(Some(&other)), E::ReviewUnknown);
    }
}
