//! Reading and writing files of the toolkit as texts: new ones, never over one that is there; and changes of those that
//! are there, all of them looked at before the first is made.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Failure;
use crate::cli::Ending;
use crate::edit::FileChange;
use crate::starter::NewFile;

/// What was read, or nothing where there is no file.
pub(super) fn if_there<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file's text; `None` where there is no file.
pub(super) fn text_of(root: &Path, path: &str) -> Result<Option<String>, Failure> {
    let read = if_there(fs::read_to_string(root.join(path)));
    read.map_err(|error| Failure::machine(format!("`{path}` can't be read: {error}")))
}

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

/// Makes changes: all of them are written beside their places first, so that what can fail fails before the first file
/// is another one. A file that somebody changed since it was read ends it.
pub(super) fn write_changes(root: &Path, changes: &[FileChange]) -> Result<(), Failure> {
    let cannot = |change: &FileChange, error: &dyn std::fmt::Display, written: &[FileChange]| {
        let path = shown(root, &change.path);
        let written = match written {
            [] => "Nothing was written.".to_string(),
            files => {
                let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
                format!("Written before it: {}.", names.join(", "))
            }
        };
        Failure::machine(format!("`{}` can't be written: {error}\n{written}", path.display()))
    };
    let mut staged = Vec::new();
    for change in changes {
        staged.push(stage(root, change).map_err(|error| cannot(change, &error, &[]))?);
    }
    for (index, (change, (file, path))) in changes.iter().zip(staged).enumerate() {
        let persisted =
            if change.before.is_some() { file.persist(&path) } else { file.persist_noclobber(&path) };
        persisted.map_err(|error| cannot(change, &error.error, &changes[..index]))?;
    }
    Ok(())
}

/// Writes what a file is to hold beside its place; gives that, and the place. Where the file is a link, what it leads
/// to is changed.
fn stage(root: &Path, change: &FileChange) -> io::Result<(NamedTempFile, PathBuf)> {
    let full = root.join(&change.path);
    let path = if change.before.is_some() { full.canonicalize()? } else { full };
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    if if_there(fs::read(&path))?.as_deref() != change.before.as_ref().map(String::as_bytes) {
        return Err(io::Error::other("somebody has changed it meanwhile; call the command again"));
    }
    let mut file = tempfile::Builder::new().prefix(".#").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(change.after.as_bytes())?;
    match fs::metadata(&path) {
        Ok(meta) => file.as_file().set_permissions(meta.permissions())?,
        Err(_) => allow_reading(file.as_file())?,
    }
    file.as_file().sync_all()?;
    Ok((file, path))
}

/// What is written beside its place is for its owner alone; a new file of the toolkit is not.
#[cfg(unix)]
fn allow_reading(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

/// Other systems make files as their folder says.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
fn allow_reading(_: &File) -> io::Result<()> {
    Ok(())
}

/// A path below the root as it can be opened from here: relative where that is below the current folder.
pub(super) fn shown(root: &Path, path: &str) -> PathBuf {
    let full = root.join(path);
    let here = env::current_dir().unwrap_or_default();
    full.strip_prefix(here).map_or_else(|_| full.clone(), Path::to_path_buf)
}
