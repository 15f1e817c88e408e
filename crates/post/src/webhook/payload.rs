//! Messages as Slack takes them, within its limits.

use serde_json::{Value, json};

use crate::error::PostError;
use crate::message::LONGEST_TITLE;

/// How long a section may be, in characters.
const LONGEST_SECTION: usize = 3_000;
/// How many sections a message may have.
const MOST_SECTIONS: usize = 50;
/// How long a message may be, in characters.
const LONGEST_MESSAGE: usize = 40_000;

/// The messages that it takes to send these sections, in order.
pub(super) fn payloads(title: &str, sections: &[String]) -> Result<Vec<Value>, PostError> {
    let characters = title.chars().count();
    if !(1..=LONGEST_TITLE).contains(&characters) || title.contains(['\n', '\r']) {
        return Err(PostError::Title { characters });
    }
    let mut messages: Vec<Vec<&str>> = vec![];
    let mut length = 0;
    for (i, section) in sections.iter().enumerate().filter(|(_, s)| !s.trim().is_empty()) {
        let more = section.chars().count();
        if more > LONGEST_SECTION {
            let (part, most) = (i + 1, LONGEST_SECTION);
            return Err(PostError::TooLong { part, characters: more, most });
        }
        let fits = |sections: &&mut Vec<&str>| {
            sections.len() < MOST_SECTIONS && length + more <= LONGEST_MESSAGE
        };
        match messages.last_mut().filter(fits) {
            Some(sections) => sections.push(section),
            None => {
                messages.push(vec![section]);
                length = characters;
            }
        }
        length += more;
    }
    if messages.is_empty() {
        return Err(PostError::Empty);
    }
    Ok(messages.into_iter().map(|sections| payload(title, &sections)).collect())
}

fn payload(title: &str, sections: &[&str]) -> Value {
    let block = |text: &&str| json!({"type": "section", "text": {"type": "mrkdwn", "text": text}});
    json!({"text": title, "blocks": sections.iter().map(block).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_a_title_and_its_sections() {
        let made = payloads("The week", &["*one*".to_owned(), " \n".to_owned()]).unwrap();
        let block = json!({"type": "section", "text": {"type": "mrkdwn", "text": "*one*"}});
        assert_eq!(made, [json!({"text": "The week", "blocks": [block]})]);
    }

    #[test]
    fn what_can_t_be_sent_is_said_before() {
        let long = "é".repeat(LONGEST_SECTION + 1);
        let too_long = PostError::TooLong { part: 2, characters: 3_001, most: 3_000 };
        assert_eq!(payloads("t", &["a".to_owned(), long]), Err(too_long));
        assert_eq!(payloads("t", &[" ".to_owned()]), Err(PostError::Empty));
        assert_eq!(payloads("", &["a".to_owned()]), Err(PostError::Title { characters: 0 }));
        assert_eq!(payloads("a\nb", &["a".to_owned()]), Err(PostError::Title { characters: 3 }));
    }

    proptest! {
        #[test]
        fn every_message_keeps_the_limits_and_nothing_is_lost(
            lengths in prop::collection::vec(1usize..=LONGEST_SECTION, 1..130), title in "[a-zé]{1,256}"
        ) {
            let sections: Vec<String> = lengths.iter().enumerate().map(|(i, n)| {
                char::from(b'a' + u8::try_from(i % 26).unwrap()).to_string().repeat(*n)
            }).collect();
            let mut seen = vec![];
            for message in payloads(&title, &sections).unwrap() {
                let blocks = message["blocks"].as_array().unwrap();
                let texts: Vec<_> = blocks.iter().map(|b| b["text"]["text"].as_str().unwrap().to_owned()).collect();
                let length: usize = texts.iter().map(|t| t.chars().count()).sum();
                prop_assert!(texts.len() <= MOST_SECTIONS && length + title.chars().count() <= LONGEST_MESSAGE);
                seen.extend(texts);
            }
            prop_assert_eq!(seen, sections);
        }
    }
}
