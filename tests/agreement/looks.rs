//! Looks at evidence: the reachability of URLs, and a simulated Figma on this machine that answers in the shapes that Figma documents.

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::scene::{EVENING, done, refused, run, term};
use crate::support::{Monitor, Run};

const TOKEN: &str = "figd_lantern0123456789";
const ADD: &str = "evidence add spring bo-candela --period midterm --as bo-candela";
const FILE: &str = "--kind figma --url https://www.figma.com/design/aB3/Lantern";

/// Figma, with one file that two accounts worked on.
struct Figma {
    runtime: Runtime,
    server: MockServer,
}

fn user(id: &str, handle: &str) -> Value {
    json!({"id": id, "handle": handle, "img_url": "https://images.example/1"})
}

fn version(at: &str, label: Option<&str>, user: Value) -> Value {
    json!({"id": at, "created_at": at, "label": label, "description": null, "user": user, "thumbnail_url": "https://images.example/2"})
}

impl Figma {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(MockServer::start());
        let figma = Self { runtime, server };
        let versions = [
            version("2026-04-20T08:00:00Z", None, user("42", "Bo C.")),
            version("2026-03-18T11:00:00Z", Some("Second sketch"), user("42", "Bo C.")),
            version("2026-03-18T10:00:00Z", None, user("42", "Bo C.")),
            version("2026-03-04T09:00:00Z", Some("First sketch"), user("7", "<b>Mo</b>")),
            version("2026-02-01T09:00:00Z", None, user("42", "Bo C.")),
        ];
        figma.answers("versions", 200, &json!({"versions": versions, "pagination": {}}));
        figma
    }

    fn answers(&self, what: &str, status: u16, body: &Value) {
        let mock = Mock::given(method("GET"))
            .and(path(format!("/v1/files/aB3/{what}")))
            .and(header("X-Figma-Token", TOKEN))
            .respond_with(ResponseTemplate::new(status).set_body_json(body));
        self.runtime.block_on(mock.mount(&self.server));
    }

    fn with_comments(self) -> Self {
        let comment = json!({
            "id": "c1", "file_key": "aB3", "parent_id": "", "created_at": "2026-03-19T09:00:00Z", "user": user("42", "Bo C."),
            "resolved_at": null, "message": "a secret word", "order_id": "1", "client_meta": {"x": 1.0, "y": 2.0}, "reactions": [],
        });
        self.answers("comments", 200, &json!({"comments": [comment]}));
        self
    }

    fn asked(&self) -> usize {
        self.runtime.block_on(self.server.received_requests()).unwrap().len()
    }

    /// Runs a command that looks, with the token.
    fn look(&self, monitor: &Monitor, line: &str) -> Run {
        let url = self.server.uri();
        let mut words: Vec<&str> = line.split_whitespace().collect();
        words.extend(["--figma-only", "--figma-url", url.as_str(), "--now", EVENING]);
        monitor.run_with::<&std::path::Path>(&words, &[], &[("FIGMA_TOKEN", TOKEN)])
    }
}

/// A term with Bo's file, which was read.
fn read() -> (Monitor, Figma) {
    let (monitor, figma) = (term(), Figma::new().with_comments());
    done(&monitor, &format!("{ADD} {FILE}"));
    let run = figma.look(&monitor, "evidence check spring");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("1  bo-candela, midterm\n    Figma: read on"), "{}", run.stdout);
    (monitor, figma)
}

fn show(monitor: &Monitor) -> Value {
    serde_json::from_str(&done(monitor, "show spring bo-candela --json")).unwrap()
}

#[test]
fn design_work_shows_as_dated_acts_that_count_for_nothing() {
    let (monitor, figma) = (term(), Figma::new().with_comments());
    done(&monitor, &format!("{ADD} {FILE}"));
    let before = show(&monitor);
    assert_eq!(figma.look(&monitor, "evidence check spring bo-candela --id 1").code, 0);
    let after = show(&monitor);
    for part in ["activity", "progress", "coverage", "findings", "contributions"] {
        assert_eq!(before["periods"][0][part], after["periods"][0][part], "{part}");
    }
    let look = &after["periods"][0]["agreement"]["pieces"][0]["look"];
    assert_eq!(
        (&look["link"], &look["figma"]["versions"]["state"]),
        (&Value::Null, &"complete".into())
    );
    let acts = look["figma"]["acts"].as_array().unwrap();
    let days: Vec<&str> = acts.iter().map(|act| &act["at"].as_str().unwrap()[..10]).collect();
    assert_eq!(days, ["2026-03-04", "2026-03-18", "2026-03-18", "2026-03-19"]);
    assert!(acts.iter().all(|act| act["kind"] == "design"));

    let table = done(&monitor, "show spring bo-candela");
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    for says in [
        "“Bo C.”, as Figma calls account 42: 2 versions saved on 2026-03-18; 1 comment written on 2026-03-19",
        "versions complete; comments complete",
        "design, 2 versions saved (Second sketch): “Bo C.”, as Figma calls account 42",
        "2026-03-18, from Figma, evidence 1; they earn no points",
    ] {
        assert!(words.contains(says), "{says}: {table}");
    }
    let markdown = done(&monitor, "show spring bo-candela --format markdown");
    let page = done(&monitor, "review spring --period midterm --format html");
    assert!(markdown.contains("- design, 1 version saved (First sketch)"), "{markdown}");
    assert!(page.contains("1 comment written on 2026-03-19"));
    for text in [&table, &markdown, &page] {
        assert!(!text.contains("a secret word") && !text.contains(TOKEN));
    }
    assert!(!markdown.contains("<b>") && !page.contains("<b>Mo"));
}

#[test]
fn the_list_and_the_export_have_the_acts_under_the_names_of_figma() {
    let (monitor, _figma) = read();
    let list = done(&monitor, "evidence list spring");
    assert!(list.contains("Figma: “Bo C.”, as Figma calls account 42: 2 versions"), "{list}");
    let list: Value = serde_json::from_str(&done(&monitor, "evidence list spring --json")).unwrap();
    let acts = &list["evidence"][0]["look"]["figma"]["acts"];
    assert_eq!(acts.as_array().unwrap().len(), 4);
    let export = done(&monitor, "export contributions spring --format jsonl");
    let rows = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let design: Vec<Value> = rows.filter(|row| row["kind"] == "design").collect();
    assert_eq!(design.len(), 4);
    for row in &design {
        let fixed =
            (&row["source"], &row["login"], &row["role"], &row["scope_class"], &row["evidence"]);
        assert_eq!(fixed, (&"figma".into(), &"".into(), &"".into(), &"".into(), &1.into()));
        assert_eq!((&row["mentee"], &row["precision"]), (&"bo-candela".into(), &"instant".into()));
    }
    assert_eq!(design[0]["tool_name"], "<b>Mo</b>");
    let csv = done(&monitor, "export contributions spring --format csv");
    assert!(csv.lines().next().unwrap().ends_with(",evidence,tool_account,tool_name"), "{csv}");
    assert_eq!(csv.matches(",figma,").count(), 4);
}

#[test]
fn what_figma_does_not_show_is_said_and_takes_nothing_back() {
    let (monitor, figma) = read();
    figma.runtime.block_on(figma.server.reset());
    figma.answers("versions", 403, &json!({"status": 403, "err": "Invalid token"}));
    let run = figma.look(&monitor, "evidence check spring");
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.contains("versions blocked: Figma does not let the token read it"),
        "{}",
        run.stdout
    );
    let list = done(&monitor, "evidence list spring");
    assert!(list.contains("versions complete"), "what was read before stays: {list}");
}

#[test]
fn without_a_token_nothing_is_asked_and_that_is_said_once() {
    let (monitor, figma) = (term(), Figma::new());
    done(&monitor, &format!("{ADD} {FILE}"));
    done(&monitor, &format!("{ADD} --kind figma --url https://www.figma.com/board/cD4"));
    let url = figma.server.uri();
    let line = format!("evidence check spring --figma-only --figma-url {url}");
    let said = run(&monitor, &line);
    assert_eq!((said.code, said.stdout.as_str()), (0, "nothing was looked at\n"));
    assert_eq!(said.stderr.matches("FIGMA_TOKEN").count(), 1, "{}", said.stderr);
    assert_eq!(figma.asked(), 0);
    assert_eq!(run(&monitor, &format!("{line} --quiet")).stderr, "");
}

#[test]
fn an_address_that_is_not_public_is_refused_and_recorded_as_refused() {
    let (monitor, figma) = (term(), Figma::new());
    let mine = figma.server.address().port();
    let add = format!("{ADD} --kind other --url https://127.0.0.1:{mine}/admin?t=secret --check");
    let said = done(&monitor, &add);
    assert!(
        said.contains("link: it was not opened: it leads into a network that is not public"),
        "{said}"
    );
    assert_eq!(figma.asked(), 0);
    done(&monitor, &format!("{ADD} --kind other --url https://169.254.169.254/latest"));
    assert!(!done(&monitor, "evidence check spring --id 1").contains("169.254"));
    let said = done(&monitor, "evidence check spring ada-lumen");
    assert_eq!(said, "nothing was looked at\n");
    done(&monitor, "evidence check spring bo-candela");
    let list: Value = serde_json::from_str(&done(&monitor, "evidence list spring --json")).unwrap();
    for n in 0..2 {
        let look = &list["evidence"][n]["look"];
        assert_eq!((&look["link"]["result"], &look["figma"]), (&"refused".into(), &Value::Null));
    }
    assert!(refused(&monitor, "evidence check spring --id 99").contains("no evidence 99"));
    assert!(refused(&monitor, "evidence check spring nobody").contains("no mentee"));
}

#[test]
fn looks_are_in_snapshots_as_they_were_and_forgotten_with_their_mentee() {
    let (monitor, figma) = read();
    let id = done(&monitor, "snapshot freeze spring --period midterm");
    let id = id.split_whitespace().next().unwrap().to_owned();
    let then = done(&monitor, "show spring bo-candela");
    let bytes = done(&monitor, &format!("snapshot export {id}"));
    monitor.write("frozen.json", &bytes);
    figma.runtime.block_on(figma.server.reset());
    figma.answers("versions", 200, &json!({"versions": [], "pagination": {}}));
    assert_eq!(figma.look(&monitor, "evidence check spring").code, 0);
    assert_ne!(done(&monitor, "show spring bo-candela"), then);
    assert_eq!(done(&monitor, &format!("show spring bo-candela --as-of {id}")), then);

    let elsewhere = Monitor::new();
    elsewhere.write("frozen.json", &bytes);
    done(&elsewhere, "--db other.db snapshot import frozen.json");
    assert_eq!(done(&elsewhere, &format!("--db other.db snapshot export {id}")), bytes);
    assert_eq!(
        done(&elsewhere, &format!("--db other.db show spring bo-candela --as-of {id}")),
        then
    );

    let said = done(&monitor, "forget spring bo-candela --as root --because asked_for_it");
    assert!(said.contains("what looks at 1 piece of evidence found"), "{said}");
    let file = std::fs::read(monitor.path().join("monitor.db")).unwrap();
    for word in ["Bo C.", "Second sketch", "aB3"] {
        assert!(!file.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
    }
}
