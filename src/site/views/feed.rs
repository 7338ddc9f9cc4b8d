//! `feed.xml`: the resources by the day they were looked through.

use jiff::civil::Date;
use serde::Serialize;

use super::{Said, Writer};
use crate::model::{Kind, Resource};
use crate::site::pages::Page;

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

impl FeedView {
    /// The resources that say when they were looked through, the newest first.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let site = writer.site;
        let resources = Kind::ALL.iter().flat_map(|kind| site.published_of(*kind));
        let mut dated: Vec<_> =
            resources.filter_map(|resource| Some((resource.reviewed?, resource))).collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let entries: Vec<FeedEntry> =
            dated.iter().map(|(reviewed, resource)| FeedEntry::new(writer, resource, *reviewed)).collect();
        Self {
            title: writer.said(&site.toolkit().settings().title),
            district: writer.said(&site.district().name),
            lang: writer.lang.to_string(),
            address: site.absolute(writer.path).unwrap_or_default(),
            home: writer.absolute(&Page::Home),
            updated: entries.first().map_or_else(|| site.report().as_of.to_string(), |e| e.reviewed.clone()),
            entries,
        }
    }
}

impl FeedEntry {
    fn new(writer: &Writer<'_>, resource: &Resource, reviewed: Date) -> Self {
        let variant = resource.variant(writer.lang);
        Self {
            title: writer.said_in(&variant.title, &variant.lang),
            address: writer.absolute(&Page::Resource(resource.kind(), resource.id.clone())),
            reviewed: reviewed.to_string(),
            summary: variant.summary.as_ref().map(|summary| writer.said_in(summary, &variant.lang)),
        }
    }
}
