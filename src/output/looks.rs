//! What a part's files looked like when they were as they should, so that a later run sees without reading them that
//! nobody touched them; and small files beside the manifest that commands keep for later runs.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::folder::{Folder, Way};
use super::notes::{FINGERPRINT, SUMMARY, kept, name};
use super::obstacle::{by_folder, join, parted};
use super::{NOTES, Output, OutputError};

/// What is kept for later runs beside a part's manifest. Nobody has to have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The part's line on the page above the districts.
    Summary,
    /// What its pages were made from, and what they looked like.
    Fingerprint,
}

impl Kept {
    fn ending(self) -> &'static str {
        match self {
            Self::Summary => SUMMARY,
            Self::Fingerprint => FINGERPRINT,
        }
    }
}

impl Output {
    /// What is kept for a part; nothing where it is missing, or can be none of ours.
    pub fn kept(&self, part: &str, what: Kept) -> Result<Option<Vec<u8>>, OutputError> {
        let name = name(part, what.ending());
        kept(&self.notes.folder, &name).map_err(|error| self.notes.io(&name, error))
    }

    /// The same of a folder that this run has not taken.
    pub fn kept_in(folder: &Path, part: &str, what: Kept) -> Option<Vec<u8>> {
        let Way::Reached(notes) = Folder::at(folder).ok()?.reach(NOTES).ok()? else { return None };
        kept(&notes, &name(part, what.ending())).ok()?
    }

    /// Keeps something for later runs.
    pub fn keep(&self, part: &str, what: Kept, bytes: &[u8]) -> Result<(), OutputError> {
        if self.kept(part, what)?.as_deref() == Some(bytes) {
            return Ok(());
        }
        let name = name(part, what.ending());
        let io = |error| self.notes.io(&name, error);
        let (mut file, beside) = self.notes.folder.beside().map_err(io)?;
        file.write_all(bytes).map_err(io)?;
        drop(file);
        self.notes.make_room(&name)?;
        beside.take_place(&name).map_err(io)
    }

    /// What changes when anybody touches one of a part's files, or its manifest does; `None` where that can't be
    /// told. Files must be `age` old: a second change within one tick of the clock would look like the first.
    pub fn looks(&self, part: &str, age: Duration) -> Result<Option<String>, OutputError> {
        let record = self.record(part)?;
        if !record.is_settled {
            return Ok(None);
        }
        let mut look = Look { hasher: blake3::Hasher::new(), newest: SystemTime::UNIX_EPOCH };
        for (address, known) in record.files() {
            let [hash] = known.as_slice() else { return Ok(None) };
            look.hasher.update(&(address.len() as u64).to_le_bytes());
            look.hasher.update(address.as_bytes());
            look.hasher.update(hash.as_bytes());
        }
        let addresses: Vec<&str> = record.files().map(|(address, _)| address).collect();
        for (folder, addresses) in by_folder(&addresses) {
            let io = |error| OutputError::io(&self.path(part, folder), error);
            let Way::Reached(here) = self.root.reach(&join(part, folder)).map_err(io)? else {
                return Ok(None);
            };
            for address in addresses {
                if !look.at(&here, parted(address).1).map_err(io)? {
                    return Ok(None);
                }
            }
        }
        let is_settled = SystemTime::now().duration_since(look.newest).is_ok_and(|old| old > age);
        Ok(is_settled.then(|| look.hasher.finalize().to_hex().to_string()))
    }
}

/// Files that are being looked at.
struct Look {
    hasher: blake3::Hasher,
    newest: SystemTime,
}

impl Look {
    /// Looks at a file; tells whether it is an ordinary one.
    fn at(&mut self, here: &Folder, name: &str) -> std::io::Result<bool> {
        let Some(seen) = here.seen(name)? else { return Ok(false) };
        for number in seen.numbers {
            self.hasher.update(&number.to_le_bytes());
        }
        self.newest = self.newest.max(seen.newest);
        Ok(true)
    }
}
