//! Whatever goes wrong at whichever request: in the end every part stands there once, and no secret was said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scene;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use monitor_post::{Issues, Message, Outcome, PostError, Target};
use monitor_testkit::github::http::{Fault, When};

use tokio::task::JoinSet;

use scene::{SECRET, Scene, as_issue, marked, message, on_issue};

const BEFORE: [&str; 3] = ["old", "second", "too much"];
const AFTER: [&str; 2] = ["new", "second"];

/// Every fault; those that are no refusals after the request was handled and before.
fn faults() -> Vec<Fault> {
    let slow = Fault::Slow(Duration::from_millis(700));
    let all =
        Fault::all().into_iter().chain([Fault::UnknownForbidden, Fault::BadCredentials, slow]);
    let both = |fault: Fault| {
        let before = (!fault.is_refusal()).then(|| fault.clone().unhandled());
        [fault].into_iter().chain(before)
    };
    all.flat_map(both).collect()
}

/// A message that becomes another, and what stands there in the end.
async fn steps(issues: &Issues, target: &Target) -> Vec<Result<Vec<Outcome>, PostError>> {
    let mut outcomes = vec![];
    for message in messages() {
        outcomes.push(issues.upsert(target, &message, &[]).await);
    }
    outcomes
}

fn messages() -> [Message; 2] {
    [message(&BEFORE), message(&AFTER)]
}

fn assert_once(scene: &Scene, what: &str) {
    let written = scene.written();
    let wanted = marked(&AFTER);
    for text in &wanted {
        assert_eq!(written.iter().filter(|w| *w == text).count(), 1, "{what}: {written:#?}");
    }
    let rest: Vec<_> = written.iter().filter(|w| !wanted.contains(w)).collect();
    assert!(
        rest.len() <= 1 && rest.iter().all(|w| w.contains(" 3/2 -->\n*This part")),
        "{what}: {rest:#?}"
    );
}

async fn survives(target: Target, fault: Fault, request: usize) {
    let what = format!("{target}: {fault:?} at request {request}");
    let scene = Scene::start().await;
    scene.github.inject(When::Request(request), fault);
    let (issues, mut said) = (scene.issues(), String::new());
    for outcome in steps(&issues, &target).await {
        said.push_str(&format!("{outcome:?} {outcome:#?}"));
        if let Err(error) = outcome {
            said.push_str(&format!("{error} {} {}", error.says(), error.hint()));
        }
    }
    let ended = issues.upsert(&target, &message(&AFTER), &[]).await;
    assert!(ended.is_ok(), "{what}: {ended:?}");
    assert!(!said.contains(SECRET), "{said}");
    assert_once(&scene, &what);
    scene.github.forget();
    let again = issues.upsert(&target, &message(&AFTER), &[]).await.unwrap();
    assert!(again.iter().all(|o| matches!(o, Outcome::Unchanged(_))), "{what}: {again:?}");
    assert_eq!(scene.writes(), 0, "{what}");
}

async fn survives_everything(target: Target) {
    let scene = Scene::start().await;
    assert!(steps(&scene.issues(), &target).await.iter().all(Result::is_ok));
    let requests = scene.github.journal().requests();
    assert!(requests >= 10, "{requests}");
    for request in 1..=requests {
        let mut all = JoinSet::new();
        for fault in faults() {
            all.spawn(survives(target.clone(), fault, request));
        }
        all.join_all().await;
    }
}

#[tokio::test]
async fn comments_survive_every_fault_at_every_request() {
    survives_everything(on_issue()).await;
}

#[tokio::test]
async fn issues_survive_every_fault_at_every_request() {
    survives_everything(as_issue()).await;
}

/// Polls a future so many times and then drops it.
async fn polled<T>(times: usize, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut left) = (pin!(future), times);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test]
async fn a_caller_that_is_dropped_anywhere_is_simply_called_again() {
    for target in [on_issue(), as_issue()] {
        for times in 0.. {
            let scene = Scene::start().await;
            let ended = polled(times, steps(&scene.issues(), &target)).await;
            // What was under way reaches GitHub, or does not.
            tokio::time::sleep(Duration::from_millis(15)).await;
            steps(&scene.issues(), &target).await;
            assert_once(&scene, &format!("{target}: dropped after {times} polls"));
            if ended.is_some() {
                assert!(times > 20, "{times}");
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_github_that_never_answers_is_given_up() {
    for fault in [
        Fault::BadGatewayPage,
        Fault::Reset,
        Fault::BadGatewayPage.unhandled(),
        Fault::Closed.unhandled(),
    ] {
        let scene = Scene::start().await;
        scene.github.inject_times(When::matching(|e| e.is_write()), fault.clone(), u32::MAX);
        let outcome = scene.issues().upsert(&on_issue(), &message(&AFTER), &[]).await;
        let was_handled = !fault.is_refusal();
        match outcome {
            Ok(_) if was_handled => {
                assert_once(&scene, "found by its marker, though no answer came")
            }
            Err(PostError::NoAnswer { .. }) if !was_handled => assert!(scene.written().is_empty()),
            other => panic!("{fault:?}: {other:?}"),
        }
        assert!(scene.writes() <= 6, "bounded");
    }
}
