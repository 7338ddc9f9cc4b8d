//! YAML edited in place: comments, order, quotes, style, line breaks and a byte-order mark stay as the author wrote
//! them. `yaml-edit`, which this room alone names, makes the edits; our own reader judges them: what comes out must be
//! read as exactly the tree that was meant, with every comment still there, else nothing comes out. Nothing here touches
//! the disk or knows what the keys mean.

mod apply;
mod blanks;
mod items;
mod judge;
mod lines;
mod plan;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

pub use plan::{Edit, Step, set_list};
pub use value::Value;

use crate::diagnostics::{Findings, SourceFile};
use crate::reader::yaml::{self, Node};

/// What editors of some systems put at a text's beginning.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A file of a toolkit as it is, and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path below the root, parted by `/`.
    pub path: String,
    /// What it held when it was read; `None` where there was no file.
    pub before: Option<String>,
    /// What it is to hold.
    pub after: String,
}

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no YAML that our reader takes without an error.
    Unreadable,
    /// An edit means a place that is not there, or a key that is there already.
    NoSuchPlace(String),
    /// The text that came out was not read as what was meant, or lacked a comment.
    Uncertain,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("it has mistakes; mend them first (`teamkit check` tells them)"),
            Self::NoSuchPlace(place) => write!(f, "there is no `{place}` in it that could be changed so"),
            Self::Uncertain => {
                f.write_str("it is written in a way that can't be changed safely; make this change by hand")
            }
        }
    }
}

/// The text after all edits, which are made one after the other: each one's path is that in the text before it.
///
/// # Errors
/// Where the text can't be read, an edit has no place, or the outcome is not exactly what was meant.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Refusal> {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mark = &text[..text.len() - body.len()];
    let mut now = body.to_string();
    let mut tree = read(body).ok_or(Refusal::Unreadable)?;
    let mut rest = edits;
    while !rest.is_empty() {
        let keys = rest.iter().take_while(|edit| !edit.is_about_item()).count();
        if let Some((text, read)) = without_blanks(&now, &tree, rest.get(..keys).unwrap_or_default()) {
            (now, tree) = (text, read);
        }
        // What fails together may be possible one by one, each on a text that was read anew.
        let (made, out, after) = match judged_step(&now, &tree, rest) {
            Err(Refusal::Uncertain) => judged_step(&now, &tree, rest.get(..1).unwrap_or_default())?,
            done => done?,
        };
        rest = rest.get(made..).unwrap_or_default();
        (now, tree) = (out, after);
    }
    Ok(format!("{mark}{now}"))
}

/// The text without the remarks that wait for what the edits write, and its tree, where that is the same one.
fn without_blanks(text: &str, tree: &Node, edits: &[Edit]) -> Option<(String, Node)> {
    let out = blanks::filled(text, tree, edits)?;
    let after = read(&out).filter(|after| judge::same(tree, after))?;
    Some((out, after))
}

/// How many of the edits are made at once, from the first one on, the text afterwards and its tree, where that is
/// exactly what was meant.
fn judged_step(now: &str, tree: &Node, edits: &[Edit]) -> Result<(usize, String, Node), Refusal> {
    let (made, out) = step(now, tree, edits)?;
    let mut meant = tree.clone();
    let gone = plan::all(&mut meant, edits.get(..made).unwrap_or_default())?;
    let after = read(&out).ok_or(Refusal::Uncertain)?;
    let as_meant = judge::same(&meant, &after)
        && judge::keeps_comments((now, tree), (&out, &after), &gone)
        && !judge::mixes_line_breaks(now, &out);
    if as_meant { Ok((made, out, after)) } else { Err(Refusal::Uncertain) }
}

/// How many of the edits are made at once, from the first one on, and the text afterwards.
fn step(text: &str, tree: &Node, edits: &[Edit]) -> Result<(usize, String), Refusal> {
    if tree.is_empty() {
        let mut meant = tree.clone();
        plan::all(&mut meant, edits)?;
        return Ok((edits.len(), apply::onto_nothing(text, edits, &meant)));
    }
    if let Some(made) = items::first(text, tree, edits) {
        return Ok(made);
    }
    // Those about items need places that are read anew.
    let others = edits.iter().skip(1).take_while(|edit| !edit.is_about_item()).count();
    let (these, _) = edits.split_at(1 + others);
    Ok((these.len(), apply::all(text, tree, these)?))
}

/// A text's tree, where our reader has no complaint.
pub fn read(text: &str) -> Option<Node> {
    let file = SourceFile::new("", text);
    let mut findings = Findings::default();
    yaml::parse(&file, 0..text.len(), &mut findings).filter(|_| !findings.any_error())
}
