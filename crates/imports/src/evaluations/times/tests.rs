//! How times of forms are read, and that none is guessed.

use super::*;
use proptest::prelude::*;

const BERLIN: Tz = Tz::Europe__Berlin;

fn read(text: &str, order: Option<DateOrder>) -> Result<String, String> {
    let at = Written::read(text).and_then(|w| w.instant(text, order, BERLIN));
    at.map(|at| at.to_rfc3339()).map_err(|fault| fault.says)
}

#[test]
fn what_has_one_meaning_is_read() {
    let expected = "2026-04-13T07:30:00+00:00";
    let cases = [
        "2026-04-13T09:30:00+02:00",
        "2026-04-13T07:30:00Z",
        "2026-04-13T07:30:00.000Z",
        " 2026-04-13 09:30 ",
        "2026/4/13 9:30:00 AM GMT+2",
        "2026/04/13 9:30:00 a.m. CEST",
        "2026-04-13, 13:00:00 GMT+5:30",
        "2026-04-13 07:30:00 UTC",
        "2026-04-13 03:30:00 -0400",
        "4/13/2026 9:30:00",
        "13/4/2026 9:30",
        "13.04.2026 09:30",
    ];
    for text in cases {
        assert_eq!(read(text, None).as_deref(), Ok(expected), "{text}");
    }
    assert_eq!(read("4/4/2026 12:05:00 AM", None).unwrap(), "2026-04-03T22:05:00+00:00");
    assert_eq!(read("4/4/2026 12:05:00 PM", None).unwrap(), "2026-04-04T10:05:00+00:00");
}

#[test]
fn what_has_two_meanings_is_a_problem_until_the_order_is_given() {
    let text = "3/4/2026 10:00:00";
    let says = read(text, None).unwrap_err();
    assert_eq!(
        says,
        "`3/4/2026 10:00:00` may be two days: nothing says whether the month or the day comes first"
    );
    assert_eq!(read(text, Some(DateOrder::MonthFirst)).unwrap(), "2026-03-04T09:00:00+00:00");
    assert_eq!(read(text, Some(DateOrder::DayFirst)).unwrap(), "2026-04-03T08:00:00+00:00");
    assert!(read(text, Some(DateOrder::YearFirst)).is_err());
    assert!(read("13/4/2026 10:00", Some(DateOrder::MonthFirst)).is_err());
    for order in DateOrder::ALL {
        assert!(read("2026-04-03 10:00", Some(*order)).is_ok(), "ISO is understood in any case");
    }
}

#[test]
fn hours_that_clocks_skip_or_repeat_need_an_offset() {
    assert!(read("2026-03-29 02:30", None).unwrap_err().contains("never happened"));
    assert!(read("2026-10-25 02:30", None).unwrap_err().contains("happened twice"));
    assert_eq!(read("2026-10-25 02:30 CEST", None).unwrap(), "2026-10-25T00:30:00+00:00");
    assert_eq!(read("2026-10-25 02:30 CET", None).unwrap(), "2026-10-25T01:30:00+00:00");
    assert!(read("2026-10-25 02:30+01:00", None).is_ok());
    assert!(read("2026-04-13 09:30 PDT", None).unwrap_err().contains("names the zone `PDT`"));
}

#[test]
fn anything_else_is_a_problem() {
    let cases = [
        "",
        "yesterday",
        "2026-04-13",
        "13/4/26 10:00",
        "2026-02-30 10:00",
        "2026-04-13 25:00",
        "2026-04-13 10",
        "2026-04-13 13:00 PM",
        "2026-04-13 0:30 AM",
        "2026-04-13 10:00 +99:00",
        "2026-04-13 10:00 +2x",
        "0026-04-13 10:00",
        "2026-04/13 10:00",
        "45730.5",
        "2026-04-13 10:00:00 and more",
        "31/31/2026 1:00",
    ];
    for text in cases {
        assert!(read(text, Some(DateOrder::MonthFirst)).is_err(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_stumble(text in "\\PC{0,40}|[0-9/:.TZapmGMT+ -]{0,30}") {
        for order in DateOrder::ALL.iter().copied().map(Some).chain([None]) {
            let _ = read(&text, order);
        }
    }

    #[test]
    fn an_instant_comes_back_from_iso(seconds in 0..6_000_000_000_i64) {
        let at = DateTime::from_timestamp(seconds, 0).unwrap();
        prop_assert_eq!(read(&at.to_rfc3339(), None).unwrap(), at.to_rfc3339());
        let there = at.with_timezone(&BERLIN);
        let with_zone = there.format("%Y/%m/%d %-I:%M:%S %p %Z").to_string();
        prop_assert_eq!(read(&with_zone, None).unwrap(), at.to_rfc3339());
    }

    /// Without an order, a date is read only where no other order gives another one.
    #[test]
    fn nothing_is_guessed(p in 1..32_u32, q in 1..32_u32) {
        let text = format!("{p}/{q}/2026 12:00:00");
        let orders = [DateOrder::MonthFirst, DateOrder::DayFirst].map(|order| read(&text, Some(order)).ok());
        let both: Vec<_> = orders.into_iter().flatten().collect();
        let sure = !both.is_empty() && both.iter().all(|at| at == &both[0]);
        prop_assert_eq!(read(&text, None).ok(), sure.then(|| both[0].clone()));
    }
}
