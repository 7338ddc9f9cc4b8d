//! A team's self-assessments over time, and what it does next.

use serde::Serialize;

use super::assessment::ChangeWords;
use super::{LinkView, Said, Writer};
use crate::coverage::{self, Occasion, TeamReport};
use crate::model::{Area, Kind, NextStep, Resource, Rubric, Team};

/// One of a team's self-assessments with a rubric.
#[derive(Debug, Serialize)]
pub struct OccasionView {
    /// The day.
    pub date: String,
    /// The share in place in words.
    pub share: String,
    /// The shares of the areas that are told for themselves, in words, in their order.
    pub areas: Vec<String>,
    /// The change since the one before in words, on what both rated.
    pub change: Option<String>,
    /// That it compares only what both rated, or that both rated too little, where they differ.
    pub compared: Option<String>,
}

/// Something that a team will do next.
#[derive(Debug, Serialize)]
pub struct NextStepView {
    /// What, in the team's words.
    pub what: String,
    /// By which day.
    pub by: Option<String>,
    /// Whether that day has gone.
    pub is_past: bool,
    /// The indicator that it is for.
    pub item: Option<LinkView>,
}

/// How teams have rated themselves with a rubric over time.
#[derive(Debug, Serialize)]
pub struct RubricHistory {
    /// The rubric.
    pub rubric: LinkView,
    /// The areas that are told for themselves.
    pub areas: Vec<Said>,
    /// The teams that did so more than once.
    pub teams: Vec<TeamHistory>,
}

/// How a team has rated itself with a rubric over time.
#[derive(Debug, Serialize)]
pub struct TeamHistory {
    /// The team.
    pub team: LinkView,
    /// Each time, the newest first.
    pub history: Vec<OccasionView>,
}

impl RubricHistory {
    /// What some teams' self-assessments have been over time, a rubric at a time; those with a page that any of the
    /// teams filled in more than once.
    pub(super) fn all(writer: &Writer<'_>, teams: &[&TeamReport]) -> Vec<Self> {
        let resources = writer.site.published_of(Kind::Rubric);
        let rubrics = resources.iter().filter_map(|resource| Some((&***resource, resource.rubric()?)));
        rubrics.filter_map(|rubric| Self::of(writer, rubric, teams)).collect()
    }

    /// One rubric's; `None` where no team filled it in twice.
    fn of(writer: &Writer<'_>, rubric: (&Resource, &Rubric), teams: &[&TeamReport]) -> Option<Self> {
        let (resource, asked) = rubric;
        let did = |team: &&&TeamReport| team.assessments.iter().any(|one| one.rubric == resource.id);
        let history = |figures: &&TeamReport| {
            let team = writer.site.district().team(&figures.id)?;
            let history = OccasionView::all(writer, team, rubric);
            let team = writer.team_by_school(figures);
            (!history.is_empty()).then_some(TeamHistory { team, history })
        };
        let teams: Vec<TeamHistory> = teams.iter().filter(did).filter_map(history).collect();
        let name = |area: &Area| {
            let (area, variant) = writer.area(resource, &area.id)?;
            Some(writer.said_in(&area.name, &variant.lang))
        };
        (!teams.is_empty()).then(|| Self {
            rubric: writer.resource_link(resource),
            areas: coverage::told_areas(asked).filter_map(name).collect(),
            teams,
        })
    }
}

impl OccasionView {
    /// A team's self-assessments with a rubric, the newest first; empty unless there are two.
    pub(super) fn all(writer: &Writer<'_>, team: &Team, rubric: (&Resource, &Rubric)) -> Vec<Self> {
        let (resource, rubric) = rubric;
        let site = writer.site;
        let all = coverage::history(site.district(), team, (&resource.id, rubric), site.report().as_of);
        if all.len() < 2 {
            return Vec::new();
        }
        all.iter().map(|occasion| Self::new(writer, occasion)).collect()
    }

    fn new(writer: &Writer<'_>, occasion: &Occasion) -> Self {
        let ChangeWords { change, compared } = ChangeWords::new(writer, occasion.change);
        Self {
            date: writer.strings.date(occasion.date),
            share: writer.percent(occasion.share),
            areas: occasion.areas.iter().map(|share| writer.percent(*share)).collect(),
            change,
            compared,
        }
    }
}

impl NextStepView {
    /// What a team wrote in its newest self-assessment with a rubric that it will do next.
    pub(super) fn all(writer: &Writer<'_>, team: &Team, rubric: &Resource) -> Vec<Self> {
        let as_of = writer.site.report().as_of;
        let steps = coverage::next_steps(writer.site.district(), team, &rubric.id, as_of);
        let view = |step: &NextStep| Self {
            what: step.what.clone(),
            by: step.by.map(|date| writer.strings.date(date)),
            is_past: step.by.is_some_and(|date| date < as_of),
            item: step.indicator.as_ref().and_then(|id| writer.indicator_link(rubric, id.as_str())),
        };
        steps.iter().map(view).collect()
    }
}
