//! The table as a ring: one place for each perspective of the framework, in its order, the two sides told apart.

use std::f64::consts::PI;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;
use serde::Serialize;

use super::ring_names::{Label, labels};
use super::shared::Shared;
use super::{Said, Writer};
use crate::coverage::{Axis, AxisItem, Status};
use crate::model::{Lang, Perspective, PerspectiveId, Side};

/// The middle of the ring in its drawing of 100 × 100 units.
pub(super) const MIDDLE: f64 = 50.0;
/// Where places begin.
const INNER: f64 = 22.0;
/// Where they end.
pub(super) const OUTER: f64 = 46.0;
/// Half the gap between two places, in units.
const GAP: f64 = 1.1;
/// The gap between the two sides, as an angle.
const SIDES_APART: f64 = 0.16;
/// More places than this have no names around them: they would stand on each other.
const MOST_NAMED: usize = 18;
/// More places than this have no counts below their names, for the same reason.
pub(super) const MOST_COUNTED: usize = 12;

/// The ring's places, drawn once a page; each table on the page refers to them.
#[derive(Debug, Serialize)]
pub struct RingShape {
    /// The places.
    pub places: Vec<PlaceShape>,
    /// Whether there is room for the names around it.
    pub has_names: bool,
}

/// A place of the ring, in a drawing of 100 × 100 units.
#[derive(Debug, Serialize)]
pub struct PlaceShape {
    /// The outline, as a path's `d`.
    pub d: String,
    /// The place's middle, from the left.
    pub x: String,
    /// The place's middle, from the top.
    pub y: String,
}

/// A table with the names of its places around it.
#[derive(Debug, Serialize)]
pub struct NamedRing {
    /// The places.
    pub places: Vec<NamedPlace>,
    /// How many perspectives are covered.
    pub covered: String,
    /// Of how many: "of 9".
    pub of: String,
    /// What the picture shows, in words.
    pub label: String,
}

/// A place with its name.
#[derive(Debug, Clone, Serialize)]
pub struct NamedPlace {
    /// `school`, `community`, `vacant`, `gap` or `none` where nothing is expected; for all tables together `part`
    /// where some teams cover it.
    pub state: &'static str,
    /// `school` or `community`: who fills it.
    pub side: &'static str,
    /// The number in it; 0 for none.
    pub people: usize,
    /// For all tables together: the part that is filled, as a path's `d`.
    pub filled: Option<String>,
    /// For all tables together: "4 of 6".
    pub count: Option<String>,
    /// The name's lines, and the count's line.
    pub lines: Shared<Vec<NameLine>>,
    /// Where the lines begin, end or have their middle: `start`, `end` or `middle`.
    pub anchor: &'static str,
    /// Whether attention is drawn to it: nobody brings it, or most teams lack it.
    pub is_missing: bool,
    /// The language of the name, where it is not the page's.
    pub lang: Option<String>,
}

/// A line of a name, at its place.
#[derive(Debug, Serialize)]
pub struct NameLine {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
    /// The words.
    pub text: String,
    /// Whether it is the line of the count.
    pub is_count: bool,
}

/// The angles of the places, from the top, clockwise: where each begins and ends.
fn angles(sides: &[Side]) -> Vec<(f64, f64)> {
    let changes = sides.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let apart = if changes == 0 { 0.0 } else { SIDES_APART };
    #[expect(clippy::cast_precision_loss, reason = "a framework has far fewer than 2^52 perspectives")]
    let (count, changes) = (sides.len().max(1) as f64, changes as f64 + 1.0);
    let span = (2.0 * PI - changes * apart) / count;
    let mut angle = apart / 2.0;
    let mut before = None;
    let mut all = Vec::new();
    for side in sides {
        if before.is_some_and(|before| before != side) {
            angle += apart;
        }
        before = Some(side);
        all.push((angle, angle + span));
        angle += span;
    }
    all
}

/// The outline of a place from `INNER` to a radius; its gaps to its neighbours are as wide inside as outside.
fn outline((from, to): (f64, f64), radius: f64) -> String {
    if to - from > 2.0 * PI - 0.01 {
        // A single place is a full ring, which an arc alone can't draw.
        return format!(
            "{}{}",
            outline((from, from + PI + GAP / INNER), radius),
            outline((from + PI - GAP / INNER, to), radius)
        );
    }
    let (in_gap, out_gap) = (GAP / INNER, GAP / radius);
    let big = i32::from(to - from > PI);
    let [a, b] = [point(radius, from + out_gap), point(radius, to - out_gap)];
    let [c, d] = [point(INNER, to - in_gap), point(INNER, from + in_gap)];
    format!(
        "M{} {}A{radius} {radius} 0 {big} 1 {} {}L{} {}A{INNER} {INNER} 0 {big} 0 {} {}Z",
        a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1
    )
}

/// A point of the drawing, to a tenth.
fn point(radius: f64, angle: f64) -> (f64, f64) {
    (tenth(MIDDLE + radius * angle.sin()), tenth(MIDDLE - radius * angle.cos()))
}

pub(super) fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// A coordinate as drawings have it.
pub(super) fn written(number: f64) -> String {
    format!("{number:?}")
}

impl RingShape {
    /// The ring of the district's framework, drawn once for all pages.
    pub(super) fn of(writer: &Writer<'_>) -> Shared<Self> {
        writer.site.common.ring.get_or_init(|| Shared::new(&Self::new(&sides(writer)))).clone()
    }

    fn new(sides: &[Side]) -> Self {
        let place = |range: (f64, f64)| {
            let (x, y) = point(f64::midpoint(INNER, OUTER), f64::midpoint(range.0, range.1));
            PlaceShape { d: outline(range, OUTER), x: written(x), y: written(y) }
        };
        Self { places: angles(sides).into_iter().map(place).collect(), has_names: sides.len() <= MOST_NAMED }
    }
}

fn sides(writer: &Writer<'_>) -> Vec<Side> {
    writer.site.district().framework.perspectives.iter().map(|known| known.side).collect()
}

/// The state of a place: who fills it, or why nobody does.
fn state(side: Side, item: Option<&AxisItem<PerspectiveId>>) -> &'static str {
    match (item.map(|item| item.status), side) {
        (Some(Status::Covered), Side::School) => "school",
        (Some(Status::Covered), Side::Community) => "community",
        (Some(Status::Vacant), _) => "vacant",
        (Some(Status::Gap), _) => "gap",
        (None, _) => "none",
    }
}

/// The states of a team's places, in the framework's order.
pub(super) fn ring(writer: &Writer<'_>, axis: &Axis<PerspectiveId>) -> Vec<&'static str> {
    let known = writer.site.district().framework.perspectives.iter();
    known.map(|known| state(known.side, axis.items.iter().find(|item| item.id == known.id))).collect()
}

/// The names of a framework's perspectives around the ring, in a language.
type Names = Arc<Vec<NamedPlace>>;

/// The names around the ring, drawn once for all pages of a language.
#[derive(Debug, Default)]
pub(super) struct NamesOfRing(Mutex<HashMap<Lang, Names>>);

impl NamesOfRing {
    fn of(&self, writer: &Writer<'_>) -> Names {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let framework = &writer.site.district().framework;
        let make = || {
            let names: Vec<Said> =
                framework.perspectives.iter().map(|known| writer.said(&known.name)).collect();
            let labels = labels(
                angles(&sides(writer)).into_iter().zip(&names).map(|(range, name)| (range, name, None)),
            );
            let places = framework.perspectives.iter().zip(&names).zip(labels);
            places.map(|((known, name), label)| NamedPlace::new(known.side, name, None, &label)).collect()
        };
        Arc::clone(known.entry(writer.lang.clone()).or_insert_with(|| Arc::new(make())))
    }
}

impl NamedPlace {
    /// A place that nobody is expected to fill, with its name around the ring.
    fn new(side: Side, name: &Said, count: Option<String>, label: &Label) -> Self {
        Self {
            state: "none",
            side: side.word(),
            people: 0,
            filled: None,
            count,
            lines: Shared::new(&label.lines),
            anchor: label.anchor,
            is_missing: false,
            lang: name.lang.clone(),
        }
    }
}

impl NamedRing {
    /// A team's table.
    pub(super) fn of_team(writer: &Writer<'_>, axis: &Axis<PerspectiveId>) -> Self {
        let framework = &writer.site.district().framework;
        let mut missing = Vec::new();
        let place = |(known, named): (&Perspective, &NamedPlace)| {
            let item = axis.items.iter().find(|item| item.id == known.id);
            let state = state(known.side, item);
            let is_missing = matches!(state, "gap" | "vacant");
            if is_missing {
                missing.push(writer.said(&known.name).text);
            }
            let people = item.map_or(0, |item| item.people);
            NamedPlace { state, people, is_missing, ..named.clone() }
        };
        let names = writer.site.common.names_of_ring.of(writer);
        let places = framework.perspectives.iter().zip(&*names).map(place).collect();
        let mut label =
            writer.format("team-seats", &[("n", axis.covered.into()), ("total", axis.expected.into())]);
        if !missing.is_empty() {
            label.push(' ');
            label.push_str(&writer.format("missing", &[("names", writer.list(&missing).into())]));
        }
        Self { places, covered: writer.number(axis.covered), of: of(writer, axis.expected), label }
    }

    /// All tables together: each place filled as far as teams cover it.
    pub(super) fn of_district(writer: &Writer<'_>) -> Self {
        let totals = &writer.site.report().perspectives;
        let framework = &writer.site.district().framework;
        let ranges = angles(&sides(writer));
        let has_counts = ranges.len() <= MOST_COUNTED;
        let named: Vec<(Said, Option<String>)> = framework
            .perspectives
            .iter()
            .zip(&totals.items)
            .map(|(known, item)| {
                (writer.said(&known.name), (item.expected > 0).then(|| writer.of(item.share)))
            })
            .collect();
        let labels = labels(
            ranges
                .iter()
                .zip(&named)
                .map(|(range, (name, count))| (*range, name, count.as_deref().filter(|_| has_counts))),
        );
        let mut facts = Vec::new();
        let place = |(index, label): (usize, Label)| {
            let (known, item, range) = (&framework.perspectives[index], &totals.items[index], ranges[index]);
            let (name, count) = &named[index];
            let place = NamedPlace::new(known.side, name, count.clone(), &label);
            let Some(count) = count else { return place };
            facts.push(format!("{}: {count}", name.text));
            let is_full = item.covered == item.expected;
            NamedPlace {
                state: match item.covered {
                    _ if is_full => known.side.word(),
                    0 => "gap",
                    _ => "part",
                },
                filled: (item.covered > 0 && !is_full).then(|| {
                    let part = item.share.value().unwrap_or_default();
                    outline(range, tenth(INNER + (OUTER - INNER) * part))
                }),
                is_missing: item.covered * 2 < item.expected,
                ..place
            }
        };
        let places = labels.into_iter().enumerate().map(place).collect();
        let label = format!("{} {}", writer.strings.get("ring-district"), facts.join("; "));
        Self { places, covered: writer.number(totals.covered), of: of(writer, totals.expected), label }
    }
}

/// "of 9".
fn of(writer: &Writer<'_>, whole: usize) -> String {
    writer.format("of-whole", &[("n", whole.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_fill_the_ring_and_sides_stand_apart() {
        let all = angles(&[Side::School, Side::School, Side::Community]);
        assert_eq!(all.len(), 3);
        assert!((all[0].1 - all[1].0).abs() < 1e-9, "places of one side follow each other");
        assert!((all[2].0 - all[1].1 - SIDES_APART).abs() < 1e-9, "sides stand apart");
        assert!((2.0 * PI - all[2].1 - SIDES_APART / 2.0).abs() < 1e-9, "the ring closes");
    }

    #[test]
    fn a_single_place_is_a_whole_ring() {
        let all = angles(&[Side::School]);
        assert_eq!(outline(all[0], OUTER).matches('M').count(), 2);
    }
}
