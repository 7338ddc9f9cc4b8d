//! How a link to a page looks where it is unfolded.

use serde::Serialize;

use super::Writer;
use crate::site::address::File;

/// The endings of pictures that such places show.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

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

impl SocialCard {
    /// How a link to this page looks; `None` without `base_url`.
    pub(super) fn new(writer: &Writer<'_>) -> Option<Self> {
        let site = writer.site;
        let logo = site.district().brand.logo.as_ref().filter(|logo| {
            let ending = logo.rsplit('.').next().unwrap_or_default().to_lowercase();
            PICTURES.contains(&ending.as_str())
        });
        let image =
            |logo: &String| site.absolute(&File::Static(logo.clone()).address(site.default_language()));
        Some(Self {
            address: site.absolute(writer.path)?,
            locale: writer.lang.as_str().replace('-', "_"),
            image: logo.and_then(image),
        })
    }
}
