//! `teamkit import oneroster`: districts and schools from a student information system's export.

use std::path::Path;

use super::super::{Failure, Outcome, as_of};
use super::directory::{Import, Source};
use crate::cli::{Ending, ImportOneRosterArgs};
use crate::directories::Export;
use crate::directories::oneroster::{self, Leaders, Options};

pub(super) fn run(root: &Path, args: &ImportOneRosterArgs) -> Outcome {
    refuse_within(root, &args.export)?;
    let import = Import::begin(root, Source::OneRoster)?;
    if let Some(id) = &args.district {
        import.federal_code(id)?;
    }
    let options = Options {
        district: args.district.clone().or_else(|| import.only_district().map(str::to_string)),
        is_named: args.district.is_some(),
        state: args.state.clone(),
        leaders: if args.leaders { Leaders::Yes } else { Leaders::No },
        as_of: as_of(args.when)?,
    };
    if args.export.file_name().is_some_and(|name| name.eq_ignore_ascii_case(oneroster::DEMOGRAPHICS)) {
        return Err(Failure::usage(format!(
            "`{}` tells the birth, sex and race of each student and is never opened. Name the export's folder or zip file: \
             `orgs.csv` is what is needed of it.",
            oneroster::DEMOGRAPHICS
        )));
    }
    let export = Export::open(&args.export).map_err(|why| Failure::usage(why + "."))?;
    let directory =
        oneroster::read(&export, &options).map_err(|why| Failure::Told(Ending::Content, why + "."))?;
    import.finish(&directory, args.write)
}

/// An export holds students' names: within the toolkit's folder somebody would publish it, or hand it on, with the rest.
fn refuse_within(root: &Path, export: &Path) -> Result<(), Failure> {
    let (Ok(root), Ok(export)) = (root.canonicalize(), export.canonicalize()) else { return Ok(()) };
    if !export.starts_with(&root) && !root.starts_with(&export) {
        return Ok(());
    }
    Err(Failure::usage(
        "the export lies in the toolkit's folder, or around it. It holds the names of students, which could be published or handed on with the \
         toolkit.\nMove it to another folder, and delete it when you have imported it. Nothing of it was read.",
    ))
}
