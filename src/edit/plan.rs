//! What an edit means: the tree that the text must be read as afterwards.

use std::fmt::Write;
use std::ops::Range;

use super::{Refusal, Value};
use crate::reader::yaml::{Kind, Node};

/// A step down into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item, counted from 0.
    Item(usize),
}

impl Step {
    /// To the value of a key.
    pub fn key(key: impl Into<String>) -> Self {
        Self::Key(key.into())
    }
}

/// One change to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Another value for a key or an item that is there.
    Set {
        /// Where.
        at: Vec<Step>,
        /// What.
        value: Value,
    },
    /// A key more in a map: before the first key that comes later in `order`, else as the last one. A key with nothing
    /// behind it is an empty map.
    Add {
        /// The map.
        map: Vec<Step>,
        /// The key, which must not be there yet.
        key: String,
        /// Its value.
        value: Value,
        /// The order in which keys of such a map are written.
        order: &'static [&'static str],
    },
    /// An item more in a list, before the one that is there, or as the last one. A key with nothing behind it is an
    /// empty list.
    Insert {
        /// The list.
        list: Vec<Step>,
        /// Its place.
        index: usize,
        /// What.
        value: Value,
    },
    /// A key or an item less.
    Remove {
        /// Where.
        at: Vec<Step>,
    },
}

/// The edits that make a list of single values another one, so that what stays keeps its comments.
pub fn set_list(at: &[Step], old: &[String], new: &[String]) -> Vec<Edit> {
    let mut now: Vec<&String> = old.iter().collect();
    let mut edits = Vec::new();
    for index in (0..now.len()).rev().filter(|index| !new.contains(&old[*index])) {
        now.remove(index);
        edits.push(Edit::Remove { at: [at, &[Step::Item(index)]].concat() });
    }
    for (index, text) in new.iter().enumerate().filter(|(_, text)| !old.contains(text)) {
        now.insert(index.min(now.len()), text);
        edits.push(Edit::Insert { list: at.to_vec(), index, value: Value::Text(text.clone()) });
    }
    if now.into_iter().eq(new) {
        return edits;
    }
    vec![Edit::Set { at: at.to_vec(), value: Value::texts(new) }]
}

impl Edit {
    /// Whether an item comes or goes.
    pub(super) fn is_about_item(&self) -> bool {
        match self {
            Self::Insert { .. } => true,
            Self::Remove { at } => matches!(at.last(), Some(Step::Item(_))),
            Self::Set { .. } | Self::Add { .. } => false,
        }
    }

    /// Makes the change to a tree. What goes with it is added to `gone`: where it stood.
    pub(super) fn make(&self, tree: &mut Node, gone: &mut Vec<Range<usize>>) -> Result<(), Refusal> {
        match self {
            Self::Set { at, value } => {
                let node = node_mut(tree, at).ok_or_else(|| no_place(at))?;
                if !matches!(node.kind, Kind::Scalar { .. }) {
                    gone.push(node.span.clone());
                }
                *node = value.node();
            }
            Self::Add { map, key, value, order } => {
                let entries = entries_mut(tree, map).ok_or_else(|| no_place(map))?;
                if entries.iter().any(|(name, _)| name.text() == Some(key)) {
                    return Err(no_place(&[map, &[Step::key(key)][..]].concat()));
                }
                let index = index_of_new(entries, key, order);
                entries.insert(index, (Value::Text(key.clone()).node(), value.node()));
            }
            Self::Insert { list, index, value } => {
                let node = node_mut(tree, list).ok_or_else(|| no_place(list))?;
                if node.is_empty() {
                    node.kind = Kind::List(Vec::new());
                }
                let Kind::List(items) = &mut node.kind else { return Err(no_place(list)) };
                items.insert((*index).min(items.len()), value.node());
            }
            Self::Remove { at } => gone.push(remove(tree, at).ok_or_else(|| no_place(at))?),
        }
        Ok(())
    }
}

/// Makes all changes to a tree; gives where what is gone stood.
pub(super) fn all(tree: &mut Node, edits: &[Edit]) -> Result<Vec<Range<usize>>, Refusal> {
    let mut gone = Vec::new();
    edits.iter().try_for_each(|edit| edit.make(tree, &mut gone))?;
    Ok(gone)
}

/// Where a new key belongs: before the first one that comes later in the order, else at the end.
pub(super) fn index_of_new(entries: &[(Node, Node)], key: &str, order: &[&str]) -> usize {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let Some(own) = rank(key) else { return entries.len() };
    let later = |(name, _): &(Node, Node)| name.text().and_then(rank).is_some_and(|other| other > own);
    entries.iter().position(later).unwrap_or(entries.len())
}

/// The place of a key in its map.
pub(super) fn index_of(entries: &[(Node, Node)], key: &str) -> Option<usize> {
    entries.iter().position(|(name, _)| name.text() == Some(key))
}

/// The node at a path.
pub(super) fn node<'n>(tree: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(tree, |node, step| match (step, &node.kind) {
        (Step::Key(key), Kind::Map(entries)) => Some(&entries.get(index_of(entries, key)?)?.1),
        (Step::Item(index), Kind::List(items)) => items.get(*index),
        _ => None,
    })
}

fn node_mut<'n>(tree: &'n mut Node, path: &[Step]) -> Option<&'n mut Node> {
    path.iter().try_fold(tree, |node, step| match (step, &mut node.kind) {
        (Step::Key(key), Kind::Map(entries)) => {
            let index = index_of(entries, key)?;
            Some(&mut entries.get_mut(index)?.1)
        }
        (Step::Item(index), Kind::List(items)) => items.get_mut(*index),
        _ => None,
    })
}

fn entries_mut<'n>(tree: &'n mut Node, path: &[Step]) -> Option<&'n mut Vec<(Node, Node)>> {
    let node = node_mut(tree, path)?;
    if node.is_empty() {
        node.kind = Kind::Map(Vec::new());
    }
    match &mut node.kind {
        Kind::Map(entries) => Some(entries),
        Kind::Scalar { .. } | Kind::List(_) => None,
    }
}

/// Takes a key or an item out; gives where it stood.
fn remove(tree: &mut Node, at: &[Step]) -> Option<Range<usize>> {
    let (last, above) = at.split_last()?;
    match (last, &mut node_mut(tree, above)?.kind) {
        (Step::Key(key), Kind::Map(entries)) => {
            let (name, value) = entries.remove(index_of(entries, key)?);
            Some(name.span.start..value.span.end.max(name.span.end))
        }
        (Step::Item(index), Kind::List(items)) => {
            (*index < items.len()).then(|| items.remove(*index)).map(|item| item.span)
        }
        _ => None,
    }
}

/// A path as people write it: `members[2].name`.
pub(super) fn no_place(path: &[Step]) -> Refusal {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Key(key) if out.is_empty() => out.push_str(key),
            Step::Key(key) => write!(out, ".{key}").expect("a string takes everything"),
            Step::Item(index) => write!(out, "[{index}]").expect("a string takes everything"),
        }
    }
    Refusal::NoSuchPlace(out)
}
