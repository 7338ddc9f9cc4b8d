//! `teamkit import`: one file a kind of thing that comes from outside.

mod assessment;

use std::path::Path;

use super::Outcome;
use crate::cli::Import;

pub(super) fn run(root: &Path, what: &Import) -> Outcome {
    match what {
        Import::Assessment(args) => assessment::run(root, args),
    }
}
