//! What reading a file needs to know of the world around it.

use jiff::civil::Date;

use crate::markdown::RawHtml;
use crate::model::Settings;
use crate::reader::files::Root;
use crate::reader::shape::Languages;

/// What reading a file needs to know of the world around it.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'s> {
    /// The toolkit's root.
    pub root: &'s Root,
    /// The toolkit's settings.
    pub settings: &'s Settings,
    /// The date that "past" and "future" are told from.
    pub as_of: Date,
}

impl<'s> Surroundings<'s> {
    /// What becomes of HTML in Markdown.
    pub(super) fn raw_html(&self) -> RawHtml {
        self.settings.raw_html
    }

    /// The toolkit's languages, all wanted.
    pub(super) fn languages(&self) -> Languages<'s> {
        Languages { known: &self.settings.languages, wanted: &self.settings.languages }
    }
}
