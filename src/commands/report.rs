//! `teamkit report`: the coverage report in a terminal, as JSON or as CSV.

mod table;

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::{Failure, Outcome, load, print, select};
use crate::cli::{Ending, ReportArgs, ReportFormat};
use teamkit::coverage;
use teamkit::diagnostics::Severity;
use teamkit::site::{Site, coverage_json};

pub(super) fn run(root: &Path, args: &ReportArgs) -> Outcome {
    if args.internal && args.format != ReportFormat::Table {
        return Err(Failure::usage(
            "`--internal` goes with the table alone, so that what is withheld gets into no file",
        ));
    }
    let (toolkit, mut problems) = load(root, args.when, false)?;
    let Some(toolkit) = toolkit else {
        print(&mut problems);
        return Ok(Ending::Content);
    };
    let selected = select(&toolkit, &args.district)?;
    let read: Vec<_> = selected.par_iter().map(|folder| toolkit.site(folder)).collect();
    let mut sites = Vec::new();
    for (site, _, found) in read {
        problems.extend(found);
        sites.extend(site);
    }
    problems.retain(|problem| problem.severity == Severity::Error);
    if print(&mut problems) {
        return Ok(Ending::Content);
    }
    let mut out = anstream::stdout().lock();
    match args.format {
        ReportFormat::Table => table::write(&sites, args.internal, &mut out)?,
        ReportFormat::Json => write_json(&sites, &mut out)?,
        ReportFormat::Csv => write_csv(&sites, &mut out)?,
    }
    Ok(Ending::Done)
}

/// One district as its `coverage.json`; several as a list of them.
fn write_json(sites: &[Site], out: &mut impl Write) -> std::io::Result<()> {
    if let [only] = sites {
        return out.write_all(&coverage_json(only.report()));
    }
    let reports: Vec<_> = sites.iter().map(Site::report).collect();
    serde_json::to_writer_pretty(&mut *out, &reports)?;
    writeln!(out)
}

/// All districts in one table, with one header.
fn write_csv(sites: &[Site], out: &mut impl Write) -> std::io::Result<()> {
    for (index, site) in sites.iter().enumerate() {
        let csv = coverage::to_csv(site.report());
        let header =
            if index == 0 { 0 } else { csv.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
        out.write_all(&csv[header..])?;
    }
    Ok(())
}
