//! A team's self-assessments with one rubric, over time.

use jiff::civil::Date;

use super::assessment::{FEWEST_INDICATORS, newest, tally, told_areas};
use super::share::Share;
use crate::model::{Assessment, District, IndicatorId, Listed, NextStep, Rating, ResourceId, Rubric, Team};

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
            change: all.get(index + 1).map(|before| Comparison::new(rubric, scale, (assessment, before))),
        }
    });
    occasions.collect()
}

impl Comparison {
    /// How a whole self-assessment compares with the one before.
    pub(super) fn new(rubric: &Rubric, scale: &Listed<Rating>, pair: (&Assessment, &Assessment)) -> Self {
        let compared = Self::of(rubric.indicators(), scale, pair);
        let is_partial = compared.is_partial || pair.0.left_out > 0 || pair.1.left_out > 0;
        Self { is_partial, ..compared }
    }

    /// How some of its indicators compare.
    pub(super) fn of<'i>(
        indicators: impl Iterator<Item = &'i IndicatorId>,
        scale: &Listed<Rating>,
        (now, before): (&Assessment, &Assessment),
    ) -> Self {
        let rated = |assessment: &Assessment, indicator| assessment.ratings.contains_key(indicator);
        let any: Vec<_> =
            indicators.filter(|indicator| rated(now, indicator) || rated(before, indicator)).collect();
        let both = any.iter().copied().filter(|indicator| rated(now, indicator) && rated(before, indicator));
        let both: Vec<_> = both.collect();
        let share = |of: &Assessment| tally(both.iter().copied(), of, scale).share();
        let points = share(now).points_above(share(before));
        Self {
            points: points.filter(|_| both.len() >= FEWEST_INDICATORS),
            indicators: both.len(),
            is_partial: any.len() > both.len(),
        }
    }
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
