//! The coverage report.

use serde::Serialize;

use super::assessment::{AreaView, align};
use super::dots::SchoolDots;
use super::figures::{Figure, summary};
use super::frame::Frame;
use super::growth::GrowthView;
use super::history::RubricHistory;
use super::makeup::MakeupView;
use super::matrix::MatrixView;
use super::missing::{MissingView, lacks, missing, role_for};
use super::parts::{EntryView, PartLink, Rows};
use super::ring::{NamedRing, RingShape};
use super::shared::{IfMentioned, Shared};
use super::teams::SchoolView;
use super::{LinkView, PageView, Said, Writer, axis};
use crate::coverage::{Format, Party, TeamReport, TotalsItem};
use crate::model::{Kind, MemberId, PerspectiveId, School};
use crate::site::address::File;
use crate::site::anchors::SCHOOL;
use crate::site::pages::Page;
use crate::site::parts::Long;

/// `view` of `coverage.html`: the report.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// The report in a few sentences.
    pub summary: Vec<String>,
    /// The main figures.
    pub figures: Vec<Figure>,
    /// What to do next.
    pub steps: IfMentioned<Vec<StepView>>,
    /// The places of the table, for its drawings.
    pub shape: Shared<RingShape>,
    /// All tables together.
    pub ring: IfMentioned<NamedRing>,
    /// The schools, each with what became of it.
    pub dots: IfMentioned<SchoolDots>,
    /// What teams lack, most often first.
    pub missing: IfMentioned<Vec<MissingView>>,
    /// How many teams count.
    pub team_count: usize,
    /// The teams, where one page is enough for them.
    #[serde(flatten)]
    pub tables: TeamTables,
    /// The parts that the teams stand in, where one page is not enough.
    pub parts: Vec<PartLink>,
    /// The teams by name, each with the way to its part, where one page is not enough.
    pub entries: Vec<EntryView>,
    /// The district over the years.
    pub growth: IfMentioned<GrowthView>,
    /// The district-wide makeup.
    pub makeup: IfMentioned<MakeupView>,
    /// Schools without a team, by name; where they are many, only as `without_team_links`.
    pub without_team: IfMentioned<Vec<SchoolView>>,
    /// The ways to the schools without a team, where they are many.
    pub without_team_links: Vec<LinkView>,
    /// The guide that says what words mean: the one called `words`.
    pub glossary: Option<LinkView>,
    /// The way to `coverage.csv`.
    pub csv: String,
    /// The way to `coverage.json`.
    pub json: String,
}

/// `view` of `coverage_part.html`: some of the teams, where they are too many for one page.
#[derive(Debug, Serialize)]
pub struct CoveragePartView {
    /// The part, by its first and its last team.
    pub name: Said,
    /// The teams.
    #[serde(flatten)]
    pub tables: TeamTables,
    /// All parts.
    pub parts: Vec<PartLink>,
}

/// What is told of teams, one row each.
#[derive(Debug, Serialize)]
pub struct TeamTables {
    /// Teams by perspectives.
    pub perspectives: IfMentioned<MatrixView>,
    /// Teams by functions.
    pub functions: IfMentioned<MatrixView>,
    /// Teams by responsibility, community voice and seats.
    pub teams: IfMentioned<Vec<TeamRow>>,
    /// The newest self-assessments, team by team.
    pub assessments: IfMentioned<Vec<AssessmentRow>>,
    /// Self-assessments over time, rubric by rubric, of teams that have filled one in more than once.
    pub histories: IfMentioned<Vec<RubricHistory>>,
}

/// Something to do next.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// What to do, in a sentence.
    pub text: String,
    /// Where to read how.
    pub link: Option<LinkView>,
    /// The first teams that it concerns.
    pub teams: Vec<LinkView>,
    /// The other teams that it concerns, as far as they are named.
    pub more: Vec<LinkView>,
    /// How many it concerns besides, which are not named.
    pub unnamed: usize,
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

/// How many teams a step names at once.
const NAMED_TEAMS: usize = 5;

/// How many more teams a step names where it is unfolded.
const MORE_TEAMS: usize = 55;

/// From so many schools without a team on the report names them and no more.
const MANY_SCHOOLS: usize = 100;

/// The teams in the order in which a school looks for its own.
fn rows<'w, 's>(writer: &'w Writer<'s>) -> Rows<'w, 's, TeamReport> {
    let teams = &writer.site.report().teams;
    Rows::new(writer, Long::Report, teams, || writer.in_order(teams))
}

impl CoverageView {
    /// The report.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let report = writer.site.report();
        let rows = rows(writer);
        let without = &report.schools.without_team;
        let is_many = without.len() >= MANY_SCHOOLS;
        Self {
            summary: summary(writer),
            figures: Figure::all(writer),
            steps: writer.if_mentioned("steps", || StepView::all(writer)),
            shape: RingShape::of(writer),
            ring: writer.if_mentioned("ring", || NamedRing::of_district(writer)),
            dots: writer.if_mentioned("dots", || SchoolDots::new(writer)),
            missing: writer.if_mentioned("missing", || MissingView::all(writer)),
            team_count: report.teams.len(),
            tables: TeamTables::new(writer, &rows.on_one_page()),
            parts: rows.links(None),
            entries: rows.entries(|name, team, part| EntryView {
                anchor: None,
                link: writer.link(&Page::Team(team.id.clone()), name.clone()),
                part,
                note: writer.of(team.perspectives.share),
            }),
            growth: writer.if_mentioned("growth", || GrowthView::new(writer)),
            makeup: writer.if_mentioned("makeup", || MakeupView::of_district(writer)),
            without_team: writer.if_mentioned("without_team", || {
                if is_many { Vec::new() } else { SchoolView::without_team(writer) }
            }),
            without_team_links: if is_many { without_team_links(writer) } else { Vec::new() },
            glossary: writer.glossary(),
            csv: writer.file_link(&File::Coverage(Format::Csv)),
            json: writer.file_link(&File::Coverage(Format::Json)),
        }
    }
}

impl CoveragePartView {
    /// A part of the teams.
    pub(super) fn new(writer: &Writer<'_>, part: usize) -> Self {
        let rows = rows(writer);
        let tables = TeamTables::new(writer, &rows.of(part));
        Self { name: rows.name(part), tables, parts: rows.links(Some(part)) }
    }

    /// What stands around it.
    pub(super) fn frame(&self, writer: &Writer<'_>, page: &Page) -> Frame {
        writer.frame_of_part(page, &self.name)
    }
}

impl TeamTables {
    /// What is told of teams, in their order.
    fn new(writer: &Writer<'_>, teams: &[&TeamReport]) -> Self {
        let (framework, report) = (&writer.site.district().framework, writer.site.report());
        Self {
            perspectives: writer.if_mentioned("perspectives", || {
                MatrixView::new(writer, &axis::perspectives_over_teams(framework, report), teams)
            }),
            functions: writer.if_mentioned("functions", || {
                MatrixView::new(writer, &axis::functions_over_teams(framework, report), teams)
            }),
            teams: writer
                .if_mentioned("teams", || teams.iter().map(|team| TeamRow::new(writer, team)).collect()),
            assessments: writer.if_mentioned("assessments", || AssessmentRow::all(writer, teams)),
            histories: writer.if_mentioned("histories", || RubricHistory::all(writer, teams)),
        }
    }
}

/// The ways to the schools without a team, by name.
fn without_team_links(writer: &Writer<'_>) -> Vec<LinkView> {
    let district = writer.site.district();
    let without = writer.site.report().schools.without_team.iter().filter_map(|id| district.school(id));
    let link = |school: &School| {
        writer.link_to(&Page::Teams, &format!("{SCHOOL}{}", school.id), writer.said(&school.name))
    };
    writer.by_name(without, |school| &school.name).into_iter().map(link).collect()
}

impl PageView for CoverageView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        Frame { description: Some(self.summary.join(" ")), ..Frame::of(writer, &Page::Coverage) }
    }
}

impl StepView {
    /// What to do next: schools without a team, responsibility, shared gaps, people who carry much alone.
    fn all(writer: &Writer<'_>) -> Vec<Self> {
        let report = writer.site.report();
        let count = report.schools.without_team.len();
        let mut steps = Vec::new();
        if count > 0 {
            let link = here(writer, "schools-without-a-team", "step-link-schools");
            let text = writer.format("step-schools", &[("n", count.into())]);
            steps.push(Self { text, link: Some(link), teams: Vec::new(), more: Vec::new(), unnamed: 0 });
        }
        let of_teams = |key, concerns| {
            let link = here(writer, "responsibility", "step-link-responsible");
            Self::of_teams(writer, key, link, concerns)
        };
        steps.extend(of_teams("step-convener", |team| team.responsibility.convener != Party::Named));
        steps.extend(of_teams("step-agenda", |team| team.responsibility.agenda != Party::Named));
        steps.extend(missing(writer).into_iter().take(SHARED_GAPS).map(|item| Self::gap(writer, item)));
        steps.extend(of_teams("step-stretched", |team| team.stretched > 0));
        steps
    }

    /// Something that some teams should do; `None` where it concerns none.
    fn of_teams(
        writer: &Writer<'_>,
        key: &str,
        link: LinkView,
        concerns: fn(&TeamReport) -> bool,
    ) -> Option<Self> {
        let (teams, more, unnamed) = teams_where(writer, concerns);
        let count = teams.len() + more.len() + unnamed;
        let text = writer.format(key, &[("n", count.into())]);
        (count > 0).then_some(Self { text, link: Some(link), teams, more, unnamed })
    }

    /// A perspective that many teams lack, with the description of a role that brings it.
    fn gap(writer: &Writer<'_>, item: &TotalsItem<PerspectiveId>) -> Self {
        let arguments = [
            ("n", item.lacking().into()),
            ("total", item.expected.into()),
            ("name", writer.perspective_name(&item.id).into()),
        ];
        let (teams, more, unnamed) = teams_where(writer, |team| lacks(team, &item.id));
        let link = role_for(writer, &item.id).map(|role| {
            let text = writer.format("step-link-role", &[("role", role.text.text.into())]);
            LinkView { href: role.href, text: Said { text, lang: None, dir: None } }
        });
        let key = if item.expected == 1 { "step-gap-one-team" } else { "step-gap" };
        Self { text: writer.format(key, &arguments), link, teams, more, unnamed }
    }
}

/// A link to a section of the report.
fn here(writer: &Writer<'_>, anchor: &str, key: &str) -> LinkView {
    LinkView { href: format!("#{anchor}"), text: writer.interface(key) }
}

/// The teams that something concerns: the first few, the others as far as they are named, and how many are not.
fn teams_where(
    writer: &Writer<'_>,
    concerns: impl Fn(&TeamReport) -> bool,
) -> (Vec<LinkView>, Vec<LinkView>, usize) {
    let concerned: Vec<_> = writer.site.report().teams.iter().filter(|team| concerns(team)).collect();
    let named = concerned.len().min(NAMED_TEAMS + MORE_TEAMS);
    let mut teams: Vec<LinkView> =
        concerned[..named].iter().map(|team| writer.team_by_school(team)).collect();
    let more = teams.split_off(teams.len().min(NAMED_TEAMS));
    (teams, more, concerned.len() - named)
}

impl TeamRow {
    fn new(writer: &Writer<'_>, team: &TeamReport) -> Self {
        let of = writer.site.district().team(&team.id);
        let party = |state: Party, id: Option<&MemberId>| {
            let later = of.and_then(|of| writer.later_party(of, id, state, "party"));
            PartyCell { state, name: later.unwrap_or_else(|| writer.strings.word("party", state.word())) }
        };
        Self {
            team: writer.team_by_school(team),
            people: team.people,
            vacant_seats: team.vacant_seats,
            convener: party(team.responsibility.convener, of.and_then(|of| of.convener.as_ref())),
            agenda: party(team.responsibility.agenda, of.and_then(|of| of.agenda.as_ref())),
            ongoing: team.ongoing,
            community: writer.of(team.community.share),
            community_share: writer.percent(team.community.share),
            stretched: team.stretched,
        }
    }
}

impl AssessmentRow {
    /// The newest self-assessments with rubrics that have a page, team by team.
    fn all(writer: &Writer<'_>, teams: &[&TeamReport]) -> Vec<Self> {
        let mut rows = Vec::new();
        for team in teams {
            for assessment in &team.assessments {
                let Some(rubric) = writer.site.published(Kind::Rubric, &assessment.rubric) else { continue };
                let link = writer.team_by_school(team);
                let told = (assessment.tally, assessment.points);
                let result = AreaView::new(writer, link.text.clone(), told, assessment.compared);
                rows.push(Self {
                    team: link,
                    rubric: writer.resource_link(rubric),
                    date: writer.strings.date(assessment.date),
                    result,
                });
            }
        }
        align(rows.iter_mut().map(|row| &mut row.result));
        rows
    }
}
