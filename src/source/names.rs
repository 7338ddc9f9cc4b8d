//! Names of files and folders: which are ids, which are notes for colleagues, which nobody reads.

use std::path::Path;

use super::layout;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, did_you_mean};
use crate::model::id_problem;
use crate::reader::files::{Listing, Root};

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

/// Whether a file has the name of another but for its ending or its capitals.
pub(super) fn is_misnamed(name: &str, right: &str) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
    name != right && !name.contains('/') && stem(name) == stem(right)
}

/// A file that is not read where it lies.
pub(super) fn unused_file(root: &Root, path: &Path, name: &str) -> Diagnostic {
    let message = "this file is not used: nothing of its name or folder is expected here";
    let hint = name.strip_suffix(".yaml").map(|stem| format!("rename it to `{stem}{}`", layout::YAML));
    Diagnostic::new(Code::UnusedFile, Place::path_only(root.name(path)), message).maybe_hint(hint)
}

/// Warns of what a folder has besides the `files` and `folders` that are read, and notes.
pub(super) fn warn_of_unused(
    root: &Root,
    listing: &Listing,
    files: &[&str],
    folders: &[&str],
    findings: &mut Findings,
) {
    for (name, path) in listing {
        let folder = name.split_once('/').map(|(folder, _)| folder);
        let (found, known) = folder.map_or((name.as_str(), files), |folder| (folder, folders));
        if known.contains(&found) || (folder.is_none() && is_note(name)) {
            continue;
        }
        let unused = unused_file(root, path, name);
        findings.push(if name.ends_with(".yaml") {
            unused
        } else {
            unused.maybe_hint(did_you_mean(found, known.iter().copied()))
        });
    }
}
