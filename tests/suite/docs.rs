//! The reference for theme authors is made from the doc comments of what templates see, so it can't fall behind.
//! `UPDATE_DOCS=1 cargo test --test suite docs` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, Fields, GenericArgument, Item, ItemStruct, Lit, Meta, PathArguments, Type};

const MARK: &str = "<!-- Below this line: made from the program's doc comments by tests/suite/docs.rs. -->\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a doc comment.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(value) => match &value.lit {
                Lit::Str(text) => Some(text.value().trim().to_string()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Whether templates see the type.
fn is_serialized(item: &ItemStruct) -> bool {
    item.attrs.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("derive") && list.tokens.to_string().contains("Serialize"),
        _ => false,
    })
}

/// The types of a file that are serialized by hand.
fn serialized_by_hand(folder: &Path) -> Vec<String> {
    let file = syn::parse_file(&fs::read_to_string(folder.join("shared.rs")).expect("a file")).expect("Rust");
    let all = file.items.into_iter().filter_map(|item| match item {
        Item::Impl(item) if item.generics.params.is_empty() => match *item.self_ty {
            Type::Path(path) => Some(path.path.segments.last().expect("a name").ident.to_string()),
            _ => None,
        },
        _ => None,
    });
    all.collect()
}

/// The structs that templates see, file by file, in the order of the program.
fn structs() -> Vec<(String, Vec<ItemStruct>)> {
    let folder = root().join("src/site/views");
    let by_hand = serialized_by_hand(&folder);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the views")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    // The frame and the small pieces first, since every page has them.
    names.sort_by_key(|name| (name != "frame.rs", name != "mod.rs", name.clone()));
    names
        .into_iter()
        .map(|name| {
            let file =
                syn::parse_file(&fs::read_to_string(folder.join(&name)).expect("a file")).expect("Rust");
            let seen = file.items.into_iter().filter_map(|item| match item {
                Item::Struct(item)
                    if (is_serialized(&item) || by_hand.contains(&item.ident.to_string()))
                        && matches!(item.vis, syn::Visibility::Public(_)) =>
                {
                    Some(item)
                }
                _ => None,
            });
            (name.trim_end_matches(".rs").to_string(), seen.collect::<Vec<_>>())
        })
        .filter(|(_, seen)| !seen.is_empty())
        .collect()
}

/// Structs of other rooms that templates see as a part of a view: the file and the name.
const PARTS: [(&str, &str); 1] = [("src/coverage/assessment.rs", "Tally")];

/// The same with the parts that come from other rooms.
fn all_structs() -> Vec<(String, Vec<ItemStruct>)> {
    let mut all = structs();
    for (path, name) in PARTS {
        let file = syn::parse_file(&fs::read_to_string(root().join(path)).expect("a file")).expect("Rust");
        let parts = file.items.into_iter().filter_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(item),
            _ => None,
        });
        all.push((path.to_string(), parts.collect()));
    }
    all
}

/// A type in an author's words.
fn words(of: &Type, known: &[String]) -> String {
    match of {
        Type::Path(path) => {
            let last = path.path.segments.last().expect("a name");
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        GenericArgument::Type(inner) => Some(words(inner, known)),
                        _ => None,
                    })
                }
                _ => None,
            };
            match (last.ident.to_string().as_str(), inner) {
                ("Option", Some(inner)) => format!("{inner}, or nothing"),
                ("Vec", Some(inner)) => format!("list of {inner}"),
                ("IfMentioned" | "Shared", Some(inner)) => inner,
                ("String", _) => "text".into(),
                ("bool", _) => "true or false".into(),
                ("u8" | "u64" | "usize" | "i64" | "f64", _) => "number".into(),
                ("Band" | "Kind" | "Party" | "Side" | "Status" | "Telling", _) => "word".into(),
                (name, _) if known.iter().any(|known| known == name) => {
                    format!("[{name}](#{})", name.to_lowercase())
                }
                (name, _) => panic!("{name} is nothing that a template can see"),
            }
        }
        Type::Reference(_) => "text".into(),
        _ => panic!("a type that is not told in words"),
    }
}

fn reference() -> String {
    let all = all_structs();
    let known: Vec<String> =
        all.iter().flat_map(|(_, seen)| seen).map(|item| item.ident.to_string()).collect();
    let mut out = String::new();
    for (_, seen) in &all {
        for item in seen {
            let _ = write!(out, "\n### {}\n\n{}\n\n", item.ident, doc(&item.attrs));
            let Fields::Named(fields) = &item.fields else { panic!("{} has no named fields", item.ident) };
            out.push_str("| name | what | |\n| --- | --- | --- |\n");
            for field in &fields.named {
                let is_part = field.attrs.iter().any(|attribute| attribute.path().is_ident("serde"));
                let name = field.ident.as_ref().expect("a name");
                let text = doc(&field.attrs).replace('|', "\\|");
                let name = if is_part { "and all of".to_string() } else { format!("`{name}`") };
                let _ = writeln!(out, "| {name} | {} | {text} |", words(&field.ty, &known));
            }
        }
    }
    out
}

#[test]
fn the_reference_for_themes_is_what_the_program_says() {
    let path = root().join("docs/themes.md");
    let text = fs::read_to_string(&path).expect("docs/themes.md");
    let (head, _) = text.split_once(MARK).expect("the mark in docs/themes.md");
    let wanted = format!("{head}{MARK}{}", reference());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).expect("written");
    } else {
        assert!(
            text == wanted,
            "docs/themes.md is out of date: run `UPDATE_DOCS=1 cargo test --test suite docs`"
        );
    }
}

#[test]
fn every_template_is_in_the_reference() {
    let text = fs::read_to_string(root().join("docs/themes.md")).expect("docs/themes.md");
    for entry in fs::read_dir(root().join("themes/default/templates")).expect("the templates") {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        assert!(text.contains(&format!("`{name}`")), "docs/themes.md says nothing of {name}");
    }
}

/// A document without its fenced examples.
fn outside_fences(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    let mut documents = vec![
        root().join("README.md"),
        root().join("ARCHITECTURE.md"),
        root().join("themes/harbor/README.md"),
    ];
    documents
        .extend(fs::read_dir(root().join("docs")).expect("docs").map(|entry| entry.expect("a file").path()));
    let mut followed = 0;
    for document in documents.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let text = outside_fences(&fs::read_to_string(document).expect("a document"));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains(':') || target.contains(' ') {
                continue;
            }
            let path = document.parent().unwrap_or(Path::new("")).join(target);
            assert!(path.exists(), "{} links to {target}, which is missing", document.display());
            followed += 1;
        }
    }
    assert!(followed > 8);
}
