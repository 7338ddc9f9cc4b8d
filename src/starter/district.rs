//! A new district's `district.yml`.

use super::{NewFile, names};
use crate::model::DistrictId;
use crate::reader::written::value;
use crate::source::layout;

/// What is known of a new district.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDistrict {
    /// Its name.
    pub name: String,
    /// Whether the name is only a stand-in for one that nobody gave yet.
    pub is_stand_in: bool,
    /// Its state.
    pub state: Option<String>,
    /// The color of its site, as `#rrggbb`.
    pub color: Option<String>,
    /// The e-mail address that people can write to.
    pub email: Option<String>,
}

/// The file of a new district.
pub fn district(id: &DistrictId, known: &NewDistrict) -> NewFile {
    let mut lines = vec![
        "# A district. A line that begins with `#` counts as not written: remove the `#` and the blank after it, and"
            .to_string(),
        "# write what belongs where `___` stands. `teamkit check` counts the blanks that are left.".to_string(),
    ];
    let stand_in = if known.is_stand_in { "   # ___ the district's full name" } else { "" };
    lines.push(format!("name: {}{stand_in}", value(&names::shown(&known.name))));
    lines.push(given("state", known.state.as_deref(), "two letters, such as CA"));
    lines.push(r#"# nces_id: "___"   seven digits in quotes: the district's number in federal data"#.into());
    lines.push("# website: ___   the district's own site, with https://".into());
    lines.push(contact(known.email.as_deref()));
    lines.push(match &known.color {
        Some(color) => format!("brand: {{color: \"{color}\"}}   # a logo: put it into static/ and add `, logo: logo.svg`"),
        None => r##"# brand: {color: "#___"}   the site's color; a logo: put it into static/ and add `, logo: logo.svg`"##.into(),
    });
    lines.push("# about: ___   what readers should know first, in a few sentences".into());
    NewFile::new(layout::district_file(id), lines.join("\n") + "\n")
}

/// A key with its value, or the blank for it.
fn given(key: &str, text: Option<&str>, what: &str) -> String {
    match text {
        Some(text) => format!("{key}: {}", value(text)),
        None => format!("# {key}: ___   {what}"),
    }
}

/// Whom people can write to.
fn contact(email: Option<&str>) -> String {
    match email {
        Some(email) => format!(
            "contact:\n  email: {}\n  # name: ___   the person, or leave it out\n  # title: ___   the office, such as Attendance coordinator\n  # phone: ___",
            value(email)
        ),
        None => "# contact: {name: ___, email: ___, phone: ___}   whom people can write to; leave out what is not public".into(),
    }
}
