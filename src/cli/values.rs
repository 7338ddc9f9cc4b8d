//! What single values on the command line mean, and what is said of those that mean nothing.

use std::net::IpAddr;

use jiff::civil::Date;

use crate::model::{Color, Lang, id_problem};
use crate::reader::kinds::FileKind;
use crate::reader::scalar;

impl Partition {
    /// Whether a district is in this part. That depends on its id alone, so that a district more or less moves no
    /// other one: the first eight bytes of the id's BLAKE3 hash as a number, modulo the number of parts.
    pub(crate) fn holds(self, district: &str) -> bool {
        let hash = blake3::hash(district.as_bytes());
        let number =
            hash.as_bytes().iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        number % self.count as u64 == self.index as u64 - 1
    }
}

/// One of several parts of the districts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Partition {
    /// Which one, from 1.
    pub(crate) index: usize,
    /// How many there are.
    pub(crate) count: usize,
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    scalar::date(text).ok_or_else(|| "write year, month and day, such as 2026-10-14".to_string())
}

pub(super) fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::from([127, 0, 0, 1])),
        address => {
            address.parse().map_err(|_| "write an address such as 127.0.0.1, or localhost".to_string())
        }
    }
}

pub(super) fn file_kind(word: String) -> Result<FileKind, String> {
    FileKind::parse(&word).ok_or(word)
}

pub(super) fn language(text: &str) -> Result<Lang, String> {
    Lang::parse(text.trim()).ok_or_else(|| "write a tag such as en, es or zh-Hans".to_string())
}

/// A state's two letters.
pub(super) fn state(text: &str) -> Result<String, String> {
    let letters = text.trim().to_uppercase();
    let is_state = letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_uppercase());
    is_state.then_some(letters).ok_or_else(|| "write the state's two letters, such as CA".into())
}

/// A color with its `#`, which a shell takes for the beginning of a remark.
pub(crate) fn color(text: &str) -> Result<String, String> {
    let color = format!("#{}", text.trim().trim_start_matches('#'));
    Color::parse(&color)
        .map(|_| color)
        .ok_or_else(|| "write six digits or letters a to f, such as 0b5d66".into())
}

/// An e-mail address.
pub(crate) fn email(text: &str) -> Result<String, String> {
    let text = text.trim();
    scalar::is_email(text).then(|| text.to_string()).ok_or_else(|| "write it like name@example.org".into())
}

pub(super) fn id(text: &str) -> Result<String, String> {
    match id_problem(text) {
        None => Ok(text.to_string()),
        Some(problem) => Err(match problem.hint("write", "") {
            Some(hint) => format!("{}; {hint}", problem.message),
            None => problem.message,
        }),
    }
}

pub(super) fn partition(text: &str) -> Result<Partition, String> {
    let wrong = || "write which part of how many, such as 2/8".to_string();
    let (index, count) = text.split_once('/').ok_or_else(wrong)?;
    let (index, count): (usize, usize) =
        (index.parse().map_err(|_| wrong())?, count.parse().map_err(|_| wrong())?);
    if index == 0 || index > count { Err(wrong()) } else { Ok(Partition { index, count }) }
}
