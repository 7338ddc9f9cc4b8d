//! What stands under a key of a member and is somebody else, or tells again who it is.

use super::{Entry, NAME, TITLE, unreadable};
use crate::reader::kinds::MEMBER;
use crate::reader::remarks::scalars;
use crate::reader::yaml::{Kind, Node};

/// The keys of a member that hold days and yes or no.
const DAYS: [&str; 2] = ["since", "until"];
pub(in crate::source) const FLAGS: [&str; 2] = ["show_name", "student"];

/// Whether a list has entries with keys of a member.
pub(super) fn has_entries(value: &Node) -> bool {
    matches!(&value.kind, Kind::List(items) if items.iter().any(holds_a_member))
}

/// Whether a value is another member, or has one in it: a map with keys of one, or a text with `id:` in it.
fn holds_a_member(value: &Node) -> bool {
    match &value.kind {
        Kind::Scalar { text, .. } => unreadable::names_somebody(text),
        Kind::List(items) => items.iter().any(holds_a_member),
        Kind::Map(entries) => {
            let is_of_member =
                |key: &str| MEMBER.field(key).is_some() || unreadable::names_somebody(&format!("{key}:"));
            entries.iter().any(|(key, _)| key.text().is_some_and(is_of_member))
        }
    }
}

/// Whether what stands under a key of a member is somebody else, or a name under the wrong key.
pub(super) fn is_another(entry: &Entry) -> bool {
    holds_a_member(&entry.1) || is_words_for_yes(entry)
}

/// Whether several words stand where yes or no belongs, or one that begins as a name does: a name under the wrong key.
fn is_words_for_yes((key, value): &Entry) -> bool {
    let is_flag = key.text().is_some_and(|key| FLAGS.contains(&key));
    let is_name = |text: &str| {
        let is_answer = ANSWERS.contains(&text.to_lowercase().as_str());
        text.contains(char::is_whitespace)
            || !is_answer && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
    };
    is_flag && value.text().is_some_and(|text| is_name(text.trim()))
}

/// Words for yes and no, as authors write them.
const ANSWERS: [&str; 16] =
    ["yes", "no", "true", "false", "y", "n", "t", "f", "on", "off", "x", "ja", "oui", "non", "si", "sí"];

/// Whether what stands under a known key of a member tells who it is, by mistake: a word of the name, or no number where a
/// day belongs. Titles are shown as they are written.
pub(super) fn tells_again(entry: &Entry, member: &Node) -> bool {
    let (key, value) = (entry.0.text().unwrap_or_default(), &entry.1);
    let has_digit = || value.text().is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
    if is_another(entry) || DAYS.contains(&key) && !has_digit() {
        return true;
    }
    if key == TITLE {
        return false;
    }
    let name = member.value(NAME).and_then(Node::text).unwrap_or_default();
    let is_nameless = name.is_empty();
    let name = words(name);
    let mut is_there = false;
    scalars(value, &mut |node| {
        // Where an id belongs: the name under a wrong key.
        is_there |= is_nameless && !is_word(node);
        let of_value = words(node.text().unwrap_or_default());
        is_there |= of_value.iter().any(|word| name.contains(word));
        // `zruiz` for Zora Ruiz
        is_there |=
            name.iter().any(|word| word.len() > 3 && of_value.iter().any(|other| other.contains(word)));
    });
    is_there
}

/// Whether a value is as ids and other single words are written, and no name.
pub(super) fn is_word(value: &Node) -> bool {
    value.text().is_some_and(|text| {
        !text.contains(|c: char| c.is_whitespace() || c.is_alphabetic() && !c.is_lowercase())
    })
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}
