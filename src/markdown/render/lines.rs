//! Where the lines of a text are, found once: to look for them again from each place of a long line would take minutes.

use std::ops::Range;

/// The lines of a text.
pub(super) struct Lines {
    /// Where each but the first begins.
    begins: Vec<usize>,
    /// Where the last one ends.
    end: usize,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self { begins: text.match_indices('\n').map(|(at, _)| at + 1).collect(), end: text.len() }
    }

    /// The line that a place is on, without its end.
    pub(super) fn around(&self, at: usize) -> Range<usize> {
        let next = self.begins.partition_point(|begin| *begin <= at);
        let begin = next.checked_sub(1).map_or(0, |line| self.begins[line]);
        begin..self.begins.get(next).map_or(self.end, |begin| begin - 1)
    }
}
