//! What stands at a place of a text as a reader gets to see it: a letter may be written as an entity of HTML, an escape of
//! YAML or a part of an address, and marks and tags are not seen.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostics::is_unseen;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// This, as it is or written in another way.
    Is(char),
    /// Nothing that is seen.
    Unseen,
}

/// The most bytes between the `&` and the `;` of an entity.
const LONGEST_ENTITY: usize = 16;

/// Elements of HTML that part no words.
const WITHIN_WORDS: [&str; 19] = [
    "a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "small", "span",
    "strong", "sub", "sup", "u",
];

/// How an entity's name ends that begins with the letter that it shows.
const MARKS: [&str; 19] = [
    "acute", "breve", "caron", "cedil", "circ", "dblac", "dot", "fr", "grave", "imath", "macr", "nodot",
    "ogon", "opf", "ring", "scr", "slash", "strok", "tilde",
];

/// What the beginning of a text shows, and its length; `None` at the end. Tags are read as such where that is asked for.
pub(super) fn sign(rest: &str, tags: bool) -> Option<(Sign, usize)> {
    let coded = match rest.as_bytes().first()? {
        b'&' => entity(rest).map(|(c, length)| (Sign::Is(c), length)),
        b'%' => percent(rest).map(|(c, length)| (Sign::Is(c), length)),
        b'\\' => Some(escape(rest)),
        b'<' if tags => tag(rest),
        _ => None,
    };
    let plain = || rest.chars().next().map(|c| (Sign::Is(c), c.len_utf8()));
    coded.or_else(plain)
}

/// Whether any tag stands in a text.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| tag(&text[at..]).is_some())
}

/// An entity of HTML, with its length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let length = rest.bytes().skip(1).take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = &rest[1..=length];
    let c = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
            None => number.parse().ok().and_then(char::from_u32),
        },
        None => named(name),
    };
    c.map(|c| (c, length + 2))
}

/// What an entity shows, as far as names are written with it.
fn named(name: &str) -> Option<char> {
    let c = match name {
        "nbsp" | "ensp" | "emsp" | "emsp13" | "emsp14" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "Tab"
        | "NewLine" | "ThinSpace" | "MediumSpace" | "NonBreakingSpace" => ' ',
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" => '\u{ad}',
        "ndash" | "mdash" | "hyphen" | "dash" | "horbar" => '-',
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "comma" => ',',
        "period" => '.',
        "semi" => ';',
        "sol" => '/',
        "commat" => '@',
        "lowbar" => '_',
        "szlig" => 'ß',
        "AElig" | "aelig" => 'æ',
        "OElig" | "oelig" => 'œ',
        "THORN" | "thorn" => 'þ',
        "ETH" | "eth" => 'ð',
        _ => {
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let mark = &name[1..];
            return (mark == "uml" || MARKS.contains(&mark)).then_some(letter);
        }
    };
    Some(c)
}

/// What an escape of YAML or JSON shows, with its length. Before anything else a `\` only says that it is no mark.
fn escape(rest: &str) -> (Sign, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'n' | b'r' | b't') => return (Sign::Is(' '), 2),
        _ => 0,
    };
    let number = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match number.and_then(char::from_u32) {
        Some(c) => (Sign::Is(c), 2 + digits),
        None => (Sign::Unseen, 1),
    }
}

/// A letter in an address, with its length: up to four bytes, each as a `%` with two digits.
fn percent(rest: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    for length in 1..=bytes.len() {
        let digits = rest.get(3 * length - 3..3 * length)?.strip_prefix('%')?;
        bytes[length - 1] = u8::from_str_radix(digits, 16).ok()?;
        if let Ok(letter) = std::str::from_utf8(&bytes[..length]) {
            return letter.chars().next().map(|c| (c, 3 * length));
        }
    }
    None
}

/// A tag or a remark of HTML, with its length. Looking for its end stops where the next one begins.
fn tag(rest: &str) -> Option<(Sign, usize)> {
    let inner = rest.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_remark = name.starts_with("!--");
    let is_named = length > 0 && name[length..].starts_with([' ', '\t', '\n', '\r', '/', '>']);
    if !is_remark && !is_named {
        return None;
    }
    let end = inner.find(['<', '>']).filter(|end| inner[*end..].starts_with('>'))?;
    let is_within = is_remark || WITHIN_WORDS.iter().any(|known| name[..length].eq_ignore_ascii_case(known));
    Some((if is_within { Sign::Unseen } else { Sign::Is(' ') }, end + 2))
}

/// Whether a character belongs to a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a character only marks a text up, or can't be seen.
pub(super) fn is_markup(c: char) -> bool {
    matches!(c, '*' | '~' | '`') || !c.is_ascii() && is_unseen(c)
}

/// Adds a letter as it is compared: a small one of the usual width and shape, without an accent.
pub(super) fn fold(c: char, letters: &mut String) {
    if c.is_ascii() {
        letters.push(c.to_ascii_lowercase());
        return;
    }
    let bare = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
    for c in bare.flat_map(char::to_lowercase) {
        match c {
            'ß' => letters.push_str("ss"),
            'æ' => letters.push_str("ae"),
            'œ' => letters.push_str("oe"),
            'þ' => letters.push_str("th"),
            'ø' => letters.push('o'),
            'ł' => letters.push('l'),
            'ı' => letters.push('i'),
            'đ' | 'ð' => letters.push('d'),
            'ħ' => letters.push('h'),
            'ŧ' => letters.push('t'),
            _ => letters.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_signs_is_read_as_it_is_shown() {
        for (text, shown) in [
            ("&#116;an", Some(('t', 6))),
            ("&#x74;an", Some(('t', 6))),
            ("&eacute;", Some(('e', 8))),
            ("&ensp;", Some((' ', 6))),
            ("\\u005aoltan", Some(('Z', 6))),
            ("\\x20Quix", Some((' ', 4))),
            ("\\U0000005a", Some(('Z', 10))),
            ("%C3%B3n", Some(('ó', 6))),
            ("%20", Some((' ', 3))),
            ("<br>", Some((' ', 4))),
            ("<td class=\"x\">", Some((' ', 14))),
            ("& more", Some(('&', 1))),
            ("&#99999999;", Some(('&', 1))),
            ("% of", Some(('%', 1))),
            ("<https://example.org>", Some(('<', 1))),
            ("<b <b>", Some(('<', 1))),
        ] {
            let read = sign(text, true);
            assert_eq!(read, shown.map(|(c, length)| (Sign::Is(c), length)), "{text}");
        }
        for (text, length) in [("\\_", 1), ("\\uzzzz", 1), ("\\é", 1), ("</B>", 4), ("<!-- x -->", 10)] {
            assert_eq!(sign(text, true), Some((Sign::Unseen, length)), "{text}");
        }
        assert_eq!(sign("", true), None);
    }
}
