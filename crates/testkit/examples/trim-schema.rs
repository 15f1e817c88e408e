//! Makes the trimmed schema: reads GitHub's whole schema and a keep-list, and writes names and types only, without
//! descriptions and without the prose of deprecations.
//!
//! ```text
//! cargo run --example trim-schema -- FULL.graphql fixtures/github-schema.keep > fixtures/github-schema.graphql
//! ```

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;

use apollo_compiler::Schema;
use apollo_compiler::ast::{FieldDefinition, InputValueDefinition};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::schema::{Component, ExtendedType, Name};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(full), Some(keep)) = (arguments.next(), arguments.next()) else {
        return Err("usage: trim-schema FULL.graphql KEEP-LIST".into());
    };
    let schema =
        Schema::parse(std::fs::read_to_string(&full)?, &full).map_err(|e| e.to_string())?;
    let keep = KeepList::parse(&std::fs::read_to_string(keep)?)?;
    let trimmed = Trimmer::new(&schema, &keep).run()?;
    Schema::parse_and_validate(&trimmed, "trimmed.graphql").map_err(|e| e.to_string())?;
    std::io::stdout().write_all(trimmed.as_bytes())?;
    Ok(())
}

/// Which fields of which types stay.
struct KeepList {
    named: BTreeMap<String, Vec<String>>,
    endings: Vec<(String, Vec<String>)>,
}

impl KeepList {
    fn parse(text: &str) -> Result<Self, String> {
        let mut list = Self { named: BTreeMap::new(), endings: Vec::new() };
        for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let (name, fields) =
                line.split_once(':').ok_or_else(|| format!("no colon in `{line}`"))?;
            let fields = fields.split_whitespace().map(str::to_owned).collect();
            match name.strip_prefix('*') {
                Some(ending) => list.endings.push((ending.to_owned(), fields)),
                None => drop(list.named.insert(name.to_owned(), fields)),
            }
        }
        Ok(list)
    }

    /// The fields to keep of a type, and whether all of them must exist.
    fn fields(&self, name: &str) -> Option<(&[String], bool)> {
        if let Some(fields) = self.named.get(name) {
            return Some((fields, true));
        }
        let (_, fields) =
            self.endings.iter().find(|(ending, _)| name.ends_with(ending.as_str()))?;
        Some((fields, false))
    }
}

/// Walks the schema from the kept types to everything that they need.
struct Trimmer<'a> {
    schema: &'a Schema,
    keep: &'a KeepList,
    seen: BTreeSet<String>,
    queue: VecDeque<String>,
    problems: Vec<String>,
}

impl<'a> Trimmer<'a> {
    fn new(schema: &'a Schema, keep: &'a KeepList) -> Self {
        Self {
            schema,
            keep,
            seen: BTreeSet::new(),
            queue: keep.named.keys().cloned().collect(),
            problems: Vec::new(),
        }
    }

    fn run(mut self) -> Result<String, String> {
        let mut texts = BTreeMap::new();
        while let Some(name) = self.queue.pop_front() {
            if self.seen.insert(name.clone()) {
                let text = self.one_type(&name);
                texts.insert(name, text);
            }
        }
        if self.problems.is_empty() {
            let header = "# Made by trim-schema from GitHub's public schema: names and types only. Do not edit.\n";
            Ok(texts.into_values().fold(header.to_owned(), |all, one| all + &one))
        } else {
            Err(self.problems.join("\n"))
        }
    }

    fn one_type(&mut self, name: &str) -> String {
        match self.schema.types.get(name) {
            None => {
                self.problems.push(format!("the schema has no type `{name}`"));
                String::new()
            }
            Some(ExtendedType::Scalar(_)) if is_built_in(name) => String::new(),
            Some(ExtendedType::Scalar(_)) => format!("scalar {name}\n"),
            Some(ExtendedType::Enum(def)) => {
                format!("enum {name} {{ {} }}\n", join(def.values.keys().map(Name::as_str), " "))
            }
            Some(ExtendedType::InputObject(def)) => {
                let fields: Vec<_> = def.fields.values().map(|f| self.argument(f)).collect();
                format!("input {name} {{ {} }}\n", fields.join(", "))
            }
            Some(ExtendedType::Union(def)) => {
                let members = def
                    .members
                    .iter()
                    .map(|m| m.as_str())
                    .filter(|m| self.keep.named.contains_key(*m));
                format!("union {name} = {}\n", join(members, " | "))
            }
            Some(ExtendedType::Object(def)) => {
                let interfaces =
                    self.interfaces(def.implements_interfaces.iter().map(|i| i.as_str()));
                self.fields_of("type", name, &interfaces, &def.fields)
            }
            Some(ExtendedType::Interface(def)) => {
                let interfaces =
                    self.interfaces(def.implements_interfaces.iter().map(|i| i.as_str()));
                self.fields_of("interface", name, &interfaces, &def.fields)
            }
        }
    }

    /// The interfaces that are kept themselves. `Query` is a `Node` only for old clients, and is not kept as one.
    fn interfaces<'b>(&self, all: impl Iterator<Item = &'b str>) -> Vec<&'b str> {
        let mut kept: Vec<_> = all.filter(|i| self.keep.named.contains_key(*i)).collect();
        kept.sort_unstable();
        kept
    }

    fn fields_of(
        &mut self,
        keyword: &str,
        name: &str,
        interfaces: &[&str],
        fields: &IndexMap<Name, Component<FieldDefinition>>,
    ) -> String {
        let Some((wanted, strict)) = self.keep.fields(name) else {
            self.problems.push(format!("the type `{name}` is needed, but is not in the keep-list"));
            return String::new();
        };
        let mut wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
        let interfaces: Vec<_> = interfaces.iter().filter(|_| name != "Query").collect();
        for interface in &interfaces {
            wanted.extend(self.keep.named[**interface].iter().map(String::as_str));
        }
        let mut text = format!("{keyword} {name}");
        if !interfaces.is_empty() {
            let _ = write!(text, " implements {}", join(interfaces.iter().map(|i| **i), " & "));
        }
        text.push_str(" {\n");
        for field in wanted {
            match fields.get(field) {
                Some(definition) => text.push_str(&self.field(definition)),
                None if strict => self.problems.push(format!("`{name}` has no field `{field}`")),
                None => {}
            }
        }
        text + "}\n"
    }

    fn field(&mut self, field: &FieldDefinition) -> String {
        self.queue.push_back(field.ty.inner_named_type().to_string());
        let arguments: Vec<_> = field.arguments.iter().map(|a| self.argument(a)).collect();
        if arguments.is_empty() {
            format!("  {}: {}\n", field.name, field.ty)
        } else {
            format!("  {}({}): {}\n", field.name, arguments.join(", "), field.ty)
        }
    }

    fn argument(&mut self, argument: &InputValueDefinition) -> String {
        self.queue.push_back(argument.ty.inner_named_type().to_string());
        match &argument.default_value {
            None => format!("{}: {}", argument.name, argument.ty),
            Some(default) => {
                format!("{}: {} = {}", argument.name, argument.ty, default.serialize().no_indent())
            }
        }
    }
}

fn is_built_in(scalar: &str) -> bool {
    matches!(scalar, "ID" | "Int" | "Float" | "String" | "Boolean")
}

fn join<'b>(parts: impl Iterator<Item = &'b str>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}
