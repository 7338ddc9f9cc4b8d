//! `teamkit import`: one file a kind of thing that comes from outside.

mod assessment;
mod ccd;
mod directory;
mod oneroster;
mod roster;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{Failure, Outcome, tell};
use crate::cli::{Ending, Import};
use crate::diagnostics::visible;

pub(super) fn run(root: &Path, what: &Import) -> Outcome {
    match what {
        Import::Assessment(args) => assessment::run(root, args),
        Import::OneRoster(args) => oneroster::run(root, args),
        Import::Ccd(args) => ccd::run(root, args),
        Import::Roster(args) => roster::run(root, args),
    }
}

/// Reads a file that may have so many bytes, and of a larger one no more than one byte beyond them.
fn read_at_most(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::usage(format!("`{}` can't be read: {error}", path.display())))?;
    Ok(bytes)
}

/// Says why a file is refused.
fn refuse(name: &str, why: &str) {
    tell(&format!("error: `{}`: {}", visible(name), visible(why)));
}

fn nothing_written() -> Ending {
    tell("Nothing was written.");
    Ending::Content
}
