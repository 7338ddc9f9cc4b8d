//! What each column of the table holds, in words for who fills it in; and the sheets beside the roster that say so.

use super::columns::{Column, WRITTEN};
use crate::tables::sheets::Sheet;

/// The name of the sheet with the people.
pub(super) const ROSTER: &str = "Roster";

/// The name of the sheet that explains the columns.
pub(super) const COLUMNS: &str = "Columns";

/// The name of the sheet with what can be chosen.
pub(super) const CHOICES: &str = "Choices";

/// The headings of the sheet that explains.
pub(super) const HEADINGS: [&str; 3] = ["column", "what to write", "example"];

/// The columns with a list to choose from, which the sheet of choices holds.
pub(super) const CHOSEN: [Column; 6] =
    [Column::District, Column::Team, Column::School, Column::Role, Column::Perspectives, Column::Functions];

/// What stands below the columns' explanations.
pub(super) const PRIVATE: &str = "This table carries names that the site hides. Keep it on your own machine, out of the toolkit's folders, and give it to nobody who may not see them.";

/// The headings of the sheet with what can be chosen.
pub(super) fn headings_of_choices() -> Vec<&'static str> {
    CHOSEN.iter().flat_map(|column| [column.word(), "its name"]).collect()
}

/// Whether a sheet explains a roster and is none.
pub(super) fn explains(sheet: &Sheet) -> bool {
    // Somebody may have put a line above, or a column behind.
    const LOOKED_AT: usize = 5;
    let choices = headings_of_choices();
    let mut first = sheet.rows.iter().take(LOOKED_AT).map(|row| &row.cells[..]);
    let begins =
        |cells: &[String], headings: &[&str]| cells.get(..headings.len()).is_some_and(|own| own == headings);
    first.any(|cells| begins(cells, &HEADINGS) || begins(cells, &choices))
}

/// Each column that is written: its heading, what to write and an example.
pub(super) fn lines() -> impl Iterator<Item = [&'static str; 3]> {
    WRITTEN
        .iter()
        .filter_map(|column| explained(*column).map(|[what, example]| [column.word(), what, example]))
}

/// What to write into a column, and an example.
fn explained(column: Column) -> Option<[&'static str; 2]> {
    Some(match column {
        Column::District => [
            "The district's id, which is the name of its folder. It can be left out where there is only one.",
            "riverbend",
        ],
        Column::Team => ["The team's id or its name. One that is new is proposed.", "lincoln"],
        Column::TeamName => [
            "The team's name, so that people know it. A team that is there keeps the name in its file; a new one gets this one.",
            "Lincoln attendance team",
        ],
        Column::Level => [
            "For whom the team works: district or school. Beside a school that is new it may be the school's level or its grades.",
            "school",
        ],
        Column::School => [
            "The school's id or its name, where the team is a school's. One that is new is proposed.",
            "lincoln-elementary",
        ],
        Column::Id => [
            "It ties the row to its member. Leave it as it is, and leave it empty for somebody new.",
            "dana-ortiz",
        ],
        Column::Name => [
            "The person, first name first. Empty, TBD or vacant for a position that nobody holds yet.",
            "Dana Ortiz",
        ],
        Column::ShowName => [
            "Whether the site may show the name: yes or no. Where it is empty, people of the school's side are shown, and parents and partners are not.",
            "yes",
        ],
        Column::Student => ["yes for a student, whose name is shown nowhere.", "no"],
        Column::Title => ["What the person is.", "School nurse"],
        Column::Role => ["The id or the title of the role description that fits.", "nurse"],
        Column::Perspectives => [
            "What the person brings, where it is something else than the role says: ids or names, with a semicolon between them.",
            "student-support; health-providers",
        ],
        Column::Functions => [
            "What the person does on the team, where it is something else than the role says: ids or names, with a semicolon between them.",
            "review-data; engage-families",
        ],
        Column::Since => ["The first day on the team, as year-month-day.", "2026-08-15"],
        Column::Until => [
            "The first day no longer on the team, as year-month-day. Empty for whoever is on it.",
            "2027-06-30",
        ],
        Column::Convener => ["yes for who calls the team together: one person a team.", "yes"],
        Column::Agenda => ["yes for who sets the agenda: one person a team.", "yes"],
        Column::FirstName | Column::LastName => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_that_is_written_is_explained() {
        let explained: Vec<&str> = lines().map(|[column, ..]| column).collect();
        let written: Vec<&str> = WRITTEN.iter().map(|column| column.word()).collect();
        assert_eq!(explained, written);
    }
}
