//! What programs read: search engines, feed readers, browsers' tabs, and those that unfold a link.

use std::fmt::Write;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tera::Context;

use super::{Said, Writer};
use crate::model::{Kind, Resource, SchoolLevel};
use crate::site::Site;
use crate::site::address::{Entry, File, Page, address, relative};
use crate::theme::Palette;

/// What every page may load and do (Content Security Policy, level 3): the site's own files, and nothing else.
/// What a meta element can't say, such as `frame-ancestors`, is the server's to say.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'";

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

/// `view` of `feed.xml`: the resources by the day they were looked through, the newest first.
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// The toolkit's name.
    pub title: Said,
    /// The district's name.
    pub district: Said,
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// The feed's absolute address.
    pub address: String,
    /// The home page's absolute address.
    pub home: String,
    /// The newest entry's day as `YYYY-MM-DD`; the day of the figures where there is no entry.
    pub updated: String,
    /// The entries.
    pub entries: Vec<FeedEntry>,
}

/// A resource in the feed.
#[derive(Debug, Serialize)]
pub struct FeedEntry {
    /// The title.
    pub title: Said,
    /// The absolute address.
    pub address: String,
    /// The day it was looked through last, as `YYYY-MM-DD`.
    pub reviewed: String,
    /// What it is about.
    pub summary: Option<Said>,
}

/// `view` of `robots.txt`.
#[derive(Debug, Serialize)]
pub struct RobotsView {
    /// The sitemaps' absolute addresses; none without `base_url`.
    pub sitemaps: Vec<String>,
}

/// `view` of `favicon.svg`: the district's sign.
#[derive(Debug, Serialize)]
pub struct FaviconView {
    /// The district's color, such as `#0b5d66`, dark enough for white text.
    pub color: String,
    /// The first letter of the district's name.
    pub letter: String,
}

impl FaviconView {
    /// The sign of whoever has this palette and name.
    pub(super) fn new(palette: Palette, name: &str) -> Self {
        let letter = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect());
        Self { color: palette.light.to_string(), letter: letter.unwrap_or_else(|| "●".to_string()) }
    }
}

/// How a link to the page looks where it is unfolded (Open Graph); only with `base_url`.
#[derive(Debug, Serialize)]
pub struct SocialCard {
    /// The page's absolute address.
    pub address: String,
    /// The page's language as Open Graph writes it, such as `es` or `zh_Hans`.
    pub locale: String,
    /// The logo's absolute address, where it is a picture that such places show.
    pub image: Option<String>,
}

/// The policy of a page whose only script within the page is this one.
pub(super) fn policy(data: Option<&str>) -> String {
    match data {
        None => POLICY.to_string(),
        Some(data) => {
            let hash = BASE64_STANDARD.encode(Sha256::digest(data));
            POLICY.replace("script-src 'self'", &format!("script-src 'self' 'sha256-{hash}'"))
        }
    }
}

impl Writer<'_> {
    /// How a link to this page looks where it is unfolded.
    pub(super) fn social(&self) -> Option<SocialCard> {
        const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];
        let logo = self.site.district().brand.logo.as_ref().filter(|logo| {
            let ending = logo.rsplit('.').next().unwrap_or_default().to_lowercase();
            PICTURES.contains(&ending.as_str())
        });
        Some(SocialCard {
            address: self.site.absolute(self.path)?,
            locale: self.lang.as_str().replace('-', "_"),
            image: logo.and_then(|logo| {
                self.site.absolute(&File::Static(logo.clone()).address(self.site.default_language()))
            }),
        })
    }

    /// The district as an organization.
    pub(super) fn organization(&self) -> String {
        script_text(&self.organization_data())
    }

    /// The schools, each with the district above it.
    pub(super) fn schools_data(&self) -> Option<String> {
        let district = self.site.district();
        let schools = district.schools.iter().map(|school| {
            let kind = match school.level {
                Some(SchoolLevel::Elementary) => "ElementarySchool",
                Some(SchoolLevel::Middle) => "MiddleSchool",
                Some(SchoolLevel::High) => "HighSchool",
                Some(SchoolLevel::Combined | SchoolLevel::Other) | None => "School",
            };
            let mut data = json!({"@type": kind, "name": self.said(&school.name).text});
            if let Some(id) = &school.nces_id {
                data["identifier"] = id.as_str().into();
            }
            data
        });
        let schools: Vec<Value> = schools.collect();
        if schools.is_empty() {
            return None;
        }
        let mut organization = self.organization_data();
        organization["subOrganization"] = schools.into();
        Some(script_text(&organization))
    }

    fn organization_data(&self) -> Value {
        let district = self.site.district();
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "EducationalOrganization",
            "name": self.said(&district.name).text,
        });
        if let Some(website) = &district.website {
            data["url"] = website.as_str().into();
        }
        if let Some(id) = &district.nces_id {
            data["identifier"] = id.as_str().into();
        }
        if let Some(contact) = &district.contact {
            for (key, value) in [("email", &contact.email), ("telephone", &contact.phone)] {
                if let Some(value) = value {
                    data[key] = value.as_str().into();
                }
            }
        }
        data
    }

    /// `feed.xml`.
    pub(in crate::site) fn feed(&self, context: &mut Context) -> &'static str {
        let site = self.site;
        let resources = Kind::ALL.iter().copied().flat_map(|kind| site.published_of(kind));
        let mut dated: Vec<_> =
            resources.filter_map(|resource| Some((resource.reviewed?, resource))).collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let entries: Vec<FeedEntry> =
            dated.iter().map(|(reviewed, resource)| self.feed_entry(resource, *reviewed)).collect();
        let view = FeedView {
            title: self.said(&site.toolkit().settings().title),
            district: self.said(&site.district().name),
            lang: self.lang.to_string(),
            address: site.absolute(self.path).unwrap_or_default(),
            home: site
                .absolute(&address(&Page::Home, self.lang, site.default_language()))
                .unwrap_or_default(),
            updated: entries.first().map_or_else(|| site.report().as_of.to_string(), |e| e.reviewed.clone()),
            entries,
        };
        context.insert("view", &view);
        "feed.xml"
    }

    fn feed_entry(&self, resource: &Resource, reviewed: jiff::civil::Date) -> FeedEntry {
        let variant = resource.variant(self.lang);
        let page = Page::Resource(resource.kind(), resource.id.clone());
        FeedEntry {
            title: self.said_in(&variant.title, &variant.lang),
            address: self
                .site
                .absolute(&address(&page, self.lang, self.site.default_language()))
                .unwrap_or_default(),
            reviewed: reviewed.to_string(),
            summary: variant.summary.as_ref().map(|summary| self.said_in(summary, &variant.lang)),
        }
    }

    /// `sitemap.xml`.
    pub(in crate::site) fn sitemap(&self, context: &mut Context) -> &'static str {
        let site = self.site;
        let mut pages = Vec::new();
        for path in site.addresses() {
            let Some(Entry::Page(lang, page)) = site.entry(path) else { continue };
            if !site.is_for_search_engines(page, lang) {
                continue;
            }
            let Some(address) = site.absolute(path) else { continue };
            let reviewed = match page {
                Page::Resource(kind, id) => site.published(*kind, id).and_then(|resource| resource.reviewed),
                _ => None,
            };
            pages.push(SitemapPage {
                address,
                reviewed: reviewed.map(|date| date.to_string()),
                languages: site.alternates(page),
            });
        }
        context.insert("view", &SitemapView { pages });
        "sitemap.xml"
    }

    /// `robots.txt`.
    pub(in crate::site) fn robots(&self, context: &mut Context) -> &'static str {
        context.insert(
            "view",
            &RobotsView {
                sitemaps: self
                    .site
                    .absolute(&File::Sitemap.address(self.site.default_language()))
                    .into_iter()
                    .collect(),
            },
        );
        "robots.txt"
    }

    /// `favicon.svg`.
    pub(in crate::site) fn favicon(&self, context: &mut Context) -> &'static str {
        let name = self.said(&self.site.district().name).text;
        context.insert("view", &FaviconView::new(self.site.palette, &name));
        "favicon.svg"
    }
}

impl Site {
    /// The absolute address of a path of the site; `None` without `base_url`.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        let base = self.toolkit().settings().base_url.as_ref()?;
        let path = relative("", path);
        let is_index = path == "index.html" || path.ends_with("/index.html");
        let path = if is_index { path.strip_suffix("index.html").unwrap_or(&path) } else { &path };
        Some(format!("{base}/{}/{path}", self.district().id))
    }

    /// Whether search engines should know a page: it has its own text in this language, and is no other page's
    /// copy.
    pub(super) fn is_for_search_engines(&self, page: &Page, lang: &crate::model::Lang) -> bool {
        match page {
            Page::NotFound | Page::Redirect { .. } | Page::Print => false,
            Page::Resource(kind, id) => self
                .published(*kind, id)
                .is_some_and(|resource| resource.variant(lang).lang == *lang && !resource.draft),
            _ => true,
        }
    }

    /// A page in every language that it is written in, and the one for readers of none of them; empty without
    /// `base_url` and where there is one language only.
    pub(super) fn alternates(&self, page: &Page) -> Vec<Alternate> {
        let default = self.default_language();
        let written = self.district().languages.iter().filter(|lang| self.is_for_search_engines(page, lang));
        let mut all: Vec<Alternate> = written
            .filter_map(|lang| {
                let address = self.absolute(&address(page, lang, default))?;
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
}

/// JSON that can stand in a script element, whatever the texts in it are.
fn script_text(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes everything");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::script_text;

    #[test]
    fn no_text_ends_the_script() {
        let text = script_text(&serde_json::json!({"name": "</script><!-- & \u{2028}"}));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(read["name"], "</script><!-- & \u{2028}");
    }
}
