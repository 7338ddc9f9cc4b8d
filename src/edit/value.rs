//! What is written into a document.

use crate::reader::written;
use crate::reader::yaml::{Kind, Node};

/// A value that is written, or was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, in quotes where it needs them.
    Text(String),
    /// A date, a number, a flag: what stands without quotes.
    Plain(String),
    /// A list: in brackets where all items are single values, else an item a line.
    List(Vec<Value>),
    /// A map: as an item of a list a key a line, else in braces.
    Map(Vec<(String, Value)>),
    /// A map that is an item of a list, with remarks below its keys. Within braces there is no place for them.
    Noted(Vec<(String, Value)>, Vec<String>),
}

impl Value {
    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::Text(text.into())).collect())
    }

    /// The tree that it is read as. Its places are none.
    pub(super) fn node(&self) -> Node {
        let scalar = |text: &str, plain| Kind::Scalar { text: text.into(), plain };
        let kind = match self {
            Self::Text(text) => scalar(text, false),
            Self::Plain(text) => scalar(text, true),
            Self::List(items) => Kind::List(items.iter().map(Self::node).collect()),
            Self::Map(entries) | Self::Noted(entries, _) => {
                let entry = |(key, value): &(String, Self)| (Self::Text(key.clone()).node(), value.node());
                Kind::Map(entries.iter().map(entry).collect())
            }
        };
        Node { span: 0..0, kind }
    }

    /// The value that a tree is, with quotes where they are needed.
    pub(super) fn of(node: &Node) -> Self {
        match &node.kind {
            Kind::Scalar { text, plain: true } => Self::Plain(text.to_string()),
            Kind::Scalar { text, plain: false } => Self::Text(text.to_string()),
            Kind::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Kind::Map(entries) => {
                let key = |key: &Node| key.text().unwrap_or_default().to_string();
                Self::Map(entries.iter().map(|(name, value)| (key(name), Self::of(value))).collect())
            }
        }
    }

    /// Whether it is neither a list nor a map.
    pub(super) fn is_single(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Plain(_))
    }

    /// On one line, as it can stand within brackets too.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Text(text) => written::value(text),
            Self::Plain(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) | Self::Noted(entries, _) => {
                let entry =
                    |(key, value): &(String, Self)| format!("{}: {}", written::value(key), value.line());
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The lines of a document that is this value, in the style that people write.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                entries.iter().flat_map(|(key, value)| value.lines_under(key)).collect()
            }
            Self::Noted(entries, remarks) => {
                let remarks = remarks.iter().map(|remark| format!("# {}", written::comment(remark)));
                entries.iter().flat_map(|(key, value)| value.lines_under(key)).chain(remarks).collect()
            }
            Self::List(items) if items.iter().any(|item| !item.is_single()) => {
                items.iter().flat_map(Self::lines_of_item).collect()
            }
            Self::Text(_) | Self::Plain(_) | Self::List(_) | Self::Map(_) => vec![self.line()],
        }
    }

    /// The lines of a key with this value.
    fn lines_under(&self, key: &str) -> Vec<String> {
        let key = written::value(key);
        match self {
            Self::List(items) if items.iter().any(|item| !item.is_single()) => {
                let items = items.iter().flat_map(Self::lines_of_item).map(|line| format!("  {line}"));
                std::iter::once(format!("{key}:")).chain(items).collect()
            }
            Self::Text(_) | Self::Plain(_) | Self::List(_) | Self::Map(_) | Self::Noted(..) => {
                vec![format!("{key}: {}", self.line())]
            }
        }
    }

    /// The lines of an item of a list.
    fn lines_of_item(&self) -> Vec<String> {
        let lines = self.lines();
        let dashed =
            |(index, line): (usize, &String)| format!("{}{line}", if index == 0 { "- " } else { "  " });
        lines.iter().enumerate().map(dashed).collect()
    }
}
