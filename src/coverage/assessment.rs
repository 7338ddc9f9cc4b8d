//! Self-assessments: by area and in all, change since the previous one, and across teams.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::history::Comparison;
use super::share::Share;
use crate::model::{
    Area, Assessment, District, IndicatorId, Listed, Means, Rating, RatingId, ResourceId, Rubric, Team,
};
use crate::words::words;

/// The fewest indicators of which anything is told: of fewer it would be told how single ones are rated.
pub(super) const FEWEST_INDICATORS: usize = 3;

/// Fewer teams than this would tell how one of them rates itself.
pub const FEWEST_TEAMS: usize = 3;

/// Indicators by what their ratings mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Indicators in place.
    pub in_place: usize,
    /// Indicators being developed.
    pub developing: usize,
    /// Indicators that are missing.
    pub gap: usize,
    /// Indicators of which the team doesn't know.
    pub unknown: usize,
    /// Indicators that do not concern the team.
    pub not_applicable: usize,
    /// Indicators that were not rated.
    pub not_rated: usize,
}

impl Tally {
    /// In place of those that are known: `n/a` where none is.
    pub fn share(self) -> Share {
        Share::of(self.in_place, self.in_place + self.developing + self.gap)
    }

    /// All indicators.
    pub fn total(self) -> usize {
        let Self { in_place, developing, gap, unknown, not_applicable, not_rated } = self;
        in_place + developing + gap + unknown + not_applicable + not_rated
    }

    fn add(&mut self, means: Option<Means>) {
        match means {
            Some(Means::InPlace) => self.in_place += 1,
            Some(Means::Developing) => self.developing += 1,
            Some(Means::Gap) => self.gap += 1,
            Some(Means::Unknown) => self.unknown += 1,
            Some(Means::NotApplicable) => self.not_applicable += 1,
            None => self.not_rated += 1,
        }
    }
}

/// A team's newest self-assessment with one rubric.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AssessmentReport {
    /// The rubric.
    pub rubric: ResourceId,
    /// The day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Date,
    /// Its indicators.
    #[serde(flatten)]
    pub tally: Tally,
    /// In place of those that are known.
    pub share: Share,
    /// The share minus that of the previous self-assessment.
    pub change: Option<f64>,
    /// Points of the ratings that have them; `null` where the scale has none.
    pub points: Option<Points>,
    /// The areas of at least three indicators, in the rubric's order; smaller ones are told only within the total.
    pub areas: Vec<AreaReport>,
    /// How it compares with the previous self-assessment on what both rated, which pages tell.
    #[serde(skip)]
    pub compared: Option<Comparison>,
}

/// Points of a self-assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Points {
    /// The points of the rated indicators whose rating has points.
    pub sum: u64,
    /// As many times the scale's highest points.
    pub of: u64,
    /// The sum of what is possible.
    pub share: Share,
}

/// An area of a team's newest self-assessment with one rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AreaReport {
    /// The area.
    pub id: String,
    /// Its indicators.
    #[serde(flatten)]
    pub tally: Tally,
    /// In place of those that are known.
    pub share: Share,
    /// How it compares with the previous self-assessment on what both rated.
    #[serde(skip)]
    pub compared: Option<Comparison>,
    /// Points of the ratings that have them.
    #[serde(skip)]
    pub points: Option<Points>,
}

/// How many teams gave each rating of the scale to an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorCounts {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Teams by rating, of the ratings that any gave.
    pub ratings: BTreeMap<RatingId, usize>,
    /// How many teams rated it.
    pub teams: usize,
}

words! {
    /// Whether it is told how many teams gave each rating to an indicator.
    Telling {
        /// It is.
        Told = "told",
        /// Fewer than three teams rated it.
        FewTeams = "few-teams",
        /// All of them gave the same rating, so the counts would tell how each one rates itself.
        Unanimous = "unanimous",
    }
}

impl IndicatorCounts {
    /// Whether the counts may be told.
    pub fn telling(&self) -> Telling {
        if self.teams < FEWEST_TEAMS {
            Telling::FewTeams
        } else if self.ratings.values().any(|count| *count == self.teams) {
            Telling::Unanimous
        } else {
            Telling::Told
        }
    }
}

pub(super) fn tally<'i>(
    indicators: impl Iterator<Item = &'i IndicatorId>,
    assessment: &Assessment,
    scale: &Listed<Rating>,
) -> Tally {
    let mut tally = Tally::default();
    for indicator in indicators {
        let rating = assessment.ratings.get(indicator);
        tally.add(rating.and_then(|id| scale.get(id)).map(|step| step.means));
    }
    tally
}

/// The points of a self-assessment; `None` where no rating of the scale has any.
fn points<'i>(
    indicators: impl Iterator<Item = &'i IndicatorId>,
    assessment: &Assessment,
    scale: &Listed<Rating>,
) -> Option<Points> {
    let highest = scale.iter().filter_map(|step| step.points).max()?;
    let rated = indicators.filter_map(|indicator| assessment.ratings.get(indicator));
    let given: Vec<u64> = rated.filter_map(|id| scale.get(id)?.points).collect();
    let (sum, of) = (given.iter().sum(), given.len() as u64 * highest);
    Some(Points { sum, of, share: Share { part: sum, whole: of } })
}

/// A team's self-assessments with a rubric not after a date, the newest first.
pub(super) fn newest<'d>(
    district: &'d District,
    team: &Team,
    rubric: &ResourceId,
    date: Date,
) -> Vec<&'d Assessment> {
    let mut all: Vec<&Assessment> = district
        .assessments
        .iter()
        .filter(|assessment| {
            assessment.team == team.id && assessment.rubric == *rubric && assessment.date <= date
        })
        .collect();
    all.sort_by(|a, b| (b.date, &b.id).cmp(&(a.date, &a.id)));
    all
}

/// A team's newest self-assessment for each rubric, in the order of the rubrics' ids.
pub(super) fn assessment_reports(district: &District, team: &Team, date: Date) -> Vec<AssessmentReport> {
    let rubrics = district.resources.values().filter_map(|resource| Some((&resource.id, resource.rubric()?)));
    rubrics.filter_map(|(id, rubric)| assessment_report(district, team, (id, rubric), date)).collect()
}

fn assessment_report(
    district: &District,
    team: &Team,
    (id, rubric): (&ResourceId, &Rubric),
    date: Date,
) -> Option<AssessmentReport> {
    let all = newest(district, team, id, date);
    let scale = rubric.scale(&district.framework);
    let newest = all.first()?;
    let previous = all.get(1);
    let now = tally(rubric.indicators(), newest, scale);
    let before = previous.map(|previous| tally(rubric.indicators(), previous, scale).share());
    let area = |area: &Area| {
        let tally = tally(area.indicators.iter(), newest, scale);
        AreaReport {
            id: area.id.clone(),
            tally,
            share: tally.share(),
            compared: previous
                .map(|previous| Comparison::of(area.indicators.iter(), scale, (newest, previous))),
            points: points(area.indicators.iter(), newest, scale),
        }
    };
    Some(AssessmentReport {
        rubric: id.clone(),
        date: newest.date,
        tally: now,
        share: now.share(),
        points: points(rubric.indicators(), newest, scale),
        areas: told_areas(rubric).map(area).collect(),
        change: before.and_then(|before| now.share().above(before)),
        compared: previous.map(|previous| Comparison::new(rubric, scale, (newest, previous))),
    })
}

/// The areas of a rubric that are told by themselves.
pub fn told_areas(rubric: &Rubric) -> impl Iterator<Item = &Area> {
    rubric.areas.iter().filter(|area| area.indicators.len() >= FEWEST_INDICATORS)
}

/// How the teams that count at a date rate each indicator of a rubric, from each one's newest self-assessment.
pub fn across_teams(
    district: &District,
    (id, rubric): (&ResourceId, &Rubric),
    date: Date,
) -> Vec<IndicatorCounts> {
    let teams = district.teams.iter().filter(|team| team.exists(date));
    let newest: Vec<&Assessment> =
        teams.filter_map(|team| newest(district, team, id, date).first().copied()).collect();
    let counts = rubric.indicators().map(|indicator| {
        let mut ratings: BTreeMap<RatingId, usize> = BTreeMap::new();
        for rating in newest.iter().filter_map(|assessment| assessment.ratings.get(indicator)) {
            *ratings.entry(rating.clone()).or_default() += 1;
        }
        let teams = ratings.values().sum();
        IndicatorCounts { indicator: indicator.clone(), ratings, teams }
    });
    counts.collect()
}
