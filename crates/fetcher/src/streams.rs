//! What is known of a person's streams: complete, or what is missing. A stream is complete only when every list that feeds
//! it was walked to its end in this run without an error, or is known not to have changed.

mod scope;

use monitor_model::{Coverage, CoverageStatement, Stream};

use crate::knowledge::{Knowledge, Scene, Someone};
use crate::query::List;
use crate::stale::stale_pulls;
use crate::walks::{Step, step};

/// What is said while a run has not come to its end.
const UNFINISHED: &str = "its collection has not come to its end";

/// One statement for each stream of a person, for the wanted window up to the start of the run.
pub(crate) fn statements(
    knowledge: &Knowledge,
    scene: &Scene,
    one: &Someone,
) -> Vec<CoverageStatement> {
    let statement = |&stream: &Stream| CoverageStatement {
        of: one.login.clone(),
        stream,
        window: one.window,
        coverage: of(knowledge, scene, one, stream),
    };
    Stream::ALL.iter().map(statement).collect()
}

/// What is known of a stream of a person.
pub(crate) fn of(knowledge: &Knowledge, scene: &Scene, one: &Someone, stream: Stream) -> Coverage {
    let look = Look { knowledge, scene, one };
    let parts = match stream {
        Stream::PullRequests => {
            let own = [look.list(List::Pulls), look.details()];
            own.into_iter().chain(look.looked_through()).collect()
        }
        Stream::Issues => vec![look.list(List::Issues)],
        Stream::Reviews => {
            vec![look.contributions(), look.reviews(), look.list(List::Pulls), look.details()]
        }
        Stream::Commits => {
            let own = [look.contributions(), look.list(List::Pulls), look.details()];
            // Where the person's own parts failed, branches are left to the next run, and the reason is said already.
            let failed = own.iter().any(|part| matches!(part, Part::Failed(_)));
            let branches = if failed { Part::Done } else { look.commits() };
            let pulls = look.looked_through().into_iter().chain(look.of_bots());
            own.into_iter().chain([branches]).chain(pulls).collect()
        }
        Stream::Comments => vec![
            look.list(List::IssueComments),
            look.list(List::CommitComments),
            look.contributions(),
            look.reviews(),
            look.review_comments(),
        ],
        Stream::Discussions => {
            vec![look.list(List::Discussions), look.list(List::DiscussionComments)]
        }
    };
    join(parts)
}

/// Whether a person's pull requests are known with their details, as far as they ever will be, so that a squash can be told
/// from other commits.
pub(crate) fn pulls_are_known(knowledge: &Knowledge, scene: &Scene, one: &Someone) -> bool {
    let person = one.node.as_str();
    let lost = |of: &str, what: &str| knowledge.failed_for_now(of, what, scene.id());
    let walked = match step(knowledge, scene, one, List::Pulls) {
        Step::Known => true,
        Step::Failed(_) => !lost(person, List::Pulls.as_str()) && !lost(person, "probe"),
        Step::Probe | Step::Begin(_) | Step::Page(_) => false,
    };
    let mut pulls = knowledge.pulls_of.get(person).into_iter().flatten();
    walked
        && stale_pulls(knowledge, scene, one).next().is_none()
        && !pulls.any(|pull| lost(pull, "details"))
}

/// How far one part of a stream is.
enum Part {
    Done,
    Open,
    Failed(String),
    Short(String),
}

/// What the parts of a stream come to. While one is open the stream counts as not fetched, so that whatever the run says of
/// it in the end takes the place of that.
fn join(parts: Vec<Part>) -> Coverage {
    let mut whys: Vec<String> = Vec::new();
    let (mut open, mut failed) = (false, false);
    for part in parts {
        match part {
            Part::Done => {}
            Part::Open => open = true,
            Part::Short(why) => whys.push(why),
            Part::Failed(why) => {
                failed = true;
                whys.push(why);
            }
        }
    }
    whys.sort_unstable();
    whys.dedup();
    match (open, failed) {
        (true, _) => Coverage::NotFetched(UNFINISHED.to_owned()),
        (false, true) => Coverage::Blocked(whys.join("; ")),
        (false, false) if whys.is_empty() => Coverage::Complete,
        (false, false) => Coverage::Partial(whys.join("; ")),
    }
}

struct Look<'a> {
    knowledge: &'a Knowledge,
    scene: &'a Scene,
    one: &'a Someone,
}

impl Look<'_> {
    fn list(&self, list: List) -> Part {
        match step(self.knowledge, self.scene, self.one, list) {
            Step::Known => Part::Done,
            Step::Failed(why) => Part::Failed(why),
            Step::Probe | Step::Begin(_) | Step::Page(_) => Part::Open,
        }
    }

    fn failure(&self, of: &str, what: &str) -> Option<Part> {
        self.knowledge.failure(of, what, self.scene.id()).map(|why| Part::Failed(why.to_owned()))
    }

    /// Details of the person's pull requests, and all pages of their lists.
    fn details(&self) -> Part {
        let person = self.one.node.as_str();
        let pulls = self.knowledge.pulls_of.get(person).into_iter().flatten();
        let mut part = Part::Done;
        for node in pulls {
            for what in ["details", "pull-reviews", "pull-commits", "pull-events"] {
                if let Some(failed) = self.failure(node, what) {
                    return failed;
                }
            }
            if self.knowledge.pulls.get(node).is_some_and(|pull| !pull.next.is_empty()) {
                part = Part::Open;
            }
        }
        let mut stale = stale_pulls(self.knowledge, self.scene, self.one);
        if stale.next().is_some() { Part::Open } else { part }
    }

    fn contributions(&self) -> Part {
        let person = self.one.node.as_str();
        if let Some(failed) =
            self.failure(person, "contributions").or_else(|| self.failure(person, "reviewed-pulls"))
        {
            return failed;
        }
        match self.knowledge.contributions.get(person) {
            Some(note) if note.run == self.scene.id() && note.next.is_none() => {
                self.reach(note.covered_from)
            }
            _ => Part::Open,
        }
    }

    /// GitHub answers for a year; what lies before is not complete.
    fn reach(&self, covered_from: chrono::DateTime<chrono::Utc>) -> Part {
        if covered_from <= self.one.window.from() {
            Part::Done
        } else {
            Part::Short(format!(
                "reviews and commits before {} are out of reach",
                covered_from.format("%Y-%m-%d")
            ))
        }
    }

    fn reviews(&self) -> Part {
        let person = self.one.node.as_str();
        let mut part = Part::Done;
        let range = (person.to_owned(), String::new())..;
        for ((_, pull), note) in
            self.knowledge.reviewed.range(range).take_while(|((p, _), _)| p == person)
        {
            let own = self.knowledge.pulls.get(pull).is_some_and(|pull| pull.person == person);
            if let Some(failed) = self.failure(pull, person) {
                return failed;
            }
            if !own && (note.done != Some(note.updated) || note.next.is_some()) {
                part = Part::Open;
            }
        }
        part
    }

    fn review_comments(&self) -> Part {
        let mut part = Part::Done;
        for node in self.knowledge.reviews_of.get(self.one.node.as_str()).into_iter().flatten() {
            if let Some(failed) =
                self.failure(node, "comments").or_else(|| self.failure(node, "review-comments"))
            {
                return failed;
            }
            if self.knowledge.reviews.get(node).is_some_and(|note| !note.commented) {
                part = Part::Open;
            }
        }
        part
    }

    /// Whether the co-authors of every commit are known: anybody may be one of them.
    fn authors(&self) -> Part {
        let pending = self.knowledge.commits.iter().filter(|(_, note)| !note.asked);
        let mut part = Part::Done;
        for (node, _) in pending {
            match self.knowledge.failure(node, "authors", self.scene.id()) {
                Some(why) => {
                    part =
                        Part::Short(format!("GitHub could not be asked for all co-authors: {why}"));
                }
                None => return Part::Open,
            }
        }
        part
    }

    fn commits(&self) -> Part {
        let person = self.one.node.as_str();
        let mut part = match self.swept() {
            Part::Done => self.authors(),
            part => part,
        };
        let range = (person.to_owned(), String::new())..;
        for ((_, repo), note) in
            self.knowledge.committed.range(range).take_while(|((p, _), _)| p == person)
        {
            if let Some(failed) =
                self.failure(repo, person).or_else(|| self.failure(repo, "history"))
            {
                return failed;
            }
            // A branch that is read whole needs no question by author.
            let whole = self.scene.sweep.contains(repo);
            let asked =
                whole || note.done == Some((note.from, note.counted)) && note.next.is_none();
            let swept = whole || note.found >= note.counted || note.short_is_known();
            if !asked || !swept {
                part = Part::Open;
            } else if note.missing() > 0
                && (!whole || note.short_is_known())
                && matches!(part, Part::Done)
            {
                part = Part::Short(format!(
                    "{} commits that GitHub counts in {} were not found",
                    note.missing(),
                    note.name
                ));
            }
        }
        part
    }
}
