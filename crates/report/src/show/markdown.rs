//! One mentee as GitHub's Markdown.

use std::fmt::Write as _;

use super::{PeriodShown, Show, agreed, context, progress, sentences};
use crate::dates::{act, span};
use crate::escape::{markdown, markdown_link};
use crate::interaction as met;
use crate::words;

/// One mentee as Markdown.
pub(super) fn render(show: &Show<'_>) -> String {
    let name = show.name.map(|name| format!(" ({name})")).unwrap_or_default();
    let mut out =
        format!("# {}\n\n", markdown(&format!("{}{name}", words::mentee(show.enrollment))));
    for (what, text) in sentences::head(show) {
        let text = if what == "about" { markdown_link(&text, &text) } else { markdown(&text) };
        let _ = writeln!(out, "- {what}: {text}");
    }
    for shown in &show.periods {
        let _ = write!(
            out,
            "\n## {}\n\n{}.\n",
            shown.assessment.period.id,
            markdown(&sentences::period(show, shown))
        );
        period(&mut out, show, shown);
    }
    agreed::rest_markdown(&mut out, show);
    let _ = write!(out, "\n{}\n", sentences::legend(show));
    out
}

fn period(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let activity = &period.assessment.activity;
    if let Some(record) = sentences::record(period) {
        let _ = write!(out, "\n{record}\n");
    }
    if period.assessment.elapsed.is_none() {
        agreed::markdown(out, show, period);
        return;
    }
    out.push('\n');
    for kind in words::KINDS {
        let _ = writeln!(out, "- {}: {}", words::kinds(kind), activity.total(kind));
    }
    let _ = writeln!(out, "- {}", markdown(&sentences::weeks(show, period.assessment)));
    period.context.iter().for_each(|c| out.push_str(&format!("- {}\n", context::sentence(c))));
    if !period.remarks.is_empty() {
        out.push_str("\n### Findings\n\n");
    }
    for remark in &period.remarks {
        let finding = remark.finding;
        let (severity, next) = (words::severity(finding.severity), words::next(finding.actor));
        let _ = writeln!(
            out,
            "- **{}** ({severity}): {} Next: {next}.",
            finding.rule,
            markdown(&finding.says)
        );
    }
    agreed::markdown(out, show, period);
    progress::markdown(out, show, period);
    interaction(out, show, period);
    coverage(out, show, period);
    done(out, show, period);
}

fn interaction(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let (zone, of) = (show.program.zone, &period.assessment.interaction);
    out.push_str("\n### Mentors and mentee\n\n");
    for acts in &of.mentors {
        let did = met::mentor(acts, of, zone);
        let _ = writeln!(out, "- {}: {did}", markdown(acts.mentor.shown()));
    }
    for (what, text) in met::together(of) {
        let _ = writeln!(out, "- {what}: {text}");
    }
    for waiting in &of.waiting {
        let link = markdown_link(&waiting.item.reference(), waiting.item.url.as_str());
        let _ =
            writeln!(out, "- waits for a response: {link} {}", markdown(&met::wait(waiting, zone)));
    }
    if let Some(text) = met::rest(of) {
        let _ = writeln!(out, "- waits for a response: {text}");
    }
}

fn coverage(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    out.push_str("\n### Coverage\n\n| streams | part | coverage |\n| :-- | :-- | :-- |\n");
    for group in &period.coverage {
        for slice in group.slices {
            let streams = words::list(group.streams.iter().map(|s| s.as_str()));
            let window = span(&slice.window, show.program.zone);
            let _ = writeln!(
                out,
                "| {streams} | {window} | {} |",
                markdown(&slice.coverage.to_string())
            );
        }
    }
}

fn done(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    let zone = show.program.zone;
    let weeks = || period.timeline.iter().filter(|week| !week.is_empty());
    if weeks().next().is_some() {
        out.push_str("\n### What was done\n");
    }
    for week in weeks() {
        let _ = write!(out, "\n{}:\n\n", span(&week.week.window, zone));
        for classed in &week.contributions {
            let (item, class) = (&classed.contribution.item, words::class(classed.class));
            let title = item.title.as_deref().map(|title| format!(": {}", markdown(title)));
            let _ = writeln!(
                out,
                "- {} {}, {}{}, {}, {class}",
                item.kind.as_str().replace('-', " "),
                classed.contribution.act,
                markdown_link(&words::reference(item), item.url.as_str()),
                title.unwrap_or_default(),
                act(classed.contribution.when, zone)
            );
        }
        for classed in &week.tallies {
            let commits = words::counted(classed.tally.commits.into(), "commit");
            let (repo, class) =
                (markdown(&classed.tally.repo.to_string()), words::class(classed.class));
            let _ = writeln!(
                out,
                "- {commits} in {repo}, {}, {class}",
                span(&classed.tally.window, zone)
            );
        }
        for design in &week.designs {
            let _ = writeln!(out, "- {} ({})", markdown(&design.headline()), design.about());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nobody_is_mentioned_and_no_html_arrives(text in fixture::any_text()) {
            let (program, mut assessments) = (fixture::program_titled(&text), fixture::assessments());
            assessments.push(fixture::worked());
            fixture::taint(&mut assessments, &text, 3);
            let (standards, details) = (monitor_analysis::Standards::default(), fixture::details());
            let entries = fixture::entries(&text);
            for (assessment, explain) in assessments.iter().flat_map(|a| [(a, false), (a, true)]) {
                let one = std::slice::from_ref(assessment);
                let show = Show::new(&program, &assessment.enrollment, one, fixture::as_of())
                    .without(fixture::uncounted(&entries));
                let text = render(&if explain { show.worked_out(&standards, &details) } else { show });
                prop_assert!(text.split('@').skip(1).all(|after| after.starts_with(crate::escape::JOINER)), "{}", text);
                prop_assert!(!text.contains('<'));
                for row in text.lines().filter(|line| line.starts_with('|')) {
                    prop_assert_eq!(row.matches('|').count(), 4);
                }
            }
        }
    }
}
