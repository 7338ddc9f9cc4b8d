//! A district with its schools, teams, resources and self-assessments.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::{
    Assessment, Color, Counts, DistrictId, Framework, Kind, Lang, Resource, ResourceId, Resources, SchoolId,
    Team, TeamId, Text,
};
use crate::diagnostics::Place;
use crate::markdown::Document;

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
    pub schools: Vec<School>,
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
}

impl District {
    /// The language of addresses without a language in them.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }

    /// The school of this id.
    pub fn school(&self, id: &SchoolId) -> Option<&School> {
        self.schools.iter().find(|school| school.id == *id)
    }

    /// The team of this id.
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == *id)
    }

    /// The resource of this kind and id.
    pub fn resource(&self, kind: Kind, id: &ResourceId) -> Option<&Arc<Resource>> {
        self.resources.get(&(kind, id.clone()))
    }

    /// The resources of a kind, by their `order` and then their ids.
    pub fn resources_of(&self, kind: Kind) -> Vec<&Arc<Resource>> {
        let mut all: Vec<_> = self.resources.values().filter(|resource| resource.kind == kind).collect();
        all.sort_by_key(|resource| (resource.order, resource.id.clone()));
        all
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

/// Which grades a school has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SchoolLevel {
    /// Elementary.
    Elementary,
    /// Middle.
    Middle,
    /// High.
    High,
    /// Several of them.
    Combined,
    /// Another one.
    Other,
}

/// Whom to write to, in an office that is public.
#[derive(Debug, Clone, PartialEq, Eq)]
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
