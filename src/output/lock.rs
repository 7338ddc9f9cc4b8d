//! Taking an output folder for one run alone, from before the first look at it until the end.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::folder::{Folder, Standing, Way};
use super::{Foreign, NOTES, OutputError};

/// The lock's file.
pub(super) const LOCK: &str = "lock";

/// An output folder that is held.
#[derive(Debug)]
pub(super) struct Held {
    /// The output folder.
    pub(super) root: Folder,
    /// The folder of teamkit's notes in it.
    pub(super) notes: Folder,
    /// The lock, which goes with the value.
    pub(super) lock: File,
}

/// Whether a folder that is not there yet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is made, unless it would be somebody else's folder.
    Make(Foreign),
    /// It is left missing.
    Leave,
}

/// Takes a folder. When another run holds it, `waiting` is called once, and then it waits. `None` where it is
/// missing, or teamkit never wrote into it, and that is left so.
pub(super) fn take(
    folder: &Path,
    missing: Missing,
    waiting: impl FnOnce(),
) -> Result<Option<Held>, OutputError> {
    let mut waiting = Some(waiting);
    loop {
        match missing {
            Missing::Leave if !is_ours(folder) => return Ok(None),
            Missing::Leave => {}
            Missing::Make(foreign) => make(folder, foreign)?,
        }
        // Between any two of these steps a `clean` may have removed the folder, and then it is begun anew.
        if let Some(held) = try_take(folder, &mut waiting)? {
            return Ok(Some(held));
        }
    }
}

/// Whether teamkit wrote into a folder before.
fn is_ours(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(NOTES)).is_ok_and(|meta| meta.is_dir())
}

/// Makes the folder, unless somebody else's files are in it.
fn make(folder: &Path, foreign: Foreign) -> Result<(), OutputError> {
    let io = |error| OutputError::io(folder, error);
    if foreign == Foreign::Refuse && !is_ours(folder) && is_foreign(folder).map_err(io)? {
        return Err(OutputError::NotOurs(folder.to_path_buf()));
    }
    fs::create_dir_all(folder).map_err(io)
}

/// Whether there is something in a folder, and our notes are not. Both are answered by one look: another run
/// may be making the notes just now, which come first and go last.
fn is_foreign(folder: &Path) -> io::Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut is_empty = true;
    for entry in entries {
        let entry = entry?;
        if entry.file_name() == NOTES && entry.file_type()?.is_dir() {
            return Ok(false);
        }
        is_empty = false;
    }
    Ok(!is_empty)
}

/// One try; `None` when the folder or its lock was removed or replaced meanwhile.
fn try_take(folder: &Path, waiting: &mut Option<impl FnOnce()>) -> Result<Option<Held>, OutputError> {
    let path = folder.join(NOTES).join(LOCK);
    let io = |error| OutputError::io(&path, error);
    let Some(notes) = gone(open_notes(folder, Folder::make))? else { return Ok(None) };
    let Some(lock) = gone(notes.open_to_lock(LOCK).map_err(io))? else { return Ok(None) };
    match lock.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            lock.lock().map_err(io)?;
        }
        Err(fs::TryLockError::Error(error)) => return Err(io(error)),
    }
    // The lock counts only if it is the one that the next run will find.
    let Some(root) = gone(Folder::at(folder).map_err(|error| OutputError::io(folder, error)))? else {
        return Ok(None);
    };
    let Some(notes) = gone(open_notes(folder, Folder::reach))? else { return Ok(None) };
    let held = notes.still_holds(LOCK, &lock).map_err(io)?;
    Ok(held.then_some(Held { root, notes, lock }))
}

/// The folder of the notes; an error of the kind "not found" where it is missing.
fn open_notes(folder: &Path, go: impl Fn(&Folder, &str) -> io::Result<Way>) -> Result<Folder, OutputError> {
    let path = folder.join(NOTES);
    let io = |error| OutputError::io(&path, error);
    let root = Folder::at(folder).map_err(|error| OutputError::io(folder, error))?;
    match go(&root, NOTES).map_err(io)? {
        Way::Reached(notes) => Ok(notes),
        Way::Missing => Err(io(io::ErrorKind::NotFound.into())),
        Way::Blocked(_, Standing::Link) => Err(OutputError::Link(path)),
        Way::Blocked(..) => Err(io(io::ErrorKind::NotADirectory.into())),
    }
}

/// What is not there is no error.
fn gone<T>(result: Result<T, OutputError>) -> Result<Option<T>, OutputError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(OutputError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
