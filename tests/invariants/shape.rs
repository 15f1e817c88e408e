//! Sizes and openings: what a reader has to hold at once stays small, and every module says what lives there.

use crate::workspace::Package;

/// Lines of production code in one file.
const FILE: usize = 300;
/// Lines of one function, from its signature to its closing brace.
const FUNCTION: usize = 60;

/// Files and functions that are too long; tests don't count.
pub(crate) fn lengths(packages: &[Package]) -> Vec<String> {
    let mut findings = vec![];
    for source in packages.iter().flat_map(Package::production) {
        let lines = source.text.lines().count().saturating_sub(source.code.test_lines);
        if lines > FILE {
            findings.push(format!(
                "{}:1: {lines} lines of production code, at most {FILE} are allowed; hint: split it by what changes together",
                source.path
            ));
        }
        for (name, line, lines) in &source.code.functions {
            if *lines > FUNCTION {
                findings.push(format!(
                    "{}:{line}: `{name}` has {lines} lines, at most {FUNCTION} are allowed; hint: name its steps",
                    source.path
                ));
            }
        }
    }
    findings
}

/// Files that don't open with what lives there.
pub(crate) fn openings(packages: &[Package]) -> Vec<String> {
    let sources = packages.iter().flat_map(|p| &p.sources);
    let silent = sources.filter(|source| {
        let first = source.text.lines().next().unwrap_or("");
        first.strip_prefix("//!").is_none_or(|says| says.trim().is_empty())
    });
    silent
        .map(|s| {
            format!(
                "{}:1: no `//!`; hint: open with one sentence that says what lives there",
                s.path
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> [Package; 1] {
        [Package::of("model", "", &[("src/a.rs", text)])]
    }

    #[test]
    fn a_long_file_is_found_and_its_tests_do_not_count() {
        let lines = |n| "const _: () = ();\n".repeat(n);
        let tests = |n| format!("#[cfg(test)]\nmod tests {{\n{}}}\n", lines(n));
        assert!(lengths(&of(&lines(FILE))).is_empty());
        assert!(lengths(&of(&(lines(FILE) + &tests(500)))).is_empty());
        assert_eq!(lengths(&of(&lines(FILE + 1))).len(), 1);
        assert_eq!(lengths(&of(&(tests(3) + &lines(FILE + 1)))).len(), 1, "code after the tests");
    }

    #[test]
    fn a_long_function_is_found_wherever_it_stands() {
        let body = |n: usize| format!("fn long() {{\n{}}}\n", "    step();\n".repeat(n - 2));
        assert!(lengths(&of(&body(FUNCTION))).is_empty());
        let long = body(FUNCTION + 1);
        for text in [
            long.clone(),
            format!("impl A {{ {long} }}"),
            format!("trait A {{ {long} }}"),
            format!("mod a {{ {long} }}"),
        ] {
            assert_eq!(lengths(&of(&text)).len(), 1);
        }
        let found = lengths(&of(&format!("\n/// Documented.\n#[inline]\n{long}")));
        assert!(found[0].starts_with("crates/model/src/a.rs:4: `long` has 61 lines"), "{found:?}");
        assert!(lengths(&of(&format!("#[cfg(test)] mod tests {{ {long} }}"))).is_empty());
    }

    #[test]
    fn a_module_without_opening_is_found() {
        assert!(openings(&of("//! Logins.\n")).is_empty());
        for text in ["", "\n//! Late.\n", "// Plain.\n", "//!\n", "use a;\n"] {
            assert_eq!(openings(&of(text)).len(), 1, "{text:?}");
        }
    }
}
