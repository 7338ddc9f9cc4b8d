//! The home page.

use serde::Serialize;
use tera::Context;

use super::words::Figure;
use super::{LinkView, Prose, Said, Setting, Writer};
use crate::model::Kind;
use crate::site::address::Page;

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
    pub guides: Vec<CardView>,
    /// The way to all guides.
    pub all_guides: String,
    /// The rubrics.
    pub rubrics: Vec<CardView>,
    /// The way to all role descriptions.
    pub roles: String,
    /// How many role descriptions there are.
    pub role_count: usize,
    /// The way to the page for partners.
    pub join: String,
    /// How many teams welcome partners.
    pub open_teams: usize,
    /// The perspectives of the school side that should be at the table.
    pub school_side: Vec<Said>,
    /// The perspectives of the community side.
    pub community_side: Vec<Said>,
}

/// A page of the site with what it is about.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// The page.
    pub link: LinkView,
    /// What it is about.
    pub summary: Option<Said>,
}

/// How many guides the home page names.
const FIRST_GUIDES: usize = 4;

impl Writer<'_> {
    /// The home page.
    pub(super) fn home(&self, context: &mut Context) -> &'static str {
        use crate::model::Side;
        let district = self.site.district();
        let side = |side: Side| {
            let all =
                district.framework.perspectives.iter().filter(move |perspective| perspective.side == side);
            all.map(|perspective| self.said(&perspective.name)).collect()
        };
        let view = HomeView {
            about: self.prose_of(
                &district.about,
                &self.site.district_path(),
                &Setting::below(super::ABOUT, 1),
            ),
            summary: self.summary(),
            figures: self.figures(),
            coverage: self.href(&Page::Coverage),
            teams: self.href(&Page::Teams),
            guides: self.cards(Kind::Guide, FIRST_GUIDES),
            all_guides: self.href(&Page::Resources(Kind::Guide)),
            rubrics: self.cards(Kind::Rubric, usize::MAX),
            roles: self.href(&Page::Resources(Kind::Role)),
            role_count: self.site.published_of(Kind::Role).len(),
            join: self.href(&Page::Join),
            open_teams: district.teams.iter().filter(|team| team.welcomes_partners).count(),
            school_side: side(Side::School),
            community_side: side(Side::Community),
        };
        let mut frame = self.frame(&Page::Home, self.said(&district.name), Vec::new());
        frame.description =
            Some(self.format("home-description", &[("district", frame.district.text.clone().into())]));
        frame.edit_url = self.edit_url(&self.site.district_path());
        frame.add_data(Some(self.organization()));
        Self::put(context, &frame, &view);
        "home.html"
    }

    /// The first resources of a kind.
    pub(super) fn cards(&self, kind: Kind, most: usize) -> Vec<CardView> {
        let all = self.site.published_of(kind).into_iter().take(most);
        all.map(|resource| {
            let variant = resource.variant(self.lang);
            CardView {
                link: self.link(
                    &Page::Resource(kind, resource.id.clone()),
                    self.said_in(&variant.title, &variant.lang),
                ),
                summary: variant.summary.as_ref().map(|summary| self.said_in(summary, &variant.lang)),
            }
        })
        .collect()
    }

    /// The page for an address that is none.
    pub(super) fn not_found(&self, context: &mut Context) -> &'static str {
        let mut frame = self.frame(&Page::NotFound, self.own("not-found-title"), Vec::new());
        frame.no_index = true;
        frame.languages.clear();
        frame.canonical = None;
        frame.social = None;
        Self::put(context, &frame, &());
        "404.html"
    }

    /// A page that leads on from an old address.
    pub(super) fn redirect(&self, to: &str, context: &mut Context) -> &'static str {
        let mut frame =
            self.frame(&Page::Redirect { to: to.to_string() }, self.own("redirect-title"), Vec::new());
        frame.no_index = true;
        frame.languages.clear();
        context.insert("target", &self.way(to));
        Self::put(context, &frame, &());
        "redirect.html"
    }
}
