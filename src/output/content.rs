//! What stands at an address, and the short hash that tells later whether a file still holds it.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::File;

use super::OutputError;
use super::folder::{Standing, reading};

/// How many bytes of a file are in memory at once.
const PIECE: usize = 64 * 1024;

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What an ordinary file holds. It is copied piece by piece, so it may be larger than the memory.
    File(PathBuf),
}

impl Content {
    /// The hash of the content where a file holds just that; `None` where it holds something else.
    pub(super) fn found_in(&self, file: &mut File, path: &Path) -> Result<Option<Hash>, OutputError> {
        let io = |error| OutputError::io(path, error);
        let length = file.metadata().map_err(io)?.len();
        match self {
            Self::Bytes(bytes) => {
                if length != bytes.len() as u64 {
                    return Ok(None);
                }
                let mut old = Vec::with_capacity(bytes.len() + 1);
                file.read_to_end(&mut old).map_err(io)?;
                Ok((old == *bytes).then(|| Hash::of(bytes)))
            }
            Self::File(source) => {
                let mut original = open(source)?;
                let size = original.metadata().map_err(|error| OutputError::Source(source.clone(), error))?;
                if size.len() != length {
                    return Ok(None);
                }
                same(source, &mut original, path, file)
            }
        }
    }

    /// Writes the content into an empty file.
    pub(super) fn put(&self, file: &mut File, path: &Path) -> Result<Hash, OutputError> {
        let io = |error| OutputError::io(path, error);
        match self {
            Self::Bytes(bytes) => {
                file.write_all(bytes).map_err(io)?;
                Ok(Hash::of(bytes))
            }
            Self::File(source) => {
                let mut original = open(source)?;
                let mut hasher = blake3::Hasher::new();
                let mut piece = vec![0; PIECE];
                loop {
                    let read = read(source, &mut original, &mut piece)?;
                    if read == 0 {
                        return Ok(Hash::end(&hasher));
                    }
                    hasher.update(&piece[..read]);
                    file.write_all(&piece[..read]).map_err(io)?;
                }
            }
        }
    }
}

/// Opens the file that is copied.
fn open(source: &Path) -> Result<File, OutputError> {
    let failed = |error| OutputError::Source(source.to_path_buf(), error);
    let file = File::open_ambient_with(source, reading(), ambient_authority()).map_err(failed)?;
    match Standing::of(file.metadata().map_err(failed)?.file_type()) {
        Standing::File => Ok(file),
        Standing::Folder | Standing::Link | Standing::Other => {
            Err(failed(io::Error::new(io::ErrorKind::InvalidInput, "this is no ordinary file")))
        }
    }
}

fn read(source: &Path, file: &mut File, piece: &mut [u8]) -> Result<usize, OutputError> {
    fill(file, piece).map_err(|error| OutputError::Source(source.to_path_buf(), error))
}

/// Reads until the piece is full or the file ends.
fn fill(file: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match file.read(&mut piece[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Compares two files piece by piece.
fn same(
    source: &Path,
    original: &mut File,
    path: &Path,
    file: &mut File,
) -> Result<Option<Hash>, OutputError> {
    let mut hasher = blake3::Hasher::new();
    let (mut wanted, mut found) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let length = read(source, original, &mut wanted)?;
        let other = fill(file, &mut found).map_err(|error| OutputError::io(path, error))?;
        if wanted[..length] != found[..other] {
            return Ok(None);
        }
        if length == 0 {
            return Ok(Some(Hash::end(&hasher)));
        }
        hasher.update(&wanted[..length]);
    }
}

/// The beginning of a file's BLAKE3 hash: long enough that no two files share it by chance or by design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hash([u8; Self::LENGTH]);

impl Hash {
    const LENGTH: usize = 16;

    /// The hash of bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::end(blake3::Hasher::new().update(bytes))
    }

    /// The hash of everything that is still to be read.
    pub(super) fn of_rest(file: &mut impl Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        let mut piece = vec![0; PIECE];
        loop {
            match fill(file, &mut piece)? {
                0 => return Ok(Self::end(&hasher)),
                read => drop(hasher.update(&piece[..read])),
            }
        }
    }

    /// The hash of what a hasher was given.
    pub(super) fn end(hasher: &blake3::Hasher) -> Self {
        let mut hash = [0; Self::LENGTH];
        hash.copy_from_slice(&hasher.finalize().as_bytes()[..Self::LENGTH]);
        Self(hash)
    }

    /// Its bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads what [`fmt::Display`] writes, and nothing else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() != Self::LENGTH * 2 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut hash = [0; Self::LENGTH];
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let mut text = [0; Self::LENGTH * 2];
        for (place, digit) in text.iter_mut().zip(digits) {
            *place = DIGITS[usize::from(digit)];
        }
        f.write_str(std::str::from_utf8(&text).expect("digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = Hash::of(b"Oak");
        let text = hash.to_string();
        assert_eq!(Hash::parse(&text), Some(hash));
        assert_ne!(Hash::of(b"oak"), hash);
        for bad in ["", &text[1..], &format!("{text}0"), &text.to_uppercase(), &"+".repeat(32)] {
            assert_eq!(Hash::parse(bad), None, "{bad}");
        }
    }
}
