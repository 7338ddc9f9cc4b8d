//! What of a file that a rubric's form saved may be told: ids and days. All else that was typed there is somebody's.

use std::ops::Range;

use crate::model::id_problem;
use crate::reader::kinds::{ASSESSMENT, STEP};

/// A word or a text of the file that is not told.
pub(super) struct Untold {
    /// Where it stands, without its quotes.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) text: String,
}

/// What is open around a place: an object with the key that was read last, or a list.
struct Around {
    /// `None` in a list.
    key: Option<String>,
    /// Whether a key is next.
    awaits_key: bool,
}

/// All that is not told of a text, which is JSON. Every token is looked at, those under a key that stands twice too.
pub(super) fn untold(text: &str) -> Vec<Untold> {
    let mut untold = Vec::new();
    let mut open: Vec<Around> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'{' => open.push(Around { key: Some(String::new()), awaits_key: true }),
            b'[' => open.push(Around { key: None, awaits_key: false }),
            b'}' | b']' => drop(open.pop()),
            b',' => {
                if let Some(last) = open.last_mut() {
                    last.awaits_key = last.key.is_some();
                }
            }
            _ => {}
        }
        let range = token(text, at);
        if range.is_empty() {
            at += 1;
            continue;
        }
        let is_text = *byte == b'"';
        let (inner, said) = read(text, &range, is_text);
        let is_key = is_text && open.last().is_some_and(|last| last.awaits_key);
        let around = if is_key { open.len() - 1 } else { open.len() };
        let path: Vec<&str> = open[..around].iter().filter_map(|around| around.key.as_deref()).collect();
        if !is_told(&path, is_key, &said) {
            untold.push(Untold { range: inner, text: said.clone() });
        }
        if let Some(last) = open.last_mut().filter(|_| is_key) {
            (last.key, last.awaits_key) = (Some(said), false);
        }
        at = range.end;
    }
    untold
}

/// The text or word that begins at a place; empty where none does.
fn token(text: &str, at: usize) -> Range<usize> {
    let bytes = &text.as_bytes()[at..];
    if bytes.first() != Some(&b'"') {
        let is_sign = |byte: &u8| byte.is_ascii_whitespace() || b"{}[]:,\"".contains(byte);
        return at..at + bytes.iter().position(is_sign).unwrap_or(bytes.len());
    }
    let mut end = 1;
    while let Some(byte) = bytes.get(end).filter(|byte| **byte != b'"') {
        end += if *byte == b'\\' { 2 } else { 1 };
    }
    at..(at + end + 1).min(text.len())
}

/// Where a token stands without its quotes, and what it says.
fn read(text: &str, range: &Range<usize>, is_text: bool) -> (Range<usize>, String) {
    let raw = text.get(range.clone()).unwrap_or_default();
    let inner = if is_text { range.start + 1..range.end.saturating_sub(1) } else { range.clone() };
    let said = if is_text { serde_json::from_str(raw).ok() } else { None };
    (inner, said.unwrap_or_else(|| raw.to_string()))
}

/// Whether what stands under some keys, or is a key there, may be told.
fn is_told(path: &[&str], is_key: bool, said: &str) -> bool {
    let is_id = || id_problem(said).is_none();
    let is_day = || said.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match (path, is_key) {
        ([], true) => ASSESSMENT.field(said).is_some(),
        (["steps"], true) => STEP.field(said).is_some(),
        (["ratings" | "evidence"], true)
        | (["rubric" | "team"] | ["ratings", _] | ["steps", "for"], false) => is_id(),
        (["date" | "raters"] | ["steps", "by"], false) => is_day(),
        // It was looked at before.
        (["schema"], false) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_days_alone_are_told() {
        let text = r#"{"schema":"teamkit/assessment/1","rubric":"one","team":"Zora Q","date":"2026-10-14","rater":"A",
            "raters":2,"raters":"B","ratings":{"a":"best","a":"C"},"evidence":{"a":"D","E f":["G"],"a":"\u0048\"i"},
            "steps":[{"do":"J","who":"K","for":"a","by":"2026-12-01"},"L",{"M":1}],"ratings":["n"]}"#;
        let said: Vec<String> = untold(text).into_iter().map(|untold| untold.text).collect();
        let expected =
            ["Zora Q", "rater", "A", "B", "C", "D", "E f", "G", "H\"i", "J", "K", "L", "M", "1", "n"];
        assert_eq!(said, expected);
        for broken in ["", "\"", "{\"a\\", "}}]", "{\"é\\\\\":\"ö", "[,,:"] {
            let _ = untold(broken);
        }
    }
}
