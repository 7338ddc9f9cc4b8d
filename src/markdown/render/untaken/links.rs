//! What looks like a link and is none.

use super::Found;

/// The longest address that is looked for, in bytes.
const LONGEST: usize = 2_000;

/// What stands in a text from a place on, as far as an address can reach.
fn from(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at + LONGEST)]
}

/// `[words](a path with blanks.md)` and `[words] (path.md)`.
pub(super) fn link(text: &str) -> Option<Found> {
    let first = text.find('[')?;
    for (at, _) in text.match_indices(']').filter(|(at, _)| *at > first) {
        let rest = from(text, at + 1);
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let inner = rest[blanks..].strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let Some((inner, _)) = inner.filter(|(inner, _)| is_path(inner)) else { continue };
        let end = at + 1 + blanks + inner.len() + 2;
        let begin = text[..at].rfind('[').unwrap_or(at);
        if text[..begin].ends_with('\\') {
            continue;
        }
        let words = &text[begin..=at];
        if inner.contains("{{") {
            let message = "an address with signs of another program in it is none here";
            let hint = "link to the other file by the path from this one, without `{{ … }}`";
            return Some(Found::new(begin..end, message, hint));
        }
        let address = without_blanks(inner.trim());
        let message = match blanks {
            0 => "a link's address has a blank in it, so this is no link",
            _ => "a blank stands between a link's two brackets, so this is no link",
        };
        return Some(Found::new(begin..end, message, format!("write `{words}({address})`")));
    }
    None
}

/// An address as it is written without blanks: in one of e-mail or a telephone none belongs, and anchors have `-`.
fn without_blanks(address: &str) -> String {
    if let Some((scheme, rest)) = address.split_once(':').filter(|(scheme, _)| is_contact(scheme)) {
        let between = if scheme.eq_ignore_ascii_case("tel") { "-" } else { "" };
        return format!("{scheme}:{}", rest.split_whitespace().collect::<Vec<_>>().join(between));
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", anchor.replace(' ', "-")) };
    format!("{}{anchor}", path.replace(' ', "%20"))
}

/// Whether an address is one of e-mail or of a telephone, by what stands before its colon.
fn is_contact(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel")
}

/// `(words)[address]`, the brackets of a link in each other's place.
pub(super) fn turned_link(text: &str) -> Option<Found> {
    text.match_indices(")[").find_map(|(at, _)| {
        let begin = text[..at].rfind('(').filter(|begin| !text[..*begin].ends_with(['\\', ']']))?;
        let (address, _) = from(text, at + 2).split_once(']')?;
        let end = at + 2 + address.len() + 1;
        if begin + 1 == at || !is_path(address) {
            return None;
        }
        let hint = format!("write `[{}]({})`", &text[begin + 1..at], address.trim().replace(' ', "%20"));
        let message = "square and round brackets stand in each other's place, so this is no link";
        Some(Found::new(begin..end, message, hint))
    })
}

/// Whether a text in round brackets can only be meant as an address.
fn is_path(text: &str) -> bool {
    let path = text.trim().split('#').next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| {
        (2..=4).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
    });
    !text.contains(['"', '\''])
        && (text.trim().split_once(':').is_some_and(|(scheme, _)| is_contact(scheme))
            || text.contains("://")
            || has_ending && !path.starts_with('.')
            || path.starts_with("../"))
}

/// `[words](address` without the bracket that ends it.
pub(super) fn open_link(text: &str) -> Option<Found> {
    text.match_indices("](").find_map(|(at, _)| {
        let begin = text[..at].rfind('[').filter(|begin| !text[..*begin].ends_with('\\'))?;
        let rest = from(text, at + 2);
        let address =
            rest.split_whitespace().next().filter(|_| !rest.contains(')') && !rest.starts_with(' '))?;
        let address = address.trim_end_matches(['.', ',', ';', ':']);
        let end = at + 2 + address.len();
        is_path(address).then(|| {
            let hint = format!("write `{})`", &text[begin..end]);
            Found::new(begin..end, "a link's address has no `)` behind it, so this is no link", hint)
        })
    })
}
