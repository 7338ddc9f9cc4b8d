//! Writing and removing the files of one part.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::Ordering;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::content::{Content, Hash};
use super::folder::{Folder, Standing, Way};
use super::journal::Journal;
use super::manifest::Files;
use super::notice::Notice;
use super::obstacle::{by_folder, join, parted};
use super::record::Known;
use super::{Changes, Output, OutputError};
use crate::diagnostics::Diagnostic;

/// How many files take their places together.
const TOGETHER: usize = 16;

/// What became of a file that is no longer made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It was removed.
    Removed,
    /// It was gone already.
    Gone,
    /// Somebody changed it, so it is theirs now.
    Theirs,
    /// It can't be told whose it is.
    Unverified,
}

/// A part that is being written.
struct Writer<'w, C, W> {
    output: &'w Output,
    part: &'w str,
    journal: Journal<'w>,
    /// Gives what stands at an address.
    content: C,
    /// Is told each address that was written.
    written: W,
}

/// Files of one folder, and what stood under their names.
struct Batch<'b, 'a> {
    folder: &'a str,
    before: &'b HashMap<String, Standing>,
    addresses: &'b [&'a str],
}

/// A file that stands as it should: its address, its hash, and whether it was written just now.
type Stands<'a> = (&'a str, Hash, bool);

impl Output {
    /// Writes a part: the files at `addresses` below the folder `part` (the output folder itself for the empty
    /// name), and removes what an earlier run wrote there and is no longer made. `written` is told each address
    /// where something new stands.
    pub fn write_part(
        &self,
        part: &str,
        addresses: &[&str],
        content: impl Fn(&str) -> Result<Content, Vec<Diagnostic>> + Sync,
        written: impl Fn(&str) + Sync,
    ) -> Result<Changes, OutputError> {
        let record = self.record(part)?;
        let writer =
            Writer { output: self, part, journal: Journal::new(&self.notes, part), content, written };
        let mut files = Files::new();
        let (first, later) = record.stale(addresses);
        let mut removed = self.remove_all(part, &first, &mut files)?;
        let unclaimed = addresses.iter().copied().filter(|address| !record.knows(address));
        self.notes.claim(&[(part, unclaimed.collect())])?;
        let stands = writer.write(addresses)?;
        let changed = stands.iter().filter(|(_, _, is_new)| *is_new).count();
        removed += self.remove_all(part, &later, &mut files)?;
        files.extend(stands.iter().map(|(address, hash, _)| ((*address).to_string(), Some(*hash))));
        // What was written is in the journal, which goes when the manifest says the same.
        if changed > 0 || !record.says(&files) {
            self.notes.save(part, &files)?;
        }
        Ok(Changes { written: changed, unchanged: addresses.len() - changed, removed })
    }

    /// Removes everything that earlier runs wrote for a part, as far as nobody changed it.
    pub fn remove_part(&self, part: &str) -> Result<usize, OutputError> {
        let record = self.record(part)?;
        if self.notes.is_lost(part) {
            self.notes.tell(Notice::Unrecorded(self.path(part, "")));
            return Ok(0);
        }
        let mut left = Files::new();
        let removed = self.remove_all(part, &record.files().collect(), &mut left)?;
        if left.is_empty() {
            self.notes.forget(part)?;
        } else if !record.says(&left) {
            self.notes.save(part, &left)?;
        }
        Ok(removed)
    }

    /// Removes files that are no longer made, and the folders that they leave empty. What can't be told apart
    /// from somebody's own file is left, and kept in mind.
    fn remove_all(
        &self,
        part: &str,
        files: &BTreeMap<&str, &Known>,
        left: &mut Files,
    ) -> Result<usize, OutputError> {
        let addresses: Vec<&str> = files.keys().copied().collect();
        let mut removed = 0;
        for (folder, addresses) in by_folder(&addresses).into_iter().rev() {
            let whole = join(part, folder);
            let io = |error| OutputError::io(&self.path(part, folder), error);
            let Way::Reached(here) = self.root.reach(&whole).map_err(io)? else { continue };
            here.sweep(&here.names().map_err(io)?).map_err(io)?;
            for address in addresses {
                let fate = self.remove(&here, part, address, files[address])?;
                removed += usize::from(fate == Fate::Removed);
                let path = || self.path(part, address);
                match fate {
                    Fate::Removed | Fate::Gone => {}
                    Fate::Theirs => self.notes.tell(Notice::ChangedByHand(path())),
                    Fate::Unverified => {
                        if left.insert(address.to_string(), None).is_none() {
                            self.notes.tell(Notice::Unverified(path()));
                        }
                    }
                }
            }
            drop(here);
            self.remove_empty_folders(&whole).map_err(io)?;
        }
        Ok(removed)
    }

    fn remove(&self, here: &Folder, part: &str, address: &str, known: &Known) -> Result<Fate, OutputError> {
        let name = parted(address).1;
        let io = |error| OutputError::io(&self.path(part, address), error);
        match here.standing(name).map_err(io)? {
            None => return Ok(Fate::Gone),
            Some(Standing::File) if known.is_empty() => return Ok(Fate::Unverified),
            Some(Standing::File) => {}
            Some(Standing::Folder | Standing::Link | Standing::Other) => return Ok(Fate::Theirs),
        }
        match here.hash(name).map_err(io)? {
            Some(hash) if known.contains(&hash) => {
                self.touched.store(true, Ordering::Relaxed);
                let removed = here.remove(name).map_err(io)?;
                Ok(if removed { Fate::Removed } else { Fate::Gone })
            }
            Some(_) => Ok(Fate::Theirs),
            None => Ok(Fate::Gone),
        }
    }

    /// Whether a file still holds what an earlier run wrote.
    pub(super) fn is_as_written(
        &self,
        part: &str,
        address: &str,
        known: &Known,
    ) -> Result<bool, OutputError> {
        let (folder, name) = parted(address);
        let io = |error| OutputError::io(&self.path(part, address), error);
        let Way::Reached(here) = self.root.reach(&join(part, folder)).map_err(io)? else { return Ok(false) };
        Ok(here.hash(name).map_err(io)?.is_some_and(|hash| known.contains(&hash)))
    }

    /// Removes a folder below the output folder if nothing is in it, and so on upward.
    fn remove_empty_folders(&self, way: &str) -> io::Result<()> {
        let mut way = way;
        while !way.is_empty() {
            let (above, name) = parted(way);
            let Way::Reached(folder) = self.root.reach(above)? else { break };
            if !folder.remove_if_empty(name) {
                break;
            }
            way = above;
        }
        Ok(())
    }
}

impl<C, W> Writer<'_, C, W>
where
    C: Fn(&str) -> Result<Content, Vec<Diagnostic>> + Sync,
    W: Fn(&str) + Sync,
{
    /// Writes all files that don't stand as they should.
    fn write<'a>(&self, addresses: &[&'a str]) -> Result<Vec<Stands<'a>>, OutputError> {
        let mut folders = Vec::new();
        for (folder, addresses) in by_folder(addresses) {
            folders.push((folder, self.prepare(folder)?, addresses));
        }
        let batches: Vec<Batch<'_, 'a>> = folders
            .iter()
            .flat_map(|(folder, before, addresses)| {
                addresses.chunks(TOGETHER).map(|addresses| Batch { folder, before, addresses })
            })
            .collect();
        let stand: Result<Vec<_>, OutputError> =
            batches.par_iter().map(|batch| self.write_batch(batch)).collect();
        Ok(stand?.into_iter().flatten().collect())
    }

    /// A folder of the part, made where it is missing.
    fn folder(&self, folder: &str) -> Result<Folder, OutputError> {
        let io = |error| OutputError::io(&self.output.path(self.part, folder), error);
        match self.output.root.make(&join(self.part, folder)).map_err(io)? {
            Way::Reached(here) => Ok(here),
            Way::Missing => Err(io(io::ErrorKind::NotFound.into())),
            Way::Blocked(way, standing) => {
                let below = way.strip_prefix(self.part).unwrap_or(&way).trim_start_matches('/');
                Err(self.in_the_way(below, standing))
            }
        }
    }

    fn in_the_way(&self, address: &str, standing: Standing) -> OutputError {
        OutputError::InTheWay(vec![self.output.obstacle(self.part, address, standing)])
    }

    /// Makes a folder, and gives what is in it.
    fn prepare(&self, folder: &str) -> Result<HashMap<String, Standing>, OutputError> {
        let here = self.folder(folder)?;
        let io = |error| OutputError::io(&self.output.path(self.part, folder), error);
        let names = here.names().map_err(io)?;
        here.sweep(&names).map_err(io)?;
        Ok(names)
    }

    /// Writes the files of a batch beside their places, notes what they hold, and then puts them there: so
    /// nobody ever sees half a file, nor finds one that is not noted.
    fn write_batch<'a>(&self, batch: &Batch<'_, 'a>) -> Result<Vec<Stands<'a>>, OutputError> {
        let here = self.folder(batch.folder)?;
        let mut stand = Vec::with_capacity(batch.addresses.len());
        let mut ready = Vec::new();
        for address in batch.addresses {
            let content = (self.content)(address).map_err(OutputError::Content)?;
            if let Some(hash) = self.found(&here, batch, address, &content)? {
                stand.push((*address, hash, false));
                continue;
            }
            let path = self.output.path(self.part, address);
            let (mut file, beside) = here.beside().map_err(|error| OutputError::io(&path, error))?;
            ready.push((*address, content.put(&mut file, &path)?, beside));
        }
        self.journal.note(ready.iter().map(|(address, hash, _)| (*address, *hash)))?;
        for (address, hash, beside) in ready {
            self.output.touched.store(true, Ordering::Relaxed);
            let placed = beside.take_place(parted(address).1);
            placed.map_err(|error| OutputError::io(&self.output.path(self.part, address), error))?;
            (self.written)(address);
            stand.push((address, hash, true));
        }
        Ok(stand)
    }

    /// The hash of a content that stands where it should already. An empty folder there gives way.
    fn found(
        &self,
        here: &Folder,
        batch: &Batch<'_, '_>,
        address: &str,
        content: &Content,
    ) -> Result<Option<Hash>, OutputError> {
        let name = parted(address).1;
        let path = self.output.path(self.part, address);
        match batch.before.get(name) {
            None => Ok(None),
            Some(Standing::File) => match here.open(name).map_err(|error| OutputError::io(&path, error))? {
                Some(mut file) => content.found_in(&mut file, &path),
                None => Ok(None),
            },
            Some(Standing::Folder) if here.remove_if_empty(name) => Ok(None),
            Some(standing) => Err(self.in_the_way(address, *standing)),
        }
    }
}
