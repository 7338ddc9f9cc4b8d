//! What a row says of its person beside the columns that are taken: that the name must not be published, or that it is a
//! student's. It is heeded wherever it stands, and is no part of what is published.

use std::ops::Range;

use super::columns::Column;
use super::entry::{Entry, Reader, in_order};
use super::remark::{At, Remarks, Weight};
use super::standing;
use super::students::{self, Student, is_one};
use super::words::{flag, words_of};
use crate::source::is_nobody;
use crate::tables::sheets::Row;

/// What says that a name must not be published.
const REFUSALS: &[&str] = &[
    "not publish",
    "dont publish",
    "not to publish",
    "not to be published",
    "not be published",
    "not for publication",
    "never publish",
    "not list",
    "dont list",
    "not to list",
    "not show",
    "dont show",
    "not to show",
    "not name",
    "dont name",
    "not display",
    "not post",
    "not public",
    "no publicar",
    "no se publique",
    "no mostrar",
    "no nombrar",
    "no listar",
    "keep off",
    "opt out",
    "opted out",
    "name withheld",
    "withhold name",
    "hide name",
    "no consent",
    "consent refused",
    "consent declined",
    "sin consentimiento",
    "sin permiso",
];

/// The same in one word, as far as it is not about something else.
const LONE: &str =
    "private confidential unlisted privado privada confidencial anonymous anonimo anonima hidden withheld";

/// What is private or confidential by itself.
const OTHER_THINGS: &str = "school schools practice clinic counselor sector lesson lessons company duty nurse secretary \
     assistant clerk employee escuela colegio consejero consejera clinica secretaria secretario";

/// What else may not be published.
const OTHER_DATA: &str = "phone mobile cell number email mail address photo photos picture pictures telefono celular correo \
     direccion foto fotos";

/// Small words before a refusal that belong to it.
const BEFORE: &str =
    "please pls do does did to wants want asked asks favor por de is be should must name keep kept remain s";

/// Signs that lists explain elsewhere.
const MARKS: &[char] = &['*', '†', '‡', '#', '^', '+', '~', '§', '°', '¹', '²', '³'];

/// What rows alone and signs of a sheet say of the rows below.
#[derive(Default)]
pub(super) struct Context {
    /// Signs at names that must not be published, or are students'.
    marks: Vec<char>,
    section: Section,
    /// Whether the section stands below a school's own row.
    is_of_school: bool,
}

/// What a list within a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Section {
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
fn legend(cell: &str) -> Option<char> {
    let mark = cell.chars().next().filter(|mark| MARKS.contains(mark))?;
    let text = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
    let refuses = refusal(text, Place::Notes)
        .is_some_and(|found| found.start == 0 || !text[..found.start].contains(char::is_uppercase));
    (refuses || students::of_title(text) == Student::Yes).then_some(mark)
}

/// Where a refusal is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Name,
    Title,
    Notes,
}

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
        let in_brackets = name.split_once('(').map(|(_, within)| within.trim_end_matches(')'));
        entry.is_outside |= in_brackets.is_some_and(standing::is_no_staff);
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
            if !cell.contains(' ') && students::of_title(cell) == Student::Perhaps {
                hide(entry, column(), format!("`{cell}` may be a student; the name is hidden"), remarks);
            }
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

/// Words with their places.
fn words_at(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() && !matches!(c, '\'' | '’') {
            continue;
        }
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((range, _)) if range.end == at => range.end = end,
            _ => words.push((at..end, String::new())),
        }
    }
    for (range, word) in &mut words {
        *word = words_of(&text[range.clone()]);
    }
    words
}

/// Where a text says that the name must not be published.
fn refusal(text: &str, place: Place) -> Option<Range<usize>> {
    let words = words_at(text);
    let is_about_data = |from: usize| {
        let own = words[from..].iter().take(4);
        own.clone().any(|(_, word)| is_one(OTHER_DATA, word)) && !own.clone().any(|(_, word)| word == "name")
    };
    for at in 0..words.len() {
        let holds = |phrase: &&&str| {
            let mut rest = words[at..].iter();
            phrase.split(' ').all(|word| rest.next().is_some_and(|(_, other)| other == word))
        };
        let count = match REFUSALS.iter().find(holds) {
            Some(phrase) => phrase.split(' ').count(),
            None if is_one(LONE, &words[at].1) => 1,
            None => continue,
        };
        let next = words.get(at + count).map_or("", |(_, word)| word.as_str());
        let is_alone = is_part(text, &words[at].0) || place == Place::Name && at > 0 && at + 1 == words.len();
        let is_meant = match place {
            _ if count > 1 => !is_about_data(at + count),
            Place::Notes => !is_one(OTHER_THINGS, next) && !is_about_data(at + 1),
            Place::Name | Place::Title => {
                is_alone && words.len() > 1 || place == Place::Title && words.len() == 1
            }
        };
        if is_meant {
            let before = words[..at].iter().rev().take_while(|(_, word)| is_one(BEFORE, word)).count();
            return Some(words[at - before].0.start..words[at + count - 1].0.end);
        }
    }
    None
}

/// Whether a word is all that stands between two signs.
fn is_part(text: &str, word: &Range<usize>) -> bool {
    let is_sign = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    is_sign(text[..word.start].trim_end().chars().next_back())
        && is_sign(text[word.end..].trim_start().chars().next())
}

/// A text without a remark in it, and the remark.
fn without(text: &str, found: Range<usize>) -> (String, String) {
    const SIGNS: &[char] = &['(', ')', '[', ']', ',', ';', ':', '|', '/', '*', '-', '–', '—', '.', '!', '"'];
    let is_edge = |c: char| SIGNS.contains(&c) || c.is_whitespace();
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let opened = before.rfind(['(', '[']).filter(|at| !before[*at..].contains([')', ']']));
    let (start, end) = match opened {
        Some(at) => (at, after.find([')', ']']).map_or(text.len(), |end| found.end + end + 1)),
        None if before.trim_matches(is_edge).is_empty() => (found.start, found.end),
        None => (found.start, after.find([',', ';', '|', '(']).map_or(text.len(), |end| found.end + end)),
    };
    let (before, after) =
        (text[..start].trim_end_matches(is_edge_of_name).trim(), text[end..].trim_matches(is_edge));
    let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
    (format!("{}{gap}{after}", before.trim_start_matches(is_edge)), text[found].to_string())
}

/// Signs that end no name. A point may: "Jr.".
fn is_edge_of_name(c: char) -> bool {
    c.is_whitespace() || "([,;:|/*-–—\"".contains(c)
}

/// A name without what stands beside it and says that it is a student's, and that remark.
fn student_beside(name: &str) -> Option<(String, String)> {
    let parts = name.split(['(', ')', '[', ']', ',', ';', '–', '—']).flat_map(|part| part.split(" - "));
    let is_student = |part: &&str| students::of_title(part) == Student::Yes;
    let found = parts.skip(1).map(str::trim).filter(|part| !part.is_empty()).find(is_student)?;
    let start = name.rfind(found)?;
    let (rest, remark) = without(name, start..start + found.len());
    Some((rest, remark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refuses_is_found_and_taken_away() {
        for (name, rest) in [
            ("Zora Quix (do not publish)", "Zora Quix"),
            ("Zora Quix - don't publish", "Zora Quix"),
            ("Zora Quix, PRIVATE", "Zora Quix"),
            ("Zora Quix private", "Zora Quix"),
            ("CONFIDENTIAL: Zora Quix", "Zora Quix"),
            ("Zora Quix Jr. [please do not list the name]", "Zora Quix Jr."),
            ("Quix, Zora (no publicar)", "Quix, Zora"),
            ("Zora (unlisted) Quix", "Zora Quix"),
        ] {
            let found = refusal(name, Place::Name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(without(name, found).0, rest, "{name}");
        }
        for name in ["Zora Quix", "Private", "Ana Private Quix", "Noah Publis", "Zora Quix (she/her)"] {
            assert_eq!(refusal(name, Place::Name), None, "{name}");
        }
        for title in ["Private counselor", "Confidential secretary", "Parent", "Principal (acting)"] {
            assert_eq!(refusal(title, Place::Title), None, "{title}");
        }
        for note in ["Do not publish phone number", "private school until 2020", "Photo: yes", "New here"] {
            assert_eq!(refusal(note, Place::Notes), None, "{note}");
        }
        for note in [
            "asked not to publish",
            "Please keep confidential.",
            "private",
            "Don’t publish",
            "do not publish (court)",
        ] {
            assert!(refusal(note, Place::Notes).is_some(), "{note}");
        }
    }

    #[test]
    fn signs_and_students_beside_names_are_understood() {
        for (cell, mark) in
            [("* do not publish", Some('*')), ("† = student", Some('†')), ("* new this year", None)]
        {
            assert_eq!(legend(cell), mark, "{cell}");
        }
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
