//! Pages in a headless Chromium: how wide they are, what axe says of them, how many sheets of paper they take.

use std::path::{Path, PathBuf};
use std::process::Command;

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// How wide the window is, in CSS pixels.
    pub(crate) width: u32,
    /// Whether the person prefers dark colours.
    pub(crate) dark: bool,
}

/// Every look at which a page must hold.
pub(crate) const LOOKS: [Look; 4] = [
    Look { width: 390, dark: false },
    Look { width: 390, dark: true },
    Look { width: 1280, dark: false },
    Look { width: 1280, dark: true },
];

fn run(arguments: &[String]) -> String {
    let browser = std::env::var_os("MONITOR_BROWSER")
        .map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--allow-file-access-from-files", "--window-size=1400,1000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .output()
        .expect("the browser starts");
    String::from_utf8(output.stdout).unwrap()
}

/// Opens a page in a frame of a width, with a script in the frame's document or in the one around it, and gives what the script made the
/// title of the outer document.
fn framed(page: &Path, width: u32, script: &str) -> String {
    let frame = page.with_extension(format!("{width}.frame.html"));
    let name = page.file_name().unwrap().display();
    let around = format!(
        "<title></title><body style='margin:0'><iframe id=f src='{name}' style='border:0;width:{width}px;height:900px'></iframe>\
         <script>{script}</script>"
    );
    std::fs::write(&frame, around).unwrap();
    let budget = "--virtual-time-budget=60000".to_owned();
    let dom = run(&[budget, "--dump-dom".to_owned(), format!("file://{}", frame.display())]);
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let Some((title, _)) = title else { panic!("the browser gave no title:\n{dom}") };
    title.to_owned()
}

/// By how many pixels the content of a page is wider than the page.
pub(crate) fn overflow(page: &Path, width: u32) -> i32 {
    let script = "onload=()=>{e=document.getElementById('f').contentDocument.documentElement;document.title=e.scrollWidth-e.clientWidth}";
    framed(page, width, script).parse().unwrap()
}

/// What axe finds wrong with a page, one line per rule.
pub(crate) fn violations(page: &Path, look: Look) -> Vec<String> {
    let axe =
        std::env::var_os("MONITOR_AXE").expect("MONITOR_AXE names axe.min.js, as .ci/run sets it");
    let axe = std::fs::read_to_string(axe).unwrap();
    let mut text = std::fs::read_to_string(page).unwrap();
    // A page that allows no script can't be asked by one. The copy prefers what the person prefers, and opens what is closed.
    let policy =
        text.lines().find(|line| line.contains("Content-Security-Policy")).map(str::to_owned);
    text = text.replace(&policy.unwrap_or_default(), "");
    if look.dark {
        text = text.replace("(prefers-color-scheme: dark)", "(min-width: 0)");
    }
    let ask = "onload=()=>{document.querySelectorAll('details').forEach(d=>d.open=true);axe.run(document).then(r=>{parent.document.title='done;'+r.violations.map(v=>v.id+': '+v.help+' ('+v.nodes.length+'), '\
               +v.nodes.slice(0,3).map(n=>n.target.join(' ')+' '+n.any.concat(n.all).map(c=>c.message).join(' ')).join(' / ')).join(';')},\
               e=>{parent.document.title='failed: '+e})}";
    let copy = page.with_extension(format!(
        "{}{}.axe.html",
        look.width,
        if look.dark { ".dark" } else { "" }
    ));
    std::fs::write(&copy, format!("{text}<script>{axe}</script><script>{ask}</script>")).unwrap();
    let said = framed(&copy, look.width, "");
    let found = said.strip_prefix("done;").unwrap_or_else(|| panic!("axe did not end: {said}"));
    found.split(';').filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// How many sheets of paper a page takes.
pub(crate) fn sheets(page: &Path) -> usize {
    let pdf = page.with_extension("pdf");
    let to = format!("--print-to-pdf={}", pdf.display());
    run(&[to, "--no-pdf-header-footer".to_owned(), format!("file://{}", page.display())]);
    let bytes = std::fs::read(&pdf).expect("the browser prints");
    let text = String::from_utf8_lossy(&bytes);
    let pages = text.match_indices("/Type /Page");
    pages.filter(|(at, found)| !text[at + found.len()..].starts_with('s')).count()
}
