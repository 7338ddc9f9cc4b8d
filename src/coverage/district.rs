//! The figures of a district: reach, shares, growth, makeup.

use std::collections::HashSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Options;
use super::share::Share;
use super::team::{Axis, Status, TeamReport, people, perspectives, team_report};
use crate::model::{
    District, DistrictId, FunctionId, Makeup, PerspectiveId, SchoolId, Side, Team, TeamId, sum_makeup,
};

/// The coverage report of a district: the contents of `coverage.json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "teamkit coverage report")]
pub struct Report {
    /// `teamkit/coverage/1`.
    pub schema: &'static str,
    /// The district.
    pub district: DistrictId,
    /// The date that the figures are told for.
    #[schemars(with = "String", extend("format" = "date"))]
    pub as_of: Date,
    /// Schools with and without a team.
    pub schools: SchoolReach,
    /// Perspectives over all teams.
    pub perspectives: Totals<PerspectiveTotal>,
    /// Functions over all teams.
    pub functions: Totals<TotalsItem<FunctionId>>,
    /// The teams that count at the date, in the order of their ids.
    pub teams: Vec<TeamReport>,
    /// The district at each school-year start since the first team, and at the date.
    pub growth: Vec<GrowthPoint>,
    /// The makeup of all teams together against the district's students, where it may be published.
    pub makeup: Option<Vec<Makeup>>,
}

impl Report {
    /// The figures of a team that counts at the date.
    pub fn team(&self, id: &TeamId) -> Option<&TeamReport> {
        let index = self.teams.binary_search_by(|team| team.id.cmp(id)).ok()?;
        self.teams.get(index)
    }
}

/// Schools with and without a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SchoolReach {
    /// All schools.
    pub total: usize,
    /// Those with at least one team.
    pub with_team: usize,
    /// With a team of all.
    pub reach: Share,
    /// Those without a team, in the author's order.
    pub without_team: Vec<SchoolId>,
}

/// Perspectives or functions over all teams of a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Totals<Item> {
    /// How many the teams are expected to have, added up.
    pub expected: usize,
    /// How many they cover.
    pub covered: usize,
    /// Covered of expected.
    pub share: Share,
    /// Each of the framework's, in its order.
    pub items: Vec<Item>,
}

/// One perspective or function over all teams of a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TotalsItem<Id> {
    /// Which one.
    pub id: Id,
    /// Teams that should have it.
    pub expected: usize,
    /// Teams that cover it.
    pub covered: usize,
    /// Teams where only vacant seats bring it.
    pub vacant: usize,
    /// Covered of expected.
    pub share: Share,
}

/// One perspective over all teams of a district, with its side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PerspectiveTotal {
    /// Which one.
    pub id: PerspectiveId,
    /// Where whoever brings it comes from.
    pub side: Side,
    /// Teams that should have it.
    pub expected: usize,
    /// Teams that cover it.
    pub covered: usize,
    /// Teams where only vacant seats bring it.
    pub vacant: usize,
    /// Covered of expected.
    pub share: Share,
}

/// A district at one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GrowthPoint {
    /// The day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Date,
    /// Schools with a team of all schools.
    pub reach: Share,
    /// Perspectives covered of those expected, over all teams.
    pub share: Share,
    /// Current members, added up over the teams.
    pub people: usize,
}

/// Computes a district's report.
pub fn report(district: &District, options: &Options) -> Report {
    let teams: Vec<&Team> = existing(district, options.as_of).collect();
    let reports: Vec<TeamReport> = teams.iter().map(|team| team_report(team, district, options)).collect();
    let framework = &district.framework;
    let perspectives = framework.perspectives.iter().map(|perspective| {
        let total = totals_item(&perspective.id, reports.iter().map(|report| &report.perspectives));
        let TotalsItem { id, expected, covered, vacant, share } = total;
        PerspectiveTotal { id, side: perspective.side, expected, covered, vacant, share }
    });
    let functions = framework
        .functions
        .iter()
        .map(|function| totals_item(&function.id, reports.iter().map(|report| &report.functions)));
    let groups: Vec<_> = framework.groups.iter().map(|group| group.id.clone()).collect();
    let compositions = teams
        .iter()
        .zip(&reports)
        .filter_map(|(team, report)| Some((team.composition.as_ref()?, report.makeup.is_some())));
    Report {
        schema: "teamkit/coverage/1",
        district: district.id.clone(),
        as_of: options.as_of,
        schools: reach(district, options.as_of),
        perspectives: totals(
            perspectives.collect(),
            reports.iter().map(|report| (report.perspectives.covered, report.perspectives.expected)),
        ),
        functions: totals(
            functions.collect(),
            reports.iter().map(|report| (report.functions.covered, report.functions.expected)),
        ),
        growth: growth(district, options),
        makeup: sum_makeup(compositions, district.students.as_ref(), &groups, options.minimum_group),
        teams: reports,
    }
}

/// The teams that count at a date.
fn existing(district: &District, date: Date) -> impl Iterator<Item = &Team> {
    district.teams.iter().filter(move |team| team.exists(date))
}

fn reach(district: &District, date: Date) -> SchoolReach {
    let reached: HashSet<&SchoolId> = existing(district, date).filter_map(Team::school).collect();
    let without_team: Vec<SchoolId> = district
        .schools
        .iter()
        .filter(|school| !reached.contains(&school.id))
        .map(|school| school.id.clone())
        .collect();
    let total = district.schools.len();
    let with_team = total - without_team.len();
    SchoolReach { total, with_team, reach: Share::of(with_team, total), without_team }
}

fn totals<Item>(items: Vec<Item>, teams: impl Iterator<Item = (usize, usize)>) -> Totals<Item> {
    let (covered, expected) =
        teams.fold((0, 0), |(covered, expected), team| (covered + team.0, expected + team.1));
    Totals { expected, covered, share: Share::of(covered, expected), items }
}

fn totals_item<'t, Id: Clone + PartialEq + 't>(
    id: &Id,
    teams: impl Iterator<Item = &'t Axis<Id>>,
) -> TotalsItem<Id> {
    let mut item = TotalsItem { id: id.clone(), expected: 0, covered: 0, vacant: 0, share: Share::default() };
    for status in
        teams.filter_map(|axis| axis.items.iter().find(|item| item.id == *id)).map(|item| item.status)
    {
        item.expected += 1;
        match status {
            Status::Covered => item.covered += 1,
            Status::Vacant => item.vacant += 1,
            Status::Gap => {}
        }
    }
    item.share = Share::of(item.covered, item.expected);
    item
}

/// The school-year starts later than the first `started` and earlier than the date, then the date itself.
fn growth(district: &District, options: &Options) -> Vec<GrowthPoint> {
    let first = district.teams.iter().filter_map(|team| team.started).min();
    let mut dates = Vec::new();
    if let Some(first) = first {
        let starts =
            (first.year()..=options.as_of.year()).filter_map(|year| options.school_year_start.in_year(year));
        dates.extend(starts.filter(|start| *start > first && *start < options.as_of));
    }
    dates.push(options.as_of);
    dates.into_iter().map(|date| growth_point(district, date)).collect()
}

fn growth_point(district: &District, date: Date) -> GrowthPoint {
    let (mut covered, mut expected, mut current) = (0, 0, 0);
    for team in existing(district, date) {
        let axis = perspectives(team, &district.framework, date);
        covered += axis.covered;
        expected += axis.expected;
        current += people(team, date);
    }
    GrowthPoint {
        date,
        reach: reach(district, date).reach,
        share: Share::of(covered, expected),
        people: current,
    }
}
