//! Code that nobody meant, and code that does not end.

use std::ops::Range;

use super::super::{Renderer, first_line};
use super::others;

impl Renderer<'_> {
    /// Code that begins and does not end takes in all that follows.
    pub(super) fn warn_of_open_fence(&mut self, range: &Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else { return };
        let fence = text.trim_start().chars().next().unwrap_or('`');
        let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']);
        let is_closed = text.trim_end().contains('\n') && last.len() >= 3 && last.chars().all(|c| c == fence);
        if !is_closed {
            let end = range.start + text.find('\n').unwrap_or(text.len());
            let message =
                "code begins here and does not end, so all that follows stands on the page as it is written";
            let hint = format!("write a line `{fence}{fence}{fence}` below the code");
            self.untaken(range.start..end, message, hint);
            self.keep_anchors(text);
        }
    }

    /// Keeps the anchors of the headings in a text that something above it has taken in.
    pub(in super::super) fn keep_anchors(&mut self, text: &str) {
        text.lines().filter(|line| line.starts_with('#')).for_each(|heading| self.keep_anchor(heading));
    }

    /// Words that begin four blanks to the right stand on the page as code.
    pub(super) fn warn_of_indented(&mut self, range: &Range<usize>) {
        let line = first_line(self.source, range.clone());
        let text = self.source[line.clone()].trim();
        if others::is_prose(text) && self.list_depth == 0 {
            let at = line.end - self.source[line.clone()].trim_start().len()..line.end;
            let message = "this line begins four blanks or more to the right, and stands on the page as code";
            self.keep_anchors(&self.source[at.clone()]);
            self.untaken(at, message, "begin this line in column 1");
        }
    }

    /// A note of another program, written as code, stands on the page as code.
    pub(super) fn warn_of_directive(&mut self, language: &str, range: &Range<usize>) {
        let is_directive = language.starts_with('{') && language.contains(|c: char| c.is_ascii_alphabetic());
        // `{.python}` and `{python}` are code.
        let name = language.trim_start_matches('{').trim_start_matches([':', '.', '#']);
        let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if is_directive && others::NOTES.contains(&name.as_str()) {
            let at = first_line(self.source, range.clone());
            let message = "this is a block of another program, and stands on the page as code";
            self.untaken(at, message, others::AS_ALERT);
        }
    }
}
