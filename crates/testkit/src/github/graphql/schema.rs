//! GitHub's types, as far as the simulator resolves them.

use std::sync::OnceLock;

use apollo_compiler::Schema;
use apollo_compiler::validation::Valid;

const TEXT: &str = include_str!("../../../../../fixtures/github-schema.graphql");

/// The trimmed schema, parsed once.
///
/// # Panics
/// Where the schema in `fixtures/` is broken.
#[must_use]
#[expect(clippy::expect_used, reason = "the text is a part of this crate and a test parses it")]
pub fn schema() -> &'static Valid<Schema> {
    static SCHEMA: OnceLock<Valid<Schema>> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        Schema::parse_and_validate(TEXT, "fixtures/github-schema.graphql").expect("a valid schema")
    })
}
