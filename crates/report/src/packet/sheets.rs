//! The packet for a spreadsheet: the review's columns with what people wrote beside them, and the weeks.

use super::{Packet, Page};
use crate::agreement;
use crate::review::csv;
use crate::sheet::Sheet;
use crate::show::What;

/// The columns that the review doesn't have.
const MORE: [&str; 6] = [
    "standing_says",
    "verdict_note",
    "decision_reason",
    "evidence_says",
    "findings_say",
    "earned_most",
];

/// One line per mentee: the columns of the review, then what people wrote.
pub(super) fn mentees(packet: &Packet<'_>) -> Sheet {
    let mut sheet = csv::sheet(&packet.review);
    sheet.headings.extend(MORE.map(String::from));
    for (row, page) in sheet.rows.iter_mut().zip(packet.pages()) {
        row.extend(more(packet, &page));
    }
    sheet
}

fn more(packet: &Packet<'_>, page: &Page<'_, '_>) -> [String; MORE.len()] {
    let (zone, assessment) = (packet.review.program.zone, page.row.assessment);
    let said = &assessment.agreement;
    let evidence = said.evidence.iter().map(|of| {
        let opinion = agreement::opinion(of.opinion.as_ref(), zone);
        format!("{} {}: {opinion}", agreement::evidence(of, zone), of.url)
    });
    let findings = assessment.findings.iter().map(|of| format!("{}: {}", of.rule, of.says));
    let earned = page.most.iter().map(|earned| {
        let place = match earned.what {
            What::Contribution(classed) => classed.contribution.item.url.to_string(),
            What::Tally(classed) => classed.tally.repo.to_string(),
        };
        format!("{}: {}, {place}", earned.line.earned, earned.earned_as())
    });
    let joined = |texts: Vec<String>| texts.join(" / ");
    [
        assessment.stand.says.to_owned(),
        said.evaluation.as_ref().and_then(|of| of.note.clone()).unwrap_or_default(),
        said.decision.as_ref().and_then(|of| of.reason.clone()).unwrap_or_default(),
        joined(evidence.collect()),
        joined(findings.collect()),
        joined(earned.collect()),
    ]
}

/// One line per mentee and week. A count of what was not seen is `?` and no zero.
#[cfg(feature = "xlsx")]
pub(super) fn weeks(packet: &Packet<'_>) -> Sheet {
    use crate::chart::{Bar, Kind};
    use crate::{dates::span, words};
    let headings = ["key", "mentee", "week"].into_iter().chain(Kind::ALL.map(Kind::as_str));
    let mut rows = Vec::new();
    for page in packet.pages() {
        let enrollment = &page.row.assessment.enrollment;
        for week in page.chart.iter().flat_map(|chart| &chart.weeks) {
            let head = [
                enrollment.key.to_string(),
                words::mentee(enrollment).to_owned(),
                span(&week.window, packet.review.program.zone),
            ];
            let count = |bar: Bar| bar.count().map(|n| n.to_string()).unwrap_or_default();
            rows.push(head.into_iter().chain(week.bars.map(count)).collect());
        }
    }
    Sheet { name: "Weeks", headings: headings.map(String::from).collect(), rows }
}
