//! Quotes, and the alerts that are written as such.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use super::super::html::{Alert, Label, Slot};
use super::{Renderer, first_line};

impl Renderer<'_> {
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        self.block_depth += 1;
        let line = first_line(self.source, range.clone());
        let below = self.source.get(line.end..range.end).unwrap_or_default();
        if kind.is_some() && below.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty() {
            let message = "this alert has no text";
            let hint = "write the lines that belong to it right below it, each behind `> `";
            self.untaken(line, message, hint);
        }
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
