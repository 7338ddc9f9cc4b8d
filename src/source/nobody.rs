//! Names that are nobody's: what people write where a name is not known yet.

use std::ops::Range;

use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Text;
use crate::reader::decode::Fields;
use crate::reader::scalar;

/// What stands for nobody, in small letters, without signs at its ends and with single blanks.
const NOBODY: &[&str] = &[
    "empty",
    "first last",
    "firstname lastname",
    "hiring",
    "n a",
    "n/a",
    "nadie",
    "name",
    "name here",
    "no one",
    "no one yet",
    "nobody",
    "nobody yet",
    "nombre",
    "nombre y apellido",
    "none",
    "none yet",
    "noone",
    "not assigned",
    "not known yet",
    "not yet known",
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
    "your name here",
];

/// Words that stand for nobody wherever they stand in a name: `TBD (parent)`.
const WORDS: &[&str] = &["tba", "tbc", "tbd", "vacant", "vacante"];

/// Words that stand for nobody behind `to be`.
const TO_BE: &[&str] =
    &["announced", "appointed", "assigned", "confirmed", "decided", "determined", "filled", "hired", "named"];

/// Whether a name is nobody's.
pub fn is_nobody(name: &str) -> bool {
    if !name.chars().any(char::is_alphanumeric) || scalar::failed(name) {
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

/// What to do where nobody's name is known.
const NO_NAME_YET: &str = "leave the key `name` out until there is a name";

/// Warns of a name that is nobody's, at its place: what it counts as, in words.
pub(super) fn warn_of_nobody(name: &str, span: &Range<usize>, counts_as: &str, out: &mut Collector<'_>) {
    let message = match word_within(name) {
        Some(word) => {
            out.file().hide(span.clone());
            format!("`{word}` stands in this name, as where nobody is there yet, so {counts_as}")
        }
        None if name.to_lowercase().contains("nobody") => format!("no name stands here, so {counts_as}"),
        None => format!("`{name}` is nobody's name, so {counts_as}"),
    };
    let problem = Diagnostic::new(Code::NobodysName, out.at(span), message);
    out.push(problem.hint(NO_NAME_YET).plain_hint(Some(NO_NAME_YET)));
}

/// Words that stand for a title which is not known yet.
const NO_TITLE: &[&str] =
    &["n/a", "tba", "tbc", "tbd", "title", "to be announced", "to be determined", "your title"];

/// Warns of a title that says nothing, such as `TBD`; a seat has one too while nobody is on it.
pub(super) fn warn_of_no_title<'t>(
    titles: impl IntoIterator<Item = &'t str>,
    span: &Range<usize>,
    is_of_seat: bool,
    out: &mut Collector<'_>,
) {
    let says_nothing = |text: &&str| {
        let plain = text.trim().trim_matches(['(', ')', '[', ']', '.']).to_lowercase().replace('.', "");
        !text.chars().any(char::is_alphanumeric)
            || scalar::failed(text)
            || NO_TITLE.contains(&plain.as_str())
            || is_vacant(&plain)
    };
    let Some(text) = titles.into_iter().find(says_nothing).filter(|text| !text.is_empty()) else {
        return;
    };
    let message = format!("`{text}` says nothing yet, and would stand on the page");
    let of_seat = if is_of_seat { "; a seat that is vacant has a title too" } else { "" };
    let hint = format!("write what readers are to see here{of_seat}");
    out.tell(Code::NobodysName, span, message, hint);
}

/// Whether an e-mail address or a telephone number stands in somebody's title, which is warned of: it is not shown, since it
/// may be that of somebody who is hidden.
pub(super) fn is_address_for_title(fields: &Fields<'_>, out: &mut Collector<'_>) -> bool {
    let Some(title) = fields.text("title") else { return false };
    let what = |text: &str| match text.trim() {
        text if holds_email(text) => Some("an e-mail address"),
        text if holds_phone(text) => Some("a telephone number"),
        _ => None,
    };
    let Some(what) = title.all().find_map(what) else { return false };
    out.file().hide(fields.span_of("title").clone());
    let message = format!("{what} stands here, where a title is wanted, so none is shown");
    let hint = "write the office or part, such as Principal, or leave the key `title` out".to_string();
    out.tell(Code::NameWithMore, fields.span_of("title"), message, hint);
    true
}

/// Whether an e-mail address stands in a text, which may have a blank too many: `Coordinator @ Hill` is none.
fn holds_email(text: &str) -> bool {
    text.match_indices('@').any(|(at, sign)| {
        let (before, behind) = (&text[..at], &text[at + sign.len()..]);
        let is_loose = (before.is_empty() || before.ends_with(' ')) && behind.starts_with(' ');
        !before.is_empty() && !is_loose && behind.contains('.')
    })
}

/// Whether a telephone number stands in a text, and not years: `Chair 2025-2026`.
fn holds_phone(text: &str) -> bool {
    text.split(|c: char| c.is_alphabetic() || c == ',').any(|part| {
        let mut numbers = part.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        let is_year =
            |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        part.chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS && !numbers.all(is_year)
    })
}

/// Words that say of a seat that nobody is on it.
const VACANT: &[&str] = &["open position", "open seat", "vacancy", "vacant position", "vacant", "vacante"];

/// Whether a title says that nobody holds the office, and not what that is: `vacant - posted`.
fn is_vacant(title: &str) -> bool {
    let rest = VACANT.iter().find_map(|word| title.strip_prefix(word)).map(str::trim_start);
    // `Vacant (Counselor)` says what it is.
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '–', '—', ',', ';']))
}

/// Words by which people say that a team is a part of another one, or that it is not.
const NO_TEAM: &[&str] = &["true", "false", "yes", "sí", "si", "x", "ninguno", "ninguna", "alone", "itself"];

/// The standing team that another one is a part of, unless what stands there names none, which is told.
pub(super) fn team_above(fields: &Fields<'_>, out: &mut Collector<'_>) -> Option<Text> {
    let text = fields.text("part_of")?;
    let names_none = |text: &str| {
        is_nobody(text) || scalar::is_nothing(text) || NO_TEAM.contains(&text.to_lowercase().as_str())
    };
    let Some(word) = text.all().find(|text| names_none(text)) else { return Some(text) };
    let message = format!("`{word}` names no team");
    let hint = "write the name of the standing team that carries this work, or leave the key out";
    out.tell(Code::NobodysName, fields.span_of("part_of"), message, hint.to_string());
    let is_none = text.all().all(names_none);
    (!is_none).then_some(text)
}

/// Warns of an e-mail address or a telephone number within a name.
pub(super) fn warn_of_more_than_a_name(name: &str, span: &Range<usize>, out: &mut Collector<'_>) {
    // Most names are letters alone.
    if name.bytes().all(|sign| sign.is_ascii_alphabetic() || b" .'-".contains(&sign))
        && !name.contains(" and ")
    {
        return;
    }
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_two = [" and ", " & ", " &amp; ", " / ", " + ", "; "].iter().any(|sign| name.contains(sign))
        && !name.contains('(')
        || are_two_names(name);
    if (1..LEAST_DIGITS).contains(&digits) && !name.contains(char::is_alphabetic) {
        let message = "a number stands here, and no name";
        let hint = "write the name, or leave the key `name` out until there is one".to_string();
        return out.tell(Code::NameWithMore, span, message, hint);
    }
    let mark = name.chars().next_back().filter(|sign| MARKS.contains(sign));
    let what = match name {
        _ if is_two && digits == 0 && !name.contains('@') => {
            out.file().hide(span.clone());
            let message = "two people seem to stand in this name, and count as one";
            return out.tell(Code::NameWithMore, span, message, "give each an entry with a name".to_string());
        }
        _ if let Some(mark) = mark.filter(|_| digits < LEAST_DIGITS) => {
            out.file().hide(span.clone());
            let message = format!("a `{mark}` stands behind this name, and counts as a part of it");
            let hint = format!("remove the `{mark}`: nothing but the name belongs here");
            return out.push(
                Diagnostic::new(Code::NameWithMore, out.at(span), message)
                    .hint(hint.clone())
                    .plain_hint(Some(hint)),
            );
        }
        _ if name.contains('@') => "an e-mail address",
        _ if digits >= LEAST_DIGITS => "a telephone number",
        _ => return,
    };
    out.file().hide(span.clone());
    let message = format!("{what} stands within this name, and counts as a part of it");
    out.tell(Code::NameWithMore, span, message, "leave nothing here but the name".to_string());
}

/// Signs that people put behind a name for a note, or because they are not sure.
const MARKS: [char; 8] = ['*', '†', '‡', '?', '^', '~', '+', '!'];

/// Two names of two words each with a stroke between: `Ana Ruiz/Sam Lee`.
fn are_two_names(name: &str) -> bool {
    let is_name = |part: &str| part.split_whitespace().nth(1).is_some() && !part.contains(['(', '/']);
    name.split_once('/').is_some_and(|(first, second)| is_name(first) && is_name(second))
}

/// How many digits a telephone number has at least.
const LEAST_DIGITS: usize = 7;

/// The name under a key `name`, unless it is nobody's, which is told.
pub(super) fn name(fields: &Fields<'_>, counts_as: &str, out: &mut Collector<'_>) -> Option<String> {
    let name = fields.line("name")?;
    if is_nobody(&name) {
        warn_of_nobody(&name, fields.span_of("name"), counts_as, out);
        return None;
    }
    warn_of_more_than_a_name(&name, fields.span_of("name"), out);
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
