//! HTML in a text: shown as text with what to write instead, or passed on where all authors are trusted.

mod advice;

use std::ops::Range;

pub(super) use self::advice::Closings;
use self::advice::{advice, name};
use super::super::RawHtml;
use super::{Renderer, first_line};
use crate::diagnostics::Code;

impl Renderer<'_> {
    /// Notes the addresses of other sites that HTML leads to or shows.
    fn note_addresses(&mut self, html: &str, span: &Range<usize>) {
        let is_verbatim = self.source.get(span.clone()) == Some(html);
        let place = self.place;
        for (at, address) in addresses(html) {
            let at = span.start + at;
            let range = if is_verbatim { at..at + address.len() } else { span.clone() };
            self.findings.note_external_link(|| place(range), address);
        }
    }

    pub(super) fn html(&mut self, html: &str, span: Range<usize>, block: bool) {
        if self.raw_html == RawHtml::Allow {
            for id in ids(html) {
                self.ids.take(id);
            }
            self.note_addresses(html, &span);
            return self.markup(html);
        }
        if block && html.trim_start().starts_with("<!--") && !html.contains("-->") {
            let at = first_line(self.source, span.clone());
            let message = "a remark begins here and does not end, so all that follows is on no page";
            self.tell(Code::RawHtml, at, message, "write ` -->` where the remark ends");
            self.keep_anchors(html);
        }
        let text = without_comments(html);
        if text.trim().is_empty() {
            return;
        }
        let (breaks, text) = without_breaks(&text);
        for _ in 0..breaks {
            self.note_text(" ");
            self.markup("<br>\n");
        }
        if text.trim().is_empty() {
            return;
        }
        self.watch.elements.extend(begun(text));
        if text.trim_start().starts_with("</") {
            self.warn_of_lone_end(span);
        } else {
            let advice = {
                let closings = self.closings.get_or_insert_with(|| Closings::of(self.source));
                let tag = first_line(self.source, span);
                let line_end = self.lines.around(tag.start).end;
                advice(self.source, tag, line_end, closings)
            };
            self.tell(Code::RawHtml, advice.at, "HTML is shown as text here", advice.hint);
        }
        self.watch.lost_ids.extend(ids(html).into_iter().map(str::to_string));
        self.note_text(text);
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

    /// Tells of the end of an element that was never begun: `</p>`.
    fn warn_of_lone_end(&mut self, span: Range<usize>) {
        let line = first_line(self.source, span);
        let text = &self.source[line.clone()];
        let begin = line.start + text.len() - text.trim_start().len();
        let Some(rest) = text.trim_start().strip_prefix("</") else { return };
        let (name, Some(end)) = (name(rest).to_ascii_lowercase(), rest.find('>')) else { return };
        if name.is_empty() || self.watch.elements.contains(&name) {
            return;
        }
        let hint =
            if name == "br" { "write `<br>`".to_string() } else { format!("remove `</{}`", &rest[..=end]) };
        self.tell(Code::RawHtml, begin..begin + end + 3, "HTML is shown as text here", hint);
    }
}

/// The names of the elements that begin in HTML.
fn begun(html: &str) -> impl Iterator<Item = String> {
    let names = html.split('<').skip(1).map(name);
    names.filter(|name| !name.is_empty()).map(str::to_ascii_lowercase)
}

/// The web addresses in the attributes of HTML, each with where it stands.
fn addresses(html: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in html.split_inclusive('<') {
        // What stands before the first `<` is in no tag.
        let tag = if start == 0 { "" } else { piece.split('>').next().unwrap_or_default() };
        for name in ["href", "src", "action", "poster", "cite"] {
            let own = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with(char::is_whitespace));
            for (at, _) in own {
                let Some((at, address)) = value_of(tag, at + name.len()) else { continue };
                if address.starts_with("http://") || address.starts_with("https://") {
                    found.push((start + at, address));
                }
            }
        }
        start += piece.len();
    }
    found.sort_unstable();
    found
}

/// The value of an attribute whose name ends at a place in a tag, and where it begins.
fn value_of(tag: &str, end: usize) -> Option<(usize, &str)> {
    let value = tag[end..].trim_start().strip_prefix('=')?.trim_start();
    let (value, end) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => (&value[1..], value[1..].find(quote)),
        _ => (value, value.find(char::is_whitespace)),
    };
    Some((tag.len() - value.len(), &value[..end.unwrap_or(value.len())]))
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

/// How many breaks of a line HTML begins with, and what stands behind them.
fn without_breaks(html: &str) -> (usize, &str) {
    let mut rest = html;
    let mut breaks = 0;
    while let Some(behind) = rest.trim_start().get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br")) {
        let tag = &rest.trim_start()[behind.len()..];
        let Some(end) = tag.find('>').filter(|end| matches!(tag[..*end].trim(), "" | "/")) else { break };
        rest = &tag[end + 1..];
        breaks += 1;
    }
    (breaks, rest)
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
mod tests;
