//! Files that were copied and left as they are: two teams of the same people, two pages of the same words, and translations
//! that nobody translated.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;

use super::resource::{ResourceFile, ResourceFiles};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};
use crate::markdown::Section;
use crate::model::{Kind, Resources, Variant};

/// Warns of teams' files that say word for word what another one says, and name somebody; of two, the one with the longer name is
/// told, which is the copy's as a rule.
pub(super) fn warn_of_copies<'f>(files: impl Iterator<Item = &'f Arc<SourceFile>>, findings: &mut Findings) {
    let mut first: HashMap<&str, &Arc<SourceFile>> = HashMap::new();
    let has_members =
        |file: &&Arc<SourceFile>| file.text().contains("members:") && file.text().contains("id:");
    for file in files.filter(has_members) {
        let Some(other) = first.get(file.text()).copied() else {
            first.insert(file.text(), file);
            continue;
        };
        let (own, other) = if file.path().len() < other.path().len() { (other, file) } else { (file, other) };
        let message = format!(
            "this file says word for word what `{}` says: its people would count twice",
            other.path()
        );
        let hint = "remove it, or write what is this team's own";
        findings
            .push(Diagnostic::new(Code::DuplicateEntry, Place::path_only(own.path()), message).hint(hint));
    }
}

/// How many words a text has, at least, of which nobody believes that another page says the same by chance. Names and numbers
/// are not counted.
const OF_PAGE: usize = 12;

/// The same of a text in two languages.
const OF_TRANSLATION: usize = 7;

/// Warns of pages that say word for word what another one of their kind says, and of translations that say what the original
/// says. What is no more than a draft may be one.
pub(super) fn warn_of_copied_texts(files: &ResourceFiles, resources: &Resources, findings: &mut Findings) {
    let mut first: HashMap<(Kind, usize, Vec<&str>), (&ResourceFile, usize)> = HashMap::new();
    for (key, variants) in files {
        let Some(resource) = resources.get(key).filter(|resource| !resource.draft) else { continue };
        let mut copied = None;
        for (language, file) in variants {
            let text = words(file.variant());
            let Some(other) = first.get(&(key.0, *language, text.clone())).copied() else {
                first.insert((key.0, *language, text), (file, variants.len()));
                continue;
            };
            let this = (&**file, variants.len());
            if likely(this) < likely(other) {
                first.insert((key.0, *language, text), this);
            }
            // Of a page in several languages it is told once.
            copied = copied.or(Some((this, other)));
        }
        // The original of a district's translation may be a shared one.
        let original = resource.main();
        let is_it = |file: &&Arc<ResourceFile>| {
            let own = file.variant();
            own.path != original.path && words(own) == words(original) && is_prose(file, OF_TRANSLATION)
        };
        if let Some((file, other)) = copied.filter(|((file, _), _)| is_prose(file, OF_PAGE)) {
            findings.push(copied_text(file, other));
        } else {
            let untranslated = variants.values().filter(is_it);
            findings.problems.extend(untranslated.map(|file| not_translated(file)));
        }
    }
}

/// How likely a page in so many languages is the first one and no copy: the less, the likelier.
fn likely((file, languages): (&ResourceFile, usize)) -> (Reverse<usize>, usize) {
    (Reverse(languages), file.place().path().len())
}

/// A page with the words of another one, each with the number of its languages; the one that is in fewer, or has the longer
/// name, is told.
fn copied_text(file: (&ResourceFile, usize), other: (&ResourceFile, usize)) -> Diagnostic {
    let (own, other) = if likely(file) < likely(other) { (other, file) } else { (file, other) };
    let (own, other) = (own.0.place().path(), other.0.place().path());
    let message = format!("this text says word for word what `{other}` says");
    let hint = "remove the one of the two that is a copy, or write what is its own";
    Diagnostic::new(Code::RepeatedText, Place::path_only(own), message).hint(hint)
}

/// A translation in the words of the original.
fn not_translated(file: &ResourceFile) -> Diagnostic {
    let message = "this text says word for word what it says in another language";
    let hint =
        "translate it, or remove this file: until somebody does, the other text stands there with a notice";
    Diagnostic::new(Code::RepeatedText, Place::path_only(file.place().path()), message).hint(hint)
}

/// The headings of a text, and what stands below each.
fn words(text: &Variant) -> Vec<&str> {
    let sections = &text.document.sections;
    sections.iter().flat_map(|Section { heading, text, .. }| [heading.as_str(), text.as_str()]).collect()
}

/// Whether a text has as many words, other than names and numbers.
fn is_prose(file: &ResourceFile, fewest: usize) -> bool {
    let is_word = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    words(file.variant())
        .iter()
        .flat_map(|text| text.split_whitespace())
        .filter(is_word)
        .nth(fewest - 1)
        .is_some()
}
