//! Finding resource files, and which resource and language the name of each tells.

use std::path::Path;
use std::sync::Arc;

use super::framework::BUILT_IN_LANGUAGES;
use super::names::{check_name, is_note, unused_beside_resources};
use super::refused_names::without_mark;
use super::resource::{ResourceFile, ResourceFiles, load_file};
use super::{Surroundings, layout};
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::{Framework, Kind, Lang, ResourceId, id_problem};
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
    let (own, other) = (file.place().path(), other.place().path());
    let message = format!("this file and `{other}` would become the same page");
    // The one without a language in its name is in the language that stands first.
    let (original, named) = if own.len() < other.len() { (own, other) } else { (other, own) };
    let tag = named.strip_suffix(layout::MARKDOWN).and_then(|stem| stem.rsplit_once('.')).map(|(_, tag)| tag);
    let more = tag.map(|tag| {
        format!(
            "; or, where `{original}` is not in `{tag}`, put its language first behind `languages` in {}",
            layout::SETTINGS
        )
    });
    let hint = format!("keep one of the two{}", more.unwrap_or_default());
    Diagnostic::new(Code::TwoSources, file.place().clone(), message).hint(hint)
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
            findings.push(unused_beside_resources(around.root, path, (file, kind.folder())));
        }
        return None;
    };
    if is_note(file) {
        warn_of_page_named_as_note(around, path, findings);
        return None;
    }
    if let Some((id, tag)) = glued_language(around, stem) {
        let right = format!("{id}.{tag}{}", layout::MARKDOWN);
        let is_id = id_problem(stem).is_none();
        // What is an id may be meant so, unless there is a text that this one is a translation of.
        let original = layout::resource_file(id);
        let shared = || layout::content(around.root.path()).join(kind.folder()).join(&original);
        let is_sure = !is_id || path.with_file_name(&original).exists() || shared().exists();
        if is_sure && !path.with_file_name(&right).exists() {
            let message = format!("the language of a translation stands behind a point: `.{tag}`");
            let code = if is_id { Code::NoDefaultLanguage } else { Code::InvalidId };
            let place = Place::path_only(around.root.name(path));
            findings.push(Diagnostic::new(code, place, message).hint(format!("rename it to `{right}`")));
            return is_id.then(|| (ResourceId::new(stem), 0));
        }
    }
    // `start.sync-conflict-20261120.md`
    let is_copy = stem.contains('.') && !without_mark(stem).contains('.') && without_mark(stem) != stem;
    if is_copy && !check_name(around.root, path, stem, findings) {
        return None;
    }
    let (id, language) = match stem.rsplit_once('.') {
        None => (stem, 0),
        Some((id, tag)) => (id, language_index(around, tag, path, findings)?),
    };
    check_name(around.root, path, id, findings).then(|| (ResourceId::new(id), language))
}

/// What a text is a translation of and its language, by a name that has another sign than a point before the language, or
/// the language before the rest: `start_es`, `start (Spanish)`, `es.start`.
fn glued_language<'s>(around: &Surroundings<'_>, stem: &'s str) -> Option<(&'s str, String)> {
    let published = &around.settings.languages;
    let index = |tag: &str, known: &[Lang]| match language::tag(tag, known) {
        Tag::Published(index) | Tag::Slip(index) => Some(known[index].to_string()),
        Tag::Wrong(_) | Tag::Unpublished(_) => None,
    };
    let built_in = || BUILT_IN_LANGUAGES.iter().filter_map(|tag| Lang::parse(tag)).collect::<Vec<_>>();
    let known = |tag: &str| index(tag, published).or_else(|| index(tag, &built_in()));
    let (id, tag) = match stem.split_once('.') {
        Some((tag, id)) if index(id, published).is_none() => (id, tag),
        Some(_) => return None,
        None => stem.trim_end_matches(')').rsplit_once(['_', '-', ' ', '('])?,
    };
    let id = id.trim_end_matches(['_', '-', ' ', '(']);
    let tag = known(tag).filter(|tag| published.first().is_none_or(|lang| lang.as_str() != tag))?;
    id_problem(id).is_none().then_some((id, tag))
}

/// Tells of a note for colleagues that begins as a page does: it is none.
fn warn_of_page_named_as_note(around: &Surroundings<'_>, path: &Path, findings: &mut Findings) {
    let Some(file) = around.root.read(path, findings) else { return };
    if file.text().starts_with("---") {
        let message = "a file of this name is a note for colleagues, and becomes no page";
        let hint = "rename it to `about.md`, or another name, if it should be one";
        findings.push(Diagnostic::new(Code::UnusedFile, Place::path_only(file.path()), message).hint(hint));
    }
}

fn language_index(
    around: &Surroundings<'_>,
    tag: &str,
    path: &Path,
    findings: &mut Findings,
) -> Option<usize> {
    let place = Place::path_only(around.root.name(path));
    let wrong = |hint: Option<String>| {
        let message = format!("`{tag}` is not a language of this toolkit");
        Diagnostic::new(Code::UnknownLanguage, place.clone(), message).maybe_hint(hint)
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // `start.md.md`
    if let Some(stem) = name.strip_suffix(layout::MARKDOWN).filter(|stem| stem.ends_with(layout::MARKDOWN)) {
        findings.push(wrong(Some(format!("rename it to `{stem}`"))));
        return None;
    }
    // `start.es (1).md`
    let bare = without_mark(tag);
    if bare.len() < tag.len() && around.settings.languages.iter().any(|lang| lang.as_str() == bare) {
        let original = name.replacen(tag, bare, 1);
        let is_there = path.with_file_name(&original).is_file();
        let rename = format!("rename it to `{original}`");
        findings.push(wrong(Some(if is_there {
            format!("remove it where it is a copy of `{original}`")
        } else {
            rename
        })));
        return None;
    }
    match language::tag(tag, &around.settings.languages) {
        Tag::Published(index) => return Some(index),
        Tag::Slip(index) => {
            let stem = name.strip_suffix(layout::MARKDOWN).and_then(|name| name.strip_suffix(tag));
            let right = &around.settings.languages[index];
            let hint = format!("rename it to `{}{right}{}`", stem.unwrap_or_default(), layout::MARKDOWN);
            findings.push(wrong(Some(hint)).missed(tag));
        }
        Tag::Wrong(hint) => findings.push(wrong(hint.map(|hint| format!("{hint} (rename the file)")))),
        Tag::Unpublished(lang) => findings.note_unpublished(lang.as_str(), place),
    }
    None
}
