//! `teamkit build`: writes the sites. Everything is read and checked first; only when nothing is wrong
//! anything is written, a district at a time.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use jiff::civil::Date;
use rayon::prelude::*;

use super::out::{output_folder, tell_notices};
use super::progress::Progress;
use super::trial::render_problems;
use super::{Failure, Outcome, load, plural, print, select, tell};
use crate::cli::{BuildArgs, Ending, Partition};
use crate::diagnostics::{Diagnostic, Findings, Reading, Severity};
use crate::output::{Changes, Content, Foreign, Obstacle, Output, OutputError};
use crate::site::{Entry, Overview, Site, Sites, Summary};
use crate::source::DistrictFolder;
use crate::toolkit::Toolkit;

/// How many pages' worth of sites are kept between checking and writing; the rest is read a second time, so
/// that memory does not grow with the number of districts.
const KEPT_ADDRESSES: usize = 2_000;

pub(super) fn run(root: &Path, args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let folder = output_folder(root, args.out.as_deref())?;
    let mut findings = Findings::default();
    let toolkit = load(root, args.when, args.drafts, &mut findings)?;
    let Some(sites) = toolkit.and_then(|toolkit| Sites::new(toolkit, None, &mut findings)).map(Arc::new)
    else {
        print(&mut findings, 0);
        return Ok(nothing_written(&findings));
    };
    let selected = selection(sites.toolkit(), args)?;
    let mut districts = check(&sites, &selected, args.zip);
    districts.iter_mut().for_each(|district| findings.absorb(std::mem::take(&mut district.findings)));
    if print(&mut findings, selected.len()) {
        return Ok(nothing_written(&findings));
    }
    let foreign = if args.force { Foreign::Allow } else { Foreign::Refuse };
    let output = Output::open(&folder, foreign, || tell("Another build is writing there; waiting for it …"))
        .map_err(|error| stopped(error, None))?;
    let written = Written { all: selected.len(), ..Written::default() };
    let result = write(&sites, districts, &output, args, &written);
    let settled = output.settle();
    let result = result.and_then(|done| settled.map(|()| done));
    tell_notices(&output);
    let (pages, changes) = result.map_err(|error| stopped(error, output.is_touched().then_some(&written)))?;
    let as_of = sites.toolkit().options().as_of;
    summarize(as_of, selected.len(), pages, changes, &findings, started, &folder)?;
    if let (true, Some(first)) = (args.zip, selected.first()) {
        let path = folder.join(first.id.as_str()).join(format!("{}.zip", first.id));
        writeln!(
            anstream::stdout().lock(),
            "To hand on: `{}`{}.",
            path.display(),
            if selected.len() > 1 { " and the like" } else { "" }
        )?;
    }
    Ok(Ending::Done)
}

/// How far writing came, for whoever has to tell it when it stops halfway.
#[derive(Debug, Default)]
struct Written {
    /// Pages that were new or had changed.
    pages: AtomicUsize,
    /// Districts of which every page is as it should be.
    districts: AtomicUsize,
    /// How many districts were asked for.
    all: usize,
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
    /// All addresses; once they were looked at, those that no earlier run noted.
    addresses: Vec<String>,
    findings: Findings,
}

impl Checked<'_> {
    /// The addresses to claim.
    fn claims(&self) -> (&str, Vec<&str>) {
        (self.folder.id.as_str(), self.addresses.iter().map(String::as_str).collect())
    }

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

/// Reads and checks districts, which get an archive if that is wanted; keeps the first sites.
fn check<'t>(sites: &Arc<Sites>, selected: &[&'t DistrictFolder], with_archive: bool) -> Vec<Checked<'t>> {
    let progress = Progress::new(selected.len(), "Reading");
    let kept = AtomicUsize::new(0);
    let check = |folder: &&'t DistrictFolder| {
        let Reading { made: site, mut findings } = sites.read(folder);
        if sites.theme().is_customized() && !findings.any_error() {
            let tried = site.iter().flat_map(|site| render_problems(site, sites.toolkit()));
            findings.problems.extend(tried);
        }
        progress.step();
        let addresses = site.as_ref().map_or_else(Vec::new, |site| addresses(site, with_archive));
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
    written: &Written,
) -> Result<(usize, Changes), OutputError> {
    let overview = overview(sites, &mut districts, args);
    claim(sites, &mut districts, output, overview.as_ref())?;
    let progress = Progress::new(districts.len(), "Writing");
    let write_one = |mut district: Checked<'_>| {
        let site = district.site(sites)?;
        let all = addresses(&site, args.zip);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let count = |address: &str| {
            let is_page = matches!(site.entry(address), Some(Entry::Page(..)));
            written.pages.fetch_add(usize::from(is_page), Ordering::Relaxed);
        };
        let part = district.folder.id.as_str();
        let changes = output.write_part(part, &all, |address| content(&site, address), count)?;
        written.districts.fetch_add(1, Ordering::Relaxed);
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
        changes +=
            output.write_part("", &overview.addresses(), |address| above(&overview, address), |_| {})?;
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

/// Everything that stands in a district's folder.
fn addresses(site: &Site, with_archive: bool) -> Vec<String> {
    let archive = with_archive.then(|| site.archive_address());
    site.addresses().map(str::to_string).chain(archive).collect()
}

/// What stands at an address of a site.
fn content(site: &Site, address: &str) -> Result<Content, Vec<Diagnostic>> {
    if address == site.archive_address() {
        return site.archive().map(Content::Bytes).map_err(|problem| vec![*problem]);
    }
    match site.copied(address) {
        Some(path) => Ok(Content::File(path.to_path_buf())),
        None => site.render(address).map(Content::Bytes).map_err(|problem| vec![*problem]),
    }
}

/// What stands at an address above the districts.
fn above(overview: &Overview, address: &str) -> Result<Content, Vec<Diagnostic>> {
    if let Some(path) = overview.copied(address) {
        return Ok(Content::File(path.to_path_buf()));
    }
    overview
        .render(address)
        .unwrap_or_else(|| Ok(Vec::new()))
        .map(Content::Bytes)
        .map_err(|problem| vec![*problem])
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

/// Claims every address that is new; none is when somebody else's files stand where any page would be. A file
/// that has the page's bytes already is no obstacle.
fn claim(
    sites: &Arc<Sites>,
    districts: &mut [Checked<'_>],
    output: &Output,
    overview: Option<&Overview>,
) -> Result<(), OutputError> {
    let mut found = Vec::new();
    for district in districts.iter_mut() {
        let part = district.folder.id.as_str();
        let addresses = std::mem::take(&mut district.addresses);
        let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let standings = output.look(part, &addresses)?;
        found.extend(standings.obstacles);
        district.addresses = standings.new.iter().map(ToString::to_string).collect();
        if standings.unknown.is_empty() {
            continue;
        }
        let is_kept = district.kept.is_some();
        let site = district.site(sites)?;
        found.extend(foreign(output, part, &standings.unknown, |address| content(&site, address))?);
        district.kept = Some(site).filter(|_| is_kept);
    }
    let mut above_new = Vec::new();
    if let Some(overview) = overview {
        let standings = output.look("", &overview.addresses())?;
        above_new = standings.new;
        found.extend(standings.obstacles);
        found.extend(foreign(output, "", &standings.unknown, |address| above(overview, address))?);
    }
    if !found.is_empty() {
        return Err(OutputError::InTheWay(found));
    }
    let mut claims: Vec<_> = districts.iter().map(Checked::claims).collect();
    claims.push(("", above_new));
    output.claim(&claims)
}

/// The files at some addresses that hold something else than what would be written.
fn foreign(
    output: &Output,
    part: &str,
    addresses: &[&str],
    content: impl Fn(&str) -> Result<Content, Vec<Diagnostic>>,
) -> Result<Vec<Obstacle>, OutputError> {
    let mut found = Vec::new();
    for address in addresses {
        if !output.has(part, address, &content(address).map_err(OutputError::Content)?)? {
            found.push(output.foreign(part, address));
        }
    }
    Ok(found)
}

/// Why the run ended, and how far it came: not at all, or until somewhere in between.
fn stopped(error: OutputError, written: Option<&Written>) -> Failure {
    let state = written.map_or_else(|| "Nothing was written.".to_string(), Written::state);
    match (error, written) {
        (error @ OutputError::NotOurs(_), _) => Failure::usage(error.to_string()),
        (OutputError::Content(problems), written) => {
            let mut findings = Findings { problems, ..Findings::default() };
            print(&mut findings, written.map_or(0, |written| written.all));
            if written.is_none() {
                return Failure::Quiet(nothing_written(&findings));
            }
            let errors = plural(findings.count(Severity::Error), "error");
            Failure::machine(format!(
                "{errors} came up after writing had begun, see above: a file was changed meanwhile, or a template \
                 failed.\n{state}"
            ))
        }
        (error, _) => Failure::machine(format!("{error}\n{state}")),
    }
}

impl Written {
    /// What was written, and what to do.
    fn state(&self) -> String {
        let pages = plural(self.pages.load(Ordering::Relaxed), "page");
        let districts = self.districts.load(Ordering::Relaxed);
        format!(
            "Written before that: {pages}. Complete: {districts} of {}; the others are as they were, or partly new.\n\
             When the cause is mended, run `teamkit build` again: it goes on from there.",
            plural(self.all, "district")
        )
    }
}

fn pages(site: &Site) -> usize {
    site.addresses().filter(|address| matches!(site.entry(address), Some(Entry::Page(..)))).count()
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
