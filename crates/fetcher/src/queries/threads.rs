//! What others said on issues and discussions. Asked one by one, and only of those that changed: as a part of people's lists
//! it would cost ten times as much.

use chrono::{DateTime, Utc};
use monitor_model::NodeId;

use super::Written;
use super::at::{At, Unreadable};
use super::reading::{NO_REASON, Reading, Whose};
use super::text::{Aliases, Fragment};
use super::who::who;
use crate::{Fact, ThreadKind, Who};

impl ThreadKind {
    /// GitHub's type.
    const fn type_name(self) -> &'static str {
        match self {
            Self::Issue => "Issue",
            Self::Discussion => "Discussion",
        }
    }

    const fn fragment(self) -> Fragment {
        match self {
            Self::Issue => Fragment::Replies,
            Self::Discussion => Fragment::DiscussionReplies,
        }
    }
}

pub(super) fn write(of: &[(NodeId, ThreadKind)], page: u32) -> Written {
    let mut aliases = Aliases::default();
    let mut fragments = Vec::new();
    for (n, (node, kind)) in of.iter().enumerate() {
        aliases.variable(&format!("n{n}"), "ID!", node.as_str());
        aliases.variable(&format!("k{n}"), "Int!", kind.page(page));
        let (name, fragment) = (kind.type_name(), kind.fragment());
        aliases.field(&format!(
            "t{n}: node(id: $n{n}) {{ __typename id ... on {name} {{ comments(first: $k{n}) {{ ...{fragment:?} }} }} }}"
        ));
        fragments.push(fragment);
    }
    aliases.finish("Threads", &fragments)
}

pub(super) fn read(of: &[(NodeId, ThreadKind)], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, (node, kind)) in of.iter().enumerate() {
        let at = to.data.field(&format!("t{n}"))?;
        let Some(at) = to.object(at, Whose::all(node), kind.type_name())? else { continue };
        let comments = at.field("comments")?;
        let fact = match to.errors.within(&comments) {
            Some(why) => Whose::all(node).refused(why),
            None => match said(&comments, *kind)? {
                Some((said, is_all)) => Fact::Thread { of: node.clone(), said, is_all },
                None => Whose::all(node).refused(NO_REASON.to_owned()),
            },
        };
        to.facts.push(fact);
    }
    Ok(())
}

/// Who said something and when, and whether that is all; nothing where the list is missing.
type Said = (Vec<(Who, DateTime<Utc>)>, bool);

fn said(list: &At<'_>, kind: ThreadKind) -> Result<Option<Said>, Unreadable> {
    let nodes = if list.is_null() { None } else { list.field("nodes")?.present() };
    let Some(nodes) = nodes else { return Ok(None) };
    let entries = nodes.entries()?;
    let shown = u32::try_from(entries.len()).map_err(|_| nodes.wrong("at most 100 entries"))?;
    let mut is_all = list.field("totalCount")?.count()? <= shown;
    let mut all = Vec::new();
    for entry in &entries {
        if entry.is_null() {
            is_all = false;
            continue;
        }
        all.push((who(entry.field("author")?)?, entry.field("createdAt")?.instant()?));
        if kind == ThreadKind::Discussion {
            // Answers to an answer there are not: an issue's comments have the same form.
            match said(&entry.field("replies")?, ThreadKind::Issue)? {
                Some((more, is_all_of_it)) => {
                    all.extend(more);
                    is_all &= is_all_of_it;
                }
                None => is_all = false,
            }
        }
    }
    Ok(Some((all, is_all)))
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{full, person, refusals};
    use super::super::{read, write};
    use super::*;
    use crate::{Query, Shape};
    use serde_json::{Value, json};

    fn remark(n: u64, replies: Value) -> Value {
        json!({"createdAt": format!("2026-06-{:02}T08:00:00Z", 10 + n), "author": person(n), "replies": replies})
    }

    fn comments(total: u32, nodes: &[Value]) -> Value {
        json!({"totalCount": total, "nodes": nodes})
    }

    fn answer(issue: Value, discussion: Value) -> Value {
        json!({
            "t0": {"__typename": "Issue", "id": "I_0", "comments": issue},
            "t1": {"__typename": "Discussion", "id": "D_1", "comments": discussion},
        })
    }

    /// The days on which something was said, and whether that is all.
    fn threads(facts: &[Fact]) -> Vec<(String, Vec<String>, bool)> {
        let thread = facts.iter().filter_map(|fact| match fact {
            Fact::Thread { of, said, is_all } => {
                let days = said.iter().map(|(_, at)| at.format("%d").to_string());
                Some((of.to_string(), days.collect(), *is_all))
            }
            _ => None,
        });
        thread.collect()
    }

    fn day(day: &str) -> String {
        day.to_owned()
    }

    #[test]
    fn comments_and_the_answers_to_them() {
        let none = || comments(0, &[]);
        let issue = comments(2, &[remark(1, none()), remark(2, none())]);
        let inner = comments(1, &[remark(4, none())]);
        let discussion = comments(1, &[remark(3, inner)]);
        let facts = read(&full(Shape::Threads, 2), &answer(issue, discussion), &[]).unwrap();
        let expected = [
            (day("I_0"), vec![day("11"), day("12")], true),
            (day("D_1"), vec![day("13"), day("14")], true),
        ];
        assert_eq!(threads(&facts), expected);
    }

    #[test]
    fn what_is_missing_is_never_all() {
        let none = || comments(0, &[]);
        let shown = || remark(1, none());
        let cases = [
            (comments(3, &[shown()]), comments(9, &[remark(1, none())])),
            (comments(2, &[shown(), json!(null)]), comments(1, &[remark(1, json!(null))])),
            (comments(2, &[json!(null), shown()]), comments(1, &[remark(1, comments(2, &[]))])),
        ];
        for (issue, discussion) in cases {
            let facts = read(&full(Shape::Threads, 2), &answer(issue, discussion), &[]).unwrap();
            let expected =
                [(day("I_0"), vec![day("11")], false), (day("D_1"), vec![day("11")], false)];
            assert_eq!(threads(&facts), expected);
        }
    }

    #[test]
    fn what_is_refused_says_nothing_of_responses() {
        let hidden = comments(1, &[json!({"createdAt": "2026-06-11T08:00:00Z", "author": null})]);
        let errors = [error("FORBIDDEN", "t0.comments.nodes.0.author")];
        let facts = read(&full(Shape::Threads, 2), &answer(hidden, json!(null)), &errors).unwrap();
        assert!(threads(&facts).is_empty());
        let why: Vec<&str> = refusals(&facts).iter().map(|(_, _, why)| *why).collect();
        assert_eq!(why, ["FORBIDDEN: so it is", NO_REASON]);
    }

    #[test]
    fn one_that_is_gone_is_gone() {
        let mut data = answer(comments(0, &[]), json!(null));
        data["t1"] = json!(null);
        let facts = read(&full(Shape::Threads, 2), &data, &[]).unwrap();
        assert_eq!(threads(&facts), [(day("I_0"), vec![], true)]);
        assert_eq!(facts[1], Fact::Gone("D_1".into()));
    }

    #[test]
    fn no_variable_is_declared_that_is_not_used() {
        let issues = Query::Threads { of: vec![("I_0".into(), ThreadKind::Issue)], page: 50 };
        let written = write(&issues);
        assert!(!written.text.contains("replies"), "{}", written.text);
        assert_eq!(written.variables, json!({"n0": "I_0", "k0": 50}));
        let talks = Query::Threads { of: vec![("D_0".into(), ThreadKind::Discussion)], page: 50 };
        assert_eq!(write(&talks).variables, json!({"n0": "D_0", "k0": 20}));
    }
}
