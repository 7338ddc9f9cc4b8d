//! Values and comments as they are written into YAML.

use std::fmt::Write;
use std::ops::Range;

use crate::diagnostics::SourceFile;

/// A text as a YAML value: as it is where that is read back unharmed everywhere, in quotes elsewhere.
pub fn value(text: &str) -> String {
    if is_plain(text) { text.to_string() } else { in_quotes(text) }
}

/// Whether a text stands for itself without quotes, also within `{…}`: a letter first, and no sign that YAML
/// gives a meaning.
fn is_plain(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let first = text.chars().next();
    first.is_some_and(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && !words.contains(&text.to_lowercase().as_str())
        && text.chars().all(|c| c.is_alphanumeric() || " -_.()/&'’".contains(c) || is_mark(c))
}

/// Whether a character belongs to the letter before it, as in Vietnamese or Hindi.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}')
}

/// A text in double quotes, with signs that can't be seen as escapes.
pub fn in_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) => write!(out, "\\u{:04X}", u32::from(c)).expect("a string takes everything"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What to write in the place of a value: with its key where that stands in the same line, so that it is replaced too.
pub fn instead(file: &SourceFile, at: usize, key: Option<&str>, value: &str) -> String {
    match key.filter(|_| is_beside_key(file, at)) {
        Some(key) if is_json(file) => format!("{}: {}", in_quotes(key), in_json(value)),
        Some(key) => format!("{key}: {value}"),
        None => value.to_string(),
    }
}

/// A value of YAML as it is written into a file of JSON.
fn in_json(value: &str) -> String {
    let is_one =
        value.starts_with(['"', '[', '{']) || serde_json::from_str::<serde_json::Number>(value).is_ok();
    if is_one || matches!(value, "true" | "false") { value.to_string() } else { in_quotes(value) }
}

/// Whether a value begins in the line of its key, and not below it.
pub fn is_beside_key(file: &SourceFile, at: usize) -> bool {
    let before = file.text().get(file.line_range(at).start..at);
    before.is_some_and(|before| !before.trim_matches([' ', '-']).is_empty())
}

/// Whether any line of a text begins with a sign, such as the bullet or dash of a list.
pub fn has_signs(text: &str) -> bool {
    text.lines().any(|line| !line.trim_start().starts_with(char::is_alphanumeric))
}

/// Text fit for a comment: one line without signs that can't be seen.
pub fn comment(text: &str) -> String {
    let seen: String = text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that a file of text should not hold as they are: all lie in Unicode's first plane.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a file is one of JSON, where every key and text stands in quotes.
pub fn is_json(file: &SourceFile) -> bool {
    file.path().ends_with(".json")
}

/// What to write in place of an item of a list that holds several: within brackets, or each behind a dash of its own.
pub fn as_items(file: &SourceFile, at: &Range<usize>, parts: &[impl AsRef<str>]) -> String {
    let head = file.text().get(file.line_range(at.start).start..at.start).unwrap_or_default();
    let one = |part: &str| if is_json(file) { in_quotes(part) } else { part.to_string() };
    let parts: Vec<String> = parts.iter().map(|part| one(part.as_ref())).collect();
    match head.trim() {
        "-" => format!("write `- {}`, each in a line of its own", parts.join("`, `- ")),
        _ => format!("write `{}`", parts.join(", ")),
    }
}

/// What to write without a word of the file, where several places tell of the same: `name:Sam`.
pub const BLANK_BEHIND_COLON: &str = "write a blank behind the colon";
/// The same where languages have none.
pub const COLON_BEHIND_LANGUAGE: &str = "write a colon and a blank behind each language";
/// The same where a comma is missing.
pub const COMMA: &str = "write a comma here";
/// The same where a map lacks its braces.
pub const IN_BRACES: &str = "write `{` before it, and `}` behind it";
/// The same where other brackets stand.
pub const BRACES: &str = "write `{` in place of `(`, and `}` in place of `)`";

/// What to do with a sign that stands where a blank belongs.
pub fn blank_for(sign: &str) -> String {
    format!("write a blank in place of the `{sign}`")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::Findings;
    use crate::reader::yaml::{self, Kind};

    /// What our reader makes of a value in its two places.
    fn read_back(value: &str) -> Vec<Option<String>> {
        let text = format!("a: {value}\nb: {{en: {value}, es: {value}}}\n");
        let file = SourceFile::new("x.yml", text.clone());
        let mut findings = Findings::default();
        let node = yaml::parse(&file, 0..text.len(), &mut findings).expect("YAML");
        assert_eq!(findings.problems, [], "{text}");
        let Kind::Map(entries) = node.kind else { panic!("no map: {text}") };
        let Kind::Map(of_b) = &entries[1].1.kind else { panic!("no map: {text}") };
        let values = [&entries[0].1, &of_b[0].1, &of_b[1].1];
        values.iter().map(|node| node.text().map(str::to_string)).collect()
    }

    #[test]
    fn plain_names_need_no_quotes() {
        for name in ["Riverbend Unified School District", "María O'Neill", "学区出勤团队", "K-8 (north)"]
        {
            assert_eq!(value(name), name);
        }
        for name in ["no", "Null", "7 Oaks", "Room #3", "A: B", "", " x", "x ", "@home", "{x}", "Tom, Ana"] {
            assert_eq!(value(name), format!("\"{name}\""));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "\\PC{0,30}|[ \"'#:,{}\\[\\]&*!|>%@`\\\\a-z-]{0,12}|.{0,8}") {
            let expected = Some(text.clone());
            prop_assert_eq!(read_back(&value(&text)), vec![expected.clone(), expected.clone(), expected]);
        }
    }
}
