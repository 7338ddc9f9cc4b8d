//! YAML text to a tree in which every node knows its place. The one file that names the parser.
//!
//! Scalars stay text; what a value means is decided by the shape it is read with. Anchors, aliases
//! and tags are refused, so a document can't grow beyond its own bytes.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use crate::diagnostics::{Diagnostic, Place, SourceFile};

/// The deepest nesting of lists and maps that is read.
const DEEPEST: usize = 32;

/// A value with its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes it stands at.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text; `plain` when it stands without quotes.
    Scalar {
        /// The text, quotes and escapes resolved.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, with its keys in the author's order, repeated ones included.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// Whether nothing was written: `key:` and the end of the line.
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if text.is_empty())
    }

    /// Whether it is one of YAML's words for nothing.
    pub fn is_null_word(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "null" | "Null" | "NULL" | "~"))
    }
}

/// Parses one document. `None` with at least one diagnostic when the text is no YAML; with diagnostics
/// and a tree when a part of it was refused. An empty text gives an empty scalar.
pub fn parse(file: &Arc<SourceFile>, range: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let Some(text) = file.text().get(range.clone()) else {
        return (None, Vec::new());
    };
    let mut builder = Builder {
        file,
        base: range.start,
        found: Vec::new(),
        last_end: range.start,
        quoted: None,
        brackets: Vec::new(),
    };
    let mut parser = Parser::new_from_str_with_options(text, options! { emit_unresolved_aliases: true });
    let node = match builder.document(&mut parser) {
        Ok(node) => node,
        Err(Stop::Syntax(error)) => {
            let diagnostic = builder.syntax_error(text, &error);
            builder.found.push(diagnostic);
            None
        }
        Err(Stop::Refused) => None,
    };
    (node, builder.found)
}

/// Why a document was not read to its end.
enum Stop {
    /// The parser gave up.
    Syntax(Box<ScanError>),
    /// We did, and said why.
    Refused,
}

type Step<'t> = (Event<'t>, Range<usize>);

struct Builder<'f> {
    file: &'f Arc<SourceFile>,
    base: usize,
    found: Vec<Diagnostic>,
    /// Where the last complete token ended.
    last_end: usize,
    /// The last quoted text that runs over several lines: the likely culprit when its end was forgotten.
    quoted: Option<Range<usize>>,
    /// The brackets that are open.
    brackets: Vec<Range<usize>>,
}

impl Builder<'_> {
    fn next<'t>(
        &mut self,
        parser: &mut Parser<'t, granit_parser::StrInput<'t>>,
    ) -> Result<Option<Step<'t>>, Stop> {
        let Some(event) = parser.next_event() else { return Ok(None) };
        let (event, span) = event.map_err(|error| Stop::Syntax(Box::new(error)))?;
        let range = self.range(span);
        if !range.is_empty() {
            self.last_end = range.end;
        }
        Ok(Some((event, range)))
    }

    fn range(&self, span: Span) -> Range<usize> {
        let local = span.byte_range().unwrap_or(0..0);
        local.start + self.base..local.end + self.base
    }

    fn error(
        &mut self,
        code: &'static str,
        range: &Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = Place::span(self.file, range.clone());
        self.found.push(Diagnostic::error(code, place, message).maybe_hint(hint));
    }

    fn document<'t>(
        &mut self,
        parser: &mut Parser<'t, granit_parser::StrInput<'t>>,
    ) -> Result<Option<Node>, Stop> {
        let mut root = None;
        while let Some((event, range)) = self.next(parser)? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    self.error(
                        "yaml-documents",
                        &range,
                        "a second document begins here; a file holds one",
                        Some("remove the line `---`".into()),
                    );
                    return Ok(root);
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(parser, event, range, 0)?),
            }
        }
        Ok(Some(root.unwrap_or(Node {
            span: self.base..self.base,
            kind: Kind::Scalar { text: String::new(), plain: true },
        })))
    }

    fn node<'t>(
        &mut self,
        parser: &mut Parser<'t, granit_parser::StrInput<'t>>,
        event: Event<'t>,
        range: Range<usize>,
        depth: usize,
    ) -> Result<Node, Stop> {
        if depth > DEEPEST {
            self.error("yaml-depth", &range, "lists and maps are nested too deeply here", None);
            return Err(Stop::Refused);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(&range, anchor, tag.is_some());
                if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
                    && self.file.text().get(range.clone()).is_some_and(|source| source.contains('\n'))
                {
                    self.quoted = Some(range.clone());
                }
                let plain = matches!(style, ScalarStyle::Plain);
                let empty = plain && range.is_empty();
                let text = if empty { String::new() } else { text.into_owned() };
                Ok(Node { span: range, kind: Kind::Scalar { text, plain } })
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_extras(&range, anchor, tag.is_some());
                self.open_bracket(style, &range);
                let (items, end) = self.list(parser, depth)?;
                self.close_bracket(style);
                Ok(Node { span: range.start..end.max(range.end), kind: Kind::List(items) })
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_extras(&range, anchor, tag.is_some());
                self.open_bracket(style, &range);
                let (entries, end) = self.map(parser, depth)?;
                self.close_bracket(style);
                Ok(Node { span: range.start..end.max(range.end), kind: Kind::Map(entries) })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.alias(&range);
                Ok(Node { span: range, kind: Kind::Scalar { text: String::new(), plain: false } })
            }
            _ => Ok(Node { span: range, kind: Kind::Scalar { text: String::new(), plain: true } }),
        }
    }

    fn open_bracket(&mut self, style: StructureStyle, range: &Range<usize>) {
        if style == StructureStyle::Flow {
            self.brackets.push(range.clone());
        }
    }

    fn close_bracket(&mut self, style: StructureStyle) {
        if style == StructureStyle::Flow {
            self.brackets.pop();
        }
    }

    fn list<'t>(
        &mut self,
        parser: &mut Parser<'t, granit_parser::StrInput<'t>>,
        depth: usize,
    ) -> Result<(Vec<Node>, usize), Stop> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.next(parser)? {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            items.push(self.node(parser, event, range, depth + 1)?);
        }
        let end = items.last().map_or(0, |node: &Node| node.span.end);
        Ok((items, end))
    }

    fn map<'t>(
        &mut self,
        parser: &mut Parser<'t, granit_parser::StrInput<'t>>,
        depth: usize,
    ) -> Result<(Vec<(Node, Node)>, usize), Stop> {
        let mut entries = Vec::new();
        while let Some((event, range)) = self.next(parser)? {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(parser, event, range, depth + 1)?;
            let Some((event, range)) = self.next(parser)? else { break };
            let value = self.node(parser, event, range, depth + 1)?;
            entries.push((key, value));
        }
        let end = entries.last().map_or(0, |(key, value): &(Node, Node)| value.span.end.max(key.span.end));
        Ok((entries, end))
    }

    fn alias(&mut self, range: &Range<usize>) {
        let hint = self.quoted_line(range.start).map(|line| format!("write `{line}`"));
        self.error(
            "yaml-alias",
            range,
            "a value that begins with `*` needs quotes (YAML takes it for an alias, which is not used here)",
            hint,
        );
    }

    fn refuse_extras(&mut self, range: &Range<usize>, anchor: usize, tagged: bool) {
        if anchor != 0 {
            let start = self.before(range.start, '&').unwrap_or(range.start);
            let hint =
                self.quoted_line(start).map(|line| format!("for a text that begins with `&` write `{line}`"));
            self.error(
                "yaml-anchor",
                &(start..range.end.max(start)),
                "anchors (`&name`) are not used in toolkits",
                hint,
            );
        }
        if tagged {
            let start = self.before(range.start, '!').unwrap_or(range.start);
            let hint =
                self.quoted_line(start).map(|line| format!("for a text that begins with `!` write `{line}`"));
            self.error(
                "yaml-tag",
                &(start..range.end.max(start)),
                "tags (`!name`) are not used in toolkits",
                hint,
            );
        }
    }

    /// Where a sign stands on the same line before an offset.
    fn before(&self, offset: usize, sign: char) -> Option<usize> {
        let line = self.file.line_range(offset);
        let head = self.file.text().get(line.start..offset)?;
        head.rfind(sign).map(|at| line.start + at)
    }

    /// The line of an offset with its value in double quotes.
    fn quoted_line(&self, offset: usize) -> Option<String> {
        quote_value(self.file.text().get(self.file.line_range(offset))?)
    }

    /// The parser's complaint in our words, with the line as it should be.
    fn syntax_error(&self, text: &str, error: &ScanError) -> Diagnostic {
        let offset = error.marker().byte_offset().unwrap_or(text.len()).min(text.len()) + self.base;
        let at = Place::span(self.file, offset..offset + 1);
        let quoted = self.quoted_line(offset).map(|line| format!("write `{line}`"));
        match error.kind() {
            ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
                self.unclosed_quote(self.opening_quote().unwrap_or(offset..offset + 1))
            }
            _ if self.quote_opened_above(offset).is_some() => {
                self.unclosed_quote(self.quote_opened_above(offset).unwrap_or(offset..offset))
            }
            _ if self.quoted.is_some() => self.unclosed_quote(self.quoted.clone().unwrap_or(offset..offset)),
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar => self.tab(offset),
            _ if self.line_begins_with_tab(offset).is_some() => self.tab(offset),
            _ if self.bracket_opened_above(offset).is_some() => self.unclosed_bracket(offset),
            ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => self.misplaced_colon(offset),
            ErrorKind::UnexpectedCharacter { .. } => {
                let sign = self.file.text()[self.file.text().floor_char_boundary(offset)..].chars().next();
                let message = sign.map_or_else(
                    || "the file ends in the middle of a value".to_string(),
                    |sign| format!("a value that begins with `{sign}` needs quotes"),
                );
                Diagnostic::error("yaml-character", at, message).maybe_hint(quoted)
            }
            ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
                Diagnostic::error("yaml-quote", at, "text follows the closing quote")
                    .hint("put the whole value in one pair of quotes; inside double quotes write `\\\"` for a quote")
            }
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape => {
                Diagnostic::error("yaml-escape", at, "a backslash inside double quotes begins an escape, and this is none")
                    .hint("write two backslashes, or use single quotes around the value")
            }
            ErrorKind::RecursionLimitExceeded => {
                Diagnostic::error("yaml-depth", at, "lists and maps are nested too deeply here")
            }
            ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidFlowScalarIndent => {
                Diagnostic::error("yaml-bracket", at, "a list `[…]` or map `{…}` is not closed, or a comma is missing in it")
                    .hint("end it with `]` or `}` on the same line")
            }
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                Diagnostic::error("yaml-bracket", at, "this bracket closes nothing that was opened").maybe_hint(quoted)
            }
            ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => {
                Diagnostic::error("yaml-dash", at, "a list item can't begin here")
                    .hint("begin each item `- …` on its own line, below its key and all at the same distance from the margin")
            }
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
                Diagnostic::error("yaml-key", at, "this line should be `key: value`, but it has no colon")
                    .hint("add the colon and a space, or indent the line if it goes on with the text above")
            }
            _ => Diagnostic::error("yaml-indent", at, "this line does not fit under the one above it")
                .hint("keys that belong together begin in the same column, below their heading; check the spaces at the beginning of this line and the one before"),
        }
    }

    fn unclosed_quote(&self, opened: Range<usize>) -> Diagnostic {
        let line = self.file.line_range(opened.start);
        let place = Place::span(self.file, opened.start..line.end.min(opened.end).max(opened.start + 1));
        let written = self.file.text().get(line).map(str::trim_end);
        let sign = self.file.text()[opened.start..].chars().next().unwrap_or('"');
        let hint = written.map(|line| format!("write `{}{sign}`", line.trim_start()));
        Diagnostic::error("yaml-quote", place, "this quote is opened here and not closed on the same line")
            .maybe_hint(hint)
    }

    /// A colon where no key can be: in a value, or in a line that does not belong where it stands.
    fn misplaced_colon(&self, offset: usize) -> Diagnostic {
        let line = self.file.line_range(offset);
        let text = self.file.text();
        if text.get(line.start..offset).is_some_and(|head| head.contains(": ")) {
            let at = Place::span(self.file, offset..offset + 1);
            let quoted = self.quoted_line(offset).map(|line| format!("write `{line}`"));
            return Diagnostic::error(
                "yaml-colon",
                at,
                "a value with a colon and a space in it needs quotes",
            )
            .maybe_hint(quoted);
        }
        let above = self.file.line_range(line.start.saturating_sub(1));
        let without_colon =
            text.get(above.clone()).is_some_and(|above| !above.contains(':') && !above.trim().is_empty());
        if line.start > 0 && without_colon {
            return Diagnostic::error(
                "yaml-key",
                Place::span(self.file, trimmed(text, above)),
                "this line should be `key: value`, but it has no colon",
            )
            .hint("add the colon and a space after the key");
        }
        Diagnostic::error("yaml-indent", Place::span(self.file, trimmed(text, line)), "this line does not fit under the one above it")
            .hint("keys that belong together begin in the same column; check the spaces at the beginning of this line")
    }

    /// The innermost open bracket, if it was opened on an earlier line than that of an offset.
    fn bracket_opened_above(&self, offset: usize) -> Option<Range<usize>> {
        let line = self.file.line_range(offset);
        self.brackets.last().filter(|bracket| bracket.start < line.start).cloned()
    }

    fn unclosed_bracket(&self, offset: usize) -> Diagnostic {
        let opened = self.bracket_opened_above(offset).unwrap_or(offset..offset + 1);
        let closing = if self.file.text()[opened.start..].starts_with('{') { "}" } else { "]" };
        let line = self.file.text().get(self.file.line_range(opened.start)).unwrap_or_default().trim();
        Diagnostic::error(
            "yaml-bracket",
            Place::span(self.file, opened),
            "this bracket is opened here and not closed",
        )
        .hint(format!("write `{line}{closing}`, or look for a missing comma or quote in it"))
    }

    /// The quote that the parser was reading, if it was opened on an earlier line than that of an offset.
    fn quote_opened_above(&self, offset: usize) -> Option<Range<usize>> {
        let line = self.file.line_range(offset);
        self.opening_quote().filter(|quote| quote.start < line.start)
    }

    /// The first quote after the last complete token.
    fn opening_quote(&self) -> Option<Range<usize>> {
        let rest = self.file.text().get(self.last_end..)?;
        rest.find(['"', '\'']).map(|at| self.last_end + at..self.file.text().len())
    }

    fn line_begins_with_tab(&self, offset: usize) -> Option<usize> {
        let line = self.file.line_range(offset);
        let text = self.file.text().get(line.clone())?;
        let indent = text.len() - text.trim_start().len();
        text[..indent].find('\t').map(|at| line.start + at)
    }

    fn tab(&self, offset: usize) -> Diagnostic {
        let at = self.line_begins_with_tab(offset).unwrap_or(offset);
        Diagnostic::error(
            "yaml-tab",
            Place::span(self.file, at..at + 1),
            "a tab stands where YAML wants spaces",
        )
        .hint("replace the tab by two spaces; most editors can do that for the whole file")
    }
}

/// A line's range without the white space around.
fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let source = text.get(line.clone()).unwrap_or_default();
    let start = line.start + (source.len() - source.trim_start().len());
    start..(start + source.trim().len()).max(start)
}

/// A line `key: value` or `- key: value` with the value in double quotes.
fn quote_value(line: &str) -> Option<String> {
    let line = line.trim();
    let (head, value) = match line.find(": ") {
        Some(at) => (&line[..at + 2], line[at + 2..].trim()),
        None => line.strip_prefix("- ").map(|value| ("- ", value.trim()))?,
    };
    if value.is_empty() || value.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    Some(format!("{head}\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Style, render};

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let file = SourceFile::new("team.yml", text);
        parse(&file, 0..text.len())
    }

    fn complaint(text: &str) -> String {
        let (_, found) = read(text);
        found.iter().map(|d| render(d, Style::Plain)).collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn keeps_text_as_text_with_its_place() {
        let (node, found) = read("state: NO\nid: 0691234\nempty:\n");
        assert_eq!(found, []);
        let Some(Node { kind: Kind::Map(entries), .. }) = node else { panic!("no map") };
        assert_eq!(entries[0].1.text(), Some("NO"));
        assert_eq!(entries[0].1.span, 7..9);
        assert_eq!(entries[1].1.text(), Some("0691234"));
        assert!(entries[2].1.is_empty());
    }

    #[test]
    fn says_what_is_wrong_in_our_words() {
        let cases = [
            "meets: Every Tuesday: 3 pm\n",
            "name: @home\n",
            "name: *star\n",
            "a: &x 1\nb: !tag 2\n",
            "name: \"Ana\nlevel: school\ntitle: \"Lead\"\n",
            "name: \"Ana\nlevel: school\n",
            "members:\n\t- id: a\n",
            "members: [a, b\nname: x\n",
            "name: Ana\n  level: school\n",
            "name Ana\nlevel: x\n",
            "name: \"a\\q\"\n",
            "---\na: 1\n---\nb: 2\n",
        ];
        let told: Vec<String> = cases.iter().map(|text| format!("{text}=>\n{}", complaint(text))).collect();
        insta::assert_snapshot!(told.join("\n----------\n"));
    }

    #[test]
    fn hostile_documents_end_quickly() {
        assert!(complaint(&"[".repeat(100_000)).contains("yaml-depth"));
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (before, name) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            let all = [format!("*{before}"), format!("*{before}")].join(",");
            bomb.extend([name.to_string(), format!(": &{name} [{all}]\n")]);
        }
        assert!(complaint(&bomb).contains("yaml-anchor"));
    }
}
