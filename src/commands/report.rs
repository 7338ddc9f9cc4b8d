//! `teamkit report`: the coverage report in a terminal, as JSON or as CSV.

mod sheet;
mod table;

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::{Failure, Outcome, as_of, need, print, select};
use crate::cli::{Ending, ReportArgs, ReportFormat};
use crate::coverage::{self, Report};
use crate::diagnostics::{Diagnostic, Findings, Reading};
use crate::model::District;
use crate::site;
use crate::source::DistrictFolder;
use crate::theme::Strings;
use crate::toolkit::{Options, Toolkit};
use table::Words;

/// A district with its figures.
struct Reported {
    district: District,
    report: Report,
}

pub(super) fn run(root: &Path, args: &ReportArgs) -> Outcome {
    if args.internal && args.format != ReportFormat::Table {
        return Err(Failure::usage(
            "`--internal` goes with the table alone, so that what is withheld gets into no file",
        ));
    }
    let mut findings = Findings::default();
    let toolkit = need(root, Options::new(as_of(args.when)?, false), &mut findings)?;
    let selected = select(&toolkit, &args.district)?;
    let read: Vec<_> = selected.par_iter().map(|folder| report_on(&toolkit, folder)).collect();
    let mut all = Vec::new();
    for Reading { made, findings: found } in read {
        findings.absorb(found);
        all.extend(made);
    }
    findings.problems.retain(Diagnostic::is_error);
    findings.unpublished.clear();
    if print(Some(&toolkit), &mut findings, selected.len()) {
        return Ok(Ending::Content);
    }
    let mut out = anstream::stdout().lock();
    match args.format {
        ReportFormat::Table => {
            let strings = Strings::english();
            let settings = toolkit.settings();
            let (default, minimum) = (settings.default_language(), settings.minimum_group);
            let words = Words { strings, default, minimum };
            table::write(&all, &words, args.internal, &mut out)?;
        }
        ReportFormat::Figures(format) => {
            let reports: Vec<_> = all.iter().map(|one| &one.report).collect();
            out.write_all(&format.text(&reports))?;
        }
    }
    Ok(Ending::Done)
}

/// Reads and checks a district and computes its figures.
fn report_on(toolkit: &Toolkit, folder: &DistrictFolder) -> Reading<Reported> {
    let Reading { made, mut findings } = toolkit.loaded(folder);
    let made = made.map(|loaded| {
        site::check(toolkit, &loaded, &mut findings);
        let district = loaded.district;
        let report = coverage::report(&district, &toolkit.figures());
        Reported { district, report }
    });
    findings.found_in(folder.id.as_str(), &toolkit.root().name(&folder.path));
    Reading { made, findings }
}
