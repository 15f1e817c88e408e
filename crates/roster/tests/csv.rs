//! Rosters from spreadsheets.
#![expect(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

use monitor_model::{Mentee, Mentor};
use monitor_roster::{ColumnMap, Frame, Level, Problem, Reading, csv, native};

const PROGRAM: &str = include_str!("../../../config/programs/example.toml");

const COLUMNS: &str =
    "login=GitHub username,project=Project,title=Title,mentors=Mentors,organizations=Orgs";

const HEADER: &str = "Name,GitHub Username ,Project,Title,Mentors,ORGS\n";

fn frame() -> Frame {
    Frame::of_program(&native::read("example.toml", PROGRAM).program.unwrap())
}

fn read(text: &str) -> Reading {
    csv::read("a.csv", text, &ColumnMap::parse(COLUMNS).unwrap(), &frame())
}

fn shown(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(Problem::to_string).collect()
}

#[test]
fn a_row_is_an_enrollment_and_a_cell_may_hold_a_list() {
    let reading = read(&format!(
        "\u{feff}{HEADER}Ada,ada-lumen,Lantern,\"Dimmable, quiet\nbeams\",grace-wick; otto-prism ;,\"lantern-works,\nbeacon-tools\"\n"
    ));
    assert_eq!(shown(&reading), [""; 0]);
    let program = reading.program.unwrap();
    let ada = &program.enrollments[0];
    assert_eq!(ada.key.as_str(), "ada-lumen");
    assert_eq!(ada.project.title, "Dimmable, quiet\nbeams");
    assert_eq!(ada.project.name.as_deref(), Some("Lantern"));
    assert_eq!(
        ada.mentors.iter().map(Mentor::shown).collect::<Vec<_>>(),
        ["grace-wick", "otto-prism"]
    );
    assert_eq!(ada.scope.organizations.len(), 2);
    assert_eq!(program.periods.len(), 2);
    assert_eq!(program.hours_per_week, Some(20));
}

#[test]
fn lines_are_right_after_line_breaks_empty_lines_and_carriage_returns() {
    let row = |login: &str, title: &str| format!("x,{login},P,{title},grace-wick,lantern-works");
    let text = [
        HEADER.trim_end(),
        "",
        &row("@ada", "\"two\r\nlines\""),
        "",
        &row("@bela", "T"),
        ",,,,,",
        &row("@cleo", "T"),
    ];
    for newline in ["\n", "\r\n"] {
        let reading = read(&text.join(newline));
        let lines: Vec<_> =
            reading.problems.iter().map(|p| (p.place.line.unwrap(), p.input.as_str())).collect();
        assert_eq!(lines, [(3, "@ada"), (6, "@bela"), (7, ""), (8, "@cleo")], "{newline:?}");
        assert_eq!(reading.problems[2].level, Level::Notice, "a blank row");
        assert_eq!(reading.program.unwrap().enrollments.len(), 3);
    }
}

#[test]
fn missing_columns_are_named_all_at_once_with_those_that_exist() {
    let reading = read("Name,Login,Title,Orgs\nAda,ada,T,lantern-works\n");
    assert_eq!(reading.program, None);
    assert_eq!(
        shown(&reading),
        [
            "a.csv:1: header: these columns are missing: `GitHub username`, `Mentors`, `Project`\n  hint: correct the column map; the columns are `Name`, `Login`, `Title`, `Orgs`"
        ]
    );
}

#[test]
fn a_column_that_is_there_twice_is_no_choice_to_make() {
    let reading = read(&format!("Title,{HEADER}"));
    assert_eq!(reading.program, None);
    assert!(shown(&reading)[0].contains("these columns are there twice: `Title`"));
    let columns = ColumnMap::parse("login=L,title=T,mentors=M,organizations=O").unwrap();
    let reading = csv::read(
        "a.csv",
        "L,T,M,M,O\nada,T,grace-wick,otto-prism,lantern-works\n",
        &columns,
        &frame(),
    );
    assert_eq!(shown(&reading), [""; 0], "a list may be spread over columns");
    assert_eq!(reading.program.unwrap().enrollments[0].mentors.len(), 2);
}

#[test]
fn a_row_that_is_too_short_or_too_long_is_kept_and_said() {
    let reading = read(&format!(
        "{HEADER}Ada,ada,P,T\nBela,bela,P,T,grace-wick,lantern-works,more\nCleo,cleo,P,T,grace-wick,lantern-works,,\n"
    ));
    let sentences: Vec<_> =
        reading.problems.iter().map(|p| (p.place.line.unwrap(), p.says.as_str())).collect();
    assert_eq!(
        sentences[1..],
        [
            (
                2,
                "the enrollment names no organisation and no repository, so that no work would be in scope"
            ),
            (2, "the row has 4 cells, the header has 6"),
            (3, "the row has 7 cells, the header has 6"),
        ]
    );
    assert_eq!(reading.program.unwrap().enrollments.len(), 3);
}

#[test]
fn a_quote_that_is_never_closed_would_swallow_rows() {
    let reading = read(&format!(
        "{HEADER}Ada,ada,P,\"a \"\"b\"\" c\",g,o\nBela,be\"la,P,\"T,g,o\nCleo,cleo,P,T,g,o\n"
    ));
    assert_eq!(reading.program, None);
    assert_eq!(
        shown(&reading),
        [
            "a.csv:3: this is not valid CSV: the quote opened here is never closed\n  hint: correct the file; nothing of it was read"
        ]
    );
}

#[test]
fn the_same_checks_apply() {
    let reading = read(&format!(
        "{HEADER}Ada,,P,T,grace-wick,lantern-works\nBela,ada/bela,P,T,ada,lantern-works\n"
    ));
    assert_eq!(
        shown(&reading),
        [
            "a.csv:2: enrollment 1: the login is empty\n  hint: write the mentee's GitHub login, like `ada-lumen`",
            "a.csv:3: enrollment 2: `ada/bela` is no login: the field holds more than one name\n  hint: write one login; another person needs an enrollment of their own",
        ]
    );
    let program = reading.program.unwrap();
    assert!(program.enrollments.iter().all(|e| matches!(e.mentee, Mentee::Unresolved { .. })));
}

#[test]
fn problems_of_the_frame_stand_where_they_are_in_it_and_none_is_lost() {
    let frame = "id = \"lantern\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = 2026-03-02\nends = 2026-05-24\ntilte = 1\n
[[period]]\nid = \"final\"\nstarts = 2026-03-02\nends = 2026-05-20\ndue = 2026-05-01T17:00:00Z\n";
    let within = |frame: &str, rows: &str| {
        let columns = ColumnMap::parse(COLUMNS).unwrap();
        let text = format!("{HEADER}{rows}");
        csv::read_within("a.csv", &text, &columns, native::read("frame.toml", frame))
    };
    let reading = within(frame, "Ada,@ada,P,T,grace-wick,lantern-works\n");
    let places: Vec<_> = reading
        .problems
        .iter()
        .map(|p| format!("{}:{} {}", p.place.file, p.place.line.unwrap_or(0), p.says))
        .collect();
    assert_eq!(
        places,
        [
            "a.csv:2 a leading `@` in the login `@ada` was ignored",
            "frame.toml:6 the key `tilte` is unknown",
            "frame.toml:10 the program goes on after `final` ends (2026-05-21 to 2026-05-24); work on these days would count nowhere",
            "frame.toml:12 the evaluation of `final` is due at 2026-05-01T17:00:00Z, before its window ends with 2026-05-20",
        ]
    );
    assert_eq!(reading.program.unwrap().enrollments.len(), 1);

    let empty = within(frame, "");
    let nobody = empty.problems.iter().filter(|p| p.says.contains("names no mentee"));
    assert_eq!(nobody.map(|p| p.place.file.as_str()).collect::<Vec<_>>(), ["a.csv"]);

    let broken = within("id = \"x\"\nstarts = 1\n", "Ada,ada,P,T,grace-wick,lantern-works\n");
    assert_eq!(broken.program, None);
    assert!(broken.problems.len() > 3, "{:?}", broken.problems);
    assert!(broken.problems.iter().all(|p| p.place.file == "frame.toml"));
}

#[test]
fn without_a_header_there_is_nothing_to_read() {
    for text in ["", "\n\n", "\u{feff}"] {
        let reading = read(text);
        assert_eq!(reading.program, None);
        assert_eq!(reading.problems[0].says, "there is no header row", "{text:?}");
    }
}
