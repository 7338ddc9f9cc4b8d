//! The coverage report.

use serde::Serialize;

use super::assessment::AreaView;
use super::figures::{Figure, summary};
use super::frame::Frame;
use super::growth::GrowthView;
use super::makeup::MakeupView;
use super::matrix::MatrixView;
use super::teams::SchoolView;
use super::{LinkView, PageView, Writer, axis};
use crate::coverage::{self, Party, TeamReport};
use crate::model::{Kind, PerspectiveId};
use crate::site::address::File;
use crate::site::pages::Page;

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

impl CoverageView {
    /// The report.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let report = writer.site.report();
        let framework = &writer.site.district().framework;
        Self {
            summary: summary(writer),
            figures: Figure::all(writer),
            steps: steps(writer),
            perspectives: MatrixView::new(writer, &axis::perspectives_over_teams(framework, report)),
            functions: MatrixView::new(writer, &axis::functions_over_teams(framework, report)),
            teams: report.teams.iter().map(|team| TeamRow::new(writer, team)).collect(),
            growth: GrowthView::new(writer),
            assessments: AssessmentRow::all(writer),
            makeup: MakeupView::of_district(writer),
            without_team: SchoolView::without_team(writer),
            csv: writer.file_link(&File::CoverageCsv),
            json: writer.file_link(&File::CoverageJson),
        }
    }
}

impl PageView for CoverageView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        Frame { description: Some(self.summary.join(" ")), ..Frame::of(writer, &Page::Coverage) }
    }
}

/// What to do next: shared gaps, schools without a team, responsibility, stretched people.
fn steps(writer: &Writer<'_>) -> Vec<StepView> {
    let report = writer.site.report();
    let mut steps = Vec::new();
    if !report.schools.without_team.is_empty() {
        let count = report.schools.without_team.len();
        steps.push(StepView {
            text: writer.format("step-schools", &[("n", count.into())]),
            teams: Vec::new(),
            anchor: Some("schools-without-a-team"),
        });
    }
    let without = |party: fn(&TeamReport) -> Party| -> Vec<LinkView> {
        let teams = report.teams.iter().filter(|team| party(team) != Party::Named);
        teams.map(|team| writer.team_link(&team.id)).collect()
    };
    for (key, teams) in [
        ("step-convener", without(|team| team.responsibility.convener)),
        ("step-agenda", without(|team| team.responsibility.agenda)),
    ] {
        if !teams.is_empty() {
            steps.push(StepView {
                text: writer.format(key, &[("n", teams.len().into())]),
                teams,
                anchor: None,
            });
        }
    }
    steps.extend(shared_gaps(writer).into_iter().map(|text| StepView {
        text,
        teams: Vec::new(),
        anchor: Some("perspectives"),
    }));
    let stretched: Vec<LinkView> = report
        .teams
        .iter()
        .filter(|team| team.stretched > 0)
        .map(|team| writer.team_link(&team.id))
        .collect();
    if !stretched.is_empty() {
        steps.push(StepView {
            text: writer.format("step-stretched", &[("n", stretched.len().into())]),
            teams: stretched,
            anchor: None,
        });
    }
    steps
}

/// The perspectives that most teams lack, in sentences.
fn shared_gaps(writer: &Writer<'_>) -> Vec<String> {
    let mut missing: Vec<_> =
        writer.site.report().perspectives.items.iter().filter(|item| item.expected > item.covered).collect();
    missing.sort_by_key(|item| std::cmp::Reverse(item.expected - item.covered));
    let sentence = |item: &&coverage::TotalsItem<PerspectiveId>| {
        let arguments = [
            ("n", (item.expected - item.covered).into()),
            ("total", item.expected.into()),
            ("name", writer.perspective_name(&item.id).into()),
        ];
        writer.format("step-gap", &arguments)
    };
    missing.iter().take(SHARED_GAPS).map(sentence).collect()
}

impl TeamRow {
    fn new(writer: &Writer<'_>, team: &TeamReport) -> Self {
        let party = |state: Party| PartyCell { state, name: writer.word("party", state.word()) };
        Self {
            team: writer.team_link(&team.id),
            people: team.people,
            vacant_seats: team.vacant_seats,
            convener: party(team.responsibility.convener),
            agenda: party(team.responsibility.agenda),
            ongoing: team.ongoing,
            community: writer.of(team.community.share),
            community_share: writer.percent(team.community.share),
            stretched: team.stretched,
        }
    }
}

impl AssessmentRow {
    /// The newest self-assessments with rubrics that have a page, team by team.
    fn all(writer: &Writer<'_>) -> Vec<Self> {
        let mut rows = Vec::new();
        for team in &writer.site.report().teams {
            for assessment in &team.assessments {
                let Some(rubric) = writer.site.published(Kind::Rubric, &assessment.rubric) else { continue };
                let (link, tally) = (writer.team_link(&team.id), coverage::Tally::of(assessment));
                let result = AreaView::new(writer, link.text.clone(), tally, assessment.change_in_points());
                rows.push(Self {
                    team: link,
                    rubric: writer.resource_link(rubric),
                    date: writer.strings.date(assessment.date),
                    result,
                });
            }
        }
        rows
    }
}
