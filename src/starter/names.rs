//! What a name tells: an id to file it under, and the kind of school.

use crate::model::{SchoolLevel, id_of};

/// Words at the end of a district's name that tell nothing of which one it is.
const OF_DISTRICTS: &[&str] = &[
    "district",
    "districts",
    "school",
    "schools",
    "unified",
    "union",
    "independent",
    "consolidated",
    "public",
    "community",
    "joint",
    "isd",
    "usd",
    "cusd",
    "csd",
];

/// Words at the end of a school's name that tell nothing of which one it is.
const OF_SCHOOLS: &[&str] = &["school"];

/// The id of a district of this name: `riverbend` for "Riverbend Unified School District".
pub fn district_id(name: &str) -> String {
    without(name, OF_DISTRICTS)
}

/// The id of a school of this name: `lincoln-elementary` for "Lincoln Elementary School".
pub fn school_id(name: &str) -> String {
    without(name, OF_SCHOOLS)
}

/// The id of a name, without some words at its end, of which one is always left.
fn without(name: &str, words: &[&str]) -> String {
    let id = id_of(name);
    let mut parts: Vec<&str> = id.split('-').collect();
    while parts.len() > 1 && parts.last().is_some_and(|last| words.contains(last)) {
        parts.pop();
    }
    id_of(&parts.join("-"))
}

/// A name as it is shown, where only an id was given: `lincoln-elementary` is "Lincoln elementary".
pub fn shown(name: &str) -> String {
    let name = name.trim();
    if id_of(name) != name {
        return name.to_string();
    }
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The kind of school that its name tells.
pub(super) fn level(name: &str) -> Option<SchoolLevel> {
    let id = id_of(name);
    let has = |word: &str| id.split('-').any(|part| part == word);
    let is_junior = has("junior") || has("intermediate") || has("middle");
    match () {
        () if has("elementary") || has("primary") || has("primaria") => Some(SchoolLevel::Elementary),
        () if is_junior => Some(SchoolLevel::Middle),
        () if has("high") => Some(SchoolLevel::High),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_part_that_tells_one_from_another() {
        for (name, id) in [
            ("Riverbend Unified School District", "riverbend"),
            ("Cañon City Schools", "canon-city"),
            ("Unified School District 12", "unified-school-district-12"),
            ("Public Schools", "public"),
            ("Con", "con-1"),
            ("النخلة", ""),
        ] {
            assert_eq!(district_id(name), id);
        }
        assert_eq!(school_id("Lincoln Elementary School"), "lincoln-elementary");
    }

    #[test]
    fn an_id_is_shown_as_words() {
        assert_eq!(shown("lincoln-elementary"), "Lincoln elementary");
        assert_eq!(shown(" Lincoln Elementary "), "Lincoln Elementary");
    }

    #[test]
    fn a_school_is_of_the_kind_that_its_name_tells() {
        assert_eq!(level("Lincoln Elementary"), Some(SchoolLevel::Elementary));
        assert_eq!(level("Oak Junior High School"), Some(SchoolLevel::Middle));
        assert_eq!(level("Riverbend High"), Some(SchoolLevel::High));
        assert_eq!(level("Highland Academy"), None);
    }
}
