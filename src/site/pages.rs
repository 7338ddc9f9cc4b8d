//! The table of pages: what is known of each kind of page, in one place. Its view and its texts are elsewhere, in
//! the file of `views/` and the template that it names.

use super::address::in_language;
use super::parts::Long;
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
    /// A part of a list that is too long for one page; the first is 1.
    Part(Long, usize),
    /// All guides, roles or rubrics on one page, for paper, where there are too many teams for one with everything.
    PrintKind(Kind),
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

/// What is known of a kind of page.
#[derive(Debug)]
pub(super) struct PageKind {
    /// The template that makes it.
    pub(super) template: &'static str,
    /// The string that is its title; empty where the content gives it one.
    pub(super) title: &'static str,
    /// The string that the navigation calls it by.
    pub(super) navigation: Option<&'static str>,
    /// The string by which the search finds it, besides its title.
    pub(super) search: Option<&'static str>,
    /// Whether search engines should know it.
    pub(super) is_for_search_engines: bool,
    /// Whether it tells figures, and so their date.
    pub(super) has_figures: bool,
    /// Whether links in texts name its address, since no source file stands for it.
    pub(super) is_linked_by_address: bool,
    /// The sections that the built-in theme makes on it, which links can lead to.
    pub(super) sections: &'static [&'static str],
}

/// A page that nothing is known of but its template and title.
const PLAIN: PageKind = PageKind {
    template: "",
    title: "",
    navigation: None,
    search: None,
    is_for_search_engines: true,
    has_figures: false,
    is_linked_by_address: false,
    sections: &[],
};

static HOME: PageKind = PageKind {
    template: "home.html",
    has_figures: true,
    title: "home",
    search: Some("home-lead"),
    is_linked_by_address: true,
    sections: &[
        "at-a-glance",
        "about-district",
        "at-the-table",
        "partners",
        "first-guides",
        "take-stock",
        "find",
    ],
    ..PLAIN
};

static TEAMS: PageKind = PageKind {
    template: "teams.html",
    has_figures: true,
    title: "teams-title",
    navigation: Some("nav-teams"),
    search: Some("teams-lead"),
    sections: &["district-teams", "schools", "schools-not-expected", "other-teams"],
    ..PLAIN
};

static TEAM: PageKind = PageKind {
    template: "team.html",
    has_figures: true,
    sections: &["seats", "functions", "members", "self-assessment", "makeup"],
    ..PLAIN
};

/// The lists of resources, in the order of their kinds.
static RESOURCES: [PageKind; Kind::ALL.len()] = {
    let mut lists = [PLAIN; Kind::ALL.len()];
    let mut at = 0;
    while at < lists.len() {
        let name = Kind::ALL[at].folder();
        lists[at] = PageKind { template: "resources.html", title: name, navigation: Some(name), ..PLAIN };
        at += 1;
    }
    lists
};

static RESOURCE: PageKind = PageKind {
    template: "resource.html",
    sections: &["_contents", "_scale", "_ratings", "_holders"],
    ..PLAIN
};

static COVERAGE: PageKind = PageKind {
    template: "coverage.html",
    has_figures: true,
    title: "coverage-title",
    navigation: Some("nav-coverage"),
    search: Some("perspectives-lead"),
    is_linked_by_address: true,
    sections: &[
        "next-steps",
        "schools-without-a-team",
        "perspectives",
        "functions",
        "responsibility",
        "growth",
        "self-assessment",
        "makeup",
    ],
    ..PLAIN
};

static JOIN: PageKind = PageKind {
    template: "join.html",
    title: "join-title",
    navigation: Some("nav-join"),
    search: Some("join-lead"),
    is_linked_by_address: true,
    sections: &["by-what-you-bring", "by-school", "join-unsure"],
    ..PLAIN
};

static SEARCH: PageKind = PageKind {
    template: "search.html",
    title: "search-title",
    navigation: Some("nav-search"),
    is_linked_by_address: true,
    sections: &["a-to-z"],
    ..PLAIN
};

static PRINT: PageKind = PageKind {
    template: "print.html",
    has_figures: true,
    title: "print-title",
    search: Some("print-lead"),
    is_for_search_engines: false,
    is_linked_by_address: true,
    sections: &["print-contents", "print-about", "print-coverage", "print-teams"],
    ..PLAIN
};

static ACCESSIBILITY: PageKind = PageKind {
    template: "accessibility.html",
    title: "accessibility-title",
    search: Some("accessibility-lead"),
    is_linked_by_address: true,
    sections: &["tell-us", "standard", "limits"],
    ..PLAIN
};

static SCHOOLS_PART: PageKind =
    PageKind { template: "teams_part.html", has_figures: true, title: "teams-title", ..PLAIN };

static REPORT_PART: PageKind =
    PageKind { template: "coverage_part.html", has_figures: true, title: "coverage-title", ..PLAIN };

static JOIN_PART: PageKind = PageKind { template: "join_part.html", title: "join-title", ..PLAIN };

static PRINT_PART: PageKind = PageKind {
    template: "print_part.html",
    has_figures: true,
    title: "print-title",
    is_for_search_engines: false,
    ..PLAIN
};

static NOT_FOUND: PageKind =
    PageKind { template: "404.html", title: "not-found-title", is_for_search_engines: false, ..PLAIN };

static REDIRECT: PageKind =
    PageKind { template: "redirect.html", title: "redirect-title", is_for_search_engines: false, ..PLAIN };

impl Page {
    /// The pages that every language of every site has, in the order in which the search names them.
    pub(super) fn fixed() -> impl Iterator<Item = Self> {
        let pages = [
            Self::Home,
            Self::Teams,
            Self::Join,
            Self::Coverage,
            Self::Print,
            Self::Accessibility,
            Self::Search,
        ];
        pages.into_iter().chain(Self::lists())
    }

    /// The parts of the site, in the order of the navigation.
    pub(super) fn navigation() -> impl Iterator<Item = Self> {
        [Self::Teams, Self::Join].into_iter().chain(Self::lists()).chain([Self::Coverage, Self::Search])
    }

    /// The lists of resources.
    fn lists() -> impl Iterator<Item = Self> {
        Kind::ALL.iter().copied().map(Self::Resources)
    }

    /// What is known of its kind.
    pub(super) fn kind(&self) -> &'static PageKind {
        match self {
            Self::Home => &HOME,
            Self::Teams => &TEAMS,
            Self::Team(_) => &TEAM,
            Self::Resources(kind) => &RESOURCES[*kind as usize],
            Self::Resource(..) => &RESOURCE,
            Self::Coverage => &COVERAGE,
            Self::Join => &JOIN,
            Self::Search => &SEARCH,
            Self::Print => &PRINT,
            Self::Part(Long::Schools, _) => &SCHOOLS_PART,
            Self::Part(Long::Report, _) => &REPORT_PART,
            Self::Part(Long::Partners, _) => &JOIN_PART,
            Self::Part(Long::Paper, _) | Self::PrintKind(_) => &PRINT_PART,
            Self::Accessibility => &ACCESSIBILITY,
            Self::NotFound => &NOT_FOUND,
            Self::Redirect { .. } => &REDIRECT,
        }
    }

    /// The address below the language's folder.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Home => "index.html".into(),
            Self::Teams => "teams/index.html".into(),
            Self::Team(id) => ["teams/", id.as_str(), ".html"].concat(),
            Self::Resources(kind) => format!("{}/index.html", kind.folder()),
            Self::Resource(kind, id) => [kind.folder(), "/", id.as_str(), ".html"].concat(),
            Self::Coverage => "coverage/index.html".into(),
            Self::Join => "join.html".into(),
            Self::Search => "search.html".into(),
            Self::Print => "print.html".into(),
            Self::Part(Long::Schools, part) => format!("teams/schools/{part}.html"),
            Self::Part(Long::Report, part) => format!("coverage/teams/{part}.html"),
            Self::Part(Long::Partners, part) => format!("join/{part}.html"),
            Self::Part(Long::Paper, part) => format!("print/{part}.html"),
            Self::PrintKind(kind) => format!("print/{}.html", kind.folder()),
            Self::Accessibility => "accessibility.html".into(),
            Self::NotFound => "404.html".into(),
            Self::Redirect { to } => to.clone(),
        }
    }

    /// The address in a language; the default one has no folder.
    pub(super) fn address(&self, lang: &Lang, default: &Lang) -> String {
        in_language(&self.path(), lang, default)
    }

    /// Whether there are many of its kind, each of one thing.
    pub(super) fn is_one_of_many(&self) -> bool {
        matches!(
            self,
            Self::Team(_) | Self::Resource(..) | Self::Part(..) | Self::PrintKind(_) | Self::Redirect { .. }
        )
    }

    /// The part of the site that it belongs to: itself, or the list that it stands in.
    pub(super) fn part(&self) -> Self {
        match self {
            Self::Team(_) => Self::Teams,
            Self::Resource(kind, _) => Self::Resources(*kind),
            Self::Part(Long::Schools, _) => Self::Teams,
            Self::Part(Long::Report, _) => Self::Coverage,
            Self::Part(Long::Partners, _) => Self::Join,
            Self::Part(Long::Paper, _) | Self::PrintKind(_) => Self::Print,
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_theme_makes_every_section() {
        let team = Page::Team(TeamId::new("t"));
        let guide = Page::Resource(Kind::Guide, ResourceId::new("g"));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
        let components = std::fs::read_to_string(format!("{folder}/components.html")).expect("components");
        for page in Page::fixed().chain([team, guide]) {
            let kind = page.kind();
            let path = format!("{folder}/{}", kind.template);
            let template = std::fs::read_to_string(path).expect("a template");
            for section in kind.sections {
                assert!(
                    [&template, &components].iter().any(|text| text.contains(&format!("id=\"{section}\""))),
                    "{} has no `{section}`",
                    kind.template
                );
            }
        }
    }
}
