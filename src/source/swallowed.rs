//! Keys of a member that became part of a text: a line that stands too far to the right below it, or that lacks its colon. A
//! name would be shown that somebody keeps back, or stand in a title as if it were one.

mod lines;
mod refusals;

use std::ops::Range;

use super::hiding::{FLAGS, Hiding, NAME, TITLE, WHO};
use crate::diagnostics::{Code, Collector, SourceFile};
use crate::reader::remarks::{remarks, scalars};
use crate::reader::yaml::Node;
pub(super) use lines::tell_lines;

/// The texts of a member that the site shows.
const TEXTS: [&str; 2] = [TITLE, NAME];

/// The flag of a student, whose name is never shown.
const STUDENT: &str = FLAGS[1];

/// The key that an entry of a list begins with.
const ID: &str = "id";

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

/// Tells where a remark says of a member what keeps the name back, and no key does. Gives whether any does.
pub(super) fn tell_refusals(member: &Node, out: &mut Collector<'_>) -> bool {
    let file = out.file();
    let all = remarks_of(member, file);
    let refusal = |remark: &Range<usize>| {
        let words = file.text()[remark.clone()].trim_start_matches(['#', ' ']);
        let (flag, value) = flag_of(words.trim_start_matches(['-', ' ']))?;
        // Whoever is a student is one, whatever is said of it.
        let refused: &[&str] =
            if flag == STUDENT { &["true", "yes", ""] } else { &["false", "no", "off", "n", "0"] };
        (refused.contains(&value.as_str()) && member.value(flag).is_none()).then(|| (flag, remark.clone()))
    };
    let Some((flag, remark)) = all.iter().find_map(refusal) else { return false };
    let message = format!("`{flag}` stands in a remark here, behind a `#`, and so it does not count");
    let hint = format!(
        "give it a line of its own without the `#`; or, where it is not so, take `{flag}` out of the remark"
    );
    out.tell(Code::EmptyConsent, &remark, message, Some(hint));
    true
}

/// The flag that a remark begins with, in any spelling, and the word behind it: `show name = false`.
fn flag_of(remark: &str) -> Option<(&'static str, String)> {
    let remark = remark.to_lowercase().replace(['-', '_'], " ").replace("show names", "show name");
    let (flag, rest) = FLAGS.into_iter().find_map(|flag| {
        let rest = remark.strip_prefix(&flag.replace('_', " "))?;
        (!rest.starts_with(char::is_alphanumeric)).then_some((flag, rest))
    })?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_alone = rest.trim_start_matches(word).trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    // `# student council` is no flag.
    (flag != STUDENT || is_alone).then(|| (flag, word.to_string()))
}

/// Tells of a remark that says of a member in words that the name is not to be shown, where no key does. Gives whether one does.
pub(super) fn tell_refusals_in_words(member: &Node, out: &mut Collector<'_>) -> bool {
    if member.value(NAME).is_none() || FLAGS.into_iter().any(|flag| member.value(flag).is_some()) {
        return false;
    }
    let file = out.file();
    let says_no = |remark: &Range<usize>| refusals::says_no(&file.text()[remark.clone()]);
    let Some(remark) = remarks_of(member, file).into_iter().find(says_no) else { return false };
    let message = "a remark says here that the name is not to be shown, and remarks do not count";
    let hint = "write a line `show_name: false` below the name; or `show_name: true`, where it may be shown";
    out.tell(Code::EmptyConsent, &remark, message, Some(hint.to_string()));
    true
}

/// The remarks in an entry of a list, and those on lines of their own up to the next one.
fn remarks_of(entry: &Node, file: &SourceFile) -> Vec<Range<usize>> {
    let end = entry.span.start + file.text()[entry.span.clone()].trim_end().len();
    let mut end = file.line_range(end).end;
    let is_remark = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let below = file.text()[end..].split_inclusive('\n').take_while(is_remark);
    end += below.map(str::len).sum::<usize>();
    remarks(file.text(), entry.span.start..end, entry)
}

/// Where a key stands in a text, which it is, and whether it is written as one.
fn find(text: &str) -> Option<(Range<usize>, &'static str, bool)> {
    // Hardly any text has a sign of one.
    let has_sign = text.bytes().any(|byte| matches!(byte, b':' | b'=' | b'_') || !byte.is_ascii());
    if !has_sign && !text.contains(STUDENT) {
        return None;
    }
    let keys = FLAGS.into_iter().chain([NAME, ID]);
    keys.flat_map(|key| text.match_indices(key).map(move |(at, _)| (at, key))).find_map(|(at, key)| {
        let (before, behind) = (&text[..at], &text[at + key.len()..]);
        // The value itself begins with what it says.
        let is_word =
            !before.is_empty() && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        let value = behind.trim_start_matches([' ', '\t']);
        let bare = value.trim_start_matches(SIGNS);
        let has_sign = bare.len() < value.len();
        let is_key = if [NAME, ID].contains(&key) {
            has_sign
        } else {
            says_yes_or_no(bare) && bare.len() < behind.len()
        };
        let is_whole = behind.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '\r']));
        (is_word && is_key).then_some((at..at + key.len(), key, is_whole))
    })
}

/// Where what is to be done goes on with who does it, which stands on no page: `who: …` on a line of its own, or behind a blank.
pub(super) fn who(text: &str) -> Option<Range<usize>> {
    text.match_indices(WHO).map(|(at, _)| at).find_map(|at| {
        let (before, behind) = (&text[..at], &text[at + WHO.len()..]);
        let is_word = before.ends_with([' ', '\t', '\n', ',', ';', '.', '"', '\'']);
        let begins_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
        // The end of the line above is lost: `the librarywho: Ana`.
        let is_word = is_word || behind.starts_with(": ");
        let has_sign = behind.trim_start_matches([' ', '\t']).starts_with(SIGNS);
        let is_alone = begins_line && behind.starts_with([' ', '\t']);
        (is_word && (has_sign || is_alone)).then(|| at..at + WHO.len())
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
            (">-\n  Nurse\n  - id: bo-lee", "id"),
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
