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

/// What is wrong where a `#` stands before the line that begins an entry of a list.
pub(super) const ENTRY_MADE_A_REMARK: &str =
    "the `#` makes a remark of the line that begins an entry, and the entry's other lines follow";

/// The entry of a list that a line is but for a `#` before it, `# - id: dana`: where the `#` stands, the entry from its
/// dash on, and its first key.
pub(super) fn entry_in_remark(line: &str) -> Option<(usize, &str, &str)> {
    let inner = line.trim_start();
    let entry = inner.strip_prefix('#')?.trim_start();
    let (key, _) = entry.strip_prefix("- ")?.split_once(':')?;
    Some((line.len() - inner.len(), entry, key.trim()))
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
