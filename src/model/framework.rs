//! What a good team is: perspectives, key functions, student groups, the rating scale.

use super::listed::{Listed, identified};
use super::{FunctionId, GroupId, Lang, PerspectiveId, RatingId, Text};
use crate::words::words;

/// What a good team is. Every list keeps its author's order.
#[derive(Debug, Clone, Default)]
pub struct Framework {
    /// The path of its file below the toolkit's root; empty for the compiled-in one.
    pub path: String,
    /// Who should be at the table.
    pub perspectives: Listed<Perspective>,
    /// The team's key functions.
    pub functions: Listed<Function>,
    /// The student groups of demographics tables.
    pub groups: Listed<Group>,
    /// The rating scale of rubrics that bring none, best first.
    pub scale: Listed<Rating>,
    /// Whether something in its file could not be read, so that an id may be meant that is not here.
    pub in_doubt: bool,
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
    /// How many points it gives.
    pub points: Option<u64>,
    /// How one knows that this is the right one.
    pub hint: Option<Text>,
}

identified!(Perspective, Function, Group, Rating);

words! {
    /// Where whoever brings a perspective comes from.
    Side {
        /// From the school or the district.
        School = "school",
        /// From the community.
        Community = "community",
    }
}

words! {
    /// Whether a team works for a district or for a school.
    TeamLevel {
        /// A district's team.
        District = "district",
        /// A school's team.
        School = "school",
    }
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

words! {
    /// What a rating counts as.
    Means {
        /// It is in place.
        InPlace = "in-place",
        /// It is being developed.
        Developing = "developing",
        /// It is missing.
        Gap = "gap",
        /// The team doesn't know.
        Unknown = "unknown",
        /// It does not concern the team: it counts nowhere.
        NotApplicable = "not-applicable",
    }
}

impl Means {
    /// Whether a rating says nothing of how it is.
    pub fn is_silent(self) -> bool {
        match self {
            Self::Unknown | Self::NotApplicable => true,
            Self::InPlace | Self::Developing | Self::Gap => false,
        }
    }
}

impl Rating {
    /// Whether it has this name in one of some languages; capitals make no difference.
    pub fn is_called(&self, name: &str, langs: &[&Lang], default: &Lang) -> bool {
        langs.iter().any(|lang| self.name.get(lang, default).0.to_lowercase() == name.to_lowercase())
    }
}

impl Framework {
    /// The perspective of this id.
    pub fn perspective(&self, id: &PerspectiveId) -> Option<&Perspective> {
        self.perspectives.get(id)
    }

    /// The function of this id.
    pub fn function(&self, id: &FunctionId) -> Option<&Function> {
        self.functions.get(id)
    }

    /// Which side a perspective is of; unknown ones are of none.
    pub fn side(&self, id: &PerspectiveId) -> Option<Side> {
        self.perspective(id).map(|perspective| perspective.side)
    }
}
