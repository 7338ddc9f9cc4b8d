//! What the parser complains of, in words for authors.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use super::Builder;
use super::mending::{Mend, Stumble, in_quotes, json, other_blanks};
use crate::diagnostics::{Code, Diagnostic, is_control, unseen_message};
use crate::reader::written;

/// How many lines above the place where the parser stumbled a bracket is looked for.
const LINES_TO_BRACKET: usize = 60;

/// How many lines below the place where the parser stumbled a tab is looked for.
const LINES_BELOW: usize = 10;

impl Builder<'_> {
    /// The line of an offset with its value in double quotes.
    pub(super) fn quoted_line(&self, offset: usize) -> Option<String> {
        in_quotes(self.out.file(), &self.part, offset)
    }

    /// Tells the parser's complaint in our words, with the line as it should be.
    pub(super) fn syntax_error(&mut self, text: &str, error: &ScanError) {
        let complaint = self.other_margin().unwrap_or_else(|| self.complaint(text, error));
        self.out.push(complaint);
    }

    /// What to tell of blanks before lines that are others than those of the space bar, in place of what was told of them
    /// as signs within a key.
    fn other_margin(&mut self) -> Option<Diagnostic> {
        let file = Arc::clone(self.out.file());
        let told = self.out.findings().problems.split_off(self.told);
        let mend = |problem: &Diagnostic| {
            let at = problem.place.start().filter(|_| problem.code == Code::UnseenSign)?;
            other_blanks(&file, at)
        };
        let (others, margins): (Vec<_>, Vec<_>) =
            told.into_iter().partition(|problem| mend(problem).is_none());
        self.out.findings().problems.extend(others);
        let mut mend = mend(margins.first()?)?;
        mend.hint.push_str(if margins.len() > 1 { ", and so in the lines below" } else { "" });
        Some(self.mended(mend))
    }

    /// Tells of what a reader of YAML takes otherwise than it is meant in a text of JSON: curly quotes, a comma in place of a
    /// colon, and brackets of the other kind; false where there is nothing of that.
    pub(super) fn has_slips_of_json(&mut self, text: &str) -> bool {
        let is_json = written::is_json(self.out.file());
        let mend = json::curly_quotes(text).or_else(|| is_json.then(|| json::misread(text)).flatten());
        let problem = mend.map(|mend| self.mended_json(mend));
        let is_told = problem.is_some();
        problem.into_iter().for_each(|problem| self.out.push(problem));
        is_told
    }

    /// What is wrong where writing a line of a text of JSON otherwise helps.
    fn mended_json(&self, mend: Mend) -> Diagnostic {
        let at = mend.at.start + self.base..mend.at.end + self.base;
        self.mended(Mend { at, ..mend })
    }

    /// What is wrong where writing a line of the file otherwise helps.
    fn mended(&self, mend: Mend) -> Diagnostic {
        let problem = Diagnostic::new(mend.code, self.out.at(&mend.at), mend.message);
        problem.hint(mend.hint).plain_hint(mend.plain_hint)
    }

    fn complaint(&self, text: &str, error: &ScanError) -> Diagnostic {
        let offset = error.marker().byte_offset().unwrap_or(text.len()).min(text.len()) + self.base;
        let at = self.out.at(&(offset..offset + 1));
        let is_json = written::is_json(self.out.file());
        if let Some(mend) = is_json.then(|| json::mend(text)).flatten() {
            return self.mended_json(mend);
        }
        if let Some(problem) = self.control_sign(offset) {
            return problem;
        }
        if let Some(tab) = self.tab_near(offset, error.kind()) {
            return self.tab(tab);
        }
        if let Some(mend) = self.mend(text, offset, error.kind()) {
            return self.mended(mend);
        }
        if let Some(quote) = self.open_quote(error.kind(), offset) {
            return self.unclosed_quote(quote);
        }
        if let Some(bracket) = self.bracket_opened_above(offset) {
            return self.unclosed_bracket(&bracket);
        }
        let is_open = meaning(error.kind()).0 == Code::YamlBracket;
        let here = || self.out.file().text().get(offset..).is_some_and(|rest| rest.starts_with(['{', '[']));
        let bracket = self.bracket_at_margin(offset).or_else(|| here().then_some(offset));
        if let Some(bracket) = bracket.filter(|_| is_open) {
            return self.unclosed_bracket(&(bracket..bracket + 1));
        }
        match error.kind() {
            ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
                self.misplaced_colon(offset)
            }
            ErrorKind::UnexpectedCharacter { .. } => self.unexpected_character(offset),
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                let hint = self.quoted_hint(offset).unwrap_or_else(|| "remove it".to_string());
                Diagnostic::new(Code::YamlBracket, at, "this bracket closes nothing that was opened")
                    .hint(hint)
            }
            ErrorKind::RecursionLimitExceeded => Diagnostic::new(
                Code::YamlDepth,
                at,
                "too many brackets, or lists in lists, stand in one another here",
            )
            .hint("look for brackets that were never closed"),
            kind => {
                let (code, message, hint) = meaning(kind);
                Diagnostic::new(code, at, message).hint(hint)
            }
        }
    }

    /// A sign in the line of an offset that may stand in no text.
    fn control_sign(&self, offset: usize) -> Option<Diagnostic> {
        let line = self.out.file().line_range(offset);
        let (at, sign) =
            self.out.file().text().get(line.clone())?.char_indices().find(|(_, c)| is_control(*c))?;
        let at = line.start + at..line.start + at + sign.len_utf8();
        let problem = Diagnostic::new(Code::YamlCharacter, self.out.at(&at), unseen_message(sign));
        Some(problem.hint("delete it, and write a blank in its place where one belongs"))
    }

    /// What is wrong, where a way to mend it is known.
    fn mend(&self, text: &str, offset: usize, kind: &ErrorKind) -> Option<Mend> {
        let quote = self.open_quote(kind, offset).map(|quote| quote.start);
        let bracket = self.brackets.last().map(|bracket| bracket.start);
        let part = self.base..self.base + text.len();
        let opened = quote.into_iter().chain(bracket).chain(self.bracket_at_margin(offset)).collect();
        Stumble { file: self.out.file(), part, at: offset, opened }.mend()
    }

    /// The bracket that begins a line above an offset and is not closed there: the parser may not have told of it yet.
    fn bracket_at_margin(&self, offset: usize) -> Option<usize> {
        let text = self.out.file().text().get(self.part.start..offset)?;
        let mut at = text.len();
        for line in text.rsplit('\n').take(LINES_TO_BRACKET) {
            at -= line.len();
            let inner = line.trim_start();
            if inner.starts_with(['{', '[']) && !inner.contains(['}', ']']) {
                return Some(self.part.start + at + line.len() - inner.len());
            }
            let count = |signs: [char; 2]| line.matches(signs).count();
            if count(['{', '[']) > count(['}', ']']) {
                return Some(self.part.start + at + line.find(['{', '[']).unwrap_or_default());
            }
            at = at.saturating_sub(1);
        }
        None
    }

    /// The quote that was opened and not closed, where that is what the parser stumbled over.
    fn open_quote(&self, kind: &ErrorKind, offset: usize) -> Option<Range<usize>> {
        if matches!(kind, ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar) {
            return Some(self.opening_quote().unwrap_or(offset..offset + 1));
        }
        self.quote_opened_above(offset).or_else(|| self.quoted.clone())
    }

    /// The line of an offset as it should be, with its value in quotes.
    fn quoted_hint(&self, offset: usize) -> Option<String> {
        self.quoted_line(offset).map(|line| format!("write `{line}`"))
    }

    fn unexpected_character(&self, offset: usize) -> Diagnostic {
        let text = self.out.file().text();
        let message = match text[text.floor_char_boundary(offset)..].chars().next() {
            Some(sign) => format!("a value that begins with `{sign}` needs quotes"),
            None => "the file ends in the middle of a value".to_string(),
        };
        Diagnostic::new(Code::YamlCharacter, self.out.at(&(offset..offset + 1)), message)
            .maybe_hint(self.quoted_hint(offset))
    }

    fn unclosed_quote(&self, opened: Range<usize>) -> Diagnostic {
        let line = self.out.file().line_range(opened.start);
        let place = self.out.at(&(opened.start..line.end.min(opened.end).max(opened.start + 1)));
        let written = self.out.file().text().get(line).map(str::trim_end);
        let sign = self.out.file().text()[opened.start..].chars().next().unwrap_or('"');
        let hint = written.map(|line| format!("write `{}{sign}`", line.trim_start()));
        Diagnostic::new(Code::YamlQuote, place, "this quote is opened here and not closed on the same line")
            .maybe_hint(hint)
    }

    /// A colon where no key can be: in a value, or in a line that does not belong where it stands.
    fn misplaced_colon(&self, offset: usize) -> Diagnostic {
        let line = self.out.file().line_range(offset);
        let text = self.out.file().text();
        if text.get(line.start..offset).is_some_and(|head| head.contains(": ")) {
            let at = self.out.at(&(offset..offset + 1));
            return Diagnostic::new(
                Code::YamlColon,
                at,
                "a value with a colon and a space in it needs quotes",
            )
            .maybe_hint(self.quoted_hint(offset));
        }
        let above = self.out.file().line_range(line.start.saturating_sub(1));
        let without_colon =
            text.get(above.clone()).is_some_and(|above| !above.contains(':') && !above.trim().is_empty());
        if line.start > 0 && without_colon {
            return Diagnostic::new(
                Code::YamlKey,
                self.out.at(&(trimmed(text, above))),
                "this line should be `key: value`, but it has no colon",
            )
            .hint("add the colon and a space after the key");
        }
        Diagnostic::new(Code::YamlIndent, self.out.at(&(trimmed(text, line))), "this line does not fit under the one above it")
            .hint("keys that belong together begin in the same column; check the spaces at the beginning of this line")
    }

    /// The innermost open bracket, if it was opened on an earlier line than that of an offset.
    fn bracket_opened_above(&self, offset: usize) -> Option<Range<usize>> {
        let line = self.out.file().line_range(offset);
        self.brackets.last().filter(|bracket| bracket.start < line.start).cloned()
    }

    fn unclosed_bracket(&self, opened: &Range<usize>) -> Diagnostic {
        let closing = if self.out.file().text()[opened.start..].starts_with('{') { "}" } else { "]" };
        let line =
            self.out.file().text().get(self.out.file().line_range(opened.start)).unwrap_or_default().trim();
        let problem = Diagnostic::new(
            Code::YamlBracket,
            self.out.at(opened),
            "this bracket is opened here and not closed",
        );
        if line.ends_with(['{', '[']) {
            return problem.hint(format!("write a line `{closing}` below the last line that belongs to it"));
        }
        problem.hint(format!("write `{line}{closing}`, or look for a missing comma or quote in it"))
    }

    /// The quote that the parser was reading, if it was opened on an earlier line than that of an offset.
    fn quote_opened_above(&self, offset: usize) -> Option<Range<usize>> {
        let line = self.out.file().line_range(offset);
        self.opening_quote().filter(|quote| quote.start < line.start)
    }

    /// The first quote after the last complete token.
    fn opening_quote(&self) -> Option<Range<usize>> {
        let rest = self.out.file().text().get(self.last_end..)?;
        rest.find(['"', '\'']).map(|at| self.last_end + at..self.out.file().text().len())
    }

    fn line_begins_with_tab(&self, offset: usize) -> Option<usize> {
        let line = self.out.file().line_range(offset);
        let text = self.out.file().text().get(line.clone())?;
        let indent = text.len() - text.trim_start().len();
        text[..indent].find('\t').map(|at| line.start + at)
    }

    /// The tab that the parser stumbled over: in the margin of the line of an offset, or of one below it, since a value
    /// may go on there.
    fn tab_near(&self, offset: usize, kind: &ErrorKind) -> Option<usize> {
        if let Some(tab) = self.line_begins_with_tab(offset) {
            return Some(tab);
        }
        if !is_about_tab(kind) {
            return None;
        }
        let below = self.out.file().text().get(offset..)?.match_indices('\n').take(LINES_BELOW);
        let mut tabs = below.filter_map(|(at, _)| self.line_begins_with_tab(offset + at + 1));
        Some(tabs.next().unwrap_or(offset))
    }

    fn tab(&self, at: usize) -> Diagnostic {
        let stumble = Stumble { file: self.out.file(), part: self.part.clone(), at, opened: Vec::new() };
        let hint = stumble.mend_tab().unwrap_or_else(|| {
            "replace the tab by two spaces; most editors can do that for the whole file".to_string()
        });
        Diagnostic::new(Code::YamlTab, self.out.at(&(at..at + 1)), "a tab stands where spaces belong")
            .hint(hint.clone())
            .plain_hint(Some(hint))
    }
}

fn is_about_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// What a complaint means where the text around it tells nothing more: its code, what to say, and what to do.
fn meaning(kind: &ErrorKind) -> (Code, &'static str, &'static str) {
    match kind {
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            Code::YamlQuote,
            "text follows the closing quote",
            "put the whole value in one pair of quotes; inside double quotes write `\\\"` for a quote",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            Code::YamlEscape,
            "a backslash inside double quotes begins an escape, and this is none",
            "write two backslashes, or use single quotes around the value",
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidFlowScalarIndent => (
            Code::YamlBracket,
            "a list `[…]` or a group of keys `{…}` is not closed, or a comma is missing in it",
            "end it with `]` or `}` on the same line",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => (
            Code::YamlDash,
            "a list item can't begin here",
            "begin each item `- …` on its own line, below its key and all at the same distance from the margin",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            Code::YamlKey,
            "this line should be `key: value`, but it has no colon",
            "add the colon and a space, or indent the line if it goes on with the text above",
        ),
        _ => (
            Code::YamlIndent,
            "this line does not fit under the one above it",
            "keys that belong together begin in the same column, below their heading; check the spaces at the \
             beginning of this line and the one before",
        ),
    }
}

/// A line's range without the white space around.
fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let source = text.get(line.clone()).unwrap_or_default();
    let start = line.start + (source.len() - source.trim_start().len());
    start..(start + source.trim().len()).max(start)
}
