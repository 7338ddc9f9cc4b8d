//! Pages that wait. A district is rendered as soon as it is read, and what comes out waits until it is known that no
//! district has an error: so nothing is read or rendered twice, and memory does not grow with the number of districts. What
//! was found in a district waits with its pages.
//!
//! They wait in files without a name on the disk that the output is on. Such a file goes with the run, however that ends.
//! Where there is no room for it, what does not wait is read and rendered again; nothing waits on a disk that has no room for
//! all of it twice.

use std::borrow::Cow;
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

/// How many bytes may wait at the most. A disk must hold them beside what they become, so half of what is free is enough.
const MOST: u64 = 1 << 30;

/// How many pages of a district are rendered by one thread at the least.
const TOGETHER: usize = 32;

/// The place where pages wait.
#[derive(Debug)]
pub(super) struct WaitingRoom {
    /// A folder on the disk that the output is on.
    folder: PathBuf,
    /// A file for the pages of each thread, and one for what was found, made when they are first needed.
    files: Vec<Mutex<Option<File>>>,
    /// How many bytes may wait.
    most: u64,
    /// How many do.
    taken: AtomicU64,
    /// Whether no more pages are let in.
    is_closed: AtomicBool,
    /// Whether those that waited were let go of.
    is_cleared: AtomicBool,
    /// Whether a district has an error.
    has_error: AtomicBool,
    on_error: OnError,
}

/// What becomes of pages once a district has an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnError {
    /// They are rendered and wait: the other districts are written.
    KeepGoing,
    /// They are rendered for what goes wrong in it, but need not wait: a theme of the toolkit's own may fail on any.
    TryOn,
    /// They are not rendered.
    GiveUp,
}

/// What became of a district's pages.
#[derive(Debug)]
pub(super) enum Admitted {
    /// They wait.
    Waits(Waiting),
    /// They can't be rendered.
    Wrong(Vec<Diagnostic>),
    /// All were rendered, and none is kept.
    Tried,
    /// They were not rendered, or not all of them.
    Untried,
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
    pub(super) fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::InMemory(bytes) => Ok(bytes.into()),
            Self::OnDisk(room, spot) => room.read(spot).map(Cow::from),
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
    pub(super) fn new(output: &Path, on_error: OnError) -> Self {
        let output = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
        let folder = output.ancestors().find(|folder| folder.is_dir()).unwrap_or(&output).to_path_buf();
        let most = fs4::available_space(&folder).map_or(MOST, |free| MOST.min(free / 2));
        let files = (0..rayon::current_num_threads() + 2).map(|_| Mutex::new(None)).collect();
        let [is_closed, is_cleared, has_error] = [(); 3].map(|()| AtomicBool::new(false));
        Self { folder, files, most, taken: AtomicU64::new(0), is_closed, is_cleared, has_error, on_error }
    }

    /// Hears that a district has an error.
    pub(super) fn hear_of_error(&self) {
        self.has_error.store(true, Ordering::Relaxed);
    }

    /// Lets go of all pages, where the disk has no room for them and for what they become.
    fn clear(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
        self.is_cleared.store(true, Ordering::Relaxed);
        let (_, of_pages) = self.files.split_last().expect("there are several");
        for file in of_pages {
            *file.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }

    /// Renders a site and lets it wait, as far as that is wanted and there is room.
    pub(super) fn admit(self: &Arc<Self>, site: &Site, addresses: &[Arc<str>]) -> Admitted {
        let admit = |address: &Arc<str>| Ok((Arc::clone(address), self.admit_one(site, address)?));
        let admitted: Vec<Result<_, Refused>> =
            addresses.par_iter().with_min_len(TOGETHER).map(admit).collect();
        let (mut entries, mut wrong) = (HashMap::with_capacity(addresses.len()), Vec::new());
        let (mut is_kept, mut is_tried) = (true, true);
        for one in admitted {
            match one {
                Ok((address, Some(waits))) => drop(entries.insert(address, waits)),
                Ok((_, None)) => is_kept = false,
                Err(Refused::NoRoom) => is_tried = false,
                Err(Refused::Wrong(problem)) => wrong.push(*problem),
            }
        }
        if !wrong.is_empty() {
            self.hear_of_error();
            return Admitted::Wrong(wrong);
        }
        match (is_tried, is_kept) {
            (false, _) => Admitted::Untried,
            (true, false) => Admitted::Tried,
            (true, true) => Admitted::Waits(Waiting { room: Arc::clone(self), entries }),
        }
    }

    /// Renders what stands at an address; `None` where it need not wait, since nothing will be written.
    fn admit_one(&self, site: &Site, address: &str) -> Result<Option<Waits>, Refused> {
        let has_error = self.has_error.load(Ordering::Relaxed);
        let is_given_up = has_error && self.on_error == OnError::GiveUp;
        if self.is_closed.load(Ordering::Relaxed) || is_given_up {
            return Err(Refused::NoRoom);
        }
        match content(site, address).map_err(Refused::Wrong)? {
            _ if has_error && self.on_error == OnError::TryOn => Ok(None),
            Content::File(path) => Ok(Some(Waits::Copied(path))),
            Content::Bytes(bytes) => {
                let file = rayon::current_thread_index().map_or(0, |thread| thread + 1);
                let spot = self.put(file % (self.files.len() - 1), &bytes);
                let spot = spot.inspect_err(|_| self.refuse()).map_err(|_| Refused::NoRoom)?;
                Ok(Some(Waits::Rendered { spot, is_page: has_page(site, address) }))
            }
        }
    }

    /// Lets no more pages in. What waits may wait on, unless the disk is what is short.
    fn refuse(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
        if self.most < MOST || self.taken.load(Ordering::Relaxed) <= MOST {
            self.clear();
        }
    }

    /// Puts bytes into a file, and gives where they are.
    fn put(&self, file: usize, bytes: &[u8]) -> io::Result<Spot> {
        let length = bytes.len() as u64;
        if self.taken.fetch_add(length, Ordering::Relaxed) + length > self.most {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(Spot { file, start: self.append(file, bytes)?, length: bytes.len() })
    }

    /// Lets bytes wait, in memory where there is no room.
    pub(super) fn keep(self: &Arc<Self>, bytes: Vec<u8>) -> Deposit {
        // In a file of their own, which stays where pages are let go of.
        match self.put(self.files.len() - 1, &bytes) {
            Ok(spot) => Deposit::OnDisk(Arc::clone(self), spot),
            Err(_) => Deposit::InMemory(bytes),
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
    /// Whether it still waits.
    pub(super) fn is_there(&self) -> bool {
        !self.room.is_cleared.load(Ordering::Relaxed)
    }

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
