//! What the checks need to know of one source file, taken from its syntax tree. Code that exists only in tests is left out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, Token, UseTree};

/// What a file says outside its tests.
#[derive(Default)]
pub(crate) struct Code {
    /// Every path of two or more segments, and every import.
    pub(crate) paths: Vec<Mention>,
    /// Every string literal that is no attribute.
    pub(crate) texts: Vec<(String, usize)>,
    /// Every method that is called without arguments.
    pub(crate) calls: Vec<(String, usize)>,
    /// Every function with its first line and its length in lines.
    pub(crate) functions: Vec<(String, usize, usize)>,
    /// Names that the file itself declares at its top level.
    pub(crate) names: Vec<String>,
    /// Modules that the file declares at its top level, in files of their own or inline.
    pub(crate) modules: Vec<String>,
    /// Modules in files of their own that exist only in tests.
    pub(crate) test_modules: Vec<String>,
    /// Lines that exist only in tests.
    pub(crate) test_lines: usize,
    /// Whether the whole file exists only in tests.
    pub(crate) only_tests: bool,
}

/// A path that the code names.
pub(crate) struct Mention {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    /// The inline modules around it, outermost first.
    pub(crate) within: Vec<String>,
    pub(crate) role: Role,
}

/// What a path is named for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A `use`; under which name, and whether others see it.
    Import { name: String, public: bool },
    /// Anything else: a type, a call, a pattern, a token of a macro.
    Mention,
}

/// Reads a file.
pub(crate) fn read(text: &str) -> syn::Result<Code> {
    let file = syn::parse_file(text)?;
    let mut code = Code { only_tests: only_in_tests(&file.attrs), ..Code::default() };
    for item in &file.items {
        if let Item::Mod(module) = item {
            let list = match (only_in_tests(&module.attrs), &module.content) {
                (false, _) => &mut code.modules,
                (true, None) => &mut code.test_modules,
                (true, Some(_)) => continue,
            };
            list.push(module.ident.to_string());
        }
        code.names.extend(name(item));
    }
    let mut reader = Reader { code, within: vec![] };
    reader.visit_file(&file);
    Ok(reader.code)
}

/// Walks a syntax tree and keeps what [`Code`] wants.
struct Reader {
    code: Code,
    within: Vec<String>,
}

impl Reader {
    fn mention(&mut self, segments: Vec<String>, line: usize, role: Role) {
        if segments.len() > 1 || role != Role::Mention {
            self.code.paths.push(Mention { segments, line, within: self.within.clone(), role });
        }
    }

    fn import(&mut self, tree: &UseTree, before: &[String], public: bool) {
        let with = |last: String| [before, &[last]].concat();
        let line = tree.span().start().line;
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(path.ident.to_string()), public),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, public);
                }
            }
            UseTree::Glob(_) => {
                let name = "*".to_owned();
                self.mention(with(name.clone()), line, Role::Import { name, public });
            }
            UseTree::Name(leaf) if leaf.ident == "self" => {
                let name = before.last().cloned().unwrap_or_default();
                self.mention(before.to_vec(), line, Role::Import { name, public });
            }
            UseTree::Name(leaf) => {
                let name = leaf.ident.to_string();
                self.mention(with(name.clone()), line, Role::Import { name, public });
            }
            UseTree::Rename(leaf) => {
                let name = leaf.rename.to_string();
                let full = match leaf.ident.to_string() {
                    last if last == "self" => before.to_vec(),
                    last => with(last),
                };
                self.mention(full, line, Role::Import { name, public });
            }
        }
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        let name = signature.ident.to_string();
        self.code.functions.push((name, first, last + 1 - first));
    }

    /// Looks into the tokens of a macro, which have no syntax of their own.
    fn tokens(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    let (segments, after) = path_at(&tokens, at);
                    let called = at > 0 && is_punct(tokens.get(at - 1), '.');
                    if called && segments.len() == 1 && is_empty_call(tokens.get(after)) {
                        self.code.calls.push((segments[0].clone(), line));
                    }
                    self.mention(segments, line, Role::Mention);
                    at = after;
                    continue;
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.visit_lit_str(&text);
                    }
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if only_in_tests(attributes(item)) {
            let span = item.span();
            self.code.test_lines += span.end().line + 1 - span.start().line;
        } else {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Fn(item) => item.attrs.as_slice(),
            syn::ImplItem::Const(item) => item.attrs.as_slice(),
            _ => &[],
        };
        if !only_in_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.within.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.within.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.import(&item.tree, &[], public);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.mention(segments, path.span().start().line, Role::Mention);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.args.is_empty() {
            let line = call.method.span().start().line;
            self.code.calls.push((call.method.to_string(), line));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        self.tokens(call.tokens.clone());
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        let line = text.span().start().line;
        self.code.texts.push((text.value(), line));
    }

    // Neither documentation nor `pub(in …)` is code that runs.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

/// The path that starts at an identifier, and where it ends.
fn path_at(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut segments = vec![];
    let mut at = start;
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        segments.push(ident.to_string());
        at += 1;
        if !(is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')) {
            break;
        }
        at += 2;
    }
    (segments, at)
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_empty_call(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group))
        if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty())
}

/// Whether attributes leave an item out of everything but tests.
fn only_in_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let cfg = || attribute.parse_args::<Meta>();
        path.is_ident("test") || path.is_ident("cfg") && cfg().is_ok_and(|meta| needs_test(&meta))
    })
}

/// Whether a `cfg` predicate holds only in tests.
fn needs_test(meta: &Meta) -> bool {
    let Meta::List(list) = meta else {
        return meta.path().is_ident("test");
    };
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let parts = parts.unwrap_or_default();
    (list.path.is_ident("all") && parts.iter().any(needs_test))
        || (list.path.is_ident("any") && !parts.is_empty() && parts.iter().all(needs_test))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let code = read(text).unwrap();
        code.paths.iter().map(|p| p.segments.join("::")).collect()
    }

    #[test]
    fn imports_are_seen_leaf_by_leaf() {
        let found = paths("use std::{fs, io::{self, Read as _}}; use a::*; pub use b as c;");
        assert_eq!(found, ["std::fs", "std::io", "std::io::Read", "a::*", "b"]);
    }

    #[test]
    fn macros_are_looked_into() {
        let code = read(r#"fn f() { x!(vec![a::b(), "text"], p.exists(), $crate::C) }"#).unwrap();
        let paths: Vec<_> = code.paths.iter().map(|p| p.segments.join("::")).collect();
        assert_eq!(paths, ["a::b", "crate::C"]);
        assert_eq!(code.texts, [("text".to_owned(), 1)]);
        assert_eq!(code.calls, [("exists".to_owned(), 1)]);
    }

    #[test]
    fn tests_are_left_out_and_only_tests() {
        for gate in ["cfg(test)", "cfg(all(test, unix))", "cfg(any(test))", "test"] {
            let text = format!("#[{gate}]\nfn f() {{\n  a::b();\n}}\n");
            let code = read(&text).unwrap();
            assert!(code.paths.is_empty() && code.functions.is_empty(), "{gate}");
            assert_eq!(code.test_lines, 4, "{gate}");
        }
        for gate in ["cfg(not(test))", "cfg(any(test, unix))", "cfg(unix)"] {
            assert_eq!(paths(&format!("#[{gate}] fn f() {{ a::b(); }}")), ["a::b"], "{gate}");
        }
    }

    #[test]
    fn documentation_is_no_text_of_the_program() {
        let code = read("/// SELECT something\nfn f() { let _ = \"x\"; }").unwrap();
        assert_eq!(code.texts, [("x".to_owned(), 2)]);
    }
}
