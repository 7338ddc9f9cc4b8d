//! Markdown to accessible HTML, its outline, its links with their places, and a rubric's areas and
//! indicators. What a link leads to is not known here; the HTML keeps a slot for it.

mod contact;
mod html;
mod ids;
mod link;
mod render;

pub use contact::{is_email, is_phone, is_server, meant_server, without_slips, wrong_phone};
pub use html::{Html, Label, RawHtml, Slot, letter_of};
pub use link::{Link, LinkTarget};
pub use render::{HERE_TOO, Subject, render, squeeze};

use crate::diagnostics::{Diagnostic, Place};

/// A Markdown text, read and rendered.
#[derive(Debug, Default)]
pub struct Document {
    /// The HTML, with slots for what only its page knows.
    pub html: Html,
    /// The headings.
    pub outline: Vec<Heading>,
    /// The links and images that stay within the toolkit, in the order of their slots.
    pub links: Vec<Link>,
    /// The headings that did not take, or whose id another one has.
    pub lost_headings: Vec<LostHeading>,
    /// What is meant as a link to a file, and written in another way: which file that is, is not known here.
    pub meant_links: Vec<MeantLink>,
    /// Every id that a link can lead to, in order.
    pub anchors: Vec<String>,
    /// What GitHub would call headings that have another id here, each with that id.
    pub elsewhere: Vec<(String, String)>,
    /// A rubric's areas; empty for other texts.
    pub areas: Vec<Area>,
    /// The text without markup and with single spaces, heading by heading, for the search.
    pub sections: Vec<Section>,
}

impl Document {
    /// Whether a link can lead to an id, or to a heading as GitHub would call it.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchor(id).is_some()
    }

    /// The id that an anchor leads to: itself, or that of the heading which GitHub would call so.
    pub fn anchor(&self, anchor: &str) -> Option<&str> {
        let own = self.anchors.binary_search_by(|known| known.as_str().cmp(anchor)).ok();
        let own = own.and_then(|index| self.anchors.get(index)).map(String::as_str);
        own.or_else(|| self.elsewhere.iter().find(|(name, _)| name == anchor).map(|(_, id)| id.as_str()))
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its level on the page, from 2.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Whether the author fixed its id.
    pub has_fixed_id: bool,
    /// Where it stands.
    pub place: Place,
}

/// A heading that is none as it is written, or has the id of another one: of that it was told, and which id it should have
/// is not known. Links may lead to it.
#[derive(Debug)]
pub struct LostHeading {
    /// What was told of it.
    pub problem: Diagnostic,
    /// The id that its words make.
    pub slug: String,
    /// What to do, up to the id and behind it.
    pub hint: (String, &'static str),
}

impl LostHeading {
    /// What was told of it, now that it is known which id it should have.
    pub fn with_id(&self, id: &str) -> Diagnostic {
        let (before, behind) = &self.hint;
        self.problem.clone().hint(format!("{before}{{#{id}}}{behind}"))
    }
}

/// What is meant as a link to a file, and is none as it is written.
#[derive(Debug)]
pub struct MeantLink {
    /// What is told of it, once it is known that there is such a file.
    pub problem: Diagnostic,
    /// The words of the link.
    pub words: String,
    /// The path to the file or its name, as it is written; an anchor may stand behind it.
    pub path: String,
    /// What else is told of what to write.
    pub more: &'static str,
}

/// The text from one heading to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's anchor; `None` before the first heading.
    pub anchor: Option<String>,
    /// The heading's text.
    pub heading: String,
    /// What stands below it.
    pub text: String,
}

/// An area of a rubric: a heading of the second level, or a rubric without any.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name; empty where the rubric has no heading of the second level and is its own area.
    pub name: String,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
}

/// An indicator of a rubric: an item of a list directly under an area's heading.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// The items of its nested list: what a rating means here, each after its name and a colon.
    pub criteria: Vec<Criterion>,
    /// Whether the author fixed its id.
    pub has_fixed_id: bool,
    /// Where it stands.
    pub place: Place,
}

/// An item of an indicator's nested list.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its text without markup.
    pub text: String,
    /// Where its first line stands, behind the sign of the list.
    pub place: Place,
}

impl Criterion {
    /// What stands before its first colon, and what stands behind it.
    pub fn parts(&self) -> Option<(&str, &str)> {
        self.text.split_once([':', '：']).map(|(name, meaning)| (name.trim(), meaning.trim()))
    }
}
