//! Quotes, and the alerts that are written as such.

use pulldown_cmark::BlockQuoteKind;

use super::super::html::{Alert, Label, Slot};
use super::Renderer;

impl Renderer<'_> {
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.block_depth += 1;
        let Some(kind) = kind else { return self.push("<blockquote>\n") };
        let alert = match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Warning => Alert::Warning,
            BlockQuoteKind::Caution => Alert::Caution,
        };
        let name = alert.word();
        self.push(&format!("<div class=\"alert alert-{name}\" role=\"note\"><div class=\"alert-title\">"));
        self.out().slot(Slot::Label(Label::Alert(alert)));
        self.push("</div>\n");
    }
}
