//! Lists, and the indicators that a rubric's lists hold.

use std::ops::Range;

use super::super::html::{Html, Slot};
use super::super::{Criterion, Indicator};
use super::areas::Areas;
use super::{Renderer, first_line};

/// An indicator whose end is not read yet.
pub(super) struct OpenIndicator {
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) in_first_block: bool,
    pub(super) span: Range<usize>,
    /// Where all of it ends.
    pub(super) end: usize,
    /// The items of its nested list.
    criteria: Vec<(String, Range<usize>)>,
    /// Whether the last of them is not read to its end.
    in_criterion: bool,
}

impl OpenIndicator {
    /// Keeps text of the item, or of an item of its nested list.
    pub(super) fn note(&mut self, text: &str) {
        match self.criteria.last_mut().filter(|_| self.in_criterion) {
            Some((criterion, _)) => criterion.push_str(text),
            None if self.in_first_block => self.text.push_str(text),
            None => {}
        }
    }

    fn start_criterion(&mut self, span: Range<usize>) {
        self.criteria.push((String::new(), span));
        self.in_criterion = true;
    }
}

impl Renderer<'_> {
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.list_depth += 1;
        if let Some(indicator) = &mut self.indicator {
            indicator.in_first_block = false;
        }
        let holds_indicators = self.list_depth == 1 && self.in_area && self.block_depth == 0;
        let class = if holds_indicators { " class=\"indicators\"" } else { "" };
        match first {
            None => self.push(&format!("<ul{class}>\n")),
            Some(1) => self.push(&format!("<ol{class}>\n")),
            Some(number) => self.push(&format!("<ol{class} start=\"{number}\">\n")),
        }
    }

    pub(super) fn start_item(&mut self, range: Range<usize>) {
        if self.list_depth == 1 && self.in_area && self.block_depth == 0 {
            self.open.push(Html::default());
            self.indicator = Some(OpenIndicator {
                id: None,
                text: String::new(),
                in_first_block: true,
                end: range.end,
                span: first_line(self.source, range),
                criteria: Vec::new(),
                in_criterion: false,
            });
        } else {
            let span = without_sign(self.source, first_line(self.source, range));
            if let Some(indicator) = self.indicator.as_mut().filter(|_| self.list_depth == 2) {
                indicator.start_criterion(span);
            }
            self.push("<li>");
        }
    }

    pub(super) fn end_item(&mut self) {
        self.end_block();
        if let Some(indicator) = self.indicator.as_mut().filter(|_| self.list_depth == 2) {
            indicator.in_criterion = false;
        }
        if self.list_depth != 1 || self.indicator.is_none() {
            return self.push("</li>\n");
        }
        let piece = self.close_piece();
        if let Some(mut indicator) = self.indicator.take() {
            if indicator.id.is_none() {
                indicator.id = self.id_below(indicator.end);
            }
            self.indicator(indicator, &piece);
        }
    }

    /// The number of the indicator that comes next: `2.3`, or `3` where the rubric is one area.
    fn indicator_number(&self) -> String {
        let areas = self.document.areas.len();
        let number = self.document.areas.last().map_or(1, |area| area.indicators.len() + 1);
        if self.areas == Areas::Itself { number.to_string() } else { format!("{areas}.{number}") }
    }

    pub(super) fn indicator(&mut self, indicator: OpenIndicator, piece: &Html) {
        if indicator.text.trim().is_empty() && piece.is_empty() {
            let message = "this item has no words";
            let hint = "write what is rated before its id, or remove the line";
            self.untaken(indicator.span.clone(), message, hint);
        }
        let area = self.document.areas.last();
        let wish = area.map_or_else(String::new, |area| format!("{}-{}", area.id, area.indicators.len() + 1));
        let has_fixed_id = indicator.id.is_some();
        let id = match indicator.id {
            Some(id) => {
                if !self.ids.take(&id) {
                    self.duplicate_id(&id, indicator.span.clone());
                }
                id
            }
            None => self.ids.make(&wish),
        };
        self.push("<li");
        self.out().id(&id);
        self.push("><span class=\"number\">");
        let number = self.indicator_number();
        self.push(&number);
        self.push("</span> ");
        self.out().append(piece);
        self.out().slot(Slot::Answer);
        self.push("</li>\n");
        let place = (self.place)(indicator.span);
        let text = indicator.text.trim().to_string();
        let criteria = indicator.criteria.into_iter();
        let criteria = criteria
            .map(|(text, span)| Criterion { text: text.trim().to_string(), place: (self.place)(span) })
            .collect();
        if let Some(area) = self.document.areas.last_mut() {
            area.indicators.push(Indicator { id, text, criteria, has_fixed_id, place });
        }
    }
}

/// The line of an item behind the sign of its list.
fn without_sign(source: &str, line: Range<usize>) -> Range<usize> {
    let text = source.get(line.clone()).unwrap_or_default();
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.)".contains(c)).trim_start();
    line.end - words.len()..line.end
}
