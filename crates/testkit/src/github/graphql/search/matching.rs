//! Whether a pull request, an issue or a discussion is what is searched for.

use super::query::{Expression, range};
use crate::github::world::{
    AccountId, At, CommentId, IssueState, PullState, RepoId, Subject, Thing, World, Wrote,
};

pub(crate) fn matches(world: &World, thing: Thing, wanted: &Expression) -> bool {
    match wanted {
        Expression::All(all) => all.iter().all(|e| matches(world, thing, e)),
        Expression::Any(any) => any.iter().any(|e| matches(world, thing, e)),
        Expression::Not(not) => !matches(world, thing, not),
        Expression::Word(word) => title(world, thing).to_lowercase().contains(word),
        Expression::Qualifier(name, value) => qualifies(world, thing, name, value),
    }
}

/// Everything that can match, where a qualifier names a person; `None` means anything can.
pub(crate) fn candidates(world: &World, wanted: &Expression) -> Option<Vec<Thing>> {
    match wanted {
        Expression::All(all) => all.iter().find_map(|e| candidates(world, e)),
        Expression::Any(any) => {
            let parts: Option<Vec<_>> = any.iter().map(|e| candidates(world, e)).collect();
            Some(parts?.into_iter().flatten().collect())
        }
        Expression::Qualifier(name, login)
            if matches!(name.as_str(), "author" | "reviewed-by" | "commenter") =>
        {
            let wrote = searchable(world, login).map(|who| &world[who].wrote);
            Some(wrote.map_or_else(Vec::new, |wrote| touched(world, wrote, name)))
        }
        _ => None,
    }
}

/// What a person opened, reviewed or commented on.
fn touched(world: &World, wrote: &Wrote, how: &str) -> Vec<Thing> {
    let subject = |s: Subject| match s {
        Subject::Pull(id) => Thing::Pull(id),
        Subject::Issue(id) => Thing::Issue(id),
    };
    let reviewed = || wrote.reviews.iter().map(|r| Thing::Pull(world[*r].pull));
    match how {
        "author" => {
            let issues = wrote.issues.iter().map(|i| Thing::Issue(*i));
            wrote.pulls.iter().map(|p| Thing::Pull(*p)).chain(issues).collect()
        }
        "reviewed-by" => reviewed().collect(),
        _ => wrote.comments.iter().map(|c| subject(world[*c].on)).chain(reviewed()).collect(),
    }
}

/// When a thing was opened.
pub(crate) fn created(world: &World, thing: Thing) -> At {
    times(world, thing).created
}

fn qualifies(world: &World, thing: Thing, name: &str, value: &str) -> bool {
    let by =
        |is_theirs: &dyn Fn(AccountId) -> bool| searchable(world, value).is_some_and(is_theirs);
    match name {
        "is" | "type" | "state" => is(world, thing, value),
        "author" => by(&|who| author(world, thing) == who),
        "assignee" => by(&|who| assignees(world, thing).contains(&who)),
        "commenter" => by(&|who| has_commented(world, thing, who)),
        "reviewed-by" => by(&|who| has_reviewed(world, thing, who)),
        "involves" => by(&|who| {
            author(world, thing) == who
                || assignees(world, thing).contains(&who)
                || has_commented(world, thing, who)
        }),
        "repo" => world.home(thing).is_some_and(|r| world.full_name(r).eq_ignore_ascii_case(value)),
        "org" | "user" => {
            world.home(thing).is_some_and(|r| owner(world, r).eq_ignore_ascii_case(value))
        }
        "label" => labels(world, thing).iter().any(|l| l.eq_ignore_ascii_case(value)),
        "created" => dated(value, Some(times(world, thing).created)),
        "updated" => dated(value, Some(times(world, thing).updated)),
        "closed" => dated(value, times(world, thing).closed),
        "merged" => dated(value, times(world, thing).merged),
        "in" | "sort" | "archived" => true,
        _ => false,
    }
}

/// The person with this login, unless the profile is private: then search pretends that there is nothing.
fn searchable(world: &World, login: &str) -> Option<AccountId> {
    let login = login.trim_start_matches('@').trim_end_matches("[bot]");
    let who = world.account(login.strip_prefix("app/").unwrap_or(login))?;
    (world.sees_account(who) && !world[who].private_profile).then_some(who)
}

fn owner(world: &World, repo: RepoId) -> &str {
    &world[world[repo].owner].login
}

fn is(world: &World, thing: Thing, value: &str) -> bool {
    match (value, thing) {
        ("pr" | "pull-request", Thing::Pull(_)) | ("issue", Thing::Issue(_)) => true,
        ("open", Thing::Pull(id)) => world[id].state == PullState::Open,
        ("open", Thing::Issue(id)) => world[id].state == IssueState::Open,
        ("closed", Thing::Pull(id)) => world[id].closed_at().is_some(),
        ("closed", Thing::Issue(id)) => world[id].closed_at().is_some(),
        ("merged", Thing::Pull(id)) => world[id].merged_at().is_some(),
        ("unmerged", Thing::Pull(id)) => world[id].merged_at().is_none(),
        ("draft", Thing::Pull(id)) => world[id].draft,
        ("public", _) => world.home(thing).is_some_and(|r| !world[r].is_private()),
        ("private", _) => world.home(thing).is_some_and(|r| world[r].is_private()),
        _ => false,
    }
}

struct Times {
    created: At,
    updated: At,
    closed: Option<At>,
    merged: Option<At>,
}

fn times(world: &World, thing: Thing) -> Times {
    match thing {
        Thing::Pull(id) => {
            let pull = &world[id];
            Times {
                created: pull.created_at,
                updated: pull.updated_at,
                closed: pull.closed_at(),
                merged: pull.merged_at(),
            }
        }
        Thing::Issue(id) => {
            let issue = &world[id];
            Times {
                created: issue.created_at,
                updated: issue.updated_at,
                closed: issue.closed_at(),
                merged: None,
            }
        }
        Thing::Discussion(id) => {
            let discussion = &world[id];
            Times {
                created: discussion.created_at,
                updated: discussion.updated_at,
                closed: None,
                merged: None,
            }
        }
        _ => Times { created: At::MIN_UTC, updated: At::MIN_UTC, closed: None, merged: None },
    }
}

fn dated(wanted: &str, at: Option<At>) -> bool {
    at.is_some_and(|at| range(wanted).is_some_and(|r| r.contains(&at)))
}

fn author(world: &World, thing: Thing) -> AccountId {
    match thing {
        Thing::Pull(id) => world[id].author,
        Thing::Issue(id) => world[id].author,
        Thing::Discussion(id) => world[id].author,
        _ => world.viewer(),
    }
}

fn title(world: &World, thing: Thing) -> &str {
    match thing {
        Thing::Pull(id) => &world[id].title,
        Thing::Issue(id) => &world[id].title,
        Thing::Discussion(id) => &world[id].title,
        _ => "",
    }
}

fn assignees(world: &World, thing: Thing) -> &[AccountId] {
    match thing {
        Thing::Pull(id) => &world[id].assignees,
        Thing::Issue(id) => &world[id].assignees,
        _ => &[],
    }
}

fn labels(world: &World, thing: Thing) -> &[String] {
    match thing {
        Thing::Pull(id) => &world[id].labels,
        Thing::Issue(id) => &world[id].labels,
        _ => &[],
    }
}

fn has_commented(world: &World, thing: Thing, who: AccountId) -> bool {
    let wrote = |all: &[CommentId]| all.iter().any(|c| world[*c].author == who);
    match thing {
        Thing::Pull(id) => {
            let on_lines = || {
                let mut comments = world[id].reviews.iter().flat_map(|r| &world[*r].comments);
                comments.any(|c| world[*c].author == who)
            };
            wrote(&world[id].comments)
                || (world.quirks.commenter_finds_review_comments && on_lines())
        }
        Thing::Issue(id) => wrote(&world[id].comments),
        Thing::Discussion(id) => world[id].comments.iter().any(|c| world[*c].author == who),
        _ => false,
    }
}

fn has_reviewed(world: &World, thing: Thing, who: AccountId) -> bool {
    let Thing::Pull(id) = thing else { return false };
    world[id].reviews.iter().any(|r| world[*r].author == who && world[*r].submitted_at.is_some())
}
