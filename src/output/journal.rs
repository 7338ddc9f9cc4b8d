//! The journal of a part: what a run is about to write. It is there from the first claim until the manifest says
//! the same, so that whoever comes after a run that was cut off knows its files.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use cap_std::fs::File;

use super::OutputError;
use super::content::Hash;
use super::manifest::{is_address, sum};
use super::notes::{JOURNAL, Notes, name};

/// A part's journal. Nothing is made before there is something to note.
#[derive(Debug)]
pub(super) struct Journal<'n> {
    notes: &'n Notes,
    part: &'n str,
    file: Mutex<Option<File>>,
}

impl<'n> Journal<'n> {
    /// The journal of a part, for a run that begins to write it.
    pub(super) fn new(notes: &'n Notes, part: &'n str) -> Self {
        Self { notes, part, file: Mutex::new(None) }
    }

    /// Claims new addresses, in a way that outlasts a cut of the power once the folder is synced too.
    pub(super) fn claim(&self, addresses: &[&str]) -> Result<(), OutputError> {
        let lines: String = addresses.iter().map(|address| line(self.part, address, None)).collect();
        if lines.is_empty() { Ok(()) } else { self.add(&lines, File::sync_all) }
    }

    /// Notes what files will hold that are about to take their places.
    pub(super) fn note<'a>(&self, files: impl Iterator<Item = (&'a str, Hash)>) -> Result<(), OutputError> {
        let lines: String = files.map(|(address, hash)| line(self.part, address, Some(hash))).collect();
        if lines.is_empty() { Ok(()) } else { self.add(&lines, |_| Ok(())) }
    }

    /// Opens the journal, perhaps one whose last line was cut off.
    fn open(&self, name: &str) -> io::Result<File> {
        let mut file = self.notes.folder.open_to_add(name)?;
        if file.metadata()?.len() > 0 {
            file.write_all(b"\n")?;
        }
        Ok(file)
    }

    fn add(&self, lines: &str, then: impl FnOnce(&File) -> io::Result<()>) -> Result<(), OutputError> {
        let name = name(self.part, JOURNAL);
        let add = || {
            let mut open = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            let mut file = match open.take() {
                Some(file) => file,
                None => self.open(&name)?,
            };
            file.write_all(lines.as_bytes())?;
            then(&file)?;
            *open = Some(file);
            Ok(())
        };
        add().map_err(|error| self.notes.io(&name, error))
    }
}

/// A line of a part's journal: an address, and the hash of what is about to be there, once that is known.
pub(super) fn line(part: &str, address: &str, hash: Option<Hash>) -> String {
    let named = serde_json::to_string(address).expect("a text is JSON");
    let told = hash.map_or_else(|| "-".to_string(), |hash| hash.to_string());
    format!("{told} {} {named}\n", line_sum(part, address, hash))
}

/// Reads a line of a part's journal; `None` where it is not what teamkit wrote, such as a last line that was
/// cut off.
pub(super) fn read_line(part: &str, line: &str) -> Option<(String, Option<Hash>)> {
    let (told, rest) = line.split_once(' ')?;
    let (stored, named) = rest.split_once(' ')?;
    let address: String = serde_json::from_str(named).ok()?;
    let hash = if told == "-" { None } else { Some(Hash::parse(told)?) };
    let sound = stored == line_sum(part, &address, hash).to_string() && is_address(&address);
    sound.then_some((address, hash))
}

fn line_sum(part: &str, address: &str, hash: Option<Hash>) -> Hash {
    sum(part, [(address, hash.as_ref())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written_and_believed_by_its_own_part_alone() {
        for (address, hash) in [("index.html", Some(Hash::of(b"x"))), ("static/Ein \"Blatt\"\n.pdf", None)] {
            let line = line("oak", address, hash);
            let line = line.trim_end_matches('\n');
            assert_eq!(read_line("oak", line), Some((address.to_string(), hash)));
            assert_eq!(read_line("elm", line), None);
            assert_eq!(read_line("oak", &line[..line.len() - 1]), None, "cut off");
            assert_eq!(read_line("oak", &line[1..]), None);
        }
        assert_eq!(read_line("oak", line("oak", "../x", None).trim_end()), None);
    }
}
