//! Whether a row's person is a student, and whether the name may be shown. What was agreed for one person is nothing for
//! another: in doubt a name is hidden.

use super::entry::Entry;
use super::houses::may_be_of_another;
use super::keys::Keys;
use super::matching::{has_title, same_raw};
use super::members::{Members, RowMeaning};
use super::record::SeatRecord;
use super::remark::Weight;
use super::standing::is_outside;
use super::students::{self, Student, is_one};
use super::words::words_of;
use crate::edit::Value;
use crate::model::{District, Kind, PerspectiveId, ResourceId, Side};

/// What is known of a row about a member who is there.
struct Case {
    /// Whether the person, or the office, is another one than in the file.
    is_new: bool,
    student: Student,
    /// Whether the name would be shown if nothing were said of it.
    now: bool,
    /// Whether it is shown today.
    was_shown: bool,
}

impl Members<'_, '_> {
    /// What a row changes of whether a member who is there is a student, and the name shown. A cell that says what is so
    /// already changes nothing, and what the file holds of the same person in the same office is left alone.
    pub(super) fn show(&mut self, row: &RowMeaning<'_>, seat: &SeatRecord, keys: &mut Keys) {
        let entry = row.entry;
        let has_new_role =
            entry.role.is_some() && entry.role != seat.role && (row.role.is_none() || row.role != seat.role);
        let is_new = is_another(entry, seat)
            || entry.title.is_some() && !has_title(entry, seat)
            || has_new_role
            || entry.student == Some(false) && seat.student.is_none();
        let says = said_of_student(entry, seat.title.iter().map(|(_, title)| title.as_str()), has_new_role);
        let told = entry.student.or(seat.student);
        let made = (told.is_none() && says == Student::Yes && is_new).then_some(true);
        let student = entry.student.or(made).filter(|student| *student != seat.student.unwrap_or(false));
        if let Some(student) = student.filter(|_| entry.student.is_some() || entry.name.is_some()) {
            keys.set("student", seat.student.is_some(), Value::Plain(student.to_string()));
        }
        let role = row.role.as_ref().or(seat.role.as_ref()).filter(|_| !row.drops_role);
        let by_itself = self.is_of_school(role, row.perspectives.as_ref().or(seat.perspectives.as_ref()));
        let was_shown = self.is_shown(seat);
        let now = seat.show_name.unwrap_or(by_itself);
        let case = Case { is_new, student: is_student(told, says), now, was_shown };
        let wanted = self.wanted(row, seat, &case);
        // A name that was shown is hidden in words, whatever role comes beside it.
        let is_told = |show: &bool| seat.show_name != Some(*show) && (*show != now || !*show && was_shown);
        if let Some(show) = wanted.filter(is_told) {
            keys.set("show_name", seat.show_name.is_some(), Value::Plain(show.to_string()));
        }
    }

    /// Whether the file shows who holds a seat, or would show whoever comes to it.
    fn is_shown(&self, seat: &SeatRecord) -> bool {
        let by_itself = self.is_of_school(seat.role.as_ref(), seat.perspectives.as_ref());
        seat.student != Some(true) && seat.show_name.unwrap_or(by_itself)
    }

    /// Whether the name of a member who is there is wanted shown; `None` where that stays as it is. In doubt whether it
    /// is a student's it is hidden from whoever is new here, and stays hidden where it is.
    fn wanted(&mut self, row: &RowMeaning<'_>, seat: &SeatRecord, case: &Case) -> Option<bool> {
        let entry = row.entry;
        let is_somebody = entry.name.is_some() || seat.name.is_some();
        let is_student = case.student == Student::Yes;
        let told = self.told_to_show(entry, is_somebody, is_student);
        let in_doubt = is_somebody && case.student == Student::Perhaps;
        if in_doubt && (case.is_new || !case.now && told == Some(true)) {
            self.ask_whether_student(entry, seat.title.first().map_or("", |(_, title)| title));
            return Some(false);
        }
        if told.is_some() || !is_somebody {
            return told;
        }
        let another = is_another(entry, seat);
        if another && self.of_another(row, seat, is_student) == Some(false) {
            return Some(false);
        }
        if case.now && !is_student {
            if !another && !case.was_shown {
                let message =
                    "the file hides this name, and what stands in this row would show it; it stays hidden";
                self.ask_for_yes(entry, message.into());
                return Some(false);
            }
            let agreed = !another && seat.show_name == Some(true);
            let titles = seat.title.iter().map(|(_, title)| title.as_str());
            if case.is_new && !agreed && self.is_none_of_the_staff(entry, titles) {
                return Some(false);
            }
        }
        if !another {
            self.ask_of_emptied(entry, seat);
        }
        None
    }

    /// Whether the title says that somebody is none of the staff, which is asked about: then a role or a perspective of
    /// the school's side shows no name.
    fn is_none_of_the_staff<'t>(&mut self, entry: &Entry, titles: impl Iterator<Item = &'t str>) -> bool {
        let own = entry.title.as_deref();
        let mut titles: Vec<&str> = own.map_or_else(|| titles.collect(), |title| vec![title]);
        titles.extend(entry.role.as_deref());
        let own =
            entry.school.iter().chain(&entry.team).map(|cell| words_of(cell)).collect::<Vec<_>>().join(" ");
        let is_own = |word: &str| self.place.words.contains(word) || is_one(&own, word);
        let is_of_another = |title: &str| may_be_of_another(title, is_own);
        let outside = titles.iter().find(|title| is_outside(title) || is_of_another(title));
        let Some(title) = outside.or(titles.first().filter(|_| entry.is_outside)) else { return false };
        let message = format!("`{title}` may be none of the staff; without a yes the name is hidden");
        self.ask_for_yes(entry, message);
        true
    }

    fn ask_for_yes(&mut self, entry: &Entry, message: String) {
        let hint = "once the person has agreed, write `yes` into a column `show_name`".to_string();
        self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
    }

    /// Whether the name of somebody who takes another's place is to be hidden: where the file showed the other one, or
    /// kept the place open to be shown, and where what the file says of the place is not said of the new person.
    fn of_another(&mut self, row: &RowMeaning<'_>, seat: &SeatRecord, is_student: bool) -> Option<bool> {
        let entry = row.entry;
        let tells_role = entry.role.is_some() || row.role.is_some() && seat.role.is_none();
        let tells_office = tells_role || row.perspectives.is_some();
        let is_same_office =
            entry.title.is_none() || has_title(entry, seat) || self.has_role(entry, seat) || tells_office;
        let is_inherited = seat.show_name.unwrap_or(!is_same_office && !is_student);
        if !is_inherited {
            return None;
        }
        let message = "somebody else takes this place, and what was agreed was about the one before; the name is hidden";
        self.ask_for_yes(entry, message.into());
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
        let says = said_of_student(entry, std::iter::once(title), true);
        let known = is_student(entry.student, says);
        let student = known == Student::Yes;
        let mut wanted = self.told_to_show(entry, is_somebody, student);
        if is_somebody && known == Student::Perhaps {
            self.ask_whether_student(entry, title);
            wanted = Some(false);
        } else if is_somebody && !student && by_itself && wanted.is_none() {
            let is_outside = self.is_none_of_the_staff(entry, std::iter::once(title));
            wanted = is_outside.then_some(false);
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

/// What a row's title, else what stands for it, and its role and perspectives say of whether somebody is a student. Somebody
/// who brings what students do is none for that.
fn said_of_student<'t>(entry: &Entry, titles: impl Iterator<Item = &'t str>, has_new_role: bool) -> Student {
    let all: Vec<&str> = entry.title.as_deref().map_or_else(|| titles.collect(), |title| vec![title]);
    let role = entry.role.as_deref().filter(|_| has_new_role);
    let brings = entry.perspectives.iter().flatten().filter(|_| has_new_role);
    let by_title = all.into_iter().chain(role).map(students::of_title).max();
    let by_perspective = brings.map(|cell| students::of_title(cell).min(Student::Perhaps)).max();
    by_title.max(by_perspective).unwrap_or(Student::No)
}

/// Whether somebody is a student: as it is told, but that a title speaks against a no.
fn is_student(told: Option<bool>, says: Student) -> Student {
    match told {
        None => says,
        Some(true) => Student::Yes,
        Some(false) if says == Student::Yes => Student::Perhaps,
        Some(false) => Student::No,
    }
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
