//! Where a cell says that a name must not be published, and the cell without that remark.

use std::ops::Range;

use super::students::is_one;
use super::words::{phrases, words_of};

/// What says that a name must not be published, in a cell or in a heading.
pub(super) const REFUSALS: &str = "not publish|dont publish|not to publish|not to be published|not be published|not for publication|\
    never publish|not list|dont list|not to list|not show|dont show|not to show|not name|dont name|\
    not display|not post|not public|no publicar|no se publique|no mostrar|no nombrar|no listar|keep off|\
    opt out|opted out|name withheld|withhold name|hide name|no consent|consent refused|consent declined|\
    sin consentimiento|sin permiso";

/// The same in one word; in a cell as far as it is not about something else.
pub(super) const REFUSALS_IN_A_WORD: &str =
    "confidential unlisted confidencial anonymous anonimo anonima hidden withheld";

/// The same in a cell alone: a heading may ask for a private school.
const PRIVATE: &str = "private privado privada";

/// What is private or confidential by itself.
const OTHER_THINGS: &str = "school schools practice clinic counselor sector lesson lessons company duty nurse secretary \
     assistant clerk employee escuela colegio consejero consejera clinica secretaria secretario";

/// What else may not be published.
pub(super) const OTHER_DATA: &str = "phone mobile cell number email mail address photo photos picture pictures telefono celular correo \
     direccion foto fotos";

/// Small words before a refusal that belong to it.
const BEFORE: &str =
    "please pls do does did to wants want asked asks favor por de is be should must name keep kept remain s";

/// Where a refusal is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Title,
    Notes,
}

/// Words with their places.
fn words_at(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() && !matches!(c, '\'' | '’') {
            continue;
        }
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((range, _)) if range.end == at => range.end = end,
            _ => words.push((at..end, String::new())),
        }
    }
    for (range, word) in &mut words {
        *word = words_of(&text[range.clone()]);
    }
    words
}

/// Where a text says that the name must not be published.
pub(super) fn refusal(text: &str, place: Place) -> Option<Range<usize>> {
    let words = words_at(text);
    let is_about_data = |from: usize| {
        let own = words[from..].iter().take(4);
        own.clone().any(|(_, word)| is_one(OTHER_DATA, word)) && !own.clone().any(|(_, word)| word == "name")
    };
    for at in 0..words.len() {
        let holds = |phrase: &&str| {
            let mut rest = words[at..].iter();
            phrase.split(' ').all(|word| rest.next().is_some_and(|(_, other)| other == word))
        };
        let count = match phrases(REFUSALS).find(holds) {
            Some(phrase) => phrase.split(' ').count(),
            None if is_one(REFUSALS_IN_A_WORD, &words[at].1) || is_one(PRIVATE, &words[at].1) => 1,
            None => continue,
        };
        let next = words.get(at + count).map_or("", |(_, word)| word.as_str());
        let is_alone = is_part(text, &words[at].0) || place == Place::Name && at > 0 && at + 1 == words.len();
        let is_meant = match place {
            _ if count > 1 => !is_about_data(at + count),
            Place::Notes => !is_one(OTHER_THINGS, next) && !is_about_data(at + 1),
            Place::Name | Place::Title => {
                is_alone && words.len() > 1 || place == Place::Title && words.len() == 1
            }
        };
        if is_meant {
            let before = words[..at].iter().rev().take_while(|(_, word)| is_one(BEFORE, word)).count();
            return Some(words[at - before].0.start..words[at + count - 1].0.end);
        }
    }
    None
}

/// Whether a word is all that stands between two signs.
fn is_part(text: &str, word: &Range<usize>) -> bool {
    let is_sign = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    is_sign(text[..word.start].trim_end().chars().next_back())
        && is_sign(text[word.end..].trim_start().chars().next())
}

/// A text without a remark in it, and the remark.
pub(super) fn without(text: &str, found: Range<usize>) -> (String, String) {
    const SIGNS: &[char] = &['(', ')', '[', ']', ',', ';', ':', '|', '/', '*', '-', '–', '—', '.', '!', '"'];
    let is_edge = |c: char| SIGNS.contains(&c) || c.is_whitespace();
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let opened = before.rfind(['(', '[']).filter(|at| !before[*at..].contains([')', ']']));
    let (start, end) = match opened {
        Some(at) => (at, after.find([')', ']']).map_or(text.len(), |end| found.end + end + 1)),
        None if before.trim_matches(is_edge).is_empty() => (found.start, found.end),
        None => (found.start, after.find([',', ';', '|', '(']).map_or(text.len(), |end| found.end + end)),
    };
    let (before, after) =
        (text[..start].trim_end_matches(is_edge_of_name).trim(), text[end..].trim_matches(is_edge));
    let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
    (format!("{}{gap}{after}", before.trim_start_matches(is_edge)), text[found].to_string())
}

/// Signs that end no name. A point may: "Jr.".
fn is_edge_of_name(c: char) -> bool {
    c.is_whitespace() || "([,;:|/*-–—\"".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refuses_is_found_and_taken_away() {
        for (name, rest) in [
            ("Zora Quix (do not publish)", "Zora Quix"),
            ("Zora Quix - don't publish", "Zora Quix"),
            ("Zora Quix, PRIVATE", "Zora Quix"),
            ("Zora Quix private", "Zora Quix"),
            ("CONFIDENTIAL: Zora Quix", "Zora Quix"),
            ("Zora Quix Jr. [please do not list the name]", "Zora Quix Jr."),
            ("Quix, Zora (no publicar)", "Quix, Zora"),
            ("Zora (unlisted) Quix", "Zora Quix"),
        ] {
            let found = refusal(name, Place::Name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(without(name, found).0, rest, "{name}");
        }
        for name in ["Zora Quix", "Private", "Ana Private Quix", "Noah Publis", "Zora Quix (she/her)"] {
            assert_eq!(refusal(name, Place::Name), None, "{name}");
        }
        for title in ["Private counselor", "Confidential secretary", "Parent", "Principal (acting)"] {
            assert_eq!(refusal(title, Place::Title), None, "{title}");
        }
        for note in ["Do not publish phone number", "private school until 2020", "Photo: yes", "New here"] {
            assert_eq!(refusal(note, Place::Notes), None, "{note}");
        }
        for note in [
            "asked not to publish",
            "Please keep confidential.",
            "private",
            "Don’t publish",
            "do not publish (court)",
        ] {
            assert!(refusal(note, Place::Notes).is_some(), "{note}");
        }
    }
}
