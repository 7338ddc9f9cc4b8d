//! Fingerprints: what a district's pages were made from, and what they looked like, kept beside the manifest. Where
//! nothing of either changed, the district is neither read nor rendered.
//!
//! A fingerprint is believed only if all of it holds: the program, the options, the stamps of every file that the
//! pages are made from, and the stamps of the pages. What was changed too lately to be sure is not kept.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::waiting::Deposit;
use crate::diagnostics::{Findings, StoredFindings};
use crate::model::DistrictId;
use crate::output::{Kept, Output, OutputError};
use crate::site::Summary;
use crate::source::{DistrictFolder, Stamp, TICK, layout};
use crate::toolkit::{Options, Toolkit};

/// What a fingerprint of this kind begins with.
const SCHEMA: &str = "teamkit/fingerprint/2";

/// How long a run must have taken for it to be worth waiting a tick at its end.
const WORTH_WAITING: Duration = Duration::from_millis(400);

/// What all districts are made from.
#[derive(Debug)]
pub(super) struct Shared {
    /// `None` where it can't be told for sure.
    key: Option<blake3::Hash>,
}

impl Shared {
    /// Looks at what all districts are made from, before it is read.
    pub(super) fn look(root: &Path, options: Options, with_archive: bool) -> Self {
        let mut paths = layout::shared(root);
        paths.push(root.join(layout::THEMES));
        let (mark, is_settled) = Stamp::of(&paths).mark();
        let key = program().filter(|_| is_settled).map(|program| {
            let mut hasher = blake3::Hasher::new_derive_key(SCHEMA);
            hasher.update(program.as_bytes());
            hasher.update(mark.as_bytes());
            hasher.update(format!("{} {} {with_archive}", options.as_of, options.drafts).as_bytes());
            hasher.finalize()
        });
        Self { key }
    }

    /// What a district is made from, before it is read; `None` where that can't be told for sure.
    pub(super) fn key(&self, toolkit: &Toolkit, folder: &DistrictFolder) -> Option<String> {
        let (mark, is_settled) = Stamp::of(std::slice::from_ref(&folder.path)).mark();
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.key?.as_bytes());
        hasher.update(mark.as_bytes());
        // Pages lead to the page above the districts where there are several.
        hasher.update(&[u8::from(toolkit.folders().len() > 1)]);
        // It is told of a code that another has, whichever of the two was changed.
        hasher.update(toolkit.of_same_code(folder).map_or("", DistrictId::as_str).as_bytes());
        is_settled.then(|| hasher.finalize().to_hex().to_string())
    }
}

/// What changes with the program.
fn program() -> Option<blake3::Hash> {
    let path: PathBuf = std::env::current_exe().ok()?;
    let (mark, is_settled) = Stamp::of(&[path]).mark();
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(mark.as_bytes());
    is_settled.then(|| hasher.finalize())
}

/// What is known of a district that was built.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    schema: String,
    /// What the pages were made from.
    key: String,
    /// What they looked like.
    looks: String,
    /// How many pages there are.
    pub(super) pages: usize,
    /// How many files there are, pages too.
    pub(super) files: usize,
    /// The district's line on the page above the districts, as it is kept beside.
    summary: String,
    findings: StoredFindings,
}

/// A fingerprint with what changes with all of it, so that a damaged one is not believed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    sum: String,
    fingerprint: String,
}

impl Fingerprint {
    /// The fingerprint of a district that was just built, once its pages are old enough to be sure of them.
    pub(super) fn new(
        key: String,
        looks: String,
        (pages, files): (usize, usize),
        summary: &[u8],
        findings: StoredFindings,
    ) -> Self {
        let summary = String::from_utf8_lossy(summary).into_owned();
        Self { schema: SCHEMA.to_string(), key, looks, pages, files, summary, findings }
    }

    /// The fingerprint that was kept for a district, if it was made from the same.
    pub(super) fn of(output: &Path, id: &str, key: &str) -> Option<Self> {
        let bytes = Output::kept_in(output, id, Kept::Fingerprint)?;
        let Sealed { sum, fingerprint } = serde_json::from_slice(&bytes).ok()?;
        if sum != seal(id, &fingerprint) {
            return None;
        }
        let known: Self = serde_json::from_str(&fingerprint).ok()?;
        (known.schema == SCHEMA && known.key == key).then_some(known)
    }

    /// Keeps it for later runs.
    pub(super) fn keep(&self, output: &Output, id: &str) -> Result<(), OutputError> {
        let fingerprint = serde_json::to_string(self).expect("texts and numbers");
        let sealed = Sealed { sum: seal(id, &fingerprint), fingerprint };
        let bytes = serde_json::to_vec(&sealed).expect("texts");
        output.keep(id, Kept::Fingerprint, &bytes)
    }

    /// Whether the pages still look as they did.
    pub(super) fn holds(&self, output: &Output, id: &str) -> Result<bool, OutputError> {
        Ok(output.looks(id, Duration::ZERO)?.as_deref() == Some(self.looks.as_str()))
    }

    /// The district's line on the page above the districts, and its bytes.
    pub(super) fn summary(&self) -> Option<Summary> {
        Some(Summary::parse(self.summary.as_bytes())?.0)
    }

    /// What was found when it was read, as it is kept.
    pub(super) fn into_findings(self) -> Vec<u8> {
        self.findings.into_bytes()
    }

    /// What was found when it was read, to be told again.
    pub(super) fn findings(&self, root: &Path) -> Option<Findings> {
        self.findings.restore(root)
    }
}

fn seal(id: &str, fingerprint: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(SCHEMA);
    hasher.update(id.as_bytes());
    hasher.update(&[0]);
    hasher.update(fingerprint.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Waits until what was written is old enough to be looked at, where that is little beside what was done.
fn wait_for_tick(run: Duration) {
    if run > WORTH_WAITING {
        std::thread::sleep(TICK + TICK / 4);
    }
}

/// A district that was made, as it is remembered.
pub(super) struct Made {
    /// The district.
    pub(super) id: String,
    /// What it was made from.
    pub(super) key: String,
    /// How many pages and files there are.
    pub(super) sizes: (usize, usize),
    /// Its line on the page above the districts.
    pub(super) summary: Vec<u8>,
    /// What was found.
    pub(super) findings: Deposit,
}

/// Keeps the fingerprints of districts that were made.
pub(super) fn remember(output: &Output, made: Vec<Made>, run: Duration) -> Result<(), OutputError> {
    if output.is_touched() && !made.is_empty() {
        wait_for_tick(run);
    }
    made.into_par_iter().try_for_each(|Made { id, key, sizes, summary, findings }| {
        let findings = findings.read().ok().and_then(|bytes| StoredFindings::from_bytes(bytes.into_owned()));
        match output.looks(&id, TICK)?.zip(findings) {
            Some((looks, findings)) => {
                Fingerprint::new(key, looks, sizes, &summary, findings).keep(output, &id)
            }
            None => Ok(()),
        }
    })
}
