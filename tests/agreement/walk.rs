//! `docs/agreement.md` as somebody follows it, command by command.

use std::path::Path;

use crate::scene::{EVENING, entries, term};

const FORM: &str = "Timestamp,Your GitHub username,GitHub username of your mentee,Result,Feedback\n\
                    2026-04-13T10:00:00Z,grace-wick,ada-lumen,Pass,good work\n\
                    2026-04-13T11:00:00Z,omar-dusk,bo-candela,yes,\n";

/// The words of a command; what stands between quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in line.split('"').enumerate() {
        if n % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_of_the_walk_does_what_it_says() {
    let monitor = term();
    monitor.write("form.csv", FORM);
    let doc = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/agreement.md");
    let doc = std::fs::read_to_string(doc).unwrap();
    let blocks = doc.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
    assert!(lines.len() > 10);
    for line in lines {
        let words = words(line.strip_prefix("mentorship-monitor ").unwrap());
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.extend(["--now", EVENING]);
        let run = monitor.with(&words);
        assert_eq!(run.code, 0, "{line}: {}{}", run.stdout, run.stderr);
    }
    let deeds: Vec<_> = entries(&monitor).iter().map(|entry| entry["deed"].clone()).collect();
    assert_eq!(
        deeds,
        [
            "evaluate",
            "add-evidence",
            "confirm",
            "evaluate",
            "evaluate",
            "agree",
            "dispute",
            "resolve",
            "extend",
        ]
    );
    let after = entries(&monitor).last().unwrap()["standing_after"].clone();
    assert_eq!(after, "extended");
}
