//! `demo`: a fictional term, from import to review, through the same code as any other.

use std::path::Path;

use monitor_model::{PeriodId, ProgramId};
use monitor_report::Format;
use monitor_store::Store;

use super::{import_activity, import_roster, review, rosters, store_to_write};
use crate::args::{Demo, RosterFormat, RosterReading};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;
use crate::{files, output};

/// The fictional term: the name of each file and its text.
const FIXTURES: [(&str, &str); 3] = [
    (
        "lantern-2026-spring.toml",
        include_str!("../../../../fixtures/demo/lantern-2026-spring.toml"),
    ),
    ("activity.jsonl", include_str!("../../../../fixtures/demo/activity.jsonl")),
    ("state.json", include_str!("../../../../fixtures/demo/state.json")),
];

/// Evaluation day of the fictional term, so that the demo prints the same on every day.
const EVALUATION_DAY: &str = "2026-04-14T12:00+02:00";

pub(super) fn run(arguments: &Demo, settings: &Settings) -> Result<Exit, Failure> {
    let out = &arguments.out;
    for (name, text) in FIXTURES {
        files::write(&out.join("fixtures").join(name), text)?;
    }
    let settings = &settings.for_demo(out, EVALUATION_DAY)?;
    let fixture = |name: &str| out.join("fixtures").join(name);
    let how = RosterReading {
        format: Some(RosterFormat::Toml),
        period: vec![],
        time_zone: None,
        map: None,
        frame: None,
    };
    let mut store = store_to_write(settings, false)?;
    for roster in rosters::read(&[fixture(FIXTURES[0].0)], &how, settings)? {
        settings.note(&import_roster::import(&mut store, &roster, false, settings)?);
    }
    let recorded = import_activity::read(&[fixture(FIXTURES[1].0)], settings)?;
    settings.note(&recorded.import(&mut store, false)?);
    show(&store, out, settings)
}

/// The review on the terminal and as a page.
fn show(store: &Store, out: &Path, settings: &Settings) -> Result<Exit, Failure> {
    let (program, period) =
        ids().ok_or_else(|| Failure::machine("the demo is broken", "please report it"))?;
    let cohort = super::cohort(store, &program, settings)?;
    let assessments = review::assess(&cohort, &period, settings)?;
    let render = |format| review::render(&cohort, &period, &assessments, vec![], format, settings);
    let page = out.join("review.html");
    files::write(&page, &render(Format::Html)?)?;
    output::result(&render(Format::Table)?)?;
    let shown = out.display();
    settings.note(&format!(
        "\nThe same as a page: {}\nNext: mentorship-monitor --db {shown}/monitor.db \\\n        --now {EVALUATION_DAY} show {program} ada-lumen",
        page.display()
    ));
    Ok(Exit::Done)
}

fn ids() -> Option<(ProgramId, PeriodId)> {
    Some((ProgramId::parse("lantern-2026-spring").ok()?, PeriodId::parse("midterm").ok()?))
}
