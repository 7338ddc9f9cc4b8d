//! What every page shows around its own content.

use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use serde::Serialize;

use super::policy::policy;
use super::shared::Shared;
use super::sitemap::{Alternate, alternates};
use super::social::SocialCard;
use super::{ContactView, LinkView, Said, Writer};
use crate::model::Lang;
use crate::site::address::{Entry, File};
use crate::site::pages::Page;

/// `page`: what every page shows around its own content. Its size does not depend on the district's.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The page's own title.
    pub title: Said,
    /// What the page is about, in a sentence; for search engines and cards.
    pub description: Option<String>,
    /// The page's language as a BCP 47 tag.
    pub lang: String,
    /// The page's writing direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The way to the district's folder, such as `../`; empty on the home page.
    pub root: String,
    /// The way to the language's folder; the same as `root` in the default language.
    pub base: String,
    /// The toolkit's name.
    pub toolkit: Said,
    /// The district's name.
    pub district: Said,
    /// The district's logo, relative to the page.
    pub logo: Option<String>,
    /// The district's own site.
    pub website: Option<String>,
    /// Whom to write to at the district.
    pub contact: Option<ContactView>,
    /// The site's parts.
    pub nav: Shared<Vec<NavItem>>,
    /// The way down to this page, without the page itself.
    pub trail: Vec<LinkView>,
    /// The same page in every language of the site; empty with one language.
    pub languages: Vec<LanguageView>,
    /// The page's absolute address, with `base_url`; for a page that is not translated, the original's.
    pub canonical: Option<String>,
    /// The page in each language that it is written in, with `base_url`.
    pub alternates: Vec<Alternate>,
    /// How a link to the page looks where it is unfolded, with `base_url`.
    pub social: Option<SocialCard>,
    /// The way to the feed, with `base_url`.
    pub feed: Option<String>,
    /// The way to the district's sign.
    pub favicon: String,
    /// What the page may load and do; put it in with `| safe`.
    pub policy: String,
    /// Facts for search engines (JSON-LD), as the text of a script; put it in with `| safe`.
    pub data: Option<String>,
    /// The way to the search.
    pub search: String,
    /// The way to the page for paper.
    pub print: String,
    /// The way to the accessibility statement.
    pub accessibility: String,
    /// Where the page's source can be edited, with `edit_url`.
    pub edit_url: Option<String>,
    /// The language that the page's text is really in, when there is no translation.
    pub fallback: Option<String>,
    /// The date of the figures, in the page's language; only on a page that tells figures.
    pub as_of: Option<String>,
    /// The way to the page above the districts, when there is more than one district.
    pub all_districts: Option<String>,
    /// Whether search engines should leave the page out.
    pub no_index: bool,
}

/// A part of the site.
#[derive(Debug, Serialize)]
pub struct NavItem {
    /// The address, relative to the page.
    pub href: String,
    /// The part's name.
    pub name: String,
    /// Whether this page belongs to it.
    pub current: bool,
}

/// The same page in a language.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    /// The language as a BCP 47 tag.
    pub tag: String,
    /// The language's name in itself.
    pub name: String,
    /// Its writing direction.
    pub dir: &'static str,
    /// The address, relative to the page.
    pub href: String,
    /// Whether it is this page's.
    pub current: bool,
}

impl Frame {
    /// The frame of a page whose kind gives it its title.
    pub(super) fn of(writer: &Writer<'_>, page: &Page) -> Self {
        Self::new(writer, page, writer.interface(page.kind().title), Vec::new())
    }

    /// The frame of a page.
    pub(super) fn new(writer: &Writer<'_>, page: &Page, title: Said, trail: Vec<LinkView>) -> Self {
        let site = writer.site;
        let (district, settings) = (site.district(), site.toolkit().settings());
        let depth = writer.path.matches('/').count();
        let root = "../".repeat(depth);
        let is_default = writer.lang == site.default_language();
        let base = if is_default { root.clone() } else { "../".repeat(depth.saturating_sub(1)) };
        Self {
            title,
            description: None,
            lang: writer.lang.to_string(),
            dir: writer.lang.direction(),
            root,
            base,
            toolkit: writer.said(&settings.title),
            district: writer.said(&district.name),
            logo: district.brand.logo.as_ref().map(|logo| writer.file_link(&File::Static(logo.clone()))),
            website: district.website.clone(),
            contact: district.contact.as_ref().map(|contact| writer.contact(contact)),
            nav: site.common.navigations.of(writer, page),
            trail,
            languages: LanguageView::all(writer, page),
            canonical: site.absolute(writer.path),
            alternates: alternates(site, page),
            social: SocialCard::new(writer),
            feed: settings.base_url.as_ref().map(|_| writer.file_link(&File::Feed(writer.lang.clone()))),
            favicon: writer.file_link(&File::Favicon),
            policy: policy(None),
            data: None,
            search: writer.href(&Page::Search),
            print: writer.href(&Page::Print),
            accessibility: writer.href(&Page::Accessibility),
            edit_url: None,
            fallback: None,
            as_of: page.kind().has_figures.then(|| writer.strings.date(site.report().as_of)),
            all_districts: (site.toolkit().folders().len() > 1)
                .then(|| format!("{}../index.html", "../".repeat(depth))),
            no_index: false,
        }
    }

    /// Adds facts for search engines, and lets the policy know.
    pub(super) fn add_data(&mut self, data: Option<String>) {
        self.policy = policy(data.as_deref());
        self.data = data;
    }
}

/// What decides how pages name the site's parts: their language, folder and part.
type Place = (Lang, String, Page);

/// The site's parts as pages name them. Pages of one language, folder and part name them alike.
#[derive(Debug, Default)]
pub(super) struct Navigations(Mutex<HashMap<Place, Shared<Vec<NavItem>>>>);

impl Navigations {
    fn of(&self, writer: &Writer<'_>, page: &Page) -> Shared<Vec<NavItem>> {
        let folder = writer.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let key = (writer.lang.clone(), folder.to_string(), page.part());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Shared::new(&NavItem::all(writer, page))).clone()
    }
}

impl NavItem {
    /// The site's parts, of which this page's is the current one.
    fn all(writer: &Writer<'_>, page: &Page) -> Vec<Self> {
        let part = page.part();
        let items = Page::navigation().filter_map(|to| {
            let name = writer.strings.get(to.kind().navigation?).to_string();
            Some(Self { href: writer.href(&to), name, current: to == part })
        });
        items.collect()
    }
}

impl LanguageView {
    /// The same page in every language of the site; empty with one language.
    fn all(writer: &Writer<'_>, page: &Page) -> Vec<Self> {
        let languages = &writer.site.district().languages;
        if languages.len() < 2 {
            return Vec::new();
        }
        let view = |lang: &Lang| {
            let wanted = page.address(lang, writer.site.default_language());
            let path = match writer.site.entry(&wanted) {
                Some(Entry::Page(..)) => wanted,
                Some(Entry::File(_)) | None => Page::Home.address(lang, writer.site.default_language()),
            };
            let strings = writer.site.theme().strings(lang);
            let has_name = strings.lang() == lang;
            Self {
                tag: lang.to_string(),
                name: if has_name { strings.get("language-name").to_string() } else { lang.to_string() },
                dir: lang.direction(),
                href: writer.relative(&path),
                current: lang == writer.lang,
            }
        };
        languages.iter().map(view).collect()
    }
}
