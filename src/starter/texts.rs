//! Texts in the languages of a new toolkit.

use crate::model::{Lang, Text};
use crate::reader::written::value;

/// A text in several languages as a YAML value on one line: in one language alone the text itself.
pub(super) fn texts(texts: &[(Lang, String)]) -> String {
    match texts {
        [(_, text)] => value(text),
        several => {
            let entries: Vec<String> =
                several.iter().map(|(lang, text)| format!("{lang}: {}", value(text))).collect();
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
