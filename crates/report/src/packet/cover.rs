//! What stands above a packet, in sentences that every format shares.

use monitor_model::{Actor, Assessment};

use super::Packet;
use crate::dates::instant;
use crate::review::sentences;
use crate::words::{self, counted};

/// What the packet is.
pub(super) fn eyebrow(packet: &Packet<'_>) -> String {
    format!("Packet of {}, {}", packet.review.period.id, packet.review.program.id)
}

/// Which period it is, when evaluations are due, as of when, and from which snapshot: what, and the words.
pub(super) fn facts(packet: &Packet<'_>) -> Vec<(&'static str, String)> {
    let (review, zone) = (&packet.review, packet.review.program.zone);
    let mut facts = vec![
        (
            "Period",
            format!("{}, {}", review.period.id, sentences::window(review).trim_end_matches('.')),
        ),
        ("Evaluations due", instant(review.period.due, zone)),
        ("As of", instant(review.as_of, zone)),
    ];
    facts.extend(packet.snapshot.map(|id| ("Snapshot", id.to_owned())));
    facts
}

/// What stands above each page, so that a sheet of paper says where it belongs.
pub(super) fn running(packet: &Packet<'_>, of: &Assessment) -> String {
    let (review, zone) = (&packet.review, packet.review.program.zone);
    let (due, as_of) = (instant(of.period.due, zone), instant(review.as_of, zone));
    format!("{}: {}. Evaluation due {due}. As of {as_of}.", sentences::name(review), of.period.id)
}

/// Who is to act next.
pub(super) const fn next(of: Option<Actor>) -> &'static str {
    match of {
        Some(actor) => words::next(actor),
        None => "nobody; it is settled",
    }
}

/// How much was seen, as sentences; none of them is empty.
pub(super) fn seen(packet: &Packet<'_>) -> Vec<String> {
    let summary = &packet.review.summary;
    let mut says = vec![
        sentences::records(summary),
        sentences::coverage(summary),
        sentences::straddling(summary),
    ];
    says.retain(|text| !text.is_empty());
    says
}

/// What people are called by whose places these are.
pub(super) fn called<'p>(
    packet: &'p Packet<'_>,
    places: &'p [usize],
) -> impl Iterator<Item = &'p str> {
    let rows = places.iter().filter_map(|&at| packet.review.rows.get(at));
    rows.map(|row| words::mentee(&row.assessment.enrollment))
}

/// What the pages hold where only one is there.
pub(super) fn mentees(packet: &Packet<'_>) -> String {
    counted(packet.review.rows.len() as u64, "mentee")
}
