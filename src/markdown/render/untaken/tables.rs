//! Rows that belong to no table.

use std::ops::Range;

use super::super::tables::cells;
use super::super::{Renderer, first_line};
use super::Found;

impl Renderer<'_> {
    /// Warns of a second line of dashes, right below the head of a table, and of a row with too few cells of which one holds
    /// two, parted by blanks.
    pub(in super::super) fn warn_of_odd_row(&mut self, range: &Range<usize>) {
        let Some(columns) = self.table.as_ref().map(|table| table.alignments.len()) else { return };
        let line = first_line(self.source, range.clone());
        let text = self.source[line.clone()].trim_end();
        let cells: Vec<&str> = text.trim().trim_matches('|').split('|').map(str::trim).collect();
        let is_rule = |cell: &&str| cell.len() > 2 && cell.bytes().all(|sign| matches!(sign, b'-' | b':'));
        if cells.iter().all(is_rule) && columns > 1 {
            let message = "a second line of dashes is a row of the table, and stands on the page";
            return self.untaken(line.start..line.start + text.len(), message, "remove this line");
        }
        let is_plain =
            text.trim_start().starts_with('|') && text.ends_with('|') && !text.contains(['\\', '`']);
        let gap = |cell: &&str| cell.contains("  ") || cell.contains('\t');
        let place = cells.iter().position(gap).filter(|_| is_plain && cells.len() + 1 == columns);
        let Some(place) = place else { return self.warn_of_missing_cells(line) };
        let parted = |(at, cell): (usize, &&str)| {
            let (first, second) =
                cell.split_once("  ").or_else(|| cell.split_once('\t')).unwrap_or((cell, ""));
            if at == place { format!("{} | {}", first.trim(), second.trim()) } else { (*cell).to_string() }
        };
        let written: Vec<String> = cells.iter().enumerate().map(parted).collect();
        let message =
            format!("this row has fewer cells than the table's head ({columns}), since a `|` is missing");
        let hint = format!("write `| {} |`", written.join(" | "));
        self.untaken(line.start..line.start + text.len(), message, hint);
    }

    /// Warns of a row with fewer cells than the head, where most of the others have as many: of what stands behind the missing
    /// one nobody sees that it stands under another word. One cell alone may be a line between groups of rows.
    fn warn_of_missing_cells(&mut self, line: Range<usize>) {
        let Some(table) = &self.table else { return };
        let (columns, bars) = (table.alignments.len(), table.bars);
        let text = self.source[line.clone()].trim_end();
        let count = cells(text);
        let next = self.source[line.end..].strip_prefix('\n').and_then(|rest| rest.lines().next());
        let next = next.unwrap_or_default().trim_end();
        let is_row = |row: &str| row.starts_with('|') && row.ends_with('|');
        if is_row(text) && is_row(next) && count < columns && count + cells(next) == columns {
            let message = "this row of a table is broken over two lines, and becomes two rows";
            let hint = format!("write `{text}{}` in one line", &next[1..]);
            return self.untaken(line.start..line.start + text.len(), message, hint);
        }
        let is_whole =
            [text.trim_start().starts_with('|'), text.ends_with('|')] == bars && text.contains('|');
        if !table.do_rows_fit || !is_whole || count >= columns || count == 1 {
            return;
        }
        let missing = columns - count;
        let message = format!(
            "this row has fewer cells than the table's head ({columns}), so words may stand under a wrong heading"
        );
        let more = if bars[1] { "  |".repeat(missing) } else { " |".repeat(missing) + " " };
        let hint =
            format!("write `{text}{more}` where the last ones are empty, else a `|` where one is missing");
        self.untaken(line.start..line.start + text.len(), message, hint);
    }

    /// Warns of a row of a table that an empty line parts from the rest of it; false where there is none.
    pub(super) fn is_parted_from_table(&mut self, range: &Range<usize>, begin: usize) -> bool {
        let above = self.nearest_above(begin).trim();
        let is_apart = self.source[..begin].ends_with("\n\n") || self.source[..begin].ends_with("\n\r\n");
        // Its cells may hold links.
        let line = range.start..self.lines.around(range.start).end;
        let is_row = self.source[line.clone()].trim_end().ends_with('|');
        if !is_apart || !is_row || !above.starts_with('|') || !above.ends_with('|') {
            return false;
        }
        // With a rule below it, it is the head of a table of its own; a rule is no row of one that has a head.
        let text = self.source[line.clone()].trim();
        let begin = above.as_ptr().addr() - self.source.as_ptr().addr();
        let higher = self.source[..begin].lines().next_back().unwrap_or_default().trim();
        if cells(text) != cells(above)
            || is_rule(self.nearest_below(line.end).trim())
            || is_rule(text) && higher.starts_with('|')
        {
            return false;
        }
        let message =
            "an empty line parts this row from its table, so it stands on the page as it is written";
        self.untaken(line, message, "remove the empty line above it");
        true
    }

    /// Warns of a line of dashes below the head of a table that has more or fewer parts than that, so that none of it is a
    /// table; false where there is none.
    pub(super) fn has_uneven_rule(&mut self, range: &Range<usize>) -> bool {
        let head = self.lines.around(range.start);
        let begin = head.end + usize::from(self.source[head.end..].starts_with('\n'));
        let line = first_line(self.source, begin..self.source.len());
        let (head, rule) = (self.source[head].trim_end(), self.source[line.clone()].trim_end());
        let parts: Vec<&str> = rule.trim().trim_matches('|').split('|').collect();
        let is_part =
            |part: &&str| part.contains('-') && part.trim().bytes().all(|sign| matches!(sign, b'-' | b':'));
        let is_whole = |row: &str| row.trim_start().starts_with('|') && row.ends_with('|');
        let columns = cells(head);
        if !is_whole(head)
            || !is_whole(rule)
            || columns < 2
            || columns == parts.len()
            || !parts.iter().all(is_part)
        {
            return false;
        }
        let below = &self.source[line.end..];
        let row = below.lines().nth(usize::from(below.starts_with(['\n', '\r']))).unwrap_or_default();
        if is_whole(row.trim_end()) && cells(row) == parts.len() && columns + 1 == parts.len() {
            let message = format!(
                "the head of this table has {columns} cells and the rows below it {}, so this is no table",
                parts.len()
            );
            let written = format!("| {}", head.trim_start());
            let at = range.start..range.start + written.len() - 2;
            self.untaken(at, message, format!("write `{written}`, with the missing word in its cell"));
            return true;
        }
        // All of one kind are meant to be so.
        let more =
            if parts.windows(2).all(|pair| pair[0].trim() == pair[1].trim()) { parts[0] } else { " --- " };
        let all = parts.iter().copied().chain(std::iter::repeat(more)).take(columns);
        let written = format!("|{}|", all.collect::<Vec<_>>().join("|"));
        let message = format!(
            "this line has {} parts and the head of the table above it {columns}, so this is no table",
            parts.len()
        );
        let start = line.end - self.source[line.clone()].trim_start().len();
        self.untaken(start..line.start + rule.len(), message, format!("write `{written}`"));
        true
    }
}

/// Whether a line is meant as the one that parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    !line.is_empty()
        && line.chars().all(|c| "|-—–_=+:;─ \u{a0}".contains(c))
        && line.contains(|c| c != '|' && c != ' ')
}

/// `｜ a ｜ b ｜`, whose bars are wider ones, told at the first of such lines.
pub(super) fn wide_table(text: &str, [above, below]: [&str; 2]) -> Option<Found> {
    let is_one = |line: &str| line.matches('｜').count() > 1;
    let line = text.trim_end();
    let more = if is_one(below) { ", and so in the lines below" } else { "" };
    let hint = format!("write `{}`{more}", line.replace('｜', "|"));
    let message = "the bars of this row of a table are wider ones, so it is none";
    (is_one(line) && !is_one(above)).then(|| Found::new(0..line.len(), message, hint))
}

/// `| a | b |` without a head; where the line below is meant to part the head from the rows, it is told what to write there.
pub(super) fn bare_table(text: &str, [above, below]: [&str; 2]) -> Option<Found> {
    let line = text.trim_end();
    let bars = line.matches('|').count();
    // A rule that is right would make a head of this row: an empty line parts them, of which it is told.
    let is_part = |part: &str| {
        let part = part.trim();
        let dashes = part.strip_prefix(':').unwrap_or(part);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        part.is_empty() || !dashes.is_empty() && dashes.bytes().all(|sign| sign == b'-')
    };
    let is_right = below.matches('|').count() == bars && below.split('|').all(is_part);
    if !line.starts_with('|') || !line.ends_with('|') || is_rule(above.trim()) || is_right {
        return None;
    }
    let of_below = below.matches('|').count().saturating_sub(1);
    if bars == 2 && of_below > 1 && below.starts_with('|') && is_rule(below.trim()) {
        let message = "the head of a table has as many cells as the line of dashes below it";
        let hint = format!("write `{line}{}`, with words in each cell", "  |".repeat(of_below - 1));
        return Some(Found::new(0..line.len(), message, hint));
    }
    let cells = bars.checked_sub(1).filter(|cells| *cells > 1)?;
    if is_rule(line) && line.split('|').all(is_part) && below.starts_with('|') {
        let message = "the head of a table stands above its line of dashes, and here none does";
        let hint =
            format!("write a line `|{}` above this one, with words in each cell", " … |".repeat(cells));
        return Some(Found::new(0..line.len(), message, hint));
    }
    let rule = format!("|{}", " --- |".repeat(cells));
    let hint = if is_rule(below.trim()) {
        format!("write `{rule}` in place of the line below this one")
    } else {
        format!("write a line `{rule}` below the table's first row; above that row stands an empty line")
    };
    Some(Found::new(0..line.len(), "this looks like a row of a table, and is none", hint))
}

/// `+---+---+`, the line of a table that is drawn.
pub(super) fn drawn_table(text: &str) -> Option<Found> {
    let line = text.trim_end();
    let is_line = line.len() > 4
        && line.starts_with("+-")
        && line.ends_with('+')
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'));
    let rule = format!("|{}", " --- |".repeat(line.matches('+').count().saturating_sub(1)));
    is_line.then(|| {
        let hint = format!("remove the lines that begin with `+`, and write `{rule}` below the first row");
        Found::new(0..line.len(), "this looks like a table, and is none", hint)
    })
}
