//! The changes for a terminal, 80 columns.

use monitor_analysis::changes::Changed;
use monitor_model::{Assessment, Finding};

use super::{Changes, Side};
use crate::dates::instant;
use crate::layout::{Paint, paint_lines, paragraph};
use crate::words::{counted, plural};
use crate::{Style, progress};

/// The changes as text.
pub(super) fn render(view: &Changes<'_>, style: Style) -> String {
    let mut out = String::new();
    let (program, period) = (view.program, &view.period.id);
    let title = format!("{} ({}), {period}: what changed", program.title.trim(), program.id);
    heading(&mut out, style, &title);
    paragraph(&mut out, "  from ", &side(view, &view.before));
    paragraph(&mut out, "  to   ", &side(view, &view.after));
    for changed in &view.changed {
        out.push('\n');
        one(&mut out, changed, style);
    }
    out.push('\n');
    paragraph(&mut out, "", &summary(view));
    out
}

fn heading(out: &mut String, style: Style, text: &str) {
    let mut lines = String::new();
    paragraph(&mut lines, "", text);
    out.push_str(&paint_lines(style, Paint::Heading, &lines));
}

fn side(view: &Changes<'_>, side: &Side) -> String {
    let at = instant(side.as_of, view.program.zone);
    match &side.snapshot {
        Some(id) => format!("snapshot {}, as of {at}", id.get(..12).unwrap_or(id)),
        None => format!("the database as it is, as of {at}"),
    }
}

fn one(out: &mut String, changed: &Changed<'_>, style: Style) {
    let name = changed.after.or(changed.before).and_then(|one| one.name.as_deref());
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    heading(out, style, &format!("{}{name}", changed.key));
    let (Some(before), Some(after)) = (changed.before, changed.after) else {
        let where_ = if changed.before.is_some() { "no longer among" } else { "new among" };
        paragraph(out, "  ", &format!("{where_} the mentees"));
        return;
    };
    if changed.standing() {
        let (from, to) = (before.stand.standing, after.stand.standing);
        paragraph(out, "  standing   ", &format!("{from} → {to}"));
    }
    if changed.level() {
        paragraph(out, "  level      ", &levels(before, after));
    }
    findings(out, "  no longer  ", &changed.gone());
    findings(out, "  new        ", &changed.appeared());
}

fn levels(before: &Assessment, after: &Assessment) -> String {
    format!("{} → {}", progress::level(before), progress::level(after))
}

fn findings(out: &mut String, head: &str, findings: &[&Finding]) {
    for finding in findings {
        paragraph(out, head, &format!("{}: {}", finding.rule, finding.says));
    }
}

fn summary(view: &Changes<'_>) -> String {
    let (n, same) = (view.changed.len() as u64, view.same as u64);
    let standings = view.changed.iter().filter(|changed| changed.standing()).count() as u64;
    let differ = plural(n, "differs", "differ");
    let mut says = match n {
        0 => "Nobody's standing, level or findings differ".to_owned(),
        _ => format!(
            "{} {differ}, {standings} of them in standing; {same} {} the same",
            counted(n, "mentee"),
            plural(same, "is", "are")
        ),
    };
    says.push('.');
    if view.standards_differ {
        says.push_str(" Work was measured by other thresholds or points.");
    }
    says
}
