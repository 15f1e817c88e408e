//! A quota that is nearly spent: the run stops at the floor, says when and how it goes on, and goes on where it stopped.

use chrono::{TimeDelta, Utc};
use monitor_testkit::github::http::PrimaryShape;

use crate::scene::Scene;
use crate::{Calm, support::Run};

/// A scene whose clock is that of this machine, since the client waits by its own, with so many points per hour.
fn scene(points: u64) -> Scene {
    let scene = Scene::new();
    scene.github.world(|world| world.set_now(Utc::now()));
    scene.github.limits(|limits| limits.points_per_hour = points);
    scene
}

fn an_hour_passes(scene: &Scene) {
    scene.github.world(|world| world.advance(TimeDelta::hours(1)));
}

fn is_resumable(run: &Run) {
    assert_eq!(run.code, 4, "{}{}", run.stdout, run.stderr);
    let said: Vec<&str> = run.stderr.lines().collect();
    let sentence = "stopped: the rest of GitHub's quota is kept for people; it is full again at 2";
    let place = said.iter().position(|line| line.starts_with(sentence));
    let place = place.unwrap_or_else(|| panic!("{}", run.stderr));
    let hint = said[place + 1];
    assert!(hint.starts_with("  hint: `mentorship-monitor sync lantern-2026 "), "{hint}");
    assert!(hint.ends_with("` goes on where this one stopped"), "{hint}");
}

#[test]
fn the_floor_is_kept_and_the_same_command_goes_on() {
    let calm = Calm::run();
    // Of so few points half is kept for people.
    let scene = scene(12);
    for stop in 1.. {
        let run = scene.sync(&[]);
        assert!(
            scene.github.points_left() >= 6,
            "only {} points are left",
            scene.github.points_left()
        );
        if run.code == 0 {
            assert!(stop > 1, "the quota was not met");
            break;
        }
        is_resumable(&run);
        scene.kept().must_be_honest(&calm.kept, "stopped at the floor");
        assert!(stop < 4, "it never comes to its end");
        an_hour_passes(&scene);
    }
    calm.asked_once(scene.github.journal().entries(), "with three quotas");
    scene.kept().must_be(&calm.kept, "with three quotas");
}

#[test]
fn without_an_hour_in_between_little_is_spent() {
    let scene = scene(12);
    is_resumable(&scene.sync(&[]));
    let before = scene.github.journal().requests();
    is_resumable(&scene.sync(&[]));
    assert_eq!(scene.github.journal().requests(), before + 1, "one answer tells how much is left");
}

#[test]
fn a_quota_that_others_spent_stops_the_run_in_both_shapes() {
    let calm = Calm::run();
    for shape in [PrimaryShape::RateLimited, PrimaryShape::RateLimit] {
        let scene = scene(5_000);
        scene.github.limits(|limits| limits.primary_shape = shape);
        scene.github.before(5, |world| world.advance(TimeDelta::zero()));
        scene.github.limits(|limits| limits.points_per_hour = 3);
        let mut run = scene.sync(&["--floor", "0"]);
        is_resumable(&run);
        scene.kept().must_be_honest(&calm.kept, "stopped with nothing left");
        scene.github.limits(|limits| limits.points_per_hour = 5_000);
        an_hour_passes(&scene);
        run = scene.sync(&[]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let answered: Vec<_> = scene
            .github
            .journal()
            .entries()
            .iter()
            .filter(|entry| entry.points > 0)
            .cloned()
            .collect();
        calm.asked_once(&answered, "with nothing left");
        scene.kept().must_be(&calm.kept, "with nothing left");
    }
}
