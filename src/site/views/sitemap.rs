//! `sitemap.xml`, and the same page in other languages.

use serde::Serialize;

use super::Writer;
use crate::model::Lang;
use crate::site::Site;
use crate::site::address::Entry;
use crate::site::pages::Page;

/// `view` of `sitemap.xml`: the pages for search engines.
#[derive(Debug, Serialize)]
pub struct SitemapView {
    /// The pages, in the order of their addresses.
    pub pages: Vec<SitemapPage>,
}

/// A page for search engines.
#[derive(Debug, Serialize)]
pub struct SitemapPage {
    /// The absolute address.
    pub address: String,
    /// The day it was looked through last, as `YYYY-MM-DD`.
    pub reviewed: Option<String>,
    /// The same page in each language that it is written in, where there are several.
    pub languages: Vec<Alternate>,
}

/// A page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The language as a BCP 47 tag, or `x-default`.
    pub tag: String,
    /// The absolute address.
    pub address: String,
}

impl SitemapView {
    /// The pages of the site that search engines should know.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        Self { pages: writer.site.addresses().filter_map(|path| sitemap_page(writer.site, path)).collect() }
    }
}

fn sitemap_page(site: &Site, path: &str) -> Option<SitemapPage> {
    let Entry::Page(lang, page) = site.entry(path)? else { return None };
    if !is_for_search_engines(site, page, lang) {
        return None;
    }
    let reviewed = match page {
        Page::Resource(kind, id) => site.published(*kind, id).and_then(|resource| resource.reviewed),
        _ => None,
    };
    Some(SitemapPage {
        address: site.absolute(path)?,
        reviewed: reviewed.map(|date| date.to_string()),
        languages: alternates(site, page),
    })
}

/// Whether search engines should know a page: it has its own text in this language, and is no other page's copy.
fn is_for_search_engines(site: &Site, page: &Page, lang: &Lang) -> bool {
    let is_written = match page {
        Page::Resource(kind, id) => site
            .published(*kind, id)
            .is_some_and(|resource| resource.variant(lang).lang == *lang && !resource.draft),
        _ => true,
    };
    is_written && page.kind().is_for_search_engines
}

/// A page in every language that it is written in, and the one for readers of none of them; empty without
/// `base_url` and where there is one language only.
pub(super) fn alternates(site: &Site, page: &Page) -> Vec<Alternate> {
    let default = site.default_language();
    let written = site.district().languages.iter().filter(|lang| is_for_search_engines(site, page, lang));
    let mut all: Vec<Alternate> = written
        .filter_map(|lang| {
            let address = site.absolute(&page.address(lang, default))?;
            Some(Alternate { tag: lang.to_string(), address })
        })
        .collect();
    if all.len() < 2 {
        return Vec::new();
    }
    let first = Alternate { tag: "x-default".into(), address: all[0].address.clone() };
    all.push(first);
    all
}
