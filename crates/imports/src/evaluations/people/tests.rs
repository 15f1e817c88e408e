//! Whom a text means, and that nobody is taken for another.

use monitor_model::{LoginError, PeriodId, Project, Scope, Window};

use super::*;

fn enrollment(login: &str, title: &str, mentors: &[&str]) -> Enrollment {
    let mentee = Login::parse(login)
        .map_or_else(|why| Mentee::Unresolved { given: login.to_owned(), why }, Mentee::Login);
    Enrollment {
        key: EnrollmentKey::for_mentee(&mentee, |_| false),
        mentee,
        project: Project { title: title.to_owned(), ..Project::default() },
        mentors: mentors.iter().map(|text| Mentor::read(text)).collect(),
        scope: Scope::default(),
        work: vec![],
        own_windows: BTreeMap::<PeriodId, Window>::new(),
        former_names: Vec::new(),
    }
}

fn program() -> Program {
    let at = |text: &str| text.parse().unwrap();
    let mut twin = enrollment("Ada-Lumen", "Dimmable beams", &["grace-wick"]);
    twin.key = EnrollmentKey::from_text("ada-lumen~2");
    twin.mentee = Mentee::Unresolved { given: "ada-lumen".into(), why: LoginError::Duplicate };
    Program {
        id: "lantern-2026".parse().unwrap(),
        title: "Lantern".into(),
        zone: chrono_tz::Tz::Europe__Berlin,
        window: Window::new(at("2026-03-01T00:00:00Z"), at("2026-05-25T00:00:00Z")).unwrap(),
        periods: vec![],
        hours_per_week: None,
        enrollments: vec![
            enrollment("Ada-Lumen", "Brighter beams", &["grace-wick", "Otto Prism", "Grace-Wick"]),
            twin,
            enrollment("bela-flint", "A quieter igniter", &["grace-wick"]),
            enrollment("cyra-ember", "Beams at night", &[]),
            enrollment("Dora van Spark", "Beams at night", &["grace-wick"]),
        ],
    }
}

fn names() -> Names {
    let key = EnrollmentKey::from_text;
    Names {
        mentees: vec![
            (key("bela-flint"), "Bela Flint".into()),
            (key("cyra-ember"), "Cyra Ember".into()),
            (key("ada-lumen"), "Cyra Ember".into()),
            (key("nobody"), "No Body".into()),
        ],
        mentors: vec![
            (Login::parse("grace-wick").unwrap(), "Grace Wick".into()),
            (Login::parse("someone").unwrap(), "Otto Prism".into()),
        ],
    }
}

fn who(mentee: Option<&str>, project: Option<&str>) -> Result<String, Fault> {
    let program = program();
    let people = People::of(&program, &names());
    people.mentee(mentee, project).map(|enrollment| enrollment.key.to_string())
}

#[test]
fn a_mentee_is_found_by_login_key_name_and_project() {
    let cases = [
        (Some("bela-flint"), None, "bela-flint"),
        (Some(" @Bela-Flint "), None, "bela-flint"),
        (Some("https://github.com/bela-flint/"), None, "bela-flint"),
        (Some("ada-lumen~2"), None, "ada-lumen~2"),
        (Some("@ada-lumen"), None, "ada-lumen"),
        (Some("Bela Flint <bela@flint.example>"), None, "bela-flint"),
        (Some("flint, bela"), None, "bela-flint"),
        (Some("dora van spark"), None, "dora-van-spark~1"),
        (Some("A quieter igniter!"), None, "bela-flint"),
        (None, Some("a  quieter igniter"), "bela-flint"),
        (Some("Cyra Ember"), Some("Beams at night"), "cyra-ember"),
        (Some("bela-flint"), Some("a project nobody knows"), "bela-flint"),
    ];
    for (mentee, project, key) in cases {
        assert_eq!(who(mentee, project).as_deref(), Ok(key), "{mentee:?} {project:?}");
    }
}

#[test]
fn what_may_be_two_mentees_is_none() {
    let fault = who(Some("Cyra Ember"), None).unwrap_err();
    assert_eq!(fault.candidates, ["ada-lumen", "cyra-ember"]);
    assert_eq!(fault.says, "`Cyra Ember` may be several mentees: `ada-lumen`, `cyra-ember`");
    assert_eq!(who(Some("ada-lumen"), None).unwrap_err().candidates, ["ada-lumen", "ada-lumen~2"]);
    let fault = who(None, Some("Beams at night")).unwrap_err();
    assert_eq!(fault.candidates, ["cyra-ember", "dora-van-spark~1"]);
    let fault = who(Some("bela-flint"), Some("Beams at night")).unwrap_err();
    assert_eq!(fault.says, "`bela-flint` is not on the project `Beams at night`");
}

#[test]
fn what_nobody_is_called_names_the_nearest() {
    let fault = who(Some("bela-flimt"), None).unwrap_err();
    assert_eq!(
        (fault.says.as_str(), &fault.candidates[..]),
        ("`bela-flimt` is no mentee of this program", &["bela-flint".to_owned()][..])
    );
    assert!(who(Some("bela@flint.example"), None).unwrap_err().hint.contains("e-mail"));
    for text in ["No Body", "https://github.com/bela-flint/beams", "@bela", "bela-flint, ada-lumen"]
    {
        assert!(who(Some(text), None).is_err(), "{text}");
    }
    assert_eq!(who(None, None).unwrap_err().says, "the row names no mentee");
}

#[test]
fn a_mentor_is_one_of_the_enrollment() {
    let program = program();
    let people = People::of(&program, &names());
    let mentor = |at: usize, text: &str| {
        people
            .mentor(text, &program.enrollments[at])
            .map(|mentor| mentor.shown().to_owned())
            .map_err(|f| f.says)
    };
    for text in [
        "grace-wick",
        "@Grace-Wick",
        "https://github.com/grace-wick",
        "Wick, Grace",
        "grace wick <g@w.example>",
    ] {
        assert_eq!(mentor(2, text).as_deref(), Ok("grace-wick"), "{text}");
    }
    assert_eq!(mentor(0, "otto prism").as_deref(), Ok("Otto Prism"));
    assert!(mentor(0, "GRACE-WICK").is_ok(), "who stands there twice is one mentor");
    assert_eq!(mentor(2, "otto prism").unwrap_err(), "`otto prism` is no mentor of `bela-flint`");
    assert!(mentor(3, "grace-wick").is_err());
    assert!(mentor(2, "").is_err());
}
