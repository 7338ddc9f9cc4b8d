//! `teamkit export`: what the toolkit holds as a table for spreadsheets.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, as_of, load, plural, print, rosters, select, tell};
use crate::cli::{Ending, Export, ExportRosterArgs, RosterFormat, When};
use crate::diagnostics::{Findings, visible};
use crate::exchange::roster;
use crate::source::layout;
use crate::toolkit::Options;

pub(super) fn run(root: &Path, what: &Export) -> Outcome {
    match what {
        Export::Roster(args) => export_roster(root, args),
    }
}

fn export_roster(root: &Path, args: &ExportRosterArgs) -> Outcome {
    if let Some(out) = &args.out {
        refuse_published(root, out)?;
        refuse_other_ending(args)?;
    }
    let mut findings = Findings::default();
    let Some(toolkit) = load(root, Options::new(as_of(When { as_of: None })?, true), &mut findings)? else {
        print(&mut findings, 0);
        return Ok(Ending::Content);
    };
    let folders = select(&toolkit, &args.district)?;
    let Some(districts) = rosters::districts(&toolkit, &folders, findings) else {
        return Ok(Ending::Content);
    };
    let files = rosters::files(&toolkit, &districts)?;
    let rows = if args.template { Vec::new() } else { roster::rows(&files) };
    let bytes = roster::csv(&rows);
    match &args.out {
        Some(out) => {
            fs::write(out, bytes).map_err(|error| {
                Failure::machine(format!("`{}` can't be written: {error}", out.display()))
            })?;
            tell(&format!(
                "Wrote {} to `{}`.",
                plural(rows.len(), "row"),
                visible(&out.display().to_string())
            ));
            if !rows.is_empty() {
                tell("It carries names that the site hides: keep it on your own machine.");
            }
        }
        None => io::stdout().lock().write_all(&bytes)?,
    }
    Ok(Ending::Done)
}

/// Refuses another ending than that of the format, so that no text is taken for a workbook.
fn refuse_other_ending(args: &ExportRosterArgs) -> Result<(), Failure> {
    let RosterFormat::Csv = args.format;
    let ending = args.out.as_ref().and_then(|out| out.extension());
    match ending.filter(|ending| !ending.eq_ignore_ascii_case("csv")) {
        Some(_) => Err(Failure::usage("the table is written as CSV, so end the file's name with `.csv`.")),
        None => Ok(()),
    }
}

/// Refuses to write names where files are published from.
fn refuse_published(root: &Path, out: &Path) -> Result<(), Failure> {
    let full = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize().map(|folder| folder.join(path.file_name().unwrap_or_default()))
    };
    let Ok(out) = full(out) else { return Ok(()) };
    let published = [layout::CONTENT, layout::OUTPUT, layout::STATIC];
    let folders: Vec<PathBuf> =
        published.iter().filter_map(|name| root.join(name).canonicalize().ok()).collect();
    if folders.iter().any(|folder| out.starts_with(folder)) {
        return Err(Failure::usage(
            "the table carries names that the site hides, and what lies in this folder may be published.\n\
             Write it to another folder, outside of the toolkit.",
        ));
    }
    Ok(())
}
