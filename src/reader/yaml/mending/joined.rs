//! Two lines that were run together: `name: Ana Ruiz title: Teacher`, `role: data-lead - id: parent`, `seeking: [health] members:`.

use std::ops::Range;

use super::line::Line;
use super::{MOST_WAYS, Way};
use crate::diagnostics::Code;
use crate::reader::vocabulary;

/// How many colons of a line are looked at: each takes a look at all before it.
const MOST_COLONS: usize = 64;

/// What to do, without a word of the line.
const PLAIN: &str = "begin a line of its own with the second key, below the first one";

/// The second key of a line, with what stands before it.
struct Second<'t> {
    /// Where it begins, or the dash before it does.
    begin: usize,
    /// Where its colon stands.
    colon: usize,
    /// The key.
    key: &'t str,
    /// The column that its line begins in.
    column: usize,
}

/// Ways to write a line as two, before each word that can be a key of its own.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let Some((_, key)) = line.keys().last().copied().filter(|(_, key)| *key != "-") else {
        return Vec::new();
    };
    let from = line.start() + key.len() + 1;
    let text = line.text.trim_end();
    let colons = text.match_indices(':').map(|(at, _)| at).filter(|at| *at > from);
    let ends = colons.filter(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with(' '));
    ends.take(MOST_COLONS)
        .filter_map(|colon| second(line, key, from, colon))
        .take(MOST_WAYS)
        .map(|second| way(line, &second))
        .collect()
}

/// What ends at a colon, where that is a key which begins a line of its own.
fn second<'l>(line: &'l Line<'_>, key: &str, from: usize, colon: usize) -> Option<Second<'l>> {
    let begin = from + line.text[from..colon].rfind(' ')? + 1;
    let word = &line.text[begin..colon];
    let first = line.text[from..begin].trim();
    let behind = line.text[colon + 1..].trim();
    if is_open(first) || word == key {
        return None;
    }
    let at = |begin: usize, column: usize| Some(Second { begin, colon, key: word, column });
    let column = line.start();
    if let Some(first) = first.strip_suffix('-').filter(|first| first.is_empty() || first.ends_with(' ')) {
        let dash = if line.margin() < column { line.margin() } else { column.checked_sub(2)? };
        let is_entry = !first.is_empty() && matches!(word, "id" | "do");
        return at(line.text[..begin].rfind('-')?, dash).filter(|_| is_entry);
    }
    let is_language = |word: &str| word.len() == 2 && vocabulary::is_language(word);
    if first.is_empty() {
        let is_text = vocabulary::is_key(key) && vocabulary::is_translated(key);
        let is_language = is_text && is_language(word) && matches!(behind, "|" | ">");
        let is_own = vocabulary::is_key(word) && !vocabulary::is_list(key) || vocabulary::is_numbered(word);
        let is_inner = vocabulary::is_heading(key) && is_own;
        return at(begin, column + 2).filter(|_| is_language || is_inner && !behind.is_empty());
    }
    if is_language(key) {
        let owner =
            || column.checked_sub(2).filter(|_| vocabulary::is_key(word) && is_surely(first, word, behind));
        return if is_language(word) { at(begin, column) } else { at(begin, owner()?) };
    }
    let are_ratings = vocabulary::is_numbered(key) && vocabulary::is_numbered(word);
    let are_keys = vocabulary::is_key(word) && vocabulary::stand_together(key, word);
    let is_sure = || {
        let is_word = !first.trim_end_matches([',', ';']).contains(' ') && !vocabulary::is_translated(key);
        is_word || first.ends_with([',', ';']) || key == "name" || is_surely(first, word, behind)
    };
    at(begin, column).filter(|_| are_ratings || are_keys && is_sure())
}

/// Whether a bracket or a quote is opened and not closed in a text.
fn is_open(text: &str) -> bool {
    let count = |signs: [char; 2]| text.matches(signs).count();
    let is_value_in_quotes = text.starts_with('"');
    count(['{', '[']) != count(['}', ']']) || is_value_in_quotes && text.matches('"').count() % 2 == 1
}

/// Whether what stands before a word and behind it says that it is a key, and no word of a sentence.
fn is_surely(first: &str, word: &str, behind: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    first.ends_with(['}', ']', '"'])
        || word.contains('_')
        || behind.starts_with(['{', '[', '"'])
        || !behind.is_empty() && behind.chars().all(is_plain)
}

/// The line as two.
fn way(line: &Line<'_>, second: &Second<'_>) -> Way {
    let Second { begin, colon, key, column } = *second;
    let before = line.text[..begin].trim_end();
    let first = before.trim_end_matches([',', ';']);
    let behind = line.text[begin..].trim_end();
    let written = format!("{first}\n{}{behind}", " ".repeat(column));
    let at: Range<usize> = begin..colon;
    let is_entry = behind.starts_with('-');
    let (what, lead) = if is_entry { ("an entry", "- ") } else { ("a key", "") };
    // An id that nobody knows here may be made of a name.
    let is_known = vocabulary::is_key(key) || key.len() == 2;
    let named = if is_known { format!(": `{lead}{key}` too") } else { String::new() };
    let lines = if is_entry { "two lines stand here in one" } else { "two keys stand in this line" };
    let message = format!("{lines}, and each begins a line of its own{named}");
    let mut way = Way::new(Code::YamlColon, message, at, written);
    let comma = if first.len() < before.len() { " in place of the sign before it" } else { "" };
    let place = if column == line.start() { String::new() } else { format!(", in column {}", column + 1) };
    way.hint = Some(if is_known {
        format!("begin a new line before `{lead}{key}:`{comma}{place}")
    } else {
        format!("begin a new line before {what} that is the second here{comma}")
    });
    way.plainly(PLAIN)
}
