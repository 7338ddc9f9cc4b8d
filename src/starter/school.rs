//! A new entry of `schools.yml`.

use super::names::level;
use crate::diagnostics::{Findings, SourceFile};
use crate::model::SchoolId;
use crate::reader::written::value;
use crate::reader::yaml::{self, Kind, Node};

/// What a new `schools.yml` begins with.
const HEAD: &str = "# The district's schools. A school stands here whether or not it has a team.\n";

/// What must be added at the end of a `schools.yml` for one more school; for no file, the whole text. `None` where
/// the file is not a list with an item a line, to which nothing can be added without knowing better.
pub fn add_school(existing: Option<&str>, id: &SchoolId, name: &str) -> Option<String> {
    let Some(existing) = existing.filter(|text| !text.trim().is_empty()) else {
        return Some(format!("{HEAD}{}", entry(id, name, "", "\n")));
    };
    let before = read(existing)?;
    let Kind::List(items) = &before.kind else { return None };
    let first = items.first()?;
    let indent = indent(existing, first)?;
    let line_break = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if existing.ends_with('\n') { "" } else { line_break };
    let added = format!("{gap}{}", entry(id, name, indent, line_break));
    // Judged by reading again: the same schools, and one more.
    let after = read(&format!("{existing}{added}"))?;
    let Kind::List(all) = &after.kind else { return None };
    (all.len() == items.len() + 1 && all.starts_with(items)).then_some(added)
}

/// The lines of a school.
fn entry(id: &SchoolId, name: &str, indent: &str, line_break: &str) -> String {
    let level = match level(name) {
        Some(level) => format!("level: {}", level.word()),
        None => "# level: ___   elementary, middle, high, combined or other".into(),
    };
    let lines = [
        format!("- id: {id}"),
        format!("  name: {}", value(name)),
        format!("  {level}"),
        "  # leader: {name: ___, title: Principal, email: ___}   whom to write to".into(),
    ];
    lines.map(|line| format!("{indent}{line}{line_break}")).concat()
}

/// The blanks before an item's dash.
fn indent<'t>(text: &'t str, item: &Node) -> Option<&'t str> {
    let line = text.get(..item.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let head = text.get(line..item.span.start)?;
    let indent = head.strip_suffix("- ")?;
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// A file's tree, if it has one.
fn read(text: &str) -> Option<Node> {
    let file = SourceFile::new("schools.yml", text);
    let mut findings = Findings::default();
    yaml::parse(&file, 0..text.len(), &mut findings).filter(|_| !findings.any_error())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(existing: Option<&str>) -> Option<String> {
        add_school(existing, &SchoolId::new("oak-high"), "Oak High School")
    }

    #[test]
    fn a_school_is_added_as_the_others_stand() {
        assert!(add(None).expect("a text").starts_with(HEAD));
        let added = add(Some("- {id: elm, name: Elm}\n# the end")).expect("a text");
        assert!(added.starts_with("\n- id: oak-high\n  name: Oak High School\n  level: high\n"), "{added}");
        let added = add(Some("  - id: elm\r\n    name: Elm\r\n")).expect("a text");
        assert!(added.starts_with("  - id: oak-high\r\n    name: Oak High School\r\n"), "{added}");
    }

    #[test]
    fn what_is_no_list_of_lines_is_left_alone() {
        for text in
            ["[]\n", "[{id: elm, name: Elm}]\n", "name: Elm\n", "- id: elm\n  name: 'Elm\n", "-\tid: elm\n"]
        {
            assert_eq!(add(Some(text)), None, "{text}");
        }
    }
}
