//! Names of signs as HTML writes them, that lost their semicolon.

use super::Found;

/// The names that people and programs write, each with its sign; where nothing is to be seen of it, with none.
const NAMES: [(&str, &str); 33] = [
    ("nbsp", ""),
    ("emsp", ""),
    ("ensp", ""),
    ("thinsp", ""),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bull", "•"),
    ("middot", "·"),
    ("deg", "°"),
    ("iquest", "¿"),
    ("iexcl", "¡"),
    ("aacute", "á"),
    ("eacute", "é"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("uuml", "ü"),
];

/// The names that may be in capitals too.
const RIGHT: [&str; 12] =
    ["AMP", "LT", "GT", "QUOT", "COPY", "REG", "Aacute", "Eacute", "Iacute", "Oacute", "Ntilde", "Uuml"];

/// `&nbsp` and `&amp` with no semicolon behind them.
pub(super) fn open_entity(text: &str) -> Option<Found> {
    text.match_indices('&').find_map(|(at, _)| {
        if let Some(found) = in_capitals(text, at) {
            return Some(found);
        }
        let (name, sign) = NAMES.iter().find(|(name, _)| begins(&text[at + 1..], name))?;
        // In an address it parts what is asked for.
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        if word.contains("://") || word.contains("www.") || word.ends_with('\\') {
            return None;
        }
        let message = "a sign as HTML names it ends with a semicolon, so this stands on the page as it is";
        let hint = match *sign {
            "" => format!("write a blank in place of `&{name}`"),
            sign => format!("write `{sign}`"),
        };
        Some(Found::new(at..at + 1 + name.len(), message, hint))
    })
}

/// `&NBSP;`: a name in capitals, which is none.
fn in_capitals(text: &str, at: usize) -> Option<Found> {
    let name = &text[at + 1..at + 1 + text[at + 1..].find(';').filter(|end| *end < 8)?];
    let is_known = |(known, _): &&(&str, &str)| name != *known && name.eq_ignore_ascii_case(known);
    // `&AMP;` and a few others are known in both.
    let (_, sign) = NAMES.iter().find(is_known).filter(|_| !RIGHT.contains(&name))?;
    let hint = if sign.is_empty() { "write a blank".to_string() } else { format!("write `{sign}`") };
    let message = "names of signs are written in small letters, so this stands on the page as it is";
    Some(Found::new(at..at + name.len() + 2, message, hint))
}

/// Whether a text begins with a name that ends there, or with one in which letters follow that can't begin a word of its own:
/// `&nbsp the`, `Ni&ntildeo`.
fn begins(text: &str, name: &str) -> bool {
    let is_of_letter = name.ends_with("acute") || name == "ntilde" || name == "uuml" || name == "nbsp";
    let is_end =
        |c: char| !c.is_alphanumeric() && !matches!(c, ';' | '=' | '&' | '_') || is_of_letter && c != ';';
    text.strip_prefix(name).is_some_and(|rest| rest.chars().next().is_none_or(is_end))
}

#[cfg(test)]
mod tests {
    use super::open_entity;

    #[test]
    fn a_name_with_its_semicolon_or_in_an_address_is_right() {
        for (text, is_told) in [
            ("Parents &amp teachers", true),
            ("Ask&nbsp;the nurse", false),
            ("Ask&nbspthe nurse", true),
            ("Ni&ntildeo", true),
            ("R&D, Q&A and P&G", false),
            ("https://example.org/?a=1&copy=2", false),
            ("https://example.org/?a=1&amp", false),
            ("&copying", false),
        ] {
            assert_eq!(open_entity(text).is_some(), is_told, "{text}");
        }
    }
}
