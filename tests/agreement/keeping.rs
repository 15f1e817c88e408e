//! The ledger itself: listed, verified, exported; and somebody who is forgotten.

use crate::scene::{SPRING, done, entries, refused, run, term};

const PASS: &str = "evaluate spring ada-lumen --period midterm pass --as grace-wick";

#[test]
fn the_ledger_verifies_here_and_as_an_export_and_against_a_head() {
    let monitor = term();
    assert_eq!(done(&monitor, "ledger list"), "no entries\n");
    done(&monitor, PASS);
    let said = done(&monitor, "ledger verify");
    assert!(said.contains("as it was written: 1 entry"), "{said}");
    let head = said.lines().find_map(|line| line.strip_prefix("head: ")).unwrap().to_owned();
    monitor.write("ledger.jsonl", &done(&monitor, "ledger export"));
    done(&monitor, &format!("ledger verify --export ledger.jsonl --head {head}"));
    done(&monitor, "evaluate spring bo-candela --period midterm fail --as omar-dusk");
    done(&monitor, &format!("ledger verify --head {head}"));
    let other = format!("1:{}", "0".repeat(64));
    let broken = run(&monitor, &format!("ledger verify --head {other}"));
    assert_eq!((broken.code, broken.stderr.as_str()), (3, ""));
    assert!(broken.stdout.contains("entry 1 of the ledger"), "{}", broken.stdout);
    let export = done(&monitor, "ledger export").replacen("pass", "fail", 1);
    monitor.write("ledger.jsonl", &export);
    assert_eq!(run(&monitor, "ledger verify --export ledger.jsonl").code, 3);
    refused(&monitor, "ledger verify --head x");
    let text = done(&monitor, &format!("ledger list {SPRING}"));
    assert!(text.contains("(mentor) evaluates midterm as pass of ada-lumen in spring"), "{text}");
    let inputs = entries(&monitor)[0]["inputs"].as_str().unwrap().to_owned();
    assert!(text.contains(&format!(", on inputs {}\n", &inputs[..12])), "{text}");
    refused(&monitor, "ledger list autumn");
}

#[test]
fn what_people_write_can_not_command_a_terminal() {
    let monitor = term();
    done(&monitor, &format!("{PASS} --note \u{1b}[31mred"));
    assert!(!done(&monitor, "ledger list").contains('\u{1b}'));
}

#[test]
fn somebody_is_forgotten_and_the_ledger_still_verifies() {
    let monitor = term();
    done(&monitor, PASS);
    let line = "forget spring ada-lumen --as root --because asked_for_it";
    let dry = done(&monitor, &format!("{line} --dry-run"));
    assert!(
        dry.contains("would be `forgotten.1`") && dry.ends_with("nothing was written\n"),
        "{dry}"
    );
    assert_eq!(entries(&monitor).len(), 1);
    let silent = "forget spring ada-lumen --as root --because _";
    assert!(refused(&monitor, silent).contains("needs a reason"));
    let named = "forget spring ada-lumen --as root --because ada-lumen_asked";
    assert!(refused(&monitor, named).contains("the reason names whom it forgets"));
    let said = done(&monitor, line);
    assert!(said.contains("a roster that still names them is refused"), "{said}");
    done(&monitor, "ledger verify");
    let entries = entries(&monitor);
    assert_eq!((&entries[0]["by"], &entries[0]["mentee"]), (&"".into(), &"forgotten.1".into()));
    assert_eq!(entries[1]["deed"], "forget");
    assert!(refused(&monitor, PASS).contains("no mentee `ada-lumen`"));
}

#[test]
fn a_roster_that_still_names_somebody_forgotten_is_refused() {
    let monitor = term();
    done(&monitor, "forget spring ada-lumen --as root --because asked_for_it");
    for line in ["import roster spring.toml", "import roster spring.toml --dry-run"] {
        let said = refused(&monitor, line);
        assert!(said.contains("spring.toml:21: enrollment 1 (`ada-lumen`)"), "{said}");
        assert!(said.contains("`ada-lumen` was forgotten"), "{said}");
        assert!(said.contains("take them out of the roster"), "{said}");
        assert!(said.contains("import roster spring.toml --enrol-again ada-lumen`"), "{said}");
    }
    assert!(refused(&monitor, "show spring ada-lumen").contains("no mentee `ada-lumen`"));
    assert!(
        refused(&monitor, "import roster spring.toml --enrol-again x")
            .contains("none of the rosters has `x`")
    );
    let roster = std::fs::read_to_string(monitor.path().join("spring.toml")).unwrap();
    let without = roster.replace("login = \"ada-lumen\"", "login = \"dov-photon\"");
    monitor.write("without.toml", &without);
    done(&monitor, "import roster without.toml");
    let again = "import roster spring.toml --enrol-again Ada-Lumen";
    run(&monitor, &format!("{again} --dry-run"));
    refused(&monitor, "import roster spring.toml");
    assert!(run(&monitor, again).stdout.contains("1 new"));
    done(&monitor, "show spring ada-lumen");
    // Who is enrolled again needs no word any more.
    done(&monitor, "import roster without.toml");
    run(&monitor, "import roster spring.toml");
    done(&monitor, "ledger verify");
}

#[test]
fn nobody_is_forgotten_while_a_sync_is_under_way() {
    let monitor = term();
    let path = monitor.path().join("monitor.db");
    let mut store = monitor_store::Store::open(&path).unwrap();
    let lock = store.lock("sync", "another process", chrono::Utc::now()).unwrap();
    let said = run(&monitor, "forget spring ada-lumen --as root --because asked_for_it");
    drop(lock);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("another process has been at work on"), "{}", said.stderr);
    assert!(entries(&monitor).is_empty());
}

#[test]
fn of_two_who_act_at_once_one_is_told_that_the_ledger_has_moved() {
    let monitor = term();
    let ended: Vec<_> = std::thread::scope(|scope| {
        let add = |n| {
            let (monitor, url) = (&monitor, format!("https://a.org/{n}"));
            let line = format!(
                "evidence add spring bo-candela --period midterm --kind blog --url {url} --as omar-dusk"
            );
            scope.spawn(move || run(monitor, &line))
        };
        let threads: Vec<_> = (0..8).map(add).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (done_well, moved): (Vec<_>, Vec<_>) = ended.iter().partition(|run| run.code == 0);
    assert!(!done_well.is_empty());
    assert_eq!(entries(&monitor).len(), done_well.len());
    for run in moved {
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("entries by now, and this was decided on the first"),
            "{run:?}"
        );
        assert!(run.stderr.contains("hint: look at what was added"), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    done(&monitor, "ledger verify");
}
