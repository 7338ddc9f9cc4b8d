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
            // Between backticks those of a fence could not be counted.
            let around = if fence == '`' { "" } else { "`" };
            let hint = format!(
                "write a line {around}{fence}{fence}{fence}{around} below the code; or remove this line, where no code is meant"
            );
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
        let block = &self.source[range.clone()];
        let below = self.source[range.end..].strip_prefix('\n').unwrap_or(&self.source[range.end..]);
        let is_of_quote = text.starts_with("> ") && below.starts_with('>');
        let goes_on = is_begun(text) && below.starts_with(char::is_alphanumeric) || is_of_quote;
        if self.list_depth == 0 && (goes_on || others::is_prose(text) || is_wrapped(block) || is_marked(text))
        {
            let at = line.end - self.source[line.clone()].trim_start().len()..line.end;
            let message = "this line begins four blanks or more to the right, and stands on the page as code";
            self.keep_anchors(&self.source[at.clone()]);
            let more = if block.trim().contains('\n') { ", and so the lines below" } else { "" };
            self.untaken(at, message, format!("begin this line in column 1{more}"));
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

/// How long a line of a text is that goes on in the next one.
const WRAPPED: usize = 40;

/// Whether lines are a sentence that goes on from one to the next.
fn is_wrapped(block: &str) -> bool {
    let mut lines = block.trim().lines().map(str::trim);
    let last = lines.next_back().unwrap_or_default();
    let is_long = lines.all(|line| line.len() > WRAPPED && !line.contains("  "));
    is_long && others::is_prose(&block.split_whitespace().collect::<Vec<_>>().join(" ")) && !last.is_empty()
}

/// Whether a line may be the first of a sentence that goes on in the next one.
fn is_begun(text: &str) -> bool {
    text.len() > WRAPPED
        && text.starts_with(char::is_uppercase)
        && others::is_plain(text)
        && !text.contains("  ")
}

/// Whether a line is an item of a list, or words with a link to a file of the toolkit: `- Call the families`.
fn is_marked(text: &str) -> bool {
    let words =
        text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '*', '.', ')']);
    let sign = text.len() - words.len();
    let is_item = (1..4).contains(&sign) && words.starts_with(' ') && !text.starts_with(['.', ')']);
    // `- id: lincoln` is an example of a file's lines.
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_key = first.ends_with(':') && first.starts_with(char::is_lowercase);
    let is_item = is_item && first.starts_with(char::is_alphabetic) && !is_key && others::is_plain(words);
    let link = text.split_once("](").and_then(|(words, rest)| Some((words, rest.split_once(')')?.0)));
    is_item || link.is_some_and(|(words, path)| words.contains('[') && path.contains(".md"))
}
