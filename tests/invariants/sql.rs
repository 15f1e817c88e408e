//! SQL stands in the store alone, and no statement asks the clock of the machine.

use crate::workspace::Package;

/// SQL in strings of other crates than the store.
pub(crate) fn outside_the_store(packages: &[Package]) -> Vec<String> {
    let mut findings = vec![];
    for source in packages.iter().filter(|p| p.dir != "store").flat_map(Package::production) {
        for (text, line) in source.code.texts.iter().filter(|(text, _)| is_sql(text)) {
            findings.push(format!(
                "{}:{line}: `{}` is SQL; hint: move the statement into crates/store and call it by a name",
                source.path,
                start_of(text)
            ));
        }
    }
    findings
}

/// SQL of the store that reads the clock instead of taking a time.
pub(crate) fn clocks(packages: &[Package], migrations: &[(String, String)]) -> Vec<String> {
    let mut findings = vec![];
    for source in packages.iter().filter(|p| p.dir == "store").flat_map(Package::production) {
        for (text, line) in &source.code.texts {
            findings.extend(clock(text).map(|word| complain(&source.path, *line, word)));
        }
    }
    for (name, text) in migrations {
        for (at, line) in text.lines().enumerate() {
            let path = format!("crates/store/migrations/{name}");
            findings.extend(clock(line).map(|word| complain(&path, at + 1, word)));
        }
    }
    findings
}

fn complain(path: &str, line: usize, word: &str) -> String {
    format!("{path}:{line}: `{word}` reads the clock; hint: bind the time as a parameter")
}

/// Whether a text is a statement and not a sentence that starts with the same word.
fn is_sql(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let later = |word| lower.split_whitespace().any(|w| w == word);
    let second_is = |known: &[&str]| known.contains(&second);
    let things = ["table", "index", "view", "trigger", "unique", "temp", "temporary", "virtual"];
    match first {
        "select" => later("from") || second.starts_with(|c: char| c.is_ascii_digit() || c == '*'),
        "insert" => second_is(&["into", "or"]),
        "replace" => second_is(&["into"]),
        "update" => later("set"),
        "delete" => second_is(&["from"]),
        "create" | "drop" | "alter" => second_is(&things),
        "with" => later("as") && later("select"),
        "pragma" => !second.is_empty(),
        _ => false,
    }
}

/// The word of a statement that reads the clock.
fn clock(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words = ["current_timestamp", "current_date", "current_time", "'now'", "unixepoch()"];
    words.into_iter().find(|word| lower.contains(word))
}

fn start_of(text: &str) -> String {
    let line = text.trim_start().lines().next().unwrap_or("");
    line.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_sentences() {
        for text in [
            "SELECT login FROM person",
            "\n    select 1",
            "INSERT OR IGNORE INTO person VALUES (?1)",
            "UPDATE person\nSET login = ?1",
            "delete from person",
            "CREATE TABLE person (id INTEGER) STRICT",
            "PRAGMA user_version",
            "WITH recent AS (SELECT 1)\nSELECT * FROM recent",
        ] {
            assert!(is_sql(text), "{text}");
        }
        for text in [
            "",
            "select a period with --period",
            "insert the login that GitHub shows",
            "update the roster",
            "create config/ first",
            "delete",
            "with a reason",
        ] {
            assert!(!is_sql(text), "{text}");
        }
    }

    #[test]
    fn sql_is_found_in_other_crates_and_outside_tests_only() {
        let text = "/// SELECT a FROM b\nfn f() {\n    run(\"SELECT a FROM b\");\n}\n\
                    #[cfg(test)] mod tests { const T: &str = \"DELETE FROM b\"; }";
        let of = |dir| Package::of(dir, "", &[("src/lib.rs", text)]);
        assert!(outside_the_store(&[of("store")]).is_empty());
        let found = outside_the_store(&[of("cli")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/cli/src/lib.rs:3: `SELECT a FROM b`"), "{found:?}");
    }

    #[test]
    fn a_statement_that_reads_the_clock_is_found() {
        let store = Package::of(
            "store",
            "",
            &[("src/lib.rs", "const A: &str = \"select datetime('now')\";")],
        );
        let migration = (
            "001_a.sql".to_owned(),
            "CREATE TABLE a (\n  at TEXT DEFAULT CURRENT_TIMESTAMP\n)".to_owned(),
        );
        let found = clocks(&[store], &[migration]);
        assert_eq!(found.len(), 2);
        assert!(found[1].starts_with("crates/store/migrations/001_a.sql:2:"), "{found:?}");
    }
}
