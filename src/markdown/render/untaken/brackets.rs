//! Brackets of links that are missing, or one too many.

use super::Found;
use super::links::{from, is_path};

/// `[words](address` without the bracket that ends it.
pub(super) fn open_link(text: &str) -> Option<Found> {
    text.match_indices("](").find_map(|(at, _)| {
        let begin = text[..at].rfind('[').filter(|begin| !text[..*begin].ends_with('\\'))?;
        let rest = from(text, at + 2);
        if let Some(title) = open_title(rest) {
            let (begin, end) = (begin..at + 2 + title.len(), at + 2 + title.len() + 1);
            let hint = format!("write `{}\")`", &text[begin.clone()]);
            return Some(Found::new(
                begin.start..end,
                "the title of this link has no quotation mark at its end",
                hint,
            ));
        }
        let address =
            rest.split_whitespace().next().filter(|_| !rest.contains(')') && !rest.starts_with(' '))?;
        let address = address.trim_end_matches(['.', ',', ';', ':']);
        // Another bracket may stand in its place.
        let inner = address.trim_end_matches(['}', ']']);
        let end = at + 2 + address.len();
        is_path(inner).then(|| {
            let hint = format!("write `{}{inner})`", &text[begin..at + 2]);
            Found::new(begin..end, "a link's address has no `)` behind it, so this is no link", hint)
        })
    })
}

/// An address with a title that does not end, up to the bracket: `nurse.md "her page)`.
fn open_title(rest: &str) -> Option<&str> {
    let inner = &rest[..rest.find(')')?];
    let (address, title) = inner.split_once(" \"")?;
    (is_path(address) && !title.contains('"')).then_some(inner)
}

/// What a bracket at the beginning of a text is too many behind, `above` being what stands before it in its paragraph: how
/// far before the text all of it begins, and what to write in its place, where that is not to leave the bracket out.
pub(super) fn bracket_behind(above: &str, text: &str) -> Option<(usize, Option<String>)> {
    if !above.ends_with(')') {
        return None;
    }
    let begin = above.rfind("](").and_then(|middle| above[..middle].rfind('['))?;
    if text.starts_with(']') && above[..begin].ends_with('[') && !above[..begin - 1].ends_with(['\\', '!']) {
        return Some((above.len() - begin + 1, Some(above[begin..].to_string())));
    }
    let count = |sign: char| above.matches(sign).count();
    let is_round = text.starts_with(')') && count('(') <= count(')');
    let is_square = text.starts_with(']') && count('[') <= count(']');
    (is_round || is_square).then_some((0, None))
}

/// `words](address)`, `[words(address)` and `[words]address)`, of which a bracket was lost; `above` is what stands before the
/// text in its paragraph.
pub(super) fn lost_bracket(text: &str, above: &str) -> Option<Found> {
    first_lost(text, above)
        .or_else(|| middle_lost(text))
        .or_else(|| second_lost(text))
        .or_else(|| both_lost(text))
}

/// `[words]address`.
fn both_lost(text: &str) -> Option<Found> {
    let (begin, at) = text.match_indices(']').find_map(|(at, _)| {
        let begin = text[..at].rfind('[').filter(|begin| !text[..*begin].ends_with(['\\', '[']))?;
        text[begin..at].contains(char::is_alphabetic).then_some((begin, at))
    })?;
    let rest = from(text, at + 1);
    let address = rest.split_whitespace().next()?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let end = at + 1 + rest.len() - rest.trim_start().len() + address.len();
    let path = address.split('#').next().unwrap_or_default();
    let is_one = path.ends_with(".md") || path.contains("://") && rest.starts_with(address);
    let message = "a link's address has no round brackets around it, so this is no link";
    (is_one && is_path(address) && !address.contains(['(', ')', '[', '<']))
        .then(|| Found::new(begin..end, message, format!("write `{}({address})`", &text[begin..=at])))
}

/// `words](address)`.
fn first_lost(text: &str, above: &str) -> Option<Found> {
    let (at, _) = text.match_indices("](").find(|(at, _)| !text[..*at].ends_with('\\'))?;
    let is_open =
        |text: &str| text.rfind('[').is_some_and(|open| text.rfind(']').is_none_or(|end| end < open));
    let (address, _) = from(text, at + 2).split_once(')')?;
    if is_open(&text[..at]) || !text[..at].contains(']') && is_open(above) || !is_path(address) {
        return None;
    }
    let words = text[..at].rsplit(char::is_whitespace).next().filter(|words| !words.is_empty())?;
    let end = at + 2 + address.len() + 1;
    let message = "a link's words have no `[` before them, so this is no link";
    let hint = format!("write `[{}`, or put the `[` before more words", &text[at - words.len()..end]);
    Some(Found::new(at - words.len()..end, message, hint))
}

/// `[words(address)`.
fn middle_lost(text: &str) -> Option<Found> {
    let begin = text.rfind('[').filter(|begin| !text[..*begin].ends_with('\\'))?;
    let inner = from(text, begin + 1);
    let (words, rest) = inner.split_once('(').filter(|_| !inner.contains(']'))?;
    let (address, _) =
        rest.split_once(')').filter(|(address, _)| is_path(address) && !address.contains(' '))?;
    let bare = words.trim_end();
    let end = begin + 1 + words.len() + 1 + address.len() + 1;
    let message = "a link's words have no `]` behind them, so this is no link";
    (!bare.is_empty()).then(|| Found::new(begin..end, message, format!("write `[{bare}]({address})`")))
}

/// `[words]address)`.
fn second_lost(text: &str) -> Option<Found> {
    let at = text.find(']')?;
    let begin = text[..at].rfind('[').filter(|begin| !text[..*begin].ends_with(['\\', '[']))?;
    let (address, _) = from(text, at + 1).split_once(')')?;
    let is_one = !address.contains(['(', ' ', '[']) && is_path(address);
    let is_open = text[..begin].matches('(').count() > text[..begin].matches(')').count();
    let end = at + 1 + address.len() + 1;
    let message = "a link's address has no `(` before it, so this is no link";
    (is_one && !is_open && begin + 1 < at)
        .then(|| Found::new(begin..end, message, format!("write `{}({address})`", &text[begin..=at])))
}
