//! Tables: in a region that scrolls, with a name and heads for rows and columns.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::super::html::{Label, Slot};
use super::Renderer;

pub(super) struct OpenTable {
    pub(super) alignments: Vec<Alignment>,
    pub(super) in_head: bool,
    pub(super) column: usize,
    pub(super) first_column_heads: bool,
}

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        self.tables += 1;
        let head = self.source.get(range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        let first_cell = head.trim().trim_start_matches('|').split('|').next().unwrap_or_default();
        let first_column_heads = first_cell.trim().is_empty();
        self.table = Some(OpenTable { alignments, in_head: false, column: 0, first_column_heads });
        self.push("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out().slot(Slot::Whose);
        let label = Label::Table(self.tables);
        self.out().slot(Slot::Label(label));
        self.push("\"><table>\n");
    }

    pub(super) fn end_cell(&mut self) {
        let piece = self.close_piece();
        let Some(table) = &mut self.table else { return };
        let alignment = match table.alignments.get(table.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        let (name, scope) = match (table.in_head, table.first_column_heads && table.column == 0) {
            _ if piece.is_empty() => ("td", ""),
            (true, _) => ("th", " scope=\"col\""),
            (false, true) => ("th", " scope=\"row\""),
            (false, false) => ("td", ""),
        };
        table.column += 1;
        self.push(&format!("<{name}{scope}{alignment}>"));
        self.out().append(&piece);
        self.push(&format!("</{name}>"));
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push(' ');
        }
    }
}
