//! Tables of teams by what they are expected to have.

use serde::Serialize;

use super::axis::{Expected, OverTeams};
use super::{LinkView, Said, Writer};
use crate::coverage::{Axis, AxisItem, Share, Status, TeamReport};
use crate::model::Side;

/// A table of teams by perspectives or functions.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The teams.
    pub rows: Vec<RowView>,
    /// "31 of 44".
    pub total: String,
    /// The share in words.
    pub share: String,
}

/// A perspective or function over all teams.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// Its name.
    pub name: Said,
    /// Whether a word of its name is too long for a column, so that it may be broken.
    pub is_long: bool,
    /// `school` or `community` for a perspective.
    pub side: Option<Side>,
    /// "3 of 4".
    pub total: String,
    /// The share in words.
    pub share: String,
}

/// A team's row.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The team.
    pub team: LinkView,
    /// "8 of 11".
    pub total: String,
    /// The share in words.
    pub share: String,
    /// The share in whole percent, for sorting.
    pub percent: Option<i64>,
    /// What the team is expected to have and nobody brings, in one text.
    pub missing: Option<String>,
    /// A cell a column.
    pub cells: Vec<CellView>,
}

/// A cell of the table.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// `covered`, `vacant` or `gap`; `None` where nothing is expected.
    pub status: Option<Status>,
    /// The state in words.
    pub name: String,
    /// How many people.
    pub people: usize,
}

impl MatrixView {
    /// Teams by what is expected of them. The totals are those of all teams that count.
    pub(super) fn new<Id: PartialEq>(
        writer: &Writer<'_>,
        over: &OverTeams<'_, Id>,
        teams: &[&TeamReport],
    ) -> Self {
        Self {
            columns: ColumnView::all(writer, over),
            rows: teams.iter().map(|team| RowView::new(writer, team, over)).collect(),
            total: writer.of(over.total),
            share: writer.percent(over.total),
        }
    }
}

impl ColumnView {
    /// What is expected, each over all teams.
    pub(super) fn all<Id>(writer: &Writer<'_>, over: &OverTeams<'_, Id>) -> Vec<Self> {
        let column = |(known, share): (&Expected<'_, Id>, &Share)| {
            let name = writer.said(known.name);
            let is_long = has_long_word(&name.text);
            Self { name, is_long, side: known.side, total: writer.of(*share), share: writer.percent(*share) }
        };
        over.expected.iter().zip(&over.shares).map(column).collect()
    }
}

/// Words of more letters are broken in the heads of columns, so that a dozen of them fit beside each other.
const LONGEST_WORD: usize = 13;

/// Whether a name has a word that makes its column wide.
fn has_long_word(name: &str) -> bool {
    let is_end = |letter: char| letter.is_whitespace() || letter == '-';
    name.split(is_end).any(|word| word.chars().count() > LONGEST_WORD)
}

impl RowView {
    fn new<Id: PartialEq>(writer: &Writer<'_>, team: &TeamReport, over: &OverTeams<'_, Id>) -> Self {
        let axis = (over.of_team)(team);
        let item = |id: &Id| axis.items.iter().find(|item| item.id == *id);
        Self {
            team: writer.team_by_school(team),
            total: writer.of(axis.share),
            share: writer.percent(axis.share),
            percent: axis.share.percent(),
            missing: missing(writer, over, axis),
            cells: over.expected.iter().map(|known| CellView::new(writer, item(known.id))).collect(),
        }
    }
}

/// What a team is expected to have and nobody brings, in one text.
fn missing<Id: PartialEq>(writer: &Writer<'_>, over: &OverTeams<'_, Id>, axis: &Axis<Id>) -> Option<String> {
    let lacks = |id: &Id| axis.missing().any(|item| item.id == *id);
    let names: Vec<String> = over
        .expected
        .iter()
        .filter(|known| lacks(known.id))
        .map(|known| writer.said(known.name).text)
        .collect();
    (!names.is_empty()).then(|| writer.list(&names))
}

impl CellView {
    fn new<Id>(writer: &Writer<'_>, item: Option<&AxisItem<Id>>) -> Self {
        let Some(item) = item else {
            return Self { status: None, name: writer.strings.word("status", "not-expected"), people: 0 };
        };
        let name = writer.strings.word("status", item.status.word());
        Self { status: Some(item.status), name, people: item.people }
    }
}
