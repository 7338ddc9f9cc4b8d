//! Which member of a team a row is about.

use hashbrown::hash_map::Entry as Slot;
use hashbrown::{HashMap, HashSet};

use super::entry::Entry;
use super::members::Members;
use super::record::{SeatRecord, in_language};
use super::remark::Weight;
use super::roles::Meant;
use super::standing::is_no_staff;
use super::words::words_of;
use crate::tables::clean;

/// The seats that a row may be about.
type Candidates<'r> = &'r dyn Fn(&Entry) -> &'r [usize];

/// Whether it is about one of them.
type Rule<'r> = &'r dyn Fn(&Entry, &SeatRecord) -> bool;

/// A team's seats, found by who holds them. Each is named by its place in the list.
pub(super) struct Seats<'s> {
    all: &'s [SeatRecord],
    by_id: HashMap<&'s str, Vec<usize>>,
    /// By the words of the name.
    by_name: HashMap<String, Vec<usize>>,
    vacant: Vec<usize>,
}

impl<'s> Seats<'s> {
    pub(super) fn of(all: &'s [SeatRecord]) -> Self {
        let mut seats = Self { all, by_id: HashMap::new(), by_name: HashMap::new(), vacant: Vec::new() };
        for (index, seat) in all.iter().enumerate() {
            seats.by_id.entry(&seat.id).or_default().push(index);
            match &seat.name {
                Some(name) => seats.by_name.entry(words_of(name)).or_default().push(index),
                None => seats.vacant.push(index),
            }
        }
        seats
    }

    /// Those with a row's id.
    fn of_id(&self, entry: &Entry) -> &[usize] {
        entry.id.as_deref().and_then(|id| self.by_id.get(id)).map_or(&[], Vec::as_slice)
    }

    /// Those whose holder has the name of a row without an id, but for capitals, accents and signs.
    fn of_person(&self, entry: &Entry) -> &[usize] {
        let name = entry.name.as_deref().filter(|_| entry.id.is_none());
        name.map_or(&[], |name| self.named(name))
    }

    /// Those whose holder has a name, but for capitals, accents and signs.
    fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&words_of(name)).map_or(&[], Vec::as_slice)
    }
}

impl Members<'_, '_> {
    /// The rows without those that repeat another one.
    pub(super) fn without_repetitions<'e>(&mut self, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let mut kept: Vec<&Entry> = Vec::new();
        let mut people: HashMap<(Option<&str>, String), &Entry> = HashMap::new();
        for entry in entries {
            let first = entry.name.as_deref().and_then(|name| {
                match people.entry((entry.id.as_deref(), words_of(name))) {
                    Slot::Occupied(first) => Some(*first.get()),
                    Slot::Vacant(slot) => {
                        slot.insert(entry);
                        None
                    }
                }
            });
            match first {
                Some(first)
                    if entry.id.is_some()
                        || first.title.as_deref().map(words_of) == entry.title.as_deref().map(words_of) =>
                {
                    let message =
                        format!("the same person as in row {}; the row is left out", first.row().row);
                    self.remarks.say(Weight::Note, entry.row(), None, message, None);
                }
                Some(first) => {
                    let message = format!(
                        "the same person as in row {} with another title; the first one is taken",
                        first.row().row
                    );
                    let hint = "if two people have this name, give each an id in a column `id`".to_string();
                    self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
                }
                None => kept.push(entry),
            }
        }
        kept
    }

    /// The seat that each row is about.
    pub(super) fn pairs(&self, seats: &Seats<'_>, entries: &[&Entry]) -> Vec<Option<usize>> {
        let mut pairs: Vec<Option<usize>> = vec![None; entries.len()];
        let mut is_taken = vec![false; seats.all.len()];
        let rules: [(Candidates<'_>, Rule<'_>); 5] = [
            (&|entry| seats.of_id(entry), &|entry, seat| {
                entry.name.as_ref().is_some() || seat.name.is_none() || same_raw(entry, seat)
            }),
            (&|entry| seats.of_person(entry), &|entry, seat| {
                has_title(entry, seat) && !seat.has_ended(self.options.as_of)
            }),
            (&|entry| seats.of_person(entry), &|entry, seat| {
                !seat.has_ended(self.options.as_of) && !self.is_namesake(entry, seat)
            }),
            (&|entry| seats.of_person(entry), &|entry, seat| !self.is_namesake(entry, seat)),
            // A vacant seat stays one, or is taken: one of the staff by nobody whose title says something else.
            (&|_| seats.vacant.as_slice(), &|entry, seat| {
                !seat.has_ended(self.options.as_of)
                    && (entry.id.is_none() || entry.name.is_none())
                    && (has_title(entry, seat)
                        || self.has_role(entry, seat) && !(says_no_staff(entry) && self.is_of_staff(seat)))
            }),
        ];
        for (candidates, fits) in rules {
            for (entry, pair) in entries.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
                let mut free = candidates(entry).iter().copied().filter(|seat| !is_taken[*seat]);
                *pair = free.find(|seat| fits(entry, &seats.all[*seat]));
                if let Some(seat) = *pair {
                    is_taken[seat] = true;
                }
            }
        }
        pairs
    }

    /// Asks about ids that nobody has, beside names of members whom no row is about: the same person twice.
    pub(super) fn ask_of_ids(&mut self, seats: &Seats<'_>, entries: &[&Entry], pairs: &[Option<usize>]) {
        let taken: HashSet<usize> = pairs.iter().flatten().copied().collect();
        for (entry, _) in entries.iter().zip(pairs).filter(|(_, pair)| pair.is_none()) {
            let (Some(id), Some(name)) = (&entry.id, &entry.name) else { continue };
            let free = seats.named(name).iter().filter(|index| !taken.contains(*index));
            let is_there = |seat: &&SeatRecord| !seat.has_ended(self.options.as_of);
            let Some(seat) = free.map(|index| &seats.all[*index]).find(is_there) else { continue };
            let message = format!("no member has the id `{id}`, and `{name}` has the id `{}`", seat.id);
            let hint = "leave ids as they are, or leave the cell empty for who has none".to_string();
            self.remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
        }
    }

    /// Asks about rows of parents, partners and students who have the name of somebody of the staff: nothing of the one
    /// is taken for the other.
    pub(super) fn ask_of_namesakes(
        &mut self,
        seats: &Seats<'_>,
        entries: &[&Entry],
        pairs: &[Option<usize>],
    ) {
        for (entry, _) in entries.iter().zip(pairs).filter(|(_, pair)| pair.is_none()) {
            let found = seats.of_person(entry).iter().map(|index| &seats.all[*index]);
            let Some(seat) = found.into_iter().find(|seat| self.is_namesake(entry, seat)) else { continue };
            let name = entry.name.as_deref().unwrap_or_default();
            let (cell, title) = (title_cell(entry), in_language(&seat.title, self.place.files.language));
            let message = format!(
                "`{name}` is `{title}` in the file and `{cell}` here: taken for somebody else of the same name"
            );
            let hint = format!("if it is the same person, write `{}` into a column `id`", seat.id);
            self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
        }
    }

    /// Whether a row is hardly about who holds a seat of the staff, though it has the same name.
    fn is_namesake(&self, entry: &Entry, seat: &SeatRecord) -> bool {
        seat.name.is_some() && says_no_staff(entry) && !has_title(entry, seat) && self.is_of_staff(seat)
    }

    /// Whether a row's title says that who holds a seat of the staff is none of it now.
    pub(super) fn leaves_staff(&self, entry: &Entry, seat: &SeatRecord) -> bool {
        let is_other = entry.title.as_deref().is_some_and(is_no_staff) && !has_title(entry, seat);
        is_other && entry.role.is_none() && seat.role.is_some() && self.is_of_staff(seat)
    }

    fn is_of_staff(&self, seat: &SeatRecord) -> bool {
        let is_shown = seat.role.is_none() && seat.perspectives.is_none() && seat.show_name == Some(true);
        (is_shown || self.is_of_school(seat.role.as_ref(), seat.perspectives.as_ref()))
            && !seat.title.iter().any(|(_, title)| is_no_staff(title))
    }

    /// Whether a row's role, or what its title means, is a seat's.
    pub(super) fn has_role(&self, entry: &Entry, seat: &SeatRecord) -> bool {
        let cell = entry.role.as_ref().or(entry.title.as_ref());
        let meant = cell.map(|cell| self.place.roles.of_title(cell));
        match meant {
            Some(Meant::Exactly(id) | Meant::ByWord(id)) => seat.role.as_deref() == Some(id.as_str()),
            Some(Meant::Open) | None => false,
        }
    }
}

/// What a row says that somebody is.
fn title_cell(entry: &Entry) -> &str {
    entry.title.as_deref().or(entry.role.as_deref()).unwrap_or_default()
}

/// Whether a row says of somebody to be a parent, a partner or a student.
fn says_no_staff(entry: &Entry) -> bool {
    entry.is_outside || entry.student == Some(true) || is_no_staff(title_cell(entry))
}

/// Whether the cell of the name is what the file holds.
pub(super) fn same_raw(entry: &Entry, seat: &SeatRecord) -> bool {
    seat.name.as_deref().map(clean).unwrap_or_default() == entry.raw_name
}

/// Whether a row has a seat's title in one of its languages, but for capitals, accents and signs.
pub(super) fn has_title(entry: &Entry, seat: &SeatRecord) -> bool {
    let cell = entry.title.as_ref().or(entry.role.as_ref()).map(|title| words_of(title));
    cell.is_some_and(|cell| seat.title.iter().any(|(_, title)| words_of(title) == cell))
}

pub(super) fn has_title_exactly(entry: &Entry, seat: &SeatRecord) -> bool {
    entry.title.as_ref().is_some_and(|cell| seat.title.iter().any(|(_, title)| clean(title) == *cell))
}
