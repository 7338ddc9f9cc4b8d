//! Lines, lists and tables that keep within the width of the terminal. A table that has no room there is told row by
//! row, each figure below the other.

use std::env;
use std::io::{self, Write};

use terminal_size::{Width, terminal_size};
use textwrap::{Options, wrap};

use crate::diagnostics::visible;

/// The widest line, however wide the terminal is.
const WIDEST: usize = 80;

/// The narrowest that lines are made for.
const NARROWEST: usize = 24;

/// How wide columns may be because of their words: heads and cells that are longer run over several lines. The second
/// is tried where the first leaves no room for names.
const COLUMNS: [usize; 2] = [14, 10];

/// Stands for a blank within figures, which never run over several lines (U+00A0).
pub(super) const NO_BREAK: char = '\u{a0}';

/// The least room for names in front of figures.
const NAME: usize = 20;

/// The room between columns.
const GAP: usize = 2;

/// Where the report is written.
pub(super) struct Sheet<'o, W> {
    out: &'o mut W,
    width: usize,
}

impl<'o, W: Write> Sheet<'o, W> {
    /// As wide as the terminal is; `COLUMNS` tells it where there is none.
    pub(super) fn new(out: &'o mut W) -> Self {
        let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|told| *told > 0);
        let seen = || terminal_size().map(|(Width(columns), _)| usize::from(columns));
        let width = told.or_else(seen).unwrap_or(WIDEST).clamp(NARROWEST, WIDEST);
        Self { out, width }
    }

    /// A heading with a line below it.
    pub(super) fn heading(&mut self, title: &str) -> io::Result<()> {
        let lines = lines(title, self.width);
        let longest = lines.iter().map(|line| length(line)).max().unwrap_or(0);
        self.lines(&lines)?;
        writeln!(self.out, "{}", "=".repeat(longest))
    }

    /// A heading within a district.
    pub(super) fn subheading(&mut self, title: &str) -> io::Result<()> {
        self.end()?;
        self.lines(&lines(title, self.width))
    }

    /// An empty line.
    pub(super) fn end(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A sentence or a list, set in.
    pub(super) fn indented(&mut self, text: &str, by: usize) -> io::Result<()> {
        let margin = " ".repeat(by);
        let lines: Vec<_> =
            lines(text, self.width - by).into_iter().map(|line| format!("{margin}{line}")).collect();
        self.lines(&lines)
    }

    /// A name, and below it a list.
    pub(super) fn list(&mut self, name: &str, items: &[String]) -> io::Result<()> {
        self.lines(&lines(name, self.width))?;
        self.indented(&items.join(", "), 4)
    }

    /// Names with figures, below heads.
    pub(super) fn table(&mut self, heads: &[&str], rows: &[(String, Vec<String>)]) -> io::Result<()> {
        let longest = rows.iter().map(|(name, _)| length(&visible(name))).max().unwrap_or(0);
        let fitting = COLUMNS.into_iter().find_map(|limit| {
            let columns = columns(heads, rows, limit);
            let figures: usize = columns.iter().map(|column| column + GAP).sum();
            let room = self.width.checked_sub(figures)?;
            (room >= longest.min(NAME)).then_some((columns, room))
        });
        let Some((columns, room)) = fitting else {
            return rows.iter().try_for_each(|(name, cells)| self.stacked(name, heads, cells));
        };
        let name_width = longest.min(room);
        let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
        self.row("", name_width, &columns, &heads)?;
        rows.iter().try_for_each(|(name, cells)| self.row(name, name_width, &columns, cells))
    }

    /// One row of a table: the name on the left, figures on the right, each over as many lines as it takes.
    fn row(&mut self, name: &str, width: usize, columns: &[usize], cells: &[String]) -> io::Result<()> {
        let names = lines(name, width);
        let cells: Vec<Vec<String>> =
            cells.iter().zip(columns).map(|(cell, column)| cell_lines(cell, *column)).collect();
        let tall = cells.iter().map(Vec::len).chain([names.len()]).max().unwrap_or(0);
        for at in 0..tall {
            let mut line = filled(names.get(at), width);
            for (cell, column) in cells.iter().zip(columns) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str(&" ".repeat(GAP + column - length(text)));
                line.push_str(text);
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// A name, and below it each figure behind what it tells.
    fn stacked(&mut self, name: &str, heads: &[&str], cells: &[String]) -> io::Result<()> {
        self.lines(&lines(name, self.width))?;
        heads.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()).try_for_each(|(head, cell)| {
            // Blanks that bring figures in line below each other are none here.
            let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = if head.is_empty() { cell } else { format!("{head}: {cell}") };
            self.indented(&text, 2)
        })
    }

    fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }
}

/// How wide the columns of a table are whose words may take `limit`.
fn columns(heads: &[&str], rows: &[(String, Vec<String>)], limit: usize) -> Vec<usize> {
    let column = |(at, head): (usize, &&str)| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at)).map(String::as_str);
        let lines = cells.chain([*head]).flat_map(|text| cell_lines(text, limit));
        lines.map(|line| length(&line)).max().unwrap_or(0)
    };
    heads.iter().enumerate().map(column).collect()
}

/// What stands in a column.
fn cell_lines(text: &str, width: usize) -> Vec<String> {
    if text.contains(NO_BREAK) { vec![text.replace(NO_BREAK, " ")] } else { lines(text, width) }
}

/// A text as it is printed, over as many lines as it takes.
fn lines(text: &str, width: usize) -> Vec<String> {
    let text = visible(text);
    if length(&text) <= width {
        return vec![text.into_owned()];
    }
    wrap(&text, Options::new(width.max(1))).into_iter().map(|line| line.trim_end().to_string()).collect()
}

/// A line filled up to a width.
fn filled(line: Option<&String>, width: usize) -> String {
    let line = line.map_or("", String::as_str);
    format!("{line}{}", " ".repeat(width.saturating_sub(length(line))))
}

fn length(text: &str) -> usize {
    text.chars().count()
}
