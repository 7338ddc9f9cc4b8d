//! What to write for a key that is missing.

use super::{Field, Object};
use crate::reader::yaml::Node;

/// What to write for a key that has one of a few words; the entry's id may be that word.
pub(super) fn a_word_of(
    verb: &str,
    field: &Field,
    words: &[&str],
    (entries, object): (&[(Node, Node)], &Object),
    within: &str,
) -> String {
    let id = entries.iter().find(|(name, _)| name.text() == Some("id")).and_then(|(_, value)| value.text());
    if let Some(word) = words.iter().find(|word| Some(**word) == id) {
        return format!("{verb} `{}: {word}`{within} ({})", field.name, field.doc);
    }
    // A team has the key `school` where that is its level.
    let is_key = |word: &&&str| entries.iter().any(|(name, _)| name.text() == Some(**word));
    if let Some(word) = words.iter().find(is_key) {
        return format!("{verb} `{}: {word}`{within}", field.name);
    }
    // Where it has not, another word is likelier.
    let with_key = words.iter().find(|word| object.field(word).is_some());
    let mut others = words.iter().filter(|word| Some(*word) != with_key);
    if let Some((key, word)) = with_key.zip(others.next().filter(|_| others.next().is_none())) {
        let name = field.name;
        return format!("{verb} `{name}: {word}`{within}; or `{name}: {key}`, and a line `{key}: …`");
    }
    let doc = if words.iter().all(|word| field.doc.contains(word)) {
        String::new()
    } else {
        format!(" ({})", field.doc)
    };
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let words = match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    };
    format!("{verb} `{}: …`{within}{doc}: {words}", field.name)
}
