//! What a row says of its person beside the columns that are taken: that the name must not be published, or that it is a
//! student's. It is heeded wherever it stands, and is no part of what is published.

use super::columns::Column;
use super::entry::{Entry, Reader, in_order};
use super::refusals::{OTHER_DATA, Place, refusal, without};
use super::remark::{Remarks, Weight};
use super::sections::{Context, Section, legend};
use super::standing;
use super::students::{self, Student, is_one};
use super::words::{flag, words_of};
use crate::source::is_nobody;
use crate::tables::sheets::Row;

/// The most words by which a cell under whatever heading says who somebody is: what is longer is told of something else.
const MOST_WORDS: usize = 4;

/// Words of headings below which a grade is the one that somebody works with.
const OF_WORK: &str = "grade grades grado grados level levels room rooms class classes subject subjects department dept team assignment \
     assigned teaches area caseload";

impl Reader<'_> {
    /// Takes what a row says beside its columns into account.
    pub(super) fn heeded(
        &self,
        row: &Row,
        mut entry: Entry,
        turns: bool,
        context: &Context,
        remarks: &mut Remarks,
    ) -> Entry {
        self.heed_name(&mut entry, turns, context, remarks);
        self.heed_title(&mut entry, remarks);
        self.heed_other_columns(row, &mut entry, remarks);
        self.look_at_name(&entry, turns, remarks);
        match context.section {
            Section::Students if entry.student == Some(false) => {
                let message =
                    "who stands here is in a list of students, and said to be none; the name is hidden";
                hide(&mut entry, None, message.into(), remarks);
            }
            Section::Students if entry.name.is_some() => entry.student = Some(true),
            Section::Others => entry.is_outside = true,
            Section::Students | Section::Anybody => {}
        }
        entry
    }

    fn heed_name(&self, entry: &mut Entry, turns: bool, context: &Context, remarks: &mut Remarks) {
        let column = || self.headings.place(Column::Name);
        let mut name = entry.raw_name.clone();
        if let Some(mark) = name.chars().find(|c| context.marks.contains(c)) {
            // "* hidden" is nobody's name, which is told.
            if legend(&name).is_none() {
                name = name.replace(mark, "").trim().to_string();
            }
            let message =
                format!("names with `{mark}` must not be shown, as this sheet says; the name is hidden");
            hide(entry, column(), message, remarks);
        }
        if let Some(found) = refusal(&name, Place::Name).filter(|_| legend(&name).is_none()) {
            let (rest, remark) = without(&name, found);
            let message = format!("`{remark}` stands beside the name; the name is hidden");
            hide(entry, column(), message, remarks);
            name = rest;
        }
        if let Some((rest, remark)) = student_beside(&name) {
            let message = format!("`{remark}` beside the name was taken for what a student is");
            remarks.say(Weight::Note, entry.row(), column(), message, None);
            entry.student = match entry.student {
                Some(false) => {
                    hide(
                        entry,
                        column(),
                        format!("`{remark}` stands beside the name; the name is hidden"),
                        remarks,
                    );
                    Some(false)
                }
                _ => Some(true),
            };
            name = rest;
        }
        entry.is_outside |= beside(&name).any(standing::is_no_staff);
        if name != entry.raw_name {
            entry.name = (!is_nobody(&name)).then(|| in_order(&name, turns, entry.id.as_deref()));
            entry.raw_name = name;
        }
    }

    fn heed_title(&self, entry: &mut Entry, remarks: &mut Remarks) {
        for column in [Column::Title, Column::Role] {
            let cell = if column == Column::Title { &entry.title } else { &entry.role };
            let Some(text) = cell.clone() else { continue };
            let Some(found) = refusal(&text, Place::Title) else { continue };
            let (rest, remark) = without(&text, found);
            let message = format!("`{remark}` stands beside the title; the name is hidden");
            hide(entry, self.headings.place(column), message, remarks);
            let rest = Some(rest).filter(|rest| !rest.is_empty());
            *(if column == Column::Title { &mut entry.title } else { &mut entry.role }) = rest;
        }
    }

    fn heed_other_columns(&self, row: &Row, entry: &mut Entry, remarks: &mut Remarks) {
        for (index, heading) in &self.headings.left {
            let cell = row.cell(*index);
            if cell.is_empty() || entry.name.is_none() {
                continue;
            }
            let column = || Some(format!("column {} (`{heading}`)", crate::tables::letters(*index)));
            let is_of_data = words_of(heading).split(' ').any(|word| is_one(OTHER_DATA, word));
            if !is_of_data && let Some(found) = refusal(cell, Place::Notes) {
                let message = format!("`{}` stands here; the name is hidden", &cell[found]);
                hide(entry, column(), message, remarks);
            }
            let is_short = words_of(cell).split(' ').count() <= MOST_WORDS;
            let may_be_student = students::of_title(cell) == Student::Perhaps
                || students::is_grade(cell)
                    && !words_of(heading).split(' ').any(|word| is_one(OF_WORK, word));
            if is_short && may_be_student {
                hide(entry, column(), format!("`{cell}` may be a student; the name is hidden"), remarks);
            }
            // "Parent" under `Type`, or a yes under `Parent?`.
            entry.is_outside |= is_short && standing::is_outside(cell)
                || standing::is_asked(heading) && flag(cell) == Some(true);
            let is_student =
                students::is_told(cell) || students::is_asked(heading) && flag(cell) == Some(true);
            if is_student && entry.student == Some(false) {
                let message = format!(
                    "`{cell}` stands here, and it is said that this is no student; the name is hidden"
                );
                hide(entry, column(), message, remarks);
            } else if is_student {
                let message = "what stands here was taken for a student's, whose name is shown nowhere";
                remarks.say(Weight::Note, entry.row(), column(), message, None);
                entry.student = Some(true);
            }
        }
    }
}

/// Hides a name, and asks.
fn hide(entry: &mut Entry, column: Option<String>, message: String, remarks: &mut Remarks) {
    if entry.name.is_none() {
        return;
    }
    entry.show_name = Some(false);
    let hint = "write `no` into a column `show_name`; or, once the person has agreed, take the remark away"
        .to_string();
    remarks.say(Weight::Question, entry.row(), column, message, Some(hint));
}

/// What stands beside a name, parted by signs.
fn beside(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(['(', ')', '[', ']', ',', ';', '–', '—']).flat_map(|part| part.split(" - "));
    parts.skip(1).map(str::trim).filter(|part| !part.is_empty())
}

/// A name without what stands beside it and says that it is a student's, and that remark.
fn student_beside(name: &str) -> Option<(String, String)> {
    let is_student = |part: &&str| students::of_title(part) == Student::Yes;
    let found = beside(name).find(is_student)?;
    let start = name.rfind(found)?;
    let (rest, remark) = without(name, start..start + found.len());
    Some((rest, remark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_beside_names_are_understood() {
        for (name, rest) in [
            ("Zora Quix (student)", Some("Zora Quix")),
            ("Zora Quix, 8th grade", Some("Zora Quix")),
            ("Zora Quix - 11th grade student", Some("Zora Quix")),
            ("Zora Quix, Junior", None),
            ("Zora Quix (she/her)", None),
            ("Young, Ana", None),
        ] {
            assert_eq!(student_beside(name).map(|(rest, _)| rest).as_deref(), rest, "{name}");
        }
    }
}
