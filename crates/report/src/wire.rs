//! An assessment as JSON, shared by every view that holds assessments. Keys are `snake_case`, names are the model's own,
//! times are RFC 3339 in the program's zone, and a count always says whether it is all. Here: who, what and when.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{Enrollment, Mentee, Mentor, Period, Program, Window};
use serde::Serialize;

use crate::dates::rfc3339;

mod agreement;
mod assessment;
mod interaction;
mod looks;
mod progress;

pub(crate) use agreement::{AgreementJson, DoerJson};
pub(crate) use assessment::{AssessmentJson, FindingJson};
pub(crate) use interaction::{ActsJson, WaitingJson};
pub use looks::LookJson;
pub(crate) use looks::LookedJson;
pub(crate) use progress::ProgressJson;

#[derive(Serialize)]
pub(crate) struct ProgramJson<'a> {
    id: &'a str,
    title: &'a str,
    zone: &'static str,
    window: WindowJson,
}

impl<'a> ProgramJson<'a> {
    pub(crate) fn of(program: &'a Program) -> Self {
        Self {
            id: program.id.as_str(),
            title: &program.title,
            zone: program.zone.name(),
            window: WindowJson::of(&program.window, program.zone),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct PeriodJson<'a> {
    id: &'a str,
    window: WindowJson,
    due: String,
}

impl<'a> PeriodJson<'a> {
    pub(crate) fn of(period: &'a Period, zone: Tz) -> Self {
        Self {
            id: period.id.as_str(),
            window: WindowJson::of(&period.window, zone),
            due: rfc3339(period.due, zone),
        }
    }
}

#[derive(Serialize)]
struct WindowJson {
    from: String,
    to: String,
}

impl WindowJson {
    fn of(window: &Window, zone: Tz) -> Self {
        let at = |instant: DateTime<Utc>| rfc3339(instant, zone);
        Self { from: at(window.from()), to: at(window.to()) }
    }
}

#[derive(Serialize)]
pub(crate) struct EnrollmentJson<'a> {
    key: &'a str,
    login: Option<&'a str>,
    /// What stands in the roster where that is no login.
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_no_login: Option<String>,
    name: Option<&'a str>,
    project: ProjectJson<'a>,
    mentors: Vec<MentorJson<'a>>,
    scope: ScopeJson<'a>,
    work: Vec<&'static str>,
}

#[derive(Serialize)]
struct ProjectJson<'a> {
    title: &'a str,
    name: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum MentorJson<'a> {
    Login(&'a str),
    Name(&'a str),
}

#[derive(Serialize)]
struct ScopeJson<'a> {
    organizations: Vec<&'a str>,
    repositories: Vec<String>,
    issues: &'a [String],
}

impl<'a> EnrollmentJson<'a> {
    pub(crate) fn of(enrollment: &'a Enrollment, name: Option<&'a str>) -> Self {
        let (project, scope) = (&enrollment.project, &enrollment.scope);
        let (given, why_no_login) = match &enrollment.mentee {
            Mentee::Login(_) => (None, None),
            Mentee::Unresolved { given, why } => (Some(given.as_str()), Some(why.to_string())),
        };
        let mentor = |mentor: &'a Mentor| match mentor {
            Mentor::Login(login) => MentorJson::Login(login.as_str()),
            Mentor::Name(name) => MentorJson::Name(name),
        };
        Self {
            key: enrollment.key.as_str(),
            login: enrollment.mentee.login().map(monitor_model::Login::as_str),
            given,
            why_no_login,
            name,
            project: ProjectJson {
                title: &project.title,
                name: project.name.as_deref(),
                url: project.url.as_deref(),
            },
            mentors: enrollment.mentors.iter().map(mentor).collect(),
            scope: ScopeJson {
                organizations: scope.organizations.iter().map(|o| o.as_str()).collect(),
                repositories: scope.repositories.iter().map(ToString::to_string).collect(),
                issues: &scope.issues,
            },
            work: enrollment.work.iter().map(|kind| kind.as_str()).collect(),
        }
    }
}
