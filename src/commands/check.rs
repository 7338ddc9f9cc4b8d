//! `teamkit check`: reads and checks everything, writes nothing.

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::progress::Progress;
use super::{Outcome, count, load, plural, print};
use crate::cli::{CheckArgs, Deny, Ending};
use teamkit::diagnostics::Severity;

pub(super) fn run(root: &Path, args: &CheckArgs) -> Outcome {
    let (toolkit, mut problems) = load(root, args.when, args.drafts)?;
    let mut tally = toolkit.as_ref().map(|toolkit| toolkit.tally()).unwrap_or_default();
    let mut districts = 0;
    if let Some(toolkit) = &toolkit {
        districts = toolkit.districts().len();
        let progress = Progress::new(districts, "Checking");
        let checked: Vec<_> = toolkit
            .districts()
            .par_iter()
            .map(|folder| {
                let (site, tally, mut problems) = toolkit.site(folder);
                if toolkit.theme().is_customized() {
                    problems.extend(site.iter().flat_map(teamkit::site::Site::render_problems));
                }
                progress.step();
                (tally, problems)
            })
            .collect();
        for (of_district, found) in checked {
            tally += of_district;
            problems.extend(found);
        }
    }
    let failed = print(&mut problems);
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
    if problems.is_empty() {
        writeln!(out, "No problems.")?;
    } else {
        writeln!(out, "{}.", count(&problems))?;
    }
    let warned = problems.iter().any(|problem| problem.severity == Severity::Warning);
    let denied = args.deny == Some(Deny::Warnings) && warned;
    Ok(if failed || denied { Ending::Content } else { Ending::Done })
}
