//! The architecture's invariants, held for whatever crates the workspace has.
//!
//! Every check is a function from texts to findings and lives in a module of its own, together with samples that it must
//! reject. The tests here run the checks on the real tree. A finding names the file, the line and what to do about it.
//! What the invariants mean and why they are there stands in `docs/architecture.md`.

#[path = "invariants/code.rs"]
mod code;
#[path = "invariants/workspace.rs"]
mod workspace;

#[path = "invariants/cycles.rs"]
mod cycles;
#[path = "invariants/manifests.rs"]
mod manifests;
#[path = "invariants/migrations.rs"]
mod migrations;
#[path = "invariants/purity.rs"]
mod purity;
#[path = "invariants/shape.rs"]
mod shape;
#[path = "invariants/sql.rs"]
mod sql;

use std::sync::OnceLock;

use workspace::Workspace;

/// The real tree, read once.
fn tree() -> &'static Workspace {
    static TREE: OnceLock<Workspace> = OnceLock::new();
    TREE.get_or_init(Workspace::read)
}

/// Fails with every finding, one per line.
fn hold(rule: &str, findings: &[String]) {
    let list = findings.join("\n");
    assert!(findings.is_empty(), "{rule}\n{list}\n");
}

#[test]
fn the_checks_see_the_real_tree() {
    let model = tree().packages.iter().find(|p| p.dir == "model");
    assert!(
        model.is_some_and(|p| p.sources.len() > 3),
        "the invariants read another tree than this workspace"
    );
    assert!(tree().lock.contains("name = \"monitor-model\""));
}

#[test]
fn crates_depend_only_where_the_architecture_allows() {
    hold(
        "a crate depends on another one that it must not know",
        &manifests::edges(&tree().packages),
    );
}

#[test]
fn pure_crates_reach_no_network_and_no_database() {
    hold(
        "a crate without I/O reaches a library with I/O, or a library left its one home",
        &manifests::libraries(&tree().packages, &tree().lock),
    );
}

#[test]
fn packages_inherit_from_the_workspace() {
    hold(
        "licence, edition, version and lints are said once, in the workspace",
        &manifests::inheritance(&tree().packages),
    );
}

#[test]
fn only_the_outermost_crates_touch_clock_environment_and_files() {
    hold("below the command line everything gets values", &purity::findings(&tree().packages));
}

#[test]
fn sql_stands_in_the_store_and_never_asks_the_clock() {
    let mut findings = sql::outside_the_store(&tree().packages);
    findings.extend(sql::clocks(&tree().packages, &tree().migrations));
    hold("SQL has one home, and gets the time as a value", &findings);
}

#[test]
fn files_and_functions_stay_short() {
    hold("a file or function is longer than a reader can hold", &shape::lengths(&tree().packages));
}

#[test]
fn modules_open_with_what_lives_there() {
    hold("a module does not say what lives there", &shape::openings(&tree().packages));
}

#[test]
fn modules_have_no_cycles() {
    hold("modules of one crate need each other in a circle", &cycles::findings(&tree().packages));
}

#[test]
fn migrations_are_numbered_and_sampled() {
    let store = tree().packages.iter().find(|p| p.dir == "store");
    hold(
        "a migration is out of order, unlisted or without sample rows",
        &store.map_or_else(Vec::new, |store| migrations::findings(&tree().migrations, store)),
    );
}
