//! Values in quotes within brackets that are not closed, so that the next one's quote closes them, or nothing does.

use super::line::Line;
use super::{Way, bracketed};
use crate::diagnostics::Code;
use crate::reader::vocabulary;

/// What is told of such a value.
const NOT_CLOSED: &str = "this quote is opened here and not closed before the next value";

/// The line with the quote that is missing: `{en: "Oak, es: "Roble"}`, `["a, "b"]`, `{en: "Oak}`.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let Some(first) = line.text.find(['{', '[']) else { return Vec::new() };
    let mut at = first;
    while let Some(opened) = opening(line.text, at) {
        let sign = &line.text[opened..=opened];
        let begin = opened + 1;
        let Some(end) = line.text[begin..].find(sign).map(|end| begin + end) else {
            return unclosed_to_the_end(line, opened).into_iter().collect();
        };
        if let Some(comma) = next_begins(&line.text[begin..end]).map(|comma| begin + comma) {
            let written = line.with(comma..comma, sign);
            let way = Way::new(Code::YamlQuote, NOT_CLOSED, opened..begin, written);
            return vec![way.plainly(before_comma(sign, &line.text[comma..end]))];
        }
        at = end + 1;
    }
    Vec::new()
}

/// Where to write a quote, without a word of the line but the key that comes next.
fn before_comma(sign: &str, next: &str) -> String {
    let key = next.trim_start_matches([',', ' ']).trim_end_matches([':', ' ']);
    if is_told(key) {
        return format!("write a `{sign}` before the comma that stands before `{key}:`");
    }
    format!("write a `{sign}` before the comma that ends the value")
}

/// Whether a word is a key that nobody is called by.
fn is_told(key: &str) -> bool {
    vocabulary::is_key(key) || key.len() == 2 && vocabulary::is_language(key)
}

/// Where the next quote stands that begins a value.
fn opening(text: &str, from: usize) -> Option<usize> {
    let mut quotes = text[from..].match_indices(['"', '\'']).map(|(at, _)| from + at);
    quotes.find(|at| {
        let before = text[..*at].trim_end_matches(' ');
        before.ends_with(['{', '[', ',']) || before.ends_with(':') && before.len() < *at
    })
}

/// Where a value ends, behind which the next one begins before its quote: at the comma in `Oak, es: `, or `health, `.
fn next_begins(inner: &str) -> Option<usize> {
    let before = inner.strip_suffix(' ')?.trim_end();
    if let Some(value) = before.strip_suffix(',') {
        return (!value.is_empty()).then_some(value.len());
    }
    let before = before.strip_suffix(':')?;
    let comma = before.rfind(", ")?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (comma > 0 && before[comma + 2..].trim_start().chars().all(is_word)).then_some(comma)
}

/// The line with a quote before the brackets that end it, where the last value is not closed.
fn unclosed_to_the_end(line: &Line<'_>, opened: usize) -> Option<Way> {
    let text = line.text.trim_end();
    let sign = &text[opened..=opened];
    // As many brackets end it as are open.
    let head = &text[..opened];
    let count = |signs: [char; 2]| head.matches(signs).count();
    let open = count(['{', '[']).saturating_sub(count(['}', ']']));
    let mut end = text.len();
    for _ in 0..open {
        end = text[..end].strip_suffix(['}', ']'])?.trim_end().len();
    }
    let value = &text[opened + 1..end];
    // `'Iolani School`
    if sign == "'" && value.starts_with(char::is_alphabetic) {
        return None;
    }
    let is_next = |at: &usize| value[at + 2..].split_once(": ").is_some_and(|(key, _)| is_told(key));
    if let Some(comma) = value.match_indices(", ").map(|(at, _)| at).find(is_next) {
        let comma = opened + 1 + comma;
        let way = Way::new(Code::YamlQuote, NOT_CLOSED, opened..opened + 1, line.with(comma..comma, sign));
        return Some(
            way.plainly(before_comma(sign, value[comma - opened - 1..].split_inclusive(": ").next()?)),
        );
    }
    let written = line.with(end..end, sign);
    (open > 0 && !value.is_empty() && !bracketed::opens(value)).then(|| {
        let message = "this quote is opened here and not closed on the same line";
        let plain = format!("write a `{sign}` before the `{}` at the end of the line", &text[end..]);
        Way::new(Code::YamlQuote, message, opened..opened + 1, written).plainly(plain)
    })
}
