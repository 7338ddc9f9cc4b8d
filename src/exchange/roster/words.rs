//! Words as people write them, made comparable; and what some of them mean.

use unicode_normalization::UnicodeNormalization;

/// A text's words without accents, capitals and signs, parted by single blanks.
pub(super) fn words_of(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\'' | '’' | '.' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim_end().to_string()
}

/// Whether a phrase stands among words.
pub(super) fn holds(words: &str, phrase: &str) -> bool {
    format!(" {words} ").contains(&format!(" {phrase} "))
}

/// Phrases that are written in one text, parted by `|`.
pub(super) fn phrases(list: &str) -> impl Iterator<Item = &str> {
    list.split('|')
}

/// Whether a phrase stands among words; one after `=` must be all of them.
pub(super) fn fits(words: &str, phrase: &str) -> bool {
    phrase.strip_prefix('=').map_or_else(|| holds(words, phrase), |whole| words == whole)
}

/// Yes or no, as people write it; `None` for anything else.
pub(super) fn flag(text: &str) -> Option<bool> {
    if matches!(text, "✓" | "✔" | "☑") {
        return Some(true);
    }
    match words_of(text).as_str() {
        "yes" | "y" | "true" | "x" | "1" | "si" | "s" | "ok" | "verdadero" => Some(true),
        "no" | "n" | "false" | "0" | "falso" => Some(false),
        _ => None,
    }
}

/// Whether a cell with a yes or no holds signs of doubt beside it, such as `yes?`.
pub(super) fn is_doubtful(cell: &str) -> bool {
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '.' | '!' | '[' | ']' | '\u{301}' | '✓' | '✔' | '☑')
    };
    // A box that nobody ticked.
    let is_unticked = cell.contains("[]") || cell.contains("[ ]");
    is_unticked || !cell.chars().all(is_plain)
}

/// The parts of a cell that holds several things.
pub(super) fn parts(cell: &str) -> Vec<String> {
    let parts = cell.split([';', ',', '|']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_string).collect()
}

/// What a school's name is without the words that every school's has, with abbreviations written out.
pub(super) fn school_words(name: &str) -> String {
    let words = words_of(name);
    let full = words.split(' ').filter_map(|word| match word {
        "elem" | "es" | "elementary" | "primaria" | "primary" => Some("elementary"),
        "ms" | "middle" | "secundaria" | "jhs" | "intermediate" => Some("middle"),
        "hs" | "high" | "preparatoria" => Some("high"),
        "school" | "schools" | "escuela" | "the" | "de" | "la" | "el" | "sch" => None,
        "st" | "saint" => Some("saint"),
        "mt" | "mount" => Some("mount"),
        other => Some(other),
    });
    let mut full: Vec<&str> = full.collect();
    full.sort_unstable();
    full.join(" ")
}

/// What a team's name is without the words that every team's has.
pub(super) fn team_words(name: &str) -> String {
    let words = words_of(name);
    let own = words.split(' ').filter(|word| {
        !matches!(
            *word,
            "team"
                | "committee"
                | "attendance"
                | "the"
                | "school"
                | "equipo"
                | "comite"
                | "de"
                | "asistencia"
                | "la"
        )
    });
    own.collect::<Vec<_>>().join(" ")
}

/// Whether a school's or a team's cell means the district itself.
pub(super) fn is_district(cell: &str) -> bool {
    matches!(
        words_of(cell).as_str(),
        "district"
            | "district office"
            | "central office"
            | "district team"
            | "do"
            | "districtwide"
            | "district wide"
            | "distrito"
            | "oficina central"
            | "oficina del distrito"
            | "central"
            | "equipo del distrito"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_capitals_and_signs() {
        assert_eq!(words_of("  Título / Cargo (O’Neill) "), "titulo cargo oneill");
        assert_eq!(school_words("Lincoln Elem."), school_words("Lincoln Elementary School"));
        assert_ne!(school_words("Lincoln MS"), school_words("Lincoln HS"));
        assert_eq!(team_words("Lincoln Attendance Team"), "lincoln");
    }

    #[test]
    fn yes_and_no_are_written_in_many_ways() {
        assert_eq!(["Sí", "x", "N", "maybe"].map(flag), [Some(true), Some(true), Some(false), None]);
    }
}
