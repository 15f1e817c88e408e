//! The roster of a term, as the old tool kept it.

use serde_json::json;

use super::Term;
use super::people::Mentee;

/// One JSON object with the term, its weeks and its mentees.
pub(super) fn roster(term: &Term, people: &[Mentee]) -> String {
    let weeks: Vec<String> = (0..term.weeks).map(|week| term.monday(week).to_string()).collect();
    let end = term.monday(term.weeks.max(1)).pred_opt().unwrap_or_default();
    let cohort: Vec<_> = people.iter().map(|mentee| enrollment(term, mentee)).collect();
    let roster = json!({
        "term": term.id,
        "startDate": term.first.to_string(),
        "endDate": end.to_string(),
        "cohort": cohort,
        "weeks": weeks,
    });
    format!("{roster:#}\n")
}

fn enrollment(term: &Term, mentee: &Mentee) -> serde_json::Value {
    let (project, topic) = (mentee.project, mentee.topic);
    json!({
        "username": mentee.rostered,
        "mentors": mentee.mentors,
        "organizations": [mentee.organization],
        "project": {
            "title": format!("CNCF - {project}: {topic} ({})", term.id),
            "ideaUrl": format!("https://ideas.example.org/{}/{}", term.id, mentee.organization),
            "platformUrl": format!("https://platform.example.org/project/{}", mentee.login),
        },
    })
}
