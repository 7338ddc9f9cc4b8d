//! The table "may name" of ARCHITECTURE.md, held against what the code names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The rooms that a table row is about, without the signs around them.
fn names(cell: &str) -> BTreeSet<String> {
    let inner = cell.split('`').skip(1).step_by(2);
    inner.map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_string()).collect()
}

/// The table of ARCHITECTURE.md: each room with those that it may name.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut table = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let [rooms, _, may_name] = cells[..] else { continue };
        for room in names(rooms) {
            table.insert(room, names(may_name));
        }
    }
    table
}

/// The room that a source file is in: the first part of its path.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("below src");
    let first = below.iter().next().and_then(|part| part.to_str()).expect("a name");
    first.trim_end_matches(".rs").to_string()
}

/// The rooms that a text names by their paths; what stands in comments does not count.
fn named(text: &str) -> BTreeSet<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|l| [l, "\n"]).collect();
    let mut named = BTreeSet::new();
    for piece in code.split("crate::").skip(1) {
        let grouped = piece.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or_default());
        for path in grouped.unwrap_or(piece).split(',') {
            let name: String =
                path.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            named.insert(name);
            if grouped.is_none() {
                break;
            }
        }
    }
    named.remove("");
    named
}

fn sources() -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(root().join("src")).into_iter().filter_map(Result::ok);
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

#[test]
fn every_room_names_only_those_that_it_may() {
    let table = table();
    let rooms: BTreeSet<String> = sources().iter().map(|path| room(path)).collect();
    let shell = ["lib", "main"].map(String::from);
    let known: BTreeSet<String> = table.keys().cloned().collect();
    let expected: BTreeSet<String> = rooms.iter().filter(|room| !shell.contains(room)).cloned().collect();
    assert_eq!(known, expected, "each room has a row in the table of ARCHITECTURE.md, and each row a room");
    let mut wrong = Vec::new();
    for path in sources() {
        let from = room(&path);
        let Some(may_name) = table.get(&from) else { continue };
        let text = fs::read_to_string(&path).expect("a source file");
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        if path.ends_with("tests.rs") {
            continue;
        }
        for to in named(&text[..tests]) {
            if to != from && rooms.contains(&to) && !may_name.contains(&to) {
                wrong.push(format!("{} names `{to}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not in the table of ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_named_in_a_circle() {
    let table = table();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while done.len() < table.len() {
        let next = table.iter().find(|(room, names)| {
            !done.contains(room.as_str()) && names.iter().all(|name| done.contains(name.as_str()))
        });
        let Some((room, _)) = next else {
            let left: Vec<&String> = table.keys().filter(|room| !done.contains(room.as_str())).collect();
            panic!("these name each other in a circle: {left:?}");
        };
        done.insert(room);
    }
}

#[test]
fn no_file_is_too_long_to_be_read_in_one_go() {
    let lines = |path: &PathBuf| fs::read_to_string(path).expect("a source file").lines().count();
    let long: Vec<_> = sources().into_iter().filter(|path| lines(path) > 450).collect();
    assert!(long.is_empty(), "more than 450 lines: {long:?}");
}

/// Where a library is named, and nowhere else, so that another one can take its place.
const NAMED_IN: [(&str, &str); 17] = [
    ("axum::", "preview/server/routes.rs"),
    ("hyper::", "preview/server/mod.rs"),
    ("hyper_util::", "preview/server/mod.rs"),
    ("tower_http::", "preview/server/routes.rs"),
    ("tokio::", "preview/server/"),
    ("notify::", "preview/watch.rs"),
    ("granit_parser::", "reader/yaml"),
    ("yaml_edit::", "edit/apply.rs"),
    ("pulldown_cmark::", "markdown/"),
    ("cap_std::", "output/"),
    ("annotate_snippets::", "diagnostics/"),
    ("mime_guess::", "site/address.rs"),
    ("ureq::", "web/client.rs"),
    ("rustls::", "web/client.rs"),
    ("calamine::", "tables/workbook.rs"),
    ("encoding_rs_io::", "tables/rows.rs"),
    ("rust_xlsxwriter::", "exchange/roster/workbook.rs"),
];

#[test]
fn a_library_is_named_in_one_place() {
    for path in sources() {
        let below = path.strip_prefix(root().join("src")).expect("below src").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a source file");
        for (library, place) in NAMED_IN {
            let is_named = text.contains(&format!(" {library}")) || text.contains(&format!("({library}"));
            assert!(!is_named || below.starts_with(place), "{below} names {library}");
        }
    }
}
