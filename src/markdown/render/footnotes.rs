//! Footnotes: numbered by their first reference, below the text, with a way back to each reference.

use super::super::html::{Label, Slot};
use super::Renderer;

impl Renderer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.image.is_some() {
            return;
        }
        let next = self.footnote_numbers.len() + 1;
        let number = *self.footnote_numbers.entry(label.to_string()).or_insert(next);
        if number > self.footnote_references.len() {
            self.footnote_references.push(0);
        }
        self.footnote_references[number - 1] += 1;
        let id = reference_id(number, self.footnote_references[number - 1]);
        self.push("<sup class=\"footnote-reference\"");
        self.out().id(&id);
        self.push("><a href=\"#");
        self.out().slot(Slot::IdPrefix);
        self.push(&format!("footnote-{number}\" role=\"doc-noteref\">{number}</a></sup>"));
    }

    pub(super) fn footnotes(&mut self) {
        let mut labels: Vec<(String, usize)> = self.footnote_numbers.drain().collect();
        labels.sort_by_key(|(_, number)| *number);
        if labels.is_empty() {
            return self.warn_of_unused_footnotes();
        }
        self.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out().slot(Slot::Whose);
        self.out().slot(Slot::Label(Label::Footnotes));
        self.push("\"><ol>\n");
        for (label, number) in labels {
            let piece = self.footnotes.remove(&label).unwrap_or_default();
            self.push("<li");
            self.out().id(&format!("footnote-{number}"));
            self.push(">");
            self.out().append(&piece);
            for reference in 1..=self.footnote_references[number - 1] {
                self.push("<a href=\"#");
                self.out().slot(Slot::IdPrefix);
                self.push(&reference_id(number, reference));
                self.push("\" role=\"doc-backlink\" class=\"back\" aria-label=\"");
                self.out().slot(Slot::Label(Label::Back(number)));
                self.push("\">↩</a> ");
            }
            self.push("</li>\n");
        }
        self.push("</ol></section>\n");
        self.warn_of_unused_footnotes();
    }
}

/// The id of the n-th reference to a footnote.
fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 {
        format!("footnote-reference-{number}")
    } else {
        format!("footnote-reference-{number}-{reference}")
    }
}
