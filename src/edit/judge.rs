//! Whether what came out is what was meant.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::reader::remarks::{remarks, scalars};
use crate::reader::yaml::{Kind, Node};

/// Whether two trees are the same but for their places, quotes and styles. What stands for nothing is not text.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Scalar { text, .. }, Kind::Scalar { text: of_other, .. }) => {
            let nothing = |node: &Node| (node.is_empty(), node.is_null_word());
            text == of_other && nothing(one) == nothing(other)
        }
        (Kind::List(items), Kind::List(of_other)) => {
            items.len() == of_other.len() && items.iter().zip(of_other).all(|(one, other)| same(one, other))
        }
        (Kind::Map(entries), Kind::Map(of_other)) => {
            let same_entry = |((key, value), (of_key, of_value)): (&(Node, Node), &(Node, Node))| {
                same(key, of_key) && same(value, of_value)
            };
            entries.len() == of_other.len() && entries.iter().zip(of_other).all(same_entry)
        }
        _ => false,
    }
}

/// Whether every remark is still there, but for those within, right above and right below what is gone.
pub(super) fn keeps_comments(
    (text, before): (&str, &Node),
    (out, after): (&str, &Node),
    gone: &[Range<usize>],
) -> bool {
    let mut values = Vec::new();
    scalars(before, &mut |scalar| values.push(scalar.span.clone()));
    // From the value before what is gone to the one behind it.
    let around = |range: &Range<usize>| {
        let start = values.iter().map(|value| value.end).filter(|end| *end <= range.start).max();
        // A value of no text that ends there goes too.
        let behind = values.iter().filter(|value| value.start >= range.end && value.end > range.end);
        let end = behind.map(|value| value.start).min();
        start.unwrap_or(0)..end.unwrap_or(text.len())
    };
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for remark in remarks(out, 0..out.len(), after) {
        *left.entry(out[remark].trim_end()).or_default() += 1;
    }
    let gone: Vec<Range<usize>> = gone.iter().map(around).collect();
    let mut kept = remarks(text, 0..text.len(), before)
        .into_iter()
        .filter(|remark| !gone.iter().any(|range| range.contains(&remark.start)));
    kept.all(|remark| {
        let count = left.get_mut(text[remark].trim_end()).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    })
}

/// Whether line breaks of two kinds stand in a text that had one kind.
pub(super) fn mixes_line_breaks(before: &str, after: &str) -> bool {
    let kinds = |text: &str| {
        let windows = text.matches("\r\n").count();
        (windows > 0, text.matches('\n').count() > windows)
    };
    kinds(after) == (true, true) && kinds(before) != (true, true)
}
