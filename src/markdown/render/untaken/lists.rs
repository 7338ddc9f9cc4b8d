//! The lines beside a line that is meant as an item, lines that explain a word that is not there, and lists of a rubric whose items become no indicators.

use std::ops::Range;

use super::super::areas::Areas;
use super::super::{Renderer, first_line};
use super::{Found, items};
use crate::diagnostics::Code;

/// How many items a list has at least whose numbers are looked at.
const SHORTEST: usize = 3;

/// How many lines of an item are looked over for the next one.
const LONGEST_ITEM: usize = 16;

impl<'r> Renderer<'r> {
    /// Warns of a list of a rubric whose items become no indicators, with the reason.
    pub(super) fn look_at_list(&mut self, range: &Range<usize>) {
        self.warn_of_area_without_sign(range);
        self.warn_of_dash_for_number(range);
        // Below a heading that did not take it is none of an area.
        if self.areas == Areas::None || self.list_depth > 0 || self.watch.lost_heading {
            return;
        }
        let where_it_stands = if self.footnote_label.is_some() {
            "in a footnote"
        } else if self.block_depth > 0 {
            "in a quote"
        } else if self.in_area {
            return;
        } else if self.levels.last().is_some_and(|level| *level > 2) {
            "under a heading below `##`"
        } else {
            "above the first heading `## …`"
        };
        let has_id =
            self.source[range.clone()].lines().next().is_some_and(|item| item.trim_end().ends_with('}'));
        if has_id && self.block_depth == 0 && self.is_below_other_heading(range.start) {
            return;
        }
        let message =
            format!("the items of this list become no indicators, since it stands {where_it_stands}");
        let hint = "put the list right under a heading `## …`; what is no indicator can be a paragraph";
        let at = first_line(self.source, range.clone());
        self.tell(Code::NoIndicators, at, message, hint);
    }

    /// Warns of the first item of a numbered list whose number does not follow the one above it, where those above do: the page
    /// numbers on, and whoever reads of step 4 finds another one. All alike are meant to be counted by the page.
    pub(super) fn warn_of_numbers(&mut self, range: &Range<usize>) {
        let begin = self.lines.around(range.start).start;
        let margin = range.start - begin;
        let number = |line: &str| {
            let head = line.get(margin..).filter(|_| line[..margin].trim_matches([' ', '>']).is_empty())?;
            let digits = head.bytes().take_while(u8::is_ascii_digit).count();
            let is_item = [". ", ") "].iter().any(|sign| head[digits..].starts_with(sign));
            head[..digits].parse::<u32>().ok().filter(|_| is_item)
        };
        let mut at = begin;
        let lines = self.source[begin..range.end].split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line)
        });
        let numbers: Vec<(usize, u32)> =
            lines.filter_map(|(at, line)| Some((at + margin, number(line)?))).collect();
        let Some([(_, first), (_, second), ..]) = numbers.get(..) else { return };
        let slip = numbers.windows(2).find(|pair| pair[1].1 != pair[0].1.saturating_add(1));
        let Some([(_, above), (at, wrong)]) = slip else { return };
        if first == second || *wrong <= *first || numbers.len() < SHORTEST {
            return;
        }
        let right = above.saturating_add(1);
        if self.is_number_lost(slip.map_or(0, |pair| pair[0].0)..*at) {
            return;
        }
        let end = at + wrong.to_string().len() + 1;
        let sign = self.source.get(end - 1..end).unwrap_or(".");
        let is_last = numbers.last().is_some_and(|(last, _)| last == at);
        let more = if is_last { "" } else { ", and number those below on from it" };
        let message = format!("this number does not follow the one above it: on the page it is {right}");
        self.untaken(*at..end, message, format!("write `{right}{sign}`{more}"));
    }

    /// Warns of an item with a dash right between two with numbers, `2.` and `4.`: it parts their list in two.
    fn warn_of_dash_for_number(&mut self, range: &Range<usize>) {
        let line = self.lines.around(range.start);
        let below = self.source[range.end..].lines().find(|line| !line.trim().is_empty());
        let above = self.items_beside(&(range.start..line.end), line.start)[0];
        let is_one = self.list_depth == 0
            && line.start == range.start
            && self.source[range.clone()].starts_with(['-', '*', '+'])
            && self.source[..range.start].trim_end_matches(['\r', '\n']).len() + 2 >= range.start;
        let next = items::counted(above).and_then(|above| above.checked_add(1)).filter(|_| is_one);
        let Some(number) =
            next.filter(|next| items::counted(below.unwrap_or_default()) == next.checked_add(1))
        else {
            return;
        };
        let message = "this item has no number, and those above and below it have";
        self.untaken(range.start..range.start + 1, message, format!("write `{number}.`"));
    }

    /// Whether a line between two items is meant as one with a number, of which it is told.
    fn is_number_lost(&self, between: Range<usize>) -> bool {
        let next = &self.source[self.lines.around(between.end)];
        let Some(lines) = self.source.get(between) else { return false };
        let above = lines.lines().next().unwrap_or_default();
        let mut lines = lines.lines().skip(1).take(LONGEST_ITEM);
        lines.any(|line| items::glued_number(line.trim_start(), [above, next]).is_some())
    }

    /// Whether no other line near one goes on with an item of its list and begins at the margin: who always writes so means it.
    pub(super) fn is_only_lazy_line(&self, begin: usize) -> bool {
        let is_of_list = |line: &&str| !line.trim().is_empty() && !line.trim_end().ends_with(':');
        let is_lazy = |line: &str| {
            line.starts_with(|c: char| c.is_alphanumeric() || "*`[_\"".contains(c) && !line.starts_with("* "))
        };
        let above = self.source[..begin].lines().rev().take(LONGEST_ITEM).take_while(is_of_list);
        let below = self.source[begin..].lines().skip(1).take(LONGEST_ITEM).take_while(is_of_list);
        !above.chain(below).any(is_lazy)
    }

    /// Warns of an item without words between two that have some.
    pub(super) fn warn_of_empty_item(&mut self, range: &Range<usize>) {
        let line = self.lines.around(range.start);
        let sign = self.source[line.clone()].trim();
        if self.list_depth != 1 || self.areas != Areas::None || sign.len() > 3 || sign.contains(' ') {
            return;
        }
        let begin = sign.chars().next().unwrap_or_default();
        let is_full = |line: &str| {
            let is_alike =
                line.starts_with(begin) || begin.is_ascii_digit() && line.starts_with(char::is_numeric);
            is_alike && line.split_once(' ').is_some_and(|(_, words)| !words.trim().is_empty())
        };
        let above = self.source[..line.start].lines().next_back().unwrap_or_default();
        let below = self.source[line.end..].strip_prefix('\n').and_then(|rest| rest.lines().next());
        if is_full(above) && is_full(below.unwrap_or_default()) {
            let at = line.start..line.start + sign.len();
            self.untaken(at, "this item has no words", "write what belongs here, or remove the line");
        }
    }

    /// Tells of the heading above a list of items with ids, where it has other signs than that of an area; false where there
    /// is none.
    fn is_below_other_heading(&mut self, list: usize) -> bool {
        let above = &self.source[..list];
        let Some(begin) = above.rfind("\n#").map(|at| at + 1).or_else(|| above.starts_with('#').then_some(0))
        else {
            return false;
        };
        let line = above[begin..].lines().next().unwrap_or_default().trim_end();
        let words = line.trim_start_matches('#').trim_start();
        let message =
            "the heading of an area has two signs `##`, so the items below this one become no indicators";
        self.tell(Code::NoIndicators, begin..begin + line.len(), message, format!("write `## {words}`"));
        true
    }

    /// The nearest lines above and below a text whose line begins at a place that begin no further to the right: those between
    /// them go on with an item.
    pub(super) fn items_beside(&self, range: &Range<usize>, begin: usize) -> [&'r str; 2] {
        let margin = |line: &str| line.len() - line.trim_start().len();
        let own = margin(&self.source[begin..range.end]);
        let is_one = |line: &&str| !line.trim().is_empty() && margin(line) <= own;
        let mut above = self.source[..begin].lines().rev().take(LONGEST_ITEM);
        let mut below = self.source[self.lines.around(range.end).end..].lines().take(LONGEST_ITEM);
        [above.find(is_one), below.find(is_one)].map(Option::unwrap_or_default)
    }

    /// What is wrong with a line that begins with a label, `(1)` or `a)`. Within an item those of paragraphs stand as well as
    /// any words do; lines right below each other run together.
    pub(super) fn labelled(&self, range: &Range<usize>, whole: &str, begin: usize) -> Option<Found> {
        let nearest = if self.list_depth > 0 {
            self.nearest_below(range.end)
        } else {
            self.items_beside(range, begin)[1]
        };
        items::labelled(whole, nearest)
    }
}

/// Items one behind the other in one line: `1. Call. 2. Look. 3. Write.` and `- Call. - Look. - Write.`; `head` is the sign of
/// the list before the text.
pub(super) fn in_one_line(text: &str, head: &str) -> Option<Found> {
    let number: Option<u32> = head.trim().strip_suffix(['.', ')']).and_then(|number| number.parse().ok());
    let sign = head.trim().chars().next_back().filter(|sign| ".)-*".contains(*sign))?;
    let mut rest = text;
    let mut items = Vec::new();
    for step in 1..=2 {
        let mark = match number {
            Some(number) => format!(" {}{sign} ", number.checked_add(step)?),
            None => format!(" {sign} "),
        };
        let (item, next) = rest.split_once(&mark)?;
        let is_one = item.ends_with(['.', ';', '!', '?']) && next.starts_with(char::is_uppercase);
        items.push(is_one.then_some(item)?);
        rest = next;
    }
    let message = "several items of a list stand here in one line, and become one";
    let second = number.map_or_else(|| sign.to_string(), |number| format!("{}{sign}", number + 1));
    let hint = format!(
        "begin a line for each: `{} {}`, below it `{second} {}`, and so on",
        head.trim(),
        items[0],
        items[1]
    );
    Some(Found::new(0..text.len(), message, hint))
}

/// A line at the margin right below a whole sentence of an item, which goes on with that and is a sentence too: it lost its
/// dash.
pub(super) fn without_dash(text: &str, [above, below]: [&str; 2]) -> Option<Found> {
    let is_end = |line: &str| line.trim_end().ends_with(['.', '!', '?']);
    let sign = above.chars().next().filter(|sign| "-*+".contains(*sign))?;
    let is_item = |line: &str| line.starts_with(sign) && line[1..].starts_with(' ');
    let is_one = is_item(above) && is_end(above) && is_end(text) && text.starts_with(char::is_uppercase);
    let message = "this line goes on with the item above it, and begins like one of its own";
    let words = text.trim_end();
    let hint =
        format!("write `{sign} {words}`; or begin it two blanks further to the right where it goes on");
    (is_one && (is_item(below) || below.trim().is_empty())).then(|| Found::new(0..words.len(), message, hint))
}

/// `: Words` below an empty line or a heading, which explains the word above it, and here is none.
pub(super) fn without_word(text: &str, above: &str) -> Option<Found> {
    let words = text.strip_prefix(": ")?.trim_start();
    let is_alone = above.trim().is_empty() || above.starts_with('#');
    let message = "a line that begins with `: ` explains the word above it, and here none stands";
    (is_alone && words.starts_with(|c: char| c.is_alphabetic() || "[*_¿¡«“\"".contains(c)))
        .then(|| Found::new(0..1, message, "write the word that it explains in a line right above this one"))
}
