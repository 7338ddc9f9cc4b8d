//! Names in teams' files of which it is not known whether they are to be hidden.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::super::elsewhere::HiddenName;
use super::super::hiding::Hiding;
use super::super::layout;
use super::super::shown::small_text;
use crate::diagnostics::SourceFile;
use crate::model::id_problem;
use crate::reader::files::{Listing, Root};
use crate::reader::kinds::FileKind;

/// Names of a file that are hidden where it is not known whether they are to be, each with an id.
pub(super) fn in_doubt(
    names: impl IntoIterator<Item = (String, Option<String>)>,
    file: &Arc<SourceFile>,
) -> impl Iterator<Item = HiddenName> {
    let hidden = |(name, id)| HiddenName { name, id, file: Arc::clone(file), is_sure: false };
    names.into_iter().map(hidden)
}

/// The names in files that are not read where they lie, and may be teams' all the same: who is hidden in one once it is called
/// as it should be stands in other files today.
pub(in crate::source) fn names_in_unread(root: &Root, listing: &Listing) -> Vec<HiddenName> {
    let is_read = |path: &Path| match layout::file_kind(&root.name(path)) {
        Some(FileKind::Team) => {
            path.file_stem().and_then(OsStr::to_str).is_some_and(|id| id_problem(id).is_none())
        }
        kind => kind.is_some(),
    };
    let is_published = |name: &str| name.split('/').next() == Some(layout::STATIC);
    let unread = listing.iter().filter(|(name, path)| !is_published(name) && !is_read(path));
    unread.flat_map(|(_, path)| names_in_doubt(root, path)).collect()
}

/// The names in a file that can't be read as a team's.
pub(super) fn names_in_doubt(root: &Root, path: &Path) -> Vec<HiddenName> {
    let Some(file) = small_text(root, path) else { return Vec::new() };
    let names = Hiding::new(&file).unreadable();
    in_doubt(names, &file).collect()
}
