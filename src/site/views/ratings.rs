//! How a district's teams rate a rubric's indicators, across teams.

use serde::Serialize;

use super::{Said, Writer};
use crate::coverage::{self, FEWEST_TEAMS, IndicatorCounts, Telling};
use crate::model::{AssessmentsShown, Resource, Rubric};

/// How teams rate an area's indicators.
#[derive(Debug, Serialize)]
pub struct AreaRatings {
    /// The area's name.
    pub name: Said,
    /// Its indicators.
    pub indicators: Vec<IndicatorRatings>,
}

/// How teams rate an indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorRatings {
    /// The indicator's anchor.
    pub id: String,
    /// The indicator's text.
    pub text: Said,
    /// `told`, `few-teams` where fewer than three teams rated it, `unanimous` where all gave the same rating.
    pub telling: Telling,
    /// How many teams gave each rating of the scale; empty where that is not told.
    pub counts: Vec<usize>,
}

/// The ratings, area by area; empty where too few teams rated any indicator.
pub(super) fn ratings(writer: &Writer<'_>, resource: &Resource, rubric: &Rubric) -> Vec<AreaRatings> {
    if writer.site.toolkit().settings().publish_assessments == AssessmentsShown::None {
        return Vec::new();
    }
    let as_of = writer.site.report().as_of;
    let counts = coverage::across_teams(writer.site.district(), (&resource.id, rubric), as_of);
    if counts.iter().all(|counts| counts.teams < FEWEST_TEAMS) {
        return Vec::new();
    }
    let scale = rubric.scale(&writer.site.district().framework);
    let in_order = |counts: &IndicatorCounts| {
        scale.iter().map(|step| counts.ratings.get(&step.id).copied().unwrap_or(0)).collect()
    };
    let mut counts = counts.iter();
    let main = resource.main();
    let areas = main.document.areas.iter().map(|area| {
        let (named, variant) = writer.area(resource, &area.id).unwrap_or((area, main));
        let name = writer.said_in(&named.name, &variant.lang);
        let indicators = area.indicators.iter().map(|indicator| {
            let (shown, of) = writer.indicator(resource, &indicator.id).unwrap_or((indicator, main));
            let counted = counts.next().filter(|counts| counts.indicator.as_str() == indicator.id);
            let telling = counted.map_or(Telling::FewTeams, IndicatorCounts::telling);
            let told = counted.filter(|_| telling == Telling::Told);
            IndicatorRatings {
                id: indicator.id.clone(),
                text: writer.said_in(&shown.text, &of.lang),
                telling,
                counts: told.map_or_else(Vec::new, in_order),
            }
        });
        AreaRatings { name, indicators: indicators.collect() }
    });
    areas.collect()
}
