//! One mentee for a terminal, 80 columns.

use std::fmt::Write as _;

use monitor_model::{ClassedContribution, ScopeClass, Severity};

use super::{PeriodShown, Show, TimelineWeek, agreed, context, progress, sentences};
use crate::Style;
use crate::dates::{act, span};
use crate::interaction as met;
use crate::layout::{Paint, paint_lines, paragraph};
use crate::rules::explanation;
use crate::words;

/// One mentee as text.
pub(super) fn render(show: &Show<'_>, style: Style) -> String {
    let mut out = String::new();
    let mentee = words::mentee(show.enrollment);
    let name = show.name.map(|name| format!(" ({name})")).unwrap_or_default();
    heading(&mut out, style, &format!("{mentee}{name}"));
    for (what, text) in sentences::head(show) {
        paragraph(&mut out, &format!("  {what:<8} "), &text);
    }
    for shown in &show.periods {
        out.push('\n');
        heading(
            &mut out,
            style,
            &format!("{}: {}", shown.assessment.period.id, sentences::period(show, shown)),
        );
        period(&mut out, show, shown, style);
    }
    agreed::rest_text(&mut out, show);
    if show.periods.is_empty() {
        out.push('\n');
        paragraph(&mut out, "", "No period was assessed.");
    } else {
        out.push('\n');
        paragraph(&mut out, "", &sentences::legend(show));
    }
    out
}

fn heading(out: &mut String, style: Style, text: &str) {
    let mut lines = String::new();
    paragraph(&mut lines, "", text);
    out.push_str(&paint_lines(style, Paint::Heading, &lines));
}

fn period(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>, style: Style) {
    let activity = &period.assessment.activity;
    if let Some(record) = sentences::record(period) {
        paragraph(out, "  ", record);
    }
    if period.assessment.elapsed.is_some() {
        let counts =
            words::KINDS.map(|kind| format!("{} {}", words::kinds(kind), activity.total(kind)));
        paragraph(out, "  ", &counts.join(", "));
        let classes = ScopeClass::ALL
            .iter()
            .map(|&class| format!("{} {}", words::class(class), activity.in_class(class)));
        paragraph(out, "  ", &format!("items {}", classes.collect::<Vec<_>>().join(", ")));
        paragraph(out, "  ", &sentences::weeks(show, period.assessment));
    }
    period.context.iter().for_each(|c| paragraph(out, "  ", &context::sentence(c)));
    findings(out, period, style);
    agreed::text(out, show, period);
    progress::text(out, show, period);
    interaction(out, show, period);
    coverage(out, show, period);
    if period.timeline.iter().any(|week| !week.is_empty()) {
        out.push_str("\n  What was done\n");
        for week in &period.timeline {
            timeline(out, show, week);
        }
    }
}

fn findings(out: &mut String, period: &PeriodShown<'_>, style: Style) {
    if !period.remarks.is_empty() {
        out.push_str("\n  Findings\n");
    }
    for remark in &period.remarks {
        let finding = remark.finding;
        let how = match finding.severity {
            Severity::Attention => Paint::Attention,
            Severity::Notice => Paint::Notice,
            Severity::Info => Paint::Quiet,
        };
        let mut text = String::new();
        let head = format!("    {} ", words::sign(finding.severity));
        paragraph(&mut text, &head, &format!("{}: {}", finding.rule, finding.says));
        out.push_str(&paint_lines(style, how, &text));
        paragraph(out, "      next: ", words::next(finding.actor));
        for (what, text) in remark.explained.iter().flat_map(explanation) {
            paragraph(out, &format!("      {what}: "), text);
        }
    }
}

/// How mentors and mentee met.
fn interaction(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    if period.assessment.elapsed.is_none() {
        return;
    }
    let (zone, of) = (show.program.zone, &period.assessment.interaction);
    out.push_str("\n  Mentors and mentee\n");
    for acts in &of.mentors {
        let text = format!("{}: {}", acts.mentor.shown(), met::mentor(acts, of, zone));
        paragraph(out, "    ", &text);
    }
    for (what, text) in met::together(of) {
        paragraph(out, "    ", &format!("{what}: {text}"));
    }
    for waiting in &of.waiting {
        let text = format!("{} {}", waiting.item.reference(), met::wait(waiting, zone));
        paragraph(out, "    waits for a response: ", &text);
    }
    if let Some(text) = met::rest(of) {
        paragraph(out, "    waits for a response: ", &text);
    }
}

fn coverage(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    if period.assessment.elapsed.is_none() {
        return;
    }
    out.push_str("\n  Coverage\n");
    for group in &period.coverage {
        paragraph(out, "    ", &words::list(group.streams.iter().map(|s| s.as_str())));
        for slice in group.slices {
            let window = span(&slice.window, show.program.zone);
            paragraph(out, "      ", &format!("{window}: {}", slice.coverage));
        }
    }
}

fn timeline(out: &mut String, show: &Show<'_>, week: &TimelineWeek<'_>) {
    let zone = show.program.zone;
    let _ = writeln!(out, "    {}: {}", span(&week.week.window, zone), week.week.state.says());
    for classed in &week.contributions {
        let contribution = &classed.contribution;
        paragraph(out, "      - ", &headline(classed));
        let date = act(contribution.when, zone);
        paragraph(out, "        ", &format!("{date}, {}", words::class(classed.class)));
        paragraph(out, "        ", contribution.item.url.as_str());
    }
    for classed in &week.tallies {
        let (tally, class) = (&classed.tally, words::class(classed.class));
        let commits = words::counted(tally.commits.into(), "commit");
        let date = span(&tally.window, zone);
        paragraph(out, "      - ", &format!("{commits} in {}, {date}, {class}", tally.repo));
    }
    for design in &week.designs {
        paragraph(out, "      - ", &design.headline());
        paragraph(out, "        ", &design.about());
    }
}

/// What was done to what.
fn headline(classed: &ClassedContribution) -> String {
    let contribution = &classed.contribution;
    let title = contribution.item.title.as_deref().map(|title| format!(": {title}"));
    format!(
        "{} {}, {}{}",
        contribution.item.kind.as_str().replace('-', " "),
        contribution.act,
        words::reference(&contribution.item),
        title.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_contribution_dated_to_a_week_is_never_printed_as_a_day() {
        let (program, ada) = (fixture::program(), [fixture::assessment("ada-lumen")]);
        let text =
            render(&Show::new(&program, &ada[0].enrollment, &ada, fixture::as_of()), Style::Plain);
        assert!(text.contains("        week of 2026-03-02, in the project\n"), "{text}");
        assert!(!text.contains("        2026-03-0"), "{text}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(text in fixture::any_text(), n in any::<u32>()) {
            let (program, mut assessments) = (fixture::program_titled(&text), fixture::assessments());
            assessments.push(fixture::worked());
            fixture::taint(&mut assessments, &text, n);
            let (standards, details) = (monitor_analysis::Standards::default(), fixture::details());
            let entries = fixture::entries(&text);
            for assessment in &assessments {
                let one = std::slice::from_ref(assessment);
                let show = Show::new(&program, &assessment.enrollment, one, fixture::as_of())
                    .explained(&fixture::RULES)
                    .without(fixture::uncounted(&entries));
                let short = render(&show, Style::Plain);
                let long = render(&show.worked_out(&standards, &details), Style::Plain);
                for line in short.lines().chain(long.lines()) {
                    prop_assert!(line.width() <= 80, "{} {:?}", line.width(), line);
                    prop_assert!(!line.contains(char::is_control));
                }
            }
        }
    }
}
