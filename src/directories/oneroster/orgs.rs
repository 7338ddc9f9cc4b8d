//! `orgs.csv`: districts and schools.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::{DistrictFacts, Export, ORGS, Options, Remarks, SchoolFacts, is_active};
use crate::directories::ccd::state_of;
use crate::directories::cells;
use crate::directories::facts::Leader;
use crate::directories::names::as_written;
use crate::model::{Grade, GradeSpan};
use crate::tables::folded;
use crate::tables::headed::{Column, Row, Table};

/// What an organization is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// A school.
    School,
    /// A district.
    District,
    /// A local organization, which may be the district.
    Local,
    /// A department, a state, a nation.
    #[default]
    Other,
}

impl Kind {
    /// What a word of the export means, in whatever letters.
    fn parse(word: &str) -> Self {
        match folded(word).as_str() {
            "school" | "campus" | "adulteducation" => Self::School,
            "district" | "schooldistrict" | "lea" => Self::District,
            "local" | "localauthority" => Self::Local,
            _ => Self::Other,
        }
    }
}

/// An organization.
#[derive(Debug, Clone, Default)]
pub(super) struct Org {
    name: String,
    kind: Kind,
    identifier: Option<String>,
    /// A federal code in a column of its own.
    nces: Option<String>,
    city: Option<String>,
    county: Option<String>,
    phone: Option<String>,
    website: Option<String>,
    parent: String,
    /// The grades that its own row tells.
    pub(super) grades: Option<GradeSpan>,
    /// Who leads it.
    pub(super) leader: Option<Leader>,
}

/// All organizations, by the ids that they have in the export.
#[derive(Debug, Default)]
pub(super) struct Orgs {
    all: HashMap<String, Org>,
    /// The ids in the order of the file.
    order: Vec<String>,
    /// The words for what is neither a district nor a school.
    others: BTreeSet<String>,
    /// How many rows are to be deleted or not in use.
    gone: usize,
}

const ID: Column = &["sourcedId", "sourceId"];
const NAME: Column = &["name"];
const TYPE: Column = &["type", "orgType"];
const STATUS: Column = &["status"];
const IDENTIFIER: Column = &["identifier"];
const PARENT: Column = &["parentSourcedId", "parentSourceId", "parent"];
const NCES: Column =
    &["metadata.ncesId", "metadata.nces", "metadata.ncesSchoolId", "metadata.ncesDistrictId", "ncesId"];
const CITY: Column = &["metadata.city", "city"];
const COUNTY: Column = &["metadata.county", "county"];
const PHONE: Column = &["metadata.phone", "phone"];
const WEBSITE: Column = &["metadata.website", "metadata.url", "website"];
const GRADES: Column = &["metadata.grades", "grades", "metadata.gradeLevels"];
const LOWEST: Column = &["metadata.lowGrade", "metadata.lowestGrade", "metadata.gradeLow", "lowGrade"];
const HIGHEST: Column = &["metadata.highGrade", "metadata.highestGrade", "metadata.gradeHigh", "highGrade"];

impl Orgs {
    /// Reads `orgs.csv`.
    pub(super) fn read(export: &Export, remarks: &mut Remarks) -> Result<Self, String> {
        let entry = export.named(ORGS)?.ok_or_else(|| {
            let what = "there is no `orgs.csv`, which lists the districts and schools, so it is not a OneRoster export";
            what.to_string() + &export.instead()
        })?;
        entry.open(|source| {
            let mut table = Table::open(&entry.shown, source, &[ID, NAME, TYPE, STATUS, IDENTIFIER, PARENT])?;
            let id = table.needed(ID)?;
            let (name, kind) = (table.needed(NAME)?, table.needed(TYPE)?);
            let columns = Columns::of(&table);
            let mut orgs = Self::default();
            while let Some(row) = table.next_row()? {
                let line = format!("`orgs.csv`, line {}", row.line);
                let id = row.text(Some(id)).into_owned();
                let word = row.text(Some(kind));
                let kind = Kind::parse(&word);
                if !is_active(&row.text(columns.status)) {
                    orgs.gone += 1;
                    remarks.at("organizations that are to be deleted or not in use are left out", line);
                    continue;
                }
                let Some(name) =
                    cells::name(&row.text(Some(name))).map(as_written).filter(|_| !id.is_empty())
                else {
                    remarks.at("organizations without a name or `sourcedId` are left out", line);
                    continue;
                };
                if orgs.all.contains_key(&id) {
                    remarks.at("organizations that stand twice are taken once", line);
                    continue;
                }
                if kind == Kind::Other {
                    orgs.others.insert(word.into_owned());
                }
                orgs.order.push(id.clone());
                orgs.all.insert(id, columns.org(&row, name, kind));
            }
            orgs.promote();
            Ok(orgs)
        })
    }

    /// Some programs call the district a local organization, and name no other.
    fn promote(&mut self) {
        if self.all.values().any(Org::is_district) {
            return;
        }
        for org in self.all.values_mut().filter(|org| org.kind == Kind::Local) {
            org.kind = Kind::District;
        }
    }

    /// The state of the export: the one that was named, else the one that all schools' federal codes begin with.
    fn state<'o>(&self, options: &'o Options) -> Option<&'o str> {
        let of_schools = || {
            let mut states = self.all.values().filter(|org| org.is_school()).filter_map(Org::federal);
            let first = states.next().as_deref().and_then(state_of)?;
            states.all(|code| state_of(&code) == Some(first)).then_some(first)
        };
        options.state.as_deref().or_else(of_schools)
    }

    /// What stands in `orgs.csv` in place of districts and schools.
    fn without_any(&self) -> String {
        let is_word = |word: &&String| word.len() <= 24 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let words: Vec<String> =
            self.others.iter().filter(is_word).take(3).map(|word| format!("`{word}`")).collect();
        let instead = match (words.is_empty(), self.gone) {
            (false, _) => format!("; its rows are of the type {}. Export the schools too", words.join(", ")),
            (true, 0) => ". Export the districts and schools too".to_string(),
            (true, _) => "; its rows are to be deleted or not in use. Ask for a full export".to_string(),
        };
        format!("`orgs.csv` has no row of the type `district` or `school`{instead}")
    }

    /// The school of an id in the export.
    pub(super) fn school_mut(&mut self, id: &str) -> Option<&mut Org> {
        self.all.get_mut(id).filter(|org| org.is_school())
    }

    /// The schools.
    pub(super) fn schools_mut(&mut self) -> impl Iterator<Item = (&String, &mut Org)> {
        self.all.iter_mut().filter(|(_, org)| org.is_school())
    }

    /// The id of the district that an organization belongs to.
    fn district_of(&self, org: &Org) -> Option<&str> {
        let mut parent = org.parent.as_str();
        // As deep as organizations go; two that are each other's parents go nowhere.
        for _ in 0..8 {
            let (id, above) = self.all.get_key_value(parent)?;
            if above.is_district() {
                return Some(id);
            }
            parent = &above.parent;
        }
        None
    }

    /// The districts with their schools.
    pub(super) fn districts(
        &self,
        options: &Options,
        remarks: &mut Remarks,
    ) -> Result<Vec<DistrictFacts>, String> {
        let of_kind = |is: fn(&Org) -> bool| {
            self.order
                .iter()
                .filter_map(move |id| self.all.get(id).filter(|org| is(org)).map(|org| (id.as_str(), org)))
        };
        let mut districts: HashMap<&str, Vec<&Org>> =
            of_kind(Org::is_district).map(|(id, _)| (id, Vec::new())).collect();
        let only = (districts.len() == 1).then(|| districts.keys().next().copied()).flatten();
        let mut homeless = Vec::new();
        for (_, school) in of_kind(Org::is_school) {
            match self.district_of(school).or(only).and_then(|id| districts.get_mut(id)) {
                Some(schools) => schools.push(school),
                None => homeless.push(school),
            }
        }
        if districts.is_empty() && homeless.is_empty() {
            return Err(self.without_any());
        }
        let state = self.state(options);
        let facts_of = |(id, org): (&str, &Org)| {
            org.district_facts(districts.get(id).map_or(&[][..], Vec::as_slice), state)
        };
        let mut facts: Vec<DistrictFacts> = of_kind(Org::is_district).map(facts_of).collect();
        name_the_one(&mut facts, options)?;
        if !homeless.is_empty() && facts.is_empty() {
            let id = options.district.clone().ok_or(
                "the export names no district for its schools: name the toolkit's with `--district`",
            )?;
            let none = Org::default();
            facts.push(DistrictFacts { id: Some(id), ..none.district_facts(&homeless, state) });
        } else {
            for school in homeless {
                remarks.at(
                    "schools that belong to none of the export's districts are left out",
                    format!("`{}`", school.name),
                );
            }
        }
        Ok(facts)
    }
}

/// Gives the export's district the id that was named.
fn name_the_one(districts: &mut [DistrictFacts], options: &Options) -> Result<(), String> {
    let Some(id) = options.district.as_ref().filter(|_| options.is_named) else { return Ok(()) };
    match districts {
        [] => {}
        [one] => one.id = Some(id.clone()),
        several => {
            return Err(format!(
                "the export holds {} districts, so it is not that of `{id}` alone; leave `--district` out, and they are found \
                 by their numbers and names",
                several.len()
            ));
        }
    }
    Ok(())
}

/// Where the columns stand that need not be there.
struct Columns {
    status: Option<usize>,
    identifier: Option<usize>,
    parent: Option<usize>,
    nces: Option<usize>,
    city: Option<usize>,
    county: Option<usize>,
    phone: Option<usize>,
    website: Option<usize>,
    grades: Option<usize>,
    ends: [Option<usize>; 2],
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        let place = |column| table.place(column);
        Self {
            status: place(STATUS),
            identifier: place(IDENTIFIER),
            parent: place(PARENT),
            nces: place(NCES),
            city: place(CITY),
            county: place(COUNTY),
            phone: place(PHONE),
            website: place(WEBSITE),
            grades: place(GRADES),
            ends: [LOWEST, HIGHEST].map(place),
        }
    }

    fn org(&self, row: &Row<'_>, name: String, kind: Kind) -> Org {
        let given = |place| cells::given(&row.text(place)).map(str::to_string);
        let [low, high] = self.ends.map(|place| cells::grade(&row.text(place)));
        let listed: Vec<Grade> =
            row.text(self.grades).split([',', ';', ' ']).filter_map(cells::grade).collect();
        let ends = low.zip(high).and_then(|(low, high)| GradeSpan::new(low, high));
        Org {
            name,
            kind,
            identifier: given(self.identifier),
            nces: given(self.nces),
            city: given(self.city).map(|city| as_written(&city)),
            county: given(self.county).map(|county| as_written(&county)),
            phone: cells::phone(&row.text(self.phone)),
            website: cells::website(&row.text(self.website)),
            parent: row.text(self.parent).into_owned(),
            grades: ends.or_else(|| GradeSpan::of(listed)),
            leader: None,
        }
    }
}

impl Org {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn is_school(&self) -> bool {
        self.kind == Kind::School
    }

    fn is_district(&self) -> bool {
        self.kind == Kind::District
    }

    /// What is known of a district with these schools.
    fn district_facts(&self, schools: &[&Self], of_export: Option<&str>) -> DistrictFacts {
        let begins = |school: &&Self, code: &str| school.federal().is_some_and(|own| own.starts_with(code));
        let own =
            self.nces.clone().or_else(|| self.identifier.clone()).and_then(|id| cells::code(&id, 7).ok());
        // Seven digits can be the state's number too: they are federal where a column says so, where schools' federal
        // codes begin with them, or where they begin as the state's do.
        let is_federal = |code: &String| {
            let by_state = of_export.is_some() && of_export == state_of(code);
            self.nces.is_some() || schools.iter().any(|school| begins(school, code)) || by_state
        };
        let nces_id = own.filter(is_federal);
        let state = of_export.or_else(|| nces_id.as_deref().and_then(state_of));
        DistrictFacts {
            name: self.name.clone(),
            state: state.filter(|state| !matches!(*state, "BI" | "DD")).map(str::to_string),
            city: self.city.clone(),
            county: self.county.clone(),
            state_id: self.state_id(nces_id.as_deref()),
            nces_id,
            website: self.website.clone(),
            phone: self.phone.clone(),
            schools: schools.iter().map(|school| school.school_facts()).collect(),
            ..DistrictFacts::default()
        }
    }

    fn school_facts(&self) -> SchoolFacts {
        let nces_id = self.federal();
        SchoolFacts {
            name: self.name.clone(),
            city: self.city.clone(),
            level: self.grades.map(GradeSpan::level),
            grades: self.grades,
            state_id: self.state_id(nces_id.as_deref()),
            nces_id,
            phone: self.phone.clone(),
            website: self.website.clone(),
            leader: self.leader.clone(),
            ..SchoolFacts::default()
        }
    }

    /// A school's federal code: twelve digits that begin as a state's do.
    fn federal(&self) -> Option<String> {
        let code = cells::code(self.nces.as_deref().or(self.identifier.as_deref())?, 12).ok()?;
        state_of(&code).map(|_| code.clone())
    }

    /// The state's own number: the identifier where that is not the federal code, nor one that a program made up.
    fn state_id(&self, nces_id: Option<&str>) -> Option<String> {
        const LONGEST: usize = 24;
        let id = self.identifier.as_deref()?;
        let is_federal = nces_id.is_some_and(|code| code.ends_with(id) && id.len() + 1 >= code.len());
        let is_made_up = id.len() > LONGEST || id.contains(['{', '}']);
        (!is_federal && !is_made_up).then(|| id.to_string())
    }
}
