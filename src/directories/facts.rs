//! What other systems say of districts and schools, in the words of a toolkit.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{DistrictKind, GradeSpan, SchoolKind, SchoolLevel};

/// Districts with their schools, as another system tells them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// The districts, in the order of their names.
    pub districts: Vec<DistrictFacts>,
    /// Whether a school that is not in it is in the system no more.
    pub is_whole: bool,
    /// What whoever imports should know, a sentence each.
    pub remarks: Remarks,
}

impl Directory {
    /// Takes districts, and puts them and their schools into the order of their names.
    pub fn take(&mut self, districts: impl Iterator<Item = DistrictFacts>) {
        self.districts.extend(districts);
        self.districts.sort_by(|a, b| (&a.name, &a.nces_id).cmp(&(&b.name, &b.nces_id)));
        for district in &mut self.districts {
            let key =
                |school: &SchoolFacts| (school.name.clone(), school.nces_id.clone(), school.state_id.clone());
            district.schools.sort_by_cached_key(key);
        }
    }
}

/// A district.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistrictFacts {
    /// Its id in this toolkit, where that is known already.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its state, as two letters.
    pub state: Option<String>,
    /// Its city.
    pub city: Option<String>,
    /// Its county.
    pub county: Option<String>,
    /// What kind of district it is.
    pub kind: Option<DistrictKind>,
    /// Its federal code.
    pub nces_id: Option<String>,
    /// The state's own number.
    pub state_id: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Whether it is no district any more.
    pub is_closed: bool,
    /// Its schools, in the order of their names.
    pub schools: Vec<SchoolFacts>,
}

impl DistrictFacts {
    /// Whether it is no district any more: it is said to be closed, or every one of its schools is.
    pub fn is_gone(&self) -> bool {
        let is_empty = !self.schools.is_empty() && self.schools.iter().all(|school| school.closed.is_some());
        self.is_closed || is_empty
    }
}

/// A school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchoolFacts {
    /// Its name.
    pub name: String,
    /// Its city, which tells schools of one name apart.
    pub city: Option<String>,
    /// Which grades it has, in a word.
    pub level: Option<SchoolLevel>,
    /// Its grades.
    pub grades: Option<GradeSpan>,
    /// What kind of school it is.
    pub kind: Option<SchoolKind>,
    /// Its federal code.
    pub nces_id: Option<String>,
    /// The state's own number.
    pub state_id: Option<String>,
    /// Whether it is said to be open.
    pub is_open: bool,
    /// Its first day, where it opened lately.
    pub opened: Option<Date>,
    /// The first day on which it is no school any more.
    pub closed: Option<Date>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// Who leads it.
    pub leader: Option<Leader>,
}

/// Who leads a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// The person.
    pub name: String,
    /// The office.
    pub title: String,
    /// The e-mail address.
    pub email: Option<String>,
}

/// What whoever imports should know: the first few of each kind, and how many more there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    kinds: BTreeMap<String, (Vec<String>, usize)>,
}

/// How many of one kind are told.
const TOLD: usize = 3;

impl Remarks {
    /// Adds a remark on one place, such as "`file`, line 7".
    pub fn at(&mut self, what: &str, place: impl Into<String>) {
        let (places, count) = self.kinds.entry(what.to_string()).or_default();
        *count += 1;
        if places.len() < TOLD {
            places.push(place.into());
        }
    }

    /// Adds a remark that has no place.
    pub fn say(&mut self, what: impl Into<String>) {
        self.kinds.entry(what.into()).or_default();
    }

    /// The remarks as sentences.
    pub fn lines(&self) -> Vec<String> {
        let line = |(what, (places, count)): (&String, &(Vec<String>, usize))| match count - places.len() {
            _ if places.is_empty() => format!("{what}."),
            0 => format!("{what}: {}.", places.join("; ")),
            more => format!("{what}: {}; and {more} more.", places.join("; ")),
        };
        self.kinds.iter().map(line).collect()
    }
}
