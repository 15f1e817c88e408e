//! Pull requests that wait, and who responds, for the tests of this crate.

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Cohort, Contribution, Detail, Item, ItemUrl, PullRequestDetail, RepoName, Response, Role,
    ThreadDetail, When,
};

use crate::assess::fixture::{cohort, complete, day, login, pull_request, whole_term};

fn beam() -> RepoName {
    RepoName::parse("lantern-works/beam").unwrap()
}

/// One mentee, `ada`, with a mentor `hedy` and a pull request opened on each of some days, numbered from 1; nobody responded.
pub(crate) fn waiting_on(days: &[u64]) -> Cohort {
    let mut cohort = cohort(["ada"]);
    let record = &mut cohort.records[0];
    record.coverage = complete(whole_term());
    let far = monitor_model::Window::new(day(42), day(200)).unwrap();
    record.coverage.extend(complete(far));
    for (n, opened) in (1..).zip(days) {
        let when = When::At(day(*opened));
        record.contributions.push(pull_request("ada", "lantern-works/beam", n, when));
        record.details.extend([detail(n, true)]);
    }
    cohort
}

/// The detail of a pull request.
pub(crate) fn detail(number: u64, responses_complete: bool) -> (ItemUrl, Detail) {
    let detail = PullRequestDetail {
        additions: 10,
        deletions: 2,
        changed_files: 1,
        files: vec![],
        is_draft: false,
        responses_complete,
    };
    (Item::pull_request(beam(), number).url, Detail::PullRequest(detail))
}

/// The detail of a pull request that nobody is to look at yet.
pub(crate) fn draft(number: u64) -> (ItemUrl, Detail) {
    match detail(number, true) {
        (url, Detail::PullRequest(detail)) => {
            (url, Detail::PullRequest(PullRequestDetail { is_draft: true, ..detail }))
        }
        other => other,
    }
}

/// The detail of an issue.
pub(crate) fn thread(number: u64, responses_complete: bool) -> (ItemUrl, Detail) {
    (Item::issue(beam(), number).url, Detail::Thread(ThreadDetail { responses_complete }))
}

/// An issue that `ada` opened.
pub(crate) fn issue(number: u64, opened: DateTime<Utc>) -> Contribution {
    let mut contribution = pull_request("ada", "lantern-works/beam", number, When::At(opened));
    contribution.item = Item::issue(beam(), number);
    contribution
}

/// What somebody did on a pull request.
pub(crate) fn response(number: u64, by: &str, act: Act, at: DateTime<Utc>) -> Response {
    Response { on: Item::pull_request(beam(), number).url, by: login(by), act, at }
}

/// What became of a pull request of `ada`'s.
pub(crate) fn closed(number: u64, act: Act, at: DateTime<Utc>) -> Contribution {
    let opened = pull_request("ada", "lantern-works/beam", number, When::At(at));
    Contribution { act, ..opened }
}

/// The same at another time.
pub(crate) fn at(contribution: Contribution, at: DateTime<Utc>) -> Contribution {
    Contribution { when: When::At(at), ..contribution }
}

/// A comment that `ada` wrote on a pull request.
pub(crate) fn comment(on: u64, n: u64, when: When) -> Contribution {
    let url = format!("{}#issuecomment-{n}", Item::pull_request(beam(), on).url);
    let mut contribution = pull_request("ada", "lantern-works/beam", on, when);
    contribution.item.kind = monitor_model::ItemKind::Comment;
    contribution.item.url = ItemUrl::parse(&url).unwrap();
    Contribution { act: Act::Commented, role: Role::Commenter, ..contribution }
}
