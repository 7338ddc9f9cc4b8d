//! What templates see: one documented struct a page kind. A theme author's reference.

pub mod accessibility;
pub mod coverage;
pub mod frame;
pub mod home;
pub mod join;
pub mod overview;
pub mod print;
pub mod resource;
pub mod search;

pub mod team;
pub mod teams;
pub mod web;
pub mod words;

pub use overview::Summary;
pub(super) use overview::{overview_favicon, overview_page, overview_robots, redirect_page};

use serde::Serialize;
use tera::Context;

use super::Site;
use super::address::{Entry, File, Page, address, relative};
use super::anchors::ABOUT;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Document, Label, Slot};
use crate::model::{Kind, Lang, Text};
use crate::theme::{Argument, Strings};
use frame::Frame;

/// A text with the language it is in, where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
    /// Its writing direction, `ltr` or `rtl`, where its language is not the page's.
    pub dir: Option<&'static str>,
}

/// A rendered Markdown text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The HTML; put it in with `| safe`.
    pub html: String,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
    /// Its writing direction, where its language is not the page's.
    pub dir: Option<&'static str>,
}

/// A link to another page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The address, relative to the page.
    pub href: String,
    /// The link's text.
    pub text: Said,
}

/// Whom to write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// The person.
    pub name: Option<String>,
    /// The office.
    pub title: Option<Said>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The telephone number as a link wants it.
    pub tel: Option<String>,
}

/// Where on a page a Markdown text stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// What stands before every id.
    id_prefix: String,
    /// By how many levels its headings are lower than on a page of its own.
    lower: u8,
    /// What the text is called, where several stand on the page.
    name: Option<String>,
}

impl Setting {
    /// Below a heading, beside other texts.
    fn below(id_prefix: &str, lower: u8) -> Self {
        Self { id_prefix: id_prefix.to_string(), lower, name: None }
    }

    /// With a name that tells it from the other texts of the page.
    fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }
}

/// Writes a page: knows the site, the page's language and its address.
pub(super) struct Writer<'s> {
    pub(super) site: &'s Site,
    pub(super) lang: &'s Lang,
    pub(super) path: &'s str,
    pub(super) strings: &'s Strings,
    /// Whether the page holds all others, so that links to them stay on it.
    is_whole: bool,
}

impl<'s> Writer<'s> {
    /// A writer of what stands at `path`, for readers of `lang`.
    fn new(site: &'s Site, lang: &'s Lang, path: &'s str) -> Self {
        let is_whole = matches!(site.entry(path), Some(Entry::Page(_, Page::Print)));
        Self { site, lang, path, strings: site.theme().strings(lang), is_whole }
    }

    /// A text as this page's readers get it.
    fn said(&self, text: &Text) -> Said {
        let (text, lang) = text.get(self.lang, self.site.toolkit().settings().default_language());
        self.said_in(text, lang)
    }

    /// A text in a language.
    fn said_in(&self, text: &str, lang: &Lang) -> Said {
        let other = (lang != self.lang).then_some(lang);
        Said { text: text.to_string(), lang: other.map(ToString::to_string), dir: other.map(Lang::direction) }
    }

    /// Things by their names, in the order of the page's language.
    fn by_name<'t, T>(&self, all: impl IntoIterator<Item = &'t T>, name: impl Fn(&T) -> &Text) -> Vec<&'t T> {
        let mut all: Vec<&T> = all.into_iter().collect();
        all.sort_by(|a, b| self.strings.compare(&self.said(name(a)).text, &self.said(name(b)).text));
        all
    }

    /// An interface string.
    fn own(&self, key: &str) -> Said {
        Said { text: self.strings.get(key).to_string(), lang: None, dir: None }
    }

    /// An interface string with its placeholders filled.
    fn format(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.strings.format(key, arguments)
    }

    /// The way to another page in the same language.
    fn href(&self, page: &Page) -> String {
        match self.anchor_here(page) {
            Some(anchor) => format!("#{anchor}"),
            None => self.way(&address(page, self.lang, self.site.default_language())),
        }
    }

    /// The anchor of another page's content on this page, where this page holds it.
    fn anchor_here(&self, page: &Page) -> Option<String> {
        match page {
            Page::Team(id) if self.is_whole => Some(print::team_anchor(id)),
            Page::Resource(kind, id) if self.is_whole => Some(print::resource_anchor(*kind, id)),
            _ => None,
        }
    }

    /// The way to a file.
    fn way_to(&self, file: &File) -> String {
        self.way(&file.address(self.site.default_language()))
    }

    /// The way to an address of the site.
    fn way(&self, to: &str) -> String {
        relative(self.path, to)
    }

    fn link(&self, page: &Page, text: Said) -> LinkView {
        LinkView { href: self.href(page), text }
    }

    /// A link to a place on another page.
    fn link_to(&self, page: &Page, anchor: &str, text: Said) -> LinkView {
        LinkView { href: format!("{}#{anchor}", self.href(page)), text }
    }

    fn contact(&self, contact: &crate::model::Contact) -> ContactView {
        let tel = contact
            .phone
            .as_ref()
            .map(|phone| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>());
        ContactView {
            name: contact.name.clone(),
            title: contact.title.as_ref().map(|title| self.said(title)),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
            tel: tel.filter(|tel| !tel.is_empty()),
        }
    }

    /// A Markdown text of the file at `source`, its links led to their pages.
    fn prose(&self, document: &Document, lang: &Lang, source: &str, setting: &Setting) -> Prose {
        const LOWEST: u8 = 6;
        let html = document.html.fill(|slot| match slot {
            Slot::IdPrefix => setting.id_prefix.clone(),
            Slot::Whose => {
                setting.name.as_ref().map_or_else(String::new, |name| format!("{}: ", attribute(name)))
            }
            Slot::HeadingLevel(level) => (level + setting.lower).min(LOWEST).to_string(),
            Slot::Link(index) => document
                .links
                .get(index)
                .map_or_else(String::new, |link| self.link_href(link, lang, source, &setting.id_prefix)),
            Slot::ImageSize(index) => {
                let size =
                    document.links.get(index).and_then(|link| self.site.image_size(&link.target, source));
                size.map_or_else(String::new, |size| {
                    format!(" width=\"{}\" height=\"{}\"", size.width, size.height)
                })
            }
            Slot::Label(label) => attribute(&label_in(self.site.theme().strings(lang), label)),
        });
        let other = (lang != self.lang).then_some(lang);
        Prose { html, lang: other.map(ToString::to_string), dir: other.map(Lang::direction) }
    }

    /// Where a link of a document leads from this page. An anchor that the reader's version of the target has
    /// not is left out.
    fn link_href(&self, link: &crate::markdown::Link, lang: &Lang, source: &str, id_prefix: &str) -> String {
        let anchor = link.target.anchor.as_deref();
        let escaped = attribute(anchor.unwrap_or_default());
        if link.target.path.is_empty() {
            return format!("#{id_prefix}{escaped}");
        }
        let targets = self.site.targets();
        let Ok(target) = targets.follow(&link.target, source) else { return "#".into() };
        let to = target.address(self.lang, self.site.default_language());
        let anchor =
            anchor.filter(|anchor| *lang == *self.lang || targets.anchors(&target, self.lang).has(anchor));
        if let Some(Entry::Page(of, page)) = self.site.entry(&to)
            && of == self.lang
            && let Some(here) = self.anchor_here(page)
        {
            let is_text = matches!(page, Page::Resource(..)) && anchor.is_some();
            return if is_text { format!("#{here}_{escaped}") } else { format!("#{here}") };
        }
        let way = self.way(&to);
        if anchor.is_some() { format!("{way}#{escaped}") } else { way }
    }

    /// The variant for this page's readers of a text in several languages.
    fn prose_of(&self, texts: &[(Lang, Document)], source: &str, setting: &Setting) -> Option<Prose> {
        let (lang, document) = self.variant_of(texts)?;
        Some(self.prose(document, lang, source, setting))
    }

    /// The text in several languages that this page's readers get, with its language.
    fn variant_of<'t>(&self, texts: &'t [(Lang, Document)]) -> Option<(&'t Lang, &'t Document)> {
        let default = self.site.toolkit().settings().default_language();
        let find = |wanted: &Lang| texts.iter().find(|(lang, _)| lang == wanted);
        let (lang, document) = find(self.lang).or_else(|| find(default)).or(texts.first())?;
        Some((lang, document))
    }

    /// The name of a kind of resource in the plural, for headings and links.
    fn kind_key(kind: Kind) -> &'static str {
        match kind {
            Kind::Guide => "guides",
            Kind::Role => "roles",
            Kind::Rubric => "rubrics",
        }
    }
}

/// Words that the renderer adds to a text, in the text's language.
fn label_in(strings: &Strings, label: Label) -> String {
    match label {
        Label::Alert(alert) => strings.get(&format!("alert-{}", alert.word())).to_string(),
        Label::Table(number) => strings.format("markdown-table", &[("n", number.into())]),
        Label::Footnotes => strings.get("markdown-footnotes").to_string(),
        Label::Back(number) => strings.format("markdown-back", &[("n", number.into())]),
        Label::Done => strings.get("markdown-done").to_string(),
        Label::ToDo => strings.get("markdown-to-do").to_string(),
    }
}

/// Text fit for a double-quoted attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Removes the indentation and the empty lines that templates leave; `pre` keeps its own.
fn tidy(html: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&html) else { return html };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<pre") {
        let end = rest[start..].find("</pre>").map_or(rest.len(), |end| start + end);
        tidy_lines(&rest[..start], &mut out);
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    tidy_lines(rest, &mut out);
    out.into_bytes()
}

/// The lines of a piece without `pre`. What stands before its first and after its last line break is part of a
/// line that begins or ends elsewhere.
fn tidy_lines(piece: &str, out: &mut String) {
    for line in piece.split_inclusive('\n') {
        let at_start = out.is_empty() || out.ends_with('\n');
        let line = if at_start { line.trim_start() } else { line };
        match line.strip_suffix('\n') {
            Some(line) => {
                out.push_str(line.trim_end());
                if !out.ends_with('\n') && !out.is_empty() {
                    out.push('\n');
                }
            }
            None => out.push_str(line),
        }
    }
}

impl Site {
    /// Renders a page.
    pub(super) fn render_page(
        &self,
        path: &str,
        lang: &Lang,
        page: &Page,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render_with(path, lang, |writer, context| match page {
            Page::Home => writer.home(context),
            Page::Teams => writer.teams(context),
            Page::Team(id) => writer.team(id, context),
            Page::Resources(kind) => writer.resources(*kind, context),
            Page::Resource(kind, id) => writer.resource(*kind, id, context),
            Page::Coverage => writer.coverage(context),
            Page::Join => writer.join(context),
            Page::Search => writer.search(context),
            Page::Print => writer.print(context),
            Page::Accessibility => writer.accessibility(context),
            Page::NotFound => writer.not_found(context),
            Page::Redirect { to } => writer.redirect(to, context),
        })
    }

    /// Renders what a writer puts into a context and names the template of.
    pub(super) fn render_with<'s>(
        &'s self,
        path: &'s str,
        lang: &'s Lang,
        write: impl FnOnce(&Writer<'s>, &mut Context) -> &'static str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        let template = write(&Writer::new(self, lang, path), &mut context);
        self.theme().render(template, lang, &context).map(tidy)
    }

    /// What the search of a language looks through, as a script that `search.html` loads.
    pub(super) fn search_index(&self, path: &str, lang: &Lang) -> Vec<u8> {
        Writer::new(self, lang, path).search_index()
    }
}

impl Writer<'_> {
    /// Puts the frame and the page's own data into a context.
    fn put(context: &mut Context, frame: &Frame, view: &impl Serialize) {
        context.insert("page", frame);
        context.insert("view", view);
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn white_space_goes_but_within_pre() {
        let html = "<p>\n\n  <b>x</b> \n</p>  <pre>\n  a\n\n  b\n</pre>\n\n  <p>y\n";
        assert_eq!(
            String::from_utf8(tidy(html.into())).as_deref(),
            Ok("<p>\n<b>x</b>\n</p>  <pre>\n  a\n\n  b\n</pre>\n<p>y\n")
        );
    }
}
