//! Lists of a rubric whose items become no indicators.

use std::ops::Range;

use super::super::areas::Areas;
use super::super::{Renderer, first_line};
use crate::diagnostics::Code;

impl Renderer<'_> {
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
}
