//! The reports of a week: made of its snapshot and the one before, and written to files.

use std::path::Path;

use monitor_model::{Audience, CalendarWeek, ProgramId};
use monitor_report::{Calendar, Format, Privacy, Style, Weekly};
use monitor_store::ReportedWeek;

use crate::commands::as_of::{self, Source};
use crate::commands::report::packet;
use crate::commands::weekly::{self, Moment};
use crate::exit::Failure;
use crate::files;
use crate::settings::Settings;

/// For how many days before an evaluation is due, and after, the packet of its period is written.
const PACKET_DAYS: (i64, i64) = (14, 28);

/// What the report of a week rests on.
pub(super) struct Told {
    pub(super) week: CalendarWeek,
    before: Moment,
    after: Moment,
    troubles: Vec<String>,
}

impl Told {
    /// Of a week that was reported, given all of them.
    pub(super) fn of(
        program: &ProgramId,
        week: &ReportedWeek,
        all: &[ReportedWeek],
        settings: &Settings,
    ) -> Result<Self, Failure> {
        let source = as_of::source(Some(&week.snapshot), settings)?;
        let after = weekly::moment(&source, program)?;
        let before = match weekly::earlier(all, week.week, week.at) {
            Some(earlier) => {
                weekly::moment(&as_of::source(Some(&earlier.snapshot), settings)?, program)?
            }
            None => weekly::a_week_before(program, &source)?,
        };
        Ok(Self { week: week.week, before, after, troubles: week.troubles.clone() })
    }

    /// Of the week as it would be reported now.
    pub(super) fn now(
        program: &ProgramId,
        all: &[ReportedWeek],
        troubles: Vec<String>,
        settings: &Settings,
    ) -> Result<Self, Failure> {
        let source = as_of::source(None, settings)?;
        let after = weekly::moment(&source, program)?;
        let week = CalendarWeek::of(settings.now, after.program.zone);
        let before = match weekly::earlier(all, week, settings.now) {
            Some(earlier) => {
                weekly::moment(&as_of::source(Some(&earlier.snapshot), settings)?, program)?
            }
            None => weekly::a_week_before(program, &source)?,
        };
        Ok(Self { week, before, after, troubles })
    }

    /// The report for those who may read it.
    pub(super) fn report(&self, audience: Audience) -> Weekly<'_> {
        let (before, after) = (&self.before, &self.after);
        Weekly::new(
            &after.program,
            (before.side.clone(), &before.assessments),
            (after.side.clone(), &after.assessments),
            audience,
        )
        .with_troubles(self.troubles.clone())
    }
}

/// Writes the reports of a week, the packets of the periods that are evaluated about now, and the calendar. The same week gives the
/// same bytes.
pub(super) fn write(
    program: &ProgramId,
    told: &Told,
    folder: &Path,
    settings: &Settings,
) -> Result<(), Failure> {
    let of_program = folder.join(program.as_str());
    let of_week = of_program.join(told.week.to_string());
    let report = told.report(Audience::Private);
    let formats = [
        (Format::Markdown, "weekly.md"),
        (Format::Html, "weekly.html"),
        (Format::Json, "weekly.json"),
        (Format::Csv, "weekly.csv"),
    ];
    for (format, name) in formats {
        files::write(&of_week.join(name), &report.render(format, Style::Plain)?)?;
    }
    let after = &told.after;
    let calendar = Calendar::new(&[(&after.program, &after.assessments)], Privacy::Private);
    files::write(&of_program.join("calendar.ics"), &calendar.render())?;
    let Some(snapshot) = after.side.snapshot.as_deref() else { return Ok(()) };
    let source: Source = as_of::source(Some(snapshot), settings)?;
    for period in &after.program.periods {
        let away = (period.due - after.side.as_of).num_days();
        if (-PACKET_DAYS.1..=PACKET_DAYS.0).contains(&away) {
            let text = packet(&source, program, &period.id, Format::Html)?;
            files::write(&of_week.join(format!("packet-{}.html", period.id)), &text)?;
        }
    }
    Ok(())
}
