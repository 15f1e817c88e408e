//! The demo itself: the simulated GitHub is started on this machine, and then the same happens as with the real one. It is
//! asked twice, for one mentee changes the login in between. What people do meanwhile is told in [`Story`].

use std::path::Path;

use chrono::{DateTime, Utc};
use monitor_fetcher::Token;
use monitor_model::{PeriodId, ProgramId};
use monitor_report::Format;
use monitor_store::{Store, Wishes};
use monitor_testkit::github::http::Github;
use monitor_testkit::github::worlds::Lantern;

use super::story::{Acts, Story};
use crate::args::{Connection, RosterFormat, RosterReading, Sync};
use crate::commands::{import_roster, review, rosters, store_to_write, style, sync};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;
use crate::{files, output};

/// The roster of the fictional term.
const ROSTER: &str = include_str!("../../../../../fixtures/demo/lantern-2026-spring.toml");
/// Its program and the period that is reviewed.
const PROGRAM: &str = "lantern-2026-spring";
const PERIOD: &str = "midterm";
/// When it is reviewed: on the morning after evaluations were due. Stipends are paid on that day.
const MORNING: &str = "2026-04-15T10:00:00+02:00";
/// The simulated GitHub takes any token.
const TOKEN: &str = "ghp_fictional";

pub(super) fn run(out: &Path, settings: &Settings) -> Result<Exit, Failure> {
    let (program, period) = ids().ok_or_else(broken)?;
    let morning = MORNING.parse().map_err(|_| broken())?;
    let settings = &settings.for_demo(out, morning);
    let fixtures = out.join("fixtures");
    let file = fixtures.join(format!("{PROGRAM}.toml"));
    files::write(&file, ROSTER)?;
    // What an earlier demo left would make this one another one.
    files::remove(&settings.db, &["", "-wal", "-shm"])?;
    let mut store = store_to_write(settings, false)?;
    for roster in rosters::read(&[file], &reading(), settings)? {
        let none = Wishes::default();
        settings.note(&import_roster::import(&mut store, &roster, &none, false, settings)?.0);
    }
    let story = Story::read(fixtures)?;
    let rest = collect(&program, &mut store, &story, settings)?;
    story.tell(rest, settings)?;
    show(&store, &program, &period, out, settings)
}

/// Collects everything from the simulated GitHub, in the middle of the period and on the day on which evaluations are due. What
/// people do before that day's look happens in between; what they do later is given back.
fn collect<'s>(
    program: &ProgramId,
    store: &mut Store,
    story: &'s Story,
    settings: &Settings,
) -> Result<Acts<'s>, Failure> {
    let (lantern, world) = Lantern::begin();
    let github = Github::start_blocking(world);
    let arguments = Sync {
        since: None,
        program: Some(program.clone()),
        mentee: None,
        forecast: false,
        full: false,
        wait: false,
        connection: Connection { api_url: github.uri(), floor: 0, at_once: 8 },
    };
    let mut look = |now: DateTime<Utc>| {
        let token = Token::new(TOKEN).map_err(|_| broken())?;
        let settings = settings.at(now);
        let say = |text: &str| {
            settings.note(text.trim_end());
            Ok(())
        };
        // What could not be observed is part of what the demo shows.
        match sync::run_with(store, &arguments, &token, &settings, &say)? {
            Exit::Done | Exit::NotObserved => Ok(()),
            _ => Err(broken()),
        }
    };
    look(Lantern::first_look())?;
    let (before, after) = story.around(Lantern::second_look());
    story.tell(before, settings)?;
    github.world(|world| lantern.go_on(world));
    look(Lantern::second_look())?;
    Ok(after)
}

/// The review on the terminal and as a page.
fn show(
    store: &Store,
    program: &ProgramId,
    period: &PeriodId,
    out: &Path,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let (cohort, assessments) = review::assess(store, program, period, settings)?;
    let review = review::view(&cohort, period, &assessments, vec![], settings)?;
    let render = |format| review.render(format, style(settings));
    let page = out.join("review.html");
    files::write(&page, &render(Format::Html)?)?;
    output::result(&render(Format::Table)?)?;
    let (shown, now) = (out.display(), settings.now.format("%Y-%m-%dT%H:%MZ"));
    settings.note(&format!(
        "\nThe same as a page: {}\nNext: mentorship-monitor --db {shown}/demo.db \\\n        --now {now} show {program} ada-lumen",
        page.display()
    ));
    Ok(Exit::Done)
}

fn reading() -> RosterReading {
    RosterReading {
        format: Some(RosterFormat::Toml),
        period: vec![],
        time_zone: None,
        map: None,
        frame: None,
    }
}

fn ids() -> Option<(ProgramId, PeriodId)> {
    Some((ProgramId::parse(PROGRAM).ok()?, PeriodId::parse(PERIOD).ok()?))
}

pub(super) fn broken() -> Failure {
    Failure::machine("the demo is broken", "please report it")
}
