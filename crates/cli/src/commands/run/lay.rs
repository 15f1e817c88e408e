//! A message laid out for its channel: in the channel's markup, in parts, with a title that it takes.

use monitor_post::{LONGEST_PART, LONGEST_TITLE, split};
use monitor_report::escape;

use super::messages::Draft;
use super::said::said;
use crate::exit::Failure;
use crate::files;
use crate::posting::{Channel, Way};

/// What is to be sent, laid out.
pub(super) struct Laid {
    pub(super) title: String,
    pub(super) parts: Vec<String>,
}

impl Laid {
    /// A message as a channel of this kind takes it.
    pub(super) fn of(draft: &Draft, way: &Way) -> Result<Self, Failure> {
        let text = draft.document.title_text();
        Ok(match way {
            Way::Slack(_) => {
                Self { title: title(&text, escape::slack), parts: draft.document.slack() }
            }
            Way::GitHub(_) | Way::Summary(_) => {
                let body = draft.document.markdown(draft.mentions);
                let parts = split(&body, LONGEST_PART).map_err(|error| said(&error))?;
                Self { title: title(&text, str::to_owned), parts }
            }
        })
    }

    /// By what a text is known to be the same.
    pub(super) fn digest(&self) -> String {
        files::sha256(format!("{}\n{}", self.title, self.parts.join("\n")).as_bytes())
    }
}

/// A title that is cut where it would be longer than channels take, before it is escaped, so that no escape is cut.
fn title(text: &str, escaped: impl Fn(&str) -> String) -> String {
    let whole = escaped(text);
    let mut end = text.len();
    let mut cut = whole;
    while cut.chars().count() > LONGEST_TITLE {
        end = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
        cut = escaped(&format!("{}…", &text[..end]));
    }
    cut
}

/// A message as it would be sent, for people to read before.
pub(super) fn preview(draft: &Draft, laid: &Laid, channel: &Channel) -> String {
    let of = laid.parts.len();
    let mut text = format!("=== to `{}`, {}: {}\n", channel.name, channel.audience, draft.key);
    text.push_str(&format!("=== {}\n", laid.title));
    for (n, part) in laid.parts.iter().enumerate() {
        if of > 1 {
            text.push_str(&format!("--- part {} of {of}\n", n + 1));
        }
        text.push_str(part.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_before_it_is_too_long_and_never_within_an_escape() {
        assert_eq!(title("Lantern: late", str::to_owned), "Lantern: late");
        let long = title(&"é".repeat(300), str::to_owned);
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST_TITLE, true));
        let escaped = title(&"&".repeat(300), escape::slack);
        assert!(
            escaped.chars().count() <= LONGEST_TITLE && escaped.ends_with("&amp;…"),
            "{escaped}"
        );
    }
}
