//! Signs too many, or in another line, beside words that stand out, links and pictures.

use std::ops::Range;

use memchr::memrchr;

use super::super::Renderer;
use super::{brackets, links, signs};

/// What is told of a round bracket behind a link, and of a square one.
const BEHIND: [&str; 2] = [
    "a second `)` stands behind this link, and on the page",
    "a `]` stands behind this link, and on the page",
];

impl Renderer<'_> {
    /// Warns of a sign too many at one end of words or of a link.
    pub(super) fn warn_of_sign_beside(&mut self, range: &Range<usize>) {
        let _ = self.is_uneven(range)
            || self.is_bracket_behind_link(range)
            || self.is_bracket_before_link(range)
            || self.is_parted_picture(range)
            || self.is_star_before_bold(range);
    }

    /// Warns of a blank in the sign of a picture, which makes a link of it; false where there is none.
    fn is_parted_picture(&mut self, range: &Range<usize>) -> bool {
        let (text, behind) = (&self.source[range.clone()], &self.source[range.end..]);
        let Some(link) = text.ends_with("! ").then(|| links::parted_picture(behind)).flatten() else {
            return false;
        };
        let message = "a blank parts the `!` of a picture from its bracket, so this is a link";
        self.untaken(range.end - 2..range.end + link.len(), message, format!("write `!{link}`"));
        true
    }

    /// Warns of a bracket too many before a link, `[[words](path)`; false where there is none.
    fn is_bracket_before_link(&mut self, range: &Range<usize>) -> bool {
        let (text, behind) = (&self.source[range.clone()], &self.source[range.end..]);
        if !text.ends_with('[') || self.source[..range.end - 1].ends_with('\\') || !behind.starts_with('[') {
            return false;
        }
        let line =
            behind[..behind.floor_char_boundary(signs::LONGEST_LINK)].lines().next().unwrap_or_default();
        let end = line.find("](").and_then(|middle| Some(middle + line[middle..].find(')')? + 1));
        if end.is_none_or(|end| line[end..].contains(']')) {
            return false;
        }
        let message = "a second `[` stands before this link, and on the page";
        self.untaken(range.end - 1..range.end, message, "remove the `[`");
        true
    }

    /// Warns of a bracket too many behind a link, `[words](path))` and `[[words](path)]`; false where there is none.
    fn is_bracket_behind_link(&mut self, range: &Range<usize>) -> bool {
        let above = paragraph_above(self.source, range.start);
        let Some((before, written)) = brackets::bracket_behind(above, &self.source[range.clone()]) else {
            return false;
        };
        let at = range.start - before..range.start + 1;
        let (message, hint) = if let Some(written) = written {
            ("square brackets stand around this link, and on the page", format!("write `{written}`"))
        } else {
            let sign = &self.source[range.start..=range.start];
            (BEHIND[usize::from(sign == "]")], format!("remove the `{sign}`"))
        };
        self.untaken(at, message, hint);
        true
    }

    /// Warns of words between two signs at one end and one at the other; false where there are none.
    fn is_uneven(&mut self, range: &Range<usize>) -> bool {
        let Some((at, written)) = signs::uneven(self.source, range) else { return false };
        let message =
            "two signs stand at one end of these words and one at the other, so one stands on the page";
        self.untaken(at, message, format!("write `{written}`"));
        true
    }

    /// Warns of one star more before bold words than behind them; false where there is none.
    fn is_star_before_bold(&mut self, range: &Range<usize>) -> bool {
        let (text, behind) = (&self.source[range.clone()], &self.source[range.end..]);
        let is_one =
            text.ends_with('*') && !text.ends_with("**") && !self.source[..range.end - 1].ends_with('\\');
        let words = behind.strip_prefix("**").filter(|words| is_one && !words.starts_with('*'));
        let line = words.map(|words| links::from(words, 0).lines().next().unwrap_or_default());
        let Some((words, rest)) = line.and_then(|line| line.split_once("**")) else { return false };
        if rest.starts_with('*') || words.contains('*') {
            return false;
        }
        let end = range.end + words.len() + 4;
        let message = "three signs stand before these words and two behind them, so one stands on the page";
        let hint = format!("write `**{words}**`");
        self.untaken(range.end - 1..end, message, hint);
        true
    }

    /// Warns of a link whose two brackets stand in two lines; false where there is none.
    pub(super) fn is_parted_link(&mut self, range: &Range<usize>) -> bool {
        let above = paragraph_above(self.source, range.start);
        let Some((before, behind, written)) = links::parted_link(above, &self.source[range.clone()]) else {
            return false;
        };
        let message = "a line break stands between a link's two brackets, so this is no link";
        self.untaken(range.start - before..range.start + behind, message, format!("write `{written}`"));
        true
    }

    /// Warns of a link whose words begin in a line above, and whose address has no bracket at its end; false where there is
    /// none.
    pub(super) fn is_open_over_lines(&mut self, range: &Range<usize>) -> bool {
        let text = &self.source[range.clone()];
        let Some(at) = text.find("](").filter(|at| !text[..*at].contains(['[', '\\', ']'])) else {
            return false;
        };
        let above = paragraph_above(self.source, range.start);
        let open = above.rfind('[').filter(|open| !above[..*open].ends_with('\\'));
        let rest = links::from(text, at + 2);
        let address = rest.split_whitespace().next().filter(|_| !rest.starts_with(' ')).unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ':']);
        if open.is_none_or(|open| above[open..].contains([']', '`']) || !above[open..].contains('\n'))
            || rest.contains(')')
            || !links::is_path(address)
        {
            return false;
        }
        let end = at + 2 + address.len();
        let message = "a link's address has no `)` behind it, so this is no link";
        let hint = format!("write `{})`", &text[..end]);
        self.untaken(range.start..range.start + end, message, hint);
        true
    }

    /// Warns of the sign of a quote so far to the right that the line goes on with the words above; false where there is none.
    pub(super) fn is_quote_to_the_right(&mut self, range: &Range<usize>) -> bool {
        let text = &self.source[range.clone()];
        let begin = self.lines.around(range.start).start;
        let before = &self.source[begin..range.start];
        let margin = before.len() - before.trim_end().len();
        let is_margin = before.bytes().all(|sign| matches!(sign, b' ' | b'\t' | b'>'));
        if self.list_depth > 0 || !text.starts_with("> ") || !is_margin || margin < 4 {
            return false;
        }
        let message =
            "this `>` begins four blanks or more to the right, and stands on the page as it is written";
        let at = begin..range.start + 1;
        let hint = if before.contains('>') { "write `>`" } else { "begin this line in column 1" };
        self.untaken(at, message, hint);
        true
    }

    /// Warns of the ending of a path behind its link; false where there is none.
    pub(super) fn is_ending_behind_link(&mut self, range: &Range<usize>) -> bool {
        let above = paragraph_above(self.source, range.start);
        let Some(ending) = links::ending_behind(above, &self.source[range.clone()]) else { return false };
        let message = "the ending of a path stands behind its link, and on the page";
        let at = range.start..range.start + ending.len();
        self.untaken(at, message, format!("remove the `{ending}`, or write it before the `)`"));
        true
    }
}

/// What stands before a place in its paragraph, as far as a link can reach.
pub(super) fn paragraph_above(source: &str, at: usize) -> &str {
    let before = &source[source.floor_char_boundary(at.saturating_sub(signs::LONGEST_LINK))..at];
    let mut end = before.len();
    while let Some(line) = memrchr(b'\n', &before.as_bytes()[..end]) {
        if before[..line].ends_with('\n') {
            return &before[line - 1..];
        }
        end = line;
    }
    before
}
