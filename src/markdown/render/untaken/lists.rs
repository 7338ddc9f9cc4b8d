//! The lines beside a line that is meant as an item, lines that explain a word that is not there, and lists of a rubric whose items become no indicators.

use std::ops::Range;

use super::super::areas::Areas;
use super::super::{Renderer, first_line};
use super::{Found, items};
use crate::diagnostics::Code;

/// How many lines of an item are looked over for the next one.
const LONGEST_ITEM: usize = 16;

impl<'r> Renderer<'r> {
    /// Warns of a list of a rubric whose items become no indicators, with the reason.
    pub(super) fn look_at_list(&mut self, range: &Range<usize>) {
        self.warn_of_area_without_sign(range);
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

/// `: Words` below an empty line or a heading, which explains the word above it, and here is none.
pub(super) fn without_word(text: &str, above: &str) -> Option<Found> {
    let words = text.strip_prefix(": ")?.trim_start();
    let is_alone = above.trim().is_empty() || above.starts_with('#');
    let message = "a line that begins with `: ` explains the word above it, and here none stands";
    (is_alone && words.starts_with(|c: char| c.is_alphabetic() || "[*_¿¡«“\"".contains(c)))
        .then(|| Found::new(0..1, message, "write the word that it explains in a line right above this one"))
}
