//! A district's folder: `district.yml`, `schools.yml`, teams, assessments, its own resources and files.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::assessment::{self, load_assessment, require_fixed_ids};
use super::decode::{Fields, Word, items};
use super::files::Listing;
use super::framework::{duplicate_id, load_framework};
use super::kinds::{DISTRICT, SCHOOLS};
use super::resource::{compose_one, load_resources};
use super::shape::{self, Languages, Shape};
use super::shared::{DistrictFolder, Shared, Surroundings, is_note, unused_file};
use super::team::{self, counts, load_team};
use super::yaml::Node;
use super::{Tally, check_name, markdown_texts, read_yaml};
use crate::diagnostics::{Collector, Diagnostic, Place, did_you_mean};
use crate::model::{
    Assessment, Brand, Color, District, Framework, Lang, Resources, School, SchoolId, SchoolLevel, Team, Text,
};

/// How many teams are worth handing to another core.
const TEAMS_A_TASK: usize = 8;

const FOLDERS: [&str; 6] = ["teams", "guides", "roles", "rubrics", "assessments", "static"];
const FILES: [&str; 3] = ["district.yml", "schools.yml", "framework.yml"];

/// Reads a district: everything that its site is made of, and everything that is wrong in its folder.
pub fn load_district(
    around: &Surroundings<'_>,
    shared: &Shared,
    folder: &DistrictFolder,
) -> (Option<District>, Tally, Vec<Diagnostic>) {
    let (listing, found) = around.root.list(&folder.path, None);
    let mut loader = Loader { around, shared, folder, listing, found, tally: Tally::default() };
    let district = loader.district();
    (district, loader.tally, loader.found)
}

struct Loader<'l> {
    around: &'l Surroundings<'l>,
    shared: &'l Shared,
    folder: &'l DistrictFolder,
    listing: Listing,
    found: Vec<Diagnostic>,
    tally: Tally,
}

impl Loader<'_> {
    fn district(&mut self) -> Option<District> {
        let own = self.own_framework();
        let framework = own.clone().unwrap_or_else(|| Arc::clone(&self.shared.framework));
        let card = self.card(&framework);
        let wanted = card
            .as_ref()
            .map_or_else(|| self.around.settings.languages.clone(), |card| card.languages.clone());
        let known_languages = &self.around.settings.languages;
        let languages = Languages { known: known_languages, wanted: &wanted };
        let schools = self.schools(&framework, languages);
        let resources = self.resources(&framework, own.is_some(), languages);
        let teams = self.teams(&framework, &schools, &resources, languages);
        let assessments = self.assessments(&framework, &teams, &resources, languages);
        self.unused();
        let statics = self.statics();
        let mut card = card?;
        self.check_logo(&card, &statics);
        self.count_untranslated(&resources, &wanted);
        card.schools = schools;
        card.resources = resources;
        card.teams = teams;
        card.assessments = assessments;
        card.statics = statics;
        Some(card)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path.join(name)
    }

    fn own_framework(&mut self) -> Option<Arc<Framework>> {
        let path = self.listing.get("framework.yml")?;
        let (framework, problems) =
            load_framework(self.around.root, path, self.around.languages(), &mut self.tally);
        self.found.extend(problems);
        framework.map(Arc::new)
    }

    fn card(&mut self, framework: &Arc<Framework>) -> Option<District> {
        let path = self.path("district.yml");
        if !self.listing.contains_key("district.yml") {
            let already_told =
                self.found.iter().any(|problem| problem.place.path().ends_with("/district.yml"));
            if !already_told {
                let place = Place::path_only(self.around.root.name(&path));
                self.found.push(
                    Diagnostic::error("missing-file", place, "a district needs this file")
                        .hint("make it with one line: `name: …`"),
                );
            }
            return None;
        }
        let (file, node) = read_yaml(self.around.root, &path, &mut self.found)?;
        self.tally.files += 1;
        let mut out = Collector::new(Arc::clone(&file));
        let wanted = wanted_languages(&node, self.around);
        let languages = Languages { known: &self.around.settings.languages, wanted: &wanted };
        let fields = Fields::read(&node, &DISTRICT, languages, &mut out);
        let district = fields.map(|fields| self.read_card(&fields, framework, wanted.clone(), &mut out));
        self.tally.untranslated += out.untranslated();
        self.found.extend(out.finish());
        district
    }

    fn read_card(
        &self,
        fields: &Fields<'_>,
        framework: &Arc<Framework>,
        languages: Vec<Lang>,
        out: &mut Collector,
    ) -> District {
        for word in fields.words("languages") {
            let known = &self.around.settings.languages;
            if Lang::parse(word.text).is_some_and(|lang| !known.contains(&lang)) {
                let message = format!("`{}` is not a language of this toolkit", word.text);
                let hint = did_you_mean(word.text, known.iter().map(Lang::as_str));
                out.error("unknown-language", word.span, message, hint);
            }
        }
        let default = self.around.settings.default_language();
        let brand = fields.object("brand");
        District {
            id: self.folder.id.clone(),
            name: fields.text("name").unwrap_or_else(|| Text::new(default.clone(), self.folder.id.as_str())),
            state: fields.line("state"),
            nces_id: fields.line("nces_id"),
            website: fields.line("website"),
            contact: fields.contact("contact"),
            languages,
            brand: Brand {
                color: brand.and_then(|brand| Color::parse(brand.word("color")?.text)),
                color_place: brand.and_then(|brand| Some(out.at(brand.word("color")?.span))),
                logo: brand.and_then(|brand| brand.line("logo")),
            },
            about: markdown_texts(fields.get("about"), self.around, out),
            students: counts(fields, "students", framework, out),
            schools: Vec::new(),
            teams: Vec::new(),
            framework: Arc::clone(framework),
            resources: BTreeMap::new(),
            assessments: Vec::new(),
            statics: BTreeMap::new(),
        }
    }

    fn schools(&mut self, framework: &Framework, languages: Languages<'_>) -> Vec<School> {
        let Some(path) = self.listing.get("schools.yml").cloned() else { return Vec::new() };
        let Some((file, node)) = read_yaml(self.around.root, &path, &mut self.found) else {
            return Vec::new();
        };
        self.tally.files += 1;
        let mut out = Collector::new(file);
        shape::check(&node, &SCHOOLS, languages, &mut out);
        let schools = read_schools(&node, framework, self.around.settings.default_language(), &mut out);
        self.tally.untranslated += out.untranslated();
        self.found.extend(out.finish());
        schools
    }

    /// The district's own resources laid over the shared ones, file by file.
    fn resources(
        &mut self,
        framework: &Framework,
        own_framework: bool,
        languages: Languages<'_>,
    ) -> Resources {
        let (own, problems) =
            load_resources(self.around, &self.listing, framework, languages, &mut self.tally);
        self.found.extend(problems);
        let mut resources = self.shared.resources.clone();
        if own_framework {
            for (key, files) in &self.shared.files {
                let resource = compose_one(key.0, &key.1, files, framework, &mut Vec::new());
                resources.extend(resource.map(|resource| (key.clone(), Arc::new(resource))));
            }
        }
        for (key, files) in own {
            let mut together = self.shared.files.get(&key).cloned().unwrap_or_default();
            together.extend(files);
            let resource = compose_one(key.0, &key.1, &together, framework, &mut self.found);
            resources.extend(resource.map(|resource| (key, Arc::new(resource))));
        }
        resources
    }

    /// The files of a folder with one of some endings: their names without it.
    fn named_files(&mut self, folder: &str, endings: &[&str]) -> Vec<(String, PathBuf)> {
        let start = format!("{folder}/");
        let all: Vec<_> = self
            .listing
            .range(start.clone()..)
            .take_while(|(name, _)| name.starts_with(&start))
            .map(|(name, path)| (name[start.len()..].to_string(), path.clone()))
            .collect();
        let mut files = Vec::new();
        for (name, path) in all {
            let stem =
                endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|_| !name.contains('/'));
            match stem {
                Some(stem) if check_name(self.around.root, &path, stem, &mut self.found) => {
                    files.push((stem.to_string(), path));
                }
                Some(_) => {}
                None if is_note(&name) => {}
                None => self.found.push(unused_file(self.around.root, &path, &name, &[], &[])),
            }
        }
        files
    }

    fn teams(
        &mut self,
        framework: &Framework,
        schools: &[School],
        resources: &Resources,
        languages: Languages<'_>,
    ) -> Vec<Team> {
        let known = team::Known { framework, schools, resources, languages };
        let mut teams = Vec::new();
        let files = self.named_files("teams", &[".yml"]);
        let read = |(id, path): &(String, PathBuf)| {
            let mut tally = Tally::default();
            let (team, problems) = load_team(self.around, path, id, &known, &mut tally);
            (team, tally, problems)
        };
        let read: Vec<_> = files.par_iter().with_min_len(TEAMS_A_TASK).map(read).collect();
        for (team, tally, problems) in read {
            self.tally += tally;
            self.found.extend(problems);
            teams.extend(team);
        }
        teams.sort_by(|a, b| a.id.cmp(&b.id));
        teams
    }

    fn assessments(
        &mut self,
        framework: &Framework,
        teams: &[Team],
        resources: &Resources,
        languages: Languages<'_>,
    ) -> Vec<Assessment> {
        let known = assessment::Known { framework, teams, resources, languages };
        let mut assessments: Vec<Assessment> = Vec::new();
        for (id, path) in self.named_files("assessments", &[".yml", ".json"]) {
            let (assessment, problems) = load_assessment(self.around, &path, &id, &known, &mut self.tally);
            self.found.extend(problems);
            let Some(assessment) = assessment else { continue };
            let same = |other: &&Assessment| {
                other.team == assessment.team
                    && other.rubric == assessment.rubric
                    && other.date == assessment.date
            };
            if let Some(other) = assessments.iter().find(same) {
                let place = Place::path_only(self.around.root.name(&path));
                let message = format!(
                    "team, rubric and date are the same as in `{}`; this one counts as the newer",
                    other.id
                );
                self.found
                    .push(Diagnostic::warning("same-assessment", place, message).hint("keep one of the two"));
            }
            assessments.push(assessment);
        }
        assessments.sort_by(|a, b| a.id.cmp(&b.id));
        self.found.extend(require_fixed_ids(&assessments, resources));
        assessments
    }

    fn statics(&self) -> BTreeMap<String, PathBuf> {
        let files = self
            .listing
            .iter()
            .filter_map(|(name, path)| Some((name.strip_prefix("static/")?.to_string(), path.clone())));
        files.collect()
    }

    fn check_logo(&mut self, district: &District, statics: &BTreeMap<String, PathBuf>) {
        let Some(logo) = district.brand.logo.as_ref().filter(|logo| !statics.contains_key(*logo)) else {
            return;
        };
        let path = self.path("district.yml");
        let Ok(file) = self.around.root.read(&path) else { return };
        let at = file.text().find(logo.as_str()).unwrap_or_default();
        let place = Place::span(&file, at..at + logo.len());
        let hint = did_you_mean(logo, statics.keys().map(String::as_str));
        self.found.push(
            Diagnostic::error("broken-reference", place, format!("there is no file `static/{logo}`"))
                .maybe_hint(hint),
        );
    }

    fn unused(&mut self) {
        let stray = self.listing.iter().filter(|(name, _)| match name.split_once('/') {
            Some((folder, _)) => !FOLDERS.contains(&folder),
            None => !FILES.contains(&name.as_str()) && !is_note(name),
        });
        let warnings: Vec<_> =
            stray.map(|(name, path)| unused_file(self.around.root, path, name, &FILES, &FOLDERS)).collect();
        self.found.extend(warnings);
    }

    fn count_untranslated(&mut self, resources: &Resources, languages: &[Lang]) {
        for resource in resources.values() {
            let has = |lang: &&Lang| resource.variants.iter().any(|variant| variant.lang == **lang);
            self.tally.untranslated += languages.iter().filter(|lang| !has(lang)).count();
        }
    }
}

/// The languages of the district's site: those that it names, the toolkit's default one first where it is
/// among them; all of the toolkit's where it names none.
fn wanted_languages(node: &Node, around: &Surroundings<'_>) -> Vec<Lang> {
    let known = &around.settings.languages;
    let fields = Fields::of(node, &DISTRICT, around.settings.default_language());
    let mut wanted: Vec<Lang> = Vec::new();
    for lang in
        fields.iter().flat_map(|fields| fields.words("languages")).filter_map(|word| Lang::parse(word.text))
    {
        if known.contains(&lang) && !wanted.contains(&lang) {
            wanted.push(lang);
        }
    }
    if wanted.is_empty() {
        return known.clone();
    }
    wanted.sort_by_key(|lang| *lang != known[0]);
    wanted
}

fn read_schools(node: &Node, framework: &Framework, default: &Lang, out: &mut Collector) -> Vec<School> {
    let Shape::List(Shape::Object(object)) = &SCHOOLS else { return Vec::new() };
    let mut seen = HashSet::new();
    let mut schools = Vec::new();
    for fields in items(node).iter().filter_map(|item| Fields::of(item, object, default)) {
        let (Some(id), Some(name)) = (fields.word("id"), fields.text("name")) else { continue };
        if !seen.insert(id.text) {
            duplicate_id(id, out);
            continue;
        }
        schools.push(School {
            id: SchoolId::new(id.text),
            name,
            level: fields.word("level").and_then(school_level),
            nces_id: fields.line("nces_id"),
            leader: fields.contact("leader"),
            students: counts(&fields, "students", framework, out),
        });
    }
    schools
}

fn school_level(word: Word<'_>) -> Option<SchoolLevel> {
    match word.text {
        "elementary" => Some(SchoolLevel::Elementary),
        "middle" => Some(SchoolLevel::Middle),
        "high" => Some(SchoolLevel::High),
        "combined" => Some(SchoolLevel::Combined),
        "other" => Some(SchoolLevel::Other),
        _ => None,
    }
}
