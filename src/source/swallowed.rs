//! Keys of a member that became part of a text: a line that stands too far to the right below it, or that lacks its colon. A
//! name would be shown that somebody keeps back, or stand in a title as if it were one.

use std::ops::Range;

use super::hiding::{FLAGS, Hiding, NAME, TITLE};
use crate::diagnostics::{Code, Collector};
use crate::reader::remarks::scalars;
use crate::reader::yaml::Node;

/// The texts of a member that the site shows.
const TEXTS: [&str; 2] = [TITLE, NAME];

/// What makes a key of the word before it, in texts of authors.
const SIGNS: [char; 3] = [':', '=', '：'];

/// Tells where the texts of a member hold one of its other keys, and hides them. Gives whether any does.
pub(super) fn tell(member: &Node, hiding: &mut Hiding<'_>, out: &mut Collector<'_>) -> bool {
    let column = member.entries().first().map_or(1, |(key, _)| out.file().position(key.span.start).column);
    let mut is_told = false;
    for text in TEXTS.into_iter().filter_map(|key| member.value(key)) {
        scalars(text, &mut |node| {
            let Some(source) = out.file().text().get(node.span.clone()) else { return };
            let Some((place, key, is_whole)) = find(source) else { return };
            let place = node.span.start + place.start..node.span.start + place.end;
            hiding.everything(node);
            is_told = true;
            let line = out.file().line_range(place.start);
            let begins_line = out.file().text()[line.start..place.start].trim().is_empty();
            let message = format!("the key `{key}` stands within the text above it, and is no key there");
            let hint = match (begins_line, is_whole) {
                (true, true) => format!("begin this line in column {column}, as the other keys do"),
                (true, false) => format!(
                    "begin this line in column {column}, with `{key}`, a colon, a blank and the value"
                ),
                (false, _) => format!(
                    "give it a line of its own: `{key}`, a colon, a blank and the value; in braces put a comma before it"
                ),
            };
            out.tell(Code::YamlIndent, &place, message, Some(hint));
        });
    }
    is_told
}

/// Where a key stands in a text, which it is, and whether it is written as one.
fn find(text: &str) -> Option<(Range<usize>, &'static str, bool)> {
    let keys = FLAGS.into_iter().chain([NAME]);
    keys.flat_map(|key| text.match_indices(key).map(move |(at, _)| (at, key))).find_map(|(at, key)| {
        let (before, behind) = (&text[..at], &text[at + key.len()..]);
        // The value itself begins with what it says.
        let is_word =
            !before.is_empty() && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        let value = behind.trim_start_matches([' ', '\t']);
        let bare = value.trim_start_matches(SIGNS);
        let has_sign = bare.len() < value.len();
        let is_key = if key == NAME { has_sign } else { says_yes_or_no(bare) && bare.len() < behind.len() };
        let is_whole = behind.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '\r']));
        (is_word && is_key).then_some((at..at + key.len(), key, is_whole))
    })
}

/// Whether a text begins with the word of a flag.
fn says_yes_or_no(text: &str) -> bool {
    let word = text.trim_start_matches([' ', '\t', '"', '\'']);
    let word = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["true", "false", "yes", "no"].iter().any(|flag| word.eq_ignore_ascii_case(flag))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn only_what_is_a_key_is_one() {
        for (text, key) in [
            (">-\n  Attendance clerk\n  show_name: false", "show_name"),
            ("Attendance clerk\n  show_name=false", "show_name"),
            ("Attendance clerk\n  student true", "student"),
            ("Parent leader\n  name:Bo Lee", "name"),
            ("Parent leader name = Bo Lee", "name"),
            ("Bo Lee, show_name no", "show_name"),
        ] {
            assert_eq!(find(text).map(|found| found.1), Some(key), "{text}");
        }
        for text in [
            "\"Student: grade 11\"",
            "name: Bo",
            "Student, true friend",
            "Keeper of the first-name: list",
            "Our student noted it",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
