//! `teamkit build`: writes the sites. Everything is read and checked first; only when nothing is wrong
//! anything is written, a district at a time.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hashbrown::HashSet;
use jiff::civil::Date;
use rayon::prelude::*;

use super::checked::{Checked, Known, check};
use super::failing::Failing;
use super::fingerprint::{Made, Shared, remember};
use super::out::{output_folder, tell_notices, tell_waiting};
use super::progress::Progress;
use super::waiting::{OnError, WaitingRoom};
use super::{Failure, Outcome, as_of, load_sites, print, select, tell};
use crate::cli::{BuildArgs, Ending};
use crate::diagnostics::{Diagnostic, Findings, Reading, Severity};
use crate::output::{Changes, Content, Foreign, Kept, Obstacle, Output, OutputError};
use crate::site::{Overview, Sites, Summary};
use crate::source::DistrictFolder;
use crate::toolkit::{Options, Toolkit};
use crate::words::plural;

pub(super) fn run(root: &Path, args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let folder = output_folder(root, args.out.as_deref())?;
    let mut findings = Findings::default();
    // It is looked at before it is read: what changes in between is seen by the next run.
    let options = Options::new(as_of(args.when)?, args.drafts);
    let shared = Shared::look(root, options, args.zip);
    let Some(sites) = load_sites(root, options, &mut findings)? else {
        print(None, &mut findings, 0);
        return Ok(nothing_written(&findings, &Failing::default(), 0));
    };
    let selected = selection(sites.toolkit(), args)?;
    let is_shared_good = !findings.any_error();
    let on_error = on_error(args.keep_going, sites.theme().is_customized());
    let known = Known {
        shared: &shared,
        output: &folder,
        is_believed: !args.force_render,
        with_archive: args.zip,
        room: is_shared_good.then(|| Arc::new(WaitingRoom::new(&folder, on_error))),
    };
    let mut districts = check(&sites, &selected, &known);
    let failing = gather(sites.toolkit(), &mut districts, known.room.as_ref(), &mut findings)?;
    let can_go_on = is_shared_good && failing.len() < selected.len();
    if print(Some(sites.toolkit()), &mut findings, selected.len()) && !(args.keep_going && can_go_on) {
        return Ok(nothing_written(&findings, &failing, if can_go_on { selected.len() } else { 0 }));
    }
    // They are told, and thousands of them would lie beside all that is made now.
    let warnings = findings.count(Severity::Warning);
    drop(findings);
    districts.retain(|district| !failing.holds(district.folder.id.as_str()));
    let foreign = if args.force { Foreign::Allow } else { Foreign::Refuse };
    let output = Output::open(&folder, foreign, tell_waiting)
        .map_err(|error| stopped(sites.toolkit(), error, None))?;
    let written = Written { all: districts.len(), ..Written::default() };
    let ids: Vec<String> = districts.iter().map(|district| district.folder.id.to_string()).collect();
    let result = write(&sites, districts, &output, args, &written);
    let settled = output.settle();
    let result = result.and_then(|done| settled.map(|()| done)).and_then(|(done, made)| {
        remember(&output, made, started.elapsed())?;
        Ok(done)
    });
    tell_notices(&output);
    let done =
        result.map_err(|error| stopped(sites.toolkit(), error, output.is_touched().then_some(&written)))?;
    let as_of = sites.toolkit().options().as_of;
    summarize(as_of, ids.len(), &done, warnings, started, &folder)?;
    let unchanged = written.unchanged.load(Ordering::Relaxed);
    if unchanged > 0 {
        let told = plural(unchanged, "district");
        writeln!(anstream::stdout(), "{told} stood as they should, and nothing of them was rendered.")?;
    }
    if args.zip {
        tell_archives(&folder, &ids)?;
    }
    Ok(end(sites.toolkit(), done.failed, failing, &output))
}

/// What becomes of pages once a district has an error.
fn on_error(keep_going: bool, is_customized: bool) -> OnError {
    match is_customized {
        _ if keep_going => OnError::KeepGoing,
        true => OnError::TryOn,
        false => OnError::GiveUp,
    }
}

/// Brings together what was found in the districts; gives those that have errors.
fn gather(
    toolkit: &Toolkit,
    districts: &mut [Checked<'_>],
    room: Option<&Arc<WaitingRoom>>,
    findings: &mut Findings,
) -> Result<Failing, Failure> {
    let brought_back = districts.par_iter_mut().try_for_each(|district| district.bring_back(toolkit));
    brought_back.map_err(|error| Failure::machine(format!("what was found can't be read back: {error}")))?;
    let mut failing = Failing::default();
    // What is remembered of a district tells no more than what is printed.
    toolkit.keep_back(districts.iter_mut().flat_map(|district| &mut district.findings.problems));
    for district in districts {
        district.keep(room);
        failing.note(district.folder.id.as_str(), &district.findings.problems);
        findings.absorb(std::mem::take(&mut district.findings));
    }
    Ok(failing)
}

/// Says where the archives are.
fn tell_archives(folder: &Path, ids: &[String]) -> io::Result<()> {
    let Some(first) = ids.first() else { return Ok(()) };
    let path = folder.join(first).join(format!("{first}.zip"));
    let more = if ids.len() > 1 { " and the like" } else { "" };
    writeln!(anstream::stdout().lock(), "To hand on: `{}`{more}.", path.display())
}

/// Names the districts that could not be built, and tells how the run ends.
fn end(
    toolkit: &Toolkit,
    failed: Vec<(String, Vec<Diagnostic>)>,
    mut failing: Failing,
    output: &Output,
) -> Ending {
    let ending = match (failed.is_empty(), failing.is_empty()) {
        (true, true) => return Ending::Done,
        (true, false) => Ending::Content,
        (false, _) => Ending::Machine,
    };
    let mut late = Findings::default();
    for (id, problems) in failed {
        failing.note_halfway(&id, &problems);
        late.problems.extend(problems);
    }
    print(Some(toolkit), &mut late, failing.len());
    tell(&failing.left(output));
    ending
}

/// How far writing came, for whoever has to tell it when it stops halfway.
#[derive(Debug, Default)]
struct Written {
    /// Pages that were new or had changed.
    pages: AtomicUsize,
    /// Districts of which every page is as it should be.
    districts: AtomicUsize,
    /// Districts that are known to stand as they should, and were not rendered.
    unchanged: AtomicUsize,
    /// How many districts were asked for.
    all: usize,
}

/// The districts that were asked for.
fn selection<'t>(toolkit: &'t Toolkit, args: &BuildArgs) -> Result<Vec<&'t DistrictFolder>, Failure> {
    let mut selected = select(toolkit, &args.district)?;
    if let Some(partition) = args.partition {
        selected.retain(|folder| partition.holds(folder.id.as_str()));
    }
    Ok(selected)
}

/// What was written.
#[derive(Debug, Default)]
struct Done {
    /// Pages, whether they are new or stood there.
    pages: usize,
    /// Files.
    changes: Changes,
    /// Districts of which a page could not be made after all, where the others are to be written all the same.
    failed: Vec<(String, Vec<Diagnostic>)>,
}

/// Writes the districts and the pages above them.
fn write(
    sites: &Arc<Sites>,
    mut districts: Vec<Checked<'_>>,
    output: &Output,
    args: &BuildArgs,
    written: &Written,
) -> Result<(Done, Vec<Made>), OutputError> {
    districts.par_iter_mut().try_for_each(|district| district.verify(sites, output))?;
    let overview = overview(sites, &districts, output, args);
    claim(sites, &mut districts, output, overview.as_ref())?;
    let progress = Progress::new(districts.len(), "Writing", "districts");
    let write_one = |district: Checked<'_>| {
        let id = district.folder.id.to_string();
        let one = match write_one(sites, district, output, written) {
            Err(OutputError::Content(problems)) if args.keep_going => Err((id, problems)),
            one => Ok(one?),
        };
        written.districts.fetch_add(usize::from(one.is_ok()), Ordering::Relaxed);
        progress.step();
        Ok(one)
    };
    let parts: Result<Vec<_>, OutputError> = districts.into_par_iter().map(write_one).collect();
    let (mut done, mut made) = (Done::default(), Vec::new());
    for part in parts? {
        match part {
            Ok((pages, changes, new)) => {
                done.pages += pages;
                done.changes += changes;
                made.extend(new);
            }
            Err(failed) => done.failed.push(failed),
        }
    }
    if let Some(overview) = overview {
        done.changes +=
            output.write_part("", &overview.addresses(), |address| above(&overview, address), |_| {})?;
        done.pages += 1;
    }
    if args.district.is_empty() && args.partition.is_none() {
        done.changes.removed += remove_gone(sites.toolkit(), output)?;
    }
    Ok((done, made))
}

/// Removes districts that there are no more; gives how many files that are.
pub(super) fn remove_gone(toolkit: &Toolkit, output: &Output) -> Result<usize, OutputError> {
    let parts = output.parts()?;
    let gone = parts.iter().filter(|part| !part.is_empty() && toolkit.folder(part).is_none());
    gone.map(|part| output.remove_part(part)).sum()
}

/// Writes a district that is not known to stand as it should; gives the number of its pages.
fn write_one(
    sites: &Arc<Sites>,
    mut district: Checked<'_>,
    output: &Output,
    written: &Written,
) -> Result<(usize, Changes, Option<Made>), OutputError> {
    let part = district.folder.id.as_str();
    let summary = district.summary.as_ref().map(|line| line.to_json(sites.toolkit().options().as_of));
    let summary = summary.unwrap_or_default();
    if let Some(known) = &district.known {
        output.keep(part, Kept::Summary, &summary)?;
        written.unchanged.fetch_add(1, Ordering::Relaxed);
        let changes = Changes { unchanged: known.files, ..Changes::default() };
        return Ok((known.pages, changes, None));
    }
    let pages = district.pages(sites)?;
    let all: Vec<&str> = district.addresses.iter().map(|address| &**address).collect();
    let count = |address: &str| {
        written.pages.fetch_add(usize::from(pages.has_page(address)), Ordering::Relaxed);
    };
    let changes = output.write_part(part, &all, |address| pages.content(address), count)?;
    // Only now: what tells of pages that are not there yet would be believed by `teamkit overview`.
    output.keep(part, Kept::Summary, &summary)?;
    let sizes = (all.iter().filter(|address| pages.has_page(address)).count(), all.len());
    let remembered = district.key.take().zip(district.stored.take());
    let made = remembered.map(|(key, findings)| Made { id: part.to_string(), key, sizes, summary, findings });
    Ok((sizes.0, changes, made))
}

/// What stands at an address above the districts.
pub(super) fn above(overview: &Overview, address: &str) -> Result<Content, Vec<Diagnostic>> {
    if let Some(path) = overview.copied(address) {
        return Ok(Content::File(path.to_path_buf()));
    }
    overview
        .render(address)
        .unwrap_or_else(|| Ok(Vec::new()))
        .map(Content::Bytes)
        .map_err(|problem| vec![*problem])
}

/// The pages above the districts. They tell of all districts, so a build of some reads the others' figures too; one that
/// has errors is told as its last pages are. Of parts that several machines make, `teamkit overview` makes them.
fn overview(
    sites: &Arc<Sites>,
    districts: &[Checked<'_>],
    output: &Output,
    args: &BuildArgs,
) -> Option<Overview> {
    if args.partition.is_some() {
        return None;
    }
    let is_built = |folder: &DistrictFolder| districts.iter().any(|district| district.folder == folder);
    let others: Vec<&DistrictFolder> =
        sites.toolkit().folders().iter().filter(|folder| !is_built(folder)).collect();
    let read: Vec<Option<Summary>> = others
        .par_iter()
        .map(|folder| {
            let Reading { made, findings } = sites.read(folder);
            let good = made.filter(|_| !findings.any_error()).map(|site| site.summary_line());
            let kept = || output.kept(folder.id.as_str(), Kept::Summary).ok().flatten();
            good.or_else(|| Some(Summary::parse(&kept()?)?.0).filter(|kept| kept.id == folder.id))
        })
        .collect();
    let built = districts.iter().map(|district| district.summary.clone());
    let mut all: Vec<Summary> = built.chain(read).flatten().collect();
    // In the order in which a build of all of them has them.
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Some(sites.overview(all))
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
    for district in districts.iter_mut().filter(|district| district.known.is_none()) {
        let part = district.folder.id.as_str();
        let all = district.addresses.clone();
        let standings = output.look(part, &all.iter().map(|address| &**address).collect::<Vec<_>>())?;
        found.extend(standings.obstacles);
        let new: HashSet<&str> = standings.new.into_iter().collect();
        district.new = all.iter().filter(|address| new.contains(&***address)).cloned().collect();
        if !standings.unknown.is_empty() {
            let pages = district.pages(sites)?;
            found.extend(foreign(output, part, &standings.unknown, |address| pages.content(address))?);
            district.give_back(pages);
        }
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
pub(super) fn foreign(
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
fn stopped(toolkit: &Toolkit, error: OutputError, written: Option<&Written>) -> Failure {
    let state = written.map_or_else(|| "Nothing was written.".to_string(), Written::state);
    match (error, written) {
        (error @ OutputError::NotOurs(_), _) => Failure::usage(error.to_string()),
        (OutputError::Content(problems), written) => {
            let mut findings = Findings { problems, ..Findings::default() };
            print(Some(toolkit), &mut findings, written.map_or(0, |written| written.all));
            if written.is_none() {
                return Failure::Quiet(nothing_written(&findings, &Failing::default(), 0));
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

/// Says that nothing was written, and, where others of so many districts could be built, how.
fn nothing_written(findings: &Findings, failing: &Failing, districts: usize) -> Ending {
    tell(&format!("{}: nothing was written.", failing.told(findings)));
    let good = districts.saturating_sub(failing.len());
    if !failing.is_empty() && good > 0 {
        let others = plural(good, "other district");
        tell(&format!("`teamkit build --keep-going` builds the {others} meanwhile."));
    }
    Ending::Content
}

fn summarize(
    as_of: Date,
    districts: usize,
    Done { pages, changes, .. }: &Done,
    warnings: usize,
    started: Instant,
    folder: &Path,
) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "Built {} for {} into `{}` in {:.2} s.",
        plural(*pages, "page"),
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
    if warnings > 0 {
        writeln!(out, "{}, see above.", plural(warnings, "warning"))?;
    }
    Ok(())
}
