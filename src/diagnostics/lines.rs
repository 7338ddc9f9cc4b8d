//! Where the lines of a text are, found once: to look for them again from each place of a long line would take minutes.

use std::ops::Range;

/// The lines of a text.
#[derive(Debug)]
pub struct Lines {
    /// Where each begins.
    begins: Vec<usize>,
    /// Where the last one ends.
    end: usize,
}

impl Lines {
    /// The lines of this text.
    pub fn of(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        Self { begins: std::iter::once(0).chain(breaks.map(|at| at + 1)).collect(), end: text.len() }
    }

    /// The number of the line that a place is on, from 0.
    pub(super) fn number(&self, at: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= at) - 1
    }

    /// Where the line of a number begins; where the text ends, if it has no such line.
    pub fn begin(&self, number: usize) -> usize {
        self.begins.get(number).copied().unwrap_or(self.end)
    }

    /// The line that a place is on, without its line break.
    pub fn around(&self, at: usize) -> Range<usize> {
        let number = self.number(at);
        self.begins[number]..self.begins.get(number + 1).map_or(self.end, |next| next - 1)
    }
}
