//! Pages that wait. A district is rendered as soon as it is read, and what comes out waits until it is known that no
//! district has an error: so nothing is read or rendered twice, and memory does not grow with the number of districts. What
//! was found in a district waits with its pages.
//!
//! They wait in files without a name on the disk that the output is on. Such a file goes with the run, however that ends.
//! Where there is no room for it, what does not wait is read and rendered again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::output::Content;
use crate::site::{Entry, Site};

/// How many bytes may wait: a disk must hold them beside what they become.
const MOST: u64 = 1 << 30;

/// How many pages of a district are rendered by one thread at the least.
const TOGETHER: usize = 32;

/// The place where pages wait.
#[derive(Debug)]
pub(super) struct WaitingRoom {
    /// A folder on the disk that the output is on.
    folder: PathBuf,
    /// A file for each thread, made when it is first needed.
    files: Vec<Mutex<Option<File>>>,
    /// How many bytes wait.
    taken: AtomicU64,
    /// Whether nothing more is let in.
    is_closed: AtomicBool,
    /// Whether districts are written though others have errors.
    keep_going: bool,
}

/// All that stands at the addresses of one district.
#[derive(Debug)]
pub(super) struct Waiting {
    room: Arc<WaitingRoom>,
    entries: HashMap<Arc<str>, Waits>,
}

/// What stands at one address.
#[derive(Debug)]
enum Waits {
    /// What was rendered.
    Rendered {
        /// Where it waits.
        spot: Spot,
        /// Whether it is a page.
        is_page: bool,
    },
    /// A file that is copied.
    Copied(PathBuf),
}

/// Where bytes wait.
#[derive(Debug)]
pub(super) struct Spot {
    /// In which file.
    file: usize,
    /// Where they begin there.
    start: u64,
    /// How many they are.
    length: usize,
}

/// Bytes that wait, on the disk where there is room.
#[derive(Debug)]
pub(super) enum Deposit {
    /// In memory.
    InMemory(Vec<u8>),
    /// In a file of the room.
    OnDisk(Arc<WaitingRoom>, Spot),
}

impl Deposit {
    /// The bytes.
    pub(super) fn take(self) -> io::Result<Vec<u8>> {
        match self {
            Self::InMemory(bytes) => Ok(bytes),
            Self::OnDisk(room, spot) => room.read(&spot),
        }
    }
}

/// Why an address does not wait.
enum Refused {
    /// There is no room.
    NoRoom,
    /// It can't be rendered.
    Wrong(Box<Diagnostic>),
}

impl WaitingRoom {
    /// A place for what is written into an output folder, which need not be there yet.
    pub(super) fn new(output: &Path, keep_going: bool) -> Self {
        let output = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
        let folder = output.ancestors().find(|folder| folder.is_dir()).unwrap_or(&output).to_path_buf();
        let files = (0..=rayon::current_num_threads()).map(|_| Mutex::new(None)).collect();
        let (taken, is_closed) = (AtomicU64::new(0), AtomicBool::new(false));
        Self { folder, files, taken, is_closed, keep_going }
    }

    /// Hears that a district has an error. Nothing more is let in then, if nothing of it will be written.
    pub(super) fn hear_of_error(&self) {
        if !self.keep_going {
            self.close();
        }
    }

    fn close(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
    }

    /// Renders a site and lets it wait; `None` where there is no room. What can't be rendered is told.
    pub(super) fn admit(
        self: &Arc<Self>,
        site: &Site,
        addresses: &[Arc<str>],
    ) -> Option<Result<Waiting, Vec<Diagnostic>>> {
        let admit = |address: &Arc<str>| Ok((Arc::clone(address), self.admit_one(site, address)?));
        let admitted: Vec<Result<_, Refused>> =
            addresses.par_iter().with_min_len(TOGETHER).map(admit).collect();
        let (mut entries, mut wrong) = (HashMap::with_capacity(addresses.len()), Vec::new());
        for one in admitted {
            match one {
                Ok((address, waits)) => drop(entries.insert(address, waits)),
                Err(Refused::NoRoom) => return None,
                Err(Refused::Wrong(problem)) => wrong.push(*problem),
            }
        }
        if wrong.is_empty() {
            return Some(Ok(Waiting { room: Arc::clone(self), entries }));
        }
        self.hear_of_error();
        Some(Err(wrong))
    }

    fn admit_one(&self, site: &Site, address: &str) -> Result<Waits, Refused> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Err(Refused::NoRoom);
        }
        match content(site, address).map_err(Refused::Wrong)? {
            Content::File(path) => Ok(Waits::Copied(path)),
            Content::Bytes(bytes) => {
                let spot = self.put(&bytes).ok_or(Refused::NoRoom)?;
                Ok(Waits::Rendered { spot, is_page: has_page(site, address) })
            }
        }
    }

    /// Puts bytes into this thread's file, and gives where they are. Once there is no room for some there is none for any.
    fn put(&self, bytes: &[u8]) -> Option<Spot> {
        let length = bytes.len() as u64;
        let has_room = self.taken.fetch_add(length, Ordering::Relaxed) + length <= MOST;
        let file = rayon::current_thread_index().map_or(0, |thread| thread + 1) % self.files.len();
        let start = has_room.then(|| self.append(file, bytes).ok()).flatten();
        if start.is_none() {
            self.close();
        }
        Some(Spot { file, start: start?, length: bytes.len() })
    }

    /// Lets bytes wait, in memory where there is no room.
    pub(super) fn keep(self: &Arc<Self>, bytes: Vec<u8>) -> Deposit {
        match self.put(&bytes) {
            Some(spot) => Deposit::OnDisk(Arc::clone(self), spot),
            None => Deposit::InMemory(bytes),
        }
    }

    fn append(&self, file: usize, bytes: &[u8]) -> io::Result<u64> {
        let mut open = self.files[file].lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *open {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let start = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(start)
    }

    fn read(&self, Spot { file, start, length }: &Spot) -> io::Result<Vec<u8>> {
        let mut open = self.files[*file].lock().unwrap_or_else(PoisonError::into_inner);
        let file = open.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(*start))?;
        let mut bytes = vec![0; *length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Waiting {
    /// What stands at an address.
    fn content(&self, address: &str) -> Result<Content, Box<Diagnostic>> {
        match &self.entries[address] {
            Waits::Copied(path) => Ok(Content::File(path.clone())),
            Waits::Rendered { spot, .. } => self.room.read(spot).map(Content::Bytes).map_err(|error| {
                let message = format!("what was made for `{address}` can't be read back: {error}");
                Box::new(Diagnostic::new(Code::Unreadable, Place::path_only(address), message))
            }),
        }
    }

    /// Whether a page stands at an address.
    fn has_page(&self, address: &str) -> bool {
        matches!(self.entries.get(address), Some(Waits::Rendered { is_page: true, .. }))
    }
}

/// Where what stands at a district's addresses comes from.
pub(super) enum Pages {
    /// It waits.
    Waiting(Waiting),
    /// It is rendered.
    Site(Box<Site>),
}

impl Pages {
    /// What stands at an address.
    pub(super) fn content(&self, address: &str) -> Result<Content, Vec<Diagnostic>> {
        let content = match self {
            Self::Waiting(waiting) => waiting.content(address),
            Self::Site(site) => content(site, address),
        };
        content.map_err(|problem| vec![*problem])
    }

    /// Whether a page stands at an address.
    pub(super) fn has_page(&self, address: &str) -> bool {
        match self {
            Self::Waiting(waiting) => waiting.has_page(address),
            Self::Site(site) => has_page(site, address),
        }
    }
}

/// Whether a page of a site stands at an address.
fn has_page(site: &Site, address: &str) -> bool {
    matches!(site.entry(address), Some(Entry::Page(..)))
}

/// What stands at an address of a site.
fn content(site: &Site, address: &str) -> Result<Content, Box<Diagnostic>> {
    if address == site.archive_address() {
        return site.archive().map(Content::Bytes);
    }
    match site.copied(address) {
        Some(path) => Ok(Content::File(path.to_path_buf())),
        None => site.render(address).map(Content::Bytes),
    }
}
