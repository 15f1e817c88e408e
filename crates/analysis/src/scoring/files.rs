//! What a changed file is, told by its path: whether a person wrote its lines, or a program did, or somebody else.

use std::collections::HashMap;
use std::sync::OnceLock;

use globset::{Candidate, Glob, GlobSet};
use monitor_model::named;

named! {
    /// What a changed file is.
    FileClass {
        /// Source code, and whatever nothing else is known of.
        Code = "code",
        /// Tests and what they read.
        Tests = "tests",
        /// Documentation.
        Docs = "docs",
        /// Settings, builds and descriptions of deployments.
        Configuration = "configuration",
        /// Pictures, drawings, sounds, notebooks and tables: made by a person, in lines that a program writes.
        Asset = "asset",
        /// Written by a program from something else.
        Generated = "generated",
        /// Somebody else's work, copied in.
        Vendored = "vendored",
        /// Written by a package manager.
        Lock = "lock",
        /// Written by a run of the tests.
        Snapshot = "snapshot",
    }
}

impl FileClass {
    /// The class of a file by its path in the repository, without regard to case. It takes less than a microsecond.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let rules = rules();
        let path = path.to_ascii_lowercase();
        let first = [rules.by_folder(&path), rules.by_name(&path)].into_iter().flatten().min();
        first.and_then(|place| rules.classes.get(place)).copied().unwrap_or(Self::Code)
    }

    /// Whether changed lines of such a file are lines that a person wrote.
    #[must_use]
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Code | Self::Tests | Self::Docs | Self::Configuration)
    }
}

/// The patterns of the list, by what they look at. Each is known by its place in the list.
#[derive(Default)]
struct Rules {
    /// Folders by the last of their names, since most folders of most paths are none of them.
    folders: HashMap<&'static str, (&'static str, usize)>,
    /// Globs for the name of the file alone, so that no long path is searched with them.
    names: GlobSet,
    /// The place of each glob.
    name_places: Vec<usize>,
    /// The class of each place.
    classes: Vec<FileClass>,
}

impl Rules {
    /// The first pattern for folders that holds.
    fn by_folder(&self, path: &str) -> Option<usize> {
        let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        let places = folders.filter_map(|folder| {
            let (names, place) = self.folders.get(last_name(folder))?;
            let before = folder.strip_suffix(names)?;
            (before.is_empty() || before.ends_with('/')).then_some(*place)
        });
        places.min()
    }

    /// The first pattern for names that holds.
    fn by_name(&self, path: &str) -> Option<usize> {
        let matching = self.names.matches_candidate(&Candidate::new(last_name(path)));
        matching.into_iter().min().and_then(|glob| self.name_places.get(glob)).copied()
    }
}

fn last_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut rules = Rules::default();
        let mut globs = GlobSet::builder();
        for (place, (class, pattern)) in listed().enumerate() {
            rules.classes.push(class);
            if let Some(folder) = pattern.strip_suffix('/') {
                rules.folders.insert(last_name(folder), (folder, place));
            } else if let Ok(glob) = Glob::new(pattern) {
                globs.add(glob);
                rules.name_places.push(place);
            }
        }
        // A test holds that every pattern is sound, so the empty set never takes the place of the list.
        rules.names = globs.build().unwrap_or_default();
        rules
    })
}

/// The patterns of the list, in order.
fn listed() -> impl Iterator<Item = (FileClass, &'static str)> {
    let mut class = FileClass::Code;
    let lines = include_str!("files.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            return Some((class, line));
        };
        class = section.parse().unwrap_or(class);
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CASES: &[(&str, FileClass)] = &[
        ("src/lib.rs", FileClass::Code),
        ("cmd/beam/main.go", FileClass::Code),
        ("CMakeLists.txt", FileClass::Code),
        ("a", FileClass::Code),
        ("", FileClass::Code),
        ("builder/vendoring.go", FileClass::Code),
        ("web/distance.ts", FileClass::Code),
        ("crd/bases/lamp.go", FileClass::Code),
        ("myconfig/crd/bases/lamp.go", FileClass::Code),
        ("main.tf", FileClass::Code),
        ("pkg/lamp/lamp_test.go", FileClass::Tests),
        ("tests/fixtures/beam.json", FileClass::Tests),
        ("src/test/java/org/lantern/Lamp.java", FileClass::Tests),
        ("web/Lamp.test.tsx", FileClass::Tests),
        ("test_lamp.py", FileClass::Tests),
        ("README", FileClass::Docs),
        ("README.md", FileClass::Docs),
        ("docs/conf.py", FileClass::Docs),
        ("site/content/guide.MD", FileClass::Docs),
        (".github/workflows/ci.yml", FileClass::Configuration),
        ("deploy/chart/values.yaml", FileClass::Configuration),
        ("requirements-dev.txt", FileClass::Configuration),
        ("Dockerfile", FileClass::Configuration),
        (".gitignore", FileClass::Configuration),
        ("docs/img/beam.svg", FileClass::Asset),
        ("design/lamp.fig", FileClass::Asset),
        ("notebooks/Signal.ipynb", FileClass::Asset),
        ("api/v1/lamp.pb.go", FileClass::Generated),
        ("api/v1/zz_generated.deepcopy.go", FileClass::Generated),
        ("lamp_pb2_grpc.py", FileClass::Generated),
        ("web/dist/app.js", FileClass::Generated),
        ("config/crd/bases/lamp.yaml", FileClass::Generated),
        ("web/app.min.js", FileClass::Generated),
        ("vendor/example.org/lamp/README.md", FileClass::Vendored),
        ("web/node_modules/lamp/index.js", FileClass::Vendored),
        ("third_party/lamp.c", FileClass::Vendored),
        ("Cargo.lock", FileClass::Lock),
        ("web/package-lock.json", FileClass::Lock),
        ("go.sum", FileClass::Lock),
        ("vendor/go.sum", FileClass::Lock),
        ("src/snapshots/beam__shines.snap", FileClass::Snapshot),
        ("web/__snapshots__/Lamp.test.js.snap", FileClass::Snapshot),
    ];

    #[test]
    fn files_are_told_by_their_paths() {
        for (path, class) in CASES {
            assert_eq!(FileClass::of(path), *class, "{path}");
        }
    }

    #[test]
    fn every_pattern_is_sound_plain_and_listed_once() {
        let all: Vec<_> = listed().collect();
        let rules = rules();
        assert_eq!(rules.names.len(), rules.name_places.len());
        let kept = rules.folders.len() + rules.names.len();
        assert_eq!(kept, all.len(), "a pattern is no glob, or two folders end alike");
        let mut patterns: Vec<&str> = all.iter().map(|(_, pattern)| *pattern).collect();
        for pattern in &patterns {
            assert_eq!(*pattern, pattern.to_ascii_lowercase(), "paths are compared in lower case");
            let folder = pattern.strip_suffix('/');
            assert!(folder.is_some() || !pattern.contains('/'), "{pattern}: a name, or a folder");
            assert!(!folder.is_some_and(|f| f.contains(['*', '?', '['])), "{pattern}: no glob");
        }
        patterns.sort_unstable();
        patterns.dedup();
        assert_eq!(patterns.len(), all.len());
    }

    #[test]
    fn every_section_of_the_list_is_a_class_and_no_class_is_without_patterns() {
        let sections = include_str!("files.txt").lines().filter(|line| line.starts_with('['));
        for section in sections {
            let name = section.trim_matches(['[', ']']);
            assert!(name.parse::<FileClass>().is_ok(), "{section}");
        }
        for class in FileClass::ALL {
            assert!(listed().any(|(of, _)| of == *class), "{class}");
        }
    }

    proptest! {
        #[test]
        fn neither_case_nor_depth_matters(index in 0..CASES.len(), folders in prop::collection::vec("[p-z]{1,6}", 0..4)) {
            let (path, class) = CASES[index];
            prop_assume!(!path.is_empty());
            let deep = folders.iter().map(|folder| format!("{folder}/")).collect::<String>() + path;
            prop_assert_eq!(FileClass::of(&deep), class);
            prop_assert_eq!(FileClass::of(&deep.to_ascii_uppercase()), class);
        }

        #[test]
        fn what_lies_in_a_vendored_folder_is_nobodys_lines(path in "[a-z/.]{1,30}", folder in prop::sample::select(vec!["vendor", "a/node_modules", "Third_Party"])) {
            let inside = format!("{}/{}", folder, path);
            prop_assert!(!FileClass::of(&inside).is_written(), "{}", inside);
        }

        #[test]
        fn any_path_has_a_class(path in "\\PC{0,60}") {
            prop_assert!(FileClass::ALL.contains(&FileClass::of(&path)));
        }
    }
}
