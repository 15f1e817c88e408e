//! What is to be done: which texts of ours already stand there, and which are too many. Nothing is sent here.

use crate::key::MessageKey;
use crate::marker::Marker;
use crate::wire::Text;

/// What stands in a place that isn't needed any more.
const NOT_NEEDED: &str = "*This part of the message is not needed any more.*";

/// A part of the message that stands on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) marker: Marker,
    pub(crate) text: Text,
}

/// Those of some texts that are parts of the message and the viewer's own. Anybody may copy a marker.
pub(crate) fn ours(texts: Vec<Text>, key: &MessageKey, viewer: &str) -> Vec<Found> {
    let own = texts.into_iter().filter(|text| text.author.eq_ignore_ascii_case(viewer));
    own.filter_map(|text| Some(Found { marker: Marker::of(&text.body)?, text }))
        .filter(|found| found.marker.key == *key)
        .collect()
}

/// How many parts the message has, or had when the found ones were written.
pub(crate) fn parts(found: &[Found], wanted: usize) -> usize {
    found.iter().map(|f| f.marker.of).chain([wanted]).max().unwrap_or(wanted)
}

/// What is to be done with a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// For each part in order, the text that stands for it.
    pub(crate) kept: Vec<Option<Text>>,
    /// Texts that stand for no part, each with what is to stand there.
    pub(crate) surplus: Vec<(Text, String)>,
}

/// Gives each part from `first` to `last` the oldest text that was made for it.
pub(crate) fn plan(mut found: Vec<Found>, first: usize, last: usize) -> Plan {
    found.sort_by_key(|f| (f.text.place.issue, f.text.place.comment));
    let mut kept: Vec<Option<Text>> = (first..=last).map(|_| None).collect();
    let mut surplus = vec![];
    for Found { marker, text } in found {
        let place = marker.part.checked_sub(first).and_then(|i| kept.get_mut(i));
        match place {
            Some(place @ None) => *place = Some(text),
            _ => surplus.push((text, Marker { of: last, ..marker }.above(NOT_NEEDED))),
        }
    }
    Plan { kept, surplus }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use monitor_model::RepoName;
    use proptest::prelude::*;

    fn text(author: &str, id: u64, body: &str) -> Text {
        let repo = RepoName::parse("lantern-works/beam").unwrap();
        Text {
            place: Place { repo, issue: 7, comment: Some(id), url: String::new() },
            author: author.to_owned(),
            title: String::new(),
            body: body.to_owned(),
        }
    }

    fn key() -> MessageKey {
        MessageKey::parse("weekly/lantern/2026-W15").unwrap()
    }

    fn found(id: u64, part: usize, of: usize) -> Found {
        let marker = Marker { key: key(), part, of };
        Found { text: text("night-watch", id, &marker.above("text")), marker }
    }

    #[test]
    fn only_what_the_viewer_wrote_under_this_key_is_ours() {
        let marked = |key: &str| {
            Marker { key: MessageKey::parse(key).unwrap(), part: 1, of: 1 }.above("text")
        };
        let own = marked("weekly/lantern/2026-W15");
        let texts = vec![
            text("night-watch", 1, "text"),
            text("ada-lumen", 2, &own),
            text("", 3, &own),
            text("night-watch", 4, &marked("weekly/lantern/2026-W1")),
            text("Night-Watch", 5, &own),
        ];
        let found = ours(texts, &key(), "night-watch");
        assert_eq!(found.iter().map(|f| f.text.place.comment).collect::<Vec<_>>(), [Some(5)]);
    }

    #[test]
    fn a_shorter_message_and_a_double_leave_a_surplus() {
        let plan = plan(vec![found(12, 2, 3), found(11, 2, 3), found(13, 3, 3)], 1, 2);
        assert_eq!(plan.kept[0], None);
        assert_eq!(plan.kept[1].as_ref().unwrap().place.comment, Some(11));
        let shown: Vec<_> =
            plan.surplus.iter().map(|(text, body)| (text.place.comment, body.as_str())).collect();
        let blank =
            |n| format!("<!-- mentorship-monitor weekly/lantern/2026-W15 {n}/2 -->\n{NOT_NEEDED}");
        assert_eq!(shown, [(Some(12), &*blank(2)), (Some(13), &*blank(3))]);
    }

    proptest! {
        #[test]
        fn every_text_has_one_use_and_order_makes_no_difference(
            all in prop::collection::btree_map(1u64..50, (1usize..6, 1usize..6), 0..12), first in 1usize..3, last in 2usize..5
        ) {
            let list: Vec<_> = all.iter().map(|(id, (part, of))| found(*id, *part, *of)).collect();
            let made = plan(list.clone(), first, last);
            prop_assert_eq!(made.kept.len(), last + 1 - first);
            prop_assert_eq!(made.kept.iter().flatten().count() + made.surplus.len(), list.len());
            for (i, kept) in made.kept.iter().enumerate() {
                let oldest = list.iter().filter(|f| f.marker.part == i + first).map(|f| &f.text).min_by_key(|t| t.place.comment);
                prop_assert_eq!(kept.as_ref(), oldest);
            }
            prop_assert_eq!(made, plan(list.into_iter().rev().collect(), first, last));
        }
    }
}
