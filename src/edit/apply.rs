//! Making the edits on the text.

use std::str::FromStr;

use yaml_edit::{Document, Mapping, MappingEntry, Sequence};

use super::plan::{index_of, index_of_new, node};
use super::{Edit, Refusal, Step, Value};
use crate::reader::written;
use crate::reader::yaml::{Kind, Node};

/// The text after all edits, made by `yaml-edit`.
pub(super) fn all(text: &str, tree: &Node, edits: &[Edit]) -> Result<String, Refusal> {
    let document = Document::from_str(text).map_err(|_| Refusal::Uncertain)?;
    let editor = Editor { document, text };
    let mut now = tree.clone();
    for edit in edits {
        let mut after = now.clone();
        edit.make(&mut after, &mut Vec::new())?;
        editor.make(edit, &now).ok_or(Refusal::Uncertain)?;
        now = after;
    }
    Ok(editor.document.to_string())
}

/// A document where nothing but comments was, with what is meant behind them: items, or the tree that was made.
pub(super) fn onto_nothing(text: &str, edits: &[Edit], meant: &Node) -> String {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_break };
    let item = |edit: &Edit| match edit {
        Edit::Insert { list, value, .. } if list.is_empty() => Some(value.clone()),
        _ => None,
    };
    let items: Option<Vec<Value>> = edits.iter().map(item).collect();
    let value = items.map_or_else(|| Value::of(meant), Value::List);
    let lines = value.lines().into_iter().map(|line| line + line_break);
    format!("{text}{gap}{}", lines.collect::<String>())
}

struct Editor<'t> {
    document: Document,
    text: &'t str,
}

/// A map or a list of the document.
enum Collection {
    Map(Mapping),
    List(Sequence),
}

impl Editor<'_> {
    /// Makes an edit; `before` is the tree that the document is read as. `None` where the document's own reading of
    /// itself is another one.
    fn make(&self, edit: &Edit, before: &Node) -> Option<()> {
        match edit {
            Edit::Set { at, value } => self.set(at, value, before),
            Edit::Add { map, key, value, .. } if node(before, map)?.is_empty() => {
                self.set(map, &Value::Map(vec![(key.clone(), value.clone())]), before)
            }
            Edit::Add { map, key, value, order } => {
                let index = index_of_new(node(before, map)?.entries(), key, order);
                self.map(map, before)?.insert_at_index(
                    index,
                    parsed(&written::value(key))?,
                    of_value(value)?,
                );
                Some(())
            }
            Edit::Insert { list, index, value } => self.insert(list, *index, value, before),
            Edit::Remove { at } => self.remove(at, before),
        }
    }

    fn set(&self, at: &[Step], value: &Value, before: &Node) -> Option<()> {
        let (last, above) = at.split_last()?;
        match last {
            Step::Key(key) => {
                let entry = self.entry(above, key, before)?;
                self.map(above, before)?.set(entry.key_node()?, of_value(value)?);
                Some(())
            }
            Step::Item(index) => self.list(above, before)?.set(*index, of_value(value)?).then_some(()),
        }
    }

    /// Adds an item as its neighbours are written: in braces, or a key a line.
    fn insert(&self, list: &[Step], index: usize, value: &Value, before: &Node) -> Option<()> {
        let items = node(before, list)?.items();
        if items.is_empty() && !list.is_empty() {
            return self.set(list, &Value::List(vec![value.clone()]), before);
        }
        let in_braces = items.iter().any(|item| self.text[item.span.clone()].starts_with('{'));
        let value = if in_braces { parsed(&value.line()) } else { of_value(value) };
        self.list(list, before)?.insert(index, value?);
        Some(())
    }

    fn remove(&self, at: &[Step], before: &Node) -> Option<()> {
        let (last, above) = at.split_last()?;
        match last {
            Step::Key(key) => {
                let entry = self.entry(above, key, before)?;
                self.map(above, before)?.remove(entry.key_node()?).map(drop)
            }
            Step::Item(index) => self.list(above, before)?.remove(*index).map(drop),
        }
    }

    fn entry(&self, map: &[Step], key: &str, before: &Node) -> Option<MappingEntry> {
        self.map(map, before)?.entries().nth(index_of(node(before, map)?.entries(), key)?)
    }

    fn map(&self, path: &[Step], before: &Node) -> Option<Mapping> {
        match self.collection(path, before)? {
            Collection::Map(map) => Some(map),
            Collection::List(_) => None,
        }
    }

    fn list(&self, path: &[Step], before: &Node) -> Option<Sequence> {
        match self.collection(path, before)? {
            Collection::List(list) => Some(list),
            Collection::Map(_) => None,
        }
    }

    /// The map or list at a path. Keys are found by their places, since the document may take a key for a number
    /// where we take it for text.
    fn collection(&self, path: &[Step], before: &Node) -> Option<Collection> {
        let map = || self.document.as_mapping().map(Collection::Map);
        let mut here = self.document.as_sequence().map(Collection::List).or_else(map)?;
        let mut tree = before;
        for step in path {
            let below = match (step, &here, &tree.kind) {
                (Step::Key(key), Collection::Map(map), Kind::Map(entries)) => {
                    let index = index_of(entries, key)?;
                    tree = &entries.get(index)?.1;
                    map.entries().nth(index)?.value_node()?
                }
                (Step::Item(index), Collection::List(list), Kind::List(items)) => {
                    tree = items.get(*index)?;
                    list.get(*index)?
                }
                _ => return None,
            };
            let map = || below.as_mapping().cloned().map(Collection::Map);
            here = below.as_sequence().cloned().map(Collection::List).or_else(map)?;
        }
        Some(here)
    }
}

/// A value as it is put into a document.
fn of_value(value: &Value) -> Option<Document> {
    parsed(&value.lines().join("\n"))
}

fn parsed(text: &str) -> Option<Document> {
    Document::from_str(text).ok()
}
