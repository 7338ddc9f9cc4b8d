//! `teamkit build`: writes the sites. Everything is read and checked first; only when nothing is wrong
//! anything is written, a district at a time.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use jiff::civil::Date;
use rayon::prelude::*;

use super::progress::Progress;
use super::{Failure, Outcome, load, plural, print, select, tell};
use crate::cli::{BuildArgs, Ending, Partition};
use crate::diagnostics::{Findings, Reading, Severity};
use crate::output::{Changes, Foreign, Output, OutputError};
use crate::site::{Entry, Overview, Site, Sites, Summary};
use crate::source::{DistrictFolder, layout};
use crate::toolkit::Toolkit;

/// How many pages' worth of sites are kept between checking and writing; the rest is read a second time, so
/// that memory does not grow with the number of districts.
const KEPT_ADDRESSES: usize = 2_000;

pub(super) fn run(root: &Path, args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let mut findings = Findings::default();
    let toolkit = load(root, args.when, args.drafts, &mut findings)?;
    let Some(sites) = toolkit.and_then(|toolkit| Sites::new(toolkit, None, &mut findings)).map(Arc::new)
    else {
        print(&mut findings);
        return Ok(nothing_written(&findings));
    };
    let selected = selection(sites.toolkit(), args)?;
    let mut districts = check(&sites, &selected);
    districts.iter_mut().for_each(|district| findings.absorb(std::mem::take(&mut district.findings)));
    if print(&mut findings) {
        return Ok(nothing_written(&findings));
    }
    let folder = args.out.clone().unwrap_or_else(|| root.join(layout::OUTPUT));
    let foreign = if args.force { Foreign::Allow } else { Foreign::Refuse };
    let output = Output::open(&folder, foreign, || tell("Another build is writing there; waiting for it …"))
        .map_err(failure)?;
    let (pages, changes) = write(&sites, districts, &output, args).map_err(failure)?;
    let as_of = sites.toolkit().options().as_of;
    summarize(as_of, selected.len(), pages, changes, &findings, started, &folder)
}

/// The districts that were asked for.
fn selection<'t>(toolkit: &'t Toolkit, args: &BuildArgs) -> Result<Vec<&'t DistrictFolder>, Failure> {
    let mut selected = select(toolkit, &args.district)?;
    if let Some(Partition { index, count }) = args.partition {
        selected = selected.into_iter().skip(index - 1).step_by(count).collect();
    }
    Ok(selected)
}

/// A district that was read and checked.
struct Checked<'t> {
    folder: &'t DistrictFolder,
    /// The site, for the first districts.
    kept: Option<Site>,
    summary: Option<Summary>,
    addresses: Vec<String>,
    findings: Findings,
}

impl Checked<'_> {
    /// The site that was kept, or the same read again.
    fn site(&mut self, sites: &Arc<Sites>) -> Result<Site, OutputError> {
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
fn check<'t>(sites: &Arc<Sites>, selected: &[&'t DistrictFolder]) -> Vec<Checked<'t>> {
    let progress = Progress::new(selected.len(), "Reading");
    let kept = AtomicUsize::new(0);
    let check = |folder: &&'t DistrictFolder| {
        let Reading { made: site, mut findings } = sites.read(folder);
        if sites.theme().is_customized() && !findings.any_error() {
            findings.problems.extend(site.iter().flat_map(Site::render_problems));
        }
        progress.step();
        let addresses: Vec<String> = site.iter().flat_map(Site::addresses).map(ToString::to_string).collect();
        let summary = site.as_ref().map(Site::summary_line);
        let fits = kept.fetch_add(addresses.len(), Ordering::Relaxed) + addresses.len() <= KEPT_ADDRESSES;
        Checked { folder, kept: site.filter(|_| fits), summary, addresses, findings }
    };
    selected.par_iter().map(check).collect()
}

/// Writes the districts and the pages above them; gives the number of pages.
fn write(
    sites: &Arc<Sites>,
    mut districts: Vec<Checked<'_>>,
    output: &Output,
    args: &BuildArgs,
) -> Result<(usize, Changes), OutputError> {
    let overview = overview(sites, &mut districts, args);
    refuse_what_is_in_the_way(sites, &mut districts, output, overview.as_ref())?;
    let progress = Progress::new(districts.len(), "Writing");
    let write_one = |mut district: Checked<'_>| {
        let site = district.site(sites)?;
        let addresses: Vec<&str> = site.addresses().collect();
        let changes = output.write_part(district.folder.id.as_str(), &addresses, |address| {
            site.render(address).map_err(|problem| vec![*problem])
        })?;
        progress.step();
        Ok((pages(&site), changes))
    };
    let parts: Result<Vec<(usize, Changes)>, OutputError> =
        districts.into_par_iter().map(write_one).collect();
    let mut pages = 0;
    let mut changes = Changes::default();
    for (of_district, part) in parts? {
        pages += of_district;
        changes += part;
    }
    if let Some(overview) = overview {
        changes += output.write_part("", &overview.addresses(), |address| {
            overview.render(address).unwrap_or_else(|| Ok(Vec::new())).map_err(|problem| vec![*problem])
        })?;
        pages += 1;
    }
    if args.district.is_empty() && args.partition.is_none() {
        for part in
            output.parts()?.iter().filter(|part| !part.is_empty() && sites.toolkit().folder(part).is_none())
        {
            changes.removed += output.remove_part(part)?;
        }
    }
    Ok((pages, changes))
}

/// The pages above the districts. They tell of all districts, so a part of them reads the others' figures too;
/// of several partitions the first one does.
fn overview(sites: &Arc<Sites>, districts: &mut [Checked<'_>], args: &BuildArgs) -> Option<Overview> {
    if args.partition.is_some_and(|partition| partition.index != 1) {
        return None;
    }
    let is_built = |folder: &DistrictFolder| districts.iter().any(|district| district.folder == folder);
    let others: Vec<&DistrictFolder> =
        sites.toolkit().folders().iter().filter(|folder| !is_built(folder)).collect();
    let read: Vec<Option<Summary>> = others
        .par_iter()
        .map(|folder| {
            let Reading { made, findings } = sites.read(folder);
            made.filter(|_| !findings.any_error()).map(|site| site.summary_line())
        })
        .collect();
    let built = districts.iter_mut().map(|district| district.summary.take());
    Some(sites.overview(built.chain(read).flatten().collect()))
}

/// Nothing is written when somebody else's files stand where any page would be. A file that has the page's
/// bytes already is no obstacle.
fn refuse_what_is_in_the_way(
    sites: &Arc<Sites>,
    districts: &mut [Checked<'_>],
    output: &Output,
    overview: Option<&Overview>,
) -> Result<(), OutputError> {
    let mut found = Vec::new();
    for district in districts {
        let part = district.folder.id.as_str();
        let addresses = std::mem::take(&mut district.addresses);
        let taken = output.taken(part, addresses.iter().map(String::as_str))?;
        if taken.is_empty() {
            continue;
        }
        let site = district.site(sites)?;
        let others = taken
            .into_iter()
            .filter(|address| !site.render(address).is_ok_and(|bytes| output.has(part, address, &bytes)));
        found.extend(others.map(|address| output.path(part, address)));
        district.kept = Some(site);
    }
    if let Some(overview) = overview {
        for address in output.taken("", overview.addresses().into_iter())? {
            let same = overview
                .render(address)
                .is_some_and(|page| page.is_ok_and(|bytes| output.has("", address, &bytes)));
            if !same {
                found.push(output.path("", address));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(OutputError::InTheWay(found)) }
}

fn pages(site: &Site) -> usize {
    site.addresses().filter(|address| matches!(site.entry(address), Some(Entry::Page(..)))).count()
}

fn failure(error: OutputError) -> Failure {
    match error {
        OutputError::NotOurs(_) => Failure::usage(error.to_string()),
        OutputError::InTheWay(_) | OutputError::Io(..) => Failure::machine(error.to_string()),
        OutputError::Content(problems) => {
            print(&mut Findings { problems, ..Findings::default() });
            Failure::Quiet(Ending::Content)
        }
    }
}

fn nothing_written(findings: &Findings) -> Ending {
    tell(&format!("{}: nothing was written.", plural(findings.count(Severity::Error), "error")));
    Ending::Content
}

fn summarize(
    as_of: Date,
    districts: usize,
    pages: usize,
    changes: Changes,
    findings: &Findings,
    started: Instant,
    folder: &Path,
) -> Outcome {
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "Built {} for {} into `{}` in {:.2} s.",
        plural(pages, "page"),
        plural(districts, "district"),
        folder.display(),
        started.elapsed().as_secs_f64(),
    )?;
    writeln!(
        out,
        "{} written, {} unchanged, {} removed. Figures as of {as_of}.",
        plural(changes.written, "file"),
        changes.unchanged,
        changes.removed,
    )?;
    let warnings = findings.count(Severity::Warning);
    if warnings > 0 {
        writeln!(out, "{}, see above.", plural(warnings, "warning"))?;
    }
    Ok(Ending::Done)
}
