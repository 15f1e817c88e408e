//! The arithmetic of a score, with every number that has a say in it, so that the mentee can work it out by hand.

use std::collections::BTreeMap;

use monitor_analysis::scoring::judge::{by_points, days, enough_weeks};
use monitor_analysis::{Policy, Scoring, Standards};
use monitor_model::{
    Assessment, Detail, Earning, ItemUrl, Level, Points, Program, ProgressLine, ScopeClass,
    SizeBasis,
};

use super::breakdown::{Earned, What};
use crate::progress::earning;
use crate::words::{class, counted, plural};

/// What the work of one enrollment is measured by.
#[derive(Clone, Debug)]
pub struct Measures<'a> {
    /// The points.
    pub scoring: Scoring,
    /// The thresholds of this enrollment.
    pub policy: Policy,
    /// The program's hours of work per week, if it names any.
    pub hours_per_week: Option<u8>,
    /// What is known of items beyond their heads.
    pub details: &'a BTreeMap<ItemUrl, Detail>,
}

impl<'a> Measures<'a> {
    pub(super) fn of(
        program: &Program,
        work: &[monitor_model::WorkKind],
        standards: &Standards,
        details: &'a BTreeMap<ItemUrl, Detail>,
    ) -> Self {
        Self {
            scoring: standards.scoring,
            policy: standards.policy.of(&program.id, work),
            hours_per_week: program.hours_per_week,
            details,
        }
    }

    /// What one line earned, as arithmetic.
    pub(super) fn line(&self, earned: &Earned<'_>) -> String {
        let line = earned.line;
        let mut sum = String::new();
        if let What::Tally(_) = earned.what {
            sum.push_str(&format!("{} × ", counted(line.times.into(), "commit")));
        }
        sum.push_str(&format!("{} ({})", line.base, earning(line.earning)));
        if let Some(size) = size(line) {
            sum.push_str(&format!(" × {} % ({size})", line.size.percent));
        }
        let place = class(earned.what.class());
        sum.push_str(&format!(" × {} % ({place}) = {}", line.scope_percent, line.worth));
        let mut left = line.worth;
        for (points, why) in self.withheld(earned) {
            left = left.less(points);
            sum.push_str(&format!("; − {points} ({why}) = {left}"));
        }
        sum
    }

    /// What was withheld from a line and why, in the order in which it was.
    fn withheld(&self, earned: &Earned<'_>) -> Vec<(Points, String)> {
        let withheld = earned.line.withheld;
        let cap = self.scoring.weekly_cap;
        let cap = match earned.line.earning {
            Earning::Comment | Earning::OwnReview => {
                format!("comments earn at most {} a week", cap.comments)
            }
            _ => format!("commits earn at most {} a week", cap.commits),
        };
        let all = vec![
            (withheld.repeated, "listed twice".to_owned()),
            (withheld.in_pull_request, self.pull_request(earned)),
            (withheld.over_weekly_cap, cap),
        ];
        all.into_iter().filter(|(points, _)| *points > Points::ZERO).collect()
    }

    /// The pull request that contains a commit and earned already.
    fn pull_request(&self, earned: &Earned<'_>) -> String {
        let url = match earned.what {
            What::Contribution(classed) => Some(&classed.contribution.item.url),
            What::Tally(_) => None,
        };
        let known = url.and_then(|url| match self.details.get(url) {
            Some(Detail::Commit(detail)) => Some(detail.pull_request.as_str()),
            _ => None,
        });
        match known.and_then(|url| url.strip_prefix("https://github.com/")) {
            Some(path) => format!("{} earned that already", path.replace("/pull/", "#")),
            None => "its pull request earned that already".to_owned(),
        }
    }

    /// What is expected, as arithmetic.
    fn expected(&self, assessment: &Assessment, zone: chrono_tz::Tz) -> String {
        let weeks = assessment.elapsed.map_or_else(Vec::new, |elapsed| elapsed.weeks(zone));
        let days = days(&weeks);
        let time = match (days / 7, days % 7) {
            (weeks, 0) => counted(weeks, "week"),
            (0, days) => format!("{days} of 7 days"),
            (weeks, days) => format!("{weeks} {days}/7 weeks"),
        };
        let of = self.scoring.expectation;
        let hours = self.hours_per_week.map_or(of.hours_per_week, u16::from);
        let (percent, expected) = (self.policy.expectation_percent, assessment.progress.expected);
        // What is expected has four decimals; a part of a week may have more.
        let product = Points::whole(of.points_per_week.into()).ten_thousandths()
            * days
            * u64::from(hours)
            * u64::from(percent);
        let exact = expected.ten_thousandths() * 7 * 100 * u64::from(of.hours_per_week) == product;
        let rounded = if exact { "" } else { ", rounded down" };
        format!(
            "{} points a week × {time} × {hours} of {} hours × {percent} % = {expected}{rounded}",
            of.points_per_week, of.hours_per_week,
        )
    }

    /// From how many points on each level is reached, and which that is.
    fn by_points(&self, assessment: &Assessment) -> String {
        let (points, expected) = (assessment.progress.points, assessment.progress.expected);
        let percent = self.scoring.level_percent;
        let from = |percent: u16| {
            let needed = expected.ten_thousandths().saturating_mul(percent.into()).div_ceil(100);
            format!("{percent} %, {} points", Points::from_ten_thousandths(needed))
        };
        format!(
            "steady from {} on, strong from {} on; by its points alone, {points} is {}",
            from(percent.steady),
            from(percent.strong),
            by_points(points, expected, &self.scoring)
        )
    }

    /// How the weeks with work changed the level, or did not.
    fn by_weeks(&self, assessment: &Assessment) -> String {
        let Policy { steady_weeks_percent: steady, strong_weeks_percent: strong, .. } = self.policy;
        let (active, weeks) = (assessment.activity.active_weeks, assessment.activity.weeks);
        let needed = |percent: u16| (u64::from(weeks) * u64::from(percent)).div_ceil(100);
        let were = plural(active.into(), "was", "were");
        let asks = format!(
            "of {}, steady asks for work in {steady} %, {}, and strong in {strong} %, {}; there {were} {active}",
            counted(weeks.into(), "week"),
            needed(steady),
            needed(strong),
        );
        let Assessment { progress, activity, .. } = assessment;
        let level = by_points(progress.points, progress.expected, &self.scoring);
        if enough_weeks(level, activity, &self.policy) {
            format!("{asks}, so the level stays")
        } else {
            let lower = if level == Level::Strong { Level::Steady } else { Level::Low };
            format!("{asks}, so the level is one lower: {lower}")
        }
    }

    /// What the size of a pull request makes of its points.
    fn sizes(&self) -> String {
        let of = self.scoring.size;
        format!(
            "a pull request is worth {} % without any line that a person wrote; {} % more from 1 line on, once more from 3, from 7, \
             from 15 and so on, at most {} %; {} % where its size is not known, and not less where a part of it can't be counted",
            of.least, of.step, of.most, of.middle
        )
    }

    /// How the numbers came about: what, and the words.
    pub(super) fn rules(
        &self,
        assessment: &Assessment,
        zone: chrono_tz::Tz,
    ) -> Vec<(&'static str, String)> {
        let place = |class| (crate::words::class(class), self.scoring.scope_percent.of(class));
        let places = ScopeClass::ALL.iter().map(|class| place(*class));
        let places: Vec<String> = places.map(|(what, n)| format!("{what} {n} %")).collect();
        let cap = self.scoring.weekly_cap;
        let mut rules = vec![
            ("size", self.sizes()),
            ("place", places.join(", ")),
            (
                "caps",
                format!(
                    "in a week comments and answers to reviewers earn at most {}, commits at most {}",
                    cap.comments, cap.commits
                ),
            ),
            ("expected", self.expected(assessment, zone)),
        ];
        if assessment.progress.expected > Points::ZERO {
            rules.push(("level", self.by_points(assessment)));
            rules.push(("weeks", self.by_weeks(assessment)));
        }
        if !assessment.coverage.is_complete() {
            let says = "not everything was seen: steady and strong are then at least that, and less is not known";
            rules.push(("coverage", says.to_owned()));
        }
        rules
    }
}

/// What the size of a line rests on; `None` where its kind has none.
fn size(line: &ProgressLine) -> Option<String> {
    let lines = |n: u32| counted(n.into(), "line");
    match line.size.basis {
        SizeBasis::Lines(n) => Some(format!("{} that a person wrote", lines(n))),
        SizeBasis::AtLeast(n) => {
            Some(format!("{} that a person wrote, and what can't be counted", lines(n)))
        }
        SizeBasis::Unknown if line.earning != Earning::ReviewUnknown => {
            Some("size not known".to_owned())
        }
        SizeBasis::Unknown | SizeBasis::Substance | SizeBasis::DoesNotApply => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// The value of `10 (…) × 115 % (…) × 100 % (…) = 11.5` by the numbers that stand in it, and the one after the sign.
    fn worked_out(sum: &str) -> (f64, f64) {
        let mut plain = String::new();
        let mut depth = 0;
        for c in sum.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                c if depth == 0 => plain.push(c),
                _ => {}
            }
        }
        let (product, rest) = plain.split_once('=').unwrap();
        let number = |text: &str| {
            let first: f64 = text.split_whitespace().next().unwrap().parse().unwrap();
            if text.contains('%') { first / 100.0 } else { first }
        };
        let mut value: f64 = product.split('×').map(number).product();
        let mut said = number(rest.split(';').next().unwrap());
        for part in rest.split(';').skip(1) {
            let (less, left) = part.trim().trim_start_matches('−').split_once('=').unwrap();
            value -= number(less);
            said = number(left);
        }
        (value, said)
    }

    #[test]
    fn every_line_can_be_worked_out_by_hand() {
        let (standards, details) = (Standards::default(), fixture::details());
        for assessment in fixture::assessments().iter().chain([&fixture::worked()]) {
            let measures = Measures::of(&fixture::program(), &[], &standards, &details);
            for earned in Earned::all(assessment, fixture::ZONE) {
                let sum = measures.line(&earned);
                let (value, said) = worked_out(&sum);
                assert!((value - said).abs() < 1e-9, "{sum}");
                let exact: f64 = earned.line.earned.to_string().parse().unwrap();
                assert!((said - exact).abs() < 1e-9, "{sum}");
            }
        }
    }

    #[test]
    fn the_floor_of_active_weeks_is_said_to_lower_the_level() {
        let (standards, details) = (Standards::default(), fixture::details());
        let measures = Measures::of(&fixture::program(), &[], &standards, &details);
        let mut of = fixture::assessment("grace-wick");
        of.progress.expected = Points::whole(100);
        for (points, weeks, end) in [
            (200, 5, "there were 5, so the level stays"),
            (200, 2, "there were 2, so the level is one lower: steady"),
            (60, 1, "there was 1, so the level is one lower: low"),
            (10, 1, "there was 1, so the level stays"),
        ] {
            of.progress.points = Points::whole(points);
            of.activity.active_weeks = weeks;
            let said = measures.by_weeks(&of);
            assert!(said.ends_with(end), "{said}");
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_enrollment() {
        let (standards, details) = (Standards::default(), fixture::details());
        let design = [monitor_model::WorkKind::Design];
        let measures = Measures::of(&fixture::program(), &design, &standards, &details);
        let expected = measures.expected(&fixture::assessment("grace-wick"), fixture::ZONE);
        assert!(expected.contains("× 20 of 20 hours × 50 % ="), "{expected}");
        let unnamed = monitor_model::Program { hours_per_week: None, ..fixture::program() };
        let measures = Measures::of(&unnamed, &[], &standards, &details);
        let expected = measures.expected(&fixture::assessment("grace-wick"), fixture::ZONE);
        assert!(expected.contains("× 20 of 20 hours × 100 % ="), "{expected}");
    }

    #[test]
    fn a_part_of_a_week_is_expected_in_part() {
        let (standards, details) = (Standards::default(), fixture::details());
        let measures = Measures::of(&fixture::program(), &[], &standards, &details);
        let mut of = fixture::assessment("grace-wick");
        let expected = |of: &Assessment| measures.expected(of, fixture::ZONE);
        assert!(
            expected(&of).starts_with("15 points a week × 5 weeks × 20 of 20 hours × 100 % = 75")
        );
        assert!(expected(&of).ends_with("= 75"), "{}", expected(&of));
        let elapsed = of.elapsed.unwrap();
        let cut = |days| elapsed.before(elapsed.from() + chrono::TimeDelta::days(days));
        of.elapsed = cut(10);
        of.progress.expected = Points::from_ten_thousandths(214_285);
        assert!(expected(&of).contains("× 1 3/7 weeks ×"), "{}", expected(&of));
        assert!(expected(&of).ends_with("= 21.4285, rounded down"), "{}", expected(&of));
        of.elapsed = cut(3);
        assert!(expected(&of).contains("× 3 of 7 days ×"), "{}", expected(&of));
    }
}
