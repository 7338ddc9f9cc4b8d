//! The figures of a district: reach, shares, growth, makeup.

use std::hash::Hash;

use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Options;
use super::share::Share;
use super::team::{Axis, Status, TeamReport, composition, group_ids, people, perspectives, team_report};
use crate::model::{
    Compared, District, DistrictId, FunctionId, Makeup, MakeupPoints, PerspectiveId, SchoolId, Side, Team,
    TeamId, sum_makeup, sum_makeup_points,
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
    pub perspectives: Totals<PerspectiveId>,
    /// Functions over all teams.
    pub functions: Totals<FunctionId>,
    /// The teams that count at the date, in the order of their ids.
    pub teams: Vec<TeamReport>,
    /// The district at each school-year start since the first team, the last twelve of them, and at the date.
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
    /// All schools that are there at the date and should have a team.
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
pub struct Totals<Id> {
    /// How many the teams are expected to have, added up.
    pub expected: usize,
    /// How many they cover.
    pub covered: usize,
    /// Covered of expected.
    pub share: Share,
    /// Each of the framework's, in its order.
    pub items: Vec<TotalsItem<Id>>,
}

/// One perspective or function over all teams of a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TotalsItem<Id> {
    /// Which one.
    pub id: Id,
    /// Where whoever brings a perspective comes from; functions have no side.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Side")]
    pub side: Option<Side>,
    /// Teams that should have it.
    pub expected: usize,
    /// Teams that cover it.
    pub covered: usize,
    /// Teams where only vacant seats bring it.
    pub vacant: usize,
    /// Covered of expected.
    pub share: Share,
}

impl<Id: Clone + Eq + Hash> Totals<Id> {
    /// What the teams have of the `entries` of the framework.
    fn new<'f>(
        entries: impl Iterator<Item = (&'f Id, Option<Side>)>,
        teams: &[TeamReport],
        axis: fn(&TeamReport) -> &Axis<Id>,
    ) -> Self
    where
        Id: 'f,
    {
        let expected = teams.iter().map(|team| axis(team).expected).sum();
        let covered = teams.iter().map(|team| axis(team).covered).sum();
        let mut of_teams: HashMap<&Id, Vec<Status>> = HashMap::new();
        for item in teams.iter().flat_map(|team| &axis(team).items) {
            of_teams.entry(&item.id).or_default().push(item.status);
        }
        let items = entries
            .map(|(id, side)| TotalsItem::new(id, side, of_teams.get(id).map_or(&[][..], Vec::as_slice)));
        Self { expected, covered, share: Share::of(covered, expected), items: items.collect() }
    }
}

impl<Id> TotalsItem<Id> {
    /// Teams that should have it and do not cover it.
    pub fn lacking(&self) -> usize {
        self.expected - self.covered
    }
}

impl<Id: Clone> TotalsItem<Id> {
    /// What the teams that should have it are at.
    fn new(id: &Id, side: Option<Side>, teams: &[Status]) -> Self {
        let count = |wanted| teams.iter().filter(|status| **status == wanted).count();
        let (expected, covered, vacant) = (teams.len(), count(Status::Covered), count(Status::Vacant));
        Self { id: id.clone(), side, expected, covered, vacant, share: Share::of(covered, expected) }
    }
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
    let perspectives = framework.perspectives.iter().map(|entry| (&entry.id, Some(entry.side)));
    let functions = framework.functions.iter().map(|entry| (&entry.id, None));
    let compositions = compositions(district, options.as_of);
    let groups = group_ids(framework);
    Report {
        schema: "teamkit/coverage/1",
        district: district.id.clone(),
        as_of: options.as_of,
        schools: reach(district, options.as_of),
        perspectives: Totals::new(perspectives, &reports, |team| &team.perspectives),
        functions: Totals::new(functions, &reports, |team| &team.functions),
        growth: growth(district, options),
        makeup: sum_makeup(&compositions, district.students.as_ref(), &groups, options.minimum_group),
        teams: reports,
    }
}

/// The teams that count at a date.
fn existing(district: &District, date: Date) -> impl Iterator<Item = &Team> {
    district.teams.iter().filter(move |team| team.exists(date))
}

/// The own makeups of the teams that count at a date.
fn compositions(district: &District, date: Date) -> Vec<Compared<'_>> {
    existing(district, date).filter_map(|team| composition(team, district)).collect()
}

/// The makeup of all teams together in points without regard to privacy: for the district's own eyes, in a terminal.
pub fn internal_sum_makeup(district: &District, date: Date) -> Option<Vec<MakeupPoints>> {
    let groups = group_ids(&district.framework);
    sum_makeup_points(&compositions(district, date), district.students.as_ref(), &groups)
}

/// Schools with a team of those that are there at a date and should have one.
fn reach(district: &District, date: Date) -> SchoolReach {
    let reached: HashSet<&SchoolId> = existing(district, date).filter_map(Team::school).collect();
    let counted = || district.schools.iter().filter(|school| school.counts(date));
    let without = counted().filter(|school| !reached.contains(&school.id));
    let without_team: Vec<SchoolId> = without.map(|school| school.id.clone()).collect();
    let total = counted().count();
    let with_team = total - without_team.len();
    SchoolReach { total, with_team, reach: Share::of(with_team, total), without_team }
}

/// How many school years growth is told for, at most.
const SCHOOL_YEARS: usize = 12;

/// The school-year starts later than the first `started` and earlier than the date, the last twelve of them, then the
/// date itself.
fn growth(district: &District, options: &Options) -> Vec<GrowthPoint> {
    let first = district.teams.iter().filter_map(|team| team.started).min();
    let mut dates = Vec::new();
    if let Some(first) = first {
        let starts =
            (first.year()..=options.as_of.year()).filter_map(|year| options.school_year_start.in_year(year));
        dates.extend(starts.filter(|start| *start > first && *start < options.as_of));
        dates.drain(..dates.len().saturating_sub(SCHOOL_YEARS));
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
