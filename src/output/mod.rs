//! Bytes on disk: only what changed is written, only what an earlier run wrote is removed, and a file that
//! teamkit did not write is never touched.

mod error;
mod manifest;

pub use error::OutputError;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use manifest::Manifest;

/// The folder of the output that teamkit keeps its notes in. It makes an output folder ours.
const NOTES: &str = ".teamkit";

/// Whether building into somebody else's folder is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// It is a mistake.
    Refuse,
    /// It is wanted; still nothing of it is touched.
    Allow,
}

/// What was done to the files of one part or several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were new or had other bytes.
    pub written: usize,
    /// Files that had the same bytes already.
    pub unchanged: usize,
    /// Files that an earlier run wrote and that are no longer made.
    pub removed: usize,
}

impl std::ops::AddAssign for Changes {
    fn add_assign(&mut self, other: Self) {
        self.written += other.written;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
    }
}

/// An output folder that this run alone writes to, as long as the value lives.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    notes: PathBuf,
    /// Held for its lock.
    _lock: File,
}

impl Output {
    /// Takes a folder for this run. When another run holds it, `waiting` is called once, and then it waits.
    pub fn open(folder: &Path, foreign: Foreign, waiting: impl FnOnce()) -> Result<Self, OutputError> {
        let notes = folder.join(NOTES);
        let io = |error| OutputError::io(folder, error);
        if !notes.is_dir() && foreign == Foreign::Refuse && !is_empty(folder).map_err(io)? {
            return Err(OutputError::NotOurs(folder.to_path_buf()));
        }
        fs::create_dir_all(&notes).map_err(io)?;
        let path = notes.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waiting();
                lock.lock().map_err(io)?;
            }
            Err(fs::TryLockError::Error(error)) => return Err(io(error)),
        }
        Ok(Self { folder: folder.to_path_buf(), notes, _lock: lock })
    }

    /// The parts that an earlier run wrote.
    pub fn parts(&self) -> Result<Vec<String>, OutputError> {
        Manifest::parts(&self.notes).map_err(|error| OutputError::io(&self.notes, error))
    }

    fn manifest(&self, part: &str) -> Result<Manifest, OutputError> {
        Manifest::read(&self.notes, part).map_err(|error| OutputError::io(&self.notes, error))
    }

    /// The addresses of a part where something stands that no earlier run wrote.
    pub fn taken<'a>(
        &self,
        part: &str,
        addresses: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<&'a str>, OutputError> {
        let ours = self.manifest(part)?.files;
        let taken = addresses.filter(|address| {
            !ours.contains(*address) && fs::symlink_metadata(self.path(part, address)).is_ok()
        });
        Ok(taken.collect())
    }

    /// Whether the file at an address has these bytes already, so that nothing is lost in taking it for ours.
    pub fn has(&self, part: &str, address: &str, bytes: &[u8]) -> bool {
        let path = self.path(part, address);
        fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) && has_bytes(&path, bytes)
    }

    /// Where an address of a part lies.
    pub fn path(&self, part: &str, address: &str) -> PathBuf {
        let mut path = self.folder.join(part);
        path.extend(address.split('/'));
        path
    }

    /// Writes a part: the files at `addresses` below the folder `part` (the output folder itself for the empty
    /// name), and removes what an earlier run wrote there and is no longer made.
    pub fn write_part(
        &self,
        part: &str,
        addresses: &[&str],
        render: impl Fn(&str) -> Result<Vec<u8>, Vec<Diagnostic>> + Sync,
    ) -> Result<Changes, OutputError> {
        let before = self.manifest(part)?;
        let now: BTreeSet<String> = addresses.iter().map(ToString::to_string).collect();
        let stale: Vec<String> = before.files.difference(&now).cloned().collect();
        if before.files != now {
            let claimed = before.files.union(&now).cloned().collect();
            self.save(part, &Manifest { files: claimed })?;
        }
        self.make_folders(part, addresses)?;
        let written: Result<Vec<bool>, OutputError> = addresses
            .par_iter()
            .with_min_len(16)
            .map(|address| {
                let bytes = render(address).map_err(OutputError::Content)?;
                let path = self.path(part, address);
                write_if_changed(&path, &bytes).map_err(|error| OutputError::io(&path, error))
            })
            .collect();
        let written = written?.into_iter().filter(|written| *written).count();
        for address in &stale {
            self.remove(part, address)?;
        }
        if before.files != now {
            self.save(part, &Manifest { files: now })?;
        }
        Ok(Changes { written, unchanged: addresses.len() - written, removed: stale.len() })
    }

    /// Removes everything that earlier runs wrote for a part.
    pub fn remove_part(&self, part: &str) -> Result<usize, OutputError> {
        let manifest = self.manifest(part)?;
        for address in &manifest.files {
            self.remove(part, address)?;
        }
        Manifest::remove(&self.notes, part).map_err(|error| OutputError::io(&self.notes, error))?;
        Ok(manifest.files.len())
    }

    /// Gives the folder up for good: its notes, and itself if nothing is left in it.
    pub fn forget(self) -> Result<(), OutputError> {
        let Self { folder, notes, _lock: lock } = self;
        drop(lock);
        fs::remove_dir_all(&notes).map_err(|error| OutputError::io(&notes, error))?;
        drop(fs::remove_dir(&folder));
        Ok(())
    }

    fn save(&self, part: &str, manifest: &Manifest) -> Result<(), OutputError> {
        manifest.write(&self.notes, part).map_err(|error| OutputError::io(&self.notes, error))
    }

    fn make_folders(&self, part: &str, addresses: &[&str]) -> Result<(), OutputError> {
        let folders: BTreeSet<&str> = addresses
            .iter()
            .map(|address| address.rsplit_once('/').map_or("", |(folder, _)| folder))
            .collect();
        for folder in folders {
            let path = self.path(part, folder);
            fs::create_dir_all(&path).map_err(|error| OutputError::io(&path, error))?;
        }
        Ok(())
    }

    /// Removes a file, and the folders above it that it leaves empty.
    fn remove(&self, part: &str, address: &str) -> Result<(), OutputError> {
        let path = self.path(part, address);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutputError::io(&path, error)),
        }
        let mut folder = path.parent();
        while let Some(above) =
            folder.filter(|above| above.starts_with(&self.folder) && **above != self.folder)
        {
            if fs::remove_dir(above).is_err() {
                break;
            }
            folder = above.parent();
        }
        Ok(())
    }
}

/// Whether teamkit wrote into a folder before.
pub fn is_ours(folder: &Path) -> bool {
    folder.join(NOTES).is_dir()
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
    same_length && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Writes a file unless it has these bytes; a file that is there is replaced in one step, so that no reader
/// ever gets half of it. Tells whether it wrote.
fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(bytes)?;
            return Ok(true);
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    if has_bytes(path, bytes) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".teamkit-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(true)
}
