//! Names that are nobody's: what people write where a name is not known yet.

use std::ops::Range;

use crate::diagnostics::{Code, Collector};
use crate::reader::decode::Fields;

/// What stands for nobody, in small letters, without signs at its ends and with single blanks.
const NOBODY: &[&str] = &[
    "empty",
    "hiring",
    "n a",
    "n/a",
    "nadie",
    "name",
    "name here",
    "no one",
    "nobody",
    "none",
    "noone",
    "not assigned",
    "not yet named",
    "open",
    "open position",
    "open seat",
    "pending",
    "pendiente",
    "person",
    "por asignar",
    "por confirmar",
    "por definir",
    "por determinar",
    "position open",
    "seat open",
    "someone",
    "unassigned",
    "unfilled",
    "unknown",
    "vacancy",
    "xx",
    "xxx",
    "your name",
];

/// Words that stand for nobody wherever they stand in a name: `TBD (parent)`.
const WORDS: &[&str] = &["tba", "tbc", "tbd", "vacant", "vacante"];

/// Words that stand for nobody behind `to be`.
const TO_BE: &[&str] =
    &["announced", "appointed", "assigned", "confirmed", "decided", "determined", "filled", "hired", "named"];

/// Whether a name is nobody's.
pub fn is_nobody(name: &str) -> bool {
    if !name.chars().any(char::is_alphanumeric) {
        return true;
    }
    // The initials N. A. and the name Na are somebody's.
    if matches!(name.trim(), "NA" | "N.A." | "n.a.") {
        return true;
    }
    let plain = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| c.is_whitespace() || "-_–—()[]:,".contains(c)).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    NOBODY.contains(&words.join(" ").as_str())
        || words.iter().any(|word| WORDS.contains(&word.replace('.', "").as_str()))
        || matches!(words[..], ["to", "be", word, ..] if TO_BE.contains(&word))
}

/// The word that stands for nobody in a text with other words too, which may be somebody's name.
fn word_within(name: &str) -> Option<&str> {
    let words = || name.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let stands_for_nobody = |word: &&str| WORDS.contains(&word.to_lowercase().replace('.', "").as_str());
    words().find(stands_for_nobody).filter(|_| words().count() > 1)
}

/// Warns of a name that is nobody's, at its place: what it counts as, in words.
pub(super) fn warn_of_nobody(name: &str, span: &Range<usize>, counts_as: &str, out: &mut Collector<'_>) {
    let message = match word_within(name) {
        Some(word) => {
            out.file().hide(span.clone());
            format!("`{word}` stands in this name, as where nobody is there yet, so {counts_as}")
        }
        None => format!("`{name}` is nobody's name, so {counts_as}"),
    };
    let hint = "leave the key `name` out until there is a name".to_string();
    out.tell(Code::NobodysName, span, message, Some(hint));
}

/// The name under a key `name`, unless it is nobody's, which is told.
pub(super) fn name(fields: &Fields<'_>, counts_as: &str, out: &mut Collector<'_>) -> Option<String> {
    let name = fields.line("name")?;
    if is_nobody(&name) {
        warn_of_nobody(&name, fields.span_of("name"), counts_as, out);
        return None;
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::is_nobody;

    #[test]
    fn what_stands_for_nobody_is_known_in_any_dress() {
        for name in [
            "TBD",
            "tba",
            "(TBD)",
            "[TBD]",
            "T.B.D.",
            "N/A",
            "n/a",
            "NA",
            "vacant",
            "VACANT",
            "<open>",
            "Open seat",
            "?",
            "??",
            "-",
            "--",
            "—",
            "...",
            "TBD - parent",
            "Vacant (counselor)",
            "to be hired",
            "To be named",
            "None",
            "Vacante",
            "not-assigned",
            "",
            "[open]",
            "t.b.a.",
            "por asignar",
        ] {
            assert!(is_nobody(name), "{name}");
        }
    }

    #[test]
    fn people_are_somebody() {
        for name in [
            "Ana Ruiz",
            "Na",
            "N. A. Smith",
            "Open Null",
            "Ng",
            "O",
            "Null",
            "王",
            "Tobe Named-Smith",
            "Hope Unknown",
            "Open Ed",
            "Na Li",
        ] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
