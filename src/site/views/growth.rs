//! The district over the years.

use jiff::civil::Date;
use serde::Serialize;

use super::Writer;
use crate::coverage::GrowthPoint;

/// Where the first day stands in a page that is read from left to right.
const FIRST: i64 = 34;
/// Where the last day stands.
const LAST: i64 = 250;
/// The picture's width; what is right of the last day is for the lines' names.
const WIDTH: i64 = 360;
/// Where 100 percent stands; every percent is a unit.
const TOP: i64 = 16;
/// How far apart the names of the lines stand at least.
const APART: i64 = 14;
/// How far apart years stand at least.
const YEARS_APART: i64 = 34;

/// The district over the years.
#[derive(Debug, Serialize)]
pub struct GrowthView {
    /// The days.
    pub points: Vec<GrowthRow>,
    /// What the picture shows, in a sentence.
    pub sentence: Option<String>,
    /// Whether the share of perspectives fell while more schools got a team.
    pub has_dip: bool,
    /// The picture's width; 100 percent stand at 16 from its top, nothing at 116.
    pub width: i64,
    /// Where lines across begin.
    pub left: i64,
    /// Where they end.
    pub right: i64,
    /// Where the names of the lines across stand.
    pub scale_x: i64,
    /// The line of schools with a team.
    pub reach: LineView,
    /// The line of perspectives covered.
    pub share: LineView,
    /// The days that are named below the picture.
    pub ticks: Vec<TickView>,
}

/// A line of the picture.
#[derive(Debug, Default, Serialize)]
pub struct LineView {
    /// Its points, as `points` of a polyline.
    pub points: String,
    /// Its last point.
    pub x: i64,
    /// Its last point.
    pub y: i64,
    /// Where its name begins.
    pub label_x: i64,
    /// Where its name stands, apart from the other's.
    pub label_y: i64,
    /// The last share, in words.
    pub value: String,
}

/// A day that is named below the picture.
#[derive(Debug, Serialize)]
pub struct TickView {
    /// Where it stands.
    pub x: i64,
    /// The year.
    pub label: String,
}

/// The district on one day.
#[derive(Debug, Serialize)]
pub struct GrowthRow {
    /// The day.
    pub date: String,
    /// Schools with a team, in words.
    pub reach: String,
    /// Perspectives covered, in words.
    pub share: String,
    /// People on teams.
    pub people: String,
}

impl GrowthView {
    /// The district on each day that growth is told for.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let growth = &writer.site.report().growth;
        let row = |point: &GrowthPoint| GrowthRow {
            date: writer.strings.date(point.date),
            reach: writer.percent(point.reach),
            share: writer.percent(point.share),
            people: writer.number(point.people),
        };
        let points: Vec<GrowthRow> = growth.iter().map(row).collect();
        let place = Places::new(growth, writer.lang.direction() == "rtl");
        let reaches = growth.iter().map(|point| (place.x(point.date), point.reach.percent()));
        let shares = growth.iter().map(|point| (place.x(point.date), point.share.percent()));
        let value = |row: fn(&GrowthRow) -> &String| points.last().map(row).cloned().unwrap_or_default();
        let mut reach = LineView::new(reaches, value(|row| &row.reach), &place);
        let mut share = LineView::new(shares, value(|row| &row.share), &place);
        keep_apart(&mut reach, &mut share);
        Self {
            sentence: sentence(writer, &points),
            has_dip: has_dip(growth),
            width: WIDTH,
            left: place.mirrored(FIRST),
            right: place.mirrored(LAST),
            scale_x: place.mirrored(FIRST - 4),
            reach,
            share,
            ticks: place.ticks(growth),
            points,
        }
    }
}

/// Where days stand in the picture: by their distance, in the direction in which the page is read.
struct Places {
    first: Option<Date>,
    days: i64,
    is_mirrored: bool,
}

impl Places {
    fn new(growth: &[GrowthPoint], is_mirrored: bool) -> Self {
        let (first, last) = (growth.first().map(|point| point.date), growth.last().map(|point| point.date));
        let days = first.zip(last).map_or(1, |(first, last)| days_between(first, last).max(1));
        Self { first, days, is_mirrored }
    }

    fn x(&self, date: Date) -> i64 {
        let days = self.first.map_or(0, |first| days_between(first, date));
        self.mirrored(FIRST + days * (LAST - FIRST) / self.days)
    }

    fn mirrored(&self, x: i64) -> i64 {
        if self.is_mirrored { WIDTH - x } else { x }
    }

    /// The years of the days, the last first, as far as there is room for them.
    fn ticks(&self, growth: &[GrowthPoint]) -> Vec<TickView> {
        let mut ticks: Vec<TickView> = Vec::new();
        for point in growth.iter().rev() {
            let x = self.x(point.date);
            let label = point.date.year().to_string();
            if ticks.last().is_none_or(|last| (last.x - x).abs() >= YEARS_APART && last.label != label) {
                ticks.push(TickView { x, label });
            }
        }
        ticks.reverse();
        ticks
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl LineView {
    /// The line through the days that have a share.
    fn new(days: impl Iterator<Item = (i64, Option<i64>)>, value: String, place: &Places) -> Self {
        let points: Vec<(i64, i64)> =
            days.filter_map(|(x, percent)| Some((x, TOP + 100 - percent?))).collect();
        let Some((x, y)) = points.last().copied() else { return Self::default() };
        let drawn: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let label_x = place.mirrored(LAST + 8);
        Self { points: drawn.join(" "), x, y, label_x, label_y: y + 4, value }
    }
}

/// Moves the names of two lines away from each other where they would stand on each other.
fn keep_apart(one: &mut LineView, other: &mut LineView) {
    let (upper, lower) = if one.y <= other.y { (one, other) } else { (other, one) };
    let overlap = APART - (lower.label_y - upper.label_y);
    if overlap > 0 {
        upper.label_y -= overlap / 2;
        lower.label_y += overlap - overlap / 2;
    }
    // Below the line of no percent stand the years.
    let below = lower.label_y - (TOP + 104);
    if below > 0 {
        upper.label_y -= below;
        lower.label_y -= below;
    }
}

/// Whether the share of perspectives is lower than on a day when fewer schools had a team.
fn has_dip(growth: &[GrowthPoint]) -> bool {
    let Some(last) = growth.last() else { return false };
    growth
        .iter()
        .any(|point| point.reach.part < last.reach.part && point.share.percent() > last.share.percent())
}

fn sentence(writer: &Writer<'_>, points: &[GrowthRow]) -> Option<String> {
    let (first, last) = points.first().zip(points.last()).filter(|_| points.len() > 1)?;
    let arguments = [
        ("first", first.date.as_str().into()),
        ("last", last.date.as_str().into()),
        ("reach-first", first.reach.as_str().into()),
        ("reach-last", last.reach.as_str().into()),
        ("share-first", first.share.as_str().into()),
        ("share-last", last.share.as_str().into()),
    ];
    Some(writer.format("growth-sentence", &arguments))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Share;

    fn on(year: i16, month: i8, percent: usize) -> GrowthPoint {
        let share = Share::of(percent, 100);
        GrowthPoint { date: Date::constant(year, month, 1), reach: share, share, people: 0 }
    }

    #[test]
    fn days_stand_as_far_apart_as_they_are() {
        let growth = [on(2024, 7, 10), on(2025, 7, 20), on(2026, 7, 30), on(2026, 10, 40)];
        let place = Places::new(&growth, false);
        let x: Vec<i64> = growth.iter().map(|point| place.x(point.date)).collect();
        assert_eq!((x[0], x[3]), (FIRST, LAST));
        assert!(x[1] - x[0] > 3 * (x[3] - x[2]), "{x:?}");
        let mirrored = Places::new(&growth, true);
        assert_eq!(mirrored.x(growth[0].date), WIDTH - FIRST);
    }

    #[test]
    fn twelve_years_are_named_as_far_as_there_is_room() {
        let growth: Vec<_> = (2014..2027).map(|year| on(year, 7, 50)).collect();
        let ticks = Places::new(&growth, false).ticks(&growth);
        assert_eq!(ticks.last().map(|tick| tick.label.as_str()), Some("2026"));
        assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= YEARS_APART));
    }

    #[test]
    fn names_of_lines_never_stand_on_each_other() {
        let place = Places::new(&[on(2026, 7, 50)], false);
        let line = |percent| LineView::new([(LAST, Some(percent))].into_iter(), String::new(), &place);
        let (mut one, mut other) = (line(50), line(52));
        keep_apart(&mut one, &mut other);
        assert_eq!(one.label_y - other.label_y, APART);
        let (mut low, mut lowest) = (line(1), line(0));
        keep_apart(&mut low, &mut lowest);
        assert_eq!((low.label_y, lowest.label_y), (TOP + 90, TOP + 104), "above the years");
    }
}
