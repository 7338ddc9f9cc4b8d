//! Finding all addresses of a district's site. Two sources of one address, also when case is folded, are an error;
//! so is an address that is another's folder, or that no system can hold.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use super::address::{Entry, File, in_language};
use super::links::Targets;
use super::pages::Page;
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::{District, Lang, folded};
use crate::source::layout;
use crate::toolkit::Toolkit;

/// The longest part of an address in bytes: what file systems hold.
const LONGEST_PART: usize = 255;

/// The longest address in bytes, so that it can be reached below a folder on every system.
const LONGEST_ADDRESS: usize = 900;

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
    /// An old address that a file names.
    Alias(Place),
}

impl Owner {
    /// Where it can be mended.
    fn place(&self) -> Option<Place> {
        match self {
            Self::EverySite | Self::Theme => None,
            Self::File(path) => Some(Place::path_only(path)),
            Self::Alias(place) => Some(place.clone()),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EverySite => f.write_str("a page that every site has"),
            Self::Theme => f.write_str("a file of the theme"),
            Self::File(path) => write!(f, "`{path}`"),
            Self::Alias(place) => write!(f, "`{}`", place.path()),
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
    let (entries, owners, told) = (Entries::new(), HashMap::new(), HashSet::new());
    let mut finder = Finder { entries, owners, told, findings };
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
    for (name, path) in targets.shared_statics() {
        finder.file(File::Static(name.to_string()), default, Owner::File(toolkit.root().name(path)));
    }
    for lang in &district.languages {
        redirects(district, targets, lang, &mut finder);
    }
    finder.find_conflicts();
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
            let path = in_language(&alias.address, lang, default);
            finder.page(path, lang, Page::Redirect { to: to.clone() }, Owner::Alias(alias.place.clone()));
        }
    }
}

/// Collects addresses with their owners.
struct Finder<'f> {
    entries: Entries,
    /// The address and the owner of each, by the address with its case folded.
    owners: HashMap<String, (String, Owner)>,
    /// Which problem was told at which place.
    told: HashSet<(String, Option<usize>, Code)>,
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
        let folded = folded(&path);
        if let Some((other_path, other)) = self.owners.get(&folded) {
            let problem = two_sources(&path, &owner, other_path, other);
            self.tell(problem);
            return;
        }
        if let Some(problem) = too_long(&path, &owner) {
            self.tell(problem);
            return;
        }
        self.owners.insert(folded, (path.clone(), owner));
        self.entries.insert(path, entry);
    }

    /// Adds a problem. An old address has one in each language, which is told once.
    fn tell(&mut self, problem: Diagnostic) {
        let place = &problem.place;
        let at = (place.path().to_string(), place.start(), problem.code);
        if place.start().is_none() || self.told.insert(at) {
            self.findings.push(problem);
        }
    }

    /// An address in a folder that is an address itself is an error, since there can be one of the two only.
    fn find_conflicts(&mut self) {
        let mut found = Vec::new();
        for path in self.entries.keys() {
            let folded = folded(path);
            let folders = folded.match_indices('/').map(|(at, _)| &folded[..at]);
            for (folder, other) in folders.filter_map(|folder| self.owners.get(folder)) {
                let Some((_, owner)) = self.owners.get(&folded) else { continue };
                found.push(conflict(path, owner, folder, other));
            }
        }
        found.into_iter().for_each(|problem| self.tell(problem));
    }
}

fn conflict(path: &str, owner: &Owner, folder: &str, other: &Owner) -> Diagnostic {
    let message = match owner {
        Owner::EverySite | Owner::Theme => {
            format!("`{folder}` can't be an address, since it is the folder of `{path}`, {owner}")
        }
        Owner::File(_) | Owner::Alias(_) => {
            format!(
                "`{path}` can't be an address, since its folder `{folder}` is an address itself, of {other}"
            )
        }
    };
    let place = owner.place().or_else(|| other.place()).unwrap_or_else(|| Place::path_only(path));
    Diagnostic::new(Code::AddressConflict, place, message).hint("choose another name or another folder")
}

/// An address that some system can't hold.
fn too_long(path: &str, owner: &Owner) -> Option<Diagnostic> {
    let part = path.split('/').find(|part| part.len() > LONGEST_PART);
    let message = match part {
        Some(part) => format!("a part of the address `{}` is {} bytes long", shortened(path), part.len()),
        None if path.len() > LONGEST_ADDRESS => {
            format!("the address `{}` is {} bytes long", shortened(path), path.len())
        }
        None => return None,
    };
    let place = owner.place().unwrap_or_else(|| Place::path_only(path));
    let hint = format!("keep each part within {LONGEST_PART} bytes, and all of it within {LONGEST_ADDRESS}");
    Some(Diagnostic::new(Code::AddressTooLong, place, message).hint(hint))
}

/// The beginning of a long address.
fn shortened(path: &str) -> String {
    let end = path.floor_char_boundary(60);
    if end < path.len() { format!("{}…", &path[..end]) } else { path.to_string() }
}

fn two_sources(path: &str, owner: &Owner, other_path: &str, other: &Owner) -> Diagnostic {
    let message = if other_path == path {
        format!("{other} would become the same address `{path}` as this file")
    } else {
        format!(
            "{other} would become `{other_path}`, which many systems can't tell from this file's `{path}`"
        )
    };
    let place = owner.place().or_else(|| other.place()).unwrap_or_else(|| Place::path_only(path));
    Diagnostic::new(Code::TwoSources, place, message).hint("rename one of the two, or remove the alias")
}
