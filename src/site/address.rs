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
    fn path(&self) -> String {
        match self {
            Self::Home => "index.html".into(),
            Self::Teams => "teams/index.html".into(),
            Self::Team(id) => format!("teams/{id}.html"),
            Self::Resources(kind) => format!("{}/index.html", kind.folder()),
            Self::Resource(kind, id) => format!("{}/{id}.html", kind.folder()),
            Self::Coverage => "coverage/index.html".into(),
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
    /// A file of the theme, below `assets/`.
    Asset(String),
    /// A file of the district, below `static/`.
    Static(String),
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
    let path = page.path();
    if lang == default { path } else { format!("{lang}/{path}") }
}

/// The way from one address to another, for a link that works from every folder.
pub fn relative(from: &str, to: &str) -> String {
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
