//! What in a table looks like something else than it would be taken for.

use super::students::is_group;
use super::words::words_of;
use crate::reader::files::lost_letter;

/// Words of names that begin with a small letter.
const PARTICLES: &[&str] = &[
    "a", "al", "ap", "bin", "d", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "e", "el", "ibn", "jr", "la", "las", "le", "los", "of", "sr", "st", "te", "ten", "ter", "van", "vom",
    "von", "y", "zu",
];

/// Whether what stands alone in a row is a remark, a sum or a title rather than a name.
pub(super) fn is_remark(cell: &str) -> bool {
    let words = || {
        cell.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty())
    };
    let is_small = |word: &&str| word.starts_with(char::is_lowercase) && !PARTICLES.contains(word);
    let has_capital = words().any(|word| word.starts_with(char::is_uppercase));
    cell.chars().any(|c| c.is_ascii_digit() || c == ':')
        || (words().count() > 2 && has_capital && words().any(|word| is_small(&word)))
}

/// What a name is that is hardly anybody's, and what to do.
pub(super) fn no_name(name: &str) -> Option<(String, &'static str)> {
    const MEND: &str = "write the person's name, or remove the row";
    let words = words_of(name);
    let is_sum = ["total", "totals", "sum", "count", "subtotal", "suma"].contains(&words.as_str());
    if is_sum || is_group(name) || name.starts_with('*') || !name.contains(char::is_alphabetic) {
        return Some((format!("`{name}` is hardly a person's name"), MEND));
    }
    lost_letter(name).map(|_| {
        (
            format!(
                "letters of `{name}` were lost when the table was opened with another encoding and saved"
            ),
            "type the name anew, and save the table in UTF-8",
        )
    })
}

/// Whether a cell says that somebody is still there.
pub(super) fn is_no_day_yet(cell: &str) -> bool {
    ["present", "current", "ongoing", "now", "today", "to date", "actual", "presente"]
        .contains(&words_of(cell).as_str())
}

/// Whether what stands as a name holds several cells or an address, as where a quotation mark is missing.
pub(super) fn holds_more(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    bare.contains('@') || [",,", ";;", "||"].iter().any(|run| bare.contains(run))
}

/// Whether what stands as a name is an e-mail address and nothing else.
pub(super) fn may_be_an_address(name: &str) -> bool {
    name.contains('@') && !name.contains([',', ';', '|', '"']) && !name.trim().contains(char::is_whitespace)
}

/// Whether a name may be two people's.
pub(super) fn may_be_two(name: &str) -> bool {
    let parted = name.replace(" and ", "&");
    let mut parts = parted.split(['/', '&', ';']).filter(|part| part.chars().any(char::is_alphabetic));
    // "(she/her)" is about one.
    !name.contains('(') && parts.next().is_some() && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_is_told_from_names() {
        for cell in
            ["Total: 6", "Hill ES (cont.)", "Names marked * are new", "updated by Ms. Torres", "15 people"]
        {
            assert!(is_remark(cell), "{cell}");
        }
        for cell in [
            "Ana de la Cruz",
            "maria lopez",
            "Bo",
            "Ludwig van Beethoven",
            "ANA RUIZ",
            "Patrick O’Neill, Jr.",
        ] {
            assert!(!is_remark(cell), "{cell}");
        }
    }

    #[test]
    fn two_people_in_one_cell_are_seen() {
        assert!(
            ["Ana Ruiz / Bo Li", "Cy & Di Fox", "Eve Lee and Fay Moss"].iter().all(|name| may_be_two(name))
        );
        assert!(
            !["Ana Ruiz (she/her)", "Anderson Cy", "José Ortega y Gasset"]
                .iter()
                .any(|name| may_be_two(name))
        );
    }
}
