//! One run at a time: what is written, what is said, and what a step that fails does to the others.

use chrono::TimeDelta;
use monitor_testkit::github::http::{Fault, When};
use monitor_testkit::github::world::{At, at};
use monitor_testkit::hooks::Turn;

use crate::scene::{PROGRAM, ROSTER, Scene, key};

/// A Monday morning in the second week.
fn monday() -> At {
    at("2026-03-09T06:00:00Z")
}

fn report(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.monitor.path().join("reports").join(PROGRAM).join(name)).unwrap()
}

#[test]
fn the_same_week_twice_writes_the_same_and_posts_nothing_more() {
    let scene = Scene::new();
    let first = scene.run(monday(), &[]);
    assert_eq!(first.code, 0, "{}{}", first.stdout, first.stderr);
    let names = [
        "2026-W11/weekly.md",
        "2026-W11/weekly.html",
        "2026-W11/weekly.json",
        "2026-W11/weekly.csv",
        "calendar.ics",
    ];
    let before = names.map(|name| report(&scene, name));
    let (office, chat, writes) =
        (scene.office(), scene.told(), scene.github.journal().writes().len());
    assert_eq!((office.len(), chat.len()), (1, 1));
    let again = scene.run(monday() + TimeDelta::days(2), &[]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(names.map(|name| report(&scene, name)), before);
    assert_eq!((scene.office(), scene.told()), (office, chat));
    assert_eq!(scene.github.journal().writes().len(), writes, "GitHub is not written to again");
}

#[test]
fn a_missed_week_is_caught_up() {
    let scene = Scene::new();
    scene.run(monday(), &[]);
    scene.run(monday() + TimeDelta::weeks(3), &[]);
    let office = scene.office();
    assert_eq!(office.len(), 2);
    let last = &office[1];
    assert!(key(last).ends_with("2026-W14") && last.contains("21 days"), "{last}");
    assert!(last.contains("Work on 9 pull requests"), "{last}");
}

#[test]
fn a_rehearsal_prints_every_message_and_does_nothing() {
    let scene = Scene::new();
    scene.run(monday(), &[]);
    let requests = scene.github.journal().requests();
    let day = at("2026-04-08T06:00:00Z");
    let run = scene.run(day, &["--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for expected in [
        "=== to `office`, private: weekly/lantern-2026/2026-W15",
        "=== to `office`, private: reminder/lantern-2026/midterm/2026-04-21T17.00.00Z/two-weeks",
        "=== to `page`, public: weekly/lantern-2026/2026-W15",
        "=== to `chat`, private: reminder/lantern-2026/midterm/2026-04-21T17.00.00Z/two-weeks",
    ] {
        assert!(run.stdout.contains(expected), "{expected} is not in\n{}", run.stdout);
    }
    assert!(run.stderr.contains("5 messages would be sent"), "{}", run.stderr);
    assert_eq!(scene.github.journal().requests(), requests, "nobody was asked for anything");
    assert_eq!((scene.office().len(), scene.told().len()), (1, 1));
    assert!(!scene.monitor.path().join("reports").join(PROGRAM).join("2026-W15").exists());
}

#[test]
fn a_channel_that_fails_blocks_no_other_and_is_tried_again() {
    let scene = Scene::new();
    scene.chat.will([Turn::Refuse(404, "no_service".to_owned())]);
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("step `post/chat` failed"), "{}", run.stderr);
    assert!(!run.stderr.contains("LANTERN0SECRET"), "{}", run.stderr);
    assert_eq!((scene.office().len(), scene.page().len(), scene.told().len()), (1, 1, 0));
    let last = scene.beats.taken().pop().unwrap();
    assert!(last.path.ends_with("/fail"), "{last:?}");
    let run = scene.run(monday() + TimeDelta::hours(1), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!((scene.office().len(), scene.told().len()), (1, 1));
}

#[test]
fn an_answer_that_is_lost_is_said_and_nothing_is_sent_again() {
    let scene = Scene::new();
    scene.chat.will([Turn::Lose]);
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("is not known, for the answer was lost"), "{}", run.stderr);
    scene.run(monday() + TimeDelta::days(1), &[]);
    assert_eq!(scene.told().len(), 1);
    scene.run(monday() + TimeDelta::weeks(1), &[]);
    let office = scene.office();
    assert!(
        office[1].contains("whether `chat` got `weekly/lantern-2026/2026-W11` is not known"),
        "{}",
        office[1]
    );
    scene.run(monday() + TimeDelta::weeks(2), &[]);
    assert!(!scene.office()[2].contains("is not known, for"), "it is said once");
}

#[test]
fn a_collection_that_fails_is_named_and_the_report_is_made_anew() {
    let scene = Scene::new();
    scene.run(monday(), &[]);
    let next = monday() + TimeDelta::weeks(1);
    scene.github.inject_times(
        When::matching(|entry| entry.is_graphql() && entry.name != "Viewer"),
        Fault::BadCredentials,
        500,
    );
    let run = scene.run(next, &[]);
    scene.github.clear_faults();
    assert_eq!(run.code, 1, "{}", run.stderr);
    let told = scene.office();
    let stale = told.iter().find(|text| key(text).ends_with("W12"));
    if let Some(stale) = stale {
        assert!(stale.contains("The step `sync` has failed since 2026-03-16"), "{stale}");
    }
    let run = scene.run(next + TimeDelta::hours(6), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = scene.office();
    assert_eq!(told.len(), 2, "it is changed in place");
    assert!(
        !told[1].contains("has failed") && told[1].contains("Work on 3 pull requests"),
        "{}",
        told[1]
    );
}

#[test]
fn the_office_gets_nothing_private_once_everybody_can_read_it() {
    let scene = Scene::new();
    scene.monitor.write(
        "config/posting.toml",
        "[[channel]]\nname = \"page\"\ngithub = \"lantern-works/page#1\"\naudience = \"private\"\n",
    );
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`lantern-works/page`"), "{}", run.stderr);
    assert_eq!(scene.page().len(), 0);
    scene.monitor.write("config/policy.toml", "publish-verdicts = true\n");
    let run = scene.run(monday() + TimeDelta::hours(1), &[]);
    assert_eq!((run.code, scene.page().len()), (0, 1), "{}", run.stderr);
}

#[test]
fn two_runs_at_once_are_one() {
    let scene = Scene::new();
    scene.run(monday(), &[]);
    let mut store = monitor_store::Store::open(&scene.monitor.path().join("monitor.db")).unwrap();
    let lock = store.lock("weekly", "somebody else", monday()).unwrap();
    let run = scene.run(monday() + TimeDelta::weeks(1), &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("hint: "), "{}", run.stderr);
    drop(lock);
    assert_eq!(scene.run(monday() + TimeDelta::weeks(1), &[]).code, 0);
}

#[test]
fn everything_wrong_with_the_channels_is_said_before_anything_is_done() {
    let scene = Scene::new();
    scene.monitor.write(
        "config/posting.toml",
        "[[channel]]\nname = \"a\"\n[[channel]]\nname = \"a\"\ngithub = \"x\"\n",
    );
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error: config/posting.toml").count(), 3, "{}", run.stderr);
    assert!(!scene.monitor.path().join("monitor.db").exists());
}

#[test]
fn the_page_of_a_run_of_actions_gets_the_report_without_verdicts_and_within_its_limit() {
    let scene = Scene::new();
    let posting = |name: &str| format!("[[channel]]\nname = \"page\"\nsummary-env = \"{name}\"\n");
    scene.monitor.write("config/posting.toml", &posting("NOT_SET"));
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 0, "a variable that is not set is nobody who reads: {}", run.stderr);
    scene.monitor.write("config/posting.toml", &posting("SUMMARY_FILE"));
    scene.run(monday(), &[]);
    let path = scene.monitor.path().join("summary.md");
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("# ") && page.contains("Lantern"), "{page}");
    assert!(!page.contains("@everyone") && !page.contains("standing"), "{page}");
    let full = "x".repeat(899_990);
    std::fs::write(&path, &full).unwrap();
    scene.run(monday(), &[]);
    let page = std::fs::read_to_string(&path).unwrap();
    assert_eq!(&page[full.len()..], "\n\nThere is more; see the reports.\n");
}

#[test]
fn a_channel_whose_first_try_failed_is_told_all_of_it_later() {
    let scene = Scene::new();
    scene.chat.will([Turn::Refuse(404, "no_service".to_owned())]);
    let run = scene.run(at("2026-04-08T06:00:00Z"), &[]);
    assert_eq!((run.code, scene.told().len()), (1, 0), "{}", run.stderr);
    let run = scene.run(at("2026-04-15T06:00:00Z"), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = scene.told();
    let with = |words: &str| told.iter().filter(|text| text.contains(words)).count();
    assert_eq!(with("evaluations are due soon"), 1, "{told:#?}");
    assert_eq!((with("Work on"), told.len()), (2, 3), "both weeks, and the reminder: {told:#?}");
}

#[test]
fn a_message_that_can_t_be_sent_keeps_no_other_from_its_channel() {
    let scene = Scene::new();
    scene.chat.will([Turn::Refuse(400, "invalid_blocks".to_owned())]);
    let run = scene.run(at("2026-04-08T06:00:00Z"), &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let told = scene.told();
    assert!(told.len() == 1 && told[0].contains("evaluations are due soon"), "{told:#?}");
    let run = scene.run(at("2026-04-09T06:00:00Z"), &[]);
    assert_eq!((run.code, scene.told().len()), (0, 2), "{}", run.stderr);
}

#[test]
fn a_rehearsal_knows_what_was_refused_and_what_is_made_anew() {
    let scene = Scene::new();
    let posting = |audience: &str| {
        format!(
            "[[channel]]\nname = \"page\"\ngithub = \"lantern-works/page#1\"\naudience = \"{audience}\"\n"
        )
    };
    scene.monitor.write("config/posting.toml", &posting("private"));
    assert_eq!(scene.run(monday(), &[]).code, 1);
    let later = monday() + TimeDelta::hours(1);
    let run = scene.run(later, &["--dry-run"]);
    assert!(run.stdout.contains("weekly/lantern-2026/2026-W11"), "{}{}", run.stdout, run.stderr);
    scene.monitor.write("config/posting.toml", &posting("public"));
    assert_eq!(scene.run(later, &[]).code, 0);
    let run = scene.run(later, &["--dry-run"]);
    assert!(run.stderr.contains("nothing would be sent"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_failed_in_a_channel_that_is_gone_is_not_said_for_ever() {
    let scene = Scene::new();
    scene.chat.will([Turn::Refuse(404, "no_service".to_owned())]);
    scene.run(monday(), &[]);
    scene.monitor.write(
        "config/posting.toml",
        "[[channel]]\nname = \"office\"\ngithub = \"lantern-works/office#1\"\naudience = \"private\"\n",
    );
    scene.run(monday() + TimeDelta::weeks(1), &[]);
    let office = scene.office();
    assert!(!office[1].contains("post/chat"), "{}", office[1]);
}

#[test]
fn a_run_that_stops_at_the_quota_reminds_and_reports_later() {
    let scene = Scene::new();
    // The quota goes by the clock of this machine.
    let now = chrono::Utc::now();
    let date = |days| (now + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    let due = (now + TimeDelta::days(14) - TimeDelta::hours(6)).format("%Y-%m-%dT%H:%M:%SZ");
    let midterm = ROSTER.find("[[period]]").unwrap()..ROSTER.find("[[enrollment]]").unwrap();
    let mut roster = ROSTER.to_owned();
    let (from, to) = (date(-60), date(9));
    roster.replace_range(
        midterm,
        &format!("[[period]]\nid = \"term\"\nstarts = {from}\nends = {to}\ndue = {due}\n"),
    );
    let roster = roster.replace("2026-03-02", &from).replace("2026-06-07", &to);
    scene.monitor.write("config/programs/lantern.toml", &roster);
    scene.github.limits(|limits| limits.points_per_hour = 12);
    let run = scene.run(now, &[]);
    assert_eq!(run.code, 4, "{}", run.stderr);
    assert_eq!((scene.office().len(), scene.told().len()), (1, 1), "{}", run.stderr);
    assert!(key(&scene.office()[0]).ends_with("two-weeks"));
    scene.github.limits(|limits| limits.points_per_hour = 5_000);
    let run = scene.run(now + TimeDelta::hours(1), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!((scene.office().len(), scene.told().len()), (2, 2), "the report, and no reminder");
}

#[test]
fn the_public_can_t_tell_a_pass_from_a_fail() {
    let scene = Scene::new();
    scene.run(at("2026-04-20T06:00:00Z"), &[]);
    let noon = at("2026-04-20T12:00:00Z");
    let shown = |verdict: &str| {
        let of = "evaluate lantern-2026 ada-lumen --period midterm";
        scene.done(noon, &format!("{of} {verdict} --as noor-blaze --note quiet_word"));
        let formats = ["table", "markdown", "html", "json", "csv"];
        let report = |format| format!("report weekly lantern-2026 --public --format {format}");
        let mut all = formats.map(|format| scene.done(noon, &report(format))).to_vec();
        all.push(scene.done(noon, "report calendar lantern-2026"));
        all
    };
    let pass = shown("pass");
    assert_eq!(pass, shown("fail"));
    assert_eq!(pass, shown("extend"));
    assert!(pass.iter().all(|text| !text.contains("quiet word")));
}

#[test]
fn a_hundred_mentees_fit_into_what_channels_take() {
    let scene = Scene::new();
    let head = ROSTER.split("[[enrollment]]").next().unwrap();
    let one = |n| {
        format!(
            "[[enrollment]]\nlogin = \"mentee-{n}\"\nproject = \"{}\"\nmentors = [\"mentor-{n}\"]\norganizations = [\"lantern-works\"]\n",
            "<b>@everyone</b> | & _".repeat(6)
        )
    };
    let enrollments: String = (0..100).map(one).collect();
    scene.monitor.write("config/programs/lantern.toml", &format!("{head}{enrollments}"));
    let run = scene.run(at("2026-04-24T06:00:00Z"), &[]);
    assert!(run.stderr.is_empty() || !run.stderr.contains("failed"), "{}", run.stderr);
    let weekly = |texts: Vec<String>| texts.iter().filter(|text| key(text).contains("W17")).count();
    assert!(weekly(scene.office()) > 1, "GitHub takes 65,536 characters");
    let chat = scene.told();
    let length = |text: &String| text.chars().count();
    assert!(chat.iter().map(length).sum::<usize>() > 40_000, "more than a chat takes at once");
    assert!(chat.len() > 1, "a chat takes 40,000 characters");
    for n in 0..100 {
        let name = format!("mentee-{n}");
        assert!(chat.iter().any(|text| text.contains(&name)), "{name} is missing");
    }
}

#[test]
fn who_was_forgotten_is_in_no_report_any_more_and_runs_go_on() {
    let scene = Scene::new();
    scene.run(monday(), &[]);
    assert!(scene.office()[0].contains("ada-lumen"));
    let rest: Vec<&str> = ROSTER.split("[[enrollment]]").collect();
    let without = format!("{}[[enrollment]]{}[[enrollment]]{}", rest[0], rest[2], rest[3]);
    scene.monitor.write("config/programs/lantern.toml", &without);
    let later = monday() + TimeDelta::hours(2);
    scene.done(later, "forget lantern-2026 ada-lumen --because asked_for_it --as root");
    let run = scene.run(later + TimeDelta::hours(1), &[]);
    assert!([0, 5].contains(&run.code), "{}", run.stderr);
    assert_eq!((scene.office().len(), scene.told().len()), (1, 1), "the same report, made anew");
    assert!(!scene.office()[0].contains("ada-lumen"), "{}", scene.office()[0]);
    let html = report(&scene, "2026-W11/weekly.html");
    assert!(!html.contains("ada-lumen") && html.contains("grace-wick"));
    let run = scene.run(monday() + TimeDelta::weeks(1), &[]);
    assert!([0, 5].contains(&run.code), "{}", run.stderr);
    assert_eq!(scene.office().len(), 2);
}

#[test]
fn a_program_runs_on_while_an_answer_is_open() {
    let scene = Scene::new();
    scene.run(at("2026-06-10T06:00:00Z"), &[]);
    let raised = at("2026-07-05T12:00:00Z");
    let of = "lantern-2026 ada-lumen --period final";
    scene.done(raised, &format!("evaluate {of} pass --as noor-blaze"));
    scene
        .done(raised, &format!("decide dispute {of} --criterion own-work --as root --because why"));
    scene.run(at("2026-07-06T06:00:00Z"), &[]);
    let run = scene.run(at("2026-07-13T06:00:00Z"), &[]);
    assert!([0, 5].contains(&run.code), "{}", run.stderr);
    let office = scene.office();
    let over = office.iter().filter(|text| text.contains("the time for an answer is over")).count();
    assert_eq!(over, 1, "more than four weeks after the due date: {office:#?}");
    assert!(scene.page().iter().all(|text| !text.contains("answer")), "{:?}", scene.page());
}

#[cfg(unix)]
#[test]
fn reports_are_for_whoever_runs_the_monitor() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    assert_eq!(scene.run(monday(), &[]).code, 0);
    let mode = scene.monitor.path().join("reports").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "verdicts stand in them");
}

#[test]
fn report_weekly_tells_of_the_last_week_and_leaves_verdicts_out_for_the_public() {
    let scene = Scene::new();
    let run = scene.run(monday(), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let later = monday() + TimeDelta::weeks(1);
    scene.run(later, &[]);
    let markdown = scene.done(later, "report weekly --format markdown");
    assert!(markdown.contains("# Lantern: 2026-03-09 to 2026-03-16"), "{markdown}");
    assert!(markdown.contains("Work on 3 pull requests"), "{markdown}");
    let public = scene.done(later, "report weekly lantern-2026 --public --format json");
    assert!(
        public.contains("\"audience\": \"public\"") && !public.contains("\"standing\""),
        "{public}"
    );
    let html = scene.done(later, "report weekly lantern-2026 --format html");
    assert!(html.contains("<h1>") && !html.contains("<script"), "{html}");
}
