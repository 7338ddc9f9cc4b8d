//! The coverage report.

use serde::Serialize;
use tera::Context;

use super::team::{AreaView, MakeupView};
use super::teams::SchoolView;
use super::words::{Figure, party_key, status_key};
use super::{LinkView, Said, Writer};
use crate::coverage::{self, AxisItem, Party, Share, Status, TeamReport};
use crate::model::{Kind, Side, Text};
use crate::site::address::{File, Page};

/// `view` of `coverage.html`: the report.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// The report in a few sentences.
    pub summary: Vec<String>,
    /// The main figures.
    pub figures: Vec<Figure>,
    /// What to do next.
    pub steps: Vec<StepView>,
    /// Teams by perspectives.
    pub perspectives: MatrixView,
    /// Teams by functions.
    pub functions: MatrixView,
    /// Teams by responsibility, community voice and seats.
    pub teams: Vec<TeamRow>,
    /// The district over the years.
    pub growth: GrowthView,
    /// The newest self-assessments, team by team.
    pub assessments: Vec<AssessmentRow>,
    /// The district-wide makeup.
    pub makeup: MakeupView,
    /// Schools without a team, by name.
    pub without_team: Vec<SchoolView>,
    /// The way to `coverage.csv`.
    pub csv: String,
    /// The way to `coverage.json`.
    pub json: String,
}

/// Something to do next.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// What to do, in a sentence.
    pub text: String,
    /// The teams that it concerns.
    pub teams: Vec<LinkView>,
    /// Where to read how.
    pub anchor: Option<&'static str>,
}

/// A table of teams by perspectives or functions.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The teams.
    pub rows: Vec<RowView>,
    /// "31 of 44".
    pub total: String,
    /// The share in words.
    pub share: String,
}

/// A perspective or function over all teams.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// Its name.
    pub name: Said,
    /// `school` or `community` for a perspective.
    pub side: Option<Side>,
    /// "3 of 4".
    pub total: String,
    /// The share in words.
    pub share: String,
}

/// A team's row.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The team.
    pub team: LinkView,
    /// "8 of 11".
    pub total: String,
    /// The share in words.
    pub share: String,
    /// The share in whole percent, for sorting.
    pub percent: Option<i64>,
    /// A cell a column.
    pub cells: Vec<CellView>,
}

/// A cell of the table.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// `covered`, `vacant` or `gap`; `None` where nothing is expected.
    pub status: Option<Status>,
    /// The state in words.
    pub name: String,
    /// How many people.
    pub people: usize,
}

/// A team's responsibility, community voice and seats.
#[derive(Debug, Serialize)]
pub struct TeamRow {
    /// The team.
    pub team: LinkView,
    /// Current members.
    pub people: usize,
    /// Vacant seats.
    pub vacant_seats: usize,
    /// Who calls the team together.
    pub convener: PartyCell,
    /// Who sets the agenda.
    pub agenda: PartyCell,
    /// Whether a standing team carries the work.
    pub ongoing: bool,
    /// Members from the community: "3 of 9".
    pub community: String,
    /// The share of members from the community in words.
    pub community_share: String,
    /// People who carry three or more perspectives alone.
    pub stretched: usize,
}

/// Whether somebody is responsible.
#[derive(Debug, Serialize)]
pub struct PartyCell {
    /// `named`, `vacant`, `lapsed` or `missing`.
    pub state: Party,
    /// The state in words.
    pub name: String,
}

/// The district over the years.
#[derive(Debug, Serialize)]
pub struct GrowthView {
    /// The days.
    pub points: Vec<GrowthRow>,
    /// What the picture shows, in a sentence.
    pub sentence: Option<String>,
    /// The picture's width.
    pub width: usize,
}

/// The district on one day.
#[derive(Debug, Serialize)]
pub struct GrowthRow {
    /// The day.
    pub date: String,
    /// Year and month, for the picture.
    pub label: String,
    /// Schools with a team, in words.
    pub reach: String,
    /// Schools with a team, in whole percent.
    pub reach_percent: Option<i64>,
    /// Seats filled, in words.
    pub share: String,
    /// Seats filled, in whole percent.
    pub share_percent: Option<i64>,
    /// People on teams.
    pub people: usize,
    /// Where the point's bars begin in the picture.
    pub x: usize,
}

/// A team's newest self-assessment.
#[derive(Debug, Serialize)]
pub struct AssessmentRow {
    /// The team.
    pub team: LinkView,
    /// The rubric.
    pub rubric: LinkView,
    /// The day.
    pub date: String,
    /// All areas together.
    pub result: AreaView,
}

/// How many shared gaps the report names.
const SHARED_GAPS: usize = 3;

/// The width of one day in the picture of growth.
const GROWTH_STEP: usize = 84;

impl Writer<'_> {
    /// The report.
    pub(super) fn coverage(&self, context: &mut Context) -> &'static str {
        let report = self.site.report();
        let view = CoverageView {
            summary: self.summary(),
            figures: self.figures(),
            steps: self.steps(),
            perspectives: self.perspective_matrix(),
            functions: self.function_matrix(),
            teams: report.teams.iter().map(|team| self.team_row(team)).collect(),
            growth: self.growth(),
            assessments: self.assessment_rows(),
            makeup: self.district_makeup(),
            without_team: self.without_team(),
            csv: self.way_to(&File::CoverageCsv),
            json: self.way_to(&File::CoverageJson),
        };
        let mut frame = self.frame(&Page::Coverage, self.own("coverage-title"), Vec::new());
        frame.description = Some(view.summary.join(" "));
        Self::put(context, &frame, &view);
        "coverage.html"
    }

    fn team_link(&self, report: &TeamReport) -> LinkView {
        let name = self.site.district().team(&report.id).map(|team| self.said(&team.name));
        self.link(&Page::Team(report.id.clone()), name.unwrap_or_else(|| self.own("teams-title")))
    }

    /// What to do next: shared gaps, schools without a team, responsibility, stretched people.
    fn steps(&self) -> Vec<StepView> {
        let report = self.site.report();
        let mut steps = Vec::new();
        if !report.schools.without_team.is_empty() {
            let count = report.schools.without_team.len();
            steps.push(StepView {
                text: self.format("step-schools", &[("n", count.into())]),
                teams: Vec::new(),
                anchor: Some("schools-without-a-team"),
            });
        }
        let without = |party: fn(&TeamReport) -> Party| -> Vec<LinkView> {
            let teams = report.teams.iter().filter(|team| party(team) != Party::Named);
            teams.map(|team| self.team_link(team)).collect()
        };
        for (key, teams) in [
            ("step-convener", without(|team| team.responsibility.convener)),
            ("step-agenda", without(|team| team.responsibility.agenda)),
        ] {
            if !teams.is_empty() {
                steps.push(StepView {
                    text: self.format(key, &[("n", teams.len().into())]),
                    teams,
                    anchor: None,
                });
            }
        }
        steps.extend(self.shared_gaps().into_iter().map(|text| StepView {
            text,
            teams: Vec::new(),
            anchor: Some("perspectives"),
        }));
        let stretched: Vec<LinkView> =
            report.teams.iter().filter(|team| team.stretched > 0).map(|team| self.team_link(team)).collect();
        if !stretched.is_empty() {
            steps.push(StepView {
                text: self.format("step-stretched", &[("n", stretched.len().into())]),
                teams: stretched,
                anchor: None,
            });
        }
        steps
    }

    /// The perspectives that most teams lack, in sentences.
    fn shared_gaps(&self) -> Vec<String> {
        let mut missing: Vec<_> = self
            .site
            .report()
            .perspectives
            .items
            .iter()
            .filter(|item| item.expected > item.covered)
            .collect();
        missing.sort_by_key(|item| std::cmp::Reverse(item.expected - item.covered));
        let sentence = |item: &&coverage::PerspectiveTotal| {
            let arguments = [
                ("n", (item.expected - item.covered).into()),
                ("total", item.expected.into()),
                ("name", self.perspective_name(&item.id).into()),
            ];
            self.format("step-gap", &arguments)
        };
        missing.iter().take(SHARED_GAPS).map(sentence).collect()
    }

    /// The perspectives over all teams.
    pub(super) fn perspective_columns(&self) -> Vec<ColumnView> {
        let known = &self.site.district().framework.perspectives;
        let items = self.site.report().perspectives.items.iter().zip(known);
        items
            .map(|(item, known)| {
                self.column(&known.name, Some(item.side), item.covered, item.expected, item.share)
            })
            .collect()
    }

    /// The key functions over all teams.
    pub(super) fn function_columns(&self) -> Vec<ColumnView> {
        let known = &self.site.district().framework.functions;
        let items = self.site.report().functions.items.iter().zip(known);
        items
            .map(|(item, known)| self.column(&known.name, None, item.covered, item.expected, item.share))
            .collect()
    }

    fn perspective_matrix(&self) -> MatrixView {
        let report = self.site.report();
        let framework = &self.site.district().framework;
        MatrixView {
            columns: self.perspective_columns(),
            rows: report
                .teams
                .iter()
                .map(|team| {
                    let ids = framework.perspectives.iter().map(|known| &known.id);
                    self.row(
                        team,
                        team.perspectives.covered,
                        team.perspectives.expected,
                        ids.map(|id| team.perspectives.items.iter().find(|item| item.id == *id)),
                    )
                })
                .collect(),
            total: self.of(report.perspectives.covered, report.perspectives.expected),
            share: self.percent(report.perspectives.share),
        }
    }

    fn function_matrix(&self) -> MatrixView {
        let report = self.site.report();
        let framework = &self.site.district().framework;
        MatrixView {
            columns: self.function_columns(),
            rows: report
                .teams
                .iter()
                .map(|team| {
                    let ids = framework.functions.iter().map(|known| &known.id);
                    self.row(
                        team,
                        team.functions.covered,
                        team.functions.expected,
                        ids.map(|id| team.functions.items.iter().find(|item| item.id == *id)),
                    )
                })
                .collect(),
            total: self.of(report.functions.covered, report.functions.expected),
            share: self.percent(report.functions.share),
        }
    }

    fn column(
        &self,
        name: &Text,
        side: Option<Side>,
        covered: usize,
        expected: usize,
        share: Share,
    ) -> ColumnView {
        ColumnView {
            name: self.said(name),
            side,
            total: self.of(covered, expected),
            share: self.percent(share),
        }
    }

    fn row<'i, Id: 'i>(
        &self,
        team: &TeamReport,
        covered: usize,
        expected: usize,
        items: impl Iterator<Item = Option<&'i AxisItem<Id>>>,
    ) -> RowView {
        let share = Share::of(covered, expected);
        RowView {
            team: self.team_link(team),
            total: self.of(covered, expected),
            share: self.percent(share),
            percent: share.percent(),
            cells: items.map(|item| self.cell(item)).collect(),
        }
    }

    fn cell<Id>(&self, item: Option<&AxisItem<Id>>) -> CellView {
        let Some(item) = item else {
            return CellView {
                status: None,
                name: self.strings.get("status-not-expected").to_string(),
                people: 0,
            };
        };
        let name = match item.status {
            Status::Covered => self.format("status-covered-by", &[("n", item.people.into())]),
            Status::Vacant | Status::Gap => self.strings.get(status_key(item.status)).to_string(),
        };
        CellView { status: Some(item.status), name, people: item.people }
    }

    fn team_row(&self, team: &TeamReport) -> TeamRow {
        let party = |state: Party| PartyCell { state, name: self.strings.get(party_key(state)).to_string() };
        TeamRow {
            team: self.team_link(team),
            people: team.people,
            vacant_seats: team.vacant_seats,
            convener: party(team.responsibility.convener),
            agenda: party(team.responsibility.agenda),
            ongoing: team.ongoing,
            community: self.of(team.community.people, team.people),
            community_share: self.percent(team.community.share),
            stretched: team.stretched,
        }
    }

    fn growth(&self) -> GrowthView {
        let growth = &self.site.report().growth;
        let row = |(index, point): (usize, &coverage::GrowthPoint)| GrowthRow {
            date: self.strings.date(point.date),
            label: format!("{}-{:02}", point.date.year(), point.date.month()),
            reach: self.percent(point.reach),
            reach_percent: point.reach.percent(),
            share: self.percent(point.share),
            share_percent: point.share.percent(),
            people: point.people,
            x: index * GROWTH_STEP,
        };
        let points: Vec<GrowthRow> = growth.iter().enumerate().map(row).collect();
        let sentence = match (points.first(), points.last()) {
            (Some(first), Some(last)) if points.len() > 1 => Some(self.format(
                "growth-sentence",
                &[
                    ("first", first.date.as_str().into()),
                    ("last", last.date.as_str().into()),
                    ("reach-first", first.reach.as_str().into()),
                    ("reach-last", last.reach.as_str().into()),
                    ("share-first", first.share.as_str().into()),
                    ("share-last", last.share.as_str().into()),
                ],
            )),
            _ => None,
        };
        GrowthView { width: points.len() * GROWTH_STEP, points, sentence }
    }

    fn assessment_rows(&self) -> Vec<AssessmentRow> {
        let district = self.site.district();
        let mut rows = Vec::new();
        for team in &self.site.report().teams {
            for assessment in &team.assessments {
                let Some(rubric) = self.site.published(Kind::Rubric, &assessment.rubric) else { continue };
                let variant = rubric.variant(self.lang);
                let name = district
                    .team(&team.id)
                    .map_or_else(|| self.own("teams-title"), |team| self.said(&team.name));
                rows.push(AssessmentRow {
                    team: self.team_link(team),
                    rubric: self.link(
                        &Page::Resource(Kind::Rubric, rubric.id.clone()),
                        self.said_in(&variant.title, &variant.lang),
                    ),
                    date: self.strings.date(assessment.date),
                    result: self.area(name, coverage::Tally::of(assessment), assessment.change_in_points()),
                });
            }
        }
        rows
    }

    fn district_makeup(&self) -> MakeupView {
        let makeup = self.site.report().makeup.as_deref();
        let any = self.site.district().teams.iter().any(|team| team.composition.is_some());
        MakeupView {
            state: match (makeup, any) {
                (Some(_), _) => "published",
                (None, true) => "withheld",
                (None, false) => "absent",
            },
            groups: self.groups(makeup.unwrap_or_default()),
            district: Vec::new(),
            minimum: self.site.toolkit().settings().minimum_group,
            coverage: self.href(&Page::Coverage),
        }
    }

    fn without_team(&self) -> Vec<SchoolView> {
        let district = self.site.district();
        let without = self.site.report().schools.without_team.iter().filter_map(|id| district.school(id));
        self.by_name(without, |school| &school.name).into_iter().map(|school| self.school(school)).collect()
    }
}
