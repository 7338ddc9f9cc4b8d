//! Rows of a text whose cells stand under other headings than their own, since a comma is missing or too many.

use super::columns::{Column, Headings};
use super::dates::{Written, written};
use super::students::is_one;
use super::words::{flag, words_of};
use crate::tables::sheets::Row;

/// Columns of days.
const OF_DAYS: [Column; 2] = [Column::Since, Column::Until];

/// Columns of ids, which no day is.
const OF_IDS: [Column; 3] = [Column::Role, Column::Perspectives, Column::Functions];

/// Columns of yes and no.
const OF_FLAGS: [Column; 4] = [Column::ShowName, Column::Student, Column::Convener, Column::Agenda];

/// Words of titles, of which alone nobody's name is made.
const TITLES: &str = "parent principal teacher counselor nurse student coordinator director specialist liaison \
    superintendent secretary madre maestra leader rep assistant representative";

/// Whether every one of some words is a title's.
pub(super) fn is_title(words: &str) -> bool {
    words.split(' ').all(|word| is_one(TITLES, word))
}

/// What is wrong with a row that has another width than its headings, and what to do.
pub(super) fn shifted(row: &Row, headings: &Headings, width: usize) -> Option<(String, &'static str)> {
    let cells = row.cells.len();
    let is_day = |cell: &str| matches!(written(cell), Written::Day(_) | Written::Numbers(..));
    let is_strange = |(column, index, _): &(Column, usize, String)| {
        let cell = row.cell(*index);
        if cell.is_empty() {
            return false;
        }
        if OF_DAYS.contains(column) {
            return !is_day(cell) && (flag(cell).is_some() || cells > width);
        }
        if OF_FLAGS.contains(column) {
            return flag(cell).is_none() && (is_day(cell) || cells > width);
        }
        OF_IDS.contains(column) && is_day(cell) || *column == Column::Name && is_title(&words_of(cell))
    };
    let strange = headings.taken.iter().filter(|taken| is_strange(taken)).count();
    if cells == width {
        // One cell alone may be a slip of its own; of an empty last cell nothing is missed.
        let hint =
            "look for a comma that is missing or too many, or put a cell with a comma in it in double quotes";
        let message =
            "days and words for yes and no stand under each other's headings in this row, which is shifted";
        return (strange > 1).then(|| (message.to_string(), hint));
    }
    if strange == 0 {
        return None;
    }
    let (what, hint) = if cells > width {
        (
            "one too many",
            "put what belongs into one cell in double quotes, or remove the comma that is too many",
        )
    } else {
        ("one is missing", "look for a cell or a comma that is missing, and put it where it belongs")
    };
    let message = format!(
        "this row has {cells} cells below {width} headings, and what stands in them belongs under others: {what}"
    );
    Some((message, hint))
}
