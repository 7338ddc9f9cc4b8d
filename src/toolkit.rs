//! A toolkit as it is read: settings and what all districts share, ready to read any one of its districts. It
//! needs no theme and makes no site.

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::coverage;
use crate::diagnostics::{self, Diagnostic, Findings, Reading, SourceFile};
use crate::model::{District, DistrictId, Framework, Resources, Settings};
use crate::reader::files::{Listing, Root};
use crate::source::{
    DistrictFolder, Filled, LoadedDistrict, LoadedSettings, Shared, Surroundings, ThemePlaces, keep_back,
    load_district, load_settings, put_original_first, read_filled, stand_in_settings,
};

/// What a run is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The date that figures are told for.
    pub as_of: Date,
    /// Whether drafts have pages.
    pub drafts: bool,
    /// What is kept beyond being counted.
    pub listing: diagnostics::Listing,
}

impl Options {
    /// What most runs are asked for: nothing is kept beyond being counted.
    pub fn new(as_of: Date, drafts: bool) -> Self {
        Self { as_of, drafts, listing: diagnostics::Listing::default() }
    }
}

/// A toolkit without its districts.
#[derive(Debug)]
pub struct Toolkit {
    root: Root,
    settings: Settings,
    places: ThemePlaces,
    shared: Shared,
    options: Options,
}

impl Toolkit {
    /// Reads settings and shared files. The toolkit is given even when some of them are wrong, so that the
    /// districts can be checked too; without readable settings there is none.
    ///
    /// # Errors
    /// Where the folder itself can't be found.
    pub fn read(path: &Path, options: Options) -> io::Result<Reading<Self>> {
        let root = Root::new(path)?;
        let mut findings = Findings::new(options.listing);
        let Some(mut loaded) = load_settings(&root, &mut findings) else {
            // Nothing is read without them, but for whose names must not be told.
            let mut told = Findings { problems: findings.problems.clone(), ..Findings::default() };
            let stand_in = stand_in_settings().map(|loaded| Self::with(root, loaded, options, &mut told));
            stand_in.iter().for_each(|toolkit| toolkit.keep_back(&mut findings.problems));
            return Ok(Reading { made: None, findings });
        };
        put_original_first(&root, &mut loaded, &mut findings);
        let toolkit = Self::with(root, loaded, options, &mut findings);
        Ok(Reading { made: Some(toolkit), findings })
    }

    /// Reads shared files with these settings.
    fn with(root: Root, loaded: LoadedSettings, options: Options, findings: &mut Findings) -> Self {
        let LoadedSettings { settings, places } = loaded;
        let around = Surroundings { root: &root, settings: &settings, as_of: options.as_of };
        let shared = Shared::load(&around, places.theme.source(), findings);
        Self { root, settings, places, shared, options }
    }

    /// Reads a district. It is given even when something in it is wrong; without a readable `district.yml` there
    /// is none.
    pub fn district(&self, folder: &DistrictFolder) -> Reading<District> {
        let Reading { made, findings } = self.loaded(folder);
        Reading { made: made.map(|loaded| loaded.district), findings }
    }

    /// The same with whom its site hides, for what is found between its files.
    pub fn loaded(&self, folder: &DistrictFolder) -> Reading<LoadedDistrict> {
        let mut findings = Findings::new(self.options.listing);
        let made = load_district(&self.around(), &self.shared, folder, &mut findings);
        Reading { made, findings }
    }

    /// Takes hidden names out of what is told of files that all districts share. Whoever tells problems asks for it
    /// once all districts that were asked for are read; it reads the others where there is such a problem.
    pub fn keep_back<'p>(&self, problems: impl IntoIterator<Item = &'p mut Diagnostic>) {
        keep_back(&self.around(), &self.shared, problems);
    }

    fn around(&self) -> Surroundings<'_> {
        Surroundings { root: &self.root, settings: &self.settings, as_of: self.options.as_of }
    }

    /// Reads a self-assessment that lies outside the toolkit, against one of its districts.
    pub fn filled(&self, file: &Arc<SourceFile>, district: &District) -> Reading<Filled> {
        let mut findings = Findings::default();
        let made = read_filled(file, &self.around(), district, &mut findings);
        Reading { made, findings }
    }

    /// The toolkit's root.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where the theme is named.
    pub fn theme_places(&self) -> &ThemePlaces {
        &self.places
    }

    /// What the run was asked for.
    pub fn options(&self) -> Options {
        self.options
    }

    /// The districts' folders, by id.
    pub fn folders(&self) -> &[DistrictFolder] {
        self.shared.districts()
    }

    /// What a good team is, in districts that say nothing of their own.
    pub fn framework(&self) -> &Framework {
        self.shared.framework()
    }

    /// The guides, role descriptions and rubrics that all districts get.
    pub fn resources(&self) -> &Resources {
        self.shared.resources()
    }

    /// The first district with the federal code of this one, where that is another.
    pub fn of_same_code(&self, folder: &DistrictFolder) -> Option<&DistrictId> {
        self.shared.of_same_code(&self.root, &folder.id)
    }

    /// The folder of the district of this id.
    pub fn folder(&self, id: &str) -> Option<&DistrictFolder> {
        self.shared.district(id)
    }

    /// The files that are copied to the output's root: the path below it, and where each lies.
    pub fn root_statics(&self) -> &Listing {
        self.shared.root_statics()
    }

    /// What figures depend on besides the model.
    pub fn figures(&self) -> coverage::Options {
        coverage::Options {
            as_of: self.options.as_of,
            minimum_group: self.settings.minimum_group,
            publish_assessments: self.settings.publish_assessments,
            school_year_start: self.settings.school_year_start,
        }
    }
}
