//! Stamps of files: enough of their metadata to tell that something changed, without reading them.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

/// How old the newest file must be for its stamp to be trusted: file systems tell time in ticks, and a
/// second save within one tick looks like the first.
const TICK: Duration = Duration::from_millis(40);

/// What a set of files looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    hash: u64,
    /// Whether every file was old enough for the stamp to be trusted later.
    is_settled: bool,
}

impl Stamp {
    /// Looks at files, and at folders with everything below them. What is missing counts as missing.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let mut hasher = DefaultHasher::new();
        let mut newest = SystemTime::UNIX_EPOCH;
        for path in paths {
            path.hash(&mut hasher);
            for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
                let Ok(entry) = entry else {
                    hasher.write_u8(0);
                    continue;
                };
                let Ok(meta) = fs::metadata(entry.path()) else { continue };
                entry.path().hash(&mut hasher);
                hash_metadata(&meta, &mut hasher);
                if let Ok(modified) = meta.modified() {
                    newest = newest.max(modified);
                }
            }
        }
        let age = SystemTime::now().duration_since(newest).unwrap_or_default();
        Self { hash: hasher.finish(), is_settled: age > TICK }
    }

    /// Looks at one folder alone, not at what is below it: its stamp changes when entries come or go.
    pub(super) fn of_folder(path: &Path) -> Self {
        let mut hasher = DefaultHasher::new();
        let mut newest = SystemTime::UNIX_EPOCH;
        if let Ok(meta) = fs::metadata(path) {
            hash_metadata(&meta, &mut hasher);
            newest = meta.modified().unwrap_or(newest);
        }
        let age = SystemTime::now().duration_since(newest).unwrap_or_default();
        Self { hash: hasher.finish(), is_settled: age > TICK }
    }

    /// Two stamps as one.
    pub(super) fn and(self, other: Self) -> Self {
        let mut hasher = DefaultHasher::new();
        (self.hash, other.hash).hash(&mut hasher);
        Self { hash: hasher.finish(), is_settled: self.is_settled && other.is_settled }
    }

    /// Whether what was read under this stamp is still what is there under the `now` one.
    pub(super) fn still_holds(self, now: Self) -> bool {
        self.is_settled && self.hash == now.hash
    }

    /// Whether the files look different, however young they are.
    pub(super) fn differs(self, other: Self) -> bool {
        self.hash != other.hash
    }
}

fn hash_metadata(meta: &Metadata, hasher: &mut DefaultHasher) {
    meta.len().hash(hasher);
    meta.modified().ok().hash(hasher);
    meta.is_dir().hash(hasher);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (meta.ino(), meta.ctime(), meta.ctime_nsec()).hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_tells_a_change_and_trusts_nothing_young() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        fs::write(&file, "1").expect("written");
        let paths = [folder.path().to_path_buf()];
        let young = Stamp::of(&paths);
        assert!(!young.still_holds(Stamp::of(&paths)), "too young to be trusted");
        std::thread::sleep(TICK * 2);
        let settled = Stamp::of(&paths);
        assert!(settled.still_holds(Stamp::of(&paths)));
        fs::write(&file, "22").expect("written");
        assert!(!settled.still_holds(Stamp::of(&paths)));
    }
}
