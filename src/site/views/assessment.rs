//! Self-assessments: of a team, area by area, and as bars.

use serde::Serialize;

use super::history::{NextStepView, OccasionView};
use super::{LinkView, Said, Writer};
use crate::coverage::{AreaReport, Comparison, Points, Share, Tally, TeamReport};
use crate::model::{Kind, Rubric, Team};

/// A self-assessment.
#[derive(Debug, Serialize)]
pub struct AssessmentView {
    /// The rubric.
    pub rubric: LinkView,
    /// The day.
    pub date: String,
    /// Everything together.
    pub total: AreaView,
    /// Area by area, but for areas of fewer than three indicators, which would tell single ratings.
    pub areas: Vec<AreaView>,
    /// The goal in words.
    pub goal: Option<String>,
    /// Whether there are areas that are told only within the total.
    pub has_small_areas: bool,
    /// This one and those before, the newest first; empty where it is the first.
    pub history: Vec<OccasionView>,
    /// What the team will do next.
    pub steps: Vec<NextStepView>,
}

/// An area of a self-assessment.
#[derive(Debug, Serialize)]
pub struct AreaView {
    /// The area's name.
    pub name: Said,
    /// Its indicators.
    #[serde(flatten)]
    pub tally: Tally,
    /// All indicators.
    pub total: usize,
    /// The share in place in words: "60%", or "n/a".
    pub share: String,
    /// The points of those possible in words, where the scale has points.
    pub points: Option<String>,
    /// The change since the previous one in words, on what both rated.
    pub change: Option<String>,
    /// That it compares only what both rated, where they differ.
    pub compared: Option<String>,
    /// The share in place in whole percent.
    pub percent: Option<i64>,
    /// The share in whole percent the time before.
    pub before: Option<i64>,
    /// Where the axis of the bar stands, in a drawing that is 200 units wide.
    pub axis: f64,
    /// The parts of the bar, from what is missing to what is in place.
    pub bar: Vec<BarPart>,
}

/// A part of a bar.
#[derive(Debug, Serialize)]
pub struct BarPart {
    /// `in-place`, `developing` or `gap`.
    pub means: &'static str,
    /// Where it begins, from 0 to 200.
    pub start: f64,
    /// How wide it is.
    pub width: f64,
    /// Its middle, for its number.
    pub middle: f64,
    /// How many indicators it stands for.
    pub count: usize,
}

impl AssessmentView {
    /// A team's newest self-assessments with rubrics that have a page.
    pub(super) fn all(writer: &Writer<'_>, team: &Team, figures: &TeamReport) -> Vec<Self> {
        let site = writer.site;
        let all = figures.assessments.iter().filter_map(|assessment| {
            let rubric = site.published(Kind::Rubric, &assessment.rubric)?;
            let asked = rubric.rubric()?;
            let view = |result: &AreaReport| {
                let (area, variant) = writer.area(rubric, &result.id)?;
                let name = writer.said_in(&area.name, &variant.lang);
                Some(AreaView::new(writer, name, (result.tally, result.points), result.compared))
            };
            let mut areas: Vec<AreaView> = assessment.areas.iter().filter_map(view).collect();
            align(areas.iter_mut());
            Some(Self {
                rubric: writer.resource_link(rubric),
                date: writer.strings.date(assessment.date),
                total: AreaView::new(
                    writer,
                    writer.interface("assessment-total"),
                    (assessment.tally, assessment.points),
                    assessment.compared,
                ),
                goal: goal(writer, asked),
                has_small_areas: areas.len() < asked.areas.len(),
                areas,
                history: OccasionView::all(writer, team, (rubric, asked)),
                steps: NextStepView::all(writer, team, rubric),
            })
        });
        all.collect()
    }
}

impl AreaView {
    /// An area of a self-assessment, or all of it.
    pub(super) fn new(
        writer: &Writer<'_>,
        name: Said,
        (tally, points): (Tally, Option<Points>),
        compared: Option<Comparison>,
    ) -> Self {
        let percent = tally.share().percent();
        let whole = compared.filter(|compared| !compared.is_partial).and_then(|compared| compared.points);
        let ChangeWords { change, compared } = ChangeWords::new(writer, compared);
        Self {
            name,
            tally,
            total: tally.total(),
            share: writer.percent(tally.share()),
            points: points.filter(|points| points.of > 0).map(|points| points_in_words(writer, points)),
            change,
            compared,
            before: percent.zip(whole).map(|(percent, change)| percent - change),
            percent,
            axis: 0.0,
            bar: Vec::new(),
        }
    }
}

/// A change in words, and on what it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChangeWords {
    /// The change; `None` without one.
    pub(super) change: Option<String>,
    /// That it compares only what both rated, or that both rated too little, where they differ.
    pub(super) compared: Option<String>,
}

impl ChangeWords {
    /// The words of a comparison.
    pub(super) fn new(writer: &Writer<'_>, compared: Option<Comparison>) -> Self {
        let points = compared.and_then(|compared| compared.points);
        let partial = compared.filter(|compared| compared.is_partial);
        Self {
            change: points.map(|points| change_in_words(writer, points)),
            compared: partial.map(|compared| match points {
                Some(_) => writer.format("history-compared", &[("n", compared.indicators.into())]),
                None => writer.strings.get("history-not-compared").to_string(),
            }),
        }
    }
}

/// Points of those possible in words.
fn points_in_words(writer: &Writer<'_>, points: Points) -> String {
    let values = [
        ("n", points.sum.into()),
        ("total", points.of.into()),
        ("share", writer.percent(points.share).into()),
    ];
    writer.format("assess-points", &values)
}

/// A rubric's goal in words.
pub(super) fn goal(writer: &Writer<'_>, rubric: &Rubric) -> Option<String> {
    let goal = Share { part: rubric.goal?.into(), whole: 10_000 };
    Some(writer.format("assess-goal", &[("share", writer.percent(goal).into())]))
}

/// A change in points, in words.
fn change_in_words(writer: &Writer<'_>, points: i64) -> String {
    match points {
        0 => writer.strings.get("change-none").to_string(),
        1.. => writer.format("change-up", &[("n", points.into())]),
        _ => writer.format("change-down", &[("n", points.abs().into())]),
    }
}

/// How wide all bars of a table are together, in units of their drawing.
const WIDTH: f64 = 200.0;

/// The widest that one indicator is drawn.
const WIDEST: f64 = 24.0;

/// Makes the bars of a table comparable: one width an indicator, and one axis, to whose end side stands what is in
/// place, and to whose start side what is to develop or missing.
pub(super) fn align<'a>(areas: impl Iterator<Item = &'a mut AreaView>) {
    let areas: Vec<&mut AreaView> = areas.collect();
    let left = areas.iter().map(|area| area.tally.developing + area.tally.gap).max().unwrap_or(0);
    let right = areas.iter().map(|area| area.tally.in_place).max().unwrap_or(0);
    let unit = (WIDTH / number(left + right).max(1.0)).min(WIDEST);
    for area in areas {
        area.axis = hundredth(number(left) * unit);
        let Tally { in_place, developing, gap, .. } = area.tally;
        let parts = [
            ("gap", left - gap - developing, gap),
            ("developing", left - developing, developing),
            ("in-place", left, in_place),
        ];
        let part = |&(means, start, count): &(&'static str, usize, usize)| BarPart {
            means,
            start: hundredth(number(start) * unit),
            width: hundredth(number(count) * unit),
            middle: hundredth((number(start) + number(count) / 2.0) * unit),
            count,
        };
        area.bar = parts.iter().filter(|(_, _, count)| *count > 0).map(part).collect();
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rubric has far fewer than 2^52 indicators")]
fn number(count: usize) -> f64 {
    count as f64
}

fn hundredth(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(in_place: usize, developing: usize, gap: usize) -> AreaView {
        let tally = Tally { in_place, developing, gap, ..Tally::default() };
        AreaView {
            name: Said { text: String::new(), lang: None, dir: None },
            tally,
            total: tally.total(),
            share: String::new(),
            points: None,
            change: None,
            compared: None,
            percent: None,
            before: None,
            axis: 0.0,
            bar: Vec::new(),
        }
    }

    #[test]
    fn bars_of_a_table_share_one_axis_and_one_width() {
        let mut areas = [area(4, 1, 0), area(2, 0, 3)];
        align(areas.iter_mut());
        assert!((areas[0].axis - areas[1].axis).abs() < 1e-9);
        let starts: Vec<_> = areas[1].bar.iter().map(|part| (part.means, part.start, part.width)).collect();
        assert_eq!(starts, [("gap", 0.0, 72.0), ("in-place", 72.0, 48.0)]);
    }
}
