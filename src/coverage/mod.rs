//! Every figure of the coverage report, as pure functions from the model and a date (FORMAT §2).
//!
//! Arithmetic is exact, on whole numbers, until the one rounding at the end. No name of a person is in here.

mod assessment;
mod csv;
mod district;
mod history;
mod share;
mod team;

#[cfg(test)]
mod tests;

pub use assessment::{
    AreaReport, FEWEST_TEAMS, IndicatorCounts, Points, Tally, Telling, across_teams, told_areas,
};
pub use district::{GrowthPoint, Report, TotalsItem, internal_sum_makeup, report};
pub use history::{Comparison, Occasion, history, next_steps};
pub use share::Share;
pub use team::{
    Axis, AxisItem, Party, Status, TeamReport, holders, internal_makeup, stretched_members, team_report,
    why_makeup_withheld,
};

use jiff::civil::Date;

use crate::model::{AssessmentsShown, MonthDay};
use crate::words::words;

words! {
    /// What figures are written as, for other programs.
    Format {
        /// As coverage.json.
        Json = "json",
        /// As coverage.csv.
        Csv = "csv",
    }
}

impl Format {
    /// The name of a site's file in this format.
    pub fn file(self) -> String {
        format!("coverage.{}", self.word())
    }

    /// Its media type, without the encoding of a text.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
        }
    }

    /// The reports of some districts in one text.
    pub fn text(self, reports: &[&Report]) -> Vec<u8> {
        match self {
            Self::Json => to_json(reports),
            Self::Csv => csv::to_csv(reports),
        }
    }
}

/// One district as an object; several as a list of them.
fn to_json(reports: &[&Report]) -> Vec<u8> {
    let json = match reports {
        [only] => serde_json::to_vec_pretty(only),
        all => serde_json::to_vec_pretty(all),
    };
    let mut json = json.expect("a report is made of numbers and words");
    json.push(b'\n');
    json
}

/// What the figures depend on besides the model.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The date they are told for.
    pub as_of: Date,
    /// The smallest group of people about whom a figure is published.
    pub minimum_group: u64,
    /// Whether results of single teams' self-assessments are told.
    pub publish_assessments: AssessmentsShown,
    /// The first day of a school year.
    pub school_year_start: MonthDay,
}
