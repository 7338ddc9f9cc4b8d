//! What is known of a district or a school as the keys of its file.

use std::sync::LazyLock;

use super::known;
use crate::directories::facts::{DistrictFacts, SchoolFacts};
use crate::edit::{Edit, Step, Value};
use crate::model::{DistrictKind, SchoolKind, SchoolLevel, id_of};
use crate::reader::kinds::SCHOOL;
use crate::reader::yaml::Node;
use crate::starter;
use crate::tables::folded;

/// The order in which the keys of `district.yml` are written.
pub(super) const DISTRICT_ORDER: &[&str] = &[
    "name",
    "kind",
    "state",
    "city",
    "county",
    "part_of",
    "nces_id",
    "state_id",
    "website",
    "contact",
    "languages",
    "brand",
    "about",
    "students",
];

/// The order in which the keys of a school are written: that of their description.
pub(super) static SCHOOL_ORDER: LazyLock<Vec<&str>> =
    LazyLock::new(|| SCHOOL.fields().map(|field| field.name).collect());

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The keys that lead to it.
    pub(super) path: Vec<&'static str>,
    /// Its value, a single one.
    pub(super) value: Value,
    /// When another text says the same.
    same: fn(&str, &str) -> bool,
}

/// What is known, key by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// In the order in which they are written.
    pub(super) all: Vec<Field>,
}

impl Field {
    /// The value as it is read.
    pub(super) fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) | Value::Plain(text) => text,
            Value::List(_) | Value::Map(_) | Value::Noted(..) => "",
        }
    }

    /// Whether a text that is there says the same.
    pub(super) fn is_same(&self, current: &str) -> bool {
        current == self.text() || (self.same)(current, self.text())
    }
}

impl Fields {
    fn add(&mut self, path: &[&'static str], text: Option<&str>, same: fn(&str, &str) -> bool) {
        self.all.extend(text.map(|text| Field {
            path: path.to_vec(),
            value: Value::Text(text.to_string()),
            same,
        }));
    }

    /// An address, without quotes where it needs none.
    fn address(&mut self, path: &[&'static str], text: Option<&str>, same: fn(&str, &str) -> bool) {
        let needs_none = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b":/.-_~?=&%+@".contains(&b))
        };
        self.all.extend(text.map(|text| {
            let value =
                if needs_none(text) { Value::Plain(text.to_string()) } else { Value::Text(text.to_string()) };
            Field { path: path.to_vec(), value, same }
        }));
    }

    fn day(&mut self, key: &'static str, day: Option<jiff::civil::Date>) {
        self.all.extend(day.map(|day| Field {
            path: vec![key],
            value: Value::Plain(day.to_string()),
            same: is_equal,
        }));
    }

    /// The entries of a map that holds them all.
    pub(super) fn into_entries(self) -> Vec<(String, Value)> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        for Field { path, value, .. } in self.all {
            match path[..] {
                [key] => entries.push((key.to_string(), value)),
                [above, key] => match entries.last_mut() {
                    Some((last, Value::Map(inner))) if last == above => inner.push((key.to_string(), value)),
                    _ => entries.push((above.to_string(), Value::Map(vec![(key.to_string(), value)]))),
                },
                _ => {}
            }
        }
        entries
    }
}

/// What is known of a district.
pub(super) fn of_district(facts: &DistrictFacts) -> Fields {
    let mut fields = Fields::default();
    let name = Some(facts.name.as_str()).filter(|name| !name.is_empty());
    fields.add(&["name"], name, is_one_district);
    fields.add(&["kind"], facts.kind.map(DistrictKind::word), is_equal);
    fields.add(&["state"], facts.state.as_deref(), is_like);
    fields.add(&["city"], facts.city.as_deref(), is_like);
    fields
        .add(&["county"], facts.county.as_deref(), |a, b| is_like(a.strip_suffix(" County").unwrap_or(a), b));
    fields.add(&["nces_id"], facts.nces_id.as_deref(), is_equal);
    fields.add(&["state_id"], facts.state_id.as_deref(), is_same_number);
    fields.address(&["website"], facts.website.as_deref(), is_same_address);
    fields
}

/// What is known of a school.
pub(super) fn of_school(facts: &SchoolFacts) -> Fields {
    let mut fields = Fields::default();
    let same_name: fn(&str, &str) -> bool =
        |a, b| is_like(a, b) || is_one_id(&starter::school_id(a), &starter::school_id(b));
    fields.add(&["name"], Some(&facts.name), same_name);
    fields.add(&["level"], facts.level.map(SchoolLevel::word), is_equal);
    fields.add(&["grades"], facts.grades.map(|grades| grades.to_string()).as_deref(), is_like);
    fields.add(&["kind"], facts.kind.map(SchoolKind::word), is_equal);
    fields.add(&["nces_id"], facts.nces_id.as_deref(), is_equal);
    fields.add(&["state_id"], facts.state_id.as_deref(), is_same_number);
    fields.day("opened", facts.opened);
    fields.day("closed", facts.closed);
    fields.add(&["phone"], facts.phone.as_deref(), is_same_phone);
    fields.address(&["website"], facts.website.as_deref(), is_same_address);
    if let Some(leader) = &facts.leader {
        fields.add(&["leader", "name"], Some(&leader.name), is_like);
        fields.add(&["leader", "title"], Some(&leader.title), is_like);
        fields.address(&["leader", "email"], leader.email.as_deref(), str::eq_ignore_ascii_case);
    }
    fields
}

/// A district's name as the id of what stands before the number behind it, and the number: `chandler` and 80 for
/// "Chandler Unified #80".
pub(super) fn numbered(name: &str) -> Option<(String, String)> {
    let (bare, last) = name.trim().rsplit_once(' ')?;
    let digits = last.trim_matches(['#', '(', ')']);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let id = is_number.then(|| starter::district_id(bare.trim_end_matches(['#', ' '])))?;
    (!id.is_empty()).then(|| (id, digits.trim_start_matches('0').to_string()))
}

/// Whether two names are one district's, which people write with or without what all districts are called.
fn is_one_district(ours: &str, theirs: &str) -> bool {
    let short = starter::district_id(ours);
    is_like(ours, theirs)
        || is_one_id(&short, &starter::district_id(theirs))
        || match (numbered(ours), numbered(theirs)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            (None, Some((theirs, _))) => is_one_id(&short, &theirs),
            (_, None) => false,
        }
}

fn is_equal(a: &str, b: &str) -> bool {
    a == b
}

/// Whether two texts differ in capitals, blanks and signs alone.
fn is_like(a: &str, b: &str) -> bool {
    folded(a) == folded(b) && !folded(a).is_empty()
}

fn is_one_id(a: &str, b: &str) -> bool {
    a == b && !a.is_empty()
}

/// Whether two numbers of a state are one: some programs leave the district's out of a school's.
pub(super) fn is_same_number(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let least = 3;
    a == b || (a.len().min(b.len()) >= least && (a.ends_with(&b) || b.ends_with(&a)))
}

fn is_same_phone(a: &str, b: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    digits(a) == digits(b)
}

fn is_same_address(a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let text = text.to_lowercase();
        let text =
            text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        text.trim_end_matches('/').to_string()
    };
    bare(a) == bare(b)
}

/// Adds an edit that writes a key which is not there, together with others of the same map.
pub(super) fn add(
    edits: &mut Vec<Edit>,
    at: &[Step],
    node: &Node,
    field: &Field,
    order: &'static [&'static str],
) {
    let (value, text) = (field.value.clone(), |key: &str| key.to_string());
    match field.path[..] {
        [key] => edits.push(Edit::Add { map: at.to_vec(), key: text(key), value, order }),
        [above, key] if known::is_there(node, &[above]) => {
            let map = [at, &[Step::key(above)]].concat();
            edits.push(Edit::Add { map, key: text(key), value, order: &["name", "title", "email", "phone"] });
        }
        [above, key] => {
            let begun = edits.iter_mut().find_map(|edit| match edit {
                Edit::Add { map, key, value: Value::Map(entries), .. } if map == at && key == above => {
                    Some(entries)
                }
                _ => None,
            });
            if let Some(entries) = begun {
                entries.push((text(key), value));
            } else {
                let value = Value::Map(vec![(text(key), value)]);
                edits.push(Edit::Add { map: at.to_vec(), key: text(above), value, order });
            }
        }
        _ => {}
    }
}

/// Where another person leads the school now, takes away what belonged to the one before: their address and number.
pub(super) fn forget_predecessor(edits: &mut Vec<Edit>, at: &[Step], node: &Node, fields: &Fields) {
    let name = [at, &[Step::key("leader"), Step::key("name")]].concat();
    if !edits.iter().any(|edit| matches!(edit, Edit::Set { at, .. } if at.starts_with(&name))) {
        return;
    }
    for key in ["email", "phone"] {
        let is_told = fields.all.iter().any(|field| field.path == ["leader", key]);
        if !is_told && known::is_there(node, &["leader", key]) {
            edits.push(Edit::Remove { at: [at, &[Step::key("leader"), Step::key(key)]].concat() });
        }
    }
}

/// The id that a name is filed under, or this where it has no letters of an id.
pub(super) fn id_or(name: &str, other: &str) -> String {
    let id = id_of(name);
    if id.is_empty() { id_of(other) } else { id }
}
