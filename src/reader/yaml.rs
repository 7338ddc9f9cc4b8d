//! YAML text to a tree in which every node knows its place. This file and the one below it alone name the parser.
//!
//! Scalars stay text; what a value means is decided by the shape it is read with. Anchors, aliases
//! and tags are refused, so a document can't grow beyond its own bytes.

mod complaints;
mod documents;
mod mending;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};
use hashbrown::HashSet;

use crate::diagnostics::{Code, Collector, Findings, RETYPE, SourceFile, unseen_message, without_unseen};

/// The longest text, in bytes, that shares its memory with equal ones: longer ones seldom repeat.
const LONGEST_SHARED: usize = 32;

/// How many texts a thread shares at once.
const MOST_SHARED: usize = 2_048;

thread_local! {
    /// Short texts that were read: keys and lists of ids say the same ones in file after file.
    static SHARED: RefCell<HashSet<Arc<str>>> = RefCell::default();
}

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
        /// The text, quotes and escapes resolved; the same one for equal short ones.
        text: Arc<str>,
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

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Scalar { .. } | Kind::Map(_) => &[],
        }
    }

    /// The keys of a map with their values; none of anything else.
    pub fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Scalar { .. } | Kind::List(_) => &[],
        }
    }

    /// The value of a key of a map; the first one where it stands twice.
    pub fn value(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// Whether nothing was written: `key:` and the end of the line.
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if text.is_empty())
    }

    /// Whether it is one of YAML's words for nothing.
    pub fn is_null_word(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(&**text, "null" | "Null" | "NULL" | "~"))
    }
}

/// Parses one document, the part of a file at `range`. `None` with at least one error when the text is no YAML;
/// with errors and a tree when a part of it was refused. An empty text gives an empty scalar.
pub fn parse(file: &Arc<SourceFile>, range: Range<usize>, findings: &mut Findings) -> Option<Node> {
    let text = file.text().get(range.clone())?;
    let told = findings.problems.len();
    let mut builder = Builder {
        out: Collector::new(file, findings),
        told,
        base: range.start,
        part: range.clone(),
        last_end: range.start,
        quoted: None,
        brackets: Vec::new(),
        refused: None,
        refusals: 0,
    };
    if builder.has_slips_of_json(text) {
        return None;
    }
    let mut parser = Parser::new_from_str_with_options(text, options! { emit_unresolved_aliases: true });
    match builder.document(&mut parser) {
        Ok(node) => node,
        Err(Stop::Syntax(error)) => {
            if !builder.is_refused_already(&error) {
                builder.syntax_error(text, &error);
            }
            None
        }
        Err(Stop::Refused) => None,
    }
}

/// Why a document was not read to its end.
enum Stop {
    /// The parser gave up.
    Syntax(Box<ScanError>),
    /// We did, and said why.
    Refused,
}

/// A text, which shares its memory with those that this thread read before and that say the same.
fn shared(text: &str) -> Arc<str> {
    if text.len() > LONGEST_SHARED {
        return text.into();
    }
    SHARED.with_borrow_mut(|texts| {
        if texts.len() >= MOST_SHARED {
            texts.clear();
        }
        Arc::clone(texts.get_or_insert_with(text, |text| text.into()))
    })
}

type Step<'t> = (Event<'t>, Range<usize>);

struct Builder<'f> {
    out: Collector<'f>,
    /// How many problems were told before.
    told: usize,
    /// Where the text begins in its file.
    base: usize,
    /// The part of its file that is read.
    part: Range<usize>,
    /// Where the last complete token ended.
    last_end: usize,
    /// The last quoted text that runs over several lines: the likely culprit when its end was forgotten.
    quoted: Option<Range<usize>>,
    /// The brackets that are open.
    brackets: Vec<Range<usize>>,
    /// Where an anchor, alias or tag was refused last.
    refused: Option<usize>,
    /// How many of them were.
    refusals: usize,
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

    /// A word without the signs in it that nobody sees, which are told.
    fn seen(&mut self, range: &Range<usize>, text: &str, is_word: impl Fn(&str) -> bool) -> Option<String> {
        let (bare, sign) = without_unseen(text).filter(|(bare, _)| is_word(bare))?;
        let is_raw = self.out.file().text().get(range.clone()).is_some_and(|source| source.contains(sign));
        is_raw.then(|| {
            self.out.tell(Code::UnseenSign, range, unseen_message(sign), Some(RETYPE.to_string()));
            bare
        })
    }

    fn range(&self, span: Span) -> Range<usize> {
        let local = span.byte_range().unwrap_or(0..0);
        local.start + self.base..local.end + self.base
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
                    self.second_document(&range);
                    // What is wrong further down may come from that.
                    return Ok(root.map(|root| self.others(parser, root)));
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(parser, event, range, 0)?),
            }
        }
        Ok(Some(root.unwrap_or(Node {
            span: self.base..self.base,
            kind: Kind::Scalar { text: Arc::default(), plain: true },
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
            let message = "too many brackets, or lists in lists, stand in one another here";
            let hint = "look for brackets that were never closed".to_string();
            self.out.tell(Code::YamlDepth, &range, message, Some(hint));
            return Err(Stop::Refused);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let refused = self.refuse_extras(&range, anchor, tag.is_some());
                if let Some(start) = refused.filter(|_| range.is_empty()) {
                    return Ok(self.as_written(start..range.end.max(start)));
                }
                if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
                    && self.out.file().text().get(range.clone()).is_some_and(|source| source.contains('\n'))
                {
                    self.quoted = Some(range.clone());
                }
                let plain = matches!(style, ScalarStyle::Plain);
                let empty = plain && range.is_empty();
                // Among other letters, and in quotes, such a sign may belong to the words.
                let seen = if plain {
                    self.seen(&range, &text, |bare| bare.bytes().all(|b| b.is_ascii_graphic()))
                } else {
                    None
                };
                let text = shared(if empty { "" } else { seen.as_deref().unwrap_or(&text) });
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
                Ok(self.as_written(range))
            }
            _ => Ok(Node { span: range, kind: Kind::Scalar { text: Arc::default(), plain: true } }),
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
            let mut key = self.node(parser, event, range, depth + 1)?;
            if let Kind::Scalar { text, plain } = &key.kind
                && let Some(bare) = self.seen(&key.span, text, |_| true)
            {
                key.kind = Kind::Scalar { text: bare.into(), plain: *plain };
            }
            let Some((event, range)) = self.next(parser)? else { break };
            let value = self.node(parser, event, range, depth + 1)?;
            entries.push((key, value));
        }
        let end = entries.last().map_or(0, |(key, value): &(Node, Node)| value.span.end.max(key.span.end));
        Ok((entries, end))
    }

    /// Whether the parser stumbles in a line of which an anchor, alias or tag was told: what follows it there is no second
    /// mistake.
    fn is_refused_already(&self, error: &ScanError) -> bool {
        let at = error.marker().byte_offset().map(|at| self.out.file().line_range(at + self.base));
        at.is_some() && at == self.refused.map(|at| self.out.file().line_range(at))
    }

    fn alias(&mut self, range: &Range<usize>) {
        self.refused = Some(range.start);
        let hint = self.refused_line(range.start).map(|line| format!("write `{line}`"));
        self.out.tell(Code::YamlAlias, range, "a value that begins with `*` needs quotes", hint);
    }

    /// What was refused, as a text: nothing is missing where it stands.
    fn as_written(&self, range: Range<usize>) -> Node {
        let text = shared(self.out.file().text().get(range.clone()).unwrap_or_default().trim());
        Node { span: range, kind: Kind::Scalar { text, plain: false } }
    }

    /// Tells of anchors and tags; where the first of them stands.
    fn refuse_extras(&mut self, range: &Range<usize>, anchor: usize, tagged: bool) -> Option<usize> {
        if anchor != 0 || tagged {
            self.refused = Some(range.start);
        }
        let mut first = None;
        let extras = [(anchor != 0, '&', Code::YamlAnchor), (tagged, '!', Code::YamlTag)];
        for (_, sign, code) in extras.into_iter().filter(|(is_there, ..)| *is_there) {
            let start = self.before(range.start, sign).unwrap_or(range.start);
            first = Some(first.map_or(start, |first: usize| first.min(start)));
            let line = self.refused_line(start);
            let hint = line.map(|line| format!("for a text that begins with `{sign}` write `{line}`"));
            let message = format!("a value that begins with `{sign}` needs quotes");
            self.out.tell(code, &(start..range.end.max(start)), message, hint);
        }
        first
    }

    /// The line of an anchor, alias or tag with its value in quotes; of many, for the first ones: each takes reading the
    /// text again.
    fn refused_line(&mut self, offset: usize) -> Option<String> {
        self.refusals += 1;
        let is_one_of_few = self.refusals.saturating_mul(self.part.len()) <= mending::MOST_READ;
        is_one_of_few.then(|| self.quoted_line(offset))?
    }

    /// Where a sign stands on the same line before an offset.
    fn before(&self, offset: usize, sign: char) -> Option<usize> {
        let line = self.out.file().line_range(offset);
        let head = self.out.file().text().get(line.start..offset)?;
        head.rfind(sign).map(|at| line.start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostic, Style, render};

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let file = SourceFile::new("team.yml", text);
        let mut findings = Findings::default();
        let node = parse(&file, 0..text.len(), &mut findings);
        (node, findings.problems)
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
