//! From files to the model: finding files, YAML and front matter with places, references resolved.
//!
//! Every reader returns what it could make and everything that is wrong. Nothing here decides whether
//! anything is published.

mod assessment;
pub mod decode;
mod district;
pub mod files;
mod framework;
pub mod kinds;
mod resource;
mod settings;
pub mod shape;
mod shared;
mod tally;
mod team;
pub mod yaml;

pub use district::load_district;
pub use settings::{LoadedSettings, SETTINGS_FILE, load_settings};
pub use shared::{DistrictFolder, Shared, Surroundings};
pub use tally::Tally;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Collector, Diagnostic, Place, SourceFile};
use crate::markdown::{self, Document, Subject};
use crate::model::{Lang, id_problem};
use decode::{TextPlaces, texts};
use files::Root;
use yaml::Node;

/// Reads a YAML file into a tree. An empty file is an error.
fn read_yaml(root: &Root, path: &Path, found: &mut Vec<Diagnostic>) -> Option<(Arc<SourceFile>, Node)> {
    let file = match root.read(path) {
        Ok(file) => file,
        Err(problem) => {
            found.push(*problem);
            return None;
        }
    };
    let (node, mut problems) = yaml::parse(&file, 0..file.text().len());
    found.append(&mut problems);
    let node = node?;
    if node.is_empty() {
        found.push(
            Diagnostic::error("empty-file", Place::file(&file), "this file is empty")
                .hint("write its keys, or remove the file"),
        );
        return None;
    }
    Some((file, node))
}

/// Reports a name that is no id.
fn check_name(root: &Root, path: &Path, name: &str, found: &mut Vec<Diagnostic>) -> bool {
    let Some((message, hint)) = id_problem(name) else { return true };
    found.push(
        Diagnostic::error("invalid-id", Place::path_only(root.name(path)), message)
            .maybe_hint(hint.map(|h| format!("{h} (rename the file or folder)"))),
    );
    false
}

/// Renders a text of a YAML file that may hold Markdown, in each of its languages.
fn markdown_texts(
    node: Option<&Node>,
    around: &Surroundings<'_>,
    out: &mut Collector,
) -> Vec<(Lang, Document)> {
    let Some(node) = node else { return Vec::new() };
    let mut documents = Vec::new();
    for (lang, scalar) in texts(node, around.settings.default_language()) {
        let places = TextPlaces::new(out.file(), scalar);
        let place = |range: std::ops::Range<usize>| places.place(&range);
        let text = scalar.text().unwrap_or_default();
        let labels = (around.labels)(&lang);
        let (document, found) =
            markdown::render(text, Subject::Prose, around.markdown_style(), &labels, &place);
        found.into_iter().for_each(|problem| out.push(problem));
        documents.push((lang, document));
    }
    documents
}

/// Reports a word that is none of those possible.
fn unknown(code: &'static str, what: &str, word: decode::Word<'_>, right: Vec<&str>, out: &mut Collector) {
    let hint = crate::diagnostics::did_you_mean(word.text, right);
    out.error(code, word.span, format!("there is no {what} `{}`", word.text), hint);
}
