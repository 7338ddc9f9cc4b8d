//! The district over the years.

use serde::Serialize;

use super::Writer;
use crate::coverage::GrowthPoint;

/// The width of one day in the picture.
const STEP: usize = 84;

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

impl GrowthView {
    /// The district on each day that growth is told for.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let growth = &writer.site.report().growth;
        let row = |(index, point): (usize, &GrowthPoint)| GrowthRow {
            date: writer.strings.date(point.date),
            label: format!("{}-{:02}", point.date.year(), point.date.month()),
            reach: writer.percent(point.reach),
            reach_percent: point.reach.percent(),
            share: writer.percent(point.share),
            share_percent: point.share.percent(),
            people: point.people,
            x: index * STEP,
        };
        let points: Vec<GrowthRow> = growth.iter().enumerate().map(row).collect();
        let sentence = match (points.first(), points.last()) {
            (Some(first), Some(last)) if points.len() > 1 => Some(writer.format(
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
        Self { width: points.len() * STEP, points, sentence }
    }
}
