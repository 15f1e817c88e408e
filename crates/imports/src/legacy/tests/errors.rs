//! What can't be read, and what is said of it.

use super::*;

fn problems(text: &str) -> Vec<String> {
    let problems = read("a.json", text, None).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

fn busy() -> String {
    array(&[pull_request(first("ada-lumen"), "lantern-works/core", 7)])
}

/// The first row with one piece of its text replaced, written over several lines.
fn with(old: &str, new: &str) -> Vec<String> {
    let text = busy();
    let changed = text.replacen(old, new, 1);
    assert_ne!(text, changed, "{old:?} is not in it");
    problems(&changed)
}

const CORRECT: &str = "\n  hint: correct the row, or record this week again";

#[test]
fn a_wrong_value_is_named_with_its_line() {
    let cases = [
        (
            "\"weekOf\": \"2026-03-02\"",
            "\"weekOf\": \"2026-03-03\"",
            "a week begins on a Monday, `2026-03-03` is a Tuesday",
        ),
        (
            "\"weekOf\": \"2026-03-02\"",
            "\"weekOf\": \"soon\"",
            "`soon` is no date like `2026-03-02`",
        ),
        (
            "\"spring-2026\"",
            "\"Spring 2026\"",
            "`Spring 2026` is no id; an id has 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and starts with a letter or digit",
        ),
        ("lantern-works/core", "core", "`core` is no repository name; it is written `owner/name`"),
        (
            "\"ada-lumen\"",
            "\"ada lumen\"",
            "`ada lumen` is no login: the field holds more than one name",
        ),
        ("\"number\": 7", "\"number\": -7", "invalid value: integer `-7`, expected u64"),
        ("2026-03-09T00:00:00Z", "Monday", "`Monday` is no instant like `2026-03-02T00:00:00Z`"),
    ];
    let text = busy();
    for (old, new, says) in cases {
        let line = 1 + text[..text.find(old).unwrap()].matches('\n').count();
        assert_eq!(with(old, new), [format!("a.json, line {line}: row 1: {says}{CORRECT}")]);
    }
}

#[test]
fn a_week_must_span_the_answer() {
    for end in ["startedAt\": \"2026-03-02", "endedAt\": \"2026-03-09"] {
        let other = end.replace("2026-03-0", "2026-03-1");
        let found = with(end, &other);
        assert!(found[0].starts_with("a.json, line 2: row 1: the row is of the week `2026-03-02`, but its answer spans `2026"), "{found:?}");
    }
}

#[test]
fn a_missing_field_is_never_read_as_nothing() {
    for field in [
        "mentee",
        "term",
        "weekOf",
        "login",
        "contributionsCollection",
        "hasAnyContributions",
        "startedAt",
        "endedAt",
        "totalCommitContributions",
        "totalIssueContributions",
        "totalPullRequestContributions",
        "totalPullRequestReviewContributions",
        "commitContributionsByRepository",
        "issueContributionsByRepository",
        "pullRequestContributionsByRepository",
        "pullRequestReviewContributionsByRepository",
        "nodes",
        "totalCount",
    ] {
        let found = with(&format!("\"{field}\":"), "\"other\":");
        assert!(
            found[0].contains(&format!("row 1: missing field `{field}`")),
            "{field}: {found:?}"
        );
    }
}

#[test]
fn every_wrong_row_is_named() {
    let rows = [first("ada lumen"), first("ada-lumen"), first("grace wick"), nobody()];
    for text in [array(&rows), lines(&rows)] {
        let found = problems(&text);
        assert_eq!(found.len(), 2);
        assert!(
            found[0].contains("row 1: `ada lumen`") && found[1].contains("row 3: `grace wick`")
        );
    }
    let many = vec![first("a b"); 30];
    for text in [array(&many), lines(&many)] {
        let found = problems(&text);
        assert_eq!(found.len(), 21);
        assert!(found[20].contains(": and 10 more problems from here on\n"), "{}", found[20]);
    }
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    let text = array(&[first("ada-lumen"), second("ada-lumen")]);
    let cut = text.rfind("weekOf").unwrap();
    assert_eq!(
        problems(&text[..cut]),
        [
            "a.json, line 42: the text ends at row 2: EOF while parsing a string\n  hint: the file was cut off; copy or record it again"
        ]
    );
    assert_eq!(
        problems(text.trim_end_matches(']')),
        [
            "a.json, line 44: the text ends at row 3: the closing `]` is missing\n  hint: the file was cut off; copy or record it again"
        ]
    );
}

#[test]
fn what_is_no_recording_says_so() {
    let cases = [
        ("", 1, "the file is empty"),
        ("\n \n", 3, "the file is empty"),
        ("\n\nweek;login\n", 3, "a recording begins with `[` or `{`, this one with 'w'"),
    ];
    for (text, line, says) in cases {
        assert!(
            problems(text)[0].starts_with(&format!("a.json, line {line}: {says}\n  hint: give ")),
            "{text:?}"
        );
    }
    let cases = [
        ("[1]", "no JSON at row 1: expected a row that begins with `{`, found '1'"),
        ("[,]", "no JSON at row 1: expected a row that begins with `{`, found ','"),
        ("[]]", "no JSON at row 0: expected nothing after the closing `]`, found ']'"),
        ("[{}]", "row 1: missing field `mentee`"),
        ("{\"week\": 1}", "row 1: missing field `taskId`"),
    ];
    for (text, says) in cases {
        assert!(
            problems(text)[0].starts_with(&format!("a.json, line 1: {says}")),
            "{:?}",
            problems(text)
        );
    }
    let row = nobody();
    for (text, says) in [
        (format!("[{row} {row}]"), "expected `,` or `]`, found '{'"),
        (format!("[{row},]"), "expected a row that begins with `{`, found ']'"),
        (format!("[{row}] []"), "expected nothing after the closing `]`, found '['"),
    ] {
        assert!(problems(&text)[0].contains(says), "{:?}", problems(&text));
    }
}

#[test]
fn a_wrong_row_that_is_also_damaged_says_both() {
    let row = first("ada lumen").to_string();
    let found = problems(&format!("[{}", &row[..row.len() - 1]));
    assert!(found.iter().any(|problem| problem.contains("the text ends at row 1")), "{found:?}");
}
