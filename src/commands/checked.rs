//! Districts that are read and checked before any of them is written, or known to stand as they should.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::fingerprint::{Fingerprint, Shared};
use super::progress::Progress;
use super::trial;
use super::waiting::{Admitted, Deposit, Pages, Waiting, WaitingRoom};
use crate::diagnostics::{Findings, Reading, StoredFindings};
use crate::output::{Output, OutputError};
use crate::site::{Site, Sites, Summary};
use crate::source::{DistrictFolder, is_of_shared};
use crate::toolkit::Toolkit;

/// A district that was read and checked.
pub(super) struct Checked<'t> {
    pub(super) folder: &'t DistrictFolder,
    /// What it is made from, where that can be told for sure.
    pub(super) key: Option<String>,
    /// What is known of it from an earlier build that made it from the same.
    pub(super) known: Option<Fingerprint>,
    /// Its pages, where they were rendered and wait.
    waiting: Option<Waiting>,
    pub(super) summary: Option<Summary>,
    /// All addresses.
    pub(super) addresses: Vec<Arc<str>>,
    /// Those that no earlier run noted, once they were looked at.
    pub(super) new: Vec<Arc<str>>,
    /// What was found, unless it waits.
    pub(super) findings: Findings,
    /// What was found as it is kept, where that waits.
    pub(super) stored: Option<Deposit>,
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
    /// Where pages wait, if anything is to be written.
    pub(super) room: Option<Arc<WaitingRoom>>,
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
        let (summary, stored) = (Some(summary), None);
        let (key, known) = (Some(key.to_string()), Some(fingerprint));
        let (addresses, new, with_archive) = (Vec::new(), Vec::new(), from.with_archive);
        Some(Self {
            folder,
            key,
            known,
            waiting: None,
            summary,
            addresses,
            new,
            findings,
            stored,
            with_archive,
        })
    }

    /// A district that is read, and rendered where it can wait.
    fn read(sites: &Arc<Sites>, folder: &'t DistrictFolder, key: Option<String>, from: &Known<'_>) -> Self {
        let Reading { made: site, mut findings } = sites.read(folder);
        let addresses = site.as_ref().map_or_else(Vec::new, |site| addresses(site, from.with_archive));
        let mut room = from.room.as_ref();
        if findings.any_error() {
            room.take().inspect(|room| room.hear_of_error());
        }
        let mut waiting = None;
        if let Some(site) = &site {
            match room.map_or(Admitted::Untried, |room| room.admit(site, &addresses)) {
                Admitted::Waits(admitted) => waiting = Some(admitted),
                Admitted::Wrong(problems) => findings.problems.extend(problems),
                Admitted::Tried => {}
                Admitted::Untried => findings.problems.extend(trial::problems(sites, site)),
            }
        }
        trial::rest(sites, folder, &mut findings);
        let summary = site.as_ref().map(Site::summary_line);
        // Thousands of warnings would lie beside all that is rendered meanwhile.
        let mut stored = None;
        if let Some(room) = room.filter(|_| !findings.any_error()) {
            stored = Some(room.keep(StoredFindings::new(&std::mem::take(&mut findings)).into_bytes()));
        }
        let (new, with_archive) = (Vec::new(), from.with_archive);
        Self { folder, key, known: None, waiting, summary, addresses, new, findings, stored, with_archive }
    }

    /// Brings back what was found, if it waits.
    pub(super) fn bring_back(&mut self, toolkit: &Toolkit) -> io::Result<()> {
        if let Some(stored) = &self.stored {
            let stored = StoredFindings::from_bytes(stored.read()?.into_owned());
            let found = stored.and_then(|stored| stored.bring_back(toolkit.root().path()));
            self.findings = found.ok_or(io::ErrorKind::InvalidData)?;
        }
        Ok(())
    }

    /// Keeps what was found, once what nobody is told is taken out of it, if pages wait too. That is so already where it tells
    /// of the district's own files alone.
    pub(super) fn keep(&mut self, room: Option<&Arc<WaitingRoom>>) {
        let is_kept = self.stored.is_some() && !self.findings.problems.iter().any(is_of_shared);
        if let Some(room) = room.filter(|_| !is_kept && self.known.is_none()) {
            self.stored = Some(room.keep(StoredFindings::new(&self.findings).into_bytes()));
        }
    }

    /// Believes no more what is known if somebody touched the pages since.
    pub(super) fn verify(&mut self, sites: &Arc<Sites>, output: &Output) -> Result<(), OutputError> {
        let Some(known) = self.known.take() else { return Ok(()) };
        if known.holds(output, self.folder.id.as_str())? {
            self.known = Some(known);
        } else {
            self.stored = Some(Deposit::InMemory(known.into_findings()));
            self.addresses = addresses(&self.site(sites)?, self.with_archive);
        }
        Ok(())
    }
}

impl Checked<'_> {
    /// The addresses to claim.
    pub(super) fn claims(&self) -> (&str, Vec<&str>) {
        (self.folder.id.as_str(), self.new.iter().map(|address| &**address).collect())
    }

    /// Its pages: those that wait, or the same made again.
    pub(super) fn pages(&mut self, sites: &Arc<Sites>) -> Result<Pages, OutputError> {
        match self.waiting.take().filter(Waiting::is_there) {
            Some(waiting) => Ok(Pages::Waiting(waiting)),
            None => self.site(sites).map(|site| Pages::Site(Box::new(site))),
        }
    }

    /// Lets pages that were only looked at wait on.
    pub(super) fn give_back(&mut self, pages: Pages) {
        if let Pages::Waiting(waiting) = pages {
            self.waiting = Some(waiting);
        }
    }

    /// The site, read again.
    fn site(&self, sites: &Arc<Sites>) -> Result<Site, OutputError> {
        match sites.read(self.folder) {
            Reading { made: Some(site), findings } if !findings.any_error() => Ok(site),
            Reading { findings, .. } => Err(OutputError::Content(findings.problems)),
        }
    }
}

/// Reads and checks districts, and renders those that can wait.
pub(super) fn check<'t>(
    sites: &Arc<Sites>,
    selected: &[&'t DistrictFolder],
    known: &Known<'_>,
) -> Vec<Checked<'t>> {
    let progress = Progress::new(selected.len(), "Reading", "districts");
    let check = |folder: &&'t DistrictFolder| {
        let key = known.shared.key(sites.toolkit(), folder);
        let believed = key.as_deref().filter(|_| known.is_believed);
        let unchanged = believed.and_then(|key| Checked::unchanged(sites, folder, key, known));
        let checked = unchanged.unwrap_or_else(|| Checked::read(sites, folder, key, known));
        progress.step();
        checked
    };
    selected.par_iter().map(check).collect()
}

/// Everything that stands in a district's folder.
fn addresses(site: &Site, with_archive: bool) -> Vec<Arc<str>> {
    let archive = with_archive.then(|| Arc::from(site.archive_address()));
    site.addresses().map(Arc::from).chain(archive).collect()
}
