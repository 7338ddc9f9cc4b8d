//! Lines that begin in the wrong column, or stand below a key that has a value already.

use super::line::Line;
use super::{LINES_ABOVE, LINES_BELOW, STEP, Stumble, Way, stray};
use crate::diagnostics::Code;
use crate::reader::remarks::{ENTRY_MADE_A_REMARK, entry_in_remark};
use crate::reader::vocabulary;

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
            own.is_some_and(|own| {
                column.key != "-" && own != "-" && !vocabulary::stand_together(own, column.key)
            })
        };
        columns.sort_by_key(|column| (is_strange(column), column.at.abs_diff(here)));
        let below =
            self.line_below(line).filter(|below| line.first_of_entry().is_some() && below.margin() > here);
        let ways = columns.iter().map(|column| {
            let mut way = line.in_column(column);
            let keys = line.start() - here + column.at;
            let moved = below.as_ref().filter(|below| below.margin() != keys);
            let others = moved.map(|_| and_those_below(here, column.at)).unwrap_or_default();
            way.hint.iter_mut().for_each(|hint| hint.push_str(&others));
            way.plain_hint.iter_mut().for_each(|hint| hint.to_mut().push_str(&others));
            (line.range.start, way)
        });
        above_in_column(&lines, line).into_iter().chain(ways).collect()
    }

    /// The first line of all, where it does not begin at the margin and another one does.
    pub(super) fn first_at_margin(&self, line: &Line<'_>) -> Option<Way> {
        let text = &self.file.text()[self.part.clone()];
        let margin = line.margin();
        let mut above = text.get(..line.range.start - self.part.start)?.lines().map(str::trim);
        let is_first = above.all(|line| line.is_empty() || line.starts_with('#'));
        let below = text.get(line.range.end - self.part.start..)?;
        let is_key_at_margin = |line: &str| line.starts_with(char::is_alphabetic) && line.contains(':');
        if !is_first || margin == 0 || line.keys().is_empty() || !below.lines().any(is_key_at_margin) {
            return None;
        }
        let message = "this line does not begin in the column of the others";
        let written = line.text.trim().to_string();
        let mut way = Way::new(Code::YamlIndent, message, 0..line.text.trim_end().len(), written);
        way.hint = Some("begin this line in column 1".to_string());
        Some(way)
    }

    /// The line without its dash, where that stands before another key than those of the list's other entries:
    /// `-  kind: regular`.
    pub(super) fn stray_dash(&self, line: &Line<'_>) -> Vec<Way> {
        let Some((dash, key)) = line.first_of_entry() else { return Vec::new() };
        let above = self.lines_above(line);
        let first = above.iter().find_map(Line::first_of_entry).map(|(_, first)| first);
        let first = first.or_else(|| above.first()?.keys().last().map(|(_, key)| *key));
        if first.is_none_or(|first| first == key || !vocabulary::stand_together(first, key)) {
            return Vec::new();
        }
        let place = "before this key, which goes on with the entry above";
        ["", " "].map(|instead| stray::without(line, dash..dash + 1, instead, place)).into()
    }

    /// The line without its dash, in the column of the one above it, where it stands further to the left, and is one of the
    /// same keys: `- membership-2: strength` at the margin.
    pub(super) fn dash_in_place_of_blanks(&self, line: &Line<'_>) -> Option<Way> {
        let (dash, key) = line.first_of_entry()?;
        let column_of = |other: &Line<'_>| match other.keys()[..] {
            [(column, beside)] if column > dash && beside != "-" => {
                let are_ids = !vocabulary::is_key(key) && !vocabulary::is_key(beside);
                (are_ids || vocabulary::stand_together(key, beside)).then_some(column)
            }
            _ => None,
        };
        let column = column_of(&self.line_above(line)?)?;
        // The next entry of a list begins as the others do.
        let entries = self.lines_above(line);
        let mut entries = entries.iter().filter_map(Line::first_of_entry);
        if key == "id" || entries.any(|(_, first)| first == key) {
            return None;
        }
        let is_between = self.line_below(line).is_none_or(|below| {
            column_of(&below).is_none_or(|other| other == column) && below.first_of_entry().is_none()
        });
        let text = line.text.trim_end();
        let message = "this dash does not belong before a key, which stands beside keys without one";
        let written = format!("{}{}", " ".repeat(column), &text[line.start().min(text.len())..]);
        let way = Way::new(Code::YamlDash, message, dash..dash + 1, written);
        let hint = format!("remove the dash, and let `{key}` begin in column {}", column + 1);
        let plain = format!("remove the dash, and let what stands behind it begin in column {}", column + 1);
        is_between.then(|| Way { hint: Some(hint), ..way.plainly(plain) })
    }

    /// The nearest line at or above one that begins an entry as the list's next one does, without its dash, and the column of
    /// that one's dash.
    pub(super) fn first_without_dash(&self, line: &Line<'_>) -> Option<(Line<'_>, usize)> {
        let mut next = Some(self.line(line.range.start));
        let mut below = std::iter::from_fn(|| {
            let line = next.take()?;
            next = self.line_below(&line);
            Some(line)
        });
        let entry = below.by_ref().take(LINES_ABOVE).find(|line| line.first_of_entry().is_some())?;
        let (dash, first) = entry.first_of_entry()?;
        let mut above = self.lines_above(&entry).into_iter();
        let begin = above
            .by_ref()
            .take_while(|line| line.first_of_entry().is_none())
            .find(|line| line.keys().first().is_some_and(|(_, key)| *key == first))?;
        let owner = above.find(|line| !line.is_remark());
        let is_first = owner.is_none_or(|owner| owner.text.trim_end().ends_with(':'));
        (is_first && begin.margin() >= dash).then_some((begin, dash))
    }

    /// The nearest line below that is not empty.
    pub(super) fn line_below(&self, line: &Line<'_>) -> Option<Line<'_>> {
        let rest = self.file.text().get(line.range.end..self.part.end)?;
        let at = line.range.end + rest.find(|c: char| !c.is_whitespace())?;
        Some(self.line(at))
    }

    /// The lines below one that are not empty, the nearest first.
    pub(super) fn lines_below(&self, line: &Line<'_>) -> Vec<Line<'_>> {
        let first = self.line_below(line);
        std::iter::successors(first, |line| self.line_below(line)).take(LINES_BELOW).collect()
    }

    /// The lines above one that are not empty, the nearest first.
    pub(super) fn lines_above(&self, line: &Line<'_>) -> Vec<Line<'_>> {
        let mut all = Vec::new();
        let mut above = self.line_above(line);
        while let Some(other) = above.take().filter(|_| all.len() < LINES_ABOVE) {
            above = self.line_above(&other);
            all.push(other);
        }
        all
    }
}

/// What to do with an entry's other lines, where its first one moves from one column into another.
fn and_those_below(from: usize, to: usize) -> String {
    let blanks = match from.abs_diff(to) {
        1 => "one blank".to_string(),
        2 => "two blanks".to_string(),
        count => format!("{count} blanks"),
    };
    let side = if to > from { "right" } else { "left" };
    format!(", and those below that belong to it {blanks} further to the {side} than they do")
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
        way.plainly(format!("begin this line in column {}", column.at + 1))
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
            let is_first = || lines[1..].iter().all(Line::is_remark);
            (lines[1..].iter().any(is_dash) || is_below_key() || is_first()).then_some(column)?
        }
        Some(_) if is_first => here,
        Some((_, key)) if above.margin() < here => {
            is_first_of_others((above, key), lines.get(1)?, line).then_some(here)?
        }
        // A blank too many before the first of several.
        Some(_) if above.margin() > here => {
            let owner = lines.get(1).filter(|owner| owner.text.trim_end().ends_with(':'))?;
            (owner.margin() + STEP == here).then_some(here)?
        }
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

/// Whether a line belongs into the column of the one below it: `membership-1: strength` right below `ratings:`, or
/// `name: Ana` below `contact:`, where the others stand further to the right, or a line between two such.
fn is_first_of_others((above, key): (&Line<'_>, &str), owner: &Line<'_>, line: &Line<'_>) -> bool {
    let is_known = vocabulary::is_key(key);
    if owner.margin() == line.margin() {
        return !is_known;
    }
    let heading = owner.text.trim().strip_suffix(':').filter(|_| owner.margin() <= above.margin());
    heading.is_some_and(|heading| {
        let goes_on = || line.keys().last().is_some_and(|(_, own)| vocabulary::stand_together(own, key));
        let is_language = || {
            let are_tags = [Some(key), line.keys().last().map(|(_, own)| *own)];
            are_tags.into_iter().flatten().all(vocabulary::is_language)
        };
        let is_text = vocabulary::is_key(heading) && vocabulary::is_translated(heading);
        is_text && is_language()
            || vocabulary::is_heading(heading)
                && if is_known { goes_on() } else { vocabulary::is_table(heading) }
    })
}

/// The first entry of a list with its dash, in the column of the others.
pub(super) fn with_dash(line: &Line<'_>, dash: usize) -> Way {
    let text = line.text.trim();
    let written = format!("{}- {text}", " ".repeat(dash));
    let message = "an entry of a list begins with a dash, and here is none";
    let mut way = Way::new(Code::YamlDash, message, line.margin()..line.text.trim_end().len(), written);
    if line.margin() != dash {
        let (dash, key) = (dash + 1, dash + 3);
        way.hint = Some(format!(
            "write a dash in column {dash} of this line, and let its key begin in column {key}"
        ));
    }
    way.plainly("write a dash and a blank before it")
}

/// The key above a line that stands below it, further to the right, where the key is said to have nothing: `members: []`.
pub(super) fn as_owner(above: &Line<'_>, line: &Line<'_>) -> Option<(usize, Way)> {
    let (column, key) = above.keys().into_iter().rfind(|(_, key)| *key != "-")?;
    let is_below =
        line.margin() > column || line.margin() == column && line.text.trim_start().starts_with("- ");
    let value = above.value()?;
    let text = &above.text[value.clone()];
    let is_nothing = NOTHING.contains(&text);
    let is_text =
        vocabulary::is_key(key) && vocabulary::is_translated(key) && !text.starts_with(['[', '{', '|', '>']);
    if is_below
        && is_text
        && !is_nothing
        && line.keys().first().is_some_and(|(_, tag)| vocabulary::is_language(tag))
    {
        let message = format!("languages stand below `{key}`, so no text can stand behind it");
        let written = above.text[..column].to_string() + key + ":";
        let mut way = Way::new(Code::YamlIndent, message, value, written);
        let hint =
            format!("write `{key}:` alone; what stands behind it belongs behind its language, below it");
        way.hint = Some(hint.clone());
        return Some((above.range.start, way.plainly(hint)));
    }
    if !is_below || !is_nothing && (!vocabulary::is_heading(key) || text.starts_with(['[', '{', '|', '>'])) {
        return None;
    }
    let written = above.text[..column].to_string() + key + ":";
    if !is_nothing {
        let message = format!("lines of its own stand below `{key}`, so no text can stand behind it");
        let mut way = Way::new(Code::YamlIndent, message, value, written);
        way.hint = Some(format!(
            "write `{key}:` alone; what stands behind it can go below it, behind a key of its own"
        ));
        return Some((above.range.start, way));
    }
    let message = format!("`{key}` is said to have nothing here, and something stands below it");
    let way = Way::new(Code::YamlIndent, message, value, written);
    Some((above.range.start, way.plainly("leave nothing behind the colon")))
}

/// The key above a line that stands below it, where a `#` makes a remark of the key: `# students:`.
pub(super) fn as_remark(above: &Line<'_>, line: &Line<'_>) -> Option<(usize, Way)> {
    let margin = above.margin();
    let rest = above.text[margin..].strip_prefix('#')?.trim();
    let key = rest.strip_suffix(':').filter(|key| vocabulary::is_heading(key))?;
    if line.margin() < margin {
        return None;
    }
    let message = format!("the `#` makes a remark of `{key}:`, and lines that belong to it stand below");
    let written = format!("{}{rest}", " ".repeat(margin));
    let mut way = Way::new(Code::YamlIndent, message, margin..margin + 1, written);
    way.hint = Some("remove the `#`".to_string());
    Some((above.range.start, way))
}

/// The line above one that begins an entry of a list, where a `#` makes a remark of it: `# - id: dana`. The `#` may have been
/// put before the line, with a blank behind it, or in place of a blank.
pub(super) fn as_entry_in_remark(above: &Line<'_>) -> Vec<Way> {
    let found = entry_in_remark(above.text).filter(|(.., key)| vocabulary::is_key(key));
    let Some((margin, entry, _)) = found else { return Vec::new() };
    let blanks = above.text.len() - 1 - entry.len();
    let columns = [blanks, blanks.saturating_sub(1), blanks + 1];
    let way = |column: usize| {
        let written = format!("{}{entry}", " ".repeat(column));
        let mut way = Way::new(Code::YamlIndent, ENTRY_MADE_A_REMARK, margin..margin + 1, written);
        way.hint = Some(format!("remove the `#`, and begin this line in column {}", column + 1));
        way
    };
    columns.map(way).into()
}

/// `-  id: dana`, where the lines below it begin as if one blank stood behind the dash.
pub(super) fn blanks_behind_dash(above: &Line<'_>, line: &Line<'_>) -> Option<(usize, Way)> {
    let [(dash, "-"), (begin, _)] = above.keys()[..] else { return None };
    if begin <= dash + 2 || line.margin() != dash + 2 {
        return None;
    }
    let written = above.with(dash + 1..begin, " ");
    let message = "more than one blank stands behind this dash, and the lines below begin as if it were one";
    let mut way = Way::new(Code::YamlIndent, message, dash..begin, written);
    way.hint = Some("leave one blank behind the dash".to_string());
    Some((above.range.start, way))
}

/// `contact` alone, a heading without its colon, which lines of its own stand below; or `about`, with its languages there.
pub(super) fn as_heading(line: &Line<'_>, below: Option<&Line<'_>>) -> Option<Way> {
    let start = line.start();
    let text = line.text[start..].trim_end();
    let key = text.trim_end_matches([';', ',', '.', '：']);
    let sign = &text[key.len()..];
    let is_language = |below: &Line<'_>| {
        let first = below.keys().first().map(|(_, key)| *key);
        below.margin() > start && first.is_some_and(vocabulary::is_language)
    };
    let is_text =
        || vocabulary::is_key(key) && vocabulary::is_translated(key) && below.is_some_and(is_language);
    (vocabulary::is_heading(key) || is_text()).then(|| {
        let end = start + key.len();
        let message = format!("a colon is missing behind `{key}`");
        let mut way = Way::new(Code::YamlKey, message, start..end, line.with(end..line.text.len(), ":"));
        way.hint = Some(format!("write `{key}:`"));
        match sign {
            "" => way.plainly("write a colon behind it"),
            _ => way.plainly(format!("write a colon in place of the `{sign}`")),
        }
    })
}
