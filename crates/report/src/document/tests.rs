//! What every format makes of the same document, and that no text breaks any of them.

use monitor_model::Login;
use proptest::prelude::*;

use super::*;
use crate::escape::JOINER;
use crate::fixture::hostile;

fn sample(foreign: &str) -> Document {
    let mut of = Document {
        title: Line::new().foreign("Lantern").words(": the week"),
        about: vec![Line::new().words("As of ").strong("now").words("."), "Two lines.".into()],
        blocks: vec![Block::Paragraph(
            Line::new().words("See ").link(foreign, "https://github.com/a/b/pull/1").words("."),
        )],
    };
    let point = Line::new().code("stalled").words(": ").foreign(foreign).words(" ends here.");
    let ada = Login::parse("ada-lumen").unwrap();
    of.section(
        "Who acts",
        vec![
            Block::List(vec![point, Line::new().mention(ada).words(" is asked")]),
            Block::Table(Table {
                columns: vec![("mentee", false), ("pull requests", true)],
                rows: vec![vec![Line::new().foreign(foreign), Line::new().words("3+")]],
            }),
        ],
    );
    of.blocks.push(Block::Picture(Picture {
        caption: Line::new().foreign(foreign),
        svg: "<svg role=\"img\"><title>bars</title></svg>".to_owned(),
    }));
    of.section("Nothing", vec![]);
    of
}

#[test]
fn a_document_in_every_format() {
    let of = sample("Dim the beam");
    insta::assert_snapshot!("document.txt", of.text(Style::Plain));
    insta::assert_snapshot!("document.md", of.markdown(Mentions::Never));
    insta::assert_snapshot!("document.slack", of.slack().join("\n=====\n"));
    let page = of.html().unwrap();
    insta::assert_snapshot!("document.html", page.split_once("<body").unwrap().1);
    assert!(of.markdown(Mentions::Notify).contains("- @ada-lumen is asked"));
}

#[test]
fn code_in_prose_is_code_where_every_backtick_has_another() {
    let code =
        |text| Line::prose(text).spans().iter().filter(|s| matches!(s, Span::Code(_))).count();
    assert_eq!([code("a `b` c `d`"), code("a `b c"), code("`b`"), code("")], [2, 0, 1, 0]);
}

#[test]
fn a_narrow_terminal_shortens_the_widest_column() {
    let long = "x".repeat(100);
    let text = sample(&long).text(Style::Plain);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("3+"));
}

#[test]
fn a_link_that_fits_nowhere_takes_nothing_else_along() {
    let url = format!("https://x.example/{}", "a".repeat(4_000));
    let point = Line::new().link("far", url).words(" and the rest");
    let of = Document { blocks: vec![Block::Paragraph(point)], ..Document::default() };
    let all = of.slack().join("\n");
    assert!(all.contains("and the rest") && !all.contains("aaaa"), "{all}");
}

#[test]
fn what_begins_a_line_begins_nothing_else() {
    for text in ["# a", "- a", "+ a", "= a", "1. a", "12) a", "> a", "---", "\t# a"] {
        let of = Document {
            blocks: vec![Block::Paragraph(Line::new().foreign(text))],
            ..Document::default()
        };
        let last = of.markdown(Mentions::Never).lines().last().unwrap().to_owned();
        let harmless = last.starts_with('\\')
            || last.starts_with("&gt;")
            || last.contains("\\.")
            || last.contains("\\)");
        assert!(harmless, "{text:?} became {last:?}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_a_format(text in hostile()) {
        let (mine, calm) = (sample(&text), sample("calm"));
        let markdown = mine.markdown(Mentions::Never);
        prop_assert_eq!(markdown.lines().count(), calm.markdown(Mentions::Never).lines().count());
        prop_assert!(markdown.split('@').skip(1).all(|after| after.starts_with(JOINER)), "{}", markdown);
        prop_assert!(!markdown.contains('<'), "{}", markdown);
        let bars = |line: &str| line.matches('|').count();
        for (line, usual) in markdown.lines().zip(calm.markdown(Mentions::Never).lines()) {
            prop_assert_eq!(bars(line), bars(usual), "{}", line);
        }
        let tags = |page: &str| page.matches('<').count();
        prop_assert_eq!(tags(&mine.html().unwrap()), tags(&calm.html().unwrap()));
        for section in mine.slack() {
            prop_assert!(section.chars().count() <= SECTION);
            for opened in section.split('<').skip(1) {
                prop_assert!(opened.starts_with("https://github.com/a/b/pull/1|"), "{}", section);
            }
            prop_assert!(section.split('@').skip(1).all(|after| after.starts_with(JOINER)), "{}", section);
        }
        let steers = |c: char| c.is_control() && c != '\n';
        prop_assert!(!mine.text(Style::Plain).contains(steers));
    }

    #[test]
    fn sections_lose_no_word_and_fit(words in prop::collection::vec("[a-z]{1,30}", 0..400)) {
        let points = words.iter().map(|word| Line::new().foreign(word.as_str())).collect();
        let of = Document { blocks: vec![Block::List(points)], ..Document::default() };
        let sections = of.slack();
        prop_assert!(sections.iter().all(|section| section.chars().count() <= SECTION));
        let all = sections.join("\n");
        let found: Vec<&str> = all.lines().filter_map(|line| line.strip_prefix("• ")).collect();
        prop_assert_eq!(found, words.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn a_point_that_is_longer_than_a_section_goes_on_in_the_next(
        words in prop::collection::vec("[a-z&<]{1,30}", 0..400),
        urls in prop::collection::vec("https://x[.]example/[a-z]{1,200}", 0..40),
    ) {
        let mut point = Line::new();
        for (n, word) in words.iter().enumerate() {
            point = point.words(" ").foreign(word.as_str()).words(" ");
            if let Some(url) = urls.get(n) {
                point = point.link("two words", url.as_str());
            }
        }
        let of = Document { blocks: vec![Block::List(vec![point])], ..Document::default() };
        let sections = of.slack();
        prop_assert!(sections.iter().all(|section| section.chars().count() <= SECTION));
        let all = sections.join(" ");
        for word in &words {
            prop_assert!(all.contains(&crate::escape::slack(word)), "{} is lost", word);
        }
        for url in urls.iter().take(words.len()) {
            prop_assert!(all.contains(&crate::escape::slack_link("two words", url)), "{} is lost", url);
        }
    }

    #[test]
    fn what_is_cut_ends_before_an_escape(text in "[a&<>|@ ]{2900,3400}") {
        let of = Document { blocks: vec![Block::Paragraph(Line::new().link(text, "https://x.example/"))], ..Document::default() };
        for section in of.slack() {
            prop_assert!(section.chars().count() <= SECTION);
            prop_assert!(section.split('&').skip(1).all(|after| after.contains(';')), "{}", section);
            prop_assert!(section.split('<').skip(1).all(|after| after.contains('>')), "{}", section);
        }
    }
}
