//! `teamkit import`: one file a kind of thing that comes from outside.

mod assessment;
mod ccd;
mod directory;
mod oneroster;
mod roster;

use std::path::Path;

use super::Outcome;
use crate::cli::Import;

pub(super) fn run(root: &Path, what: &Import) -> Outcome {
    match what {
        Import::Assessment(args) => assessment::run(root, args),
        Import::OneRoster(args) => oneroster::run(root, args),
        Import::Ccd(args) => ccd::run(root, args),
        Import::Roster(args) => roster::run(root, args),
    }
}
