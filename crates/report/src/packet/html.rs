//! The packet as one self-contained page: no script, nothing fetched, light and dark. Printed, the cover and every mentee begin a
//! sheet of paper. Here everything becomes words; `templates/packet.html` lays them out and escapes them.

use askama::Template;

use self::page::{Name, Printed, name, printed};
use super::{Cover, Packet, cover};
use crate::RenderError;
use crate::agreement;
use crate::escape::plain;
use crate::review::html::Tile;
use crate::review::sentences;

mod page;

#[derive(Template)]
#[template(path = "packet.html")]
struct Document {
    title: String,
    eyebrow: String,
    facts: Vec<(&'static str, String)>,
    notes: Vec<String>,
    front: Option<Front>,
    pages: Vec<Printed>,
}

/// What the cover says of all mentees.
struct Front {
    tiles: Vec<Tile>,
    standings: Vec<Group>,
    seen: Vec<String>,
    unseen: Vec<(&'static str, Vec<Name>)>,
    counts: Vec<(&'static str, &'static str)>,
}

/// Mentees of whom the same is said.
struct Group {
    what: &'static str,
    mentees: Vec<Name>,
}

/// The packet as a page.
pub(super) fn render(packet: &Packet<'_>) -> Result<String, RenderError> {
    let review = &packet.review;
    let pages: Result<_, _> =
        packet.pages().enumerate().map(|(nth, page)| printed(nth, page, packet)).collect();
    let facts = cover::facts(packet).into_iter();
    let document = Document {
        title: plain(sentences::name(review)),
        eyebrow: cover::eyebrow(packet),
        facts: facts.map(|(what, text)| (what, plain(&text))).collect(),
        notes: review.notes.iter().map(|note| plain(note)).collect(),
        front: packet.cover.as_ref().map(|cover| front(packet, cover)),
        pages: pages?,
    };
    Ok(document.render()?)
}

fn front(packet: &Packet<'_>, cover: &Cover) -> Front {
    let names = |places: &[usize]| -> Vec<Name> {
        let rows = places.iter().filter_map(|&at| Some((at, packet.review.rows.get(at)?)));
        rows.map(|(at, row)| name(at, row)).collect()
    };
    let standing =
        |(of, who): &(_, Vec<usize>)| Group { what: agreement::standing(*of), mentees: names(who) };
    let unseen =
        [("Nothing seen of", names(&cover.unseen)), ("Only a part seen of", names(&cover.partly))];
    Front {
        tiles: tiles(packet, cover),
        standings: cover.standings.iter().map(standing).collect(),
        seen: cover::seen(packet),
        unseen: unseen.into_iter().filter(|(_, who)| !who.is_empty()).collect(),
        counts: sentences::LEGEND[..3].to_vec(),
    }
}

fn tiles(packet: &Packet<'_>, cover: &Cover) -> Vec<Tile> {
    let tile = |n: usize, what| Tile { figure: n.to_string(), of: None, what, class: "" };
    let next = cover.next.iter().map(|(of, n)| match of {
        Some(actor) => tile(*n, next(*actor)),
        None => tile(*n, "settled"),
    });
    [tile(packet.review.rows.len(), "mentees")].into_iter().chain(next).collect()
}

/// Who is to act next, below a figure.
const fn next(of: monitor_model::Actor) -> &'static str {
    use monitor_model::Actor;
    match of {
        Actor::Administrator => "next: the administrator",
        Actor::Mentor => "next: the mentor",
        Actor::Mentee => "next: the mentee",
        Actor::Operator => "next: whoever collects the data",
    }
}
