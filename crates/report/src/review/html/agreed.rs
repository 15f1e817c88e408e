//! What people said and decided of a mentee's period, on the page.

use chrono_tz::Tz;
use monitor_model::{Evidence, Look};

use super::inside::Act;
use crate::agreement;
use crate::dates::{instant, span};
use crate::escape::{is_web_address, plain};
use crate::looks::sentences;
use crate::review::{Review, Row};

/// Where the agreement stands, what it rests on, and the evidence.
pub(crate) struct Agreement {
    pub(crate) says: &'static str,
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) evidence: Vec<Act>,
}

/// The standing in words, and who is to act next.
pub(crate) fn standing(row: &Row<'_>) -> (&'static str, String) {
    let stand = &row.assessment.stand;
    let next = agreement::next(stand).map(|next| format!("next: {next}"));
    (agreement::standing(stand.standing), next.unwrap_or_default())
}

/// The agreement on a mentee's period, once anybody said anything of it.
pub(crate) fn agreement(row: &Row<'_>, review: &Review<'_>) -> Option<Agreement> {
    if !row.has_agreement() {
        return None;
    }
    let (zone, said) = (review.program.zone, &row.assessment.agreement);
    let mut facts = vec![("Standing", agreement::stands(&row.assessment.stand))];
    if let Some(evaluation) = &said.evaluation {
        facts.push(("Verdict", agreement::verdict(evaluation, zone)));
        facts.extend(evaluation.note.clone().map(|note| ("Note", note)));
    }
    facts.extend(said.decision.iter().map(|of| ("Decision", agreement::decision(of, zone))));
    if let Some(own) = &said.calendar {
        let dates = format!("{}; due {}", span(&own.window, zone), instant(own.due, zone));
        facts.push(("Own dates", dates));
    }
    let evidence = |of: &Evidence| Act {
        url: Some(of.url.to_string()).filter(|url| is_web_address(url)),
        text: plain(&agreement::evidence(of, zone)),
        about: plain(&about(of, row.assessment.look(of.id), zone)),
    };
    Some(Agreement {
        says: row.assessment.stand.says,
        facts: facts.into_iter().map(|(what, text)| (what, plain(&text))).collect(),
        evidence: said.evidence.iter().map(evidence).collect(),
    })
}

/// What a mentor says of evidence, and what looks at it came to.
fn about(of: &Evidence, look: Option<&Look>, zone: Tz) -> String {
    let opinion = agreement::opinion(of.opinion.as_ref(), zone);
    let looks = look.map_or_else(Vec::new, |look| sentences(look, zone));
    looks.iter().fold(opinion, |text, (what, says)| format!("{text} · {what}: {says}"))
}
