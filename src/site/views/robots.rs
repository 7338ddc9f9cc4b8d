//! `robots.txt`.

use serde::Serialize;

use super::Writer;
use crate::site::address::File;

/// `view` of `robots.txt`.
#[derive(Debug, Serialize)]
pub struct RobotsView {
    /// The sitemaps' absolute addresses; none without `base_url`.
    pub sitemaps: Vec<String>,
}

impl RobotsView {
    /// The district's sitemap.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let sitemap = writer.site.absolute(&File::Sitemap.address(writer.site.default_language()));
        Self { sitemaps: sitemap.into_iter().collect() }
    }
}
