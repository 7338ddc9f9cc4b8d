//! A team's self-assessments with one rubric, over time.

use jiff::civil::Date;

use super::assessment::{FEWEST_INDICATORS, newest, tally, told_areas};
use super::share::Share;
use crate::model::{Assessment, District, IndicatorId, NextStep, ResourceId, Rubric, Team};

/// One of a team's self-assessments with a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The day.
    pub date: Date,
    /// In place of those that are known.
    pub share: Share,
    /// The shares of the areas that are told for themselves, in the rubric's order.
    pub areas: Vec<Share>,
    /// How it compares with the one before.
    pub change: Option<Comparison>,
}

/// How a self-assessment compares with the one before, on the indicators that both rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// In whole points, how much the share in place is above the one before; `None` where one of the two knows
    /// nothing, or where so few indicators are compared that it would tell how single ones are rated.
    pub points: Option<i64>,
    /// How many indicators both rated.
    pub indicators: usize,
    /// Whether one of the two rated others besides, as when the rubric has changed in between.
    pub is_partial: bool,
}

/// A team's self-assessments with a rubric not after a date, the newest first.
pub fn history(
    district: &District,
    team: &Team,
    (id, rubric): (&ResourceId, &Rubric),
    date: Date,
) -> Vec<Occasion> {
    let all = newest(district, team, id, date);
    let scale = rubric.scale(&district.framework);
    let occasions = all.iter().enumerate().map(|(index, assessment)| {
        let areas = told_areas(rubric).map(|area| tally(area.indicators.iter(), assessment, scale).share());
        Occasion {
            date: assessment.date,
            share: tally(rubric.indicators(), assessment, scale).share(),
            areas: areas.collect(),
            change: all.get(index + 1).map(|before| {
                let both = rated_by_both(rubric, assessment, before);
                let share = |of: &Assessment| tally(both.iter().copied(), of, scale).share();
                Comparison {
                    points: share(assessment)
                        .points_above(share(before))
                        .filter(|_| both.len() >= FEWEST_INDICATORS),
                    indicators: both.len(),
                    is_partial: assessment.ratings.len() > both.len() || before.ratings.len() > both.len(),
                }
            }),
        }
    });
    occasions.collect()
}

fn rated_by_both<'r>(rubric: &'r Rubric, one: &Assessment, other: &Assessment) -> Vec<&'r IndicatorId> {
    let has = |indicator: &&IndicatorId| {
        one.ratings.contains_key(*indicator) && other.ratings.contains_key(*indicator)
    };
    rubric.indicators().filter(has).collect()
}

/// What a team wrote in its newest self-assessment with a rubric that it will do next.
pub fn next_steps<'d>(
    district: &'d District,
    team: &Team,
    rubric: &ResourceId,
    date: Date,
) -> &'d [NextStep] {
    newest(district, team, rubric, date).first().map_or(&[], |assessment| &assessment.steps)
}
