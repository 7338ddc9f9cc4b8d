//! Values as they are written into YAML.

use std::fmt::Write;

use crate::model::{Lang, Text};

/// A text as a YAML value: as it is where that is read back unharmed everywhere, in quotes elsewhere.
pub(super) fn quoted(text: &str) -> String {
    if is_plain(text) { text.to_string() } else { in_quotes(text) }
}

/// A text in several languages as a YAML value on one line: in one language alone the text itself.
pub(super) fn texts(texts: &[(Lang, String)]) -> String {
    match texts {
        [(_, text)] => quoted(text),
        several => {
            let entries: Vec<String> =
                several.iter().map(|(lang, text)| format!("{lang}: {}", quoted(text))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// What a text says in those of some languages that it is written in. Where it has none of them, as it is.
pub(super) fn in_languages(text: &Text, languages: &[Lang]) -> Vec<(Lang, String)> {
    let mut found = Vec::new();
    for lang in languages {
        let (words, of) = text.get(lang, lang);
        if of == lang {
            found.push((lang.clone(), words.to_string()));
        }
    }
    if let (true, Some(first)) = (found.is_empty(), languages.first()) {
        found.push((first.clone(), text.get(first, first).0.to_string()));
    }
    found
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

/// A text in double quotes.
fn in_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::{Findings, SourceFile};
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
            assert_eq!(quoted(name), name);
        }
        for name in ["no", "Null", "7 Oaks", "Room #3", "A: B", "", " x", "x ", "@home", "{x}", "Tom, Ana"] {
            assert_eq!(quoted(name), format!("\"{name}\""));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "\\PC{0,30}|[ \"'#:,{}\\[\\]&*!|>%@`\\\\a-z-]{0,12}|.{0,8}") {
            let expected = Some(text.clone());
            prop_assert_eq!(read_back(&quoted(&text)), vec![expected.clone(), expected.clone(), expected]);
        }
    }
}
