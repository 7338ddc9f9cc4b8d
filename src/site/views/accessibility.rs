//! The accessibility statement.

use serde::Serialize;
use tera::Context;

use super::Writer;
use crate::model::Kind;
use crate::site::address::Page;

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

impl Writer<'_> {
    /// The accessibility statement.
    pub(super) fn accessibility(&self, context: &mut Context) -> &'static str {
        let resources = Kind::ALL.iter().copied().flat_map(|kind| self.site.published_of(kind));
        let is_document = |name: &&String| {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            !NO_DOCUMENTS.contains(&ending.as_str())
        };
        let view = AccessibilityView {
            untranslated: resources.filter(|resource| resource.variant(self.lang).lang != *self.lang).count(),
            documents: self.site.district().statics.keys().filter(is_document).count(),
        };
        let mut frame = self.frame(&Page::Accessibility, self.own("accessibility-title"), Vec::new());
        frame.description = Some(self.strings.get("accessibility-lead").to_string());
        Self::put(context, &frame, &view);
        "accessibility.html"
    }
}
