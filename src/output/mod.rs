//! Bytes on disk: only what changed is written, only what an earlier run wrote is removed, and a file that
//! teamkit did not write is never touched.
//!
//! A file is ours if a record of ours says so ([`record`]), and it is removed only while it holds just what we
//! wrote. Nothing is written or removed through a link ([`folder`]); a file takes its place in one step, when it
//! is whole and noted ([`part`]); and one run at a time holds the folder, to its very end ([`lock`]).

mod content;
mod error;
mod folder;
mod journal;
mod kept;
#[cfg(all(test, unix))]
mod lies;
mod lock;
mod looks;
mod manifest;
mod notes;
mod notice;
mod obstacle;
mod part;
mod record;

pub use content::Content;
pub use error::OutputError;
pub use kept::Kept;
pub use notice::{Notice, tell_all};
pub use obstacle::Obstacle;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use folder::{Folder, Way};
use lock::{Held, Missing};
use notes::Notes;
use record::Record;

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
    /// Its path, for messages.
    path: PathBuf,
    root: Folder,
    notes: Notes,
    /// Whether any page was written or removed.
    touched: AtomicBool,
    /// Held for its lock.
    _lock: File,
}

impl Output {
    /// Takes a folder for this run, and makes it where it is missing. When another run holds it, `waiting` is
    /// called once, and then it waits.
    pub fn open(folder: &Path, foreign: Foreign, waiting: impl FnOnce()) -> Result<Self, OutputError> {
        match lock::take(folder, Missing::Make(foreign), waiting)? {
            Some(held) => Self::new(folder, held),
            None => Err(OutputError::NotOurs(folder.to_path_buf())),
        }
    }

    /// The same for a folder that teamkit wrote into before; `None` where it did not.
    pub fn open_written(folder: &Path, waiting: impl FnOnce()) -> Result<Option<Self>, OutputError> {
        lock::take(folder, Missing::Leave, waiting)?.map(|held| Self::new(folder, held)).transpose()
    }

    fn new(folder: &Path, held: Held) -> Result<Self, OutputError> {
        let Held { root, notes, lock } = held;
        let notes = Notes::new(notes, folder.join(NOTES))?;
        Ok(Self { path: folder.to_path_buf(), root, notes, touched: AtomicBool::new(false), _lock: lock })
    }

    /// The parts that an earlier run wrote.
    pub fn parts(&self) -> Result<Vec<String>, OutputError> {
        self.notes.parts()
    }

    /// What is known of the files of a part. Files in another part's folder are that part's alone.
    fn record(&self, part: &str) -> Result<Record, OutputError> {
        let mut record = self.notes.record(part)?;
        if part.is_empty() {
            record.leave_out(&self.parts()?);
        }
        Ok(record)
    }

    /// Claims the new addresses of several parts at once. A part that is not claimed before claims its own when it
    /// is written; one by one that takes a disk much longer.
    pub fn claim(&self, parts: &[(&str, Vec<&str>)]) -> Result<(), OutputError> {
        self.notes.claim(parts)
    }

    /// Makes what was written so far known to later runs by manifests. A run that ends without leaves its journals,
    /// which say the same.
    pub fn settle(&self) -> Result<(), OutputError> {
        self.notes.settle()
    }

    /// Whether the file at an address has this content already, so that nothing is lost in taking it for ours.
    pub fn has(&self, part: &str, address: &str, content: &Content) -> Result<bool, OutputError> {
        let path = self.path(part, address);
        let io = |error| OutputError::io(&path, error);
        let (folder, name) = obstacle::parted(address);
        let Way::Reached(here) = self.root.reach(&obstacle::join(part, folder)).map_err(io)? else {
            return Ok(false);
        };
        match here.open(name).map_err(io)? {
            Some(mut file) => Ok(content.found_in(&mut file, &path)?.is_some()),
            None => Ok(false),
        }
    }

    /// Where an address of a part lies.
    pub fn path(&self, part: &str, address: &str) -> PathBuf {
        let mut path = self.path.join(part);
        path.extend(address.split('/').filter(|name| !name.is_empty()));
        path
    }

    /// Whether any page was written or removed so far.
    pub fn is_touched(&self) -> bool {
        self.touched.load(Ordering::Relaxed)
    }

    /// What has to be told about files that were left alone.
    pub fn notices(&self) -> BTreeSet<Notice> {
        self.notes.notices()
    }

    /// Gives the folder up once its parts were removed: the notes, and the folder itself if nothing is left in
    /// it. The lock is held to the end; who waits for it finds that it is gone, and begins anew.
    pub fn forget(&self) -> Result<(), OutputError> {
        self.settle()?;
        for part in self.notes.lost_parts()? {
            let io = |error| OutputError::io(&self.path(&part, ""), error);
            let is_empty = match self.root.reach(&part).map_err(io)? {
                Way::Reached(folder) => folder.names().map_err(io)?.keys().all(|name| name == NOTES),
                Way::Missing => true,
                Way::Blocked(..) => false,
            };
            if is_empty {
                self.notes.forget(&part)?;
            } else {
                self.notes.tell(Notice::Unrecorded(self.path(&part, "")));
            }
        }
        self.notes.unlock()?;
        if self.root.remove_if_empty(NOTES) {
            drop(fs::remove_dir(&self.path));
        }
        Ok(())
    }
}
