//! The mapping from Markdown's events to HTML.

mod footnotes;
mod links;
mod lists;
mod tables;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeWithOffset,
};

use super::html::{Html, Slot};
use super::ids::{Ids, slug};
use super::{Area, Document, Heading, Section};
use crate::diagnostics::{Diagnostic, Place};
use lists::OpenIndicator;
use tables::OpenTable;

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Prose.
    Prose,
    /// A rubric, whose lists hold indicators.
    Rubric,
}

/// What becomes of HTML in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// It is shown as text, with a warning.
    EscapeHtml,
    /// It is passed on.
    AllowHtml,
}

/// The words that the renderer adds, in the text's language.
#[derive(Debug, Clone)]
pub struct Labels {
    /// The titles of alerts: note, tip, important, warning, caution.
    pub alerts: [String; 5],
    /// The name of a table, with `{n}`.
    pub table: String,
    /// The title of the footnotes.
    pub footnotes: String,
    /// The link back from a footnote, with `{n}`.
    pub back: String,
    /// A task that is done.
    pub done: String,
    /// A task that is not.
    pub to_do: String,
}

/// Renders a Markdown text. `place` tells where a range of it stands.
pub fn render(
    text: &str,
    subject: Subject,
    style: Style,
    labels: &Labels,
    place: &dyn Fn(Range<usize>) -> Place,
) -> (Document, Vec<Diagnostic>) {
    let broken = std::cell::RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            broken.borrow_mut().push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    let mut renderer = Renderer::new(text, subject, style, labels, place);
    let mut events = TextMergeWithOffset::new(parser.into_offset_iter()).peekable();
    while let Some((event, range)) = events.next() {
        let block_ends = events.peek().is_none_or(|(next, _)| ends_inline_text(next));
        renderer.event(event, range, block_ends);
    }
    for (span, reference) in broken.into_inner() {
        let message = format!("the link's reference `[{reference}]` is not defined");
        renderer.found.push(Diagnostic::error("broken-link", place(span), message).hint(format!(
            "add a line `[{reference}]: path/to/file.md`, or write the path in round brackets"
        )));
    }
    renderer.finish()
}

/// Whether inline text ends before this event.
fn ends_inline_text(next: &Event<'_>) -> bool {
    match next {
        Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_)) => true,
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        _ => false,
    }
}

/// A heading whose end is not read yet.
struct OpenHeading {
    level: u8,
    source_level: u8,
    id: Option<String>,
    span: Range<usize>,
}

struct Renderer<'r> {
    source: &'r str,
    subject: Subject,
    style: Style,
    labels: &'r Labels,
    place: &'r dyn Fn(Range<usize>) -> Place,
    found: Vec<Diagnostic>,
    document: Document,
    ids: Ids,
    /// The pieces that are being written, the outermost first.
    open: Vec<Html>,
    /// Source levels of the headings above.
    levels: Vec<u8>,
    heading: Option<OpenHeading>,
    heading_text: String,
    indicator: Option<OpenIndicator>,
    /// Whether a list here would hold indicators.
    in_area: bool,
    list_depth: usize,
    block_depth: usize,
    table: Option<OpenTable>,
    tables: usize,
    /// The text of an image while it is read.
    alt: Option<(String, String, Range<usize>, bool)>,
    links: Vec<&'static str>,
    html_block: Option<(String, Range<usize>)>,
    footnote_numbers: HashMap<String, usize>,
    footnote_references: Vec<usize>,
    footnotes: HashMap<String, Html>,
    footnote_label: Option<String>,
}

impl<'r> Renderer<'r> {
    fn new(
        source: &'r str,
        subject: Subject,
        style: Style,
        labels: &'r Labels,
        place: &'r dyn Fn(Range<usize>) -> Place,
    ) -> Self {
        Self {
            source,
            subject,
            style,
            labels,
            place,
            found: Vec::new(),
            document: Document { sections: vec![Section::default()], ..Document::default() },
            ids: Ids::reserving(source),
            open: vec![Html::default()],
            levels: Vec::new(),
            heading: None,
            heading_text: String::new(),
            indicator: None,
            in_area: false,
            list_depth: 0,
            block_depth: 0,
            table: None,
            tables: 0,
            alt: None,
            links: Vec::new(),
            html_block: None,
            footnote_numbers: HashMap::new(),
            footnote_references: Vec::new(),
            footnotes: HashMap::new(),
            footnote_label: None,
        }
    }

    fn out(&mut self) -> &mut Html {
        self.open.last_mut().expect("the outermost piece stays open")
    }

    fn push(&mut self, markup: &str) {
        self.out().push(markup);
    }

    fn close_piece(&mut self) -> Html {
        if self.open.len() > 1 { self.open.pop().unwrap_or_default() } else { Html::default() }
    }

    fn error(&mut self, code: &'static str, span: Range<usize>, message: String, hint: Option<String>) {
        self.found.push(Diagnostic::error(code, (self.place)(span), message).maybe_hint(hint));
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>, block_ends: bool) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, block_ends),
            Event::Code(text) => {
                self.note_text(&text);
                if self.alt.is_none() {
                    self.push("<code>");
                    self.out().text(&text);
                    self.push("</code>");
                }
            }
            Event::Html(html) => match &mut self.html_block {
                Some((text, _)) => text.push_str(&html),
                None => self.raw_html(&html, range, false),
            },
            Event::InlineHtml(html) => self.raw_html(&html, range, false),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => {
                self.note_text(" ");
                self.markup("\n");
            }
            Event::HardBreak => {
                self.note_text(" ");
                self.markup("<br>\n");
            }
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                let label = if done { self.labels.done.clone() } else { self.labels.to_do.clone() };
                self.push("<input type=\"checkbox\" disabled");
                self.push(if done { " checked" } else { "" });
                self.push(" aria-label=\"");
                self.out().text(&label);
                self.push("\"> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, block_ends),
        }
    }

    /// Markup that an image's alternative text can't hold.
    fn markup(&mut self, markup: &str) {
        if self.alt.is_none() {
            self.push(markup);
        }
    }

    /// Keeps text for the search, the outline, an indicator and an image's alternative text.
    fn note_text(&mut self, text: &str) {
        if let Some((alt, ..)) = &mut self.alt {
            alt.push_str(text);
        }
        if self.heading.is_some() {
            self.heading_text.push_str(text);
            return;
        }
        if let Some(indicator) = self.indicator.as_mut().filter(|indicator| indicator.in_first_block) {
            indicator.text.push_str(text);
        }
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push_str(text);
        }
    }

    fn text(&mut self, text: &str, block_ends: bool) {
        let text = if block_ends { self.without_indicator_id(text) } else { text };
        self.note_text(text);
        if self.alt.is_none() {
            self.out().text(text);
        }
    }

    /// Takes `{#id}` from the end of an indicator's first block.
    fn without_indicator_id<'t>(&mut self, text: &'t str) -> &'t str {
        let Some(indicator) = self.indicator.as_mut().filter(|indicator| indicator.in_first_block) else {
            return text;
        };
        let trimmed = text.trim_end();
        let Some((head, id)) = trimmed.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) else {
            return text;
        };
        if id.is_empty() || id.contains(char::is_whitespace) {
            return text;
        }
        indicator.id = Some(id.to_string());
        head.trim_end()
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.alt.is_some() {
            return;
        }
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, id, .. } => self.start_heading(level, id.map(|id| id.to_string()), range),
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => {
                self.push("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(language) = &kind
                    && let Some(word) = language.split_whitespace().next()
                {
                    self.push(" class=\"language-");
                    self.out().text(word);
                    self.push("\"");
                }
                self.push(">");
            }
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(label) => {
                self.footnote_label = Some(label.to_string());
                self.open.push(Html::default());
            }
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments, &range),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = true;
                    table.column = 0;
                }
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
                self.push("<tr>");
            }
            Tag::TableCell => self.open.push(Html::default()),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, range);
            }
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if self.alt.is_some() && tag != TagEnd::Image {
            return;
        }
        match tag {
            TagEnd::Paragraph => {
                self.push("</p>\n");
                self.end_block();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.block_depth = self.block_depth.saturating_sub(1);
                self.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.push("</code></pre>\n"),
            TagEnd::HtmlBlock => {
                if let Some((text, span)) = self.html_block.take() {
                    self.raw_html(&text, span, true);
                }
            }
            TagEnd::List(ordered) => {
                self.list_depth = self.list_depth.saturating_sub(1);
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.end_item(),
            TagEnd::FootnoteDefinition => {
                let piece = self.close_piece();
                if let Some(label) = self.footnote_label.take() {
                    self.footnotes.entry(label).or_insert(piece);
                }
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => {
                self.table = None;
                self.push("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                }
                self.push("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Link => {
                let closing = self.links.pop().unwrap_or_default();
                self.push(closing);
            }
            TagEnd::Image => self.end_image(),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The search must not glue the last word of a block to the next one's first.
    fn end_block(&mut self) {
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push(' ');
        }
        if let Some(indicator) = &mut self.indicator {
            indicator.in_first_block = false;
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<String>, span: Range<usize>) {
        let source_level = level as u8;
        while self.levels.last().is_some_and(|above| *above >= source_level) {
            self.levels.pop();
        }
        self.levels.push(source_level);
        let level = u8::try_from(self.levels.len() + 1).unwrap_or(6).min(6);
        self.heading = Some(OpenHeading { level, source_level, id, span });
        self.heading_text.clear();
        self.open.push(Html::default());
    }

    fn end_heading(&mut self) {
        let piece = self.close_piece();
        let Some(heading) = self.heading.take() else { return };
        let text = self.heading_text.trim().to_string();
        let id = match heading.id {
            Some(id) => {
                if !self.ids.take(&id) {
                    self.duplicate_id(&id, heading.span.clone());
                }
                id
            }
            None => self.ids.make(&slug(&text)),
        };
        let level = heading.level;
        self.push("<h");
        self.out().slot(Slot::HeadingLevel(level));
        self.out().id(&id);
        self.push(">");
        self.out().append(&piece);
        self.push("</h");
        self.out().slot(Slot::HeadingLevel(level));
        self.push(">\n");
        self.in_area = false;
        if self.subject == Subject::Rubric
            && heading.source_level == 2
            && self.list_depth == 0
            && self.block_depth == 0
        {
            self.in_area = true;
            self.document.areas.push(Area { id: id.clone(), name: text.clone(), indicators: Vec::new() });
        }
        self.document.sections.push(Section {
            anchor: Some(id.clone()),
            heading: text.clone(),
            text: String::new(),
        });
        self.document.outline.push(Heading { level, id, text });
    }

    fn duplicate_id(&mut self, id: &str, span: Range<usize>) {
        let message = format!("the id `{id}` stands twice in this file");
        self.error("duplicate-id", span, message, Some("choose another one for one of the two".into()));
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.block_depth += 1;
        let Some(kind) = kind else { return self.push("<blockquote>\n") };
        let (index, name) = match kind {
            BlockQuoteKind::Note => (0, "note"),
            BlockQuoteKind::Tip => (1, "tip"),
            BlockQuoteKind::Important => (2, "important"),
            BlockQuoteKind::Warning => (3, "warning"),
            BlockQuoteKind::Caution => (4, "caution"),
        };
        let title = self.labels.alerts[index].clone();
        self.push(&format!("<div class=\"alert alert-{name}\" role=\"note\"><div class=\"alert-title\">"));
        self.out().text(&title);
        self.push("</div>\n");
    }

    fn raw_html(&mut self, html: &str, span: Range<usize>, block: bool) {
        if self.style == Style::AllowHtml {
            return self.markup(html);
        }
        let text = without_comments(html);
        if text.trim().is_empty() {
            return;
        }
        if !text.trim_start().starts_with("</") {
            let span = first_line(self.source, span);
            self.found
                .push(Diagnostic::warning("raw-html", (self.place)(span), "HTML is shown as text here").hint(
                "write it in Markdown; or set `raw_html: allow` in teamkit.yml if all authors are trusted",
            ));
        }
        self.note_text(&text);
        if self.alt.is_some() {
            return;
        }
        if block {
            self.push("<p>");
        }
        self.out().text(text.trim_end());
        if block {
            self.push("</p>\n");
        }
    }

    fn finish(mut self) -> (Document, Vec<Diagnostic>) {
        while self.open.len() > 1 {
            let piece = self.close_piece();
            self.out().append(&piece);
        }
        self.footnotes();
        self.document.html = self.open.pop().unwrap_or_default();
        self.document.anchors = self.ids.into_anchors();
        self.document.sections.retain(|section| section.anchor.is_some() || !section.text.trim().is_empty());
        (self.document, self.found)
    }
}

/// The part of a range that stands on its first line.
fn first_line(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or_default();
    let end = text.find('\n').map_or(range.end, |at| range.start + at);
    range.start..end
}

/// HTML without its comments; one that is never closed goes to the end.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + 3..]);
    }
    out.push_str(rest);
    out
}
