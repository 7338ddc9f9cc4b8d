//! A new entry of `schools.yml`.

use super::names::level;
use crate::edit::{Edit, Refusal, Value, apply};
use crate::model::SchoolId;

/// What a new `schools.yml` begins with.
const HEAD: &str = "# The district's schools. A school stands here whether or not it has a team.\n";

/// The text of a `schools.yml` with one more school at its end; for no file, the whole text.
///
/// # Errors
/// Where the text is no list, or can't be changed safely.
pub fn add_school(existing: Option<&str>, id: &SchoolId, name: &str) -> Result<String, Refusal> {
    let existing = existing.filter(|text| !text.trim().is_empty()).unwrap_or(HEAD);
    apply(existing, &[Edit::Insert { list: Vec::new(), index: usize::MAX, value: entry(id, name) }])
}

/// A school, with what is not known of it as blanks.
fn entry(id: &SchoolId, name: &str) -> Value {
    let text = |text: &str| Value::Text(text.to_string());
    let mut entries = vec![("id".to_string(), text(id.as_str())), ("name".into(), text(name))];
    let mut blanks = Vec::new();
    match level(name) {
        Some(level) => entries.push(("level".into(), text(level.word()))),
        None => blanks.push("level: ___ # elementary, middle, high, combined or other".into()),
    }
    blanks.push("leader: {name: ___, title: Principal, email: ___} # whom to write to".into());
    Value::Noted(entries, blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(existing: Option<&str>) -> Result<String, Refusal> {
        add_school(existing, &SchoolId::new("oak-high"), "Oak High School")
    }

    #[test]
    fn a_school_is_added_as_the_others_stand() {
        let school = "- id: oak-high\n  name: Oak High School\n  level: high\n  # leader: {name: ___, title: Principal, email: ___} # whom to write to\n";
        assert_eq!(add(None), Ok(format!("{HEAD}{school}")));
        for (before, after) in [
            (
                "- {id: elm, name: Elm}\n# the end",
                "- {id: elm, name: Elm}\n- {id: oak-high, name: Oak High School, level: high}\n# the end",
            ),
            ("[{id: elm}]\n", "[{id: elm}, {id: oak-high, name: Oak High School, level: high}]\n"),
            ("- id: elm\n", &format!("- id: elm\n{school}")),
        ] {
            assert_eq!(add(Some(before)).as_deref(), Ok(after), "{before}");
        }
        let added = add(Some("  - id: elm\r\n    name: Elm\r\n")).expect("a text");
        assert!(added.contains("Elm\r\n  - id: oak-high\r\n    name: Oak High School\r\n"), "{added}");
    }

    #[test]
    fn what_is_no_list_is_left_alone() {
        for text in ["name: Elm\n", "- id: elm\n  name: 'Elm\n"] {
            assert!(add(Some(text)).is_err(), "{text}");
        }
    }
}
