//! The packet as GitHub's Markdown. It has no pictures there; the weeks are a table.

use std::fmt::Write as _;

use super::{Cover, Packet, Page, cover};
use crate::chart::Kind;
use crate::dates::span;
use crate::escape::{markdown, markdown_link};
use crate::review::{markdown as row_as_markdown, sentences};
use crate::rules::{explanation, prose};
use crate::show::{What, agreed};
use crate::{Chart, agreement, progress, words};

/// The packet as Markdown.
pub(super) fn render(packet: &Packet<'_>) -> String {
    let mut out = format!("# {}\n\n", markdown(sentences::name(&packet.review)));
    let _ = writeln!(out, "{}\n", cover::eyebrow(packet));
    for (what, text) in cover::facts(packet) {
        let _ = writeln!(out, "- {}: {}", what.to_lowercase(), markdown(&text));
    }
    if let Some(all) = &packet.cover {
        everybody(&mut out, packet, all);
    }
    for note in &packet.review.notes {
        let _ = write!(out, "\n> Note: {}\n", markdown(note));
    }
    for page in packet.pages() {
        one(&mut out, packet, &page);
    }
    out
}

fn everybody(out: &mut String, packet: &Packet<'_>, all: &Cover) {
    let names = |who: &[usize]| words::list(cover::called(packet, who).map(markdown));
    out.push_str(
        "\n## Where the evaluations stand\n\n| standing | mentees | who |\n| :-- | --: | :-- |\n",
    );
    for (standing, who) in &all.standings {
        let _ = writeln!(
            out,
            "| {} | {} | {} |",
            agreement::standing(*standing),
            who.len(),
            names(who)
        );
    }
    out.push_str("\n## Who acts next\n\n");
    for (of, n) in &all.next {
        let _ = writeln!(out, "- {n}: {}", cover::next(*of));
    }
    out.push_str("\n## What was not seen\n\n");
    for text in cover::seen(packet) {
        let _ = writeln!(out, "- {text}");
    }
    for (what, who) in [("nothing seen of", &all.unseen), ("only a part seen of", &all.partly)] {
        if !who.is_empty() {
            let _ = writeln!(out, "- {what}: {}", names(who));
        }
    }
}

fn one(out: &mut String, packet: &Packet<'_>, page: &Page<'_, '_>) {
    let (zone, assessment) = (packet.review.program.zone, page.row.assessment);
    let enrollment = &assessment.enrollment;
    let name = assessment.name.as_deref().map(|name| format!(" ({})", markdown(name)));
    let _ =
        write!(out, "\n## {}{}\n\n", row_as_markdown::mentee(page.row), name.unwrap_or_default());
    let stand = &assessment.stand;
    let _ = write!(out, "**{}**. {}\n\n", agreement::stands(stand), stand.says);
    let facts = crate::review::html::inside::facts(page.row, &packet.review);
    for (what, text) in facts {
        let _ = writeln!(out, "- {}: {}", what.to_lowercase(), markdown(&text));
    }
    if let Some(url) = &enrollment.project.url {
        let _ = writeln!(out, "- about the project: {}", markdown_link(url, url));
    }
    if agreement::is_said(&assessment.agreement) {
        out.push_str("\n### Agreement\n");
        agreed::said_in_markdown(out, assessment, zone);
    }
    record(out, page);
    if let Some(chart) = page.chart {
        weeks(out, chart);
    }
    findings(out, page);
    coverage(out, packet, page);
    items(out, page);
}

fn record(out: &mut String, page: &Page<'_, '_>) {
    let assessment = page.row.assessment;
    out.push_str("\n### Progress\n\n");
    if assessment.elapsed.is_none() {
        out.push_str("The period has not begun for this mentee.\n");
        return;
    }
    let _ = write!(out, "{}\n\n", markdown(&progress::sentence(assessment)));
    for kind in words::KINDS {
        let _ = writeln!(out, "- {}: {}", words::kinds(kind), assessment.activity.total(kind));
    }
    for (what, text) in progress::facts(assessment) {
        let _ = writeln!(out, "- {what}: {}", markdown(&text));
    }
    if !page.most.is_empty() {
        out.push_str("\nWhat earned most:\n\n");
    }
    for earned in &page.most {
        let points = earned.line.earned;
        let _ = match earned.what {
            What::Contribution(classed) => {
                let item = &classed.contribution.item;
                let link = markdown_link(&words::reference(item), item.url.as_str());
                let title = item.title.as_deref().map(|title| format!(": {}", markdown(title)));
                let title = title.unwrap_or_default();
                writeln!(out, "- {points}: {}, {link}{title}", earned.earned_as())
            }
            What::Tally(classed) => {
                let repo = markdown(&classed.tally.repo.to_string());
                writeln!(out, "- {points}: {}, {repo}", earned.earned_as())
            }
        };
    }
}

fn weeks(out: &mut String, chart: &Chart) {
    out.push_str("\n### Week by week\n\n| week | ");
    out.push_str(&Kind::ALL.map(Kind::as_str).join(" | "));
    out.push_str(" |\n| :-- | --: | --: | --: | --: | --: |\n");
    for week in &chart.weeks {
        let count =
            |bar: crate::chart::Bar| bar.count().map_or("–".to_owned(), |n| n.to_string());
        let counts = week.bars.map(count).join(" | ");
        let _ = writeln!(out, "| {} | {counts} |", span(&week.window, chart.zone));
    }
}

fn findings(out: &mut String, page: &Page<'_, '_>) {
    if !page.row.remarks.is_empty() {
        out.push_str("\n### Findings\n\n");
    }
    for remark in &page.row.remarks {
        let finding = remark.finding;
        let (severity, next) = (words::severity(finding.severity), words::next(finding.actor));
        let says = markdown(&finding.says);
        let _ = writeln!(out, "- **{}** ({severity}): {says} Next: {next}.", finding.rule);
        for (what, text) in remark.explained.iter().flat_map(explanation) {
            let _ = writeln!(out, "  - {what}: {}", prose(text));
        }
    }
}

fn coverage(out: &mut String, packet: &Packet<'_>, page: &Page<'_, '_>) {
    let groups = crate::coverage::groups(page.row.assessment);
    let mut slices =
        groups.iter().flat_map(|group| group.slices.iter().map(move |s| (group, s))).peekable();
    if slices.peek().is_some() {
        out.push_str("\n### Coverage\n\n| streams | part | coverage |\n| :-- | :-- | :-- |\n");
    }
    for (group, slice) in slices {
        let streams = words::list(group.streams.iter().map(|stream| stream.as_str()));
        let window = span(&slice.window, packet.review.program.zone);
        let says = markdown(&slice.coverage.to_string());
        let _ = writeln!(out, "| {streams} | {window} | {says} |");
    }
}

fn items(out: &mut String, page: &Page<'_, '_>) {
    if !page.links.is_empty() {
        out.push_str("\n### Items\n\n");
    }
    for links in &page.links {
        for (repo, places) in &links.places {
            let link = |link: &super::links::Link| {
                let times =
                    if link.items > 1 { format!(" ({})", link.items) } else { String::new() };
                format!("{}{times}", markdown_link(&link.text, &link.url))
            };
            let all = words::list(places.iter().map(link));
            let _ = writeln!(out, "- {} in {}: {all}", links.what, markdown(repo));
        }
    }
}
