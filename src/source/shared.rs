//! What all districts share: framework, resources, and the list of the districts themselves.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{Root, is_left_behind_name};
use super::framework::load_framework;
use super::resource::{ResourceFiles, compose, load_resources};
use super::shape::Languages;
use super::{Tally, check_name};
use crate::diagnostics::{Diagnostic, Place};
use crate::markdown::{Labels, Style};
use crate::model::{DistrictId, Framework, Lang, RawHtml, Resources, Settings};

/// What reading needs to know of the world around a file.
#[derive(Clone, Copy)]
pub struct Surroundings<'s> {
    /// The toolkit's root.
    pub root: &'s Root,
    /// The toolkit's settings.
    pub settings: &'s Settings,
    /// The words that rendered Markdown needs, by language.
    pub labels: &'s (dyn Fn(&Lang) -> Labels + Sync),
    /// The date that "past" and "future" are told from.
    pub as_of: Date,
}

impl Surroundings<'_> {
    /// What becomes of HTML in Markdown.
    pub(super) fn markdown_style(&self) -> Style {
        match self.settings.raw_html {
            RawHtml::Escape => Style::EscapeHtml,
            RawHtml::Allow => Style::AllowHtml,
        }
    }

    /// The toolkit's languages, all wanted.
    pub(super) fn languages(&self) -> Languages<'_> {
        Languages { known: &self.settings.languages, wanted: &self.settings.languages }
    }
}

/// A district's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictFolder {
    /// Its name.
    pub id: DistrictId,
    /// Where it lies.
    pub path: PathBuf,
}

/// What all districts share.
#[derive(Debug)]
pub struct Shared {
    /// What a good team is.
    pub framework: Arc<Framework>,
    /// The shared resources, each file for itself, so that a district's own can be laid over them.
    pub(super) files: ResourceFiles,
    /// The shared resources put together.
    pub(super) resources: Resources,
    /// The districts, by id.
    pub districts: Vec<DistrictFolder>,
    /// What was looked at.
    pub tally: Tally,
}

impl Shared {
    /// Reads what all districts share.
    pub fn load(around: &Surroundings<'_>) -> (Self, Vec<Diagnostic>) {
        let content = around.root.path().join("content");
        let mut tally = Tally { files: 1, ..Tally::default() };
        let (listing, mut found) = around.root.list(&content, Some("districts"));
        let framework = match listing.get("framework.yml") {
            Some(path) => {
                let (framework, problems) = load_framework(around.root, path, around.languages(), &mut tally);
                found.extend(problems);
                framework.unwrap_or_else(Framework::built_in)
            }
            None => Framework::built_in(),
        };
        let (files, problems) = load_resources(around, &listing, &framework, around.languages(), &mut tally);
        found.extend(problems);
        let resources = compose(&files, &framework).0;
        let (districts, problems) = districts(around.root);
        found.extend(problems);
        found.extend(unused(around.root, &content, &listing));
        (Self { framework: Arc::new(framework), files, resources, districts, tally }, found)
    }

    /// The district of this id.
    pub fn district(&self, id: &str) -> Option<&DistrictFolder> {
        self.districts.iter().find(|folder| folder.id.as_str() == id)
    }
}

/// Warns of files that no one reads.
fn unused(root: &Root, content: &std::path::Path, listing: &super::files::Listing) -> Vec<Diagnostic> {
    let known = ["guides", "roles", "rubrics", "districts"];
    let stray = listing.iter().filter(|(name, _)| match name.split_once('/') {
        Some((folder, _)) => !known.contains(&folder),
        None => name.as_str() != "framework.yml" && !is_note(name),
    });
    stray.map(|(name, _)| unused_file(root, &content.join(name), name, &["framework.yml"], &known)).collect()
}

/// Whether a file is a note for colleagues, which nobody expects on the site.
pub(super) fn is_note(name: &str) -> bool {
    name.to_ascii_uppercase().starts_with("README")
}

/// Warns of a file that is not read where it lies.
pub(super) fn unused_file(
    root: &Root,
    path: &std::path::Path,
    name: &str,
    files: &[&str],
    folders: &[&str],
) -> Diagnostic {
    let place = Place::path_only(root.name(path));
    let (wrong, right) = match name.split_once('/') {
        Some((folder, _)) => (folder, folders),
        None => (name, files),
    };
    let hint = if let Some(stem) = name.strip_suffix(".yaml") {
        Some(format!("rename it to `{stem}.yml`"))
    } else {
        crate::diagnostics::did_you_mean(wrong, right.iter().copied())
    };
    Diagnostic::warning(
        "unused-file",
        place,
        "this file is not used: nothing of its name or folder is expected here",
    )
    .maybe_hint(hint)
}

/// The districts' folders, by id.
fn districts(root: &Root) -> (Vec<DistrictFolder>, Vec<Diagnostic>) {
    let folder = root.path().join("content").join("districts");
    let mut found = Vec::new();
    let mut districts = Vec::new();
    let entries = fs::read_dir(&folder)
        .map(|entries| entries.filter_map(Result::ok).collect::<Vec<_>>())
        .unwrap_or_default();
    for entry in entries {
        let path = entry.path();
        let Some(name) = entry.file_name().to_str().map(str::to_string) else {
            found.push(Diagnostic::error(
                "invalid-name",
                Place::path_only(root.name(&path)),
                "the name of this folder is not valid Unicode",
            ));
            continue;
        };
        // The entry tells what it is without another look at the disk, unless it is a link.
        let kind = entry.file_type().ok();
        let is_folder = kind.is_some_and(|kind| kind.is_dir() || (kind.is_symlink() && path.is_dir()));
        if is_left_behind_name(&name) || (name.starts_with('.') && is_folder) {
            continue;
        }
        if !is_folder {
            if kind.is_some_and(|kind| kind.is_symlink()) {
                found.push(
                    Diagnostic::error(
                        "broken-file-link",
                        Place::path_only(root.name(&path)),
                        "this link leads to nothing",
                    )
                    .hint("remove it, or mend where it leads"),
                );
            } else if !is_note(&name) {
                found.push(
                    unused_file(root, &path, &name, &[], &[])
                        .hint("a district is a folder with a `district.yml` in it"),
                );
            }
            continue;
        }
        let shown = path.strip_prefix(root.path()).map(|_| path.clone()).unwrap_or(path);
        if name.ends_with(".yml") || name.ends_with(".md") {
            found.push(Diagnostic::error(
                "folder-not-file",
                Place::path_only(root.name(&shown)),
                "this is a folder, where a file is expected",
            ));
        } else if check_name(root, &shown, &name, &mut found) {
            districts.push(DistrictFolder { id: DistrictId::new(&name), path: shown });
        }
    }
    districts.sort_by(|a, b| a.id.cmp(&b.id));
    if districts.is_empty() && found.is_empty() {
        found.push(
            Diagnostic::error(
                "no-districts",
                Place::path_only("content/districts"),
                "this toolkit has no districts, so there is nothing to publish",
            )
            .hint("make a folder `content/districts/<name>` with a `district.yml` in it that says `name: …`"),
        );
    }
    (districts, found)
}
