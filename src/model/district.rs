//! A district with its schools, teams, resources and self-assessments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Assessment, Color, Counts, DistrictId, Framework, Kind, Lang, Resource, ResourceId, Resources, School,
    SchoolId, Schools, Team, TeamId, Text,
};
use crate::diagnostics::Place;
use crate::markdown::Document;
use crate::words::words;

/// A district: everything that its site is made of.
#[derive(Debug)]
pub struct District {
    /// The name of its folder.
    pub id: DistrictId,
    /// The path of its `district.yml`, as authors know it.
    pub path: String,
    /// Its name.
    pub name: Text,
    /// Its state, as the author writes it.
    pub state: Option<String>,
    /// What kind of district it is.
    pub kind: Option<DistrictKind>,
    /// Its city.
    pub city: Option<String>,
    /// Its county.
    pub county: Option<String>,
    /// The district of this toolkit that serves it.
    pub part_of: Option<DistrictId>,
    /// Its code at the National Center for Education Statistics.
    pub nces_id: Option<String>,
    /// Its code at the state.
    pub state_id: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// Whom to write to.
    pub contact: Option<Contact>,
    /// The languages of its site, the default one first; at least one.
    pub languages: Vec<Lang>,
    /// Its color and logo.
    pub brand: Brand,
    /// What it says about itself, by language.
    pub about: Vec<(Lang, Document)>,
    /// Its students by group.
    pub students: Option<Counts>,
    /// Its schools, in the author's order.
    pub schools: Schools,
    /// Its teams, in the order of their ids.
    pub teams: Vec<Team>,
    /// What a good team is here.
    pub framework: Arc<Framework>,
    /// Guides, role descriptions and rubrics: its own laid over the shared ones.
    pub resources: Resources,
    /// Filled-in self-assessments, in the order of their ids.
    pub assessments: Vec<Assessment>,
    /// Words for items of rubrics whose ids are misspelt in their rubrics, which was told there.
    pub misspelt_items: BTreeSet<String>,
    /// Files of its own `static/`, all published: the path below it, and where it lies.
    pub statics: BTreeMap<String, PathBuf>,
    /// The files of teams and resources that are there, by their paths below its folder or the shared one: those of
    /// which nothing was made have mistakes, which are told at their places.
    pub files: BTreeSet<String>,
    /// Files of the shared `static/`, published where the district refers to them.
    pub shared_statics: Arc<BTreeMap<String, PathBuf>>,
}

impl District {
    /// One that has nothing but a name, for tests.
    #[cfg(test)]
    pub fn named(id: &str, name: &str) -> Self {
        Self {
            id: DistrictId::new(id),
            path: String::new(),
            name: Text::new(Lang::english(), name),
            state: None,
            kind: None,
            city: None,
            county: None,
            part_of: None,
            nces_id: None,
            state_id: None,
            website: None,
            contact: None,
            languages: vec![Lang::english()],
            brand: Brand::default(),
            about: Vec::new(),
            students: None,
            schools: Schools::default(),
            teams: Vec::new(),
            framework: Arc::default(),
            resources: Resources::new(),
            assessments: Vec::new(),
            misspelt_items: BTreeSet::new(),
            statics: BTreeMap::new(),
            files: BTreeSet::new(),
            shared_statics: Arc::default(),
        }
    }

    /// The language of addresses without a language in them.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }

    /// Where a file of `static/` lies: its own one, else the shared one of that name.
    pub fn static_file(&self, name: &str) -> Option<&Path> {
        self.statics.get(name).or_else(|| self.shared_statics.get(name)).map(PathBuf::as_path)
    }

    /// The school of this id.
    pub fn school(&self, id: &SchoolId) -> Option<&School> {
        self.schools.get(id)
    }

    /// The team of this id.
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        let index = self.teams.binary_search_by(|team| team.id.cmp(id)).ok()?;
        self.teams.get(index)
    }

    /// The resource of this kind and id.
    pub fn resource(&self, kind: Kind, id: &ResourceId) -> Option<&Arc<Resource>> {
        self.resources.get(&(kind, id.clone()))
    }

    /// The resources of a kind, by their `order` and then their ids.
    pub fn resources_of(&self, kind: Kind) -> Vec<&Arc<Resource>> {
        let mut all: Vec<_> = self.resources.values().filter(|resource| resource.kind() == kind).collect();
        all.sort_by_key(|resource| (resource.order, resource.id.clone()));
        all
    }
}

words! {
    /// What kind of district it is.
    DistrictKind {
        /// A district.
        District = "district",
        /// A charter school, or a group of them.
        Charter = "charter",
        /// An agency that serves districts, such as a county office.
        Agency = "agency",
        /// Another one.
        Other = "other",
    }
}

/// Whom to write to, in an office that is public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The person.
    pub name: Option<String>,
    /// The office.
    pub title: Option<Text>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// A district's color and logo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brand {
    /// The color that the palette is made from.
    pub color: Option<Color>,
    /// Where the color stands.
    pub color_place: Option<Place>,
    /// A file of `static/`.
    pub logo: Option<String>,
}
