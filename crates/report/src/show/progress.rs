//! The progress of a period as text and as Markdown: the level, the points, the plain facts, and what earned them.

use std::fmt::Write as _;

use super::breakdown::{Columns, Earned, What, nothing};
use super::{PeriodShown, Show};
use crate::dates::span;
use crate::escape;
use crate::layout::paragraph;
use crate::progress::{facts, sentence};
use crate::words;

/// The progress for a terminal.
pub(super) fn text(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let assessment = period.assessment;
    if assessment.elapsed.is_none() {
        return;
    }
    out.push_str("\n  Progress\n");
    paragraph(out, "    ", &sentence(assessment));
    for (what, said) in facts(assessment) {
        paragraph(out, &format!("    {what:<16}  "), &said);
    }
    if !period.earned.is_empty() {
        out.push_str("\n  Points\n");
        points(out, show, period);
    }
    for (n, (what, said)) in rules(show, period).iter().enumerate() {
        out.push_str(if n == 0 { "\n  How it is worked out\n" } else { "" });
        paragraph(out, &format!("    {what:<10}"), said);
    }
}

/// What earned points, and that it adds up.
fn points(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let total = period.assessment.progress.points;
    let columns = Columns::of(&period.earned, total);
    let width = columns.width;
    let mut week = None;
    for earned in shown(show, period) {
        if show.measures.is_some() && week != Some(earned.week) {
            week = Some(earned.week);
            let days = earned.week.map(|week| span(&week, show.program.zone));
            let _ = writeln!(out, "    {}", days.unwrap_or_default());
        }
        let head = format!("    {:>width$}  ", columns.points(earned.line.earned));
        paragraph(out, &head, &headline(earned));
        if let Some(how) = how(show, earned) {
            paragraph(out, &" ".repeat(width + 6), &how);
        }
    }
    paragraph(out, &format!("    {:>width$}  ", columns.points(total)), "in total");
    if show.measures.is_none() {
        for said in nothing(&period.earned) {
            paragraph(out, "    earned nothing: ", &said);
        }
    }
}

/// The progress as Markdown.
pub(super) fn markdown(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let assessment = period.assessment;
    let _ = write!(out, "\n### Progress\n\n{}\n\n", escape::markdown(&sentence(assessment)));
    for (what, said) in facts(assessment) {
        let _ = writeln!(out, "- {what}: {}", escape::markdown(&said));
    }
    if !period.earned.is_empty() {
        table(out, show, period);
    }
    for (n, (what, said)) in rules(show, period).iter().enumerate() {
        let _ =
            writeln!(out, "{}- {what}: {}", if n == 0 { "\n" } else { "" }, escape::markdown(said));
    }
}

/// What earned points as a table, and that it adds up.
fn table(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let total = period.assessment.progress.points;
    let columns = Columns::of(&period.earned, total);
    let mut week = None;
    out.push_str("\n| points | for | how |\n| --: | :-- | :-- |\n");
    for earned in shown(show, period) {
        if show.measures.is_some() && week != Some(earned.week) {
            week = Some(earned.week);
            let days = earned.week.map(|week| span(&week, show.program.zone));
            let _ = writeln!(out, "| | **{}** | |", days.unwrap_or_default());
        }
        let how = how(show, earned).map(|how| escape::markdown(&how));
        let points = columns.points(earned.line.earned);
        let _ = writeln!(out, "| {points} | {} | {} |", linked(earned), how.unwrap_or_default());
    }
    let _ = writeln!(out, "| **{}** | in total | |", columns.points(total));
    let nothing = if show.measures.is_none() { nothing(&period.earned) } else { vec![] };
    if !nothing.is_empty() {
        let _ = write!(out, "\nEarned nothing: {}.\n", escape::markdown(&nothing.join("; ")));
    }
}

/// What earned, and as what, with a link.
fn linked(earned: &Earned<'_>) -> String {
    match earned.what {
        What::Contribution(classed) => {
            let item = &classed.contribution.item;
            let link = escape::markdown_link(&words::reference(item), item.url.as_str());
            format!("{}, {link}", earned.earned_as())
        }
        What::Tally(_) => escape::markdown(&headline(earned)),
    }
}

/// What is listed: with the arithmetic every line, without it those that earned something.
fn shown<'p, 'a>(
    show: &Show<'_>,
    period: &'p PeriodShown<'a>,
) -> impl Iterator<Item = &'p Earned<'a>> {
    let all = show.measures.is_some();
    period.earned.iter().filter(move |earned| all || !earned.is_nothing())
}

/// What earned, and as what.
fn headline(earned: &Earned<'_>) -> String {
    let where_ = match earned.what {
        What::Contribution(classed) => classed.contribution.item.url.to_string(),
        What::Tally(classed) => classed.tally.repo.to_string(),
    };
    format!("{}, {where_}", earned.earned_as())
}

/// The arithmetic of a line where it is wanted; otherwise why it earned less than it is worth, if it did.
fn how(show: &Show<'_>, earned: &Earned<'_>) -> Option<String> {
    match &show.measures {
        Some(measures) => Some(measures.line(earned)),
        None => earned.less(),
    }
}

/// How the numbers came about, where that is wanted.
fn rules(show: &Show<'_>, period: &PeriodShown<'_>) -> Vec<(&'static str, String)> {
    let rules = |of: &super::Measures<'_>| of.rules(period.assessment, show.program.zone);
    show.measures.as_ref().map_or_else(Vec::new, rules)
}
