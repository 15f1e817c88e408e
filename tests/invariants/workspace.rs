//! The workspace as the checks see it: packages with their manifests and sources, read from disk or from samples.

use std::fs;
use std::path::{Path, PathBuf};

use crate::code::{self, Code};

/// Everything that is checked.
pub(crate) struct Workspace {
    /// The packages below `crates/`, by name.
    pub(crate) packages: Vec<Package>,
    /// The text of `Cargo.lock`.
    pub(crate) lock: String,
    /// Names and texts of the files in the store's `migrations/`, by name.
    pub(crate) migrations: Vec<(String, String)>,
}

/// One package of the workspace.
pub(crate) struct Package {
    /// Its directory below `crates/`.
    pub(crate) dir: String,
    /// The text of its manifest.
    pub(crate) manifest: String,
    /// The manifest, parsed.
    pub(crate) table: toml::Table,
    /// The files below `src/`, by path.
    pub(crate) sources: Vec<Source>,
}

/// One source file.
pub(crate) struct Source {
    /// Its path from the root of the workspace.
    pub(crate) path: String,
    /// The module it is: `["rules", "stalled"]`; empty for the root of the crate.
    pub(crate) module: Vec<String>,
    /// Its text.
    pub(crate) text: String,
    /// What its text says.
    pub(crate) code: Code,
}

impl Workspace {
    /// Reads the workspace that this test belongs to.
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let packages = entries(&root.join("crates"))
            .iter()
            .filter(|dir| dir.join("Cargo.toml").is_file())
            .map(|dir| {
                let mut files = vec![];
                collect(&dir.join("src"), "src", &mut files);
                Package::of(&file_name(dir), &text(&dir.join("Cargo.toml")), &files)
            })
            .collect();
        let migrations = entries(&root.join("crates/store/migrations"));
        Self {
            packages,
            lock: text(&root.join("Cargo.lock")),
            migrations: migrations.iter().map(|p| (file_name(p), text(p))).collect(),
        }
    }
}

impl Package {
    /// A package from texts: the manifest, and the sources by their paths (`src/lib.rs`).
    pub(crate) fn of<S: AsRef<str>>(dir: &str, manifest: &str, files: &[(S, S)]) -> Self {
        let table = manifest.parse().unwrap_or_else(|e| panic!("crates/{dir}/Cargo.toml: {e}"));
        let files = files.iter().map(|(path, text)| (path.as_ref(), text.as_ref()));
        let mut package = Self {
            dir: dir.to_owned(),
            manifest: manifest.to_owned(),
            table,
            sources: files.map(|(path, text)| Source::of(dir, path, text)).collect(),
        };
        package.sort_out_tests();
        package
    }

    /// Marks the files of modules that are declared for tests only.
    fn sort_out_tests(&mut self) {
        let declared = self.sources.iter().flat_map(|source| {
            let names = source.code.test_modules.iter();
            names.map(|name| [source.module.as_slice(), std::slice::from_ref(name)].concat())
        });
        let declared: Vec<Vec<String>> = declared.collect();
        for source in &mut self.sources {
            let below = |module: &Vec<String>| source.module.starts_with(module);
            source.code.only_tests |= declared.iter().any(below);
        }
    }

    /// The files that end up in the program.
    pub(crate) fn production(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| !source.code.only_tests)
    }
}

impl Source {
    fn of(dir: &str, path: &str, text: &str) -> Self {
        let shown = format!("crates/{dir}/{path}");
        let code =
            code::read(text).unwrap_or_else(|e| panic!("{shown}:{}: {e}", e.span().start().line));
        let stem = path.strip_prefix("src/").unwrap_or(path);
        let stem = stem.strip_suffix(".rs").unwrap_or(stem);
        let mut module: Vec<String> = stem.split('/').map(str::to_owned).collect();
        let is_root = matches!(stem, "lib" | "main");
        if is_root || module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        Self { path: shown, module, text: text.to_owned(), code }
    }
}

/// The entries of a directory by name; none where there is no such directory.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(dir).into_iter().flatten();
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn collect(dir: &Path, shown: &str, into: &mut Vec<(String, String)>) {
    for path in entries(dir) {
        let shown = format!("{shown}/{}", file_name(&path));
        if path.is_dir() {
            collect(&path, &shown, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push((shown, text(&path)));
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_know_their_modules_and_whether_they_are_tests() {
        let package = Package::of(
            "sample",
            "",
            &[
                ("src/lib.rs", "mod a; #[cfg(test)] mod samples;"),
                ("src/a/mod.rs", "mod b;"),
                ("src/a/b.rs", "#[cfg(test)] mod tests;"),
                ("src/a/b/tests.rs", ""),
                ("src/samples.rs", ""),
            ],
        );
        let production: Vec<String> = package.production().map(|s| s.module.join("::")).collect();
        assert_eq!(production, ["", "a", "a::b"]);
    }
}
