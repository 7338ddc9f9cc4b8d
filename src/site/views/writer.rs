//! What every view needs: texts in the page's language, links from where the page stands, rendered prose.

use super::parts::Held;
use super::shared::IfMentioned;
use super::{ContactView, LinkView, Prose, Said, print};
use crate::coverage::TeamReport;
use crate::markdown::{Document, Label, Link, Slot};
use crate::model::{Contact, Lang, Resource, Team, TeamId, Text};
use crate::site::Site;
use crate::site::address::{Entry, File, relative};
use crate::site::pages::Page;
use crate::theme::{Argument, Mentioned, Strings};

/// Where on a page a Markdown text stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// What stands before every id.
    id_prefix: String,
    /// By how many levels its headings are lower than on a page of its own.
    lower: u8,
    /// Where an indicator is answered on paper, as HTML.
    answer: String,
    /// What the text is called, where several stand on the page.
    name: Option<String>,
}

impl Setting {
    /// Below a heading, beside other texts.
    pub(super) fn below(id_prefix: &str, lower: u8) -> Self {
        Self { id_prefix: id_prefix.to_string(), lower, ..Self::default() }
    }

    /// With places to answer a rubric's indicators.
    pub(super) fn answered(&self, answer: String) -> Self {
        Self { answer, ..self.clone() }
    }

    /// With a name that tells it from the other texts of the page.
    pub(super) fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }
}

/// Writes a page: knows the site, the page's language and its address.
pub(super) struct Writer<'s> {
    pub(super) site: &'s Site,
    pub(super) lang: &'s Lang,
    pub(super) path: &'s str,
    pub(super) strings: &'s Strings,
    /// What of other pages stands on this one, so that links to them stay on it.
    held: Held<'s>,
    /// What the page's template mentions.
    mentioned: &'s Mentioned,
}

impl<'s> Writer<'s> {
    /// A writer of what stands at `path`, for readers of `lang`.
    pub(super) fn new(site: &'s Site, lang: &'s Lang, path: &'s str) -> Self {
        let (strings, held, mentioned) = (site.theme().strings(lang), Held::Nothing, &Mentioned::EVERYTHING);
        let bare = Self { site, lang, path, strings, held, mentioned };
        let held = Held::on(&bare);
        Self { held, ..bare }
    }

    /// A writer of a page that this template makes.
    pub(super) fn with_template(self, template: &str) -> Self {
        Self { mentioned: self.site.theme().mentioned(template), ..self }
    }

    /// A field of a view, if the page's template mentions it.
    pub(super) fn if_mentioned<T>(&self, field: &str, make: impl FnOnce() -> T) -> IfMentioned<T> {
        IfMentioned(self.mentioned.holds(field).then(make))
    }

    /// A text as this page's readers get it.
    pub(super) fn said(&self, text: &Text) -> Said {
        let (text, lang) = text.get(self.lang, self.site.toolkit().settings().default_language());
        self.said_in(text, lang)
    }

    /// A text in a language.
    pub(super) fn said_in(&self, text: &str, lang: &Lang) -> Said {
        let other = (lang != self.lang).then_some(lang);
        Said { text: text.to_string(), lang: other.map(ToString::to_string), dir: other.map(Lang::direction) }
    }

    /// Things by their names, in the order of the page's language.
    pub(super) fn by_name<'t, T>(
        &self,
        all: impl IntoIterator<Item = T>,
        name: impl Fn(&T) -> &'t Text,
    ) -> Vec<T> {
        let default = self.site.toolkit().settings().default_language();
        let named = all.into_iter().map(|one| (name(&one).get(self.lang, default).0, one));
        let mut named: Vec<(&str, T)> = named.collect();
        named.sort_by(|(a, _), (b, _)| self.strings.compare(a, b));
        named.into_iter().map(|(_, one)| one).collect()
    }

    /// Those that stand in a list, by their names: each name with the place among all of them.
    pub(super) fn rows_by_name<'t, T>(
        &self,
        all: &'t [T],
        is_in: impl Fn(&T) -> bool,
        name: impl Fn(&'t T) -> &'t Text,
    ) -> Vec<(Said, usize)> {
        let listed = all.iter().enumerate().filter(|(_, one)| is_in(one));
        let by_name = self.by_name(listed, |(_, one)| name(one));
        by_name.into_iter().map(|(place, one)| (self.said(name(one)), place)).collect()
    }

    /// An interface string.
    pub(super) fn interface(&self, key: &str) -> Said {
        Said { text: self.strings.get(key).to_string(), lang: None, dir: None }
    }

    /// An interface string with its placeholders filled.
    pub(super) fn format(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.strings.format(key, arguments)
    }

    /// The way to another page in the same language.
    pub(super) fn href(&self, page: &Page) -> String {
        match self.anchor_here(page) {
            Some(anchor) => format!("#{anchor}"),
            None => self.relative(&page.address(self.lang, self.site.default_language())),
        }
    }

    /// The anchor of another page's content on this page, where this page holds it.
    pub(super) fn anchor_here(&self, page: &Page) -> Option<String> {
        match page {
            Page::Team(id) if self.held.holds(page) => Some(print::team_anchor(id)),
            Page::Resource(kind, id) if self.held.holds(page) => Some(print::resource_anchor(*kind, id)),
            _ => None,
        }
    }

    /// The way to a file.
    pub(super) fn file_link(&self, file: &File) -> String {
        self.relative(&file.address(self.site.default_language()))
    }

    /// The way to an address of the site.
    pub(super) fn relative(&self, to: &str) -> String {
        relative(self.path, to)
    }

    pub(super) fn link(&self, page: &Page, text: Said) -> LinkView {
        LinkView { href: self.href(page), text }
    }

    /// A link to a place on another page.
    pub(super) fn link_to(&self, page: &Page, anchor: &str, text: Said) -> LinkView {
        let href = match self.anchor_here(page) {
            Some(here) => format!("#{here}_{anchor}"),
            None => format!("{}#{anchor}", self.href(page)),
        };
        LinkView { href, text }
    }

    pub(super) fn contact(&self, contact: &Contact) -> ContactView {
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
    pub(super) fn prose(&self, document: &Document, lang: &Lang, source: &str, setting: &Setting) -> Prose {
        const LOWEST: u8 = 6;
        let html = document.html.fill(|slot| match slot {
            Slot::IdPrefix => setting.id_prefix.clone(),
            Slot::Answer => setting.answer.clone(),
            Slot::Whose => {
                setting.name.as_ref().map_or_else(String::new, |name| format!("{}: ", attribute(name)))
            }
            Slot::HeadingLevel(level) => (level + setting.lower).min(LOWEST).to_string(),
            Slot::Link(index) => document.links.get(index).map_or_else(String::new, |link| {
                self.link_href(document, link, (lang, source), &setting.id_prefix)
            }),
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
    pub(super) fn link_href(
        &self,
        document: &Document,
        link: &Link,
        (lang, source): (&Lang, &str),
        id_prefix: &str,
    ) -> String {
        let anchor = link.target.anchor.as_deref();
        let targets = self.site.targets();
        let target = (!link.target.path.is_empty()).then(|| targets.follow(&link.target, source));
        let Some(target) = target else {
            let anchor = anchor.map(|anchor| document.anchor(anchor).unwrap_or(anchor));
            return format!("#{id_prefix}{}", attribute(anchor.unwrap_or_default()));
        };
        let Ok(target) = target else { return "#".into() };
        let on_page = targets.anchors(&target, lang);
        let anchor = anchor.map(|anchor| on_page.on_page(anchor));
        let escaped = attribute(anchor.unwrap_or_default());
        let to = target.address(self.lang, self.site.default_language());
        let date = self.site.report().as_of;
        let anchor = anchor.filter(|anchor| targets.shows(&target, anchor, (self.lang, lang), date));
        if let Some(Entry::Page(of, page)) = self.site.entry(&to)
            && of == self.lang
            && let Some(here) = self.anchor_here(page)
        {
            let is_text = matches!(page, Page::Resource(..)) && anchor.is_some();
            return if is_text { format!("#{here}_{escaped}") } else { format!("#{here}") };
        }
        let way = self.relative(&to);
        if anchor.is_some() { format!("{way}#{escaped}") } else { way }
    }

    /// The variant for this page's readers of a text in several languages.
    pub(super) fn prose_of(
        &self,
        texts: &[(Lang, Document)],
        source: &str,
        setting: &Setting,
    ) -> Option<Prose> {
        let (lang, document) = self.variant_of(texts)?;
        Some(self.prose(document, lang, source, setting))
    }

    /// The text in several languages that this page's readers get, with its language.
    pub(super) fn variant_of<'t>(&self, texts: &'t [(Lang, Document)]) -> Option<(&'t Lang, &'t Document)> {
        let default = self.site.toolkit().settings().default_language();
        let find = |wanted: &Lang| texts.iter().find(|(lang, _)| lang == wanted);
        let (lang, document) = find(self.lang).or_else(|| find(default)).or(texts.first())?;
        Some((lang, document))
    }

    /// Where a source file can be edited, with `edit_url`.
    pub(super) fn edit_url(&self, source: &str) -> Option<String> {
        self.site.toolkit().settings().edit_url.as_ref().map(|url| url.replace("{path}", source))
    }

    /// The absolute address of a page in this language; empty without `base_url`.
    pub(super) fn absolute(&self, page: &Page) -> String {
        self.site.absolute(&page.address(self.lang, self.site.default_language())).unwrap_or_default()
    }

    /// A link to a team.
    pub(super) fn team_link(&self, id: &TeamId) -> LinkView {
        let name = self.site.district().team(id).map(|team| self.said(&team.name));
        self.link(&Page::Team(id.clone()), name.unwrap_or_else(|| self.interface(Page::Teams.kind().title)))
    }

    /// A link to a team by the name under which a school looks for it: the school's, where it has no other team.
    pub(super) fn team_by_school(&self, team: &TeamReport) -> LinkView {
        let school = team.school.as_ref().and_then(|id| self.site.district().school(id));
        match school {
            Some(school) if self.site.has_one_team(&school.id) => {
                self.link(&Page::Team(team.id.clone()), self.said(&school.name))
            }
            _ => self.team_link(&team.id),
        }
    }

    /// Teams in the order in which a school looks for its own, each name with its place among them: the district's, then
    /// by the names they are linked by.
    pub(super) fn in_order(&self, teams: &[TeamReport]) -> Vec<(Said, usize)> {
        let names = teams.iter().map(|team| self.team_by_school(team).text);
        let mut named: Vec<(Said, usize)> = names.zip(0..).collect();
        named.sort_by(|(a, one), (b, other)| {
            let by_level = teams[*one].school.is_some().cmp(&teams[*other].school.is_some());
            by_level.then_with(|| self.strings.compare(&a.text, &b.text))
        });
        named
    }

    /// A link to a resource.
    pub(super) fn resource_link(&self, resource: &Resource) -> LinkView {
        let variant = resource.variant(self.lang);
        let page = Page::Resource(resource.kind(), resource.id.clone());
        self.link(&page, self.said_in(&variant.title, &variant.lang))
    }

    /// The day from which a team works, when that is to come.
    pub(super) fn starts(&self, team: &Team) -> Option<String> {
        let to_come = team.started.filter(|_| !team.exists(self.site.report().as_of));
        to_come.map(|date| self.strings.date(date))
    }

    /// Whether partners may ask to join a team: one of a school that is not there has nobody to meet.
    pub(super) fn is_open(&self, team: &Team) -> bool {
        let school = team.school().and_then(|id| self.site.district().school(id));
        let is_there = school.is_none_or(|school| school.is_there(self.site.report().as_of));
        team.welcomes_partners && is_there
    }

    /// The teams that partners may ask to join, in the order of their ids.
    pub(super) fn open_teams(&self) -> impl Iterator<Item = &'s Team> {
        self.site.district().teams.iter().filter(|team| self.is_open(team))
    }

    /// The name of a language in this one, as it stands in a sentence.
    pub(super) fn language_name(&self, lang: &Lang) -> String {
        let key = format!("in-{lang}");
        if self.strings.has(&key) { self.strings.get(&key).to_string() } else { lang.to_string() }
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
pub(super) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
