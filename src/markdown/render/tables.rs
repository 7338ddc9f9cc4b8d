//! Tables: in a region that scrolls, with a name and heads for rows and columns.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::super::html::{Label, Slot};
use super::{Renderer, first_line};

pub(super) struct OpenTable {
    pub(super) alignments: Vec<Alignment>,
    pub(super) in_head: bool,
    pub(super) column: usize,
    pub(super) first_column_heads: bool,
    /// Whether a bar stands before the first cell of the head, and behind the last one.
    pub(super) bars: [bool; 2],
    /// Whether most of the rows have as many cells as the head.
    pub(super) do_rows_fit: bool,
}

/// The bars of a row that part cells.
pub(super) fn bars(row: &str) -> impl Iterator<Item = usize> {
    row.match_indices('|').map(|(at, _)| at).filter(|at| !row[..*at].ends_with('\\'))
}

/// How many cells a row has.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim_matches([' ', '\t', '>']).trim_end();
    let is_last = row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|");
    (bars(row).count() + 1).saturating_sub(usize::from(row.starts_with('|')) + usize::from(is_last))
}

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        self.tables += 1;
        let text = self.source.get(range.clone()).unwrap_or_default();
        let head = text.lines().next().unwrap_or_default();
        let first_cell = head.trim().trim_start_matches('|').split('|').next().unwrap_or_default();
        let first_column_heads = first_cell.trim().is_empty();
        let bars = [head.trim().starts_with('|'), head.trim().ends_with('|')];
        let (fit, others): (Vec<_>, Vec<_>) =
            text.lines().skip(2).map(cells).partition(|cells| *cells == alignments.len());
        let do_rows_fit = !fit.is_empty() && fit.len() >= others.len();
        let (in_head, column) = (false, 0);
        self.table = Some(OpenTable { alignments, in_head, column, first_column_heads, bars, do_rows_fit });
        self.push("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out().slot(Slot::Whose);
        let label = Label::Table(self.tables);
        self.out().slot(Slot::Label(label));
        self.push("\"><table>\n");
    }

    pub(super) fn start_head(&mut self) {
        if let Some(table) = &mut self.table {
            table.in_head = true;
            table.column = 0;
        }
        self.push("<thead><tr>");
    }

    pub(super) fn start_row(&mut self, range: &Range<usize>) {
        self.warn_of_lost_cells(range);
        self.warn_of_line_below(range);
        self.warn_of_odd_row(range);
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
        self.push("<tr>");
    }

    /// Warns of a line that is taken for a row of the table, and is the rest of the row above or a text below the table.
    pub(super) fn warn_of_line_below(&mut self, range: &Range<usize>) {
        let Some(table) = self.table.as_mut().filter(|table| table.bars[0]) else { return };
        let line = first_line(self.source, range.clone());
        let text = self.source[line.clone()].trim();
        if text.starts_with('|') || text.is_empty() {
            return;
        }
        let end = self.source[..self.lines.around(line.start).start].trim_end().len();
        let above = self.lines.around(end);
        let row = self.source[above.clone()].trim_end();
        let is_rest =
            table.bars[1] && row.trim_start().starts_with('|') && !row.ends_with('|') && text.ends_with('|');
        let (at, message, hint) = if is_rest {
            let begin = above.end - self.source[above].trim_start().len();
            let message = "this row of a table is broken over two lines, and becomes two rows";
            (begin..line.end, message, format!("write `{} {text}` in one line", row.trim_start()))
        } else if text.contains('|') {
            return;
        } else {
            // A text of several lines is told at its first.
            table.bars = [false; 2];
            let message = "this line stands right below a table, and becomes a row of it";
            (line, message, "put an empty line above it".to_string())
        };
        self.untaken(at, message, hint);
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
