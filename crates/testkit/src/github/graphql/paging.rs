//! Connections: page limits, opaque cursors, totals.
//!
//! A cursor names the sort key of an element, as GitHub's do, and not its position: an element that is updated between two
//! pages jumps over the cursor and is missed by this walk, but nothing comes twice.

use apollo_compiler::executable::Selection;
use apollo_compiler::resolvers::FieldError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::call::Call;
use super::exec::{Answer, Field, Plain, What, leaf_field};
use super::refusal::Refusal;
use crate::github::world::At;

/// The most that one page can have.
const PAGE_LIMIT: i64 = 100;

/// An element of a connection, with what it is sorted by.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) key: (i64, u64),
    pub(crate) what: What,
}

impl Item {
    /// An element sorted by an instant, and then by its number.
    pub(crate) fn at(at: At, number: u64, what: impl Into<What>) -> Self {
        Self { key: (at.timestamp(), number), what: what.into() }
    }
}

/// Elements that stay in the order in which they come; their cursors are positions.
pub(crate) fn in_order(all: impl IntoIterator<Item = What>) -> Vec<Item> {
    let numbered = (0_i64..).zip(all);
    numbered.map(|(n, what)| Item { key: (n, 0), what }).collect()
}

/// The direction of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

impl<'a> Call<'a> {
    /// The field and the direction in `orderBy`.
    pub(crate) fn order(self) -> Option<(&'a str, Order)> {
        let order = self.argument("orderBy")?.as_object()?;
        let direction = order.get("direction")?.as_str()?;
        let field = order.get("field").and_then(|f| f.as_str()).unwrap_or_default();
        Some((field, if direction == "DESC" { Order::Descending } else { Order::Ascending }))
    }

    /// Answers with a page of a connection.
    pub(crate) fn connection(self, items: Vec<Item>, order: Order) -> Answer<'a> {
        let total = items.len();
        let extra = vec![("totalCount", leaf_field(total))];
        self.connection_with(items, order, extra)
    }

    /// Answers with a page of a connection that has other fields than a total.
    pub(crate) fn connection_with(
        self,
        mut items: Vec<Item>,
        order: Order,
        extra: Vec<(&'static str, Field)>,
    ) -> Answer<'a> {
        let size = self.page_size()?;
        items.sort_by(|a, b| match order {
            Order::Ascending => a.key.cmp(&b.key),
            Order::Descending => b.key.cmp(&a.key),
        });
        let page = self.cut(items, order, size)?;
        let type_name = self.info.field_definition().ty.inner_named_type().to_string();
        let mut fields = extra;
        fields.push(("pageInfo", Field::One(page.info())));
        fields.push(("nodes", Field::Many(page.items.iter().map(|i| i.what.clone()).collect())));
        if self.selects("edges") {
            let edge_name = self.edge_name(&type_name);
            fields.push((
                "edges",
                Field::Many(page.items.iter().map(|i| edge(&edge_name, i)).collect()),
            ));
        }
        self.object(Plain::what(type_name, fields))
    }

    fn edge_name(self, connection: &str) -> String {
        let field = self.info.schema().type_field(connection, "edges");
        field.map(|f| f.ty.inner_named_type().to_string()).unwrap_or_default()
    }

    /// How many elements from which end; only totals may be asked for without saying so.
    fn page_size(self) -> Result<Size, FieldError> {
        let field = self.field();
        let size = match (self.number("first"), self.number("last")) {
            (None, None) if self.selects("nodes") || self.selects("edges") => {
                let message = format!(
                    "You must provide a `first` or `last` value to properly paginate the `{field}` connection."
                );
                return Err(self.refuse(Refusal::new("MISSING_PAGINATION_BOUNDARIES", message)));
            }
            (None, None) => Size::First(0),
            (Some(n), None) => Size::First(n),
            (None, Some(n)) => Size::Last(n),
            (Some(_), Some(_)) => {
                let message = format!(
                    "Passing both `first` and `last` to paginate the `{field}` connection is not supported."
                );
                return Err(self.refuse(Refusal::new("INVALID_PAGINATION_BOUNDARIES", message)));
            }
        };
        let (name, n) = match size {
            Size::First(n) => ("first", n),
            Size::Last(n) => ("last", n),
        };
        if n > PAGE_LIMIT {
            let message = format!(
                "Requesting {n} records on the `{field}` connection exceeds the `{name}` limit of {PAGE_LIMIT} records."
            );
            return Err(self.refuse(Refusal::new("EXCESSIVE_PAGINATION", message)));
        }
        if n < 0 {
            let message = format!("`{name}` on the `{field}` connection cannot be less than zero.");
            return Err(self.refuse(Refusal::new("INVALID_PAGINATION_BOUNDARIES", message)));
        }
        Ok(size)
    }

    /// Whether the query asks this field of what is being answered.
    fn selects(self, field: &str) -> bool {
        let selections =
            self.info.field_selections().iter().flat_map(|f| &f.selection_set.selections);
        selections.into_iter().any(|s| self.selection_has(s, field))
    }

    fn selection_has(self, selection: &Selection, name: &str) -> bool {
        let inner = match selection {
            Selection::Field(field) => return field.name == name,
            Selection::InlineFragment(fragment) => &fragment.selection_set,
            Selection::FragmentSpread(spread) => match spread.fragment_def(self.info.document()) {
                Some(fragment) => &fragment.selection_set,
                None => return false,
            },
        };
        inner.selections.iter().any(|s| self.selection_has(s, name))
    }

    fn cut(self, items: Vec<Item>, order: Order, size: Size) -> Result<Page, FieldError> {
        let is_after = |item: &Item, cursor: (i64, u64)| match order {
            Order::Ascending => item.key > cursor,
            Order::Descending => item.key < cursor,
        };
        let is_before = |item: &Item, cursor: (i64, u64)| match order {
            Order::Ascending => item.key < cursor,
            Order::Descending => item.key > cursor,
        };
        let start = match self.cursor("after")? {
            Some(cursor) => items.partition_point(|i| !is_after(i, cursor)),
            None => 0,
        };
        let end = match self.cursor("before")? {
            Some(cursor) => items.partition_point(|i| is_before(i, cursor)).max(start),
            None => items.len(),
        };
        let (from, to) = match size {
            Size::First(n) => (start, end.min(start + usize::try_from(n).unwrap_or(0))),
            Size::Last(n) => (start.max(end.saturating_sub(usize::try_from(n).unwrap_or(0))), end),
        };
        let mut items = items;
        let total = items.len();
        items.truncate(to);
        let items = items.split_off(from);
        Ok(Page { items, has_previous: from > 0, has_next: to < total })
    }

    fn cursor(self, name: &str) -> Result<Option<(i64, u64)>, FieldError> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let key = decode_cursor(text);
        key.map(Some).ok_or_else(|| {
            let message = format!("`{text}` does not appear to be a valid cursor.");
            self.refuse(Refusal::new("INVALID_CURSOR_ARGUMENTS", message))
        })
    }
}

#[derive(Clone, Copy)]
enum Size {
    First(i64),
    Last(i64),
}

struct Page {
    items: Vec<Item>,
    has_previous: bool,
    has_next: bool,
}

impl Page {
    fn info(&self) -> What {
        Plain::what(
            "PageInfo",
            vec![
                ("hasNextPage", leaf_field(self.has_next)),
                ("hasPreviousPage", leaf_field(self.has_previous)),
                ("startCursor", leaf_field(self.items.first().map(|i| encode_cursor(i.key)))),
                ("endCursor", leaf_field(self.items.last().map(|i| encode_cursor(i.key)))),
            ],
        )
    }
}

fn edge(type_name: &str, item: &Item) -> What {
    let fields = vec![
        ("cursor", leaf_field(encode_cursor(item.key))),
        ("node", Field::One(item.what.clone())),
    ];
    Plain::what(type_name, fields)
}

fn encode_cursor(key: (i64, u64)) -> String {
    STANDARD.encode(format!("cursor:v2:{}:{}", key.0, key.1))
}

fn decode_cursor(text: &str) -> Option<(i64, u64)> {
    let text = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let (first, second) = text.strip_prefix("cursor:v2:")?.split_once(':')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}
