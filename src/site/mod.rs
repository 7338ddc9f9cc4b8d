//! A site is a function from an address to bytes: [`Site`] knows its addresses and renders any one of them
//! on its own. `build` maps over all of them, `serve` asks for one.

mod address;
mod anchors;
mod archive;
mod claims;
mod find;
mod images;
mod links;
mod origin;
mod overview;
mod pack;
mod pages;
mod parts;
mod views;

pub use address::{Entry, File, media_type};
pub use origin::Origin;
pub use overview::{Overview, is_above_districts};
pub use views::Summary;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::coverage::{self, Report};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, Reading};
use crate::markdown::LinkTarget;
use crate::model::{District, Kind, Lang, Resource, ResourceId, SchoolId, Team};
use crate::source::{DistrictFolder, LoadedDistrict, layout};
use crate::theme::{Palette, Static, Theme};
use crate::toolkit::Toolkit;
use find::Entries;
use links::{Images, Target, Targets};
use pages::Page;
use parts::Long;
use views::{Common, CutTexts, ForPrograms};

/// The theme's file that begins with a palette in each site.
const STYLESHEET: &str = "style.css";

/// Everything that the sites of a toolkit share: what was read, and the theme.
#[derive(Debug)]
pub struct Sites {
    toolkit: Toolkit,
    theme: Arc<Theme>,
    /// Texts of the resources that all districts share, for their searches.
    texts: CutTexts,
}

impl Sites {
    /// Reads the theme that the toolkit's settings name. Where that can't be used, the compiled-in one takes its
    /// place, so that the rest can be checked. `earlier` gives its theme if that one's files are still what they
    /// were and the settings ask for it.
    pub fn new(toolkit: Toolkit, earlier: Option<&Self>, findings: &mut Findings) -> Option<Self> {
        let settings = toolkit.settings();
        let same = earlier.filter(|earlier| {
            let before = earlier.toolkit.settings();
            (&before.theme, &before.languages) == (&settings.theme, &settings.languages)
        });
        let theme = if let Some(earlier) = same {
            Arc::clone(&earlier.theme)
        } else {
            let themes = toolkit.root().path().join(layout::THEMES);
            let named = toolkit.theme_places();
            let places = (&named.theme, named.languages.as_slice());
            let own = Theme::load(toolkit.root(), &themes, settings, places, findings);
            let Some(theme) = own.or_else(|| Theme::built_in(settings)) else {
                toolkit.keep_back(&mut findings.problems);
                return None;
            };
            Arc::new(theme)
        };
        findings.problems.extend(overview::problems(&toolkit));
        Some(Self { toolkit, theme, texts: CutTexts::default() })
    }

    /// What was read.
    pub fn toolkit(&self) -> &Toolkit {
        &self.toolkit
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Makes the site of a district: its addresses, its figures, and everything that is wrong between its files.
    pub fn site(self: &Arc<Self>, district: District, findings: &mut Findings) -> Site {
        let assets = self.theme.statics().keys();
        let entries = find::find(&self.toolkit, &district, assets, findings);
        let palette = Palette::new(district.brand.color);
        findings.problems.extend(shifted_color(&district, palette));
        let images = Targets::new(&district, self.toolkit.options().drafts).check_all(findings);
        let report = coverage::report(&district, &self.toolkit.figures());
        let mut teams_of_schools: HashMap<_, Vec<_>> = HashMap::new();
        for (place, team) in district.teams.iter().enumerate() {
            if let Some(school) = team.school() {
                teams_of_schools.entry(school.clone()).or_default().push(place);
            }
        }
        let parts = Long::ALL.map(|long| (long, long.parts(&district, report.as_of))).into();
        let sites = Arc::clone(self);
        Site {
            sites,
            district,
            report,
            palette,
            entries,
            images,
            common: Common::default(),
            teams_of_schools,
            parts,
        }
    }

    /// Reads a district and makes its site, with everything that is wrong in its files and between them.
    pub fn read(self: &Arc<Self>, folder: &DistrictFolder) -> Reading<Site> {
        let Reading { made, mut findings } = self.toolkit.loaded(folder);
        let made = made.map(|LoadedDistrict { district, hidden }| {
            let first = findings.problems.len();
            let site = self.site(district, &mut findings);
            hidden.take_out(&mut findings.problems[first..]);
            site
        });
        findings.found_in(folder.id.as_str(), &self.toolkit.root().name(&folder.path));
        Reading { made, findings }
    }

    /// The file that the toolkit wants at an address beside the districts' folders.
    pub fn beside(&self, path: &str) -> Option<&Path> {
        self.toolkit.root_statics().get(path).map(PathBuf::as_path)
    }

    /// The pages above the districts.
    pub fn overview(self: &Arc<Self>, summaries: Vec<Summary>) -> Overview {
        Overview::new(Arc::clone(self), summaries)
    }
}

/// Reports everything that is wrong between the files of a district, without a theme and without making a site.
pub fn check(toolkit: &Toolkit, loaded: &LoadedDistrict, findings: &mut Findings) {
    let first = findings.problems.len();
    find::find(toolkit, &loaded.district, std::iter::empty(), findings);
    Targets::new(&loaded.district, toolkit.options().drafts).check_all(findings);
    loaded.hidden.take_out(&mut findings.problems[first..]);
}

/// A note when the district's color is too light for text, so that a darker one takes its place there.
fn shifted_color(district: &District, palette: Palette) -> Option<Diagnostic> {
    let (color, place) = (district.brand.color?, district.brand.color_place.clone()?);
    palette.is_shifted.then(|| {
        let message = format!(
            "text in {color} would be too pale to read, so text and controls are in {}",
            palette.light
        );
        Diagnostic::new(Code::ShiftedColor, place, message)
            .hint("nothing has to be done; a darker color would be used as it is")
    })
}

/// How much is rendered to see whether a theme's templates work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// All pages.
    Everything,
    /// One page of each kind, in each language.
    EachKind,
    /// The same without pages that hold the whole district. They are large, and a template that works for one
    /// district hardly ever fails for another.
    FewOfMany,
}

/// The site of one district.
#[derive(Debug)]
pub struct Site {
    sites: Arc<Sites>,
    district: District,
    report: Report,
    palette: Palette,
    entries: Entries,
    images: Images,
    /// What pages have in common.
    common: Common,
    /// The teams of each school, by their places.
    teams_of_schools: HashMap<SchoolId, Vec<usize>>,
    /// How many parts each long list has.
    parts: HashMap<Long, usize>,
}

impl Site {
    /// The district.
    pub fn district(&self) -> &District {
        &self.district
    }

    /// The district's coverage report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was read of the toolkit.
    pub fn toolkit(&self) -> &Toolkit {
        &self.sites.toolkit
    }

    /// The theme.
    fn theme(&self) -> &Theme {
        &self.sites.theme
    }

    /// What links of its texts can lead to.
    fn targets(&self) -> Targets<'_> {
        Targets::new(&self.district, self.toolkit().options().drafts)
    }

    /// The language of addresses without a language in them.
    pub fn default_language(&self) -> &Lang {
        self.district.default_language()
    }

    /// All addresses, in order, below the district's folder.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether a school has exactly one team that counts at the report's date.
    fn has_one_team(&self, school: &SchoolId) -> bool {
        self.teams_of(school).filter(|team| team.exists(self.report.as_of)).take(2).count() == 1
    }

    /// The teams of a school, in the order of their ids.
    fn teams_of(&self, school: &SchoolId) -> impl Iterator<Item = &Team> {
        self.teams_of_schools.get(school).into_iter().flatten().map(|place| &self.district.teams[*place])
    }

    /// How many parts a long list has at the report's date.
    fn parts(&self, long: Long) -> usize {
        self.parts.get(&long).copied().unwrap_or_default()
    }

    /// The files of `static/` that are published, by their paths below it.
    fn static_files(&self) -> impl Iterator<Item = &str> {
        self.entries.values().filter_map(|entry| match entry {
            Entry::File(File::Static(name)) => Some(name.as_str()),
            Entry::File(_) | Entry::Page(..) => None,
        })
    }

    /// What stands at an address.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The path of `district.yml`, as authors know it.
    fn district_path(&self) -> &str {
        &self.district.path
    }

    /// The size of the image that a link in the file at `source` shows, if it is known.
    fn image_size(&self, target: &LinkTarget, source: &str) -> Option<images::Size> {
        match self.targets().follow(target, source) {
            Ok(Target::Static(name)) => self.images.get(&name).copied(),
            Ok(Target::Page(..)) | Err(_) => None,
        }
    }

    /// A resource that has a page.
    fn published(&self, kind: Kind, id: &ResourceId) -> Option<&Arc<Resource>> {
        self.district.resource(kind, id).filter(|resource| self.targets().is_published(resource))
    }

    /// The resources of a kind that have a page, in the order of their lists.
    fn published_of(&self, kind: Kind) -> Vec<&Arc<Resource>> {
        let mut all = self.district.resources_of(kind);
        all.retain(|resource| self.targets().is_published(resource));
        all
    }

    /// Renders what stands at an address. An address that is none gives the page for that, with links that lead
    /// on from there.
    pub fn render(&self, path: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.entries.get(path) {
            Some(Entry::Page(lang, page)) => self.render_page(path, lang, page),
            Some(Entry::File(file)) => self.render_file(path, file),
            None => self.render_page(path, self.default_language(), &Page::NotFound),
        }
    }

    /// The file that stands at an address just as it is, so that it can be copied without being read as a whole.
    pub fn copied(&self, path: &str) -> Option<&Path> {
        match self.entries.get(path)? {
            Entry::File(File::Static(name)) => self.district.static_file(name),
            Entry::File(File::Asset(name)) if name != STYLESHEET => match self.theme().statics().get(name)? {
                Static::File(path) => Some(path),
                Static::BuiltIn(_) => None,
            },
            Entry::File(_) | Entry::Page(..) => None,
        }
    }

    /// Everything that is wrong with rendering, as far as it is tried: for themes that are not compiled in.
    pub fn render_problems(&self, trial: Trial) -> Vec<Diagnostic> {
        let mut seen = HashSet::new();
        let mut is_tried = |entry: &Entry| match (entry, trial) {
            (entry, Trial::Everything) => entry.is_rendered(),
            (Entry::Page(lang, page), _) if trial == Trial::EachKind || page.is_one_of_many() => {
                seen.insert((lang.clone(), page.kind().template, page.part()))
            }
            (Entry::File(_), Trial::EachKind) => entry.is_rendered(),
            (Entry::Page(..) | Entry::File(_), _) => false,
        };
        self.problems_at(self.entries.iter().filter(|(_, entry)| is_tried(entry)))
    }

    fn problems_at<'e>(&self, entries: impl Iterator<Item = (&'e String, &'e Entry)>) -> Vec<Diagnostic> {
        entries.filter_map(|(path, _)| self.render(path).err()).map(|problem| *problem).collect()
    }

    fn render_file(&self, path: &str, file: &File) -> Result<Vec<u8>, Box<Diagnostic>> {
        match file {
            File::Coverage(format) => Ok(format.text(&[&self.report])),
            File::Asset(name) => match self.theme().statics().get(name) {
                Some(Static::BuiltIn(file)) => Ok(self.with_palette(name, file.bytes())),
                Some(Static::File(path)) => {
                    read(path, &self.toolkit().root().name(path)).map(|bytes| self.with_palette(name, &bytes))
                }
                None => Ok(Vec::new()),
            },
            File::Static(name) => match self.district.static_file(name) {
                Some(path) => read(path, &self.toolkit().root().name(path)),
                None => Ok(Vec::new()),
            },
            File::SearchIndex(lang) => Ok(self.search_index(path, lang)),
            File::Feed(lang) => self.render_for_programs(path, lang, ForPrograms::Feed),
            File::Sitemap => self.render_for_programs(path, self.default_language(), ForPrograms::Sitemap),
            File::Robots => self.render_for_programs(path, self.default_language(), ForPrograms::Robots),
            File::Favicon => self.render_for_programs(path, self.default_language(), ForPrograms::Favicon),
        }
    }

    /// The stylesheet begins with the district's palette.
    fn with_palette(&self, name: &str, bytes: &[u8]) -> Vec<u8> {
        if name != STYLESHEET {
            return bytes.to_vec();
        }
        let mut out = self.palette.css().into_bytes();
        out.extend_from_slice(bytes);
        out
    }
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    fs::read(path).map_err(|error| {
        let message = format!("this can't be read: {error}");
        Box::new(Diagnostic::new(Code::Unreadable, Place::path_only(name), message))
    })
}
