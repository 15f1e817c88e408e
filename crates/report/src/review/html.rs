//! The review as one self-contained page: no script, nothing fetched, light and dark, and fit for paper. Here everything
//! becomes words; `templates/review.html` lays them out and escapes them.

use askama::Template;
use monitor_model::Severity;

use self::card::{Card, card};
use self::strip::{Mark, sample};
use super::turns::turns;
use super::{Concern, Review, sentences};
use crate::escape::plain;
use crate::rules::explanation;
use crate::{RenderError, RuleDoc, WeekState, words};

mod agreed;
pub(crate) mod card;
pub(crate) mod figure;
pub(crate) mod inside;
mod strip;

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    title: String,
    eyebrow: String,
    period: String,
    clock: String,
    tiles: Vec<Tile>,
    turns: Vec<(&'static str, String)>,
    sentences: Vec<String>,
    notes: Vec<String>,
    common: Vec<Said>,
    strips: Vec<(Mark, &'static str)>,
    counts: Vec<(&'static str, &'static str)>,
    /// Whether anybody said anything of the period.
    agreement: bool,
    cards: Vec<Card>,
}

/// A figure of the summary.
pub(crate) struct Tile {
    pub(crate) figure: String,
    pub(crate) of: Option<String>,
    pub(crate) what: &'static str,
    pub(crate) class: &'static str,
}

/// A finding in full.
pub(crate) struct Said {
    pub(crate) class: &'static str,
    pub(crate) label: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) who: Option<String>,
    pub(crate) says: Prose,
    pub(crate) next: &'static str,
    pub(crate) explained: Vec<(&'static str, Prose)>,
}

/// A text in parts, and whether each is code.
pub(crate) type Prose = Vec<(bool, String)>;

/// A text with its code, which stands between backticks; where one of them is alone, it is only a sign.
fn prose(text: &str) -> Prose {
    let text = plain(text);
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![(false, text)];
    }
    let parts = parts.into_iter().enumerate();
    parts.map(|(n, part)| (n % 2 == 1, part.to_owned())).collect()
}

/// The review as a page.
pub(crate) fn render(review: &Review<'_>) -> Result<String, RenderError> {
    let page = Page {
        title: plain(sentences::name(review)),
        eyebrow: format!("Review of {}, {}", review.period.id, review.program.id),
        period: sentences::window(review),
        clock: sentences::clock(review),
        tiles: tiles(review),
        turns: turns(review).into_iter().map(|(whose, who)| (whose, plain(&who))).collect(),
        sentences: vec![
            sentences::standings(review),
            sentences::records(&review.summary),
            sentences::coverage(&review.summary),
            sentences::straddling(&review.summary),
        ],
        notes: review.notes.iter().map(|note| plain(note)).collect(),
        common: common(review),
        strips: strips(),
        counts: counts(review),
        agreement: review.has_agreement(),
        cards: review.rows.iter().enumerate().map(|(n, row)| card(n, row, review)).collect(),
    };
    Ok(page.render()?)
}

/// What the counts mean.
pub(crate) fn counts(review: &Review<'_>) -> Vec<(&'static str, &'static str)> {
    let tallied = sentences::has_tallies(review).then_some(("commits", sentences::TALLIED));
    let level = ("record shows", sentences::LEVEL);
    sentences::LEGEND[..3].iter().copied().chain(tallied).chain([level]).collect()
}

fn tiles(review: &Review<'_>) -> Vec<Tile> {
    let s = &review.summary;
    let tile = |figure: usize, what, class| Tile {
        figure: figure.to_string(),
        of: None,
        what,
        class: if figure == 0 { "" } else { class },
    };
    vec![
        tile(s.mentees, "mentees", ""),
        tile(s.attention, "need attention", "attention"),
        tile(s.notice, "worth a look", "notice"),
        tile(s.unseen, "with nothing seen", "unseen"),
        Tile {
            figure: s.weeks_seen.to_string(),
            of: Some(s.weeks.to_string()),
            what: "mentee-weeks seen",
            class: "",
        },
    ]
}

fn common(review: &Review<'_>) -> Vec<Said> {
    let one = |common: &super::Common<'_>| {
        let mut said = said(common.finding, common.explained);
        said.who = Some(sentences::common(review, common));
        said
    };
    review.common.iter().map(one).collect()
}

fn said(finding: &monitor_model::Finding, explained: Option<RuleDoc<'_>>) -> Said {
    let explained = explained.iter().flat_map(explanation);
    Said {
        class: class(finding.severity),
        label: words::severity(finding.severity),
        rule: finding.rule.0,
        who: None,
        says: prose(&finding.says),
        next: words::next(finding.actor),
        explained: explained.map(|(what, text)| (what, prose(text))).collect(),
    }
}

/// One of each kind of week, with what it means.
fn strips() -> Vec<(Mark, &'static str)> {
    vec![
        (sample(WeekState::Active { items: 1, commits: 0 }), "active"),
        (sample(WeekState::Nothing), "all seen, nothing there"),
        (sample(WeekState::NothingFound), "partly seen, nothing found"),
        (sample(WeekState::Unseen), "not seen"),
        (sample(WeekState::Ahead), "not begun"),
    ]
}

const fn class(severity: Severity) -> &'static str {
    severity.as_str()
}

const fn concern(concern: Concern) -> (&'static str, &'static str) {
    match concern {
        Concern::Attention => ("attention", "needs attention"),
        Concern::Notice => ("notice", "worth a look"),
        Concern::None => ("none", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    fn page(text: &str) -> String {
        let (program, mut assessments) = (fixture::program_titled(text), fixture::assessments());
        fixture::taint(&mut assessments, text, 3);
        let mut review = fixture::review(&program, &assessments);
        review.notes = vec![text.to_owned()];
        render(&review).unwrap()
    }

    #[test]
    fn the_page_needs_nothing_but_itself() {
        let page = page("a title");
        for forbidden in ["<script", "<link", "<img", "@import", "url(", "src=", " style="] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        let addresses = page.matches("http").count();
        let links = page.matches("href=\"http").count() + page.matches("http-equiv").count();
        assert_eq!(addresses, links, "every address is a link that a person follows");
    }

    fn tags(page: &str) -> impl Iterator<Item = &str> {
        let opened = page.split('<').skip(1);
        opened.map(|tag| {
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '/');
            &tag[..end.unwrap_or(tag.len())]
        })
    }

    #[test]
    fn code_is_told_from_words() {
        let code = |text| {
            prose(text)
                .into_iter()
                .filter(|(code, _)| *code)
                .map(|(_, part)| part)
                .collect::<Vec<_>>()
        };
        assert_eq!(code("at least `stalled-days` days in `a`"), ["stalled-days", "a"]);
        assert!(code("a ` alone").is_empty());
    }

    #[test]
    fn a_link_never_runs() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        for assessment in &mut assessments {
            assessment.enrollment.project.url = Some("javascript:alert(1)".to_owned());
        }
        let page = render(&fixture::review(&program, &assessments)).unwrap();
        assert!(
            page.split("href=\"")
                .skip(1)
                .all(|href| href.starts_with("http") || href.starts_with('#'))
        );
    }

    #[test]
    fn every_mentee_has_a_place_to_jump_to() {
        let page = page("a title");
        let targets: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
        let mut distinct = targets.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), targets.len());
        let links = page.split("href=\"#").skip(1).filter_map(|s| s.split('"').next());
        for link in links {
            assert!(targets.contains(&link), "{link}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn foreign_text_is_text(text in fixture::any_text()) {
            let (page, calm) = (page(&format!("<script>{text}</script>")), page("calm"));
            prop_assert!(!page.contains("<script"));
            let known: std::collections::BTreeSet<&str> = tags(&calm).chain(["code", "/code"]).collect();
            prop_assert!(tags(&page).all(|tag| known.contains(tag)));
        }
    }
}
