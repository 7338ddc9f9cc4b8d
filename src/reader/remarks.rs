//! Remarks (`# …`) of YAML, which are in no tree.

use std::ops::Range;

use super::yaml::{Kind, Node};

/// Where the remarks stand in the part of a text at `range`, whose tree is `node`: each from its sign to the end of
/// its line.
pub fn remarks(text: &str, range: Range<usize>, node: &Node) -> Vec<Range<usize>> {
    let Some(part) = text.get(range.clone()).filter(|part| part.contains('#')) else { return Vec::new() };
    let mut values = Vec::new();
    scalars(node, &mut |scalar| values.push(scalar.span.clone()));
    let mut at = range.start;
    let mut found = Vec::new();
    for line in part.split_inclusive('\n') {
        let is_value = |offset: usize| {
            let behind = values.partition_point(|value| value.start <= offset);
            values[..behind].iter().rev().take(2).any(|value| value.contains(&offset))
        };
        let sign = signs(line).find(|sign| !is_value(at + sign));
        found.extend(sign.map(|sign| at + sign..at + line.trim_end_matches(['\n', '\r']).len()));
        at += line.len();
    }
    found
}

/// Where in a line a remark may begin: at a `#` with nothing or a space before it.
fn signs(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices('#').map(|(at, _)| at).filter(|at| {
        let before = &line[..*at];
        before.is_empty() || before.ends_with([' ', '\t'])
    })
}

/// Shows every single value of a tree, keys included, in their order.
pub fn scalars<'n>(node: &'n Node, see: &mut impl FnMut(&'n Node)) {
    match &node.kind {
        Kind::Scalar { .. } => see(node),
        Kind::List(items) => items.iter().for_each(|item| scalars(item, see)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            scalars(key, see);
            scalars(value, see);
        }),
    }
}
