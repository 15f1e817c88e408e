//! Words that every format shares, so that a thing is called the same wherever it is read.

use monitor_model::{
    Actor, Assessment, Count, Enrollment, Item, ItemKind, ItemUrl, Mentee, ScopeClass, Severity,
};

/// `1 mentee`, `2 mentees`.
pub(crate) fn counted(n: u64, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// The word for one or the word for many.
pub(crate) const fn plural<'t>(n: u64, one: &'t str, many: &'t str) -> &'t str {
    if n == 1 { one } else { many }
}

/// The kinds with a column of their own, in the order in which they are shown.
pub(crate) const KINDS: [ItemKind; 4] =
    [ItemKind::PullRequest, ItemKind::Issue, ItemKind::Review, ItemKind::Commit];

/// Several of a kind.
pub(crate) const fn kinds(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::PullRequest => "pull requests",
        ItemKind::Issue => "issues",
        ItemKind::Review => "reviews",
        ItemKind::Commit => "commits",
        ItemKind::Comment => "comments",
        ItemKind::Discussion => "discussions",
    }
}

/// Where work lies.
pub(crate) const fn class(class: ScopeClass) -> &'static str {
    match class {
        ScopeClass::Project => "in the project",
        ScopeClass::Undeclared => "elsewhere",
        ScopeClass::Own => "own repository",
    }
}

/// How much a finding asks.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Attention => "needs attention",
        Severity::Notice => "worth a look",
        Severity::Info => "good to know",
    }
}

/// The sign before a finding, which says the same without colour.
pub(crate) const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Attention => "!",
        Severity::Notice => "-",
        Severity::Info => ".",
    }
}

/// Who is to act.
pub(crate) const fn next(actor: Actor) -> &'static str {
    match actor {
        Actor::Administrator => "the administrator",
        Actor::Mentor => "the mentor",
        Actor::Mentee => "the mentee",
        Actor::Operator => "whoever collects the data",
    }
}

/// A count in words.
pub(crate) fn count(count: Count) -> String {
    match (count.seen, count.complete) {
        (n, true) => format!("{n}, and that is all"),
        (0, false) => "nothing seen; something may exist".to_owned(),
        (n, false) => format!("at least {n}; more may exist"),
    }
}

/// The weeks with a contribution, which are all there are only where everything was seen or no week is left.
pub(crate) fn active_weeks(assessment: &Assessment) -> Count {
    let (active, weeks) = (assessment.activity.active_weeks, assessment.activity.weeks);
    Count {
        seen: active,
        complete: assessment.coverage.is_complete() || (active > 0 && active >= weeks),
    }
}

/// What stands for the last contribution where none is known.
pub(crate) fn no_last(assessment: &Assessment) -> &'static str {
    match (assessment.elapsed, assessment.coverage.is_complete()) {
        (None, _) => "–",
        (Some(_), true) => "none",
        (Some(_), false) => "?",
    }
}

/// A count in a narrow place: as it is, or where it is too long, the thousands or millions that it is at least.
pub(crate) fn narrow(count: Count, width: usize) -> String {
    let whole = count.to_string();
    if whole.len() <= width {
        return whole;
    }
    let shorter = [(1_000, "k+"), (1_000_000, "M+"), (1_000_000_000, "G+")]
        .map(|(unit, sign)| format!("{}{sign}", count.seen / unit));
    let fitting = shorter.into_iter().find(|text| text.len() <= width);
    fitting.unwrap_or(whole)
}

/// What stands in the roster, where that is no login.
pub(crate) fn not_a_login(enrollment: &Enrollment) -> Option<String> {
    match &enrollment.mentee {
        Mentee::Login(_) => None,
        Mentee::Unresolved { given, why } if given.trim().is_empty() => Some(why.to_string()),
        Mentee::Unresolved { why, .. } => {
            Some(format!("the roster has `{}`: {why}", enrollment.mentee.shown()))
        }
    }
}

/// What to call a mentee in a table: the login as it is written, else the key, which the commands take.
pub(crate) fn mentee(enrollment: &Enrollment) -> &str {
    match &enrollment.mentee {
        Mentee::Login(login) => login.as_str(),
        Mentee::Unresolved { .. } => enrollment.key.as_str(),
    }
}

/// The key, where the commands take another word than what the mentee is called by.
pub(crate) fn other_key(enrollment: &Enrollment) -> Option<&str> {
    let key = enrollment.key.as_str();
    (!mentee(enrollment).eq_ignore_ascii_case(key)).then_some(key)
}

/// What to call a project: its short name, else its title, else a dash.
pub(crate) fn project(enrollment: &Enrollment) -> &str {
    let project = &enrollment.project;
    let name = project.name.as_deref().unwrap_or(&project.title);
    if name.trim().is_empty() { "–" } else { name }
}

/// Names separated by commas, or a dash.
pub(crate) fn list<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let mut all = String::new();
    for name in names {
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(name.as_ref());
    }
    if all.is_empty() { "–".to_owned() } else { all }
}

/// Everything that the scope names.
pub(crate) fn scope(enrollment: &Enrollment) -> String {
    let scope = &enrollment.scope;
    let organizations = scope.organizations.iter().map(ToString::to_string);
    let repositories = scope.repositories.iter().map(ToString::to_string);
    list(organizations.chain(repositories))
}

/// An item in short: `lantern-works/beam#12`; where its URL has another form, the repository alone.
pub(crate) fn reference(item: &Item) -> String {
    item.reference()
}

/// A pull request in short, by its URL.
pub(crate) fn short(url: &ItemUrl) -> String {
    let (kind, url) = (ItemKind::PullRequest, url.clone());
    match url.repo() {
        Ok(repo) => Item { kind, url, node_id: None, repo, title: None }.reference(),
        Err(_) => url.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_model::{ItemUrl, RepoName};

    #[test]
    fn a_narrow_count_never_claims_too_much() {
        let narrowed = |seen, complete, width| narrow(Count { seen, complete }, width);
        assert_eq!(narrowed(999, false, 4), "999+");
        assert_eq!(narrowed(1_999, true, 4), "1999");
        assert_eq!(narrowed(1_999, false, 4), "1k+");
        assert_eq!(narrowed(u32::MAX, true, 4), "4G+");
        assert_eq!(narrowed(0, false, 4), "?");
    }

    #[test]
    fn a_key_is_told_where_it_is_not_the_login() {
        let mut of = crate::fixture::assessment("ada-lumen").enrollment;
        assert_eq!((mentee(&of), other_key(&of)), ("Ada-Lumen", None));
        of.key = monitor_model::EnrollmentKey::from_text("ada-lumen~2");
        assert_eq!(other_key(&of), Some("ada-lumen~2"));
        let unnamed = crate::fixture::assessment("unnamed~1").enrollment;
        assert_eq!((mentee(&unnamed), other_key(&unnamed)), ("unnamed~1", None));
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!((counted(1, "week"), counted(0, "week")), ("1 week".into(), "0 weeks".into()));
    }

    #[test]
    fn an_item_has_a_short_reference() {
        let repo = RepoName::parse("Lantern-Works/beam").unwrap();
        assert_eq!(reference(&Item::pull_request(repo.clone(), 12)), "Lantern-Works/beam#12");
        let url = |text| ItemUrl::parse(text).unwrap();
        let review = Item::review(
            repo.clone(),
            url("https://github.com/lantern-works/beam/pull/12#pullrequestreview-4"),
        );
        assert_eq!(reference(&review), "Lantern-Works/beam#12");
        let commit = Item::review(repo, url("https://github.com/lantern-works/beam/commit/abc"));
        assert_eq!(reference(&commit), "Lantern-Works/beam");
    }
}
