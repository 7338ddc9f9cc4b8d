//! Blanks that wait for an author: a remark (`# …`) in which `___` stands. They are counted, since a new file says with
//! them what it does not know.

use std::ops::Range;

use super::yaml::{Kind, Node};
use crate::diagnostics::{Code, Collector};

/// What stands where something is to be filled in.
const BLANK: &str = "___";

/// How many blanks wait in the part of a file at `range`, whose tree is `node`: remarks with `___` in them.
pub fn count(text: &str, range: &Range<usize>, node: &Node) -> usize {
    let Some(part) = text.get(range.clone()).filter(|part| part.contains(BLANK)) else { return 0 };
    let mut values = Vec::new();
    scalars(node, &mut |scalar| values.push(scalar.span.clone()));
    let mut at = range.start;
    let mut blanks = 0;
    for line in part.split_inclusive('\n') {
        let is_value = |offset: usize| values.iter().any(|value| value.contains(&offset));
        let remark = remarks(line).find(|sign| !is_value(at + sign));
        blanks += usize::from(remark.is_some_and(|sign| line[sign..].contains(BLANK)));
        at += line.len();
    }
    blanks
}

/// Warns of values that are blanks still: they would be published.
pub fn warn_of_unfilled(node: &Node, out: &mut Collector<'_>) {
    scalars(node, &mut |scalar| {
        let text = scalar.text().unwrap_or_default().trim();
        if text.len() >= BLANK.len() && text.bytes().all(|byte| byte == b'_') {
            let message = "a blank stands here, and nobody has filled it in";
            let hint = "write what belongs here, or put a `#` before the line".to_string();
            out.tell(Code::UnfilledBlank, &scalar.span, message, Some(hint));
        }
    });
}

/// Where in a line a remark may begin: at a `#` with nothing or a space before it.
fn remarks(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices('#').map(|(at, _)| at).filter(|at| {
        let before = &line[..*at];
        before.is_empty() || before.ends_with([' ', '\t'])
    })
}

fn scalars<'n>(node: &'n Node, see: &mut impl FnMut(&'n Node)) {
    match &node.kind {
        Kind::Scalar { .. } => see(node),
        Kind::List(items) => items.iter().for_each(|item| scalars(item, see)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            scalars(key, see);
            scalars(value, see);
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Findings, SourceFile};
    use crate::reader::yaml;

    fn blanks(text: &str) -> usize {
        let file = SourceFile::new("x.yml", text);
        let node = yaml::parse(&file, 0..text.len(), &mut Findings::default()).expect("YAML");
        count(text, &(0..text.len()), &node)
    }

    #[test]
    fn a_blank_is_a_remark_that_waits() {
        assert_eq!(blanks("name: Oak   # ___ the full name\n# state: ___\n  # x: ___ and ___\n"), 3);
    }

    #[test]
    fn what_is_no_remark_is_no_blank() {
        assert_eq!(blanks("a: ___\nb: \"# ___\"\nc: |\n  # ___\nd: x#___\n# nothing\n"), 0);
    }
}
