//! The laws of cutting.

use proptest::prelude::*;

use super::*;

fn cut(text: &str, limit: usize) -> Vec<String> {
    let parts = split(text, limit).unwrap();
    assert!(parts.iter().all(|part| part.chars().count() <= limit), "{parts:?}");
    parts
}

#[test]
fn a_short_text_is_one_part_and_none_is_none() {
    assert_eq!(cut("# Week\n\ntext", 100), ["# Week\n\ntext"]);
    assert_eq!(cut("", 1), Vec::<String>::new());
}

#[test]
fn cuts_are_where_a_reader_would_cut() {
    let text = "# One\n\nfirst\n\n# Two\n\n- a b c\n- d e f\n  more\n- g\n";
    assert_eq!(
        cut(text, 21),
        ["# One\n\nfirst\n\n", "# Two\n\n- a b c\n", "- d e f\n  more\n- g\n"]
    );
}

#[test]
fn a_heading_goes_along_with_what_follows() {
    assert_eq!(cut("aaaa bbbb\n# H\ncccc dddd\n", 17), ["aaaa bbbb\n", "# H\ncccc dddd\n"]);
    assert_eq!(cut("# H\n```\nabcdef\n```\n", 15), ["# H\n", "```\nabcdef\n```\n"]);
}

#[test]
fn a_table_goes_on_under_its_head() {
    let text = "| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n\nafter | all\n";
    let head = "| a | b |\n|---|--:|\n";
    let parts = cut(text, 43);
    let first = format!("{head}| 1 | 2 |\n| 3 | 4 |\n");
    assert_eq!(parts, [first, format!("{head}| 5 | 6 |\n\nafter | all\n")]);
}

#[test]
fn code_is_never_cut() {
    let fence = "````md\n# no heading\n```\n- no item\n````\n";
    assert_eq!(cut(&format!("a b\n\n{fence}\nc d\n"), 44), ["a b\n\n", &format!("{fence}\nc d\n")]);
    let error = split(&format!("a\n\n{fence}"), 20).unwrap_err();
    assert_eq!(error, Unsplittable { line: 3, limit: 20 });
    let open = "a\n~~~\nb c d e f g\n";
    assert_eq!(split(open, 10), Err(Unsplittable { line: 2, limit: 10 }));
    let in_item = "- item\n\n  ```\n  a b c d e f\n  ```\n\n  more\n";
    assert_eq!(split(in_item, 20), Err(Unsplittable { line: 1, limit: 20 }));
}

#[test]
fn words_that_belong_together_stay_together() {
    let link = "[a b](https://x.example/a \"b c\")";
    let text = format!("one two {link} `c  d` \\* 3. four # five\nsix\n");
    let parts = cut(&text, 36);
    assert_eq!(parts.concat(), text);
    assert!(parts.iter().any(|part| part.contains(link)), "{parts:?}");
    for part in &parts {
        assert!(!part.starts_with(['#', '*']) && !part.starts_with("3."), "{parts:?}");
        assert_eq!(part.matches('`').count() % 2, 0, "{parts:?}");
    }
    assert!(split(link, 20).is_err());
    assert_eq!(cut("a < b and c > d", 4), ["a < ", "b ", "and ", "c > ", "d"]);
}

/// A block of a report, longer than no limit that is tried.
fn block() -> impl Strategy<Value = String> {
    let word = "[a-zé]{1,8}";
    let words = prop::collection::vec(word, 1..8).prop_map(|w| w.join(" "));
    prop_oneof![
        words.clone().prop_map(|w| format!("## {w}\n\n")),
        words.clone().prop_map(|w| format!("{w}\n\n")),
        words.clone().prop_map(|w| format!("- {w}\n")),
        words.clone().prop_map(|w| format!("1. {w}\n   {w}\n")),
        words.clone().prop_map(|w| format!("```\n{w}\n\n# {w}\n```\n")),
        words.clone().prop_map(|w| format!("[{w}](https://x.example) \\_{w}\\_ `{w}`\n\n")),
        (words, 1..5usize)
            .prop_map(|(w, n)| format!("| h |\n|---|\n{}\n", format!("| {w} |\n").repeat(n))),
    ]
}

/// A text without the heads of tables, which may come again.
fn without_heads(text: &str) -> String {
    let is_head = |line: &&str| matches!(line.trim_end(), "| h |" | "|---|");
    text.split_inclusive('\n').filter(|line| !is_head(line)).collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_and_every_part_fits(blocks in prop::collection::vec(block(), 0..20), limit in 170usize..900) {
        let text = blocks.concat();
        let parts = split(&text, limit).unwrap();
        prop_assert!(parts.iter().all(|p| !p.is_empty() && p.chars().count() <= limit));
        prop_assert_eq!(without_heads(&parts.concat()), without_heads(&text));
        for part in &parts {
            prop_assert_eq!(part.lines().filter(|l| *l == "```").count() % 2, 0, "code is whole: {}", part);
            prop_assert!(!part.trim_start().starts_with("| ") || part.starts_with("| h |\n|---|\n"), "{}", part);
            prop_assert!(!part.lines().rfind(|l| !l.is_empty()).is_some_and(|l| l.starts_with("## ")) || part == parts.last().unwrap(),
                "a heading stands alone: {}", part);
        }
    }

    #[test]
    fn whatever_the_text_nothing_is_lost(text in "[a-c \n`~|#\\\\\\[\\]()<>*_.1-]{0,120}", limit in 1usize..60) {
        if let Ok(parts) = split(&text, limit) {
            prop_assert!(parts.iter().all(|p| !p.is_empty() && p.chars().count() <= limit), "{:?}", parts);
            if !text.contains('|') {
                prop_assert_eq!(parts.concat(), text);
            }
        }
    }

    #[test]
    fn what_fits_is_not_cut(text in "\\PC{0,60}") {
        prop_assert_eq!(split(&text, 60).unwrap().concat(), text);
    }
}
