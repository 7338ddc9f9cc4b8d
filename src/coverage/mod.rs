//! Every figure of the coverage report, as pure functions from the model and a date (FORMAT §2).
//!
//! Arithmetic is exact, on whole numbers, until the one rounding at the end. No name of a person is in here.

mod assessment;
mod csv;
mod district;
mod share;
mod team;

pub use assessment::{AreaResult, AssessmentReport, IndicatorCounts, Tally, across_teams, results_by_area};
pub use csv::to_csv;
pub use district::{GrowthPoint, Options, PerspectiveTotal, Report, SchoolReach, Totals, TotalsItem, report};
pub use share::Share;
pub use team::{
    Axis, AxisItem, Community, Party, Responsibility, Status, TeamReport, holders, internal_makeup,
    stretched_members, team_report,
};
