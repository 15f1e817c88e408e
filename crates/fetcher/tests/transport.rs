//! The client against a server of this machine: what it sends, and what it makes of every kind of bad answer.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::future::join_all;
use monitor_fetcher::{
    Answer, Bounds, Client, ClientError, Endpoint, Failure, FailureKind, Pace, Patience, Reason,
    Token, Verdict,
};
use serde_json::{Value, json};
use wiremock::matchers::{body_json, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SECRET: &str = "ghp_lanternLantern0123456789";
const FAST: Pace = Pace { per_second: 10_000, burst: 10_000, concurrency: 8 };

fn client_of(root: &str, pace: Pace, bounds: Bounds) -> Client {
    let endpoint = Endpoint::parse(root).unwrap();
    Client::bounded(&endpoint, &Token::new(SECRET).unwrap(), pace, bounds).unwrap()
}

fn client(root: &str) -> Client {
    client_of(root, FAST, Bounds::default())
}

async fn ask(client: &Client) -> Result<Answer, Failure> {
    client.graphql("query { viewer { login } }", &json!({})).await
}

/// A server that always answers this.
async fn always(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    server
}

async fn asked(answer: ResponseTemplate) -> Result<Answer, Failure> {
    let server = always(answer).await;
    ask(&client(&server.uri())).await
}

fn good() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"data": {"viewer": {"login": "ada-lumen"}}}))
}

#[tokio::test]
async fn one_request_carries_what_github_wants() {
    let server = MockServer::start().await;
    let (text, variables) = ("query($n: Int!) { x(first: $n) { id } }", json!({"n": 5}));
    Mock::given(method("POST"))
        .and(path("/graphql"))
        .and(header("authorization", format!("Bearer {SECRET}")))
        .and(header("accept", "application/vnd.github+json"))
        .and(header("content-type", "application/json"))
        .and(header("x-github-next-global-id", "1"))
        .and(body_json(json!({"query": text, "variables": variables})))
        .respond_with(good().insert_header("x-ratelimit-remaining", "4321"))
        .expect(1)
        .mount(&server)
        .await;
    let client = client(&server.uri());
    let answer = client.graphql(text, &variables).await.unwrap();
    assert_eq!(answer.data.unwrap()["viewer"]["login"], "ada-lumen");
    assert_eq!(answer.rate.remaining, Some(4321));
    assert_eq!(client.requests(), 1);
    let request = &server.received_requests().await.unwrap()[0];
    let agents: Vec<_> = request.headers.get_all("user-agent").iter().collect();
    assert_eq!(agents, [concat!("mentorship-monitor/", env!("CARGO_PKG_VERSION"))]);
    assert!(request.headers["accept-encoding"].to_str().unwrap().contains("gzip"));
}

#[tokio::test]
async fn an_enterprise_server_is_asked_beside_its_rest_root() {
    let server = MockServer::start().await;
    Mock::given(path("/api/graphql")).respond_with(good()).expect(1).mount(&server).await;
    assert!(ask(&client(&format!("{}/api/v3", server.uri()))).await.is_ok());
}

#[tokio::test]
async fn a_packed_answer_is_unpacked_and_a_bomb_is_not() {
    let pack = |body: &[u8]| {
        let mut packer = GzEncoder::new(vec![], Compression::best());
        packer.write_all(body).unwrap();
        ResponseTemplate::new(200)
            .insert_header("content-encoding", "gzip")
            .set_body_raw(packer.finish().unwrap(), "application/json")
    };
    let answer = asked(pack(br#"{"data":{"a":1}}"#)).await.unwrap();
    assert_eq!(answer.data, Some(json!({"a": 1})));
    let server = always(pack(&vec![b' '; 3_000_000])).await;
    let bounds = Bounds { body: 1_000_000, ..Bounds::default() };
    let failure = ask(&client_of(&server.uri(), FAST, bounds)).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::TooLarge);
    let torn = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(b"\x1f\x8bnot packed".to_vec(), "application/json");
    assert_eq!(asked(torn).await.unwrap_err().kind, FailureKind::Cut);
}

#[tokio::test]
async fn partial_data_survives() {
    let body = json!({"data": {"u0": {"id": "U_1"}, "u3": null},
        "errors": [{"type": "NOT_FOUND", "path": ["u3"], "message": "Could not resolve"}]});
    let answer = asked(ResponseTemplate::new(200).set_body_json(body)).await.unwrap();
    assert_eq!(answer.data.as_ref().unwrap()["u0"]["id"], "U_1");
    assert_eq!(answer.errors[0].kind.as_deref(), Some("NOT_FOUND"));
    assert_eq!(Patience::default().judge(Ok(&answer), 1, 2, 0), Verdict::Accept);
}

#[tokio::test]
async fn bad_answers_are_told_apart() {
    use FailureKind::{Cut, Html, NotJson, Status};
    let raw = |status, body: &str, kind: &str| {
        ResponseTemplate::new(status).set_body_raw(body.as_bytes().to_vec(), kind)
    };
    for (answer, kind, message) in [
        (raw(502, "<html>unicorn</html>", "text/html"), Status(502), "a web page"),
        (raw(502, "", "text/plain"), Status(502), ""),
        (
            raw(
                504,
                r#"{"data":null,"errors":[{"message":"Something went wrong"}]}"#,
                "application/json",
            ),
            Status(504),
            "Something went wrong",
        ),
        (
            raw(401, r#"{"message":"Bad credentials","status":"401"}"#, "application/json"),
            Status(401),
            "Bad credentials",
        ),
        (raw(403, "two\nlines", "text/plain"), Status(403), "two lines"),
        (raw(200, "<!doctype html>", "text/html; charset=utf-8"), Html, ""),
        (raw(200, "  <b>", "text/plain"), Html, ""),
        (raw(200, "pong", "text/plain"), NotJson, "expected value at line 1 column 1"),
        (
            raw(200, r#"{"data":{"a":"#, "application/json"),
            Cut,
            "EOF while parsing a value at line 1 column 13",
        ),
    ] {
        let failure = asked(answer).await.unwrap_err();
        assert_eq!((failure.kind, failure.message.as_str()), (kind, message));
    }
}

#[tokio::test]
async fn nothing_is_repeated_and_no_redirect_is_followed() {
    for (status, reason) in [
        (500, None),
        (502, None),
        (429, None),
        (301, Some(Reason::Moved(301))),
        (401, Some(Reason::BadToken)),
    ] {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(status).insert_header("location", "/elsewhere");
        Mock::given(method("POST")).respond_with(answer).expect(1).mount(&server).await;
        let client = client(&server.uri());
        let failure = ask(&client).await.unwrap_err();
        assert_eq!((failure.kind, client.requests()), (FailureKind::Status(status), 1));
        let verdict = Patience::default().judge(Err(&failure), 1, 1, 0);
        match reason {
            Some(reason) => assert_eq!(verdict, Verdict::GiveUp(reason)),
            None => {
                assert!(matches!(verdict, Verdict::Again { .. } | Verdict::Wait(_)), "{verdict:?}")
            }
        }
    }
}

#[tokio::test]
async fn limits_come_with_their_headers() {
    let answer = ResponseTemplate::new(403)
        .insert_header("retry-after", "17")
        .insert_header("x-ratelimit-remaining", "4999")
        .set_body_json(json!({"message": "You have exceeded a secondary rate limit."}));
    let failure = asked(answer).await.unwrap_err();
    assert_eq!(failure.rate.remaining, Some(4999));
    let Verdict::Wait(pause) = Patience::default().judge(Err(&failure), 1, 1, 0) else { panic!() };
    assert_eq!(pause.least, Duration::from_secs(17));
}

#[tokio::test]
async fn a_slow_answer_times_out() {
    let server = always(good().set_delay(Duration::from_secs(20))).await;
    let bounds = Bounds { answer: Duration::from_millis(50), ..Bounds::default() };
    let failure = ask(&client_of(&server.uri(), FAST, bounds)).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Timeout);
}

/// A server that reads one request, answers with these bytes and hangs up.
fn raw_server(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut seen = vec![];
        while !seen.ends_with(b"}}") {
            let mut part = [0; 4096];
            let read = stream.read(&mut part).unwrap();
            seen.extend_from_slice(&part[..read]);
        }
        stream.write_all(answer).unwrap();
    });
    root
}

#[tokio::test]
async fn broken_connections_are_told_apart() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"data\":";
    assert_eq!(ask(&client(&raw_server(head))).await.unwrap_err().kind, FailureKind::Cut);
    assert_eq!(ask(&client(&raw_server(b""))).await.unwrap_err().kind, FailureKind::Reset);
    let page = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 500\r\n\r\n<html>";
    assert_eq!(ask(&client(&raw_server(page))).await.unwrap_err().kind, FailureKind::Status(502));
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failure = ask(&client(&format!("http://{free}"))).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Connect);
    assert!(!failure.message.is_empty());
}

#[tokio::test]
async fn the_token_is_in_nothing_that_is_said() {
    let echo = json!({"message": format!("Bad credentials: {SECRET}")});
    let refused = always(ResponseTemplate::new(401).set_body_json(&echo)).await;
    let answered = always(ResponseTemplate::new(200).set_body_json(&echo)).await;
    let nowhere = raw_server(b"HTTP/1.1 ");
    let mut said = vec![];
    for root in [refused.uri(), answered.uri(), nowhere] {
        let client = client(&root);
        let outcome = ask(&client).await;
        let verdict = Patience::default().judge(outcome.as_ref(), 8, 1, 0);
        said.push(format!("{client:?} {client:#?} {outcome:?} {verdict:?}"));
        if let Err(failure) = outcome {
            said.push(failure.to_string());
        }
        if let Verdict::GiveUp(reason) = verdict {
            said.push(reason.to_string());
        }
    }
    assert!(said.iter().all(|text| !text.contains(SECRET)), "{said:#?}");
    assert!(
        said[0].contains("Token(***)") && said[0].contains("Bad credentials: ***"),
        "{}",
        said[0]
    );
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let endpoint = Endpoint::parse("https://api.github.com").unwrap();
    let made = Client::new(&endpoint, &Token::new(SECRET).unwrap(), Pace::default());
    assert_eq!(made.err(), Some(ClientError::NoRuntime));
}

#[tokio::test]
async fn many_clients_can_be_made() {
    let endpoint = Endpoint::parse("https://api.github.com").unwrap();
    for _ in 0..3 {
        Client::new(&endpoint, &Token::new(SECRET).unwrap(), Pace::default()).unwrap();
    }
}

/// Answers after a moment and records how many requests were there together.
fn counting_server(requests: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    let (inside, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let record = Arc::clone(&most);
    std::thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            let (inside, most, mut stream) =
                (Arc::clone(&inside), Arc::clone(&record), stream.unwrap());
            std::thread::spawn(move || {
                most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                let mut part = [0; 4096];
                let _ = stream.read(&mut part).unwrap();
                std::thread::sleep(Duration::from_millis(30));
                inside.fetch_sub(1, Ordering::SeqCst);
                let answer = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 13\r\n\r\n{\"data\":{\"a\":";
                let _ = stream.write_all(answer);
            });
        }
    });
    (root, most)
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_allowed() {
    let (root, most) = counting_server(12);
    let client = client_of(&root, Pace { concurrency: 3, ..FAST }, Bounds::default());
    join_all((0..12).map(|_| ask(&client))).await;
    let most = most.load(Ordering::SeqCst);
    assert!(client.requests() == 12 && (2..=3).contains(&most), "{most}");
}

#[tokio::test]
async fn requests_leave_at_the_pace_and_not_while_held() {
    let server = always(good()).await;
    let client = client_of(
        &server.uri(),
        Pace { per_second: 50, burst: 1, concurrency: 8 },
        Bounds::default(),
    );
    let start = Instant::now();
    let answers = join_all((0..5).map(|_| ask(&client))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert!(start.elapsed() >= Duration::from_millis(75), "{:?}", start.elapsed());
    let start = Instant::now();
    let (answer, ()) = tokio::join!(
        async {
            tokio::task::yield_now().await;
            ask(&client).await
        },
        client.hold(Duration::from_millis(120)),
    );
    assert!(answer.is_ok() && start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn variables_may_be_anything() {
    let server = always(good()).await;
    let client = client(&server.uri());
    for variables in [Value::Null, json!({"text": "\u{1F980}\n\"\\"}), json!({"ids": [1, 2]})] {
        client.graphql("query { a }", &variables).await.unwrap();
        let seen = server.received_requests().await.unwrap().pop().unwrap();
        let body: Value = serde_json::from_slice(&seen.body).unwrap();
        assert_eq!(body["variables"], variables);
    }
}

#[tokio::test]
async fn rest_is_asked_below_its_root_with_the_same_headers() {
    let server = MockServer::start().await;
    let link = "</api/v3/repositories/7/issues?page=2>; rel=\"next\"";
    let text = json!({"title": "The week"});
    let made = json!({"number": 7});
    for (verb, at, answer) in [
        ("GET", "/api/v3/repos/a/b/issues", ResponseTemplate::new(200).insert_header("link", link)),
        ("POST", "/api/v3/repos/a/b/issues", ResponseTemplate::new(201)),
        ("PATCH", "/api/v3/repos/a/b/issues/7", ResponseTemplate::new(200)),
    ] {
        Mock::given(method(verb))
            .and(path(at))
            .and(header("authorization", format!("Bearer {SECRET}")))
            .and(header("accept", "application/vnd.github+json"))
            .respond_with(answer.set_body_json(&made).insert_header("x-ratelimit-remaining", "42"))
            .expect(1)
            .mount(&server)
            .await;
    }
    let client = client(&format!("{}/api/v3", server.uri()));
    let read = client.get("/repos/a/b/issues").await.unwrap();
    assert_eq!(read.next.as_deref(), Some("/repositories/7/issues?page=2"));
    let posted = client.post("/repos/a/b/issues", &text).await.unwrap();
    assert_eq!((posted.status, &posted.body, posted.rate.remaining), (201, &made, Some(42)));
    let patched = client.patch("/repos/a/b/issues/7", &text).await.unwrap();
    assert_eq!((patched.status, patched.next, client.requests()), (200, None, 3));
    let seen = server.received_requests().await.unwrap();
    assert!(seen[0].body.is_empty());
    assert!(seen[1..].iter().all(|r| serde_json::from_slice::<Value>(&r.body).unwrap() == text));
}

#[tokio::test]
async fn rest_fails_as_graphql_does_and_says_whether_it_may_have_arrived() {
    use FailureKind::{Cut, Html, NotJson, Status};
    let raw = |status, body: &str| {
        ResponseTemplate::new(status).set_body_raw(body.as_bytes().to_vec(), "application/json")
    };
    let invalid = r#"{"message":"Validation Failed","errors":[{"message":"Body is too long"}]}"#;
    let echo = format!(r#"{{"message":"Bad credentials: {SECRET}"}}"#);
    for (answer, kind, message, arrived) in [
        (raw(422, invalid), Status(422), "Body is too long", false),
        (raw(401, &echo), Status(401), "Bad credentials: ***", false),
        (raw(301, "{}").insert_header("location", "/x"), Status(301), "{}", false),
        (raw(502, "<html>"), Status(502), "a web page", true),
        (raw(408, ""), Status(408), "", true),
        (raw(201, "<html>"), Html, "", true),
        (raw(201, "pong"), NotJson, "expected value at line 1 column 1", true),
        (raw(201, r#"{"id":"#), Cut, "EOF while parsing a value at line 1 column 6", true),
    ] {
        let server = always(answer).await;
        let failure = client(&server.uri()).post("/x", &json!({})).await.unwrap_err();
        assert_eq!((failure.kind, failure.message.as_str()), (kind, message));
        assert_eq!(failure.may_have_arrived(), arrived, "{failure}");
    }
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failure = client(&format!("http://{free}")).post("/x", &json!({})).await.unwrap_err();
    assert!(!failure.may_have_arrived(), "{failure}");
}
