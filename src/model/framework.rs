//! What a good team is: perspectives, key functions, student groups, the rating scale.

use serde::Serialize;

use super::{FunctionId, GroupId, Lang, PerspectiveId, RatingId, Text};

/// What a good team is. Every list keeps its author's order.
#[derive(Debug, Clone)]
pub struct Framework {
    /// Who should be at the table.
    pub perspectives: Vec<Perspective>,
    /// The team's key functions.
    pub functions: Vec<Function>,
    /// The student groups of demographics tables.
    pub groups: Vec<Group>,
    /// The rating scale of rubrics that bring none, best first.
    pub scale: Vec<Rating>,
}

/// A point of view that should be at the table.
#[derive(Debug, Clone)]
pub struct Perspective {
    /// Its id.
    pub id: PerspectiveId,
    /// Its name.
    pub name: Text,
    /// Where whoever brings it comes from.
    pub side: Side,
    /// The teams that are expected to have it.
    pub expected_of: Expectation,
}

/// Something that a team does.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its id.
    pub id: FunctionId,
    /// Its name.
    pub name: Text,
    /// What it is, in a sentence.
    pub summary: Option<Text>,
    /// The teams that are expected to do it.
    pub expected_of: Expectation,
}

/// A student group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: Text,
}

/// A step of a rating scale.
#[derive(Debug, Clone)]
pub struct Rating {
    /// Its id.
    pub id: RatingId,
    /// Its name.
    pub name: Text,
    /// What it counts as.
    pub means: Means,
}

/// Where whoever brings a perspective comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// From the school or the district.
    School,
    /// From the community.
    Community,
}

/// Whether a team works for a district or for a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TeamLevel {
    /// A district's team.
    District,
    /// A school's team.
    School,
}

/// The levels of teams that something is expected of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expectation {
    /// Of district teams.
    pub district: bool,
    /// Of school teams.
    pub school: bool,
}

impl Expectation {
    /// Of every team.
    pub const EVERY: Self = Self { district: true, school: true };

    /// Whether it is expected of teams of this level.
    pub fn of(self, level: TeamLevel) -> bool {
        match level {
            TeamLevel::District => self.district,
            TeamLevel::School => self.school,
        }
    }
}

/// What a rating counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// It is in place.
    InPlace,
    /// It is being developed.
    Developing,
    /// It is missing.
    Gap,
    /// The team doesn't know.
    Unknown,
}

impl Framework {
    /// The framework that is compiled in, for toolkits without a `framework.yml`.
    pub fn built_in() -> Self {
        let text = |name: &str| Text::new(Lang::english(), name);
        let perspective = |(id, name, side): &(&str, &str, Side)| Perspective {
            id: PerspectiveId::new(id),
            name: text(name),
            side: *side,
            expected_of: Expectation::EVERY,
        };
        let function = |(id, name, summary): &(&str, &str, &str)| Function {
            id: FunctionId::new(id),
            name: text(name),
            summary: Some(text(summary)),
            expected_of: Expectation::EVERY,
        };
        Self {
            perspectives: PERSPECTIVES.iter().map(perspective).collect(),
            functions: FUNCTIONS.iter().map(function).collect(),
            groups: federal_groups(),
            scale: Self::built_in_scale(),
        }
    }

    /// The compiled-in rating scale.
    pub fn built_in_scale() -> Vec<Rating> {
        SCALE
            .iter()
            .map(|(id, name, means)| Rating {
                id: RatingId::new(id),
                name: Text::new(Lang::english(), *name),
                means: *means,
            })
            .collect()
    }

    /// The perspective of this id.
    pub fn perspective(&self, id: &PerspectiveId) -> Option<&Perspective> {
        self.perspectives.iter().find(|perspective| perspective.id == *id)
    }

    /// Which side a perspective is of; unknown ones are of none.
    pub fn side(&self, id: &PerspectiveId) -> Option<Side> {
        self.perspective(id).map(|perspective| perspective.side)
    }
}

/// The groups in which federal education data are reported.
pub fn federal_groups() -> Vec<Group> {
    GROUPS
        .iter()
        .map(|(id, name)| Group { id: GroupId::new(id), name: Text::new(Lang::english(), *name) })
        .collect()
}

const PERSPECTIVES: [(&str, &str, Side); 11] = [
    ("instruction", "Instruction", Side::School),
    ("student-support", "Student support", Side::School),
    ("family-engagement", "Family engagement", Side::School),
    ("data-management", "Data management", Side::School),
    ("special-education", "Special education", Side::School),
    ("title-i", "Title I", Side::School),
    ("parent-leaders", "Parent leaders", Side::Community),
    ("early-childhood-providers", "Early childhood providers", Side::Community),
    ("health-providers", "Health providers", Side::Community),
    ("nonprofit-partners", "Nonprofit partners", Side::Community),
    ("business-partners", "Business partners", Side::Community),
];

const FUNCTIONS: [(&str, &str, &str); 6] = [
    (
        "organize-strategy",
        "Organize the strategy",
        "Keep one plan for attendance and tie it to the school's other plans.",
    ),
    (
        "review-data",
        "Review attendance data",
        "Look at the numbers regularly and decide what to do about them.",
    ),
    (
        "engage-families",
        "Engage families",
        "Build relationships with families and learn what keeps students away.",
    ),
    ("coordinate-partners", "Coordinate partners", "Bring community help to where it is needed."),
    (
        "plan-supports",
        "Plan supports",
        "Match students and groups with support, from welcome to intensive help.",
    ),
    ("track-progress", "Track progress", "See whether what was agreed was done and what came of it."),
];

const GROUPS: [(&str, &str); 7] = [
    ("american-indian", "American Indian or Alaska Native"),
    ("asian", "Asian"),
    ("black", "Black or African American"),
    ("hispanic", "Hispanic or Latino"),
    ("pacific-islander", "Native Hawaiian or Pacific Islander"),
    ("two-or-more", "Two or more races"),
    ("white", "White"),
];

const SCALE: [(&str, &str, Means); 5] = [
    ("strength", "Strength", Means::InPlace),
    ("ok-for-now", "OK for now", Means::InPlace),
    ("could-be-better", "Could be better", Means::Developing),
    ("urgent-gap", "Urgent gap", Means::Gap),
    ("unknown", "Don't know", Means::Unknown),
];
