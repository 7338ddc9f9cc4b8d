//! A filled-in self-assessment.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AssessmentId, IndicatorId, RatingId, ResourceId, TeamId};

/// How a team rated itself on one day. What the team wrote as evidence, and who does what, stays in its file.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Its file's name.
    pub id: AssessmentId,
    /// The rubric.
    pub rubric: ResourceId,
    /// The team.
    pub team: TeamId,
    /// The day.
    pub date: Date,
    /// The ratings.
    pub ratings: BTreeMap<IndicatorId, RatingId>,
    /// How many ratings besides are of indicators, or of a scale, that the rubric no longer has.
    pub left_out: usize,
    /// How many people rated.
    pub raters: Option<u64>,
    /// What the team will do next, in its order.
    pub steps: Vec<NextStep>,
}

/// Something that a team will do after a self-assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What.
    pub what: String,
    /// By which day.
    pub by: Option<Date>,
    /// The indicator that it is for.
    pub indicator: Option<IndicatorId>,
}

impl Assessment {
    /// Whether it counts as newer than another one of its team and rubric.
    pub fn replaces(&self, other: &Self) -> bool {
        (&self.team, &self.rubric) == (&other.team, &other.rubric)
            && (self.date, &self.id) > (other.date, &other.id)
    }

    /// Whether another one is of the same team, rubric and day.
    pub fn is_same_occasion(&self, other: &Self) -> bool {
        (&self.team, &self.rubric, self.date) == (&other.team, &other.rubric, other.date)
    }
}
