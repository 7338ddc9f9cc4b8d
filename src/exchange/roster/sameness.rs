//! Several rows about one person, or about people who may be one: the strictest of what they say counts for all of them.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::entry::Entry;
use super::remark::{Remarks, Weight};
use super::standing::is_outside;
use super::students::{self, Student, is_one};
use super::words::words_of;

/// What stands before and behind names, and is often left out.
const BESIDE_NAMES: &str =
    "jr sr junior ii iii iv phd md rn edd esq msw lcsw mr mrs ms miss dr prof sra srta don dona";

/// A name without what is often written otherwise: signs, initials, titles, and the order of its words.
fn rough(name: &str) -> String {
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let words = words_of(bare);
    let is_own = |word: &&str| word.chars().count() > 1 && !is_one(BESIDE_NAMES, word);
    let mut own: Vec<&str> = words.split(' ').filter(is_own).collect();
    own.sort_unstable();
    if own.is_empty() { words_of(name) } else { own.join(" ") }
}

/// What a row says of whether its person is a student.
fn student(entry: &Entry) -> Student {
    match entry.student {
        Some(true) => Student::Yes,
        told => {
            let by_title = entry.title.iter().chain(&entry.role).map(|cell| students::of_title(cell)).max();
            by_title.filter(|_| told.is_none()).unwrap_or(Student::No)
        }
    }
}

/// Rows of which something is said, to be found from the others of the same name.
#[derive(Default)]
struct Rows {
    all: Vec<usize>,
    by_id: HashMap<Option<Id>, Vec<usize>>,
}

/// An id, which is one person's on one team.
type Id = (String, String, String);

fn id(entry: &Entry) -> Option<Id> {
    let (team, school) = place(entry);
    entry.id.clone().map(|id| (id, team, school))
}

impl Rows {
    fn of(group: &[usize], entries: &[Entry], is_one: impl Fn(&Entry) -> bool) -> Self {
        let mut rows = Self::default();
        for index in group.iter().copied().filter(|index| is_one(&entries[*index])) {
            rows.all.push(index);
            rows.by_id.entry(id(&entries[index])).or_default().push(index);
        }
        rows
    }

    /// The first that may be about the same person as a row. Whoever has another id, or one on another team, is somebody
    /// else.
    fn other(&self, index: usize, entries: &[Entry]) -> Option<usize> {
        let other = |rows: &Vec<usize>| rows.iter().copied().find(|row| *row != index);
        let of_id = |id: Option<Id>| self.by_id.get(&id).and_then(other);
        match id(&entries[index]) {
            None => other(&self.all),
            id => of_id(id).or_else(|| of_id(None)),
        }
    }
}

/// What a row takes from another one.
enum Taken {
    Hidden(Weight, String),
    Student(String),
    Outside,
}

/// Settles what rows of one name, or nearly one, say of showing it, on whatever teams.
pub(super) fn by_name(entries: &mut [Entry], remarks: &mut Remarks) {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(name) = &entry.name {
            let district = words_of(entry.district.as_deref().unwrap_or_default());
            groups.entry((district, rough(name))).or_default().push(index);
        }
    }
    let mut taken = Vec::new();
    for group in groups.values().filter(|group| group.len() > 1) {
        taken.extend(of_group(group, entries));
    }
    taken.sort_by_key(|(index, _)| *index);
    for (index, taken) in taken {
        let entry = &mut entries[index];
        match taken {
            Taken::Hidden(weight, message) => {
                entry.show_name = Some(false);
                let hint =
                    "write the same into all rows of one person, or give each person an id in a column `id`";
                remarks.say(weight, entry.row(), None, message, Some(hint.into()));
            }
            Taken::Student(message) => {
                entry.student = Some(true);
                remarks.say(Weight::Question, entry.row(), None, message, None);
            }
            Taken::Outside => entry.is_outside = true,
        }
    }
}

/// What rows of one name take from each other.
fn of_group(group: &[usize], entries: &[Entry]) -> Vec<(usize, Taken)> {
    let refuses = Rows::of(group, entries, |entry| entry.show_name == Some(false));
    let students = Rows::of(group, entries, |entry| student(entry) == Student::Yes);
    let doubtful = Rows::of(group, entries, |entry| student(entry) == Student::Perhaps);
    let is_outsider = |entry: &Entry| entry.is_outside || entry.title.as_deref().is_some_and(is_outside);
    let outside = Rows::of(group, entries, is_outsider);
    let mut taken = Vec::new();
    for index in group.iter().copied() {
        let entry = &entries[index];
        let row = |other: usize| entries[other].row().row;
        let name = |entry: &Entry| words_of(entry.name.as_deref().unwrap_or_default());
        let has_same_name = |other: usize| name(&entries[other]) == name(entry);
        let is_same = |other: &usize| has_same_name(*other) && place(&entries[*other]) == place(entry);
        let who = |other: usize| if has_same_name(other) { "the same name" } else { "nearly the same name" };
        let mut is_hidden = entry.show_name == Some(false);
        if student(entry) != Student::Yes
            && let Some(other) = students.other(index, entries)
        {
            if is_same(&other) {
                let message = format!(
                    "row {} says of the same name that it is a student's; it is shown nowhere",
                    row(other)
                );
                taken.push((index, Taken::Student(message)));
            } else if !is_hidden {
                let message =
                    format!("a student has {} in row {}; the name is hidden", who(other), row(other));
                taken.push((index, Taken::Hidden(Weight::Question, message)));
            }
            is_hidden = true;
        }
        if !is_hidden && let Some(other) = refuses.other(index, entries) {
            let contradicts = entry.show_name == Some(true) || !has_same_name(other);
            let weight = if contradicts { Weight::Question } else { Weight::Note };
            let message = format!(
                "row {} says of {} that it is not to be shown; the name is hidden here too",
                row(other),
                who(other)
            );
            taken.push((index, Taken::Hidden(weight, message)));
            is_hidden = true;
        }
        let doubt = doubtful.other(index, entries).filter(|other| is_same(other));
        if let Some(other) = doubt.filter(|_| !is_hidden && student(entry) == Student::No) {
            let message = format!(
                "row {} may say of the same name that it is a student's; the name is hidden",
                row(other)
            );
            taken.push((index, Taken::Hidden(Weight::Question, message)));
        }
        if !is_outsider(entry) && outside.other(index, entries).is_some_and(|other| is_same(&other)) {
            taken.push((index, Taken::Outside));
        }
    }
    taken
}

/// Where somebody is, as the row says.
fn place(entry: &Entry) -> (String, String) {
    let words = |cell: &Option<String>| words_of(cell.as_deref().unwrap_or_default());
    (words(&entry.team), words(&entry.school))
}

/// Asks of rows of one team with the same id and different names, and takes the strictest of them for all.
pub(super) fn by_id(entries: &mut [Entry], remarks: &mut Remarks) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.name.is_some()) {
        if let Some(id) = &entry.id {
            groups.entry(id.clone()).or_default().push(index);
        }
    }
    for (id, group) in groups.iter().filter(|(_, group)| group.len() > 1) {
        let name = |index: usize| words_of(entries[index].name.as_deref().unwrap_or_default());
        if group.iter().all(|index| name(*index) == name(group[0])) {
            continue;
        }
        let hides = |index: &usize| {
            entries[*index].show_name == Some(false) || student(&entries[*index]) != Student::No
        };
        let is_hidden = group.iter().any(hides);
        let first = entries[group[0]].row().row;
        for index in group {
            let entry = &mut entries[*index];
            let then = if is_hidden { "; the names are hidden, as one of the rows says" } else { "" };
            let message =
                format!("rows of different names have the id `{id}`, the first in row {first}{then}");
            let hint = "give each person an id of their own, or leave the cell empty".to_string();
            remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
            if is_hidden {
                entry.show_name = Some(false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_is_often_written_otherwise() {
        for name in ["Zoltán Quixworth Jr.", "Quixworth, Zoltan", "Dr. Zoltan B. Quixworth (he/him)"] {
            assert_eq!(rough(name), rough("Zoltan Quixworth"), "{name}");
        }
        assert_ne!(rough("Zoltan Quix"), rough("Zoltan Quixworth"));
    }
}
