//! HTML in a text: shown as text, or passed on where all authors are trusted.

use std::ops::Range;

use super::super::RawHtml;
use super::{Renderer, first_line};
use crate::diagnostics::{Code, Diagnostic};

impl Renderer<'_> {
    pub(super) fn html(&mut self, html: &str, span: Range<usize>, block: bool) {
        if self.raw_html == RawHtml::Allow {
            return self.markup(html);
        }
        let text = without_comments(html);
        if text.trim().is_empty() {
            return;
        }
        if !text.trim_start().starts_with("</") {
            let span = first_line(self.source, span);
            self.findings
                .push(Diagnostic::new(Code::RawHtml, (self.place)(span), "HTML is shown as text here").hint(
                "write it in Markdown; or set `raw_html: allow` in teamkit.yml if all authors are trusted",
            ));
        }
        self.note_text(&text);
        if self.image.is_some() {
            return;
        }
        if block {
            self.push("<p>");
        }
        self.out().text(text.trim_end());
        if block {
            self.push("</p>\n");
        }
    }
}

/// HTML without its comments; one that is never closed goes to the end.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + 3..]);
    }
    out.push_str(rest);
    out
}
