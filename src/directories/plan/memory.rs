//! What the last import wrote, as marks that tell nothing of what it was: so a value that somebody changed by hand since
//! is known, and stays.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::Fields;

/// The marks of what was imported into one district.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Memory {
    marks: BTreeMap<String, String>,
}

impl Memory {
    /// Reads what [`Memory::text`] wrote; nothing is remembered where that is not whole.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text of a file that holds it, a mark a line, so that people who import side by side rarely collide.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a map of texts is JSON") + "\n"
    }

    /// Remembers the values of a district or a school.
    pub(super) fn note(&mut self, key: &str, fields: &Fields) {
        for field in &fields.all {
            self.marks.insert(format!("{key}/{}", field.path.join(".")), mark(field.text()));
        }
    }

    /// Whether anything is remembered of a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.marks.contains_key(key)
    }

    /// Whether it is this that was written.
    pub(super) fn is(&self, key: &str, text: &str) -> bool {
        self.marks.get(key).is_some_and(|known| *known == mark(text))
    }
}

/// A mark of a text.
fn mark(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect()
}
