//! The review's page in a real browser, at the width of a desk and of a hand.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::Monitor;

fn browser() -> PathBuf {
    std::env::var_os("MONITOR_BROWSER")
        .map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

/// Opens the page in a frame of a width and says by how many pixels its content is wider.
fn overflow(folder: &Path, width: u32) -> i32 {
    let frame = folder.join(format!("frame-{width}.html"));
    let probe = format!(
        "<body style='margin:0'><iframe id=f src='review.html' style='border:0;width:{width}px;height:900px'></iframe>\
         <script>onload=()=>{{e=document.getElementById('f').contentDocument.documentElement;document.title=e.scrollWidth-e.clientWidth}}</script>"
    );
    std::fs::write(&frame, probe).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser())
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args([
            "--allow-file-access-from-files",
            "--window-size=1400,1000",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", frame.display()))
        .output()
        .expect("the browser starts");
    let dom = String::from_utf8(output.stdout).unwrap();
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let Some((title, _)) = title else { panic!("the browser gave no title:\n{dom}") };
    title.parse().unwrap()
}

#[test]
#[ignore = "needs Chromium; .ci/run installs it and runs this"]
fn nobody_has_to_scroll_sideways() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let folder = monitor.path().join("here");
    let wide = "<table style='width:900px'><tr><td>wide</td></tr></table>";
    monitor.write("here/wide/review.html", wide);
    assert!(overflow(&folder.join("wide"), 390) > 0, "the probe finds what is too wide");
    for width in [390, 768, 1280] {
        assert_eq!(overflow(&folder, width), 0, "the page is wider than {width} pixels");
    }
}
