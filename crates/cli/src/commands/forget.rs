//! `forget`: erases what is personal of a mentee, and keeps what was decided without it.

use std::fmt::Write as _;

use monitor_analysis::agreement::Wish;
use monitor_model::Actor;
use monitor_store::Forgotten;

use super::acts::{About, doer, prepare};
use super::show::find;
use super::{counted, program, store_to_read};
use crate::args::Forget;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::salt::salt;
use crate::settings::Settings;

pub(super) fn run(arguments: &Forget, settings: &Settings) -> Result<Exit, Failure> {
    let by = doer(&arguments.doing, Actor::Administrator)?;
    if arguments.because.trim().is_empty() {
        let says = "`forget` needs a reason, in a sentence";
        return Err(Failure::input(says, "say why without naming them, such as `asked for it`"));
    }
    let mut store = store_to_read(settings)?;
    let program = program(&store, &arguments.program, settings)?;
    let key = &find(&program, &arguments.mentee)?.key;
    let Some(first) = program.periods.first() else {
        let says = format!("`{}` has no periods", program.id);
        return Err(Failure::input(says, "correct the roster"));
    };
    // A sync that is under way would bring back what is erased.
    let holder = format!("forget, process {}", std::process::id());
    let lock = store.lock("sync", &holder, settings.now)?;
    let about = About { program: &program.id, key, period: &first.id };
    let reason = Some(arguments.because.as_str());
    let (last, act) = prepare(&store, about, &by, reason, settings, Wish::Forget)?;
    let done = if arguments.dry_run {
        store.forget_dry_run(last, &act.entry, salt()?)?
    } else {
        store.forget(last, &act.entry, salt()?)?
    };
    drop(lock);
    output::result(&text(arguments, &done))?;
    Ok(if arguments.dry_run || done.swept { Exit::Done } else { Exit::Attention })
}

fn text(arguments: &Forget, done: &Forgotten) -> String {
    let Forget { program, dry_run, .. } = arguments;
    let (verb, name) = (if *dry_run { "would be" } else { "is" }, &done.pseudonym);
    let mut text = format!("{} of {program} {verb} `{name}` from now on\n", arguments.mentee);
    let count = |n: u64, noun: &str| counted(usize::try_from(n).unwrap_or(usize::MAX), noun);
    let _ = writeln!(
        text,
        "erased: {}, {}, the personal parts of {}, what looks at {} of evidence found, {} of GitHub on who they are, {} of the collection",
        count(done.contributions, "contribution"),
        count(done.items, "item"),
        count(done.entries, "act").replace(" acts", " acts of the ledger"),
        count(done.looks, "piece"),
        count(done.identities, "answer"),
        count(done.marks, "note"),
    );
    if !done.snapshots.is_empty() {
        let ids: Vec<String> =
            done.snapshots.iter().map(|id| format!("`{}`", &id[..12.min(id.len())])).collect();
        let _ =
            writeln!(text, "erased: the text of the snapshots {}; their ids stay", ids.join(", "));
    }
    if done.shared_items > 0 {
        let items = count(done.shared_items, "item");
        let _ = writeln!(text, "kept: {items} on which somebody else did something too");
    }
    if done.account_stays {
        text.push_str("kept: the account and what it did, for another enrollment needs it\n");
    }
    if !done.named_in.is_empty() {
        let entries: Vec<String> = done.named_in.iter().map(ToString::to_string).collect();
        let entries = entries.join(", ");
        let _ =
            writeln!(text, "note: words about others name them, too, and stay: entry {entries}");
    }
    let _ = writeln!(
        text,
        "note: a roster that still names them is refused from now on; take them out before the next `import roster`"
    );
    if *dry_run {
        text.push_str("nothing was written\n");
    } else if !done.swept {
        text.push_str(
            "note: another process reads the database, so that erased bytes may still be in the file; \
             they go with the next `forget` after that process has ended\n",
        );
    }
    text
}
