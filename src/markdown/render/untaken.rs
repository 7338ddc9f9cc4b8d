//! Text that looks like Markdown and did not take: it would stand on the page as it is written.

mod headings;
mod items;
mod links;
mod notes;
mod others;
mod signs;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::ids::slug;
use super::Renderer;
use super::areas::Areas;
use crate::diagnostics::Code;
use links::{angled_link, braced_link, link, lost_bracket, open_link, turned_link};
use others::{block_of_others, left_over};
use signs::Lonely;

/// What is kept while a text is read.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Whether it is code that is read.
    in_code: bool,
    /// Signs around words that were begun and never ended.
    lonely: Option<Lonely>,
    /// Whether a line was told that is meant as a heading.
    pub(super) lost_heading: bool,
    /// Blocks of other programs that were begun and not ended.
    blocks: others::Blocks,
    /// Names of footnotes whose notes lack their colon, once they are asked for.
    notes: Option<hashbrown::HashSet<String>>,
}

/// What was found in a run of text: where in it, what is wrong, and what to do.
struct Found {
    at: Range<usize>,
    message: &'static str,
    hint: String,
    /// The words of the heading that it is meant as.
    heading: Option<String>,
}

impl Found {
    fn new(at: Range<usize>, message: &'static str, hint: impl Into<String>) -> Self {
        Self { at, message, hint: hint.into(), heading: None }
    }

    /// What is meant as a heading of a level.
    fn heading(at: Range<usize>, message: &'static str, level: usize, words: &str) -> Self {
        let hint = format!("write `{} {words}`", "#".repeat(level));
        Self { heading: Some(words.to_string()), ..Self::new(at, message, hint) }
    }
}

impl Renderer<'_> {
    /// Whether it is code that is read.
    pub(super) fn is_code(&self) -> bool {
        self.watch.in_code
    }

    /// Tells of Markdown that did not take, and what to write.
    pub(super) fn untaken(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.tell(Code::UntakenMarkdown, span, message, hint);
    }

    /// Warns of Markdown that did not take in what comes next; code is left alone.
    pub(super) fn look_for_untaken(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.watch.in_code = true;
                match kind {
                    CodeBlockKind::Fenced(language) => {
                        self.warn_of_open_fence(range);
                        self.warn_of_directive(language, range);
                    }
                    CodeBlockKind::Indented => self.warn_of_indented(range),
                }
            }
            Event::End(TagEnd::CodeBlock) => self.watch.in_code = false,
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                self.used.insert(id.to_lowercase());
            }
            Event::Start(Tag::List(_)) => self.look_at_list(range),
            Event::Start(Tag::Heading { .. }) => self.warn_of_drawn_heading(range),
            Event::Text(_) if !self.watch.in_code => self.look_at_text(range),
            _ => {}
        }
    }

    fn look_at_text(&mut self, range: &Range<usize>) {
        if self.is_item_without_sign(range) {
            return;
        }
        let Some(mut text) = self.source.get(range.clone()) else { return };
        if self.areas != Areas::None && self.list_depth == 1 && text.trim_end().ends_with('}') {
            // Of an item that is no indicator its list was told.
            text = text.rfind("{#").map_or(text, |id| &text[..id]);
        }
        let begin = self.lines.around(range.start).start;
        let head = self.source[begin..range.start].trim_start_matches([' ', '\t', '>']);
        let is_item =
            head.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || ".)".contains(c)).len() < 2;
        let begins = head.is_empty() || (is_item && head.ends_with(' '));
        if begins && text.starts_with('|') && self.is_parted_from_table(range, begin) {
            return;
        }
        let above = || {
            let text = self.source[..begin].trim_end_matches('\n');
            &text[self.lines.around(text.len()).start..]
        };
        // A table is told at its first row, a block at its first line.
        let is_row = text.starts_with(['|', '+']) && above().trim_start().starts_with(['|', '+'])
            || self.watch.blocks.ends(text.trim_end());
        let below = self.source[range.end..].trim_start_matches('\r').strip_prefix('\n').unwrap_or_default();
        let below = below.split('\n').next().unwrap_or_default();
        let at_begin = (begins && !is_row).then(|| {
            let others = [self.nearest_above(begin), self.nearest_below(range.end)];
            let in_list = || signs::task(text, is_item && !head.is_empty(), others);
            at_begin(text, others).or_else(in_list).or_else(|| signs::glued_star(text, above(), below))
        });
        let at_begin = at_begin.flatten();
        let found =
            at_begin.or_else(|| notes::alert(text, self.source[begin..].trim_start().starts_with('>')));
        // Most texts hold nothing that any of them begins with.
        let found = found.or_else(|| {
            (text.bytes().any(holds_sign) && !self.has_misplaced_id(range))
                .then(|| self.anywhere(text, &self.source[begin..range.start]))?
        });
        let found = found.or_else(|| lost_bracket(text, self.paragraph_above(range.start)));
        if found.is_none() && self.is_sign_beside(range) {
            return;
        }
        let is_escaped = self.source[..range.start].ends_with('\\');
        let found = found.filter(|found| !is_escaped || found.at.start > 0);
        let Some(Found { mut at, message, mut hint, heading }) = found else { return };
        if let Some(heading) = heading {
            self.watch.lost_heading = true;
            self.keep_anchor(heading.trim());
        }
        // The id of an item belongs to its line.
        let id = &self.source[range.start + text.len()..range.end];
        if !id.is_empty() && at.end == text.len() {
            let words = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            hint = hint.replacen(words, &format!("{words}{}", id.trim_end()), 1);
            at.end += id.trim_end().len();
        }
        let at = range.start + at.start..range.start + at.end;
        self.untaken(at, message, hint);
    }

    /// Keeps the anchor of a heading that did not take, so that links to it are not told as a second mistake.
    pub(super) fn keep_anchor(&mut self, heading: &str) {
        let words = heading.trim_start_matches('#').trim();
        let id = words.rsplit_once("{#").and_then(|(_, id)| id.strip_suffix('}'));
        self.ids.take(&id.map_or_else(|| slug(words), str::to_string));
    }

    /// The nearest line above the one that begins at a place, and that is not empty.
    fn nearest_above(&self, begin: usize) -> &str {
        let end = self.source[..begin].trim_end().len();
        &self.source[self.lines.around(end).start..end]
    }

    /// The nearest line below a place that is not empty, as far as a line is looked at.
    fn nearest_below(&self, end: usize) -> &str {
        let rest = &self.source[self.lines.around(end).end..];
        let begin = self.source.len() - rest.trim_start().len();
        &self.source[self.lines.around(begin)]
    }

    /// Warns of a row of a table that an empty line parts from the rest of it; false where there is none.
    fn is_parted_from_table(&mut self, range: &Range<usize>, begin: usize) -> bool {
        let above = self.nearest_above(begin).trim();
        let is_apart = self.source[..begin].ends_with("\n\n") || self.source[..begin].ends_with("\n\r\n");
        let line = super::first_line(self.source, range.clone());
        let is_row = self.source[line.clone()].trim_end().ends_with('|');
        if !is_apart || !is_row || !above.starts_with('|') || !above.ends_with('|') {
            return false;
        }
        let message =
            "an empty line parts this row from its table, so it stands on the page as it is written";
        self.untaken(line, message, "remove the empty line above it");
        true
    }

    /// What stands before a place in its paragraph, as far as a link can reach.
    fn paragraph_above(&self, at: usize) -> &str {
        let before =
            &self.source[self.source.floor_char_boundary(at.saturating_sub(signs::LONGEST_LINK))..at];
        &before[before.rfind("\n\n").unwrap_or_default()..]
    }

    /// Warns of words between two signs at one end and one at the other; false where there are none.
    fn is_uneven(&mut self, range: &Range<usize>) -> bool {
        let Some((at, written)) = signs::uneven(self.source, range) else { return false };
        let message =
            "two signs stand at one end of these words and one at the other, so one stands on the page";
        self.untaken(at, message, format!("write `{written}`"));
        true
    }

    /// Whether a text stands in a heading of whose id it was told.
    fn has_misplaced_id(&self, range: &Range<usize>) -> bool {
        let line = || self.source[self.lines.around(range.start)].trim_end();
        self.heading.is_some() && super::item_ids::heading_id(line()).is_some()
    }

    /// Warns of a sign too many at one end of words or of a link; false where there is none.
    fn is_sign_beside(&mut self, range: &Range<usize>) -> bool {
        self.is_uneven(range) || self.is_bracket_behind_link(range) || self.is_bracket_before_link(range)
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
        let above = self.paragraph_above(range.start);
        let Some((before, written)) = links::bracket_behind(above, &self.source[range.clone()]) else {
            return false;
        };
        let at = range.start - before..range.start + 1;
        let (message, hint) = match written {
            Some(written) => {
                ("square brackets stand around this link, and on the page", format!("write `{written}`"))
            }
            None => ("a second `)` stands behind this link, and on the page", "remove the `)`".to_string()),
        };
        self.untaken(at, message, hint);
        true
    }

    /// What is wrong in a text, wherever in a line it begins: `before` is the line up to it.
    fn anywhere(&mut self, text: &str, before: &str) -> Option<Found> {
        link(text)
            .or_else(|| open_link(text))
            .or_else(|| turned_link(text))
            .or_else(|| braced_link(text))
            .or_else(|| angled_link(text))
            .or_else(|| self.footnote(text, before))
            .or_else(|| left_over(text))
            .or_else(|| signs::behind_a_link(before, text))
            .or_else(|| self.lonely_signs(text))
    }

    /// Signs around words without the others, unless those were told further up: one that is begun in one paragraph and
    /// ended in another is one mistake.
    fn lonely_signs(&mut self, text: &str) -> Option<Found> {
        let (found, lonely) = signs::around(text).or_else(|| signs::single(text))?;
        match lonely {
            Some(Lonely::End) if self.watch.lonely.take().is_some() => None,
            Some(Lonely::Beginning) => {
                self.watch.lonely = lonely;
                Some(found)
            }
            _ => Some(found),
        }
    }

    /// Warns of a list of a rubric whose items become no indicators, with the reason.
    fn look_at_list(&mut self, range: &Range<usize>) {
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
        let at = super::first_line(self.source, range.clone());
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

    /// Code that begins and does not end takes in all that follows.
    fn warn_of_open_fence(&mut self, range: &Range<usize>) {
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
    pub(super) fn keep_anchors(&mut self, text: &str) {
        text.lines().filter(|line| line.starts_with('#')).for_each(|heading| self.keep_anchor(heading));
    }

    /// Warns of a line `---` right below a sentence, which makes a heading of it.
    fn warn_of_drawn_heading(&mut self, range: &Range<usize>) {
        let text = self.source[range.clone()].trim_end();
        let Some((words, line)) =
            text.rsplit_once('\n').filter(|(words, _)| words.trim_end().ends_with(['.', '!', ',', ':']))
        else {
            return;
        };
        if line.trim().bytes().all(|sign| sign == b'-') {
            let begin = range.start + words.len() + 1;
            let message = "this line makes a heading of the sentence above it";
            let hint =
                "write an empty line above it, where it should part what stands above from what stands below";
            self.untaken(begin..begin + line.len(), message, hint);
        }
    }

    /// Words that begin four blanks to the right stand on the page as code.
    fn warn_of_indented(&mut self, range: &Range<usize>) {
        let line = super::first_line(self.source, range.clone());
        let text = self.source[line.clone()].trim();
        if others::is_prose(text) && self.list_depth == 0 {
            let at = line.end - self.source[line.clone()].trim_start().len()..line.end;
            let message = "this line begins four blanks or more to the right, and stands on the page as code";
            self.untaken(at, message, "begin this line in column 1");
        }
    }

    /// A note of another program, written as code, stands on the page as code.
    fn warn_of_directive(&mut self, language: &str, range: &Range<usize>) {
        let is_directive = language.starts_with('{') && language.contains(|c: char| c.is_ascii_alphabetic());
        // `{.python}` and `{python}` are code.
        let name = language.trim_start_matches('{').trim_start_matches([':', '.', '#']);
        let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if is_directive && others::NOTES.contains(&name.as_str()) {
            let at = super::first_line(self.source, range.clone());
            let message = "this is a block of another program, and stands on the page as code";
            self.untaken(at, message, others::AS_ALERT);
        }
    }

    /// A footnote that nothing refers to is not on the page.
    pub(super) fn warn_of_unused_footnotes(&mut self) {
        let mut labels: Vec<String> = self.footnotes.keys().cloned().collect();
        labels.sort();
        for label in labels {
            let mark = format!("[^{label}]:");
            let Some(at) = self.source.find(&mark) else { continue };
            let message = "nothing refers to this footnote, so it is not on the page";
            let hint = format!("write `[^{label}]` in the text where it belongs, or remove it");
            self.untaken(at..at + mark.len(), message, hint);
        }
    }
}

/// Whether a byte is one of the signs that `anywhere` looks for.
const fn holds_sign(byte: u8) -> bool {
    matches!(byte, b'<' | b'[' | b']' | b'{' | b'=' | b'%' | b':' | b'*' | b'~' | b'_' | b'`')
}

/// What is wrong at the beginning of a line; `others` are the nearest lines above and below that are not empty.
fn at_begin(text: &str, others: [&str; 2]) -> Option<Found> {
    headings::glued(text)
        .or_else(|| headings::in_other_signs(text))
        .or_else(|| items::glued_item(text, others))
        .or_else(|| items::glued_number(text, others))
        .or_else(|| items::labelled(text, others[1]))
        .or_else(|| notes::numbered(text))
        .or_else(|| others::broken_remark(text))
        .or_else(|| others::pasted_table(text, others))
        .or_else(|| bare_table(text))
        .or_else(|| drawn_table(text))
        .or_else(|| block_of_others(text))
}

/// `| a | b |` without a head.
fn bare_table(text: &str) -> Option<Found> {
    let line = text.trim_end();
    let cells = line.matches('|').count().checked_sub(1).filter(|cells| *cells > 1)?;
    let is_row = line.starts_with('|') && line.ends_with('|');
    let rule = format!("|{}", " --- |".repeat(cells));
    let message = "this looks like a row of a table, and is none";
    is_row.then(|| {
        let hint = format!("write a line `{rule}` below the table's first row, and an empty line above it");
        Found::new(0..line.len(), message, hint)
    })
}

/// `+---+---+`, the line of a table that is drawn.
fn drawn_table(text: &str) -> Option<Found> {
    let line = text.trim_end();
    let is_line = line.len() > 4
        && line.starts_with("+-")
        && line.ends_with('+')
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'));
    let rule = format!("|{}", " --- |".repeat(line.matches('+').count().saturating_sub(1)));
    is_line.then(|| {
        let hint = format!("remove the lines that begin with `+`, and write `{rule}` below the first row");
        Found::new(0..line.len(), "this looks like a table, and is none", hint)
    })
}
