//! Entries of lists: one without its dash, without its first key, or a key with a dash where none belongs.

use super::line::Line;
use super::{LINES_ABOVE, Stumble, Way, columns};
use crate::diagnostics::Code;
use crate::model::{id_of, id_problem};
use crate::reader::remarks::entry_in_remark;
use crate::reader::{vocabulary, written};

/// The keys that an entry's words may stand behind: what a step says, and what others are called.
const OF_WORDS: [&str; 2] = ["do", "name"];

/// The key that an entry's short name stands behind.
const ID: &str = "id";

/// How much further to the right than its dash an entry's keys begin.
const ENTRY: usize = 2;

/// A word, or keys in braces, below others of a list that begin with a dash.
pub(super) fn without_dash(above: &Line<'_>, line: &Line<'_>) -> Option<Way> {
    let [(dash, "-")] = above.keys()[..] else { return None };
    let text = line.text.trim();
    let is_word = text.starts_with(|c: char| c.is_alphanumeric() || c == '"') && !text.contains(": ");
    let is_item = (is_word || text.starts_with('{')) && line.keys().is_empty();
    (is_item && line.margin() == dash).then(|| columns::with_dash(line, dash))
}

/// `- Ask the bakery` above `by: 2026-11-15`: the first key of an entry is missing.
pub(super) fn without_first_key(entry: &Line<'_>, below: &[Line<'_>]) -> Option<Way> {
    let [(dash, "-")] = entry.keys()[..] else { return None };
    let inner = entry.inner();
    let text = &entry.text[inner.clone()];
    let own = below.iter().take_while(|line| line.margin() > dash);
    let own: Vec<&str> = own.filter_map(|line| line.keys().first().map(|(_, key)| *key)).collect();
    let first = *own.first().filter(|_| text.starts_with(char::is_alphanumeric))?;
    let is_free = |key: &&str| vocabulary::stand_together(key, first) && !own.contains(key);
    if id_problem(text).is_some() && own.contains(&"name") && is_free(&ID) {
        return words_for_id(entry, text);
    }
    let id = Some(ID).filter(|_| id_problem(text).is_none());
    let key = id.into_iter().chain(OF_WORDS).find(is_free)?;
    let message = format!("other keys of this entry stand below, so its first line needs a key too: `{key}`");
    let lacks_id = key != ID && vocabulary::stand_together(ID, first) && !own.contains(&ID);
    if let Some(id) = Some(id_of(text)).filter(|id| lacks_id && !id.is_empty()) {
        let name = written::value(text);
        let (column, blanks) = (inner.start + 1, " ".repeat(inner.start));
        let lines = format!("{ID}: {id}\n{blanks}{key}: {name}");
        let mut way = Way::new(Code::YamlKey, message, inner.clone(), entry.with(inner, &lines));
        way.hint =
            Some(format!("write `- {ID}: {id}` here, and `{key}: {name}` below it, from column {column} on"));
        return Some(way.plainly(format!(
            "write `- {ID}: …` here, and the words behind `{key}:` in a line below it, from column {column} on"
        )));
    }
    let written = entry.with(inner.clone(), &format!("{key}: {text}"));
    let way = Way::new(Code::YamlKey, message, inner, written);
    Some(way.plainly(format!("write `{key}:` and a blank behind the dash")))
}

/// `- Omar Aziz` above `name: Omar Aziz`: words in place of an entry's short name.
fn words_for_id(entry: &Line<'_>, text: &str) -> Option<Way> {
    let id = Some(id_of(text)).filter(|id| !id.is_empty())?;
    let message = "words stand in place of this entry's short name (its id)";
    let inner = entry.inner();
    let written = entry.with(inner.clone(), &format!("{ID}: {id}"));
    let way = Way::new(Code::YamlKey, message, inner, written);
    Some(way.plainly(format!("write `- {ID}: …` here, with a short name of letters, digits and hyphens")))
}

impl Stumble<'_> {
    /// `- city: Oak` among keys that have no dash.
    pub(super) fn with_dash_for_nothing(&self, above: &Line<'_>, line: &Line<'_>) -> Option<Way> {
        let (dash, key) = line.first_of_entry()?;
        let beside = |other: &Line<'_>| match other.keys()[..] {
            [(column, beside)] if column == dash && beside != "-" => {
                vocabulary::stand_together(key, beside)
                    || !vocabulary::is_key(key) && !vocabulary::is_key(beside)
            }
            _ => false,
        };
        let below = self.line_below(line);
        let is_alone = below.as_ref().is_none_or(|below| below.margin() <= dash);
        // The next entry of a list, too far to the right, begins as the others do.
        let is_entry =
            self.lines_above(line).iter().filter_map(Line::first_of_entry).any(|(_, first)| first == key);
        if is_entry
            || !is_alone
            || !(beside(above) && above.value().is_some() || below.as_ref().is_some_and(beside))
        {
            return None;
        }
        let start = line.start();
        let message = "this dash does not belong before a key, which stands beside keys without one";
        let way = Way::new(Code::YamlDash, message, dash..dash + 1, line.with(dash..start, ""));
        Some(way.plainly("remove the dash, and the blank behind it"))
    }

    /// `oak-middle:` in the column of the dashes above it: an entry's id as if it were a key.
    pub(super) fn as_id_of_entry(&self, line: &Line<'_>) -> Option<Way> {
        let id = line.text.trim().strip_suffix(':').filter(|id| id_problem(id).is_none())?;
        let above = self.lines_above(line);
        let (dash, first) = above.iter().find_map(Line::first_of_entry)?;
        let goes_on = self.line_below(line).is_some_and(|below| below.margin() > dash);
        if first != ID || line.margin() != dash || !goes_on || vocabulary::is_key(id) {
            return None;
        }
        let at = dash..line.text.trim_end().len();
        let message = "an entry of a list begins with a dash, and its short name stands behind `id:`";
        let way = Way::new(Code::YamlDash, message, at.clone(), line.with(at, &format!("- {ID}: {id}")));
        Some(way.plainly("begin the line with `- id:` and a blank, and leave out the colon at its end"))
    }

    /// The first entry of a list without the line that it begins with, above one that begins as it should: where its other
    /// keys begin, and the way to write that line.
    pub(super) fn first_without_begin(&self, entry: &Line<'_>) -> Option<(usize, Way)> {
        let (dash, first) = entry.first_of_entry()?;
        let above = self.lines_above(entry);
        let is_own = |line: &&Line<'_>| line.margin() > dash && !line.is_remark();
        let own: Vec<&Line<'_>> = above.iter().take_while(is_own).collect();
        let owner = above[own.len()..].iter().find(|line| !line.is_remark());
        let is_list = |owner: &&Line<'_>| {
            let key = owner.text.trim().strip_suffix(':').filter(|_| owner.margin() <= dash);
            key.is_some_and(|key| vocabulary::is_key(key) && vocabulary::is_list(key))
        };
        let is_remark = above.iter().any(|line| entry_in_remark(line.text).is_some());
        let is_whole = own.len() < LINES_ABOVE && owner.iter().all(is_list);
        let begin = own.last().filter(|_| is_whole && !is_remark)?;
        let has = |key: &str| own.iter().any(|line| line.keys() == [(begin.margin(), key)]);
        let (column, key) = *begin.keys().first()?;
        if column != dash + ENTRY || has(first) || !vocabulary::stand_together(first, key) {
            return None;
        }
        let message = "the line that begins this entry of the list is missing";
        let written = format!("{}- {first}: …\n{}", " ".repeat(dash), begin.text);
        let mut way = Way::new(Code::YamlDash, message, column..begin.text.trim_end().len(), written);
        let hint = format!("write a line `- {first}: …` above this one, from column {} on", dash + 1);
        way.hint = Some(hint.clone());
        Some((begin.range.start, way.plainly(hint)))
    }
}
