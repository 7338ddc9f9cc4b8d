//! A team's self-assessments over time, and what it does next.

use serde::Serialize;

use super::assessment::change_in_words;
use super::{LinkView, Writer};
use crate::coverage::{self, Occasion};
use crate::model::{NextStep, Resource, Rubric, Team};

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
    /// That it compares only what both rated, where they differ.
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
        let points = occasion.change.and_then(|change| change.points);
        let partial = occasion.change.filter(|change| change.is_partial && points.is_some());
        Self {
            date: writer.strings.date(occasion.date),
            share: writer.percent(occasion.share),
            areas: occasion.areas.iter().map(|share| writer.percent(*share)).collect(),
            change: points.map(|points| change_in_words(writer, points)),
            compared: partial
                .map(|change| writer.format("history-compared", &[("n", change.indicators.into())])),
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
