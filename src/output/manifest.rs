//! The manifest: which files an earlier run wrote, a part at a time.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The ending of a manifest's file name.
const ENDING: &str = ".manifest.json";

/// The file name of the part that stands above the districts.
const OVERVIEW: &str = "_overview";

/// The files of one part, below its folder.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) files: BTreeSet<String>,
}

impl Manifest {
    fn path(notes: &Path, part: &str) -> PathBuf {
        let name = if part.is_empty() { OVERVIEW } else { part };
        notes.join(format!("{name}{ENDING}"))
    }

    /// The parts that have a manifest.
    pub(super) fn parts(notes: &Path) -> io::Result<Vec<String>> {
        let mut parts = Vec::new();
        for entry in fs::read_dir(notes)? {
            let name = entry?.file_name();
            let Some(part) = name.to_str().and_then(|name| name.strip_suffix(ENDING)) else { continue };
            parts.push(if part == OVERVIEW { String::new() } else { part.to_string() });
        }
        parts.sort();
        Ok(parts)
    }

    /// Reads a part's manifest; a missing one is empty. Paths that lead out of the part's folder are left out.
    pub(super) fn read(notes: &Path, part: &str) -> io::Result<Self> {
        let bytes = match fs::read(Self::path(notes, part)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let mut manifest: Self = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
        manifest.files.retain(|file| {
            file.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'))
        });
        Ok(manifest)
    }

    /// Writes a part's manifest in one step.
    pub(super) fn write(&self, notes: &Path, part: &str) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(notes)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.persist(Self::path(notes, part)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Removes a part's manifest.
    pub(super) fn remove(notes: &Path, part: &str) -> io::Result<()> {
        match fs::remove_file(Self::path(notes, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
