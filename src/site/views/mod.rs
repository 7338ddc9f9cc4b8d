//! What templates see: one documented struct a page kind. A theme author's reference.

pub mod accessibility;
pub mod assessment;
mod axis;
pub mod cards;
mod common;
pub mod coverage;
pub mod dots;
pub mod favicon;
pub mod feed;
pub mod figures;
pub mod form;
pub mod frame;
pub mod growth;
pub mod history;
pub mod home;
pub mod join;
pub mod makeup;
pub mod matrix;
pub mod missing;
pub mod overview;
pub mod parts;
mod plain;
mod policy;
pub mod print;
pub mod ratings;
pub mod resource;
pub mod ring;
mod ring_names;
pub mod robots;
pub mod roster;
pub mod search;
pub mod seats;
mod shared;
pub mod sitemap;
pub mod social;
mod structured_data;
pub mod summary;
pub mod team;
pub mod teams;
mod tidy;
mod words;
mod writer;

pub(super) use common::Common;
pub(super) use overview::{overview_favicon, overview_page, overview_robots, redirect_page};

pub(super) use search::CutTexts;
pub use summary::Summary;

use serde::Serialize;
use tera::Context;

use super::Site;
use super::address::relative;
use super::anchors::ABOUT;
use super::pages::Page;
use super::parts::Long;
use crate::diagnostics::Diagnostic;
use crate::model::Lang;
use accessibility::AccessibilityView;
use coverage::{CoveragePartView, CoverageView};
use favicon::FaviconView;
use feed::FeedView;
use frame::Frame;
use home::HomeView;
use join::{JoinPartView, JoinView};
use plain::{NotFoundView, RedirectView};
use print::{PrintPartView, PrintView};
use resource::{ResourceView, ResourcesView};
use robots::RobotsView;
use search::SearchView;
use sitemap::SitemapView;
use team::TeamView;
use teams::{TeamsPartView, TeamsView};
use tidy::tidy;
use writer::{Setting, Writer};

/// A text with the language it is in, where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// What a page's template sees, and what stands around it.
trait PageView: Serialize {
    /// What stands around it.
    fn frame(&self, writer: &Writer<'_>) -> Frame;
}

/// What a template sees of a page.
fn context_of(frame: &Frame, view: &impl Serialize) -> Context {
    let mut context = Context::new();
    context.insert("page", frame);
    context.insert("view", view);
    context
}

impl Writer<'_> {
    /// What a template sees of a page with this view.
    fn page(&self, view: &impl PageView) -> Context {
        context_of(&view.frame(self), view)
    }

    /// What the template of a page sees; `None` where the page is of something that there is not.
    fn context(&self, page: &Page) -> Option<Context> {
        Some(match page {
            Page::Home => self.page(&HomeView::new(self)),
            Page::Teams => self.page(&TeamsView::new(self)),
            Page::Team(id) => {
                let team = self.site.district().team(id)?;
                let view = TeamView::new(self, team, &Setting::below(ABOUT, 0));
                context_of(&view.frame(self, team), &view)
            }
            Page::Resources(kind) => self.page(&ResourcesView::new(self, *kind)),
            Page::Resource(kind, id) => {
                let resource = self.site.published(*kind, id)?;
                let view = ResourceView::new(self, resource, &Setting::default());
                context_of(&view.frame(self, resource), &view)
            }
            Page::Coverage => self.page(&CoverageView::new(self)),
            Page::Join => self.page(&JoinView::new(self)),
            Page::Search => self.page(&SearchView::new(self)),
            Page::Print => self.page(&PrintView::new(self)),
            Page::Part(long, part) => self.part(page, *long, *part),
            Page::PrintKind(_) => {
                let view = PrintPartView::new(self, page);
                context_of(&view.frame(self, page), &view)
            }
            Page::Accessibility => self.page(&AccessibilityView::new(self)),
            Page::NotFound => self.page(&NotFoundView),
            Page::Redirect { to } => {
                let mut context = self.page(&RedirectView { to: to.clone() });
                context.insert("target", &self.relative(to));
                context
            }
        })
    }
}

impl Writer<'_> {
    /// What the template of a part of a long list sees.
    fn part(&self, page: &Page, long: Long, part: usize) -> Context {
        match long {
            Long::Schools => {
                let view = TeamsPartView::new(self, part);
                context_of(&view.frame(self, page, part), &view)
            }
            Long::Report => {
                let view = CoveragePartView::new(self, part);
                context_of(&view.frame(self, page), &view)
            }
            Long::Partners => {
                let view = JoinPartView::new(self, part);
                context_of(&view.frame(self, page), &view)
            }
            Long::Paper => {
                let view = PrintPartView::new(self, page);
                context_of(&view.frame(self, page), &view)
            }
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
        let writer = Writer::new(self, lang, path).with_template(page.kind().template);
        match writer.context(page) {
            Some(context) => self.fill(page.kind().template, lang, &context),
            None => self.fill(NOT_FOUND, lang, &writer.page(&NotFoundView)),
        }
    }

    /// Renders what programs read.
    pub(super) fn render_for_programs(
        &self,
        path: &str,
        lang: &Lang,
        file: ForPrograms,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let writer = Writer::new(self, lang, path);
        let mut context = Context::new();
        let template = match file {
            ForPrograms::Feed => {
                context.insert("view", &FeedView::new(&writer));
                "feed.xml"
            }
            ForPrograms::Sitemap => {
                context.insert("view", &SitemapView::new(&writer));
                "sitemap.xml"
            }
            ForPrograms::Robots => {
                context.insert("view", &RobotsView::new(&writer));
                "robots.txt"
            }
            ForPrograms::Favicon => {
                let name = writer.said(&self.district().name).text;
                context.insert("view", &FaviconView::new(self.palette, &name));
                "favicon.svg"
            }
        };
        self.fill(template, lang, &context)
    }

    fn fill(&self, template: &str, lang: &Lang, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.theme().render(template, lang, context).map(tidy)
    }

    /// What the search of a language looks through, as a script that `search.html` loads.
    pub(super) fn search_index(&self, path: &str, lang: &Lang) -> Vec<u8> {
        search::search_index(&Writer::new(self, lang, path))
    }

    /// The absolute address of a path of the site; `None` without `base_url`.
    fn absolute(&self, path: &str) -> Option<String> {
        let base = self.toolkit().settings().base_url.as_ref()?;
        let path = relative("", path);
        let is_index = path == "index.html" || path.ends_with("/index.html");
        let path = if is_index { path.strip_suffix("index.html").unwrap_or(&path) } else { &path };
        Some(format!("{base}/{}/{path}", self.district().id))
    }
}

/// What programs read, made by a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ForPrograms {
    /// `feed.xml`.
    Feed,
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `favicon.svg`.
    Favicon,
}

/// The template of the page for an address that is none.
const NOT_FOUND: &str = "404.html";
