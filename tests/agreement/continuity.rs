//! A roster that corrects a login: what was said of the mentee counts for whoever continues the enrollment.

use crate::scene::{done, entries, refused, run, term};
use crate::support::Monitor;

const PASS: &str = "evaluate spring ada-lumen --period midterm pass --as grace-wick";

/// The term with a pass of ada, and a roster in which she is called otherwise.
fn renamed() -> Monitor {
    let monitor = term();
    done(&monitor, PASS);
    let roster = std::fs::read_to_string(monitor.path().join("spring.toml")).unwrap();
    let renamed = roster.replace("login = \"ada-lumen\"", "login = \"ada-new\"");
    monitor.write("corrected.toml", &renamed);
    monitor
}

#[test]
fn an_import_says_what_it_can_not_tell_and_takes_what_it_is_told() {
    let monitor = renamed();
    let dry = run(&monitor, "import roster corrected.toml --dry-run");
    let said = run(&monitor, "import roster corrected.toml");
    assert_eq!((dry.code, said.code), (3, 3), "{}{}", said.stdout, said.stderr);
    let hint = "hint: if so, `mentorship-monitor import roster corrected.toml --continue ada-lumen=ada-new`";
    for text in [&dry.stdout, &said.stdout] {
        assert!(text.contains("nobody can tell whether that is the same person"), "{text}");
        assert!(text.contains(hint), "{text}");
    }
    assert_eq!(entries(&monitor)[0]["mentee"], "ada-lumen");
    let told = "import roster corrected.toml --continue ada-lumen=ada-new";
    for line in [&format!("{told} --dry-run"), told] {
        let said = done(&monitor, line);
        assert!(said.contains("`ada-new` continues `ada-lumen`: as you say"), "{said}");
    }
    assert_eq!(entries(&monitor)[0]["mentee"], "ada-new");
    let review = done(&monitor, "review spring --period midterm");
    assert!(!review.contains("no longer in the roster"), "{review}");
    let review = done(&monitor, "review spring --period midterm --json");
    assert!(review.contains("\"verdict\": \"pass\""), "{review}");
    // The old key still finds her, and the mentor changes a mind.
    let fail = "evaluate spring ada-lumen --period midterm fail --as grace-wick --note no";
    done(&monitor, fail);
    assert_eq!(entries(&monitor)[1]["mentee"], "ada-new");
    done(&monitor, "show spring ada-lumen");
    done(&monitor, "ledger verify");
    assert!(
        refused(&monitor, "import roster corrected.toml --continue bo-candela=ada-new")
            .contains("`bo-candela` is still in the roster")
    );
    assert!(
        refused(&monitor, "import roster corrected.toml --continue ada-lumen=x")
            .contains("is in 0 of the rosters")
    );
}

#[test]
fn a_wrong_continuation_ends_where_a_roster_has_both_and_does_not_come_back() {
    let monitor = renamed();
    done(&monitor, "import roster corrected.toml --continue ada-lumen=ada-new");
    assert_eq!(entries(&monitor)[0]["mentee"], "ada-new");
    let corrected = std::fs::read_to_string(monitor.path().join("corrected.toml")).unwrap();
    let earlier = std::fs::read_to_string(monitor.path().join("spring.toml")).unwrap();
    let begins = earlier.find("[[enrollment]]").unwrap();
    let first = earlier[begins..].split("[[enrollment]]").nth(1).unwrap();
    assert!(first.contains("ada-lumen"), "{first}");
    monitor.write("both.toml", &format!("{corrected}\n[[enrollment]]\n{first}"));
    done(&monitor, "import roster both.toml");
    assert_eq!(entries(&monitor)[0]["mentee"], "ada-lumen");
    let said = done(&monitor, "import roster corrected.toml");
    assert!(!said.contains("continues"), "{said}");
    assert_eq!(entries(&monitor)[0]["mentee"], "ada-lumen");
    let review = done(&monitor, "review spring --period midterm --json");
    assert!(!review.contains("\"verdict\": \"pass\""), "{review}");
    done(&monitor, "ledger verify");
}
