//! Text of the content as it is printed: nothing in it steers a terminal or turns the direction of reading, and
//! what the site hides is blanked.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use super::unseen::turns;

/// What stands for each character of a hidden text.
const BLANK: char = '*';

/// Whether a character would steer a terminal, or change how what follows is read. A tab stays as it is.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') || turns(c)
}

/// Whether a character of a text must not be printed as it is: it steers a terminal, or makes a command to the log of
/// a workflow out of the line (`::error` at its beginning, `##[` or `##vso[` anywhere in it).
fn is_coded(text: &str, at: usize, c: char) -> bool {
    let (before, rest) = text.split_at(at);
    match c {
        ':' => rest.starts_with("::") && before.trim_start().is_empty(),
        '[' => before.ends_with("##") || before.ends_with("##vso"),
        // What nobody sees would be looked for in vain.
        '\u{ad}' | '\u{200b}' | '\u{2060}' => true,
        _ => steers(c),
    }
}

/// A text on one line, with every character that steers, or begins a command, shown as `\u{…}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.char_indices().any(|(at, c)| is_coded(text, at, c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        if is_coded(text, at, c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// JSON on one line, with every character that steers a terminal, and none other, written as `\\uXXXX`.
pub(super) fn escaped_json(json: &str) -> Cow<'_, str> {
    if !json.contains(steers) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        // All of them fit into four digits.
        if steers(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A source line as it is drawn, with the way from its offsets to the drawn ones.
#[derive(Debug)]
pub(super) struct DrawnLine {
    /// The line.
    pub(super) text: String,
    /// Where the character at each offset of the source line begins in the drawn one.
    offsets: Vec<(usize, usize)>,
}

impl DrawnLine {
    /// Draws a line; the ranges of `hidden`, which are offsets in the line, are blanked.
    pub(super) fn new(line: &str, hidden: &[Range<usize>]) -> Self {
        let mut drawn = Self { text: String::with_capacity(line.len()), offsets: Vec::new() };
        for (at, c) in line.char_indices() {
            drawn.offsets.push((at, drawn.text.len()));
            if hidden.iter().any(|range| range.contains(&at)) {
                drawn.text.push(BLANK);
            } else if is_coded(line, at, c) {
                drawn.text.extend(c.escape_unicode());
            } else {
                drawn.text.push(c);
            }
        }
        drawn.offsets.push((line.len(), drawn.text.len()));
        drawn
    }

    /// Where an offset of the source line is in the drawn one; one inside a character counts as its start.
    pub(super) fn offset(&self, at: usize) -> usize {
        let index = self.offsets.partition_point(|(source, _)| *source <= at);
        index.checked_sub(1).and_then(|index| self.offsets.get(index)).map_or(0, |(_, drawn)| *drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(visible("plain\ttext, ñ, فريق"), "plain\ttext, ñ, فريق");
        assert_eq!(visible("a\u{1b}]0;x\u{7}b\u{202e}c\n"), "a\\u{1b}]0;x\\u{7}b\\u{202e}c\\u{a}");
    }

    #[test]
    fn nothing_is_a_command_to_the_log_of_a_workflow() {
        for (text, shown) in [
            ("::error::x", "\\u{3a}:error::x"),
            ("  ::add-mask::a", "  \\u{3a}:add-mask::a"),
            ("a ##[group]b ##vso[c]", "a ##\\u{5b}group]b ##vso\\u{5b}c]"),
            ("::\u{1b}::", "\\u{3a}:\\u{1b}::"),
        ] {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible("See a::b [c]: d, # [e]"), "See a::b [c]: d, # [e]");
    }

    #[test]
    fn json_says_the_same_without_what_steers() {
        let text = "a\u{202e}b\u{9b}c ñ فريق";
        let json = serde_json::to_string(text).expect("a text");
        let escaped = escaped_json(&json);
        assert_eq!(escaped, "\"a\\u202eb\\u009bc ñ فريق\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).expect("JSON"), text);
    }

    #[test]
    fn a_drawn_line_keeps_its_places() {
        let line = "id: é\u{7}x";
        let drawn = DrawnLine::new(line, std::slice::from_ref(&(4..6)));
        assert_eq!(drawn.text, "id: *\\u{7}x");
        assert_eq!([0, 4, 6, 7, 8].map(|at| drawn.offset(at)), [0, 4, 5, 10, 11]);
    }
}
