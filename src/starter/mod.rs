//! What a new toolkit, and each new file in one, begins with: texts with their paths. Nothing is read or written here.

mod assessment;
mod built_in;
mod district;
mod names;
mod resource;
mod school;
mod team;
mod texts;
mod toolkit;
mod translation;

pub use assessment::{Occasion, assessment};
pub use built_in::whole_languages;
pub use district::{NewDistrict, district};
pub use names::{district_id, school_id, shown};
pub use resource::resource;
pub use school::add_school;
pub use team::{TEAM_BLANKS, TeamParts, team};
pub use toolkit::{NewToolkit, team_of_district, toolkit};
pub use translation::translation;

use crate::source::layout;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the toolkit's root, parted by `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl NewFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The same with the line that tells editors which schema it follows, where it is a YAML file with one.
    #[must_use]
    pub fn with_schema(self) -> Self {
        let line = schema_line(&self.path).unwrap_or_default();
        Self { text: line + &self.text, ..self }
    }
}

/// The line that tells editors which schema a YAML file at a path follows.
pub fn schema_line(path: &str) -> Option<String> {
    let kind = layout::file_kind(path).filter(|_| path.ends_with(layout::YAML))?;
    let up = "../".repeat(path.matches('/').count());
    Some(format!("# yaml-language-server: $schema={up}{}/{}\n", layout::SCHEMAS, layout::schema_file(kind)))
}
