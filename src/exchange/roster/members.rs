//! Which member of a team a row is about, and what it changes.

use std::collections::BTreeSet;

use super::Options;
use super::entry::Entry;
use super::keys::Keys;
use super::matching::{Seats, has_title, has_title_exactly, same_raw};
use super::places::{Place, TeamPlace, unique};
use super::record::{SeatRecord, in_language};
use super::remark::{Remarks, Weight};
use super::roles::Meant;
use super::words::words_of;
use crate::diagnostics::did_you_mean;
use crate::edit::{Edit, Value};
use crate::model::{Kind, ResourceId, id_of, id_problem};
use crate::tables::clean;

/// What becomes of one team.
pub(super) struct TeamChange {
    /// Changes of what is there.
    pub(super) edits: Vec<Edit>,
    /// Members that are added.
    pub(super) added: Vec<Value>,
    /// Who calls the team together and who sets the agenda, where rows say so.
    pub(super) convener: Option<String>,
    pub(super) agenda: Option<String>,
}

/// Works out what the rows about a team change.
pub(super) struct Members<'m, 'd> {
    pub(super) place: &'m Place<'d>,
    pub(super) options: &'m Options,
    pub(super) remarks: &'m mut Remarks,
    /// Whether the table has a column for ids, as one has that was exported.
    pub(super) has_id_column: bool,
}

/// A row with what it means in this district.
pub(super) struct RowMeaning<'e> {
    pub(super) entry: &'e Entry,
    pub(super) role: Option<String>,
    pub(super) perspectives: Option<Vec<String>>,
    functions: Option<Vec<String>>,
    /// Whether the role of the file goes: it is one of the staff, and the row's title is not.
    pub(super) drops_role: bool,
}

impl Members<'_, '_> {
    pub(super) fn change(mut self, team: &TeamPlace<'_>) -> TeamChange {
        let seats = &team.record.seats;
        let entries = self.without_repetitions(&team.entries);
        let found = Seats::of(seats);
        let pairs = self.pairs(&found, &entries);
        self.ask_of_ids(&found, &entries, &pairs);
        self.ask_of_namesakes(&found, &entries, &pairs);
        let mut change = TeamChange { edits: Vec::new(), added: Vec::new(), convener: None, agenda: None };
        let mut ids: BTreeSet<String> = seats.iter().map(|seat| seat.id.clone()).collect();
        let (mut conveners, mut agendas) = (Vec::new(), Vec::new());
        for (entry, seat) in entries.iter().zip(&pairs) {
            let row = self.meaning_of(entry, seat.map(|index| &seats[index]));
            let id = if let Some(index) = seat {
                change.edits.extend(self.edits(&row, *index, &seats[*index]));
                seats[*index].id.clone()
            } else {
                let (id, value) = self.new_member(&row, &ids);
                change.added.push(value);
                id
            };
            conveners.extend(entry.convener.filter(|yes| *yes).map(|_| (id.clone(), *entry)));
            agendas.extend(entry.agenda.filter(|yes| *yes).map(|_| (id.clone(), *entry)));
            ids.insert(id);
        }
        self.vanished(team, &pairs, &mut change);
        change.convener = self.one_of(conveners, "calls the team together");
        change.agenda = self.one_of(agendas, "sets the agenda");
        let record = &team.record;
        change.edits.extend(reference(
            "convener",
            record.convener.as_ref(),
            change.convener.as_ref(),
            team.text.is_some(),
        ));
        change.edits.extend(reference(
            "agenda",
            record.agenda.as_ref(),
            change.agenda.as_ref(),
            team.text.is_some(),
        ));
        change
    }

    /// What a row's cells mean here; what they don't is said.
    fn meaning_of<'e>(&mut self, entry: &'e Entry, seat: Option<&SeatRecord>) -> RowMeaning<'e> {
        let role = self.role(entry, seat);
        let drops_role = role.is_none() && seat.is_some_and(|seat| self.leaves_staff(entry, seat));
        let framework = &self.place.files.district.framework;
        let perspectives: Vec<(String, Vec<String>)> = framework
            .perspectives
            .iter()
            .map(|one| (one.id.to_string(), one.name.all().map(words_of).collect()))
            .collect();
        let functions: Vec<(String, Vec<String>)> = framework
            .functions
            .iter()
            .map(|one| (one.id.to_string(), one.name.all().map(words_of).collect()))
            .collect();
        RowMeaning {
            entry,
            role,
            perspectives: self.ids(entry, entry.perspectives.as_ref(), &perspectives, "perspective"),
            functions: self.ids(entry, entry.functions.as_ref(), &functions, "function"),
            drops_role,
        }
    }

    fn ids(
        &mut self,
        entry: &Entry,
        cells: Option<&Vec<String>>,
        known: &[(String, Vec<String>)],
        what: &str,
    ) -> Option<Vec<String>> {
        let mut ids: Vec<String> = Vec::new();
        for cell in cells? {
            let words = words_of(cell);
            let found = known.iter().find(|(id, names)| id == cell || names.contains(&words));
            match found {
                Some((id, _)) if ids.contains(id) => {}
                Some((id, _)) => ids.push(id.clone()),
                None => {
                    let hint = did_you_mean(cell, known.iter().map(|(id, _)| id.as_str()));
                    let message = format!("`{cell}` is no {what} of this district's framework");
                    self.remarks.say(Weight::Mistake, entry.row(), None, message, hint);
                }
            }
        }
        Some(ids)
    }

    /// The role that a row tells. Without a cell for it only who is new gets one, by the title: what is in a file
    /// stays.
    fn role(&mut self, entry: &Entry, seat: Option<&SeatRecord>) -> Option<String> {
        if let Some(cell) = &entry.role {
            if seat.and_then(|seat| seat.role.as_ref()) == Some(cell) {
                return Some(cell.clone());
            }
            match self.place.roles.of_title(cell) {
                Meant::Exactly(id) => return Some(id),
                Meant::ByWord(id) => {
                    self.remarks.say(
                        Weight::Note,
                        entry.row(),
                        None,
                        format!("took `{cell}` for the role `{id}`"),
                        None,
                    );
                    return Some(id);
                }
                Meant::Open => {
                    let hint = did_you_mean(cell, self.place.roles.ids())
                        .unwrap_or_else(|| "the role is left open".into());
                    let message = format!("there is no role `{cell}`");
                    self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
                    return None;
                }
            }
        }
        let is_filled =
            |seat: &SeatRecord| seat.name.is_none() && seat.role.is_none() && entry.name.is_some();
        if seat.is_some_and(|seat| !is_filled(seat) && !self.leaves_staff(entry, seat)) {
            return None;
        }
        let title = entry.title.as_ref()?;
        match self.place.roles.of_title(title) {
            Meant::Exactly(id) => Some(id),
            Meant::ByWord(id) => {
                self.remarks.say(
                    Weight::Note,
                    entry.row(),
                    None,
                    format!("took `{title}` for the role `{id}`"),
                    None,
                );
                Some(id)
            }
            Meant::Open => {
                let message = format!("no role is known for `{title}`; it is left open");
                let hint =
                    "write the role's id into a column `role`, or into the file after the import".to_string();
                self.remarks.say(Weight::Question, entry.row(), None, message, Some(hint));
                None
            }
        }
    }

    /// What a row changes of a member who is there.
    fn edits(&mut self, row: &RowMeaning<'_>, index: usize, seat: &SeatRecord) -> Vec<Edit> {
        let entry = row.entry;
        let mut keys = Keys::of_member(index);
        if let Some(name) = entry.name.as_ref().filter(|_| !same_raw(entry, seat)) {
            // Found by its name it is the same but for capitals and accents, and the file's way of writing stays.
            let is_new = entry.id.is_some() || seat.name.is_none();
            if is_new && seat.name.as_deref().map(clean).as_deref() != Some(name.as_str()) {
                keys.set("name", seat.name.is_some(), Value::Text(name.clone()));
            }
        }
        self.show(row, seat, &mut keys);
        if let Some(title) = entry.title.as_ref().filter(|_| !has_title_exactly(entry, seat)) {
            // Found by the name, another way of writing the title stays as it is in the file.
            if entry.id.is_some() || !has_title(entry, seat) {
                keys.title(title, seat, self.place);
                self.tell_of_titles_that_stay(entry, seat);
            }
        }
        if let Some(role) = row.role.as_ref().filter(|role| seat.role.as_ref() != Some(role)) {
            keys.set("role", seat.role.is_some(), Value::Text(role.clone()));
        }
        if row.drops_role {
            keys.remove("role");
        }
        keys.list("perspectives", seat.perspectives.as_ref(), row.perspectives.as_ref());
        keys.list("functions", seat.functions.as_ref(), row.functions.as_ref());
        for (key, there, day) in [("since", seat.since, entry.since), ("until", seat.until, entry.until)] {
            if let Some(day) = day.filter(|day| there != Some(*day)) {
                keys.set(key, there.is_some(), Value::Plain(day.to_string()));
            }
        }
        keys.edits
    }

    /// A table has titles in one language: in the others they stay as they were.
    fn tell_of_titles_that_stay(&mut self, entry: &Entry, seat: &SeatRecord) {
        let others =
            seat.title.iter().filter(|(lang, _)| seat.title_by_language && lang != self.place.files.language);
        for (lang, title) in others {
            let message = format!("the title in `{lang}` stays `{title}`");
            let hint = "translate it in the team's file after the import".to_string();
            self.remarks.say(Weight::Note, entry.row(), None, message, Some(hint));
        }
    }

    /// A member who is not there yet: the id and the lines.
    fn new_member(&mut self, row: &RowMeaning<'_>, ids: &BTreeSet<String>) -> (String, Value) {
        let entry = row.entry;
        let title = self.title_of(row);
        let own = entry.id.as_ref().filter(|id| id_problem(id).is_none() && !ids.contains(*id));
        let made = || {
            let of = entry.name.as_deref().map(id_of).filter(|id| !id.is_empty());
            let id = of.or_else(|| row.role.clone()).unwrap_or_else(|| id_of(&title));
            unique(if id.is_empty() { "member" } else { &id }, |id| ids.contains(id))
        };
        let id = own.cloned().unwrap_or_else(made);
        let by_itself = self.is_of_school(row.role.as_ref(), row.perspectives.as_ref());
        let (student, show_name) = self.newly_shown(entry, &title, by_itself);
        let mut entries = vec![("id".to_string(), Value::Text(id.clone()))];
        let mut add =
            |key: &str, value: Option<Value>| entries.extend(value.map(|value| (key.to_string(), value)));
        let plain = |text: String| Value::Plain(text);
        add("name", entry.name.clone().map(Value::Text));
        add("show_name", show_name.map(|show| plain(show.to_string())));
        add("student", student.then(|| plain(true.to_string())));
        add("title", Some(Value::Text(title)));
        add("role", row.role.clone().map(Value::Text));
        add("perspectives", row.perspectives.as_ref().map(Value::texts));
        add("functions", row.functions.as_ref().map(Value::texts));
        add("since", entry.since.map(|day| plain(day.to_string())));
        add("until", entry.until.map(|day| plain(day.to_string())));
        (id, Value::Map(entries))
    }

    /// The title of somebody new: the cell, else what the role is called, else what every member is.
    fn title_of(&self, row: &RowMeaning<'_>) -> String {
        let cell = row.entry.title.as_ref().or(row.entry.role.as_ref());
        if let Some(title) = cell.filter(|cell| self.place.roles.ids().all(|id| id != cell.as_str())) {
            return title.clone();
        }
        let language = self.place.files.language;
        let role = row
            .role
            .as_ref()
            .and_then(|id| self.place.files.district.resource(Kind::Role, &ResourceId::new(id)));
        let other = if language.as_str().starts_with("es") { "Integrante" } else { "Member" };
        role.map_or(other.to_string(), |role| role.variant(language).title.clone())
    }

    /// Members whom no row is about: proposed as no longer on the team, never removed.
    fn vanished(&mut self, team: &TeamPlace<'_>, pairs: &[Option<usize>], change: &mut TeamChange) {
        let named: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
        let seats = team.record.seats.iter().enumerate();
        for (index, seat) in seats.filter(|(index, _)| !named.contains(index)) {
            let Some(name) = seat.name.as_ref().filter(|_| !seat.has_ended(self.options.as_of)) else {
                continue;
            };
            if let Some(day) = self.options.ended {
                let mut keys = Keys::of_member(index);
                keys.set("until", seat.until.is_some(), Value::Plain(day.to_string()));
                change.edits.extend(keys.edits);
                continue;
            }
            let title = in_language(&seat.title, self.place.files.language);
            let message =
                format!("`{name}` ({title}) of the team `{}` is in no row, and stays", team.record.id);
            let hint = "for who has left add `--ended DATE`, or write `until` into the file";
            self.remarks.say_of_all(Weight::Question, message, Some(hint));
        }
    }

    /// The only one of those who are said to do something that one person does.
    fn one_of(&mut self, all: Vec<(String, &Entry)>, does: &str) -> Option<String> {
        if let [(_, first), .., (_, last)] = &all[..] {
            let message = format!(
                "two people of one team are said to be who {does}; the first one, row {}, is taken",
                first.row().row
            );
            self.remarks.say(Weight::Question, last.row(), None, message, None);
        }
        all.into_iter().next().map(|(id, _)| id)
    }
}

/// The edit of a team's key that holds a member's id, where the team is there already.
fn reference(key: &str, there: Option<&String>, wanted: Option<&String>, is_there: bool) -> Vec<Edit> {
    match wanted.filter(|wanted| is_there && there != Some(wanted)) {
        Some(wanted) => Keys::reference(key, there.is_some(), wanted),
        None => Vec::new(),
    }
}
