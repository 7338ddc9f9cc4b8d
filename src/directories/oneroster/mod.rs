//! A OneRoster export (1.1 and 1.2) as CSV: districts, schools and their grades, and who leads them. What is told of
//! students is not read: their files and rows are passed over.

mod grades;
mod leaders;
mod orgs;

use hashbrown::HashMap;
use jiff::civil::Date;
use orgs::Orgs;

use super::export::Export;
use super::facts::{Directory, DistrictFacts, Remarks, SchoolFacts};
use crate::tables::headed::{Column, Table};

/// What is told of students alone, and never opened.
pub const DEMOGRAPHICS: &str = "demographics.csv";

/// What lists the districts and schools: without it there is no export.
const ORGS: &str = "orgs.csv";

/// What is asked of an export.
#[derive(Debug, Clone)]
pub struct Options {
    /// The toolkit's id of the district whose schools the export holds: it was named, or is the only one.
    pub district: Option<String>,
    /// Whether it was named.
    pub is_named: bool,
    /// The state of its districts.
    pub state: Option<String>,
    /// Whether the schools' leaders are wanted.
    pub leaders: Leaders,
    /// The day for which roles are asked.
    pub as_of: Date,
}

/// Whether the schools' leaders are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaders {
    /// They are: rows of staff are read.
    Yes,
    /// They are not: no row of any person is read.
    No,
}

/// Reads the districts and schools of an export.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn read(export: &Export, options: &Options) -> Result<Directory, String> {
    let export = &export.around(ORGS);
    let mut remarks = Remarks::default();
    if export.files().iter().any(|file| file.name == DEMOGRAPHICS) {
        remarks.say(format!(
            "`{DEMOGRAPHICS}` was not opened: it tells the birth, sex and race of each student, which no toolkit needs. Leave it out of the export"
        ));
    }
    let manifest = spared(manifest(export), &mut remarks);
    if let Some(version) =
        manifest.get("onerosterversion").filter(|version| !matches!(version.as_str(), "1.1" | "1.2"))
    {
        remarks.say(format!("the export says that it is OneRoster {version}; 1.1 and 1.2 are known"));
    }
    let mut orgs = Orgs::read(export, &mut remarks)?;
    grades::add(export, &mut orgs, &mut remarks);
    if options.leaders == Leaders::Yes {
        leaders::add(export, &mut orgs, options.as_of, &mut remarks)?;
    }
    let is_part = manifest.get("fileorgs").is_some_and(|mode| mode == "delta");
    let mut directory = Directory { is_whole: !is_part, remarks, ..Directory::default() };
    let districts = orgs.districts(options, &mut directory.remarks)?;
    directory.take(districts.into_iter());
    Ok(directory)
}

/// What a file says that the rest can do without: where it can't be read, that is told.
fn spared<T: Default>(read: Result<T, String>, remarks: &mut Remarks) -> T {
    read.unwrap_or_else(|why| {
        remarks.say(format!("{why}; it is done without"));
        T::default()
    })
}

/// What the export says of itself.
fn manifest(export: &Export) -> Result<HashMap<String, String>, String> {
    const KEY: Column = &["propertyName", "property"];
    const VALUE: Column = &["value"];
    let Some(entry) = export.named("manifest.csv")? else { return Ok(HashMap::new()) };
    entry.open(|source| {
        let mut table = Table::open(&entry.shown, source, &[KEY, VALUE])?;
        let (key, value) = (table.place(KEY), table.place(VALUE));
        let mut all = HashMap::new();
        while let Some(row) = table.next_row()? {
            all.insert(crate::tables::folded(&row.text(key)), row.text(value).to_lowercase());
        }
        Ok(all)
    })
}

/// Whether a row counts: it is neither to be deleted nor out of use.
fn is_active(status: &str) -> bool {
    !matches!(status.to_lowercase().as_str(), "tobedeleted" | "inactive" | "deleted" | "false")
}
