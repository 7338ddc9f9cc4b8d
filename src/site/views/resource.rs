//! Guides, role descriptions and rubrics: their lists and their pages.

use serde::Serialize;
use tera::Context;

use super::home::CardView;
use super::team::PersonView;
use super::{LinkView, Prose, Said, Setting, Writer};
use crate::coverage;
use crate::markdown::Heading;
use crate::model::{FunctionId, Kind, Resource, ResourceId, ResourceLevel, Rubric};
use crate::site::address::{Page, address};

/// Fewer teams than this would tell how one of them rates itself.
const FEWEST_TEAMS: usize = 3;

/// `view` of `resources.html`: all guides, roles or rubrics.
#[derive(Debug, Serialize)]
pub struct ResourcesView {
    /// `guide`, `role` or `rubric`.
    pub kind: Kind,
    /// What they are for, in a sentence.
    pub lead: String,
    /// The resources, in their order.
    pub cards: Vec<CardView>,
}

/// `view` of `resource.html`: one guide, role or rubric.
#[derive(Debug, Serialize)]
pub struct ResourceView {
    /// `guide`, `role` or `rubric`.
    pub kind: Kind,
    /// The title.
    pub title: Said,
    /// What it is about.
    pub summary: Option<Said>,
    /// The text.
    pub text: Prose,
    /// The headings.
    pub outline: Vec<OutlineItem>,
    /// Whom it is for, in the author's words.
    pub audience: Option<Said>,
    /// "For district teams" and the like, unless it is for every team.
    pub level: Option<String>,
    /// When it was looked through last.
    pub reviewed: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// A role's perspectives.
    pub perspectives: Vec<Said>,
    /// A role's functions.
    pub functions: Vec<Said>,
    /// A role's holders, team by team.
    pub holders: Vec<TeamHolders>,
    /// A rubric's rating scale, best first.
    pub scale: Vec<Said>,
    /// How the district's teams rate a rubric's indicators, area by area; empty where fewer than three rated any.
    pub ratings: Vec<AreaRatings>,
    /// How many teams a rating needs to be shown.
    pub fewest_teams: usize,
    /// The resources before and after it.
    pub previous: Option<LinkView>,
    /// The resource after it.
    pub next: Option<LinkView>,
}

/// A heading of the table of contents.
#[derive(Debug, Serialize)]
pub struct OutlineItem {
    /// Its level, from 2.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Those on a team who hold a role.
#[derive(Debug, Serialize)]
pub struct TeamHolders {
    /// The team.
    pub team: LinkView,
    /// Who holds the role there.
    pub people: Vec<PersonView>,
}

/// How teams rate an area's indicators.
#[derive(Debug, Serialize)]
pub struct AreaRatings {
    /// The area's name.
    pub name: Said,
    /// Its indicators.
    pub indicators: Vec<IndicatorRatings>,
}

/// How teams rate an indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorRatings {
    /// The indicator's anchor.
    pub id: String,
    /// The indicator's text.
    pub text: Said,
    /// How many teams gave each rating of the scale; empty where fewer than three rated it.
    pub counts: Vec<usize>,
}

impl Writer<'_> {
    /// All resources of a kind.
    pub(super) fn resources(&self, kind: Kind, context: &mut Context) -> &'static str {
        let key = Self::kind_key(kind);
        let view = ResourcesView {
            kind,
            lead: self.strings.get(&format!("{key}-lead")).to_string(),
            cards: self.cards(kind, usize::MAX),
        };
        let mut frame = self.frame(&Page::Resources(kind), self.own(key), Vec::new());
        frame.description = Some(view.lead.clone());
        Self::put(context, &frame, &view);
        "resources.html"
    }

    /// One resource.
    pub(super) fn resource(&self, kind: Kind, id: &ResourceId, context: &mut Context) -> &'static str {
        let Some(resource) = self.site.published(kind, id) else { return self.not_found(context) };
        let variant = resource.variant(self.lang);
        let view = self.resource_view(resource, &Setting::default());
        let trail = vec![self.link(&Page::Resources(kind), self.own(Self::kind_key(kind)))];
        let mut frame = self.frame(&Page::Resource(kind, id.clone()), view.title.clone(), trail);
        frame.description.clone_from(&variant.summary);
        frame.edit_url = self.edit_url(&variant.path);
        if variant.lang != *self.lang {
            frame.fallback = Some(self.language_name(&variant.lang));
            frame.no_index = true;
            frame.canonical = self.site.absolute(&address(
                &Page::Resource(kind, id.clone()),
                &variant.lang,
                self.site.default_language(),
            ));
        }
        Self::put(context, &frame, &view);
        "resource.html"
    }

    fn language_name(&self, lang: &crate::model::Lang) -> String {
        let key = format!("in-{lang}");
        if self.strings.has(&key) { self.strings.get(&key).to_string() } else { lang.to_string() }
    }

    /// A resource as its page shows it.
    pub(super) fn resource_view(&self, resource: &Resource, setting: &Setting) -> ResourceView {
        let variant = resource.variant(self.lang);
        let text = self.prose(&variant.document, &variant.lang, &variant.path, setting);
        let (previous, next) = self.neighbours(resource);
        let role = resource.role();
        let rubric = resource.rubric();
        ResourceView {
            kind: resource.kind(),
            title: self.said_in(&variant.title, &variant.lang),
            summary: variant.summary.as_ref().map(|summary| self.said_in(summary, &variant.lang)),
            text,
            outline: variant.document.outline.iter().map(outline_item).collect(),
            audience: (!resource.audience.is_empty())
                .then(|| self.said_in(&resource.audience.join(", "), &resource.main().lang)),
            level: match resource.level {
                ResourceLevel::District => Some(self.strings.get("for-district-teams").to_string()),
                ResourceLevel::School => Some(self.strings.get("for-school-teams").to_string()),
                ResourceLevel::Both => None,
            },
            reviewed: resource.reviewed.map(|date| self.strings.date(date)),
            draft: resource.draft,
            perspectives: role.map_or_else(Vec::new, |role| self.perspective_names(&role.perspectives)),
            functions: role.map_or_else(Vec::new, |role| self.function_names(&role.functions)),
            holders: role.map_or_else(Vec::new, |_| self.holders(&resource.id)),
            scale: rubric.map_or_else(Vec::new, |rubric| self.scale(rubric)),
            ratings: rubric.map_or_else(Vec::new, |rubric| self.ratings(resource, rubric)),
            fewest_teams: FEWEST_TEAMS,
            previous,
            next,
        }
    }

    /// The names of a rubric's ratings, best first.
    fn scale(&self, rubric: &Rubric) -> Vec<Said> {
        let scale = rubric.scale(&self.site.district().framework);
        scale.iter().map(|rating| self.said(&rating.name)).collect()
    }

    fn function_names(&self, ids: &[FunctionId]) -> Vec<Said> {
        let framework = &self.site.district().framework;
        ids.iter().filter_map(|id| framework.function(id)).map(|function| self.said(&function.name)).collect()
    }

    /// Who holds a role at the report's date, team by team.
    fn holders(&self, role: &ResourceId) -> Vec<TeamHolders> {
        let as_of = self.site.report().as_of;
        let teams = self.site.district().teams.iter();
        let holders = teams.map(|team| TeamHolders {
            team: self.link(&Page::Team(team.id.clone()), self.said(&team.name)),
            people: coverage::holders(team, as_of)
                .into_iter()
                .filter(|member| member.role.as_ref() == Some(role))
                .map(|member| self.person(member))
                .collect(),
        });
        holders.filter(|holders| !holders.people.is_empty()).collect()
    }

    fn ratings(&self, resource: &Resource, rubric: &Rubric) -> Vec<AreaRatings> {
        let as_of = self.site.report().as_of;
        let counts = coverage::across_teams(self.site.district(), (&resource.id, rubric), as_of);
        if counts.iter().all(|counts| counts.teams < FEWEST_TEAMS) {
            return Vec::new();
        }
        let (own, main) = (resource.variant(self.lang), resource.main());
        let areas = main.document.areas.iter().map(|area| {
            let translated = own.document.areas.iter().find(|other| other.id == area.id);
            let (name, lang) = translated.map_or((&area.name, &main.lang), |other| (&other.name, &own.lang));
            let indicators = area.indicators.iter().map(|indicator| {
                let mut translated = own.document.areas.iter().flat_map(|area| &area.indicators);
                let translated = translated.find(|other| other.id == indicator.id);
                let (text, lang) =
                    translated.map_or((&indicator.text, &main.lang), |other| (&other.text, &own.lang));
                let counted = counts.iter().find(|counts| counts.indicator.as_str() == indicator.id);
                let shown = counted.filter(|counts| counts.teams >= FEWEST_TEAMS);
                IndicatorRatings {
                    id: indicator.id.clone(),
                    text: self.said_in(text, lang),
                    counts: shown.map_or_else(Vec::new, |counts| {
                        counts.ratings.iter().map(|(_, count)| *count).collect()
                    }),
                }
            });
            AreaRatings { name: self.said_in(name, lang), indicators: indicators.collect() }
        });
        areas.collect()
    }

    fn neighbours(&self, resource: &Resource) -> (Option<LinkView>, Option<LinkView>) {
        let all = self.site.published_of(resource.kind());
        let index = all.iter().position(|other| other.id == resource.id);
        let link = |index: Option<usize>| {
            let other = all.get(index?)?;
            let variant = other.variant(self.lang);
            Some(self.link(
                &Page::Resource(other.kind(), other.id.clone()),
                self.said_in(&variant.title, &variant.lang),
            ))
        };
        (link(index.and_then(|index| index.checked_sub(1))), link(index.map(|index| index + 1)))
    }
}

fn outline_item(heading: &Heading) -> OutlineItem {
    OutlineItem { level: heading.level, id: heading.id.clone(), text: heading.text.clone() }
}
