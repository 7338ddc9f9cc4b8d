//! Which school a cell names.

use std::cell::RefCell;

use hashbrown::HashMap;

use super::roles::only;
use super::words::{is_district, school_words, words_of};
use crate::model::District;

/// What a cell means.
#[derive(Debug, Clone)]
pub(super) enum SchoolMeant {
    District,
    Known(String),
    /// A name that is one letter off another one's.
    Near(String),
    Unknown,
}

/// The schools of a district and those that rows propose, by all their names.
pub(super) struct KnownSchools {
    /// The names of each school, by its id.
    all: Vec<(String, Vec<Name>)>,
    /// The words of the district's names, and of its id.
    district: Vec<String>,
    /// What cells meant: most stand in many rows.
    told: RefCell<HashMap<String, SchoolMeant>>,
}

/// A school's name, made comparable.
struct Name {
    whole: String,
    words: String,
    /// The words that not every school's name has.
    own: String,
}

impl KnownSchools {
    pub(super) fn of(district: &District) -> Self {
        let own = district.name.all().chain([district.id.as_str()]).map(words_of).collect();
        let mut schools = Self { all: Vec::new(), district: own, told: RefCell::default() };
        for school in district.schools.iter() {
            schools.add(school.id.as_str(), school.name.all());
        }
        schools
    }

    /// Adds a school.
    pub(super) fn add<'n>(&mut self, id: &str, names: impl IntoIterator<Item = &'n str>) {
        let name = |name: &str| Name { whole: name.into(), words: words_of(name), own: school_words(name) };
        self.all.push((id.to_string(), names.into_iter().map(name).collect()));
        self.told.get_mut().clear();
    }

    /// Whether a school has an id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.all.iter().any(|(other, _)| other == id)
    }

    /// The school that a cell names.
    pub(super) fn called(&self, cell: &str) -> SchoolMeant {
        if let Some(school) = self.told.borrow().get(cell) {
            return school.clone();
        }
        let school = self.find(cell);
        self.told.borrow_mut().insert(cell.to_string(), school.clone());
        school
    }

    fn find(&self, cell: &str) -> SchoolMeant {
        if self.has(cell) {
            return SchoolMeant::Known(cell.to_string());
        }
        let (words, own) = (words_of(cell), school_words(cell));
        if is_district(cell) || self.district.contains(&words) {
            return SchoolMeant::District;
        }
        let fits = |test: &dyn Fn(&Name) -> bool| {
            only(self.all.iter().filter(|(_, names)| names.iter().any(test)).map(|(id, _)| id.clone()))
        };
        let holds_all = |name: &Name| {
            !own.is_empty() && own.split(' ').all(|word| name.own.split(' ').any(|other| other == word))
        };
        let found = fits(&|name| name.words == words)
            .or_else(|| fits(&|name| name.own == own))
            .or_else(|| fits(&holds_all));
        if let Some(id) = found {
            return SchoolMeant::Known(id);
        }
        let near = self.all.iter().flat_map(|(_, names)| names).find(|name| is_slip(&name.own, &own));
        near.map_or(SchoolMeant::Unknown, |name| SchoolMeant::Near(name.whole.clone()))
    }
}

/// Whether two names differ as when a finger slipped, and not by a number.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 5;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    one != other
        && one.len().abs_diff(other.len()) <= char::MAX_LEN_UTF8
        && one.len().min(other.len()) >= SHORTEST
        && digits(one) == digits(other)
        && strsim::osa_distance(one, other) == 1
}
