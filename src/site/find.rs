//! Finding all addresses of a district's site. Two sources of one address, also when case is folded, are an error.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::address::{Entry, File, in_language};
use super::links::Targets;
use super::pages::Page;
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::{District, Lang};
use crate::source::layout;
use crate::toolkit::Toolkit;

/// What stands at each address.
pub(super) type Entries = BTreeMap<String, Entry>;

/// What an address is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// Every site has it.
    EverySite,
    /// A file of the theme.
    Theme,
    /// A file of the toolkit, by its path below the root.
    File(String),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EverySite => f.write_str("a page that every site has"),
            Self::Theme => f.write_str("a file of the theme"),
            Self::File(path) => write!(f, "`{path}`"),
        }
    }
}

/// Finds all addresses of a district's site; `assets` are the names of the theme's static files.
pub(super) fn find<'a>(
    toolkit: &Toolkit,
    district: &District,
    assets: impl Iterator<Item = &'a String>,
    findings: &mut Findings,
) -> Entries {
    let default = district.default_language();
    let mut finder = Finder { entries: Entries::new(), owners: HashMap::new(), findings };
    let targets = Targets::new(district, toolkit.options().drafts);
    let pages = pages(district, targets);
    for lang in &district.languages {
        for (page, owner) in &pages {
            finder.page(page.address(lang, default), lang, page.clone(), owner.clone());
        }
    }
    finder.page(Page::NotFound.path(), default, Page::NotFound, Owner::EverySite);
    for file in computed_files(toolkit, district) {
        finder.file(file, default, Owner::EverySite);
    }
    for name in assets {
        finder.file(File::Asset(name.clone()), default, Owner::Theme);
    }
    for (name, path) in &district.statics {
        finder.file(File::Static(name.clone()), default, Owner::File(toolkit.root().name(path)));
    }
    for lang in &district.languages {
        redirects(district, targets, lang, &mut finder);
    }
    finder.entries
}

/// The pages that every language has, with what they are made from.
fn pages(district: &District, targets: Targets<'_>) -> Vec<(Page, Owner)> {
    let owner = |page: &Page| match page {
        Page::Home => Owner::File(layout::district_file(&district.id)),
        _ => Owner::EverySite,
    };
    let mut pages: Vec<_> = Page::FIXED.into_iter().map(|page| (page.clone(), owner(&page))).collect();
    let teams = district.teams.iter();
    pages.extend(teams.map(|team| (Page::Team(team.id.clone()), Owner::File(team.path.clone()))));
    for resource in district.resources.values().filter(|resource| targets.is_published(resource)) {
        let page = Page::Resource(resource.kind(), resource.id.clone());
        pages.push((page, Owner::File(resource.main().path.clone())));
    }
    pages
}

/// The files that are computed.
fn computed_files(toolkit: &Toolkit, district: &District) -> Vec<File> {
    let mut files = vec![File::CoverageJson, File::CoverageCsv, File::Robots, File::Favicon];
    files.extend(district.languages.iter().cloned().map(File::SearchIndex));
    if toolkit.settings().base_url.is_some() {
        files.push(File::Sitemap);
        files.extend(district.languages.iter().cloned().map(File::Feed));
    }
    files
}

/// Old addresses of resources, which lead on.
fn redirects(district: &District, targets: Targets<'_>, lang: &Lang, finder: &mut Finder<'_>) {
    let default = district.default_language();
    for resource in district.resources.values().filter(|resource| targets.is_published(resource)) {
        let to = Page::Resource(resource.kind(), resource.id.clone()).address(lang, default);
        for alias in &resource.aliases {
            let owner = Owner::File(resource.main().path.clone());
            finder.page(in_language(alias, lang, default), lang, Page::Redirect { to: to.clone() }, owner);
        }
    }
}

/// Collects addresses with their owners.
struct Finder<'f> {
    entries: Entries,
    /// The address and the owner of each, by the address with its case folded.
    owners: HashMap<String, (String, Owner)>,
    findings: &'f mut Findings,
}

impl Finder<'_> {
    fn page(&mut self, path: String, lang: &Lang, page: Page, owner: Owner) {
        self.add(path, Entry::Page(lang.clone(), page), owner);
    }

    fn file(&mut self, file: File, default: &Lang, owner: Owner) {
        self.add(file.address(default), Entry::File(file), owner);
    }

    fn add(&mut self, path: String, entry: Entry, owner: Owner) {
        let folded = path.to_lowercase();
        if let Some((other_path, other)) = self.owners.get(&folded) {
            let problem = two_sources(&path, &owner, other_path, other);
            self.findings.push(problem);
            return;
        }
        self.owners.insert(folded, (path.clone(), owner));
        self.entries.insert(path, entry);
    }
}

fn two_sources(path: &str, owner: &Owner, other_path: &str, other: &Owner) -> Diagnostic {
    let message = if other_path == path {
        format!("{other} would become the same address `{path}` as this file")
    } else {
        format!(
            "{other} would become `{other_path}`, which many systems can't tell from this file's `{path}`"
        )
    };
    let place = match (owner, other) {
        (Owner::File(file), _) | (_, Owner::File(file)) => file,
        (Owner::EverySite | Owner::Theme, Owner::EverySite | Owner::Theme) => path,
    };
    Diagnostic::new(Code::TwoSources, Place::path_only(place), message)
        .hint("rename one of the two, or remove the alias")
}
