//! Small files by hand.

use monitor_model::{Actor, Doer, EntryId, Evaluation};

use super::*;

const HEADER: &str = "Timestamp,Mentor,Mentee,Verdict,Notes\n";

fn csv(rows: &str) -> Reading {
    reading(format!("{HEADER}{rows}").as_bytes())
}

#[test]
fn a_form_of_google_is_read() {
    let text = "Timestamp,Your GitHub username,GitHub username of your mentee,\"Does your mentee pass, and should the stipend be paid?\",What went well?,What could have gone better?\r\n\
        5/4/2026 16:20:05,@grace-wick,https://github.com/ada-lumen,Yes!,\"Beams\r\nand lamps\",=HYPERLINK(\"x\")\r\n\
        5/4/2026 9:00:00,grace-wick,bela-flint,no,,\r\n";
    let shipped = include_str!("../../../../../config/evaluations.toml").replace("#: ", "");
    let settings = Settings::from_toml("e.toml", &shipped).unwrap();
    let (program, names) = (program(), Names::default());
    let given = Given {
        program: &program,
        names: &names,
        settings: &settings,
        form: None,
        sender: None,
        at: at("2026-05-26T12:00:00Z"),
    };
    let read = read("google.csv", text.as_bytes(), &given);
    assert_eq!(problems(&read), Vec::<String>::new());
    assert_eq!(notices(&read), ["1: read as the form `google-final`, whose headers are all there"]);
    let row = &read.rows[0];
    assert_eq!((row.verdict, row.at), (Verdict::Pass, at("2026-05-04T14:20:05Z")));
    assert_eq!(row.mentor.shown(), "grace-wick");
    assert_eq!(
        row.note.as_deref(),
        Some(
            "What went well?: Beams\r\nand lamps\nWhat could have gone better?: =HYPERLINK(\"x\")"
        )
    );
    assert_eq!((read.rows[1].verdict, &read.rows[1].note), (Verdict::Fail, &None));
    assert_eq!(read.rows[1].place, Place { file: "google.csv".into(), line: 4 });
}

#[test]
fn every_row_with_a_problem_is_listed() {
    let read = csv("2026-05-04 10:00,grace-wick,ada-lumne,Pass,\n\
         3/4/2026 10:00,otto-prism,bela-flint,Pased,\n\
         ,,,,\n\
         2026-05-04 10:00,,,,x\n\
         2026-05-04 10:00,grace-wick,cyra-ember,pass,a,b\n");
    assert_eq!(
        problems(&read),
        [
            "2: `ada-lumne` is no mentee of this program",
            "3: `3/4/2026 10:00` may be two days: nothing says whether the month or the day comes first",
            "3: `Pased` is no known verdict",
            "3: `otto-prism` is no mentor of `bela-flint`",
            "5: the row names no mentee",
            "5: the verdict is missing",
            "6: the row has 6 cells, the header has 5",
        ]
    );
    assert!(read.rows.is_empty());
    assert_eq!(read.problems[0].candidates, ["ada-lumen"]);
    assert_eq!(
        read.problems[0].to_string(),
        "e.csv, line 2: `ada-lumne` is no mentee of this program\n  hint: write the login; the most similar mentees are `ada-lumen`"
    );
}

#[test]
fn the_latest_answer_holds() {
    let read = csv("2026-05-05 10:00,grace-wick,ada-lumen,fail,late\n\
         2026-05-04 10:00,otto-prism,ada-lumen,pass,early\n");
    assert_eq!(read.rows.len(), 1);
    assert_eq!((read.rows[0].verdict, read.rows[0].place.line), (Verdict::Fail, 2));
    assert!(notices(&read).contains(
        &"3: an earlier `pass` of `ada-lumen` by `otto-prism` was left aside; line 2 holds, `fail` by `grace-wick`".to_owned()
    ));
    let read = csv(
        "2026-05-05 10:00,grace-wick,ada-lumen,fail,\n2026-05-05 10:00,grace-wick,ada-lumen,pass,\n",
    );
    assert_eq!(
        problems(&read),
        ["3: lines 2 and 3 about `ada-lumen` differ, and neither is later"]
    );
    assert!(read.rows.is_empty());
}

#[test]
fn an_earlier_answer_never_stands_in_for_one_that_can_not_be_read() {
    let read = csv("2026-05-04 10:00,grace-wick,ada-lumen,pass,\n\
         2026-05-05 10:00,grace-wick,ada-lumen,not at all,\n\
         2026-05-05 10:00,grace-wick,bela-flint,pass,\n");
    assert_eq!(problems(&read), ["3: `not at all` is no known verdict"]);
    let keys: Vec<_> = read.rows.iter().map(|row| row.enrollment.as_str()).collect();
    assert_eq!(keys, ["bela-flint"]);
}

#[test]
fn one_sure_date_shows_the_order_of_all() {
    let rows =
        "3/4/2026 10:00,grace-wick,ada-lumen,pass,\n4/13/2026 10:00,grace-wick,bela-flint,pass,\n";
    let read = csv(rows);
    assert_eq!(problems(&read), Vec::<String>::new());
    assert_eq!(read.rows[0].at, at("2026-03-04T09:00:00Z"));
    assert!(notices(&read).contains(
        &"3: dates were read as month/day/year, which `4/13/2026 10:00` shows".to_owned()
    ));
    let mixed = csv(&format!("{rows}13/4/2026 10:00,grace-wick,cyra-ember,pass,\n"));
    let says = "2: `3/4/2026 10:00` may be two days: nothing says whether the month or the day comes first";
    assert_eq!(problems(&mixed), [says], "a column that mixes orders shows nothing");
}

#[test]
fn who_sent_the_file_is_given_or_in_it() {
    let text = "Mentee,Verdict\nada-lumen,pass\nbela-flint,fail\n";
    let read = reading(text.as_bytes());
    assert_eq!(
        problems(&read),
        ["1: no column names the mentor, and nobody is given who sent the file"]
    );
    let read = reading_with(text.as_bytes(), None, Some("@otto-prism"));
    assert_eq!(problems(&read), ["3: `@otto-prism` is no mentor of `bela-flint`"]);
    assert_eq!(read.rows[0].at, at("2026-05-26T12:00:00Z"));
    let read =
        reading_with(text.replace("Mentee", "Mentee,Mentor").as_bytes(), None, Some("grace-wick"));
    assert!(
        notices(&read)
            .contains(&"1: a column names the mentors, so `grace-wick` was not needed".to_owned())
    );
    let read =
        reading_with(b"Mentee,Verdict\nada-lumen,pass\nada-lumen,fail\n", None, Some("grace-wick"));
    assert_eq!(problems(&read).len(), 1, "without times neither is the later");
}

#[test]
fn a_map_may_name_any_column_under_any_delimiter() {
    let form = Form::parse("mentee=Wer,verdict=Urteil,mentor=Von").unwrap();
    let text = "Wer;Von;Urteil;Gut, schlecht, oder, oder?\nada-lumen;grace-wick;Pass;a,b\n";
    assert_eq!(reading_with(text.as_bytes(), Some(&form), None).rows.len(), 1);
    let broken = "Wer;Von;Urteil\nada-lumen;grace-wick;\"Pass\n";
    assert_eq!(
        problems(&reading_with(broken.as_bytes(), Some(&form), None)),
        ["2: the quote opened here is never closed"]
    );
}

#[test]
fn what_is_no_table_is_one_problem() {
    for (bytes, says) in [
        (&b""[..], "1: there is no header row"),
        (b"\xff\xfe", "1: there is no header row"),
        (b"a,b\n\xff", "2: this is no UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "1: this is a workbook of an older kind than XLSX"),
    ] {
        assert_eq!(problems(&reading(bytes)), [says]);
    }
    assert!(problems(&reading(b"PK\x03\x04rest"))[0].starts_with("1: this is no sound XLSX file"));
    assert_eq!(notices(&csv("")).last().unwrap(), "1: there is no row under the header");
}

#[test]
fn ten_thousand_rows_are_read_quickly() {
    let login = |n: usize| format!("mentee-{n}");
    let program = program_of((0..10_000).map(|n| enrollment(&login(n), &["grace-wick"])).collect());
    let mut text = HEADER.to_owned();
    for n in 0..10_000 {
        text.push_str(&format!(
            "5/{}/2026 10:00:00,grace-wick,{},Yes,\"line\nand ; line\"\n",
            1 + n % 28,
            login(n)
        ));
    }
    let (names, settings) = (Names::default(), Settings::default());
    let given = Given {
        program: &program,
        names: &names,
        settings: &settings,
        form: None,
        sender: None,
        at: at("2026-05-26T12:00:00Z"),
    };
    let start = std::time::Instant::now();
    let read = read("e.csv", text.as_bytes(), &given);
    assert_eq!((read.rows.len(), problems(&read).len()), (10_000, 0));
    assert_eq!(read.rows[9_999].place.line, 2 + 2 * 9_999);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// Somebody who names the wrong column gets an answer, too.
#[test]
fn ten_thousand_rows_about_nobody_are_refused_quickly() {
    let program = program_of(
        (0..1_000).map(|n| enrollment(&format!("mentee-{n}"), &["grace-wick"])).collect(),
    );
    let rows =
        (0..10_000).map(|n| format!("2026-05-04 10:00,grace-wick,stranger-{n},perhaps {n},\n"));
    let text = format!("{HEADER}{}", rows.collect::<String>());
    let (names, settings) = (Names::default(), Settings::default());
    let given = Given {
        program: &program,
        names: &names,
        settings: &settings,
        form: None,
        sender: None,
        at: at("2026-05-26T12:00:00Z"),
    };
    let start = std::time::Instant::now();
    let read = read("e.csv", text.as_bytes(), &given);
    assert_eq!((read.rows.len(), read.problems.len()), (0, 20_000));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn importing_twice_changes_nothing_and_a_changed_verdict_is_a_new_act() {
    let held = |row: &EvaluationRow| Evaluation {
        entry: EntryId(1),
        earlier: vec![],
        period: "midterm".parse().unwrap(),
        verdict: row.verdict,
        by: Doer { role: Actor::Mentor, name: row.mentor.shown().to_uppercase() },
        note: row.note.clone(),
        at: at("2026-05-10T00:00:00Z"),
    };
    let first = csv("2026-05-04 10:00,grace-wick,ada-lumen,pass,good\n2026-05-04 10:00,grace-wick,bela-flint,fail,\n").rows;
    assert!(changes(&first, &[]).iter().all(|change| matches!(change, Change::New(_))));
    let current: Vec<_> = first.iter().map(|row| (row.enrollment.clone(), held(row))).collect();
    assert!(changes(&first, &current).iter().all(|change| matches!(change, Change::Same(_))));
    let cases = [
        ("2026-05-11 10:00,grace-wick,ada-lumen,fail,good\n", false),
        ("2026-05-11 10:00,grace-wick,ada-lumen,pass,better\n", false),
        ("2026-05-11 10:00,otto-prism,ada-lumen,pass,good\n", false),
        ("2026-05-03 10:00,grace-wick,ada-lumen,fail,good\n", true),
    ];
    for (line, older) in cases {
        let rows = csv(line).rows;
        let found = changes(&rows, &current);
        assert!(
            matches!(found[0], Change::Changed { from, .. } if from.verdict == Verdict::Pass),
            "{line}"
        );
        assert_eq!((found[0].is_older(), found[0].row()), (older, &rows[0]), "{line}");
    }
}
