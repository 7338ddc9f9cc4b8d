//! What rows alone in a sheet, its name and its signs say of the rows below: of whom a list is, and whose names must not be shown.

use super::columns::Column;
use super::entry::Reader;
use super::refusals::{Place, refusal};
use super::remark::{At, Remarks, Weight};
use super::standing;
use super::students::{self, Student, is_one};
use super::words::words_of;
use crate::tables::sheets::Row;

/// Signs that lists explain elsewhere.
const MARKS: &[char] = &['*', '†', '‡', '#', '^', '+', '~', '§', '°', '¹', '²', '³'];

/// What rows alone and signs of a sheet say of the rows below.
#[derive(Default)]
pub(super) struct Context {
    /// Signs at names that must not be published, or are students'.
    pub(super) marks: Vec<char>,
    pub(super) section: Section,
    /// Whether the section stands below a school's own row.
    is_of_school: bool,
}

/// What a list within a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Section {
    #[default]
    Anybody,
    Students,
    /// Parents and partners.
    Others,
}

impl Section {
    fn of(text: &str) -> Option<Self> {
        if students::is_group(text) {
            return Some(Self::Students);
        }
        if standing::is_group(text) {
            return Some(Self::Others);
        }
        standing::is_staff(text).then_some(Self::Anybody)
    }
}

impl Context {
    /// What the sheet's name, its headings and its signs say.
    pub(super) fn of(reader: &Reader<'_>) -> Self {
        let cells = reader.sheet.rows.iter().flat_map(|row| &row.cells);
        let name = reader.headings.taken.iter().find(|(column, ..)| *column == Column::Name);
        let of_names = name.map(|(_, _, heading)| heading.as_str()).filter(|heading| is_of_students(heading));
        let of_sheet = reader.sheet.name.as_deref().and_then(Section::of);
        let section = if of_names.is_some() { Section::Students } else { of_sheet.unwrap_or_default() };
        Self { marks: cells.filter_map(|cell| legend(cell)).collect(), section, is_of_school: false }
    }

    /// A school's own row ends a list that began below another.
    pub(super) fn at_place(&mut self) {
        if self.is_of_school {
            self.section = Section::Anybody;
        }
    }

    /// Whether a row alone says of whom the rows below are, or what a sign means.
    pub(super) fn takes(
        &mut self,
        row: &Row,
        (at, below_school): (&At, bool),
        remarks: &mut Remarks,
    ) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let Some(only) = filled.next().filter(|_| filled.next().is_none()) else { return false };
        if legend(only).is_some() {
            let message = format!("`{only}` stands alone and says what a sign means; the row is left out");
            remarks.say(Weight::Note, at, None, message, None);
            return true;
        }
        let Some(section) = Section::of(only) else { return false };
        (self.section, self.is_of_school) = (section, below_school);
        let below = match section {
            Section::Students => "students, whose names are shown nowhere",
            Section::Others => "none of the staff",
            Section::Anybody => "staff",
        };
        let message = format!("`{only}` stands alone; who stands below it was taken for {below}");
        remarks.say(Weight::Note, at, None, message, None);
        true
    }
}

/// Whether a heading of names says that they are students'.
fn is_of_students(heading: &str) -> bool {
    let words = words_of(heading);
    let plain =
        words.split(' ').filter(|word| !is_one("name names first last full nombre nombres del de", word));
    let plain: Vec<&str> = plain.collect();
    !plain.is_empty() && students::of_title(&plain.join(" ")) == Student::Yes
}

/// The sign that a cell explains, where those who have it must not be shown: "* do not publish".
pub(super) fn legend(cell: &str) -> Option<char> {
    let mark = cell.chars().next().filter(|mark| MARKS.contains(mark))?;
    let text = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
    let refuses = refusal(text, Place::Notes)
        .is_some_and(|found| found.start == 0 || !text[..found.start].contains(char::is_uppercase));
    (refuses || students::of_title(text) == Student::Yes).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_understood() {
        for (cell, mark) in
            [("* do not publish", Some('*')), ("† = student", Some('†')), ("* new this year", None)]
        {
            assert_eq!(legend(cell), mark, "{cell}");
        }
    }
}
