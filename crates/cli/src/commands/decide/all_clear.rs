//! `decide agree --all-clear`: agrees with every pass about which nobody has to think, and says whom that leaves out.

use std::fmt::Write as _;

use monitor_analysis::agreement::{Shown, Wish};
use monitor_model::{Actor, Decided, Doer, Severity, Verdict};

use crate::args::Agree;
use crate::commands::acts::{Act, Desk, Intent, Scene, doer, some};
use crate::commands::{counted, store_to_read};
use crate::exit::Failure;
use crate::settings::Settings;

pub(super) fn act(arguments: &Agree, settings: &Settings) -> Result<String, Failure> {
    let by = doer(&arguments.doing, Actor::Administrator)?;
    let mut store = store_to_read(settings)?;
    let (program, period) = (&arguments.program, &arguments.period);
    let standards = settings.standards()?;
    let (desk, scenes) = some(&store, program, period, &standards, settings, |_| true)?;
    let mut acts = Vec::new();
    let mut left = Vec::new();
    for scene in &scenes {
        match agree(&desk, scene, &by, arguments, settings, acts.len()) {
            Ok(act) => acts.push(act),
            Err(why) => left.push((&scene.record.enrollment.key, why)),
        }
    }
    if !arguments.dry_run && !acts.is_empty() {
        desk.append(&mut store, &acts)?;
    }
    let (verb, end) = if arguments.dry_run {
        ("would agree with", "; nothing was written")
    } else {
        ("agrees with", "")
    };
    let mut text = String::new();
    for act in &acts {
        let _ = writeln!(text, "{verb} the pass of {}", act.entry.about);
    }
    for (key, why) in &left {
        let _ = writeln!(text, "leaves out {key}: {why}");
    }
    let (agreed, left) = (counted(acts.len(), "pass").replace("passs", "passes"), left.len());
    let _ = writeln!(text, "{period} of {program}: {agreed}, {left} left out{end}");
    Ok(text)
}

/// The act of agreeing with a clear pass; or why it is not clear.
fn agree(
    desk: &Desk<'_>,
    scene: &Scene,
    by: &Doer,
    arguments: &Agree,
    settings: &Settings,
    before: usize,
) -> Result<Act, String> {
    clear(scene)?;
    let wish = Wish::Agree { period: arguments.period.clone() };
    let reason = arguments.because.as_deref();
    let intent = Intent { by, wish, reason, at: settings.now };
    desk.propose(scene, intent, before).map_err(|refusal| refusal.to_string())
}

/// Whether record and verdict agree, everything was seen, and nothing else asks for somebody's eyes.
fn clear(scene: &Scene) -> Result<(), String> {
    let of = &scene.assessment;
    match of.agreement.verdict() {
        Some(Verdict::Pass) => {}
        Some(verdict) => return Err(format!("evaluated as {verdict}")),
        None => return Err("no mentor has evaluated the period".to_owned()),
    }
    if let Some(decision) = &of.agreement.decision {
        return Err(match decision.what {
            Decided::Agreed => format!("entry {} agrees already", decision.entry),
            Decided::Disputed { .. } => format!("entry {} disputes the pass", decision.entry),
            Decided::Resolved { .. } => {
                format!("entry {} accepts the pass already", decision.entry)
            }
        });
    }
    if !of.coverage.is_complete() {
        return Err("not everything was seen".to_owned());
    }
    match scene.shown() {
        Shown::Sufficient => {}
        Shown::Low => return Err("the record shows little".to_owned()),
        Shown::None => return Err("the record shows nothing".to_owned()),
        Shown::NotObserved => return Err("the record can't be judged".to_owned()),
    }
    let grave = of.findings.iter().filter(|finding| finding.severity == Severity::Attention);
    let grave: Vec<String> = grave.map(|finding| finding.rule.to_string()).collect();
    if grave.is_empty() { Ok(()) } else { Err(format!("it has the finding {}", grave.join(", "))) }
}
