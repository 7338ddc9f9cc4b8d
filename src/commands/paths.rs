//! Files that were named on the command line, from the current folder or from the toolkit's.

use std::path::{Component, Path, PathBuf};

use super::Failure;

/// The path of a file below the root, parted by `/`; nothing where there is no such file.
pub(super) fn below_root(root: &Path, file: &Path) -> Result<Option<String>, Failure> {
    let found =
        [file.to_path_buf(), root.join(file)].into_iter().find(|path| path.symlink_metadata().is_ok());
    let Some(found) = found else { return Ok(None) };
    match strip(root, &found) {
        Some(path) => Ok(Some(path)),
        None => Err(Failure::usage(format!("`{}` is no file of this toolkit", file.display()))),
    }
}

fn strip(root: &Path, found: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    // A link stands where it is, not where it leads.
    let path: PathBuf = match found.components().next_back() {
        Some(Component::Normal(name)) => {
            let parent = found.parent().filter(|parent| !parent.as_os_str().is_empty());
            parent.unwrap_or(Path::new(".")).canonicalize().ok()?.join(name)
        }
        _ => found.canonicalize().ok()?,
    };
    let parts: Vec<_> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}
