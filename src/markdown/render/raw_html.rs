//! HTML in a text: shown as text, or passed on where all authors are trusted.

use std::ops::Range;

use super::super::RawHtml;
use super::{Renderer, first_line};
use crate::diagnostics::{Code, Diagnostic};

impl Renderer<'_> {
    pub(super) fn html(&mut self, html: &str, span: Range<usize>, block: bool) {
        if self.raw_html == RawHtml::Allow {
            for id in ids(html) {
                self.ids.take(id);
            }
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

/// The ids of elements in HTML, and the names of anchors.
fn ids(html: &str) -> Vec<&str> {
    let mut ids = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        for name in ["id", "name"] {
            let of_tag = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with(char::is_whitespace));
            for (at, _) in of_tag {
                let Some(value) = tag[at + name.len()..].trim_start().strip_prefix('=') else { continue };
                let value = value.trim_start();
                let id = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
                    _ => value.split([' ', '/', '\n']).next(),
                };
                ids.extend(id.filter(|id| !id.is_empty() && (name == "id" || tag.starts_with("a "))));
            }
        }
    }
    ids
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

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn ids_of_elements_and_names_of_anchors_are_found() {
        let html = "<div class=\"a\" id=\"one\"><a name='two'></a><p id=three>id=\"four\"<input name=\"five\" data-id=\"six\">";
        assert_eq!(ids(html), ["one", "two", "three"]);
    }
}
