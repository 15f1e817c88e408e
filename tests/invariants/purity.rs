//! Below `cli` and `web` nothing reads the clock, the environment or files: whatever depends on the machine or the moment
//! comes in as a value, so that every result can be produced again.

use std::collections::BTreeMap;

use crate::code::{Code, Role};
use crate::workspace::Package;

/// The crates that may touch the world.
const OUTERMOST: &[&str] = &["cli", "web"];

/// Paths that lead out of the program, and what they touch.
const WAYS_OUT: &[(&str, &str)] = &[
    ("std::env", "the environment"),
    ("std::fs", "files"),
    ("std::process", "other processes"),
    ("std::net", "the network"),
    ("std::io::stdin", "the terminal"),
    ("std::io::stdout", "the terminal"),
    ("std::io::stderr", "the terminal"),
    ("tokio::fs", "files"),
    ("chrono::Local", "the time zone of this machine"),
];

/// Addresses are values: to name one touches no network.
const VALUES: &[&str] =
    &["std::net::IpAddr", "std::net::Ipv4Addr", "std::net::Ipv6Addr", "std::net::SocketAddr"];

/// The ends of paths that tell the time.
const CLOCKS: &[&str] = &["Utc::now", "Local::now", "SystemTime::now", "Instant::now"];

/// Methods of `Path`, called without arguments, that ask the file system.
const PATH_METHODS: &[&str] = &[
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// A place that may do what nothing else may, and why. Keep this list short; one that is no longer needed is a finding too.
struct Exemption {
    path: &'static str,
    what: &'static str,
    reason: &'static str,
}

const EXEMPT: &[Exemption] = &[
    Exemption {
        path: "crates/testkit/src/github/http/state.rs",
        what: "std::time::Instant::now",
        reason: "the simulated GitHub measures how fast it is asked",
    },
    Exemption {
        path: "crates/testkit/src/github/http/wire.rs",
        what: "std::net::TcpListener::bind",
        reason: SERVER,
    },
    Exemption {
        path: "crates/testkit/src/github/http/wire.rs",
        what: "std::net::TcpListener",
        reason: SERVER,
    },
];

/// Why the simulated GitHub may use the network.
const SERVER: &str = "the simulated GitHub is a server on this machine";

/// Where code below the outermost crates touches the world.
pub(crate) fn findings(packages: &[Package]) -> Vec<String> {
    judge(packages, EXEMPT)
}

fn judge(packages: &[Package], exempt: &[Exemption]) -> Vec<String> {
    let mut findings = vec![];
    let mut used = vec![false; exempt.len()];
    let inner = packages.iter().filter(|p| !OUTERMOST.contains(&p.dir.as_str()));
    for source in inner.flat_map(Package::production) {
        for (line, what, touches) in contacts(&source.code) {
            let excuse = exempt.iter().position(|e| e.path == source.path && e.what == what);
            match excuse {
                Some(at) => used[at] = true,
                None => findings.push(format!(
                    "{}:{line}: `{what}` touches {touches}; hint: take the value as an argument and let `cli` get it",
                    source.path
                )),
            }
        }
    }
    let stale = exempt.iter().zip(used).filter(|(_, used)| !used);
    findings.extend(stale.map(|(e, _)| {
        format!(
            "{}: `{}` is exempt ({}) but does not stand there; hint: remove it from EXEMPT",
            e.path, e.what, e.reason
        )
    }));
    findings
}

/// Each contact of a file with the world: the line, the code, and what it touches.
fn contacts(code: &Code) -> Vec<(usize, String, &'static str)> {
    let mut imports: BTreeMap<&str, &[String]> = BTreeMap::new();
    for path in &code.paths {
        if let Role::Import { name, .. } = &path.role {
            imports.insert(name, &path.segments);
        }
    }
    let mut found = vec![];
    for path in &code.paths {
        let first = path.segments.first().map_or("", String::as_str);
        let full = match (&path.role, imports.get(first)) {
            (Role::Mention, Some(import)) => [import, &path.segments[1..]].concat(),
            _ => path.segments.clone(),
        };
        let full = full.join("::");
        // What an import named already is not reported again at each use.
        let imported = path.role == Role::Mention && imports.contains_key(first);
        let way_out = WAYS_OUT.iter().find(|(way, _)| begins(&full, way) && !imported);
        let is_value = VALUES.iter().any(|value| begins(&full, value));
        if let Some((_, touches)) = way_out.filter(|_| !is_value) {
            found.push((path.line, full, *touches));
        } else if CLOCKS.iter().any(|clock| ends(&full, clock)) {
            found.push((path.line, full, "the clock"));
        }
    }
    for (method, line) in &code.calls {
        if PATH_METHODS.contains(&method.as_str()) {
            found.push((*line, format!(".{method}()"), "files"));
        }
    }
    found
}

fn begins(path: &str, start: &str) -> bool {
    let rest = path.strip_prefix(start);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn ends(path: &str, end: &str) -> bool {
    let rest = path.strip_suffix(end);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(dir: &str, text: &str) -> Package {
        Package::of(dir, "", &[("src/lib.rs", text)])
    }

    fn found(text: &str) -> Vec<String> {
        judge(&[package("analysis", text)], &[])
    }

    #[test]
    fn every_way_to_the_world_is_found() {
        for text in [
            "use chrono::Utc; fn f() { Utc::now(); }",
            "use chrono::Utc as Clock; fn f() { Clock::now(); }",
            "use chrono::prelude::*; fn f() { x(Utc::now); }",
            "fn f() { vec![std::time::Instant::now()]; }",
            "use std::time; fn f() { time::SystemTime::now(); }",
            "use std::{env, io};",
            "fn f() { std::env::var(\"HOME\"); }",
            "use std::fs::File;",
            "fn f() -> std::io::Result<String> { std::fs::read_to_string(\"x\") }",
            "fn f(p: &std::path::Path) { if p.exists() {} }",
            "use chrono::Local;",
            "fn f() { std::net::TcpStream::connect(a); }",
            "use std::net::{IpAddr, UdpSocket};",
            "fn f(a: std::net::SocketAddr) { std::net::ToSocketAddrs::to_socket_addrs(&a); }",
            "macro_rules! now { () => { chrono::Utc::now() }; }",
        ] {
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn tests_the_command_line_and_values_are_free() {
        for text in [
            "#[cfg(test)] mod tests { use std::fs; }",
            "fn f(now: chrono::DateTime<chrono::Utc>, p: &std::path::Path, e: std::io::Error) {}",
            "fn f(s: &Statement) { s.exists([1]); }",
            "use std::net::{IpAddr, Ipv6Addr}; fn f() { IpAddr::from(Ipv6Addr::LOCALHOST); }",
            "const TEXT: &str = include_str!(\"x\");",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert!(judge(&[package("cli", "use std::fs;")], &[]).is_empty());
    }

    #[test]
    fn a_finding_names_the_line() {
        let found = found("\nuse std::{\n    collections::BTreeMap,\n    env,\n};\n");
        assert!(found[0].starts_with("crates/analysis/src/lib.rs:4: `std::env`"), "{found:?}");
    }

    #[test]
    fn an_exemption_is_for_one_place_and_must_be_needed() {
        let exempt = |path| Exemption { path, what: "std::fs", reason: "a sample" };
        let packages = [package("store", "use std::fs;")];
        assert!(judge(&packages, &[exempt("crates/store/src/lib.rs")]).is_empty());
        let elsewhere = judge(&packages, &[exempt("crates/store/src/other.rs")]);
        assert_eq!(elsewhere.len(), 2);
        assert!(elsewhere[1].contains("remove it from EXEMPT"));
    }
}
