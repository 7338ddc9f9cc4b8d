//! What is lost without a word, or taken for something else, since it is written as elsewhere: cells beyond a table's head,
//! definitions of links that nothing refers to, notes of one name, ids of headings in another form, areas without their signs.

use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::super::MeantLink;
use super::super::ids::slug;
use super::areas::Areas;
use super::item_ids::{Misplaced, heading_id};
use super::tables::bars;
use super::untaken::items::as_item;
use super::untaken::links::is_path;
use super::{Renderer, first_line};
use crate::diagnostics::Code;

/// The most words of a line that may be meant as the heading of an area.
const MOST_WORDS: usize = 4;

/// How far, in bytes, an id of the first items of a list is looked for.
const LONGEST_ITEM: usize = 1_000;

/// How far, in bytes, an item of an area is looked for: words may lead to it.
const FARTHEST_ITEM: usize = 4_000;

/// What is told of the heading of an area without its signs.
const NO_AREA: &str = "this looks like the heading of an area, and is none";

/// What else may be done with a reference that is not defined.
const OR_DEFINED: &str =
    "; or, if another file is meant, write its path there, between the round brackets behind the words";

/// The definitions of links of a text, each with its name and place.
pub(super) fn definitions(all: &RefDefs<'_>) -> Vec<(String, Range<usize>)> {
    all.iter().map(|(label, definition)| (label.to_string(), definition.span.clone())).collect()
}

impl Renderer<'_> {
    /// Tells of definitions of links that nothing refers to, and of references to none.
    pub(super) fn tell_references(
        &mut self,
        definitions: Vec<(String, Range<usize>)>,
        broken: Vec<(Range<usize>, String)>,
    ) {
        for (label, span) in definitions {
            if !self.used.contains(&label.to_lowercase()) {
                self.warn_of_unused_definition(&label, span);
            }
        }
        for (span, reference) in broken {
            let message = format!("the link's reference `[{reference}]` is not defined");
            let written = self.source.get(span.clone()).unwrap_or_default();
            let words = written.rfind("][").map(|middle| &written[..=middle]);
            let hint = match words.filter(|_| is_path(&reference)) {
                Some(words) => format!("write `{words}({reference})`"),
                None => format!(
                    "add a line `[{reference}]: path/to/file.md`, or write the path in round brackets"
                ),
            };
            self.tell(Code::BrokenLink, span, message, hint);
            self.may_mean_a_file(words.unwrap_or(written), &reference);
        }
    }

    /// Keeps that a reference, of which it was told last, or the words of its link may be the name of a file.
    fn may_mean_a_file(&mut self, words: &str, reference: &str) {
        let Some(problem) = self.findings.problems.last().cloned() else { return };
        let words = words.trim_start_matches('[').trim_end_matches(']').to_string();
        let paths = [reference.to_string(), words.clone()];
        let meant = paths.map(|path| MeantLink {
            problem: problem.clone(),
            words: words.clone(),
            path,
            more: OR_DEFINED,
        });
        self.document.meant_links.extend(meant);
    }

    /// Warns of a row with more cells than the table's head has: what stands in them is on no page.
    pub(super) fn warn_of_lost_cells(&mut self, range: &Range<usize>) {
        let Some(table) = &self.table else { return };
        let columns = table.alignments.len();
        let line = first_line(self.source, range.clone());
        let Some(text) = self.source.get(line.clone()) else { return };
        let has_first = text.trim_start().starts_with('|');
        let mut bars = bars(text).skip(columns.saturating_sub(usize::from(!has_first)));
        let Some(end) = bars.next().filter(|_| columns > 0) else { return };
        let rest = text[end + 1..].trim_end();
        let is_empty = rest.replace('|', "").trim().is_empty();
        // A bar at the end of each row is a habit; one that only this row has parts its words.
        if rest.is_empty() || is_empty && !table.do_rows_fit {
            return;
        }
        let message = if is_empty {
            format!(
                "this row has more cells than the table's head ({columns}), so words may stand under a wrong heading"
            )
        } else {
            format!("this row has more cells than the table's head ({columns}): this is not on the page")
        };
        let rest = rest.trim_start();
        let first = if is_empty {
            "remove the `|` that is too many".to_string()
        } else {
            format!("remove `{rest}`, where it is one cell too many")
        };
        let hint = format!(
            "{first}; or write `\\|` in place of one that belongs to the words, or give the first two rows one more cell"
        );
        self.untaken(line.start + end..line.start + text.trim_end().len(), message, hint);
    }

    /// Warns of a footnote that has the name of one further up, so that it is not on the page.
    pub(super) fn warn_of_second_footnote(&mut self, label: &str, range: &Range<usize>) {
        if !self.footnotes.contains_key(label) {
            return;
        }
        let at = range.start..range.start + label.len() + 3;
        let message = "a footnote of this name stands further up, so this one is not on the page";
        let hint = "give it a name of its own, here and in the text where it belongs, or remove it";
        self.untaken(at, message, hint);
    }

    /// Warns of a definition of a link that nothing refers to: `[Note]: bring pens` is taken for one, and stands on no page.
    pub(super) fn warn_of_unused_definition(&mut self, label: &str, range: Range<usize>) {
        let line = first_line(self.source, range);
        let text = self.source.get(line.clone()).unwrap_or_default();
        let (message, hint) = if let Some(word) = label.strip_prefix('!') {
            let behind = text.split_once("]:").map_or("", |(_, behind)| behind).trim();
            (
                "an alert's sign stands alone in its line, and what stands behind it is not on the page",
                format!("write `[!{}]`, and below it a line `> {behind}`", word.to_uppercase()),
            )
        } else if self.source.contains(&format!("[^{label}]")) {
            let behind = text.split_once("]:").map_or("", |(_, behind)| behind).trim();
            ("a footnote has a `^` before its number", format!("write `[^{label}]: {behind}`"))
        } else if let Some((words, address)) = text.split_once("]:(") {
            (
                "a colon stands between a link's two brackets, so this is no link, and it is not on the page",
                format!("write `{words}]({address}`"),
            )
        } else {
            (
                "this is read as the address of a link `[…]` of this name, and there is none: it is not on the page",
                format!("write `\\[{label}]:` where it is meant to be read, or remove the line"),
            )
        };
        self.untaken(line, message, hint);
    }

    /// Warns of an id of a heading in another form, such as `## Data {data}`; gives the id.
    pub(super) fn misplaced_heading_id(&mut self, span: &Range<usize>) -> Option<String> {
        let line = first_line(self.source, span.clone());
        let text = self.source.get(line.clone())?.trim_end();
        let Misplaced { id, at, message, hint } = heading_id(text)?;
        self.untaken(line.start + at.start..line.start + at.end, message, hint);
        Some(id)
    }

    /// Warns of a line above a rubric's list that looks like the heading of an area and is none.
    pub(super) fn warn_of_area_without_sign(&mut self, list: &Range<usize>) {
        if self.areas == Areas::None || self.list_depth > 0 || self.block_depth > 0 {
            return;
        }
        let end = self.source[..self.lines.around(list.start).start].trim_end().len();
        let line = self.lines.around(end).start..end;
        let before = self.source[..line.start].strip_suffix('\n').map(|before| before.trim_end_matches('\r'));
        if self.watch.area_line.is_some_and(|told| line.contains(&told)) {
            return;
        }
        let is_apart = before.is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        let text = self.source[line.clone()].trim();
        let top = text.strip_prefix("# ").map(str::trim).filter(|words| self.gives_ids(words, list));
        let bold = ["**", "__"].iter().find_map(|sign| text.strip_prefix(sign)?.strip_suffix(sign));
        let is_short = text.split_whitespace().count() <= MOST_WORDS
            && text.starts_with(char::is_uppercase)
            && text.chars().all(|c| c.is_alphanumeric() || " -'’&{}#".contains(c));
        // Words above the first list of an area may lead to it.
        let has_items = self.document.areas.last().is_some_and(|area| !area.indicators.is_empty());
        let is_meant = bold.is_some_and(|words| !words.is_empty() && !words.contains("**"))
            || is_short && has_items
            || top.is_some()
            || self.gives_ids(text.trim_end_matches(':'), list);
        if !is_apart || !is_meant || text.starts_with('#') && top.is_none() {
            return;
        }
        let words = bold.or(top).unwrap_or(text).trim_end_matches(':');
        let message =
            "this looks like the heading of an area, and is none, so its items belong to the area above";
        let message = if has_items { message } else { NO_AREA };
        self.untaken(line, message, format!("write `## {words}`"));
        self.lose_heading(words, (format!("write `## {words} "), "`"));
    }

    /// Warns of words with an area's id behind them, by the ids of the items below: `Membership {#membership}`; false where
    /// they are something else.
    fn is_area_without_sign(&mut self, words: &str, at: &Range<usize>) -> bool {
        let id = words.rsplit_once(" {#").and_then(|(_, id)| id.strip_suffix('}'));
        let Some(id) = id.filter(|id| !id.is_empty() && words.starts_with(char::is_alphanumeric)) else {
            return false;
        };
        let below = &self.source[at.end..self.source.floor_char_boundary(at.end + FARTHEST_ITEM)];
        if !below.contains(&format!("{{#{id}-")) {
            return false;
        }
        self.untaken(at.clone(), NO_AREA, format!("write `## {words}`"));
        self.lose_heading(words, (String::new(), ""));
        self.watch.area_line = Some(at.start);
        true
    }

    /// Whether the first item of a list has an id as in an area of this name: `membership-1` below `Membership`.
    fn gives_ids(&self, name: &str, list: &Range<usize>) -> bool {
        let end = self.source.floor_char_boundary(list.end.min(list.start + LONGEST_ITEM));
        let sign = format!("{{#{}-", slug(name));
        sign.len() > 3 && self.source.get(list.start..end).is_some_and(|items| items.contains(&sign))
    }

    /// Warns of words of a rubric with an item's id behind them that are no item; false where it is something else.
    pub(super) fn is_item_without_sign(&mut self, range: &Range<usize>) -> bool {
        if self.areas == Areas::None || self.heading.is_some() || self.block_depth > 0 || self.table.is_some()
        {
            return false;
        }
        let line = self.lines.around(range.start);
        if range.end > line.end || !self.source[range.end..line.end].trim().is_empty() {
            return false;
        }
        let text = self.source[line.clone()].trim_end();
        let has_id = text.ends_with('}') && text.rfind(" {#").is_some_and(|at| !text[at..].contains('`'));
        let words = text.trim_start();
        let begin = line.start + text.len() - words.len();
        let below = self.source[line.end..].trim_start();
        let is_list_below = below.starts_with("- ") || below.starts_with("* ") || below.starts_with("1. ");
        if !has_id || range.end < line.start + text.len() {
            return false;
        }
        let at = begin..line.start + text.len();
        if self.list_depth < 2 && range.start == begin && self.is_area_without_sign(words, &at) {
            return true;
        }
        if self.list_depth == 2 && !words.contains(": ") {
            let message = "this item stands within another one, and is no indicator of its own";
            let hint = "begin this line in column 1".to_string();
            self.untaken(at, message, hint);
            return true;
        }
        let is_second = self.indicator.as_ref().is_some_and(|item| item.id.is_some());
        let is_plain = words.starts_with(char::is_alphanumeric) && range.start == begin;
        if !is_plain || self.list_depth > 1 || self.list_depth == 1 && !is_second {
            return false;
        }
        // What ratings mean stands below an item, further to the right.
        let is_nested = self.source[line.end..].trim_start_matches(['\r', '\n']).starts_with(' ');
        if self.list_depth == 0 && is_list_below && !is_nested && !self.source[line.end..].starts_with("\n-")
        {
            // The list below tells it.
            return true;
        }
        // Of several lines it is told at the first.
        let above = self.source[..line.start].trim_end_matches(['\r', '\n']);
        if self.list_depth == 0 && self.source[..line.start].len() - above.len() < 3 && is_item_like(above) {
            return true;
        }
        let message = "this looks like an item of a list, and is none";
        let others = [self.nearest_above(line.start), self.nearest_below(line.end)];
        let written = as_item(words, others);
        let below = if is_item_like(below.lines().next().unwrap_or_default()) {
            ", and so in the lines below"
        } else {
            ""
        };
        self.untaken(at, message, format!("write `{written}`{below}"));
        true
    }
}

/// Whether the last line of a text has an item's id behind words that are no item.
fn is_item_like(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default().trim();
    line.starts_with(char::is_alphanumeric) && line.ends_with('}') && line.contains(" {#")
}
