//! Migrations of the store: numbered without gaps, listed in the code, and each with rows on which it is tried.

use crate::workspace::{Package, Source};

const FOLDER: &str = "crates/store/migrations";
const SAMPLES: &str = ".samples.sql";

/// What is wrong with the files of the migrations folder, given by name and text.
pub(crate) fn findings(files: &[(String, String)], store: &Package) -> Vec<String> {
    let mut findings = vec![];
    let is_samples = |name: &str| name.ends_with(SAMPLES);
    let mut steps: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    steps.retain(|name| name.ends_with(".sql") && !is_samples(name));
    steps.sort_unstable();
    if steps.is_empty() {
        findings.push(format!("{FOLDER}: there is no migration; hint: write 001_….sql"));
    }
    for (at, name) in steps.iter().enumerate() {
        let number = format!("{:03}_", at + 1);
        if !name.starts_with(&number) {
            findings.push(format!(
                "{FOLDER}/{name}: expected the number {number}; hint: number migrations from 001 without gaps"
            ));
        }
        let samples = format!("{}{SAMPLES}", name.trim_end_matches(".sql"));
        let rows = files.iter().find(|(other, _)| *other == samples);
        if !rows.is_some_and(|(_, text)| text.to_lowercase().contains("insert into")) {
            findings.push(format!(
                "{FOLDER}/{name}: no sample rows; hint: insert rows of every table in {samples}"
            ));
        }
        let included = |s: &Source| s.text.contains(&format!("/{name}\""));
        if !store.production().any(included) {
            findings.push(format!(
                "{FOLDER}/{name}: no source of the store includes it; hint: add it to the list of migrations"
            ));
        }
    }
    let orphans = files.iter().filter(|(name, _)| {
        let step = name.trim_end_matches(SAMPLES);
        is_samples(name) && !steps.contains(&format!("{step}.sql").as_str())
    });
    findings.extend(orphans.map(|(name, _)| {
        format!("{FOLDER}/{name}: samples without a migration; hint: name them alike")
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "INSERT INTO a VALUES (1);";

    fn check(files: &[(&str, &str)], listed: &[&str]) -> Vec<String> {
        let files: Vec<_> = files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        let list: String =
            listed.iter().map(|n| format!("include_str!(\"../migrations/{n}\");")).collect();
        let store = Package::of("store", "", &[("src/lib.rs".to_owned(), list)]);
        findings(&files, &store)
    }

    #[test]
    fn a_sound_list_passes() {
        let files = [
            ("001_a.sql", ""),
            ("001_a.samples.sql", ROWS),
            ("002_b.sql", ""),
            ("002_b.samples.sql", ROWS),
        ];
        assert_eq!(check(&files, &files.map(|(name, _)| name)), Vec::<String>::new());
    }

    #[test]
    fn gaps_missing_samples_and_unlisted_files_are_found() {
        let gap = [("002_b.sql", ""), ("002_b.samples.sql", ROWS)];
        assert!(check(&gap, &gap.map(|(name, _)| name))[0].contains("expected the number 001_"));
        let bare = [("001_a.sql", ""), ("001_a.samples.sql", "-- later")];
        assert!(check(&bare, &bare.map(|(name, _)| name))[0].contains("no sample rows"));
        let sound = [("001_a.sql", ""), ("001_a.samples.sql", ROWS)];
        assert!(check(&sound, &[])[0].contains("no source of the store includes it"));
        let orphan = [sound[0], sound[1], ("002_b.samples.sql", ROWS)];
        assert!(
            check(&orphan, &sound.map(|(name, _)| name))[0].contains("samples without a migration")
        );
        assert!(check(&[], &[])[0].contains("there is no migration"));
    }
}
