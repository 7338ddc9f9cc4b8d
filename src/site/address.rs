//! The addresses of a district's site, and the way from one to another.

use super::pages::Page;
use crate::coverage::Format;
use crate::model::Lang;

/// What a district's site holds besides pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum File {
    /// `coverage/coverage.json` and the like: the figures.
    Coverage(Format),
    /// `search-index.js`: what the search in a language looks through.
    SearchIndex(Lang),
    /// `feed.xml`: the resources of a language by the day they were looked through.
    Feed(Lang),
    /// `sitemap.xml`: the pages for search engines.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `favicon.svg`: the district's sign in its color.
    Favicon,
    /// A file of the theme, below `assets/`.
    Asset(String),
    /// A file of the district, below `static/`.
    Static(String),
}

impl File {
    /// The address below the district's folder.
    pub(super) fn address(&self, default: &Lang) -> String {
        match self {
            Self::Coverage(format) => format!("coverage/{}", format.file()),
            Self::SearchIndex(lang) => in_language("search-index.js", lang, default),
            Self::Feed(lang) => in_language("feed.xml", lang, default),
            Self::Sitemap => "sitemap.xml".into(),
            Self::Robots => "robots.txt".into(),
            Self::Favicon => "favicon.svg".into(),
            Self::Asset(name) => format!("assets/{name}"),
            Self::Static(name) => format!("static/{name}"),
        }
    }

    /// The media type, without the encoding of a text.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Coverage(format) => format.media_type(),
            Self::SearchIndex(_) => "text/javascript",
            Self::Feed(_) | Self::Sitemap => "text/xml",
            Self::Robots => "text/plain",
            Self::Favicon => "image/svg+xml",
            Self::Asset(name) | Self::Static(name) => media_type(name),
        }
    }
}

/// The media type of a file that somebody else made, by the ending of its name.
pub fn media_type(name: &str) -> &'static str {
    mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream")
}

/// An entry of a site: a page in a language, or a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A page for readers of a language.
    Page(Lang, Page),
    /// A file for everybody.
    File(File),
}

impl Entry {
    /// Whether it is made, and not copied.
    pub(super) fn is_rendered(&self) -> bool {
        !matches!(self, Self::File(File::Asset(_) | File::Static(_)))
    }
}

/// The address of what is called `name` in every language's folder; the default language has no folder.
pub(super) fn in_language(name: &str, lang: &Lang, default: &Lang) -> String {
    if lang == default { name.to_string() } else { format!("{lang}/{name}") }
}

/// The way from one address to another, for a link that works from every folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folders = |address: &[u8]| memchr::memrchr(b'/', address).map_or(0, |last| last + 1);
    let from = from.as_bytes();
    let alike = from.iter().zip(to.as_bytes()).take_while(|(a, b)| a == b).count();
    let shared = folders(&from[..alike]);
    let up = memchr::memchr_iter(b'/', &from[shared..]).count();
    let mut way = String::with_capacity("../".len() * up + to.len() - shared);
    (0..up).for_each(|_| way.push_str("../"));
    way.extend(percent_encoding::utf8_percent_encode(&to[shared..], KEPT));
    way
}

/// What a link need not encode.
const KEPT: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn links_lead_from_folder_to_folder() {
        assert_eq!(relative("index.html", "teams/index.html"), "teams/index.html");
        assert_eq!(relative("teams/a.html", "teams/b.html"), "b.html");
        assert_eq!(relative("es/teams/a.html", "teams/a.html"), "../../teams/a.html");
        assert_eq!(relative("teams/a.html", "es/teams/a.html"), "../es/teams/a.html");
        assert_eq!(relative("es/index.html", "static/Ein Blatt.pdf"), "../static/Ein%20Blatt.pdf");
    }
}
