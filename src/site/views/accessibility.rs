//! The accessibility statement.

use serde::Serialize;

use super::frame::Frame;
use super::{PageView, Writer};
use crate::model::Kind;
use crate::site::pages::Page;

/// `view` of `accessibility.html`: what was done for everyone to be able to read the site.
#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// How many guides, roles and rubrics are shown in another language because they are not translated yet.
    pub untranslated: usize,
    /// How many files of the district's own, such as PDFs, the site holds; images are not among them.
    pub documents: usize,
}

/// Endings of files that a browser shows by itself, or that a page is made of.
const NO_DOCUMENTS: [&str; 9] = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "css"];

impl AccessibilityView {
    /// The accessibility statement.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let resources = Kind::ALL.iter().flat_map(|kind| writer.site.published_of(*kind));
        let is_document = |name: &&str| {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            !NO_DOCUMENTS.contains(&ending.as_str())
        };
        Self {
            untranslated: resources
                .filter(|resource| resource.variant(writer.lang).lang != *writer.lang)
                .count(),
            documents: writer.site.static_files().filter(is_document).count(),
        }
    }
}

impl PageView for AccessibilityView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let lead = writer.strings.get("accessibility-lead").to_string();
        Frame { description: Some(lead), ..Frame::of(writer, &Page::Accessibility) }
    }
}
