//! Writing new files, never over one that is there.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::cli::Ending;
use crate::starter::NewFile;

/// Writes files below a folder. The first one that is there already, or can't be written, ends it.
pub(super) fn write_new(root: &Path, files: &[NewFile]) -> Result<(), Failure> {
    for file in files {
        let path = root.join(&file.path);
        write(&path, &file.text).map_err(|error| {
            let path = shown(root, &file.path);
            match error.kind() {
                io::ErrorKind::AlreadyExists => Failure::Told(
                    Ending::Usage,
                    format!("`{}` is there already, and nothing is written over.", path.display()),
                ),
                _ => Failure::machine(format!("`{}` can't be written: {error}", path.display())),
            }
        })?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())
}

/// A path below the root as it can be opened from here: relative where that is below the current folder.
pub(super) fn shown(root: &Path, path: &str) -> PathBuf {
    let full = root.join(path);
    let here = env::current_dir().unwrap_or_default();
    full.strip_prefix(here).map_or_else(|_| full.clone(), Path::to_path_buf)
}
