//! Stamps of files: enough of their metadata to tell that something changed, without reading them.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use blake3::{Hash, Hasher};
use walkdir::WalkDir;

/// How old the newest file must be for its stamp to be trusted: file systems tell time in ticks, and a
/// second save within one tick looks like the first.
pub const TICK: Duration = Duration::from_millis(40);

/// How long a file must have been empty to be taken for an empty one: many programs empty a file before they write it.
const EMPTIED: Duration = Duration::from_millis(300);

/// What a set of files looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    hash: Hash,
    /// Whether every file was old enough for the stamp to be trusted later.
    is_settled: bool,
    /// Whether a file was emptied a moment ago, maybe by a program that is about to write it.
    is_emptied: bool,
}

/// Files that are being looked at.
struct Look {
    hasher: Hasher,
    newest: SystemTime,
    is_emptied: bool,
}

impl Look {
    fn new() -> Self {
        Self { hasher: Hasher::new(), newest: SystemTime::UNIX_EPOCH, is_emptied: false }
    }

    fn path(&mut self, path: &Path) {
        let path = path.as_os_str().as_encoded_bytes();
        self.hasher.update(&(path.len() as u64).to_le_bytes());
        self.hasher.update(path);
    }

    fn metadata(&mut self, meta: &Metadata) {
        let nanos = |time: SystemTime| {
            time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos())
        };
        let modified = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        self.hasher.update(&meta.len().to_le_bytes());
        self.hasher.update(&nanos(modified).to_le_bytes());
        self.hasher.update(&[u8::from(meta.is_dir())]);
        self.newest = self.newest.max(modified);
        let is_young = modified.elapsed().is_ok_and(|age| age < EMPTIED);
        self.is_emptied |= is_young && meta.is_file() && meta.len() == 0;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            for number in
                [meta.ino(), meta.dev(), meta.ctime().cast_unsigned(), meta.ctime_nsec().cast_unsigned()]
            {
                self.hasher.update(&number.to_le_bytes());
            }
            let seconds = u64::try_from(meta.ctime()).unwrap_or_default();
            let nanos = u64::try_from(meta.ctime_nsec()).unwrap_or_default();
            let changed = Duration::from_secs(seconds) + Duration::from_nanos(nanos);
            self.newest = self.newest.max(SystemTime::UNIX_EPOCH + changed);
        }
    }

    fn stamp(self) -> Stamp {
        let age = SystemTime::now().duration_since(self.newest).unwrap_or_default();
        Stamp { hash: self.hasher.finalize(), is_settled: age > TICK, is_emptied: self.is_emptied }
    }
}

impl Stamp {
    /// Looks at files, and at folders with everything below them. What is missing counts as missing.
    pub fn of(paths: &[PathBuf]) -> Self {
        let mut look = Look::new();
        for path in paths {
            look.path(path);
            for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
                let Ok(entry) = entry else {
                    look.hasher.update(&[0]);
                    continue;
                };
                let Ok(meta) = entry.metadata() else { continue };
                look.path(entry.path());
                look.metadata(&meta);
            }
        }
        look.stamp()
    }

    /// Looks at one folder alone, not at what is below it: its stamp changes when entries come or go.
    pub fn of_folder(path: &Path) -> Self {
        let mut look = Look::new();
        if let Ok(meta) = fs::metadata(path) {
            look.metadata(&meta);
        }
        look.stamp()
    }

    /// The same once no file is empty that was emptied a moment ago: a file that is being saved is not believed to be
    /// empty. One that is emptied again and again is waited for no longer than that.
    pub fn when_written(look: impl Fn() -> Self) -> Self {
        let begun = Instant::now();
        loop {
            let stamp = look();
            if !stamp.is_emptied || begun.elapsed() > 2 * EMPTIED {
                return stamp;
            }
            std::thread::sleep(TICK / 4);
        }
    }

    /// Two stamps as one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(self.hash.as_bytes());
        hasher.update(other.hash.as_bytes());
        Self {
            hash: hasher.finalize(),
            is_settled: self.is_settled && other.is_settled,
            is_emptied: self.is_emptied || other.is_emptied,
        }
    }

    /// Whether what was read under this stamp is still what is there under the `now` one.
    pub fn still_holds(self, now: Self) -> bool {
        self.is_settled && self.hash == now.hash
    }

    /// Whether the files look different, however young they are.
    pub fn differs(self, other: Self) -> bool {
        self.hash != other.hash
    }

    /// What changes with the files, and whether it can be trusted later.
    pub fn mark(self) -> (Hash, bool) {
        (self.hash, self.is_settled)
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

    #[test]
    fn a_file_is_not_believed_to_be_empty_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        fs::write(&file, "1").expect("written");
        let paths = [folder.path().to_path_buf()];
        let before = Stamp::of(&paths);
        fs::write(&file, "").expect("emptied");
        let saving = std::thread::spawn({
            let file = file.clone();
            move || {
                std::thread::sleep(TICK);
                fs::write(&file, "22").expect("written");
            }
        });
        let after = Stamp::when_written(|| Stamp::of(&paths));
        assert!(before.differs(after) && fs::read(&file).expect("read") == b"22");
        saving.join().expect("saved");
        fs::write(&file, "").expect("emptied");
        assert!(after.differs(Stamp::when_written(|| Stamp::of(&paths))), "it stays empty, and is believed");
        let begun = Instant::now();
        Stamp::when_written(|| {
            fs::write(&file, "").expect("emptied again");
            Stamp::of(&paths)
        });
        assert!(begun.elapsed() < 10 * EMPTIED, "one that is emptied again and again holds nothing up");
    }
}
