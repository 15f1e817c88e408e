//! The mentors as JSON, schema `mentorship-monitor/mentors/1`.

use chrono_tz::Tz;
use monitor_model::{Assessment, Finding, Mentor, MentorActs};
use serde::Serialize;

use super::{MenteeShown, MentorShown, Mentors};
use crate::RenderError;
use crate::dates::rfc3339;
use crate::interaction::NOTE;
use crate::wire::{ActsJson, EnrollmentJson, FindingJson, PeriodJson, ProgramJson, WaitingJson};

#[derive(Serialize)]
struct MentorsJson<'a> {
    schema: &'static str,
    note: &'static str,
    program: ProgramJson<'a>,
    as_of: String,
    mentors: Vec<MentorJson<'a>>,
}

#[derive(Serialize)]
struct MentorJson<'a> {
    mentor: &'a str,
    /// Whether the roster has a login, without which nothing can be seen.
    observable: bool,
    mentees: Vec<MenteeJson<'a>>,
}

#[derive(Serialize)]
struct MenteeJson<'a> {
    mentee: EnrollmentJson<'a>,
    periods: Vec<ActsOfPeriodJson<'a>>,
    waiting: Vec<WaitingJson<'a>>,
    maybe_waiting: u32,
    findings: Vec<FindingOfPeriodJson<'a>>,
}

#[derive(Serialize)]
struct ActsOfPeriodJson<'a> {
    period: PeriodJson<'a>,
    begun: bool,
    complete: bool,
    #[serde(flatten)]
    acts: ActsJson<'a>,
}

#[derive(Serialize)]
struct FindingOfPeriodJson<'a> {
    period: &'a str,
    #[serde(flatten)]
    finding: FindingJson<'a>,
}

/// The mentors as JSON.
pub(super) fn render(view: &Mentors<'_>) -> Result<String, RenderError> {
    let zone = view.program.zone;
    let json = MentorsJson {
        schema: "mentorship-monitor/mentors/1",
        note: NOTE,
        program: ProgramJson::of(view.program),
        as_of: rfc3339(view.as_of, zone),
        mentors: view.mentors.iter().map(|shown| mentor(shown, zone)).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

fn mentor<'a>(shown: &'a MentorShown<'a>, zone: Tz) -> MentorJson<'a> {
    MentorJson {
        mentor: shown.mentor.shown(),
        observable: matches!(shown.mentor, Mentor::Login(_)),
        mentees: shown.mentees.iter().map(|of| mentee(of, zone)).collect(),
    }
}

fn mentee<'a>(of: &'a MenteeShown<'a>, zone: Tz) -> MenteeJson<'a> {
    let period = |&(assessment, acts): &(&'a Assessment, &'a MentorActs)| ActsOfPeriodJson {
        period: PeriodJson::of(&assessment.period, zone),
        begun: assessment.elapsed.is_some(),
        complete: assessment.interaction.complete,
        acts: ActsJson::of(acts, assessment.interaction.complete, zone),
    };
    let finding = |&(assessment, finding): &(&'a Assessment, &'a Finding)| FindingOfPeriodJson {
        period: assessment.period.id.as_str(),
        finding: FindingJson::of(finding),
    };
    MenteeJson {
        mentee: EnrollmentJson::of(of.enrollment, of.name),
        periods: of.periods.iter().map(period).collect(),
        waiting: of.waiting.iter().map(|waiting| WaitingJson::of(waiting, zone)).collect(),
        maybe_waiting: of.maybe_waiting,
        findings: of.findings.iter().map(finding).collect(),
    }
}
