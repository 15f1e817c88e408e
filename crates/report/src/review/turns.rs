//! Whom to pay and whom to ask: the mentees of a review by whose turn it is.

use monitor_model::{Actor, Mentor, Standing, Verdict};

use super::{Review, Row};
use crate::agreement;
use crate::words;

/// Who is paid, and with whom the administrator or a mentor is next; only what occurs, and nothing before anybody said anything. Of
/// those whose evaluation is not due yet nobody needs to be reminded.
pub(super) fn turns(review: &Review<'_>) -> Vec<(&'static str, String)> {
    if !review.has_agreement() {
        return Vec::new();
    }
    let said = [
        ("To pay", all(review, |row| of(row).is_payable().then(|| name(row)))),
        ("The administrator's turn", all(review, |row| turn(row, Actor::Administrator))),
        ("A mentor's turn", all(review, |row| turn(row, Actor::Mentor))),
    ];
    let said = said.into_iter().filter(|(_, who)| !who.is_empty());
    said.map(|(what, who)| (what, format!("{}.", who.join(", ")))).collect()
}

fn all(review: &Review<'_>, says: impl Fn(&Row<'_>) -> Option<String>) -> Vec<String> {
    let mut said: Vec<String> = review.rows.iter().filter_map(says).collect();
    said.sort_unstable();
    said
}

const fn of(row: &Row<'_>) -> Standing {
    row.assessment.stand.standing
}

fn name(row: &Row<'_>) -> String {
    words::mentee(&row.assessment.enrollment).to_owned()
}

/// A mentee with whom somebody is next: where it stands, and which mentors can be asked.
fn turn(row: &Row<'_>, whose: Actor) -> Option<String> {
    let has_time = matches!(of(row), Standing::AwaitingEvaluation | Standing::Extended);
    if row.assessment.stand.next != Some(whose) || has_time {
        return None;
    }
    let mut about = vec![what(row).to_owned()];
    if whose == Actor::Mentor {
        let mentors = row.assessment.enrollment.mentors.iter().map(Mentor::shown);
        let mentors: Vec<&str> = mentors.collect();
        about.push(if mentors.is_empty() {
            "the roster names no mentor".to_owned()
        } else {
            format!("ask {}", mentors.join(" or "))
        });
    }
    Some(format!("{} ({})", name(row), about.join("; ")))
}

/// What there is to do, in the fewest words.
fn what(row: &Row<'_>) -> &'static str {
    match (of(row), row.assessment.agreement.verdict()) {
        (Standing::AwaitingAdministrator, Some(Verdict::Pass)) => "evidence to accept",
        (Standing::AwaitingAdministrator, _) => "dates to set",
        (standing, _) => agreement::standing(standing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn nobody_is_named_before_anybody_said_something() {
        let (program, before) = (fixture::program(), fixture::assessments());
        assert!(turns(&fixture::review(&program, &before)).is_empty());
    }

    #[test]
    fn each_mentee_has_one_turn_and_who_is_paid_has_none() {
        let (program, after) = (fixture::program(), fixture::agreed());
        let review = fixture::review(&program, &after);
        let said = turns(&review);
        let names = |what: &str| {
            let of = said.iter().find(|(whose, _)| *whose == what);
            of.map_or("", |(_, who)| who.as_str())
        };
        for row in &review.rows {
            let (name, stand) = (name(row), row.assessment.stand);
            let expected = match (stand.standing, stand.next) {
                (Standing::Agreed, _) => Some("To pay"),
                (Standing::AwaitingEvaluation | Standing::Extended, _) | (_, None) => None,
                (_, Some(Actor::Administrator)) => Some("The administrator's turn"),
                (_, Some(_)) => Some("A mentor's turn"),
            };
            for what in ["To pay", "The administrator's turn", "A mentor's turn"] {
                let is_named = names(what).contains(&name);
                assert_eq!(is_named, expected == Some(what), "{name} {what}: {said:?}");
            }
        }
    }

    #[test]
    fn a_mentor_is_asked_by_name_where_the_roster_has_one() {
        let (program, mut after) = (fixture::program(), fixture::agreed());
        let named = |all: &[monitor_model::Assessment]| {
            turns(&fixture::review(&program, all)).pop().unwrap().1
        };
        assert!(named(&after).contains("; ask "), "{}", named(&after));
        after.iter_mut().for_each(|assessment| assessment.enrollment.mentors.clear());
        assert!(named(&after).contains("; the roster names no mentor)"), "{}", named(&after));
    }
}
