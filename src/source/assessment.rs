//! `assessments/*.yml` and the same as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::decode::{Fields, Word};
use super::kinds::ASSESSMENT;
use super::shape::Languages;
use super::shared::Surroundings;
use super::{Tally, read_yaml, unknown};
use crate::diagnostics::{Collector, Diagnostic};
use crate::model::{
    Assessment, AssessmentId, Framework, IndicatorId, Kind, RatingId, Resource, ResourceId, Resources, Team,
    TeamId,
};

/// What an assessment may refer to.
pub(super) struct Known<'k> {
    pub(super) framework: &'k Framework,
    pub(super) teams: &'k [Team],
    pub(super) resources: &'k Resources,
    pub(super) languages: Languages<'k>,
}

/// Reads an assessment.
pub(super) fn load_assessment(
    around: &Surroundings<'_>,
    path: &Path,
    id: &str,
    known: &Known<'_>,
    tally: &mut Tally,
) -> (Option<Assessment>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Some((file, node)) = read_yaml(around.root, path, &mut found) else { return (None, found) };
    tally.files += 1;
    let mut out = Collector::new(Arc::clone(&file));
    let assessment = Fields::read(&node, &ASSESSMENT, known.languages, &mut out)
        .and_then(|fields| read(&fields, around, id, known, &mut out));
    found.extend(out.finish());
    (assessment, found)
}

fn read(
    fields: &Fields<'_>,
    around: &Surroundings<'_>,
    id: &str,
    known: &Known<'_>,
    out: &mut Collector,
) -> Option<Assessment> {
    let rubric = fields.word("rubric").and_then(|word| rubric(word, known, out));
    let team = fields.word("team").and_then(|word| team(word, known, out));
    let date = fields.date("date");
    if let Some(date) = date.filter(|date| *date > around.as_of) {
        let place = out.at(fields.span_of("date"));
        let message = format!("this self-assessment is dated {date}, which is later than {}", around.as_of);
        out.push(Diagnostic::warning("future-date", place, message).hint("it counts from that day on"));
    }
    let ratings = rubric.map(|rubric| ratings(fields, rubric, known, out));
    Some(Assessment {
        id: AssessmentId::new(id),
        rubric: rubric?.id.clone(),
        team: team?,
        date: date?,
        ratings: ratings?,
    })
}

fn rubric<'k>(word: Word<'_>, known: &Known<'k>, out: &mut Collector) -> Option<&'k Resource> {
    let rubric = known.resources.get(&(Kind::Rubric, ResourceId::new(word.text)));
    if rubric.is_none() {
        let right = known
            .resources
            .keys()
            .filter(|(kind, _)| *kind == Kind::Rubric)
            .map(|(_, id)| id.as_str())
            .collect();
        unknown("unknown-rubric", "rubric", word, right, out);
    }
    rubric.map(|rubric| &**rubric)
}

fn team(word: Word<'_>, known: &Known<'_>, out: &mut Collector) -> Option<TeamId> {
    let id = TeamId::new(word.text);
    if known.teams.iter().any(|team| team.id == id) {
        return Some(id);
    }
    unknown("unknown-team", "team", word, known.teams.iter().map(|team| team.id.as_str()).collect(), out);
    None
}

fn ratings(
    fields: &Fields<'_>,
    rubric: &Resource,
    known: &Known<'_>,
    out: &mut Collector,
) -> BTreeMap<IndicatorId, RatingId> {
    let scale = rubric.scale.as_ref().unwrap_or(&known.framework.scale);
    let mut ratings = BTreeMap::new();
    for (indicator, rating) in fields.table("ratings") {
        let good_indicator = known_indicator(indicator, rubric, out);
        let good_rating = scale.iter().any(|step| step.id.as_str() == rating.text);
        if !good_rating {
            unknown(
                "unknown-rating",
                "rating",
                rating,
                scale.iter().map(|step| step.id.as_str()).collect(),
                out,
            );
        }
        if good_indicator && good_rating {
            ratings.insert(IndicatorId::new(indicator.text), RatingId::new(rating.text));
        }
    }
    for (indicator, _) in fields.table("evidence") {
        known_indicator(indicator, rubric, out);
    }
    ratings
}

fn known_indicator(word: Word<'_>, rubric: &Resource, out: &mut Collector) -> bool {
    if rubric.has_indicator(&IndicatorId::new(word.text)) {
        return true;
    }
    let all = rubric.areas().iter().flat_map(|area| &area.indicators).map(|indicator| indicator.id.as_str());
    unknown("unknown-indicator", "indicator", word, all.collect(), out);
    false
}

/// Reports indicators without a fixed id in rubrics that assessments refer to: by position, an inserted line
/// would move every stored rating to another question.
pub(super) fn require_fixed_ids(assessments: &[Assessment], resources: &Resources) -> Vec<Diagnostic> {
    let used: BTreeSet<&ResourceId> = assessments.iter().map(|assessment| &assessment.rubric).collect();
    let rubrics = used.into_iter().filter_map(|id| resources.get(&(Kind::Rubric, id.clone())));
    let indicators = rubrics.flat_map(|rubric| rubric.areas()).flat_map(|area| &area.indicators);
    indicators
        .filter(|indicator| !indicator.has_fixed_id)
        .map(|indicator| {
            let message = "self-assessments refer to this rubric, so each indicator needs a fixed id";
            Diagnostic::error("indicator-needs-id", indicator.place.clone(), message)
                .hint(format!("add `{{#{}}}` at the end of the item", indicator.id))
        })
        .collect()
}
