//! A message on GitHub: made once, kept up to date, and nobody else's words touched.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scene;

use std::time::{Duration, Instant};

use monitor_fetcher::Patience;
use monitor_model::Audience;
use monitor_model::RepoName;
use monitor_post::{Manners, Message, Outcome, PostError, Target, Visibility};
use monitor_testkit::github::http::{Fault, SecondaryShape, When};
use monitor_testkit::github::world::{Numbered, Subject, World, at};
use serde_json::json;

use scene::{Scene, as_issue, marked, message, now, on_issue, places};

const THREE: [&str; 3] = ["# Week 15\n\nAll is well.", "second", "third"];

#[tokio::test]
async fn parts_become_comments_and_the_same_again_writes_nothing() {
    let scene = Scene::start().await;
    let message = message(&THREE);
    let first = scene.issues().upsert(&on_issue(), &message, &[]).await.unwrap();
    assert!(first.iter().all(|o| matches!(o, Outcome::Created(_))), "{first:?}");
    assert_eq!(scene.written(), marked(&THREE));
    assert!(places(&first)[0].url.contains("/lantern-works/office/issues/1#issuecomment-"));
    for known in [vec![], places(&first), places(&first[1..])] {
        let again = scene.issues().upsert(&on_issue(), &message, &known).await.unwrap();
        assert!(again.iter().all(|o| matches!(o, Outcome::Unchanged(_))), "{again:?}");
        assert_eq!(places(&again), places(&first));
    }
    assert_eq!(scene.writes(), 3);
}

#[tokio::test]
async fn a_message_becomes_an_issue_with_labels() {
    let scene = Scene::start().await;
    let target = Target::IssuePerMessage {
        repo: RepoName::parse("lantern-works/office").unwrap(),
        labels: vec!["report".to_owned()],
    };
    let first = scene.issues().upsert(&target, &message(&THREE), &[]).await.unwrap();
    assert_eq!(scene.written(), marked(&THREE));
    assert_eq!((first[0].place().unwrap().issue, first[0].place().unwrap().comment), (2, None));
    scene.github.world(|world| {
        let Numbered::Issue(id) = world[scene.repo].numbers[&2] else { panic!() };
        assert_eq!(world[id].labels, ["report"]);
        assert_eq!(world[id].title, "Lantern Mentorship, week 15");
    });
    let other = Message { title: "Week 15, corrected".to_owned(), ..message(&["new", "second"]) };
    for known in [vec![], places(&first)] {
        scene.issues().upsert(&target, &other, &known).await.unwrap();
        let written = scene.written();
        assert_eq!(written[..2], marked(&["new", "second"])[..]);
        assert!(written[2].contains(" 3/2 -->") && !written[2].contains("third"), "{written:?}");
    }
    assert_eq!(scene.writes(), 3 + 3);
    let one = message(&["alone"]);
    scene.issues().upsert(&target, &one, &[]).await.unwrap();
    assert_eq!(scene.written()[0], marked(&["alone"])[0]);
    scene.github.forget();
    scene.issues().upsert(&target, &one, &places(&first)).await.unwrap();
    assert_eq!(scene.github.journal().requests(), 3, "the viewer, the repository, the issue");
}

#[tokio::test]
async fn what_differs_is_changed_in_place_and_what_is_too_much_says_so() {
    let scene = Scene::start().await;
    let first = scene.issues().upsert(&on_issue(), &message(&THREE), &[]).await.unwrap();
    let shorter = message(&["new", "second"]);
    let outcomes = scene.issues().upsert(&on_issue(), &shorter, &places(&first)).await.unwrap();
    assert!(outcomes.iter().all(|o| matches!(o, Outcome::Updated(_))), "{outcomes:?}");
    assert_eq!(places(&outcomes), places(&first), "in place, the surplus last");
    let written = scene.written();
    assert_eq!(written[..2], marked(&["new", "second"])[..]);
    assert!(written[2].ends_with("*This part of the message is not needed any more.*"));
    let longer = scene.issues().upsert(&on_issue(), &message(&THREE), &[]).await.unwrap();
    assert_eq!((scene.written(), places(&longer)), (marked(&THREE).to_vec(), places(&first)));
}

#[tokio::test]
async fn what_people_did_in_between_is_put_right() {
    let scene = Scene::start().await;
    let first = scene.issues().upsert(&on_issue(), &message(&THREE), &[]).await.unwrap();
    scene.github.world(|world| {
        let all = world.comments_on(subject(world)).to_vec();
        world.delete_comment(all[1]);
        world.edit_comment(all[0], at("2026-04-13T10:00:00Z"));
    });
    let again =
        scene.issues().upsert(&on_issue(), &message(&THREE), &places(&first)).await.unwrap();
    let kinds: Vec<_> = again.iter().map(|o| matches!(o, Outcome::Created(_))).collect();
    assert_eq!(kinds, [false, true, false], "{again:?}");
    let (mut written, mut wanted) = (scene.written(), marked(&THREE));
    written.sort();
    wanted.sort();
    assert_eq!(written, wanted);
}

fn subject(world: &World) -> Subject {
    Subject::Issue(world.issues.ids().next().unwrap())
}

#[tokio::test]
async fn nobody_else_s_words_are_touched_though_they_copy_the_marker() {
    let copy = marked(&["copied", "x"])[0].clone();
    let scene = Scene::with(|world, repo| {
        let viewer = world.viewer();
        world.repos[repo].collaborators.push(viewer);
        let ada = world.account("ada-lumen").unwrap();
        let comment = world.comment(subject(world), ada, now());
        world.comments[comment].body = copy.clone();
        let issue = world.issue(repo, ada).id();
        world.issues[issue].body = copy.clone();
    })
    .await;
    for target in [on_issue(), as_issue()] {
        scene.issues().upsert(&target, &message(&["a", "b"]), &[]).await.unwrap();
    }
    assert_eq!(scene.written(), [marked(&["a", "b"]), marked(&["a", "b"])].concat());
    scene.github.world(|world| {
        let bodies: Vec<_> = world.comments.iter().map(|(_, c)| c.body.clone()).collect();
        assert_eq!(bodies.iter().filter(|b| **b == copy).count(), 1);
        assert_eq!(world.issues.iter().filter(|(_, i)| i.body == copy).count(), 1);
    });
}

#[tokio::test]
async fn lists_are_read_to_their_end() {
    let scene = Scene::with(|world, repo| {
        let ada = world.account("ada-lumen").unwrap();
        for _ in 0..230 {
            world.comment(subject(world), ada, now());
        }
        let viewer = world.viewer();
        for _ in 0..120 {
            world.issue(repo, viewer).opened(at("2026-04-14T00:00:00Z"));
        }
    })
    .await;
    for target in [on_issue(), as_issue()] {
        scene.issues().upsert(&target, &message(&["a"]), &[]).await.unwrap();
    }
    scene.github.world(|world| {
        for _ in 0..150 {
            let ada = world.account("ada-lumen").unwrap();
            world.comment(subject(world), ada, now());
        }
    });
    for target in [on_issue(), as_issue()] {
        let again = scene.issues().upsert(&target, &message(&["a"]), &[]).await.unwrap();
        assert!(matches!(again[..], [Outcome::Unchanged(_)]), "{again:?}");
    }
    assert_eq!(scene.writes(), 2);
}

#[tokio::test]
async fn a_double_is_emptied_and_the_older_one_stays() {
    let scene = Scene::with(|world, _| {
        let viewer = world.viewer();
        for _ in 0..2 {
            let id = world.comment(subject(world), viewer, now());
            world.comments[id].body = marked(&["a"])[0].clone();
        }
    })
    .await;
    scene.issues().upsert(&on_issue(), &message(&["a"]), &[]).await.unwrap();
    let written = scene.written();
    assert_eq!(written[0], marked(&["a"])[0]);
    assert!(written[1].ends_with("not needed any more.*"), "{written:?}");
    scene.issues().upsert(&on_issue(), &message(&["a"]), &[]).await.unwrap();
    assert_eq!(scene.writes(), 1);
}

#[tokio::test]
async fn a_text_for_few_stays_among_few() {
    use monitor_testkit::github::world::Visibility as Seen;
    for (seen, visibility) in [
        (Seen::Public, Visibility::Public),
        (Seen::PrivateSeen, Visibility::Private),
        (Seen::PrivateHidden, Visibility::Unknown),
    ] {
        let scene = Scene::with(|world, repo| world.repos[repo].visibility = seen).await;
        let repo = RepoName::parse("lantern-works/office").unwrap();
        assert_eq!(scene.issues().visibility(&repo).await, Ok(visibility));
        for target in [on_issue(), as_issue()] {
            let sent = scene.issues().upsert(&target, &message(&["a"]), &[]).await;
            if visibility == Visibility::Private {
                assert!(sent.is_ok(), "{sent:?}");
                continue;
            }
            let repo = repo.clone();
            assert_eq!(sent, Err(PostError::Exposed { repo, visibility }));
            assert_eq!(scene.writes(), 0);
        }
    }
    let scene = Scene::with(|world, repo| world.publish_repo(repo)).await;
    let public = Message { audience: Audience::Public, ..message(&["a"]) };
    assert!(scene.issues().upsert(&on_issue(), &public, &[]).await.is_ok());
    let dared = scene.issues().allow_public().upsert(&on_issue(), &message(&["b"]), &[]).await;
    assert!(matches!(dared.unwrap()[..], [Outcome::Updated(_)]));
}

#[tokio::test]
async fn each_refusal_is_told_apart() {
    type Change = fn(&mut World, monitor_testkit::github::world::RepoId);
    let at = || "lantern-works/office#1".to_owned();
    let cases: [(Change, PostError); 5] = [
        (|world, repo| world.repos[repo].archived = true, PostError::Archived { at: at() }),
        (|world, repo| world.repos[repo].without_issues = true, PostError::Disabled { at: at() }),
        (
            |world, _| {
                let first = world.issues.ids().next().unwrap();
                world.issues[first].locked = true;
            },
            PostError::Locked { at: at() },
        ),
        (|world, repo| world.rename_repo(repo, "bureau"), PostError::Moved { at: at() }),
        (|world, repo| world.delete_repo(repo), PostError::NotFound { at: at() }),
    ];
    for (change, wanted) in cases {
        let scene = Scene::with(change).await;
        let public = Message { audience: Audience::Public, ..message(&["a"]) };
        let error = scene.issues().upsert(&on_issue(), &public, &[]).await.unwrap_err();
        assert_eq!(error, wanted);
        assert!(scene.written().is_empty());
    }
    let scene = Scene::start().await;
    scene.github.limits(|limits| limits.read_only = true);
    for (target, place) in [(on_issue(), at()), (as_issue(), "lantern-works/office".to_owned())] {
        let error = scene.issues().upsert(&target, &message(&["a"]), &[]).await.unwrap_err();
        let said = "Resource not accessible by personal access token".to_owned();
        assert_eq!(error, PostError::Forbidden { at: place, said });
    }
    let long = "a".repeat(65_536);
    let error = scene.issues().upsert(&on_issue(), &message(&[&long]), &[]).await.unwrap_err();
    assert!(matches!(error, PostError::TooLong { part: 1, .. }), "{error:?}");
}

#[tokio::test]
async fn the_longest_part_that_is_allowed_is_taken() {
    let scene = Scene::start().await;
    let long = "é".repeat(monitor_post::LONGEST_PART);
    for target in [on_issue(), as_issue()] {
        scene.issues().upsert(&target, &message(&["a", &long]), &[]).await.unwrap();
    }
    let (client, body) = (scene.client(), json!({"body": "é".repeat(65_537)}));
    let refused = client.post("/repos/lantern-works/office/issues/1/comments", &body).await;
    let refused = refused.unwrap_err();
    assert!(refused.message.contains("maximum is 65536 characters"), "{refused}");
}

#[tokio::test]
async fn what_was_sent_is_part_of_github() {
    let scene = Scene::start().await;
    scene.issues().upsert(&on_issue(), &message(&["a"]), &[]).await.unwrap();
    let query = "query Q { viewer { issueComments(first: 5) { totalCount nodes { body issue { number } } } } }";
    let answer = scene.client().graphql(query, &json!({})).await.unwrap();
    let comments = &answer.data.unwrap()["viewer"]["issueComments"];
    assert_eq!(comments["totalCount"], 1);
    let shown = json!({"body": marked(&["a"])[0], "issue": {"number": 1}});
    assert_eq!(comments["nodes"], json!([shown]));
}

#[tokio::test]
async fn writes_come_one_by_one_with_a_pause() {
    let scene = Scene::start().await;
    let second = Duration::from_millis(80);
    let issues = scene.paced(Manners::in_seconds_of(second));
    let other = Message {
        key: monitor_post::MessageKey::parse("weekly/other").unwrap(),
        ..message(&["c", "d"])
    };
    let (ours, target) = (message(&["a", "b"]), on_issue());
    let (a, b) =
        tokio::join!(issues.upsert(&target, &ours, &[]), issues.upsert(&target, &other, &[]));
    assert!(a.is_ok() && b.is_ok());
    let journal = scene.github.journal();
    let arrivals: Vec<Duration> = journal.writes().iter().map(|e| e.arrived).collect();
    assert_eq!(arrivals.len(), 4);
    for pair in arrivals.windows(2) {
        assert!(pair[1] - pair[0] >= second, "{arrivals:?}");
    }
}

#[tokio::test]
async fn a_wait_that_github_asks_for_is_done_if_it_is_short() {
    let limit =
        |seconds| Fault::SecondaryLimit(SecondaryShape { status: 403, retry_after: Some(seconds) });
    let scene = Scene::start().await;
    let mut manners = Manners::in_seconds_of(Duration::from_millis(1));
    manners.patience = Patience { longest_told: Duration::from_secs(5), ..manners.patience };
    scene.github.inject(When::matching(|entry| entry.is_write()), limit(1));
    let start = Instant::now();
    scene.paced(manners).upsert(&on_issue(), &message(&["a"]), &[]).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(scene.written(), marked(&["a"]));
    scene.github.inject(When::matching(|entry| entry.is_write()), limit(90));
    let error = scene.paced(manners).upsert(&on_issue(), &message(&["b"]), &[]).await.unwrap_err();
    let again_at = now() + chrono::TimeDelta::seconds(90);
    assert_eq!(error, PostError::Limited { again_at });
    assert!(error.says().ends_with("before 2026-04-13T09:01:30Z"), "{error}");
}

#[tokio::test]
async fn whoever_writes_too_much_is_blocked_and_goes_on_later() {
    let scene = Scene::start().await;
    scene.github.limits(|limits| limits.most_writes_per_minute = Some(2));
    let error = scene.issues().upsert(&on_issue(), &message(&THREE), &[]).await.unwrap_err();
    assert!(matches!(error, PostError::Limited { .. }), "{error:?}");
    assert_eq!(scene.written(), marked(&THREE)[..2]);
    scene.github.limits(|limits| limits.most_writes_per_minute = None);
    scene.issues().upsert(&on_issue(), &message(&THREE), &[]).await.unwrap();
    assert_eq!(scene.written(), marked(&THREE));
}
