//! The mapping from Markdown's events to HTML.

mod areas;
mod footnotes;
mod habits;
mod headings;
mod item_ids;
mod links;
mod lists;
mod quotes;
mod raw_html;
mod tables;
mod untaken;

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::html::{Html, Label, RawHtml, Slot};
use super::ids::{GitHub, Ids};
use super::{Document, Section};
use crate::diagnostics::{Code, Diagnostic, Findings, Lines, Place};
use areas::Areas;
pub use headings::HERE_TOO;
use headings::OpenHeading;
use links::OpenImage;
use lists::OpenIndicator;
use tables::OpenTable;

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'s> {
    /// Prose.
    Prose,
    /// A rubric of this id, whose lists hold indicators.
    Rubric(&'s str),
}

/// Renders a Markdown text. `place` tells where a range of it stands.
pub fn render(
    text: &str,
    subject: Subject<'_>,
    raw_html: RawHtml,
    place: &dyn Fn(Range<usize>) -> Place,
    findings: &mut Findings,
) -> Document {
    let broken = std::cell::RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            broken.borrow_mut().push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(callback));
    let mut renderer = Renderer::new(text, subject, raw_html, place, findings);
    if let Subject::Rubric(id) = subject
        && renderer.areas == Areas::Itself
    {
        renderer.start_area(id);
    }
    let definitions = habits::definitions(parser.reference_definitions());
    let mut events = TextMergeWithOffset::new(parser.into_offset_iter()).peekable();
    while let Some((event, range)) = events.next() {
        let block_ends = events.peek().is_none_or(|(next, _)| ends_inline_text(next));
        renderer.event(event, range, block_ends);
    }
    renderer.tell_references(definitions, broken.into_inner());
    renderer.finish()
}

/// What is read beyond plain Markdown.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Whether inline text, or a line of it, ends before this event.
fn ends_inline_text(next: &Event<'_>) -> bool {
    match next {
        Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_))
        | Event::SoftBreak
        | Event::HardBreak => true,
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        _ => false,
    }
}

struct Renderer<'r> {
    source: &'r str,
    lines: Lines,
    areas: Areas,
    /// Whether the section of an area is not closed yet.
    is_section_open: bool,
    raw_html: RawHtml,
    place: &'r dyn Fn(Range<usize>) -> Place,
    findings: &'r mut Findings,
    document: Document,
    ids: Ids,
    github: GitHub,
    /// The pieces that are being written, the outermost first.
    open: Vec<Html>,
    /// Source levels of the headings above.
    levels: Vec<u8>,
    heading: Option<OpenHeading>,
    heading_text: String,
    indicator: Option<OpenIndicator>,
    /// Where an item's id stands alone below it.
    id_below: Option<usize>,
    /// Whether a list here would hold indicators.
    in_area: bool,
    list_depth: usize,
    /// How many quotes, footnotes and lists of definitions are open.
    block_depth: usize,
    table: Option<OpenTable>,
    tables: usize,
    image: Option<OpenImage>,
    html_block: Option<(String, Range<usize>)>,
    footnote_numbers: HashMap<String, usize>,
    footnote_references: Vec<usize>,
    footnotes: HashMap<String, Html>,
    footnote_label: Option<String>,
    watch: untaken::Watch,
    /// Names of definitions of links that something refers to, in small letters.
    used: HashSet<String>,
    /// The ends of elements of HTML, once they are asked for.
    closings: Option<raw_html::Closings<'r>>,
}

impl<'r> Renderer<'r> {
    fn new(
        source: &'r str,
        subject: Subject<'_>,
        raw_html: RawHtml,
        place: &'r dyn Fn(Range<usize>) -> Place,
        findings: &'r mut Findings,
    ) -> Self {
        let own_area = areas::own_area(source, subject);
        let areas = match (subject, &own_area) {
            (Subject::Prose, _) => Areas::None,
            (Subject::Rubric(_), Some(_)) => Areas::Itself,
            (Subject::Rubric(_), None) => Areas::Headings,
        };
        Self {
            source,
            lines: Lines::of(source),
            areas,
            is_section_open: false,
            raw_html,
            place,
            findings,
            document: Document {
                sections: vec![Section::default()],
                areas: own_area.into_iter().collect(),
                ..Document::default()
            },
            ids: Ids::reserving(source),
            github: GitHub::default(),
            open: vec![Html::default()],
            levels: Vec::new(),
            heading: None,
            heading_text: String::new(),
            indicator: None,
            id_below: None,
            in_area: areas == Areas::Itself,
            list_depth: 0,
            block_depth: 0,
            table: None,
            tables: 0,
            image: None,
            html_block: None,
            footnote_numbers: HashMap::new(),
            footnote_references: Vec::new(),
            footnotes: HashMap::new(),
            footnote_label: None,
            watch: untaken::Watch::default(),
            used: HashSet::new(),
            closings: None,
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

    fn tell(&mut self, code: Code, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, (self.place)(span), message).hint(hint));
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>, block_ends: bool) {
        let has_id = self.take_misplaced_id(&event, &range, block_ends);
        if !has_id {
            self.look_for_untaken(&event, &range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, block_ends),
            Event::Code(text) => {
                self.note_text(&text);
                if self.image.is_none() {
                    self.push("<code>");
                    self.out().text(&text);
                    self.push("</code>");
                }
            }
            Event::Html(html) => match &mut self.html_block {
                Some((text, _)) => text.push_str(&html),
                None => self.html(&html, range, false),
            },
            Event::InlineHtml(html) => self.html(&html, range, false),
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
                let label = if done { Label::Done } else { Label::ToDo };
                self.push("<input type=\"checkbox\" disabled");
                self.push(if done { " checked" } else { "" });
                self.push(" aria-label=\"");
                self.out().slot(Slot::Label(label));
                self.push("\"> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, block_ends),
        }
    }

    /// Markup that an image's alternative text can't hold.
    fn markup(&mut self, markup: &str) {
        if self.image.is_none() {
            self.push(markup);
        }
    }

    /// Keeps text for the search, the outline, an indicator and an image's alternative text.
    fn note_text(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        }
        if self.heading.is_some() {
            self.heading_text.push_str(text);
            return;
        }
        if let Some(indicator) = &mut self.indicator {
            indicator.note(text);
        }
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push_str(text);
        }
    }

    fn text(&mut self, text: &str, block_ends: bool) {
        let text = if block_ends { self.without_indicator_id(text) } else { text };
        self.note_text(text);
        if self.image.is_none() {
            self.out().text(text);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.image.is_some() {
            return;
        }
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, id, classes, attrs } => {
                let has_attributes = !classes.is_empty() || !attrs.is_empty();
                self.start_heading(level, (id.map(|id| id.to_string()), has_attributes), range);
            }
            Tag::BlockQuote(kind) => self.start_quote(kind, &range),
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
                self.warn_of_second_footnote(&label, &range);
                self.footnote_label = Some(label.to_string());
                self.block_depth += 1;
                self.open.push(Html::default());
            }
            Tag::DefinitionList => {
                self.block_depth += 1;
                self.push("<dl>\n");
            }
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments, &range),
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(&range),
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
        if self.image.is_some() && tag != TagEnd::Image {
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
                    self.html(&text, span, true);
                }
            }
            TagEnd::List(ordered) => {
                self.list_depth = self.list_depth.saturating_sub(1);
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.end_item(),
            TagEnd::FootnoteDefinition => {
                self.block_depth = self.block_depth.saturating_sub(1);
                let piece = self.close_piece();
                if let Some(label) = self.footnote_label.take() {
                    self.footnotes.entry(label).or_insert(piece);
                }
            }
            TagEnd::DefinitionList => {
                self.block_depth = self.block_depth.saturating_sub(1);
                self.push("</dl>\n");
            }
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
            TagEnd::Link => self.push("</a>"),
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
            indicator.note(" ");
        }
    }

    fn finish(mut self) -> Document {
        while self.open.len() > 1 {
            let piece = self.close_piece();
            self.out().append(&piece);
        }
        self.warn_of_empty_area(self.source.len());
        self.warn_of_top_heading();
        self.end_area();
        self.footnotes();
        self.document.areas.retain(|area| self.areas != Areas::Itself || !area.indicators.is_empty());
        self.document.html = self.open.pop().unwrap_or_default();
        for id in std::mem::take(&mut self.watch.lost_ids) {
            self.ids.take(&id);
        }
        self.document.anchors = self.ids.into_anchors();
        self.document.sections.retain(|section| section.anchor.is_some() || !section.text.trim().is_empty());
        for section in &mut self.document.sections {
            section.heading = squeeze(&section.heading);
            section.text = squeeze(&section.text);
        }
        self.document
    }
}

/// A text with single spaces.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The part of a range that stands on its first line.
fn first_line(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or_default();
    let end = text.find('\n').map_or(range.end, |at| range.start + at);
    range.start..end
}
