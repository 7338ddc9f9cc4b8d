//! The home page.

use std::sync::Arc;

use serde::Serialize;

use super::cards::CardView;
use super::dots::SchoolDots;
use super::figures::{Figure, summary};
use super::frame::Frame;
use super::ring::{NamedRing, RingShape};
use super::shared::{IfMentioned, Shared};
use super::structured_data::organization;
use super::{LinkView, PageView, Prose, Setting, Writer};
use crate::model::{Kind, Resource};
use crate::site::anchors::ABOUT;
use crate::site::pages::Page;

/// `view` of `home.html`: what the team work is about, coverage at a glance, ways in.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// What the district says about itself.
    pub about: Option<Prose>,
    /// The report in a few sentences.
    pub summary: Vec<String>,
    /// The main figures.
    pub figures: Vec<Figure>,
    /// The way to the report.
    pub coverage: String,
    /// The way to all teams.
    pub teams: String,
    /// The first guides.
    pub guides: IfMentioned<Vec<CardView>>,
    /// The way to all guides.
    pub all_guides: String,
    /// The rubrics.
    pub rubrics: IfMentioned<Vec<CardView>>,
    /// The way to all role descriptions.
    pub roles: String,
    /// How many role descriptions there are.
    pub role_count: usize,
    /// The way to the page for partners.
    pub join: String,
    /// How many teams welcome partners.
    pub open_teams: usize,
    /// The guide for families: the first one whose `audience` names `families`.
    pub for_families: Option<LinkView>,
    /// The guide that says what words mean: the one called `words`.
    pub glossary: Option<LinkView>,
    /// The places of the table, for its drawing.
    pub shape: Shared<RingShape>,
    /// All teams' tables together.
    pub ring: IfMentioned<NamedRing>,
    /// The schools, each with what became of it.
    pub dots: IfMentioned<SchoolDots>,
}

/// How many guides the home page names.
const FIRST_GUIDES: usize = 6;

/// The word in a guide's `audience` that makes it the one for families.
const FAMILIES: &str = "families";

impl HomeView {
    /// The home page.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let district = writer.site.district();
        let guides = writer.site.published_of(Kind::Guide);
        let is_for_families = |guide: &&Arc<Resource>| {
            guide.variants.iter().flat_map(|one| &one.audience).any(|word| word == FAMILIES)
        };
        let for_families = guides.into_iter().find(is_for_families);
        let path = writer.site.district_path();
        Self {
            about: writer.prose_of(&district.about, path, &Setting::below(ABOUT, 1)),
            summary: summary(writer),
            figures: Figure::all(writer),
            coverage: writer.href(&Page::Coverage),
            teams: writer.href(&Page::Teams),
            guides: writer.if_mentioned("guides", || CardView::first(writer, Kind::Guide, FIRST_GUIDES)),
            all_guides: writer.href(&Page::Resources(Kind::Guide)),
            rubrics: writer.if_mentioned("rubrics", || CardView::all(writer, Kind::Rubric)),
            roles: writer.href(&Page::Resources(Kind::Role)),
            role_count: writer.site.published_of(Kind::Role).len(),
            join: writer.href(&Page::Join),
            open_teams: writer.open_teams().count(),
            for_families: for_families.map(|guide| writer.resource_link(guide)),
            glossary: writer.glossary(),
            shape: RingShape::of(writer),
            ring: writer.if_mentioned("ring", || NamedRing::of_district(writer)),
            dots: writer.if_mentioned("dots", || SchoolDots::new(writer)),
        }
    }
}

impl PageView for HomeView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let name = writer.said(&writer.site.district().name);
        let description = writer.format("home-description", &[("district", name.text.clone().into())]);
        let mut frame = Frame::new(writer, &Page::Home, name, Vec::new());
        frame.description = Some(description);
        frame.edit_url = writer.edit_url(writer.site.district_path());
        frame.add_data(Some(organization(writer)));
        frame
    }
}
