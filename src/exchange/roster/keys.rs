//! Edits of the keys of a member, or of a team.

use super::places::Place;
use super::record::SeatRecord;
use crate::edit::{Edit, Step, Value, set_list};

/// The order in which a member's keys are written.
const MEMBER_KEYS: &[&str] =
    &["id", "name", "show_name", "student", "title", "role", "perspectives", "functions", "since", "until"];

/// The order of a team's keys that rows can add.
const TEAM_KEYS: &[&str] =
    &["convener", "agenda", "contact", "welcomes_partners", "seeking", "composition", "members"];

/// Edits of the keys of one map.
pub(super) struct Keys {
    /// Where the map is.
    at: Vec<Step>,
    /// What changes in it.
    pub(super) edits: Vec<Edit>,
}

impl Keys {
    /// Of the member at a place of the list.
    pub(super) fn of_member(index: usize) -> Self {
        Self { at: vec![Step::key("members"), Step::Item(index)], edits: Vec::new() }
    }

    /// A key of the team itself that holds a member's id.
    pub(super) fn reference(key: &str, is_there: bool, id: &str) -> Vec<Edit> {
        let mut keys = Self { at: Vec::new(), edits: Vec::new() };
        keys.put(key, is_there, Value::Text(id.to_string()), TEAM_KEYS);
        keys.edits
    }

    pub(super) fn set(&mut self, key: &str, is_there: bool, value: Value) {
        self.put(key, is_there, value, MEMBER_KEYS);
    }

    /// A key that is there and goes.
    pub(super) fn remove(&mut self, key: &str) {
        self.edits.push(Edit::Remove { at: [&self.at[..], &[Step::key(key)]].concat() });
    }

    fn put(&mut self, key: &str, is_there: bool, value: Value, order: &'static [&'static str]) {
        let below = [&self.at[..], &[Step::key(key)]].concat();
        self.edits.push(if is_there {
            Edit::Set { at: below, value }
        } else {
            Edit::Add { map: self.at.clone(), key: key.to_string(), value, order }
        });
    }

    pub(super) fn list(&mut self, key: &str, there: Option<&Vec<String>>, wanted: Option<&Vec<String>>) {
        let Some(wanted) = wanted.filter(|wanted| there != Some(wanted)) else { return };
        match there.filter(|there| !there.is_empty()) {
            Some(there) => {
                let at = [&self.at[..], &[Step::key(key)]].concat();
                self.edits.extend(set_list(&at, there, wanted));
            }
            None => self.set(key, there.is_some(), Value::texts(wanted)),
        }
    }

    /// Another title: in the toolkit's language where there are several.
    pub(super) fn title(&mut self, title: &str, seat: &SeatRecord, place: &Place<'_>) {
        if !seat.title_by_language {
            return self.set("title", !seat.title.is_empty(), Value::Text(title.to_string()));
        }
        let language = place.files.language;
        let has = seat.title.iter().any(|(lang, _)| lang == language);
        let map = [&self.at[..], &[Step::key("title")]].concat();
        let value = Value::Text(title.to_string());
        let key = language.to_string();
        self.edits.push(if has {
            Edit::Set { at: [&map[..], &[Step::key(key)]].concat(), value }
        } else {
            Edit::Add { map, key, value, order: &[] }
        });
    }
}
