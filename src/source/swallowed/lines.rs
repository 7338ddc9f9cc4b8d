//! Lines of a file that became part of a text above them: the list of members below `about: |`, whose own line is lost, or
//! stands too far to the right; a line of one member that moved up; or what follows a line whose end is lost. All of it
//! would be on the page.

use std::ops::Range;

use super::super::hiding::{MEMBERS, NAME, REFERENCES};
use crate::diagnostics::{Code, Collector};
use crate::model::{Framework, id_problem};
use crate::reader::kinds::MEMBER;
use crate::reader::remarks::scalars;
use crate::reader::shape::{Object, Shape};
use crate::reader::yaml::Node;

/// The keys below which counts of people stand.
const COUNTS: [&str; 2] = ["composition", "students"];

/// What a line within a text is.
enum Line<'t> {
    /// The first line of an entry of a list.
    Entry,
    /// A key with what belongs to it, on the line or below it.
    Key(&'t str),
    /// A key of a member, with what belongs to it.
    Member(&'t str),
    /// How many people are of a student group.
    Count,
}

/// Tells of each text of a file whose lines are the file's own, and hides it.
pub(in crate::source) fn tell_lines(
    file: &Node,
    object: &'static Object,
    framework: &Framework,
    out: &mut Collector<'_>,
    mut hide: impl FnMut(&Node),
) {
    let is_text = |key: &Node| {
        let field = key.text().and_then(|key| object.field(key));
        field.is_some_and(|field| matches!(field.shape, Shape::Text | Shape::Name | Shape::Line))
    };
    for (key, value) in file.entries().iter().filter(|(key, _)| is_text(key)) {
        scalars(value, &mut |text| {
            let Some((at, line)) = first_line(file, object, framework, (text, out)) else { return };
            hide(text);
            let key = key.text().unwrap_or_default();
            let counts = COUNTS.into_iter().find(|key| object.field(key).is_some()).unwrap_or("…");
            let (what, hint) = match line {
                Line::Entry => ("an entry of a list".to_string(), above(MEMBERS)),
                Line::Count => ("a number of people".to_string(), above(counts)),
                Line::Member(other) => (
                    format!("the key `{other}` of a member"),
                    "put this line back below the `- id` of the member that it belongs to; or take it out of the text".to_string(),
                ),
                Line::Key(other) => (
                    format!("the key `{other}`"),
                    "begin this line in column 1, and let each line that belongs to it begin as much further to the left"
                        .to_string(),
                ),
            };
            let message =
                format!("{what} stands within the text of `{key}`, and would be on the page as a part of it");
            out.tell(Code::YamlIndent, &at, message, Some(hint));
        });
    }
}

/// What to do where the line above a list is lost.
fn above(key: &str) -> String {
    format!("write a line `{key}:` above this one, in column 1")
}

/// The first line below a text's first one that is the file's own, and where its words stand.
fn first_line<'t>(
    file: &Node,
    object: &Object,
    framework: &Framework,
    (text, out): (&Node, &Collector<'t>),
) -> Option<(Range<usize>, Line<'t>)> {
    let source = out.file().text().get(text.span.clone())?;
    let mut at = text.span.start;
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        let begin = at + line.len() - line.trim_start().len();
        let is_first = at == text.span.start;
        at += line.len();
        if let Some(found) = (!is_first).then(|| what(words, file, object, framework)).flatten() {
            return Some((begin..begin + words.len(), found));
        }
        if let Some((place, found)) = within(words, file, object) {
            return Some((begin + place..begin + words.len(), found));
        }
    }
    None
}

/// No key is longer, in bytes.
const LONGEST_KEY: usize = 40;

/// What a line goes on with that is the file's own, and where that begins: the line's end is lost, `We meet. members:`.
fn within<'t>(line: &'t str, file: &Node, object: &Object) -> Option<(usize, Line<'t>)> {
    if object.field(MEMBERS).is_some()
        && let Some(at) = line.find("{id: ").filter(|at| line[*at..].contains("name:"))
    {
        return Some((at, Line::Entry));
    }
    line.match_indices(':').find_map(|(colon, _)| {
        let near = line.floor_char_boundary(colon.saturating_sub(LONGEST_KEY));
        let begin = near + line[near..colon].rfind(' ')? + 1;
        let key = &line[begin..colon];
        let value = line[colon + 1..].trim();
        let field = object.field(key).filter(|_| file.value(key).is_none())?;
        let has_parts = matches!(field.shape, Shape::List(_) | Shape::Object(_) | Shape::Table(..));
        let is_open = value.starts_with(['{', '[']) || value.is_empty() && key == MEMBERS;
        let is_one = REFERENCES.contains(&key) && id_problem(value).is_none();
        (has_parts && is_open || is_one).then_some((begin, Line::Key(key)))
    })
}

/// What a line is, as far as it is the file's own.
fn what<'t>(line: &'t str, file: &Node, object: &Object, framework: &Framework) -> Option<Line<'t>> {
    let is_team = object.field(MEMBERS).is_some();
    let entry = line.strip_prefix("- ").map(|entry| entry.trim_start_matches(['{', ' ']));
    if let Some((key, _)) = entry.filter(|_| is_team).and_then(|entry| entry.split_once(':')) {
        return MEMBER.field(key).map(|_| Line::Entry);
    }
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    if framework.groups.get(key).is_some() && value.parse::<u64>().is_ok() {
        return Some(Line::Count);
    }
    // A member's line, moved up: no sentence begins so.
    if is_team
        && MEMBER.field(key).is_some()
        && object.field(key).is_none_or(|_| key == NAME)
        && !value.is_empty()
    {
        return Some(Line::Member(key));
    }
    let field = object.field(key).filter(|_| file.value(key).is_none())?;
    let is_open = value.is_empty() || value.starts_with(['{', '[']);
    let has_parts = matches!(field.shape, Shape::List(_) | Shape::Object(_) | Shape::Table(..));
    let is_one = REFERENCES.contains(&key) && id_problem(value).is_none();
    (has_parts && is_open || is_one).then_some(Line::Key(key))
}
