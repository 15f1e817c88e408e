//! The page, block by block, by the shell that people have.

use std::path::Path;
use std::process::Command;

use crate::read;
use crate::scene::{done, term};
use crate::support::Monitor;

/// A term with an entry in its ledger, and a snapshot.
fn running_term() -> Monitor {
    let monitor = term();
    done(&monitor, "evaluate spring ada-lumen --period midterm pass --as grace-wick");
    done(&monitor, "snapshot freeze spring --period midterm");
    monitor
}

/// What a block printed; it must end well at each of its lines.
fn typed(monitor: &Monitor, block: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.env_clear().env("PATH", path).current_dir(monitor.path()).args(["-eu", "-c", block]);
    let output = shell.output().unwrap();
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{block}\n{stdout}{stderr}");
    stdout.into_owned()
}

fn ledger(monitor: &Monitor) -> String {
    done(monitor, "ledger export")
}

#[test]
fn every_block_of_the_page_does_what_it_says() {
    let monitor = running_term();
    let page = read("docs/operations.md");
    let blocks: Vec<&str> =
        page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [backup, rehearsal, proof, restore, forgotten] = blocks[..] else {
        panic!("the page has {} blocks", blocks.len());
    };
    assert!(typed(&monitor, backup).contains("its ledger is as it was written: 1 entry\nhead: 1:"));
    let kept = ledger(&monitor);
    let said = typed(&monitor, rehearsal);
    assert!(said.contains("the ledger is as it was written: 1 entry"), "{said}");
    assert!(said.contains("spring") && said.contains("midterm"), "{said}");
    typed(&monitor, proof);
    // What came after the backup, and a log of another file that must not come into the restored one.
    done(&monitor, "evaluate spring bo-candela --period midterm fail --as omar-dusk");
    monitor.write("monitor.db-wal", "of another file");
    typed(&monitor, restore);
    assert_eq!(ledger(&monitor), kept);
    assert!(monitor.path().join("before-restore/monitor.db-wal").exists());
    assert_eq!(typed(&monitor, forgotten), "nothing names them\n");
    let named = forgotten.replace("nobody-of-this-name", "ada-lumen");
    assert!(typed(&monitor, &named).contains("monitor-"), "backups name people");
}

#[test]
fn the_page_names_every_variable_and_exit_code() {
    let page = read("docs/operations.md");
    for row in [
        "| `GITHUB_TOKEN` |",
        "| `MENTORSHIP_MONITOR_POST_TOKEN` |",
        "| `FIGMA_TOKEN` |",
        "| 0 |",
        "| 1 |",
        "| 2 |",
        "| 4 |",
        "| 5 |",
    ] {
        assert!(page.contains(row), "{row}");
    }
}
