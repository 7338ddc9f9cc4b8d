//! Names of files and folders: which are ids, which are notes for colleagues, which nobody reads.

use std::path::Path;

use super::layout;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, did_you_mean};
use crate::model::id_problem;
use crate::reader::files::Root;

/// Reports a name that is no id.
pub(super) fn check_name(root: &Root, path: &Path, name: &str, findings: &mut Findings) -> bool {
    let Some((message, hint)) = id_problem(name) else { return true };
    findings.push(
        Diagnostic::new(Code::InvalidId, Place::path_only(root.name(path)), message)
            .maybe_hint(hint.map(|h| format!("{h} (rename the file or folder)"))),
    );
    false
}

/// Whether a file is a note for colleagues, which nobody expects on the site.
pub(super) fn is_note(name: &str) -> bool {
    name.to_ascii_uppercase().starts_with("README")
}

/// Warns of a file that is not read where it lies; `files` and `folders` are those that are.
pub(super) fn unused_file(
    root: &Root,
    path: &Path,
    name: &str,
    files: &[&str],
    folders: &[&str],
) -> Diagnostic {
    let place = Place::path_only(root.name(path));
    let (wrong, right) = match name.split_once('/') {
        Some((folder, _)) => (folder, folders),
        None => (name, files),
    };
    let hint = match name.strip_suffix(".yaml") {
        Some(stem) => Some(format!("rename it to `{}`", layout::team_file(stem))),
        None => did_you_mean(wrong, right.iter().copied()),
    };
    let message = "this file is not used: nothing of its name or folder is expected here";
    Diagnostic::new(Code::UnusedFile, place, message).maybe_hint(hint)
}
