//! A district's folder: `district.yml`, schools, teams, assessments, its own resources and files.

mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::assessment::{self, load_assessment};
use super::copies::{warn_of_copied_texts, warn_of_copies};
use super::criteria::check_criteria;
use super::districts::DistrictFolder;
use super::doubt::{Doubt, Doubts};
use super::effects::warn_of_keys_of_translations;
use super::elsewhere::{HiddenName, HiddenNames};
use super::federal_codes::warn_of_school_codes;
use super::framework::{FrameworkFile, load_framework};
use super::helps::check_helps;
use super::kept_back::{NamesHidden, forget_known_ids};
use super::lost_ids::of_schools;
use super::misspelt_framework::{ENOUGH, Slip, in_framework, says};
use super::names::{check_name, is_note, misnamed, unused_beside_yaml, warn_of_unused};
use super::ordinary::forget_names_of_schools;
use super::refused_names::linkable;
use super::resource::{ResourceFiles, compose_one, warn_of_missing_default};
use super::resource_files::load_resources;
use super::schools::load_schools;
use super::shared::statics;
use super::shown::Own;
use super::team::{self, TeamFile, load_team};
use super::translated_items::check_translations;
use super::{Shared, Surroundings, layout};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};
use crate::model::{Assessment, District, Framework, Lang, Resources, SchoolId, Schools, Team};
use crate::reader::files::Listing;
use crate::reader::shape::Languages;

/// How many teams are worth handing to another core.
const TEAMS_A_TASK: usize = 8;

/// A district as it was read.
#[derive(Debug)]
pub struct LoadedDistrict {
    /// What its site is made of.
    pub district: District,
    /// Whom its site hides.
    pub hidden: NamesHidden,
}

/// Reads a district: everything that its site is made of, and everything that is wrong in its folder.
pub fn load_district(
    around: &Surroundings<'_>,
    shared: &Shared,
    folder: &DistrictFolder,
    findings: &mut Findings,
) -> Option<LoadedDistrict> {
    let first = findings.problems.len();
    let listing = around.root.list(&folder.path, None, findings);
    let framework_path = listing.get(layout::FRAMEWORK);
    let own = framework_path.map(|path| load_framework(around.root, path, around.languages(), findings));
    let (framework, framework_file) = match (own, misnamed(&listing, layout::FRAMEWORK)) {
        (Some((own, file)), _) => (Arc::new(own), file),
        // What a file of another ending says is not known, so nothing is missing for certain.
        (None, Some(_)) => (Arc::new(Framework { in_doubt: true, ..(*shared.framework).clone() }), None),
        (None, None) => (Arc::clone(&shared.framework), None),
    };
    let published = framework_file.iter().map(|own| Arc::clone(&own.file)).collect();
    let own_framework = framework_path.is_some();
    let (hidden, misnamed) = (Vec::new(), Vec::new());
    let listings = [&shared.listing, &listing];
    let doubts = Doubts::of(&listings, &around.settings.languages);
    let files = linkable(&listings);
    let mut loader = Loader {
        around,
        shared,
        folder,
        listing,
        files,
        framework,
        framework_file,
        doubts,
        published,
        hidden,
        misnamed,
        misspelt_items: BTreeSet::new(),
        findings,
    };
    let district = loader.district(own_framework, first)?;
    Some(LoadedDistrict { district, hidden: NamesHidden(loader.hidden) })
}

struct Loader<'l> {
    around: &'l Surroundings<'l>,
    shared: &'l Shared,
    folder: &'l DistrictFolder,
    listing: Listing,
    /// The paths that links may name.
    files: BTreeSet<String>,
    framework: Arc<Framework>,
    /// The district's own.
    framework_file: Option<FrameworkFile>,
    doubts: Doubts,
    /// The files of the district whose texts are published.
    published: Vec<Arc<SourceFile>>,
    /// The names of its teams' members that the site hides.
    hidden: Vec<HiddenName>,
    /// Files of the wrong name that were told where the right one is missing.
    misnamed: Vec<String>,
    /// Words for items of rubrics whose ids are misspelt in their rubrics, which was told there.
    misspelt_items: BTreeSet<String>,
    findings: &'l mut Findings,
}

impl Loader<'_> {
    /// Everything; `first` is the place of the first problem that is the district's.
    fn district(&mut self, own_framework: bool, first: usize) -> Option<District> {
        let statics = statics(self.around.root, &self.listing, self.findings);
        let (facts, wanted) = self.facts(&statics);
        let around = *self.around;
        let languages = Languages { known: &around.settings.languages, wanted: &wanted };
        let (schools, doubt) = self.schools(languages);
        let code = facts.as_ref().and_then(|facts| facts.nces_id.as_deref());
        warn_of_school_codes(code, &schools, &self.published, self.findings);
        let (resources, own_files) = self.resources(own_framework, languages);
        let teams = self.teams((&schools, &doubt), &resources, languages);
        let assessments = self.assessments((&teams, &schools), &resources, languages);
        self.misspelt_in_framework(first);
        let mut files = layout::DISTRICT_FILES.to_vec();
        files.extend(self.misnamed.iter().map(String::as_str));
        warn_of_unused(self.around.root, &self.listing, &files, &layout::district_folders(), self.findings);
        forget_names_of_schools(&mut self.hidden, &schools);
        forget_known_ids(&mut self.hidden, (&schools, &teams), &resources);
        let own = Own {
            published: &self.published,
            has_framework: own_framework,
            resources: &own_files,
            statics: &statics,
            languages: &wanted,
        };
        let names = HiddenNames::new(&self.hidden);
        let standing = own.warn(&names, self.around, self.shared, self.findings);
        self.shared.standing.add(&self.folder.id, standing);
        names.take_out(self.findings.problems.get_mut(first..).unwrap_or_default());
        let facts = facts?;
        self.count_untranslated(&resources, &wanted);
        Some(District {
            id: self.folder.id.clone(),
            path: layout::district_file(&self.folder.id),
            name: facts.name,
            state: facts.state,
            kind: facts.kind,
            city: facts.city,
            county: facts.county,
            part_of: facts.part_of,
            nces_id: facts.nces_id,
            state_id: facts.state_id,
            website: facts.website,
            contact: facts.contact,
            languages: wanted,
            brand: facts.brand,
            about: facts.about,
            students: facts.students,
            schools,
            teams,
            framework: Arc::clone(&self.framework),
            resources,
            assessments,
            misspelt_items: std::mem::take(&mut self.misspelt_items),
            statics,
            files: std::mem::take(&mut self.files),
            shared_statics: Arc::clone(&self.shared.statics),
        })
    }

    /// Tells of ids that are misspelt in the framework where several of the district's files say the right word.
    fn misspelt_in_framework(&mut self, first: usize) {
        let Some(own) = self.framework_file.as_ref().or(self.shared.framework_file.as_ref()) else { return };
        let is_said = |id: &str| {
            let others = self.published.iter().filter(|other| !Arc::ptr_eq(other, &own.file));
            others.filter(|other| other.path().ends_with(layout::YAML)).any(|other| says(other.text(), id))
        };
        let is_one = |slip: &Slip<'_>| slip.times >= ENOUGH && !is_said(slip.id);
        in_framework(own, (self.findings, first), is_one);
    }

    /// The schools, and what is not certain of them: everything, where their file is missing or can't be read.
    fn schools(&mut self, languages: Languages<'_>) -> (Schools, Doubt) {
        let nothing = (Schools::default(), Doubt::of_all());
        let Some(path) = self.listing.get(layout::SCHOOLS) else { return nothing };
        let read = load_schools(self.around, path, &self.framework, languages, self.findings);
        let Some((schools, doubt, file)) = read else { return nothing };
        self.published.push(file);
        (schools, doubt)
    }

    /// Tells once that the file of the schools is missing, where teams name some.
    fn missing_schools(&mut self, named: &BTreeSet<String>) {
        if named.is_empty() || self.listing.contains_key(layout::SCHOOLS) {
            return;
        }
        let name = layout::schools_path(&self.folder.id);
        let misnamed = misnamed(&self.listing, layout::SCHOOLS).map(str::to_string);
        self.misnamed.extend(misnamed.clone());
        let hint = if let Some(misnamed) = misnamed {
            format!("rename `{misnamed}` to `{}`", layout::SCHOOLS)
        } else {
            let lines: Vec<_> = named.iter().map(|id| format!("`- {{id: {id}, name: {id}}}`")).collect();
            format!("make it with a line for each school: {}", lines.join(", "))
        };
        let message = "teams name schools, and the file that lists them is missing";
        self.findings.push(Diagnostic::new(Code::MissingFile, Place::path_only(name), message).hint(hint));
    }

    /// The district's own resources laid over the shared ones, file by file; and the files of its own.
    fn resources(&mut self, own_framework: bool, languages: Languages<'_>) -> (Resources, ResourceFiles) {
        let own = load_resources(self.around, &self.listing, &self.framework, languages, self.findings);
        let mut resources = self.shared.resources.clone();
        if own_framework {
            for (key, files) in &self.shared.files {
                let resource = compose_one(&key.1, files, &self.framework, self.findings);
                resources.extend(resource.map(|resource| (key.clone(), Arc::new(resource))));
            }
        }
        let texts = own.values().flat_map(BTreeMap::values).map(|file| Arc::clone(file.place().source()));
        self.published.extend(texts);
        let own_files = own.clone();
        let listings = [&self.shared.listing, &self.listing];
        for (key, files) in own {
            let mut together = self.shared.files.get(&key).cloned().unwrap_or_default();
            together.extend(files.clone());
            let beside = (&self.files, &listings[..]);
            warn_of_missing_default(self.around.root, &key, &together, beside, self.findings);
            warn_of_keys_of_translations(&together, &files, self.findings);
            let resource = compose_one(&key.1, &together, &self.framework, self.findings);
            resources.extend(resource.map(|resource| (key, Arc::new(resource))));
        }
        let around = (&*self.framework, &resources);
        self.misspelt_items.extend(check_helps(&own_files, around, &self.doubts.rubrics, self.findings));
        check_translations(&own_files, &resources, self.findings);
        warn_of_copied_texts(&own_files, &resources, self.findings);
        check_criteria(&own_files, around, self.around.settings.default_language(), self.findings);
        (resources, own_files)
    }

    /// The files of a folder with one of some endings: their names without it.
    fn named_files(&mut self, folder: &str, endings: &[&str]) -> Vec<(String, PathBuf)> {
        let start = format!("{folder}/");
        let all = self.listing.range(start.clone()..).take_while(|(name, _)| name.starts_with(&start));
        let mut files = Vec::new();
        for (name, path) in all.map(|(name, path)| (&name[start.len()..], path)) {
            let stem =
                endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|_| !name.contains('/'));
            match stem {
                Some(stem) if check_name(self.around.root, path, stem, self.findings) => {
                    files.push((stem.to_string(), path.clone()));
                }
                Some(_) => {}
                None if is_note(name) => {}
                None => self.findings.push(unused_beside_yaml(self.around.root, path, name)),
            }
        }
        files
    }

    fn teams(
        &mut self,
        (schools, school_doubt): (&Schools, &Doubt),
        resources: &Resources,
        languages: Languages<'_>,
    ) -> Vec<Team> {
        let files = self.named_files(layout::TEAMS, &[layout::YAML]);
        let known = team::Known {
            framework: &self.framework,
            schools,
            school_doubt,
            resources,
            role_doubt: &self.doubts.roles,
            languages,
        };
        let empty = self.findings.part();
        let read = |(id, path): &(String, PathBuf)| {
            let mut findings = empty.part();
            (load_team(self.around, path, id, &known, &mut findings), findings)
        };
        let read: Vec<_> = files.par_iter().with_min_len(TEAMS_A_TASK).map(read).collect();
        let mut teams = Vec::with_capacity(read.len());
        let mut named_schools = BTreeSet::new();
        let before = self.published.len();
        for (TeamFile { team, file, hidden_names, school }, findings) in read {
            self.findings.absorb(findings);
            teams.extend(team);
            named_schools.extend(school);
            self.hidden.extend(hidden_names);
            self.published.extend(file);
        }
        warn_of_copies(self.published[before..].iter(), self.findings);
        self.hidden.extend(team::names_in_unread(self.around.root, &self.listing));
        self.missing_schools(&named_schools);
        let is_there = |id: &str| schools.get(&SchoolId::new(id)).is_some();
        let file = self.published.iter().find(|file| file.path().ends_with(layout::SCHOOLS)).cloned();
        of_schools(&named_schools, is_there, file.as_ref(), self.findings);
        teams.sort_by(|a, b| a.id.cmp(&b.id));
        teams
    }

    fn assessments(
        &mut self,
        (teams, schools): (&[Team], &Schools),
        resources: &Resources,
        languages: Languages<'_>,
    ) -> Vec<Assessment> {
        let files = self.named_files(layout::ASSESSMENTS, &[layout::YAML, layout::JSON]);
        let known = assessment::Known {
            framework: &self.framework,
            teams,
            schools,
            team_doubt: &self.doubts.teams,
            resources,
            rubric_doubt: &self.doubts.rubrics,
            languages,
        };
        let loaded = files
            .into_iter()
            .filter_map(|(id, path)| load_assessment(self.around, &path, &id, &known, self.findings));
        let loaded = loaded.collect();
        let settled = assessment::settle(loaded, (&self.framework, resources), self.findings);
        self.published.extend(settled.files);
        self.misspelt_items.extend(settled.misspelt_items);
        settled.assessments
    }

    fn count_untranslated(&mut self, resources: &Resources, languages: &[Lang]) {
        for resource in resources.values() {
            let has = |lang: &&Lang| resource.variants.iter().any(|variant| variant.lang == **lang);
            let missing: Vec<&str> = languages.iter().filter(|lang| !has(lang)).map(Lang::as_str).collect();
            let main = || Place::path_only(resource.main().path.as_str());
            self.findings.note_untranslated(main, &missing);
        }
    }
}
