//! The folder `.teamkit`: for each part a manifest, a second copy of it, and, while a run writes, a journal.
//!
//! The order of writing makes every moment a good one to be cut off at. Journals name new files before any of
//! them is there, and tell the hash of each file before it takes its place. The copy and the manifest follow when
//! all files of the part are written, and then the journal goes.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::OutputError;
use super::folder::{Folder, Standing, is_temporary, read_at_most};
use super::journal::Journal;
use super::lock::LOCK;
use super::manifest::{self, Files, Manifest};
use super::notice::Notice;
use super::record::Record;
use crate::model::id_problem;

const MANIFEST: &str = ".manifest.json";
const COPY: &str = ".copy.json";
pub(super) const JOURNAL: &str = ".journal";
pub(super) const SUMMARY: &str = ".summary.json";
pub(super) const FINGERPRINT: &str = ".fingerprint.json";
const ASIDE: &str = ".damaged";

/// The beginning of the names that belong to the part above the districts; no id looks like it.
const OVERVIEW: &str = "_overview";

/// The largest record that is read, in bytes: a thousand times what a large district needs.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The folder `.teamkit`.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) folder: Folder,
    path: PathBuf,
    /// Parts, and the names under which their new manifests wait to be put in their places.
    unsettled: Mutex<Vec<(String, String)>>,
    notices: Mutex<BTreeSet<Notice>>,
}

impl Notes {
    /// The notes in their folder, which only this run writes to. What a run left that was cut off is removed.
    pub(super) fn new(folder: Folder, path: PathBuf) -> Result<Self, OutputError> {
        let notes = Self { folder, path, unsettled: Mutex::default(), notices: Mutex::default() };
        let names = notes.folder.names().map_err(|error| notes.io("", error))?;
        let left = names.iter().filter(|(name, what)| {
            **what == Standing::File && (is_temporary(name) || is_old_temporary(name))
        });
        for (name, _) in left {
            notes.folder.remove(name).map_err(|error| notes.io(name, error))?;
        }
        Ok(notes)
    }

    pub(super) fn io(&self, name: &str, error: io::Error) -> OutputError {
        OutputError::io(&self.path.join(name), error)
    }

    /// The parts that an earlier run wrote.
    pub(super) fn parts(&self) -> Result<Vec<String>, OutputError> {
        let names = self.folder.names().map_err(|error| self.io("", error))?;
        let parts: BTreeSet<String> = names
            .keys()
            .filter_map(|name| {
                [MANIFEST, COPY, JOURNAL].iter().find_map(|ending| part_of(name.strip_suffix(ending)?))
            })
            .collect();
        Ok(parts.into_iter().collect())
    }

    /// The parts whose record was damaged and is lost.
    pub(super) fn lost_parts(&self) -> Result<Vec<String>, OutputError> {
        let names = self.folder.names().map_err(|error| self.io("", error))?;
        let mut lost: Vec<String> = names
            .keys()
            .filter_map(|name| part_of(name.strip_suffix(ASIDE)?.strip_suffix(MANIFEST)?))
            .filter(|part| self.is_lost(part))
            .collect();
        lost.sort();
        Ok(lost)
    }

    /// Whether a part's record was damaged and is lost.
    pub(super) fn is_lost(&self, part: &str) -> bool {
        let is_there = |ending: &str| !matches!(self.folder.standing(&name(part, ending)), Ok(None));
        is_there(&format!("{MANIFEST}{ASIDE}")) && !is_there(MANIFEST) && !is_there(COPY)
    }

    /// What is known of a part's files.
    pub(super) fn record(&self, part: &str) -> Result<Record, OutputError> {
        let mut record = match self.stored(part, MANIFEST)? {
            (Some(Manifest::Sound(files)), _) => Record::new(files, true),
            (Some(Manifest::Old(files)), _) => Record::new(files, false),
            (None, damaged) => {
                let (copy, _) = self.stored(part, COPY)?;
                if let Some(aside) = damaged {
                    let record = self.path.join(name(part, MANIFEST));
                    self.tell(Notice::Damaged { record, aside, has_copy: copy.is_some() });
                }
                match copy {
                    Some(Manifest::Sound(files) | Manifest::Old(files)) => Record::new(files, false),
                    None => Record::default(),
                }
            }
        };
        if let Some(journal) = self.read(&name(part, JOURNAL))?.0 {
            record.add_journal(part, &journal);
        }
        Ok(record)
    }

    /// What a manifest or its copy says; a damaged one is set aside.
    fn stored(&self, part: &str, ending: &str) -> Result<(Option<Manifest>, Option<PathBuf>), OutputError> {
        let name = name(part, ending);
        let (bytes, aside) = self.read(&name)?;
        let Some(bytes) = bytes else { return Ok((None, aside)) };
        match manifest::read(part, &bytes) {
            Some(manifest) => Ok((Some(manifest), None)),
            None => Ok((None, Some(self.set_aside(&name)?))),
        }
    }

    /// A file of the notes; one that can be none of ours is set aside.
    fn read(&self, name: &str) -> Result<(Option<Vec<u8>>, Option<PathBuf>), OutputError> {
        if let Some(file) = self.folder.open(name).map_err(|error| self.io(name, error))? {
            let bytes = read_at_most(file, LARGEST).map_err(|error| self.io(name, error))?;
            if bytes.is_some() {
                return Ok((bytes, None));
            }
        }
        let is_there = self.folder.standing(name).map_err(|error| self.io(name, error))?.is_some();
        Ok((None, if is_there { Some(self.set_aside(name)?) } else { None }))
    }

    /// Gives a file of the notes another name, under which it is not read.
    fn set_aside(&self, name: &str) -> Result<PathBuf, OutputError> {
        let mut aside = format!("{name}{ASIDE}");
        let mut number = 1;
        let standing = |at: &str| self.folder.standing(at).map_err(|error| self.io(name, error));
        // An earlier one makes room, unless it is a folder or the like; and a file makes no room for a folder.
        let is_folder = matches!(standing(name)?, Some(Standing::Folder));
        while !matches!((standing(&aside)?, is_folder), (None, _) | (Some(Standing::File), false)) {
            number += 1;
            aside = format!("{name}{ASIDE}-{number}");
        }
        self.folder.rename(name, &aside).map_err(|error| self.io(name, error))?;
        Ok(self.path.join(aside))
    }

    /// Claims new addresses of several parts, before anything is written there, in a way that outlasts a cut of
    /// the power.
    pub(super) fn claim(&self, claims: &[(&str, Vec<&str>)]) -> Result<(), OutputError> {
        let claims: Vec<_> = claims.iter().filter(|(_, addresses)| !addresses.is_empty()).collect();
        if claims.is_empty() {
            return Ok(());
        }
        at_once(&claims, |(part, addresses)| Journal::new(self, part).claim(addresses))?;
        self.folder.sync().map_err(|error| self.io("", error))
    }

    /// Writes what is known of a part's files now. It counts from [`Notes::settle`] on; until then the old
    /// manifest and the journal together say the same.
    pub(super) fn save(&self, part: &str, files: &Files) -> Result<(), OutputError> {
        let bytes = manifest::write(part, files);
        for ending in [COPY, MANIFEST] {
            let name = name(part, ending);
            let io = |error| self.io(&name, error);
            let (mut file, beside) = self.folder.beside().map_err(io)?;
            file.write_all(&bytes).map_err(io)?;
            drop(file);
            if ending == COPY {
                self.make_room(&name)?;
                beside.take_place(&name).map_err(io)?;
            } else {
                self.unsettled().push((part.to_string(), beside.keep()));
            }
        }
        Ok(())
    }

    fn unsettled(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.unsettled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the manifests in their places that were saved, and makes an end of the journals. Each is synced first:
    /// else a cut of the power could leave a name with nothing behind it. Many are synced at once, since a disk
    /// needs hardly longer for many than for one.
    pub(super) fn settle(&self) -> Result<(), OutputError> {
        let saved = std::mem::take(&mut *self.unsettled());
        if saved.is_empty() {
            return Ok(());
        }
        at_once(&saved, |(part, temporary)| {
            let name = name(part, MANIFEST);
            self.make_room(&name)?;
            let sync = || self.folder.open_to_add(temporary)?.sync_all();
            let place = || self.folder.rename(temporary, &name);
            sync().and_then(|()| place()).map_err(|error| self.io(&name, error))
        })?;
        self.folder.sync().map_err(|error| self.io("", error))?;
        saved.iter().try_for_each(|(part, _)| self.remove(&name(part, JOURNAL)))
    }

    /// Sets aside what is no file.
    pub(super) fn make_room(&self, name: &str) -> Result<(), OutputError> {
        match self.folder.standing(name).map_err(|error| self.io(name, error))? {
            None | Some(Standing::File) => Ok(()),
            Some(Standing::Folder | Standing::Link | Standing::Other) => self.set_aside(name).map(drop),
        }
    }

    fn remove(&self, name: &str) -> Result<(), OutputError> {
        self.folder.remove(name).map(drop).map_err(|error| self.io(name, error))
    }

    /// Forgets a part.
    pub(super) fn forget(&self, part: &str) -> Result<(), OutputError> {
        for ending in [MANIFEST, COPY, JOURNAL, SUMMARY, FINGERPRINT] {
            self.remove(&name(part, ending))?;
        }
        for ending in [MANIFEST, COPY, JOURNAL] {
            let aside = name(part, &format!("{ending}{ASIDE}"));
            if self.folder.standing(&aside).map_err(|error| self.io(&aside, error))? == Some(Standing::File) {
                self.remove(&aside)?;
            }
        }
        Ok(())
    }

    /// Removes the lock. Whoever waits for it finds that it is gone, and begins anew.
    pub(super) fn unlock(&self) -> Result<(), OutputError> {
        self.remove(LOCK)
    }

    /// Notes something that has to be told once.
    pub(super) fn tell(&self, notice: Notice) {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).insert(notice);
    }

    /// What has to be told.
    pub(super) fn notices(&self) -> BTreeSet<Notice> {
        std::mem::take(&mut self.notices.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Does something for many things at once that mostly waits for the disk.
fn at_once<T: Sync>(
    all: &[T],
    work: impl Fn(&T) -> Result<(), OutputError> + Sync,
) -> Result<(), OutputError> {
    const THREADS: usize = 16;
    if all.len() == 1 {
        return work(&all[0]);
    }
    match ThreadPoolBuilder::new().num_threads(THREADS.min(all.len())).build() {
        Ok(pool) => pool.install(|| all.par_iter().try_for_each(&work)),
        Err(_) => all.iter().try_for_each(&work),
    }
}

/// What a file of the notes holds that may be missing; nothing where it can be none of ours.
pub(super) fn kept(notes: &Folder, name: &str) -> io::Result<Option<Vec<u8>>> {
    notes.open(name)?.map_or(Ok(None), |file| read_at_most(file, LARGEST))
}

/// The name of a file of the notes.
pub(super) fn name(part: &str, ending: &str) -> String {
    format!("{}{ending}", if part.is_empty() { OVERVIEW } else { part })
}

/// The part that the beginning of such a name tells; `None` for what can be none.
fn part_of(stem: &str) -> Option<String> {
    match stem {
        OVERVIEW => Some(String::new()),
        stem => id_problem(stem).is_none().then(|| stem.to_string()),
    }
}

/// Whether teamkit 0.1 would have given an unfinished manifest this name.
fn is_old_temporary(name: &str) -> bool {
    name.strip_prefix(".tmp")
        .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}
