//! Finding resource files, and which resource and language the name of each tells.

use std::path::Path;
use std::sync::Arc;

use super::names::{check_name, is_note, unused_file};
use super::resource::{ResourceFile, ResourceFiles, load_file};
use super::{Surroundings, layout};
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::{Framework, Kind, ResourceId};
use crate::reader::files::Listing;
use crate::reader::language::{self, Tag};
use crate::reader::shape::Languages;

/// Reads all resource files of a listing. The index of a file's language is its place in the toolkit's list.
pub(super) fn load_resources(
    around: &Surroundings<'_>,
    listing: &Listing,
    framework: &Framework,
    languages: Languages<'_>,
    findings: &mut Findings,
) -> ResourceFiles {
    let mut files = ResourceFiles::new();
    for kind in Kind::ALL.iter().copied() {
        let folder = format!("{}/", kind.folder());
        let of_kind = listing.range(folder.clone()..).take_while(|(name, _)| name.starts_with(&folder));
        for (name, path) in of_kind {
            let Some((id, language)) = identify(around, kind, name, path, findings) else { continue };
            let lang = &around.settings.languages[language];
            let Some(file) =
                load_file(around, path, (kind, id.as_str(), lang), framework, languages, findings)
            else {
                continue;
            };
            let variants = files.entry((kind, id)).or_default();
            if let Some(other) = variants.get(&language) {
                findings.push(two_sources(&file, other));
            } else {
                variants.insert(language, Arc::new(file));
            }
        }
    }
    files
}

/// Two files of one resource and language.
fn two_sources(file: &ResourceFile, other: &ResourceFile) -> Diagnostic {
    let message = format!("this file and `{}` would become the same page", other.place().path());
    Diagnostic::new(Code::TwoSources, file.place().clone(), message).hint("keep one of the two")
}

/// The id and the language's index that a file's name tells.
fn identify(
    around: &Surroundings<'_>,
    kind: Kind,
    name: &str,
    path: &Path,
    findings: &mut Findings,
) -> Option<(ResourceId, usize)> {
    let file = &name[kind.folder().len() + 1..];
    let Some(stem) = file.strip_suffix(layout::MARKDOWN).filter(|_| !file.contains('/')) else {
        if !is_note(file) {
            let hint = format!("resources are Markdown files, right in the folder `{}`", kind.folder());
            findings.push(unused_file(around.root, path, file).hint(hint));
        }
        return None;
    };
    let (id, language) = match stem.rsplit_once('.') {
        None => (stem, 0),
        Some((id, tag)) => (id, language_index(around, tag, path, findings)?),
    };
    check_name(around.root, path, id, findings).then(|| (ResourceId::new(id), language))
}

fn language_index(
    around: &Surroundings<'_>,
    tag: &str,
    path: &Path,
    findings: &mut Findings,
) -> Option<usize> {
    let place = Place::path_only(around.root.name(path));
    match language::tag(tag, &around.settings.languages) {
        Tag::Published(index) => return Some(index),
        Tag::Unpublished(lang) => findings.note_unpublished(lang.as_str(), place),
        Tag::Wrong(hint) => {
            let message = format!("`{tag}` is not a language of this toolkit");
            let hint = hint.map(|hint| format!("{hint} (rename the file)"));
            findings.push(Diagnostic::new(Code::UnknownLanguage, place, message).maybe_hint(hint));
        }
    }
    None
}
