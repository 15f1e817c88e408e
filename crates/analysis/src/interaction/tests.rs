//! Examples of how mentors and mentee met.

use monitor_model::{Act, Count, Coverage, Interaction, Mentor, OwnItems, Stream, When, Window};

use super::fixture::*;
use crate::assess::fixture::{day, login, midterm, week};

fn of(cohort: &monitor_model::Cohort, now: u64) -> Interaction {
    midterm(cohort, day(now)).swap_remove(0).interaction
}

#[test]
fn what_each_mentor_did_in_the_period() {
    let mut cohort = waiting_on(&[1, 2]);
    let mentors = &mut cohort.records[0].enrollment.mentors;
    mentors.extend([Mentor::Name("Joan Glow".into()), Mentor::Login(login("HEDY"))]);
    cohort.records[0].responses = vec![
        response(2, "hedy", Act::Reviewed, day(9)),
        response(1, "Hedy", Act::Reviewed, day(3)),
        response(1, "hedy", Act::Merged, day(4)),
        response(1, "hedy", Act::Merged, day(4)),
        response(1, "grace", Act::Commented, day(5)),
        response(1, "hedy", Act::Commented, day(21)),
    ];
    let interaction = of(&cohort, 100);
    assert!(interaction.complete);
    let [hedy, joan] = &interaction.mentors[..] else { panic!("{interaction:?}") };
    let acts = hedy.acts.as_ref().unwrap();
    assert_eq!(acts.counts, [(Act::Reviewed, 2), (Act::Merged, 1)].into());
    assert_eq!((acts.first, acts.last), (day(3), day(9)));
    assert_eq!((joan.login(), &joan.acts), (None, &None));
    let early = of(&cohort, 4);
    assert_eq!(early.mentors[0].acts.as_ref().unwrap().counts, [(Act::Reviewed, 1)].into());
}

#[test]
fn an_answer_comes_after_a_mentor_on_an_own_item() {
    let mut cohort = waiting_on(&[1, 2]);
    let record = &mut cohort.records[0];
    record.responses = vec![
        response(1, "hedy", Act::Reviewed, day(9)),
        response(2, "grace", Act::Reviewed, day(3)),
    ];
    record.contributions.extend([
        comment(1, 1, When::At(day(8))),
        comment(1, 2, When::At(day(10))),
        comment(1, 3, When::Within(week(1))),
        comment(1, 4, When::Within(week(2))),
        comment(2, 5, When::At(day(10))),
        comment(7, 6, When::At(day(10))),
        comment(1, 7, When::At(day(22))),
    ]);
    assert_eq!(of(&cohort, 100).answers, Count { seen: 2, complete: true });
    cohort.records[0].coverage.retain(|(stream, ..)| *stream != Stream::Comments);
    assert_eq!(of(&cohort, 100).answers, Count { seen: 2, complete: false });
}

#[test]
fn the_first_response_of_what_was_opened_in_the_period() {
    let mut cohort = waiting_on(&[1, 2, 3, 4, 30]);
    assert_eq!(of(&cohort, 100).first_response.unwrap().median, None);
    let record = &mut cohort.records[0];
    record.responses = vec![
        response(1, "joan", Act::Reviewed, day(3)),
        response(1, "hedy", Act::Reviewed, day(2)),
        response(2, "ada", Act::Commented, day(3)),
        response(2, "hedy", Act::Commented, day(5)),
        response(3, "joan", Act::Authored, day(2)),
        response(5, "joan", Act::Authored, day(31)),
    ];
    record.details.extend([detail(4, false)]);
    record.responses.push(response(4, "joan", Act::Authored, day(40)));
    let first = of(&cohort, 100).first_response.unwrap();
    assert_eq!((first.median, first.answered), (Some(day(2) - day(0)), 2), "of 1 day and 3 days");
    assert_eq!(first.unanswered, 1, "a commit older than the pull request is no response");
    cohort.records[0].contributions.push(issue(9, day(5)));
    cohort.records[0].details.extend([thread(9, true), draft(3)]);
    let first = of(&cohort, 100).first_response.unwrap();
    assert_eq!((first.answered, first.unanswered), (2, 0), "neither an issue nor a draft waits");
    cohort.records[0].details.clear();
    assert_eq!(of(&cohort, 100).first_response, None);
}

#[test]
fn what_is_not_known_is_counted_apart() {
    let mut cohort = waiting_on(&[1, 2, 3]);
    cohort.records[0].details.extend([detail(2, false)]);
    cohort.records[0].details.remove(&detail(3, true).0);
    let interaction = of(&cohort, 10);
    assert_eq!((interaction.waiting.len(), interaction.maybe_waiting), (1, 2));
    assert!(!interaction.complete);
    cohort.records[0].responses = vec![response(2, "joan", Act::Commented, day(5))];
    assert_eq!(of(&cohort, 10).maybe_waiting, 1, "one response is enough to know");
    cohort.records[0].coverage.clear();
    let unasked = of(&cohort, 10);
    assert_eq!((unasked.waiting.len(), unasked.maybe_waiting), (0, 2));
}

#[test]
fn a_wait_is_as_old_as_the_last_time_somebody_asked() {
    let mut cohort = waiting_on(&[1]);
    let partial = Coverage::Partial("opened only".into());
    cohort.records[0].coverage = vec![
        (Stream::PullRequests, week(0), Coverage::Complete),
        (Stream::PullRequests, week(2), partial),
        (Stream::Issues, week(2), Coverage::Complete),
    ];
    let interaction = of(&cohort, 20);
    assert_eq!((interaction.as_of, interaction.waiting[0].since), (day(7), day(1)));
    assert_eq!(of(&cohort, 5).as_of, day(5));
    cohort.records[0].contributions[0].when = When::At(day(8));
    let later = of(&cohort, 20);
    assert_eq!((later.waiting.len(), later.maybe_waiting), (0, 1), "opened after that");
    cohort.records[0].contributions[0].when = When::At(day(1));
    cohort.records[0].coverage[0].1 = week(2);
    assert_eq!(of(&cohort, 10).waiting, [], "nobody has asked yet");
    assert_eq!(of(&waiting_on(&[1]), 100).as_of, day(100), "the last time counts");
}

#[test]
fn a_coarse_date_never_makes_a_wait_longer() {
    let mut cohort = waiting_on(&[1]);
    cohort.records[0].contributions[0].when = When::Within(week(1));
    assert_eq!(of(&cohort, 20).waiting[0].since, day(14));
    let running = of(&cohort, 10);
    assert_eq!((running.waiting.len(), running.maybe_waiting), (0, 1));
    cohort.records[0].responses = vec![response(1, "joan", Act::Commented, day(9))];
    assert_eq!(of(&cohort, 20).waiting, [], "it may have been open then");
}

#[test]
fn what_waits_at_the_end_of_a_period_may_not_wait_any_more() {
    let waits = |change: fn(&mut monitor_model::Record)| {
        let mut cohort = waiting_on(&[1, 30]);
        change(&mut cohort.records[0]);
        of(&cohort, 100).waiting.into_iter().map(|w| (w.since, w.still)).collect::<Vec<_>>()
    };
    assert_eq!(waits(|_| {}), [(day(1), true)], "what was opened later did not wait then");
    let closes = |r: &mut monitor_model::Record| {
        r.contributions.push(closed(1, Act::Closed, day(40)));
    };
    assert_eq!(waits(closes), [(day(1), false)]);
    let closes_then = |r: &mut monitor_model::Record| {
        r.contributions.push(closed(1, Act::Closed, day(21)));
    };
    assert_eq!(waits(closes_then), [], "at the very end");
    let answers = |r: &mut monitor_model::Record| {
        r.responses.push(response(1, "joan", Act::Commented, day(40)));
    };
    assert_eq!(waits(answers), [(day(1), false)]);
}

#[test]
fn somebody_elses_item_is_none_of_the_mentees() {
    let mut cohort = waiting_on(&[1]);
    let mut merged = closed(9, Act::Merged, day(5));
    merged.role = monitor_model::Role::Merger;
    cohort.records[0].contributions.push(merged);
    assert!(of(&cohort, 100).complete, "nothing need be known of it");
}

#[test]
fn an_own_repository_is_for_nobody_else_to_look_at() {
    let mut cohort = waiting_on(&[1]);
    cohort.records[0].enrollment.mentee = monitor_model::Mentee::Login(login("lantern-works"));
    cohort.records[0].enrollment.scope = monitor_model::Scope::default();
    let interaction = of(&cohort, 100);
    assert_eq!((interaction.own, interaction.first_response), (None, None));
    assert_eq!((interaction.waiting.len(), interaction.maybe_waiting), (0, 0));
}

#[test]
fn what_there_is_to_act_on_was_open_in_the_period() {
    let mut cohort = waiting_on(&[3, 5, 21]);
    assert_eq!(of(&cohort, 100).own, Some(OwnItems { count: 2, since: day(3) }));
    let window = week(1);
    let midterm = cohort.program.periods[0].id.clone();
    cohort.records[0].enrollment.own_windows.insert(midterm, window);
    assert_eq!(of(&cohort, 100).own, Some(OwnItems { count: 2, since: day(7) }));
    cohort.records[0].contributions.push(closed(1, Act::Closed, day(6)));
    assert_eq!(of(&cohort, 100).own, Some(OwnItems { count: 1, since: day(7) }));
    assert_eq!(of(&cohort, 0).own, None);
    let coarse = Window::new(day(5), day(9)).unwrap();
    cohort.records[0].contributions.last_mut().unwrap().when = When::Within(coarse);
    assert_eq!(of(&cohort, 100).own.unwrap().count, 2, "it may have been closed in the period");
}

#[test]
fn there_was_nothing_to_act_on_before_it_was_opened_for_sure() {
    let mut cohort = waiting_on(&[1]);
    let coarse = Window::new(day(18), day(25)).unwrap();
    cohort.records[0].contributions[0].when = When::Within(coarse);
    assert_eq!(of(&cohort, 100).own, Some(OwnItems { count: 1, since: day(21) }));
}
