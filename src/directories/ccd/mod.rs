//! The federal directory of schools and districts (Common Core of Data), in the layouts that it had since 2013.

mod codes;
mod columns;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

pub use codes::state_of;
use columns::{CHARACTERISTICS, COUNTS, DISTRICT_CODE, KNOWN, SCHOOL_CODE, VIRTUAL};
use hashbrown::HashSet;
use rows::{DistrictRows, SchoolRows};

use super::cells::given;
use super::export::{Entry, Export};
use super::facts::{Directory, DistrictFacts};
use crate::tables::headed::{Row, Table};

/// Which districts are wanted: all for none.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Federal codes of districts.
    pub districts: Vec<String>,
    /// A state, as two letters.
    pub state: Option<String>,
}

impl Selection {
    /// Whether the district of this federal code is wanted.
    fn holds(&self, code: &str) -> bool {
        if !self.districts.is_empty() {
            return self.districts.iter().any(|wanted| wanted == code);
        }
        self.state.is_none() || self.state.as_deref() == state_of(code)
    }
}

/// What a file of the directory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A school a row.
    Schools,
    /// A district a row.
    Districts,
    /// More about schools: whether they teach from afar.
    Characteristics,
    /// Counts of students or staff, or something else.
    Other,
}

/// Reads the districts that are wanted, with their schools.
///
/// # Errors
/// What is wrong with the files, in a sentence.
pub fn read(export: &Export, selection: &Selection) -> Result<Directory, String> {
    let mut files = Files::default();
    for entry in export.files() {
        match entry.open(|source| Ok(holds(&Table::open(&entry.shown, source, KNOWN))))? {
            Holds::Schools => only(&mut files.schools, entry, "schools")?,
            Holds::Districts => only(&mut files.districts, entry, "districts")?,
            Holds::Characteristics => files.characteristics.push(entry),
            Holds::Other => {}
        }
    }
    if files.schools.is_none() && files.districts.is_none() {
        let what = "none of the files is the federal directory: its schools have the columns `NCESSCH` and `SCH_NAME`, its districts \
                    `LEAID` and `LEA_NAME`";
        let otherwise = ". Download the *Directory* of the Common Core of Data as a flat file";
        let instead = export.instead();
        return Err(format!("{what}{}", if instead.is_empty() { otherwise } else { &instead }));
    }
    let mut reading = Reading {
        selection,
        directory: Directory::default(),
        districts: BTreeMap::new(),
        states: HashSet::new(),
        counties: BTreeMap::new(),
    };
    reading.all(&files)?;
    reading.finish()
}

/// The files of a directory.
#[derive(Default)]
struct Files<'e> {
    schools: Option<&'e Entry>,
    districts: Option<&'e Entry>,
    characteristics: Vec<&'e Entry>,
}

/// Takes the one file that holds such a list.
fn only<'e>(place: &mut Option<&'e Entry>, entry: &'e Entry, what: &str) -> Result<(), String> {
    match place.replace(entry) {
        None => Ok(()),
        Some(before) => Err(format!(
            "there are two lists of {what}, `{}` and `{}`; name the file of one year, or a folder with one",
            before.shown, entry.shown
        )),
    }
}

fn holds(table: &Result<Table<'_>, String>) -> Holds {
    let Ok(table) = table else { return Holds::Other };
    let has = |column| table.place(column).is_some();
    if COUNTS.iter().any(|column| has(column)) {
        return Holds::Other;
    }
    let tells = CHARACTERISTICS.iter().any(|column| has(column));
    match (has(SCHOOL_CODE), has(DISTRICT_CODE)) {
        (true, _) if tells && has(columns::SCHOOL_NAME) => Holds::Schools,
        (true, _) if has(VIRTUAL) => Holds::Characteristics,
        (false, true) if has(columns::DISTRICT_NAME) => Holds::Districts,
        _ => Holds::Other,
    }
}

/// What was read so far.
struct Reading<'w> {
    selection: &'w Selection,
    directory: Directory,
    districts: BTreeMap<String, DistrictFacts>,
    /// The states of all rows, wanted or not.
    states: HashSet<&'static str>,
    /// The counties that a district's schools lie in.
    counties: BTreeMap<String, BTreeSet<String>>,
}

impl Reading<'_> {
    fn all(&mut self, files: &Files<'_>) -> Result<(), String> {
        let mut afar = HashSet::new();
        for entry in &files.characteristics {
            entry.open(|source| {
                let mut table = Table::open(&entry.shown, source, KNOWN)?;
                let (code, virtual_) = (table.needed(SCHOOL_CODE)?, table.place(VIRTUAL));
                while let Some(row) = table.next_row()? {
                    if codes::is_virtual(&row.text(virtual_)) {
                        afar.extend(super::cells::code(&row.text(Some(code)), 12));
                    }
                }
                Ok(())
            })?;
        }
        if let Some(entry) = files.districts {
            entry.open(|source| self.districts(Table::open(&entry.shown, source, KNOWN)?))?;
        }
        if let Some(entry) = files.schools {
            entry.open(|source| self.schools(Table::open(&entry.shown, source, KNOWN)?, &afar))?;
            self.directory.is_whole = true;
        }
        Ok(())
    }

    fn districts(&mut self, mut table: Table<'_>) -> Result<(), String> {
        let rows = DistrictRows::of(&table)?;
        let name = table.name().to_string();
        while let Some(row) = table.next_row()? {
            let Some(code) = self.code(&row, rows.code, &name)? else { continue };
            if !self.selection.holds(&code) {
                continue;
            }
            match rows.facts(&row, &code) {
                None => {
                    self.directory.remarks.at("districts without a name are left out", place(&name, &row));
                }
                Some(_) if self.districts.contains_key(&code) => {
                    self.directory
                        .remarks
                        .at("districts that stand twice are taken once", place(&name, &row));
                }
                Some(facts) => drop(self.districts.insert(code, facts)),
            }
        }
        Ok(())
    }

    fn schools(&mut self, mut table: Table<'_>, afar: &HashSet<String>) -> Result<(), String> {
        let rows = SchoolRows::of(&table)?;
        let name = table.name().to_string();
        if rows.district_name.is_none() && self.districts.is_empty() {
            self.directory.remarks.say(
                "the list of schools has no column for the names of districts (`LEA_NAME`), so they are called by their codes; take the \
                 list of districts too",
            );
        }
        let mut seen = HashSet::new();
        while let Some(row) = table.next_row()? {
            let Some(code) = self.code(&row, rows.district, &name)? else { continue };
            if !self.selection.holds(&code) {
                continue;
            }
            let remarks = &mut self.directory.remarks;
            let read = rows.facts(&row, afar);
            let mut facts = match read {
                Ok(facts) => facts,
                Err(why) => {
                    remarks.at(&format!("schools are left out because {why}"), place(&name, &row));
                    continue;
                }
            };
            if facts.nces_id.as_ref().is_some_and(|code| !seen.insert(code.clone())) {
                remarks.at("schools that stand twice are taken once", place(&name, &row));
                continue;
            }
            if !rows.add_days(&row, &mut facts) {
                remarks.at(
                    "schools are closed or not open yet, on a day that is not told, so they are left out",
                    place(&name, &row),
                );
                continue;
            }
            let district =
                self.districts.entry(code).or_insert_with_key(|code| rows.district_facts(&row, code));
            let counties = self.counties.entry(district.nces_id.clone().unwrap_or_default()).or_default();
            counties.extend(rows.county(&row));
            district.schools.push(facts);
        }
        Ok(())
    }

    /// The federal code of a row's district.
    fn code(&mut self, row: &Row<'_>, column: usize, name: &str) -> Result<Option<String>, String> {
        use super::cells::CodeProblem;
        let text = row.text(Some(column));
        // A school's code begins with that of its district.
        let code = super::cells::code(&text, 7).or_else(|problem| {
            super::cells::code(&text, 12).map(|code| code[..7].to_string()).map_err(|_| problem)
        });
        match code {
            Ok(code) if state_of(&code).is_some() => {
                self.states.extend(state_of(&code));
                Ok(Some(code))
            }
            Err(CodeProblem::Rounded) => Err(format!(
                "{}: a spreadsheet has rounded the codes (`{text}`). Name the file as it was downloaded",
                place(name, row)
            )),
            // What is told below a list, such as where it comes from, stands in one cell.
            Err(CodeProblem::Missing) if row.texts().filter(|text| given(text).is_some()).count() < 2 => {
                Ok(None)
            }
            Ok(_) | Err(CodeProblem::Missing | CodeProblem::Wrong) => {
                self.directory
                    .remarks
                    .at("rows without a district's code of 7 digits are left out", place(name, row));
                Ok(None)
            }
        }
    }

    fn finish(mut self) -> Result<Directory, String> {
        if self.selection.districts.is_empty() && self.selection.state.is_none() && self.states.len() > 1 {
            return Err(format!(
                "the directory holds {} states: name yours with `--state`, such as `--state CA`, or a district with `--district`, such as \
                 `--district 0691234`",
                self.states.len()
            ));
        }
        let missing: Vec<&str> = self
            .selection
            .districts
            .iter()
            .map(String::as_str)
            .filter(|code| !self.districts.contains_key(*code))
            .collect();
        if !missing.is_empty() {
            return Err(format!("the directory has no district {}", missing.join(", ")));
        }
        if self.districts.is_empty() {
            return Err("the directory holds no district that was asked for".into());
        }
        for (code, counties) in self.counties {
            let Some(district) = self.districts.get_mut(&code).filter(|district| district.county.is_none())
            else {
                continue;
            };
            let mut all = counties.into_iter();
            district.county = all.next().filter(|_| all.next().is_none());
        }
        self.directory.take(self.districts.into_values());
        Ok(self.directory)
    }
}

/// The place of a row, as people look it up.
fn place(name: &str, row: &Row<'_>) -> String {
    let short = name.rsplit(['/', '\\']).next().unwrap_or(name);
    format!("`{short}`, line {}", row.line)
}
