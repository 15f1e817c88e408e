//! What a recorded week saw, stream by stream. It is never everything: the old tool asked for four kinds of things, and GitHub
//! listed them only in part.

use monitor_model::{Coverage, CoverageStatement, Login, Stream, Window};

use super::row::{Seen, Share};

/// What the source says of a week that it answered.
pub(super) fn answered(
    of: &Login,
    window: Window,
    seen: Seen,
) -> impl Iterator<Item = CoverageStatement> {
    Stream::ALL.iter().map(move |&stream| CoverageStatement {
        of: of.clone(),
        stream,
        window,
        coverage: coverage(stream, seen),
    })
}

/// What the source says of a week that it asked for under a login that GitHub did not know.
pub(super) fn unknown(
    of: &Login,
    window: Window,
    why: &str,
) -> impl Iterator<Item = CoverageStatement> {
    Stream::ALL.iter().map(move |&stream| CoverageStatement {
        of: of.clone(),
        stream,
        window,
        coverage: Coverage::NotFetched(why.to_owned()),
    })
}

fn coverage(stream: Stream, seen: Seen) -> Coverage {
    let opened = "opened in the week only; no comments";
    match stream {
        Stream::PullRequests => partial(opened, seen.pull_requests, "pull requests"),
        Stream::Issues => partial(opened, seen.issues, "issues"),
        Stream::Reviews => {
            let why = "at most one per pull request and week";
            partial(why, seen.reviews, "reviews")
        }
        Stream::Commits => {
            let why = "counted per repository and week, Mondays in both; default branches only";
            partial(why, seen.commits, "commits")
        }
        Stream::Comments | Stream::Discussions => {
            Coverage::NotFetched("not in the recorded format".to_owned())
        }
    }
}

fn partial(why: &str, share: Share, things: &str) -> Coverage {
    Coverage::Partial(match share.total.saturating_sub(share.listed) {
        0 => why.to_owned(),
        missing => format!("{why}; and {missing} of {} {things} not listed", share.total),
    })
}
