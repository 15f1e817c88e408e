//! `import evaluations`: the export of a form on the evening that evaluations are due.

use crate::scene::{done, entries, refused, run, term};

const HEADER: &str =
    "Timestamp,Your GitHub username,GitHub username of your mentee,Result,Feedback\n";

fn import(more: &str) -> String {
    format!(
        "import evaluations form.csv --period midterm --map time=Timestamp,mentor=Your_GitHub_username,mentee=GitHub_username_of_your_mentee,verdict=Result,note=Feedback {more}"
    )
}

fn form(rows: &[&str]) -> String {
    format!("{HEADER}{}\n", rows.join("\n"))
}

const ADA: &str = "2026-04-13T10:00:00Z,grace-wick,ada-lumen,Pass,good work";
const BO: &str = "2026-04-13T11:00:00Z,omar-dusk,@Bo-Candela,fail,";

#[test]
fn importing_twice_changes_nothing_and_a_dry_run_never_does() {
    let monitor = term();
    monitor.write("form.csv", &form(&[ADA, BO]));
    let dry = done(&monitor, &import("--dry-run"));
    assert!(
        dry.contains("ada-lumen: pass by grace-wick, new; awaiting-evaluation -> agreed"),
        "{dry}"
    );
    assert!(dry.contains(
        "midterm of spring: 2 new, 0 changed, 0 as before, 0 left aside; nothing was written"
    ));
    assert!(entries(&monitor).is_empty());
    done(&monitor, &import(""));
    let kept = entries(&monitor);
    assert_eq!(kept.len(), 2);
    assert_eq!(
        (&kept[0]["at"], &kept[0]["reason"]),
        (&"2026-04-13T10:00:00Z".into(), &"good work".into())
    );
    assert_eq!(kept[1]["standing_after"], "failed");
    let again = done(&monitor, &import(""));
    assert!(again.contains("0 new, 0 changed, 2 as before, 0 left aside"), "{again}");
    assert_eq!(entries(&monitor), kept);
}

#[test]
fn one_wrong_row_and_nothing_is_imported_and_all_wrong_rows_are_listed() {
    let monitor = term();
    let late = "2026-04-13T18:00:00Z,grace-wick,cleo-flux,pass,";
    let wrong = [
        "2026-04-13T10:00:00Z,grace-wick,zoe,pass,",
        "2026-04-13T10:00:00Z,grace-wick,bo-candela,maybe,",
    ];
    monitor.write("form.csv", &form(&[ADA, wrong[0], wrong[1], late]));
    let said = refused(&monitor, &import(""));
    for named in ["line 3: ", "`zoe`", "line 4: ", "`maybe`", "line 5: ", "has not come yet"] {
        assert!(said.contains(named), "{named}: {said}");
    }
    assert!(entries(&monitor).is_empty());
    let dry = run(&monitor, &import("--dry-run"));
    assert_eq!(dry.code, 2);
    assert!(dry.stdout.contains("ada-lumen: pass"), "{}", dry.stdout);
}

#[test]
fn an_old_export_takes_nothing_back() {
    let monitor = term();
    monitor.write("form.csv", &form(&[ADA]));
    done(&monitor, &import(""));
    done(&monitor, "evaluate spring ada-lumen --period midterm fail --as grace-wick --note sorry");
    let said = done(&monitor, &import(""));
    assert!(
        said.contains("ada-lumen: left aside, for it was sent at 2026-04-13 10:00 +00:00"),
        "{said}"
    );
    assert_eq!(entries(&monitor).len(), 2);
}

#[test]
fn a_changed_verdict_is_a_new_act() {
    let monitor = term();
    monitor.write("form.csv", &form(&[ADA]));
    done(&monitor, &import(""));
    let later = "2026-04-13T12:00:00Z,grace-wick,ada-lumen,fail,on second thoughts";
    monitor.write("form.csv", &form(&[ADA, later]));
    let said = done(&monitor, &import(""));
    assert!(
        said.contains("ada-lumen: fail by grace-wick, instead of pass; agreed -> failed"),
        "{said}"
    );
    assert_eq!(entries(&monitor).len(), 2);
}

#[test]
fn without_times_a_changed_verdict_needs_to_know_when_the_file_was_sent() {
    let monitor = term();
    let line = "import evaluations form.csv --period midterm --mentor grace-wick --map mentee=Mentee,verdict=Result";
    monitor.write("form.csv", "Mentee,Result\nada-lumen,pass\n");
    done(&monitor, line);
    done(&monitor, line);
    monitor.write("form.csv", "Mentee,Result\nada-lumen,fail\n");
    let said = refused(&monitor, line);
    assert!(said.contains("nobody can tell which is newer") && said.contains("--sent"), "{said}");
    done(&monitor, &format!("{line} --sent 2026-04-13T16:00:00Z"));
    assert_eq!(entries(&monitor).len(), 2);
}
