//! Verdicts from a spreadsheet: CSV with a header row and the columns program, mentee, period and verdict.

use std::collections::BTreeMap;

use monitor_analysis::calibrate::Verdict;
use monitor_model::{EnrollmentKey, Login, PeriodId, Program, ProgramId};
use monitor_roster::{Level, Place, Problem};

/// The verdicts by program, mentee and period.
type Known = BTreeMap<(ProgramId, EnrollmentKey, PeriodId), Verdict>;

/// The columns, in the order in which rows are read.
const COLUMNS: [&str; 4] = ["program", "mentee", "period", "verdict"];

/// What a header must be.
const HEADER: &str = "the first row must be `program,mentee,period,verdict`, in any order";

/// Reads verdicts of these programs, with everything that is wrong. `file` is only shown.
pub(super) fn read(file: &str, text: &str, programs: &[Program]) -> (Known, Vec<Problem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let problem = |line, says: String, input: &str, hint: String| Problem {
        place: Place::new(file, line, ""),
        level: Level::Problem,
        input: input.to_owned(),
        says,
        hint,
    };
    let (mut known, mut problems) = (Known::new(), Vec::new());
    let columns = match columns(&mut reader) {
        Ok(columns) => columns,
        Err((says, input)) => {
            return (known, vec![problem(Some(1), says, &input, HEADER.to_owned())]);
        }
    };
    for row in reader.records() {
        let line = |position: Option<&csv::Position>| {
            position.and_then(|position| u32::try_from(position.line()).ok())
        };
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let hint = "save it as CSV with commas".to_owned();
                problems.push(problem(line(error.position()), error.to_string(), "", hint));
                continue;
            }
        };
        let cells = columns.map(|at| row.get(at).unwrap_or(""));
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let wrong = match verdict(cells, programs) {
            Err((says, input, hint)) => Some((says, input, hint)),
            Ok((of, verdict)) => known.insert(of, verdict).map(|_| twice(cells)),
        };
        problems.extend(
            wrong.map(|(says, input, hint)| problem(line(row.position()), says, &input, hint)),
        );
    }
    (known, problems)
}

/// Where each column is.
fn columns(reader: &mut csv::Reader<&[u8]>) -> Result<[usize; COLUMNS.len()], (String, String)> {
    let header = reader.headers().map_err(|error| (error.to_string(), String::new()))?;
    let place = |name| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let places = COLUMNS.map(place);
    let missing: Vec<String> = COLUMNS
        .iter()
        .zip(places)
        .filter(|(_, place)| place.is_none())
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return Ok(places.map(Option::unwrap_or_default));
    }
    let input = header.iter().collect::<Vec<_>>().join(",");
    Err((format!("the header `{input}` lacks {}", missing.join(", ")), input))
}

/// What is wrong with a row: a sentence, the input, and a hint.
type Wrong = (String, String, String);

/// What a row says, of whom.
fn verdict(
    [program, mentee, period, verdict]: [&str; 4],
    programs: &[Program],
) -> Result<((ProgramId, EnrollmentKey, PeriodId), Verdict), Wrong> {
    let wrong = |says: String, input: &str, known: Vec<String>| {
        let hint = if known.is_empty() { "there is none".into() } else { known.join(", ") };
        (says, input.to_owned(), format!("known are {hint}"))
    };
    let of = programs.iter().find(|of| of.id.as_str() == program).ok_or_else(|| {
        let ids = programs.iter().map(|of| format!("`{}`", of.id)).collect();
        wrong(format!("there is no program `{program}`"), program, ids)
    })?;
    let key = EnrollmentKey::from_text(mentee);
    let login = Login::read(mentee).ok().map(|(login, _)| login);
    let by_key = of.enrollments.iter().find(|e| e.key == key);
    let by_login =
        || of.enrollments.iter().find(|e| login.is_some() && e.mentee.login() == login.as_ref());
    let enrollment = by_key.or_else(by_login).ok_or_else(|| {
        let keys = of.enrollments.iter().map(|e| e.key.as_str().to_owned()).collect();
        wrong(format!("`{program}` has no mentee `{mentee}`"), mentee, keys)
    })?;
    let period = of.periods.iter().find(|p| p.id.as_str() == period).ok_or_else(|| {
        let ids = of.periods.iter().map(|p| format!("`{}`", p.id)).collect();
        wrong(format!("`{program}` has no period `{period}`"), period, ids)
    })?;
    let says = verdict.to_ascii_lowercase().parse::<Verdict>().map_err(|_| {
        let hint = "write `pass` or `fail`".to_owned();
        (format!("`{verdict}` is no verdict"), verdict.to_owned(), hint)
    })?;
    Ok(((of.id.clone(), enrollment.key.clone(), period.id.clone()), says))
}

fn twice([program, mentee, period, _]: [&str; 4]) -> Wrong {
    let says = format!("`{mentee}` has a verdict for `{period}` of `{program}` already");
    (says, mentee.to_owned(), "keep the one that holds".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs() -> Vec<Program> {
        let text = include_str!("../../../../../fixtures/demo/lantern-2026-spring.toml");
        monitor_roster::native::read("lantern.toml", text).program.into_iter().collect()
    }

    #[test]
    fn columns_may_stand_in_any_order_and_case() {
        let text = "\u{feff}Verdict, period ,MENTEE,program,note\npass,midterm,ADA-lumen,lantern-2026-spring,well done\n\n,,,\n";
        let (known, problems) = read("verdicts.csv", text, &programs());
        assert_eq!(problems, []);
        let found: Vec<_> =
            known.iter().map(|((_, key, period), v)| (key.as_str(), period.as_str(), *v)).collect();
        assert_eq!(found, [("ada-lumen", "midterm", Verdict::Passed)]);
    }

    #[test]
    fn every_problem_is_said_with_its_line() {
        let text = "program,mentee,period,verdict\n\
            lantern-2025,ada-lumen,midterm,pass\n\
            lantern-2026-spring,nobody-here,midterm,pass\n\
            lantern-2026-spring,ada-lumen,third,pass\n\
            lantern-2026-spring,ada-lumen,midterm,great\n\
            lantern-2026-spring,ada-lumen,midterm,fail\n\
            lantern-2026-spring,ada-lumen,midterm,pass\n\
            lantern-2026-spring,ada-lumen\n";
        let problems = read("verdicts.csv", text, &programs()).1;
        let said: Vec<String> =
            problems.iter().map(|p| format!("{}: {}", p.place, p.says)).collect();
        assert_eq!(
            said,
            [
                "verdicts.csv:2: there is no program `lantern-2025`",
                "verdicts.csv:3: `lantern-2026-spring` has no mentee `nobody-here`",
                "verdicts.csv:4: `lantern-2026-spring` has no period `third`",
                "verdicts.csv:5: `great` is no verdict",
                "verdicts.csv:7: `ada-lumen` has a verdict for `midterm` of `lantern-2026-spring` already",
                "verdicts.csv:8: `lantern-2026-spring` has no period ``",
            ]
        );
        assert!(problems.iter().all(|problem| !problem.hint.is_empty()));
    }

    #[test]
    fn a_header_that_lacks_columns_says_which() {
        let problems = read("verdicts.csv", "mentee,verdict\na,pass\n", &programs()).1;
        assert_eq!(problems[0].says, "the header `mentee,verdict` lacks `program`, `period`");
        assert_eq!(read("verdicts.csv", "", &programs()).1.len(), 1);
    }
}
