//! Folders below the output, held open. Whatever is done in one of them goes through no link: each is entered
//! from the one above it, by its name alone, and only if it is a folder itself.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
#[cfg(unix)]
use std::time::Duration;
use std::time::SystemTime;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, FileType, Metadata, OpenOptions};
use hashbrown::HashMap;

use super::content::Hash;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a socket or a device.
    Other,
}

impl Standing {
    pub(super) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

/// What an ordinary file looks like from outside.
#[derive(Debug)]
pub(super) struct Seen {
    /// What changes when somebody touches it.
    pub(super) numbers: [u64; 5],
    /// When that was last.
    pub(super) newest: SystemTime,
}

impl Seen {
    fn of(meta: &Metadata) -> Self {
        use cap_fs_ext::MetadataExt;
        let modified = meta.modified().map_or(SystemTime::UNIX_EPOCH, cap_std::time::SystemTime::into_std);
        let (changed, newest) = Self::changed(meta, modified);
        let since = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let modified =
            since.as_secs().wrapping_mul(1_000_000_000).wrapping_add(u64::from(since.subsec_nanos()));
        Self { numbers: [meta.len(), modified, changed, meta.ino(), meta.dev()], newest }
    }

    /// When anything of it changed last, where the system tells that.
    #[cfg(unix)]
    fn changed(meta: &Metadata, modified: SystemTime) -> (u64, SystemTime) {
        use cap_std::fs::MetadataExt;
        let seconds = u64::try_from(meta.ctime()).unwrap_or_default();
        let nanos = u64::try_from(meta.ctime_nsec()).unwrap_or_default();
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds) + Duration::from_nanos(nanos);
        (seconds.wrapping_mul(1_000_000_000).wrapping_add(nanos), modified.max(changed))
    }

    /// When anything of it changed last, where the system tells that.
    #[cfg(not(unix))]
    fn changed(_: &Metadata, modified: SystemTime) -> (u64, SystemTime) {
        (0, modified)
    }
}

/// Opening for reading what may turn out to be a pipe, without waiting for somebody to write into it.
pub(super) fn reading() -> &'static OpenOptions {
    static READING: std::sync::LazyLock<OpenOptions> = std::sync::LazyLock::new(|| {
        let mut options = OpenOptions::new();
        options.read(true).nonblock(true);
        options
    });
    &READING
}

/// A folder that is no link.
#[derive(Debug)]
pub(super) struct Folder {
    dir: Dir,
}

/// Where a way down ended.
#[derive(Debug)]
pub(super) enum Way {
    /// At the folder.
    Reached(Folder),
    /// Before it, since there is no such folder.
    Missing,
    /// At something else than a folder: the way to it, and what it is.
    Blocked(String, Standing),
}

impl Folder {
    /// The folder at a path. Links in this path were the user's choice and are followed.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { dir: Dir::open_ambient_dir(path, ambient_authority())? })
    }

    /// The folder itself once more, for somebody who keeps it.
    pub(super) fn again(&self) -> io::Result<Self> {
        Ok(Self { dir: self.dir.try_clone()? })
    }

    /// What a name stands for; `None` for nothing.
    pub(super) fn standing(&self, name: &str) -> io::Result<Option<Standing>> {
        match self.dir.symlink_metadata(name) {
            Ok(meta) => Ok(Some(Standing::of(meta.file_type()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What an ordinary file looks like; `None` for anything else.
    pub(super) fn seen(&self, name: &str) -> io::Result<Option<Seen>> {
        match self.dir.symlink_metadata(name) {
            Ok(meta) => Ok(meta.is_file().then(|| Seen::of(&meta))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The folder of a name.
    fn enter(&self, name: &str) -> io::Result<Self> {
        Ok(Self { dir: self.dir.open_dir_nofollow(name)? })
    }

    /// The folder at the end of a way, which is parted by `/` and may be empty.
    pub(super) fn reach(&self, way: &str) -> io::Result<Way> {
        self.go(way, false)
    }

    /// The same; what is missing is made.
    pub(super) fn make(&self, way: &str) -> io::Result<Way> {
        self.go(way, true)
    }

    fn go(&self, way: &str, make: bool) -> io::Result<Way> {
        let mut here = self.again()?;
        let mut gone = 0;
        for name in way.split('/').filter(|name| !name.is_empty()) {
            gone += name.len() + usize::from(gone > 0);
            here = match here.enter(name) {
                Ok(folder) => folder,
                Err(error) => match here.standing(name)? {
                    Some(Standing::Folder) => return Err(error),
                    Some(other) => return Ok(Way::Blocked(way[..gone].to_string(), other)),
                    None if make => {
                        here.make_one(name)?;
                        here.enter(name)?
                    }
                    None => return Ok(Way::Missing),
                },
            };
        }
        Ok(Way::Reached(here))
    }

    fn make_one(&self, name: &str) -> io::Result<()> {
        match self.dir.create_dir(name) {
            // Another part's writer was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            result => result,
        }
    }

    /// Everything in the folder whose name is Unicode.
    pub(super) fn names(&self) -> io::Result<HashMap<String, Standing>> {
        let mut names = HashMap::new();
        for entry in self.dir.entries()? {
            let entry = entry?;
            if let Ok(name) = entry.file_name().into_string() {
                names.insert(name, Standing::of(entry.file_type()?));
            }
        }
        Ok(names)
    }

    /// Whether nothing is in the folder.
    pub(super) fn is_empty(&self) -> io::Result<bool> {
        Ok(self.dir.entries()?.next().is_none())
    }

    /// Opens an ordinary file; `None` where there is nothing, or something else.
    pub(super) fn open(&self, name: &str) -> io::Result<Option<File>> {
        let file = match self.dir.open_with(name, reading().clone().follow(FollowSymlinks::No)) {
            Ok(file) => file,
            Err(error) => {
                return match self.standing(name)? {
                    Some(Standing::File) => Err(error),
                    Some(Standing::Folder | Standing::Link | Standing::Other) | None => Ok(None),
                };
            }
        };
        Ok(file.metadata()?.is_file().then_some(file))
    }

    /// The hash of an ordinary file.
    pub(super) fn hash(&self, name: &str) -> io::Result<Option<Hash>> {
        self.open(name)?.map(|mut file| Hash::of_rest(&mut file)).transpose()
    }

    /// Opens a file to add to it or to hold its lock; makes it where it is missing.
    pub(super) fn open_to_add(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true).follow(FollowSymlinks::No).nonblock(true);
        let file = self.dir.open_with(name, &options)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(no_ordinary_file()) }
    }

    /// Opens a file for holding its lock alone.
    pub(super) fn open_to_lock(&self, name: &str) -> io::Result<fs::File> {
        match self.open_to_add(name) {
            // Somebody else's lock in a folder that both may write to.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                self.open(name)?.map(File::into_std).ok_or(error)
            }
            result => result.map(File::into_std),
        }
    }

    /// Whether a name still stands for the file that was opened.
    pub(super) fn still_holds(&self, name: &str, file: &fs::File) -> io::Result<bool> {
        use cap_fs_ext::MetadataExt;
        let opened = File::from_std(file.try_clone()?).metadata()?;
        match self.dir.symlink_metadata(name) {
            Ok(meta) => Ok((meta.dev(), meta.ino()) == (opened.dev(), opened.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A new file beside the others, under a name of its own.
    pub(super) fn beside(&self) -> io::Result<(File, Beside<'_>)> {
        loop {
            let name = temporary_name();
            match self.dir.open_with(&name, OpenOptions::new().write(true).create_new(true)) {
                Ok(file) => return Ok((file, Beside { folder: self, name: Some(name) })),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Removes a file, which may be missing; tells whether it was there.
    pub(super) fn remove(&self, name: &str) -> io::Result<bool> {
        was_there(self.dir.remove_file(name))
    }

    /// Removes a folder if nothing is in it; tells whether it is gone.
    pub(super) fn remove_if_empty(&self, name: &str) -> bool {
        self.dir.remove_dir(name).is_ok()
    }

    /// Gives a file another name.
    pub(super) fn rename(&self, name: &str, to: &str) -> io::Result<()> {
        self.dir.rename(name, &self.dir, to)
    }

    /// Removes what a run that was cut off left behind.
    pub(super) fn sweep(&self, names: &HashMap<String, Standing>) -> io::Result<()> {
        let left = names.iter().filter(|(name, what)| is_temporary(name) && **what == Standing::File);
        left.into_iter().try_for_each(|(name, _)| self.remove(name).map(drop))
    }

    /// Sees to it that names which came into the folder are still there after the power was cut.
    pub(super) fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { self.dir.open(".")?.sync_all() } else { Ok(()) }
    }
}

fn was_there(result: io::Result<()>) -> io::Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn no_ordinary_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "this is no ordinary file")
}

/// A finished file that waits to take its place; it goes when it is dropped before.
#[derive(Debug)]
pub(super) struct Beside<'f> {
    folder: &'f Folder,
    name: Option<String>,
}

impl Beside<'_> {
    /// Leaves the file beside its place, for somebody who knows its name.
    pub(super) fn keep(mut self) -> String {
        self.name.take().unwrap_or_default()
    }

    /// Puts the file in its place, in one step.
    pub(super) fn take_place(mut self, name: &str) -> io::Result<()> {
        let Some(temporary) = self.name.take() else { return Ok(()) };
        let placed = self.folder.rename(&temporary, name);
        if placed.is_err() {
            self.name = Some(temporary);
        }
        placed
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            drop(self.folder.remove(name));
        }
    }
}

/// How the names of files begin that are not finished yet.
const TEMPORARY: &str = ".teamkit-";

fn temporary_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{:08x}{number:08x}.tmp", std::process::id())
}

/// Whether a file that is not finished would have this name: sixteen hexadecimal digits, or the six letters
/// and digits of teamkit 0.1.
pub(super) fn is_temporary(name: &str) -> bool {
    let middle = name.strip_prefix(TEMPORARY).and_then(|rest| rest.strip_suffix(".tmp"));
    middle.is_some_and(|middle| match middle.len() {
        16 => middle.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        6 => middle.bytes().all(|b| b.is_ascii_alphanumeric()),
        _ => false,
    })
}

/// Reads a file as a whole, if it is not larger than `most` bytes.
pub(super) fn read_at_most(file: File, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::{is_temporary, temporary_name};

    #[test]
    fn only_names_of_our_own_making_are_swept() {
        assert!(is_temporary(&temporary_name()) && is_temporary(".teamkit-aB3dE9.tmp"));
        for other in [
            ".teamkit-.tmp",
            ".teamkit-notes.tmp",
            ".teamkit-aB3dE9.tmp2",
            "x.teamkit-aB3dE9.tmp",
            ".teamkit",
        ] {
            assert!(!is_temporary(other), "{other}");
        }
    }
}
