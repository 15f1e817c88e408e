//! Times as forms write them: `2026-04-13T09:30:00+02:00`, `4/13/2026 9:30:00`, `2026/04/13 9:30:00 AM GMT+2`.

use chrono::{
    DateTime, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc,
};
use chrono_tz::Tz;
use monitor_model::named;

use super::fold::quote;
use super::problem::Fault;

const HINT: &str = "write it like `2026-04-13 09:30` or `2026-04-13T09:30:00+02:00`";

named! {
    /// The order of the parts of a date. Dates that begin with the year are understood in any case.
    DateOrder {
        /// As in the United States.
        MonthFirst = "month/day/year",
        /// As in most other places.
        DayFirst = "day/month/year",
        /// As in ISO 8601.
        YearFirst = "year/month/day",
    }
}

/// A time as it was written, before it is known where and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    day: Day,
    time: NaiveTime,
    offset: Offset,
}

/// A day, or the two that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Sure(NaiveDate),
    Either { month_first: Option<NaiveDate>, day_first: Option<NaiveDate> },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Offset {
    Missing,
    Fixed(FixedOffset),
    /// An abbreviation like `CEST`.
    Named(String),
}

impl Written {
    /// A time that is no text but a number with a format, as spreadsheets have them.
    pub(super) fn of_sheet(moment: NaiveDateTime) -> Self {
        Self { day: Day::Sure(moment.date()), time: moment.time(), offset: Offset::Missing }
    }

    /// Takes a text apart.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let wrong = |says: &str| Fault::new(text, format!("{} {says}", quote(text)), HINT);
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || "-/.".contains(c)));
        let (date, rest) = text.split_at(end.unwrap_or(text.len()));
        let day = day(date).map_err(wrong)?;
        let rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | 't' | ','));
        if rest.is_empty() {
            let hint =
                "add the time of day, or name no column for the time and give the time of the file";
            return Err(Fault { hint: hint.to_owned(), ..wrong("is a day without a time of day") });
        }
        let end = rest.find(|c: char| !(c.is_ascii_digit() || ":.".contains(c)));
        let (clock, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let (half, rest) = half_of_day(rest.trim_start());
        let time = time(clock, half).ok_or_else(|| wrong("has no time of day that exists"))?;
        let offset = offset(rest.trim())
            .ok_or_else(|| wrong("ends in something that is no offset from UTC"))?;
        Ok(Self { day, time, offset })
    }

    /// The order of its date, where only one makes sense and the year doesn't come first.
    pub(super) const fn proves(&self) -> Option<DateOrder> {
        match self.day {
            Day::Either { month_first: Some(_), day_first: None } => Some(DateOrder::MonthFirst),
            Day::Either { month_first: None, day_first: Some(_) } => Some(DateOrder::DayFirst),
            Day::Sure(_) | Day::Either { .. } => None,
        }
    }

    /// The instant, given the order of dates if it is known, and the zone for times without an offset.
    pub(super) fn instant(
        &self,
        input: &str,
        order: Option<DateOrder>,
        zone: Tz,
    ) -> Result<DateTime<Utc>, Fault> {
        let local = self.date(input, order)?.and_time(self.time);
        let found = match &self.offset {
            Offset::Fixed(offset) => offset.from_local_datetime(&local).map(|at| at.to_utc()),
            Offset::Missing => zone.from_local_datetime(&local).map(|at| at.to_utc()),
            Offset::Named(name) => {
                let found = zone.from_local_datetime(&local);
                let named =
                    |at: &DateTime<Tz>| at.format("%Z").to_string().eq_ignore_ascii_case(name);
                // An abbreviation even tells the two hours apart when clocks go back.
                let fits = [found.earliest(), found.latest()].into_iter().flatten().find(named);
                let Some(at) = fits else {
                    let says = format!(
                        "{} names the zone {}, which is not {zone} at that time",
                        quote(input),
                        quote(name)
                    );
                    return Err(Fault::new(
                        input,
                        says,
                        "write the offset from UTC, like `+02:00`",
                    ));
                };
                LocalResult::Single(at.to_utc())
            }
        };
        let says = match found {
            LocalResult::Single(at) => return Ok(at),
            LocalResult::Ambiguous(..) => {
                format!("{} happened twice in {zone}, when clocks went back", quote(input))
            }
            LocalResult::None => {
                format!("{} never happened in {zone}, for clocks went forward", quote(input))
            }
        };
        Err(Fault::new(input, says, "write the offset from UTC, like `+02:00`"))
    }

    fn date(&self, input: &str, order: Option<DateOrder>) -> Result<NaiveDate, Fault> {
        let (month_first, day_first) = match self.day {
            Day::Sure(day) => return Ok(day),
            Day::Either { month_first, day_first } => (month_first, day_first),
        };
        let (sure, says) = match order {
            Some(DateOrder::MonthFirst) => (month_first, "has no date with the month first"),
            Some(DateOrder::DayFirst) => (day_first, "has no date with the day first"),
            Some(DateOrder::YearFirst) => (None, "has no date with the year first"),
            None if month_first == day_first || day_first.is_none() => (month_first, ""),
            None if month_first.is_none() => (day_first, ""),
            None => {
                (None, "may be two days: nothing says whether the month or the day comes first")
            }
        };
        let either = [month_first, day_first].into_iter().flatten().map(|day| day.to_string());
        sure.ok_or_else(|| {
            let hint = "say the order of dates: `dates=month/day/year` or `dates=day/month/year` in the map of columns";
            Fault::new(input, format!("{} {says}", quote(input)), hint).among(either.collect())
        })
    }
}

/// Three numbers with one sign between them, the year with four digits at one end.
fn day(text: &str) -> Result<Day, &'static str> {
    const NONE: &str = "begins with no date that exists";
    let sign = text.find(|c: char| !c.is_ascii_digit()).and_then(|at| text[at..].chars().next());
    let parts: Vec<&str> = sign.map(|sign| text.split(sign).collect()).unwrap_or_default();
    let [a, b, c] = parts[..] else { return Err(NONE) };
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u32>().ok()).flatten();
    let year = |part: &str| {
        let year = (part.len() == 4).then(|| part.parse::<i32>().ok()).flatten();
        year.filter(|year| (1970..=2199).contains(year))
    };
    if let Some(y) = year(a) {
        let (m, d) = number(b).zip(number(c)).ok_or(NONE)?;
        return NaiveDate::from_ymd_opt(y, m, d).map(Day::Sure).ok_or(NONE);
    }
    if [a, b, c].iter().all(|part| part.len() <= 2) {
        return Err("has a date whose year has not four digits");
    }
    let (y, (p, q)) = year(c).zip(number(a).zip(number(b))).ok_or(NONE)?;
    let month_first = NaiveDate::from_ymd_opt(y, p, q);
    let day_first = NaiveDate::from_ymd_opt(y, q, p);
    if month_first.or(day_first).is_none() {
        Err(NONE)
    } else {
        Ok(Day::Either { month_first, day_first })
    }
}

/// Whether a text goes on with AM or PM, and what comes behind.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    for (word, pm) in [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)] {
        if let Some((head, rest)) = text.split_at_checked(word.len())
            && head.eq_ignore_ascii_case(word)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return (Some(pm), rest);
        }
    }
    (None, text)
}

/// `H:MM`, `H:MM:SS` or `H:MM:SS.fff`; of twelve hours where a half of the day is given.
fn time(text: &str, half: Option<bool>) -> Option<NaiveTime> {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => text,
    };
    let mut numbers = Vec::new();
    for part in whole.split(':') {
        numbers.push((part.len() <= 2).then(|| part.parse::<u32>().ok()).flatten()?);
    }
    let (h, m, s) = match numbers[..] {
        [h, m] => (h, m, 0),
        [h, m, s] => (h, m, s),
        _ => return None,
    };
    let h = match half {
        None => h,
        Some(pm) if (1..=12).contains(&h) => h % 12 + if pm { 12 } else { 0 },
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(h, m, s)
}

/// Nothing, `Z`, `UTC`, `GMT+5:30`, `+0200`, `+02:00`, or letters.
fn offset(text: &str) -> Option<Offset> {
    if text.is_empty() {
        return Some(Offset::Missing);
    }
    let upper = text.to_ascii_uppercase();
    let bare = ["UTC", "GMT", "Z"].iter().find_map(|word| upper.strip_prefix(word));
    let signed = bare.unwrap_or(&upper).replace('−', "-");
    if signed.is_empty() {
        return FixedOffset::east_opt(0).map(Offset::Fixed);
    }
    if let Some(digits) = signed.strip_prefix(['+', '-']) {
        let number = |text: &str| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| text.parse::<i32>().ok()).flatten()
        };
        let (h, m) = match digits.split_once(':') {
            Some((h, m)) => (number(h)?, number(m)?),
            None if digits.len() > 2 => {
                let (h, m) = digits.split_at_checked(digits.len() - 2)?;
                (number(h)?, number(m)?)
            }
            None => (number(digits)?, 0),
        };
        if h > 14 || m > 59 {
            return None;
        }
        let seconds = h * 3600 + m * 60;
        let east = if signed.starts_with('-') { -seconds } else { seconds };
        return FixedOffset::east_opt(east).map(Offset::Fixed);
    }
    upper.bytes().all(|b| b.is_ascii_alphabetic()).then_some(Offset::Named(upper))
}

#[cfg(test)]
mod tests;
