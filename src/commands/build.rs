//! `teamkit build`: writes the sites. Everything is read and checked first; only when nothing is wrong
//! anything is written, a district at a time.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use super::progress::Progress;
use super::{Failure, Outcome, load, plural, print, select, tell};
use crate::cli::{BuildArgs, Ending, Partition};
use teamkit::diagnostics::{Diagnostic, Severity, any_error};
use teamkit::output::{Changes, Foreign, Output, OutputError};
use teamkit::site::{Entry, Overview, Site, Summary, Toolkit};
use teamkit::source::DistrictFolder;

/// How many pages' worth of sites are kept between checking and writing; the rest is read a second time, so
/// that memory does not grow with the number of districts.
const KEPT_ADDRESSES: usize = 2_000;

pub(super) fn run(root: &Path, args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let (toolkit, mut problems) = load(root, args.when, args.drafts)?;
    let Some(toolkit) = toolkit else {
        print(&mut problems);
        return Ok(nothing_written(&problems));
    };
    let selected = selection(&toolkit, args)?;
    let mut districts = check(&toolkit, &selected);
    problems.extend(districts.iter_mut().flat_map(|district| std::mem::take(&mut district.problems)));
    if print(&mut problems) {
        return Ok(nothing_written(&problems));
    }
    let folder = args.out.clone().unwrap_or_else(|| root.join("public"));
    let foreign = if args.force { Foreign::Allow } else { Foreign::Refuse };
    let output = Output::open(&folder, foreign, || tell("Another build is writing there; waiting for it …"))
        .map_err(|error| failure(error, &mut Vec::new()))?;
    let written = write(&toolkit, districts, &output, args);
    let (pages, changes) = match written {
        Ok(written) => written,
        Err(error) => return Err(failure(error, &mut problems)),
    };
    summarize(&toolkit, selected.len(), pages, changes, &problems, started, &folder)
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
    problems: Vec<Diagnostic>,
}

impl Checked<'_> {
    /// The site that was kept, or the same read again.
    fn site(&mut self, toolkit: &Arc<Toolkit>) -> Result<Site, OutputError> {
        if let Some(site) = self.kept.take() {
            return Ok(site);
        }
        match toolkit.site(self.folder) {
            (Some(site), _, problems) if !any_error(&problems) => Ok(site),
            (_, _, problems) => Err(OutputError::Content(problems)),
        }
    }
}

/// Reads and checks districts; keeps the first sites.
fn check<'t>(toolkit: &Arc<Toolkit>, selected: &[&'t DistrictFolder]) -> Vec<Checked<'t>> {
    let progress = Progress::new(selected.len(), "Reading");
    let kept = AtomicUsize::new(0);
    let check = |folder: &&'t DistrictFolder| {
        let (site, _, mut problems) = toolkit.site(folder);
        if toolkit.theme().is_customized() && !any_error(&problems) {
            problems.extend(site.iter().flat_map(Site::render_problems));
        }
        progress.step();
        let addresses: Vec<String> = site.iter().flat_map(Site::addresses).map(ToString::to_string).collect();
        let summary = site.as_ref().map(Site::summary_line);
        let fits = kept.fetch_add(addresses.len(), Ordering::Relaxed) + addresses.len() <= KEPT_ADDRESSES;
        Checked { folder, kept: site.filter(|_| fits), summary, addresses, problems }
    };
    selected.par_iter().map(check).collect()
}

/// Writes the districts and the pages above them; gives the number of pages.
fn write(
    toolkit: &Arc<Toolkit>,
    mut districts: Vec<Checked<'_>>,
    output: &Output,
    args: &BuildArgs,
) -> Result<(usize, Changes), OutputError> {
    let overview = overview(toolkit, &mut districts, args);
    refuse_what_is_in_the_way(toolkit, &mut districts, output, overview.as_ref())?;
    let progress = Progress::new(districts.len(), "Writing");
    let write_one = |mut district: Checked<'_>| {
        let site = district.site(toolkit)?;
        let addresses: Vec<&str> = site.addresses().collect();
        let changes =
            output.write_part(district.folder.id.as_str(), &addresses, |address| site.render(address))?;
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
            overview.render(address).unwrap_or_else(|| Ok(Vec::new()))
        })?;
        pages += 1;
    }
    if args.district.is_empty() && args.partition.is_none() {
        for part in output.parts()?.iter().filter(|part| !part.is_empty() && toolkit.district(part).is_none())
        {
            changes.removed += output.remove_part(part)?;
        }
    }
    Ok((pages, changes))
}

/// The pages above the districts. They tell of all districts, so a part of them reads the others' figures too;
/// of several partitions the first one does.
fn overview(toolkit: &Arc<Toolkit>, districts: &mut [Checked<'_>], args: &BuildArgs) -> Option<Overview> {
    if args.partition.is_some_and(|partition| partition.index != 1) {
        return None;
    }
    let is_built = |folder: &DistrictFolder| districts.iter().any(|district| district.folder == folder);
    let others: Vec<&DistrictFolder> =
        toolkit.districts().iter().filter(|folder| !is_built(folder)).collect();
    let read: Vec<Option<Summary>> = others
        .par_iter()
        .map(|folder| {
            let (site, _, problems) = toolkit.site(folder);
            site.filter(|_| !any_error(&problems)).map(|site| site.summary_line())
        })
        .collect();
    let built = districts.iter_mut().map(|district| district.summary.take());
    Some(toolkit.overview(built.chain(read).flatten().collect()))
}

/// Nothing is written when somebody else's files stand where any page would be. A file that has the page's
/// bytes already is no obstacle.
fn refuse_what_is_in_the_way(
    toolkit: &Arc<Toolkit>,
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
        let site = district.site(toolkit)?;
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

fn failure(error: OutputError, problems: &mut Vec<Diagnostic>) -> Failure {
    match error {
        OutputError::NotOurs(_) => Failure::usage(error.to_string()),
        OutputError::InTheWay(_) | OutputError::Io(..) => Failure::machine(error.to_string()),
        OutputError::Content(found) => {
            problems.clear();
            problems.extend(found);
            print(problems);
            Failure::Quiet(Ending::Content)
        }
    }
}

fn nothing_written(problems: &[Diagnostic]) -> Ending {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    tell(&format!("{}: nothing was written.", plural(errors, "error")));
    Ending::Content
}

fn summarize(
    toolkit: &Toolkit,
    districts: usize,
    pages: usize,
    changes: Changes,
    problems: &[Diagnostic],
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
        "{} written, {} unchanged, {} removed. Figures as of {}.",
        plural(changes.written, "file"),
        changes.unchanged,
        changes.removed,
        toolkit.options().as_of,
    )?;
    let warnings = problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    if warnings > 0 {
        writeln!(out, "{}, see above.", plural(warnings, "warning"))?;
    }
    Ok(Ending::Done)
}
