//! Evaluations, evidence and decisions, one by one.

use std::path::Path;

use crate::scene::{EVENING, done, entries, refused, term};

#[test]
fn a_verdict_is_kept_with_the_standing_before_and_after_and_its_inputs() {
    let monitor = term();
    let said = done(
        &monitor,
        "evaluate spring @Ada-Lumen --period midterm pass --as @Grace-Wick --note good_work",
    );
    assert!(said.contains("entry 1: Grace-Wick (mentor) evaluates midterm as pass of ada-lumen"));
    assert!(
        said.contains("standing: awaiting-evaluation -> agreed; next to act: nobody"),
        "{said}"
    );
    let entries = entries(&monitor);
    let one = &entries[0];
    assert_eq!(
        (&one["standing_before"], &one["standing_after"]),
        (&"awaiting-evaluation".into(), &"agreed".into())
    );
    assert_eq!(one["inputs"].as_str().unwrap().len(), 64);
    assert_eq!((&one["reason"], &one["by"]), (&"good work".into(), &"Grace-Wick".into()));
}

#[test]
fn who_acts_is_said_or_stands_in_the_environment() {
    let monitor = term();
    let arguments = ["evaluate", "spring", "ada-lumen", "--period", "midterm", "pass"];
    let nobody = refused(&monitor, &arguments.join(" "));
    assert!(nobody.contains("`--as NAME`") && nobody.contains("`MONITOR_ACTOR`"), "{nobody}");
    let arguments = [&arguments[..], &["--now", EVENING]].concat();
    let run = |who| monitor.run_with::<&Path>(&arguments, &[], &[("MONITOR_ACTOR", who)]);
    assert_eq!(run(" ").code, 2);
    assert_eq!(run("grace-wick").code, 0);
    assert_eq!(entries(&monitor)[0]["by"], "grace-wick");
}

#[test]
fn refusals_leave_the_ledger_as_it_was() {
    let monitor = term();
    let ada = "spring ada-lumen --period midterm";
    for (line, says) in [
        (format!("evaluate {ada} pass --as omar-dusk"), "`omar-dusk` is no mentor of `ada-lumen`"),
        (format!("decide agree {ada} --as root"), "no mentor has evaluated `midterm`"),
        (format!("decide resolve {ada} --as root --because x"), "nothing to resolve"),
        (
            format!("evidence add {ada} --kind blog --url http://a.org/x --as grace-wick"),
            "`http://a.org…` is not taken",
        ),
        (
            format!("evidence add {ada} --kind blog --url https://a.org/x --as zoe"),
            "neither the mentee",
        ),
        (
            format!(
                "evidence add {ada} --kind blog --url https://a.org/x --as ada-lumen --done tomorrow"
            ),
            "is no day",
        ),
        (
            "evidence confirm spring ada-lumen 9 --as grace-wick --because x".to_owned(),
            "adds no evidence",
        ),
        ("evaluate spring zoe --period midterm pass --as grace-wick".to_owned(), "no mentee `zoe`"),
        (
            "evaluate spring ada-lumen --period mid pass --as grace-wick".to_owned(),
            "no period `mid`",
        ),
        (
            format!("decide extend {ada} --until 2026-02-01 --due 2026-05-01T12:00Z --as root"),
            "before the period begins",
        ),
    ] {
        let said = refused(&monitor, &line);
        assert!(said.contains(says), "{line}: {said}");
    }
    assert!(entries(&monitor).is_empty());
}

#[test]
fn nobody_acts_before_what_was_done_already() {
    let monitor = term();
    let line = "evaluate spring ada-lumen --period midterm pass --as grace-wick";
    done(&monitor, line);
    let said = refused(&monitor, &format!("{line} --note more --now 2026-04-13T15:00:00Z"));
    assert!(said.contains("entry 1 of the ledger is of 2026-04-13 16:00 +00:00"), "{said}");
}

#[test]
fn a_mentor_explains_what_the_record_does_not_show() {
    let monitor = term();
    let bo = "spring bo-candela --period midterm";
    let said = done(&monitor, &format!("evaluate {bo} pass --as omar-dusk"));
    assert!(said.contains("-> needs-explanation; next to act: mentor"), "{said}");
    let add = format!(
        "evidence add {bo} --kind figma --url https://www.figma.com/file/abc --hours 30 --done 2026-04-01 --as bo-candela"
    );
    assert!(done(&monitor, &add).contains("entry 2: bo-candela (mentee) adds figma"));
    assert!(refused(&monitor, &add).contains("has the same URL"));
    let confirm = "evidence confirm spring bo-candela 2 --as omar-dusk";
    assert!(refused(&monitor, confirm).contains("needs a reason"));
    let said = done(&monitor, &format!("{confirm} --because we_drew_it_together"));
    assert!(said.contains("-> awaiting-administrator; next to act: administrator"), "{said}");
    let list = done(&monitor, "evidence list spring --json");
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let piece = &list["evidence"][0];
    assert_eq!((&piece["state"], &piece["hours"]), (&"confirmed".into(), &30.into()));
    assert_eq!((&piece["done"], &piece["judged_by"]), (&"2026-04-01".into(), &"omar-dusk".into()));
    let text = done(&monitor, "evidence list spring bo-candela");
    assert!(text.contains("confirmed by omar-dusk: we drew it together"), "{text}");
    assert_eq!(done(&monitor, "evidence list spring ada-lumen"), "no evidence\n");
    done(&monitor, "evidence revoke spring bo-candela 2 --as omar-dusk");
    done(&monitor, "evidence reject spring bo-candela 2 --as omar-dusk --because another_file");
    assert_eq!(entries(&monitor).last().unwrap()["standing_after"], "needs-explanation");
}

#[test]
fn an_administrator_disputes_by_a_criterion_and_resolves() {
    let monitor = term();
    let bo = "spring bo-candela --period midterm";
    done(&monitor, &format!("evaluate {bo} pass --as omar-dusk"));
    let dispute = format!("decide dispute {bo} --as root --because nothing_was_shown");
    assert!(refused(&monitor, &format!("{dispute} --criterion taste")).contains("no criterion"));
    let said = done(&monitor, &format!("{dispute} --criterion work-shown"));
    assert!(said.contains("-> disputed; next to act: mentor"), "{said}");
    let said = done(&monitor, &format!("decide resolve {bo} --as root --because they_met"));
    assert!(said.contains("disputed -> agreed"), "{said}");
}

#[test]
fn a_fail_stays_a_fail_whatever_an_administrator_does() {
    let monitor = term();
    let ada = "spring ada-lumen --period midterm";
    done(&monitor, &format!("evaluate {ada} fail --as grace-wick --note no_answer_for_weeks"));
    for decision in ["agree", "resolve", "dispute --criterion work-shown"] {
        refused(&monitor, &format!("decide {decision} {ada} --as root --because x"));
    }
    let left = done(&monitor, "decide agree spring --period midterm --all-clear --as root");
    assert!(left.contains("leaves out ada-lumen: evaluated as fail"), "{left}");
    assert_eq!(entries(&monitor).len(), 1);
}

#[test]
fn more_time_moves_the_window_and_the_due_instant() {
    let monitor = term();
    let ada = "spring ada-lumen --period midterm";
    done(&monitor, &format!("evaluate {ada} extend --as grace-wick"));
    let until = "--until 2026-04-19 --due 2026-04-21T17:00+02:00";
    let said = done(&monitor, &format!("decide extend {ada} {until} --as root"));
    assert!(said.contains("-> extended"), "{said}");
    let review = done(&monitor, "review spring --period midterm --json");
    assert!(review.contains("2026-04-20T00:00:00"), "{review}");
}

#[test]
fn all_that_is_clear_is_agreed_with_at_once_and_nothing_else() {
    let monitor = term();
    for (mentee, mentor) in
        [("ada-lumen", "grace-wick"), ("bo-candela", "omar-dusk"), ("cleo-flux", "grace-wick")]
    {
        done(&monitor, &format!("evaluate spring {mentee} --period midterm pass --as {mentor}"));
    }
    let line = "decide agree spring --period midterm --all-clear --as root";
    let dry = done(&monitor, &format!("{line} --dry-run"));
    assert!(dry.contains("would agree with the pass of ada-lumen\n"), "{dry}");
    assert!(dry.contains("leaves out bo-candela: the record shows nothing\n"), "{dry}");
    assert!(dry.contains("leaves out cleo-flux: not everything was seen\n"), "{dry}");
    assert_eq!(entries(&monitor).len(), 3);
    let said = done(&monitor, line);
    assert!(said.contains("midterm of spring: 1 pass, 2 left out\n"), "{said}");
    let last = entries(&monitor).last().unwrap().clone();
    assert_eq!((&last["deed"], &last["mentee"]), (&"agree".into(), &"ada-lumen".into()));
    let again = done(&monitor, line);
    assert!(again.contains("leaves out ada-lumen: entry 4 agrees already"), "{again}");
    assert_eq!(entries(&monitor).len(), 4);
}

#[test]
fn a_mentee_who_claims_missing_work_is_told_what_is_known_of_it() {
    let monitor = term();
    let add = "evidence add spring ada-lumen --period midterm --kind other";
    let url = "https://github.com/lantern-works/beam/pull/7";
    let said = done(&monitor, &format!("{add} --url {url} --as ada-lumen"));
    assert!(said.contains("\n\n") && said.contains("ada-lumen"), "{said}");
    // The pull request is Ada's; another mentee is told that it is another's, and not whose.
    let other = "evidence add spring bo-candela --period midterm --kind other --as bo-candela";
    let of_ada = done(&monitor, &format!("{other} --url {url}"));
    assert!(of_ada.contains("another account"), "{of_ada}");
    let unknown = "https://github.com/lantern-works/beam/pull/977";
    let of_nobody = done(&monitor, &format!("{other} --url {unknown}"));
    assert!(of_nobody.contains("It is not in the database"), "{of_nobody}");
    for said in [of_ada, of_nobody] {
        assert!(!said.contains("ada-lumen") && !said.contains("cleo-flux"), "{said}");
    }
    // Nothing to do with GitHub, though the second is of the same form.
    for url in ["https://a.org/talk", "https://www.figma.com/design/abc/calm"] {
        let other = done(&monitor, &format!("{add} --url {url} --as ada-lumen"));
        assert!(!other.contains("\n\n"), "{other}");
    }
}
