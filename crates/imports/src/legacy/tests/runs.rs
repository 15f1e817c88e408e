//! The output of a run, and the state beside it.

use monitor_model::Stream;

use super::*;

fn run(rows: &[Value], asked: &[&str]) -> Reading {
    read("out.json", &lines(rows), Some(("state.json", &state(asked)))).unwrap()
}

#[test]
fn the_state_names_whom_github_did_not_know() {
    let reading = run(&[nobody(), first("grace-wick")], &["ada-lumen ", "grace-wick"]);
    let ada = reading.batch.coverage.iter().filter(|s| s.of.as_str() == "ada-lumen");
    let ada: Vec<_> = ada.map(|s| (s.stream, s.coverage.to_string())).collect();
    let why = "not-fetched: asked for as `ada-lumen ` and GitHub knew no such login";
    let all = Stream::ALL.iter().map(|&stream| (stream, why.to_owned()));
    assert_eq!(ada, all.collect::<Vec<_>>());
    assert_eq!(reading.batch.unattributed, []);
    assert_eq!((reading.rows.null_rows, reading.rows.null_rows_named), (1, 1));
    assert_eq!(
        says(&reading.notices),
        [
            "out.json, line 1: row 1, week 2026-03-02: asked for as `ada-lumen ` and GitHub knew no such login; kept as not fetched for `ada-lumen`"
        ]
    );
}

#[test]
fn a_row_that_cannot_be_named_is_unattributed() {
    for asked in ["", "ada and grace"] {
        let reading = run(&[nobody()], &[asked]);
        assert_eq!(reading.batch.unattributed.len(), 1, "{asked:?}");
        assert_eq!(reading.batch.coverage, []);
        assert!(says(&reading.notices)[0].contains(&format!("`{asked}`, which is no login")));
    }
    let unknown_task = run(&[nobody()], &[]);
    assert_eq!(unknown_task.batch.unattributed.len(), 1);
}

#[test]
fn a_week_that_was_answered_is_not_also_not_fetched() {
    let rows = [nobody(), first("ada-lumen")];
    for rows in [rows.clone(), [rows[1].clone(), rows[0].clone()]] {
        let reading = run(&rows, &["ada-lumen/", "ada-lumen/"]);
        assert_eq!(reading.batch.coverage.len(), Stream::ALL.len());
        assert_eq!((reading.rows.null_rows_named, reading.notices.len()), (1, 1), "but it is told");
    }
}

#[test]
fn two_wrong_spellings_are_one_statement_in_any_order() {
    let reasons = |asked: [&str; 2]| {
        let batch = run(&[nobody(), nobody()], &asked).batch;
        assert_eq!(batch.coverage.len(), Stream::ALL.len());
        batch.coverage[0].coverage.to_string()
    };
    let found = reasons(["ada-lumen/", "@ada-lumen"]);
    assert!(found.contains("`@ada-lumen`"), "{found}");
    assert_eq!(found, reasons(["@ada-lumen", "ada-lumen/"]));
}

#[test]
fn answers_that_are_missing_are_told() {
    let reading = run(&[first("ada-lumen")], &["ada-lumen", "grace-wick", "bela-flint"]);
    assert_eq!(
        says(&reading.notices),
        [
            "out.json, line 1: 2 answers that `state.json` speaks of are not here: another output of the run has them, or this one was cut off"
        ]
    );
    let open = state(&["ada-lumen"]).replace("\"errored\":{}", "\"errored\":{\"x\":{\"why\":1}}");
    let reading = read("o", &lines(&[first("ada-lumen")]), Some(("state.json", &open))).unwrap();
    assert_eq!(
        says(&reading.notices),
        ["o, line 1: `state.json` says that 1 questions got no answer"]
    );
}

#[test]
fn an_array_says_that_it_takes_no_state() {
    let reading = read("a.json", "[]", Some(("state.json", "no JSON"))).unwrap();
    assert_eq!(
        says(&reading.notices),
        ["a.json, line 1: an array has no tasks, so `state.json` was not used"]
    );
}

#[test]
fn the_state_of_another_run_is_a_problem() {
    let problems = read(
        "out.json",
        &lines(&[second("ada-lumen")]),
        Some(("state.json", &state(&["ada-lumen"]))),
    );
    assert_eq!(
        problems.unwrap_err()[0].to_string(),
        "out.json, line 1: row 1: the row is of `spring-2026` in the week `2026-03-09`, but its task asked for `spring-2026` in the week `2026-03-02`\n  hint: correct the row, or record this week again"
    );
}

#[test]
fn a_broken_state_is_a_problem_of_the_state() {
    let whole = state(&["ada-lumen"]);
    let text = lines(&[first("ada-lumen")]);
    for broken in [&whole[..whole.len() - 1], "", "[]", "{}", &whole.replace("-03-02", "-03-03")] {
        let problems = read("out.json", &text, Some(("state.json", broken))).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].file.as_str(), problems[0].line), ("state.json", 1), "{broken}");
    }
}

#[test]
fn blank_lines_are_not_rows() {
    let text = lines(&[first("ada-lumen"), nobody()]).replace('\n', "\r\n\r\n");
    let reading = read("o", &format!("\n{text}"), None).unwrap();
    assert_eq!(reading.rows.rows, 2);
    assert_eq!(reading.batch.unattributed[0].file, "o");
    assert_eq!(reading.batch.unattributed[0].row, 2);
    assert_eq!(reading.notices[0].line, 4);
}
