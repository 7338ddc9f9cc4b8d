//! What reading a file needs to know of the world around it.

use jiff::civil::Date;

use super::far_dates::warn_of_far_dates;
use crate::diagnostics::Collector;
use crate::markdown::RawHtml;
use crate::model::Settings;
use crate::reader::decode::Fields;
use crate::reader::files::Root;
use crate::reader::shape::{Languages, Object};
use crate::reader::yaml::Node;

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

    /// Checks a map against its description and reads it; a day that is too far away to be meant is told.
    pub(super) fn fields<'n>(
        &self,
        node: &'n Node,
        object: &'static Object,
        languages: Languages<'n>,
        out: &mut Collector<'_>,
    ) -> Option<Fields<'n>> {
        let fields = Fields::read(node, object, languages, out);
        warn_of_far_dates(node, object, self.as_of, out);
        fields
    }

    /// The toolkit's languages, all wanted.
    pub(super) fn languages(&self) -> Languages<'s> {
        Languages { known: &self.settings.languages, wanted: &self.settings.languages }
    }
}
