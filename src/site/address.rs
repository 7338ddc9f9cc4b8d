//! The addresses of a district's site, and the way from one to another.

use crate::model::{Kind, Lang, ResourceId, TeamId};

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Page {
    /// What the team work is about, coverage at a glance, ways in.
    Home,
    /// All teams and schools.
    Teams,
    /// One team.
    Team(TeamId),
    /// All guides, roles or rubrics.
    Resources(Kind),
    /// One guide, role or rubric.
    Resource(Kind, ResourceId),
    /// The coverage report.
    Coverage,
    /// Teams that welcome partners, and leaders of schools without a team.
    Join,
    /// The search, and everything from A to Z.
    Search,
    /// The whole toolkit on one page, for paper.
    Print,
    /// What was done for everyone to be able to read the site, and whom to write to.
    Accessibility,
    /// What a server shows for an address that is none.
    NotFound,
    /// A page that leads on, from an old address.
    Redirect {
        /// The address that it leads to.
        to: String,
    },
}

impl Page {
    /// The address below the language's folder.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Home => "index.html".into(),
            Self::Teams => "teams/index.html".into(),
            Self::Team(id) => format!("teams/{id}.html"),
            Self::Resources(kind) => format!("{}/index.html", kind.folder()),
            Self::Resource(kind, id) => format!("{}/{id}.html", kind.folder()),
            Self::Coverage => "coverage/index.html".into(),
            Self::Join => "join.html".into(),
            Self::Search => "search.html".into(),
            Self::Print => "print.html".into(),
            Self::Accessibility => "accessibility.html".into(),
            Self::NotFound => "404.html".into(),
            Self::Redirect { to } => to.clone(),
        }
    }
}

/// What a district's site holds besides pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum File {
    /// `coverage/coverage.json`.
    CoverageJson,
    /// `coverage/coverage.csv`.
    CoverageCsv,
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
            Self::CoverageJson => "coverage/coverage.json".into(),
            Self::CoverageCsv => "coverage/coverage.csv".into(),
            Self::SearchIndex(lang) => in_language("search-index.js", lang, default),
            Self::Feed(lang) => in_language("feed.xml", lang, default),
            Self::Sitemap => "sitemap.xml".into(),
            Self::Robots => "robots.txt".into(),
            Self::Favicon => "favicon.svg".into(),
            Self::Asset(name) => format!("assets/{name}"),
            Self::Static(name) => format!("static/{name}"),
        }
    }
}

/// An entry of a site: a page in a language, or a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A page for readers of a language.
    Page(Lang, Page),
    /// A file for everybody.
    File(File),
}

/// The address of a page; the default language has no folder.
pub(super) fn address(page: &Page, lang: &Lang, default: &Lang) -> String {
    in_language(&page.path(), lang, default)
}

/// The address of what is called `name` in every language's folder; the default language has no folder.
pub(super) fn in_language(name: &str, lang: &Lang, default: &Lang) -> String {
    if lang == default { name.to_string() } else { format!("{lang}/{name}") }
}

/// The way from one address to another, for a link that works from every folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(folders - shared);
    way.push_str(&to[shared..].join("/"));
    encode(&way)
}

/// An address with everything percent-encoded that a link can't hold.
fn encode(path: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(path, KEPT).to_string()
}

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
