//! Text that looks like Markdown and did not take: it would stand on the page as it is written.

mod addresses;
mod beside;
mod brackets;
mod code;
mod entities;
mod escaped;
mod headings;
pub(super) mod items;
pub(super) mod links;
mod lists;
mod notes;
mod numerals;
mod others;
mod signs;
mod tables;
mod terms;
mod waiting;

use std::ops::Range;

use hashbrown::HashSet;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::ids::slug;
use super::super::{LostHeading, MeantLink};
use super::Renderer;
use super::areas::Areas;
use crate::diagnostics::{Code, Diagnostic, RETYPE, is_control, unseen_message};
use addresses::address;
use beside::paragraph_above;
use brackets::{lost_bracket, open_link};
use entities::open_entity;
use links::{angled_link, bare_path, bare_picture, braced_link, link, swapped_link, turned_link};
use others::{block_of_others, left_over};
use signs::Lonely;

/// How many parts of a text are looked at for slips, between those that were found: each takes reading it once more.
const MOST_PARTS: usize = 48;

/// What is kept while a text is read.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Whether it is code that is read.
    in_code: bool,
    /// Signs around words that were begun and never ended.
    lonely: Option<Lonely>,
    /// Whether a line was told that is meant as a heading.
    pub(super) lost_heading: bool,
    /// The ids of what did not take, to which links are not told as a second mistake.
    pub(super) lost_ids: Vec<String>,
    /// Blocks of other programs that were begun and not ended.
    blocks: others::Blocks,
    /// Where the heading of an area stands without its signs, which was told.
    pub(super) area_line: Option<usize>,
    /// Whether it is a letter to copy, once that is asked for.
    is_letter: Option<bool>,
    /// The names of footnotes, once they are asked for.
    notes: Option<notes::Notes>,
    /// The top headings of a text.
    pub(super) tops: headings::Tops,
    /// The elements of HTML that were begun: their ends are not told once more.
    pub(super) elements: HashSet<String>,
}

/// What was found in a run of text: where in it, what is wrong, and what to do.
struct Found {
    at: Range<usize>,
    message: &'static str,
    hint: String,
    /// The words of the heading that it is meant as.
    heading: Option<String>,
    /// The link to a file that it is meant as.
    meant: Option<Meant>,
}

/// A link to a file that a text is meant as.
struct Meant {
    /// Its words.
    words: String,
    /// The path, or the name of the file.
    path: String,
    /// What else is told of what to write.
    more: &'static str,
    /// Whether it is none of these words where there is no such file.
    is_sure: bool,
}

impl Found {
    fn new(at: Range<usize>, message: &'static str, hint: impl Into<String>) -> Self {
        Self { at, message, hint: hint.into(), heading: None, meant: None }
    }

    /// What is meant as a heading of a level.
    fn heading(at: Range<usize>, message: &'static str, level: usize, words: &str) -> Self {
        let hint = format!("write `{} {words}`", "#".repeat(level));
        Self { heading: Some(words.to_string()), ..Self::new(at, message, hint) }
    }
}

impl<'r> Renderer<'r> {
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
            Event::Start(Tag::List(first)) => {
                self.look_at_list(range);
                if first.is_some() && self.list_depth == 0 {
                    self.warn_of_numbers(range);
                }
            }
            Event::Start(Tag::DefinitionListDefinition) => self.warn_of_odd_definition(range),
            Event::Start(Tag::Heading { .. }) => self.warn_of_drawn_heading(range),
            Event::Start(Tag::Item) => self.warn_of_empty_item(range),
            Event::Text(_) if !self.watch.in_code => self.look_at_text(range),
            _ => {}
        }
    }

    fn look_at_text(&mut self, range: &Range<usize>) {
        if self.is_escaped(range)
            || self.is_heading_with_id(range)
            || self.is_parted_link(range)
            || self.is_open_over_lines(range)
            || self.is_quote_to_the_right(range)
            || self.is_ending_behind_link(range)
        {
            return;
        }
        self.warn_of_unseen_sign(range);
        let is_item = self.is_item_without_sign(range);
        let Some(mut text) = self.source.get(range.clone()) else { return };
        let without_id = |text: &'r str| text.rfind("{#").map_or(text, |id| &text[..id]);
        if is_item || self.areas != Areas::None && self.list_depth == 1 && text.trim_end().ends_with('}') {
            // Of an item that is no indicator its list was told.
            text = without_id(text);
        }
        let begin = self.lines.around(range.start).start;
        let head = self.source[begin..range.start].trim_start_matches([' ', '\t', '>']);
        let is_label =
            head.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || ".)".contains(c)).len() < 2;
        let begins = !is_item && (head.is_empty() || is_label && head.ends_with(' '));
        let is_told = |it: &mut Self| it.is_parted_from_table(range, begin) || it.has_uneven_rule(range);
        if begins && text.starts_with('|') && is_told(self) {
            return;
        }
        let is_of_heading = self.heading.is_some() && head.trim_matches(['#', ' ']).is_empty();
        if let Some(found) = is_of_heading.then(|| headings::glued(text)).flatten() {
            return self.tell_found(range, text, found);
        }
        // A table is told at its first row, a block at its first line.
        let is_apart = ["\n\n", "\n\r\n"].iter().any(|end| self.source[..begin].ends_with(end));
        let is_row = text.starts_with(['|', '+'])
            && !is_apart
            && self.nearest_above(begin).trim_start().starts_with(['|', '+'])
            || self.watch.blocks.ends(text.trim_end());
        let others = || [self.nearest_above(begin), self.nearest_below(range.end)];
        let others = (begins && !is_row).then(others);
        let line = others.map(|others| {
            let whole = if is_item { text } else { self.up_to_line_end(range) };
            let in_list = || signs::task(text, is_label && !head.is_empty(), others);
            as_line(whole, self.items_beside(range, begin))
                .or_else(|| self.labelled(range, whole, begin))
                .or_else(in_list)
                .or_else(|| self.by_lines_beside(range, whole, begin))
        });
        if let Some(found) = line.flatten() {
            self.tell_line(range, (text, begin), found);
            text = without_id(text);
        } else {
            let block = others.and_then(|others| as_block(text, others));
            let is_quote = self.source[begin..].trim_start().starts_with('>');
            let note = || begins.then(|| self.named_note(text)).flatten();
            if let Some(found) = block.or_else(|| notes::alert(text, is_quote)).or_else(note) {
                return self.tell_found(range, text, found);
            }
        }
        self.look_anywhere(range, text, begin);
    }

    /// A text with what stands behind it in its line: links, and words that stand out.
    fn up_to_line_end(&self, range: &Range<usize>) -> &'r str {
        let text = &self.source[range.clone()];
        let line = &self.source[range.start..self.lines.around(range.start).end.max(range.start)];
        let is_cell = self.table.is_some();
        if is_cell || line.trim_end().len() <= text.len() { text } else { line.trim_end() }
    }

    /// What is wrong at the beginning of a line that begins at a place, by the lines right above it and below it; `whole` is
    /// the line from the text on.
    fn by_lines_beside(&self, range: &Range<usize>, whole: &str, begin: usize) -> Option<Found> {
        let text = &self.source[range.clone()];
        let above = self.source[..begin].lines().next_back().unwrap_or_default();
        let mut lines = self.source[begin..].lines();
        let (line, below) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        // A line that ends in two blanks or a backslash is broken there, as it is meant.
        let may_run = self.list_depth == 0 && !line.ends_with("  ") && !line.ends_with('\\');
        let is_whole = range.end - begin >= line.trim_end().len();
        let is_first = self.list_depth == 0 && begin == range.start;
        is_first
            .then(|| headings::bare(whole, [above, below], &self.source[..begin]))
            .flatten()
            .or_else(|| is_first.then(|| lists::without_word(text, above))?)
            .or_else(|| {
                let is_lazy = self.list_depth == 1 && begin == range.start && self.areas == Areas::None;
                lists::without_dash(whole, [above, below])
                    .filter(|_| is_lazy && self.is_only_lazy_line(begin))
            })
            .or_else(|| lists::in_one_line(whole, &self.source[begin..range.start]))
            .or_else(|| signs::glued_star(text, self.nearest_above(begin), below))
            .or_else(|| headings::glued_word(text, [above, below]).filter(|_| is_whole))
            .or_else(|| items::run_together(whole, [above, below]).filter(|_| may_run))
    }

    /// Tells of all that is wrong in a text of the line that begins at a place, wherever in that: behind what is found it is
    /// looked on, and before it once more.
    fn look_anywhere(&mut self, range: &Range<usize>, text: &str, begin: usize) {
        // Most texts hold nothing that any of it begins with.
        let may_hold = text.bytes().any(holds_sign) && !self.has_misplaced_id(range);
        let mut parts = vec![(0, text.len())];
        let mut are_ends_right = true;
        for _ in 0..MOST_PARTS {
            let Some((start, end)) = parts.pop() else { break };
            let (inner, at) = (&text[start..end], range.start + start);
            let (before, above) = (&self.source[begin..at], paragraph_above(self.source, at));
            let found = may_hold.then(|| self.anywhere(inner, before)).flatten();
            let found = found.or_else(|| lost_bracket(inner, above)).or_else(|| address(inner));
            let found = found.or_else(|| bare_picture(inner)).or_else(|| bare_path(inner));
            let found = found.or_else(|| self.waiting(inner)).or_else(|| open_entity(inner));
            let found = found.or_else(|| may_hold.then(|| self.lonely_signs(inner))?);
            let Some(mut found) = found else { continue };
            found.at = start + found.at.start..start + found.at.end;
            are_ends_right &= found.at.start > 0 && found.at.end < text.len();
            parts.extend([(found.at.end, end), (start, found.at.start)]);
            self.tell_found(range, text, found);
        }
        if are_ends_right {
            self.warn_of_sign_beside(range);
        }
    }

    /// Tells of what was found in a text.
    fn tell_found(&mut self, range: &Range<usize>, text: &str, found: Found) {
        let Found { mut at, mut message, mut hint, mut heading, meant } = found;
        if at.start == 0 && self.source[..range.start].ends_with('\\') {
            return;
        }
        if let Some(meant) = meant {
            return self.tell_meant(range.start + at.start..range.start + at.end, (message, hint), meant);
        }
        if let Some(words) = heading.take_if(|_| self.heading.is_some()) {
            message = "a second sign of a heading stands before these words, and on the page";
            hint = format!("write `{words}`");
        }
        // The id of an item belongs to its line.
        let id = self.source[range.start + text.len()..range.end].trim_end();
        let words = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !id.is_empty() && at.end == text.len() && hint.contains(words) {
            hint = hint.replacen(words, &format!("{words}{id}"), 1);
            at.end += id.len();
        }
        let written = heading.is_some().then(|| hint.trim_end_matches('`').to_string());
        self.untaken(range.start + at.start..range.start + at.end, message, hint);
        if let (Some(heading), Some(written)) = (heading, written) {
            self.lose_heading(heading.trim(), (written + " ", "`"));
        }
    }

    /// Keeps what is meant as a link to a file, and tells of it, where that is sure before the file is known.
    fn tell_meant(&mut self, span: Range<usize>, (message, hint): (&str, String), meant: Meant) {
        let Meant { words, path, more, is_sure } = meant;
        let problem = Diagnostic::new(Code::UntakenMarkdown, (self.place)(span.clone()), message);
        self.document.meant_links.push(MeantLink { problem, words, path, more });
        if is_sure {
            self.untaken(span, message, hint);
        }
    }

    /// Keeps a heading that did not take, of which it was told last: links to it are not told as a second mistake. Where it
    /// has no id, what to do is told with one, up to it and behind it, once it is known to which links lead.
    pub(super) fn lose_heading(&mut self, heading: &str, hint: (String, &'static str)) {
        self.watch.lost_heading = true;
        let heading = &headings::without_signs(heading);
        self.keep_anchor(heading);
        if !heading.contains("{#") {
            let slug = slug(heading.trim_start_matches('#').trim());
            self.lose_id(slug, hint);
        }
    }

    /// Keeps that it was told last of a heading whose id is not known.
    pub(super) fn lose_id(&mut self, slug: String, hint: (String, &'static str)) {
        let problem = self.findings.problems.last().cloned();
        self.document.lost_headings.extend(problem.map(|problem| LostHeading { problem, slug, hint }));
    }

    /// Keeps the anchor of a heading that did not take, so that links to it are not told as a second mistake.
    pub(super) fn keep_anchor(&mut self, heading: &str) {
        let words = heading.trim_start_matches('#').trim();
        let id = words.rsplit_once("{#").and_then(|(_, id)| id.strip_suffix('}'));
        self.watch.lost_ids.push(id.map_or_else(|| slug(words), str::to_string));
    }

    /// Warns of a sign in a text that nobody sees: one that stands in none, or one within a word of Latin letters.
    fn warn_of_unseen_sign(&mut self, range: &Range<usize>) {
        let text = &self.source[range.clone()];
        // Most texts have nothing but letters, digits and signs that everybody sees.
        if !text.bytes().fold(false, |any, byte| any | !(b' '..0x7f).contains(&byte)) {
            return;
        }
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{250}');
        let is_within = |at: usize, c: char| {
            let (before, behind) = (&text[..at], &text[at + c.len_utf8()..]);
            c == '\u{fffc}'
                || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
                && is_letter(before.chars().next_back())
                && is_letter(behind.chars().next())
                // They turn what follows around, whichever script it is in.
                || matches!(c, '\u{202d}' | '\u{202e}')
        };
        let Some((at, sign)) = text.char_indices().find(|(at, c)| is_control(*c) || is_within(*at, *c))
        else {
            return;
        };
        let hint = if sign == '\u{fffc}' {
            "delete it; a picture is written as `![what it shows](../static/name.png)`"
        } else if is_control(sign) {
            "delete it, and write a blank in its place where one belongs"
        } else {
            RETYPE
        };
        let at = range.start + at..range.start + at + sign.len_utf8();
        self.tell(Code::UnseenSign, at, unseen_message(sign), hint);
    }

    /// The nearest line above the one that begins at a place, and that is not empty.
    pub(super) fn nearest_above(&self, begin: usize) -> &str {
        let end = self.source[..begin].trim_end().len();
        &self.source[self.lines.around(end).start..end]
    }

    /// The nearest line below a place that is not empty, as far as a line is looked at.
    pub(super) fn nearest_below(&self, end: usize) -> &str {
        let rest = &self.source[self.lines.around(end).end..];
        let begin = self.source.len() - rest.trim_start().len();
        &self.source[self.lines.around(begin)]
    }

    /// Whether a text stands in a heading of whose id it was told.
    fn has_misplaced_id(&self, range: &Range<usize>) -> bool {
        let line = || self.source[self.lines.around(range.start)].trim_end();
        self.heading.is_some() && super::item_ids::heading_id(line()).is_some()
    }

    /// What is wrong in a text, wherever in a line it begins: `before` is the line up to it.
    fn anywhere(&mut self, text: &str, before: &str) -> Option<Found> {
        link(text)
            .or_else(|| open_link(text))
            .or_else(|| turned_link(text))
            .or_else(|| swapped_link(text))
            .or_else(|| braced_link(text))
            .or_else(|| angled_link(text))
            .or_else(|| self.footnote(text, before))
            .or_else(|| waiting::leaving(text))
            .or_else(|| left_over(text))
            .or_else(|| signs::behind_a_link(before, text))
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
}

/// Whether a byte is one of the signs that `anywhere` looks for.
const fn holds_sign(byte: u8) -> bool {
    matches!(byte, b'<' | b'(' | b'[' | b']' | b'{' | b'=' | 0xe3 | b'%' | b':' | b'*' | b'~' | b'_' | b'`')
}

/// What is wrong at the beginning of a line that is meant as a heading or an item; `others` are the nearest lines above and
/// below that are not empty.
fn as_line(text: &str, others: [&str; 2]) -> Option<Found> {
    headings::glued(text)
        .or_else(|| headings::in_other_signs(text))
        .or_else(|| items::glued_item(text, others))
        .or_else(|| items::glued_number(text, others))
}

/// The same of a line that is meant as something else.
fn as_block(text: &str, others: [&str; 2]) -> Option<Found> {
    notes::numbered(text)
        .or_else(|| others::broken_remark(text))
        .or_else(|| others::pasted_table(text, others))
        .or_else(|| others::comma_table(text, others))
        .or_else(|| headings::merge_mark(text))
        .or_else(|| tables::bare_table(text, others))
        .or_else(|| tables::wide_table(text, others))
        .or_else(|| tables::drawn_table(text))
        .or_else(|| block_of_others(text))
}
