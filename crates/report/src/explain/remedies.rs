//! What would make it count, reason by reason.

use monitor_analysis::explain::{Clue, Of, Why};
use monitor_model::{Coverage, CoverageSlice, RepoName, Stream, Witness};

/// Said where no reason has a remedy.
pub(super) const NOTHING_TO_DO: &str = "Nothing is known that would make it count.";

/// What follows a change of the roster.
const IMPORT: &str = "and run `mentorship-monitor import roster` again";

/// What would help against a reason, if anything would.
///
/// `alone` says whether the whole explanation is about one mentee, so that only that one need be fetched.
pub(super) fn remedy(clue: &Clue, alone: bool) -> Option<String> {
    let of = clue.of.as_ref();
    let sync = |more: &str| sync(of, alone, more);
    Some(match &clue.why {
        Why::OutsideWindow { .. } | Why::OutsidePeriods { .. } => format!(
            "If the work belongs to the program, give the enrollment `own-windows` that hold it in the roster, {IMPORT}."
        ),
        Why::NotYet { .. } | Why::NotBegun { .. } => "Wait until then.".to_owned(),
        Why::OutsideScope { repos, .. } => in_scope(repos)?,
        Why::OwnRepository { repos, .. } => format!(
            "If it is the project's work, add {} to `repositories` of the enrollment in the roster, {IMPORT}.",
            quoted(repos)
        ),
        Why::Coarse { .. } => format!("`{}` learns the exact dates from GitHub.", sync("")),
        Why::Tallied { .. } => format!("`{}` learns the commits by name.", sync("")),
        Why::NotSeen { slices, .. } => not_seen(slices, &sync("")),
        Why::Witness(note) => match note.verdict {
            Witness::Missing { .. } | Witness::CountDiffers { .. } => {
                format!("`{}` walks everything again.", sync(" --full"))
            }
            Witness::Agrees | Witness::NotPossible(_) => return None,
        },
        Why::Hidden { .. } => {
            "Make the repository public, or let the mentor say in the evaluation what was done there."
                .to_owned()
        }
        Why::RepositoryUnknown { in_scope: true, .. } => {
            "Check the address with `mentorship-monitor check`; private work can't be seen.".to_owned()
        }
        Why::RepositoryUnknown { repo, .. } => {
            format!("Check the address. {}", in_scope(std::slice::from_ref(repo))?)
        }
        Why::Repeats { pull_request, .. } => format!(
            "It need not count: its work is that of the pull request. `mentorship-monitor explain {}` says what becomes of that.",
            crate::words::short(pull_request)
        ),
        Why::Author { stream } => author(*stream).to_owned(),
        Why::NoMentees => "`mentorship-monitor import roster FILE` brings mentees.".to_owned(),
        _ => return identity(&clue.why),
    })
}

fn identity(why: &Why) -> Option<String> {
    Some(match why {
        Why::OtherAccount { login, .. } => format!(
            "If `{login}` is a mentee, write this login in the roster, {IMPORT}, then `mentorship-monitor sync`."
        ),
        Why::NotTheirs => {
            "If it is the mentee's all the same, a mentor can say so by confirming it as evidence.".to_owned()
        }
        Why::LoginReassigned { .. } => format!(
            "Ask the mentee for the login that they have now, write it in the roster, {IMPORT}, then `mentorship-monitor sync`."
        ),
        Why::NoSuchLogin { .. } | Why::Unresolved { .. } => format!(
            "Correct the login in the roster (`mentorship-monitor check` suggests one), {IMPORT}, then `mentorship-monitor sync`."
        ),
        Why::AccountGone { .. } => {
            "Nothing more can be fetched until the account can be seen again; what was fetched before stays."
                .to_owned()
        }
        _ => return None,
    })
}

fn in_scope(repos: &[RepoName]) -> Option<String> {
    let owner = repos.first()?.owner();
    Some(format!(
        "If it is the project's work, add `{owner}` to `organizations`, or {} to `repositories`, of the enrollment in the roster, {IMPORT}.",
        quoted(repos)
    ))
}

fn not_seen(slices: &[CoverageSlice], sync: &str) -> String {
    let blocked = slices.iter().any(|slice| matches!(slice.coverage, Coverage::Blocked(_)));
    if blocked {
        format!("Remove what keeps GitHub from showing it, then `{sync}`.")
    } else {
        format!("`{sync}` fetches what is missing.")
    }
}

/// The command that fetches: for one mentee where only one is meant.
fn sync(of: Option<&Of>, alone: bool, more: &str) -> String {
    let whom = of.map_or_else(String::new, |of| match of.mentees.as_slice() {
        [mentee] if alone => format!(" {} --mentee {mentee}", of.program),
        _ => format!(" {}", of.program),
    });
    format!("mentorship-monitor sync{whom}{more}")
}

const fn author(stream: Stream) -> &'static str {
    match stream {
        Stream::Commits => {
            "If it is the mentee's commit, let the mentee link its e-mail address to the account (on GitHub: Settings, Emails), then `mentorship-monitor sync --full`."
        }
        _ => {
            "If another account of the mentee's did it, write that login in the roster; if a bot did it for the mentee, let the mentor say so in the evaluation."
        }
    }
}

fn quoted(repos: &[RepoName]) -> String {
    repos.iter().map(|repo| format!("`{repo}`")).collect::<Vec<_>>().join(", ")
}
