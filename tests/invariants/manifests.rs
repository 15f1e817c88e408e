//! What crates may depend on: each other, and libraries that talk to the world; and what they inherit.

use std::collections::{BTreeMap, VecDeque};

use crate::workspace::Package;

/// Which crates of ours a crate may use. A new crate gets a line here and a row in `docs/architecture.md`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("roster", &["model"]),
    ("imports", &["model"]),
    ("fetcher", &["model"]),
    ("evidence", &["model"]),
    ("post", &["model", "fetcher"]),
    ("store", &["model"]),
    ("analysis", &["model"]),
    ("report", &["model", "analysis"]),
    ("testkit", &["model"]),
    ("web", &["model", "store", "analysis", "report"]),
    (
        "cli",
        &[
            "model", "roster", "imports", "fetcher", "evidence", "post", "store", "analysis",
            "report", "testkit", "web",
        ],
    ),
];

/// What tests, examples and benchmarks of any crate may use besides.
const TESTS_MAY_USE: &[&str] = &["testkit", "imports", "roster"];

/// Crates that only compute.
const PURE: &[&str] = &["model", "roster", "imports", "analysis", "report"];

/// Libraries that talk to the network or to a database.
const WORLDLY: &[&str] = &["tokio", "reqwest", "octocrab", "hyper", "rusqlite", "libsqlite3-sys"];

/// Libraries that one crate alone knows.
const ONE_HOME: &[(&str, &str)] = &[("rusqlite", "store"), ("octocrab", "fetcher")];

/// What every package says with `.workspace = true`.
const INHERITED: &[&str] = &["version", "edition", "rust-version", "license", "publish"];

/// Dependencies among our crates that the architecture does not have.
pub(crate) fn edges(packages: &[Package]) -> Vec<String> {
    let mut findings = vec![];
    for package in packages {
        let Some((_, allowed)) = MAY_USE.iter().find(|(dir, _)| *dir == package.dir) else {
            findings.push(format!(
                "{}: the architecture has no crate `{}`; hint: give it a line in MAY_USE and a row in docs/architecture.md",
                place(package, "name"),
                package.dir
            ));
            continue;
        };
        for dependency in dependencies(package) {
            let Some(other) = dependency.name.strip_prefix("monitor-") else {
                continue;
            };
            let in_tests = dependency.for_tests && TESTS_MAY_USE.contains(&other);
            if !allowed.contains(&other) && !in_tests {
                findings.push(format!(
                    "{}: `{}` must not know `{other}`; hint: pass the data as a type of `model`, or wire the two in `cli`",
                    place(package, &dependency.name),
                    package.dir
                ));
            }
        }
    }
    findings
}

/// Libraries with I/O below crates without, and libraries outside their one home.
pub(crate) fn libraries(packages: &[Package], lock: &str) -> Vec<String> {
    let locked = locked(lock);
    let mut findings = vec![];
    for package in packages {
        for (library, home) in ONE_HOME {
            let knows = |d: &Dependency| d.name == *library && package.dir != *home;
            if dependencies(package).iter().any(knows) {
                findings.push(format!(
                    "{}: only `{home}` knows `{library}`; hint: ask `{home}` for what is needed",
                    place(package, library)
                ));
            }
        }
        if PURE.contains(&package.dir.as_str()) {
            let chains = chains(package, packages, &locked);
            let worldly = chains.iter().filter(|c| WORLDLY.iter().any(|w| c.last() == Some(w)));
            findings.extend(worldly.map(|chain| {
                format!(
                    "{}: `{}` only computes, but reaches {}; hint: do the I/O in `store`, `fetcher` or `cli`",
                    place(package, chain.first().unwrap_or(&"")),
                    package.dir,
                    chain.join(" → ")
                )
            }));
        }
    }
    findings
}

/// What packages say themselves although the workspace says it for all.
pub(crate) fn inheritance(packages: &[Package]) -> Vec<String> {
    let mut findings = vec![];
    for package in packages {
        let says_workspace = |path: [&str; 2]| {
            let table = package.table.get(path[0]).and_then(|t| t.as_table());
            let value = if path[0] == "lints" {
                table.and_then(|t| t.get("workspace"))
            } else {
                table.and_then(|t| t.get(path[1])?.as_table()?.get("workspace"))
            };
            value.and_then(toml::Value::as_bool) == Some(true)
        };
        for key in INHERITED {
            if !says_workspace(["package", key]) {
                let place = place(package, key);
                findings.push(format!(
                    "{place}: `{key}` is not inherited; hint: write `{key}.workspace = true`"
                ));
            }
        }
        if !says_workspace(["lints", ""]) {
            findings.push(format!(
                "{}: the lints are not inherited; hint: write `[lints]` and `workspace = true`",
                place(package, "[lints]")
            ));
        }
    }
    findings
}

/// A dependency of a package.
struct Dependency {
    name: String,
    for_tests: bool,
}

/// What a manifest depends on, on any platform, under the real names of the packages.
fn dependencies(package: &Package) -> Vec<Dependency> {
    let mut tables = vec![&package.table];
    let targets = package.table.get("target").and_then(|t| t.as_table());
    tables.extend(targets.into_iter().flat_map(|t| t.values()).filter_map(|t| t.as_table()));
    let sections =
        [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)];
    let mut found = vec![];
    for table in tables {
        for (section, for_tests) in sections {
            let entries = table.get(section).and_then(|t| t.as_table());
            found.extend(entries.into_iter().flatten().map(|(key, value)| {
                let renamed = value.get("package").and_then(|p| p.as_str());
                let name = renamed.unwrap_or(key).to_owned();
                Dependency { name, for_tests }
            }));
        }
    }
    found
}

/// The packages of `Cargo.lock` with what each depends on; versions of one name are thrown together.
fn locked(lock: &str) -> BTreeMap<String, Vec<String>> {
    let table: toml::Table = lock.parse().unwrap_or_else(|e| panic!("Cargo.lock: {e}"));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let packages = table.get("package").and_then(|p| p.as_array());
    for package in packages.into_iter().flatten() {
        let Some(name) = package.get("name").and_then(|n| n.as_str()) else {
            continue;
        };
        let below = package.get("dependencies").and_then(|d| d.as_array());
        let names = below.into_iter().flatten().filter_map(|d| d.as_str()?.split(' ').next());
        found.entry(name.to_owned()).or_default().extend(names.map(str::to_owned));
    }
    found
}

/// The shortest chain from a package to everything that it needs outside its tests.
fn chains<'a>(
    package: &Package,
    packages: &'a [Package],
    locked: &'a BTreeMap<String, Vec<String>>,
) -> Vec<Vec<&'a str>> {
    let below = |name: &str| -> Vec<&'a str> {
        // The lock file does not tell tests apart, the manifests of our own crates do.
        let ours = packages.iter().find(|p| name.strip_prefix("monitor-") == Some(&p.dir));
        let names: Vec<String> = match ours {
            Some(own) => needed(own),
            None => locked.get(name).cloned().unwrap_or_default(),
        };
        let known = names.iter().filter_map(|n| locked.get_key_value(n));
        known.map(|(key, _)| key.as_str()).collect()
    };
    let mut seen: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    let mut queue: VecDeque<Vec<&'a str>> = VecDeque::new();
    let own = needed(package);
    let first = own.iter().filter_map(|n| locked.get_key_value(n));
    queue.extend(first.map(|(key, _)| vec![key.as_str()]));
    while let Some(chain) = queue.pop_front() {
        let Some(last) = chain.last().copied() else {
            continue;
        };
        if seen.contains_key(last) {
            continue;
        }
        queue.extend(below(last).into_iter().map(|next| [chain.as_slice(), &[next]].concat()));
        seen.insert(last, chain);
    }
    seen.into_values().collect()
}

fn needed(package: &Package) -> Vec<String> {
    let all = dependencies(package).into_iter();
    all.filter(|d| !d.for_tests).map(|d| d.name).collect()
}

/// The manifest and the first line that speaks of a key; the first line where none does.
fn place(package: &Package, key: &str) -> String {
    let at = package.manifest.lines().position(|line| line.starts_with(key));
    format!("crates/{}/Cargo.toml:{}", package.dir, at.unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &[(&str, &str)] = &[];

    fn package(dir: &str, manifest: &str) -> Package {
        Package::of(dir, manifest, NONE)
    }

    #[test]
    fn a_wrong_edge_is_found_with_its_line() {
        let store = package(
            "store",
            "[package]\nname = \"x\"\n[dependencies]\nmonitor-fetcher.workspace = true\n",
        );
        let found = edges(&[store]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("crates/store/Cargo.toml:4: `store` must not know `fetcher`"),
            "{found:?}"
        );
    }

    #[test]
    fn a_wrong_edge_hides_neither_behind_a_name_nor_a_platform() {
        let renamed =
            package("store", "[dependencies]\ngithub = { package = \"monitor-fetcher\" }\n");
        let platform =
            package("analysis", "[target.'cfg(unix)'.dependencies]\nmonitor-store = {}\n");
        assert_eq!(edges(&[renamed, platform]).len(), 2);
    }

    #[test]
    fn tests_may_use_more_and_no_crate_is_unknown() {
        let tested = package("report", "[dev-dependencies]\nmonitor-testkit.workspace = true\n");
        assert_eq!(edges(&[tested]), Vec::<String>::new());
        let wrong = package("report", "[dev-dependencies]\nmonitor-store.workspace = true\n");
        assert_eq!(edges(&[wrong]).len(), 1);
        let unknown = package("glue", "[package]\nname = \"monitor-glue\"\n");
        assert_eq!(edges(&[unknown]).len(), 1);
    }

    #[test]
    fn a_library_with_io_is_found_however_deep() {
        let lock = "[[package]]\nname = \"pretty\"\ndependencies = [\"inner 1.0.0\"]\n\
                    [[package]]\nname = \"inner\"\ndependencies = [\"tokio\"]\n\
                    [[package]]\nname = \"tokio\"\n\
                    [[package]]\nname = \"monitor-analysis\"\ndependencies = [\"pretty\"]\n";
        let analysis = || package("analysis", "[dependencies]\npretty = \"1\"\n");
        let report = package("report", "[dependencies]\nmonitor-analysis = {}\n");
        let found = libraries(&[analysis(), report], lock);
        assert!(found[0].contains("reaches pretty → inner → tokio"), "{found:?}");
        assert!(
            found[1].contains("reaches monitor-analysis → pretty → inner → tokio"),
            "{found:?}"
        );
        let in_tests = package("roster", "[dev-dependencies]\ntokio = \"1\"\n");
        assert_eq!(libraries(&[in_tests], lock), Vec::<String>::new());
    }

    #[test]
    fn a_library_stays_in_its_home() {
        let cli = package("cli", "[dependencies]\nrusqlite = \"1\"\n");
        let store = package("store", "[dependencies]\nrusqlite = \"1\"\n");
        let found = libraries(&[cli, store], "");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("only `store` knows `rusqlite`"), "{found:?}");
    }

    #[test]
    fn what_is_said_twice_is_found() {
        let own = "[package]\nversion.workspace = true\nedition = \"2021\"\nrust-version.workspace = true\n\
                   license.workspace = true\npublish.workspace = true\n";
        let found = inheritance(&[package("model", own)]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/model/Cargo.toml:3: `edition`"), "{found:?}");
        assert!(found[1].contains("lints"), "{found:?}");
    }
}
