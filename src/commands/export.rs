//! `teamkit export`: what the toolkit holds as a table for spreadsheets.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, need, rosters, select, tell, today};
use crate::cli::{Ending, Export, ExportRosterArgs, RosterFormat};
use crate::diagnostics::{Findings, visible};
use crate::exchange::roster;
use crate::source::layout;
use crate::toolkit::Options;
use crate::words::plural;

pub(super) fn run(root: &Path, what: &Export) -> Outcome {
    match what {
        Export::Roster(args) => export_roster(root, args),
    }
}

fn export_roster(root: &Path, args: &ExportRosterArgs) -> Outcome {
    let format = format(args, io::stdout().is_terminal())?;
    if let Some(out) = &args.out {
        refuse_published(root, out)?;
    }
    let mut findings = Findings::default();
    let toolkit = need(root, Options::new(today()?, true), &mut findings)?;
    let folders = select(&toolkit, &args.district)?;
    let Some(districts) = rosters::districts(&toolkit, &folders, findings) else {
        return Ok(Ending::Content);
    };
    let files = rosters::files(&toolkit, &districts)?;
    let rows = if args.template { Vec::new() } else { roster::rows(&files) };
    let bytes = match format {
        RosterFormat::Csv => roster::csv(&rows),
        RosterFormat::Xlsx => roster::xlsx(&rows, &files)
            .map_err(|why| Failure::usage(format!("{why}.\nWrite the table as CSV: `--format csv`.")))?,
    };
    match &args.out {
        Some(out) => {
            fs::write(out, bytes).map_err(|error| {
                Failure::machine(format!("`{}` can't be written: {error}", out.display()))
            })?;
            let what =
                if args.template { "a table to fill in".to_string() } else { plural(rows.len(), "row") };
            tell(&format!("Wrote {what} to `{}`.", visible(&out.display().to_string())));
            if !rows.is_empty() {
                tell("It carries names that the site hides: keep it on your own machine.");
            }
        }
        None => io::stdout().lock().write_all(&bytes)?,
    }
    Ok(Ending::Done)
}

/// How the table is written: as it is asked for, else as the ending of the file's name says.
fn format(args: &ExportRosterArgs, to_terminal: bool) -> Result<RosterFormat, Failure> {
    let Some(out) = &args.out else {
        let format = args.format.unwrap_or(RosterFormat::Csv);
        if format == RosterFormat::Xlsx && to_terminal {
            return Err(Failure::usage(
                "a workbook can't be shown in a terminal.\nAdd the file to write: `--out roster.xlsx`.",
            ));
        }
        return Ok(format);
    };
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let told = match ending.as_deref() {
        None => None,
        Some("csv") => Some(RosterFormat::Csv),
        Some("xlsx") => Some(RosterFormat::Xlsx),
        Some(other) => {
            return Err(Failure::usage(format!(
                "the table is written as CSV or XLSX, and `.{}` is neither.\n\
                 End the file's name with `.csv` or `.xlsx`; every spreadsheet program opens both.",
                visible(other)
            )));
        }
    };
    match (args.format, told) {
        (Some(RosterFormat::Csv), Some(RosterFormat::Xlsx)) => {
            Err(Failure::usage("`--format csv` writes no workbook: end the file's name with `.csv`."))
        }
        (Some(RosterFormat::Xlsx), Some(RosterFormat::Csv)) => {
            Err(Failure::usage("`--format xlsx` writes a workbook: end the file's name with `.xlsx`."))
        }
        (asked, told) => Ok(asked.or(told).unwrap_or(RosterFormat::Csv)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn args(format: Option<RosterFormat>, out: Option<&str>) -> ExportRosterArgs {
        ExportRosterArgs { format, district: Vec::new(), out: out.map(PathBuf::from), template: false }
    }

    #[test]
    fn the_ending_decides_where_nothing_is_asked_for() {
        for (asked, out, expected) in [
            (None, None, RosterFormat::Csv),
            (None, Some("a.XLSX"), RosterFormat::Xlsx),
            (None, Some("a"), RosterFormat::Csv),
            (Some(RosterFormat::Xlsx), Some("a"), RosterFormat::Xlsx),
        ] {
            let found = format(&args(asked, out), false).ok();
            assert_eq!(found, Some(expected), "{asked:?} {out:?}");
        }
        for (asked, out) in [
            (None, Some("a.ods")),
            (Some(RosterFormat::Csv), Some("a.xlsx")),
            (Some(RosterFormat::Xlsx), Some("a.csv")),
        ] {
            assert!(format(&args(asked, out), false).is_err(), "{asked:?} {out:?}");
        }
    }

    #[test]
    fn no_workbook_is_written_into_a_terminal() {
        let asked = args(Some(RosterFormat::Xlsx), None);
        assert!(format(&asked, true).is_err());
        assert_eq!(format(&asked, false).ok(), Some(RosterFormat::Xlsx));
        assert_eq!(format(&args(None, None), true).ok(), Some(RosterFormat::Csv));
    }
}
