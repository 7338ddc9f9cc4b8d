//! A site is a function from an address to bytes: [`Site`] knows its addresses and renders any one of them
//! on its own. `build` maps over all of them, `serve` asks for one.

mod address;
mod images;
mod links;
mod overview;
mod pack;
mod toolkit;
pub mod views;

pub use address::{Entry, File, Page, relative};
pub use overview::Overview;
pub use toolkit::{Options, Toolkit};
pub use views::Summary;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::sync::Arc;

use crate::coverage::{self, Report};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{District, Kind, Lang, Resource, ResourceId};
use crate::source::Tally;
use crate::theme::{Palette, Static};
use address::address;
use links::Found;
use views::Writer;

/// The site of one district.
#[derive(Debug)]
pub struct Site {
    toolkit: Arc<Toolkit>,
    district: District,
    report: Report,
    palette: Palette,
    entries: BTreeMap<String, Entry>,
    /// The sizes of the images that texts show, by their names below `static/`.
    images: HashMap<String, images::Size>,
}

impl Site {
    /// Makes the site of a district: its addresses, its figures, and everything that is wrong between its files.
    pub(super) fn new(toolkit: Arc<Toolkit>, district: District) -> (Self, Tally, Vec<Diagnostic>) {
        let report = coverage::report(&district, &toolkit.figures());
        let palette = Palette::new(district.brand.color);
        let (entries, images) = (BTreeMap::new(), HashMap::new());
        let mut site = Self { toolkit, district, report, palette, entries, images };
        let mut problems = site.find_entries();
        problems.extend(site.shifted_color());
        let found = site.check_all_links();
        problems.extend(found.problems);
        site.images = found.images;
        let tally = Tally { links: found.links, anchors: found.anchors, ..Tally::default() };
        (site, tally, problems)
    }

    /// The district.
    pub fn district(&self) -> &District {
        &self.district
    }

    /// The district's coverage report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The toolkit.
    pub fn toolkit(&self) -> &Toolkit {
        &self.toolkit
    }

    /// The language of addresses without a language in them.
    pub fn default_language(&self) -> &Lang {
        self.district.default_language()
    }

    /// All addresses, in order, below the district's folder.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// What stands at an address.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// A resource that has a page.
    fn published(&self, kind: Kind, id: &ResourceId) -> Option<&Arc<Resource>> {
        self.district.resource(kind, id).filter(|resource| self.is_published(resource))
    }

    fn is_published(&self, resource: &Resource) -> bool {
        !resource.draft || self.toolkit.options().drafts
    }

    /// The resources of a kind that have a page, in the order of their lists.
    fn published_of(&self, kind: Kind) -> Vec<&Arc<Resource>> {
        let mut all = self.district.resources_of(kind);
        all.retain(|resource| self.is_published(resource));
        all
    }

    /// Renders what stands at an address. An address that is none gives the page for that, with links that lead
    /// on from there.
    pub fn render(&self, path: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match self.entries.get(path) {
            Some(Entry::Page(lang, page)) => self.render_page(path, lang, page),
            Some(Entry::File(file)) => self.render_file(path, file),
            None => self.render_page(path, self.default_language(), &Page::NotFound),
        }
    }

    /// Everything that is wrong with rendering: for themes that are not compiled in.
    pub fn render_problems(&self) -> Vec<Diagnostic> {
        let is_rendered = |entry: &Entry| !matches!(entry, Entry::File(File::Asset(_) | File::Static(_)));
        let rendered = self.entries.iter().filter(|(_, entry)| is_rendered(entry));
        rendered.filter_map(|(path, _)| self.render(path).err()).flatten().collect()
    }

    fn render_file(&self, path: &str, file: &File) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match file {
            File::CoverageJson => Ok(coverage_json(&self.report)),
            File::CoverageCsv => Ok(coverage::to_csv(&self.report)),
            File::Asset(name) => match self.toolkit.theme().statics().get(name) {
                Some(Static::BuiltIn(bytes)) => Ok(self.with_palette(name, bytes)),
                Some(Static::File(path)) => {
                    read(path, &self.toolkit.root().name(path)).map(|bytes| self.with_palette(name, &bytes))
                }
                None => Ok(Vec::new()),
            },
            File::Static(name) => match self.district.statics.get(name) {
                Some(path) => read(path, &self.toolkit.root().name(path)),
                None => Ok(Vec::new()),
            },
            File::SearchIndex(lang) => Ok(self.search_index(path, lang)),
            File::Feed(lang) => self.render_with(path, lang, Writer::feed),
            File::Sitemap => self.render_with(path, self.default_language(), Writer::sitemap),
            File::Robots => self.render_with(path, self.default_language(), Writer::robots),
            File::Favicon => self.render_with(path, self.default_language(), Writer::favicon),
        }
    }

    /// The stylesheet begins with the district's palette.
    fn with_palette(&self, name: &str, bytes: &[u8]) -> Vec<u8> {
        if name != "style.css" {
            return bytes.to_vec();
        }
        let mut out = self.palette.css().into_bytes();
        out.extend_from_slice(bytes);
        out
    }

    /// Finds all addresses. Two sources of one address, also when case is folded, are an error.
    fn find_entries(&mut self) -> Vec<Diagnostic> {
        let mut finder = Finder::default();
        for lang in &self.district.languages {
            for (page, source) in self.pages() {
                let path = address(&page, lang, self.default_language());
                finder.add(path, Entry::Page(lang.clone(), page), &source);
            }
        }
        finder.add("404.html".into(), Entry::Page(self.default_language().clone(), Page::NotFound), "");
        for file in self.computed_files() {
            finder.add(file.address(self.default_language()), Entry::File(file), "");
        }
        for name in self.toolkit.theme().statics().keys() {
            let file = File::Asset(name.clone());
            finder.add(file.address(self.default_language()), Entry::File(file), "the theme");
        }
        for (name, path) in &self.district.statics {
            let file = File::Static(name.clone());
            let source = self.toolkit.root().name(path);
            finder.add(file.address(self.default_language()), Entry::File(file), &source);
        }
        for lang in &self.district.languages {
            for (alias, to, source) in self.aliases(lang) {
                finder.add(alias, Entry::Page(lang.clone(), Page::Redirect { to }), &source);
            }
        }
        self.entries = finder.entries;
        finder.problems
    }

    /// The files that are computed.
    fn computed_files(&self) -> Vec<File> {
        let languages = &self.district.languages;
        let mut files = vec![File::CoverageJson, File::CoverageCsv, File::Robots, File::Favicon];
        files.extend(languages.iter().cloned().map(File::SearchIndex));
        if self.toolkit.settings().base_url.is_some() {
            files.push(File::Sitemap);
            files.extend(languages.iter().cloned().map(File::Feed));
        }
        files
    }

    /// A note when the district's color is too light for text, so that a darker one takes its place there.
    fn shifted_color(&self) -> Option<Diagnostic> {
        let brand = &self.district.brand;
        let (color, place) = (brand.color?, brand.color_place.clone()?);
        self.palette.is_shifted.then(|| {
            Diagnostic::note(
                "shifted-color",
                place,
                format!(
                    "text in {color} would be too pale to read, so text and controls are in {}",
                    self.palette.light
                ),
            )
            .hint("nothing has to be done; a darker color would be used as it is")
        })
    }

    /// The pages that every language has, with the files they are made from.
    fn pages(&self) -> Vec<(Page, String)> {
        let mut pages = vec![
            (Page::Home, "district.yml".to_string()),
            (Page::Teams, String::new()),
            (Page::Coverage, String::new()),
            (Page::Join, String::new()),
            (Page::Search, String::new()),
            (Page::Print, String::new()),
            (Page::Accessibility, String::new()),
        ];
        pages.extend(self.district.teams.iter().map(|team| (Page::Team(team.id.clone()), team.path.clone())));
        for kind in Kind::ALL {
            pages.push((Page::Resources(kind), String::new()));
            let all = self.published_of(kind).into_iter();
            pages.extend(
                all.map(|resource| (Page::Resource(kind, resource.id.clone()), resource.main().path.clone())),
            );
        }
        pages
    }

    /// Old addresses with where they lead and the file that names them.
    fn aliases(&self, lang: &Lang) -> Vec<(String, String, String)> {
        let mut aliases = Vec::new();
        for resource in self.district.resources.values().filter(|resource| self.is_published(resource)) {
            for alias in &resource.aliases {
                let to = address(
                    &Page::Resource(resource.kind, resource.id.clone()),
                    lang,
                    self.default_language(),
                );
                let from =
                    if lang == self.default_language() { alias.clone() } else { format!("{lang}/{alias}") };
                aliases.push((from, to, resource.main().path.clone()));
            }
        }
        aliases
    }

    fn check_all_links(&self) -> Found {
        let mut found = Found::default();
        for resource in self.district.resources.values().filter(|resource| self.is_published(resource)) {
            for variant in &resource.variants {
                self.check_links(&variant.document, &variant.path, &variant.lang, &mut found);
            }
        }
        for team in &self.district.teams {
            for (lang, document) in &team.about {
                self.check_links(document, &team.path, lang, &mut found);
            }
        }
        let card = self.card_path();
        for (lang, document) in &self.district.about {
            self.check_links(document, &card, lang, &mut found);
        }
        found
    }

    /// The path of `district.yml`.
    fn card_path(&self) -> String {
        format!("content/districts/{}/district.yml", self.district.id)
    }
}

/// The report as `coverage.json`.
pub fn coverage_json(report: &Report) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(report).expect("a report is made of numbers and words");
    json.push(b'\n');
    json
}

fn read(path: &std::path::Path, name: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    fs::read(path).map_err(|error| {
        vec![Diagnostic::error("unreadable", Place::path_only(name), format!("this can't be read: {error}"))]
    })
}

/// Collects addresses with their owners.
#[derive(Default)]
struct Finder {
    entries: BTreeMap<String, Entry>,
    owners: HashMap<String, (String, String)>,
    problems: Vec<Diagnostic>,
}

impl Finder {
    fn add(&mut self, path: String, entry: Entry, source: &str) {
        let folded = path.to_lowercase();
        if let Some((other_path, other)) = self.owners.get(&folded) {
            let named = |source: &str| {
                if source.is_empty() {
                    "a page that every site has".to_string()
                } else {
                    format!("`{source}`")
                }
            };
            let message = if *other_path == path {
                format!("{} would become the same address `{path}` as this file", named(other))
            } else {
                format!(
                    "{} would become `{other_path}`, which many systems can't tell from this file's `{path}`",
                    named(other)
                )
            };
            let place =
                if source.is_empty() { Place::path_only(path.as_str()) } else { Place::path_only(source) };
            self.problems.push(
                Diagnostic::error("two-sources", place, message)
                    .hint("rename one of the two, or remove the alias"),
            );
            return;
        }
        self.owners.insert(folded, (path.clone(), source.to_string()));
        self.entries.insert(path, entry);
    }
}
