//! What was there lately, kept in the user's cache folder between runs. What is amiss with it only makes a run ask more.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;
use etcetera::base_strategy::choose_native_strategy;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

/// How long it is believed that what was there still is: three days.
const BELIEVED: u64 = 3 * 24 * 60 * 60;

/// How the file begins; one that begins in another way is not believed.
const SCHEMA: &str = "teamkit/links/1";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: String,
    /// When something was at each address, in seconds since 1970.
    there: BTreeMap<String, u64>,
}

/// Which addresses something was at lately. What was not there is never kept: who mended it wants to see that.
#[derive(Debug, Default)]
pub struct Memory {
    there: BTreeMap<String, u64>,
    now: u64,
}

impl Memory {
    /// Where it lies in the user's cache folder; nothing where there is no such folder.
    pub fn place() -> Option<PathBuf> {
        let folders = choose_native_strategy().ok()?;
        Some(folders.cache_dir().join("teamkit").join("links.json"))
    }

    /// What a file remembers; nothing where it can't be read, is damaged or is old.
    pub fn read(file: Option<&Path>) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let kept = file.and_then(|file| fs::read(file).ok());
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
        let mut there = kept.filter(|kept| kept.schema == SCHEMA).map(|kept| kept.there).unwrap_or_default();
        there.retain(|_, when| *when <= now && now - *when < BELIEVED);
        Self { there, now }
    }

    /// Whether something was at an address lately.
    pub(super) fn knows(&self, address: &str) -> bool {
        self.there.contains_key(address)
    }

    /// Something is at an address.
    pub(super) fn note(&mut self, address: &str) {
        self.there.insert(address.to_string(), self.now);
    }

    /// Keeps it in a file that only this user reads. Where that fails the next run asks more.
    pub fn keep(self, file: Option<&Path>) {
        let kept = Kept { schema: SCHEMA.to_string(), there: self.there };
        let write = |file: &Path| {
            let folder = file.parent()?;
            fs::create_dir_all(folder).ok()?;
            let mut beside = NamedTempFile::new_in(folder).ok()?;
            beside.write_all(&serde_json::to_vec(&kept).ok()?).ok()?;
            beside.persist(file).ok()
        };
        file.and_then(write);
    }
}
