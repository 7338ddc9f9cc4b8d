//! Districts that are read and checked before any of them is written, or known to stand as they should.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::fingerprint::{Fingerprint, Shared};
use super::progress::Progress;
use super::trial;
use crate::diagnostics::{Findings, Reading, StoredFindings};
use crate::output::{Output, OutputError};
use crate::site::{Site, Sites, Summary};
use crate::source::DistrictFolder;

/// How many pages' worth of sites are kept between checking and writing; the rest is read a second time, so
/// that memory does not grow with the number of districts.
const KEPT_ADDRESSES: usize = 2_000;

/// A district that was read and checked.
pub(super) struct Checked<'t> {
    pub(super) folder: &'t DistrictFolder,
    /// What it is made from, where that can be told for sure.
    pub(super) key: Option<String>,
    /// What is known of it from an earlier build that made it from the same.
    pub(super) known: Option<Fingerprint>,
    /// The site, for the first districts.
    pub(super) kept: Option<Site>,
    pub(super) summary: Option<Summary>,
    /// All addresses; once they were looked at, those that no earlier run noted.
    pub(super) addresses: Vec<String>,
    pub(super) findings: Findings,
    /// The findings as they are kept, once it is known what nobody is told of them.
    pub(super) stored: StoredFindings,
    /// Whether it gets an archive.
    pub(super) with_archive: bool,
}

/// What is known from earlier builds.
pub(super) struct Known<'k> {
    pub(super) shared: &'k Shared,
    /// The output folder.
    pub(super) output: &'k Path,
    /// Whether it is believed.
    pub(super) is_believed: bool,
    /// Whether districts get an archive.
    pub(super) with_archive: bool,
}

impl<'t> Checked<'t> {
    /// A district that was made from the same before, so that it need not be read.
    pub(super) fn unchanged(
        sites: &Sites,
        folder: &'t DistrictFolder,
        key: &str,
        from: &Known<'_>,
    ) -> Option<Self> {
        let fingerprint = Fingerprint::of(from.output, folder.id.as_str(), key)?;
        let findings = fingerprint.findings(sites.toolkit().root().path())?;
        let summary = fingerprint.summary()?;
        // Whether the district that serves this one is there is not seen in this one's files.
        summary
            .part_of
            .as_ref()
            .is_none_or(|id| sites.toolkit().folder(id.as_str()).is_some())
            .then_some(())?;
        let (summary, stored) = (Some(summary), StoredFindings::default());
        let (key, known) = (Some(key.to_string()), Some(fingerprint));
        let (addresses, with_archive) = (Vec::new(), from.with_archive);
        Some(Self { folder, key, known, kept: None, summary, addresses, findings, stored, with_archive })
    }

    /// A district that is read.
    fn read(sites: &Arc<Sites>, folder: &'t DistrictFolder, key: Option<String>, with_archive: bool) -> Self {
        let Reading { made: site, findings } = trial::read(sites, folder);
        let addresses = site.as_ref().map_or_else(Vec::new, |site| addresses(site, with_archive));
        let summary = site.as_ref().map(Site::summary_line);
        let stored = StoredFindings::default();
        Self { folder, key, known: None, kept: site, summary, addresses, findings, stored, with_archive }
    }

    /// Believes no more what is known if somebody touched the pages since.
    pub(super) fn verify(&mut self, sites: &Arc<Sites>, output: &Output) -> Result<(), OutputError> {
        let Some(known) = &self.known else { return Ok(()) };
        if !known.holds(output, self.folder.id.as_str())? {
            self.known = None;
            let site = self.site(sites)?;
            self.addresses = addresses(&site, self.with_archive);
        }
        Ok(())
    }
}

impl Checked<'_> {
    /// The addresses to claim.
    pub(super) fn claims(&self) -> (&str, Vec<&str>) {
        (self.folder.id.as_str(), self.addresses.iter().map(String::as_str).collect())
    }

    /// The site that was kept, or the same read again.
    pub(super) fn site(&mut self, sites: &Arc<Sites>) -> Result<Site, OutputError> {
        if let Some(site) = self.kept.take() {
            return Ok(site);
        }
        match sites.read(self.folder) {
            Reading { made: Some(site), findings } if !findings.any_error() => Ok(site),
            Reading { findings, .. } => Err(OutputError::Content(findings.problems)),
        }
    }
}

/// Reads and checks districts; keeps the first sites.
pub(super) fn check<'t>(
    sites: &Arc<Sites>,
    selected: &[&'t DistrictFolder],
    known: &Known<'_>,
) -> Vec<Checked<'t>> {
    let progress = Progress::new(selected.len(), "Reading", "districts");
    let kept = AtomicUsize::new(0);
    let check = |folder: &&'t DistrictFolder| {
        let key = known.shared.key(sites.toolkit(), folder);
        let believed = key.as_deref().filter(|_| known.is_believed);
        let unchanged = believed.and_then(|key| Checked::unchanged(sites, folder, key, known));
        let mut checked = unchanged.unwrap_or_else(|| Checked::read(sites, folder, key, known.with_archive));
        let addresses = checked.addresses.len();
        let fits = kept.fetch_add(addresses, Ordering::Relaxed) + addresses <= KEPT_ADDRESSES;
        checked.kept = checked.kept.filter(|_| fits);
        progress.step();
        checked
    };
    selected.par_iter().map(check).collect()
}

/// Everything that stands in a district's folder.
pub(super) fn addresses(site: &Site, with_archive: bool) -> Vec<String> {
    let archive = with_archive.then(|| site.archive_address());
    site.addresses().map(str::to_string).chain(archive).collect()
}
