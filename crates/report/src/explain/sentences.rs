//! The reasons of an explanation, each in one sentence.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use monitor_analysis::explain::{Clue, Side, Why};
use monitor_model::{
    Coverage, CoverageSlice, PeriodId, ProgramId, RepoName, ScopeClass, Stream, When, Window,
    Witness, WitnessNote,
};

use super::deeds::{class, deed, source};
use super::whose;
use crate::dates::{act, day, instant, span};
use crate::words::{counted, plural};

/// How many parts of a window are named.
const PARTS: usize = 3;

/// A reason as a sentence, with its dates in a zone.
pub(super) fn says(why: &Why, zone: Tz) -> String {
    match why {
        Why::Counts { deed: done, period, class: at } => format!(
            "{}: this counts for the period `{period}` {}{}.",
            deed(done, zone),
            class(*at),
            source(done)
        ),
        Why::OutsideWindow { deed: done, side, elsewhere } => format!(
            "{}: this is {}{}{}.",
            deed(done, zone),
            beside(*side, zone),
            held_by(elsewhere),
            source(done)
        ),
        Why::NotYet { deed: done } => {
            format!("{}: this is later than the time as of which was asked.", deed(done, zone))
        }
        Why::Related { url, deed: done, counts } => {
            let counts = if *counts { "counts by itself" } else { "counts for no period" };
            format!("{} on it: this {counts}: {url}", deed(done, zone))
        }
        Why::Coarse { whens } => coarse(whens, zone),
        Why::InPeriod { period, window, figures, begun } => {
            in_period(period, &span(window, zone), figures, *begun)
        }
        Why::OutsidePeriods { before, between, after } => {
            outside_periods(*before, *between, *after)
        }
        Why::NotSeen { streams, slices } => not_seen(streams, slices, zone),
        Why::AllSeen { streams, window } => {
            format!("Everything public was seen in {}, {}.", named(streams), span(window, zone))
        }
        Why::NotBegun { from } => {
            format!("The first period begins at {}.", instant(*from, zone))
        }
        Why::Witness(note) => witness(note, zone),
        Why::Hidden { why, windows } => {
            let parts: Vec<String> = windows.iter().take(PARTS).map(|w| part(w, zone)).collect();
            format!("{why}: {}{}.", parts.join(", "), more(windows.len(), "time"))
        }
        _ => of_scope(why, zone).unwrap_or_else(|| of_identity(why, zone)),
    }
}

/// Where something lies, and how it ended.
fn of_scope(why: &Why, zone: Tz) -> Option<String> {
    Some(match why {
        Why::OutsideScope { repos, acts } => format!(
            "{} in {} {} outside the scope of the enrollment and listed apart from the project's work.",
            counted((*acts).into(), "contribution"),
            names(repos),
            plural((*acts).into(), "is", "are")
        ),
        Why::OwnRepository { repos, acts } => format!(
            "{} in {}, of the mentee's own account, {} outside the scope of the enrollment.",
            counted((*acts).into(), "contribution"),
            names(repos),
            plural((*acts).into(), "is", "are")
        ),
        Why::Vanished { at } => format!(
            "GitHub did not show it any more at {}: it was deleted, made private or hidden. What was known of it stays and counts as before.",
            instant(*at, zone)
        ),
        Why::Landed => "It was closed without a merge, and its work landed all the same.".into(),
        Why::Repeats { pull_request, counts } => {
            let counts = if *counts { ", which counts by itself" } else { "" };
            format!("This commit repeats {}{counts}.", crate::words::short(pull_request))
        }
        Why::ClosedUnmerged => {
            "It was closed without a merge, and no landing of its work was seen.".to_owned()
        }
        Why::Tallied { repo, commits } => format!(
            "{} in `{repo}` {} counted by the week and not named; it may be among them.",
            counted((*commits).into(), "commit"),
            plural((*commits).into(), "is", "are")
        ),
        Why::RepositoryUnknown { repo, in_scope } => {
            let scope = if *in_scope { "it is in scope" } else { "no scope names it" };
            format!(
                "Nothing that a mentee did in `{repo}` is known, and {scope}; it may be private, gone or called otherwise."
            )
        }
        Why::Author { stream } => author(*stream).to_owned(),
        Why::NoMentees => "The database knows no mentee.".to_owned(),
        _ => return None,
    })
}

/// Who somebody is.
fn of_identity(why: &Why, zone: Tz) -> String {
    match why {
        Why::OtherAccount { login, account } => {
            let account = account.map_or_else(String::new, |id| format!(" (account {id})"));
            format!("It is by `{login}`{account}, who is no mentee of these programs.")
        }
        Why::NotTheirs => "GitHub gives it to another account than the mentee's.".to_owned(),
        Why::LoginReassigned { login, theirs, ours } => {
            let ours = ours.map_or_else(String::new, |id| format!(", and not the mentee's {id}"));
            format!("The login `{login}` belongs to the account {theirs} now{ours}.")
        }
        Why::Renamed { was, now } => {
            format!("The account of `{was}` is called `{now}` now; it is followed all the same.")
        }
        Why::NoSuchLogin { login, at } => {
            format!("GitHub knew nobody called `{login}` at {}.", instant(*at, zone))
        }
        Why::AccountGone { at } => format!(
            "The account could not be seen any more at {}: deleted, suspended or hidden.",
            instant(*at, zone)
        ),
        Why::Unresolved { given, why } if given.trim().is_empty() => {
            format!("The roster has no login for this mentee: {why}.")
        }
        Why::Unresolved { given, why } => {
            format!("The roster's login `{}` can't be used: {why}.", given.trim())
        }
        _ => String::new(),
    }
}

/// Where an act counts, for the end of an explanation; `None` for every other reason.
pub(super) fn counts(clue: &Clue) -> Option<String> {
    let (Why::Counts { deed: done, period, class: ScopeClass::Project }, Some(of)) =
        (&clue.why, &clue.of)
    else {
        return None;
    };
    let (act, role) = (done.act, done.role);
    Some(format!("{}, period `{period}`: {act}, {role}, project{}.", whose(of), source(done)))
}

fn beside(side: Side, zone: Tz) -> String {
    let at = |at: DateTime<Utc>| instant(at, zone);
    match side {
        Side::Before(begin) => format!("before the first period begins at {}", at(begin)),
        Side::After(end) => format!("after the last period ended at {}", at(end)),
        Side::Between => "between two periods of the enrollment".to_owned(),
    }
}

fn held_by(elsewhere: &[(ProgramId, PeriodId)]) -> String {
    let named: Vec<String> =
        elsewhere.iter().map(|(p, period)| format!("`{period}` of `{p}`")).collect();
    if named.is_empty() { String::new() } else { format!("; it lies in {}", named.join(", ")) }
}

fn coarse(whens: &[When], zone: Tz) -> String {
    match whens {
        [when] => format!("Its date is known no better than this: {}.", act(*when, zone)),
        whens => format!(
            "{} dated no better than to some days, so that the period before or after may be meant.",
            counted(whens.len() as u64, "contribution") + plural(whens.len() as u64, " is", " are")
        ),
    }
}

fn in_period(
    period: &PeriodId,
    window: &str,
    figures: &[(ScopeClass, u32)],
    begun: bool,
) -> String {
    if !begun {
        return format!("The period `{period}`, {window}, has not begun.");
    }
    let some = figures.iter().filter(|(_, n)| *n > 0);
    let mut figures = some.map(|(at, n)| (*n, crate::words::class(*at)));
    let Some((n, place)) = figures.next() else {
        return format!("For the period `{period}`, {window}, the database holds nothing.");
    };
    let rest: String = figures.map(|(n, place)| format!(", {n} {place}")).collect();
    let first = counted(n.into(), "contribution");
    format!("For the period `{period}`, {window}, the database holds {first} {place}{rest}.")
}

fn outside_periods(before: u32, between: u32, after: u32) -> String {
    let parts = [
        (before, "before the first period"),
        (between, "between periods"),
        (after, "after the last one"),
    ];
    let some = parts.iter().filter(|(n, _)| *n > 0);
    let said: Vec<String> = some
        .map(|(n, place)| format!("{} {place}", counted((*n).into(), "contribution")))
        .collect();
    format!("No period holds {}.", said.join(", "))
}

/// What was not seen, part by part; the first ones are named, and how many there are beside.
fn not_seen(streams: &[Stream], slices: &[CoverageSlice], zone: Tz) -> String {
    // Sources cut their days in other zones; the hours between say nothing. The last part may be today.
    let is_sliver = |slice: &CoverageSlice| slice.window.length() < TimeDelta::days(1);
    let last = slices.len().saturating_sub(1);
    let told: Vec<&CoverageSlice> = slices
        .iter()
        .enumerate()
        .filter(|(n, slice)| *n == last || !is_sliver(slice))
        .map(|(_, slice)| slice)
        .collect();
    let parts: Vec<String> = told
        .iter()
        .take(PARTS)
        .map(|slice| format!("{} ({})", part(&slice.window, zone), state(&slice.coverage)))
        .collect();
    let more = more(told.len(), "part");
    format!("Not everything was seen in {}: {}{more}.", named(streams), parts.join("; "))
}

/// A part of a window, no more exact than is of use: by its days, or where it is short by its instants.
fn part(window: &Window, zone: Tz) -> String {
    if window.length() < TimeDelta::days(2) {
        return span(window, zone);
    }
    format!("{} to {}", day(window.from(), zone), day(window.to() - TimeDelta::seconds(1), zone))
}

/// How many there are beside those that are named.
fn more(all: usize, noun: &str) -> String {
    match all.saturating_sub(PARTS) {
        0 => String::new(),
        n => format!("; and {}", counted(n as u64, &format!("more {noun}"))),
    }
}

fn state(coverage: &Coverage) -> String {
    let reason = coverage.reason().unwrap_or_default();
    match coverage {
        Coverage::NotFetched(_) => format!("not fetched: {reason}"),
        Coverage::Blocked(_) => format!("GitHub did not show it: {reason}"),
        Coverage::Partial(_) => format!("only in part: {reason}"),
        Coverage::Complete => "complete".to_owned(),
    }
}

fn witness(note: &WitnessNote, zone: Tz) -> String {
    let (source, at) = (&note.source, instant(note.at, zone));
    match &note.verdict {
        Witness::Agrees => format!("A second source ({source}) shows the same at {at}."),
        Witness::Missing { node, url } => {
            let shown = url.as_deref().unwrap_or(node.as_str());
            format!(
                "A second source ({source}) shows what the mentee's own lists lack, at {at}: {shown}"
            )
        }
        Witness::CountDiffers { theirs, ours } => {
            format!("A second source ({source}) counts {theirs} and the database {ours}, at {at}.")
        }
        Witness::NotPossible(why) => {
            format!("A second source ({source}) can't be asked about this mentee: {why}.")
        }
    }
}

/// How GitHub tells whose an item is.
const fn author(stream: Stream) -> &'static str {
    match stream {
        Stream::Commits => {
            "GitHub gives a commit to the account that its e-mail address is linked to; with an address that is linked to nobody, it is nobody's."
        }
        Stream::PullRequests | Stream::Issues | Stream::Discussions => {
            "GitHub gives it to the account that opened it; what a bot or another account opened is not the mentee's."
        }
        Stream::Reviews | Stream::Comments => {
            "GitHub gives it to the account that wrote it; what a bot or another account wrote is not the mentee's."
        }
    }
}

fn named(streams: &[Stream]) -> String {
    streams.iter().map(|stream| stream.as_str()).collect::<Vec<_>>().join(", ")
}

/// Repositories; of many the first ones are named.
fn names(repos: &[RepoName]) -> String {
    let first: Vec<String> = repos.iter().take(PARTS).map(|repo| format!("`{repo}`")).collect();
    let more = repos.len().saturating_sub(PARTS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    first.join(", ") + &more
}
