//! Rows of the federal directory made into facts.

use std::borrow::Cow;

use hashbrown::HashSet;
use jiff::civil::Date;

use super::codes::{self, Status, state_of};
use super::columns as c;
use crate::directories::cells::{self, given};
use crate::directories::facts::{DistrictFacts, SchoolFacts};
use crate::directories::names::as_written;
use crate::model::{GradeSpan, SchoolLevel};
use crate::tables::headed::{Column, Row, Table};

/// The columns that lists of districts and of schools have in common.
struct Shared {
    name: Option<usize>,
    state: Option<usize>,
    own_state: Option<usize>,
    cities: [Option<usize>; 2],
    county: Option<usize>,
    phone: Option<usize>,
    website: Option<usize>,
    status: [Option<usize>; 4],
}

impl Shared {
    fn of(table: &Table<'_>, name: Column, own_state: Column) -> Self {
        let place = |column| table.place(column);
        Self {
            name: place(name),
            state: place(&["LSTATE", "MSTATE"]),
            own_state: place(own_state),
            cities: [place(c::CITY), place(c::MAIL_CITY)],
            county: place(c::COUNTY),
            phone: place(c::PHONE),
            website: place(c::WEBSITE),
            status: [c::LATER_STATUS, c::LATER_STATUS_TEXT, c::STATUS, c::STATUS_TEXT].map(place),
        }
    }

    fn name(&self, row: &Row<'_>) -> Option<String> {
        cells::name(&row.text(self.name)).map(as_written)
    }

    fn city(&self, row: &Row<'_>) -> Option<String> {
        self.cities.iter().find_map(|place| given(&row.text(*place)).map(as_written))
    }

    /// The county without the word for one.
    fn county(&self, row: &Row<'_>) -> Option<String> {
        let county = given(&row.text(self.county)).map(as_written)?;
        Some(county.strip_suffix(" County").map_or(county.clone(), str::to_string))
    }

    /// What was found out later, else what was said at first.
    fn status(&self, row: &Row<'_>) -> Status {
        let [later, later_words, code, words] = self.status.map(|place| row.text(place));
        if given(&later).is_some() || given(&later_words).is_some() {
            return codes::status(&later, &later_words);
        }
        codes::status(&code, &words)
    }
}

/// The state's own number, without the state that newer layouts put before it.
fn state_id(text: &str) -> Option<String> {
    let text = given(text)?;
    let bare = text.split_once('-').filter(|(state, _)| codes::state(state).is_some());
    Some(bare.map_or(text, |(_, rest)| rest).to_string())
}

/// The columns of a list of districts.
pub(super) struct DistrictRows {
    /// The federal code.
    pub(super) code: usize,
    shared: Shared,
    kind: [Option<usize>; 3],
}

impl DistrictRows {
    /// Finds the columns.
    pub(super) fn of(table: &Table<'_>) -> Result<Self, String> {
        Ok(Self {
            code: table.needed(c::DISTRICT_CODE)?,
            shared: Shared::of(table, c::DISTRICT_NAME, c::STATE_DISTRICT),
            kind: [c::DISTRICT_TYPE, c::DISTRICT_TYPE_TEXT, c::DISTRICT_CHARTER]
                .map(|column| table.place(column)),
        })
    }

    /// What a row says; `None` without a name.
    pub(super) fn facts(&self, row: &Row<'_>, code: &str) -> Option<DistrictFacts> {
        let [kind, words, charter] = self.kind.map(|place| row.text(place));
        Some(DistrictFacts {
            name: self.shared.name(row)?,
            state: state(code, row, &self.shared),
            city: self.shared.city(row),
            county: self.shared.county(row),
            kind: codes::district_kind((&kind, &words), &charter),
            nces_id: Some(code.to_string()),
            state_id: state_id(&row.text(self.shared.own_state)),
            website: cells::website(&row.text(self.shared.website)),
            phone: cells::phone(&row.text(self.shared.phone)),
            is_closed: self.shared.status(row) == Status::Closed,
            ..DistrictFacts::default()
        })
    }
}

/// A district's state: schools abroad and on reservations have a code of their own, but lie somewhere.
fn state(code: &str, row: &Row<'_>, shared: &Shared) -> Option<String> {
    let by_code = state_of(code).filter(|state| !matches!(*state, "BI" | "DD"));
    by_code.map(str::to_string).or_else(|| {
        let text = row.text(shared.state);
        codes::state(&text).map(str::to_string)
    })
}

/// The columns of a list of schools.
pub(super) struct SchoolRows {
    /// The federal code of the district, or of the school, which begins with it.
    pub(super) district: usize,
    code: usize,
    shared: Shared,
    /// What their districts are called.
    pub(super) district_name: Option<usize>,
    district_state: Option<usize>,
    since: Option<usize>,
    year: Option<usize>,
    level: Option<usize>,
    grades: [Option<usize>; 2],
    kind: [Option<usize>; 3],
    afar: Option<usize>,
}

impl SchoolRows {
    /// Finds the columns.
    pub(super) fn of(table: &Table<'_>) -> Result<Self, String> {
        let code = table.needed(c::SCHOOL_CODE)?;
        Ok(Self {
            district: table.place(c::DISTRICT_CODE).unwrap_or(code),
            code,
            shared: Shared::of(table, c::SCHOOL_NAME, c::STATE_SCHOOL),
            district_name: table.place(c::DISTRICT_NAME),
            district_state: table.place(c::STATE_DISTRICT),
            since: table.place(c::SINCE),
            year: table.place(c::YEAR),
            level: table.place(c::LEVEL),
            grades: [c::LOWEST, c::HIGHEST].map(|column| table.place(column)),
            kind: [c::SCHOOL_TYPE, c::SCHOOL_TYPE_TEXT, c::CHARTER].map(|column| table.place(column)),
            afar: table.place(c::VIRTUAL),
        })
    }

    /// What a row says of a school, but for its days.
    ///
    /// # Errors
    /// Why it says too little.
    pub(super) fn facts(&self, row: &Row<'_>, afar: &HashSet<String>) -> Result<SchoolFacts, &'static str> {
        let name = self.shared.name(row).ok_or("they have no name")?;
        let code = cells::code(&row.text(Some(self.code)), 12)
            .ok()
            .filter(|code| state_of(code).is_some())
            .ok_or("their code (`NCESSCH`) has not 12 digits that begin with a state's")?;
        let [kind, words, charter] = self.kind.map(|place| row.text(place));
        let is_virtual = afar.contains(&code) || codes::is_virtual(&row.text(self.afar));
        let [low, high] = self.grades.map(|place| cells::grade(&row.text(place)));
        let grades = low.zip(high).and_then(|(low, high)| GradeSpan::new(low, high));
        Ok(SchoolFacts {
            name,
            city: self.shared.city(row),
            level: self.level(row, grades),
            grades,
            kind: codes::school_kind((&kind, &words), &charter, is_virtual),
            nces_id: Some(code),
            state_id: state_id(&row.text(self.shared.own_state)),
            phone: cells::phone(&row.text(self.shared.phone)),
            website: cells::website(&row.text(self.shared.website)),
            ..SchoolFacts::default()
        })
    }

    /// The directory's word, else what the grades are called.
    fn level(&self, row: &Row<'_>, grades: Option<GradeSpan>) -> Option<SchoolLevel> {
        codes::level(&row.text(self.level)).or_else(|| grades.map(GradeSpan::level))
    }

    /// Adds the days on which a school opens or closes: the one that is told, else the first of the school year. Gives
    /// whether it is known.
    pub(super) fn add_days(&self, row: &Row<'_>, facts: &mut SchoolFacts) -> bool {
        let told = cells::day(&row.text(self.since));
        let first_of = |later: i16| {
            let text = row.text(self.year);
            let year: i16 = text.get(..4)?.parse().ok()?;
            Date::new(year.checked_add(later)?, 7, 1).ok()
        };
        match self.shared.status(row) {
            Status::Open => facts.is_open = true,
            Status::New => {
                facts.is_open = true;
                facts.opened = told.or_else(|| first_of(0));
            }
            Status::Future => facts.opened = told.or_else(|| first_of(1)),
            Status::Closed => facts.closed = told.or_else(|| first_of(0)),
        }
        facts.is_open || facts.opened.is_some() || facts.closed.is_some()
    }

    /// What a row says of its district.
    pub(super) fn district_facts(&self, row: &Row<'_>, code: &str) -> DistrictFacts {
        let name: Cow<'_, str> = row.text(self.district_name);
        let name = cells::name(&name).map_or_else(|| format!("District {code}"), as_written);
        DistrictFacts {
            name,
            state: state(code, row, &self.shared),
            nces_id: Some(code.to_string()),
            state_id: state_id(&row.text(self.district_state)),
            ..DistrictFacts::default()
        }
    }

    /// The county that a school lies in.
    pub(super) fn county(&self, row: &Row<'_>) -> Option<String> {
        self.shared.county(row)
    }
}
