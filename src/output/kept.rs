//! Small files beside a part's manifest that commands keep for later runs.

use std::io::Write;
use std::path::Path;

use super::folder::{Folder, Way};
use super::notes::{FINGERPRINT, SUMMARY, kept, name};
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
}
