//! Webhooks and signs of life: what arrives, what is not known to, and that the secret stays one.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use monitor_fetcher::Patience;
use monitor_post::{Beat, Heard, Heartbeat, Manners, Outcome, PostError, SecretUrl, Webhook};
use monitor_testkit::github::world::at;
use monitor_testkit::hooks::{Hook, SECRET, Turn};

fn manners() -> Manners {
    let manners = Manners::in_seconds_of(Duration::from_millis(1));
    let patience = Patience { longest_told: Duration::from_secs(2), ..manners.patience };
    Manners { patience, ..manners }
}

fn webhook(uri: &str) -> Webhook {
    let clock = Box::new(|| at("2026-04-13T09:00:00Z"));
    let made = Webhook::new(SecretUrl::parse(uri).unwrap(), manners(), clock).unwrap();
    made.answering_within(Duration::from_millis(200)).unwrap()
}

fn sections(count: usize) -> Vec<String> {
    vec!["é".repeat(3_000); count]
}

/// Sends so many long sections, of which 13 are a message.
async fn send(hook: &Hook, count: usize) -> Result<Vec<Outcome>, PostError> {
    webhook(&hook.uri()).send("The week in short", &sections(count)).await
}

#[tokio::test]
async fn a_long_text_comes_in_messages_that_slack_takes() {
    let hook = Hook::slack().await;
    assert_eq!(send(&hook, 30).await, Ok(vec![Outcome::Sent; 3]));
    let taken = hook.taken();
    assert_eq!((taken.len(), hook.requests()), (3, 3));
    assert!(taken.iter().all(|r| r.method == "POST" && r.body.contains("The week in short")));
    let short = webhook(&hook.uri()).send("t", &vec!["*a*".to_owned(); 120]).await;
    assert_eq!(short, Ok(vec![Outcome::Sent; 3]), "at most 50 sections");
}

#[tokio::test]
async fn a_lost_answer_is_uncertain_and_never_repeated() {
    for turn in [
        Turn::Lose,
        Turn::Slow(Duration::from_millis(600)),
        Turn::Refuse(500, "rollup_error".to_owned()),
        Turn::Refuse(503, String::new()),
    ] {
        let hook = Hook::slack().await;
        hook.will([turn.clone()]);
        let outcomes = send(&hook, 20).await;
        assert_eq!(outcomes, Ok(vec![Outcome::Uncertain, Outcome::Sent]), "{turn:?}");
        assert_eq!(hook.requests(), 2, "{turn:?}");
    }
}

#[tokio::test]
async fn a_limit_is_waited_out_or_says_when_to_come_again() {
    let hook = Hook::slack().await;
    hook.will([Turn::Later(1)]);
    assert_eq!(send(&hook, 1).await, Ok(vec![Outcome::Sent]));
    assert_eq!((hook.taken().len(), hook.requests()), (1, 2));
    hook.will([Turn::Later(30)]);
    let again_at = at("2026-04-13T09:00:30Z");
    assert_eq!(send(&hook, 1).await, Err(PostError::Limited { again_at }));
    hook.will(vec![Turn::Later(0); 20]);
    assert!(matches!(send(&hook, 1).await, Err(PostError::Limited { .. })));
    assert_eq!(hook.requests(), 3 + 6, "bounded");
}

#[tokio::test]
async fn a_refusal_is_told_with_how_much_was_sent() {
    let hook = Hook::slack().await;
    hook.will([Turn::Refuse(404, "no_service".to_owned())]);
    assert_eq!(send(&hook, 20).await, Err(PostError::NoHook));
    hook.will([Turn::Answer, Turn::Refuse(410, "channel_is_archived".to_owned())]);
    let error = send(&hook, 20).await.unwrap_err();
    assert!(matches!(error, PostError::Partly { sent: 1, of: 2, .. }), "{error:?}");
    assert_eq!(
        error.says(),
        "1 of 2 messages were sent: the webhook does not take the text: `channel_is_archived`"
    );
}

#[tokio::test]
async fn the_secret_is_in_nothing_that_is_said() {
    let hook = Hook::slack().await;
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nowhere = format!("http://{gone}/services/{SECRET}");
    let echo = |status| Turn::Refuse(status, format!("{SECRET} {}", hook.uri()));
    hook.will([echo(400), echo(404), echo(302), echo(500), Turn::Later(9), Turn::Lose]);
    let mut said = String::new();
    for uri in [vec![hook.uri(); 6], vec![nowhere.clone()]].concat() {
        let webhook = webhook(&uri);
        let outcome = webhook.send("t", &["a".to_owned()]).await;
        said.push_str(&format!("{webhook:?} {outcome:?} {outcome:#?}"));
        if let Err(error) = outcome {
            said.push_str(&error.to_string());
        }
    }
    let heartbeat = Heartbeat::new(SecretUrl::parse(&nowhere).unwrap()).unwrap();
    said.push_str(&format!("{heartbeat:?} {:?}", heartbeat.send(Beat::Failure).await));
    assert!(!said.contains(SECRET) && !said.contains("127.0.0.1"), "{said}");
    assert!(said.contains("Unreachable") && said.contains("SecretUrl(***)"), "{said}");
}

#[tokio::test]
async fn a_sign_of_life_is_sent_once_more_and_stops_nothing() {
    let hook = Hook::heartbeat().await;
    let heartbeat = Heartbeat::new(SecretUrl::parse(&hook.uri()).unwrap()).unwrap();
    let heartbeat = heartbeat.answering_within(Duration::from_millis(200)).unwrap();
    for beat in [Beat::Start, Beat::Success, Beat::Failure] {
        assert_eq!(heartbeat.send(beat).await, Heard::Yes);
    }
    let root = format!("/services/T0/{SECRET}");
    let paths: Vec<_> = hook.taken().into_iter().map(|r| (r.method, r.path)).collect();
    let get = |path: String| ("GET".to_owned(), path);
    assert_eq!(
        paths,
        [get(format!("{root}/start")), get(root.clone()), get(format!("{root}/fail"))]
    );
    hook.will([Turn::Lose]);
    assert_eq!(heartbeat.send(Beat::Success).await, Heard::Yes);
    let refuse = || Turn::Refuse(404, "not found".to_owned());
    hook.will([refuse(), refuse()]);
    assert_eq!(heartbeat.send(Beat::Success).await, Heard::Refused(404));
    let slow = || Turn::Slow(Duration::from_secs(1));
    hook.will([slow(), slow()]);
    assert_eq!(heartbeat.send(Beat::Success).await, Heard::No);
    assert_eq!(hook.requests(), 3 + 2 + 2 + 2);
}
