//! Reads a simulated Figma, which answers in the shapes that Figma documents.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{DesignAct, EntryId, EvidenceUrl};
use serde_json::{Value, json};
use wiremock::matchers::{header, method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;

const SECRET: &str = "figd_lanternLantern0123456789";
const VERSIONS: &str = "/v1/files/aB3/versions";
const COMMENTS: &str = "/v1/files/aB3/comments";

fn instant(day: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_760_054_400, 0).unwrap() + TimeDelta::days(day)
}

fn version(day: i64, handle: &str, label: Option<&str>) -> Value {
    json!({
        "id": day.to_string(), "created_at": instant(day).to_rfc3339(), "label": label, "description": null,
        "user": {"id": handle.len().to_string(), "handle": handle, "img_url": "https://images.example/1"},
        "thumbnail_url": "https://images.example/2",
    })
}

fn comment(day: i64, handle: &str) -> Value {
    json!({
        "id": format!("c{day}"), "file_key": "aB3", "parent_id": "", "created_at": instant(day).to_rfc3339(),
        "user": {"id": handle.len().to_string(), "handle": handle, "img_url": "https://images.example/1"},
        "resolved_at": null, "message": "what a shade of green", "order_id": "1",
        "client_meta": {"x": 1.0, "y": 2.0}, "reactions": [],
    })
}

fn page(versions: &[Value], next: Option<String>) -> ResponseTemplate {
    let pagination = match next {
        Some(next) => json!({"prev_page": "https://api.figma.com/x", "next_page": next}),
        None => json!({}),
    };
    let body = json!({"versions": versions, "pagination": pagination});
    ResponseTemplate::new(200).set_body_json(body)
}

fn talk(comments: &[Value]) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"comments": comments}))
}

fn limited(seconds: u64) -> ResponseTemplate {
    ResponseTemplate::new(429).insert_header("Retry-After", seconds.to_string())
}

async fn serve(server: &MockServer, at: &str, answer: ResponseTemplate) {
    Mock::given(method("GET")).and(path(at)).respond_with(answer).mount(server).await;
}

async fn read(server: &MockServer) -> DesignRecord {
    let api = FigmaApi::parse(&server.uri()).unwrap();
    let figma = Figma::new(api, FigmaToken::new(SECRET).unwrap()).unwrap();
    let figma = figma.waiting_at_most(Duration::from_secs(2));
    let url = EvidenceUrl::parse("https://www.figma.com/design/aB3/Lantern?t=secret").unwrap();
    let window = Window::new(instant(10), instant(20)).unwrap();
    figma.read(EvidenceId(EntryId(1)), &FigmaFile::of(&url).unwrap(), window).await
}

async fn asked(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn versions_and_comments_of_the_window_are_read_page_by_page() {
    let server = MockServer::start().await;
    let mine =
        || Mock::given(method("GET")).and(header("X-Figma-Token", SECRET)).and(path(VERSIONS));
    let next = format!("https://api.figma.com{VERSIONS}?page_size=50&before=15");
    let first = page(&[version(25, "ada", None), version(15, "ada", Some("Draft"))], Some(next));
    mine()
        .and(query_param("page_size", "50"))
        .and(query_param_is_missing("before"))
        .respond_with(first)
        .expect(1)
        .mount(&server)
        .await;
    let second = page(
        &[version(12, "grace", None), version(9, "ada", None)],
        Some("https://x.example/?before=9".into()),
    );
    mine().and(query_param("before", "15")).respond_with(second).expect(1).mount(&server).await;
    serve(&server, COMMENTS, talk(&[comment(11, "grace"), comment(30, "ada")])).await;

    let record = read(&server).await;
    assert_eq!((&record.versions, &record.comments), (&Coverage::Complete, &Coverage::Complete));
    let seen: Vec<_> = record
        .activity()
        .iter()
        .map(|act| {
            (act.at, act.what, act.who.as_ref().unwrap().handle.as_str(), act.label.as_deref())
        })
        .collect();
    assert_eq!(
        seen,
        [
            (instant(11), DesignAct::Commented, "grace", None),
            (instant(12), DesignAct::VersionSaved, "grace", None),
            (instant(15), DesignAct::VersionSaved, "ada", Some("Draft")),
        ]
    );
    assert!(!format!("{record:?}").contains("shade of green"));
}

#[tokio::test]
async fn a_next_page_elsewhere_does_not_get_the_token() {
    let (server, elsewhere) = (MockServer::start().await, MockServer::start().await);
    let next = format!("{}{VERSIONS}?before=15", elsewhere.uri());
    Mock::given(path(VERSIONS))
        .and(query_param_is_missing("before"))
        .respond_with(page(&[version(15, "ada", None)], Some(next)))
        .mount(&server)
        .await;
    serve(&server, VERSIONS, page(&[version(9, "ada", None)], None)).await;
    let elsewhere_too = format!("{}{COMMENTS}", elsewhere.uri());
    serve(
        &server,
        COMMENTS,
        ResponseTemplate::new(302).insert_header("location", elsewhere_too.as_str()),
    )
    .await;
    let record = read(&server).await;
    assert_eq!(record.versions, Coverage::Complete);
    assert_eq!(record.comments.state(), "not-fetched");
    assert_eq!((asked(&elsewhere).await, asked(&server).await), (0, 3));
}

#[tokio::test]
async fn what_may_not_be_read_is_blocked_and_the_rest_is_read() {
    for status in [401, 403, 404] {
        let server = MockServer::start().await;
        let refusal = json!({"status": status, "err": "Invalid scope"});
        serve(&server, VERSIONS, ResponseTemplate::new(status).set_body_json(refusal)).await;
        serve(&server, COMMENTS, talk(&[comment(11, "grace")])).await;
        let record = read(&server).await;
        assert_eq!(record.versions.state(), "blocked", "{status}");
        assert_eq!((&record.comments, record.activity().len()), (&Coverage::Complete, 1));
    }
}

#[tokio::test]
async fn a_short_wait_is_taken() {
    let server = MockServer::start().await;
    Mock::given(path(VERSIONS)).respond_with(limited(1)).up_to_n_times(1).mount(&server).await;
    serve(&server, VERSIONS, page(&[version(15, "ada", None), version(9, "ada", None)], None))
        .await;
    serve(&server, COMMENTS, talk(&[])).await;
    let record = read(&server).await;
    assert!(record.coverage().is_complete(), "{}", record.coverage());
    assert_eq!((record.activity().len(), asked(&server).await), (1, 3));
}

#[tokio::test]
async fn a_long_wait_ends_it_and_what_was_seen_stays() {
    let server = MockServer::start().await;
    let next = format!("https://api.figma.com{VERSIONS}?before=15");
    Mock::given(path(VERSIONS))
        .and(query_param_is_missing("before"))
        .respond_with(page(&[version(15, "ada", None)], Some(next)))
        .mount(&server)
        .await;
    serve(&server, VERSIONS, limited(3_600)).await;
    let record = read(&server).await;
    let why = "Figma asks to wait 3600 s, which was too long".to_owned();
    assert_eq!(record.versions, Coverage::Partial(why.clone()));
    assert_eq!(record.comments, Coverage::NotFetched(why));
    assert_eq!((record.activity().len(), asked(&server).await), (1, 2));
}

#[tokio::test]
async fn the_waits_for_one_file_are_counted_together() {
    let server = MockServer::start().await;
    Mock::given(path(VERSIONS)).respond_with(limited(1)).up_to_n_times(1).mount(&server).await;
    serve(&server, VERSIONS, page(&[version(9, "ada", None)], None)).await;
    // Two seconds are allowed, and one is gone.
    serve(&server, COMMENTS, limited(2)).await;
    let record = read(&server).await;
    assert_eq!((record.versions, record.comments.state()), (Coverage::Complete, "not-fetched"));
    assert_eq!(asked(&server).await, 3);
}

#[tokio::test]
async fn a_host_that_always_says_to_come_at_once_is_not_asked_for_ever() {
    let server = MockServer::start().await;
    serve(&server, VERSIONS, limited(0)).await;
    assert_eq!(read(&server).await.versions.state(), "not-fetched");
    assert_eq!(asked(&server).await, 3);
}

#[tokio::test]
async fn trouble_is_told_without_secrets() {
    for answer in [
        ResponseTemplate::new(500).set_body_string(SECRET),
        ResponseTemplate::new(200).set_body_string(format!("{{\"{SECRET}\": ")),
        ResponseTemplate::new(200).set_body_json(json!({"err": SECRET})),
    ] {
        let server = MockServer::start().await;
        serve(&server, VERSIONS, answer.clone()).await;
        serve(&server, COMMENTS, answer).await;
        let record = read(&server).await;
        assert_eq!(
            (record.versions.state(), record.comments.state()),
            ("not-fetched", "not-fetched")
        );
        assert!(record.activity().is_empty());
        assert!(!format!("{record:?}").contains(SECRET));
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_or_too_late_is_left() {
    let server = MockServer::start().await;
    serve(&server, VERSIONS, ResponseTemplate::new(200).set_body_bytes(vec![b' '; LONGEST + 1]))
        .await;
    let late = talk(&[]).set_delay(Duration::from_secs(5));
    serve(&server, COMMENTS, late).await;
    let mut figma =
        Figma::new(FigmaApi::parse(&server.uri()).unwrap(), FigmaToken::new(SECRET).unwrap())
            .unwrap();
    figma.client = build(builder().no_proxy().timeout(Duration::from_millis(300))).unwrap();
    let url = EvidenceUrl::parse("https://www.figma.com/design/aB3").unwrap();
    let file = FigmaFile::of(&url).unwrap();
    let mut patience = Duration::ZERO;
    let comments = figma.comments(&file, &mut patience).await;
    assert_eq!(comments.unwrap_err(), Trouble::TimedOut);
    figma.client = build(builder().no_proxy()).unwrap();
    let versions = figma.ask(&figma.api.versions(&file), &mut patience).await;
    assert_eq!(versions.unwrap_err(), Trouble::TooLong);
}

#[tokio::test]
async fn a_figma_that_is_away_is_told() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let uri = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    let figma =
        Figma::new(FigmaApi::parse(&uri).unwrap(), FigmaToken::new(SECRET).unwrap()).unwrap();
    assert!(!format!("{figma:?}").contains(SECRET));
    let url = EvidenceUrl::parse("https://www.figma.com/design/aB3").unwrap();
    let window = Window::new(instant(10), instant(20)).unwrap();
    let record = figma.read(EvidenceId(EntryId(1)), &FigmaFile::of(&url).unwrap(), window).await;
    assert_eq!(record.coverage().state(), "not-fetched");
}
