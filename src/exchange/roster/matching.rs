//! Which member of a team a row is about.

use super::entry::Entry;
use super::members::Members;
use super::record::SeatRecord;
use super::remark::Weight;
use super::roles::Meant;
use super::words::words_of;
use crate::tables::clean;

/// Whether a row may be about a seat.
type Rule<'r> = &'r dyn Fn(&Entry, &SeatRecord) -> bool;

impl Members<'_, '_> {
    /// The rows without those that repeat another one.
    pub(super) fn without_repetitions<'e>(&mut self, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let mut kept: Vec<&Entry> = Vec::new();
        for entry in entries {
            let same_person = |other: &&&Entry| {
                entry.name.is_some()
                    && entry.id == other.id
                    && entry.name.as_deref().map(words_of) == other.name.as_deref().map(words_of)
            };
            let first = kept.iter().find(|other| same_person(other));
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
    pub(super) fn pairs(&self, seats: &[SeatRecord], entries: &[&Entry]) -> Vec<Option<usize>> {
        let mut pairs: Vec<Option<usize>> = vec![None; entries.len()];
        let rules: [Rule<'_>; 5] = [
            &|entry, seat| {
                entry.id.as_deref() == Some(&seat.id)
                    && (entry.name.as_ref().is_some() || seat.name.is_none() || same_raw(entry, seat))
            },
            &|entry, seat| {
                is_same_person(entry, seat) && has_title(entry, seat) && !seat.has_ended(self.options.as_of)
            },
            &|entry, seat| is_same_person(entry, seat) && !seat.has_ended(self.options.as_of),
            &|entry, seat| is_same_person(entry, seat),
            // A vacant seat stays one, or is taken.
            &|entry, seat| {
                seat.name.is_none()
                    && !seat.has_ended(self.options.as_of)
                    && (entry.id.is_none() || entry.name.is_none())
                    && (has_title(entry, seat) || self.has_role(entry, seat))
            },
        ];
        for rule in rules {
            for (index, entry) in entries.iter().enumerate() {
                if pairs[index].is_none() {
                    let free = |seat: &usize| !pairs.contains(&Some(*seat));
                    pairs[index] = (0..seats.len()).filter(free).find(|seat| rule(entry, &seats[*seat]));
                }
            }
        }
        pairs
    }

    /// Asks about ids that nobody has, beside names of members whom no row is about: the same person twice.
    pub(super) fn ask_of_ids(&mut self, seats: &[SeatRecord], entries: &[&Entry], pairs: &[Option<usize>]) {
        for (entry, _) in entries.iter().zip(pairs).filter(|(_, pair)| pair.is_none()) {
            let (Some(id), Some(name)) = (&entry.id, &entry.name) else { continue };
            let is_named_so = |seat: &SeatRecord| {
                !seat.has_ended(self.options.as_of)
                    && seat.name.as_deref().is_some_and(|known| words_of(known) == words_of(name))
            };
            let free = (0..seats.len()).filter(|index| !pairs.contains(&Some(*index)));
            let Some(seat) = free.map(|index| &seats[index]).find(|seat| is_named_so(seat)) else { continue };
            let message = format!("no member has the id `{id}`, and `{name}` has the id `{}`", seat.id);
            let hint = "leave ids as they are, or leave the cell empty for who has none".to_string();
            self.remarks.say(Weight::Mistake, entry.row(), None, message, Some(hint));
        }
    }

    fn has_role(&self, entry: &Entry, seat: &SeatRecord) -> bool {
        let cell = entry.role.as_ref().or(entry.title.as_ref());
        let meant = cell.map(|cell| self.place.roles.of_title(cell));
        match meant {
            Some(Meant::Exactly(id) | Meant::ByWord(id)) => seat.role.as_deref() == Some(id.as_str()),
            Some(Meant::Open) | None => false,
        }
    }
}

/// Whether a row without an id has the name of who holds a seat, but for capitals, accents and signs.
fn is_same_person(entry: &Entry, seat: &SeatRecord) -> bool {
    let name = entry.name.as_deref().map(words_of);
    entry.id.is_none() && name.is_some() && name == seat.name.as_deref().map(words_of)
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
