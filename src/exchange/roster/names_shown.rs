//! Whether a row's person is a student, and whether the name may be shown. What was agreed for one person is nothing for
//! another: in doubt a name is hidden.

use super::entry::Entry;
use super::keys::Keys;
use super::matching::{has_title, same_raw};
use super::members::{Members, RowMeaning};
use super::record::SeatRecord;
use super::remark::Weight;
use super::students::{self, Student};
use super::words::words_of;
use crate::edit::Value;
use crate::model::{District, Kind, PerspectiveId, ResourceId, Side};

impl Members<'_, '_> {
    /// What a row changes of whether a member who is there is a student, and the name shown. A cell that says what is so
    /// already changes nothing, and what the file holds of the same person in the same office is left alone.
    pub(super) fn show(&mut self, row: &RowMeaning<'_>, seat: &SeatRecord, keys: &mut Keys) {
        let entry = row.entry;
        let is_new = is_another(entry, seat) || entry.title.is_some() && !has_title(entry, seat);
        let by_title = by_title(entry, seat);
        let told = entry.student.or(seat.student);
        let made = (told.is_none() && by_title == Student::Yes && is_new).then_some(true);
        let student = entry.student.or(made).filter(|student| *student != seat.student.unwrap_or(false));
        if let Some(student) = student.filter(|_| entry.student.is_some() || entry.name.is_some()) {
            keys.set("student", seat.student.is_some(), Value::Plain(student.to_string()));
        }
        let by_itself = self.is_of_school(
            row.role.as_ref().or(seat.role.as_ref()),
            row.perspectives.as_ref().or(seat.perspectives.as_ref()),
        );
        let now = seat.show_name.unwrap_or(by_itself);
        let is_student = told.unwrap_or(by_title == Student::Yes);
        let in_doubt = told.is_none() && by_title == Student::Perhaps;
        let wanted = self.wanted(row, seat, (is_student, in_doubt && is_new, in_doubt && !now));
        if let Some(show) = wanted.filter(|show| *show != now) {
            keys.set("show_name", seat.show_name.is_some(), Value::Plain(show.to_string()));
        }
    }

    /// Whether the name of a member who is there is wanted shown; `None` where that stays as it is. In doubt whether it
    /// is a student's it is hidden from whoever is new here, and stays hidden where it is.
    fn wanted(
        &mut self,
        row: &RowMeaning<'_>,
        seat: &SeatRecord,
        (is_student, hides, stays_hidden): (bool, bool, bool),
    ) -> Option<bool> {
        let entry = row.entry;
        let is_somebody = entry.name.is_some() || seat.name.is_some();
        let told = self.told_to_show(entry, is_somebody, is_student);
        if is_somebody && (hides || stays_hidden && told == Some(true)) {
            self.ask_whether_student(entry, seat.title.first().map_or("", |(_, title)| title));
            return Some(false);
        }
        if told.is_none() && is_another(entry, seat) {
            return self.of_another(row, seat, is_student);
        }
        self.ask_of_emptied(entry, seat);
        told
    }

    /// Whether the name of somebody who takes another's place is to be hidden: where the file showed the other one, or
    /// kept the place open to be shown, and where what the file says of the place is not said of the new person.
    fn of_another(&mut self, row: &RowMeaning<'_>, seat: &SeatRecord, is_student: bool) -> Option<bool> {
        let entry = row.entry;
        let tells_office = row.role.is_some() || row.perspectives.is_some();
        let is_same_office =
            entry.title.is_none() || has_title(entry, seat) || self.has_role(entry, seat) || tells_office;
        let is_inherited = seat.show_name.unwrap_or(!is_same_office && !is_student);
        if !is_inherited {
            return None;
        }
        let message = "somebody else takes this place, and what was agreed was about the one before; the name is hidden";
        let hint = "once the person has agreed, write `yes` into a column `show_name`".to_string();
        self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
        Some(false)
    }

    /// Whether somebody new is a student, and what is written of showing the name.
    pub(super) fn newly_shown(
        &mut self,
        entry: &Entry,
        title: &str,
        by_itself: bool,
    ) -> (bool, Option<bool>) {
        let is_somebody = entry.name.is_some();
        let by_title = students::of_title(title);
        let student = entry.student.unwrap_or(by_title == Student::Yes);
        let mut wanted = self.told_to_show(entry, is_somebody, student);
        if is_somebody && entry.student.is_none() && by_title == Student::Perhaps {
            self.ask_whether_student(entry, title);
            wanted = Some(false);
        }
        (student && is_somebody, wanted.filter(|show| *show != by_itself))
    }

    /// What a row says of showing a name, where that has an effect: a vacant seat has none, a student's is shown nowhere.
    fn told_to_show(&mut self, entry: &Entry, is_somebody: bool, student: bool) -> Option<bool> {
        let show = entry.show_name.filter(|_| is_somebody)?;
        if show && student {
            let message = "a student's name is shown nowhere, whatever stands here";
            self.remarks.say(Weight::Note, entry.row(), None, message, None);
            return None;
        }
        Some(show)
    }

    fn ask_whether_student(&mut self, entry: &Entry, title: &str) {
        let title = entry.title.as_deref().unwrap_or(title);
        let message = format!("`{title}` may be a student or somebody else; the name is hidden");
        let hint = "write `yes` or `no` into a column `student`".to_string();
        self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
    }

    /// Cells of a table that was exported are empty where the file holds something: that stays, and is said where a
    /// name is shown because of it.
    fn ask_of_emptied(&mut self, entry: &Entry, seat: &SeatRecord) {
        if self.has_id_column && entry.show_name.is_none() && seat.show_name == Some(true) {
            let message = "the cell for `show_name` is empty, and the file shows the name; that stays";
            let hint = "write `no` to hide the name".to_string();
            self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
        }
    }

    pub(super) fn is_of_school(&self, role: Option<&String>, perspectives: Option<&Vec<String>>) -> bool {
        role_brings_school_side(
            self.place.files.district,
            role.map(String::as_str),
            perspectives.map(Vec::as_slice),
        )
    }
}

/// Whether a row puts somebody into a seat who did not hold it: but for capitals, accents and signs.
fn is_another(entry: &Entry, seat: &SeatRecord) -> bool {
    let Some(name) = &entry.name else { return false };
    !seat.name.as_ref().is_some_and(|there| words_of(there) == words_of(name) || same_raw(entry, seat))
}

/// What the title that somebody will have says of whether it is a student.
fn by_title(entry: &Entry, seat: &SeatRecord) -> Student {
    if let Some(title) = &entry.title {
        return students::of_title(title);
    }
    let all: Vec<Student> = seat.title.iter().map(|(_, title)| students::of_title(title)).collect();
    let first = |wanted| all.iter().copied().find(|student| *student == wanted);
    first(Student::Yes).or(first(Student::Perhaps)).unwrap_or(Student::No)
}

/// Whether somebody with this role, or with these perspectives in place of the role's, brings one of the school side:
/// such a name is shown unless it is said otherwise.
pub(super) fn role_brings_school_side(
    district: &District,
    role: Option<&str>,
    perspectives: Option<&[String]>,
) -> bool {
    let of_school = |id: &PerspectiveId| district.framework.side(id) == Some(Side::School);
    if let Some(own) = perspectives {
        return own.iter().any(|id| of_school(&PerspectiveId::new(id)));
    }
    let role = role.and_then(|id| district.resource(Kind::Role, &ResourceId::new(id)));
    role.and_then(|role| role.role()).is_some_and(|role| role.perspectives.iter().any(of_school))
}
