//! The hard cases, one mentee each.

mod work;

use chrono::TimeDelta;

use super::Term;
use crate::github::world::{AccountId, At, RepoId, Verdict};

/// The hard cases, each of which one mentee of [`hundred_mentees`](super::hundred_mentees) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// Changed the login in the middle of the term; the roster has the old one.
    Renamed,
    /// Changed the login, and a stranger who works too has the old one now.
    Reassigned,
    /// Deleted the account at the end of the term.
    Deleted,
    /// Was flagged at the end of the term.
    Flagged,
    /// Opened a pull request before the term that was merged in it.
    CarriedOver,
    /// Did nothing but review.
    ReviewsOnly,
    /// Did nothing but comment, on issues, lines and commits.
    CommentsOnly,
    /// Is named in trailers of other people's commits only.
    CoAuthorOnly,
    /// Took part in discussions only.
    DiscussionsOnly,
    /// Has all work squashed by maintainers.
    Squashed,
    /// Has work that landed without a merge: by hand and by a bot.
    Landed,
    /// Worked in repositories that were transferred and renamed afterwards.
    MovedRepositories,
    /// Opened more than a hundred pull requests in one repository in a week.
    BusyWeek,
    /// Did more than a thousand things in the term.
    BusyTerm,
    /// Did things at midnight of a boundary and a second before.
    OnTheBoundary,
    /// Worked in private repositories, and shows how much.
    PrivateRepositories,
    /// Has a private profile.
    PrivateProfile,
    /// Commits from an address that is linked to nobody.
    UnlinkedEmail,
    /// Opened pull requests against a fork.
    IntoAFork,
    /// Reviewed one pull request eight times.
    ManyReviewsOfOne,
    /// Works also behind single sign-on.
    SingleSignOn,
    /// Wrote commits in one month that landed in another, straight on a default branch and by rebase.
    LateLanding,
    /// Had pull requests opened by a bot, as assignee and co-author.
    ThroughABot,
    /// Deleted the fork that a pull request came from.
    DeletedFork,
    /// Is in the roster as ` @Name/ `.
    DirtyLogin,
    /// Is in the roster with a login that never existed.
    Unknown,
    /// Did nothing.
    Silent,
}

impl Case {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::Renamed,
        Self::Reassigned,
        Self::Deleted,
        Self::Flagged,
        Self::CarriedOver,
        Self::ReviewsOnly,
        Self::CommentsOnly,
        Self::CoAuthorOnly,
        Self::DiscussionsOnly,
        Self::Squashed,
        Self::Landed,
        Self::MovedRepositories,
        Self::BusyWeek,
        Self::BusyTerm,
        Self::OnTheBoundary,
        Self::PrivateRepositories,
        Self::PrivateProfile,
        Self::UnlinkedEmail,
        Self::IntoAFork,
        Self::ManyReviewsOfOne,
        Self::SingleSignOn,
        Self::LateLanding,
        Self::ThroughABot,
        Self::DeletedFork,
        Self::DirtyLogin,
        Self::Unknown,
        Self::Silent,
    ];
}

/// Plays each case with the mentee of its number.
pub(super) fn play(term: &mut Term) {
    for (n, case) in Case::ALL.into_iter().enumerate() {
        term.mentees[n].case = Some(case);
        if let Some(who) = term.mentees[n].account {
            play_one(term, n, case, who);
        }
    }
}

fn play_one(term: &mut Term, n: usize, case: Case, who: AccountId) {
    match case {
        Case::Renamed
        | Case::Reassigned
        | Case::Deleted
        | Case::Flagged
        | Case::DirtyLogin
        | Case::Unknown => {
            identity(term, n, case, who);
        }
        Case::ReviewsOnly | Case::CommentsOnly | Case::CoAuthorOnly | Case::DiscussionsOnly => {
            others_work(term, case, who);
        }
        Case::ManyReviewsOfOne => many_reviews_of_one(term, who),
        Case::CarriedOver => work::carried_over(term, who),
        Case::Squashed => work::squashed(term, who),
        Case::Landed => work::landed(term, who),
        Case::MovedRepositories => work::moved_repositories(term, who),
        Case::BusyWeek => work::busy_week(term, who),
        Case::BusyTerm => work::busy_term(term, who),
        Case::OnTheBoundary => work::on_the_boundary(term, who),
        Case::PrivateRepositories => work::private_repositories(term, who),
        Case::PrivateProfile => {
            term.world.accounts[who].private_profile = true;
            term.work(n, term.window.clone(), 6);
        }
        Case::UnlinkedEmail => work::unlinked_email(term, who),
        Case::IntoAFork => work::into_a_fork(term, who),
        Case::SingleSignOn => work::single_sign_on(term, n, who),
        Case::LateLanding => work::late_landing(term, who),
        Case::ThroughABot => work::through_a_bot(term, who),
        Case::DeletedFork => work::deleted_fork(term, who),
        Case::Silent => {}
    }
}

impl Term {
    fn day(&self, n: i64) -> At {
        self.window.start + TimeDelta::days(n) + TimeDelta::hours(10)
    }

    fn keeper(&self) -> AccountId {
        self.places.maintainers[0]
    }

    fn place(&self, n: usize) -> RepoId {
        self.places.project[n % self.places.project.len()]
    }
}

fn identity(term: &mut Term, n: usize, case: Case, who: AccountId) {
    if case == Case::Unknown {
        term.mentees[n].roster_login = "nobody-of-that-name".to_owned();
        term.mentees[n].account = None;
        return;
    }
    term.work(n, term.window.clone(), 5);
    let old = term.world[who].login.clone();
    match case {
        Case::Renamed => term.world.rename_login(who, &format!("{old}-anew")),
        Case::Reassigned => {
            let stranger = term.world.reassign_login(who, &format!("{old}-real"));
            let repo = term.place(1);
            let opened = term.day(30);
            term.world.pr(repo, stranger).opened(opened).commit(opened);
        }
        Case::Deleted => term.world.delete_account(who),
        Case::Flagged => term.world.flag(who),
        _ => term.mentees[n].roster_login = format!(" @{}/ ", old.to_uppercase()),
    }
}

/// Cases that only touch what other people opened.
fn others_work(term: &mut Term, case: Case, who: AccountId) {
    let keeper = term.keeper();
    for n in 0..8 {
        let (repo, t) = (term.place(n * 3), term.day(n as i64 * 9));
        let pull = term.world.pr(repo, keeper).opened(t).commit(t).id();
        let later = t + TimeDelta::hours(5);
        match case {
            Case::ReviewsOnly => {
                term.world.review(pull, who, later, Verdict::Approved);
            }
            Case::CommentsOnly => comments_only(term, who, pull, later),
            Case::CoAuthorOnly => {
                let _ =
                    term.world.edit_pr(pull).commit_with(later, &[who]).merged_by(keeper, later);
            }
            Case::DiscussionsOnly => {
                let _ = term.world.discussion(repo, keeper).opened(t).commented(who, later);
            }
            _ => {}
        }
    }
}

fn many_reviews_of_one(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(13), term.keeper());
    let t = term.day(3);
    let pull = term.world.pr(repo, keeper).opened(t).commit(t).id();
    for n in 1..=8 {
        term.world.review(pull, who, t + TimeDelta::days(n * 6), Verdict::Commented);
    }
}

fn comments_only(term: &mut Term, who: AccountId, pull: crate::github::world::PullId, at: At) {
    let keeper = term.keeper();
    term.world.comment(pull, who, at);
    let review = term.world.review(pull, keeper, at, Verdict::Commented);
    let line = term.world.review_comment(review, at, None);
    term.world.reply(line, who, at + TimeDelta::hours(1));
    let commit = term.world[pull].commits[0];
    term.world.comment_on_commit(commit, who, at + TimeDelta::hours(2));
}
