//! Days that are too far away to be meant: a slip in the year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostics::{Code, Collector};
use crate::reader::scalar;
use crate::reader::shape::{Field, Object, Shape};
use crate::reader::yaml::{Kind, Node};

/// No day before this year is told of a team or a text.
const FIRST_YEAR: i16 = 1990;

/// How many years ahead anybody plans.
const YEARS_AHEAD: i64 = 10;

/// How far away a day before the first year is.
const LONG_AGO: &str = "long ago";

/// Keys that say when something was done: a later day is told where they are read.
const DONE: &[&str] = &["reviewed", "date"];

/// Keys of days that may be long ago.
const OF_OLD: &[&str] = &["opened"];

/// Warns of every date in a map, and in the maps below, that lies before 1990 or more than ten years ahead.
pub(super) fn warn_of_far_dates(node: &Node, object: &Object, as_of: Date, out: &mut Collector<'_>) {
    for (name, value) in node.entries() {
        let Some(field) = name.text().and_then(|key| object.field(key)) else { continue };
        if matches!(field.shape, Shape::Date) {
            warn(value, field, as_of, out);
        }
        below(value, &field.shape, as_of, out);
    }
}

fn below(node: &Node, shape: &Shape, as_of: Date, out: &mut Collector<'_>) {
    match (shape, &node.kind) {
        (Shape::Object(object), _) => warn_of_far_dates(node, object, as_of, out),
        (Shape::List(item), Kind::List(items)) => {
            items.iter().for_each(|entry| below(entry, item, as_of, out));
        }
        _ => {}
    }
}

/// How far away a day is that hardly anybody means: before 1990, or more than ten years ahead of another.
pub fn distance(date: Date, as_of: Date) -> Option<&'static str> {
    if date.year() < FIRST_YEAR {
        return Some(LONG_AGO);
    }
    (date > as_of.saturating_add(YEARS_AHEAD.years())).then_some("more than ten years ahead")
}

fn warn(node: &Node, field: &Field, as_of: Date, out: &mut Collector<'_>) {
    let Some(date) = node.text().and_then(scalar::date) else { return };
    let Some(distance) = distance(date, as_of) else { return };
    let key = field.name;
    let (may_be, hint, unknown) = if distance == LONG_AGO {
        (
            OF_OLD,
            "look at the year, and write its four digits",
            "; leave the key out where the day is not known",
        )
    } else {
        (DONE, "look at the year", "; leave the key out where no day is fixed")
    };
    if !may_be.contains(&key) {
        let message = format!("`{key}` is {date}, {distance}: is the year a slip?");
        let unknown = if field.required { "" } else { unknown };
        out.tell(Code::FarDate, &node.span, message, Some(format!("{hint}{unknown}")));
    }
}
