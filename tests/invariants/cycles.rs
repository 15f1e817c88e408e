//! No two modules of a crate need each other, directly or through others.
//!
//! Nodes are the modules that the root of a crate declares, and the root itself. A name that the root only passes on counts for
//! the module that it comes from, so `use crate::Login` is an edge to `login`. What the root passes on is no edge of its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::code::{Mention, Role};
use crate::workspace::{Package, Source};

/// How the root of a crate is called in findings.
const ROOT: &str = "the crate's root";

/// From module to module, with one place that needs it.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// Every cycle of every crate, the shortest through each edge.
pub(crate) fn findings(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Package) -> Vec<String> {
    let graph = graph(package);
    let mut seen = BTreeSet::new();
    let mut findings = vec![];
    for (from, edges) in &graph {
        for to in edges.keys() {
            let Some(way) = way_back(&graph, to, from) else {
                continue;
            };
            let mut members = way.clone();
            members.sort();
            if seen.insert(members) {
                findings.push(describe(&graph, from, &way));
            }
        }
    }
    findings
}

/// One cycle with the place behind each of its edges.
fn describe(graph: &Graph, from: &str, way: &[String]) -> String {
    let starts = std::iter::once(from).chain(way.iter().map(String::as_str));
    let steps = starts.zip(way).map(|(a, b)| {
        let place = graph.get(a).and_then(|edges| edges.get(b));
        format!("  `{a}` needs `{b}`: {}", place.map_or("", String::as_str))
    });
    let steps: Vec<String> = steps.collect();
    format!(
        "{} → {}\n{}\n  hint: move what both need into a module of its own",
        from,
        way.join(" → "),
        steps.join("\n")
    )
}

/// The shortest way from one module to another, without the first, with the last.
fn way_back(graph: &Graph, from: &str, to: &str) -> Option<Vec<String>> {
    let mut queue = VecDeque::from([vec![from.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = queue.pop_front() {
        let last = way.last()?.clone();
        if last == to {
            return Some(way);
        }
        if seen.insert(last.clone()) {
            let next = graph.get(&last).into_iter().flat_map(|edges| edges.keys());
            queue.extend(next.map(|n| [way.as_slice(), std::slice::from_ref(n)].concat()));
        }
    }
    None
}

fn graph(package: &Package) -> Graph {
    let names = Names::of(package);
    let mut graph = Graph::new();
    for source in package.production() {
        let from = source.module.first().map_or(ROOT, String::as_str);
        for path in &source.code.paths {
            let Some(to) = names.target(source, path) else {
                continue;
            };
            if to != from {
                let place = format!("{}:{} `{}`", source.path, path.line, path.segments.join("::"));
                graph.entry(from.to_owned()).or_default().entry(to).or_insert(place);
            }
        }
    }
    graph
}

/// Where the names that the root knows come from.
struct Names {
    modules: BTreeSet<String>,
    /// A name that the root imports or passes on → the module behind it.
    passed_on: BTreeMap<String, String>,
}

impl Names {
    fn of(package: &Package) -> Self {
        let roots = || package.production().filter(|s| s.module.is_empty());
        let modules: BTreeSet<String> = roots().flat_map(|s| s.code.modules.clone()).collect();
        let mut passed_on = BTreeMap::new();
        for path in roots().flat_map(|s| &s.code.paths) {
            let Role::Import { name, .. } = &path.role else {
                continue;
            };
            let inner = strip_root(&path.segments);
            let Some(module) = inner.first().filter(|first| modules.contains(*first)) else {
                continue;
            };
            if name == "*" {
                let behind = package.production().filter(|s| s.module.first() == Some(module));
                let all = behind.flat_map(declared);
                passed_on.extend(all.map(|name| (name, module.clone())));
            } else {
                passed_on.insert(name.clone(), module.clone());
            }
        }
        // A macro that is exported stands at the root, wherever it is declared.
        for source in package.production().filter(|s| s.text.contains("#[macro_export]")) {
            let Some(module) = source.module.first() else {
                continue;
            };
            let names = source.code.names.iter().cloned();
            passed_on.extend(names.map(|name| (name, module.clone())));
        }
        Self { modules, passed_on }
    }

    /// The module that a path leads to; `None` where it leaves the crate or stays where it is.
    fn target(&self, source: &Source, path: &Mention) -> Option<String> {
        let depth = source.module.len() + path.within.len();
        let passes_on = matches!(path.role, Role::Import { public: true, .. });
        if depth == 0 && passes_on {
            return None;
        }
        let up = path.segments.iter().take_while(|s| *s == "super").count();
        let name = match path.segments.first()?.as_str() {
            "crate" => path.segments.get(1)?,
            "super" if up == depth => path.segments.get(up)?,
            // The root names its modules without `crate::`.
            _ if depth == 0 => {
                let inner = strip_root(&path.segments).first()?;
                return self.modules.get(inner).cloned();
            }
            _ => return None,
        };
        let module = self.modules.get(name).or(self.passed_on.get(name));
        Some(module.cloned().unwrap_or_else(|| ROOT.to_owned()))
    }
}

/// A path without a leading `self` or `crate`.
fn strip_root(segments: &[String]) -> &[String] {
    match segments {
        [first, rest @ ..] if first == "self" || first == "crate" => rest,
        all => all,
    }
}

/// What a file declares or passes on itself.
fn declared(source: &Source) -> Vec<String> {
    let imports = source.code.paths.iter().filter_map(|path| match &path.role {
        Role::Import { name, public: true } => Some(name.clone()),
        _ => None,
    });
    source.code.names.iter().cloned().chain(imports).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)]) -> Vec<String> {
        findings(&[Package::of("sample", "", files)])
    }

    #[test]
    fn a_cycle_is_found_however_it_is_written() {
        let a = "pub struct A;";
        for (root, one, two) in [
            ("mod a; mod b;", "use crate::b::B;", "use crate::a::A;"),
            ("mod a; mod b; pub use a::A; pub use b::B;", "use crate::B;", "use crate::A;"),
            ("mod a; mod b; pub use crate::a::*;", "use super::b;", "fn f(_: crate::A) {}"),
            ("mod a; mod b;", "fn f() { vec![crate::b::B] }", "mod c { use super::super::a::A; }"),
        ] {
            let (one, two) = (format!("{a}\n{one}"), two.to_owned());
            let found = check(&[("src/lib.rs", root), ("src/a.rs", &one), ("src/b.rs", &two)]);
            assert_eq!(found.len(), 1, "{root} {one} {two}: {found:?}");
            assert!(found[0].starts_with("a → b → a"), "{found:?}");
            assert!(found[0].contains("crates/sample/src/a.rs:2"), "{found:?}");
        }
    }

    #[test]
    fn a_long_cycle_is_found_once_and_through_nested_files() {
        let found = check(&[
            ("src/lib.rs", "mod a; mod b; mod c;"),
            ("src/a.rs", "use crate::b;"),
            ("src/b/mod.rs", "mod inner;"),
            ("src/b/inner.rs", "use crate::c;"),
            ("src/c.rs", "use crate::a;"),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("a → b → c → a"), "{found:?}");
    }

    #[test]
    fn the_root_may_pass_names_on_but_not_be_needed_by_what_it_needs() {
        let passing = "mod a; mod b; pub use a::A; pub use b::B;";
        let b = ("src/b.rs", "use crate::A; pub struct B;");
        let a = ("src/a.rs", "pub struct A;");
        assert_eq!(check(&[("src/lib.rs", passing), a, b]), Vec::<String>::new());
        let working = "mod a; mod b; pub struct Error; fn f() { b::g() }";
        let needing = ("src/b.rs", "use crate::Error; pub fn g() {}");
        let found = check(&[("src/lib.rs", working), a, needing]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("the crate's root"), "{found:?}");
    }

    #[test]
    fn tests_and_modules_inside_a_module_make_no_cycle() {
        let found = check(&[
            ("src/lib.rs", "mod a; mod b; pub use a::A;"),
            ("src/a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::b; }"),
            ("src/b/mod.rs", "mod inner; use inner::I; pub struct P; use crate::A;"),
            ("src/b/inner.rs", "use super::P; pub struct I;"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }
}
