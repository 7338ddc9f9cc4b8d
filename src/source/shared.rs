//! What all districts share: framework, resources, and the list of the districts themselves.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::copies::warn_of_copied_texts;
use super::criteria::check_criteria;
use super::district_codes::DistrictCodes;
use super::districts::{DistrictFolder, districts};
use super::doubt::Doubt;
use super::effects::warn_of_keys_of_translations;
use super::framework::{FrameworkFile, built_in, load_framework};
use super::helps::check_helps;
use super::kept_back::Standing;
use super::misplaced::warn_of_beside_content;
use super::misspelt_framework::{ENOUGH, Slip, in_framework, is_said_by_teams, says};
use super::names::{misnamed, standing_for, warn_of_unused};
use super::refused_names::linkable;
use super::resource::{ResourceFile, ResourceFiles, compose, warn_of_missing_default};
use super::resource_files::load_resources;
use super::shown::SharedTexts;
use super::translated_items::check_translations;
use super::{Surroundings, layout, private_files};
use crate::diagnostics::{Findings, SourceFile};
use crate::model::{DistrictId, Framework, Kind, Resources};
use crate::reader::files::{Listing, Root};

/// What all districts share.
#[derive(Debug)]
pub struct Shared {
    /// What a good team is.
    pub(super) framework: Arc<Framework>,
    /// The shared resources, each file for itself, so that a district's own can be laid over them.
    pub(super) files: ResourceFiles,
    /// The shared resources put together.
    pub(super) resources: Resources,
    /// All files of the shared folder.
    pub(super) listing: Listing,
    /// The files of the shared `static/`: the path below it, and where it lies.
    pub(super) statics: Arc<BTreeMap<String, PathBuf>>,
    /// The files that are copied to the output's root: the path below it, and where it lies.
    root_statics: Listing,
    /// The settings, and the framework if it is one of the toolkit's own, for whoever looks for a name in them.
    pub(super) settings_file: Arc<SourceFile>,
    pub(super) framework_file: Option<FrameworkFile>,
    /// Files in which something is wrong, so that they may be none of the others.
    pub(super) wrong: Vec<Arc<SourceFile>>,
    /// The hidden names that stand in them, as far as they are known.
    pub(super) standing: Standing,
    /// All of these texts, for whoever looks for a name in one.
    texts: OnceLock<SharedTexts>,
    /// The districts, by id.
    districts: Vec<DistrictFolder>,
    /// Those that have the federal code of another.
    codes: DistrictCodes,
}

impl Shared {
    /// Reads what all districts share, besides the settings.
    pub fn load(around: &Surroundings<'_>, settings: &Arc<SourceFile>, findings: &mut Findings) -> Self {
        let first = findings.problems.len();
        let content = layout::content(around.root.path());
        let listing = around.root.list(&content, Some(layout::DISTRICTS), findings);
        let own = listing
            .get(layout::FRAMEWORK)
            .map(|path| load_framework(around.root, path, around.languages(), findings));
        let in_doubt = misnamed(&listing, layout::FRAMEWORK).is_some();
        let (framework, framework_file) = own.unwrap_or_else(|| (Framework { in_doubt, ..built_in() }, None));
        let framework = Arc::new(framework);
        let files = load_resources(around, &listing, &framework, around.languages(), findings);
        let there = linkable(&[&listing]);
        for (key, variants) in &files {
            warn_of_missing_default(around.root, key, variants, (&there, &[&listing]), findings);
            warn_of_keys_of_translations(variants, variants, findings);
        }
        let resources = compose(&files, &framework, findings);
        let rubrics = Doubt::of_resources(&[&listing], Kind::Rubric, &around.settings.languages);
        check_helps(&files, (&framework, &resources), &rubrics, findings);
        check_translations(&files, &resources, findings);
        warn_of_copied_texts(&files, &resources, findings);
        check_criteria(&files, (&framework, &resources), around.settings.default_language(), findings);
        let districts = districts(around.root, findings);
        let framework =
            misspelt(around, (framework, framework_file.as_ref()), &files, &districts, (findings, first));
        let mut folders = layout::shared_folders();
        if districts.is_empty() {
            // Where they lie in a folder of nearly the right name, that is told of the districts.
            folders.push(standing_for(&listing, layout::DISTRICTS));
        }
        warn_of_unused(around.root, &listing, layout::SHARED_FILES, &folders, findings);
        warn_of_beside_content(around.root, findings);
        let statics = Arc::new(statics(around.root, &listing, findings));
        let root_statics = around.root.list_published(&layout::root_static(around.root.path()), findings);
        private_files::refuse(around.root, root_statics.values(), findings);
        let (settings_file, texts) = (Arc::clone(settings), OnceLock::new());
        let mut wrong: Vec<_> =
            findings.problems.iter().map(|problem| Arc::clone(problem.place.source())).collect();
        // One entry a file, not a problem.
        wrong.sort_by_key(Arc::as_ptr);
        wrong.dedup_by_key(|file| Arc::as_ptr(file));
        Self {
            framework,
            files,
            resources,
            listing,
            statics,
            root_statics,
            settings_file,
            framework_file,
            wrong,
            standing: Standing::default(),
            texts,
            districts,
            codes: DistrictCodes::default(),
        }
    }

    /// All that sites show of what is shared.
    pub(super) fn texts(&self, around: &Surroundings<'_>) -> &SharedTexts {
        self.texts.get_or_init(|| SharedTexts::read(around, self))
    }

    /// The files that are copied to the output's root: the path below it, and where it lies.
    pub fn root_statics(&self) -> &Listing {
        &self.root_statics
    }

    /// What a good team is, in districts that say nothing of their own.
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The guides, role descriptions and rubrics that all districts get.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// The districts, by id.
    pub fn districts(&self) -> &[DistrictFolder] {
        &self.districts
    }

    /// The first district with the federal code of this one, where that is another.
    pub fn of_same_code(&self, root: &Root, id: &DistrictId) -> Option<&DistrictId> {
        self.codes.first(root, &self.districts, self.index(id.as_str())?)
    }

    /// The district of this id.
    pub fn district(&self, id: &str) -> Option<&DistrictFolder> {
        self.districts.get(self.index(id)?)
    }

    fn index(&self, id: &str) -> Option<usize> {
        self.districts.binary_search_by(|folder| folder.id.as_str().cmp(id)).ok()
    }
}

/// The shared framework, in doubt where an id in it is misspelt, which is told.
fn misspelt(
    around: &Surroundings<'_>,
    (mut framework, file): (Arc<Framework>, Option<&FrameworkFile>),
    resources: &ResourceFiles,
    districts: &[DistrictFolder],
    (findings, first): (&mut Findings, usize),
) -> Arc<Framework> {
    let roles = resources.iter().filter(|((kind, _), _)| *kind == Kind::Role);
    let roles: Vec<_> = roles.flat_map(|(_, variants)| variants.values()).collect();
    let first_lines =
        |role: &ResourceFile| role.place().source().text().split("\n---").next().map(str::to_string);
    let is_said = |id: &str| roles.iter().any(|role| first_lines(role).is_some_and(|text| says(&text, id)));
    let is_one = |slip: &Slip<'_>| {
        !is_said(slip.id) && (slip.times >= ENOUGH || is_said_by_teams(around, districts, slip))
    };
    if file.is_some_and(|file| in_framework(file, (findings, first), is_one)) {
        Arc::make_mut(&mut framework).in_doubt = true;
    }
    framework
}

/// The files of `static/` in a listing: the path below it, and where each lies.
pub(super) fn statics(root: &Root, listing: &Listing, findings: &mut Findings) -> BTreeMap<String, PathBuf> {
    let below = |name: &str| name.strip_prefix(layout::STATIC)?.strip_prefix('/').map(str::to_string);
    let files = listing.iter().filter_map(|(name, path)| Some((below(name)?, path.clone())));
    let files: BTreeMap<String, PathBuf> = files.collect();
    files.values().for_each(|path| root.check_readable(path, findings));
    private_files::refuse(root, files.values(), findings);
    files
}
