//! What is known of a part's files: what the manifest says, and what a run noted that was cut off before it
//! could write one.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::content::Hash;
use super::journal;
use super::manifest::Files;
use crate::model::folded;

/// What is known of one file: the hashes of what was, or was about to be, written there. Without any it can't
/// be told whether somebody changed it.
pub(super) type Known = Vec<Hash>;

/// What is known of a part's files, by their addresses below its folder.
#[derive(Debug, Default)]
pub(super) struct Record {
    files: BTreeMap<String, Known>,
    /// Whether a sound manifest says just this.
    pub(super) is_settled: bool,
}

impl Record {
    /// What a manifest says.
    pub(super) fn new(files: Files, is_settled: bool) -> Self {
        let known = files.into_iter().map(|(address, hash)| (address, hash.into_iter().collect()));
        Self { files: known.collect(), is_settled }
    }

    /// Adds what a run noted that was cut off.
    pub(super) fn add_journal(&mut self, part: &str, bytes: &[u8]) {
        self.is_settled = false;
        for line in String::from_utf8_lossy(bytes).lines() {
            let Some((address, hash)) = journal::read_line(part, line) else { continue };
            let known = self.files.entry(address).or_default();
            if let Some(hash) = hash.filter(|hash| !known.contains(hash)) {
                known.push(hash);
            }
        }
    }

    /// Forgets the files below some folders.
    pub(super) fn leave_out(&mut self, folders: &[String]) {
        self.files.retain(|address, _| {
            let first = address.split('/').next().unwrap_or_default();
            !folders.iter().any(|folder| folder == first)
        });
    }

    /// Whether an earlier run wrote at an address.
    pub(super) fn knows(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }

    /// All files.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.files.iter().map(|(address, known)| (address.as_str(), known))
    }

    /// The files that are not among these addresses: first those that would keep some of them from being written
    /// (a file where a folder is needed, one in a folder where a file is needed, one that differs by capitals
    /// alone), then the others.
    pub(super) fn stale(&self, addresses: &[&str]) -> (BTreeMap<&str, &Known>, BTreeMap<&str, &Known>) {
        let now: HashSet<&str> = addresses.iter().copied().collect();
        let stale: Vec<_> = self.files().filter(|(address, _)| !now.contains(address)).collect();
        if stale.is_empty() {
            return Default::default();
        }
        let files: HashSet<String> = addresses.iter().map(|address| folded(address)).collect();
        let folders: HashSet<&str> = files.iter().flat_map(|file| above(file)).collect();
        stale.into_iter().partition(|(address, _)| {
            let address = folded(address);
            files.contains(&address)
                || folders.contains(address.as_str())
                || above(&address).any(|folder| files.contains(folder))
        })
    }

    /// Whether a manifest with these files would say the same.
    pub(super) fn says(&self, files: &Files) -> bool {
        self.is_settled
            && self.files.len() == files.len()
            && self.files.iter().zip(files).all(|((address, known), (other, hash))| {
                address == other && known.as_slice() == hash.as_slice()
            })
    }
}

/// The folders above an address.
fn above(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_keep_a_file_from_being_written_is_found() {
        let files = ["a.html", "b/c.html", "D.html", "e.html", "f/g.html"];
        let record = Record::new(files.iter().map(|file| ((*file).to_string(), None)).collect(), true);
        let (first, later) = record.stale(&["a.html/x.html", "b", "d.html", "e.html", "f/h.html"]);
        assert_eq!(first.into_keys().collect::<Vec<_>>(), ["D.html", "a.html", "b/c.html"]);
        assert_eq!(later.into_keys().collect::<Vec<_>>(), ["f/g.html"]);
    }
}
