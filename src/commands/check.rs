//! `teamkit check`: reads and checks everything, writes nothing.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::progress::Progress;
use super::{Outcome, count, load, plural, print};
use crate::cli::{CheckArgs, Deny, Ending};
use crate::diagnostics::{Findings, Severity};
use crate::site::{Site, Sites};

pub(super) fn run(root: &Path, args: &CheckArgs) -> Outcome {
    let mut findings = Findings::default();
    let toolkit = load(root, args.when, args.drafts, &mut findings)?;
    let sites = toolkit.and_then(|toolkit| Sites::new(toolkit, None, &mut findings)).map(Arc::new);
    let districts = sites.as_ref().map_or(0, |sites| sites.toolkit().folders().len());
    if let Some(sites) = &sites {
        check_districts(sites, &mut findings);
    }
    let failed = print(&mut findings);
    let tally = findings.tally;
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "Checked {} in {}: {}, {} ({} to other sites not asked), {} not translated.",
        plural(tally.files, "file"),
        plural(districts, "district"),
        plural(tally.links, "link"),
        plural(tally.anchors, "anchor"),
        tally.external_links,
        plural(tally.untranslated, "text"),
    )?;
    if findings.problems.is_empty() {
        writeln!(out, "No problems.")?;
    } else {
        writeln!(out, "{}.", count(&findings))?;
    }
    let denied = args.deny == Some(Deny::Warnings) && findings.count(Severity::Warning) > 0;
    Ok(if failed || denied { Ending::Content } else { Ending::Done })
}

/// Reads and checks every district; renders it too where the theme is the toolkit's own and may fail on its data.
fn check_districts(sites: &Arc<Sites>, findings: &mut Findings) {
    let folders = sites.toolkit().folders();
    let progress = Progress::new(folders.len(), "Checking");
    let checked: Vec<Findings> = folders
        .par_iter()
        .map(|folder| {
            let mut reading = sites.read(folder);
            if sites.theme().is_customized() {
                let rendered = reading.made.iter().flat_map(Site::render_problems);
                reading.findings.problems.extend(rendered);
            }
            progress.step();
            reading.findings
        })
        .collect();
    checked.into_iter().for_each(|of_district| findings.absorb(of_district));
}
