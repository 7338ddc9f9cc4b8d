//! Lines whose heading is gone: what it may have been is told by what stands below it, and by the keys that stand beside it.

use super::line::Line;
use super::{Stumble, Way};
use crate::diagnostics::Code;
use crate::reader::vocabulary::{self, Below};

impl Stumble<'_> {
    /// The first of some lines with the heading above it that is gone: `members:`, or `title:` above a text's languages.
    pub(super) fn below_lost_heading(&self, here: &Line<'_>) -> Option<(usize, Way)> {
        let (first, column) = self.headless(here)?;
        // The entry above begins as this one does, and stands further to the left.
        let own = first.first_of_entry().map(|(_, key)| key);
        let above =
            || self.lines_above(&first).iter().find_map(Line::first_of_entry).map(|(_, key)| key.to_string());
        if own.is_some_and(|own| above().is_some_and(|above| above == own)) {
            return None;
        }
        let keys = self.keys_of(&first);
        let at_margin = keys_in_column(self.file.text()[self.part.clone()].lines(), 0);
        let below = below(&first, &keys)?;
        let headings = vocabulary::headings_of(&below, &self.beside(&first, column), &at_margin);
        let (message, hint) = vocabulary::lost_heading(&headings)?;
        let written = format!("{}{}:\n{}", " ".repeat(column), headings.first()?, first.text);
        let at = first.margin()..first.text.trim_end().len();
        let mut way = Way::new(Code::YamlIndent, message, at, written);
        way.hint = Some(hint.clone());
        Some((first.range.start, way.plainly(hint)))
    }

    /// The first of the lines around one that may stand below no heading, and the column of the heading.
    pub(super) fn headless(&self, here: &Line<'_>) -> Option<(Line<'_>, usize)> {
        let above: Vec<_> = self.lines_above(here).into_iter().filter(|line| !line.is_remark()).collect();
        let nearest = above.first()?;
        let of_all = || self.first_of_all(here.margin()).map(|first| (first, here.margin()));
        if let Some(found) = begins_within(nearest, here.margin()).then(of_all).flatten() {
            return Some(found);
        }
        let is_entry = is_entry(here);
        let column = |line: &Line<'_>| {
            let (column, _) = *line.keys().last().filter(|(_, key)| *key != "-")?;
            let is_beside = is_entry && column == here.margin() && !self::is_entry(line);
            (column < here.margin() || is_beside).then_some(column)
        };
        above.iter().find_map(column).map(|column| (self.line(here.range.start), column))
    }

    /// The first line of all, where it and all below it stand within something that begins in a column, down to the first that does
    /// not.
    fn first_of_all(&self, column: usize) -> Option<Line<'_>> {
        let text = &self.file.text()[self.part.clone()];
        let mut at = self.part.start;
        for line in text.split_inclusive('\n') {
            let found = self.line(at);
            at += line.len();
            if !found.text.trim().is_empty() && !found.is_remark() {
                return begins_within(&found, column).then_some(found);
            }
        }
        None
    }

    /// The keys that stand beside a heading that is gone above a line, in its column.
    fn beside(&self, first: &Line<'_>, column: usize) -> Vec<&str> {
        let text = self.file.text();
        let above = &text[self.part.start..first.range.start];
        let below = &text[first.range.end..self.part.end];
        let mut all = keys_in_column(above.lines().rev(), column);
        all.extend(keys_in_column(below.lines(), column));
        all
    }

    /// The keys of the entry, or of the lines, that a line begins.
    fn keys_of<'l>(&'l self, line: &Line<'l>) -> Vec<&'l str> {
        let range = line.range.clone();
        let text = self.file.text().get(range).unwrap_or_default();
        let keys = line.keys();
        let Some((column, first)) = keys.last().filter(|(_, key)| *key != "-") else {
            // `- {id: dana, title: Principal}`
            let inner = text.trim_start().trim_start_matches("- ").strip_prefix('{').unwrap_or_default();
            let words = inner.split(", ").filter_map(|pair| pair.split_once(": ")).map(|(key, _)| key.trim());
            return words.filter(|key| vocabulary::is_key(key)).collect();
        };
        let mut all = vec![&text[*column..*column + first.len()]];
        for below in self.lines_below(line) {
            let Some((at, key)) = below.keys().first().copied().filter(|(at, _)| at == column) else { break };
            let start = below.range.start + at;
            all.extend(self.file.text().get(start..start + key.len()));
        }
        all
    }
}

/// Whether a line begins an entry of a list.
fn is_entry(line: &Line<'_>) -> bool {
    line.text.trim_start().starts_with("- ")
}

/// Whether a line can stand below a key that begins in a column.
fn begins_within(line: &Line<'_>, column: usize) -> bool {
    line.margin() > column || line.margin() == column && is_entry(line)
}

/// What stands below a heading, by its first line and the keys that begin there.
fn below<'k>(first: &Line<'_>, keys: &'k [&'k str]) -> Option<Below<'k>> {
    let is_strange = |key: &&str| !vocabulary::is_key(key);
    let is_number =
        || first.value().is_some_and(|at| first.text[at].bytes().all(|byte| byte.is_ascii_digit()));
    match keys {
        [] => None,
        _ if is_entry(first) => Some(Below::Entries(keys)),
        _ if keys.iter().all(|key| vocabulary::is_language(key)) => Some(Below::Languages),
        _ if keys.iter().all(is_strange) => is_number().then_some(Below::Counts),
        _ => Some(Below::Keys(keys)),
    }
}

/// The keys that begin in a column, in lines that go on with one thing: up to a line that begins further to the left.
fn keys_in_column<'t>(lines: impl Iterator<Item = &'t str>, column: usize) -> Vec<&'t str> {
    let mut all = Vec::new();
    for text in lines.filter(|text| !text.trim().is_empty() && !text.trim_start().starts_with('#')) {
        let margin = text.len() - text.trim_start().len();
        let is_begin = margin < column && text[margin..].starts_with("- ");
        let start = if is_begin { text.len() - text[margin + 2..].trim_start().len() } else { margin };
        let key = text.get(start..).and_then(|rest| rest.split_once(':')).map(|(key, _)| key);
        all.extend(key.filter(|key| start == column && vocabulary::is_key(key)));
        if margin < column {
            break;
        }
    }
    all
}
