//! Finding all addresses of a district's site.

use std::collections::BTreeMap;

use hashbrown::HashSet;
use jiff::civil::Date;

use super::address::{Entry, File, in_language};
use super::claims::{Claims, Owner};
use super::links::Targets;
use super::pages::Page;
use super::parts::Long;
use crate::coverage::Format;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{District, Kind, Lang};
use crate::source::layout;
use crate::toolkit::Toolkit;

/// What stands at each address.
pub(super) type Entries = BTreeMap<String, Entry>;

/// Finds all addresses of a district's site; `assets` are the names of the theme's static files.
pub(super) fn find<'a>(
    toolkit: &Toolkit,
    district: &District,
    assets: impl Iterator<Item = &'a String>,
    findings: &mut Findings,
) -> Entries {
    let default = district.default_language();
    let (entries, claims, told) = (Entries::new(), Claims::default(), HashSet::new());
    let mut finder = Finder { entries, claims, told, findings };
    let targets = Targets::new(district, toolkit.options().drafts);
    let pages = pages(district, targets, toolkit.options().as_of);
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
    finder.claims.conflicts().into_iter().for_each(|problem| finder.tell(problem));
    finder.entries
}

/// The pages that every language has, with what they are made from.
fn pages(district: &District, targets: Targets<'_>, date: Date) -> Vec<(Page, Owner)> {
    let owner = |page: &Page| match page {
        Page::Home => Owner::File(layout::district_file(&district.id)),
        _ => Owner::EverySite,
    };
    let mut pages: Vec<_> = Page::fixed().map(|page| (page.clone(), owner(&page))).collect();
    for long in Long::ALL {
        let parts = 1..=long.parts(district, date);
        pages.extend(parts.map(|part| (Page::Part(long, part), Owner::EverySite)));
    }
    if Long::Paper.parts(district, date) > 0 {
        let has_any = |kind: &&Kind| {
            district
                .resources
                .values()
                .any(|resource| resource.kind() == **kind && targets.is_published(resource))
        };
        let kinds = Kind::ALL.iter().filter(has_any);
        pages.extend(kinds.map(|kind| (Page::PrintKind(*kind), Owner::EverySite)));
    }
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
    let mut files = vec![File::Robots, File::Favicon];
    files.extend(Format::ALL.iter().copied().map(File::Coverage));
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
    claims: Claims,
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
        match self.claims.claim(&path, owner) {
            Ok(()) => drop(self.entries.insert(path, entry)),
            Err(problem) => self.tell(*problem),
        }
    }

    /// Adds a problem. A file and an old address have one in each language, which is told once.
    fn tell(&mut self, problem: Diagnostic) {
        let place = &problem.place;
        let at = (place.path().to_string(), place.start(), problem.code);
        if self.told.insert(at) {
            self.findings.push(problem);
        }
    }
}
