//! The roster as rows, in the order and words of FORMAT §3.

use super::DistrictFiles;
use super::columns::{Column, WRITTEN};
use super::names_shown::role_brings_school_side;
use super::record::{SeatRecord, TeamRecord, in_language};
use crate::model::TeamLevel;

/// What a spreadsheet would take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A row of the table.
pub type Cells = Vec<String>;

/// The rows of some districts' rosters, hidden names included; without the headings.
pub fn rows(districts: &[DistrictFiles<'_>]) -> Vec<Cells> {
    let mut rows = Vec::new();
    for district in districts {
        for (id, text) in &district.teams {
            let Some(team) = TeamRecord::read(id, text, district.language) else { continue };
            rows.extend(team.seats.iter().map(|seat| row(district, &team, seat)));
        }
    }
    rows
}

fn row(district: &DistrictFiles<'_>, team: &TeamRecord, seat: &SeatRecord) -> Cells {
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    let is = |reference: Option<&String>| {
        let is_own = reference.is_some_and(|id| !seat.id.is_empty() && *id == seat.id);
        if is_own { "yes".to_string() } else { String::new() }
    };
    let cell = |column: &Column| match column {
        Column::District => district.district.id.to_string(),
        Column::Team => team.id.clone(),
        Column::TeamName => in_language(&team.name, district.language).to_string(),
        Column::Level => team.level.map(TeamLevel::word).unwrap_or_default().to_string(),
        Column::School => of(team.school.as_ref()),
        Column::Id => seat.id.clone(),
        Column::Name => of(seat.name.as_ref()),
        Column::ShowName => show_name(district, seat).to_string(),
        Column::Student => seat.student.map(yes_or_no).unwrap_or_default().to_string(),
        Column::Title => in_language(&seat.title, district.language).to_string(),
        Column::Role => of(seat.role.as_ref()),
        Column::Perspectives => seat.perspectives.as_ref().map(|ids| ids.join("; ")).unwrap_or_default(),
        Column::Functions => seat.functions.as_ref().map(|ids| ids.join("; ")).unwrap_or_default(),
        Column::Since => seat.since.map(|day| day.to_string()).unwrap_or_default(),
        Column::Until => seat.until.map(|day| day.to_string()).unwrap_or_default(),
        Column::Convener => is(team.convener.as_ref()),
        Column::Agenda => is(team.agenda.as_ref()),
        Column::FirstName | Column::LastName => String::new(),
    };
    WRITTEN.iter().map(cell).collect()
}

/// What is said of showing a name; for a name that is hidden without anything being said, `no`.
fn show_name(district: &DistrictFiles<'_>, seat: &SeatRecord) -> &'static str {
    let by_itself =
        || role_brings_school_side(district.district, seat.role.as_deref(), seat.perspectives.as_deref());
    match seat.show_name {
        Some(show) => yes_or_no(show),
        None if seat.name.is_some() && !by_itself() => "no",
        None => "",
    }
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// The rows as CSV: UTF-8 with a byte-order mark, CRLF, formulas neutralised.
pub fn csv(rows: &[Cells]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let headings = WRITTEN.iter().map(|column| column.word().to_string()).collect();
    for row in std::iter::once(&headings).chain(rows) {
        writer.write_record(row.iter().map(|cell| neutral(cell))).expect("memory takes everything");
    }
    writer.into_inner().expect("memory takes everything")
}

/// A cell that no spreadsheet takes for a formula. One that begins like one that was made so gets an apostrophe more.
pub(super) fn neutral(cell: &str) -> String {
    let is_formula = cell.trim_start_matches('\'').starts_with(FORMULA);
    format!("{}{cell}", if is_formula { "'" } else { "" })
}

/// A cell as it was before it was neutralised.
pub(super) fn restored(cell: &str) -> &str {
    let is_formula = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA);
    if is_formula { &cell[1..] } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_read_back_unharmed() {
        for cell in ["=1+1", "+Ana", "-", "@x", "'=x", "''-y", "'tis", "O'Neill", ""] {
            assert_eq!(restored(&neutral(cell)), cell);
            assert!(!neutral(cell).starts_with(FORMULA), "{cell}");
        }
    }
}
