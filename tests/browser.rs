//! Pages in a real browser: at the width of a desk and of a hand, in light and dark, for people who can't see, and on paper.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

#[path = "browser/chromium.rs"]
mod chromium;

use std::path::PathBuf;

use chromium::{LOOKS, Look, overflow, sheets, violations};
use support::Monitor;

/// How many mentees the demo has.
const MENTEES: usize = 17;

/// The program of the demo.
const PROGRAM: &str = "lantern-2026-spring";

/// Pages that are made of documents.
const DOCUMENTS: [&str; 4] = ["weekly.html", "public.html", "mentor.html", "statistics.html"];

/// The demo, with the packet beside its review: of everybody, of one mentee, and with words that have no blanks; and the reports that
/// are documents.
struct Pages {
    monitor: Monitor,
}

impl Pages {
    fn new() -> Self {
        let monitor = Monitor::new();
        monitor.with(&["demo", "--out", "here"]);
        let pages = Self { monitor };
        let packet = pages.packet(&[]);
        let long = "a".repeat(39);
        let title = "unbreakable".repeat(20);
        let hard = packet.replace("ada-lumen", &long).replace("Beam", &title);
        pages.monitor.write("here/packet.html", &packet);
        pages.monitor.write("here/long.html", &hard);
        pages.monitor.write("here/one.html", &pages.packet(&["--mentee", "cleo-flux"]));
        let after = |which: &[&str]| pages.report("2026-04-15T10:00+02:00", which);
        let weekly = after(&["weekly", PROGRAM]);
        pages.monitor.write("here/long-week.html", &weekly.replace("ada-lumen", &long));
        pages.monitor.write("here/weekly.html", &weekly);
        pages.monitor.write("here/public.html", &after(&["weekly", PROGRAM, "--public"]));
        pages.monitor.write("here/mentor.html", &after(&["mentor", PROGRAM]));
        pages.monitor.write("here/statistics.html", &after(&["statistics"]));
        pages
    }

    fn packet(&self, more: &[&str]) -> String {
        let packet = ["period", PROGRAM, "--period", "midterm"];
        self.report("2026-04-14T12:00+02:00", &[&packet, more].concat())
    }

    /// A report as a page, as of an instant.
    fn report(&self, now: &str, which: &[&str]) -> String {
        let mut arguments = vec!["--db", "here/demo.db", "--now", now, "report"];
        arguments.extend(which);
        arguments.extend(["--format", "html"]);
        let run = self.monitor.with(&arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    }

    fn at(&self, name: &str) -> PathBuf {
        self.monitor.path().join("here").join(name)
    }

    /// A page with something wrong, which the probe must find.
    fn control(&self, body: &str) -> PathBuf {
        let head = "<!DOCTYPE html><html lang=en><meta name=viewport content=width=device-width><title>t</title>";
        self.monitor.write("here/control.html", &format!("{head}<main><h1>t</h1>{body}</main>"));
        self.at("control.html")
    }
}

#[test]
#[ignore = "needs Chromium; .ci/run installs it and runs this"]
fn nobody_has_to_scroll_sideways() {
    let pages = Pages::new();
    let wide = pages.control("<table style='width:900px'><tr><td>wide</td></tr></table>");
    assert!(overflow(&wide, 390) > 0, "the probe finds what is too wide");
    let pages_to_look_at = ["review.html", "packet.html", "long.html", "long-week.html"];
    for name in pages_to_look_at.into_iter().chain(DOCUMENTS) {
        for width in [390, 768, 1280] {
            assert_eq!(overflow(&pages.at(name), width), 0, "{name} is wider than {width} pixels");
        }
    }
}

#[test]
#[ignore = "needs Chromium and axe; .ci/run installs them and runs this"]
fn everybody_can_read_the_pages() {
    let pages = Pages::new();
    let faint = pages.control("<p style='color:#ccc;background:#fff'>faint</p><img src=x.png>");
    let found = violations(&faint, Look { width: 1280, dark: false }).join("\n");
    assert!(found.contains("color-contrast") && found.contains("image-alt"), "{found}");
    let dark = "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>dark</p>";
    let dark = pages.control(dark);
    assert!(violations(&dark, Look { width: 390, dark: false }).is_empty());
    assert!(!violations(&dark, Look { width: 390, dark: true }).is_empty(), "dark is looked at");
    for name in ["review.html", "packet.html", "one.html"].into_iter().chain(DOCUMENTS) {
        for look in LOOKS {
            let found = violations(&pages.at(name), look);
            assert!(found.is_empty(), "{name} at {look:?}:\n{}", found.join("\n"));
        }
    }
}

#[test]
#[ignore = "needs Chromium; .ci/run installs it and runs this"]
fn the_packet_prints_a_cover_and_a_sheet_per_mentee() {
    let pages = Pages::new();
    let text = std::fs::read_to_string(pages.at("packet.html")).unwrap();
    assert_eq!(text.matches("<article ").count(), MENTEES);
    assert_eq!(sheets(&pages.at("one.html")), 1, "a mentee of whom little is to be said");
    // A page with long lists takes a second sheet; here few have any, whatever fonts there are.
    let all = sheets(&pages.at("packet.html"));
    assert!((1 + MENTEES..=5 + MENTEES).contains(&all), "{all} sheets");
    // Without the pages, the cover is one sheet; without breaks between them, mentees would share one.
    pages.monitor.write("here/cover.html", &cover(&text));
    assert_eq!(sheets(&pages.at("cover.html")), 1);
    pages.monitor.write("here/run.html", &text.replace("break-before: page", "break-before: auto"));
    assert!(sheets(&pages.at("run.html")) < all);
}

/// The packet without its pages.
fn cover(packet: &str) -> String {
    let (before, _) = packet.split_once("<article ").unwrap();
    let (_, after) = packet.rsplit_once("</article>").unwrap();
    format!("{before}{after}")
}
