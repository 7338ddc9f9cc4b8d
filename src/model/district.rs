//! A district with its schools, teams, resources and self-assessments.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Assessment, Color, Counts, DistrictId, Framework, Kind, Lang, Resource, ResourceId, Resources, SchoolId,
    Team, TeamId, Text,
};
use crate::diagnostics::Place;
use crate::markdown::Document;
use crate::words::words;

/// A district: everything that its site is made of.
#[derive(Debug)]
pub struct District {
    /// The name of its folder.
    pub id: DistrictId,
    /// Its name.
    pub name: Text,
    /// Its state, as the author writes it.
    pub state: Option<String>,
    /// Its code at the National Center for Education Statistics.
    pub nces_id: Option<String>,
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
    /// Files of `static/`: the path below it, and where it lies.
    pub statics: BTreeMap<String, PathBuf>,
    /// The files of teams and resources that are there, by their paths below its folder or the shared one: those of
    /// which nothing was made have mistakes, which are told at their places.
    pub files: BTreeSet<String>,
}

impl District {
    /// The language of addresses without a language in them.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
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

/// The schools of a district, found by their ids.
#[derive(Debug, Clone, Default)]
pub struct Schools {
    all: Vec<School>,
    places: HashMap<SchoolId, usize>,
}

impl Schools {
    /// Takes schools in the author's order, each id once.
    pub fn new(all: Vec<School>) -> Self {
        let places = all.iter().enumerate().map(|(place, school)| (school.id.clone(), place)).collect();
        Self { all, places }
    }

    /// The school of this id.
    pub fn get(&self, id: &SchoolId) -> Option<&School> {
        self.all.get(*self.places.get(id)?)
    }
}

impl std::ops::Deref for Schools {
    type Target = [School];

    fn deref(&self) -> &[School] {
        &self.all
    }
}

/// A school.
#[derive(Debug, Clone)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Its name.
    pub name: Text,
    /// Which grades it has.
    pub level: Option<SchoolLevel>,
    /// Its code at the National Center for Education Statistics.
    pub nces_id: Option<String>,
    /// Whom to write to.
    pub leader: Option<Contact>,
    /// Its students by group.
    pub students: Option<Counts>,
}

words! {
    /// Which grades a school has.
    SchoolLevel {
        /// Elementary.
        Elementary = "elementary",
        /// Middle.
        Middle = "middle",
        /// High.
        High = "high",
        /// Several of them.
        Combined = "combined",
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
