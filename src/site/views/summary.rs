//! A district's line in the table of districts, and how a build leaves it for the page above them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coverage::{Report, Share};
use crate::model::{District, DistrictId, DistrictKind, Lang, id_problem};
use crate::site::Site;

/// A district's line in the table of districts.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The district.
    pub id: DistrictId,
    /// Its name in the toolkit's default language, and the language it is in.
    pub name: (String, Lang),
    /// Its state.
    pub state: Option<String>,
    /// Its city and its county, which tell districts of one name apart.
    pub place: Option<String>,
    /// What kind of district it is.
    pub kind: Option<DistrictKind>,
    /// The district that serves it.
    pub part_of: Option<DistrictId>,
    /// Schools with a team.
    pub schools: Share,
    /// Seats at the table that are filled.
    pub perspectives: Share,
    /// Functions that are carried.
    pub functions: Share,
    /// Teams.
    pub teams: usize,
    /// Current members, added up over the teams.
    pub people: usize,
}

/// A summary as a build leaves it for `teamkit overview`.
#[derive(Serialize, Deserialize)]
struct Stored {
    schema: String,
    as_of: Date,
    district: String,
    name: String,
    lang: String,
    state: Option<String>,
    place: Option<String>,
    kind: Option<String>,
    part_of: Option<String>,
    schools: [u64; 2],
    perspectives: [u64; 2],
    functions: [u64; 2],
    teams: usize,
    people: usize,
}

/// What a stored summary begins with.
const SCHEMA: &str = "teamkit/summary/1";

impl Summary {
    /// The summary as it is stored.
    pub fn to_json(&self, as_of: Date) -> Vec<u8> {
        let of = |share: Share| [share.part, share.whole];
        let stored = Stored {
            schema: SCHEMA.to_string(),
            as_of,
            district: self.id.to_string(),
            name: self.name.0.clone(),
            lang: self.name.1.to_string(),
            state: self.state.clone(),
            place: self.place.clone(),
            kind: self.kind.map(|kind| kind.word().to_string()),
            part_of: self.part_of.as_ref().map(ToString::to_string),
            schools: of(self.schools),
            perspectives: of(self.perspectives),
            functions: of(self.functions),
            teams: self.teams,
            people: self.people,
        };
        let mut bytes = serde_json::to_vec_pretty(&stored).expect("texts and numbers");
        bytes.push(b'\n');
        bytes
    }

    /// A stored summary, and the date of its figures; `None` where it is none.
    pub fn parse(bytes: &[u8]) -> Option<(Self, Date)> {
        let stored: Stored =
            serde_json::from_slice(bytes).ok().filter(|stored: &Stored| stored.schema == SCHEMA)?;
        id_problem(&stored.district).is_none().then_some(())?;
        let of = |[part, whole]: [u64; 2]| Share { part, whole };
        let summary = Self {
            id: DistrictId::new(&stored.district),
            name: (stored.name, Lang::parse(&stored.lang)?),
            state: stored.state,
            place: stored.place,
            kind: stored.kind.as_deref().and_then(DistrictKind::parse),
            part_of: stored.part_of.filter(|id| id_problem(id).is_none()).map(|id| DistrictId::new(&id)),
            schools: of(stored.schools),
            perspectives: of(stored.perspectives),
            functions: of(stored.functions),
            teams: stored.teams,
            people: stored.people,
        };
        Some((summary, stored.as_of))
    }

    /// The line of a district.
    pub fn new(district: &District, report: &Report, default: &Lang) -> Self {
        let (name, lang) = district.name.get(default, default);
        Self {
            id: district.id.clone(),
            name: (name.to_string(), lang.clone()),
            state: district.state.clone(),
            place: place(district),
            kind: district.kind,
            part_of: district.part_of.clone(),
            schools: report.schools.reach,
            perspectives: report.perspectives.share,
            functions: report.functions.share,
            teams: report.teams.len(),
            people: report.teams.iter().map(|team| team.people).sum(),
        }
    }
}

/// "Riverbend, Cedar", of what is known.
fn place(district: &District) -> Option<String> {
    let known: Vec<&str> =
        [&district.city, &district.county].into_iter().filter_map(|part| part.as_deref()).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

impl Site {
    /// The district's line in the table of districts.
    pub fn summary_line(&self) -> Summary {
        Summary::new(self.district(), self.report(), self.toolkit().settings().default_language())
    }
}
