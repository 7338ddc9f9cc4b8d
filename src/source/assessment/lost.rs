//! How a team knows, where the line above it is lost, so that it stands among the ratings.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashSet;

use super::super::hiding::{EVIDENCE, RATINGS};
use crate::diagnostics::{Code, Collector};
use crate::reader::yaml::{Kind, Node};

/// Takes what a team wrote about how it knows from the end of the ratings, and puts it under its key; gives where it begins.
/// It is that where an item of the rubric stands a second time, and only words follow.
pub(super) fn take_evidence(node: &mut Node) -> Option<Range<usize>> {
    if node.value(EVIDENCE).is_some() {
        return None;
    }
    let Kind::Map(entries) = &mut node.kind else { return None };
    let (_, ratings) = entries.iter_mut().find(|(name, _)| name.text() == Some(RATINGS))?;
    let Kind::Map(table) = &mut ratings.kind else { return None };
    // It may stand too far to the right.
    if table.iter().any(|(name, _)| name.text() == Some(EVIDENCE)) {
        return None;
    }
    let is_said = |(_, value): &(Node, Node)| value.text().is_some_and(|text| text.trim().contains(' '));
    let words = table.iter().rev().take_while(|entry| is_said(entry)).count();
    let (rated, said) = table.split_at(table.len() - words);
    let first = first_said(rated, said)?;
    let evidence = table.split_off(first);
    let (begin, end) = (evidence.first()?.0.span.clone(), evidence.last()?.1.span.end);
    let name = Kind::Scalar { text: Arc::from(EVIDENCE), plain: true };
    let value = Node { span: begin.start..end, kind: Kind::Map(evidence) };
    entries.push((Node { span: begin.clone(), kind: name }, value));
    Some(begin)
}

/// The place in a table of the first entry, among those that hold words, whose item is rated above them.
fn first_said(rated: &[(Node, Node)], said: &[(Node, Node)]) -> Option<usize> {
    let items: HashSet<Option<&str>> = rated.iter().map(|(item, _)| item.text()).collect();
    Some(rated.len() + said.iter().position(|(item, _)| items.contains(&item.text()))?)
}

/// Tells that the line above how a team knows is lost, where that begins.
pub(super) fn tell(first: &Range<usize>, out: &mut Collector<'_>) {
    let message = "the line `evidence:` is missing above this one: how you know of it is no rating";
    out.tell(
        Code::YamlIndent,
        first,
        message,
        Some("write a line `evidence:` above this one, in column 1".to_string()),
    );
}
