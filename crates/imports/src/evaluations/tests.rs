//! Files of evaluations from end to end.

use chrono::{DateTime, Utc};
use monitor_model::{
    Enrollment, EnrollmentKey, Login, Mentee, Mentor, Program, Project, Scope, Verdict, Window,
};

use super::*;

mod cases;
mod laws;
mod workbook;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn enrollment(login: &str, mentors: &[&str]) -> Enrollment {
    let mentee = Mentee::Login(Login::parse(login).unwrap());
    Enrollment {
        key: EnrollmentKey::for_mentee(&mentee, |_| false),
        mentee,
        project: Project { title: format!("Work of {login}"), ..Project::default() },
        mentors: mentors.iter().map(|text| Mentor::read(text)).collect(),
        scope: Scope::default(),
        work: vec![],
        own_windows: std::collections::BTreeMap::new(),
        former_names: Vec::new(),
    }
}

fn program_of(enrollments: Vec<Enrollment>) -> Program {
    Program {
        id: "lantern-2026".parse().unwrap(),
        title: "Lantern".into(),
        zone: chrono_tz::Tz::Europe__Berlin,
        window: Window::new(at("2026-03-01T00:00:00Z"), at("2026-05-25T00:00:00Z")).unwrap(),
        periods: vec![],
        hours_per_week: None,
        enrollments,
    }
}

/// Three mentees, of whom `ada-lumen` has two mentors.
fn program() -> Program {
    program_of(vec![
        enrollment("ada-lumen", &["grace-wick", "otto-prism"]),
        enrollment("bela-flint", &["grace-wick"]),
        enrollment("cyra-ember", &["grace-wick"]),
    ])
}

/// What a file says in the program above, with the common words and no form.
fn reading(bytes: &[u8]) -> Reading {
    reading_with(bytes, None, None)
}

fn reading_with(bytes: &[u8], form: Option<&Form>, sender: Option<&str>) -> Reading {
    let (program, names, settings) = (program(), Names::default(), Settings::default());
    let given = Given {
        program: &program,
        names: &names,
        settings: &settings,
        form,
        sender,
        at: at("2026-05-26T12:00:00Z"),
    };
    read("e.csv", bytes, &given)
}

fn problems(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(|p| format!("{}: {}", p.place.line, p.says)).collect()
}

fn notices(reading: &Reading) -> Vec<String> {
    reading.notices.iter().map(|n| format!("{}: {}", n.line, n.says)).collect()
}
