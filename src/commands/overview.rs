//! `teamkit overview`: writes the page above the districts from what the parts of a build left, so that no part has to
//! read all districts.

use std::io::Write;
use std::path::Path;

use jiff::civil::Date;

use super::build::{above, foreign, remove_gone};
use super::out::{output_folder, tell_notices, tell_waiting};
use super::{Failure, Outcome, load_sites, print};
use crate::cli::{Ending, OverviewArgs, When};
use crate::diagnostics::Findings;
use crate::output::{Changes, Kept, Output, OutputError};
use crate::site::{Overview, Sites, Summary};
use crate::toolkit::{Options, Toolkit};
use crate::words::{first_few, plural};

pub(super) fn run(root: &Path, args: &OverviewArgs) -> Outcome {
    let folder = output_folder(root, args.out.as_deref())?;
    let output = Output::open_written(&folder, tell_waiting);
    let output = output.map_err(|error| failed(None, error))?.ok_or_else(|| {
        Failure::usage(format!(
            "`{}` holds no part of a build. Build the parts with `--partition`, copy them there with `.teamkit/`, and call \
             this again.",
            folder.display()
        ))
    })?;
    let as_of = match args.as_of {
        Some(date) => Some(date),
        None => date_of_parts(&output).map_err(|error| failed(None, error))?,
    };
    let mut findings = Findings::default();
    let options = Options::new(super::as_of(When { as_of })?, false);
    let sites = load_sites(root, options, &mut findings)?;
    let is_wrong = print(sites.as_ref().map(|sites| sites.toolkit()), &mut findings, 0);
    let (Some(sites), false) = (sites, is_wrong) else { return Ok(Ending::Content) };
    let summaries = summaries(sites.toolkit(), &output)?;
    let districts = summaries.len();
    let changes = write(&sites, &sites.overview(summaries), &output);
    tell_notices(&output);
    let changes = changes.map_err(|error| failed(Some(sites.toolkit()), error))?;
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "Told {} on the page above them in `{}`.",
        plural(districts, "district"),
        folder.display()
    )?;
    let (written, as_of) = (plural(changes.written, "file"), sites.toolkit().options().as_of);
    writeln!(out, "{written} written, {} removed. Figures as of {as_of}.", changes.removed)?;
    Ok(Ending::Done)
}

fn failed(toolkit: Option<&Toolkit>, error: OutputError) -> Failure {
    match error {
        error @ OutputError::NotOurs(_) => Failure::usage(error.to_string()),
        OutputError::Content(problems) => {
            print(toolkit, &mut Findings { problems, ..Findings::default() }, 0);
            Failure::Quiet(Ending::Machine)
        }
        error => Failure::machine(error.to_string()),
    }
}

/// The date that the first part's figures are told for.
fn date_of_parts(output: &Output) -> Result<Option<Date>, OutputError> {
    for part in output.parts()?.iter().filter(|part| !part.is_empty()) {
        if let Some((_, date)) = output.kept(part, Kept::Summary)?.and_then(|bytes| Summary::parse(&bytes)) {
            return Ok(Some(date));
        }
    }
    Ok(None)
}

/// How many missing districts are named.
const TOLD: usize = 10;

/// What the parts left of each district. All must be there, and tell of the same date.
fn summaries(toolkit: &Toolkit, output: &Output) -> Result<Vec<Summary>, Failure> {
    let as_of = toolkit.options().as_of;
    let (mut summaries, mut missing) = (Vec::new(), Vec::new());
    for folder in toolkit.folders() {
        let id = folder.id.as_str();
        let kept = output.kept(id, Kept::Summary).map_err(|error| failed(Some(toolkit), error))?;
        match kept.and_then(|bytes| Summary::parse(&bytes)).filter(|(summary, _)| summary.id == folder.id) {
            Some((summary, date)) if date == as_of => summaries.push(summary),
            Some((_, date)) => missing.push(format!("`{id}` (its figures are of {date})")),
            None => missing.push(format!("`{id}`")),
        }
    }
    if missing.is_empty() {
        return Ok(summaries);
    }
    Err(Failure::Told(
        Ending::Content,
        format!(
            "the page above the districts needs the figures of all of them as of {as_of}, and these are missing: {}.\n\
             Build every part with `--partition` and the same `--as-of`, and copy them together. Nothing was written.",
            first_few(missing.into_iter(), TOLD)
        ),
    ))
}

/// Writes the pages above the districts, and removes districts that there are no more.
fn write(sites: &Sites, overview: &Overview, output: &Output) -> Result<Changes, OutputError> {
    let addresses = overview.addresses();
    let standings = output.look("", &addresses)?;
    let mut found = standings.obstacles;
    found.extend(foreign(output, "", &standings.unknown, |address| above(overview, address))?);
    if !found.is_empty() {
        return Err(OutputError::InTheWay(found));
    }
    output.claim(&[("", standings.new)])?;
    let mut changes = output.write_part("", &addresses, |address| above(overview, address), |_| {})?;
    changes.removed += remove_gone(sites.toolkit(), output)?;
    output.settle()?;
    Ok(changes)
}
