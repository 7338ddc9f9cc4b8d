//! The list of the districts: a folder each.

use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::layout;
use super::names::{check_name, is_note, unused_file};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, nearest};
use crate::model::DistrictId;
use crate::reader::files::{Root, is_left_behind_name};

/// A district's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictFolder {
    /// Its name.
    pub id: DistrictId,
    /// Where it lies.
    pub path: PathBuf,
}

/// The districts' folders, by id.
pub(super) fn districts(root: &Root, findings: &mut Findings) -> Vec<DistrictFolder> {
    let folder = layout::districts(root.path());
    let told = findings.problems.len();
    let mut districts = Vec::new();
    // A district that can't be looked at is not one that is gone: its pages must not be removed.
    let unreadable = |path: &Path, error: &io::Error| {
        let message = format!("this can't be read: {error}");
        Diagnostic::new(Code::Unreadable, Place::path_only(root.name(path)), message)
    };
    match fs::read_dir(&folder) {
        Ok(entries) => {
            for entry in entries {
                match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                    Ok((kind, entry)) => districts.extend(district(root, &entry, kind, findings)),
                    Err(error) => findings.push(unreadable(&folder, &error)),
                }
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => findings.push(unreadable(&folder, &error)),
    }
    districts.sort_by(|a, b| a.id.cmp(&b.id));
    if districts.is_empty() && findings.problems.len() == told {
        let message = "this toolkit has no districts, so there is nothing to publish";
        let make = "make a folder `content/districts/<name>` with a `district.yml` in it that says `name: …`";
        let hint = misspelt_folder(root).unwrap_or_else(|| make.to_string());
        findings.push(
            Diagnostic::new(Code::NoDistricts, Place::path_only(root.name(&folder)), message).hint(hint),
        );
    }
    districts
}

/// What to rename where the districts, or all content, lie in a folder of nearly the right name.
fn misspelt_folder(root: &Root) -> Option<String> {
    let above = [
        (root.path().to_path_buf(), "", layout::CONTENT),
        (layout::content(root.path()), "content/", layout::DISTRICTS),
    ];
    above.into_iter().find_map(|(folder, before, right)| {
        if folder.join(right).exists() {
            return None;
        }
        let names = fs::read_dir(folder).ok()?.filter_map(|entry| {
            let entry = entry.ok().filter(|entry| entry.path().is_dir())?;
            entry.file_name().into_string().ok()
        });
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        let wrong = names.iter().find(|name| nearest(name, [right]).is_some())?;
        Some(format!("rename the folder `{before}{wrong}` to `{right}`"))
    })
}

/// The district that an entry of the folder is, if it is one.
fn district(
    root: &Root,
    entry: &DirEntry,
    kind: FileType,
    findings: &mut Findings,
) -> Option<DistrictFolder> {
    let path = entry.path();
    let place = || Place::path_only(root.name(&path));
    let Some(name) = entry.file_name().to_str().map(str::to_string) else {
        let message = "the name of this folder is not valid Unicode";
        findings.push(Diagnostic::new(Code::InvalidName, place(), message));
        return None;
    };
    // The entry tells what it is without another look at the disk, unless it is a link.
    let is_link = kind.is_symlink();
    let is_folder = kind.is_dir() || (is_link && path.is_dir());
    if is_left_behind_name(&name) || (name.starts_with('.') && is_folder) {
        return None;
    }
    if !is_folder {
        if is_link {
            findings.push(
                Diagnostic::new(Code::BrokenFileLink, place(), "this link leads to nothing")
                    .hint("remove it, or mend where it leads"),
            );
        } else if !is_note(&name) {
            findings.push(
                unused_file(root, &path, &name).hint("a district is a folder with a `district.yml` in it"),
            );
        }
        return None;
    }
    if name.ends_with(layout::YAML) || name.ends_with(layout::MARKDOWN) {
        let message = "this is a folder, where a file is expected";
        findings.push(Diagnostic::new(Code::FolderNotFile, place(), message));
        return None;
    }
    check_name(root, &path, &name, findings).then(|| DistrictFolder { id: DistrictId::new(&name), path })
}
