//! `backup`: whole, private, never over another file.

use crate::scene::{done, entries, refused, run, term};

const PASS: &str = "evaluate spring ada-lumen --period midterm pass --as grace-wick";

#[test]
fn a_backup_is_a_database_of_its_own() {
    let monitor = term();
    done(&monitor, PASS);
    let said = done(&monitor, "backup kept.db");
    assert!(said.starts_with("`kept.db` is a whole copy of `monitor.db`\n"), "{said}");
    let head = said.lines().find_map(|line| line.strip_prefix("head: ")).unwrap().to_owned();
    let before = entries(&monitor);
    done(&monitor, "evaluate spring bo-candela --period midterm fail --as omar-dusk");
    done(&monitor, &format!("ledger verify --db kept.db --head {head}"));
    let list = |db| done(&monitor, &format!("ledger list --json --db {db}"));
    let kept: serde_json::Value = serde_json::from_str(&list("kept.db")).unwrap();
    assert_eq!(kept["entries"].as_array().unwrap(), &before);
}

#[test]
fn a_backup_does_not_wait_for_a_sync_and_the_sync_not_for_it() {
    let monitor = term();
    let mut store = monitor_store::Store::open(&monitor.path().join("monitor.db")).unwrap();
    let lock = store.lock("sync", "another process", chrono::Utc::now()).unwrap();
    done(&monitor, "backup kept.db");
    drop(lock);
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_half_done() {
    let monitor = term();
    monitor.write("kept.db", "of last week");
    assert!(refused(&monitor, "backup kept.db").contains("`kept.db` is there already"));
    let read = |name: &str| std::fs::read_to_string(monitor.path().join(name));
    assert_eq!(read("kept.db").unwrap(), "of last week");
    monitor.write("other.db.part", "somebody writes");
    assert!(refused(&monitor, "backup other.db").contains("`other.db.part` is there"));
    assert_eq!(read("other.db.part").unwrap(), "somebody writes");
    for (line, says) in [
        ("backup new.db --db none.db", "there is no database `none.db`"),
        ("backup new.db --db kept.db", "`kept.db` is no monitor database"),
        ("backup nowhere/new.db", "can't make `nowhere/new.db.part`"),
    ] {
        let run = run(&monitor, line);
        assert_eq!(run.code, 1, "{line}: {}", run.stderr);
        assert!(run.stderr.contains(says) && run.stderr.contains("\n  hint: "), "{}", run.stderr);
        assert!(read("new.db").is_err() && read("new.db.part").is_err(), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let monitor = term();
    done(&monitor, "backup kept.db");
    let mode = std::fs::metadata(monitor.path().join("kept.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
