//! The declarations are in order, and the documents tell what they say.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use super::{Code, Severity};

const MARK: &str =
    "<!-- Below this line: made from what src/diagnostics/codes.rs declares, by its test. -->\n";

#[test]
fn codes_are_words_in_order_and_each_tells_how_to_do_it_right() {
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert!(names.is_sorted(), "in the order of their names");
    for code in Code::ALL {
        let known = code.declaration();
        assert!(known.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        assert!(known.meaning.ends_with('.'), "{}", known.name);
        assert!(known.gist().chars().count() <= 50, "{}: a short sentence first", known.name);
        assert_ne!(known.wrong, known.right, "{}", known.name);
    }
}

/// The list of all codes, and what each means.
fn reference() -> String {
    let mut out = String::from("\n| message | | what it means |\n| --- | --- | --- |\n");
    for known in Code::ALL.iter().map(|code| code.declaration()) {
        let (name, severity, gist) = (known.name, known.severity.word(), known.gist());
        let _ = writeln!(out, "| [{name}](#{name}) | {severity} | {gist} |");
    }
    for known in Code::ALL.iter().map(|code| code.declaration()) {
        let severity = match known.severity {
            Severity::Error => "An error",
            Severity::Warning => "A warning",
            Severity::Note => "A note",
        };
        let _ = write!(out, "\n## {}\n\n{severity}. {}\n", known.name, known.meaning);
        for (title, example) in [("Wrong", known.wrong), ("Right", known.right)] {
            let _ = write!(out, "\n{title}:\n\n```text\n{example}\n```\n");
        }
    }
    out
}

#[test]
fn the_list_of_messages_is_what_the_program_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let text = fs::read_to_string(&path).expect("docs/diagnostics.md");
    let (head, _) = text.split_once(MARK).expect("the mark in docs/diagnostics.md");
    let wanted = format!("{head}{MARK}{}", reference());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).expect("written");
    } else {
        assert!(
            text == wanted,
            "docs/diagnostics.md is out of date: run `UPDATE_DOCS=1 cargo test --lib messages`"
        );
    }
}
