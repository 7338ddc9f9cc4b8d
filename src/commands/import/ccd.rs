//! `teamkit import ccd`: districts and schools from the federal directory.

use std::path::Path;

use super::super::{Failure, Outcome};
use super::directory::{Import, Source};
use crate::cli::{Ending, ImportCcdArgs};
use crate::directories::{Export, ccd};

pub(super) fn run(root: &Path, args: &ImportCcdArgs) -> Outcome {
    let import = Import::begin(root, Source::Ccd)?;
    let districts = args.district.iter().map(|named| code(&import, named)).collect::<Result<_, _>>()?;
    let selection = ccd::Selection { districts, state: args.state.clone() };
    let export = Export::open(&args.directory).map_err(|why| Failure::usage(why + "."))?;
    let directory =
        ccd::read(&export, &selection).map_err(|why| Failure::Told(Ending::Content, why + "."))?;
    import.finish(&directory, args.write)
}

/// The federal code of a district that was named by it, or by its id in the toolkit.
fn code(import: &Import, named: &str) -> Result<String, Failure> {
    let digits = named.trim();
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    match digits.len() {
        7 if is_number => return Ok(digits.to_string()),
        // A spreadsheet took the zero from its beginning.
        6 if is_number => return Ok(format!("0{digits}")),
        _ => {}
    }
    import.federal_code(named)?.ok_or_else(|| {
        Failure::usage(format!(
            "the district `{named}` has no `nces_id`, by which the directory knows it. Name its federal code of 7 digits, such as \
             `--district 0691234`."
        ))
    })
}
