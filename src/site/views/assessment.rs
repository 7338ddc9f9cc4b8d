//! Self-assessments: of a team, area by area, and as bars.

use serde::Serialize;

use super::{LinkView, Said, Writer};
use crate::coverage::{self, AreaResult, TeamReport};
use crate::model::{Kind, Team};

/// A self-assessment.
#[derive(Debug, Serialize)]
pub struct AssessmentView {
    /// The rubric.
    pub rubric: LinkView,
    /// The day.
    pub date: String,
    /// Everything together.
    pub total: AreaView,
    /// Area by area.
    pub areas: Vec<AreaView>,
}

/// An area of a self-assessment.
#[derive(Debug, Serialize)]
pub struct AreaView {
    /// The area's name.
    pub name: Said,
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
    /// All indicators.
    pub total: usize,
    /// The share in place in words: "60%", or "n/a".
    pub share: String,
    /// The change since the previous one in words.
    pub change: Option<String>,
    /// The parts of a bar of 100 units: class, start and width.
    pub bar: Vec<BarPart>,
}

/// A part of a bar.
#[derive(Debug, Serialize)]
pub struct BarPart {
    /// `in-place`, `developing`, `gap`, `unknown`, `not-applicable` or `not-rated`.
    pub means: &'static str,
    /// Where it begins, from 0 to 100.
    pub start: f64,
    /// How wide it is.
    pub width: f64,
}

impl AssessmentView {
    /// A team's newest self-assessments with rubrics that have a page.
    pub(super) fn all(writer: &Writer<'_>, team: &Team, figures: &TeamReport) -> Vec<Self> {
        let site = writer.site;
        let all = figures.assessments.iter().filter_map(|assessment| {
            let rubric = site.published(Kind::Rubric, &assessment.rubric)?;
            let variant = rubric.variant(writer.lang);
            let (of_rubric, as_of) = ((&rubric.id, rubric.rubric()?), site.report().as_of);
            let areas = coverage::results_by_area(site.district(), team, of_rubric, as_of);
            let names = &variant.document.areas;
            let view = |result: &AreaResult| {
                let translated = names.iter().find(|area| area.id == result.id);
                let name = match translated {
                    Some(area) => writer.said_in(&area.name, &variant.lang),
                    None => writer.said_in(&result.area, &rubric.main().lang),
                };
                AreaView::new(writer, name, result.tally, result.change)
            };
            Some(Self {
                rubric: writer.resource_link(rubric),
                date: writer.strings.date(assessment.date),
                total: AreaView::new(
                    writer,
                    writer.interface("assessment-total"),
                    coverage::Tally::of(assessment),
                    assessment.change_in_points(),
                ),
                areas: areas.iter().map(view).collect(),
            })
        });
        all.collect()
    }
}

impl AreaView {
    /// An area of a self-assessment, or all of it.
    pub(super) fn new(writer: &Writer<'_>, name: Said, tally: coverage::Tally, change: Option<i64>) -> Self {
        let parts = [
            ("in-place", tally.in_place),
            ("developing", tally.developing),
            ("gap", tally.gap),
            ("unknown", tally.unknown),
            ("not-applicable", tally.not_applicable),
            ("not-rated", tally.not_rated),
        ];
        let total: usize = parts.iter().map(|(_, count)| count).sum();
        Self {
            name,
            in_place: tally.in_place,
            developing: tally.developing,
            gap: tally.gap,
            unknown: tally.unknown,
            not_applicable: tally.not_applicable,
            not_rated: tally.not_rated,
            total,
            share: writer.percent(tally.share()),
            change: change.map(|points| change_in_words(writer, points)),
            bar: bar(&parts, total),
        }
    }
}

/// A change in points, in words.
fn change_in_words(writer: &Writer<'_>, points: i64) -> String {
    match points {
        0 => writer.strings.get("change-none").to_string(),
        1.. => writer.format("change-up", &[("n", points.into())]),
        _ => writer.format("change-down", &[("n", points.abs().into())]),
    }
}

/// The parts of a bar of 100 units.
#[expect(clippy::cast_precision_loss, reason = "a rubric has far fewer than 2^52 indicators")]
fn bar(parts: &[(&'static str, usize)], total: usize) -> Vec<BarPart> {
    let mut start = 0;
    let mut bar = Vec::new();
    let scale = |count: usize| (count as f64 * 10_000.0 / total.max(1) as f64).round() / 100.0;
    for (means, count) in parts.iter().filter(|(_, count)| *count > 0) {
        bar.push(BarPart { means, start: scale(start), width: scale(*count) });
        start += count;
    }
    bar
}
