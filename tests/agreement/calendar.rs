//! What becomes of dates and figures when people decide: `report calendar` and `report statistics`.

use crate::scene::{done, run, term};
use crate::support::Monitor;

/// The lines of a calendar, unfolded, that begin so.
fn lines(calendar: &str, name: &str) -> Vec<String> {
    let whole = calendar.replace("\r\n ", "");
    whole.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
}

const EXTEND: &str = "decide extend spring bo-candela --period midterm --until 2026-04-26 --due 2026-04-28T17:00Z --because exams --as ines-ray";

#[test]
fn more_time_is_an_event_of_its_own_and_names_nobody_in_public() {
    let monitor = term();
    let before = done(&monitor, "report calendar spring");
    assert_eq!(lines(&before, "UID:").len(), 4, "{before}");
    done(&monitor, EXTEND);
    let after = done(&monitor, "report calendar spring");
    for uid in lines(&before, "UID:") {
        assert!(lines(&after, "UID:").contains(&uid), "{uid} is gone");
    }
    let own = [
        "SUMMARY:Lantern: midterm\\, work\\, 1 mentee",
        "SUMMARY:Lantern: midterm\\, evaluation due\\, 1 mentee",
    ];
    for summary in own {
        assert!(lines(&after, "SUMMARY:").iter().any(|line| line == summary), "{after}");
    }
    assert!(!after.contains("bo-candela"));
    let private = done(&monitor, "report calendar spring --private");
    assert_eq!(lines(&private, "DESCRIPTION:"), ["DESCRIPTION:For bo-candela."; 2]);
    assert_eq!(lines(&private, "UID:"), lines(&after, "UID:"));
}

#[test]
fn a_calendar_is_the_same_bytes_whenever_it_is_written() {
    let monitor = term();
    done(&monitor, EXTEND);
    let all = done(&monitor, "report calendar");
    assert!(all.lines().count() > 30 && all.matches("\r\n").count() == all.matches('\n').count());
    for now in ["2026-04-13T16:00:00Z", "2026-05-01T00:00:00Z", "2030-01-01T00:00:00Z"] {
        assert_eq!(done(&monitor, &format!("report calendar spring --now {now}")), all, "{now}");
    }
    let run = run(&monitor, "report calendar lantern");
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn a_database_without_programs_has_no_calendar() {
    let monitor = Monitor::new();
    drop(monitor_store::Store::open(&monitor.path().join("monitor.db")).unwrap());
    let run = run(&monitor, "report calendar");
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("there is no program") && run.stderr.contains("hint: "));
}

#[test]
fn statistics_say_what_became_of_whom_and_a_readme_does_not_of_so_few() {
    let monitor = term();
    let figure = |heading: &str| {
        let table = done(&monitor, "report statistics");
        let line = table.lines().find(|line| line.starts_with(heading)).unwrap().to_owned();
        line[heading.len()..].trim().to_owned()
    };
    assert_eq!((figure("passed"), figure("still open")), ("?".into(), "?".into()));
    done(&monitor, "evaluate spring ada-lumen --period final pass --as grace-wick");
    done(
        &monitor,
        "evaluate spring bo-candela --period midterm fail --as omar-dusk --note Nothing.",
    );
    let of = ["passed", "failed", "withdrawn", "still open"].map(figure);
    assert_eq!(of, ["1+", "1+", "?", "1"]);
    let readme = done(&monitor, "report statistics --format markdown");
    let row = readme.lines().find(|line| line.starts_with("| Lantern |")).unwrap();
    assert!(row.starts_with("| Lantern | 2026 | 3 | 2 | 1 | – | – | – | – | – | "), "{row}");
    let json: serde_json::Value =
        serde_json::from_str(&done(&monitor, "report statistics --json")).unwrap();
    let outcomes = &json["programs"][0]["outcomes"];
    assert_eq!(outcomes[0]["failed"], 1);
    assert_eq!(outcomes[0]["passed"], serde_json::Value::Null);
    assert_eq!(outcomes[1]["period"], "final");
}
