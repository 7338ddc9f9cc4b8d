//! Words that are explained, and lines that explain them: what became one and is meant as something else.

use std::ops::Range;

use super::super::{Renderer, first_line};
use super::others::{AS_ALERT, MESSAGE};

/// A sentence has more words than this.
const WORDS: usize = 3;

impl Renderer<'_> {
    /// Warns of a line that explains a whole sentence, since the word above it is missing, and of a block of other programs
    /// that begins with colons too.
    pub(in super::super) fn warn_of_odd_definition(&mut self, range: &Range<usize>) {
        let line = first_line(self.source, range.clone());
        let text = self.source[line.clone()].trim_end();
        let line = line.start..line.start + text.len();
        if text.starts_with(":::") {
            // Of braces in it is told.
            if !self.watch.blocks.ends(text) && !text.contains('{') {
                self.untaken(line, MESSAGE, AS_ALERT);
            }
            return;
        }
        let above = self.nearest_above(self.lines.around(range.start).start);
        let is_sentence = above.ends_with(['.', '!', '?']) && above.split_whitespace().count() > WORDS;
        if is_sentence && !above.trim_start().starts_with(':') && self.source[..line.start].ends_with("\n\n")
        {
            let message =
                "this line explains the sentence above it, since the word that it is about is missing";
            self.untaken(line, message, "write the word that it explains in a line right above this one");
        }
    }
}
