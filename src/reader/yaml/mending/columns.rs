//! Lines that begin in the wrong column, or stand below a key that has a value already.

use super::line::Line;
use super::{LINES_ABOVE, Stumble, Way};
use crate::diagnostics::Code;
use crate::reader::kinds;

/// What is told of a line in the wrong column.
const NO_FIT: &str = "this line does not fit under the one above it";

/// Values that say that there is nothing, although something stands below them.
const NOTHING: &[&str] = &["[]", "{}", "\"\"", "''", "~", "null", "none", "None", "___", "|", ">"];

/// A column that a line may be meant to begin in.
struct Column<'t> {
    at: usize,
    /// What begins there in a line above.
    key: &'t str,
    /// The number of that line.
    number: usize,
}

impl Stumble<'_> {
    /// The line in the columns that keys above it begin in, and the one above it in its column, each with where the line
    /// begins that is to be written otherwise: the likeliest first.
    pub(super) fn columns(&self, line: &Line<'_>) -> Vec<(usize, Way)> {
        let here = line.margin();
        let own = line.keys().last().map(|(_, key)| *key);
        let lines = self.lines_above(line);
        let mut columns: Vec<Column<'_>> = Vec::new();
        for other in &lines {
            for (column, key) in other.keys() {
                if column != here && columns.iter().all(|known| known.at != column) {
                    columns.push(Column {
                        at: column,
                        key,
                        number: self.file.position(other.range.start).line,
                    });
                }
            }
        }
        let is_strange = |column: &Column<'_>| {
            own.is_some_and(|own| column.key != "-" && own != "-" && !kinds::stand_together(own, column.key))
        };
        columns.sort_by_key(|column| (is_strange(column), column.at.abs_diff(here)));
        let ways = columns.iter().map(|column| (line.range.start, line.in_column(column)));
        above_in_column(&lines, line).into_iter().chain(ways).collect()
    }

    /// The lines above one that are not empty, the nearest first.
    fn lines_above(&self, line: &Line<'_>) -> Vec<Line<'_>> {
        let mut all = Vec::new();
        let mut above = self.line_above(line);
        while let Some(other) = above.take().filter(|_| all.len() < LINES_ABOVE) {
            above = self.line_above(&other);
            all.push(other);
        }
        all
    }
}

impl Line<'_> {
    fn in_column(&self, column: &Column<'_>) -> Way {
        let text = self.text.trim_end();
        let mut way = Way::new(
            Code::YamlIndent,
            NO_FIT,
            self.margin()..text.len(),
            format!("{}{}", " ".repeat(column.at), text.trim_start()),
        );
        way.hint = Some(format!(
            "begin this line in column {}, as `{}` in line {} does",
            column.at + 1,
            column.key,
            column.number
        ));
        way
    }
}

/// The line above one, where it is that which begins in the wrong column: the first of the file, or an entry's dash that is
/// not below the dashes above it.
fn above_in_column(lines: &[Line<'_>], line: &Line<'_>) -> Option<(usize, Way)> {
    let above = lines.first()?;
    let here = line.margin();
    let is_first = lines.len() == 1 && above.margin() > here;
    let column = match above.keys().first() {
        Some((_, "-")) => {
            let column = here.checked_sub(2)?;
            let is_dash =
                |other: &Line<'_>| other.keys().first().is_some_and(|first| *first == (column, "-"));
            let is_below_key = || lines.get(1).is_some_and(|owner| owner.text.trim_end().ends_with(':'));
            (lines[1..].iter().any(is_dash) || is_below_key()).then_some(column)?
        }
        Some(_) if is_first => here,
        _ => return None,
    };
    if column == above.margin() {
        return None;
    }
    let text = above.text.trim();
    let written = format!("{}{text}", " ".repeat(column));
    let end = above.text.trim_end().len();
    let mut way =
        Way::new(Code::YamlIndent, "this line does not begin in the column of the others", 0..end, written);
    way.hint = Some(format!("begin this line in column {}", column + 1));
    Some((above.range.start, way))
}

/// The key above a line that stands below it, further to the right, where the key is said to have nothing: `members: []`.
pub(super) fn as_owner(above: &Line<'_>, line: &Line<'_>) -> Option<(usize, Way)> {
    let (column, key) = above.keys().into_iter().rfind(|(_, key)| *key != "-")?;
    let is_below =
        line.margin() > column || line.margin() == column && line.text.trim_start().starts_with("- ");
    let value = above.value()?;
    if !is_below || !NOTHING.contains(&&above.text[value.clone()]) {
        return None;
    }
    let written = above.text[..column].to_string() + key + ":";
    let message = format!("`{key}` is said to have nothing here, and something stands below it");
    Some((above.range.start, Way::new(Code::YamlIndent, message, value, written)))
}
