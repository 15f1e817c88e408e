//! Where the items of a period are, in little room: by kind and repository, each number or hash once.

use std::collections::BTreeMap;

use monitor_model::{Assessment, Item, ItemKind};

use crate::words;

/// Items of a kind.
pub(super) struct Links {
    pub(super) what: &'static str,
    /// How many there are, by the marks of counts.
    pub(super) count: String,
    /// By repository.
    pub(super) places: Vec<(String, Vec<Link>)>,
}

/// One or several items that are called the same, such as comments below one issue.
pub(super) struct Link {
    pub(super) text: String,
    /// Where the first of them is.
    pub(super) url: String,
    pub(super) items: usize,
}

/// Every item of a period.
pub(super) fn links(assessment: &Assessment) -> Vec<Links> {
    let of = |&kind: &ItemKind| Links {
        what: words::kinds(kind),
        count: assessment.activity.total(kind).to_string(),
        places: places(assessment, kind),
    };
    ItemKind::ALL.iter().map(of).filter(|links| !links.places.is_empty()).collect()
}

fn places(assessment: &Assessment, kind: ItemKind) -> Vec<(String, Vec<Link>)> {
    let mut places: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    let mut known = std::collections::BTreeSet::new();
    let items = assessment.contributions.iter().map(|classed| &classed.contribution.item);
    for item in items.filter(|item| item.kind == kind && known.insert(item.url.as_str())) {
        let links = places.entry(item.repo.to_string()).or_default();
        let text = short(item);
        match links.iter_mut().find(|link| link.text == text) {
            Some(link) => link.items += 1,
            None => links.push(Link { text, url: item.url.to_string(), items: 1 }),
        }
    }
    places.into_iter().collect()
}

/// An item within its repository: `#12`, or the beginning of a hash.
fn short(item: &Item) -> String {
    if let Some((_, number)) = item.reference().split_once('#') {
        return format!("#{number}");
    }
    let hash = item.url.as_str().split_once("/commit/").map(|(_, hash)| hash);
    let letters = |hash: &str| hash.chars().take_while(char::is_ascii_hexdigit).take(7).collect();
    hash.map(letters).filter(|hash: &String| !hash.is_empty()).unwrap_or_else(|| "link".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_item_is_linked_once() {
        for assessment in fixture::assessments() {
            let linked: usize = links(&assessment)
                .iter()
                .flat_map(|of| &of.places)
                .flat_map(|(_, links)| links)
                .map(|link| link.items)
                .sum();
            let acts = assessment.contributions.iter();
            let items: std::collections::BTreeSet<_> =
                acts.map(|c| (c.contribution.item.kind, &c.contribution.item.url)).collect();
            assert_eq!(linked, items.len(), "{}", assessment.enrollment.key);
        }
    }

    #[test]
    fn an_item_is_called_by_its_number_or_hash() {
        let mut item = fixture::assessment("grace-wick").contributions.remove(0).contribution.item;
        let mut called = |path: &str| {
            let url = format!("https://github.com/lantern-works/beam/{path}");
            item.url = monitor_model::ItemUrl::parse(&url).unwrap();
            short(&item)
        };
        assert_eq!(called("pull/12"), "#12");
        assert_eq!(called("issues/7#issuecomment-1"), "#7");
        assert_eq!(called("commit/0123456789abcdef"), "0123456");
        assert_eq!(called("wiki"), "link");
    }
}
