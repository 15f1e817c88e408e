//! What work earns and what is expected, from `config/scoring.toml`, where each number has its reason beside it.

use std::ops::RangeInclusive;

use monitor_model::{Earning, ScopeClass};
use serde::{Deserialize, Serialize};

/// Declares a table of the file: its keys with their defaults and ranges.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident in $table:literal {
        $($(#[$kmeta:meta])* $key:ident = $default:literal, $range:expr;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct $name { $($(#[$kmeta])* pub $key: u16,)+ }

        impl Default for $name {
            fn default() -> Self {
                Self { $($key: $default,)+ }
            }
        }

        impl $name {
            fn problems(&self, into: &mut Vec<String>) {
                $(in_range($table, stringify!($key), self.$key, $range, into);)+
            }
        }
    };
}

/// So large that no sum overflows, and far larger than anything sensible.
const MOST: u16 = 1_000;

/// What work earns and what is expected. Every table and key may be left out; then the default holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Scoring {
    /// Points per kind.
    pub points: Bases,
    /// What the size of a pull request makes of them.
    pub size: SizeCurve,
    /// What the place makes of them.
    pub scope_percent: ScopePercent,
    /// The most that a kind earns in a week.
    pub weekly_cap: WeeklyCap,
    /// What is expected of a week.
    pub expectation: Expectation,
    /// From what share of the expectation on a level is reached.
    pub level_percent: LevelPercent,
}

table! {
    /// Whole points per kind of contribution, before size and scope; 0 to 1000 each.
    Bases in "points" {
        /// A pull request was opened.
        pull_request_opened = 10, 0..=MOST;
        /// It was merged, or landed.
        pull_request_merged = 20, 0..=MOST;
        /// Somebody else's was merged.
        merged_for_others = 4, 0..=MOST;
        /// An issue was opened.
        issue_opened = 5, 0..=MOST;
        /// An issue was closed by the mentee's work.
        issue_resolved = 5, 0..=MOST;
        /// A review that only approves.
        review_approval = 2, 0..=MOST;
        /// A review with comments.
        review_comments = 6, 0..=MOST;
        /// A review that asks for changes, with comments.
        review_changes = 8, 0..=MOST;
        /// A review of which nothing more is known.
        review_unknown = 4, 0..=MOST;
        /// A comment, or an answer on one's own pull request.
        comment = 1, 0..=MOST;
        /// A discussion was opened.
        discussion = 4, 0..=MOST;
        /// A commit.
        commit = 3, 0..=MOST;
        /// Somebody else's commit that names the mentee.
        co_authored_commit = 2, 0..=MOST;
        /// A commit that was counted and not named.
        counted_commit = 2, 0..=MOST;
    }
}

impl Bases {
    /// The points of a kind, before size and scope.
    #[must_use]
    pub const fn of(&self, earning: Earning) -> u16 {
        match earning {
            Earning::PullRequestOpened => self.pull_request_opened,
            Earning::PullRequestMerged => self.pull_request_merged,
            Earning::MergedForOthers => self.merged_for_others,
            Earning::IssueOpened => self.issue_opened,
            Earning::IssueResolved => self.issue_resolved,
            Earning::ReviewApproval => self.review_approval,
            Earning::ReviewComments => self.review_comments,
            Earning::ReviewChanges => self.review_changes,
            Earning::ReviewUnknown => self.review_unknown,
            Earning::OwnReview | Earning::Comment => self.comment,
            Earning::Discussion => self.discussion,
            Earning::Commit => self.commit,
            Earning::CoAuthoredCommit => self.co_authored_commit,
            Earning::CountedCommit => self.counted_commit,
            Earning::Nothing => 0,
        }
    }
}

table! {
    /// What the size of a pull request makes of its points, in percent.
    SizeCurve in "size" {
        /// Without any line that a person wrote; 0 to 1000.
        least = 40, 0..=MOST;
        /// More for every doubling of the lines; 0 to 100.
        step = 15, 0..=100;
        /// Where the size is not known; between `least` and `most`, and at least 1.
        middle = 100, 1..=MOST;
        /// The largest; up to 1000.
        most = 200, 1..=MOST;
    }
}

table! {
    /// What the place of the work makes of its points, in percent; 0 to 1000 each.
    ScopePercent in "scope-percent" {
        /// In the scope.
        project = 100, 0..=MOST;
        /// In other people's repositories outside the scope.
        undeclared = 50, 0..=MOST;
        /// In the mentee's own repositories.
        own = 20, 0..=MOST;
    }
}

impl ScopePercent {
    /// The percentage of a class.
    #[must_use]
    pub const fn of(&self, class: ScopeClass) -> u16 {
        match class {
            ScopeClass::Project => self.project,
            ScopeClass::Undeclared => self.undeclared,
            ScopeClass::Own => self.own,
        }
    }
}

table! {
    /// The most whole points that a kind earns in one week of the period.
    WeeklyCap in "weekly-cap" {
        /// Comments, and answers on one's own pull requests.
        comments = 5, 0..=MOST;
        /// Commits of all kinds.
        commits = 12, 0..=MOST;
    }
}

table! {
    /// What is expected of a week.
    Expectation in "expectation" {
        /// Whole points, 1 to 1000.
        points_per_week = 15, 1..=MOST;
        /// At so many hours of work, 1 to 80.
        hours_per_week = 20, 1..=80;
    }
}

table! {
    /// From what percentage of the expectation on a level is reached.
    LevelPercent in "level-percent" {
        /// Steady, 1 to 1000.
        steady = 50, 1..=MOST;
        /// Strong, more than `steady`.
        strong = 125, 1..=MOST;
    }
}

impl Scoring {
    /// Everything that is out of range or out of order, as sentences.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.points.problems(&mut found);
        self.size.problems(&mut found);
        self.scope_percent.problems(&mut found);
        self.weekly_cap.problems(&mut found);
        self.expectation.problems(&mut found);
        self.level_percent.problems(&mut found);
        let (points, size, level) = (&self.points, &self.size, &self.level_percent);
        let (approval, changes) = (
            ("review-approval", points.review_approval),
            ("review-changes", points.review_changes),
        );
        let unknown = ("review-unknown", points.review_unknown);
        let comments = ("review-comments", points.review_comments);
        in_order("points", &[approval, unknown, changes], &mut found);
        in_order("points", &[approval, comments, changes], &mut found);
        let sizes = [("least", size.least), ("middle", size.middle), ("most", size.most)];
        in_order("size", &sizes, &mut found);
        if level.strong <= level.steady {
            let says = format!("must be more than `level-percent.steady = {}`", level.steady);
            found.push(format!("`level-percent.strong = {}` {says}", level.strong));
        }
        found
    }
}

fn in_range(
    table: &str,
    key: &str,
    value: u16,
    range: RangeInclusive<u16>,
    into: &mut Vec<String>,
) {
    if !range.contains(&value) {
        let (key, least, most) = (key.replace('_', "-"), range.start(), range.end());
        into.push(format!("`{table}.{key} = {value}` must be {least} to {most}"));
    }
}

fn in_order(table: &str, keys: &[(&str, u16)], into: &mut Vec<String>) {
    for pair in keys.windows(2) {
        if let [(less, least), (more, most)] = pair
            && least > most
        {
            into.push(format!(
                "`{table}.{less} = {least}` must not be more than `{table}.{more} = {most}`"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_scoring_states_the_defaults() {
        let text = include_str!("../../../../config/scoring.toml");
        let shipped: Scoring = toml::from_str(text).unwrap();
        assert_eq!(shipped, Scoring::default());
        assert!(shipped.problems().is_empty(), "{:?}", shipped.problems());
    }

    #[test]
    fn the_shipped_file_names_every_key_with_its_reason() {
        let text = include_str!("../../../../config/scoring.toml");
        let lines: Vec<&str> = text.lines().collect();
        let keys = lines.iter().filter(|line| line.contains(" = ") && !line.starts_with('#'));
        assert_eq!(keys.count(), 14 + 4 + 3 + 2 + 2 + 2);
        for pair in lines.windows(2).filter(|pair| !pair[1].starts_with('#')) {
            assert!(!pair[1].contains(" = ") || pair[0].starts_with('#'), "{}", pair[1]);
        }
    }

    #[test]
    fn neither_comments_alone_are_steady_nor_commits_alone_strong() {
        let scoring = Scoring::default();
        let needed = |percent| scoring.expectation.points_per_week * percent / 100;
        assert!(scoring.weekly_cap.comments < needed(scoring.level_percent.steady));
        assert!(scoring.weekly_cap.commits >= needed(scoring.level_percent.steady));
        assert!(scoring.weekly_cap.commits < needed(scoring.level_percent.strong));
    }

    #[test]
    fn unknown_keys_are_refused() {
        for text in
            ["[point]\ncomment = 1", "[points]\ncoment = 1", "comment = 1", "[size]\nstep = -1"]
        {
            assert!(toml::from_str::<Scoring>(text).is_err(), "{text}");
        }
        let partly: Scoring = toml::from_str("[points]\ncomment = 2").unwrap();
        assert_eq!((partly.points.comment, partly.points.commit), (2, 3));
    }

    #[test]
    fn all_problems_are_said_at_once() {
        let wrong = "[points]\ncommit = 2000\nreview-changes = 1\n[size]\nmiddle = 10\n[expectation]\npoints-per-week = 0\n[level-percent]\nstrong = 50";
        let scoring: Scoring = toml::from_str(wrong).unwrap();
        assert_eq!(
            scoring.problems(),
            [
                "`points.commit = 2000` must be 0 to 1000",
                "`expectation.points-per-week = 0` must be 1 to 1000",
                "`points.review-unknown = 4` must not be more than `points.review-changes = 1`",
                "`points.review-comments = 6` must not be more than `points.review-changes = 1`",
                "`size.least = 40` must not be more than `size.middle = 10`",
                "`level-percent.strong = 50` must be more than `level-percent.steady = 50`",
            ]
        );
    }
}
