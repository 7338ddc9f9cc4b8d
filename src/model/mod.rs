//! The toolkit as plain typed data that can't hold nonsense: settings, framework, districts, schools,
//! teams, resources, self-assessments. What must not be published (a hidden name, a student's, a small
//! group's counts) either is not here at all or has no way out of its type.

mod assessment;
mod counts;
mod district;
mod framework;
mod grades;
mod ids;
mod lang;
mod listed;
mod resource;
mod school;
mod settings;
mod team;

pub use assessment::{Assessment, NextStep};
pub use counts::{
    Band, Compared, Counts, Makeup, MakeupPoints, Withheld, makeup, makeup_points, round_half_away,
    sum_makeup, sum_makeup_points, why_withheld,
};
pub use district::{Brand, Contact, District, DistrictKind};
pub use framework::{Expectation, Framework, Function, Group, Means, Perspective, Rating, Side, TeamLevel};
pub use grades::{Grade, GradeSpan};
pub use ids::{
    AssessmentId, DistrictId, FunctionId, GroupId, IndicatorId, MemberId, PerspectiveId, RESERVED, RatingId,
    ResourceId, SLIPS, SchoolId, TeamId, folded, id_of, id_problem, id_suggestion,
};
pub use lang::{Lang, Text};
pub use listed::{Identified, Listed};
pub use resource::{
    Alias, Area, Body, Help, Kind, Resource, ResourceLevel, Resources, Role, Rubric, Variant,
};
pub use school::{School, SchoolKind, SchoolLevel, Schools};
pub use settings::{AssessmentsShown, Color, MonthDay, Settings};
pub use team::{Formation, KeptBack, Member, Scope, Seat, Team};
